/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-vocabulary.h"

#define FORM_SECTION_HEAD "head" /* where a part stands before its first section */

/* A label found in a document. */
typedef struct {
	const FormLabel *label; /* borrowed from the vocabulary */
	guint first_cell;       /* where it begins */
	gsize start;
	guint last_cell; /* where it ends; another cell if it is broken over lines */
	gsize end;
	double likeness;     /* 0..1 */
	const char *section; /* in which what follows stands; borrowed */
	gboolean ticked;     /* FORM_OPTION: set by form_boxes_pair() */
} FormHit;

/*
 * The labels of part in cells first..end-1, in reading order. What a label may
 * be depends on where it stands: inside running text only at the start of a
 * line, elsewhere also where a value of the label before it ends. GArray of
 * FormHit; g_array_unref() it.
 */
GArray *form_scan(const FormVocabulary *vocabulary, const Document *document, const char *part,
	guint first, guint end);

/* Only the headings that begin parts, each alone on its line. As form_scan(). */
GArray *form_scan_parts(const FormVocabulary *vocabulary, const Document *document);
