/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was signed of a mail, byte by byte as it was (RFC 1847 section 2.1). Judges nothing.
 */
#include "adapters/message/message-signed.h"

#include "adapters/message/message-private.h"
#include "adapters/message/message-scan.h"

static GBytes *
copy_stream(GMimeStream *stream)
{
	const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));

	return g_bytes_new(bytes->data, bytes->len);
}

/* GMime writes headers and content of a parsed part as it read them. */
static GBytes *
write_part(GMimeObject *part)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
	GMimeFormatOptions *options = g_mime_format_options_new();

	g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(part, options, stream);
	g_mime_format_options_free(options);
	return copy_stream(stream);
}

static GBytes *
decode_part(GMimeObject *part)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
	GMimeDataWrapper *content =
		GMIME_IS_PART(part) ? g_mime_part_get_content(GMIME_PART(part)) : NULL;

	if (content)
		g_mime_data_wrapper_write_to_stream(content, stream);
	return copy_stream(stream);
}

static gboolean
take(GMimeObject *top, MessageSigned *ret_signed)
{
	if (!GMIME_IS_MULTIPART(top) ||
		!g_mime_content_type_is_type(
			g_mime_object_get_content_type(top), "multipart", "signed") ||
		g_mime_multipart_get_count(GMIME_MULTIPART(top)) != 2)
		return FALSE;
	GMimeObject *signature = g_mime_multipart_get_part(GMIME_MULTIPART(top), 1);
	g_autofree char *type =
		g_mime_content_type_get_mime_type(g_mime_object_get_content_type(signature));
	ret_signed->openpgp = g_ascii_strcasecmp(type, "application/pgp-signature") == 0;
	ret_signed->text = write_part(g_mime_multipart_get_part(GMIME_MULTIPART(top), 0));
	ret_signed->signature = decode_part(signature);
	return TRUE;
}

gboolean
message_signed_read(GBytes *raw, MessageSigned *ret_signed)
{
	gsize length;
	const char *data = g_bytes_get_data(raw, &length);
	MessageScan scan = message_scan(data, length, NULL);

	if (!length || scan.exceeded != MESSAGE_LIMIT_NONE)
		return FALSE;
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(data, length);
	g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
	g_autoptr(GMimeMessage) message = g_mime_parser_construct_message(parser, NULL);
	GMimeObject *top = message ? g_mime_message_get_mime_part(message) : NULL;
	return top && take(top, ret_signed);
}

void
message_signed_clear(MessageSigned *message)
{
	g_clear_pointer(&message->text, g_bytes_unref);
	g_clear_pointer(&message->signature, g_bytes_unref);
}
