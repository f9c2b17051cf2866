/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/reading-json.h"
#include "core/error.h"
#include "reader/format.h"
#include "reader/pdf/pdf.h"
#include "reader/read-file.h"
#include "support/reading-tools.h"
#include "support/truth.h"

static ReadingFile *
read_bytes(const char *name, GBytes *content, GError **error)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();

	return read_file(vocabulary, name, content, error);
}

/* Makes a PDF; the test is over if that is not possible here. */
static GBytes *
make(const char *kind)
{
	GBytes *content = reading_tools_pdf(kind);

	if (!content)
		g_test_skip("no python3 to make a PDF with");
	g_test_message("%s", kind);
	return content;
}

static void
test_truth(gconstpointer name)
{
	g_autofree char *path =
		g_strdup_printf("tests/corpus/reports/%s.truth.json", (char *) name);
	g_autofree char *truth = truth_source(path);
	g_autoptr(GBytes) content = make(name);
	g_autoptr(GError) error = NULL;

	if (!content)
		return;
	g_autoptr(ReadingFile) file = read_bytes("rapport.pdf", content, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(file->format, ==, "pdf");
	g_autofree char *json = reading_json_write(file);
	truth_assert(truth, json);
}

/* Each for its own reason; what only the sender can mend is said in Swedish. */
static void
test_refused(void)
{
	static const struct {
		const char *kind, *message;
		LexError code;
	} cases[] = {
		{ "encrypted", "be avsändaren om en kopia utan lösenord", LEX_ERROR_WAIT },
		{ "dynamic", "be avsändaren skriva ut det till en ny PDF", LEX_ERROR_WAIT },
		{ "blank", "bilder utan text", LEX_ERROR_WAIT },
		{ "many", "has 10000 pages, more than 200", LEX_ERROR_BAD_MESSAGE },
		{ "loop", "page 1 of the PDF is broken", LEX_ERROR_BAD_MESSAGE },
		{ "long", "longer than 4194304 bytes", LEX_ERROR_BAD_MESSAGE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content = make(cases[i].kind);
		g_autoptr(GError) error = NULL;

		if (!content)
			return;
		g_autoptr(ReadingFile) file = read_bytes("x.pdf", content, &error);
		g_assert_null(file);
		g_assert_error(error, LEX_ERROR, (gint) cases[i].code);
		g_assert_nonnull(strstr(error->message, cases[i].message));
	}
}

/* Cut anywhere: a reason or a reading, and no harm. */
static void
test_truncated(void)
{
	g_autoptr(GBytes) whole = make("fillable");

	for (gsize part = 0; whole && part < 40; part++) {
		g_autoptr(GBytes) content =
			g_bytes_new_from_bytes(whole, 0, g_bytes_get_size(whole) * part / 40);
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = read_bytes("x.pdf", content, &error);

		g_assert_true(!file == !!error);
	}
}

/* What cannot be opened is named on the case, with what to ask for. */
static void
test_mailed(void)
{
	g_autoptr(GBytes) content = make("encrypted");
	g_autoptr(GError) error = NULL;

	if (!content)
		return;
	g_autofree char *base64 =
		g_base64_encode(g_bytes_get_data(content, NULL), g_bytes_get_size(content));
	g_autofree char *mail = g_strdup_printf(
		"Received: by a.example\r\nContent-Type: application/pdf; name=\"rapport.pdf\"\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\n%s\r\n",
		base64);
	g_autoptr(GBytes) bytes = g_bytes_new(mail, strlen(mail));
	g_autoptr(ReadingFile) file = read_bytes("mail.eml", bytes, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(file->documents->len, ==, 1);
	const ReadingFlag *flag = reading_find_flag(file->documents->pdata[0], "attachment_unread");
	g_assert_nonnull(flag);
	g_assert_cmpstr(flag->message, ==,
		"Det gick inte att läsa ”rapport.pdf” (filen är skyddad med lösenord; be avsändaren "
		"om en kopia utan lösenord). En person behöver öppna originalet.");
}

/* Letters that are none are read with doubt, never with certainty. */
static void
test_unmapped(void)
{
	g_autoptr(GBytes) content = make("unmapped");
	g_autoptr(Document) document = document_new();
	g_autoptr(GError) error = NULL;

	if (!content)
		return;
	g_assert_true(format_find("x.pdf", content)->read(content, document, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(document->cells->len, >, 0);
	for (guint i = 0; i < document->cells->len; i++)
		g_assert_cmpfloat(document_cell(document, i)->confidence, <, 0.6);
}

/* A script does not run, and a file inside stays there. */
static void
test_javascript(void)
{
	g_autoptr(GBytes) content = make("javascript");
	g_autoptr(Document) document = document_new();
	g_autoptr(GError) error = NULL;

	if (!content)
		return;
	g_assert_true(format_find("x.pdf", content)->read(content, document, &error));
	for (guint i = 0; i < document->cells->len; i++)
		g_assert_null(strstr(document_cell(document, i)->text, "Hemlig"));
}

/* A stamp along the edge, and a page that lies on its side. */
static void
test_turned(void)
{
	static const char *const kinds[] = { "sideways", "upwards", "turned" };

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autoptr(GBytes) content = make(kinds[i]);
		g_autoptr(Document) document = document_new();
		g_autoptr(GError) error = NULL;

		if (!content)
			return;
		g_assert_true(format_find("x.pdf", content)->read(content, document, &error));
		g_assert_cmpuint(document->cells->len, ==, 3);
		g_assert_cmpstr(document_cell(document, 0)->text, ==, "Namn Berit Exempelgren");
		g_assert_cmpstr(document_cell(document, 1)->text, ==, "Titel");
		g_assert_cmpstr(document_cell(document, 2)->text, ==, "Undersköterska");
		g_assert_cmpuint(document_cell(document, 2)->column, ==, 1);
	}
}

static void
test_symbols(void)
{
	static const struct {
		const char *font;
		gunichar code;
		const char *box;
	} cases[] = {
		{ "ABCDEF+Wingdings-Regular", 0xf0fe, DOCUMENT_BOX_TICKED },
		{ "ABCDEF+Wingdings-Regular", 0xa8, DOCUMENT_BOX_CLEAR },
		{ "Wingdings", 'o', DOCUMENT_BOX_CLEAR },
		{ "Wingdings 2", 'R', DOCUMENT_BOX_TICKED },
		{ "Wingdings2", 0xa3, DOCUMENT_BOX_CLEAR },
		{ "Wingdings 2", 0xfe, NULL },
		{ "Wingdings", 'A', NULL },
		{ "ZapfDingbats", '4', DOCUMENT_BOX_TICKED },
		{ "Webdings", 'a', DOCUMENT_BOX_TICKED },
		{ "Helvetica", 'o', NULL },
		{ "Helvetica", 0xa8, NULL },
		{ NULL, 'o', NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gunichar c = pdf_symbol(pdf_symbol_font(cases[i].font), cases[i].code);

		g_test_message("%s %x", cases[i].font, cases[i].code);
		g_assert_cmpuint(
			c, ==, cases[i].box ? g_utf8_get_char(cases[i].box) : cases[i].code);
	}
}

int
main(int argc, char **argv)
{
	static const char *const truths[] = {
		"ruled", "fillable",
#ifdef ENABLE_OCR
		"printed", "two", /* their boxes are drawn as lines */
#endif
	};

	g_test_init(&argc, &argv, NULL);
	format_warm();
	for (gsize i = 0; i < G_N_ELEMENTS(truths); i++) {
		g_autofree char *path = g_strconcat("/pdf/", truths[i], NULL);
		g_test_add_data_func(path, truths[i], test_truth);
	}
	g_test_add_func("/pdf/refused", test_refused);
	g_test_add_func("/pdf/truncated", test_truncated);
	g_test_add_func("/pdf/mailed", test_mailed);
	g_test_add_func("/pdf/unmapped", test_unmapped);
	g_test_add_func("/pdf/javascript", test_javascript);
	g_test_add_func("/pdf/turned", test_turned);
	g_test_add_func("/pdf/symbols", test_symbols);
	return g_test_run();
}
