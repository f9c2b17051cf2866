/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/mail/mail-date.h"

static void
test_dates(void)
{
	static const struct {
		const char *text;
		const char *instant; /* RFC 3339; NULL if it must be refused */
	} cases[] = {
		{ "Tue, 02 Jan 2024 23:57:04 +0100", "2024-01-02T22:57:04Z" },
		{ "Tue, 2 Jan 2024 23:57:04 +0100 (CET)", "2024-01-02T22:57:04Z" },
		{ "2 jan 2024 23:57 +0100", "2024-01-02T22:57:00Z" },
		{ "2 January 2024 23:57:04 CET", "2024-01-02T22:57:04Z" },
		{ "(x (y) \\) z) Tue ( ) , 2 Jan (;) 2024 23 : 57 : 04 +0100",
			"2024-01-02T22:57:04Z" },
		{ "Tue,\r\n 2 Jan\r\n\t2024 23:57:04\r\n +0100", "2024-01-02T22:57:04Z" },
		{ "Fri, 21 Nov 97 09:55:06 -0600", "1997-11-21T15:55:06Z" },
		{ "21 Nov 24 09:55:06 GMT", "2024-11-21T09:55:06Z" },
		{ "21 Nov 124 09:55:06 UT", "2024-11-21T09:55:06Z" },
		{ "21 Nov 2024 09:55:06 EDT", "2024-11-21T13:55:06Z" },
		{ "21 Nov 2024 09:55:06.1239 Z", "2024-11-21T09:55:06.123Z" },
		{ "21 Nov 2024 09:55:06 -0000", "2024-11-21T09:55:06Z" },
		{ "31 Dec 2016 23:59:60 +0000", "2017-01-01T00:00:00Z" },
		/* The hours of a change to and from summer time. */
		{ "31 Mar 2024 01:59:59 +0100", "2024-03-31T00:59:59Z" },
		{ "31 Mar 2024 03:00:00 CEST", "2024-03-31T01:00:00Z" },
		{ "27 Oct 2024 02:30:00 +0200", "2024-10-27T00:30:00Z" },
		{ "27 Oct 2024 02:30:00 +0100", "2024-10-27T01:30:00Z" },
		{ "29 Feb 2024 12:00:00 +0545", "2024-02-29T06:15:00Z" },
		{ "29 Feb 2023 12:00:00 +0100", NULL },
		{ "2 Jan 2024 24:00:00 +0100", NULL },
		{ "2 Jan 2024 23:60:00 +0100", NULL },
		{ "2 Jan 2024 23:57:04", NULL },
		{ "2 Jan 2024 23:57:04 A", NULL },
		{ "2 Jan 2024 23:57:04 XYZ", NULL },
		{ "2 Jan 2024 23:57:04 +01", NULL },
		{ "2 Jan 2024 23:57:04 +0160", NULL },
		{ "2 Jan 2024 23:57:04 +9900", NULL },
		{ "2 Jan 1899 23:57:04 +0100", NULL },
		{ "31 Dec 9999 23:59:59 -1200", NULL }, /* the year 10000 */
		{ "2 Jan 99999 23:57:04 +0100", NULL },
		{ "99999999999999 Jan 2024 23:57:04 +0100", NULL },
		{ "2 Foo 2024 23:57:04 +0100", NULL },
		{ "2024-01-02T23:57:04+01:00", NULL },
		{ "(2 Jan 2024 23:57:04 +0100", NULL },
		{ "i tisdags", NULL },
		{ "", NULL },
		{ NULL, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gint64 wanted = 4711, got = 4711;

		g_test_message("%s", cases[i].text);
		if (cases[i].instant)
			g_assert_true(instant_from_string(cases[i].instant, &wanted));
		g_assert_cmpint(mail_date_parse(cases[i].text, &got), ==, cases[i].instant != NULL);
		g_assert_cmpint(got, ==, wanted);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mail-date/dates", test_dates);
	return g_test_run();
}
