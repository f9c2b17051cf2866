/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a mail's bodies, for rules that look for words. Bounded, because
 * a sender chooses how much there is; what is beyond is left to the reader.
 */
#include <string.h>

#include "adapters/message-private.h"
#include "core/markup.h"

#define PART_BYTES  (64 * 1024)
#define WORDS_BYTES (192 * 1024)

void
message_words_take(GByteArray *bytes, const char *more, gsize length)
{
	gsize room = bytes->len < PART_BYTES ? PART_BYTES - bytes->len : 0;

	g_byte_array_append(bytes, (const guint8 *) more, (guint) MIN(room, length));
}

/* UTF-8 if it is, else by its label, else what Windows writes. g_free() it. */
static char *
decode(const GByteArray *bytes, const char *charset)
{
	const char *data = (const char *) bytes->data;
	const char *end = NULL;
	char *text = NULL;

	/* The cut may be within a character. */
	if (!g_utf8_validate_len(data, bytes->len, &end) && end + 4 <= data + bytes->len) {
		text = charset ? g_convert_with_fallback(data, (gssize) bytes->len, "UTF-8",
					 charset, "?", NULL, NULL, NULL)
			       : NULL;
		if (!text)
			text = g_convert_with_fallback(data, (gssize) bytes->len, "UTF-8",
				"ISO-8859-1", "?", NULL, NULL, NULL);
	}
	return text ? text : g_utf8_make_valid(data, (gssize) bytes->len);
}

void
message_words_add(Mail *mail, const MailPart *part, const GByteArray *bytes)
{
	if (!bytes->len)
		return;
	g_autofree char *text = decode(bytes, part->charset);
	gboolean markup = g_strcmp0(part->media_type, "text/html") == 0;
	g_autofree char *words = markup ? markup_to_words(text) : g_steal_pointer(&text);

	if (!mail->words)
		mail->words = g_string_new(NULL);
	if (mail->words->len + strlen(words) < WORDS_BYTES)
		g_string_append_printf(mail->words, "%s\n", words);
}
