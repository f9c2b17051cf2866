/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <time.h>

#include "core/mail/received.h"

#define TIME_2357 G_GINT64_CONSTANT(1704236226000) /* 2024-01-02 22:57:06 UTC */

static const struct {
	const char *writer;
	const char *line;
	const char *by;
	const char *from;
	gint64 time;
} lines[] = {
	{ "postfix",
		"from mail.sender.example (rdns.sender.example [192.0.2.10])\r\n"
		"\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\r\n"
		"\t key-exchange X25519 server-signature RSA-PSS (2048 bits))\r\n"
		"\t(No client certificate requested)\r\n"
		"\tby mx.kommun.example (Postfix) with ESMTPS id 4T3xyz1AbC\r\n"
		"\tfor <lexsarah@kommun.example>; Tue,  2 Jan 2024 23:57:06 +0100 (CET)",
		"mx.kommun.example", "rdns.sender.example", TIME_2357 },
	{ "postfix, no reverse name",
		"from mx.kommun.example (unknown [203.0.113.9]) by MX.Kommun.Example (Postfix) "
		"with ESMTP id A1; Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "postfix, filter on the same host",
		"from localhost (localhost [127.0.0.1]) by mx.kommun.example (Postfix) with ESMTP "
		"id A2; Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", "localhost", TIME_2357 },
	{ "postfix, own submission",
		"by mx.kommun.example (Postfix, from userid 1000) id A3; Tue, 2 Jan 2024 22:57:06 "
		"+0000 (UTC)",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "postfix, IPv6",
		"from a.example (b.example [IPv6:2001:db8::25]) by mx.kommun.example (Postfix); "
		"Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", "b.example", TIME_2357 },
	{ "amavis",
		"from mx.kommun.example ([127.0.0.1]) by localhost (mx.kommun.example [127.0.0.1]) "
		"(amavisd-new, port 10024) with ESMTP id xyz; Tue, 2 Jan 2024 23:57:06 +0100 (CET)",
		"localhost", NULL, TIME_2357 },
	{ "exim, announced name differs",
		"from rdns.sender.example ([192.0.2.10] helo=evil.example)\n\tby mx.kommun.example "
		"with esmtps  (TLS1.3) tls TLS_AES_256_GCM_SHA384\n\t(Exim 4.96)\n\t(envelope-from "
		"<a@sender.example>)\n\tid 1rKxyz-0001Ab-2C\n\tfor lexsarah@kommun.example;\n\tTue, "
		"02 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", "rdns.sender.example", TIME_2357 },
	{ "exim, announced as it is called",
		"from rdns.sender.example ([192.0.2.10])\n\tby mx.kommun.example with esmtps  "
		"(TLS1.3) tls TLS_AES_256_GCM_SHA384\n\t(Exim 4.96)\n\t(envelope-from "
		"<a@sender.example>)\n\tid 1rKxyz-0001Ab-2C; Tue, 02 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", "rdns.sender.example", TIME_2357 },
	{ "exim, no reverse name",
		"from [192.0.2.10] (helo=mx.kommun.example) by mx.kommun.example with esmtp (Exim "
		"4.96) id 1rK; Tue, 02 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "exim, port and user",
		"from rdns.example ([192.0.2.10]:25252 helo=[10.0.0.1]) by mx.kommun.example with "
		"esmtpsa id 1rL; Tue, 02 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", "rdns.example", TIME_2357 },
	{ "exim, local",
		"from www-data by web.kommun.example with local (Exim 4.96) (envelope-from "
		"<www-data@web.kommun.example>) id 1rM; Tue, 02 Jan 2024 23:57:06 +0100",
		"web.kommun.example", NULL, TIME_2357 },
	{ "exchange online",
		"from DB9PR02MB0001.eurprd02.prod.outlook.example (2603:10a6:10:1d9::11) by\r\n "
		"AM0PR02MB0002.eurprd02.prod.outlook.example (2603:10a6:208:fe::23) with Microsoft "
		"SMTP\r\n Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id "
		"15.20.7159.14; Tue,\r\n 2 Jan 2024 22:57:06 +0000",
		"am0pr02mb0002.eurprd02.prod.outlook.example", NULL, TIME_2357 },
	{ "exchange frontend",
		"from mail.sender.example (192.0.2.10) by ex01.kommun.example (10.0.0.7) with "
		"Microsoft SMTP Server id 15.20.7159.14 via Frontend Transport; Tue, 2 Jan 2024 "
		"22:57:06 +0000",
		"ex01.kommun.example", NULL, TIME_2357 },
	{ "exchange mapi",
		"from AM0.outlook.example ([fe80::1]) by AM0.outlook.example ([fe80::1%4]) with mapi "
		"id 15.20.7159.013; Tue, 2 Jan 2024 22:57:06 +0000",
		"am0.outlook.example", NULL, TIME_2357 },
	{ "dovecot lmtp",
		"from mx.kommun.example\n\tby imap.kommun.example with LMTP\n\tid "
		"abcDEF123\n\t(envelope-from <a@sender.example>)\n\tfor "
		"<lexsarah@kommun.example>; Tue, 02 Jan 2024 23:57:06 +0100",
		"imap.kommun.example", "mx.kommun.example", TIME_2357 },
	{ "dovecot lmtp with address",
		"from mx.kommun.example ([10.0.0.5]) by imap.kommun.example with LMTP id x for <y@z>; "
		"Tue, 02 Jan 2024 23:57:06 +0100",
		"imap.kommun.example", "mx.kommun.example", TIME_2357 },
	{ "sendmail",
		"from helo.example (rdns.example [192.0.2.10])\n\tby mx.kommun.example "
		"(8.15.2/8.15.2) with ESMTPS id 402MvDFd001234\n\t(version=TLSv1.3 "
		"verify=NOT)\n\tfor <lexsarah@kommun.example>; Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", "rdns.example", TIME_2357 },
	{ "sendmail, may be forged",
		"from helo.example (mx.kommun.example [192.0.2.10] (may be forged)) by "
		"mx.kommun.example (8.15.2/8.15.2) with ESMTP; Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "sendmail, ident",
		"from helo.example (by@rdns.example [192.0.2.10]) by mx.kommun.example (8.9.3); Tue, "
		"2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", "rdns.example", TIME_2357 },
	{ "sendmail, local",
		"(from anna@localhost)\n\tby mail.kommun.example (8.15.2/8.15.2/Submit) id 402; Tue, "
		"2 Jan 2024 23:57:06 +0100",
		"mail.kommun.example", NULL, TIME_2357 },
	{ "qmail, unknown",
		"from unknown (HELO mx.kommun.example) (192.0.2.10)\n  by mail.kommun.example with "
		"SMTP; 2 Jan 2024 22:57:06 -0000",
		"mail.kommun.example", NULL, TIME_2357 },
	{ "qmail, known",
		"from rdns.example (HELO by mx.kommun.example [192.0.2.1]) (192.0.2.10) by "
		"mail.kommun.example with SMTP; 2 Jan 2024 22:57:06 -0000",
		"mail.kommun.example", NULL, TIME_2357 },
	{ "qmail, queue", "(qmail 12345 invoked from network); 2 Jan 2024 22:57:06 -0000", NULL,
		NULL, TIME_2357 },
	{ "gmail",
		"from mail.sender.example (rdns.sender.example. [192.0.2.10])\r\n        by "
		"mx.google.example with ESMTPS id a1-20020a05si123.45.2024.01.02.14.57.06\r\n        "
		"for <x@kommun.example>\r\n        (version=TLS1_3 cipher=X bits=256/256);\r\n        "
		"Tue, 02 Jan 2024 14:57:06 -0800 (PST)",
		"mx.google.example", "rdns.sender.example", TIME_2357 },
	{ "gmail, inner",
		"by 2002:a05:6402:520c:b0:553:1234:5678 with SMTP id x12csp; Tue, 2 Jan 2024 "
		"14:57:06 -0800 (PST)",
		NULL, NULL, TIME_2357 },
	{ "opensmtpd",
		"from helo.example (rdns.example [192.0.2.10])\n\tby mx.kommun.example (OpenSMTPD) "
		"with ESMTPS id 1a2b (TLSv1.3:X:256:NO)\n\tfor <x@kommun.example>;\n\tTue, 2 Jan "
		"2024 23:57:06 +0100 (CET)",
		"mx.kommun.example", "rdns.example", TIME_2357 },
	{ "fetchmail",
		"from pop.example [192.0.2.5]\n\tby home.example with POP3 (fetchmail-6.3.26)\n\tfor "
		"<a@localhost> (single-drop); Tue, 02 Jan 2024 23:57:06 +0100 (CET)",
		"home.example", NULL, TIME_2357 },
	/* Hostile: the sender's words must not become the writer's. */
	{ "a bare word",
		"from mx.kommun.example by mx.kommun.example with ESMTP id 1; Tue, 2 Jan 2024 "
		"23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "a bare word before a comment that vouches for nothing",
		"from mx.kommun.example (authenticated as alva) by mx.kommun.example with ESMTPA; "
		"Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "a word beside an address that has no name",
		"from mx.kommun.example ([203.0.113.9]) by mx.kommun.example with ESMTP id 1; Tue, "
		"2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "the same, as Exchange writes it",
		"from mx.kommun.example (203.0.113.9) by mx.kommun.example (10.0.0.7) with "
		"Microsoft SMTP Server id 15.20; Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "a recipient that looks like Exim",
		"from mx.kommun.example ([203.0.113.9]) by mx.kommun.example with ESMTP id 1 for "
		"(Exim 4.96); Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "an envelope sender that looks like Exim",
		"from mx.kommun.example ([203.0.113.9]) by mx.kommun.example with ESMTP "
		"(envelope-from <\"a) (Exim 4.96\"@evil.example>) id 1; Tue, 2 Jan 2024 23:57:06 "
		"+0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "an envelope sender that looks like LMTP",
		"from mx.kommun.example by mx.kommun.example (envelope-from <\"a) with LMTP "
		"(\"@evil.example>) id 1; Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "announces LMTP",
		"from mx.kommun.example with LMTP by mx.kommun.example with ESMTP id 1; Tue, 2 Jan "
		"2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "LMTP, but not the first word of it",
		"from mx.kommun.example by mx.kommun.example with ESMTP with LMTP id 1; Tue, 2 Jan "
		"2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "LMTP from an address that has no name",
		"from mx.kommun.example (unknown [203.0.113.9]) by imap.kommun.example with LMTP "
		"id 1; Tue, 2 Jan 2024 23:57:06 +0100",
		"imap.kommun.example", NULL, TIME_2357 },
	{ "announces itself as by",
		"from by (unknown [203.0.113.9]) by mx.kommun.example; Tue, 2 Jan 2024 23:57:06 "
		"+0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "by in a comment",
		"from evil.example (evil.example [203.0.113.9] (by mx.kommun.example)) (by "
		"mx.kommun.example) by other.example; Tue, 2 Jan 2024 23:57:06 +0100",
		"other.example", "evil.example", TIME_2357 },
	{ "two writers",
		"from a.example by mx.kommun.example (x) by evil.example; Tue, 2 Jan 2024 23:57:06 "
		"+0100",
		NULL, NULL, TIME_2357 },
	{ "recipient that looks like clauses",
		"from a.example (b.example [192.0.2.1]) by mx.kommun.example for <\"x by evil.example; "
		"Mon, 1 Jan 2024 00:00:00 +0000\"@kommun.example>; Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", "b.example", TIME_2357 },
	{ "line ends inside",
		"from a.example\r\n\r\nby\r\n\r\n mx.kommun.example\r\n;\r\nTue, 2 Jan 2024\r\n "
		"23:57:06\r\n +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "comment in the date",
		"from a.example by mx.kommun.example; Tue (day; of (week)), 2 Jan 2024 (;) 23:57:06 "
		"+0100 (CET)",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "comment never closed",
		"from a.example by mx.kommun.example (x; Tue, 2 Jan 2024 23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "escaped bracket in a comment",
		"from a.example (x\\) by evil.example) by mx.kommun.example; Tue, 2 Jan 2024 "
		"23:57:06 +0100",
		"mx.kommun.example", NULL, TIME_2357 },
	{ "not a host", "from a@b by mx.kommun.example/../x; Tue, 2 Jan 2024 23:57:06 +0100", NULL,
		NULL, TIME_2357 },
	{ "raw bytes", "from \xff\xfe by \xe5; Tue, 2 Jan 2024 23:57:06 +0100", NULL, NULL,
		TIME_2357 },
	{ "no zone", "from a.example by b.example; Tue, 2 Jan 2024 23:57:06", "b.example", NULL,
		INSTANT_NONE },
	{ "no date", "from a.example by b.example", "b.example", NULL, INSTANT_NONE },
	{ "only keywords", "from by by", NULL, NULL, INSTANT_NONE },
	{ "only by", "by", NULL, NULL, INSTANT_NONE },
	{ "only marks", ")(;<\"", NULL, NULL, INSTANT_NONE },
	{ "nothing", "", NULL, NULL, INSTANT_NONE },
};

static void
test_lines(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autoptr(MailTrace) trace = received_parse(lines[i].line);

		g_test_message("%s", lines[i].writer);
		g_assert_cmpstr(trace->by, ==, lines[i].by);
		g_assert_cmpstr(trace->from, ==, lines[i].from);
		g_assert_cmpint(trace->time, ==, lines[i].time);
	}
}

static const struct {
	const char *from; /* the clause */
	const char *address;
} peers[] = {
	{ "mail.sender.example (rdns.sender.example [192.0.2.10])", "192.0.2.10" },
	{ "mail.sender.example (unknown [192.0.2.10])", "192.0.2.10" },
	{ "a.example (b.example [IPv6:2001:DB8::25])", "2001:db8::25" },
	{ "a.example (by@rdns.example [192.0.2.10])", "192.0.2.10" },
	{ "a.example (b.example [192.0.2.10] (may be forged))", "192.0.2.10" },
	{ "rdns.example ([192.0.2.10]:25252 helo=[10.0.0.1])", "192.0.2.10" },
	{ "mx.kommun.example ([10.0.0.5])", "10.0.0.5" },
	{ "AM0.outlook.example ([fe80::1%4])", "fe80::1" },
	{ "ex02.kommun.example (10.0.0.7)", "10.0.0.7" },
	{ "ex02.kommun.example (2603:10a6::11)", "2603:10a6::11" },
	{ "rdns.example (HELO [10.0.0.1]) (192.0.2.10)", "192.0.2.10" },
	{ "rdns.example (HELO x) (root@192.0.2.10)", "192.0.2.10" },
	/* What is announced, or is no address at all. */
	{ "[10.0.0.1] (unknown [192.0.2.10])", "192.0.2.10" },
	{ "[10.0.0.1]", NULL },
	{ "10.0.0.1", NULL },
	{ "a.example [10.0.0.1]", NULL },
	{ "a.example (HELO 10.0.0.1)", NULL },
	{ "a.example (EHLO 10.0.0.1 x) (y)", NULL },
	{ "a.example (x y [10.0.0.1])", NULL },
	{ "a.example (helo=10.0.0.1 [10.0.0.2])", NULL },
	{ "a.example (b.example [])", NULL },
	{ "a.example ([10.0.0.1", NULL },
	{ "a.example (10.0.0.1 x)", NULL },
	{ "a.example (2024)", NULL },
	{ "a.example (abc)", NULL },
	{ "a.example ([mx.kommun.example])", NULL },
	{ "a.example (b.example [mx.kommun.example])", NULL },
};

static void
test_peers(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(peers); i++) {
		g_autofree char *line = g_strdup_printf(
			"from %s by mx.kommun.example with ESMTP id 1", peers[i].from);
		g_autoptr(MailTrace) trace = received_parse(line);

		g_test_message("%s", peers[i].from);
		g_assert_cmpstr(trace->address, ==, peers[i].address);
	}
}

/* What a megabyte of each mark costs must grow with its length only. */
static void
test_long(void)
{
	static const char *const marks[] = { "(", ")", "\"", "<", "by ", "from ", "\\", ";", "a" };

	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
		GString *line = g_string_new("from x (a.example [192.0.2.1]) by ");

		while (line->len < 1000000)
			g_string_append(line, marks[i]);
		clock_t start = clock();
		g_autoptr(MailTrace) trace = received_parse(line->str);
		g_assert_cmpint(clock() - start, <, 2 * CLOCKS_PER_SEC);
		g_assert_cmpstr(trace->from, ==, "a.example");
		g_string_free(line, TRUE);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/received/lines", test_lines);
	g_test_add_func("/received/peers", test_peers);
	g_test_add_func("/received/long", test_long);
	return g_test_run();
}
