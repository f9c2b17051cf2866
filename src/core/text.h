/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Text that came from outside. Nothing from a mail reaches a terminal, a log
 * or a header before it went through one of these.
 */

/*
 * One printable line: valid UTF-8; control, bidirectional and other invisible
 * characters dropped; line ends, tabs and runs of white space become one
 * space; cut after max_chars characters with an ellipsis (0: not cut).
 * text may be NULL, which gives "". g_free() the result.
 */
char *text_to_line(const char *text, gsize max_chars);

/* As text_to_line() but line ends are kept as "\n"; not cut. */
char *text_to_lines(const char *text);

/*
 * What a program wrote as windows-1252 and called ISO-8859-1: the control
 * characters U+0080 to U+009F, which no text has, become the quotes, dashes and
 * the euro sign that they were. Takes text, which may be NULL; g_free() the result.
 */
char *text_take_mended(char *text);

/* Runs of white space (with no-break spaces) become one space, ends trimmed. g_free() it. */
char *text_squeeze(const char *text);

/*
 * For tolerant comparison: case folded, accents kept off ("å" and "ä" become
 * "a", "ö" becomes "o"), white space squeezed. g_free() it.
 */
char *text_fold(const char *text);

/*
 * The folded character, if it is one of ASCII that depends on no other; 0: fold
 * the characters around it together.
 */
char text_fold_character(gunichar c);

/* The same line by line; line ends are kept as "\n". g_free() it. */
char *text_fold_lines(const char *text);

/*
 * As many digits as text may hold, in any script, and no fewer than it does: a
 * search for numbers that need more, which costs more, finds nothing.
 */
guint text_count_digits(const char *text);

/* A mail address, reduced for comparison: trimmed, lower-case. g_free() it. */
char *text_fold_address(const char *address);

/* TRUE if both are the same address, so reduced. What is NULL or empty is nobody's. */
gboolean text_is_same_address(const char *a, const char *b);

/* The part after the last @, lower-case, or NULL. g_free() it. */
char *text_address_domain(const char *address);

/*
 * TRUE if address is one plain addr-spec (RFC 5322 dot-atom or UTF-8 local
 * part, one @, a domain) without control characters, spaces or comments, that
 * is fit for an SMTP envelope.
 */
gboolean text_is_address(const char *address);

/*
 * JSON with every control, bidi and invisible character escaped as \uXXXX (RFC
 * 8259 section 7): the same document, fit for a terminal. Line ends and
 * other white space between values stay. g_free() it.
 */
char *text_escape_json(const char *json);

/* text with every word that holds an @ replaced by "<address>". g_free() it. */
char *text_mask_addresses(const char *text);

/* Bytes as lower-case hexadecimal. g_free() it. */
char *text_to_hex(const guint8 *bytes, gsize length);
void text_append_hex(GString *out, const guint8 *bytes, gsize length);

/* Appends number in decimal digits. */
void text_append_number(GString *out, gint64 number);

/* The place of name in names; FALSE (and ret_index untouched) if it is not there or NULL. */
gboolean text_index_of(const char *name, const char *const *names, guint n_names,
	guint *ret_index) G_GNUC_WARN_UNUSED_RESULT;

/*
 * A pattern of our own, compiled when it is first needed and kept as long as the
 * program lives; slot, NULL at first, is where. Callable from several threads.
 */
const GRegex *text_pattern(const GRegex **slot, const char *pattern, GRegexCompileFlags flags);

/* TRUE for "en"; everything else, and NULL, is Swedish. */
gboolean text_is_english(const char *language);

/* The words in that language: English with "en", where there are any, else Swedish. Borrowed. */
const char *text_in_language(const char *language, const char *swedish, const char *english);
