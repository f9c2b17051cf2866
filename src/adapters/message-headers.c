/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the headers of a mail say: one pass over them, a table row a header.
 * Of a header that may stand once the first counts. Only reads; whether a sign
 * of automatic mail matters is for intake to decide.
 */
#include <string.h>

#include "adapters/message-private.h"
#include "core/mail-date.h"
#include "core/received.h"
#include "core/text.h"

typedef void (*HeaderRead)(Mail *mail, GMimeParserOptions *options, const char *raw);

static char *
take_stripped(char *text)
{
	return message_take_text(g_strstrip(text));
}

static void
read_message_id(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	(void) options;
	if (mail->message_id)
		return;
	char *id = g_mime_utils_decode_message_id(raw);
	mail->message_id = take_stripped(id ? id : g_strdup(raw));
	if (!*mail->message_id)
		g_clear_pointer(&mail->message_id, g_free);
}

static void
read_references(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	g_autoptr(GMimeReferences) list = g_mime_references_parse(options, raw);
	int count = g_mime_references_length(list);

	for (int i = 0; i < count; i++)
		g_ptr_array_add(mail->references,
			message_take_text(g_strdup(g_mime_references_get_message_id(list, i))));
}

static void
read_subject(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	g_autofree char *unfolded = g_mime_utils_header_unfold(raw);

	if (!mail->subject)
		mail->subject = take_stripped(g_mime_utils_header_decode_text(options, unfolded));
}

/* The first mailbox of a list, looked for in its groups too. Borrowed, or NULL. */
static InternetAddress *
find_mailbox(InternetAddressList *list)
{
	for (int i = 0; list && i < internet_address_list_length(list); i++) {
		InternetAddress *address = internet_address_list_get_address(list, i);

		if (INTERNET_ADDRESS_IS_GROUP(address))
			address = find_mailbox(internet_address_group_get_members(
				INTERNET_ADDRESS_GROUP(address)));
		if (address)
			return address;
	}
	return NULL;
}

static void
read_from(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	g_autoptr(InternetAddressList) list = internet_address_list_parse(options, raw);
	InternetAddress *mailbox = find_mailbox(list);

	if (mail->from_address) {
		g_ptr_array_add(mail->issues,
			g_strdup("the mail has several From: headers; the first counts"));
		return;
	}
	if (!mailbox)
		return;
	const char *address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(mailbox));
	mail->from_address = address && *address ? take_stripped(g_strdup(address)) : NULL;
	const char *name = internet_address_get_name(mailbox);
	if (mail->from_address && !mail->from_name)
		mail->from_name = name && *name ? take_stripped(g_strdup(name)) : NULL;
}

static void
read_date(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	(void) options;
	if (mail->date_raw)
		return;
	mail->date_raw = take_stripped(g_strdup(raw));
	if (!mail_date_parse(mail->date_raw, &mail->date))
		mail->date = INSTANT_NONE;
}

static void
read_received(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	(void) options;
	g_ptr_array_add(mail->trace, received_parse(raw));
}

static const struct {
	const char *name;
	HeaderRead read;
} readers[] = {
	{ "Message-ID", read_message_id },
	{ "In-Reply-To", read_references },
	{ "References", read_references },
	{ "Subject", read_subject },
	{ "From", read_from },
	{ "Date", read_date },
	{ "Received", read_received },
};

/*
 * Headers that are signs of automatic mail, by their first word (lower-case,
 * without comments and parameters). words: only these count, or any other than
 * these if except is set.
 */
static const struct {
	const char *name;
	const char *words[5];
	gboolean except;
	MailSign sign;
} signs[] = {
	{ "Auto-Submitted", { "no", "" }, TRUE, MAIL_SIGN_AUTO_SUBMITTED }, /* RFC 3834 section 5 */
	{ "Precedence", { "bulk", "junk", "list", "auto_reply" }, FALSE, MAIL_SIGN_BULK },
	{ "List-Id", { NULL }, TRUE, MAIL_SIGN_BULK },             /* RFC 2919 */
	{ "Return-Path", { "<>" }, FALSE, MAIL_SIGN_NULL_SENDER }, /* RFC 5321 section 4.5.5 */
	{ "X-Auto-Response-Suppress", { "none", "" }, TRUE, MAIL_SIGN_SUPPRESS }, /* MS-OXCMAIL */
	{ "X-Autoreply", { "no" }, TRUE, MAIL_SIGN_SUPPRESS },
	{ "X-Autorespond", { "no" }, TRUE, MAIL_SIGN_SUPPRESS },
	{ "X-Autoresponder", { "no" }, TRUE, MAIL_SIGN_SUPPRESS },
	{ "X-Auto-Reply", { "no" }, TRUE, MAIL_SIGN_SUPPRESS },
	{ "X-AutoReply-From", { NULL }, TRUE, MAIL_SIGN_SUPPRESS },
	{ "X-Mail-Autoreply", { NULL }, TRUE, MAIL_SIGN_SUPPRESS },
};

/* Starts of local parts, without "-", "_" and ".", that nobody reads. */
static const char *const no_reply_names[] = { "noreply", "donotreply", "dontreply", "svarainte",
	"svaraej", "ejsvar", "mailerdaemon", "postmaster" };

/* The first word of a header's value: behind comments, before parameters. g_free() it. */
static char *
first_word(const char *raw)
{
	guint depth = 0;

	for (; *raw && (depth || g_ascii_isspace(*raw) || *raw == '('); raw++) {
		if (depth && *raw == '\\' && raw[1])
			raw++;
		else if (*raw == '(')
			depth++;
		else if (*raw == ')')
			depth--;
	}
	return g_ascii_strdown(raw, (gssize) strcspn(raw, " \t\r\n;,("));
}

static gboolean
is_sign(gsize row, const char *word)
{
	gboolean listed = FALSE;

	for (gsize i = 0; i < G_N_ELEMENTS(signs[row].words) && signs[row].words[i]; i++)
		listed = listed || strcmp(signs[row].words[i], word) == 0;
	return listed != signs[row].except;
}

static void
read_header(Mail *mail, GMimeParserOptions *options, GMimeHeader *header)
{
	const char *name = g_mime_header_get_name(header);
	const char *raw = g_mime_header_get_raw_value(header);

	for (gsize i = 0; i < G_N_ELEMENTS(readers); i++)
		if (g_ascii_strcasecmp(name, readers[i].name) == 0)
			readers[i].read(mail, options, raw);
	for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
		if (g_ascii_strcasecmp(name, signs[i].name) != 0)
			continue;
		g_autofree char *word = first_word(raw);
		if (is_sign(i, word))
			mail->signs |= signs[i].sign;
	}
}

/* What a mail is that has report_type, if its second part is of one of the types. */
static const struct {
	const char *report_type;
	const char *parts[2]; /* and its form for addresses beyond ASCII (RFC 6533) */
	MailSign sign;
} reports[] = {
	{ "delivery-status", { "delivery-status", "global-delivery-status" },
		MAIL_SIGN_DSN }, /* RFC 3464 */
	{ "disposition-notification",
		{ "disposition-notification", "global-disposition-notification" },
		MAIL_SIGN_MDN }, /* RFC 8098 */
};

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

static void
read_report_type(Mail *mail, GMimeMessage *message)
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
		if (GMIME_IS_MULTIPART(top) && has_parts_of(GMIME_MULTIPART(top), reports[i].parts))
			mail->signs |= reports[i].sign;
	}
}

static void
read_no_reply_name(Mail *mail)
{
	g_autofree char *address = text_fold_address(mail->from_address);
	char *out = address;

	for (const char *p = address; *p && *p != '@'; p++)
		if (!strchr("-_.", *p))
			*out++ = *p;
	*out = '\0';
	for (gsize i = 0; i < G_N_ELEMENTS(no_reply_names); i++)
		if (g_str_has_prefix(address, no_reply_names[i]))
			mail->signs |= MAIL_SIGN_NO_REPLY_NAME;
}

void
message_headers_read(GMimeMessage *message, GMimeParserOptions *options, Mail *mail)
{
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
	int count = g_mime_header_list_get_count(headers);

	for (int i = 0; i < count; i++)
		read_header(mail, options, g_mime_header_list_get_header_at(headers, i));
	read_report_type(mail, message);
	read_no_reply_name(mail);
}
