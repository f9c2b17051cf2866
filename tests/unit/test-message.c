/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/digest.h"
#include "adapters/message/message-gmime.h"
#include "support/mail-check.h"

#define ANNA  "anna.lind@kommun.example"
#define TUE   G_GINT64_CONSTANT(1704236224000) /* 2024-01-02 22:57:04 UTC */
#define DOCX  "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define OCTET "application/octet-stream"

/* parts: "depth type [name] size", with * for a body part, one after another. */
static const struct {
	const char *file;
	const char *id;
	const char *from;
	const char *subject;
	const char *parts;
	guint signs;
	guint references;
	const char *issue; /* found in one of the issues; NULL: there is none */
} mails[] = {
	{ "plain", "plain@kommun.example", ANNA, "Rapport", "0 text/plain 79*", 0, 0, NULL },
	{ "html-only", "html@kommun.example", ANNA, "Rapport", "0 text/html 59*", 0, 0, NULL },
	{ "alternative", "alternative@kommun.example", ANNA, "Rapport",
		"0 text/plain 9*, 0 text/html 16*", 0, 0, NULL },
	{ "docx-rfc2231", "docx@kommun.example", ANNA, "Rapport",
		"0 text/plain 10*, 0 " DOCX " [Lex Sarah rapport år2024.docx] 24", 0, 0, NULL },
	{ "encoded-word-name", "ewname@kommun.example", ANNA, "Rapport",
		"0 text/plain 10*, 0 application/pdf [Rapport åtgärd.pdf] 8", 0, 0, NULL },
	{ "raw-8bit-name", "rawname@kommun.example", ANNA, "Rapport",
		"0 text/plain 10*, 0 application/pdf [händelse.pdf] 8", 0, 0, "not encoded" },
	{ "text-attachment", "textatt@kommun.example", ANNA, "Rapport",
		"0 text/plain 9*, 0 text/plain [rapport.txt] 10, 0 text/html 13", 0, 0, NULL },
	{ "forwarded", "fwd@kommun.example", ANNA, "Vb: Rapport",
		"0 text/plain 16*, 1 text/plain 16*, 1 application/pdf [rapport.pdf] 4", 0, 0,
		NULL },
	{ "forwarded-base64", "fwd64@kommun.example", ANNA, "Rapport",
		"0 message/rfc822 [rapport.eml] 29", 0, 0, NULL },
	{ "signed", "signed@kommun.example", ANNA, "Rapport",
		"0 text/plain 14*, 0 application/pkcs7-signature [smime.p7s] 3", 0, 0, NULL },
	{ "tnef", "tnef@kommun.example", ANNA, "Rapport", "0 application/ms-tnef [winmail.dat] 6",
		0, 0, NULL },
	{ "dsn", "dsn@mx.kommun.example", "MAILER-DAEMON@mx.kommun.example",
		"Undelivered Mail Returned to Sender",
		"0 text/plain 32*, 0 message/delivery-status 113, 0 text/rfc822-headers 76*",
		MAIL_SIGN_DSN | MAIL_SIGN_REPORT_TYPE | MAIL_SIGN_NULL_SENDER |
			MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_AUTO_REPLIED | MAIL_SIGN_NO_REPLY_NAME,
		0, NULL },
	{ "mdn", "mdn@kommun.example", ANNA, "Read: Mottaget",
		"0 text/plain 22*, 0 message/disposition-notification 104",
		MAIL_SIGN_MDN | MAIL_SIGN_REPORT_TYPE, 1, NULL },
	{ "out-of-office", "ooo@kommun.example", ANNA, "Autosvar: Mottaget", "0 text/plain 28*",
		MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_AUTO_REPLIED | MAIL_SIGN_SUPPRESS, 3, NULL },
	{ "auto-submitted-no", "autono@kommun.example", ANNA, "Rapport", "0 text/plain 19*", 0, 0,
		NULL },
	{ "list", "list@kommun.example", "no-reply+nyheter@kommun.example", "Rapport",
		"0 text/plain 9*", MAIL_SIGN_BULK | MAIL_SIGN_NO_REPLY_NAME, 0, NULL },
	{ "raw-utf8-header", "rawutf8@kommun.example", ANNA, "Händelse på Björken",
		"0 text/plain 6*", 0, 0, "beyond ASCII" },
	{ "raw-latin1-header", "rawlatin@kommun.example", ANNA, "Händelse på Björken",
		"0 text/plain 6*", 0, 0, "beyond ASCII" },
	{ "mislabelled-charset", "mislabel@kommun.example", ANNA, "Rapport", "0 text/plain 33*", 0,
		0, NULL },
	{ "unknown-charset", "unkcs@kommun.example", ANNA, "Rapport", "0 text/plain 6*", 0, 0,
		"beyond ASCII" },
	{ "folded-oddly", "folded@kommun.example", ANNA, "En lång rubrik\t(klar)",
		"0 text/plain 6*", 0, 0, NULL },
	{ "nul-bytes", "nul@kommun.example", ANNA, "Rapport", "0 text/plain 15*", 0, 0,
		"3 NUL bytes" },
	{ "empty", NULL, NULL, NULL, "", 0, 0, "empty" },
	{ "binary", NULL, NULL, NULL, "0 " OCTET " 700", 0, 0, "no headers" },
	{ "no-headers", NULL, NULL, NULL, "0 text/plain 62*", 0, 0, "no headers" },
	{ "headers-only", "headers@kommun.example", ANNA, "Rapport", "0 text/plain 0*", 0, 0,
		"ends before" },
	{ "headers-only-unended", "unended@kommun.example", ANNA, "Rapport", "0 text/plain 0*", 0,
		0, "ends before" },
	{ "no-from", "nofrom@kommun.example", NULL, "Utan avsändare", "0 text/plain 6*", 0, 0,
		"beyond ASCII" },
	{ "empty-from", "emptyfrom@kommun.example", NULL, "Tom", "0 text/plain 6*", 0, 0, NULL },
	{ "two-froms", "twofroms@kommun.example", ANNA, "Rapport", "0 text/plain 6*", 0, 0,
		"several From" },
	{ "from-list", "fromlist@kommun.example", ANNA, "Rapport", "0 text/plain 6*", 0, 0, NULL },
	{ "from-encoded", "fromenc@kommun.example", ANNA, "Rapport", "0 text/plain 6*", 0, 0,
		NULL },
	{ "broken-message-id", "not an id at all", ANNA, "Rapport", "0 text/plain 6*", 0, 0, NULL },
	{ "bad-date", "baddate@kommun.example", ANNA, "Rapport", "0 text/plain 6*", 0, 0, NULL },
	{ "truncated", "trunc@kommun.example", ANNA, "Rapport",
		"0 text/plain 10*, 0 application/pdf [halv.pdf] 8", 0, 0, "last boundary" },
	{ "uuencode", "uu@kommun.example", ANNA, "Rapport", "0 " OCTET " [hej.txt] 3", 0, 0, NULL },
	{ "wrong-base64", "wrong64@kommun.example", ANNA, "Rapport", "0 text/plain 51*", 0, 0,
		"calls itself base64" },
	{ "unknown-encoding", "unkenc@kommun.example", ANNA, "Rapport", "0 text/plain 20*", 0, 0,
		NULL },
	{ "missing-boundary", "nobound@kommun.example", ANNA, "Rapport", "0 text/plain 33*", 0, 0,
		"no boundary" },
	{ "boundary-never-comes", "neverbound@kommun.example", ANNA, "Rapport", "0 text/plain 46*",
		0, 0, "last boundary" },
	{ "broken-content-type", "brokenct@kommun.example", ANNA, "Rapport", "0 text/plain 6*", 0,
		0, "content type" },
	{ "forged-imap", "imap@kommun.example", ANNA, "Rapport", "0 text/plain 102*", 0, 0, NULL },
	{ "mbox-from", "mbox@kommun.example", ANNA, "Rapport", "0 text/plain 6*", 0, 0, NULL },
	{ "garbage-among-headers", "garbage@kommun.example", ANNA, "Rapport", "0 text/plain 6*", 0,
		0, "no header" },
};

static GBytes *
corpus_load(const char *name)
{
	g_autofree char *file = g_strconcat(name, ".eml", NULL);
	g_autofree char *path =
		g_build_filename(g_getenv("top_srcdir"), "tests", "corpus", "mail", file, NULL);
	g_autoptr(GError) error = NULL;
	char *data = NULL;
	gsize length = 0;

	g_file_get_contents(path, &data, &length, &error);
	g_assert_no_error(error);
	return g_bytes_new_take(data, length);
}

static Mail *
corpus_parse(const char *name)
{
	g_autoptr(GBytes) raw = corpus_load(name);
	g_autoptr(GError) error = NULL;
	Mail *mail = message_parse(raw, NULL, &error);

	g_assert_no_error(error);
	return mail;
}

static char *
describe_parts(const Mail *mail)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = mail->parts->pdata[i];

		g_string_append_printf(
			out, "%s%u %s ", i ? ", " : "", part->depth, part->media_type);
		if (part->name)
			g_string_append_printf(out, "[%s] ", part->name);
		g_string_append_printf(
			out, "%" G_GUINT64_FORMAT "%s", part->size, part->body ? "*" : "");
	}
	return g_string_free(out, FALSE);
}

static void
test_corpus(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(Mail) mail = corpus_parse(mails[i].file);
		g_autofree char *parts = describe_parts(mail);

		g_test_message("%s", mails[i].file);
		g_assert_cmpstr(mail->message_id, ==, mails[i].id);
		g_assert_cmpstr(mail->from_address, ==, mails[i].from);
		g_assert_cmpstr(mail->subject, ==, mails[i].subject);
		g_assert_cmpstr(parts, ==, mails[i].parts);
		g_assert_cmpuint(mail->signs, ==, mails[i].signs);
		g_assert_cmpuint(mail->references->len, ==, mails[i].references);
		g_assert_false(mail->limited);
		if (mails[i].issue)
			g_assert_true(mail_has_issue(mail, mails[i].issue));
		else
			g_assert_cmpuint(mail->issues->len, ==, 0);
	}
}

static void
test_headers(void)
{
	g_autoptr(Mail) plain = corpus_parse("plain");
	g_autoptr(Mail) away = corpus_parse("out-of-office");
	g_autoptr(Mail) encoded = corpus_parse("from-encoded");
	g_autoptr(Mail) latin = corpus_parse("raw-latin1-header");
	g_autoptr(Mail) listed = corpus_parse("from-list");
	g_autoptr(Mail) undated = corpus_parse("bad-date");

	g_assert_cmpstr(plain->date_raw, ==, "Tue, 02 Jan 2024 23:57:04 +0100");
	g_assert_cmpint(plain->date, ==, TUE);
	g_assert_cmpuint(plain->trace->len, ==, 1);
	const MailTrace *line = plain->trace->pdata[0];
	g_assert_cmpstr(line->by, ==, "mx.kommun.example");
	g_assert_cmpstr(line->from, ==, "mail.kommun.example");
	g_assert_cmpint(line->time, ==, TUE + 2000);
	g_assert_cmpstr(
		away->references->pdata[0], ==, "LS-2024-0001.receipt@lexsarah.kommun.example");
	g_assert_cmpstr(away->references->pdata[1], ==, "first@kommun.example");
	g_assert_cmpstr(encoded->from_name, ==, "Åsa Öst");
	g_assert_cmpstr(latin->from_name, ==, "Åsa Öst");
	g_assert_cmpstr(listed->from_name, ==, "Lind, Anna");
	g_assert_cmpint(undated->date, ==, INSTANT_NONE);
	g_assert_cmpstr(undated->date_raw, ==, "i tisdags");
}

/* Text of headers as programs write it that know no better. */
static void
test_header_text(void)
{
	static const struct {
		const char *header, *subject, *name;
	} cases[] = {
		{ "Subject: =?iso-8859-1?Q?Hon_sade_=93nej=94_=96_10_=80?=",
			"Hon sade “nej” – 10 €", NULL },
		{ "Subject: =?us-ascii?Q?h=E4ndelse?=", "händelse", NULL },
		{ "Subject: H\xe4ndelse \x96 nu", "Händelse – nu", NULL },
		{ "Subject: Händelse", "Händelse", NULL },
		{ "Subject: =?utf-8?B?SMOk?=\r\n =?utf-8?B?bmRlbHNl?=", "Händelse", NULL },
		{ "Subject: =?utf-8?Q?H=C3?= =?utf-8?Q?=A4ndelse?=", "Händelse", NULL },
		{ "From: =?ISO-8859-1?Q?=C5sa_=93Sessan=94_Lind?= <asa@kommun.example>", NULL,
			"Åsa “Sessan” Lind" },
		{ "From: \"=?utf-8?Q?=C3=85sa_Lind?=\" <asa@kommun.example>", NULL, "Åsa Lind" },
		{ "From: \xc5sa Lind <asa@kommun.example>", NULL, "Åsa Lind" },
		{ "From: \"Lind, \xc5sa\" <asa@kommun.example>", NULL, "Lind, Åsa" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strconcat(cases[i].header, "\r\n\r\nx\r\n", NULL);
		g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
		g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);

		g_test_message("row %zu", i);
		g_assert_cmpstr(mail->subject, ==, cases[i].subject);
		g_assert_cmpstr(mail->from_name, ==, cases[i].name);
	}
}

/* Names of files in every way that a mail program has of writing them. */
static void
test_part_names(void)
{
	static const struct {
		const char *disposition, *name;
	} cases[] = {
		{ "filename=rapport.pdf", "rapport.pdf" },
		{ "filename=\"r\345d \x96 1.pdf\"", "råd – 1.pdf" },
		{ "filename=\"råd.pdf\"", "råd.pdf" },
		{ "filename*=utf-8''r%C3%A5d.pdf", "råd.pdf" },
		{ "filename*=iso-8859-1'sv'r%E5d%93.pdf", "råd“.pdf" },
		{ "filename*0*=utf-8''r%C3%A5d; filename*1=\" 2\"; filename*2*=%20b.pdf",
			"råd 2 b.pdf" },
		{ "filename*0=\"lex sarah\"; filename*1=\" rapport.pdf\"",
			"lex sarah rapport.pdf" },
		{ "filename=\"=?utf-8?B?csOlZC5wZGY=?=\"", "råd.pdf" },
		{ "filename=\"=?iso-8859-1?Q?r=E5d=2Epdf?=\"", "råd.pdf" },
		{ "filename==?utf-8?Q?r=C3=A5d.pdf?=", "råd.pdf" },
		{ "filename=\"=?utf-8?Q?lex_sarah?=\r\n =?utf-8?Q?_r=C3=A5d.pdf?=\"",
			"lex sarah råd.pdf" },
		{ "filename=\"\"", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strconcat(
			"Content-Type: application/pdf\r\nContent-Disposition: attachment; ",
			cases[i].disposition, "\r\n\r\nx\r\n", NULL);
		g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
		g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);

		g_test_message("row %zu", i);
		g_assert_cmpuint(mail->parts->len, ==, 1);
		g_assert_cmpstr(((MailPart *) mail->parts->pdata[0])->name, ==, cases[i].name);
	}
}

/* Signs of automatic mail, header by header. */
static void
test_signs(void)
{
	static const struct {
		const char *header;
		guint signs;
	} cases[] = {
		{ "Auto-Submitted: auto-generated", MAIL_SIGN_AUTO_SUBMITTED },
		{ "auto-submitted: (x (y) ;) AUTO-REPLIED (z); owner=a",
			MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_AUTO_REPLIED },
		{ "Auto-Submitted: auto-notified", MAIL_SIGN_AUTO_SUBMITTED },
		{ "Auto-Submitted: auto-replied-not", MAIL_SIGN_AUTO_SUBMITTED },
		{ "Auto-Submitted: No", 0 },
		{ "Auto-Submitted:\r\n (a)\r\n no; x=auto-replied", 0 },
		{ "Auto-Submitted:", 0 },
		{ "Auto-Submitted: nothing", MAIL_SIGN_AUTO_SUBMITTED },
		{ "Precedence: auto_reply", MAIL_SIGN_BULK | MAIL_SIGN_AUTO_REPLIED },
		{ "Precedence: junk", MAIL_SIGN_BULK },
		{ "Precedence: list", MAIL_SIGN_BULK },
		{ "Precedence: bulky", 0 },
		{ "List-Id: <a.b.example>", MAIL_SIGN_BULK },
		{ "Return-Path: <>", MAIL_SIGN_NULL_SENDER },
		{ "Return-Path: (nobody) <>", MAIL_SIGN_NULL_SENDER },
		{ "Return-Path: <a@b.example>", 0 },
		{ "X-Auto-Response-Suppress: DR, OOF, AutoReply", MAIL_SIGN_SUPPRESS },
		{ "X-Auto-Response-Suppress: None", 0 },
		{ "X-Autoreply: yes", MAIL_SIGN_SUPPRESS | MAIL_SIGN_AUTO_REPLIED },
		{ "X-Autoreply: no", 0 },
		{ "X-Autorespond: Re: x", MAIL_SIGN_SUPPRESS | MAIL_SIGN_AUTO_REPLIED },
		{ "X-MS-Exchange-Inbox-Rules-Loop: a@b.example", MAIL_SIGN_MAILBOX_RULE },
		{ "From: NoReply@b.example", MAIL_SIGN_NO_REPLY_NAME },
		{ "From: X <do-not_reply@b.example>", MAIL_SIGN_NO_REPLY_NAME },
		{ "From: svara.inte@b.example", MAIL_SIGN_NO_REPLY_NAME },
		{ "From: MAILER-DAEMON", MAIL_SIGN_NO_REPLY_NAME },
		{ "From: postmaster@b.example", MAIL_SIGN_NO_REPLY_NAME },
		{ "From: \"noreply\" <anna@noreply.example>", 0 },
		{ "Content-Type: Multipart/Report; Report-Type=\"Delivery-Status\"; boundary=b",
			MAIL_SIGN_REPORT_TYPE },
		{ "Content-Type: multipart/report; report-type=feedback-report; boundary=b", 0 },
		{ "Content-Type: multipart/mixed; report-type=delivery-status; boundary=b", 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strconcat("Message-ID: <a@b.example>\r\n",
			cases[i].header, "\r\n\r\n--b\r\n\r\ntext\r\n--b--\r\n", NULL);
		g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
		g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);

		g_test_message("%s", cases[i].header);
		g_assert_cmpuint(mail->signs, ==, cases[i].signs);
	}
}

#define WORDS "--b\r\n\r\nRapport enligt lex Sarah\r\n"
#define STATUS                                                                                      \
	"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; b.example\r\n\r\n" \
	"Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
#define BARE   "--b\r\nContent-Type: message/delivery-status\r\n\r\nDet hände igår: vi glömde.\r\n"
#define MAILED "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n"
#define FORM   "--b\r\nContent-Type: application/pdf; name=rapport.pdf\r\n\r\nx\r\n"

/* Invariant 3: the dress of a notification does not make a report go away. */
static void
test_dressed_reports(void)
{
	static const struct {
		const char *parts;
		guint signs;
	} cases[] = {
		{ WORDS STATUS MAILED, MAIL_SIGN_REPORT_TYPE | MAIL_SIGN_DSN },
		{ WORDS STATUS, MAIL_SIGN_REPORT_TYPE | MAIL_SIGN_DSN },
		{ WORDS BARE MAILED, MAIL_SIGN_REPORT_TYPE },
		{ WORDS, MAIL_SIGN_REPORT_TYPE },
		{ WORDS MAILED, MAIL_SIGN_REPORT_TYPE },
		{ WORDS FORM STATUS, MAIL_SIGN_REPORT_TYPE },
		{ WORDS STATUS FORM, MAIL_SIGN_REPORT_TYPE },
		{ WORDS STATUS MAILED FORM, MAIL_SIGN_REPORT_TYPE },
		{ FORM STATUS, MAIL_SIGN_REPORT_TYPE },
		{ "", MAIL_SIGN_REPORT_TYPE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strconcat(
			"Content-Type: multipart/report; report-type=delivery-status; boundary=b"
			"\r\nMessage-ID: <a@b.example>\r\n\r\n",
			cases[i].parts, "--b--\r\n", NULL);
		g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
		g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);

		g_test_message("%s", cases[i].parts);
		g_assert_cmpuint(mail->signs, ==, cases[i].signs);
	}
}

/* Another way, other transfer encodings, other boundaries: the same mail. */
static void
test_identity(void)
{
	g_autoptr(Mail) eight = corpus_parse("same-8bit");
	g_autoptr(Mail) quoted = corpus_parse("same-quoted");
	g_autoptr(Mail) base64 = corpus_parse("same-base64");
	g_autoptr(Mail) other = corpus_parse("other-content");
	g_autoptr(Mail) bare = corpus_parse("no-message-id");
	g_autoptr(Mail) second = corpus_parse("no-message-id-second-path");

	mail_assert_same(eight, quoted, TRUE);
	mail_assert_same(eight, base64, TRUE);
	mail_assert_same(eight, other, FALSE);
	g_assert_cmpstr(eight->message_id, ==, other->message_id);
	g_assert_null(bare->message_id);
	mail_assert_same(bare, second, TRUE);
}

/* What tells two mails with one Message-ID apart. */
static void
test_identity_differences(void)
{
	static const char *const texts[] = {
		"From: a@b.example\nDate: 2 Jan 2024 10:00:00 +0100\n\ntext",
		"From: c@b.example\nDate: 2 Jan 2024 10:00:00 +0100\n\ntext",
		"From: a@b.example\nDate: 2 Jan 2024 10:00:01 +0100\n\ntext",
		"From: a@b.example\nDate: nyss\n\ntext",
		"From: a@b.example\n\ntext",
		"From: a@b.example\nDate: 2 Jan 2024 10:00:00 +0100\n\ntext2",
		"From: a@b.example\nDate: 2 Jan 2024 10:00:00 +0100\n\n\ntext",
		"From: a@b.example\nDate: 2 Jan 2024 10:00:00 +0100\n\nte\rxt",
		"From: a@b.example\nDate: 2 Jan 2024 10:00:00 +0100\n\nte\nxt",
		"From: a@b.example\nDate: 2 Jan 2024 10:00:00 +0100\nContent-Type: a/b; name=a\n\ntext",
	};
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify) mail_free);

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *text = g_strconcat("Message-ID: <x@b.example>\n", texts[i], NULL);
		g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));

		g_ptr_array_add(all, message_parse(raw, NULL, NULL));
		for (gsize k = 0; k < i; k++)
			mail_assert_same(all->pdata[i], all->pdata[k], FALSE);
	}
}

static GBytes *
with_crlf(GBytes *raw)
{
	gsize length = 0;
	const char *data = g_bytes_get_data(raw, &length);
	GByteArray *out = g_byte_array_new();

	for (gsize i = 0; i < length; i++) {
		if (data[i] == '\n' && (!i || data[i - 1] != '\r'))
			g_byte_array_append(out, (const guint8 *) "\r", 1);
		g_byte_array_append(out, (const guint8 *) data + i, 1);
	}
	return g_byte_array_free_to_bytes(out);
}

/* A server that stores mail with other line ends makes no other text of it. */
static void
test_line_ends(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(GBytes) raw = corpus_load(mails[i].file);
		g_autoptr(GBytes) crlf = with_crlf(raw);
		g_autoptr(Mail) a = message_parse(raw, NULL, NULL);
		g_autoptr(Mail) b = message_parse(crlf, NULL, NULL);

		if (!strncmp(mails[i].parts, "0 text/plain ", 13) && !strchr(mails[i].parts, ',') &&
			mails[i].id) {
			g_test_message("%s", mails[i].file);
			mail_assert_same(a, b, TRUE);
		}
		g_assert_cmpstr(a->subject, ==, b->subject);
		g_assert_cmpuint(a->parts->len, ==, b->parts->len);
		g_assert_cmpuint(a->signs, ==, b->signs);
	}
}

/* Kept content is what size and digest say, and its limit is kept to. */
static void
test_content(void)
{
	g_autoptr(GBytes) raw = corpus_load("same-base64");
	const MessageOptions all = { .keep_content = TRUE };
	const MessageOptions some = { .keep_content = TRUE, .max_content_bytes = 85 };
	g_autoptr(Mail) mail = message_parse(raw, &all, NULL);
	g_autoptr(Mail) partly = message_parse(raw, &some, NULL);
	g_autoptr(Mail) none = message_parse(raw, NULL, NULL);
	const MailPart *list = mail->parts->pdata[1];
	guint8 digest[DIGEST_BYTES];

	g_assert_cmpmem(
		g_bytes_get_data(list->content, NULL), g_bytes_get_size(list->content), "a;b;c", 5);
	digest_bytes("a;b;c", 5, digest);
	g_assert_cmpmem(digest, DIGEST_BYTES, list->digest, DIGEST_BYTES);
	g_assert_cmpuint(list->size, ==, 5);
	g_assert_nonnull(((MailPart *) partly->parts->pdata[0])->content);
	g_assert_null(((MailPart *) partly->parts->pdata[1])->content);
	g_assert_cmpuint(((MailPart *) partly->parts->pdata[1])->size, ==, 5);
	g_assert_true(mail_has_issue(partly, "part 2 is not kept"));
	g_assert_null(((MailPart *) none->parts->pdata[0])->content);
}

/* Whoever asks for the files of a mail only gets what everybody gets, byte by byte. */
static void
test_parts_only(void)
{
	static const MessageOptions all = { .keep_content = TRUE };
	static const MessageOptions few = { .keep_content = TRUE, .parts_only = TRUE };

	for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(GBytes) raw = corpus_load(mails[i].file);
		g_autoptr(Mail) whole = message_parse(raw, &all, NULL);
		g_autoptr(Mail) parts = message_parse(raw, &few, NULL);

		g_test_message("%s", mails[i].file);
		g_assert_cmpuint(parts->parts->len, ==, whole->parts->len);
		g_assert_cmpint(parts->limited, ==, whole->limited);
		g_assert_null(parts->message_id);
		for (guint p = 0; p < whole->parts->len; p++) {
			const MailPart *one = whole->parts->pdata[p],
				       *other = parts->parts->pdata[p];

			g_assert_cmpstr(other->name, ==, one->name);
			g_assert_cmpstr(other->media_type, ==, one->media_type);
			g_assert_cmpstr(other->charset, ==, one->charset);
			g_assert_cmpuint(other->depth, ==, one->depth);
			g_assert_cmpuint(other->alternative, ==, one->alternative);
			g_assert_cmpint(other->body, ==, one->body);
			g_assert_cmpint(other->flowed, ==, one->flowed);
			g_assert_cmpint(other->delsp, ==, one->delsp);
			g_assert_true(g_bytes_equal(other->content, one->content));
		}
	}
}

static gpointer
parse_all(gpointer data)
{
	guint8 *fingerprints = data;

	for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(Mail) mail = corpus_parse(mails[i].file);

		memcpy(fingerprints + i * MAIL_DIGEST_BYTES, mail->fingerprint, MAIL_DIGEST_BYTES);
	}
	return NULL;
}

static void
test_threads(void)
{
	enum { THREADS = 4, BYTES = G_N_ELEMENTS(mails) * MAIL_DIGEST_BYTES };
	static guint8 fingerprints[THREADS][BYTES];
	GThread *threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		threads[i] = g_thread_new("parse", parse_all, fingerprints[i]);
	for (int i = 0; i < THREADS; i++)
		g_thread_join(threads[i]);
	for (int i = 1; i < THREADS; i++)
		g_assert_cmpmem(fingerprints[0], BYTES, fingerprints[i], BYTES);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	g_test_add_func("/message/corpus", test_corpus);
	g_test_add_func("/message/headers", test_headers);
	g_test_add_func("/message/header-text", test_header_text);
	g_test_add_func("/message/part-names", test_part_names);
	g_test_add_func("/message/signs", test_signs);
	g_test_add_func("/message/dressed-reports", test_dressed_reports);
	g_test_add_func("/message/identity", test_identity);
	g_test_add_func("/message/identity-differences", test_identity_differences);
	g_test_add_func("/message/line-ends", test_line_ends);
	g_test_add_func("/message/content", test_content);
	g_test_add_func("/message/parts-only", test_parts_only);
	g_test_add_func("/message/threads", test_threads);
	return g_test_run();
}
