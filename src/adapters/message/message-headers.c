/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the headers of a mail say: one pass over them, a table row a header.
 * Of a header that may stand once the first counts. Only reads; whether a sign
 * of automatic mail matters is for intake to decide.
 */
#include <string.h>

#include "adapters/message/message-private.h"
#include "core/mail/mail-date.h"
#include "core/mail/received.h"
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

/* How often sign stands outside comments and quoted strings. */
static guint
count_signs(const char *raw, char sign)
{
	guint signs = 0, depth = 0;
	gboolean quoted = FALSE;

	for (const char *p = raw; *p; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == '"' && !depth)
			quoted = !quoted;
		else if (*p == '(' && !quoted)
			depth++;
		else if (*p == ')' && depth)
			depth--;
		else if (*p == sign && !quoted && !depth)
			signs++;
	}
	return signs;
}

/* Servers and readers differ in which of several is looked at. */
static gboolean
names_several(InternetAddressList *list, const char *raw)
{
	/* Some programs part addresses by semicolons. */
	return count_signs(raw, '<') > 1 || count_signs(raw, ';') > 0 ||
	       (list && (internet_address_list_length(list) > 1 ||
				(internet_address_list_length(list) == 1 &&
					INTERNET_ADDRESS_IS_GROUP(
						internet_address_list_get_address(list, 0)))));
}

static void
read_from(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	g_autoptr(InternetAddressList) list = internet_address_list_parse(options, raw);
	InternetAddress *mailbox = find_mailbox(list);

	mail->several_from |= mail->has_from || names_several(list, raw);
	mail->has_from = TRUE;
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

/* So many, for each costs; ours stand at the top. */
#define AUTHENTICATIONS 50

static void
read_authentication(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	(void) options;
	if (mail->authentications->len >= AUTHENTICATIONS)
		return;
	MailAuthentication *line = g_new0(MailAuthentication, 1);

	line->said = authentication_parse(raw);
	line->below = mail->trace->len;
	g_ptr_array_add(mail->authentications, line);
}

/* [MS-OXCMAIL]: Internal, if Exchange itself knows the sender. Two are somebody else's. */
static void
read_auth_as(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	g_autofree char *value = g_strstrip(g_strdup(raw));

	(void) options;
	mail->internal = !mail->auth_as && g_ascii_strcasecmp(value, "Internal") == 0;
	mail->auth_as = TRUE;
}

/* So many, and so much of each: only an address of ours is looked for. */
#define ADDRESSED       20
#define ADDRESSED_BYTES 4096

static void
read_addressed(Mail *mail, GMimeParserOptions *options, const char *raw)
{
	(void) options;
	if (mail->addressed->len < ADDRESSED)
		g_ptr_array_add(
			mail->addressed, message_take_text(g_strndup(raw, ADDRESSED_BYTES)));
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
	{ "Authentication-Results", read_authentication },
	{ "X-MS-Exchange-Organization-AuthAs", read_auth_as },
	{ "To", read_addressed },
	{ "Cc", read_addressed },
	{ "Delivered-To", read_addressed },
	{ "X-Original-To", read_addressed },
	{ "Envelope-To", read_addressed },
};

#define AUTO_REPLY (MAIL_SIGN_SUPPRESS | MAIL_SIGN_AUTO_REPLIED)

/*
 * Headers that are signs of automatic mail, by their first word (lower-case,
 * without comments and parameters). words: only these count, or any other than
 * these if except is set.
 */
static const struct {
	const char *name;
	const char *words[5];
	gboolean except;
	guint signs; /* MailSign bits */
} signs[] = {
	{ "Auto-Submitted", { "no", "" }, TRUE, MAIL_SIGN_AUTO_SUBMITTED }, /* RFC 3834 section 5 */
	{ "Auto-Submitted", { "auto-replied" }, FALSE, MAIL_SIGN_AUTO_REPLIED },
	{ "Precedence", { "bulk", "junk", "list", "auto_reply" }, FALSE, MAIL_SIGN_BULK },
	{ "Precedence", { "auto_reply" }, FALSE, MAIL_SIGN_AUTO_REPLIED },
	{ "List-Id", { NULL }, TRUE, MAIL_SIGN_BULK },             /* RFC 2919 */
	{ "Return-Path", { "<>" }, FALSE, MAIL_SIGN_NULL_SENDER }, /* RFC 5321 section 4.5.5 */
	{ "X-Auto-Response-Suppress", { "none", "" }, TRUE, MAIL_SIGN_SUPPRESS }, /* MS-OXCMAIL */
	{ "X-Autoreply", { "no" }, TRUE, AUTO_REPLY },
	{ "X-Autorespond", { "no" }, TRUE, AUTO_REPLY },
	{ "X-Autoresponder", { "no" }, TRUE, AUTO_REPLY },
	{ "X-Auto-Reply", { "no" }, TRUE, AUTO_REPLY },
	{ "X-AutoReply-From", { NULL }, TRUE, AUTO_REPLY },
	{ "X-Mail-Autoreply", { NULL }, TRUE, AUTO_REPLY },
	/* Exchange: on its out-of-office answers, and on what a rule passes on. */
	{ "X-MS-Exchange-Inbox-Rules-Loop", { NULL }, TRUE, MAIL_SIGN_MAILBOX_RULE },
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

/*
 * Encoded words that say us-ascii, and whose bytes are windows-1252: GMime has a
 * "?" for each. raw with the labels changed, NULL if it has none. g_free() it.
 */
static char *
mend_labels(const char *raw)
{
	static const char wrong[] = "=?us-ascii?", right[] = "=?windows-1252?";
	GString *out = NULL;
	const char *from = raw;

	for (const char *p = raw; (p = strstr(p, "=?")); p++) {
		if (g_ascii_strncasecmp(p, wrong, strlen(wrong)) != 0)
			continue;
		if (!out)
			out = g_string_new(NULL);
		g_string_append_len(out, from, p - from);
		g_string_append(out, right);
		from = p + strlen(wrong);
	}
	if (!out)
		return NULL;
	g_string_append(out, from);
	return g_string_free(out, FALSE);
}

static void
read_header(Mail *mail, GMimeParserOptions *options, GMimeHeader *header)
{
	const char *name = g_mime_header_get_name(header);
	const char *raw = g_mime_header_get_raw_value(header);
	g_autofree char *mended = mend_labels(raw);

	for (gsize i = 0; i < G_N_ELEMENTS(readers); i++)
		if (g_ascii_strcasecmp(name, readers[i].name) == 0)
			readers[i].read(mail, options, mended ? mended : raw);
	for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
		if (g_ascii_strcasecmp(name, signs[i].name) != 0)
			continue;
		g_autofree char *word = first_word(raw);
		if (is_sign(i, word))
			mail->signs |= signs[i].signs;
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
	message_report_read(message, mail);
	read_no_reply_name(mail);
}
