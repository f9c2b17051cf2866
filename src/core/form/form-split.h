/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-vocabulary.h"

#define FORM_SPLIT_REPORT "report"

/* One part of one dossier: cells first..end-1. */
typedef struct {
	guint dossier;          /* from 0 */
	const char *part;       /* "report", "investigation", ...; borrowed */
	const FormLabel *label; /* the heading that began it, NULL: none */
	guint first, end;
} FormRange;

/*
 * Cuts a document into dossiers and each dossier into parts. A dossier begins
 * with what stands above its report's heading: stamp, number, addressee. A
 * heading repeated on the next page of the same form begins nothing. A document
 * without headings is one dossier of one report. headings: form_scan_parts() of
 * document. GArray of FormRange; g_array_unref() it.
 */
GArray *form_split(
	const FormVocabulary *vocabulary, const Document *document, const GArray *headings);

/*
 * The first of cells first..end-1 that belongs to a log which no heading
 * announces: its heads name a date, a note and more. end: there is none.
 */
guint form_split_find_log(
	const FormVocabulary *vocabulary, const Document *document, guint first, guint end);
