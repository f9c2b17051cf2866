/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/mail/absence.h"

/* Said on 2026-07-01. */
static const struct {
	const char *text;
	AbsenceKind kind;
	const char *date;
} answers[] = {
	{ "Jag är på semester och är åter den 12 augusti.", ABSENCE_BACK, "2026-08-12" },
	{ "Hej! Jag är tillbaka 2026-08-12. Vid brådskande ärenden ring 08-123 45 67.",
		ABSENCE_BACK, "2026-08-12" },
	{ "Out of office until 12 August", ABSENCE_UNTIL, "2026-08-12" },
	{ "I am out of office until August 12th, 2026.", ABSENCE_UNTIL, "2026-08-12" },
	{ "I will be back on 3 May 2027", ABSENCE_BACK, "2027-05-03" },
	{ "I will return March 3.", ABSENCE_BACK, "2027-03-03" },
	{ "Jag har ledigt t.o.m. 9/8 och är åter på kontoret måndag den 10 augusti.", ABSENCE_BACK,
		"2026-08-10" },
	{ "Ledig till och med den 9 augusti.", ABSENCE_UNTIL, "2026-08-09" },
	{ "Jag är borta t o m 2026-08-09", ABSENCE_UNTIL, "2026-08-09" },
	{ "SEMESTER! ÅTER 12 AUGUSTI", ABSENCE_BACK, "2026-08-12" },
	{ "Jag är\r\nåter\r\nden 12\r\naugusti.", ABSENCE_BACK, "2026-08-12" },
	/* The next such day from today on. */
	{ "Åter den 7 januari", ABSENCE_BACK, "2027-01-07" },
	{ "Åter den 1 juli", ABSENCE_BACK, "2026-07-01" },
	/* Without a date, or with one of something else. */
	{ "Jag är åter på måndag.", ABSENCE_NONE, NULL },
	{ "Jag återkommer den 12 augusti.", ABSENCE_NONE, NULL },
	{ "Åter vid tjänst snart! Mötet är den 12 augusti.", ABSENCE_NONE, NULL },
	{ "Mötet den 12 augusti är inställt.", ABSENCE_NONE, NULL },
	{ "Tillbaka 11/10/19", ABSENCE_NONE, NULL },
	{ "Åter den 31 februari", ABSENCE_NONE, NULL },
	{ "", ABSENCE_NONE, NULL },
	{ NULL, ABSENCE_NONE, NULL },
};

static void
test_answers(void)
{
	const CivilDate today = { 2026, 7, 1 };

	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_auto(Absence) absence = absence_find(answers[i].text, today);
		g_autofree char *date =
			absence.kind ? date_to_string(absence.date) : g_strdup(NULL);

		g_test_message("%s: %s %s", answers[i].text, date, absence.raw);
		g_assert_cmpuint(absence.kind, ==, answers[i].kind);
		g_assert_cmpstr(date, ==, answers[i].date);
		g_assert_cmpint(absence.raw != NULL, ==, absence.kind != ABSENCE_NONE);
	}
}

/* Until when an answer of Monday 2026-06-29 counts, proved and unproved. */
static const struct {
	AbsenceKind kind;
	const char *date, *proved, *unproved; /* NULL: not at all */
} lengths[] = {
	{ ABSENCE_UNTIL, "2026-07-03", "2026-07-03", "2026-07-03" },
	{ ABSENCE_BACK, "2026-07-03", "2026-07-02", "2026-07-02" },
	{ ABSENCE_UNTIL, "2026-06-29", "2026-06-29", "2026-06-29" },
	/* Back the same day, or away until a day that has passed. */
	{ ABSENCE_BACK, "2026-06-29", NULL, NULL },
	{ ABSENCE_UNTIL, "2026-06-28", NULL, NULL },
	/* However long it is said to be. */
	{ ABSENCE_BACK, "2026-08-03", "2026-08-02", "2026-07-06" },
	{ ABSENCE_UNTIL, "2026-08-03", "2026-08-03", "2026-07-06" },
	{ ABSENCE_UNTIL, "2026-08-04", "2026-08-03", "2026-07-06" },
	{ ABSENCE_UNTIL, "2999-12-31", "2026-08-03", "2026-07-06" },
	{ ABSENCE_NONE, NULL, NULL, NULL },
};

static void
test_lengths(void)
{
	const CivilDate came = { 2026, 6, 29 };

	for (guint i = 0; i < G_N_ELEMENTS(lengths) * 2; i++) {
		gboolean proved = i % 2;
		const char *wanted = proved ? lengths[i / 2].proved : lengths[i / 2].unproved;
		Absence absence = { .kind = lengths[i / 2].kind };
		CivilDate last;

		g_test_message("row %u", i / 2);
		if (lengths[i / 2].date)
			g_assert_true(date_from_string(lengths[i / 2].date, &absence.date));
		g_assert_cmpint(
			absence_last_day(&absence, came, proved, &last), ==, wanted != NULL);
		g_autofree char *day = wanted ? date_to_string(last) : NULL;
		g_assert_cmpstr(day, ==, wanted);
	}
}

static void
test_who_is_away(void)
{
	g_autoptr(GArray) list = away_list_new();
	const CivilDate until = { 2026, 7, 3 }, after = { 2026, 7, 4 };

	away_list_add(list, "Kim.Berg@kommun.example", until);
	g_assert_true(away_list_has(list, "kim.berg@KOMMUN.example", until));
	g_assert_false(away_list_has(list, "kim.berg@kommun.example", after));
	g_assert_false(away_list_has(list, "kim@kommun.example", until));
	g_assert_false(away_list_has(list, NULL, until));
	g_assert_false(away_list_has(NULL, "kim.berg@kommun.example", until));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/absence/answers", test_answers);
	g_test_add_func("/absence/lengths", test_lengths);
	g_test_add_func("/absence/who-is-away", test_who_is_away);
	return g_test_run();
}
