/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

#include "reader/pdf/page.h"
#include "reader/pdf/pdf-file.h"

/* What the parts of the PDF format share; only they know poppler. */

/* How sure poppler can be of the letters of a page. */
typedef struct {
	guint letters; /* that are drawn as text */
	guint strange; /* of these: no letters that a Swedish text has */
} PdfLetters;

/*
 * Adds the printed words of a page that stand upright to page; those that run
 * down to down, and up to up, both turned upright. symbols: some font of the
 * page may be one of symbols, so that letters are looked at by their fonts.
 */
PdfLetters pdf_text_add(PopplerPage *source, gboolean symbols, Page *page, Page *down, Page *up);

/*
 * Adds what was filled in: the values of form fields, their check boxes, and
 * texts typed over the page with another program.
 */
void pdf_form_add(PopplerPage *source, Page *page);

/*
 * TRUE if the letters of a page are in a picture, so that pdf_scan_read() has to
 * read them; letters is what pdf_text_add() found.
 */
gboolean pdf_scan_is_needed(PopplerPage *source, const PdfLetters *letters);

/*
 * Adds the words and boxes of a page as it looks to page. Errors: BAD_MESSAGE,
 * WAIT (built without text recognition).
 */
gboolean pdf_scan_read(PopplerPage *source, Page *page, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Adds the check boxes that are drawn as lines, if the words of page look like
 * a form and have no boxes yet. file is the one that source is of.
 */
void pdf_scan_add_boxes(PdfFile *file, PopplerPage *source, Page *page);

/* Loads what drawing a page loads once: the list of fonts. */
void pdf_scan_warm(PopplerPage *source);

/*
 * The symbol font (symbol.h) that poppler names font; NULL if that is a font of
 * letters, or NULL. Static.
 */
const char *pdf_symbol_font(const char *font);

/* The box that code is in such a font; code itself if it is none. */
gunichar pdf_symbol(const char *symbol_font, gunichar code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
