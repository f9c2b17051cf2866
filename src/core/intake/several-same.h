/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/intake/likeness.h"
#include "core/form/reading.h"

/* A document as it is compared with others: what is dear is done once for it. */
typedef struct {
	const Reading *reading; /* borrowed */
	Likeness likeness;      /* of its account */
} SeveralSaid;

SeveralSaid several_said(const Reading *reading);

/* GArray of SeveralSaid, one for each document; g_array_unref() it. */
GArray *several_said_of(const ReadingFile *file);

/* TRUE if something stands where a report tells what happened. */
gboolean several_has_account(const ReadingReport *report);

/* TRUE for a form that somebody filled in: what happened, or else who reports and when or where. */
gboolean several_is_report(const Reading *reading);

typedef enum { SEVERAL_OTHER, SEVERAL_PERHAPS, SEVERAL_SAME } SeveralSameness;

/*
 * Whether two reports are one. OTHER: something that was read for certain of who, when,
 * where or which number contradicts it, or nothing speaks for it. SAME: their accounts
 * are alike. PERHAPS: these say half the same, or one of them nothing, of the same person
 * and day; or are alike, and day or time differ, which may be a digit read wrong.
 */
SeveralSameness several_compare(const SeveralSaid *a, const SeveralSaid *b);

/* The registration number of a dossier, wherever it stands; NULL if nowhere. Borrowed. */
const ReadingField *several_number(const Reading *reading);

/* TRUE if both have one, and the same but for the code before it. */
gboolean several_have_number(const Reading *a, const Reading *b);
