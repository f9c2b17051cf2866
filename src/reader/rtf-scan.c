/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rich text as tokens. Must never read beyond the file, whatever a length in
 * it says.
 */
#include "reader/rtf-scan.h"

#include <string.h>

#define DIGITS_MAX 10

static int
peek(const RtfScan *scan)
{
	return scan->at < scan->length ? scan->data[scan->at] : -1;
}

static gboolean
is_letter(int c)
{
	return c >= 0 && g_ascii_isalpha((char) c);
}

static gboolean
is_digit(int c)
{
	return c >= 0 && g_ascii_isdigit((char) c);
}

static void
scan_number(RtfScan *scan, RtfToken *token)
{
	gboolean minus = peek(scan) == '-' && scan->at + 1 < scan->length &&
			 is_digit(scan->data[scan->at + 1]);
	gint64 number = 0;

	scan->at += minus;
	for (guint digits = 0; is_digit(peek(scan)); digits++, scan->at++)
		if (digits < DIGITS_MAX)
			number = number * 10 + (peek(scan) - '0');
		else
			number = G_MAXINT32;
	token->number = (gint32) CLAMP(minus ? -number : number, G_MININT32, G_MAXINT32);
}

/* A control word, its number and the one space that ends it. */
static void
scan_word(RtfScan *scan, RtfToken *token)
{
	gsize n = 0;

	token->kind = RTF_WORD;
	for (; is_letter(peek(scan)); scan->at++)
		if (n < RTF_WORD_MAX)
			token->word[n++] = (char) peek(scan);
	token->has_number = is_digit(peek(scan)) || peek(scan) == '-';
	if (token->has_number)
		scan_number(scan, token);
	scan->at += peek(scan) == ' ';
}

/* What follows a backslash. */
static void
scan_control(RtfScan *scan, RtfToken *token)
{
	if (is_letter(peek(scan))) {
		scan_word(scan, token);
		return;
	}
	int c = peek(scan);
	token->kind = c < 0 ? RTF_END : RTF_SIGN;
	token->byte = (guint8) MAX(c, 0);
	scan->at += c >= 0;
	if (c != '\'' || scan->length - scan->at < 2)
		return;
	int high = g_ascii_xdigit_value((char) scan->data[scan->at]);
	int low = g_ascii_xdigit_value((char) scan->data[scan->at + 1]);
	if (high < 0 || low < 0)
		return;
	token->kind = RTF_BYTE;
	token->byte = (guint8) (high * 16 + low);
	scan->at += 2;
}

static gboolean
is_binary(const RtfToken *token)
{
	return token->kind == RTF_WORD && token->number > 0 && strcmp(token->word, "bin") == 0;
}

void
rtf_scan_next(RtfScan *scan, RtfToken *token)
{
	do {
		*token = (RtfToken){ .kind = RTF_END };
		while (peek(scan) == '\r' || peek(scan) == '\n')
			scan->at++;
		int c = peek(scan);
		if (c < 0)
			return;
		scan->at++;
		token->byte = (guint8) c;
		token->kind = c == '{' ? RTF_OPEN : c == '}' ? RTF_CLOSE : RTF_BYTE;
		if (c == '\\')
			scan_control(scan, token);
		if (is_binary(token))
			scan->at += MIN((gsize) token->number, scan->length - scan->at);
	} while (is_binary(token));
}
