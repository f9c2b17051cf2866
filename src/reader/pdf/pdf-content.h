/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The operators of a content stream (ISO 32000-1 section 7.8.2), one by one,
 * with as much of their operands as lines need: numbers and a name. Knows
 * nothing of what they mean.
 */

#define PDF_NUMBERS_MAX 6  /* operands of the longest operator */
#define PDF_NAME_MAX    64 /* bytes with the end: a longer name is cut */

/* An operator as a number: PDF_OPERATOR("re"). */
#define PDF_OPERATOR(text)                                                                         \
	((guint) (guint8) (text)[0] | (sizeof(text) > 2 ? (guint) (guint8) (text)[1] << 8 : 0) |   \
		(sizeof(text) > 3 ? (guint) (guint8) (text)[sizeof(text) > 3 ? 2 : 0] << 16 : 0))

typedef struct {
	const guint8 *at, *end; /* what is still to be read; borrowed */
	guint code; /* the operator; 0: it is too long to be one, or something is left open */
	double numbers[PDF_NUMBERS_MAX]; /* the last operands outside of arrays */
	guint n_numbers;
	char name[PDF_NAME_MAX]; /* the first operand that is a name, "" if none is */
} PdfContent;

/*
 * Goes to the next operator; FALSE at the end. The data of an image within the
 * content are passed over with its ID.
 */
gboolean pdf_content_next(PdfContent *content);
