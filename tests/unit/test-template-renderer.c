/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The templates as installed, and what an operator meets who edits a copy of
 * them wrongly. Each test writes into a folder of its own, in front of the
 * installed ones.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/template/template-renderer.h"
#include "core/error.h"
#include "core/notice/privacy.h"
#include "support/clock-tools.h"

static const char *const languages[] = { "sv", "en", NULL };

typedef struct {
	char *installed;
	char *dir;
	GPtrArray *written; /* char *: paths to remove */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr(GError) error = NULL;

	fixture->installed = g_build_filename(g_getenv("top_srcdir"), "templates", NULL);
	fixture->dir = g_dir_make_tmp("lexsarah-templates-XXXXXX", &error);
	g_assert_no_error(error);
	fixture->written = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(fixture->written, g_build_filename(fixture->dir, "sv", NULL));
	g_assert_cmpint(g_mkdir(fixture->written->pdata[0], 0700), ==, 0);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	(void) data;
	for (guint i = fixture->written->len; i > 0; i--)
		g_assert_cmpint(g_remove(fixture->written->pdata[i - 1]), ==, 0);
	g_assert_cmpint(g_rmdir(fixture->dir), ==, 0);
	g_ptr_array_unref(fixture->written);
	g_free(fixture->installed);
	g_free(fixture->dir);
}

static void
write_file(Fixture *fixture, const char *name, const char *text)
{
	g_autoptr(GError) error = NULL;
	char *path = g_build_filename(fixture->dir, name, NULL);

	g_file_set_contents(path, text, -1, &error);
	g_assert_no_error(error);
	g_ptr_array_add(fixture->written, path);
}

static GPtrArray *
check_all(Fixture *fixture)
{
	g_autoptr(GPtrArray) problems = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_true(template_renderer_check_all(
		fixture->dir, fixture->installed, languages, &problems, &error));
	g_assert_no_error(error);
	for (guint i = 0; i < problems->len; i++)
		g_test_message("%s", (const char *) problems->pdata[i]);
	return g_steal_pointer(&problems);
}

static void
test_installed(Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr(GPtrArray) problems = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_true(template_renderer_check_all(
		fixture->installed, NULL, languages, &problems, &error));
	g_assert_no_error(error);
	for (guint i = 0; i < problems->len; i++)
		g_test_message("%s", (const char *) problems->pdata[i]);
	g_assert_cmpuint(problems->len, ==, 0);
}

static const struct {
	const char *name;
	const char *file;
	const char *text;
	const char *problem; /* how it starts */
	const char *says;    /* and what it holds */
} faults[] = {
	{ "content on a plain route", "sv/new_case.txt", "x\n{{#flags}}\n{{message}}\n{{/flags}}\n",
		"sv/new_case.txt:3: the field 'flags.message' may not be shown; allowed "
		"for the responsible on a plain route",
		"flags.title" },
	{ "reporter's name", "sv/receipt.subject", "Hej {{sender.name}} {{case}}",
		"sv/receipt.subject:1: the field 'sender.name' may not be shown; allowed for the reporter",
		"case" },
	{ "misspelt", "sv/receipt.txt", "a\n\n{{board.fone}}\n",
		"sv/receipt.txt:3: the field 'board.fone' does not exist", "board.phone" },
	{ "case to an outsider", "sv/receipt-outsider.html", "{{case}}",
		"sv/receipt-outsider.html:1: the field 'case' may not be shown; allowed for the outsider",
		"emergency_phone" },
	{ "whole list", "sv/new_case.txt", "{{flags}}",
		"sv/new_case.txt:1: the field 'flags' is not a text", "{{#flags}}" },
	{ "element of nothing", "sv/new_case.txt", "{{.}}",
		"sv/new_case.txt:1: the field '.' does not exist", "case" },
	{ "in a partial", "sv/_danger.txt",
		"{{#emergency_phone}}\n{{case}}\n{{/emergency_phone}}\n",
		"sv/_danger.txt:2: the field 'case' may not be shown; allowed for the outsider",
		"" },
	{ "inverted section", "sv/registrar.txt", "x\n{{^reports}}none{{/reports}}\n",
		"sv/registrar.txt:2: the field 'reports' may not be shown; allowed for the registrar",
		"" },
	{ "syntax", "sv/accounting.html", "<p>\n{{{alarm}}}", "sv/accounting.html:2: unescaped",
		"" },
	{ "loop", "sv/_footer.txt", "\n\n{{> footer}}\n", "sv/",
		"_footer.txt:3: the partial 'footer' contains itself" },
	{ "empty", "sv/receipt.subject", "{{! nothing }}\n",
		"sv/receipt.subject:1: there is nothing in it", "" },
	{ "empty without facts", "sv/receipt.subject", "{{case}}\n",
		"sv/receipt.subject:1: there is nothing in it when no field is known", "" },
	{ "more than the case in a calendar", "sv/calendar.subject", "{{board.name}} {{case}}",
		"sv/calendar.subject:1: the field 'board.name' may not be shown; allowed for the calendar",
		"calendar.step" },
	{ "a calendar's field in a notice", "sv/registrar.txt", "x {{calendar.step}}",
		"sv/registrar.txt:1: the field 'calendar.step' may not be shown; allowed for the registrar",
		"" },
	{ "a calendar without words", "sv/calendar.txt", "{{calendar.step}}",
		"sv/calendar.txt:1: there is nothing in it when no field is known", "" },
	{ "html in a calendar", "sv/calendar.html", "<p>",
		"sv/calendar.html: no notice uses this file", "" },
	{ "step with a space", "sv/calendar.steps", "# x\n\nivo notify: Anmäl\n",
		"sv/calendar.steps:3: write NAME: words", "" },
	{ "step without words", "sv/calendar.steps", "ivo_notify\n",
		"sv/calendar.steps:1: write NAME", "" },
	{ "step with no words", "sv/calendar.steps", "ivo_notify: \n",
		"sv/calendar.steps:1: a step has 1 to 100 characters", "" },
	{ "step with many words", "sv/calendar.steps",
		"a: 01234567890123456789012345678901234567890123456789"
		"012345678901234567890123456789012345678901234567890\n",
		"sv/calendar.steps:1: a step has 1 to 100 characters", "" },
	{ "step twice", "sv/calendar.steps", "a: A\nb: B\na: C\n",
		"sv/calendar.steps:3: this step has its words already", "" },
	{ "step with bidi", "sv/calendar.steps", "a: \xe2\x80\xaetxt\n",
		"sv/calendar.steps:1: there are characters that cannot be shown", "" },
	{ "step with a field", "sv/calendar.steps", "a: {{sender.name}}\n",
		"sv/calendar.steps:1: fields stand in calendar.subject", "" },
	{ "steps in Latin-1", "sv/calendar.steps", "a: \xe5\n",
		"sv/calendar.steps:1: the text is not UTF-8", "" },
	{ "unused", "sv/reciept.txt", "Hej", "sv/reciept.txt: no notice uses this file", "" },
};

static void
test_faults(Fixture *fixture, gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	gboolean found = FALSE;

	write_file(fixture, faults[i].file, faults[i].text);
	g_autoptr(GPtrArray) problems = check_all(fixture);
	g_assert_cmpuint(problems->len, >, 0);
	for (guint n = 0; n < problems->len; n++)
		found |= g_str_has_prefix(problems->pdata[n], faults[i].problem) &&
			 strstr(problems->pdata[n], faults[i].says);
	g_assert_true(found);
}

/* All problems are listed once; the daemon names the first and how many there are. */
static void
test_several(Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr(GError) error = NULL;

	write_file(fixture, "sv/receipt.txt", "{{subject}}\n{{sender.name}}\n{{case}}\n");
	write_file(fixture, "sv/quarantined.html", "{{nothing}}\n");
	g_autoptr(GPtrArray) problems = check_all(fixture);
	/* receipt.txt goes to the reporter, quarantined.html to two, each on two routes */
	g_assert_cmpuint(problems->len, ==, 2 * 2 + 2 * 2);
	g_assert_null(template_renderer_new(fixture->dir, fixture->installed, languages, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "8 problems"));
	g_assert_nonnull(strstr(error->message, "sv/receipt.txt:1: the field 'subject'"));
}

static void
test_missing(Fixture *fixture, gconstpointer data)
{
	(void) data;
	static const char *const finnish[] = { "fi", NULL };
	g_autoptr(GPtrArray) problems = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GError) folder = NULL;

	g_assert_null(template_renderer_new(fixture->installed, NULL, finnish, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "fi/receipt.subject: cannot read "));
	g_assert_false(
		template_renderer_check_all("/nonexistent", NULL, languages, &problems, &folder));
	g_assert_error(folder, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_null(problems);
}

/* A file of the operator's wins, the others stay; CRLF does not matter. */
static void
test_override(Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr(GError) error = NULL;
	g_auto(RenderedNotice) sv = { 0 };
	g_auto(RenderedNotice) other = { 0 };
	g_autoptr(GVariant) facts = privacy_sample_facts();

	write_file(
		fixture, "sv/receipt.txt", "Egen text\r\n{{#case}}\r\n{{case}}\r\n{{/case}}\r\n");
	g_autoptr(Renderer) renderer =
		template_renderer_new(fixture->dir, fixture->installed, languages, &error);
	g_assert_no_error(error);
	g_assert_true(renderer->render(renderer, NOTICE_RECEIPT, AUDIENCE_REPORTER, ROUTE_PLAIN,
		"sv", facts, &sv, &error));
	g_assert_cmpstr(sv.text, ==, "Egen text\nLS-2026-0042\n");
	g_assert_cmpstr(sv.subject, ==, "Mottagen: ärende LS-2026-0042");
	g_assert_false(renderer->render(renderer, NOTICE_RECEIPT, AUDIENCE_REPORTER, ROUTE_PLAIN,
		"fi", facts, &other, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_null(other.text);
}

/* What the receipt has to say, in both of its forms. */
static void
test_receipt(Fixture *fixture, gconstpointer data)
{
	(void) data;
	static const char *const says[] = { "LS-2026-0042", "2026-03-17", "14:05", "112",
		"08-123 45 67", "diarienumret", "allmän handling", "sekretessprövning",
		"registratorn", "anonym", "personnummer", "lex Sarah-ansvarig" };
	g_autoptr(GError) error = NULL;
	g_auto(RenderedNotice) receipt = { 0 };
	g_auto(RenderedNotice) outsider = { 0 };
	g_autoptr(GVariant) facts = privacy_sample_facts();
	g_autoptr(Renderer) renderer =
		template_renderer_new(fixture->installed, NULL, languages, &error);

	g_assert_no_error(error);
	g_assert_true(renderer->render(renderer, NOTICE_RECEIPT, AUDIENCE_REPORTER, ROUTE_PLAIN,
		"sv", facts, &receipt, &error));
	g_assert_true(renderer->render(renderer, NOTICE_RECEIPT, AUDIENCE_OUTSIDER, ROUTE_PLAIN,
		"sv", facts, &outsider, &error));
	for (gsize i = 0; i < G_N_ELEMENTS(says); i++) {
		g_assert_nonnull(strstr(receipt.text, says[i]));
		g_assert_nonnull(strstr(receipt.html, says[i]));
	}
	g_assert_nonnull(strstr(receipt.html, "<html lang=\"sv\">"));
	g_assert_nonnull(strstr(outsider.text, "112"));
	g_assert_nonnull(strstr(outsider.text, "allmän handling"));
	g_assert_null(strstr(outsider.html, "LS-2026-0042"));
}

/* In Swedish a calendar says what the rule is called; in no language is one without words. */
static void
test_steps(Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rules = clock_tools_rules();
	g_autoptr(Renderer) renderer =
		template_renderer_new(fixture->installed, NULL, languages, &error);

	g_assert_no_error(error);
	for (guint i = 0; i < rules->len * 2; i++) {
		const ClockRule *rule = rules->pdata[i / 2];
		CalendarEntry entry = { .step = rule->id };
		g_auto(RenderedEntry) words = { 0 };
		g_autofree char *title = g_strconcat("LS-1: ", rule->title, NULL);

		g_assert_true(renderer->render_entry(
			renderer, languages[i % 2], "LS-1", &entry, &words, &error));
		if (i % 2 == 0)
			g_assert_cmpstr(words.summary, ==, title);
		g_assert_null(strstr(words.summary, "a date of the case"));
	}
}

/* The words of an own rule, in a copy of the file; a step that it lacks has some, too. */
static void
test_own_steps(Fixture *fixture, gconstpointer data)
{
	(void) data;
	static const char *const steps[][2] = { { "Egen-1", "LS-1: Ring: Bo" },
		{ "protect", "LS-1: ett datum i ärendet" } };
	g_autoptr(GError) error = NULL;

	write_file(fixture, "sv/calendar.steps", "\r\n# egna\r\n  Egen-1 :  Ring: Bo  \r\n");
	g_autoptr(Renderer) renderer =
		template_renderer_new(fixture->dir, fixture->installed, languages, &error);
	g_assert_no_error(error);
	for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
		CalendarEntry entry = { .step = (char *) steps[i][0] };
		g_auto(RenderedEntry) words = { 0 };

		g_assert_true(
			renderer->render_entry(renderer, "sv", "LS-1", &entry, &words, &error));
		g_assert_cmpstr(words.summary, ==, steps[i][1]);
	}
}

/* What is not known has no line of its own. */
static void
test_unknown(Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr(GError) error = NULL;
	g_auto(RenderedNotice) rendered = { 0 };
	g_autoptr(GVariant) facts = g_variant_ref_sink(
		g_variant_new_parsed("{'case': <'LS-2026-0042'>, 'takes_over': <true>}"));
	g_autoptr(Renderer) renderer =
		template_renderer_new(fixture->installed, NULL, languages, &error);

	g_assert_no_error(error);
	g_assert_true(renderer->render(renderer, NOTICE_ASSIGNMENT, AUDIENCE_INVESTIGATOR,
		ROUTE_PLAIN, "sv", facts, &rendered, &error));
	g_assert_nonnull(strstr(rendered.text, "LS-2026-0042"));
	g_assert_null(strstr(rendered.text, "Kom in:"));
	g_assert_null(strstr(rendered.html, "Kom in:"));
	g_assert_null(strstr(rendered.text, "Diarienummer:"));
}

/* No line of a text part is too wide for a screen that does not wrap. */
static void
test_width(Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr(GError) error = NULL;
	g_autoptr(GVariant) facts = privacy_sample_facts();
	g_autoptr(Renderer) renderer =
		template_renderer_new(fixture->installed, NULL, languages, &error);

	g_assert_no_error(error);
	for (guint i = 0; i < NOTICE_COUNT * AUDIENCE_COUNT * 2; i++) {
		Notice notice = (Notice) (i / 2 / AUDIENCE_COUNT);
		Audience audience = (Audience) (i / 2 % AUDIENCE_COUNT);
		g_auto(RenderedNotice) rendered = { 0 };

		if (!notice_has_audience(notice, audience))
			continue;
		g_assert_true(renderer->render(renderer, notice, audience, ROUTE_PLAIN,
			languages[i % 2], facts, &rendered, &error));
		g_auto(GStrv) lines = g_strsplit(rendered.text, "\n", -1);
		for (gsize n = 0; lines[n]; n++) {
			g_test_message(
				"%s %s: %s", languages[i % 2], notice_name(notice), lines[n]);
			g_assert_cmpint(g_utf8_strlen(lines[n], -1), <=, 100);
		}
		g_assert_null(strstr(rendered.text, "\n\n\n"));
		g_assert_cmpint(g_utf8_strlen(rendered.subject, -1), <=, 78);
	}
}

/* What the database holds may be of another program: it is no mail, and says why. */
static void
test_no_words(Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr(GVariant) facts = privacy_sample_facts();
	g_autoptr(GError) error = NULL;
	g_autoptr(Renderer) renderer =
		template_renderer_new(fixture->installed, NULL, languages, &error);
	g_auto(RenderedNotice) rendered = { 0 };

	g_assert_no_error(error);
	g_assert_false(renderer->render(renderer, NOTICE_REGISTRAR, AUDIENCE_OPERATOR, ROUTE_PLAIN,
		"sv", facts, &rendered, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "'registrar'"));
	g_assert_null(rendered.text);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
	g_test_add("/template-renderer/" path, Fixture, NULL, set_up, function, tear_down)
	ADD("installed", test_installed);
	ADD("several", test_several);
	ADD("missing", test_missing);
	ADD("override", test_override);
	ADD("receipt", test_receipt);
	ADD("steps", test_steps);
	ADD("own-steps", test_own_steps);
	ADD("unknown", test_unknown);
	ADD("width", test_width);
	ADD("no-words", test_no_words);
	for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autofree char *path =
			g_strdup_printf("/template-renderer/fault/%s", faults[i].name);
		g_test_add(path, Fixture, GSIZE_TO_POINTER(i), set_up, test_faults, tear_down);
	}
	return g_test_run();
}
