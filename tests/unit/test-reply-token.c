/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/error.h"
#include "core/answer/reply-find.h"
#include "support/answer-tools.h"

/* 32 bytes each: 0 to 31, and 32 to 63. */
#define KEY     "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
#define NEW_KEY "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
/* Made from the header's description by another program. */
#define TOKEN "aee7yaicamcakbqhmko6u7oyh2qaw76dmv7fp5fp"

/* Written like one. */
#define OTHER "aee7yaicamcakbqhaaaaaaaaaaaaaaaaaaaaaaaa"

static const guint8 nonce[REPLY_NONCE_BYTES] = { 1, 2, 3, 4, 5, 6, 7 };
static const ReplyBinding work = { "AMN", "LS-2026-0042", "utredare@kommun.example", REPLY_FOR_WORK,
	{ 2026, 12, 31 } };

static ReplyKeys *
keys_of(const char *text)
{
	g_autoptr(GError) error = NULL;
	ReplyKeys *keys = reply_keys_read(text, &error);

	g_assert_no_error(error);
	return keys;
}

static gboolean
holds(const char *text, const char *keys_text, const ReplyBinding *binding)
{
	g_autoptr(ReplyKeys) keys = keys_of(keys_text);
	ReplyToken token;

	return reply_token_find(text, &token) && reply_token_holds(&token, keys, binding);
}

static void
test_vector(void)
{
	g_autoptr(ReplyKeys) keys = keys_of("1 " KEY "\n");
	g_autofree char *token = reply_token_make(keys, &work, nonce);

	g_assert_cmpstr(token, ==, TOKEN);
	g_assert_true(holds(token, "1 " KEY, &work));
}

static void
test_bound(void)
{
	ReplyBinding others[6];

	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		others[i] = work;
	others[0].board = "SDN";
	others[1].case_id = "LS-2026-0043";
	others[2].recipient = "annan@kommun.example";
	others[3].purpose = REPLY_FOR_CONFIRMATION;
	others[4].expires.day = 30;
	/* The same bytes in a row, cut elsewhere. */
	others[5].board = "AMNLS";
	others[5].case_id = "-2026-0042";
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		g_assert_false(holds(TOKEN, "1 " KEY, &others[i]));
	others[2].recipient = " Utredare@KOMMUN.example";
	g_assert_true(holds(TOKEN, "1 " KEY, &others[2]));
}

/* Each of its letters counts. */
static void
test_altered(void)
{
	for (gsize i = 0; i < REPLY_TOKEN_CHARS; i++) {
		g_autofree char *token = g_strdup(TOKEN);

		token[i] = token[i] == 'a' ? 'b' : 'a';
		g_assert_false(holds(token, "1 " KEY, &work));
	}
}

static void
test_rotation(void)
{
	const char *both = "# since May\n2 " NEW_KEY "\r\n\n  1 " KEY "  \n";
	g_autoptr(ReplyKeys) keys = keys_of(both);
	g_autofree char *token = reply_token_make(keys, &work, nonce);

	g_assert_true(holds(TOKEN, both, &work));
	g_assert_true(holds(token, both, &work));
	g_assert_true(holds(token, "2 " NEW_KEY, &work));
	g_assert_false(holds(token, "1 " KEY, &work));
	g_assert_false(holds(TOKEN, "2 " NEW_KEY, &work));
	g_assert_false(holds(TOKEN, "1 " NEW_KEY, &work));
}

/* Where mail programs put it, and what only looks like one. */
static const struct {
	const char *text;
	gboolean found;
} places[] = {
	{ TOKEN, TRUE },
	{ "lexsarah+" TOKEN "@kommun.example", TRUE },
	{ "LEXSARAH+AEE7YAICAMCAKBQHMKO6U7OYH2QAW76DMV7FP5FP@KOMMUN.EXAMPLE", TRUE },
	{ "<LS-2026-0042.assignment." TOKEN "@kommun.example>", TRUE },
	{ "Svarskod: " TOKEN ".", TRUE },
	{ "> Svarskod:\r\n> " TOKEN "\r\n", TRUE },
	{ "", FALSE },
	{ "lexsarah@kommun.example", FALSE },
	{ "aee7yaicamcakbqhmko6u7oyh2qaw76dmv7fp5f", FALSE },
	{ TOKEN "a", FALSE },
	{ "a" TOKEN, FALSE },
	{ "aee7yaicamcakbqhmko6 u7oyh2qaw76dmv7fp5fp", FALSE },
	{ "\xc3\xa5" TOKEN "\xc3\xb6", TRUE },
};

static void
test_places(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		g_test_message("%s", places[i].text);
		g_assert_cmpint(holds(places[i].text, "1 " KEY, &work), ==, places[i].found);
	}
}

static const struct {
	const char *text, *says;
} mistakes[] = {
	{ "", "holds no key" },
	{ "# 1 " KEY "\n", "holds no key" },
	{ KEY, "line 1 must begin with a number" },
	{ "0 " KEY, "line 1 must begin with a number from 1 to 255" },
	{ "256 " KEY, "line 1 must begin with a number from 1 to 255" },
	{ "-1 " KEY, "line 1 must begin with a number from 1 to 255" },
	{ "1" KEY, "line 1 must begin with a number from 1 to 255 and a space" },
	{ "\n1 AAECAwQFBgc=", "line 2 must hold at least 32 bytes" },
	{ "1 " KEY "\n1 " NEW_KEY, "line 2 has the number of another key" },
};

static void
test_mistakes(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(mistakes); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(reply_keys_read(mistakes[i].text, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
		g_test_message("%s", error->message);
		g_assert_true(g_str_has_prefix(error->message, mistakes[i].says));
		g_assert_null(strstr(error->message, "AAEC"));
	}
}

/* Where a mail may carry one, and what is answered where it carries several. */
static const struct {
	const char *reference, *other_reference, *words, *address;
	ReplyPlace place;
} mails[] = {
	{ NULL, NULL, NULL, NULL, REPLY_NOWHERE },
	{ "a@b.example", NULL, "Hej!", "lexsarah@kommun.example", REPLY_NOWHERE },
	{ "x." OTHER "@b.example", "x." TOKEN "@b.example", NULL, NULL, REPLY_IN_REFERENCE },
	{ "x." TOKEN "@b.example", "a@b.example", OTHER, OTHER, REPLY_IN_REFERENCE },
	{ "a@b.example", NULL, "> Svarskod: " TOKEN, "l+" OTHER "@b.example", REPLY_IN_WORDS },
	{ "a@b.example", NULL, "Hej!", "\"L\" <l+" TOKEN "@b.example>", REPLY_IN_ADDRESS },
};

static void
add(GPtrArray *texts, const char *text)
{
	if (text)
		g_ptr_array_add(texts, g_strdup(text));
}

static void
test_mails(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(Mail) mail = mail_new();
		g_autoptr(ReplyKeys) keys = keys_of("1 " KEY);
		ReplyToken token;

		add(mail->references, mails[i].reference);
		add(mail->references, mails[i].other_reference);
		add(mail->addressed, mails[i].address);
		if (mails[i].words)
			answer_add_body(mail, mails[i].words, FALSE, 0);
		g_assert_cmpint(reply_find(mail, &token), ==, mails[i].place);
		if (mails[i].place != REPLY_NOWHERE)
			g_assert_true(reply_token_holds(&token, keys, &work));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reply-token/vector", test_vector);
	g_test_add_func("/reply-token/bound", test_bound);
	g_test_add_func("/reply-token/altered", test_altered);
	g_test_add_func("/reply-token/rotation", test_rotation);
	g_test_add_func("/reply-token/places", test_places);
	g_test_add_func("/reply-token/mistakes", test_mistakes);
	g_test_add_func("/reply-token/mails", test_mails);
	return g_test_run();
}
