/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tokens of notices that may be answered. Must never tell by its time, or by a
 * message, how much of a forged one was right.
 */
#include "core/answer/reply-token.h"

#include <string.h>

#include "core/error.h"
#include "core/text.h"

#define KEY_BYTES    32
#define TOKEN_BYTES  (1 + 2 + REPLY_NONCE_BYTES + REPLY_MAC_BYTES)
#define FIRST_YEAR   2020
#define LAST_YEAR    2199
#define SHA256_BYTES 32

G_STATIC_ASSERT(TOKEN_BYTES * 8 == REPLY_TOKEN_CHARS * 5);

static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";

typedef struct {
	guint8 number;
	guint8 *bytes;
	gsize length;
} Key;

struct ReplyKeys {
	GArray *keys; /* Key, the one that makes tokens first */
};

static const char *const purpose_names[REPLY_PURPOSE_COUNT] = {
	[REPLY_FOR_WORK] = "work",
	[REPLY_FOR_CONFIRMATION] = "confirmation",
	[REPLY_FOR_FACTS] = "facts",
};

const char *
reply_purpose_name(ReplyPurpose purpose)
{
	g_return_val_if_fail(purpose < REPLY_PURPOSE_COUNT, "unknown");
	return purpose_names[purpose];
}

gboolean
reply_purpose_from_name(const char *name, ReplyPurpose *ret)
{
	guint index;

	if (!text_index_of(name, purpose_names, REPLY_PURPOSE_COUNT, &index))
		return FALSE;
	*ret = (ReplyPurpose) index;
	return TRUE;
}

static void
forget(guint8 *bytes, gsize length)
{
	if (bytes)
		explicit_bzero(bytes, length);
	g_free(bytes);
}

static void
key_clear(gpointer element)
{
	Key *key = element;

	forget(key->bytes, key->length);
}

void
reply_keys_free(ReplyKeys *keys)
{
	if (!keys)
		return;
	g_array_unref(keys->keys);
	g_free(keys);
}

static const Key *
find_key(const ReplyKeys *keys, guint8 number)
{
	for (guint i = 0; i < keys->keys->len; i++) {
		const Key *key = &g_array_index(keys->keys, Key, i);

		if (key->number == number)
			return key;
	}
	return NULL;
}

/* What is wrong with the line, or NULL when its key was taken. */
static const char *
take_key(ReplyKeys *keys, const char *line)
{
	const char *text = strchr(line, ' ');
	char *end;
	guint64 number = g_ascii_strtoull(line, &end, 10);

	if (!g_ascii_isdigit(line[0]) || end != text || number < 1 || number > 255)
		return "must begin with a number from 1 to 255 and a space";
	if (find_key(keys, (guint8) number))
		return "has the number of another key";
	gsize length;
	guint8 *bytes = g_base64_decode(text + 1, &length);
	if (length < KEY_BYTES) {
		forget(bytes, length);
		return "must hold at least 32 bytes in base64";
	}
	const Key key = { (guint8) number, bytes, length };
	g_array_append_val(keys->keys, key);
	return NULL;
}

ReplyKeys *
reply_keys_read(const char *text, GError **error)
{
	g_autoptr(ReplyKeys) keys = g_new0(ReplyKeys, 1);
	guint number = 0;

	keys->keys = g_array_new(FALSE, FALSE, sizeof(Key));
	g_array_set_clear_func(keys->keys, key_clear);
	for (const char *line = text; *line; number++) {
		gsize length = strcspn(line, "\n");
		char *copy = g_strstrip(g_strndup(line, length));
		const char *wrong = *copy && *copy != '#' ? take_key(keys, copy) : NULL;

		forget((guint8 *) copy, strlen(copy));
		if (wrong) {
			g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "line %u %s", number + 1,
				wrong);
			return NULL;
		}
		line += length + (line[length] == '\n');
	}
	if (keys->keys->len == 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"holds no key: a line is to say NUMBER BASE64, with 32 bytes of chance");
		return NULL;
	}
	return g_steal_pointer(&keys);
}

static gint32
first_day(void)
{
	return date_to_day_number((CivilDate){ FIRST_YEAR, 1, 1 });
}

/* What the HMAC goes over: no two bindings write the same. */
static GString *
write_binding(const ReplyToken *token, const ReplyBinding *binding)
{
	g_autofree char *recipient = text_fold_address(binding->recipient);
	g_autofree char *day = date_to_string(binding->expires);
	const char *const parts[] = { binding->board, binding->case_id, recipient,
		reply_purpose_name(binding->purpose), day };
	GString *out = g_string_new("lexsarah-reply-1\n");

	g_string_append_printf(out, "%u ", token->key);
	text_append_hex(out, token->nonce, REPLY_NONCE_BYTES);
	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
		g_string_append_printf(out, "\n%" G_GSIZE_FORMAT ":%s", strlen(parts[i]), parts[i]);
	return out;
}

static void
compute_mac(const Key *key, const ReplyToken *token, const ReplyBinding *binding,
	guint8 ret_mac[SHA256_BYTES])
{
	g_autoptr(GString) text = write_binding(token, binding);
	GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, key->bytes, key->length);
	gsize length = SHA256_BYTES;

	g_hmac_update(hmac, (const guchar *) text->str, (gssize) text->len);
	g_hmac_get_digest(hmac, ret_mac, &length);
	g_hmac_unref(hmac);
}

/* RFC 4648 section 6, without padding: 25 bytes are 40 characters. */
static char *
to_base32(const guint8 bytes[TOKEN_BYTES])
{
	char *out = g_new0(char, REPLY_TOKEN_CHARS + 1);
	guint held = 0, bits = 0, n = 0;

	for (guint i = 0; i < TOKEN_BYTES; i++) {
		held = held << 8 | bytes[i];
		for (bits += 8; bits >= 5; bits -= 5)
			out[n++] = alphabet[held >> (bits - 5) & 31];
	}
	return out;
}

/* Asked of each letter of a mail. */
static inline int
base32_value(char c)
{
	char lower = c | 0x20;

	if (lower >= 'a' && lower <= 'z')
		return lower - 'a';
	return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

static void
from_base32(const char *text, guint8 ret_bytes[TOKEN_BYTES])
{
	guint held = 0, bits = 0, n = 0;

	for (guint i = 0; i < REPLY_TOKEN_CHARS; i++) {
		held = held << 5 | (guint) base32_value(text[i]);
		bits += 5;
		if (bits >= 8)
			ret_bytes[n++] = (guint8) (held >> (bits -= 8));
	}
}

char *
reply_token_make(
	const ReplyKeys *keys, const ReplyBinding *binding, const guint8 nonce[REPLY_NONCE_BYTES])
{
	const Key *key = &g_array_index(keys->keys, Key, 0);
	ReplyToken token = { .key = key->number };
	guint8 bytes[TOKEN_BYTES], mac[SHA256_BYTES];

	g_return_val_if_fail(
		binding->expires.year >= FIRST_YEAR && binding->expires.year <= LAST_YEAR, NULL);
	guint day = (guint) (date_to_day_number(binding->expires) - first_day());
	memcpy(token.nonce, nonce, REPLY_NONCE_BYTES);
	compute_mac(key, &token, binding, mac);
	bytes[0] = key->number;
	bytes[1] = (guint8) (day >> 8);
	bytes[2] = (guint8) day;
	memcpy(bytes + 3, nonce, REPLY_NONCE_BYTES);
	memcpy(bytes + 3 + REPLY_NONCE_BYTES, mac, REPLY_MAC_BYTES);
	return to_base32(bytes);
}

static ReplyToken
token_from(const char *text)
{
	ReplyToken token;
	guint8 bytes[TOKEN_BYTES];

	from_base32(text, bytes);
	token.key = bytes[0];
	token.expires = date_from_day_number(first_day() + (bytes[1] << 8 | bytes[2]));
	memcpy(token.nonce, bytes + 3, REPLY_NONCE_BYTES);
	memcpy(token.mac, bytes + 3 + REPLY_NONCE_BYTES, REPLY_MAC_BYTES);
	return token;
}

static const char *
find(const char *text)
{
	while (*text) {
		gsize run = 0;

		while (base32_value(text[run]) >= 0)
			run++;
		if (run == REPLY_TOKEN_CHARS)
			return text;
		text += run ? run : 1;
	}
	return NULL;
}

gboolean
reply_token_find(const char *text, ReplyToken *ret)
{
	const char *token = find(text);

	if (token)
		*ret = token_from(token);
	return token != NULL;
}

char *
reply_token_dup(const char *text)
{
	const char *token = find(text);

	return token ? g_ascii_strdown(token, REPLY_TOKEN_CHARS) : NULL;
}

/* As long for the first wrong byte as for the last. */
static gboolean
is_same(const guint8 *a, const guint8 *b, gsize length)
{
	guint8 differs = 0;

	for (gsize i = 0; i < length; i++)
		differs |= a[i] ^ b[i];
	return differs == 0;
}

gboolean
reply_keys_know(const ReplyKeys *keys, const ReplyToken *token)
{
	return find_key(keys, token->key) != NULL;
}

gboolean
reply_token_holds(const ReplyToken *token, const ReplyKeys *keys, const ReplyBinding *binding)
{
	const Key *key = find_key(keys, token->key);
	guint8 mac[SHA256_BYTES];

	if (!key || date_compare(token->expires, binding->expires) != 0)
		return FALSE;
	compute_mac(key, token, binding, mac);
	return is_same(mac, token->mac, REPLY_MAC_BYTES);
}
