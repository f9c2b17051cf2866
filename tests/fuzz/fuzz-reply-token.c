/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any text where a token is looked for, and as a file of keys: what nobody made
 * holds for nothing, and what was made is found wherever it stands.
 */
#include <string.h>

#include "core/answer/reply-token.h"
#include "fuzz.h"

#define OUR_KEY "1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"

static const ReplyBinding binding = { "AMN", "LS-2026-0001", "bo@kommun.example", REPLY_FOR_WORK,
	{ 2027, 2, 28 } };

static void
check_foreign(const char *text, const ReplyKeys *keys)
{
	ReplyToken token;

	if (!reply_token_find(text, &token))
		return;
	g_autofree char *written = reply_token_dup(text);
	g_assert_cmpuint(strlen(written), ==, REPLY_TOKEN_CHARS);
	g_assert_false(reply_token_holds(&token, keys, &binding));
}

/* Behind all that stands there; what looks like one before it goes first. */
static void
check_own(const char *text, const ReplyKeys *keys)
{
	const guint8 nonce[REPLY_NONCE_BYTES] = { 1, 2, 3, 4, 5, 6, 7 };
	g_autofree char *made = reply_token_make(keys, &binding, nonce);
	g_autofree char *answer = g_strconcat(text, "\n<", made, "@kommun.example>", NULL);
	ReplyToken token;

	g_assert_true(reply_token_find(answer, &token));
	g_assert_true(reply_token_find(strrchr(answer, '\n'), &token));
	g_assert_true(reply_token_holds(&token, keys, &binding));
}

const char fuzz_corpus[] = "reply-token";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static ReplyKeys *ours;
	g_autofree char *text = g_strndup(size ? (const char *) data : "", size);

	if (!ours)
		ours = reply_keys_read(OUR_KEY, NULL);
	check_foreign(text, ours);
	check_own(text, ours);
	g_autoptr(ReplyKeys) keys = reply_keys_read(text, NULL);
	if (keys)
		check_own(text, keys);
	return 0;
}
