/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "adapters/reading-json.h"
#include "core/form/consistency.h"
#include "reader/read-file.h"
#include "support/reading-tools.h"
#include "support/truth.h"

/* Every form of the corpus that stands there as a file. */
static void
test_corpus(gconstpointer name)
{
	g_autofree char *folder = truth_source("tests/corpus/reports");
	g_autofree char *truth = g_strconcat(folder, "/", name, ".truth.json", NULL);
	g_autofree char *file_name = truth_file_name(truth);
	g_autofree char *path = g_build_filename(folder, file_name, NULL);
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
	g_autoptr(GError) error = NULL;
	char *bytes = NULL;
	gsize length = 0;

	g_file_get_contents(path, &bytes, &length, &error);
	g_assert_no_error(error);
	g_autoptr(GBytes) content = g_bytes_new_take(bytes, length);
	g_autoptr(ReadingFile) file = read_file(vocabulary, file_name, content, &error);
	g_assert_no_error(error);
	consistency_check(file, NULL);
	g_autofree char *json = reading_json_write(file);
	truth_assert(truth, json);
}

static const ReadingReport *
report_of(const ReadingFile *file)
{
	g_assert_cmpuint(file->documents->len, ==, 1);
	return &((const Reading *) file->documents->pdata[0])->report;
}

/* An empty form is empty, whatever stands on it. */
static void
test_empty_form(void)
{
	static const char form[] =
		"Dnr.....\n\nLex Sarah-rapport\n\nRapporten lämnas av\n\nNamn\tTitel/ funktion\n"
		"Arbetsplats\t\nTelefonnummer\tE-postadress\n\nRapporten avser\n\n"
		"Enhetens/ avdelningens namn\n--\nÄldreomsorg [ ]\nJobbtorg [ ]\n"
		"Underskrift av rapportören\n\nDatum, namnunderskrift\tNamnförtydligande\n\n"
		"Ställningstagande att inte inleda utredning enligt lex Sarah\n\n"
		"Det är uppenbart att den inkomna rapporten inte rör ett missförhållande eller en "
		"påtaglig risk för ett missförhållande och en utredning av rapporten ska därför "
		"inte inledas.\n_____ Datum\n_____ Underskrift\n";
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);
	Reading *reading = file->documents->pdata[0];
	const ReadingPart *part = reading_find_part("report");

	g_assert_true(reading->has_form);
	for (gsize m = 0; m < part->n_members; m++) {
		const ReadingMember *member = &part->members[m];

		g_test_message("%s", member->name);
		if (reading_kind_is_field(member->kind))
			g_assert_false(reading_field_is_written(
				reading_get_field(reading_get_record(reading, part, 0), member)));
	}
	g_assert_cmpuint(report_of(file)->areas->len, ==, 0);
}

static void
test_boxes(void)
{
	static const struct {
		const char *rows;
		const char *areas; /* joined by spaces */
	} cases[] = {
		{ "Äldreomsorg [x]\nJobbtorg [ ]", "aldreomsorg" },
		{ "[x] Äldreomsorg\n[ ] Jobbtorg", "aldreomsorg" },
		{ "Äldreomsorg\tJobbtorg\t[ ]\t[x]", "jobbtorg" },
		{ "Äldreomsorg [ ] Socialpsykiatri [x] Jobbtorg [x]", "socialpsykiatri jobbtorg" },
		{ "Äldreomsorg\tSocialpsykiatri\n[x]\t[ ]", "aldreomsorg" },
		{ "Jobbtorg [x]\tJobbtorg Norr\nÄldreomsorg [ ]\t", "jobbtorg" },
		{ "Äldreomsorg\nJobbtorg", "" },
		{ "Äldreomsorg", "aldreomsorg" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *form = g_strconcat(
			"Lex Sarah-rapport\nRapporten lämnas av\nNamn Ada Exempel\nTitel X\n"
			"Verksamhetsområde där missförhållandet har uppmärksammats\n",
			cases[i].rows, "\nUnderskrift av rapportören\nDatum 2025-01-02\n", NULL);
		g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);
		const GPtrArray *areas = report_of(file)->areas;
		g_autoptr(GString) seen = g_string_new(NULL);

		for (guint a = 0; a < areas->len; a++)
			g_string_append_printf(
				seen, "%s%s", a ? " " : "", (const char *) areas->pdata[a]);
		g_test_message("%s", cases[i].rows);
		g_assert_cmpstr(seen->str, ==, cases[i].areas);
	}
}

/* Words of running text are not labels; a mail that names a report is no form. */
static void
test_no_form(void)
{
	static const char *const texts[] = {
		"Hej, jag vill lämna en Lex Sarah-rapport.\nNamn på boendet är Ek.\n",
		"Lex Sarah-rapport\n\nHej! Se nedan vad som hände i går.\n",
		"Datum för mötet är satt.\nTelefon finns.\nNamn saknas.\n",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(ReadingFile) file = reading_tools_read("mail.txt", texts[i]);
		const ReadingReport *report = report_of(file);

		g_assert_nonnull(report->description.value);
		g_assert_null(report->reporter.name.value);
		g_assert_null(report->signature.date.raw);
	}
}

/* A value that is not there is not taken from the next column. */
static void
test_empty_column(void)
{
	g_autoptr(ReadingFile) file = reading_tools_read("form.html",
		"<html><h1>Lex Sarah-rapport</h1><p>Rapporten lämnas av</p><table>"
		"<tr><td>Namn</td><td>Titel/ funktion</td><td>Telefon</td></tr>"
		"<tr><td></td><td>Kurator</td><td></td></tr></table>"
		"<p>Vad har hänt?</p><p>En sak.</p></html>");
	const ReadingReport *report = report_of(file);

	g_assert_null(report->reporter.name.raw);
	g_assert_cmpstr(report->reporter.title.value, ==, "Kurator");
	g_assert_null(report->reporter.phone.raw);
	g_assert_cmpstr(report->description.value, ==, "En sak.");
}

/* Nor from what stands apart below it. */
static void
test_empty_line(void)
{
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt",
		"Lex Sarah-rapport\nRapporten lämnas av\nNamn Ada Exempel\nTitel Kurator\n"
		"Arbetsplats\n\nDel 2, om saken\n\nVad har hänt?\nEn sak.\n");
	const ReadingReport *report = report_of(file);

	g_assert_cmpstr(report->reporter.title.value, ==, "Kurator");
	g_assert_null(report->reporter.workplace.raw);
	g_assert_cmpstr(report->description.value, ==, "En sak.");
}

/* A mail with a few labels is a form whose account has no label. */
static void
test_own_words(void)
{
	g_autoptr(ReadingFile) file = reading_tools_read("mail.txt",
		"Lex Sarah-rapport\n\nNamn: Ada Exempel\nArbetsplats: Björkhöjden\n\n"
		"I går glömdes ett besök bort.\nDet upptäcktes i morse.\n\nSid 1 (1)\n");
	const ReadingReport *report = report_of(file);

	g_assert_cmpstr(report->reporter.name.value, ==, "Ada Exempel");
	g_assert_cmpstr(report->reporter.workplace.value, ==, "Björkhöjden");
	g_assert_cmpstr(report->description.value, ==,
		"I går glömdes ett besök bort.\nDet upptäcktes i morse.");
	g_assert_nonnull(reading_find_flag(file->documents->pdata[0], "low_text_confidence"));
}

/* A heading on every page is one report; a page of another report is another. */
static void
test_pages(void)
{
	static const char page[] = "Lex Sarah-rapport\nRapporten lämnas av\nNamn Ada Exempel\n"
				   "Titel Kurator\nVad har hänt?\nEn sak.\n\f";
	g_autofree char *repeated =
		g_strconcat(page, "Lex Sarah-rapport\nKonsekvenser:\nInga.\nSID 2 (2)\n", NULL);
	g_autofree char *two = g_strconcat(page, page, NULL);
	g_autoptr(ReadingFile) one_file = reading_tools_read("form.txt", repeated);
	g_autoptr(ReadingFile) two_file = reading_tools_read("form.txt", two);

	g_assert_cmpstr(report_of(one_file)->consequences.value, ==, "Inga.");
	g_assert_cmpstr(report_of(one_file)->consequences.where, ==, "page 2 line 9");
	g_assert_cmpuint(two_file->documents->len, ==, 2);
}

/* Each form asks in its own order: a label alone on its line is believed under any heading. */
static void
test_own_order(void)
{
	static const char form[] =
		"Lex Sarah-rapport\nEnligt 27 kap. 2 § socialtjänstlagen (2025:400) och 24 b § LSS\n"
		"Verksamhet som rapporten gäller\nEnhet: Exempelhemmet\n"
		"[ ] Äldreomsorg\n[x] Jobbtorg\n[ ] Socialpsykiatri\n"
		"Veckodag: måndag\nKlockslag: 07.15\n"
		"Vilka åtgärder har vidtagits omedelbart?\nInga alls.\n"
		"Rapportör\nDitt namn: Ada Exempel\nDitt telefonnummer: 08-465 004 02\n"
		"Datum: 2025-09-01\nDatum: 2025-09-02\n";
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);
	const ReadingReport *report = report_of(file);

	g_assert_null(report->dnr.value);
	g_assert_cmpstr(report->cited_law.value, ==,
		"27 kap. 2 § socialtjänstlagen (2025:400) och 24 b § LSS");
	g_assert_cmpstr(report->unit.value, ==, "Exempelhemmet");
	g_assert_cmpuint(report->areas->len, ==, 1);
	g_assert_cmpstr(report->areas->pdata[0], ==, "jobbtorg");
	g_assert_null(report->area_detail.value);
	g_assert_cmpstr(report->observed.weekday.value, ==, "måndag");
	g_assert_cmpstr(report->observed.time.value, ==, "07:15");
	g_assert_cmpstr(report->immediate_measures.value, ==, "Inga alls.");
	g_assert_cmpstr(report->reporter.name.value, ==, "Ada Exempel");
	g_assert_cmpstr(report->reporter.phone.value, ==, "+46846500402");
	g_assert_cmpstr(report->observed.date.value, ==, "2025-09-01");
	g_assert_cmpstr(report->signature.date.value, ==, "2025-09-02");
}

/* What the office fills in is not the reporter's, wherever its labels stand. */
static void
test_office_order(void)
{
	static const char form[] =
		"Lex Sarah-rapport\nRapporten lämnas av\nTitel: Kurator\n"
		"Vad har hänt?\nEn sak.\nNedanstående uppgifter fylls i av nämnden\n"
		"Klockslag: 11.00\nNamn: Bo Mottagare\n";
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);

	g_assert_null(report_of(file)->reporter.name.value);
	g_assert_null(report_of(file)->observed.time.value);
}

/* One question that names two things: each label is one, whatever stands behind the last. */
static void
test_joint_question(void)
{
	static const char form[] = "Lex Sarah-rapport\nRapporten lämnas av\nNamn: Ada Exempel\n"
				   "När uppmärksammades händelsen?\n"
				   "Datum Klockslag? 2025-09-02 08.15\nVad har hänt?\nEn sak.\n";
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);

	g_assert_cmpstr(report_of(file)->reporter.name.value, ==, "Ada Exempel");
	g_assert_cmpstr(report_of(file)->observed.time.value, ==, "08:15");
	g_assert_cmpstr(report_of(file)->description.value, ==, "En sak.");
}

/* Lines to sign on: a row of labels under the row of what was written. */
static void
test_labels_under_row(void)
{
	static const char form[] =
		"<p>Lex Sarah-rapport</p><p>Rapporten lämnas av</p><p>Namn: Ada Exempel</p>"
		"<p>Titel: Kurator</p><p>Underskrift av rapportören</p><p>Obs!</p>"
		"<table><tr><td>2025-09-02</td><td>Ada Exempel</td></tr>"
		"<tr><td>Datum</td><td>Namnförtydligande</td></tr></table>";
	g_autoptr(ReadingFile) file = reading_tools_read("form.html", form);

	g_assert_cmpstr(report_of(file)->signature.date.value, ==, "2025-09-02");
	g_assert_cmpstr(report_of(file)->signature.name.value, ==, "Ada Exempel");
}

int
main(int argc, char **argv)
{
	static const char *const corpus[] = { "apart", "cells", "dossier-questions",
		"dossier-table", "dossier-v1", "label-below", "plain", "v1", "v2-two" };

	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(corpus); i++) {
		g_autofree char *path = g_strconcat("/form/corpus/", corpus[i], NULL);
		g_test_add_data_func(path, corpus[i], test_corpus);
	}
	g_test_add_func("/form/empty", test_empty_form);
	g_test_add_func("/form/boxes", test_boxes);
	g_test_add_func("/form/no-form", test_no_form);
	g_test_add_func("/form/empty-column", test_empty_column);
	g_test_add_func("/form/empty-line", test_empty_line);
	g_test_add_func("/form/own-words", test_own_words);
	g_test_add_func("/form/pages", test_pages);
	g_test_add_func("/form/own-order", test_own_order);
	g_test_add_func("/form/office-order", test_office_order);
	g_test_add_func("/form/joint-question", test_joint_question);
	g_test_add_func("/form/labels-under-row", test_labels_under_row);
	return g_test_run();
}
