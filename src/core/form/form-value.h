/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-scan.h"
#include "core/form/reading.h"

/* What stands in the place of a label's value. */
typedef struct {
	const char *members;    /* which it fills, "+" between them; borrowed from the label */
	const FormLabel *label; /* borrowed */
	char *text;             /* as written; NULL: the label is there, its value is not */
	double confidence;
	char *where;
} FormValue;

/*
 * The values of the labels found in cells first..end-1 of part: on the line of
 * the label, in the next cell, below, before or above, whichever the section
 * keeps to. Each piece of text is the value of one label at most. Then the
 * text that sections and ticked options hold without a label; head: the label
 * whose standard says what such text in the section "head" fills, or NULL.
 * GPtrArray of FormValue; g_ptr_array_unref() it. ret_rest: what is left over,
 * without members and label, NULL if nothing is; form_value_free() it.
 */
GPtrArray *form_value_find(const Document *document, const GArray *hits, const ReadingPart *part,
	const FormLabel *head, guint first, guint end, FormValue **ret_rest);

void form_value_free(FormValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FormValue, form_value_free)
