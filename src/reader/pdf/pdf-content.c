/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Content streams, cut into operators. Must never read beyond their end,
 * whatever is left open in them.
 */
#include "reader/pdf/pdf-content.h"

#include <string.h>

#define WORD_MAX   3  /* bytes of the longest operator */
#define DIGITS_MAX 15 /* as many a double has for sure; what follows is left out */

typedef enum {
	REGULAR,
	NUMBER, /* regular, and a number begins with it */
	SPACE,
	DELIMITER,
} Kind;

static const guint8 kinds[G_MAXUINT8 + 1] = {
	['\0'] = SPACE,
	['\t'] = SPACE,
	['\n'] = SPACE,
	['\f'] = SPACE,
	['\r'] = SPACE,
	[' '] = SPACE,
	['('] = DELIMITER,
	[')'] = DELIMITER,
	['<'] = DELIMITER,
	['>'] = DELIMITER,
	['['] = DELIMITER,
	[']'] = DELIMITER,
	['{'] = DELIMITER,
	['}'] = DELIMITER,
	['/'] = DELIMITER,
	['%'] = DELIMITER,
	['0' ... '9'] = NUMBER,
	['-'] = NUMBER,
	['+'] = NUMBER,
	['.'] = NUMBER,
};

static gboolean
is_regular(guint8 c)
{
	return kinds[c] <= NUMBER;
}

static void
skip_comment(PdfContent *content)
{
	while (content->at < content->end && *content->at != '\n' && *content->at != '\r')
		content->at++;
}

static void
skip_string(PdfContent *content)
{
	guint depth = 0;

	for (; content->at < content->end; content->at++) {
		guint8 c = *content->at;

		if (c == '\\')
			content->at += content->end - content->at > 1;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0) {
			content->at++;
			return;
		}
	}
}

/* A string in hexadecimal digits. */
static void
skip_digits(PdfContent *content)
{
	while (content->at < content->end && *content->at++ != '>')
		;
}

/* How much deeper a mark leads: what is in arrays and dictionaries is passed over. */
static gint
read_mark(PdfContent *content, gint depth)
{
	guint8 mark = *content->at++;
	gboolean twice = content->at < content->end && *content->at == mark;

	if ((mark == '<' || mark == '>') && twice)
		content->at++;
	else if (mark == '<')
		skip_digits(content);
	if (mark == '[' || (mark == '<' && twice))
		return 1;
	return (mark == ']' || (mark == '>' && twice)) && depth > 0 ? -1 : 0;
}

static void
read_name(PdfContent *content, gboolean keep)
{
	const guint8 *name = ++content->at;

	while (content->at < content->end && is_regular(*content->at))
		content->at++;
	gsize length = MIN((gsize) (content->at - name), PDF_NAME_MAX - 1);
	if (!keep || content->name[0])
		return;
	memcpy(content->name, name, length);
	content->name[length] = '\0';
}

static void
read_number(PdfContent *content, gboolean keep)
{
	static const double tens[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15 };
	gboolean negative = FALSE, fraction = FALSE;
	guint64 digits = 0;
	guint n = 0, decimals = 0;

	for (; content->at < content->end && is_regular(*content->at); content->at++) {
		guint8 c = *content->at;

		negative = negative || c == '-';
		fraction = fraction || c == '.';
		if (!g_ascii_isdigit(c) || n == DIGITS_MAX)
			continue;
		digits = 10 * digits + (c - '0');
		n += digits > 0 || fraction;
		decimals += fraction;
	}
	double value = (double) digits / tens[decimals];
	if (!keep)
		return;
	if (content->n_numbers == PDF_NUMBERS_MAX) {
		memmove(content->numbers, content->numbers + 1,
			(PDF_NUMBERS_MAX - 1) * sizeof *content->numbers);
		content->n_numbers--;
	}
	content->numbers[content->n_numbers++] = negative ? -value : value;
}

/* To the end of the picture's data: the first EI that stands by itself. */
static void
skip_picture(PdfContent *content)
{
	while (content->at < content->end) {
		const guint8 *found =
			memmem(content->at, (gsize) (content->end - content->at), "EI", 2);

		if (!found) {
			content->at = content->end;
			return;
		}
		content->at = found + 2;
		if (kinds[found[-1]] == SPACE &&
			(content->at == content->end || kinds[*content->at] == SPACE))
			return;
	}
}

/* TRUE after an operator; a constant is none. */
static gboolean
read_word(PdfContent *content, gboolean keep)
{
	static const char *const constants[] = { "true", "false", "null" };
	const guint8 *word = content->at;

	while (content->at < content->end && is_regular(*content->at))
		content->at++;
	gsize length = (gsize) (content->at - word);
	for (gsize i = 0; length > WORD_MAX && i < G_N_ELEMENTS(constants); i++)
		keep = keep &&
		       !(length == strlen(constants[i]) && memcmp(word, constants[i], length) == 0);
	if (!keep)
		return FALSE;
	content->code = 0;
	for (gsize i = 0; length <= WORD_MAX && i < length; i++)
		content->code |= (guint) word[i] << (8 * i);
	if (content->code == PDF_OPERATOR("ID"))
		skip_picture(content);
	return TRUE;
}

gboolean
pdf_content_next(PdfContent *content)
{
	gint depth = 0;

	content->n_numbers = 0;
	content->name[0] = '\0';
	while (content->at < content->end) {
		guint8 c = *content->at;

		if (kinds[c] == SPACE)
			content->at++;
		else if (kinds[c] == NUMBER)
			read_number(content, depth == 0);
		else if (c == '%')
			skip_comment(content);
		else if (c == '(')
			skip_string(content);
		else if (c == '/')
			read_name(content, depth == 0);
		else if (kinds[c] == DELIMITER)
			depth += read_mark(content, depth);
		else if (read_word(content, depth == 0))
			return TRUE;
	}
	content->code = 0;
	return depth > 0;
}
