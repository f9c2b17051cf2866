/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mails inside a mail: who wrote them. Must keep little, however many there
 * are, and open no document.
 */
#include <string.h>

#include "adapters/message/message-private.h"
#include "adapters/message/message-scan.h"

#define INNER_MAX  16           /* mails inside a mail that are kept */
#define FILE_BYTES (256 * 1024) /* of a mail that is a file: headers and words are there */

gboolean
message_is_mail_file(const MailPart *part)
{
	gsize length = part->name ? strlen(part->name) : 0;

	return strcmp(part->media_type, "message/rfc822") == 0 ||
	       (length > 4 && g_ascii_strcasecmp(part->name + length - 4, ".eml") == 0);
}

void
message_inner_take(GByteArray *file, const char *more, gsize length)
{
	gsize room = file->len < FILE_BYTES ? FILE_BYTES - file->len : 0;

	g_byte_array_append(file, (const guint8 *) more, (guint) MIN(room, length));
}

MailInner *
message_inner_add(Mail *mail, GMimeMessage *message, GMimeParserOptions *options, guint depth)
{
	g_autoptr(Mail) head = mail_new();
	MailInner *inner;

	if (!message || mail->inner->len >= INNER_MAX)
		return NULL;
	message_headers_read(message, options, head);
	inner = g_new0(MailInner, 1);
	inner->from_name = g_steal_pointer(&head->from_name);
	inner->from_address = g_steal_pointer(&head->from_address);
	inner->subject = g_steal_pointer(&head->subject);
	inner->depth = depth;
	g_ptr_array_add(mail->inner, inner);
	return inner;
}

GMimeMessage *
message_inner_parse(const Mail *mail, GByteArray *file)
{
	MessageScan scan = message_scan(file->data, file->len, NULL);
	g_autoptr(GMimeStream) stream = NULL;

	if (!file->len || mail->inner->len >= INNER_MAX)
		return NULL;
	if (scan.exceeded != MESSAGE_LIMIT_NONE)
		g_byte_array_set_size(file, (guint) scan.safe_end);
	stream = g_mime_stream_mem_new();
	g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), file);
	g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
	return g_mime_parser_construct_message(parser, NULL);
}
