/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/mail-parts.h"

#include <gmime/gmime.h>
#include <poppler.h>

#include "adapters/paper/zip-files.h"
#include "core/markup/markup.h"
#include "core/form/return-form.h"

static void
add_folded(GString *out, const char *text)
{
	g_autofree char *folded = g_utf8_casefold(text, -1);

	g_string_append(out, folded);
	g_string_append_c(out, '\n');
}

static void
add_headers(GString *out, GMimeObject *part)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(part);

	for (int i = 0; i < g_mime_header_list_get_count(list); i++) {
		GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
		g_autofree char *value =
			g_mime_utils_header_decode_text(NULL, g_mime_header_get_raw_value(header));

		add_folded(out, g_mime_header_get_name(header));
		add_folded(out, value);
	}
}

/* Of a Word document each of its files, and the words that a reader's program would show. */
static void
add_document(GString *out, const GByteArray *bytes)
{
	g_autoptr(GBytes) archive = g_bytes_new(bytes->data, bytes->len);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) files = zip_files_read(archive, &error);

	g_assert_no_error(error);
	for (guint i = 0; i < files->len; i++) {
		const ZipFile *file = g_ptr_array_index(files, i);
		gsize length;
		const char *data = g_bytes_get_data(file->content, &length);
		g_autofree char *text = g_strndup(data, length);
		g_autofree char *words = markup_to_words(text);

		g_assert_true(g_utf8_validate(text, -1, NULL));
		add_folded(out, file->name);
		add_folded(out, text);
		add_folded(out, words);
	}
}

/* Of a PDF what it says of itself, a line each that begins with MAIL_PARTS_PDF, and its pages. */
static void
add_pdf(GString *out, const GByteArray *bytes)
{
	g_autoptr(GBytes) content = g_bytes_new(bytes->data, bytes->len);
	g_autoptr(GError) error = NULL;
	PopplerDocument *pdf = poppler_document_new_from_bytes(content, NULL, &error);

	g_assert_no_error(error);
	char *const said[] = { poppler_document_get_title(pdf), poppler_document_get_author(pdf),
		poppler_document_get_subject(pdf), poppler_document_get_keywords(pdf),
		poppler_document_get_creator(pdf), poppler_document_get_metadata(pdf) };
	for (gsize i = 0; i < G_N_ELEMENTS(said); i++) {
		g_autofree char *line =
			g_strdup_printf(MAIL_PARTS_PDF "%s", said[i] ? said[i] : "");

		add_folded(out, line);
		g_free(said[i]);
	}
	for (int n = 0; n < poppler_document_get_n_pages(pdf); n++) {
		PopplerPage *page = poppler_document_get_page(pdf, n);
		g_autofree char *text = poppler_page_get_text(page);

		add_folded(out, text);
		g_object_unref(page);
	}
	g_object_unref(pdf);
}

/* Files that are no text, by their media types. */
static const struct {
	const char *type;
	void (*add)(GString *out, const GByteArray *bytes);
} files[] = { { RETURN_FORM_TYPE, add_document }, { "application/pdf", add_pdf } };

static gboolean
add_file(GString *out, GMimeObject *part, const GByteArray *bytes)
{
	g_autofree char *type =
		g_mime_content_type_get_mime_type(g_mime_object_get_content_type(part));

	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		if (!g_str_equal(type, files[i].type))
			continue;
		files[i].add(out, bytes);
		return TRUE;
	}
	return FALSE;
}

/* A file's name, the text as it is, and of HTML also the words without their marks. */
static void
add_part(GMimeObject *parent G_GNUC_UNUSED, GMimeObject *part, gpointer user)
{
	GString *out = user;

	add_headers(out, part);
	if (!GMIME_IS_PART(part))
		return;
	GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
	GMimeStream *stream = g_mime_stream_mem_new();
	const char *name = g_mime_part_get_filename(GMIME_PART(part));

	g_assert_cmpint(g_mime_data_wrapper_write_to_stream(content, stream), >=, 0);
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	g_autofree char *text = g_strndup((const char *) bytes->data, bytes->len);
	g_autofree char *words = markup_to_words(text);
	if (name)
		add_folded(out, name);
	if (add_file(out, part, bytes)) {
		g_object_unref(stream);
		return;
	}
	g_assert_true(g_utf8_validate(text, -1, NULL));
	add_folded(out, text);
	add_folded(out, words);
	/* A calendar's lines go on after white space (RFC 5545 section 3.1). */
	g_auto(GStrv) lines = g_regex_split_simple("\r\n[ \t]", text, 0, 0);
	g_autofree char *unfolded = g_strjoinv(NULL, lines);
	add_folded(out, unfolded);
	g_object_unref(stream);
}

char *
mail_parts_read(GBytes *mail, char **ret_headers)
{
	gsize size;
	const char *data = g_bytes_get_data(mail, &size);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	GString *headers = g_string_new(NULL);
	GString *parts = g_string_new(NULL);

	add_headers(headers, GMIME_OBJECT(message));
	add_part(NULL, g_mime_message_get_mime_part(message), parts);
	g_mime_message_foreach(message, add_part, parts);
	g_object_unref(message);
	g_object_unref(parser);
	g_object_unref(stream);
	*ret_headers = g_string_free(headers, FALSE);
	return g_string_free(parts, FALSE);
}
