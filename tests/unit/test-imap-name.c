/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "adapters/imap/imap-name.h"
#include "adapters/imap/imap-set.h"
#include "core/error.h"

static void
test_name(void)
{
	static const struct {
		const char *name;
		const char *quoted; /* NULL: refused */
	} cases[] = {
		{ "INBOX", "\"INBOX\"" },
		{ "a\\b\"c", "\"a\\\\b\\\"c\"" },
		{ "Q&A", "\"Q&-A\"" },
		{ "Åtgärdat", "\"&AMU-tg&AOQ-rdat\"" },
		{ "~peter/mail/台北/日本語", "\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\"" },
		{ "😀", "\"&2D3eAA-\"" },
		{ "a\r\nx1 DELETE b", NULL },
		{ "\xff", NULL },
		{ "", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *quoted = NULL;

		g_assert_cmpint(imap_name_quote(cases[i].name, &quoted, &error), ==,
			cases[i].quoted != NULL);
		g_assert_cmpstr(quoted, ==, cases[i].quoted);
	}
}

static void
test_url(void)
{
	static const struct {
		const char *url;
		const char *server; /* NULL: refused */
		const char *folder;
	} cases[] = {
		{ "imaps://imap.kommun.example/INBOX", "imaps://imap.kommun.example/", "INBOX" },
		{ "imap://h:143", "imap://h:143/", "INBOX" },
		{ "imap://[::1]:143/Lex%20Sarah/In", "imap://[::1]:143/", "Lex Sarah/In" },
		{ "imap://h/%C3%85", "imap://h/", "Å" },
		{ "http://h/INBOX", NULL, NULL },
		{ "imap:///INBOX", NULL, NULL },
		{ "INBOX", NULL, NULL },
		{ "imap://h/a?b", NULL, NULL },
		{ "imap://h/%zz", NULL, NULL },
		{ NULL, NULL, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *server = NULL;
		g_autofree char *host = NULL;
		g_autofree char *folder = NULL;

		g_assert_cmpint(imap_name_split_url(cases[i].url, &server, &host, &folder, &error),
			==, cases[i].server != NULL);
		g_assert_cmpstr(server, ==, cases[i].server);
		g_assert_cmpstr(folder, ==, cases[i].folder);
		if (!cases[i].server)
			g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	}
}

static void
test_set(void)
{
	static const guint32 uids[] = { 1, 2, 3, 5, 7, 8, G_MAXUINT32 };
	gsize position = 0;
	g_autofree char *first = imap_set_next(uids, 7, 4, 100, &position);
	g_autofree char *second = imap_set_next(uids, 7, 100, 1, &position);
	g_autofree char *third = imap_set_next(uids, 7, 100, 100, &position);

	g_assert_cmpstr(first, ==, "1:3,5");
	g_assert_cmpstr(second, ==, "7:8");
	g_assert_cmpstr(third, ==, "4294967295");
	g_assert_cmpuint(position, ==, 7);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/imap-name/quote", test_name);
	g_test_add_func("/imap-name/url", test_url);
	g_test_add_func("/imap-name/set", test_set);
	return g_test_run();
}
