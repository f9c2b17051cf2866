/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the words of one complete IMAP response. Everything here is the
 * server's word, so that each step checks the end of the text first; a "{123}"
 * is a literal only where the framing (imap-parse.c) found one. Never recurses
 * deeper than the cursor allows.
 */
#include "adapters/imap/imap-token.h"

#include <string.h>

#include "core/date.h"

gboolean
imap_token_at_end(const ImapCursor *cursor)
{
	return cursor->next >= cursor->end;
}

gboolean
imap_token_take(ImapCursor *cursor, char c)
{
	if (imap_token_at_end(cursor) || *cursor->next != c)
		return FALSE;
	cursor->next++;
	return TRUE;
}

void
imap_token_skip_space(ImapCursor *cursor)
{
	while (imap_token_take(cursor, ' '))
		;
}

static gboolean
is_atom_char(char c)
{
	return (guchar) c > ' ' && c != 0x7f && !strchr("()[]{}\"", c);
}

gboolean
imap_token_read_atom(ImapCursor *cursor, ImapWord *ret_word)
{
	const char *start = cursor->next;

	while (!imap_token_at_end(cursor) && is_atom_char(*cursor->next))
		cursor->next++;
	if (cursor->next == start)
		return FALSE;
	*ret_word = (ImapWord){ start, (gsize) (cursor->next - start) };
	return TRUE;
}

gboolean
imap_token_read_item_name(ImapCursor *cursor, ImapWord *ret_word)
{
	const char *start = cursor->next;
	ImapWord part;

	if (!imap_token_read_atom(cursor, &part))
		return FALSE;
	if (imap_token_take(cursor, '[')) {
		const char *close = memchr(cursor->next, ']', (gsize) (cursor->end - cursor->next));

		if (!close)
			return FALSE;
		cursor->next = close + 1;
		while (!imap_token_at_end(cursor) && is_atom_char(*cursor->next))
			cursor->next++;
	}
	*ret_word = (ImapWord){ start, (gsize) (cursor->next - start) };
	return TRUE;
}

gboolean
imap_token_read_number(ImapCursor *cursor, guint64 max, guint64 *ret_number)
{
	const char *start = cursor->next;
	guint64 number = 0;

	while (!imap_token_at_end(cursor) && g_ascii_isdigit(*cursor->next)) {
		guint64 digit = (guint64) (*cursor->next - '0');

		if (number > (max - digit) / 10)
			return FALSE;
		number = number * 10 + digit;
		cursor->next++;
	}
	if (cursor->next == start)
		return FALSE;
	*ret_number = number;
	return TRUE;
}

static gboolean
read_quoted(ImapCursor *cursor, ImapString *ret_string)
{
	g_autoptr(GString) out = NULL;

	if (!imap_token_take(cursor, '"'))
		return FALSE;
	out = g_string_new(NULL);
	while (!imap_token_at_end(cursor)) {
		char c = *cursor->next++;

		if (c == '"') {
			gsize size = out->len;

			*ret_string = (ImapString){
				.bytes = g_string_free_to_bytes(g_steal_pointer(&out)),
				.size = size,
			};
			return TRUE;
		}
		if (c == '\\') {
			if (imap_token_at_end(cursor))
				return FALSE;
			c = *cursor->next++;
		}
		g_string_append_c(out, c);
	}
	return FALSE;
}

static gboolean
read_literal(ImapCursor *cursor, ImapString *ret_string)
{
	const ImapLiteral *literal;
	const char *close;

	if (cursor->literal >= cursor->n_literals)
		return FALSE;
	literal = &cursor->literals[cursor->literal];
	/* literal8 of RFC 3516 has a tilde in front */
	imap_token_take(cursor, '~');
	close = imap_token_at_end(cursor)
			? NULL
			: memchr(cursor->next, '}', (gsize) (cursor->end - cursor->next));
	if (!imap_token_take(cursor, '{') || !close ||
		(gsize) (close + 1 - cursor->text) != literal->place)
		return FALSE;
	cursor->next = close + 1;
	cursor->literal++;
	*ret_string = (ImapString){
		.bytes = g_bytes_ref(literal->bytes),
		.size = literal->size,
	};
	return TRUE;
}

gboolean
imap_token_read_string(ImapCursor *cursor, ImapString *ret_string)
{
	ImapWord word;

	if (imap_token_at_end(cursor))
		return FALSE;
	if (*cursor->next == '"')
		return read_quoted(cursor, ret_string);
	if (*cursor->next == '{' || *cursor->next == '~')
		return read_literal(cursor, ret_string);
	if (!imap_token_read_atom(cursor, &word) || !imap_token_is(word, "NIL"))
		return FALSE;
	*ret_string = (ImapString){ .nil = TRUE };
	return TRUE;
}

/* Adds a range, joined to the one before it when it follows on. */
static void
add_range(GArray *ranges, guint32 first, guint32 last)
{
	ImapRange range = { MIN(first, last), MAX(first, last) };
	ImapRange *before = ranges->len ? &g_array_index(ranges, ImapRange, ranges->len - 1) : NULL;

	if (before && before->last != G_MAXUINT32 && before->last + 1 == range.first)
		before->last = range.last;
	else
		g_array_append_val(ranges, range);
}

gboolean
imap_token_read_set(ImapCursor *cursor, GArray *ranges)
{
	do {
		guint64 first;
		guint64 last;

		if (!imap_token_read_number(cursor, G_MAXUINT32, &first))
			return FALSE;
		last = first;
		if (imap_token_take(cursor, ':') &&
			!imap_token_read_number(cursor, G_MAXUINT32, &last))
			return FALSE;
		if (first == 0 || last == 0)
			return FALSE;
		add_range(ranges, (guint32) first, (guint32) last);
	} while (imap_token_take(cursor, ','));
	return TRUE;
}

gboolean
imap_token_read_flags(ImapCursor *cursor, GPtrArray *words)
{
	if (!imap_token_take(cursor, '('))
		return FALSE;
	for (;;) {
		ImapWord word;

		imap_token_skip_space(cursor);
		if (imap_token_take(cursor, ')'))
			return TRUE;
		/* RFC 3501 forbids brackets in a keyword; some servers send them all the same */
		if (!imap_token_read_item_name(cursor, &word))
			return FALSE;
		g_ptr_array_add(words, g_strndup(word.start, word.length));
	}
}

static gboolean
skip_list(ImapCursor *cursor)
{
	gboolean good = TRUE;

	if (cursor->depth_left == 0 || !imap_token_take(cursor, '('))
		return FALSE;
	cursor->depth_left--;
	for (;;) {
		imap_token_skip_space(cursor);
		if (imap_token_take(cursor, ')'))
			break;
		good = imap_token_skip_value(cursor);
		if (!good)
			break;
	}
	cursor->depth_left++;
	return good;
}

gboolean
imap_token_skip_value(ImapCursor *cursor)
{
	g_auto(ImapString) string = { 0 };
	ImapWord word;

	if (imap_token_at_end(cursor))
		return FALSE;
	if (*cursor->next == '(')
		return skip_list(cursor);
	if (*cursor->next == '"' || *cursor->next == '{')
		return imap_token_read_string(cursor, &string);
	return imap_token_read_item_name(cursor, &word);
}

gboolean
imap_token_is(ImapWord word, const char *name)
{
	return word.length == strlen(name) &&
	       g_ascii_strncasecmp(word.start, name, word.length) == 0;
}

static gboolean
read_month(ImapCursor *cursor, int *ret_month)
{
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };

	for (int i = 0; cursor->end - cursor->next >= 3 && i < 12; i++)
		if (g_ascii_strncasecmp(cursor->next, months[i], 3) == 0) {
			cursor->next += 3;
			*ret_month = i + 1;
			return TRUE;
		}
	return FALSE;
}

/* A number of exactly two digits unless it is cut short, and the mark that ends it. */
static gboolean
read_field(ImapCursor *cursor, guint64 max, char mark, int *ret_number)
{
	guint64 number;

	if (!imap_token_read_number(cursor, max, &number) ||
		(mark && !imap_token_take(cursor, mark)))
		return FALSE;
	*ret_number = (int) number;
	return TRUE;
}

static gboolean
read_civil_date(ImapCursor *cursor, CivilDate *ret_date)
{
	CivilDate date = { 0 };

	imap_token_skip_space(cursor);
	if (!read_field(cursor, 31, '-', &date.day) || !read_month(cursor, &date.month) ||
		!imap_token_take(cursor, '-') || !read_field(cursor, 9999, ' ', &date.year) ||
		!date_is_valid(date))
		return FALSE;
	*ret_date = date;
	return TRUE;
}

/* Seconds east of UTC of "+0130". */
static gboolean
read_zone(ImapCursor *cursor, int *ret_seconds)
{
	int sign = imap_token_take(cursor, '-') ? -1 : 1;
	guint64 number;

	if (sign > 0 && !imap_token_take(cursor, '+'))
		return FALSE;
	if (!imap_token_read_number(cursor, 2359, &number) || number % 100 > 59)
		return FALSE;
	*ret_seconds = sign * (int) (number / 100 * 3600 + number % 100 * 60);
	return TRUE;
}

gboolean
imap_token_date(const char *text, gsize length, gint64 *ret_ms)
{
	/* no bytes may also mean no pointer */
	ImapCursor cursor = { .text = text, .next = text, .end = length ? text + length : text };
	CivilDate date;
	int hour;
	int minute;
	int second;
	int zone;
	gint64 days;

	if (!read_civil_date(&cursor, &date) || !read_field(&cursor, 23, ':', &hour) ||
		!read_field(&cursor, 59, ':', &minute) || !read_field(&cursor, 60, ' ', &second) ||
		!read_zone(&cursor, &zone) || !imap_token_at_end(&cursor))
		return FALSE;
	days = date_to_day_number(date) - date_to_day_number((CivilDate){ 1970, 1, 1 });
	*ret_ms = ((days * 24 + hour) * 3600 + minute * 60 + second - zone) * 1000;
	return TRUE;
}

void
imap_string_clear(ImapString *string)
{
	g_clear_pointer(&string->bytes, g_bytes_unref);
}
