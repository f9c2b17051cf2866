/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shipped rules are whole, and each mistake in a file of rules is refused
 * with its line, its key and what would be right.
 */
#include <sys/stat.h>

#include "adapters/config/rules-libconfig.h"
#include "adapters/config/rules-schema.h"
#include "core/error.h"
#include "support/clock-tools.h"
#include "support/config-folder.h"

/* A right rule; a case replaces one line of it. */
static const char *const right[] = {
	[1] = "rules = ( { id = \"a\";",
	[2] = "title = \"Det ska ha gjorts\"; class = \"promptness\";",
	[3] = "start = [ \"arrival\" ];",
	[4] = "stop = [ \"registered\" ];",
	[5] = "span = \"5 working days\";",
	[6] = "sources = ( { section = \"1 §\"; } );",
	[7] = "reminders = [ \"due\" ];",
	[8] = "to = [ \"responsible\" ];",
	[9] = "} );",
};

#define RULE(id, start, stop)                                                                      \
	"{ id = \"" id "\"; title = \"T\"; class = \"policy\"; start = [ \"" start                 \
	"\" ]; stop = [ \"" stop "\" ]; span = \"1 month\"; to = [ \"dpo\" ]; }"

static const struct {
	const char *name;
	int line;
	const char *text;
	const char *expected[3]; /* "LINE: KEY: what would be right", its beginning */
} cases[] = {
	{ "right", 1, "rules = ( { id = \"a\";", { NULL } },
	{ "syntax", 3, "start = arrival;", { "3: syntax error" } },
	{ "no-rules", 9, "} ); colour = 1;", { "9: colour: is an unknown key" } },
	{ "unknown-key", 3, "start = [ \"arrival\" ]; stopp = 1;",
		{ "3: rules[0].stopp: is an unknown key: did you mean \"stop\"?" } },
	{ "no-id", 1, "rules = ( {", { "1: rules[0].id: is missing: must be 1 to 32 letters" } },
	{ "class", 2, "title = \"T\"; class = \"law\";",
		{ "2: rules[0].class: must be \"statutory\", \"promptness\" or \"policy\", not "
		  "\"law\"" } },
	{ "no-start", 3, "", { "1: rules[0].start: is missing: must be a list of milestones" } },
	{ "empty-start", 3, "start = [ ];",
		{ "3: rules[0].start: must be a list of milestones in [ ], such as [ \"arrival\" "
		  "], not an empty list" } },
	{ "milestone", 3, "start = [ \"arrived\" ];",
		{ "3: rules[0].start[0]: must be \"arrival\", " } },
	{ "span-unit", 5, "span = \"5 weeks\";",
		{ "5: rules[0].span: must be a number and a unit" } },
	{ "span-zero", 5, "span = \"0 days\";", { "5: rules[0].span: must be a number" } },
	{ "span-huge", 5, "span = \"1001 working days\";",
		{ "5: rules[0].span: must be a number" } },
	{ "span-minus", 5, "span = \"-1 days\";", { "5: rules[0].span: must be a number" } },
	{ "span-number", 5, "span = 5;",
		{ "5: rules[0].span: must be a number and a unit: "
		  "hours (at most 8784)" } },
	{ "date", 6, "sources = ( { section = \"1 §\"; from = \"2025-02-29\"; } );",
		{ "6: rules[0].sources[0].from: must be a date YYYY-MM-DD, not \"2025-02-29\"" } },
	{ "law", 6, "sources = ( { section = \"1 §\"; law = [ \"HSL\" ]; } );",
		{ "6: rules[0].sources[0].law[0]: must be \"SoL\" or \"LSS\", not \"HSL\"" } },
	{ "reminder", 7, "reminders = [ \"due\",\n\"soon\" ];",
		{ "8: rules[0].reminders[1]: must be \"start\", \"due\", \"late\", or" } },
	{ "every-before", 7, "reminders = [ \"every 1 day before\" ];",
		{ "7: rules[0].reminders[0]: must be" } },
	{ "role", 8, "to = [ \"boss\" ];", { "8: rules[0].to[0]: must be \"investigator\", " } },
	{ "stops-itself", 4, "stop = [ \"arrival\" ];",
		{ "4: rules[0].stop: \"arrival\" starts this clock: it must not stop it too" } },
	{ "stop-of-board", 4, "stop = [ \"board_has_copy\" ];",
		{ "4: rules[0].stop: \"board_has_copy\" is of one commissioning board: each_board "
		  "must be true" } },
	{ "start-of-board", 3, "start = [ \"board_linked\" ];",
		{ "3: rules[0].start: \"board_linked\" is of one commissioning board" } },
	{ "board-stop-of-case", 4, "stop = [ \"registered\" ]; each_board = true;",
		{ "4: rules[0].stop: \"registered\" is nothing between the case and a board" } },
	{ "end-that-stops", 4, "stop = [ \"registered\" ];\nended_by = [ \"registered\" ];",
		{ "5: rules[0].ended_by: \"registered\" starts or stops this clock: it must not "
		  "end it too" } },
	{ "end-of-board", 4, "stop = [ \"registered\" ];\nended_by = [ \"board_unlinked\" ];",
		{ "5: rules[0].ended_by: \"board_unlinked\" is of one commissioning board: "
		  "each_board must be true, or it must not stand here" } },
	{ "never", 4, "stop = [ \"registered\" ];\nunless = [ \"arrival\" ];",
		{ "5: rules[0].unless: \"arrival\" starts this clock: it would never run" } },
	{ "set-by-law", 4, "stop = [ \"registered\" ];\nset_by = \"follow_up_set\";",
		{ "5: rules[0].set_by: nobody sets the last day of what the law asks for" } },
	{ "statutory-working-days", 2, "title = \"T\"; class = \"statutory\";",
		{ "5: rules[0].span: no time of law is counted in working days" } },
	{ "no-source", 6, "", { "1: rules[0].sources: a clock of this class rests on law" } },
	{ "two-in-force", 6,
		"sources = ( { section = \"1 §\"; until = \"2025-07-01\"; },\n"
		"{ section = \"2 §\"; from = \"2025-07-01\"; } );",
		{ "6: rules[0].sources: sources 1 and 2 are both in force on a day" } },
	{ "gap", 6,
		"sources = ( { section = \"1 §\"; until = \"2025-06-29\"; },\n"
		"{ section = \"2 §\"; from = \"2025-07-01\"; } );",
		{ "6: rules[0].sources: source 1 ends and another begins later than the day "
		  "after" } },
	{ "gap-of-one-law", 6,
		"sources = ( { section = \"1 §\"; until = \"2025-06-29\"; },\n"
		"{ law = [ \"LSS\" ]; section = \"2 §\"; from = \"2025-06-30\"; },\n"
		"{ law = [ \"SoL\" ]; section = \"3 §\"; from = \"2025-07-01\"; } );",
		{ "6: rules[0].sources: source 1 ends and another begins later" } },
	{ "ends-before", 6,
		"sources = ( { section = \"1 §\"; from = \"2025-07-01\"; until = \"2025-06-30\"; } );",
		{ "6: rules[0].sources: source 1 ends before it begins" } },
	{ "before-start", 7, "reminders = [ \"6 working days before\" ];",
		{ "7: rules[0].reminders: \"6 working days before\" is before the clock starts" } },
	{ "months-before", 7, "reminders = [ \"1 month before\" ];",
		{ "7: rules[0].reminders: \"1 month before\" is before the clock starts" } },
	{ "hours-of-days", 7, "reminders = [ \"6 hours before\" ];",
		{ "7: rules[0].reminders: \"6 hours before\" must be in days, working days or "
		  "months, as the span is" } },
	{ "days-of-hours", 5, "span = \"72 hours\";\nreminders = [ \"due\", \"1 day before\" ];",
		{ "6: rules[0].reminders: \"1 day before\" must be in hours, as the span is" } },
	{ "twice", 9, "},\n" RULE("a", "proposed", "decided") ");",
		{ "10: rules[1].id: there is a rule \"a\" already: an id must be used once" } },
	{ "loop", 9,
		"},\n" RULE("b", "proposed", "decided") ",\n" RULE(
			"c", "decided", "reported") ",\n" RULE("d", "reported", "proposed") ");",
		{ "12: rules[3].stop: the clocks go round: this one waits for \"proposed\", which "
		  "is to come after \"reported\"" } },
	{ "several", 5, "span = 5; titel = \"\";",
		{ "5: rules[0].titel: is an unknown key", "5: rules[0].span: must be" } },
};

static char *
compose(int line, const char *text)
{
	g_autoptr(GString) all = g_string_new(NULL);

	for (guint i = 1; i < G_N_ELEMENTS(right); i++) {
		/* a case's own reminders stand instead of those */
		gboolean again = (int) i == 7 && line != 7 && strstr(text, "reminders");

		g_string_append_printf(all, "%s\n", (int) i == line ? text : again ? "" : right[i]);
	}
	return g_strdup(all->str);
}

static void
check_problems(const GPtrArray *problems, const char *const *expected, const char *file)
{
	guint n = 0;

	for (guint i = 0; i < problems->len; i++)
		g_test_message("%s", (char *) problems->pdata[i]);
	for (; expected[n]; n++) {
		g_autofree char *line = g_strdup_printf("%s:%s", file, expected[n]);

		g_assert_cmpuint(problems->len, >, n);
		g_assert_true(g_str_has_prefix(problems->pdata[n], line));
	}
	g_assert_cmpuint(problems->len, ==, n);
}

static void
test_mistake(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *text = compose(cases[i].line, cases[i].text);
	g_autoptr(GPtrArray) rules = NULL, problems = NULL;
	GError *error = NULL;

	config_folder_write(folder, "test.conf", text, 0600);
	g_assert_true(rules_check(folder->path, &rules, &problems, &error));
	g_assert_no_error(error);
	check_problems(problems, cases[i].expected, folder->conf);
	g_assert_true((rules != NULL) == (problems->len == 0));
}

static void
test_shipped(void)
{
	static const char *const ids[] = { "acknowledge", "register", "protect", "assess", "start",
		"investigate", "decide", "ivo_notify", "ivo_investigation", "inform_report",
		"inform_ivo", "inform_copy", "inform_final", "breach_imy", "follow_up", "feedback",
		"board_report", "ivo_supplement" };
	g_autoptr(GPtrArray) rules = clock_tools_rules();

	g_assert_cmpuint(rules->len, ==, G_N_ELEMENTS(ids));
	for (guint i = 0; i < G_N_ELEMENTS(ids); i++)
		g_assert_nonnull(clock_tools_find(rules, ids[i]));
}

/* One that is named twice in two files, and what cannot be read. */
static void
test_files(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *text = compose(0, "");
	g_autoptr(GPtrArray) rules = NULL, problems = NULL;
	GError *error = NULL;

	g_assert_null(rules_load(folder->path, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "no rules of clocks (*.conf) can be read there"));
	g_clear_error(&error);
	config_folder_write(folder, "a.conf", text, 0600);
	config_folder_write(folder, "b.conf", text, 0600);
	config_folder_write(folder, "c.conf", NULL, S_IFDIR);
	g_assert_true(rules_check(folder->path, &rules, &problems, &error));
	g_assert_null(rules);
	g_assert_cmpuint(problems->len, ==, 2);
	g_assert_nonnull(strstr(problems->pdata[0], "/c.conf:1: "));
	g_assert_nonnull(strstr(problems->pdata[1], "/b.conf:1: rules[0].id: there is a rule"));
	g_assert_null(rules_load(folder->path, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "lexsarah check-config shows all"));
	g_clear_error(&error);
}

static void
check_documented(const ConfigGroup *group, const char *man)
{
	for (gsize i = 0; group && i < group->n_keys; i++) {
		g_autofree char *tag = g_strdup_printf("\n.TP\n.B %s\n", group->keys[i].name);

		g_test_message("key %s", group->keys[i].name);
		g_assert_nonnull(strstr(man, tag));
		check_documented(group->keys[i].group, man);
	}
}

/* What libconfig would leave out without a word, or end the process at. */
static void
test_whole_files(void)
{
	static const struct {
		const char *text, *expected;
		gsize length;
	} files[] = {
		{ "rules = (\n\0 );", "/a.conf:2: a NUL stands here: the file must be text", 14 },
		{ "\n  @include \"/\"\nrules = ( );", "/a.conf:2: @include is not taken here", 29 },
		{ "", "/a.conf:1: rules: is missing: must be a list of rules", 0 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autoptr(ConfigFolder) folder = config_folder_new();
		g_autofree char *path = g_build_filename(folder->path, "a.conf", NULL);
		g_autoptr(GPtrArray) rules = NULL, problems = NULL;
		GError *error = NULL;

		g_assert_true(
			g_file_set_contents(path, files[i].text, (gssize) files[i].length, NULL));
		g_assert_true(rules_check(folder->path, &rules, &problems, &error));
		g_assert_no_error(error);
		g_assert_cmpuint(problems->len, ==, 1);
		g_test_message("%s", (char *) problems->pdata[0]);
		g_assert_nonnull(strstr(problems->pdata[0], files[i].expected));
	}
}

/* Keys, milestones and roles stand in the manual page. */
static void
test_documented(void)
{
	g_autofree char *path =
		g_build_filename(g_getenv("top_srcdir"), "man/lexsarah-rules.5", NULL);
	g_autofree char *man = NULL;

	g_assert_true(g_file_get_contents(path, &man, NULL, NULL));
	check_documented(rules_schema_root()->keys[0].group, man);
	for (guint m = 0; m < MILESTONE_COUNT; m++) {
		g_test_message("%s", milestone_names[m]);
		g_assert_nonnull(strstr(man, milestone_names[m]));
	}
	for (guint r = 0; clock_recipient_names[r]; r++)
		g_assert_nonnull(strstr(man, clock_recipient_names[r]));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/rules/shipped", test_shipped);
	g_test_add_func("/rules/files", test_files);
	g_test_add_func("/rules/whole-files", test_whole_files);
	g_test_add_func("/rules/documented", test_documented);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/rules/mistake/", cases[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_mistake);
	}
	return g_test_run();
}
