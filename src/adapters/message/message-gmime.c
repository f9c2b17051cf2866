/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From bytes to a Mail: scan, parse, read the headers and parts, fingerprint.
 * GMime sees a mail only after message-scan.c has counted what GMime does not
 * limit. Must never lose bytes: what is not understood is still evidence.
 */
#include "adapters/message/message-gmime.h"

#include <string.h>

#include "adapters/message/message-private.h"
#include "adapters/message/message-scan.h"
#include "core/text.h"

/* What each of the parser's warnings means; numbers beyond the table get the last row. */
static const char *const warnings[] = {
	[0] = "the parser has a remark without a name",
	[GMIME_WARN_DUPLICATED_HEADER] = "a header that may stand once stands several times",
	[GMIME_WARN_DUPLICATED_PARAMETER] = "a header names a parameter twice",
	[GMIME_WARN_UNENCODED_8BIT_HEADER] = "a header has bytes that are not encoded",
	[GMIME_WARN_INVALID_CONTENT_TYPE] = "a content type cannot be read",
	[GMIME_WARN_INVALID_RFC2047_HEADER_VALUE] = "an encoded word in a header is broken",
	[GMIME_WARN_MALFORMED_MULTIPART] = "a multipart has no parts",
	[GMIME_WARN_TRUNCATED_MESSAGE] = "the mail ends before its last boundary",
	[GMIME_WARN_MALFORMED_MESSAGE] = "a message in the mail is broken",
	[GMIME_CRIT_INVALID_HEADER_NAME] = "a line among the headers is no header",
	[GMIME_CRIT_CONFLICTING_HEADER] = "two headers contradict each other",
	[GMIME_CRIT_CONFLICTING_PARAMETER] = "two parameters contradict each other",
	[GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY] = "a multipart names no boundary",
	[GMIME_WARN_INVALID_PARAMETER] = "a parameter of a header cannot be read",
	[GMIME_WARN_INVALID_ADDRESS_LIST] = "an address list cannot be read",
	[GMIME_CRIT_NESTING_OVERFLOW] = "parts are nested too deep; the innermost were not read",
	[GMIME_WARN_PART_WITHOUT_CONTENT] = "a part has no content",
	[GMIME_CRIT_PART_WITHOUT_HEADERS_OR_CONTENT] = "a part is empty",
};

/* One entry a kind, however often it came: a mail can cause any number. */
typedef struct {
	guint count[G_N_ELEMENTS(warnings)];
	gint64 first[G_N_ELEMENTS(warnings)];
} WarningTally;

static void
on_warning(gint64 offset, GMimeParserWarning code, const char *item, gpointer user_data)
{
	WarningTally *tally = user_data;
	guint kind = (guint) code < G_N_ELEMENTS(warnings) ? (guint) code : 0;

	(void) item; /* the sender's words */
	if (!tally->count[kind]++)
		tally->first[kind] = offset;
}

static void
record_warnings(const WarningTally *tally, Mail *mail)
{
	for (guint i = 0; i < G_N_ELEMENTS(warnings); i++) {
		if (!tally->count[i])
			continue;
		GString *issue = g_string_new(warnings[i]);
		if (tally->first[i] >= 0)
			g_string_append_printf(
				issue, ", at byte %" G_GINT64_FORMAT, tally->first[i]);
		if (tally->count[i] > 1)
			g_string_append_printf(issue, " (%u times)", tally->count[i]);
		g_ptr_array_add(mail->issues, g_string_free(issue, FALSE));
	}
}

static GMimeParserOptions *
parser_options_new(WarningTally *tally)
{
	/* Raw bytes in headers: UTF-8 if they are, else what Windows writes. */
	static const char *charsets[] = { "utf-8", "windows-1252", NULL };
	GMimeParserOptions *options = g_mime_parser_options_new();

	g_mime_parser_options_set_fallback_charsets(options, charsets);
	g_mime_parser_options_set_allow_addresses_without_domain(options, TRUE);
	g_mime_parser_options_set_warning_callback(options, on_warning, tally);
	return options;
}

void
message_init(void)
{
	g_mime_init();
}

char *
message_take_text(char *text)
{
	if (!text || g_utf8_validate(text, -1, NULL))
		return text_take_mended(text);
	char *valid = g_utf8_make_valid(text, -1);
	g_free(text);
	return text_take_mended(valid);
}

/* The message in the first length bytes of data, or NULL if they have no headers. */
static GMimeMessage *
parse_bytes(GByteArray *bytes, GMimeParserOptions *options)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();

	g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
	g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
	return g_mime_parser_construct_message(parser, options);
}

/* Reads what the scan allows, parts too unless the mail is limited. identity: see parts_only. */
static void
read_message(GBytes *raw, const MessageScan *scan, const MessageOptions *options, Mail *mail,
	MessageIdentity *identity)
{
	WarningTally tally = { 0 };
	g_autoptr(GMimeParserOptions) parser_options = parser_options_new(&tally);
	gsize length = 0;
	const void *data = g_bytes_get_data(raw, &length);
	/* GMime reads from an array; it borrows the bytes, which are not copied. */
	GByteArray *bytes =
		g_byte_array_new_take((guint8 *) data, mail->limited ? scan->safe_end : length);

	{
		g_autoptr(GMimeMessage) message = parse_bytes(bytes, parser_options);

		if (message && identity)
			message_headers_read(message, parser_options, mail);
		if (message && !mail->limited)
			message_parts_read(message, parser_options, options, mail, identity);
		else if (!mail->limited)
			message_parts_read_bare(raw, options, mail, identity);
	}
	g_byte_array_steal(bytes, NULL);
	g_byte_array_unref(bytes);
	record_warnings(&tally, mail);
}

static void
record_scan(const MessageScan *scan, Mail *mail)
{
	if (scan->exceeded != MESSAGE_LIMIT_NONE) {
		g_autofree char *what = message_scan_describe(scan->exceeded, NULL);

		mail->limited = TRUE;
		g_ptr_array_add(mail->issues,
			g_strdup_printf("the mail has %s: only its first headers were read", what));
	}
	if (scan->nul_bytes)
		g_ptr_array_add(
			mail->issues, g_strdup_printf("the mail has %" G_GSIZE_FORMAT " NUL bytes",
					      scan->nul_bytes));
	if (scan->eight_bit_headers)
		g_ptr_array_add(mail->issues, g_strdup("the headers have bytes beyond ASCII"));
}

/*
 * GMime reads a header to its first byte of zero: what a gateway said of another sender, or of
 * none, would be what it says of a good one. So of such a mail nobody has said anything.
 */
static void
distrust_cut_headers(const void *data, const MessageScan *scan, Mail *mail)
{
	if (!memchr(data, '\0', scan->header_end))
		return;
	g_ptr_array_set_size(mail->authentications, 0);
	mail->internal = FALSE;
}

Mail *
message_parse(GBytes *raw, const MessageOptions *options, GError **error)
{
	gsize length = 0;
	const void *data = g_bytes_get_data(raw, &length);

	if (length >= G_MAXUINT32) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE,
			"the mail has %" G_GSIZE_FORMAT
			" bytes, more than can be read: have its sender hand it in another way",
			length);
		return NULL;
	}
	g_autoptr(MessageIdentity) identity =
		options && options->parts_only ? NULL : message_identity_new();
	Mail *mail = mail_new();
	MessageScan scan = message_scan(data, length, NULL);

	record_scan(&scan, mail);
	if (length) {
		read_message(raw, &scan, options, mail, identity);
		distrust_cut_headers(data, &scan, mail);
	} else {
		g_ptr_array_add(mail->issues, g_strdup("the mail is empty"));
	}
	if (!identity)
		return mail;
	if (mail->message_id && !mail->limited)
		message_identity_finish(identity, mail, mail->fingerprint);
	else
		message_identity_of_bytes(length ? data : "", length, mail->fingerprint);
	return mail;
}
