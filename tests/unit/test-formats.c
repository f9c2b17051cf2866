/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/reading-json.h"
#include "core/form/consistency.h"
#include "core/error.h"
#include "reader/format.h"
#include "reader/read-file.h"
#include "support/reading-tools.h"
#include "support/truth.h"

static const ReadingReport *
report_of(const ReadingFile *file)
{
	g_assert_cmpuint(file->documents->len, ==, 1);
	return &((const Reading *) file->documents->pdata[0])->report;
}

static ReadingFile *
read_bytes(const char *name, GBytes *content, GError **error)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
	ReadingFile *file = read_file(vocabulary, name, content, error);

	if (file)
		consistency_check(file, NULL);
	return file;
}

static void
test_charsets(void)
{
	static const char *const charsets[] = { "UTF-8", "WINDOWS-1252", "ISO-8859-1", "UTF-16LE",
		"UTF-16BE", "UTF-16" };
	static const char text[] = "Ärendet gäller förskolan på Ängsvägen.";

	for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++) {
		gsize length = 0;
		g_autoptr(GError) error = NULL;
		char *bytes = g_convert(text, -1, charsets[i], "UTF-8", NULL, &length, NULL);
		g_autoptr(GBytes) content = g_bytes_new_take(bytes, length);
		g_autoptr(ReadingFile) file = read_bytes("a.txt", content, &error);

		g_test_message("%s", charsets[i]);
		g_assert_no_error(error);
		g_assert_cmpstr(file->format, ==, "text");
		g_assert_cmpstr(report_of(file)->description.value, ==, text);
	}
}

static void
test_sniffing(void)
{
	static const struct {
		const char *name, *bytes, *format;
	} cases[] = {
		{ "x", "<!DOCTYPE html><p>a</p>", "html" },
		{ "x.htm", "<p>a</p>", "html" },
		{ "x.txt", "a < b", "text" },
		{ "x.eml", "From: a@b.example\r\n\r\nHej\r\n", "eml" },
		{ "x", "Received: from a by b\r\nFrom: a@b.example\r\n\r\nHej\r\n", "eml" },
		{ "x.txt", "From: a@b.example\n\nHej\n", "text" },
		{ "x.rtf", "{\\rtf1 a}", "rtf" },
		{ "x.ics", "BEGIN:VCALENDAR\r\n", "unknown" },
		{ "x", "", "unknown" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(ReadingFile) file = reading_tools_read(cases[i].name, cases[i].bytes);

		g_test_message("%s", cases[i].bytes);
		g_assert_cmpstr(file->format, ==, cases[i].format);
		g_assert_cmpuint(
			file->documents->len, ==, g_str_equal(cases[i].format, "unknown") ? 0 : 1);
	}
}

static void
test_html(void)
{
	static const char page[] =
		"<html><head><title>t</title><style>x</style></head><body><script>y</script>"
		"<table><tr><td><table><tr><td>Rad 1<br>rad 2</td></tr></table></td></tr></table>"
		"<p>&Auml;nnu en &amp; sista.</p></body></html>";
	g_autoptr(ReadingFile) file = reading_tools_read("a.html", page);

	g_assert_cmpstr(report_of(file)->description.value, ==, "Rad 1\nrad 2\n\nÄnnu en & sista.");
}

/* What a page says of its charset is often wrong, and may not cost a word of it. */
static void
test_html_charsets(void)
{
	static const struct {
		const char *label, *bytes;
	} rows[] = {
		{ "utf-8", "\303\266ppen" },
		{ "us-ascii", "\303\266ppen" },
		{ "us-ascii", "\366ppen" },
		{ "iso-8859-1", "\366ppen" },
		{ "windows-1252", "\303\266ppen" },
		{ "windows-1252", "\366ppen" },
		{ "macintosh", "\232ppen" },
		{ "utf-7", "\303\266ppen" },
		{ "utf-16", "\303\266ppen" },
		{ "unicode", "\303\266ppen" },
		{ "iso-2022-jp", "\366ppen" },
		{ "koi-99", "\366ppen" },
		{ "", "\303\266ppen" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *page = g_strdup_printf(
			"<html><head><meta http-equiv=Content-Type content=\"text/html; charset=%s\">"
			"</head><body>Stod %s hela natten.</body></html>",
			rows[i].label, rows[i].bytes);
		g_autoptr(ReadingFile) file = reading_tools_read("a.html", page);

		g_test_message("%s", rows[i].label);
		g_assert_cmpstr(report_of(file)->description.value, ==, "Stod öppen hela natten.");
	}
}

static void
test_docx(void)
{
	g_autoptr(GBytes) content = reading_tools_docx("report-v1");
	g_autoptr(GBytes) again = reading_tools_docx("report-v1");
	g_autofree char *truth = truth_source("tests/corpus/reports/report-v1.truth.json");
	g_autoptr(GError) error = NULL;

	if (!content) {
		g_test_skip("no python3 to make a document with");
		return;
	}
	g_assert_true(g_bytes_equal(content, again));
	g_autoptr(ReadingFile) file = read_bytes("report-v1.docx", content, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(file->format, ==, "docx");
	g_autofree char *json = reading_json_write(file);
	truth_assert(truth, json);
}

/* Hostile documents are refused, each for its own reason. */
static void
test_docx_hostile(void)
{
	static const struct {
		const char *kind, *message;
	} cases[] = {
		{ "doctype", "document type declaration" },
		{ "bomb", "unpacks to more than" },
		{ "members", "more than 1000 members" },
		{ "deep", "not well-formed" },
		{ "no-document", "holds no Word document" },
		{ "truncated", "archive is broken" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content = reading_tools_docx(cases[i].kind);
		g_autoptr(GError) error = NULL;

		if (!content) {
			g_test_skip("no python3 to make a document with");
			return;
		}
		g_autoptr(ReadingFile) file = read_bytes("x.docx", content, &error);
		g_test_message("%s", cases[i].kind);
		g_assert_null(file);
		g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
		g_assert_nonnull(strstr(error->message, cases[i].message));
	}
}

static void
test_long_text(void)
{
	g_autofree char *text = g_strnfill(FORMAT_TEXT_MAX + 100, 'a');
	g_autoptr(GBytes) content = g_bytes_new(text, strlen(text));
	g_autoptr(GError) error = NULL;
	g_autoptr(ReadingFile) file = read_bytes("a.txt", content, &error);

	g_assert_null(file);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
}

/* A mail of a body and one attached file; the file's bytes are base64. */
static GBytes *
make_mail(const char *body, const char *name, GBytes *attached)
{
	gsize length = 0;
	const guint8 *data = g_bytes_get_data(attached, &length);
	g_autofree char *base64 = g_base64_encode(data, length);
	char *mail = g_strdup_printf("From: Anna <anna@kommun.example>\r\nMIME-Version: 1.0\r\n"
				     "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
				     "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n"
				     "--b\r\nContent-Type: application/octet-stream\r\n"
				     "Content-Disposition: attachment; filename=\"%s\"\r\n"
				     "Content-Transfer-Encoding: base64\r\n\r\n%s\r\n--b--\r\n",
		body, name, base64);

	return g_bytes_new_take(mail, strlen(mail));
}

static void
test_mail(void)
{
	static const char form[] = "Lex Sarah-rapport\r\nRapporten lämnas av\r\n"
				   "Namn Ada Exempel\r\nTitel Kurator\r\n";
	static const struct {
		const char *name, *attached;
		const char *reporter, *description;
	} cases[] = {
		{ "rapport.txt", form, "Ada Exempel", NULL },
		{ "fri.txt", "Så här gick det till.", NULL, "Hej!\n\nSå här gick det till." },
		{ "bild.jpg", "\xff\xd8\xff\xe0\x01", NULL, "Hej!" },
		{ "trasig.docx", "PK\003\004xx", NULL, "Hej!" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) attached =
			g_bytes_new(cases[i].attached, strlen(cases[i].attached));
		g_autoptr(GBytes) mail = make_mail("Hej!", cases[i].name, attached);
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = read_bytes("mail.eml", mail, &error);

		g_test_message("%s", cases[i].name);
		g_assert_no_error(error);
		g_assert_cmpstr(file->format, ==, "eml");
		g_assert_cmpstr(report_of(file)->reporter.name.value, ==, cases[i].reporter);
		g_assert_cmpstr(report_of(file)->description.value, ==, cases[i].description);
		/* Headers say who mailed, not who reports. */
		g_assert_null(report_of(file)->reporter.email.raw);
	}
}

/* A report may stand in what cannot be read: a person must hear of it, but not of logotypes. */
static void
test_unread(void)
{
	static const struct {
		const char *name, *attached, *body;
		gboolean flagged;
	} cases[] = {
		{ "rapport.pdf", "%PDF-1.4\nx", "Hej!", TRUE },
		{ "rapport.doc", "\xd0\xcf\x11\xe0", "", TRUE },
		{ "rapport.odt", "PK\003\004x", "Hej!", TRUE },
		{ "logotyp.png", "\x89PNG\r\nx", "Hej!", FALSE },
		{ "signatur.p7s", "\x30\x82x", "Hej!", FALSE },
		{ "mer.txt", "Mer text.", "Hej!", FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) attached =
			g_bytes_new(cases[i].attached, strlen(cases[i].attached));
		g_autoptr(GBytes) mail = make_mail(cases[i].body, cases[i].name, attached);
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = read_bytes("mail.eml", mail, &error);

		g_test_message("%s", cases[i].name);
		g_assert_no_error(error);
		g_assert_cmpuint(file->documents->len, ==, 1);
		const ReadingFlag *flag =
			reading_find_flag(file->documents->pdata[0], "attachment_unread");
		g_assert_cmpint(flag != NULL, ==, cases[i].flagged);
		if (flag)
			g_assert_nonnull(strstr(flag->message, cases[i].name));
	}
}

/* What a mail's text says, whatever its labels say. */
static void
test_mail_text(void)
{
	static const struct {
		const char *header, *body, *text;
	} cases[] = {
		{ "text/plain; charset=iso-8859-1", "Hon sade \x93nej\x94 \x96 10 \x80",
			"Hon sade “nej” – 10 €" },
		{ "text/plain; charset=ISO8859-1", "Fr\xe5nvaro\x85", "Frånvaro…" },
		{ "text/plain; charset=us-ascii", "Fr\xe5nvaro \x96 nu", "Frånvaro – nu" },
		{ "text/plain; charset=us-ascii", "Från Ängsvägen", "Från Ängsvägen" },
		{ "text/plain", "Fr\xe5nvaro \x96 nu", "Frånvaro – nu" },
		{ "text/plain; charset=windows-1252", "Från Ängsvägen", "Från Ängsvägen" },
		{ "text/plain; charset=windows-1252", "a\x81\xe5", "a\xc2\x81å" },
		{ "text/plain; charset=utf-8", "H\xc3\xa4r \xf7\xb2\x80\x80",
			"Här \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
		{ "text/plain; charset=utf-8", "Fr\xe5nvaro \x96 nu", "Frånvaro – nu" },
		{ "text/plain; charset=iso-8859-15", "10 \xa4 f\xf6r", "10 € för" },
		{ "text/plain; charset=x-unknown", "Från Ängsvägen", "Från Ängsvägen" },
		{ "text/html; charset=iso-8859-1", "<p>Hon sade &#147;nej&#148; \x96 g\xe5</p>",
			"Hon sade “nej” – gå" },
		/* RFC 3676: flowed, quoted, stuffed; a signature is no part of a line. */
		{ "text/plain; format=flowed", "En lång \r\nrad.\r\nEn ny.",
			"En lång rad.\nEn ny." },
		{ "text/plain; format=flowed; delsp=yes", "Miss \r\nförhållande",
			"Missförhållande" },
		{ "text/plain; charset=iso-8859-1; Format=Flowed", "Fr\xe5n \r\nen \x93rad\x94",
			"Från en “rad”" },
		{ "text/plain; format=flowed", "a \r\n-- \r\nAnna", "a\n\nAnna" },
		{ "text/plain; format=flowed", " Från början \r\n till slut",
			"Från början till slut" },
		{ "text/plain; format=fixed", "En lång \r\nrad.", "En lång\nrad." },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *raw =
			g_strconcat("Received: from a by b\r\nContent-Type: ", cases[i].header,
				"\r\n\r\n", cases[i].body, "\r\n", NULL);
		g_autoptr(GBytes) mail = g_bytes_new(raw, strlen(raw));
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = read_bytes("mail.eml", mail, &error);

		g_test_message("row %zu: %s", i, cases[i].header);
		g_assert_no_error(error);
		g_assert_cmpstr(report_of(file)->description.raw, ==, cases[i].text);
	}
}

/* Parts of a mail that carry no report, or hide that they do. */
static void
test_mail_parts(void)
{
#define DOUBLE "\r\nAAUWBwACAAA=\r\n"
#define PASSED_ON(text)                                                                            \
	"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@kommun.example\r\n"                    \
	"Content-Type: multipart/alternative; boundary=d\r\n\r\n--d\r\n"                           \
	"Content-Type: text/plain; charset=utf-8\r\n\r\n" text "\r\n--d\r\n"                       \
	"Content-Type: text/html; charset=utf-8\r\n\r\n<p>&lt;sida></p>\r\n--d--\r\n"
	static const struct {
		const char *parts, *text, *unread; /* unread: what a person has to open */
	} cases[] = {
		/* RFC 1740: the file, and what a Macintosh knows of it. */
		{ "--b\r\n\r\nHej!\r\n--b\r\nContent-Type: multipart/appledouble; boundary=c\r\n\r\n"
		  "--c\r\nContent-Type: application/applefile; name=r.txt\r\n"
		  "Content-Transfer-Encoding: base64\r\n" DOUBLE
		  "--c\r\nContent-Type: text/plain; name=r.txt\r\n\r\nMer.\r\n--c--\r\n",
			"Hej!\n\nMer.", NULL },
		{ "--b\r\n\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hej!</p>\r\n", "Hej!",
			NULL },
		{ "--b\r\nContent-Type: text/plain\r\n--b\r\n\r\nHej!\r\n", "Hej!", NULL },
		{ "--b\r\n\r\n \r\n\xc2\xa0\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hej!</p>"
		  "\r\n",
			"Hej!", NULL },
		{ "--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
		  "Detta är text, och inte base64 alls!\r\n",
			"Detta är text, och inte base64 alls!", NULL },
		{ "--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
		  "Content-Transfer-Encoding: quoted-printable\r\n\r\nOlika = annat, 1=2.\r\n",
			"Olika = annat, 1=2.", NULL },
		{ "--b\r\n\r\nHej!\r\n--b\r\nContent-Type: application/pdf\r\n"
		  "Content-Transfer-Encoding: base64\r\n\r\n%PDF-1.4 <</Type /Page>>\r\n",
			"Hej!", "bilaga utan namn" },
		{ "--b\r\n\r\nHej!\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
		  "Content-Transfer-Encoding: base64\r\n\r\neJ8+IgEAAQ==\r\n",
			"Hej!", "winmail.dat" },
		{ "--b\r\n\r\nHej!\r\n--b\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\xe0\x10\r\n",
			"Hej!", NULL },
		/* A mail that is passed on says the same in words and as a page. */
		{ "--b\r\n\r\nHej!\r\n" PASSED_ON("Så var det.")
				PASSED_ON("Och så.") "--b\r\n\r\nSlut.\r\n",
			"Hej!\n\nSlut.\n\nSå var det.\n\nOch så.", NULL },
		{ "--b\r\n\r\nHej!\r\n" PASSED_ON(" "), "Hej!\n\n<sida>", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *raw = g_strconcat(
			"Received: from a by b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n",
			cases[i].parts, "--b--\r\n", NULL);
		g_autoptr(GBytes) mail = g_bytes_new(raw, strlen(raw));
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = read_bytes("mail.eml", mail, &error);

		g_test_message("row %zu", i);
		g_assert_no_error(error);
		g_assert_cmpstr(report_of(file)->description.value, ==, cases[i].text);
		const ReadingFlag *flag =
			reading_find_flag(file->documents->pdata[0], "attachment_unread");
		g_assert_cmpint(flag != NULL, ==, cases[i].unread != NULL);
		if (flag)
			g_assert_nonnull(strstr(flag->message, cases[i].unread));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/formats/charsets", test_charsets);
	g_test_add_func("/formats/sniffing", test_sniffing);
	g_test_add_func("/formats/html", test_html);
	g_test_add_func("/formats/html-charsets", test_html_charsets);
	g_test_add_func("/formats/docx", test_docx);
	g_test_add_func("/formats/docx-hostile", test_docx_hostile);
	g_test_add_func("/formats/long-text", test_long_text);
	g_test_add_func("/formats/mail", test_mail);
	g_test_add_func("/formats/unread", test_unread);
	g_test_add_func("/formats/mail-text", test_mail_text);
	g_test_add_func("/formats/mail-parts", test_mail_parts);
	return g_test_run();
}
