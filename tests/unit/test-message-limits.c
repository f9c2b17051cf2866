/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "adapters/message/message-gmime.h"
#include "adapters/message/message-scan.h"
#include "support/mail-check.h"

#define HEAD "Message-ID: <big@b.example>\r\nFrom: a@b.example\r\nSubject: Rapport\r\n"

/* head, then many times unit, then tail. */
static GBytes *
make_big(const char *head, const char *unit, gsize times, const char *tail)
{
	GString *text = g_string_new(head);

	for (gsize i = 0; i < times; i++)
		g_string_append(text, unit);
	g_string_append(text, tail);
	return g_string_free_to_bytes(text);
}

/* Mail that would cost GMime much is read from its first headers, and at once. */
static void
test_limits(void)
{
	static const struct {
		const char *head;
		const char *unit;
		gsize times;
		const char *tail;
		const char *issue; /* NULL: within the limits */
	} cases[] = {
		{ HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n", "--x\r\n\r\na\r\n",
			100000, "--x--\r\n", "boundary lines" },
		{ HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n", "--x\r\n\r\na\r\n",
			4900, "--x--\r\n", NULL },
		{ HEAD, "X-A: b\r\n", 3000, "\r\ntext", "header lines" },
		{ HEAD, "X-A: b\r\n", 1900, "\r\ntext", NULL },
		{ HEAD "X-A: ", "aaaaaaaaaa", 10000, "\r\n\r\ntext", "one header line" },
		{ HEAD "X-A: ", "aaaaaaaaaa", 6000, "\r\n\r\ntext", NULL },
		{ HEAD "X-A: ",
			"aaaaaaaaa\r\n\taaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
			1900, "\r\n\r\ntext", "bytes in one header" },
		{ HEAD,
			"X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			"\r\n",
			1990, "\r\ntext", "bytes of headers" },
		/* Address groups nest in GMime's stack. */
		{ HEAD "To: ", "a:", 30000, "\r\n\r\ntext", "colons" },
		{ HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: "
		       "message/rfc822\r\n\r\nTo: ",
			"a:", 30000, "\r\n\r\ntext", "colons" },
		{ HEAD "Content-Type: multipart/digest; boundary=x\r\n\r\n--x\r\n\r\nTo: ", "a:",
			30000, "\r\n\r\ntext", "colons" },
		{ HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", "X-A: b\r\n",
			30000, "\r\ntext\r\n--x--\r\n", "header lines in its parts" },
		{ HEAD "Content-Type: message/rfc822\r\n\r\n",
			"Content-Type: message/rfc822\r\n\r\n", 700000, "text",
			"header lines in its parts" },
		{ HEAD "\r\n", "Datum: 1, tid: 2\r\n", 200000, "slut", NULL },
		{ HEAD "\r\n", "\r\n", 1000000, "slut", NULL },
		/* Text is free to hold what headers are not. */
		{ HEAD "\r\n", "10:15 ", 100000, "slut", NULL },
		{ HEAD "Content-Type: text/html\r\n\r\n<p>\r\n-- \r\n\r\n", "<b>message:</b>",
			100000, "slut", NULL },
		{ HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n content-type : "
		       "message/rfc822\r\n\r\nTo: ",
			"a:", 30000, "\r\n\r\ntext", "colons" },
		{ HEAD "content-type:\r\n (x)\r\n MESSAGE/rfc822\r\n\r\nTo: ", "a:", 30000,
			"\r\n\r\ntext", "colons" },
		{ "", "a", 1000000, "", "one header line" },
		{ HEAD "Content-Type: text/plain", ";a=b", 14000, "\r\n\r\ntext", "semicolons" },
		{ HEAD "Content-Type: text/plain", ";a=b", 900, "\r\n\r\ntext", NULL },
		/* Each header is within its limits, and all together are 900 MB to GMime. */
		{ HEAD "Content-Type: message/rfc822\r\n\r\n", "To: a:b:c:d:e:f:g:h:i:j:k:\r\n",
			19000, "\r\ntext", "colons, commas and semicolons" },
		{ HEAD "To: ", "a@b.example,\r\n ", 1900, "c@b.example\r\n\r\ntext", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) raw =
			make_big(cases[i].head, cases[i].unit, cases[i].times, cases[i].tail);
		gsize length = g_bytes_get_size(raw);
		clock_t start = clock();
		g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);

		g_test_message("case %" G_GSIZE_FORMAT " (%s): %" G_GSIZE_FORMAT " bytes", i,
			cases[i].issue ? cases[i].issue : "within", length);
		g_assert_cmpint(clock() - start, <, 5 * CLOCKS_PER_SEC);
		g_assert_cmpint(mail->limited, ==, cases[i].issue != NULL);
		if (*cases[i].head) {
			g_assert_cmpstr(mail->message_id, ==, "big@b.example");
			g_assert_cmpstr(mail->subject, ==, "Rapport");
		}
		g_assert_cmpint(mail->parts->len == 0, ==, mail->limited);
		if (cases[i].issue)
			g_assert_true(mail_has_issue(mail, cases[i].issue));
	}
}

/* A second path changes nothing in the identity of a mail over the limits either. */
static void
test_limited_identity(void)
{
	static const char type[] = "Content-Type: multipart/mixed; boundary=x\r\n\r\n";
	g_autofree char *head = g_strconcat(HEAD, type, NULL);
	g_autofree char *traced = g_strconcat(
		"Received: from a\r\n\tby b; x\r\nreturn-path : <a@b.example>\r\n", head, NULL);
	g_autoptr(GBytes) first = make_big(head, "--x\r\n\r\na\r\n", 6000, "");
	g_autoptr(GBytes) second = make_big(traced, "--x\r\n\r\na\r\n", 6000, "");
	g_autoptr(GBytes) third = make_big(head, "--x\r\n\r\na\r\n", 6001, "");
	g_autoptr(Mail) a = message_parse(first, NULL, NULL);
	g_autoptr(Mail) b = message_parse(second, NULL, NULL);
	g_autoptr(Mail) c = message_parse(third, NULL, NULL);

	g_assert_true(a->limited && b->limited && c->limited);
	mail_assert_same(a, b, TRUE);
	mail_assert_same(a, c, FALSE);
}

/* 1,000 multiparts inside each other, and 1,000 mails. */
static void
test_nesting(void)
{
	GString *text = g_string_new(HEAD);
	g_autoptr(GBytes) mails_in_mails = make_big(HEAD "Content-Type: message/rfc822\r\n\r\n",
		"Content-Type: message/rfc822\r\n\r\n", 1000, "Subject: innerst\r\n\r\ntext");

	for (int i = 0; i < 1000; i++)
		g_string_append_printf(
			text, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i);
	g_string_append(text, "\r\ninnerst\r\n");
	g_autoptr(GBytes) raw = g_string_free_to_bytes(text);
	g_autoptr(Mail) deep = message_parse(raw, NULL, NULL);
	g_autoptr(Mail) chain = message_parse(mails_in_mails, NULL, NULL);

	g_assert_false(deep->limited);
	g_assert_cmpuint(deep->parts->len, ==, 1);
	g_assert_cmpstr(deep->subject, ==, "Rapport");
	g_assert_false(chain->limited);
	g_assert_cmpuint(chain->parts->len, ==, 1);
	g_assert_true(mail_has_issue(chain, "nested too deep"));
}

/* GMime looks for the beginning of uuencoded text in all of an endless line again and again. */
static void
test_uuencoded_line(void)
{
	static const char head[] = HEAD "Content-Transfer-Encoding: x-uuencode\r\n\r\n";
	g_autoptr(GBytes) raw = make_big(head, "begin ", 2000000, "");
	g_autoptr(GBytes) unfinished = make_big(head, "begin ", 600, "");
	g_autoptr(Mail) none = message_parse(unfinished, NULL, NULL);
	clock_t start = clock();
	g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);

	/* 14 s when it does; of the processor, for others may be at work here */
	g_assert_cmpint(clock() - start, <, 6 * CLOCKS_PER_SEC);
	g_assert_cmpuint(mail->parts->len, ==, 1);
	g_assert_cmpuint(((MailPart *) mail->parts->pdata[0])->size, ==, 12000000);
	g_assert_cmpuint(none->parts->len, ==, 1);
}

static void
test_scan(void)
{
	static const char text[] = "A: b\nC: \xe5\n d\n\nbody\n--x\nE: f:g\n\n\0--y\n";
	MessageScan scan = message_scan(text, sizeof(text) - 1, NULL);

	g_assert_cmpint(scan.exceeded, ==, MESSAGE_LIMIT_NONE);
	g_assert_cmpuint(scan.header_end, ==, 14);
	g_assert_cmpuint(scan.safe_end, ==, 14);
	g_assert_cmpuint(scan.header_lines, ==, 3);
	g_assert_cmpuint(scan.longest_line, ==, 7);
	g_assert_cmpuint(scan.longest_field, ==, 8);
	g_assert_cmpuint(scan.most_colons, ==, 2);
	g_assert_cmpuint(scan.boundaries, ==, 1);
	g_assert_cmpuint(scan.part_header_lines, ==, 1);
	g_assert_cmpuint(scan.nul_bytes, ==, 1);
	g_assert_true(scan.eight_bit_headers);

	MessageLimits tight = *message_scan_default_limits();
	tight.field_bytes = 7;
	scan = message_scan(text, sizeof(text) - 1, &tight);
	g_assert_cmpint(scan.exceeded, ==, MESSAGE_LIMIT_FIELD_BYTES);
	g_assert_cmpuint(scan.safe_end, ==, 5);
	g_autofree char *what = message_scan_describe(scan.exceeded, &tight);
	g_assert_cmpstr(what, ==, "more than 7 bytes in one header");
}

/* Mails that are files, in each other and beside each other, cost little and end nothing. */
static void
test_files_in_files(void)
{
	static const char head[] = "Content-Type: application/octet-stream; name=a.eml\r\n\r\n";
	static const struct {
		const char *first, *unit;
		gsize times;
		const char *last;
	} rows[] = {
		{ "", head, 30000, "Subject: x\r\n\r\ninnerst\r\n" },
		{ "Content-Type: multipart/mixed; boundary=x\r\n\r\n",
			"--x\r\nContent-Type: application/octet-stream; name=a.eml\r\n\r\nFrom: "
			"a@b.example\r\n\r\ntext\r\n",
			4900, "--x--\r\n" },
		{ head, "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", 4000, "" },
		{ head, "X-A: b\r\n", 30000, "\r\ntext" },
		{ head, "\r\n", 100000, "" },
		{ head, "--x\r\n", 60000, "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *first = g_strconcat(HEAD, rows[i].first, NULL);
		g_autoptr(GBytes) raw = make_big(first, rows[i].unit, rows[i].times, rows[i].last);
		gint64 before = g_get_monotonic_time();
		g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);

		g_test_message("row %" G_GSIZE_FORMAT ": %u inside, %" G_GINT64_FORMAT " ms", i,
			mail->inner->len, (g_get_monotonic_time() - before) / 1000);
		g_assert_cmpuint(mail->inner->len, <=, 16);
		g_assert_cmpuint(mail->limited || mail->parts->len > 0, ==, TRUE);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	g_test_add_func("/message-limits/limits", test_limits);
	g_test_add_func("/message-limits/identity", test_limited_identity);
	g_test_add_func("/message-limits/nesting", test_nesting);
	g_test_add_func("/message-limits/uuencoded-line", test_uuencoded_line);
	g_test_add_func("/message-limits/scan", test_scan);
	g_test_add_func("/message/files-in-files", test_files_in_files);
	return g_test_run();
}
