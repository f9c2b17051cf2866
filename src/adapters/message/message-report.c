/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a mail is one of the two notifications that open no case (RFC 3464,
 * RFC 8098), by its parts and not by its dress: a report must not go away
 * because somebody wrapped it in one.
 */
#include "adapters/message/message-private.h"

/* No notification of a notice of ours has more than this. */
#define STATUS_BYTES (64 * 1024)

static gboolean
is_part_of(GMimeMultipart *multipart, int index, const char *type, const char *subtype)
{
	GMimeObject *part = g_mime_multipart_get_part(multipart, index);
	GMimeContentType *is = part ? g_mime_object_get_content_type(part) : NULL;

	return is && g_mime_content_type_is_type(is, type, subtype);
}

/*
 * RFC 6522 section 3: words for people, what a program says, and perhaps the
 * mail that it speaks of. With other parts, an attached form among them, it is
 * somebody's mail that only looks like one: no report may go away by its dress.
 */
static gboolean
has_parts_of(GMimeMultipart *multipart, const char *const subtypes[2])
{
	int count = g_mime_multipart_get_count(multipart);

	if (!is_part_of(multipart, 0, "text", "*") &&
		!is_part_of(multipart, 0, "multipart", "alternative"))
		return FALSE;
	if (!is_part_of(multipart, 1, "message", subtypes[0]) &&
		!is_part_of(multipart, 1, "message", subtypes[1]))
		return FALSE;
	return count == 2 ||
	       (count == 3 && (is_part_of(multipart, 2, "message", "*") ||
				      is_part_of(multipart, 2, "text", "rfc822-headers")));
}

/* The decoded text of a part; NULL if it is none or larger than it may be. g_free() it. */
static char *
text_of(GMimeObject *object)
{
	GMimeDataWrapper *content =
		GMIME_IS_PART(object) ? g_mime_part_get_content(GMIME_PART(object)) : NULL;
	GMimeStream *written = content ? g_mime_data_wrapper_get_stream(content) : NULL;

	if (!written || g_mime_stream_length(written) > STATUS_BYTES)
		return NULL;
	g_autoptr(GMimeStream) out = g_mime_stream_mem_new();
	if (g_mime_data_wrapper_write_to_stream(content, out) < 0)
		return NULL;
	const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
	return bytes->len ? g_utf8_make_valid((const char *) bytes->data, bytes->len)
			  : g_strdup("");
}

/* The Message-ID of the mail that comes back, whole or its headers; NULL: neither has one. */
static char *
returned_id(GMimeMultipart *multipart)
{
	if (g_mime_multipart_get_count(multipart) < 3)
		return NULL;
	GMimeObject *part = g_mime_multipart_get_part(multipart, 2);
	if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));

		return message ? message_take_text(g_strdup(g_mime_message_get_message_id(message)))
			       : NULL;
	}
	g_autofree char *headers = text_of(part);
	return headers ? delivery_report_find_message_id(headers) : NULL;
}

/* RFC 3464 section 2.3: it says of a recipient what became of a mail. */
static gboolean
accept_delivery(Mail *mail, GMimeMultipart *multipart)
{
	g_autofree char *text = text_of(g_mime_multipart_get_part(multipart, 1));
	DeliveryReport *report = text ? delivery_report_parse(text) : NULL;

	if (!report)
		return FALSE;
	report->message_id = returned_id(multipart);
	delivery_report_free(mail->delivery);
	mail->delivery = report;
	return TRUE;
}

/* RFC 8098 section 3.2.6: it says what became of a mail that had come. */
static gboolean
accept_disposition(Mail *mail G_GNUC_UNUSED, GMimeMultipart *multipart)
{
	g_autofree char *text = text_of(g_mime_multipart_get_part(multipart, 1));

	return text && delivery_report_has_field(text, "Disposition");
}

/* What a mail is that has report_type, if its second part is of one of the types. */
static const struct {
	const char *report_type;
	const char *parts[2]; /* and its form for addresses beyond ASCII (RFC 6533) */
	gboolean (*accept)(Mail *mail, GMimeMultipart *multipart);
	MailSign sign;
} reports[] = {
	{ "delivery-status", { "delivery-status", "global-delivery-status" }, accept_delivery,
		MAIL_SIGN_DSN }, /* RFC 3464 */
	{ "disposition-notification",
		{ "disposition-notification", "global-disposition-notification" },
		accept_disposition, MAIL_SIGN_MDN }, /* RFC 8098 */
};

void
message_report_read(GMimeMessage *message, Mail *mail)
{
	GMimeObject *top = g_mime_message_get_mime_part(message);
	GMimeContentType *type = top ? g_mime_object_get_content_type(top) : NULL;

	if (!type || !g_mime_content_type_is_type(type, "multipart", "report"))
		return;
	const char *report = g_mime_content_type_get_parameter(type, "report-type");
	for (gsize i = 0; report && i < G_N_ELEMENTS(reports); i++) {
		if (g_ascii_strcasecmp(report, reports[i].report_type) != 0)
			continue;
		mail->signs |= MAIL_SIGN_REPORT_TYPE;
		if (GMIME_IS_MULTIPART(top) &&
			has_parts_of(GMIME_MULTIPART(top), reports[i].parts) &&
			reports[i].accept(mail, GMIME_MULTIPART(top)))
			mail->signs |= reports[i].sign;
	}
}
