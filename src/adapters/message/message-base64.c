/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole words where nothing but the alphabet stands, and line ends between
 * them. What does not belong there, and everything about padding is left to
 * GMime, so that a fingerprint never depends on who decoded.
 */
#include "adapters/message/message-base64.h"

#include <gmime/gmime.h>
#include <string.h>

#include "adapters/message/message-base64-wide.h"

/* A word with this bit has a character that is not of the alphabet. */
#define FOREIGN 0x80000000u

/* GMime looks at what stands before padding: so much of it stays together. */
#define BEFORE_PADDING 64

typedef struct {
	guint32 at[4][256]; /* a character's six bits, where they belong in the word */
} Ranks;

static const Ranks *
ranks(void)
{
	static const char alphabet[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	static Ranks table;
	static gsize once;

	if (g_once_init_enter(&once)) {
		for (gsize place = 0; place < 4; place++)
			for (gsize c = 0; c < 256; c++)
				table.at[place][c] = FOREIGN;
		for (guint32 i = 0; alphabet[i]; i++)
			for (gsize place = 0; place < 4; place++)
				table.at[place][(guint8) alphabet[i]] = i << (18 - 6 * place);
		g_once_init_leave(&once, 1);
	}
	return &table;
}

static inline guint32
word_at(const Ranks *rank, const guint8 *in)
{
	return rank->at[0][in[0]] | rank->at[1][in[1]] | rank->at[2][in[2]] | rank->at[3][in[3]];
}

/* Whole words up to the first that has a foreign character; returns what it read. */
static gsize
decode_words(const Ranks *rank, const guint8 *in, gsize length, guint8 **out)
{
	gsize i = message_base64_wide(in, length, *out);
	guint8 *next = *out + i / 4 * 3;

	/* Two words are eight characters, so that there is room to write eight bytes. */
	for (; i + 8 <= length; i += 8) {
		guint32 first = word_at(rank, in + i), second = word_at(rank, in + i + 4);
		guint64 six = GUINT64_TO_BE((guint64) first << 40 | (guint64) second << 16);

		if ((first | second) & FOREIGN)
			break;
		memcpy(next, &six, sizeof six);
		next += 6;
	}
	for (; i + 4 <= length; i += 4) {
		guint32 word = word_at(rank, in + i);

		if (word & FOREIGN)
			break;
		*next++ = (guint8) (word >> 16);
		*next++ = (guint8) (word >> 8);
		*next++ = (guint8) word;
	}
	*out = next;
	return i;
}

/* Behind the line ends that stand there: between two words they mean nothing. */
static gsize
skip_line_ends(const guint8 *in, gsize i, gsize length)
{
	while (i < length && (in[i] == '\r' || in[i] == '\n'))
		i++;
	return i;
}

gsize
message_base64_step(const guint8 *in, gsize length, guint8 *out, int *state, guint32 *save)
{
	const guint8 *padding = length ? memchr(in, '=', length) : NULL;
	gsize plain = padding ? (gsize) (padding - in) : length;
	const Ranks *rank = ranks();
	guint8 *next = out;
	gsize i = 0;

	if (padding)
		plain -= MIN(plain, BEFORE_PADDING);
	while (i < plain) {
		gsize begin = i;

		if (*state == 0) {
			i += decode_words(rank, in + i, plain - i, &next);
			i = skip_line_ends(in, i, plain);
		}
		if (i == begin)
			next += g_mime_encoding_base64_decode_step(in + i++, 1, next, state, save);
	}
	if (i < length)
		next += g_mime_encoding_base64_decode_step(in + i, length - i, next, state, save);
	return (gsize) (next - out);
}
