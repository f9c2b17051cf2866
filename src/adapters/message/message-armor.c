/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Puts other words into the texts of a mail, and leaves everything around them as it is. Judges
 * nothing. Must never drop a page that says anything else than the text beside it.
 */
#include "adapters/message/message-armor.h"

#include <string.h>

#include "adapters/message/message-private.h"
#include "adapters/message/message-scan.h"
#include "adapters/message/message-text.h"
#include "core/markup/markup.h"

#define DEPTH_MAX 32

typedef struct {
	MessageArmorRead read;
	gpointer user;
	guint replaced; /* texts of the mail */
} Walk;

/* The decoded bytes of a leaf, or NULL. */
static GByteArray *
decode_leaf(GMimeObject *leaf)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
	GMimeDataWrapper *content =
		GMIME_IS_PART(leaf) ? g_mime_part_get_content(GMIME_PART(leaf)) : NULL;

	if (!content)
		return NULL;
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	g_mime_data_wrapper_write_to_stream(content, stream);
	return g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
}

/* A text of that kind which is shown in the mail, and no file. */
static gboolean
is_text(GMimeObject *leaf, const char *kind)
{
	GMimeContentType *type = g_mime_object_get_content_type(leaf);

	if (!GMIME_IS_PART(leaf) || g_mime_part_is_attachment(GMIME_PART(leaf)) ||
		!g_mime_content_type_is_type(type, "text", kind))
		return FALSE;
	const char *name = g_mime_part_get_filename(GMIME_PART(leaf));
	return !name || !*name;
}

static const char *
charset_of(GMimeObject *leaf)
{
	return g_mime_object_get_content_type_parameter(leaf, "charset");
}

/* All letters and digits of a text, of a page as it is shown. g_free() them. */
static char *
letters_of(GMimeObject *leaf, const GByteArray *bytes, gboolean page)
{
	g_autofree char *text =
		message_text_decode((const char *) bytes->data, bytes->len, charset_of(leaf));
	g_autofree char *words =
		text && page ? markup_to_words(g_strdelimit(text, "\r\n", ' ')) : NULL;
	GString *letters = g_string_new(NULL);

	for (const char *p = page ? words : text; p && *p; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			g_string_append_unichar(letters, g_utf8_get_char(p));
	return g_string_free(letters, FALSE);
}

/* Takes the pages out of multipart that say what letters are. */
static void
drop_pages(GMimeMultipart *multipart, const char *letters, guint depth)
{
	for (int i = g_mime_multipart_get_count(multipart) - 1; i >= 0; i--) {
		GMimeObject *object = g_mime_multipart_get_part(multipart, i);
		g_autoptr(GByteArray) bytes = NULL;

		if (GMIME_IS_MULTIPART(object) && depth < DEPTH_MAX)
			drop_pages(GMIME_MULTIPART(object), letters, depth + 1);
		if (!is_text(object, "html") || !(bytes = decode_leaf(object)))
			continue;
		g_autofree char *page = letters_of(object, bytes, TRUE);
		if (*page && strcmp(page, letters) == 0)
			g_object_unref(g_mime_multipart_remove_at(multipart, i));
	}
}

static void
set_text(GMimePart *part, const char *text)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
	GMimeDataWrapper *content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_part_set_content(part, content);
	g_object_unref(content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	/* Nobody signed that its lines are to be joined. */
	GMimeParamList *labels = g_mime_content_type_get_parameters(
		g_mime_object_get_content_type(GMIME_OBJECT(part)));
	g_mime_param_list_remove(labels, "format");
	g_mime_param_list_remove(labels, "delsp");
}

/* around: the multipart/alternative in which leaf stands, or NULL. */
static void
take_leaf(Walk *walk, GMimeObject *leaf, GMimeMultipart *around)
{
	g_autoptr(GByteArray) bytes = is_text(leaf, "plain") ? decode_leaf(leaf) : NULL;
	g_autofree char *text = bytes ? walk->read((const char *) bytes->data, bytes->len,
						charset_of(leaf), walk->user)
				      : NULL;

	if (!text)
		return;
	walk->replaced++;
	if (around) {
		g_autofree char *letters = letters_of(leaf, bytes, FALSE);
		drop_pages(around, letters, 0);
	}
	set_text(GMIME_PART(leaf), text);
}

static void
take_object(Walk *walk, GMimeObject *object, GMimeMultipart *around, guint depth)
{
	if (!GMIME_IS_MULTIPART(object)) {
		take_leaf(walk, object, around);
		return;
	}
	GMimeMultipart *multipart = GMIME_MULTIPART(object);
	if (g_mime_content_type_is_type(
		    g_mime_object_get_content_type(object), "multipart", "alternative"))
		around = multipart;
	/* A page may go on the way. */
	for (int i = 0; depth < DEPTH_MAX && i < g_mime_multipart_get_count(multipart); i++)
		take_object(walk, g_mime_multipart_get_part(multipart, i), around, depth + 1);
}

static GBytes *
write_message(GMimeMessage *message)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();

	g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream);
	const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	return g_bytes_new(bytes->data, bytes->len);
}

GBytes *
message_armor_replace(GBytes *raw, MessageArmorRead read, gpointer user, guint *ret_replaced)
{
	Walk walk = { .read = read, .user = user };
	gsize length;
	const char *data = g_bytes_get_data(raw, &length);

	*ret_replaced = 0;
	if (!length || message_scan(data, length, NULL).exceeded != MESSAGE_LIMIT_NONE)
		return NULL;
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(data, length);
	g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
	g_autoptr(GMimeMessage) message = g_mime_parser_construct_message(parser, NULL);
	GMimeObject *top = message ? g_mime_message_get_mime_part(message) : NULL;
	if (!top)
		return NULL;
	take_object(&walk, top, NULL, 0);
	*ret_replaced = walk.replaced;
	return walk.replaced ? write_message(message) : NULL;
}
