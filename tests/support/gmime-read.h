/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>
#include <string.h>

/* A mail as its reader's program takes it apart; g_object_unref() it. */
static inline GMimeMessage *
gmime_read(GBytes *bytes)
{
	gsize size = 0;
	const char *data = g_bytes_get_data(bytes, &size);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

	g_assert_nonnull(message);
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

/* The part's bytes, out of their transfer encoding. */
static inline GBytes *
gmime_decode(GMimeObject *part)
{
	GMimeStream *stream = g_mime_stream_mem_new();

	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream);
	const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	GBytes *decoded = g_bytes_new(bytes->data, bytes->len);
	g_object_unref(stream);
	return decoded;
}

/* Fails unless the object's media type is that one, "text/calendar". */
static inline void
gmime_assert_type(GMimeObject *object, const char *type)
{
	char *found = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object));

	g_assert_cmpstr(found, ==, type);
	g_free(found);
}
