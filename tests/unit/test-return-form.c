/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form of an investigation on its way out: what check-templates says of one that was
 * changed, and what stands in the controls for whom.
 */
#include <string.h>

#include "adapters/paper/form-docx.h"
#include "adapters/paper/zip-files.h"
#include "core/notice/privacy.h"
#include "core/form/return-form.h"

#define PAGE "word/document.xml"

static GBytes *
read_form(const char *language)
{
	g_autofree char *path = g_build_filename(
		g_getenv("top_srcdir"), "templates", language, "investigation.docx", NULL);
	g_autoptr(GError) error = NULL;
	char *content = NULL;
	gsize length = 0;

	g_file_get_contents(path, &content, &length, &error);
	g_assert_no_error(error);
	return g_bytes_new_take(content, length);
}

/* The text of a file of it. */
static char *
text_of(GBytes *form, const char *name)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) files = zip_files_read(form, &error);

	g_assert_no_error(error);
	const ZipFile *file = zip_files_find(files, name);
	g_assert_nonnull(file);
	return g_strndup(g_bytes_get_data(file->content, NULL), g_bytes_get_size(file->content));
}

/* A copy of the form in which what stands instead of that text, everywhere on the page. */
static GBytes *
change_form(GBytes *form, const char *text, const char *instead)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) files = zip_files_read(form, &error);
	g_autofree char *page = text_of(form, PAGE);
	g_auto(GStrv) parts = g_strsplit(page, text, -1);
	char *changed = g_strjoinv(instead, parts);
	ZipFile *file = zip_files_find(files, PAGE);

	g_assert_nonnull(parts[1]);
	g_bytes_unref(file->content);
	file->content = g_bytes_new_take(changed, strlen(changed));
	GBytes *out = zip_files_write(files, &error);
	g_assert_no_error(error);
	return out;
}

static char *
problems_of(GBytes *form)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);

	form_docx_check("sv/investigation.docx", form, problems);
	g_ptr_array_add(problems, NULL);
	return g_strjoinv("\n", (char **) problems->pdata);
}

static void
test_shipped(void)
{
	static const char *const languages[] = { "sv", "en" };

	for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
		g_autoptr(GBytes) form = read_form(languages[i]);
		g_autofree char *problems = problems_of(form);

		g_assert_cmpstr(problems, ==, "");
	}
}

/* Whoever changes the form in Word finds each tag in the manual. */
static void
test_manual(void)
{
	g_autofree char *path =
		g_build_filename(g_getenv("top_srcdir"), "man", "lexsarah-templates.5", NULL);
	g_autofree char *manual = NULL;
	gsize count;
	const ReturnFormField *fields = return_form_fields(&count);

	g_assert_true(g_file_get_contents(path, &manual, NULL, NULL));
	for (gsize i = 0; i < count; i++) {
		g_autofree char *named = g_strdup_printf(" %s", fields[i].tag);

		g_test_message("%s", fields[i].tag);
		g_assert_nonnull(strstr(manual, named));
	}
}

/* What stands around the decision: what it is of, a place to sign, and where the original goes. */
static void
test_decision(void)
{
	static const struct {
		const char *language, *words[4];
	} rows[] = { { "sv", { "Ärende och diarienummer", "Underskrift", "Namnförtydligande",
				     "Beslutet i original skickas till registrator" } },
		{ "en", { "Case and registration number", "Signature", "Name in print",
				"The original of the decision is sent to the registrar" } } };

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GBytes) form = read_form(rows[i].language);
		g_autofree char *page = text_of(form, PAGE);
		const char *at = strstr(page, "decision.background");

		g_assert_nonnull(g_strrstr_len(page, at - page, rows[i].words[0]));
		for (gsize w = 1; w < G_N_ELEMENTS(rows[i].words); w++) {
			g_autofree char *shown = g_strdup_printf(">%s<", rows[i].words[w]);

			g_test_message("%s", shown);
			at = strstr(at, shown);
			g_assert_nonnull(at);
		}
	}
}

/* Boxes and questions stand in the order of the law's form. */
static void
test_order(void)
{
	gsize count;
	const ReturnFormField *fields = return_form_fields(&count);
	g_autoptr(GBytes) form = read_form("sv");
	g_autofree char *page = text_of(form, PAGE);
	const char *last = page;

	for (gsize i = 0; i < count; i++) {
		g_autofree char *tag = g_strdup_printf("<w:tag w:val=\"%s\"/>", fields[i].tag);
		const char *found = strstr(page, tag);

		if (!found && g_str_has_prefix(fields[i].tag, "form."))
			continue; /* in the margin */
		g_test_message("%s", fields[i].tag);
		g_assert_true(found > last);
		last = found;
	}
}

static const struct {
	const char *text, *instead, *problems;
} changes[] = {
	{ "val=\"investigation.what\"", "val=\"investigation.waht\"",
		"sv/investigation.docx: no field has the tag 'investigation.waht'\n"
		"sv/investigation.docx: no control has the tag 'investigation.what'" },
	{ "<w:tag w:val=\"investigation.other\"/>", "",
		"sv/investigation.docx: no control has the tag 'investigation.other'" },
	{ "val=\"investigation.law.LSS\"", "val=\"investigation.law.SoL\"",
		"sv/investigation.docx: no control has the tag 'investigation.law.LSS'" },
	{ "val=\"decision.signer\"", "val=\"investigation.can_recur.no\"",
		"sv/investigation.docx: the control with the tag 'investigation.can_recur.no' is no "
		"check box, which it is to be\n"
		"sv/investigation.docx: no control has the tag 'decision.signer'" },
	{ "<w:tag w:val=\"form.post\"/>", "", "" },
	{ "</w:body>", "<w:body>",
		"sv/investigation.docx: word/document.xml in it is not XML as Word writes it" },
};

static void
test_changed(void)
{
	g_autoptr(GBytes) form = read_form("sv");

	for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
		g_autoptr(GBytes) changed = change_form(form, changes[i].text, changes[i].instead);
		g_autofree char *problems = problems_of(changed);

		g_test_message("%s", changes[i].instead);
		if (i + 1 < G_N_ELEMENTS(changes))
			g_assert_cmpstr(problems, ==, changes[i].problems);
		else
			g_assert_true(g_str_has_prefix(problems, changes[i].problems));
	}
}

static void
test_macros(void)
{
	g_autoptr(GBytes) form = read_form("sv");
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) files = zip_files_read(form, &error);
	ZipFile macros = { (char *) "word/vbaProject.bin", g_bytes_new_static("x", 1) };
	g_autoptr(GPtrArray) more = g_ptr_array_new();

	for (guint i = 0; i < files->len; i++)
		g_ptr_array_add(more, files->pdata[i]);
	g_ptr_array_add(more, &macros);
	g_autoptr(GBytes) changed = zip_files_write(more, &error);
	g_assert_no_error(error);
	g_autofree char *problems = problems_of(changed);
	g_assert_cmpstr(problems, ==, "sv/investigation.docx: it has macros, and must have none");
	g_bytes_unref(macros.content);
}

static void
test_broken(void)
{
	static const char *const contents[] = { "", "PK", "not an archive at all" };

	for (gsize i = 0; i < G_N_ELEMENTS(contents); i++) {
		g_autoptr(GBytes) form = g_bytes_new_static(contents[i], strlen(contents[i]));
		g_autofree char *problems = problems_of(form);
		g_autoptr(GVariant) facts = privacy_sample_facts();
		g_autoptr(GError) error = NULL;
		GBytes *filled = NULL;

		g_assert_true(g_str_has_prefix(problems, "sv/investigation.docx: "));
		g_assert_false(form_docx_fill(form, facts, "sv", &filled, &error));
		g_assert_nonnull(error);
	}
}

/* What stands in the controls of tag, of the page or the margins: "a|b". */
static char *
shown(GBytes *form, const char *name, const char *tag)
{
	g_autofree char *text = text_of(form, name);
	g_autofree char *pattern = g_strdup_printf(
		"<w:tag w:val=\"%s\"/>(.*?)<w:sdtContent>(.*?)</w:sdtContent>", tag);
	g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_DOTALL, 0, NULL);
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GMatchInfo) match = NULL;

	for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
		g_match_info_next(match, NULL)) {
		g_autofree char *settings = g_match_info_fetch(match, 1);
		g_autofree char *content = g_match_info_fetch(match, 2);
		g_auto(GStrv) ends = g_regex_split_simple("</w:p><w:p[^>]*>", content, 0, 0);
		g_autofree char *lines = g_strjoinv("/", ends);
		g_auto(GStrv) breaks = g_strsplit(lines, "<w:br/>", -1);
		g_autofree char *whole = g_strjoinv("\\", breaks);
		g_autoptr(GRegex) marks = g_regex_new("<[^>]*>", 0, 0, NULL);
		g_autofree char *words = g_regex_replace(marks, whole, -1, 0, "", 0, NULL);

		g_string_append_printf(out, "%s%s%s", out->len ? "|" : "", words,
			strstr(settings, "showingPlcHdr") ? "?" : "");
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static GBytes *
fill(GVariant *facts, Route route, const char *language)
{
	g_autoptr(GBytes) form = read_form(language);
	g_autoptr(GVariant) all = g_variant_ref_sink(facts);
	g_autoptr(GVariant) visible = privacy_filter(all, AUDIENCE_INVESTIGATOR, route);
	g_autoptr(GError) error = NULL;
	GBytes *filled = NULL;

	g_assert_true(form_docx_fill(form, visible, language, &filled, &error));
	g_assert_no_error(error);
	return filled;
}

static GVariant *
facts_new(void)
{
	return g_variant_new_parsed(
		"{'case': <'LS-2026-0042'>, 'dnr': <'AMN 2026-0123'>, 'arrived': <'2026-03-17'>,"
		" 'board': <{'name': <'Nämnden & Co'>, 'post': <'Box 1, 123 45 Exempel'>}>,"
		" 'agenda': <[{'rule': <'decide'>, 'due': <'måndag 1 juni 2026'>},"
		"            {'rule': <'investigate'>, 'due': <'fredag 15 maj 2026'>}]>,"
		" 'reports': <[{'description': <'Medicin <gavs> inte.\n\nRad\\u0007 tre.'>,"
		"              'reporter': <'Alva Exempel'>, 'occurred': <'2026-03-13'>,"
		"              'observed': <'2026-03-16, måndag'>},"
		"             {'description': <'Samma igen.'>}]>}");
}

static const struct {
	const char *name, *tag, *plain, *secure;
} shows[] = {
	{ PAGE, "form.case", "LS-2026-0042|LS-2026-0042", "LS-2026-0042|LS-2026-0042" },
	{ PAGE, "form.dnr", "AMN 2026-0123", "AMN 2026-0123" },
	{ PAGE, "form.post", "Box 1, 123 45 Exempel", "Box 1, 123 45 Exempel" },
	{ "word/header1.xml", "form.case", "LS-2026-0042", "LS-2026-0042" },
	{ "word/header1.xml", "form.board", "Nämnden &amp; Co", "Nämnden &amp; Co" },
	{ "word/footer1.xml", "form.version", "1", "1" },
	{ PAGE, "form.due", "fredag 15 maj 2026", "fredag 15 maj 2026" },
	{ PAGE, "investigation.received", "2026-03-17", "2026-03-17" },
	{ PAGE, "investigation.dnr", "AMN 2026-0123", "AMN 2026-0123" },
	{ PAGE, "investigation.committee", "Nämnden &amp; Co", "Nämnden &amp; Co" },
	{ PAGE, "investigation.what", "............?",
		"Enligt rapporten: Medicin &lt;gavs&gt; inte.//Rad  tre.//Samma igen." },
	{ PAGE, "investigation.how_noticed", "............?",
		"Enligt rapporten: 2026-03-16, måndag" },
	{ PAGE, "investigation.occurred", "____-__-__?", "2026-03-13" },
	{ PAGE, "investigation.consequences", "............?", "............?" },
	{ PAGE, "investigation.investigator.name", "............?", "............?" },
};

static void
test_filled(void)
{
	g_autoptr(GBytes) plain = fill(facts_new(), ROUTE_PLAIN, "sv");
	g_autoptr(GBytes) secure = fill(facts_new(), ROUTE_SECURE, "sv");
	g_autoptr(GBytes) again = fill(facts_new(), ROUTE_SECURE, "sv");

	for (gsize i = 0; i < G_N_ELEMENTS(shows); i++) {
		g_autofree char *on_plain = shown(plain, shows[i].name, shows[i].tag);
		g_autofree char *on_secure = shown(secure, shows[i].name, shows[i].tag);

		g_assert_cmpstr(on_plain, ==, shows[i].plain);
		g_assert_cmpstr(on_secure, ==, shows[i].secure);
	}
	/* A retry sends what the first try did. */
	g_assert_true(g_bytes_equal(secure, again));
	g_autofree char *page = text_of(secure, PAGE);
	g_assert_nonnull(strstr(page, "w:fullDate=\"2026-03-17T00:00:00Z\""));
	g_assert_null(strstr(page, "Alva"));
	g_assert_null(strstr(page, "\a"));
	g_autofree char *problems = problems_of(secure);
	g_assert_cmpstr(problems, ==, "");
}

/* A line control has one paragraph, whatever its fact is: its lines have breaks between them. */
static void
test_lines(void)
{
	g_autoptr(GBytes) filled =
		fill(g_variant_new_parsed("{'case': <'LS-2026-0042'>, 'dnr': <'A\nB'>}"),
			ROUTE_PLAIN, "en");
	g_autofree char *words = shown(filled, PAGE, "investigation.dnr");

	g_assert_cmpstr(words, ==, "A\\B");
}

/* Who investigates need not write their own name where it may be said. */
static void
test_investigator(void)
{
	g_autoptr(GVariant) facts = g_variant_ref_sink(g_variant_new_parsed(
		"{'investigator': <{'name': <'Bo Exempel'>, 'title': <'utredare'>}>}"));
	static const struct {
		const char *tag, *filled;
	} rows[] = { { "investigation.investigator.name", "Bo Exempel" },
		{ "investigation.investigator.title", "utredare" } };

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *filled =
			return_form_fill(return_form_find(rows[i].tag), facts, "sv");

		g_assert_cmpstr(filled, ==, rows[i].filled);
	}
	g_assert_true(privacy_allows("investigator.name", AUDIENCE_INVESTIGATOR, ROUTE_SECURE));
	g_assert_false(privacy_allows("investigator.name", AUDIENCE_INVESTIGATOR, ROUTE_PLAIN));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/return-form/shipped", test_shipped);
	g_test_add_func("/return-form/investigator", test_investigator);
	g_test_add_func("/return-form/manual", test_manual);
	g_test_add_func("/return-form/decision", test_decision);
	g_test_add_func("/return-form/order", test_order);
	g_test_add_func("/return-form/changed", test_changed);
	g_test_add_func("/return-form/macros", test_macros);
	g_test_add_func("/return-form/broken", test_broken);
	g_test_add_func("/return-form/filled", test_filled);
	g_test_add_func("/return-form/lines", test_lines);
	return g_test_run();
}
