/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page as who reads it meets it: well-formed, whole by itself, told in words
 * where it is drawn, and without a single number under five. And the same as JSON.
 */
#include <string.h>

#include "adapters/paper/statistics-html.h"
#include "adapters/paper/statistics-json.h"

/* What was found in a page. */
typedef struct {
	GPtrArray *path;  /* char *: "td.days", of the elements that are open */
	GHashTable *ids;  /* set of char * */
	GPtrArray *named; /* char *: ids that something is labelled by */
	GString *text;    /* of the body */
	guint charts, tables;
} Page;

static const char *
attribute(const char **names, const char **values, const char *wanted)
{
	for (guint i = 0; names[i]; i++)
		if (strcmp(names[i], wanted) == 0)
			return values[i];
	return "";
}

static void
check_chart(Page *page, const char **names, const char **values)
{
	g_auto(GStrv) ids = g_strsplit(attribute(names, values, "aria-labelledby"), " ", 0);

	g_assert_cmpstr(attribute(names, values, "role"), ==, "img");
	g_assert_cmpuint(g_strv_length(ids), ==, 2);
	for (guint i = 0; ids[i]; i++)
		g_ptr_array_add(page->named, g_strdup(ids[i]));
	page->charts++;
}

/* Nothing runs, and nothing is fetched: no such element or attribute, only places in the page. */
static void
check_harmless(const char *element, const char **names, const char **values)
{
	static const char *const elements[] = { "script", "link", "img", "iframe", "object", "use",
		"image", "form", "a", NULL };

	g_assert_false(g_strv_contains(elements, element));
	for (guint i = 0; names[i]; i++) {
		g_assert_false(g_str_has_prefix(names[i], "on"));
		g_assert_false(g_strv_contains(
			(const char *const[]){ "src", "href", "style", "xlink:href", NULL },
			names[i]));
		g_assert_null(strstr(values[i], "://"));
	}
}

static void
start(GMarkupParseContext *context G_GNUC_UNUSED, const char *element, const char **names,
	const char **values, gpointer user, GError **error G_GNUC_UNUSED)
{
	Page *page = user;
	const char *class = attribute(names, values, "class");
	const char *id = attribute(names, values, "id");

	check_harmless(element, names, values);
	if (*id)
		g_assert_true(g_hash_table_add(page->ids, g_strdup(id)));
	if (strcmp(element, "svg") == 0 && strcmp(class, "chart") == 0)
		check_chart(page, names, values);
	page->tables += strcmp(element, "table") == 0;
	g_ptr_array_add(page->path, g_strdup_printf("%s#%s.%s.", element, id, class));
}

static void
end(GMarkupParseContext *context G_GNUC_UNUSED, const char *element G_GNUC_UNUSED, gpointer user,
	GError **error G_GNUC_UNUSED)
{
	Page *page = user;

	g_ptr_array_set_size(page->path, (gint) page->path->len - 1);
}

/* TRUE where days, shares and dates stand, which are no numbers of reports. */
static gboolean
is_no_count(const Page *page)
{
	static const char *const others[] = { ".days", "#days-desc", ".share", "time#", "style#" };

	for (guint i = 0; i < page->path->len; i++)
		for (gsize o = 0; o < G_N_ELEMENTS(others); o++)
			if (strstr(g_ptr_array_index(page->path, i), others[o]))
				return TRUE;
	return FALSE;
}

static void
check_numbers(const char *text)
{
	for (const char *p = text; *p;) {
		char *after;

		if (!g_ascii_isdigit(*p)) {
			p++;
			continue;
		}
		if (g_ascii_strtoull(p, &after, 10) < STATISTICS_LEAST)
			g_error("a number under %d in \"%s\"", STATISTICS_LEAST, text);
		p = after;
	}
}

static void
read_text(GMarkupParseContext *context G_GNUC_UNUSED, const char *text, gsize length, gpointer user,
	GError **error G_GNUC_UNUSED)
{
	Page *page = user;
	g_autofree char *copy = g_strndup(text, length);

	if (!is_no_count(page))
		check_numbers(copy);
	g_strstrip(copy);
	if (*copy)
		g_string_append_printf(
			page->text, "%s%s", page->text->len && *copy != '.' ? " " : "", copy);
}

static void
page_clear(Page *page)
{
	g_ptr_array_unref(page->path);
	g_ptr_array_unref(page->named);
	g_hash_table_unref(page->ids);
	g_string_free(page->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, page_clear)

static void
page_read(const char *html, Page *page)
{
	static const GMarkupParser parser = { start, end, read_text, NULL, NULL };
	g_autoptr(GError) error = NULL;

	*page = (Page){ g_ptr_array_new_with_free_func(g_free),
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		g_ptr_array_new_with_free_func(g_free), g_string_new(NULL), 0, 0 };
	g_autoptr(GMarkupParseContext) context =
		g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, page, NULL);
	g_markup_parse_context_parse(context, html, -1, &error);
	g_assert_no_error(error);
	g_markup_parse_context_end_parse(context, &error);
	g_assert_no_error(error);
	for (guint i = 0; i < page->named->len; i++)
		g_assert_true(g_hash_table_contains(page->ids, page->named->pdata[i]));
}

static StatisticsSubject
subject_of(const char *board)
{
	return (StatisticsSubject){ 2026, { 2027, 2, 3 }, "Exempels kommun", "AMN", board };
}

/* So many reports of a year, in a random spread that the test's seed decides. */
static void
count_random(guint n, Statistics *ret)
{
	g_autoptr(GArray) cases = g_array_new(FALSE, TRUE, sizeof(StatisticsCase));

	for (guint i = 0; i < n; i++) {
		StatisticsCase one = {
			.arrived = date_add_days(
				(CivilDate){ 2026, 1, 1 }, g_test_rand_int_range(0, 365)),
			.laws = (guint) g_test_rand_int_range(0, 4),
			.areas = (guint) g_test_rand_int() & (guint) g_test_rand_int() & 0x8f,
			.causes = (guint) g_test_rand_int() & (guint) g_test_rand_int() & 0x2f,
			.end = (StatisticsEnd) g_test_rand_int_range(0, END_NOT_REPORT + 1),
			.late = (guint) g_test_rand_int_range(0, 8),
		};
		for (guint d = 0; d < DAYS_COUNT; d++)
			if (g_test_rand_bit())
				one.reached[d] =
					date_add_days(one.arrived, g_test_rand_int_range(0, 90));
		g_array_append_val(cases, one);
	}
	statistics_count((const StatisticsCase *) (gpointer) cases->data, cases->len, 2026, ret);
	statistics_suppress(ret);
}

static void
test_pages(void)
{
	static const guint sizes[] = { 0, 1, 4, 5, 9, 14, 30, 80, 200, 1000 };

	for (guint round = 0; round < 200; round++) {
		StatisticsSubject subject = subject_of("Arbetsmarknadsnämnden");
		guint tables = 2, charts = 0; /* tables of days and of late clocks */
		Statistics sum;
		g_auto(Page) page;

		count_random(sizes[round % G_N_ELEMENTS(sizes)], &sum);
		g_autofree char *html = statistics_html(&sum, &subject);
		page_read(html, &page);
		for (guint i = 0; i < STATISTICS_TABLE_COUNT; i++)
			if (statistics_is_told(&sum, (StatisticsTableKind) i) &&
				!sum.tables[i].withheld) {
				tables++;
				charts += statistics_has_bars(&sum.tables[i],
					statistics_table_info((StatisticsTableKind) i));
			}
		charts += sum.days[DAYS_TO_START].has_median ||
			  sum.days[DAYS_TO_DECISION].has_median || sum.days[DAYS_TO_IVO].has_median;
		charts += sum.late[CLOCK_STATUTORY].count || sum.late[CLOCK_PROMPTNESS].count ||
			  sum.late[CLOCK_POLICY].count;
		g_assert_cmpuint(page.tables, ==, tables);
		g_assert_cmpuint(page.charts, ==, charts);
	}
}

static void
test_names(void)
{
	static const struct {
		const char *board, *shown;
	} cases[] = {
		{ "Vård & omsorg", "Vård & omsorg" },
		{ "<script>alert(99)</script>", "<script>alert(99)</script>" },
		{ "a\"b' onload='x", "a\"b' onload='x" },
		{ "rad\nbryts\x01\xe2\x80\xae", "rad bryts" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		StatisticsSubject subject = subject_of(cases[i].board);
		Statistics sum;
		g_auto(Page) page;

		count_random(20, &sum);
		g_autofree char *html = statistics_html(&sum, &subject);
		page_read(html, &page);
		g_assert_nonnull(strstr(page.text->str, cases[i].shown));
	}
}

/* What the page says of one known year. */
static void
test_words(void)
{
	g_autoptr(GArray) cases = g_array_new(FALSE, TRUE, sizeof(StatisticsCase));
	StatisticsSubject subject = subject_of("Nämnden");
	StatisticsCase one = { .arrived = { 2026, 3, 2 },
		.laws = LAW_SOL,
		.end = END_MISCONDUCT,
		.areas = statistics_bit(STATISTICS_AREA, "aldreomsorg") };
	static const char *const wanted[] = { "Lex Sarah 2026", "Exempels kommun",
		"togs fram 2027-02-03.", "mars 20", "Äldreomsorg 20 100 %",
		"Missförhållande 20 100 %", "LSS inga", "Till beslut 41 20 till 41",
		"Till anmälan till IVO visas inte" };
	Statistics sum;
	g_auto(Page) page;

	for (guint i = 0; i < 20; i++) {
		one.reached[DAYS_TO_DECISION] = date_add_days(one.arrived, i < 6 ? 20 : 41);
		g_array_append_val(cases, one);
	}
	statistics_count((const StatisticsCase *) (gpointer) cases->data, cases->len, 2026, &sum);
	statistics_suppress(&sum);
	g_autofree char *html = statistics_html(&sum, &subject);
	page_read(html, &page);
	for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
		if (!strstr(page.text->str, wanted[i]))
			g_error("not on the page: %s", wanted[i]);
	}
	g_assert_null(strstr(page.text->str, "Året är inte slut"));
	subject.made = (CivilDate){ 2026, 11, 22 };
	g_autofree char *early = statistics_html(&sum, &subject);
	g_assert_nonnull(strstr(early, "Året är inte slut"));
}

/* No integer under five but 0 where something is counted. */
static void
check_json(const json_t *value)
{
	const char *key;
	json_t *member;
	size_t i;

	json_object_foreach((json_t *) value, key, member) {
		if (strcmp(key, "count") == 0 && json_is_integer(member))
			g_assert_true(json_integer_value(member) == 0 ||
				      json_integer_value(member) >= STATISTICS_LEAST);
		if (strcmp(key, "count") == 0)
			g_assert_cmpint(json_is_null(member), ==,
				!json_is_null(json_object_get(value, "hidden")));
		check_json(member);
	}
	json_array_foreach(value, i, member)
		check_json(member);
}

static void
test_json(void)
{
	for (guint n = 0; n < 100; n++) {
		StatisticsSubject subject = subject_of("Nämnden");
		Statistics sum;

		count_random(n, &sum);
		json_t *json = statistics_json(&sum, &subject);
		g_assert_nonnull(json);
		check_json(json);
		g_assert_cmpint(json_integer_value(json_object_get(json, "year")), ==, 2026);
		g_assert_cmpuint(
			json_array_size(json_object_get(json_object_get(json, "month"), "rows")),
			==, 12);
		json_decref(json);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/statistics/html/pages", test_pages);
	g_test_add_func("/statistics/html/names", test_names);
	g_test_add_func("/statistics/html/words", test_words);
	g_test_add_func("/statistics/json", test_json);
	return g_test_run();
}
