/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a mail's bodies, for rules that look for words. Bounded, because
 * a sender chooses how much there is; what is beyond is left to the reader.
 */
#include <string.h>

#include "adapters/message/message-private.h"
#include "adapters/message/message-text.h"
#include "core/mail/flowed.h"
#include "core/markup/markup.h"

#define PART_BYTES  (64 * 1024)
#define PAGE_BYTES  (256 * 1024) /* Outlook's pages begin with much that is not shown */
#define WORDS_BYTES (192 * 1024)

#define NO_LETTER 0x1f /* for a byte of zero, which programs show in different ways */

/* Of the bodies as they are written: what a person answers is in the first. */
#define BODIES_MAX   16
#define BODIES_BYTES ((gsize) 1024 * 1024)

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

/* In which a byte of zero is half of a letter. */
static gboolean
has_wide_letters(const MailPart *part)
{
	static const char *const wide[] = { "utf-16", "utf16", "utf-32", "utf32", "ucs-2", "ucs-4",
		"iso-10646" };

	for (gsize i = 0; part->charset && i < G_N_ELEMENTS(wide); i++)
		if (g_ascii_strncasecmp(part->charset, wide[i], strlen(wide[i])) == 0)
			return TRUE;
	return FALSE;
}

void
message_words_take(GByteArray *bytes, const MailPart *part, const char *more, gsize length)
{
	gsize most = most_of(part);
	gsize room = bytes->len < most ? most - bytes->len : 0;

	guint begin = bytes->len;

	g_byte_array_append(bytes, (const guint8 *) more, (guint) MIN(room, length));
	if (has_wide_letters(part))
		return;
	for (guint i = begin; i < bytes->len; i++)
		if (!bytes->data[i])
			bytes->data[i] = NO_LETTER;
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
message_words_decode(const MailPart *part, const GByteArray *bytes)
{
	g_autofree char *text = bytes->len ? decode(bytes, part->charset, most_of(part)) : NULL;

	if (!text || !text[strspn(text, " \t\r\n")])
		return NULL;
	return part->flowed && !is_page(part) ? flowed_join(text, part->delsp)
					      : g_steal_pointer(&text);
}

char *
message_words_read(const MailPart *part, const char *text)
{
	const char none[] = { NO_LETTER, '\0' };
	char *words = g_strdelimit(g_strdup(text), none, ' ');

	if (!is_page(part))
		return words;
	/* In a page the end of a line is a space. */
	g_autofree char *page = g_strdelimit(words, "\r\n", ' ');
	return markup_to_words(page);
}

/* How much of all bodies is kept. */
static gsize
room_for_bodies(const Mail *mail)
{
	gsize kept = 0;

	for (guint i = 0; i < mail->bodies->len; i++)
		kept += strlen(((const MailBody *) g_ptr_array_index(mail->bodies, i))->text);
	return kept < BODIES_BYTES && mail->bodies->len < BODIES_MAX ? BODIES_BYTES - kept : 0;
}

/* Browsers and most mail programs show UTF-7 as the signs that it is written with. */
static gboolean
is_shown_as_written(const char *charset)
{
	g_autofree char *name = charset ? g_ascii_strdown(charset, -1) : NULL;

	return name && (strstr(name, "utf-7") || strstr(name, "utf7"));
}

void
message_words_keep(Mail *mail, const MailPart *part, const char *text)
{
	gboolean plain = strcmp(part->media_type, "text/plain") == 0;
	MailBody *body;

	if ((!plain && !is_page(part)) || is_shown_as_written(part->charset))
		return;
	if (strlen(text) > room_for_bodies(mail)) {
		if (mail->bodies->len) {
			body = g_ptr_array_index(mail->bodies, mail->bodies->len - 1);
			body->cut = TRUE;
		}
		return;
	}
	body = g_new0(MailBody, 1);
	body->text = g_strdup(text);
	body->page = !plain;
	body->cut = part->size > most_of(part);
	body->alternative = part->alternative;
	g_ptr_array_add(mail->bodies, body);
}

void
message_words_add(Mail *mail, const char *words)
{
	if (!mail->words)
		mail->words = g_string_new(NULL);
	if (mail->words->len + strlen(words) < WORDS_BYTES)
		g_string_append_printf(mail->words, "%s\n", words);
}
