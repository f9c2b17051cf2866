/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines that begin and end OpenPGP in a text. Must never take what stands beside a block for a
 * part of it.
 */
#include "core/mail/armor.h"

#include <string.h>

#define LINE_BYTES 4096 /* of what is signed: gpg cuts lines that are over 19,995 */

/* What a line is. */
typedef enum {
	MARK_NONE,
	MARK_MESSAGE,
	MARK_MESSAGE_END,
	MARK_SIGNED,
	MARK_SIGNATURE,
	MARK_SIGNATURE_END,
} Mark;

static const struct {
	const char *line;
	Mark mark;
} marks[] = {
	{ "-----BEGIN PGP MESSAGE-----", MARK_MESSAGE },
	{ "-----END PGP MESSAGE-----", MARK_MESSAGE_END },
	{ "-----BEGIN PGP SIGNED MESSAGE-----", MARK_SIGNED },
	{ "-----BEGIN PGP SIGNATURE-----", MARK_SIGNATURE },
	{ "-----END PGP SIGNATURE-----", MARK_SIGNATURE_END },
};

/* What may follow a line of a block, and whether the block ends with that. */
static const struct {
	Mark after, mark;
	gboolean ends;
	ArmorKind kind;
} steps[] = {
	{ MARK_MESSAGE, MARK_MESSAGE_END, TRUE, ARMOR_MESSAGE },
	{ MARK_SIGNED, MARK_SIGNATURE, FALSE, ARMOR_SIGNED },
	{ MARK_SIGNATURE, MARK_SIGNATURE_END, TRUE, ARMOR_SIGNED },
};

/* Latin letters, whose ASCII no label can change into something else. */
static const char *const charsets[] = { "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1",
	"iso-8859-15", "latin1", "windows-1252", "cp1252" };

/* Of the line without its end. */
static gsize
line_length(const char *line, gsize length, gsize *ret_whole)
{
	const char *end = length ? memchr(line, '\n', length) : NULL;
	gsize n = end ? (gsize) (end - line) : length;

	*ret_whole = end ? n + 1 : n;
	while (n && strchr(" \t\r", line[n - 1]) && line[n - 1])
		n--;
	return n;
}

static Mark
mark_of(const char *line, gsize length)
{
	for (gsize i = 0; length && *line == '-' && i < G_N_ELEMENTS(marks); i++)
		if (strlen(marks[i].line) == length && memcmp(marks[i].line, line, length) == 0)
			return marks[i].mark;
	return MARK_NONE;
}

gboolean
armor_next(const char *text, gsize length, gsize from, ArmorBlock *ret_block)
{
	Mark last = MARK_NONE;
	gsize begin = 0;

	for (gsize whole; from < length; from += whole) {
		Mark mark = mark_of(text + from, line_length(text + from, length - from, &whole));

		if (mark == MARK_NONE)
			continue;
		Mark now = MARK_NONE;
		for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
			if (steps[i].after != last || steps[i].mark != mark)
				continue;
			if (steps[i].ends) {
				*ret_block = (ArmorBlock){ steps[i].kind, begin, from + whole };
				return TRUE;
			}
			now = mark;
		}
		/* One that has no end is none; another may begin within it. */
		if (now == MARK_NONE && (mark == MARK_MESSAGE || mark == MARK_SIGNED)) {
			now = mark;
			begin = from;
		}
		last = now;
	}
	return FALSE;
}

/* The header lines below the first line of a block, each with the length of it. */
static gboolean
next_header(const char *block, gsize length, gsize *at, const char **ret_line, gsize *ret_length)
{
	gsize whole;

	*ret_line = block + *at;
	*ret_length = line_length(block + *at, length - *at, &whole);
	*at += whole;
	return *ret_length > 0;
}

static gsize
skip_first(const char *block, gsize length)
{
	gsize whole;

	(void) line_length(block, length, &whole);
	return whole;
}

const char *
armor_known_charset(const char *name)
{
	for (gsize i = 0; name && i < G_N_ELEMENTS(charsets); i++)
		if (g_ascii_strcasecmp(charsets[i], name) == 0)
			return charsets[i];
	return NULL;
}

const char *
armor_charset(const char *block, gsize length)
{
	static const char name[] = "Charset: ";
	const gsize begin = strlen(name);
	gsize at = skip_first(block, length), n;
	const char *line;

	while (next_header(block, length, &at, &line, &n)) {
		if (n <= begin || g_ascii_strncasecmp(line, name, begin) != 0)
			continue;
		g_autofree char *value = g_strndup(line + begin, n - begin);
		return armor_known_charset(value);
	}
	return NULL;
}

static gboolean
is_plain_line(const char *line, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if ((guchar) line[i] < ' ' && line[i] != '\t')
			return FALSE;
	return length <= LINE_BYTES;
}

gboolean
armor_is_plain(const char *block, gsize length)
{
	gsize at = skip_first(block, length), n, whole;
	const char *line;

	while (next_header(block, length, &at, &line, &n))
		if (n < 6 || memcmp(line, "Hash: ", 6) != 0)
			return FALSE;
	for (; at < length; at += whole)
		if (!is_plain_line(block + at, line_length(block + at, length - at, &whole)))
			return FALSE;
	return TRUE;
}

gboolean
armor_may_stand(const char *data, gsize length)
{
	/* "BEGIN PGP " and " MESSAGE-----" in base64, of which a line's end can part only one,
	 * wherever they begin. */
	static const char *const needles[] = { "BEGIN PGP ", "QkVHSU4gUEdQ", "R0lOIFBH",
		"RUdJTiBQR1Ag", "IE1FU1NBR0UtLS0t", "RVNTQUdFLS0t", "TUVTU0FHRS0tLS0t" };

	for (gsize i = 0; length && i < G_N_ELEMENTS(needles); i++)
		if (memmem(data, length, needles[i], strlen(needles[i])))
			return TRUE;
	return FALSE;
}
