/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a part, out of the encoding that its label names. A part that
 * cannot be decoded is taken as it is: a wrong label must not hide a report.
 */
#include "adapters/message/message-decode.h"

#include <string.h>

#include "adapters/message/message-base64.h"
#include "adapters/message/message-private.h"

/* No encoder of uuencoded text writes lines of more than 61 characters. */
#define UUENCODED_LINE 4096

/* So many bytes show whether it is base64: at most one in so many may be foreign to it. */
#define BASE64_PEEK         4096
#define BASE64_FOREIGN_MOST 20

/* TRUE if a line of stream is longer than most bytes. */
static gboolean
has_longer_line(MessageDecoder *decoder, GMimeStream *stream, gsize most)
{
	gsize line = 0;
	gssize n = 0;

	g_mime_stream_reset(stream);
	while ((n = g_mime_stream_read(stream, decoder->in, sizeof(decoder->in))) > 0)
		for (gssize i = 0; i < n; i++) {
			line = decoder->in[i] == '\n' ? 0 : line + 1;
			if (line > most)
				return TRUE;
		}
	return FALSE;
}

/*
 * TRUE if what stands at the beginning of stream is no base64 whatever its label
 * says: text, or a file as it is. A few foreign characters are no reason: some
 * programs write a "!" at line ends (RFC 2045 section 6.8 has them skipped).
 */
static gboolean
is_no_base64(MessageDecoder *decoder, GMimeStream *stream)
{
	gsize foreign = 0, seen = 0;
	gboolean gap = FALSE;

	g_mime_stream_reset(stream);
	gssize n = g_mime_stream_read(stream, decoder->in, BASE64_PEEK);
	for (gssize i = 0; i < n; i++) {
		char c = decoder->in[i];

		if (g_ascii_isspace(c)) {
			gap = c == ' ' || c == '\t';
			continue;
		}
		foreign += gap || !(g_ascii_isalnum(c) || strchr("+/=", c));
		seen++;
		gap = FALSE;
	}
	g_mime_stream_reset(stream);
	return foreign * BASE64_FOREIGN_MOST > seen;
}

/*
 * The filter keeps a line that has not begun yet and searches all of it again
 * with each chunk: 18 MB without a line end took 14 s.
 */
static GMimeContentEncoding
encoding_of(
	MessageDecoder *decoder, GMimeDataWrapper *content, GMimeStream *stream, gboolean *ret_true)
{
	GMimeContentEncoding encoding = g_mime_data_wrapper_get_encoding(content);

	*ret_true = encoding != GMIME_CONTENT_ENCODING_BASE64 || !is_no_base64(decoder, stream);
	if (!*ret_true)
		return GMIME_CONTENT_ENCODING_BINARY;
	return encoding == GMIME_CONTENT_ENCODING_UUENCODE &&
			       has_longer_line(decoder, stream, UUENCODED_LINE)
		       ? GMIME_CONTENT_ENCODING_BINARY
		       : encoding;
}

static void
decode_base64(MessageDecoder *decoder, GMimeStream *stream, MessageDecodeTake take, gpointer user)
{
	guint32 save = 0;
	int state = 0;
	gssize n = 0;

	while ((n = g_mime_stream_read(stream, decoder->in, sizeof(decoder->in))) > 0)
		take(user, (const char *) decoder->out,
			message_base64_step((const guint8 *) decoder->in, (gsize) n, decoder->out,
				&state, &save));
	/* Some programs leave the padding out, and the last bytes would stay behind. */
	if (state == 2 || state == 3)
		take(user, (const char *) decoder->out,
			message_base64_step((const guint8 *) "==", state == 2 ? 2 : 1, decoder->out,
				&state, &save));
}

/* A filter rather than GMimeEncoding, because only the filter finds where uuencoding begins. */
static void
decode_others(MessageDecoder *decoder, GMimeStream *stream, GMimeContentEncoding encoding,
	MessageDecodeTake take, gpointer user)
{
	g_autoptr(GMimeFilter) filter = g_mime_filter_basic_new(encoding, FALSE);
	gsize length = 0, space = 0;
	char *out = NULL;
	gssize n = 0;

	while ((n = g_mime_stream_read(stream, decoder->in, sizeof(decoder->in))) > 0) {
		g_mime_filter_filter(filter, decoder->in, (gsize) n, 0, &out, &length, &space);
		take(user, out, length);
	}
	g_mime_filter_complete(filter, decoder->in, 0, 0, &out, &length, &space);
	take(user, out, length);
}

gboolean
message_decode(
	MessageDecoder *decoder, GMimeDataWrapper *content, MessageDecodeTake take, gpointer user)
{
	GMimeStream *stream = g_mime_data_wrapper_get_stream(content);
	gboolean is_true;
	GMimeContentEncoding encoding = encoding_of(decoder, content, stream, &is_true);

	g_mime_stream_reset(stream);
	if (encoding == GMIME_CONTENT_ENCODING_BASE64)
		decode_base64(decoder, stream, take, user);
	else
		decode_others(decoder, stream, encoding, take, user);
	return is_true;
}
