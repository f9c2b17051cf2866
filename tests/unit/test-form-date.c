/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/form/form-date.h"

static void
test_dates(void)
{
	static const struct {
		const char *text;
		FormDateKind kind;
		const char *date; /* EXACT; for AMBIGUOUS the candidates */
	} cases[] = {
		{ "2019-11-22", FORM_DATE_EXACT, "2019-11-22" },
		{ "2019 -11- 25", FORM_DATE_EXACT, "2019-11-25" },
		{ "2019\u201311\u201325", FORM_DATE_EXACT, "2019-11-25" },
		{ "2019.11.25", FORM_DATE_EXACT, "2019-11-25" },
		{ "20191122", FORM_DATE_EXACT, "2019-11-22" },
		{ "191122", FORM_DATE_EXACT, "2019-11-22" },
		{ "170323", FORM_DATE_EXACT, "2017-03-23" },
		{ "19 11 22", FORM_DATE_EXACT, "2019-11-22" },
		{ "22 november 2019", FORM_DATE_EXACT, "2019-11-22" },
		{ "den 22:a nov. 2019", FORM_DATE_EXACT, "2019-11-22" },
		{ "Exempelstad den 3 sept 2025", FORM_DATE_EXACT, "2025-09-03" },
		{ "3 MAJ '25", FORM_DATE_EXACT, "2025-05-03" },
		{ "Majas dag var den 1 FEBRUARI 2025", FORM_DATE_EXACT, "2025-02-01" },
		{ "dagen efter jul, 27 dec 2025", FORM_DATE_EXACT, "2025-12-27" },
		{ "3 \305\277ept 2025", FORM_DATE_NONE, NULL }, /* a long s */
		{ "24/10 2019", FORM_DATE_EXACT, "2019-10-24" },
		{ "24/10-19", FORM_DATE_EXACT, "2019-10-24" },
		{ "24.10.2019", FORM_DATE_EXACT, "2019-10-24" },
		{ "2017-04-04 Ledningsgruppen beslutar", FORM_DATE_EXACT, "2017-04-04" },
		{ "2024-02-29", FORM_DATE_EXACT, "2024-02-29" },
		{ "24 oktober", FORM_DATE_YEARLESS, NULL },
		{ "Den 7 november lade", FORM_DATE_YEARLESS, NULL },
		{ "24 oktober 13.00", FORM_DATE_YEARLESS, NULL },
		{ "24/10", FORM_DATE_YEARLESS, NULL },
		{ "11/10/19", FORM_DATE_AMBIGUOUS, "2019-10-11 2019-11-10 2011-10-19 " },
		{ "11/10/2019", FORM_DATE_AMBIGUOUS, "2019-10-11 2019-11-10 " },
		{ "24/12/2019", FORM_DATE_EXACT, "2019-12-24" },
		{ "2019-12-*k*", FORM_DATE_NONE, NULL },
		{ "1912 *R*", FORM_DATE_NONE, NULL },
		{ "2019-13-01", FORM_DATE_NONE, NULL },
		{ "2025-02-29", FORM_DATE_NONE, NULL },
		{ "32 januari", FORM_DATE_NONE, NULL },
		{ "850101-1234", FORM_DATE_NONE, NULL },
		{ "19850101-1234", FORM_DATE_NONE, NULL },
		{ "070-000 70 86", FORM_DATE_NONE, NULL },
		/* a digit that nobody could read is no digit less */
		{ "2019-12-2*k*", FORM_DATE_NONE, NULL },
		{ "2019-12-2l", FORM_DATE_NONE, NULL },
		{ "2019-12-2?", FORM_DATE_NONE, NULL },
		{ "2019-1l-25", FORM_DATE_NONE, NULL },
		{ "2O19-12-24", FORM_DATE_NONE, NULL },
		{ "19112l", FORM_DATE_NONE, NULL },
		{ "2 4 oktober", FORM_DATE_NONE, NULL },
		/* glued to what stands beside it */
		{ "Datum2019-12-02Namn", FORM_DATE_EXACT, "2019-12-02" },
		{ "24 oktober2019", FORM_DATE_EXACT, "2019-10-24" },
		{ "24oktober 2019", FORM_DATE_EXACT, "2019-10-24" },
		{ "2025-11-03T10:15:00+01:00", FORM_DATE_EXACT, "2025-11-03" },
		{ "2025 11 03", FORM_DATE_EXACT, "2025-11-03" },
		{ "2025-1-5", FORM_DATE_EXACT, "2025-01-05" },
		{ "den 7:de november 2025", FORM_DATE_EXACT, "2025-11-07" },
		{ "1:a maj 2025", FORM_DATE_EXACT, "2025-05-01" },
		{ "måndagen den 3 november 2025 kl. 13.00", FORM_DATE_EXACT, "2025-11-03" },
		{ "4 nov 13.00", FORM_DATE_YEARLESS, NULL },
		{ "4 nov. 25 kl 9", FORM_DATE_EXACT, "2025-11-04" },
		{ "10/11/12", FORM_DATE_AMBIGUOUS, "2012-11-10 2012-10-11 2010-11-12 " },
		{ "31/12/25", FORM_DATE_AMBIGUOUS, "2025-12-31 2031-12-25 " },
		{ "99/99/99", FORM_DATE_NONE, NULL },
		{ "00-00-00", FORM_DATE_NONE, NULL },
		{ "30 februari", FORM_DATE_NONE, NULL },
		{ "31 juni 2025", FORM_DATE_NONE, NULL },
		{ "november 2025", FORM_DATE_NONE, NULL },
		{ "vecka 45/2025", FORM_DATE_NONE, NULL },
		{ "1111111111111111111111", FORM_DATE_NONE, NULL },
		{ "251332", FORM_DATE_NONE, NULL },
		{ "AMN 2025-0123", FORM_DATE_NONE, NULL },
		{ "4 majblommor", FORM_DATE_NONE, NULL },
		{ "12 mars", FORM_DATE_YEARLESS, NULL },
		{ "_____", FORM_DATE_NONE, NULL },
		{ "", FORM_DATE_NONE, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		FormDate date = form_date_find(cases[i].text);
		g_autoptr(GString) seen = g_string_new(NULL);

		g_test_message("%s", cases[i].text);
		g_assert_cmpint(date.kind, ==, cases[i].kind);
		for (guint c = 0; date.kind == FORM_DATE_AMBIGUOUS && c < date.n_candidates; c++) {
			g_autofree char *text = date_to_string(date.candidates[c]);
			g_string_append_printf(seen, "%s ", text);
		}
		if (date.kind == FORM_DATE_EXACT) {
			g_autofree char *text = date_to_string(date.date);
			g_string_append(seen, text);
		}
		g_assert_cmpstr(seen->str, ==, cases[i].date ? cases[i].date : "");
	}
}

static void
test_years(void)
{
	static const struct {
		const char *text, *reference;
		gboolean later;
		const char *date;
	} cases[] = {
		{ "24 oktober", "2019-11-22", FALSE, "2019-10-24" },
		{ "22 november", "2019-11-22", FALSE, "2019-11-22" },
		{ "30 december", "2026-01-07", FALSE, "2025-12-30" },
		{ "29 februari", "2026-01-07", FALSE, "2024-02-29" },
		{ "29 februari", "2104-01-07", FALSE, "2096-02-29" },
		{ "22 november", "2019-11-22", TRUE, "2019-11-22" },
		{ "7 januari", "2025-12-30", TRUE, "2026-01-07" },
		{ "29 februari", "2097-01-07", TRUE, "2104-02-29" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		FormDate date = form_date_find(cases[i].text);
		CivilDate reference = { 0 }, completed = { 0 };

		g_assert_true(date_from_string(cases[i].reference, &reference));
		g_assert_true(form_date_complete(&date, reference, cases[i].later, &completed));
		g_autofree char *text = date_to_string(completed);
		g_assert_cmpstr(text, ==, cases[i].date);
	}
	FormDate whole = form_date_find("2019-11-22");
	CivilDate untouched = { 1, 1, 1 };
	g_assert_false(form_date_complete(&whole, whole.date, FALSE, &untouched));
	g_assert_cmpint(untouched.year, ==, 1);
}

static void
test_illegible(void)
{
	g_assert_true(form_date_looks_illegible("2019-12-*k*"));
	g_assert_true(form_date_looks_illegible("1912 *R*"));
	g_assert_true(form_date_looks_illegible("2019-12-2l"));
	g_assert_true(form_date_looks_illegible("2019-1?-24"));
	g_assert_true(form_date_looks_illegible("2019-12-"));
	g_assert_false(form_date_looks_illegible("123 45 Exempelstad"));
	g_assert_false(form_date_looks_illegible("08-000 35 84"));
	g_assert_false(form_date_looks_illegible("12 personer"));
	g_assert_false(form_date_looks_illegible("4.2"));
	g_assert_false(form_date_looks_illegible(""));
	g_assert_false(form_date_looks_illegible("2019-12-24"));
	g_assert_false(form_date_looks_illegible("Anna Exempel"));
}

static void
test_times(void)
{
	static const struct {
		const char *text, *time;
	} cases[] = {
		{ "13.00", "13:00" },
		{ "11:44", "11:44" },
		{ "kl 9", "09:00" },
		{ "kl. 1300", "13:00" },
		{ "klockan ca 7.05", "07:05" },
		{ "0730", "07:30" },
		{ "14", "14:00" },
		{ "em", "em" },
		{ "på eftermiddagen", "em" },
		{ "FM", "fm" },
		{ "08:15:30", "08:15" },
		{ "13.00-14.00", "13:00" },
		{ "vid 15-tiden", "15:00" },
		{ "kl 13-14", "13:00" },
		{ "f.m.", "fm" },
		{ "24:00", NULL },
		{ "12.5", NULL },
		{ "25-tiden", NULL },
		{ "emma", NULL },
		{ "vid 24.75", NULL },
		{ "2019.11.25", NULL },
		{ "fem personer", NULL },
		{ "", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gsize start, end;
		g_autofree char *time = form_date_find_time(cases[i].text, &start, &end);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(time, ==, cases[i].time);
	}
}

static void
test_weekdays(void)
{
	static const struct {
		const char *text;
		int day; /* 0: none */
	} cases[] = {
		{ "Torsdag", WEEKDAY_THURSDAY },
		{ "MÅNDAG", WEEKDAY_MONDAY },
		{ "i lördags", WEEKDAY_SATURDAY },
		{ "sön.", WEEKDAY_SUNDAY },
		{ "Tisdagen den 4", WEEKDAY_TUESDAY },
		{ "onsdag", WEEKDAY_WEDNESDAY },
		{ "fre", WEEKDAY_FRIDAY },
		{ "Torsby", 0 },
		{ "", 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		Weekday day = WEEKDAY_MONDAY;
		gsize start, end;
		gboolean found = form_date_find_weekday(cases[i].text, &day, &start, &end);

		g_test_message("%s", cases[i].text);
		g_assert_cmpint(found ? (int) day : 0, ==, cases[i].day);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/form-date/dates", test_dates);
	g_test_add_func("/form-date/years", test_years);
	g_test_add_func("/form-date/illegible", test_illegible);
	g_test_add_func("/form-date/times", test_times);
	g_test_add_func("/form-date/weekdays", test_weekdays);
	return g_test_run();
}
