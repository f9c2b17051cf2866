/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/case-file.h"
#include "core/answer/errand.h"
#include "core/form/reading.h"

/*
 * What is to be done about a form of an investigation that came back: its start, each entry of
 * its log, what it proposes, when a board was told of what. A form is sent many times while it
 * grows, so what is on record is not recorded again, and what differs from it is told and changes
 * nothing. What is not written, or not read for certain, is named and left out. Pure; nothing is
 * done here.
 */
#define FORM_NOTES_MAX 100 /* entries that one mail adds: the rest come with the next */
#define FORM_ROWS_MAX  500 /* of its log that are looked at */

/* One entry of the log of a case. */
typedef struct {
	char *date; /* begins with its day, YYYY-MM-DD */
	char *source, *kind, *text, *title;
	char *author; /* as a form had it; NULL: said in another way */
} CaseNote;

void case_note_free(CaseNote *note);

/* What is on record; all borrowed. */
typedef struct {
	const CaseFile *file;
	const GPtrArray *notes; /* CaseNote *, as recorded */
} FormKnown;

/*
 * The steps of the forms in reading (NULL: none was read), in their order: ErrandStep * that
 * say of which field they are, transferred. Without a form that we sent there are none.
 */
GPtrArray *form_errand_read(
	const ReadingFile *reading, const FormKnown *known, const ErrandOffice *office);

/* The form of the case, if reading has one and no more; borrowed, or NULL. */
const Reading *form_errand_find(const ReadingFile *reading, const char *case_id);
