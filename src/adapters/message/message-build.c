/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mail that we write ourselves for a report on paper, by word of mouth or in
 * another mailbox. Nobody is sent it.
 */
#include "adapters/message/message-build.h"

#include <gmime/gmime.h>
#include <string.h>

#include "core/date.h"
#include "core/error.h"
#include "core/text.h"

/* How the report came, as the subject says it. */
static const struct {
	const char *how, *subject;
} ways[] = {
	{ "paper", "Rapport som lämnades på papper" },
	{ "oral", "Rapport som lämnades muntligt" },
	{ "mail", "Rapport som kom med e-post till en annan adress" },
};

static GMimePart *
part_new(const char *type, const char *subtype, GBytes *bytes, GMimeContentEncoding encoding)
{
	GMimePart *part = g_mime_part_new_with_type(type, subtype);
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(length ? data : "", length);
	GMimeDataWrapper *content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, encoding);
	g_object_unref(content);
	g_object_unref(stream);
	return part;
}

static gboolean
add_file(GMimeMultipart *mixed, const char *path, GError **error)
{
	g_autoptr(GError) cause = NULL;
	char *data;
	gsize length;

	if (!g_file_get_contents(path, &data, &length, &cause)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "cannot read %s: %s", path,
			cause->message);
		return FALSE;
	}
	g_autoptr(GBytes) bytes = g_bytes_new_take(data, length);
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *clean = text_to_line(name, 200);
	GMimePart *part =
		part_new("application", "octet-stream", bytes, GMIME_CONTENT_ENCODING_BASE64);

	g_mime_part_set_filename(part, clean);
	g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
	g_mime_multipart_add(mixed, GMIME_OBJECT(part));
	g_object_unref(part);
	return TRUE;
}

/*
 * A mail has a text (RFC 2046 section 5.1.1 asks for one part at least). This one is empty: words
 * of ours would be read, and judged, as the reporter's.
 */
static void
add_text(GMimeMultipart *mixed)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static("", 0);
	GMimePart *part = part_new("text", "plain", bytes, GMIME_CONTENT_ENCODING_7BIT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_multipart_add(mixed, GMIME_OBJECT(part));
	g_object_unref(part);
}

static const char *
subject_of(const MessageReport *report)
{
	for (guint i = 0; i < G_N_ELEMENTS(ways); i++)
		if (strcmp(report->how, ways[i].how) == 0)
			return ways[i].subject;
	return ways[0].subject;
}

static void
set_headers(GMimeMessage *message, const MessageReport *report)
{
	g_autofree char *domain = text_address_domain(report->board_address);
	g_autofree char *nonce = g_uuid_string_random();
	g_autofree char *id = g_strdup_printf("entered.%s@%s", nonce, domain);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(report->received / 1000);
	g_autoptr(GDateTime) date = g_date_time_to_timezone(utc, report->zone);

	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, NULL, report->reporter);
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_SENDER, NULL, report->taken_by);
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, NULL, report->board_address);
	g_mime_message_set_subject(message, subject_of(report), "utf-8");
	g_mime_message_set_date(message, date);
	g_mime_message_set_message_id(message, id);
}

static GBytes *
write_out(GMimeMessage *message)
{
	GMimeFormatOptions *options = g_mime_format_options_new();
	GMimeStream *stream = g_mime_stream_mem_new();

	g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
	GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	GBytes *raw = g_bytes_new(array->data, array->len);

	g_object_unref(stream);
	g_mime_format_options_free(options);
	return raw;
}

gboolean
message_build_report(const MessageReport *report, GBytes **ret_raw, GError **error)
{
	if (!text_is_address(report->reporter) || !text_is_address(report->taken_by)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"the reporter and who took the report are written as mail addresses");
		return FALSE;
	}
	GMimeMessage *message = g_mime_message_new(TRUE);
	GMimeMultipart *mixed = g_mime_multipart_new_with_subtype("mixed");
	gboolean good = TRUE;

	add_text(mixed);
	for (guint i = 0; good && report->files[i]; i++)
		good = add_file(mixed, report->files[i], error);
	set_headers(message, report);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(mixed));
	if (good)
		*ret_raw = write_out(message);
	g_object_unref(mixed);
	g_object_unref(message);
	return good;
}
