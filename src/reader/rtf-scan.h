/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What rich text is made of (Rich Text Format Specification 1.9.1). */
typedef enum {
	RTF_OPEN,  /* { */
	RTF_CLOSE, /* } */
	RTF_WORD,  /* a control word: \par, \u228 */
	RTF_SIGN,  /* a control symbol: \~, \* */
	RTF_BYTE,  /* of text, written as it is or as \'e4 */
	RTF_END,
} RtfKind;

#define RTF_WORD_MAX                                                                               \
	32 /* letters of a control word; longer ones are cut, and so known to nobody               \
	    */

typedef struct {
	RtfKind kind;
	char word[RTF_WORD_MAX + 1];
	gboolean has_number;
	gint32 number; /* 0 without one */
	guint8 byte;   /* of RTF_SIGN and RTF_BYTE */
} RtfToken;

typedef struct {
	const guint8 *data; /* borrowed */
	gsize length, at;
} RtfScan;

/* The next token. Binary data (\bin) and line ends of the file are left out. */
void rtf_scan_next(RtfScan *scan, RtfToken *token);
