/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "core/form/missing-facts.h"
#include "support/reading-desk.h"
#include "support/world.h"

/* A letter for each question: who, what, when (day), where, whom (person), consequences. */
static char
letter_of(const char *title)
{
	static const struct {
		const char *begin;
		char letter;
	} letters[] = {
		{ "Namnet", 'n' },
		{ "Vad som", 'v' },
		{ "När", 'd' },
		{ "Vilken enhet", 'e' },
		{ "Vem", 'p' },
		{ "Vilka konsekvenser", 'k' },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(letters); i++)
		if (g_str_has_prefix(title, letters[i].begin))
			return letters[i].letter;
	g_assert_not_reached();
}

static char *
asked_for(const Reading *reading)
{
	g_autofree const char **titles = missing_facts_find(reading, NULL);
	GString *letters = g_string_new(NULL);

	for (gsize i = 0; titles[i]; i++)
		g_string_append_c(letters, letter_of(titles[i]));
	return g_string_free(letters, FALSE);
}

/* Somebody's own words, and what they leave out. */
static const struct {
	const char *text, *missing;
} accounts[] = {
	{ "I natt fick en boende på Solgården vänta på hjälp i över två timmar.", "" },
	{ "Rapport.", "depk" },
	{ "Se bifogad fil.", "depk" },
	{ "Larmet fungerade inte i går.", "epk" },
	{ "En brukare på enheten Björk blev utan mat.", "d" },
	{ "Den 4 november föll en äldre man vid Jobbtorg Norr.", "" },
	{ "2026-03-16 glömdes en deltagare kvar i bussen.", "ek" },
	{ "", "vdepk" },
	{ "\xc3\xa5\xcc\x8a\xf0\x9f\x98\x80 ((((((((((", "depk" },
};

static void
test_own_words(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(accounts); i++) {
		g_autoptr(Reading) reading = reading_new();

		g_test_message("%s", accounts[i].text);
		if (*accounts[i].text)
			reading_field_set(&reading->report.description, accounts[i].text,
				accounts[i].text, 1, "line 1");
		g_autofree char *missing = asked_for(reading);
		g_assert_cmpstr(missing, ==, accounts[i].missing);
	}
}

/* Fields that are filled in, and what a form then still lacks. An illegible one is not empty. */
static const struct {
	const char *fields, *missing;
} forms[] = {
	{ "", "vdepk" },
	{ "description unit observed.date consequences area_detail", "" },
	{ "description unit observed.date consequences", "p" },
	{ "description observed.time consequences area_detail", "" },
	{ "unit occurred consequences area_detail", "v" },
	{ "description unit area_detail", "dk" },
};

static void
test_forms(void)
{
	const ReadingPart *part = reading_find_part("report");

	for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
		g_autoptr(Reading) reading = reading_new();
		g_auto(GStrv) names = g_strsplit(forms[i].fields, " ", -1);

		g_test_message("%s", forms[i].fields);
		for (gsize n = 0; names[n] && *names[n]; n++)
			reading_field_set(
				reading_find_field(reading_get_record(reading, part, 0), names[n]),
				NULL, "x", 0.2, "line 1");
		g_autofree char *missing = asked_for(reading);
		g_assert_cmpstr(missing, ==, forms[i].missing);
	}
}

static void
test_what_a_person_knows_better(void)
{
	static const char *const flags[] = { "reporter_unknown", "attachment_unread" };
	static const char *const missing[] = { "nvdepk", "" };

	for (gsize i = 0; i < G_N_ELEMENTS(flags); i++) {
		g_autoptr(Reading) reading = reading_new();

		g_ptr_array_add(
			reading->flags, reading_flag_new(flags[i], "Titel", "Mening.", NULL));
		g_autofree char *asked = asked_for(reading);
		g_assert_cmpstr(asked, ==, missing[i]);
	}
	g_autoptr(Reading) dossier = reading_new();
	reading_add_record(dossier, reading_find_part("investigation"));
	g_autofree char *asked = asked_for(dossier);
	g_assert_cmpstr(asked, ==, "");
}

#define FIELD(text)                                                                                \
	"{\"value\":\"" text "\",\"raw\":\"" text "\",\"confidence\":1,\"where\":\"line 1\"}"
#define DOCUMENTS(documents)                                                                       \
	"{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[" documents "]}"
#define POOR DOCUMENTS("{\"report\":{\"description\":" FIELD("Hemligt hände.") "},\"flags\":[]}")

#define ASKED "SELECT count(*) FROM outbox WHERE notice='missing_facts'"

static void
test_the_reporter_is_asked_once(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Hemligt hände.");

	intake_plan_free(world_take(world, 1, raw));
	reading_desk_read(world, POOR, -1);
	g_autofree char *notice = world_text(world,
		"SELECT audience||' '||route||' '||recipient||' '||state||' '||facts FROM outbox"
		" WHERE notice='missing_facts' AND case_no=1 AND queued=due");
	g_assert_cmpstr(notice, ==,
		"reporter plain alva@kommun.example queued {\"case\":\"LS-2026-0001\",\"missing\":["
		"\"När det hände eller uppmärksammades\","
		"\"Vilken enhet eller verksamhet det gäller\","
		"\"Vem det berör, i allmänna ord och utan namn\","
		"\"Vilka konsekvenser det fick eller kunde ha fått\"]}");
	world_change(world, "UPDATE reading SET state='pending'");
	reading_desk_read(world, POOR, -1);
	g_assert_cmpint(world_number(world, ASKED), ==, 1);
}

/* An answer that leaves out as much is not asked for more. */
static void
test_an_answer_is_not_asked(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Hemligt hände.");
	g_autofree char *answer =
		world_mail("b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Jaha.");

	intake_plan_free(world_take(world, 1, raw));
	world_change(world, "UPDATE reading SET state='done'");
	intake_plan_free(world_take(world, 2, answer));
	reading_desk_read(world, POOR, -1);
	g_assert_cmpint(world_number(world, ASKED), ==, 0);
}

/* What keeps the question away, done to a mail that would be asked about. */
static const struct {
	const char *name, *headers, *change, *json;
	int fails; /* LexError, -1: not */
} silent[] = {
	{ "nothing is missing", "", NULL,
		DOCUMENTS("{\"report\":{\"description\":" FIELD("I går föll en brukare på "
								"enheten.") "},\"flags\":[]}"),
		-1 },
	{ "nothing was read", "", NULL, DOCUMENTS(""), -1 },
	{ "the reading failed", "", NULL, POOR, LEX_ERROR_BAD_MESSAGE },
	{ "automatic mail", "Auto-Submitted: auto-generated\r\n", NULL, POOR, -1 },
	{ "a list", "Precedence: bulk\r\n", NULL, POOR, -1 },
	{ "an outsider", "", "UPDATE outbox SET audience='outsider' WHERE notice='receipt'", POOR,
		-1 },
	{ "imported", "", "UPDATE mail SET way='imported'", POOR, -1 },
	{ "entered", "", "UPDATE mail SET way='entered'", POOR, -1 },
	{ "cut off", "", "UPDATE mail SET truncated=1", POOR, -1 },
	{ "a receipt that is held", "", "UPDATE outbox SET state='held',hold='first_contact'", POOR,
		-1 },
	{ "a receipt that came back", "", "UPDATE outbox SET state='bounced'", POOR, -1 },
	{ "a held case", "",
		"INSERT INTO case_hold(case_no,finding,hold,since) VALUES(1,'whistleblower',"
		"'protected',0)",
		POOR, -1 },
};

static void
test_nobody_is_asked(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(silent); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *raw =
			world_mail("a@kommun.example", silent[i].headers, "Hemligt hände.");

		g_test_message("%s", silent[i].name);
		intake_plan_free(world_take(world, 1, raw));
		if (silent[i].change)
			world_change(world, silent[i].change);
		reading_desk_read(world, silent[i].json, silent[i].fails);
		g_assert_cmpint(world_number(world, ASKED), ==, 0);
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM reading WHERE state<>'pending'"),
			==, 1);
	}
}

/* Where senders are verified, who is not gets no question; whoever it is got enough mail. */
static void
test_somebody_who_may_be_another(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const trusts[] = { "failed", "unknown", "verified" };

	world->settings->organisation.trust = TRUST_AUTHSERV;
	for (guint i = 0; i < G_N_ELEMENTS(trusts); i++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", i);
		g_autofree char *raw = world_mail(id, "", "Hemligt hände.");
		g_autofree char *sql = g_strdup_printf("UPDATE mail SET trust='%s'", trusts[i]);

		intake_plan_free(world_take(world, i + 1, raw));
		world_change(world, sql);
		reading_desk_read(world, POOR, -1);
		g_assert_cmpint(world_number(world, ASKED), ==, i == 2);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	g_test_add_func("/missing-facts/words", test_own_words);
	g_test_add_func("/missing-facts/forms", test_forms);
	g_test_add_func("/missing-facts/person", test_what_a_person_knows_better);
	g_test_add("/missing-facts/once", World, NULL, world_set_up,
		test_the_reporter_is_asked_once, world_tear_down);
	g_test_add("/missing-facts/answer", World, NULL, world_set_up, test_an_answer_is_not_asked,
		world_tear_down);
	g_test_add("/missing-facts/another", World, NULL, world_set_up,
		test_somebody_who_may_be_another, world_tear_down);
	g_test_add_func("/missing-facts/nobody", test_nobody_is_asked);
	return g_test_run();
}
