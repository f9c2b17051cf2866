/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-split.h"
#include "core/form/form-value.h"
#include "core/form/form-vocabulary.h"
#include "core/form/reading.h"

#define CERTAIN_UNREAD 0.3 /* of a value that cannot be read */

/*
 * One part of a form, read by its member table: what all parts have in common.
 * A part's own file (form-report.c, ...) adds the few rules that hold between
 * its fields.
 */
typedef struct {
	const FormVocabulary *vocabulary; /* borrowed, as all but the last three */
	const Document *document;
	const FormRange *range;
	ReadingRecord record; /* what is filled */
	GArray *hits;
	GPtrArray *values; /* FormValue * */
	FormValue *rest;   /* what no label took; NULL: nothing */
} FormPart;

/* Finds the labels of range. form_part_clear() it. */
void form_part_scan(FormPart *part, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range, ReadingRecord record);

/* Pairs boxes and values with the labels and fills the record. */
void form_part_fill(FormPart *part);

/* How many fields whose names begin with prefix the form names. */
guint form_part_count_labels(const FormPart *part, const char *prefix);

/* TRUE if the form asks for member, answered or not. */
gboolean form_part_asks(const FormPart *part, const char *member);

/* Sets a member that is empty to text; a choice to what text says in words. */
void form_part_set(
	const FormPart *part, const char *member, const char *text, const FormValue *from);

/* Shares what value says among the members that it is for. */
void form_part_set_value(const FormPart *part, const FormValue *value);

void form_part_clear(FormPart *part);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FormPart, form_part_clear)
