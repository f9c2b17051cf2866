/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The framing of IMAP: lines and counted literals. No socket, no I/O. A
 * literal goes straight into one allocation of its announced size; over the
 * limit its first bytes are kept and the rest is counted off, so that a mail of
 * any size costs bounded memory and the next response is still found.
 */
#include "adapters/imap/imap-parse.h"

#include <string.h>

#include "core/error.h"

/* No response to our commands holds more than a few. */
#define MAX_LITERALS 64

struct ImapParser {
	ImapParseLimits limits;
	GString *text;    /* of the response so far, without CRLF */
	GArray *literals; /* ImapLiteral */
	guint64 kept;     /* bytes of finished literals */

	/* The literal on its way in; buffer may be NULL when none of it is kept. */
	gboolean in_literal;
	guint8 *buffer;
	gsize filled;
	gsize room;
	guint64 left;
};

static void
literal_clear(gpointer data)
{
	ImapLiteral *literal = data;

	g_clear_pointer(&literal->bytes, g_bytes_unref);
}

ImapParser *
imap_parse_new(const ImapParseLimits *limits)
{
	ImapParser *parser = g_new0(ImapParser, 1);

	parser->limits = *limits;
	parser->text = g_string_sized_new(512);
	parser->literals = g_array_new(FALSE, FALSE, sizeof(ImapLiteral));
	g_array_set_clear_func(parser->literals, literal_clear);
	return parser;
}

void
imap_parse_free(ImapParser *parser)
{
	if (!parser)
		return;
	g_string_free(parser->text, TRUE);
	g_array_unref(parser->literals);
	g_free(parser->buffer);
	g_free(parser);
}

static gboolean
unreadable(GError **error, const char *what)
{
	g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
		"the IMAP server sent %s; the connection is given up", what);
	return FALSE;
}

static gboolean
emit(ImapParser *parser, ImapParseHandler handler, gpointer user, GError **error)
{
	g_auto(ImapResponse) response = { 0 };
	gboolean good;

	imap_response_read(parser->text->str, parser->text->len,
		(const ImapLiteral *) (void *) parser->literals->data, parser->literals->len,
		parser->limits.depth, &response);
	good = handler(&response, user, error);
	g_string_truncate(parser->text, 0);
	g_array_set_size(parser->literals, 0);
	parser->kept = 0;
	return good;
}

/*
 * TRUE if the line announces a literal: it ends in "{123}" (or "{123+}"), and is
 * not one that ends in free text, where those characters mean nothing.
 */
static gboolean
read_announcement(const ImapParser *parser, guint64 *ret_size, gboolean *ret_good)
{
	const GString *text = parser->text;
	guint n = parser->literals->len;
	gsize begin = n ? g_array_index(parser->literals, ImapLiteral, n - 1).place : 0;
	const char *open;
	ImapCursor cursor;

	if (text->len < begin + 3 || text->str[0] != '*' || text->str[text->len - 1] != '}' ||
		imap_response_is_status(text->str, text->len))
		return FALSE;
	open = g_strrstr_len(text->str + begin, (gssize) (text->len - begin), "{");
	if (!open || !g_ascii_isdigit(open[1]))
		return FALSE;
	cursor = (ImapCursor){ .text = open, .next = open + 1, .end = text->str + text->len };
	*ret_good = imap_token_read_number(&cursor, G_MAXINT64, ret_size);
	imap_token_take(&cursor, '+');
	return !*ret_good || cursor.next + 1 == cursor.end;
}

static void
finish_literal(ImapParser *parser)
{
	ImapLiteral *literal =
		&g_array_index(parser->literals, ImapLiteral, parser->literals->len - 1);

	literal->bytes = g_bytes_new_take(g_steal_pointer(&parser->buffer), parser->filled);
	parser->kept += parser->filled;
	parser->in_literal = FALSE;
}

static gboolean
begin_literal(ImapParser *parser, guint64 size, GError **error)
{
	ImapLiteral literal = { .place = parser->text->len, .size = size };

	if (parser->literals->len >= MAX_LITERALS)
		return unreadable(error, "a response of too many literals");
	parser->room = (gsize) MIN(size, parser->limits.literal - parser->kept);
	parser->filled = 0;
	parser->left = size;
	parser->buffer = parser->room ? g_try_malloc(parser->room) : NULL;
	if (parser->room && !parser->buffer)
		return unreadable(error, "a literal larger than there is memory for");
	parser->in_literal = TRUE;
	g_array_append_val(parser->literals, literal);
	if (size == 0)
		finish_literal(parser);
	return TRUE;
}

/* Takes what belongs to the literal; returns how many bytes that was. */
static gsize
feed_literal(ImapParser *parser, const guint8 *bytes, gsize length)
{
	gsize taken = (gsize) MIN((guint64) length, parser->left);
	gsize kept = MIN(taken, parser->room - parser->filled);

	if (kept)
		memcpy(parser->buffer + parser->filled, bytes, kept);
	parser->filled += kept;
	parser->left -= taken;
	if (parser->left == 0)
		finish_literal(parser);
	return taken;
}

static gboolean
end_line(ImapParser *parser, ImapParseHandler handler, gpointer user, GError **error)
{
	GString *text = parser->text;
	guint64 size = 0;
	gboolean good = TRUE;

	if (text->len && text->str[text->len - 1] == '\r')
		g_string_truncate(text, text->len - 1);
	if (!read_announcement(parser, &size, &good))
		return emit(parser, handler, user, error);
	if (!good)
		return unreadable(error, "a literal of impossible size");
	return begin_literal(parser, size, error);
}

gboolean
imap_parse_feed(ImapParser *parser, const void *bytes, gsize length, ImapParseHandler handler,
	gpointer user, GError **error)
{
	const guint8 *next = bytes;
	const guint8 *end = next + length;

	while (next < end) {
		const guint8 *newline;
		gsize taken;

		if (parser->in_literal) {
			next += feed_literal(parser, next, (gsize) (end - next));
			continue;
		}
		newline = memchr(next, '\n', (gsize) (end - next));
		taken = (gsize) ((newline ? newline : end) - next);
		if (taken > parser->limits.line - MIN(parser->text->len, parser->limits.line))
			return unreadable(error, "a line over the limit");
		g_string_append_len(parser->text, (const char *) next, (gssize) taken);
		next += taken;
		if (newline) {
			next++;
			if (!end_line(parser, handler, user, error))
				return FALSE;
		}
	}
	return TRUE;
}
