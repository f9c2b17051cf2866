/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The words of one IMAP response (RFC 3501 section 9): numbers, atoms, strings,
 * lists and UID sets. A response is its text, without the final CRLF, and the
 * literals that stood in it. The text keeps each literal's "{123}"; the
 * literal's place is the offset just after that.
 *
 * All readers return FALSE, and leave their results alone, when something else
 * stands there; the cursor is then of no further use.
 */

typedef struct {
	gsize place;   /* offset in the text, just after the closing brace */
	guint64 size;  /* as the server announced it */
	GBytes *bytes; /* what was kept of it: size bytes, or fewer if over the limit */
} ImapLiteral;

typedef struct {
	const char *text; /* start of the response */
	const char *next;
	const char *end;
	const ImapLiteral *literals;
	gsize n_literals;
	gsize literal; /* index of the next literal */
	guint depth_left;
} ImapCursor;

/* A piece of the response's text, not NUL-terminated. */
typedef struct {
	const char *start;
	gsize length;
} ImapWord;

/* What stands where a string or NIL is allowed. */
typedef struct {
	gboolean nil;
	GBytes *bytes; /* owned; NULL if nil */
	guint64 size;  /* as announced */
} ImapString;

/* UIDs first to last, both included, first <= last. */
typedef struct {
	guint32 first;
	guint32 last;
} ImapRange;

/* Takes the character c if it comes next. */
gboolean imap_token_take(ImapCursor *cursor, char c);

/* Skips spaces, of which tolerance allows more than one. */
void imap_token_skip_space(ImapCursor *cursor);

gboolean imap_token_at_end(const ImapCursor *cursor);

/* A run of characters up to a space, parenthesis or bracket; at least one. */
gboolean imap_token_read_atom(ImapCursor *cursor, ImapWord *ret_word) G_GNUC_WARN_UNUSED_RESULT;

/* The name of a FETCH item, with its section: "BODY[HEADER.FIELDS (TO)]<0>". */
gboolean imap_token_read_item_name(
	ImapCursor *cursor, ImapWord *ret_word) G_GNUC_WARN_UNUSED_RESULT;

/* An unsigned decimal number of at most max. */
gboolean imap_token_read_number(
	ImapCursor *cursor, guint64 max, guint64 *ret_number) G_GNUC_WARN_UNUSED_RESULT;

/* A quoted string, a literal or NIL. */
gboolean imap_token_read_string(
	ImapCursor *cursor, ImapString *ret_string) G_GNUC_WARN_UNUSED_RESULT;

/* "1,3:7"; appended to ranges (ImapRange). "*" is not allowed in a response. */
gboolean imap_token_read_set(ImapCursor *cursor, GArray *ranges) G_GNUC_WARN_UNUSED_RESULT;

/* "(\Seen $Done)"; appended to words (char *, owned). */
gboolean imap_token_read_flags(ImapCursor *cursor, GPtrArray *words) G_GNUC_WARN_UNUSED_RESULT;

/* Steps over any one value: atom, string, literal, or a list of such. */
gboolean imap_token_skip_value(ImapCursor *cursor) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if the word is name, in any case. */
gboolean imap_token_is(ImapWord word, const char *name);

/*
 * An INTERNALDATE (RFC 3501 date-time, "17-Jul-1996 02:44:25 -0700") as an
 * instant in ms.
 */
gboolean imap_token_date(const char *text, gsize length, gint64 *ret_ms) G_GNUC_WARN_UNUSED_RESULT;

void imap_string_clear(ImapString *string);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImapString, imap_string_clear)
