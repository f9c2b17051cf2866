/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PDF (ISO 32000): what is printed and what was filled in, page by page. Runs
 * no script and opens no file inside.
 */
#include "reader/format.h"

#include "reader/pdf/pdf.h"
#include "reader/signature.h"

#define PAGES_MAX 200
#define SHEETS    3  /* words that stand upright, run down and run up */
#define STRANGE   10 /* one in so many letters: the page's letters are not known */
#define UNCERTAIN 0.3
#define DYNAMIC   "Please wait..." /* all that other programs show of a dynamic XFA form */

/* The file as poppler sees it, and its objects. */
typedef struct {
	PopplerDocument *pdf;
	PdfFile *file;
} Source;

static gboolean
explain(const GError *wrong, GError **error)
{
	if (g_error_matches(wrong, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		return format_ask(error,
			"filen är skyddad med lösenord; be avsändaren om en kopia utan lösenord");
	return format_fail(error, "the PDF is broken: %s", wrong->message);
}

static void
doubt(Page *page)
{
	for (guint i = 0; i < page->words->len; i++)
		g_array_index(page->words, PageWord, i).confidence = UNCERTAIN;
}

/* TRUE if a font is not in the file: poppler draws its letters with another. */
static gboolean
lacks_font(PopplerDocument *pdf)
{
	PopplerFontInfo *info = poppler_font_info_new(pdf);
	PopplerFontsIter *at = NULL;
	gboolean lacking = FALSE;

	if (poppler_font_info_scan(info, PAGES_MAX, &at) && at)
		do
			lacking = lacking || !poppler_fonts_iter_is_embedded(at);
		while (poppler_fonts_iter_next(at));
	poppler_fonts_iter_free(at);
	poppler_font_info_free(info);
	return lacking;
}

/* The letters as they look, where the file does not say which they are. */
static gboolean
read_scan(PopplerPage *source, Document *document, gboolean doubtful, gboolean *ret_read,
	GError **error)
{
	g_autoptr(Page) page = page_new();

	if (!pdf_scan_read(source, page, error))
		return FALSE;
	if (doubtful)
		doubt(page);
	*ret_read = page->words->len > 0;
	page_join_boxes(page);
	page_write(page, document);
	return TRUE;
}

static void
write_text(PdfFile *file, PopplerPage *source, Document *document, Page *const *sheets)
{
	pdf_form_add(source, sheets[0]);
	page_join_boxes(sheets[0]);
	pdf_scan_add_boxes(file, source, sheets[0]);
	for (gsize i = 0; i < SHEETS; i++)
		page_write(sheets[i], document);
}

static gboolean
read_page(const Source *whole, PopplerPage *source, Document *document, GError **error)
{
	g_autoptr(Page) upright = page_new();
	g_autoptr(Page) down = page_new();
	g_autoptr(Page) up = page_new();
	Page *const sheets[SHEETS] = { upright, down, up };
	gboolean symbols =
		pdf_file_has_symbols(whole->file, (guint) poppler_page_get_index(source));
	PdfLetters letters = pdf_text_add(source, symbols, upright, down, up);
	gboolean strange = letters.strange * STRANGE > letters.letters, read = FALSE;

	if ((strange || pdf_scan_is_needed(source, &letters)) &&
		!read_scan(source, document, strange && lacks_font(whole->pdf), &read,
			letters.letters ? NULL : error) &&
		!letters.letters)
		return FALSE;
	for (gsize i = 0; strange && i < SHEETS; i++)
		doubt(sheets[i]);
	if (!read)
		write_text(whole->file, source, document, sheets);
	return TRUE;
}

static gboolean
read_pages(const Source *whole, Document *document, GError **error)
{
	int n = poppler_document_get_n_pages(whole->pdf);

	if (n < 1)
		return format_fail(error, "the PDF has no pages");
	if (n > PAGES_MAX)
		return format_fail(error, "the PDF has %d pages, more than %d", n, PAGES_MAX);
	for (int i = 0; i < n; i++) {
		g_autoptr(PopplerPage) source = poppler_document_get_page(whole->pdf, i);

		document->page = (guint) i + 1;
		if (!source)
			return format_fail(error, "page %d of the PDF is broken", i + 1);
		if (!read_page(whole, source, document, error))
			return FALSE;
		if (document->length > FORMAT_TEXT_MAX)
			return format_fail(
				error, "the text is longer than %u bytes", FORMAT_TEXT_MAX);
	}
	return TRUE;
}

static gboolean
check_text(const Document *document, GError **error)
{
	if (document->cells->len == 0)
		return format_ask(
			error, "sidorna är bilder utan text; be avsändaren om rapporten som text");
	if (g_str_has_prefix(document_cell(document, 0)->text, DYNAMIC))
		return format_ask(error,
			"formuläret kan bara visas av Adobe Reader; be avsändaren skriva ut det "
			"till en ny PDF");
	return TRUE;
}

static gboolean
pdf_read(GBytes *content, Document *document, GError **error)
{
	g_autoptr(GError) wrong = NULL;
	g_autoptr(PopplerDocument) pdf = poppler_document_new_from_bytes(content, NULL, &wrong);

	if (!pdf)
		return explain(wrong, error);
	g_autoptr(PdfFile) file = pdf_file_new(content);
	const Source whole = { pdf, file };
	return read_pages(&whole, document, error) && check_text(document, error);
}

/* A page of our own. */
static const char sample[] =
	"%PDF-1.4\n"
	"1 0 obj<</Type/Catalog/Pages 2 0 R>> endobj\n"
	"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n"
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj\n"
	"4 0 obj<</Length 35>>stream\nBT /F 9 Tf 9 9 Td (Namn: Bo) Tj ET  \nendstream endobj\n"
	"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
	"xref\n"
	"0 6\n"
	"0000000000 65535 f \n"
	"0000000009 00000 n \n"
	"0000000053 00000 n \n"
	"0000000103 00000 n \n"
	"0000000211 00000 n \n"
	"0000000293 00000 n \n"
	"trailer<</Size 6/Root 1 0 R>>\n"
	"startxref\n"
	"355\n"
	"%%EOF\n";

/*
 * poppler reads its tables when the first document opens and forgets them when
 * the last is closed: so this one stays open.
 */
static void
pdf_warm(void)
{
	static PopplerDocument *kept;
	g_autoptr(GBytes) content = g_bytes_new_static(sample, sizeof sample - 1);
	g_autoptr(Document) document = document_new();

	if (kept)
		return;
	kept = poppler_document_new_from_bytes(content, NULL, NULL);
	g_assert(kept);
	g_autoptr(PdfFile) file = pdf_file_new(content);
	const Source whole = { kept, file };
	g_assert(read_pages(&whole, document, NULL) && document->cells->len == 1);
	g_autoptr(PopplerPage) page = poppler_document_get_page(kept, 0);
	pdf_scan_warm(page);
}

const Format format_pdf = {
	.name = "pdf", .sniff = signature_is_pdf, .read = pdf_read, .warm = pdf_warm
};
