/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a mail's bodies, for rules that look for words. Bounded, because
 * a sender chooses how much there is; what is beyond is left to the reader.
 */
#include <string.h>

#include "adapters/message-private.h"
#include "adapters/message-text.h"
#include "core/flowed.h"
#include "core/markup.h"

#define PART_BYTES  (64 * 1024)
#define PAGE_BYTES  (256 * 1024) /* Outlook's pages begin with much that is not shown */
#define WORDS_BYTES (192 * 1024)

static gboolean
is_page(const MailPart *part)
{
	return g_strcmp0(part->media_type, "text/html") == 0;
}

static gsize
most_of(const MailPart *part)
{
	return is_page(part) ? PAGE_BYTES : PART_BYTES;
}

void
message_words_take(GByteArray *bytes, const MailPart *part, const char *more, gsize length)
{
	gsize most = most_of(part);
	gsize room = bytes->len < most ? most - bytes->len : 0;

	g_byte_array_append(bytes, (const guint8 *) more, (guint) MIN(room, length));
}

/* By its label, else UTF-8 if it is, else what Windows writes. g_free() it. */
static char *
decode(const GByteArray *bytes, const char *charset, gsize most)
{
	const char *data = (const char *) bytes->data;
	const char *end = NULL;
	char *text = message_text_decode(data, bytes->len, charset);

	if (text)
		return text;
	/* What was cut may be so within a character. */
	if (g_utf8_validate_len(data, bytes->len, &end) ||
		(bytes->len >= most && end + 4 > data + bytes->len))
		return g_utf8_make_valid(data, (gssize) bytes->len);
	return message_text_decode(data, bytes->len, "windows-1252");
}

char *
message_words_read(const MailPart *part, const GByteArray *bytes)
{
	g_autofree char *text = bytes->len ? decode(bytes, part->charset, most_of(part)) : NULL;

	if (!text || !text[strspn(text, " \t\r\n")])
		return NULL;
	/* In a page the end of a line is a space. */
	if (is_page(part))
		return markup_to_words(g_strdelimit(text, "\r\n", ' '));
	return part->flowed ? flowed_join(text, part->delsp) : g_steal_pointer(&text);
}

void
message_words_add(Mail *mail, const char *words)
{
	if (!mail->words)
		mail->words = g_string_new(NULL);
	if (mail->words->len + strlen(words) < WORDS_BYTES)
		g_string_append_printf(mail->words, "%s\n", words);
}
