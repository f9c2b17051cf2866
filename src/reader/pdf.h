/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

#include "reader/page.h"

/* What the parts of the PDF format share; only they know poppler. */

/* How sure poppler can be of the letters of a page. */
typedef struct {
	guint letters; /* that are drawn as text */
	guint strange; /* of these: no letters that a Swedish text has */
} PdfLetters;

/*
 * Adds the printed words of a page that stand upright to page; those that run
 * down to down, and up to up, both turned upright.
 */
PdfLetters pdf_text_add(PopplerPage *source, Page *page, Page *down, Page *up);

/*
 * Adds what was filled in: the values of form fields, their check boxes, and
 * texts typed over the page with another program.
 */
void pdf_form_add(PopplerPage *source, Page *page);

/*
 * The character that code is in a font of pictures (Wingdings, ZapfDingbats):
 * a box or what it was. font is as poppler names it, NULL for none.
 */
gunichar pdf_symbol(const char *font, gunichar code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
