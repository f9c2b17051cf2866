/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are cut short or meant to do harm: a reason, and no half file taken for a whole one.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "reader/read-file.h"
#include "support/office.h"
#include "support/reading-tools.h"
#include "support/tnef.h"

#define CUTS 60
#define LAUGHS                                                                                     \
	"<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"                \
	"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
#define TEXT "Hon föll i trappan. Personalen lyfte henne utan hjälp och larmade först senare."

static ReadingFile *
read_bytes(GBytes *content, GError **error)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();

	return read_file(vocabulary, "fil", content, error);
}

static GBytes *
make_docx(void)
{
	return office_docx("<w:p><w:r><w:t>" TEXT "</w:t></w:r></w:p>", NULL, NULL);
}

static GBytes *
make_odt(void)
{
	return office_odt("<text:p>" TEXT "</text:p>", NULL);
}

static GBytes *
make_rtf(void)
{
	static const char rtf[] =
		"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\trowd\\intbl "
		"Hon f\\'f6ll i\\cell trappan\\cell\\row\\pard Larm\\par}";

	return g_bytes_new_static(rtf, sizeof rtf - 1);
}

static GBytes *
make_zip(void)
{
	return office_zip((OfficeMember[]){ { "a.txt", TEXT, 0 }, { "b.txt", TEXT, 0 }, { 0 } });
}

static GBytes *
make_tnef(void)
{
	return tnef_sample(TEXT);
}

static GBytes *
make_html(void)
{
	static const char page[] = "<!DOCTYPE html><html><body><table><tr><td>Namn<td>Ada</table>"
				   "<p>" TEXT "</p><input type=checkbox checked></body></html>";

	return g_bytes_new_static(page, sizeof page - 1);
}

static GBytes *
make_mail(void)
{
	static const char mail[] =
		"Received: from a by b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" TEXT "\r\n--b\r\nContent-Type: "
		"text/html; charset=utf-8; name=a.html\r\n\r\n<p>" TEXT "</p>\r\n--b--\r\n";

	return g_bytes_new_static(mail, sizeof mail - 1);
}

static GBytes *
make_wide(void)
{
	gsize length = 0;
	char *text = g_convert(TEXT, -1, "UTF-16", "UTF-8", NULL, &length, NULL);

	return g_bytes_new_take(text, length);
}

/*
 * Each format at many lengths. Where the format says where it ends, a cut file is
 * never read as if it were whole.
 */
static void
test_truncated(void)
{
	static const struct {
		const char *format;
		GBytes *(*make)(void);
		gboolean has_end;
	} cases[] = {
		{ "docx", make_docx, TRUE },
		{ "odt", make_odt, TRUE },
		{ "rtf", make_rtf, TRUE },
		{ "zip", make_zip, TRUE },
		{ "tnef", make_tnef, FALSE },
		{ "html", make_html, FALSE },
		{ "eml", make_mail, FALSE },
		{ "text", make_wide, FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) whole = cases[i].make();
		g_autoptr(GError) none = NULL;
		gsize length = 0;
		const guint8 *data = g_bytes_get_data(whole, &length);
		g_autoptr(ReadingFile) good = read_bytes(whole, &none);

		g_assert_no_error(none);
		g_assert_cmpstr(good->format, ==, cases[i].format);
		g_assert_cmpuint(good->documents->len, >, 0);
		for (gsize k = 0; k < CUTS; k++) {
			gsize cut = length * k / CUTS;
			g_autofree guint8 *copy = g_memdup2(data, cut);
			g_autoptr(GBytes) part = g_bytes_new(copy, cut);
			g_autoptr(GError) error = NULL;
			g_autoptr(ReadingFile) file = read_bytes(part, &error);

			g_test_message("%s cut to %zu of %zu bytes", cases[i].format, cut, length);
			g_assert_true(
				file || g_error_matches(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE));
			if (cases[i].has_end && file)
				g_assert_cmpstr(file->format, !=, cases[i].format);
		}
	}
}

static void
assert_refused(const OfficeMember *members)
{
	g_autoptr(GBytes) content = office_zip(members);
	g_autoptr(GError) error = NULL;
	g_autoptr(ReadingFile) file = read_bytes(content, &error);

	g_assert_null(file);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	g_assert_nonnull(strstr(error->message, "document type declaration"));
}

/* Entities that grow, and entities that name files. */
static void
test_entities(void)
{
	static const char *const prologs[] = {
		LAUGHS,
		"<!DOCTYPE a [<!ENTITY c SYSTEM 'file:///etc/passwd'>]>",
		"<!DOCTYPE a [<!ENTITY c SYSTEM 'http://127.0.0.1:9/'>]>",
		"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>",
		"<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(prologs); i++) {
		g_autofree char *word = g_strconcat(prologs[i],
			"<w:document xmlns:w='w'><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:document>",
			NULL);
		g_autofree char *open =
			g_strconcat(prologs[i], "<o xmlns:t='t'><t:p>&c;</t:p></o>", NULL);
		OfficeMember words[] = { { "word/document.xml", word, 0 }, { NULL, NULL, 0 } };
		OfficeMember opens[] = { { "mimetype", "a", 1 }, { "content.xml", open, 0 },
			{ NULL, NULL, 0 } };

		assert_refused(words);
		assert_refused(opens);
	}
}

/* Elements within elements within elements: not deeper than a reader can go. */
static void
test_deep(void)
{
	static const struct {
		const char *open, *close;
	} kinds[] = {
		{ "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>" },
		{ "<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>" },
		{ "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autoptr(GString) body = g_string_new(NULL);
		g_autoptr(GError) error = NULL;

		for (guint n = 0; n < 80; n++)
			g_string_append(body, kinds[i].open);
		g_string_append(body, "<w:p><w:r><w:t>djupt</w:t></w:r></w:p>");
		for (guint n = 0; n < 80; n++)
			g_string_append(body, kinds[i].close);
		g_autoptr(GBytes) content = office_docx(body->str, NULL, NULL);
		g_autoptr(ReadingFile) file = read_bytes(content, &error);
		g_assert_true(file || error);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/harm/truncated", test_truncated);
	g_test_add_func("/harm/entities", test_entities);
	g_test_add_func("/harm/deep", test_deep);
	return g_test_run();
}
