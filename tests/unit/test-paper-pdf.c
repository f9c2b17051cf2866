/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Papers as PDF, read back by poppler: all text is there and in order, on pages with
 * numbers, within the margins, whatever the text is.
 */
#include <glib.h>
#include <poppler.h>
#include <string.h>
#include <time.h>

#include "adapters/paper/paper-pdf.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

#define MADE 1773748800 /* 2026-03-17 12:00:00 UTC */

static PopplerDocument *
open_pdf(const Paper *paper)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) pdf = paper_pdf(paper, MADE, &error);

	g_assert_no_error(error);
	PopplerDocument *document = poppler_document_new_from_bytes(pdf, NULL, &error);
	g_assert_no_error(error);
	return document;
}

static char *
page_text(PopplerDocument *document, int n)
{
	g_autoptr(PopplerPage) page = poppler_document_get_page(document, n);

	return poppler_page_get_text(page);
}

/* Without white space, so that it does not matter where lines end. */
static char *
squash(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p; p = g_utf8_next_char(p))
		if (!g_unichar_isspace(g_utf8_get_char(p)))
			g_string_append_unichar(out, g_utf8_get_char(p));
	return g_string_free(out, FALSE);
}

static char *
all_text(PopplerDocument *document)
{
	g_autoptr(GString) all = g_string_new(NULL);

	for (int n = 0; n < poppler_document_get_n_pages(document); n++) {
		g_autofree char *text = page_text(document, n);

		g_string_append(all, text);
	}
	return squash(all->str);
}

static void
assert_has(const char *all, const char *wanted)
{
	g_autofree char *squashed = squash(wanted);

	g_test_message("%s", wanted);
	g_assert_nonnull(strstr(all, squashed));
}

static Paper *
new_paper(void)
{
	Paper *paper = paper_new("Prövning av ärende");

	paper_set_sender(paper, "Exempels kommun", "Arbetsmarknadsnämnden");
	paper_set_foot(paper, "LS-2026-0001");
	paper_add_section(paper, "Första avsnittet");
	return paper;
}

static void
test_about(void)
{
	g_autoptr(Paper) paper = new_paper();
	g_autoptr(GBytes) pdf = paper_pdf(paper, MADE, NULL);
	g_autoptr(GBytes) again = paper_pdf(paper, MADE, NULL);
	g_autoptr(PopplerDocument) document = open_pdf(paper);
	g_autofree char *title = poppler_document_get_title(document);
	g_autofree char *author = poppler_document_get_author(document);
	gsize length;
	const char *bytes = g_bytes_get_data(pdf, &length);
	double width, height;

	g_assert_cmpstr(title, ==, "Prövning av ärende LS-2026-0001");
	g_assert_cmpstr(author, ==, "Arbetsmarknadsnämnden");
	g_assert_cmpint(poppler_document_get_creation_date(document), ==, MADE);
	g_assert_nonnull(memmem(bytes, length, "/Lang (sv-SE)", strlen("/Lang (sv-SE)")));
	g_assert_nonnull(
		memmem(bytes, length, "/DisplayDocTitle true", strlen("/DisplayDocTitle true")));
	g_assert_true(g_bytes_equal(pdf, again));
	g_autoptr(PopplerPage) page = poppler_document_get_page(document, 0);
	poppler_page_get_size(page, &width, &height);
	g_assert_cmpfloat_with_epsilon(width, 595.28, 0.01);
	g_assert_cmpfloat_with_epsilon(height, 841.89, 0.01);
}

static const PaperColumn columns[] = { { "Spalt ett", 30 }, { "Spalt två", 70 } };

static void
test_kinds(void)
{
	g_autoptr(Paper) paper = new_paper();

	paper_set_warning(paper, "Utkast, lämnas inte ut.");
	paper_add(paper, NULL, "Löpande text om 27 kap. 6 § och fi fl ffi “citat” – streck.");
	paper_add(paper, "Radens etikett", "radens värde");
	paper_add_item(paper, PAPER_CELL, "Fältets etikett", "fältets värde");
	paper_add_item(paper, PAPER_CELL, "Grannens etikett", "<b>&amp; grannens värde");
	PaperItem *boxes = paper_add_boxes(paper, "Alternativ");
	paper_add_box(boxes, "det ena alternativet", TRUE);
	paper_add_box(boxes, "det andra alternativet", FALSE);
	PaperItem *table = paper_add_table(paper, columns, G_N_ELEMENTS(columns));
	paper_add_cell(table, "Åäö ÅÄÖ é");
	paper_append_code(paper_add_cell(table, "handling"),
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	paper_add_blank(paper, "Namnförtydligande");
	g_autoptr(PopplerDocument) document = open_pdf(paper);
	g_autofree char *all = all_text(document);
	g_assert_cmpint(poppler_document_get_n_pages(document), ==, 1);
	assert_has(all, "Utkast, lämnas inte ut.");
	assert_has(all, "Löpande text om 27 kap. 6 § och fi fl ffi “citat” – streck.");
	assert_has(all, "Radens etikett radens värde");
	assert_has(all, "fältets värde");
	assert_has(all, "<b>&amp; grannens värde");
	assert_has(all, "\xe2\x98\x92 det ena alternativet");
	assert_has(all, "\xe2\x98\x90 det andra alternativet");
	assert_has(all, "Åäö ÅÄÖ é");
	assert_has(all, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	assert_has(all, "Namnförtydligande");
	assert_has(all, "Sida 1 av 1");
}

/* Each letter between the edges of the page. */
static void
assert_within(PopplerDocument *document)
{
	for (int n = 0; n < poppler_document_get_n_pages(document); n++) {
		g_autoptr(PopplerPage) page = poppler_document_get_page(document, n);
		g_autofree PopplerRectangle *areas = NULL;
		guint n_areas = 0;

		poppler_page_get_text_layout(page, &areas, &n_areas);
		for (guint i = 0; i < n_areas; i++) {
			g_assert_cmpfloat(areas[i].x1, >=, 50);
			g_assert_cmpfloat(areas[i].x2, <=, 595.28 - 50);
			g_assert_cmpfloat(areas[i].y1, >=, 20);
			g_assert_cmpfloat(areas[i].y2, <=, 841.89 - 20);
		}
	}
}

static void
assert_numbered(PopplerDocument *document)
{
	int n = poppler_document_get_n_pages(document);

	for (int i = 0; i < n; i++) {
		g_autofree char *number = g_strdup_printf("Sida %d av %d", i + 1, n);
		g_autofree char *text = page_text(document, i);

		g_assert_nonnull(strstr(text, number));
		g_assert_nonnull(strstr(text, "LS-2026-0001"));
	}
}

#define LINES 5000

static void
test_long(void)
{
	g_autoptr(Paper) paper = new_paper();
	g_autoptr(GString) lines = g_string_new(NULL);

	for (guint i = 0; i < LINES; i++)
		g_string_append_printf(lines, "rad %u av en lång beskrivning;\n", i);
	paper_add_item(paper, PAPER_ANSWER, "Beskrivning", lines->str);
	paper_add_section(paper, "Sist");
	paper_add(paper, NULL, "slutet");
	g_autoptr(PopplerDocument) document = open_pdf(paper);
	g_autofree char *all = all_text(document);
	for (guint i = 0; i < LINES; i += 7) {
		g_autofree char *line = g_strdup_printf("rad %u av en lång beskrivning;", i);

		assert_has(all, line);
	}
	assert_has(all, "rad 4999 av en lång beskrivning;");
	assert_has(all, "slutet");
	g_assert_cmpint(poppler_document_get_n_pages(document), >, 80);
	assert_numbered(document);
	assert_within(document);
}

/* Processor's time for a text of so many lines. */
static double
time_of(guint n)
{
	g_autoptr(Paper) paper = new_paper();
	g_autoptr(GString) lines = g_string_new(NULL);

	for (guint i = 0; i < n; i++)
		g_string_append(lines, "en rad av en beskrivning\n");
	paper_add_item(paper, PAPER_ANSWER, "Beskrivning", lines->str);
	clock_t begun = clock();
	g_autoptr(GBytes) pdf = paper_pdf(paper, MADE, NULL);
	g_assert_nonnull(pdf);
	return (double) (clock() - begun);
}

/* Eight times the lines take about eight times as long, and not 64 times. */
static void
test_time(void)
{
	double warm = time_of(100), few = time_of(1000), many = time_of(8000);

	g_test_message("%.0f %.0f %.0f", warm, few, many);
	g_assert_cmpfloat(many, <, 24 * few);
}

/* A table of several pages has its head on each of them. */
static void
test_table(void)
{
	g_autoptr(Paper) paper = new_paper();
	PaperItem *table = paper_add_table(paper, columns, G_N_ELEMENTS(columns));

	for (guint i = 0; i < 150; i++) {
		g_autofree char *number = g_strdup_printf("nr%u.", i);

		paper_add_cell(table, number);
		paper_add_cell(table, "en text som inte får plats på en rad utan går över på nästa "
				      "rad, där den tar slut efter en stund");
	}
	g_autoptr(PopplerDocument) document = open_pdf(paper);
	int n = poppler_document_get_n_pages(document);
	g_assert_cmpint(n, >, 4);
	for (int i = 0; i < n; i++) {
		g_autofree char *text = page_text(document, i);

		g_assert_nonnull(strstr(text, "Spalt två"));
	}
	g_autofree char *all = all_text(document);
	assert_has(all, "nr149.");
	assert_numbered(document);
}

/* No heading stands alone at the end of a page, and no line of a text. */
static void
test_together(void)
{
	for (guint before = 30; before < 46; before++) {
		g_autoptr(Paper) paper = new_paper();

		for (guint i = 0; i < before; i++)
			paper_add(paper, NULL, "fyllnad");
		paper_add_section(paper, "Rubriken");
		paper_add_item(paper, PAPER_ANSWER, "Frågan", "aa\nbb\ncc\ndd\nee");
		g_autoptr(PopplerDocument) document = open_pdf(paper);
		g_autofree char *first = page_text(document, 0);

		g_test_message("%u", before);
		g_assert_cmpint(
			strstr(first, "Rubriken") != NULL, ==, strstr(first, "Frågan\naa") != NULL);
		g_assert_false(strstr(first, "\ndd") && !strstr(first, "\nee"));
	}
}

/* How many of the words stand on the first page. */
static guint
count_on_first(const Paper *paper, const char *const *words)
{
	g_autoptr(PopplerDocument) document = open_pdf(paper);
	g_autofree char *first = page_text(document, 0);
	guint n = 0;

	for (guint i = 0; words[i]; i++)
		n += strstr(first, words[i]) != NULL;
	return n;
}

static Paper *
fill(guint lines)
{
	Paper *paper = new_paper();

	for (guint i = 0; i < lines; i++)
		paper_add(paper, NULL, "fyllnad");
	return paper;
}

/* Who looks for the ticked one sees them all. */
static void
test_boxes(void)
{
	static const char *const options[] = { "det första", "det andra", "det tredje",
		"det fjärde", "det femte", NULL };
	guint both[2] = { 0 };

	for (guint before = 20; before < 46; before++) {
		g_autoptr(Paper) paper = fill(before);

		for (guint i = 0; i < 5; i++)
			paper_add_item(paper, PAPER_ANSWER, "Fråga", "Ett svar på två rader.\nJa.");
		PaperItem *boxes = paper_add_boxes(paper, "Det rapporterade utgjorde");
		for (guint i = 0; options[i]; i++)
			paper_add_box(boxes, options[i], i == 3);
		guint n = count_on_first(paper, options);
		g_test_message("%u: %u", before, n);
		g_assert_true(n == 0 || n == 5);
		both[n == 5] = TRUE;
	}
	g_assert_true(both[0] && both[1]);
}

/* A few fields below their heading are not parted, nor is a place to sign from whose it is. */
static void
test_low(void)
{
	static const char *const fields[] = { "Underrubrik", "Datumet", "Veckodagen", "Klockslaget",
		"Namnförtydliga", NULL };
	guint both[2] = { 0 };

	for (guint before = 30; before < 46; before++) {
		g_autoptr(Paper) paper = fill(before);

		paper_add_item(paper, PAPER_HEADING, NULL, fields[0]);
		for (guint i = 1; i < 4; i++)
			paper_add_item(paper, PAPER_CELL, fields[i], "x");
		paper_add_blank(paper, fields[4]);
		guint n = count_on_first(paper, fields);
		g_test_message("%u: %u", before, n);
		g_assert_true(n == 0 || n == 5);
		both[n == 5] = TRUE;
	}
	g_assert_true(both[0] && both[1]);
}

static const char *const hostile[] = {
	"ord\xe2\x80\xae omvänt",
	"<span foreground='white'>dolt</span>",
	"\xd8\xb4\xd9\x83\xd9\x88\xd9\x89 \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\x99\x88 \xe4\xb8\xad",
	"a\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89\xcc\x8a\xcc\x8b\xcc\x8c",
	"\xff\xfe\xfd",
	"\xe2\x98\x92 inget kryss",
	"(slut) Tj ET endstream endobj trailer << /Root 1 0 R >> %%EOF",
};

static void
test_hostile(void)
{
	g_autoptr(Paper) paper = new_paper();
	g_autofree char *word = g_strnfill(200000, 'w');

	for (guint i = 0; i < G_N_ELEMENTS(hostile); i++)
		paper_add_item(paper, PAPER_ANSWER, hostile[i], hostile[i]);
	paper_add_item(paper, PAPER_CELL, "Långt", word);
	paper_add_item(paper, PAPER_CELL, "Bredvid", "kort");
	g_autoptr(PopplerDocument) document = open_pdf(paper);
	g_autofree char *all = all_text(document);
	assert_has(all, "ord omvänt");
	assert_has(all, "<span foreground='white'>dolt</span>");
	assert_has(all, "%%EOF");
	assert_has(all, "kort");
	assert_within(document);
	assert_numbered(document);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/paper-pdf/about", test_about);
	g_test_add_func("/paper-pdf/kinds", test_kinds);
	g_test_add_func("/paper-pdf/long", test_long);
	g_test_add_func("/paper-pdf/time", test_time);
	g_test_add_func("/paper-pdf/table", test_table);
	g_test_add_func("/paper-pdf/together", test_together);
	g_test_add_func("/paper-pdf/boxes", test_boxes);
	g_test_add_func("/paper-pdf/low", test_low);
	g_test_add_func("/paper-pdf/hostile", test_hostile);
	return g_test_run();
}
