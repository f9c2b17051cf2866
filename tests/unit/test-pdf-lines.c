/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Boxes that a PDF draws, and whether they are known by what is written in it.
 */
#include <gio/gio.h>
#include <string.h>

#include "reader/format.h"
#include "reader/pdf/pdf-ink.h"
#include "reader/pdf/pdf-lines.h"

#define SQUARE  "60 700 9 9 re S "
#define CROSS   "61 701 m 68 708 l S 61 708 m 68 701 l S "
#define REPEATS 40000

/* What the content may name. */
#define RESOURCES                                                                                  \
	"/Font<</F 5 0 R>>/XObject<</Box 6 0 R/Picture 7 0 R/Loop 8 0 R/Hidden 9 0 R>>"            \
	"/ExtGState<</Plain<</LW 1/ca 1/SMask/None>>/Faint<</ca 0.1/CA 0.1>>>>"                    \
	"/ColorSpace<</Ink[/Separation/Black/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]/Odd[/Lab<</WhitePoint[1 1 1]>>]>>"

static void
add_object(GString *pdf, GArray *places, const char *body)
{
	gsize place = pdf->len;

	g_array_append_val(places, place);
	g_string_append_printf(pdf, "%u 0 obj\n%s\nendobj\n", places->len, body);
}

static void
add_stream(GString *pdf, GArray *places, const char *head, const char *data, gsize length)
{
	gsize place = pdf->len;

	g_array_append_val(places, place);
	g_string_append_printf(pdf, "%u 0 obj\n<<%s/Length %" G_GSIZE_FORMAT ">>\nstream\n",
		places->len, head, length);
	g_string_append_len(pdf, data, (gssize) length);
	g_string_append(pdf, "\nendstream\nendobj\n");
}

static GBytes *
end_file(GString *pdf, const GArray *places)
{
	gsize table = pdf->len;

	g_string_append_printf(pdf, "xref\n0 %u\n0000000000 65535 f \n", places->len + 1);
	for (guint i = 0; i < places->len; i++)
		g_string_append_printf(
			pdf, "%010" G_GSIZE_FORMAT " 00000 n \n", g_array_index(places, gsize, i));
	g_string_append_printf(pdf,
		"trailer<</Size %u/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
		places->len + 1, table);
	return g_string_free_to_bytes(pdf);
}

/* A page with that content; entries are of its dictionary, head of its stream. */
static GBytes *
file_of(const char *content, gsize length, const char *head, const char *entries)
{
	static const char *const form = "/Type/XObject/Subtype/Form/BBox[0 0 99 99]";
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(gsize));
	GString *pdf = g_string_new("%PDF-1.5\n");
	g_autofree char *page =
		g_strdup_printf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s"
				"/Resources<<" RESOURCES ">>>>",
			entries);
	g_autofree char *loop = g_strconcat(form, "/Resources<</XObject<</Loop 8 0 R>>>>", NULL);
	g_autofree char *hidden = g_strconcat(form, "/OC 5 0 R", NULL);

	add_object(pdf, places, "<</Type/Catalog/Pages 2 0 R>>");
	add_object(pdf, places, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
	add_object(pdf, places, page);
	add_stream(pdf, places, head, content, length);
	add_object(pdf, places,
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
	add_stream(pdf, places, form, "0 0 9 9 re S", 12);
	add_stream(pdf, places,
		"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
		"/BitsPerComponent 8",
		"\200", 1);
	add_stream(pdf, places, loop, "/Loop Do", 8);
	add_stream(pdf, places, hidden, "0 0 9 9 re S", 12);
	return end_file(pdf, places);
}

/* TRUE if what the page draws is known without drawing it. */
static gboolean
is_known(GBytes *content)
{
	g_autoptr(PdfFile) file = pdf_file_new(content);
	g_autoptr(GArray) ink = pdf_ink_new();
	g_auto(PdfDrawing) page = { 0 };
	g_autoptr(Page) words = page_new();
	PdfSheet sheet = { 0, 842, 1, 595, 842, words };

	page_add(words, "Namn", -1, (PageArea){ 60, 90, 90, 100 }, 1);
	return pdf_file_open_page(file, 0, &page) && pdf_lines_add(file, &page, &sheet, ink);
}

static const char *
box_in(const Document *document)
{
	for (guint i = 0; i < document->cells->len; i++) {
		const char *text = document_cell(document, i)->text;

		if (strstr(text, DOCUMENT_BOX_TICKED))
			return DOCUMENT_BOX_TICKED;
		if (strstr(text, DOCUMENT_BOX_CLEAR))
			return DOCUMENT_BOX_CLEAR;
	}
	return NULL;
}

#define WORDS                                                                                      \
	"BT /F 10 Tf 60 740 Td (Namn Berit Exempelgren, hemtjansten) Tj 0 -20 Td (Titel) Tj "      \
	"15 -20 Td (Ja) Tj 0 -20 Td (Nej) Tj ET "

static void
test_content(void)
{
	static const struct {
		const char *what, *content;
		const char *box; /* that is read; NULL: none */
		gboolean known;
	} cases[] = {
		{ "nothing", "", NULL, TRUE },
		{ "a square", "0.6 w " SQUARE, DOCUMENT_BOX_CLEAR, TRUE },
		{ "a crossed square", SQUARE CROSS, DOCUMENT_BOX_TICKED, TRUE },
		{ "four lines",
			"60 700 m 69 700 l S 60 709 m 69 709 l S 60 700 m 60 709 l S 69 700 m 69 709 l S",
			DOCUMENT_BOX_CLEAR, TRUE },
		{ "a closed line", "60 700 m 69 700 l 69 709 l 60 709 l s", DOCUMENT_BOX_CLEAR,
			TRUE },
		{ "a frame", "60 700 9 9 re 61 701 7 7 re f*", DOCUMENT_BOX_CLEAR, TRUE },
		{ "a frame the other way round", "60 700 9 9 re 61 708 7 -7 re f",
			DOCUMENT_BOX_CLEAR, TRUE },
		{ "four thin rectangles",
			"60 700 9 .5 re 60 708.5 9 .5 re 60 700 .5 9 re 68.5 700 .5 9 re f",
			DOCUMENT_BOX_CLEAR, TRUE },
		{ "white on black", "60 700 9 9 re f 1 g 61 701 7 7 re f", DOCUMENT_BOX_CLEAR,
			TRUE },
		{ "filled white, with lines", "1 1 1 rg 60 700 9 9 re B", DOCUMENT_BOX_CLEAR,
			TRUE },
		{ "full ink", "/Ink CS 1 SCN " SQUARE, DOCUMENT_BOX_CLEAR, TRUE },
		{ "no ink", "/Ink CS 0 SCN " SQUARE, NULL, TRUE },
		{ "a tick of curves", SQUARE "61 704 m 62 702 63 702 64 702 c 66 707 68 708 v S",
			DOCUMENT_BOX_TICKED, TRUE },
		{ "a filled tick", SQUARE "61 705 m 63 701 l 68 708 l 63 703 l h f",
			DOCUMENT_BOX_TICKED, TRUE },
		{ "in other units", "q .1 0 0 .1 0 0 cm 6 w 600 7000 90 90 re S Q",
			DOCUMENT_BOX_CLEAR, TRUE },
		{ "another drawing", "q 1 0 0 1 60 700 cm /Box Do Q", DOCUMENT_BOX_CLEAR, TRUE },
		{ "a plain state", "/Plain gs " SQUARE, DOCUMENT_BOX_CLEAR, TRUE },
		{ "in marked content", "/P <</MCID 0/X[(])]>> BDC " SQUARE "EMC",
			DOCUMENT_BOX_CLEAR, TRUE },
		{ "after a string", "BT (\\)( re\\\\) S) ' ET % (\n" SQUARE, DOCUMENT_BOX_CLEAR,
			TRUE },
		{ "white", "1 G " SQUARE, NULL, TRUE },
		{ "cut away", "300 300 9 9 re W n " SQUARE, NULL, TRUE },
		{ "cut away, and no more", "q 300 300 9 9 re W n Q " SQUARE, DOCUMENT_BOX_CLEAR,
			TRUE },
		{ "not painted", "60 700 9 9 re n", NULL, TRUE },
		{ "a field to write in", "60 700 90 9 re S", NULL, TRUE },
		{ "squares for digits", "60 700 9 9 re 69 700 9 9 re 78 700 9 9 re S", NULL, TRUE },
		{ "a picture far away", "q 90 0 0 50 400 20 cm /Picture Do Q " SQUARE,
			DOCUMENT_BOX_CLEAR, TRUE },
		/* What has to be looked at. */
		{ "a picture of a box", "q 9 0 0 9 60 700 cm /Picture Do Q", NULL, FALSE },
		{ "a picture beneath words", "q 595 0 0 842 0 0 cm /Picture Do Q", NULL, FALSE },
		{ "a picture in the content",
			"q 9 0 0 9 300 300 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \200 EI Q " SQUARE,
			DOCUMENT_BOX_CLEAR, FALSE },
		{ "faint", "/Faint gs " SQUARE, NULL, FALSE },
		{ "a strange colour", "/Odd CS 1 0 0 SCN " SQUARE, DOCUMENT_BOX_CLEAR, FALSE },
		{ "may be hidden", "/OC /X BDC EMC " SQUARE, DOCUMENT_BOX_CLEAR, FALSE },
		{ "a drawing that may be", "q 1 0 0 1 60 700 cm /Hidden Do Q", DOCUMENT_BOX_CLEAR,
			FALSE },
		{ "no such drawing", "/None Do " SQUARE, DOCUMENT_BOX_CLEAR, FALSE },
		{ "no operator", "xyzzy " SQUARE, DOCUMENT_BOX_CLEAR, FALSE },
		{ "too few numbers", SQUARE "1 2 re S", DOCUMENT_BOX_CLEAR, FALSE },
		{ "left open", SQUARE "[ 1 2", DOCUMENT_BOX_CLEAR, FALSE },
		{ "itself", "/Loop Do " SQUARE, DOCUMENT_BOX_CLEAR, FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *content = g_strconcat(WORDS, cases[i].content, NULL);
		g_autoptr(GBytes) file = file_of(content, strlen(content), "", "");
		g_autoptr(Document) document = document_new();
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].what);
		g_assert_true(format_pdf.read(file, document, &error));
		g_assert_no_error(error);
		g_assert_cmpstr(box_in(document), ==, cases[i].box);
		g_assert_true(is_known(file) == cases[i].known);
	}
}

/* What is on a page besides its content has to be looked at. */
static void
test_page(void)
{
	static const struct {
		const char *entries;
		gboolean known;
	} cases[] = {
		{ "", TRUE },
		{ "/Annots[]", TRUE },
		{ "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>]", TRUE },
		{ "/Annots[<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]>>]", FALSE },
		{ "/Annots 5", FALSE },
		{ "/Rotate 0", TRUE },
		{ "/Rotate 90", FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) file = file_of(SQUARE, strlen(SQUARE), "", cases[i].entries);

		g_test_message("%s", cases[i].entries);
		g_assert_true(is_known(file) == cases[i].known);
	}
}

/*
 * Pages of a tree that has objects 2 to 5, each drawing a square; what is turned
 * or not to be trusted is not known.
 */
static void
test_tree(void)
{
#define LEAF "<</Type/Page/Parent 2 0 R/Contents 6 0 R"
	static const struct {
		const char *what, *objects[4];
		const char *known; /* of each page: y, n */
	} cases[] = {
		{ "pages side by side",
			{ "<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>", LEAF ">>",
				LEAF "/Rotate 90>>", LEAF "/Rotate 0>>" },
			"yny" },
		{ "a node that turns its pages",
			{ "<</Type/Pages/Count 2/Kids[3 0 R 5 0 R]>>",
				"<</Type/Pages/Rotate 90/Count 1/Kids[4 0 R]>>", LEAF ">>",
				LEAF ">>" },
			"nyn" },
		{ "a page that turns back",
			{ "<</Type/Pages/Rotate 180/Count 1/Kids[3 0 R]>>",
				"<</Type/Pages/Count 2/Kids[4 0 R 5 0 R]>>", LEAF "/Rotate 0>>",
				LEAF ">>" },
			"ynn" },
		{ "an empty node before pages",
			{ "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R 5 0 R]>>",
				"<</Type/Pages/Count 0/Kids[]>>", LEAF "/Rotate 90>>", LEAF ">>" },
			"nyn" },
		{ "the same page twice",
			{ "<</Type/Pages/Count 2/Kids[3 0 R 3 0 R]>>", LEAF ">>", "null", "null" },
			"yyn" },
		{ "a node that holds itself",
			{ "<</Type/Pages/Count 3/Kids[3 0 R 2 0 R 3 0 R]>>", LEAF ">>", "null",
				"null" },
			"yyy" },
		{ "nodes that hold each other twice",
			{ "<</Type/Pages/Count 9/Kids[3 0 R 3 0 R]>>",
				"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>", "null", "null" },
			"nnn" },
		{ "pages that are none",
			{ "<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>", LEAF ">>",
				"<</Type/Font>>", LEAF ">>" },
			"ynn" },
		{ "a page that is written where it is held",
			{ "<</Type/Pages/Count 1/Kids[" LEAF ">>]>>", "null", "null", "null" },
			"nnn" },
		{ "kids that are no list",
			{ "<</Type/Pages/Count 1/Kids 3 0 R>>", LEAF ">>", "null", "null" },
			"nnn" },
	};
#undef LEAF

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(gsize));
		GString *pdf = g_string_new("%PDF-1.5\n");

		add_object(pdf, places, "<</Type/Catalog/Pages 2 0 R>>");
		for (gsize k = 0; k < G_N_ELEMENTS(cases[i].objects); k++)
			add_object(pdf, places, cases[i].objects[k]);
		add_stream(pdf, places, "", SQUARE, strlen(SQUARE));
		g_autoptr(GBytes) content = end_file(pdf, places);
		g_autoptr(PdfFile) file = pdf_file_new(content);
		for (guint page = 0; cases[i].known[page]; page++) {
			g_auto(PdfDrawing) drawing = { 0 };

			g_test_message("%s, page %u", cases[i].what, page + 1);
			g_assert_true(pdf_file_open_page(file, page, &drawing) ==
				      (cases[i].known[page] == 'y'));
			pdf_file_close_page(file);
		}
	}
}

/* A page that writes "4" in a font with these entries, beside a word. */
static GBytes *
file_in_font(const char *entries)
{
	static const char content[] = "BT /G 10 Tf 80 740 Td (Ja) Tj /F 10 Tf -20 0 Td (4) Tj ET";
	static const char to_unicode[] =
		"begincmap 1 begincodespacerange <00><ff> endcodespacerange "
		"1 beginbfchar <34><0034> endbfchar endcmap";
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(gsize));
	GString *pdf = g_string_new("%PDF-1.5\n");
	g_autofree char *font = g_strdup_printf("<</Type/Font%s>>", entries);

	add_object(pdf, places, "<</Type/Catalog/Pages 2 0 R>>");
	add_object(pdf, places, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
	add_object(pdf, places,
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
		"/Resources<</Font<</F 5 0 R/G<</Type/Font/Subtype/Type1"
		"/BaseFont/Helvetica>>>>>>>>");
	add_stream(pdf, places, "", content, strlen(content));
	add_object(pdf, places, font);
	add_object(pdf, places, "<</Type/FontDescriptor/FontName/ZapfDingbats/Flags 4>>");
	add_object(pdf, places, "/WinAnsiEncoding");
	add_stream(pdf, places, "", to_unicode, strlen(to_unicode));
	return end_file(pdf, places);
}

/* Which letters are looked at by their fonts, and what is read of them. */
static void
test_fonts(void)
{
	static const struct {
		const char *entries, *box;
		gboolean symbols;
	} cases[] = {
		{ "/Subtype/Type1/BaseFont/Helvetica", NULL, FALSE },
		{ "/Subtype/Type1/BaseFont/ZapfDingbats", DOCUMENT_BOX_TICKED, FALSE },
		{ "/Subtype/Type1/BaseFont/ZapfDingbats/Encoding null", DOCUMENT_BOX_TICKED,
			FALSE },
		/* They may call a tick what only its font tells from a letter. */
		{ "/Subtype/Type1/BaseFont/ZapfDingbats/Encoding<</Differences[52/four]>>", NULL,
			TRUE },
		{ "/Subtype/Type1/BaseFont/ZapfDingbats/Encoding 7 0 R", NULL, TRUE },
		{ "/Subtype/Type1/BaseFont/ZapfDingbats/FontDescriptor 6 0 R", DOCUMENT_BOX_TICKED,
			TRUE },
		{ "/Subtype/Type1/BaseFont/ZapfDingbats/ToUnicode 8 0 R", DOCUMENT_BOX_TICKED,
			TRUE },
		{ "/Subtype/Type1/BaseFont/ABCDEF+ZapfDingbats", DOCUMENT_BOX_TICKED, TRUE },
		{ "/Subtype/TrueType/BaseFont/ZapfDingbats", DOCUMENT_BOX_TICKED, TRUE },
		{ "/Subtype/TrueType/BaseFont/Wingdings", NULL, TRUE },
		{ "/Subtype/Type1", NULL, TRUE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content = file_in_font(cases[i].entries);
		g_autoptr(PdfFile) file = pdf_file_new(content);
		g_autoptr(Document) document = document_new();
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].entries);
		g_assert_true(format_pdf.read(content, document, &error));
		g_assert_no_error(error);
		g_assert_cmpstr(box_in(document), ==, cases[i].box);
		g_assert_true(pdf_file_has_symbols(file, 0) == cases[i].symbols);
	}
}

static char *
repeat(const char *text)
{
	GString *all = g_string_new(NULL);

	for (guint i = 0; i < REPEATS; i++)
		g_string_append(all, text);
	return g_string_free(all, FALSE);
}

/* Too much of anything ends soon, and nothing is said of it. */
static void
test_too_much(void)
{
	static const char *const cases[] = { "q ", "q Q q Q q Q ", "1 1 m ", "0 0 9 9 re S ",
		"9 0 0 9 0 0 cm 0 0 9 9 re S ", "/Plain gs ", "/Box Do ", "/Ink cs ", "[ ",
		"1 1 m 9e9 -99999999999999999999 l S " };

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *content = repeat(cases[i]);
		g_autoptr(GBytes) file = file_of(content, strlen(content), "", "");

		g_test_message("%s", cases[i]);
		g_assert_false(is_known(file));
	}
}

/* A stream that is little until it is unpacked. */
static void
test_bomb(void)
{
	gsize length = 100 << 20, taken = 0, made = 0;
	g_autofree char *spaces = g_malloc(length);
	g_autofree char *packed = g_malloc(1 << 20);
	g_autoptr(GZlibCompressor) zlib = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);

	memset(spaces, ' ', length);
	while (g_converter_convert(G_CONVERTER(zlib), spaces + taken, length - taken, packed + made,
		       (1 << 20) - made, G_CONVERTER_INPUT_AT_END, &taken, &made,
		       NULL) == G_CONVERTER_CONVERTED)
		break;
	g_autoptr(GBytes) file = file_of(packed, made, "/Filter/FlateDecode", "");
	g_assert_false(is_known(file));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/pdf-lines/content", test_content);
	g_test_add_func("/pdf-lines/page", test_page);
	g_test_add_func("/pdf-lines/tree", test_tree);
	g_test_add_func("/pdf-lines/fonts", test_fonts);
	g_test_add_func("/pdf-lines/too-much", test_too_much);
	g_test_add_func("/pdf-lines/bomb", test_bomb);
	return g_test_run();
}
