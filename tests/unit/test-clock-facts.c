/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a notice says of a clock, in the language of the board.
 */
#include "core/clock/clock-facts.h"
#include "core/clock/clock-sources.h"
#include "support/clock-tools.h"

static const struct {
	const char *name, *language, *title, *title_en, *shown;
} rows[] = {
	{ "swedish", "sv", "Det ska ha gjorts", "It is to have been done", "Det ska ha gjorts" },
	{ "english", "en", "Det ska ha gjorts", "It is to have been done",
		"It is to have been done" },
	{ "english-without-words", "en", "Det ska ha gjorts", NULL, "Det ska ha gjorts" },
	{ "no-language", NULL, "Det ska ha gjorts", "It is to have been done",
		"Det ska ha gjorts" },
};

static void
test_title(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_autoptr(GPtrArray) sources = g_ptr_array_new();
	const ClockRule rule = { .id = (char *) "own",
		.title = (char *) rows[i].title,
		.title_en = (char *) rows[i].title_en,
		.sources = sources };
	const ClockTime day = clock_tools_time("2026-03-17", zone);
	const ClockFacts clock = { .rule = &rule, .start = day, .due = day };
	g_autofree char *member = g_strdup_printf("\"title\":\"%s\"", rows[i].shown);
	Record record;

	record_init(&record);
	clock_facts_put(&record, &clock, rows[i].language, 0, zone);
	g_autofree char *json = record_end(&record);
	g_test_message("%s", json);
	g_assert_nonnull(strstr(json, member));
}

/* Two texts of law, whose sections may hold what stands between two. */
static void
test_wordings(void)
{
	static const struct {
		const char *source, *wording;
	} said[] = {
		{ "1 § A; 2 § B", "genast / utan dröjsmål" },
		{ "1 § A", "genast" },
		{ "2 § B", "utan dröjsmål" },
		{ "2 § B; 3 § C", "utan dröjsmål" },
		{ "4 §; 5 § D", "snarast" },
		{ "11 § A", NULL },
		{ NULL, NULL },
	};
	ClockSource sources[] = {
		{ .section = (char *) "1 § A", .wording = (char *) "genast" },
		{ .section = (char *) "2 § B", .wording = (char *) "utan dröjsmål" },
		{ .section = (char *) "3 § C", .wording = (char *) "utan dröjsmål" },
		{ .section = (char *) "4 §; 5 § D", .wording = (char *) "snarast" },
	};
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	const ClockRule rule = { .id = (char *) "own", .sources = list };

	for (gsize i = 0; i < G_N_ELEMENTS(sources); i++)
		g_ptr_array_add(list, &sources[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(said); i++) {
		g_autofree char *wording = clock_wordings(&rule, said[i].source);

		g_test_message("%s", said[i].source);
		g_assert_cmpstr(wording, ==, said[i].wording);
	}
}

/* Each clock that is shipped has a name in both languages. */
static void
test_shipped(void)
{
	g_autoptr(GPtrArray) rules = clock_tools_rules();

	for (guint i = 0; i < rules->len; i++) {
		const ClockRule *rule = g_ptr_array_index(rules, i);

		g_test_message("%s", rule->id);
		g_assert_nonnull(rule->title_en);
		g_assert_cmpstr(rule->title_en, !=, rule->title);
		g_assert_true(g_str_is_ascii(rule->title_en));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strdup_printf("/clock-facts/title/%s", rows[i].name);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_title);
	}
	g_test_add_func("/clock-facts/wordings", test_wordings);
	g_test_add_func("/clock-facts/shipped", test_shipped);
	return g_test_run();
}
