/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mail of a notice, built by GMime. Every string that becomes a header is
 * checked or cleaned here, wherever it came from, so that none can start
 * another header. One recipient a mail; no Reply-To, no Cc, no Bcc.
 */
#include "adapters/message/compose-gmime.h"

#include <gmime/gmime.h>
#include <string.h>

#include "core/error.h"
#include "core/text.h"

#define NAME_CHARS     120
#define SUBJECT_CHARS  200
#define ID_BYTES       250 /* fits a header line of 998 with its neighbours folded off */
#define REFERENCES_MAX 20

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddress, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFormatOptions, g_mime_format_options_free)

/* GMime counts its initialisations, so others may call it too. */
static void
init_once(void)
{
	static gsize done = 0;

	if (g_once_init_enter(&done)) {
		g_mime_init();
		g_once_init_leave(&done, 1);
	}
}

/* RFC 5322 section 3.6.4, as strictly as our own ids are: no space, no quotes. */
static gboolean
is_id(const char *id)
{
	const char *at = id ? strchr(id, '@') : NULL;

	if (!at || at == id || !at[1] || strchr(at + 1, '@') || strlen(id) > ID_BYTES)
		return FALSE;
	for (const char *p = id; *p; p++)
		if (!g_ascii_isgraph(*p) || strchr("<>()\",;:\\", *p))
			return FALSE;
	return TRUE;
}

/* RFC 5646, as far as it is used here: "sv", "sv-SE". */
static gboolean
is_language(const char *language)
{
	gsize length = language ? strlen(language) : 0;

	return length >= 2 && length <= 35 &&
	       strspn(language,
		       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length;
}

static gboolean
check_request(const ComposeRequest *request, GError **error)
{
	const struct {
		gboolean good;
		const char *what;
		const char *value;
	} checks[] = {
		{ text_is_address(request->from_address), "sender address", request->from_address },
		{ text_is_address(request->to_address), "recipient address", request->to_address },
		{ !request->reply_to || text_is_address(request->reply_to), "address for answers",
			request->reply_to },
		{ is_id(request->message_id), "Message-ID", request->message_id },
		{ is_language(request->language), "language", request->language },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(checks); i++) {
		if (checks[i].good)
			continue;
		g_autofree char *shown = text_to_line(checks[i].value, 80);
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"the %s '%s' cannot stand in a mail header", checks[i].what, shown);
		return FALSE;
	}
	return TRUE;
}

static void
set_header(GMimeMessage *message, const char *name, const char *value)
{
	g_mime_object_set_header(GMIME_OBJECT(message), name, value, NULL);
}

/* Not g_mime_message_add_mailbox(): it would write names in ISO 8859-1 where it can. */
static void
add_person(InternetAddressList *list, const char *name, const char *address)
{
	g_autofree char *line = text_to_line(name, NAME_CHARS);
	g_autoptr(InternetAddress) person =
		internet_address_mailbox_new(*line ? line : NULL, address);

	internet_address_set_charset(person, "utf-8");
	internet_address_list_add(list, person);
}

static void
set_people(GMimeMessage *message, const ComposeRequest *request)
{
	g_autofree char *subject = text_to_line(request->subject, SUBJECT_CHARS);

	add_person(g_mime_message_get_from(message), request->from_name, request->from_address);
	add_person(g_mime_message_get_to(message), request->to_name, request->to_address);
	if (request->reply_to)
		add_person(g_mime_message_get_reply_to(message), request->from_name,
			request->reply_to);
	g_mime_message_set_subject(message, subject, "utf-8");
}

static void
set_date(GMimeMessage *message, const ComposeRequest *request)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(request->date / 1000);
	g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, request->zone);

	g_mime_message_set_date(message, local);
}

/* The first and the newest ids stay when there are many (RFC 5322 section 3.6.4). */
static void
set_references(GMimeMessage *message, const char *const *references)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	g_autoptr(GString) header = g_string_new(NULL);

	for (gsize i = 0; references && references[i]; i++)
		if (is_id(references[i]))
			g_ptr_array_add(ids, (gpointer) references[i]);
	if (ids->len == 0)
		return;
	if (ids->len > REFERENCES_MAX)
		g_ptr_array_remove_range(ids, 1, ids->len - REFERENCES_MAX);
	for (guint i = 0; i < ids->len; i++)
		g_string_append_printf(
			header, "%s<%s>", i ? " " : "", (const char *) g_ptr_array_index(ids, i));
	g_autofree char *answered =
		g_strdup_printf("<%s>", (const char *) g_ptr_array_index(ids, ids->len - 1));
	set_header(message, "In-Reply-To", answered);
	set_header(message, "References", header->str);
}

/* Line ends as "\n" only; GMime writes them as CRLF. */
static char *
unix_lines(const char *text)
{
	char *lines = g_strdup(text ? text : ""), *to = lines;

	for (const char *from = lines; *from; from++)
		if (*from != '\r')
			*to++ = *from;
		else if (from[1] != '\n')
			*to++ = '\n';
	*to = '\0';
	return lines;
}

static void
add_part(GMimeMultipart *alternative, const char *subtype, const char *text)
{
	g_autoptr(GMimePart) part = g_mime_part_new_with_type("text", subtype);
	g_autofree char *lines = unix_lines(text);
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(lines, strlen(lines));
	g_autoptr(GMimeDataWrapper) content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	/* Not g_mime_text_part_set_text(): it chooses ISO 8859-1 where that is enough. */
	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_multipart_add(alternative, GMIME_OBJECT(part));
}

/*
 * The boundaries follow from the Message-ID: the same mail twice is the same
 * bytes. "=_" never stands in quoted-printable (RFC 2045 section 6.7 rule 1), nor in
 * base64. Of one length, neither begins with the other.
 */
static void
set_boundary(GMimeMultipart *multipart, const char *message_id, guint level)
{
	g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, message_id, -1);
	g_autofree char *boundary = g_strdup_printf("=_%.32s", digest + 32 * level);

	g_mime_multipart_set_boundary(multipart, boundary);
}

static GMimeMultipart *
new_words(const ComposeRequest *request)
{
	GMimeMultipart *alternative = g_mime_multipart_new_with_subtype("alternative");

	set_boundary(alternative, request->message_id, 0);
	add_part(alternative, "plain", request->text);
	add_part(alternative, "html", request->html);
	return alternative;
}

/*
 * In base64: what is quoted-printable may come out with other line ends, and a
 * folded line with other white space.
 */
static void
attach(GMimeMultipart *mixed, GMimePart *part, const char *name, GBytes *bytes)
{
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(data, length);
	g_autoptr(GMimeDataWrapper) content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
	g_autofree char *line = text_to_line(name, NAME_CHARS);

	g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
	g_mime_part_set_filename(part, line); /* as the type's name, too */
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_mime_multipart_add(mixed, GMIME_OBJECT(part));
}

static void
add_calendar(GMimeMultipart *mixed, const ComposeCalendar *calendar)
{
	g_autoptr(GMimePart) part = g_mime_part_new_with_type("text", "calendar");

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "method", calendar->method);
	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	attach(mixed, part, calendar->name, calendar->bytes);
}

static void
add_file(GMimeMultipart *mixed, const ComposeFile *file)
{
	g_auto(GStrv) type = g_strsplit(file->type, "/", 2);
	g_autoptr(GMimePart) part = g_mime_part_new_with_type(type[0], type[1]);

	attach(mixed, part, file->name, file->bytes);
}

/*
 * Dates stand behind the words and never among them: Outlook makes a meeting of
 * one in the first part, and the words would be lost.
 */
static GMimeMultipart *
new_words_and_files(const ComposeRequest *request)
{
	GMimeMultipart *mixed = g_mime_multipart_new_with_subtype("mixed");
	g_autoptr(GMimeMultipart) words = new_words(request);

	set_boundary(mixed, request->message_id, 1);
	g_mime_multipart_add(mixed, GMIME_OBJECT(words));
	if (request->file.bytes)
		add_file(mixed, &request->file);
	for (gsize i = 0; i < request->n_calendars; i++)
		add_calendar(mixed, &request->calendars[i]);
	return mixed;
}

static void
set_body(GMimeMessage *message, const ComposeRequest *request)
{
	gboolean alone = !request->n_calendars && !request->file.bytes;
	g_autoptr(GMimeMultipart) body = alone ? new_words(request) : new_words_and_files(request);

	/* GMime keeps Content- headers with the part, and writes them among the message's. */
	g_mime_object_set_header(GMIME_OBJECT(body), "Content-Language", request->language, NULL);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(body));
}

static GBytes *
write_message(GMimeMessage *message)
{
	g_autoptr(GMimeFormatOptions) options = g_mime_format_options_new();
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();

	g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
	const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	return g_bytes_new(bytes->data, bytes->len);
}

gboolean
compose_notice(const ComposeRequest *request, GBytes **ret_message, GError **error)
{
	if (!check_request(request, error))
		return FALSE;
	init_once();
	g_autoptr(GMimeMessage) message = g_mime_message_new(TRUE);
	set_date(message, request);
	set_people(message, request);
	g_mime_message_set_message_id(message, request->message_id);
	set_references(message, request->references);
	set_header(message, "Auto-Submitted", "auto-generated");
	set_header(message, "X-Auto-Response-Suppress",
		request->suppress_oof ? "DR, RN, NRN, AutoReply, OOF" : "DR, RN, NRN, AutoReply");
	set_body(message, request);
	*ret_message = write_message(message);
	return TRUE;
}
