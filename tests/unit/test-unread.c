/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are kept and not read: a person is told what to ask their sender for. */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "reader/read-file.h"
#include "reader/unread.h"
#include "support/office.h"
#include "support/reading-tools.h"
#include "support/tnef.h"

#define OLE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."

static void
test_kept(void)
{
#define ROW(bytes) bytes, sizeof(bytes) - 1
	static const struct {
		const char *bytes;
		gsize length;
		const char *format, *ask;
	} cases[] = {
		{ ROW(OLE "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), "doc", ".docx eller PDF" },
		{ ROW(OLE "_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_\0v\0e\0r\0s\0i\0o\0n\0001\0.\0000\0"),
			"msg", "vidarebefordra" },
		{ ROW(OLE "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), "encrypted",
			"lösenordet" },
		{ ROW(OLE "W\0o\0r\0k\0b\0o\0o\0k\0"), "ole", "PDF" },
		{ ROW("\0\0\0\x18"
		      "ftypheic\0\0\0\0"),
			"heic", "JPEG eller PDF" },
		{ ROW("\0\0\0\x18"
		      "ftypmp42\0\0\0\0"),
			"film", "skriva ner" },
		{ ROW("\0\0\0\x18"
		      "ftypqt  \0\0\0\0"),
			"film", "skriva ner" },
		{ ROW("RIFF\1\0\0\0AVI LIST"), "film", "skriva ner" },
		{ ROW("\x1a\x45\xdf\xa3webm"), "film", "skriva ner" },
		{ ROW("Rar!\x1a\x07\1\0"), "archive", "var för sig" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
		g_autoptr(GBytes) content = g_bytes_new_static(cases[i].bytes, cases[i].length);
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = read_file(vocabulary, "fil", content, &error);

		g_test_message("row %zu", i);
		g_assert_cmpstr(format_find("fil", content)->name, ==, cases[i].format);
		g_assert_null(file);
		g_assert_error(error, LEX_ERROR, LEX_ERROR_WAIT);
		g_assert_nonnull(strstr(error->message, "be avsändaren"));
		g_assert_nonnull(strstr(error->message, cases[i].ask));
	}
}

/* Archives that are a file of some program, and are not to be unpacked. */
static void
test_kept_archives(void)
{
#define MANIFEST "<manifest><file-entry><encryption-data/></file-entry></manifest>"
	static const struct {
		OfficeMember members[4];
		const char *format;
	} cases[] = {
		{ { { "[Content_Types].xml", "<a/>", 0 }, { "xl/workbook.xml", "<a/>", 0 } },
			"office" },
		{ { { "[Content_Types].xml", "<a/>", 0 }, { "word/document.xml", "<a/>", 0 } },
			"docx" },
		{ { { "Index/Document.iwa", "a", 1 }, { "preview.jpg", "a", 1 } }, "pages" },
		{ { { "mimetype", "a", 1 }, { "content.xml", "a", 1 },
			  { "META-INF/manifest.xml", MANIFEST, 0 } },
			"encrypted" },
		{ { { "mimetype", "a", 1 }, { "content.xml", "a", 1 },
			  { "META-INF/manifest.xml", "<manifest/>", 0 } },
			"odt" },
		{ { { "rapport.txt", "a", 1 } }, "zip" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content = office_zip(cases[i].members);

		g_assert_cmpstr(format_find("fil", content)->name, ==, cases[i].format);
	}
}

/* What a case says of the files of one mail or archive, each with what to do. */
static void
test_message(void)
{
	g_autoptr(GBytes) empty = office_docx("<w:p/>", NULL, NULL);
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
	g_autoptr(GError) error = NULL;
	gsize length = 0;
	const char *data = g_bytes_get_data(empty, &length);
	g_autoptr(GBytes) content = office_zip((OfficeMember[]){ { "a.txt", "Hon föll.", 0 },
		{ "b.bin", "\1\2\3", 3 }, { "c.docx", "PK\3\4xx", 6 }, { "d.docx", data, length },
		{ "logotyp.png", "\x89PNG\r\n\x1a\n\0", 9 }, { ".DS_Store", "\0\1", 2 },
		{ "e.doc", OLE "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 36 }, { 0 } });
	g_autoptr(ReadingFile) file = read_file(vocabulary, "a.zip", content, &error);

	g_assert_no_error(error);
	g_assert_cmpuint(file->documents->len, ==, 1);
	const Reading *reading = file->documents->pdata[0];
	g_assert_cmpstr(reading->report.description.value, ==, "Hon föll.");
	const ReadingFlag *flag = reading_find_flag(reading, "attachment_unread");
	g_assert_nonnull(flag);
	g_assert_cmpstr(flag->message, ==,
		"Det gick inte att läsa ”b.bin” (" UNREAD_UNKNOWN "), ”c.docx” (" UNREAD_BROKEN
		"), ”d.docx” (" UNREAD_EMPTY "), ”e.doc” (den är i Words gamla format; be "
		"avsändaren spara den som .docx eller PDF och skicka den igen). En person behöver "
		"öppna originalet.");
}

static void
test_many(void)
{
	Unread unread = { 0 };

	g_assert_null(unread_message(&unread));
	for (guint i = 0; i < 7; i++)
		unread_note(&unread, "a\nb", "x");
	g_autofree char *message = unread_message(&unread);
	g_assert_cmpstr(message, ==,
		"Det gick inte att läsa ”a b” (x), ”a b” (x), ”a b” (x), ”a b” (x), ”a b” (x) och "
		"2 filer till. En person behöver öppna originalet.");
	unread_clear(&unread);
}

/* winmail.dat says again what the mail says, and has the files. */
static void
test_winmail(void)
{
	static const struct {
		const char *body, *attached, *description, *reporter;
	} cases[] = {
		{ "Rapport  bifogas.", "Hon föll.", "Rapport  bifogas.\n\nHon föll.", NULL },
		{ "Annat.", "Hon föll.", "Annat.\n\nRapport bifogas.\n\nHon föll.", NULL },
		{ "Hej",
			"Lex Sarah-rapport\r\nRapporten lämnas av\r\nNamn Ada Exempel\r\nTitel Kurator\r\n",
			NULL, "Ada Exempel" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
		g_autoptr(GBytes) winmail = tnef_sample(cases[i].attached);
		gsize length = 0;
		const guint8 *data = g_bytes_get_data(winmail, &length);
		g_autofree char *base64 = g_base64_encode(data, length);
		g_autofree char *mail = g_strdup_printf(
			"Received: from a by b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
			"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n--b\r\n"
			"Content-Type: application/ms-tnef; name=winmail.dat\r\n"
			"Content-Transfer-Encoding: base64\r\n\r\n%s\r\n--b--\r\n",
			cases[i].body, base64);
		g_autoptr(GBytes) content = g_bytes_new(mail, strlen(mail));
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = read_file(vocabulary, "m.eml", content, &error);

		g_assert_no_error(error);
		g_assert_cmpuint(file->documents->len, ==, 1);
		const Reading *reading = file->documents->pdata[0];
		g_assert_cmpstr(reading->report.description.value, ==, cases[i].description);
		g_assert_cmpstr(reading->report.reporter.name.value, ==, cases[i].reporter);
		g_assert_null(reading_find_flag(reading, "attachment_unread"));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/unread/kept", test_kept);
	g_test_add_func("/unread/kept-archives", test_kept_archives);
	g_test_add_func("/unread/message", test_message);
	g_test_add_func("/unread/many", test_many);
	g_test_add_func("/unread/winmail", test_winmail);
	return g_test_run();
}
