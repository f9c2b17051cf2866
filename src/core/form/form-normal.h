/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/reading.h"

/*
 * What a written value is, by the kind of its field: one table row a kind.
 */

/* text made alike for kind, NULL if it cannot be read as one. g_free() it. */
char *form_normal_value(ReadingKind kind, const char *text);

/*
 * TRUE if text that stands near a label, not on its line, is likely its value.
 * A date that cannot be read is likely the value of a date.
 */
gboolean form_normal_fits(ReadingKind kind, const char *text);

/* TRUE for kinds that any text fits. */
gboolean form_normal_takes_any(ReadingKind kind);

/*
 * For one text that holds several fields ("Datum, namnunderskrift"): takes
 * what is of kind out of text and gives it as written, NULL if there is none.
 * Kinds that any text fits take up to the next comma. g_free() it.
 */
char *form_normal_take(ReadingKind kind, GString *text);

/* Text without the marks that forms print around values: "_____", ": ", "....". g_free() it. */
char *form_normal_trim(const char *text, gsize length);

/* TRUE for what only numbers a page: "SID 1 (2)", "Sida 2 av 4", "2 (3)". */
gboolean form_normal_is_page_number(const char *text);

/* TRUE for a date and nothing else. */
gboolean form_normal_is_date(const char *text);
