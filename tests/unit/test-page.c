/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that stand somewhere, as lines and tables: each case is a page drawn
 * with letters, ten points high and five wide, and what must come of it.
 */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "reader/pdf/page.h"

#define WIDTH  5
#define HEIGHT 10

/* Adds the words of a line; "_" is a space inside a word. */
static void
draw_line(Page *page, const char *line, double top)
{
	glong column = 0;

	for (const char *p = line; *p;) {
		const char *end = p + strcspn(p, " ");
		g_autofree char *word = g_strndup(p, (gsize) (end - p));
		glong letters = g_utf8_strlen(word, -1);

		g_strdelimit(word, "_", ' ');
		page_add(page, word, -1,
			(PageArea){ column * WIDTH, top, (column + letters) * WIDTH, top + HEIGHT },
			1);
		column += letters + (*end == ' ');
		p = end + (*end == ' ');
	}
}

/* Half lines: each "\n" goes down by 12 points, each "\v" by 6. */
static Page *
draw(const char *picture)
{
	Page *page = page_new();
	g_autoptr(GString) line = g_string_new(NULL);
	double top = 0;

	for (const char *p = picture;; p++) {
		if (*p && *p != '\n' && *p != '\v') {
			g_string_append_c(line, *p);
			continue;
		}
		draw_line(page, line->str, top);
		g_string_truncate(line, 0);
		if (!*p)
			return page;
		top += *p == '\n' ? 12 : 6;
	}
}

/* A cell for each "|", a row for each line; a line of a cell after "/"; "" is a blank line. */
static char *
describe(const Document *document)
{
	GString *text = g_string_new(NULL);
	const DocumentCell *last = NULL;

	for (guint i = 0; i < document->cells->len; i++) {
		const DocumentCell *cell = document_cell(document, i);
		gboolean same_row =
			last && cell->table && last->table == cell->table && last->row == cell->row;
		gboolean same_cell = same_row && last->column == cell->column;

		for (guint line = last ? last->line + 1 : 1; !same_row && line < cell->line; line++)
			g_string_append(text, "-\n");
		if (same_cell)
			g_string_append(text, " / ");
		else
			for (guint c = same_row ? last->column : 0; c < cell->column; c++)
				g_string_append(text, " | ");
		g_string_append(text, cell->text);
		last = cell;
		const DocumentCell *next =
			i + 1 < document->cells->len ? document_cell(document, i + 1) : NULL;
		if (!next || !cell->table || next->table != cell->table || next->row != cell->row)
			g_string_append(text, "\n");
	}
	return g_string_free(text, FALSE);
}

static const struct {
	const char *what, *picture, *text;
} cases[] = {
	{ "words of a line", "Namn Anna Exempel", "Namn Anna Exempel\n" },
	{ "a wide gap parts cells", "Namn Anna         Titel Kurator",
		"Namn Anna | Titel Kurator\n" },
	{ "label and value in columns", "Namn         Anna\nTitel        Kurator\nOrt          Byn",
		"Namn | Anna\nTitel | Kurator\nOrt | Byn\n" },
	{ "labels above their values",
		"Datum         Veckodag      Klockslag\n2024-03-14    torsdag       13.00",
		"Datum | Veckodag | Klockslag\n2024-03-14 | torsdag | 13.00\n" },
	{ "an empty first answer", "Datum         Veckodag\n              torsdag",
		"Datum | Veckodag / torsdag\n" },
	{ "only the first answer", "Datum         Veckodag\n2024-03-14",
		"Datum / 2024-03-14 | Veckodag\n" },
	{ "a value of two lines",
		"Namn         Anna\nOrt          En by långt\n             norrut\nTel          1",
		"Namn | Anna\nOrt | En by långt / norrut\nTel | 1\n" },
	{ "a label of two lines", "Enhetens         Norrgläntan\nnamn\nTel              1",
		"Enhetens / namn | Norrgläntan\nTel | 1\n" },
	{ "both of two lines",
		"Enhetens         Norr-\nnamn             gläntan\nTel              1",
		"Enhetens / namn | Norr- / gläntan\nTel | 1\n" },
	{ "a paragraph below a table",
		"Namn         Anna\nDet hände i natt på avdelningen.\nIngen såg det.",
		"Namn | Anna\nDet hände i natt på avdelningen.\nIngen såg det.\n" },
	{ "a label above its value, below a table",
		"Namn         Anna\n\v\vOrt\nEn liten by som ligger långt norrut",
		"Namn | Anna\n-\nOrt\nEn liten by som ligger långt norrut\n" },
	{ "columns keep their numbers",
		"A         B         C\n          b         c\nAa                  Cc",
		"A | B / b | C / c\nAa |  | Cc\n" },
	{ "options and their boxes", "Äldreomsorg         ☒\nJobbtorg            ☐",
		"Äldreomsorg | ☒\nJobbtorg | ☐\n" },
	{ "white space is a blank line", "Ett\n\nTvå", "Ett\n-\nTvå\n" },
	{ "much white space is not much more", "Ett\n\n\n\n\n\n\n\n\n\n\n\nTvå",
		"Ett\n-\n-\n-\n-\n-\nTvå\n" },
	{ "a hyphen at the end stays", "Kvälls-\nbesöket", "Kvälls-\nbesöket\n" },
	{ "a row far below is another table", "A         B\n\n\n\nC         D",
		"A | B\n-\n-\n-\nC | D\n" },
	{ "nothing", "", "" },
};

static void
test_pages(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Page) page = draw(cases[i].picture);
		g_autoptr(Document) document = document_new();

		g_test_message("%s", cases[i].what);
		page_write(page, document);
		g_autofree char *text = describe(document);
		g_assert_cmpstr(text, ==, cases[i].text);
	}
}

/* The order in which words come says nothing: programs write pages in any. */
static void
test_order(void)
{
	g_autoptr(Page) page = page_new();
	g_autoptr(Document) document = document_new();

	page_add(page, "tre", -1, (PageArea){ 0, 44, 20, 54 }, 1);
	page_add(page, "två", -1, (PageArea){ 25, 21, 40, 31 }, 1);
	page_add(page, "ett", -1, (PageArea){ 0, 20, 20, 30 }, 1);
	page_add(page, " \t", -1, (PageArea){ 0, 0, 20, 10 }, 1);
	page_write(page, document);
	g_autofree char *text = describe(document);
	g_assert_cmpstr(text, ==, "ett två\n-\ntre\n");
}

/* From the last word to the first, and lines in no order. */
static void
test_backwards(void)
{
	enum { LINES = 40, WORDS = 5 };
	g_autoptr(Page) page = page_new();
	g_autoptr(Document) document = document_new();

	for (gint i = 0; i < LINES; i++)
		for (gint k = WORDS; k-- > 0;) {
			gint line = i * 7 % LINES;
			g_autofree char *word = g_strdup_printf("%d.%d", line, k);

			page_add(page, word, -1,
				(PageArea){ 30 * k, 12 * line, 30 * k + 20, 12 * line + 10 }, 1);
		}
	page_write(page, document);
	g_assert_cmpuint(document->cells->len, ==, LINES);
	for (gint line = 0; line < LINES; line++) {
		g_autofree char *text =
			g_strdup_printf("%d.0 %d.1 %d.2 %d.3 %d.4", line, line, line, line, line);

		g_assert_cmpstr(document_cell(document, (guint) line)->text, ==, text);
	}
}

/* What is taken as it is, and what has to be looked at. */
static void
test_text(void)
{
	static const struct {
		const char *text, *line;
	} texts[] = {
		{ " Östra Ån ", "Östra Ån" },
		{ "Berit\xc3", "Berit\xef\xbf\xbd" },
		{ "\xc3", "\xef\xbf\xbd" },
		{ "\xc3\xc3\xa5", "\xef\xbf\xbdå" },
		{ "\xc3(x)", "\xef\xbf\xbd" DOCUMENT_BOX_TICKED },
		{ "a\tb", "a b" },
		{ "[ ] Ja", DOCUMENT_BOX_CLEAR " Ja" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Document) document = document_new();

		document_add_line(document, texts[i].text, 1);
		g_assert_cmpuint(document->cells->len, ==, 1);
		g_assert_cmpstr(document_cell(document, 0)->text, ==, texts[i].line);
	}
}

static void
test_confidence(void)
{
	g_autoptr(Page) page = page_new();
	g_autoptr(Document) document = document_new();

	page_add(page, "abc", -1, (PageArea){ 0, 0, 15, 10 }, 0.9);
	page_add(page, "d", -1, (PageArea){ 20, 0, 25, 10 }, 0.5);
	page_write(page, document);
	g_assert_cmpuint(document->cells->len, ==, 1);
	g_assert_cmpfloat_with_epsilon(document_cell(document, 0)->confidence, 0.8, 0.001);
}

/* A box is one box, however it was drawn and whatever was put on it. */
static void
test_boxes(void)
{
	static const struct {
		const char *first, *second, *text;
	} pairs[] = {
		{ "☐", "X", "☒\n" },
		{ "☐", "x", "☒\n" },
		{ "☐", "✔", "☒\n" },
		{ "☒", "☐", "☒\n" },
		{ "☐", "☐", "☐\n" },
		{ "[ ]", "y", "☐ y\n" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
		for (int turned = 0; turned <= 1; turned++) {
			g_autoptr(Page) page = page_new();
			g_autoptr(Document) document = document_new();

			page_add(page, turned ? pairs[i].second : pairs[i].first, -1,
				(PageArea){ 0, 0, 10, 10 }, 1);
			page_add(page, turned ? pairs[i].first : pairs[i].second, -1,
				(PageArea){ 1, 1, 9, 9 }, 1);
			if (turned && i + 1 == G_N_ELEMENTS(pairs))
				continue;
			page_join_boxes(page);
			page_write(page, document);
			g_autofree char *text = describe(document);
			g_assert_cmpstr(text, ==, pairs[i].text);
		}
}

/* As many words as a page of 4 MiB can have, in a bad order, take no longer than reading them. */
static void
test_many(void)
{
	g_autoptr(Page) page = page_new();
	g_autoptr(Document) document = document_new();
	clock_t start = clock();

	for (guint i = 0; i < 400000; i++) {
		double x = (i * 7919u) % 1000 * 30.0, y = (i * 104729u) % 997;

		page_add(page, i % 3 ? "☐" : "x", -1, (PageArea){ x, y, x + 5, y + 10 }, 1);
	}
	page_join_boxes(page);
	page_write(page, document);
	g_assert_cmpuint(document->cells->len, >, 0);
	g_assert_cmpint(clock() - start, <, 20 * CLOCKS_PER_SEC);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/page/pages", test_pages);
	g_test_add_func("/page/order", test_order);
	g_test_add_func("/page/confidence", test_confidence);
	g_test_add_func("/page/backwards", test_backwards);
	g_test_add_func("/page/text", test_text);
	g_test_add_func("/page/boxes", test_boxes);
	g_test_add_func("/page/many", test_many);
	return g_test_run();
}
