/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdio.h>

/*
 * JSON shown to people. All text goes through text_to_line(), so that nothing
 * out of a mail reaches the terminal raw.
 */
typedef struct {
	const char *title;
	const char *key; /* member of each record */
	guint max;       /* widest it may get; 0: as it is */
} TableColumn;

/* One line a record under bold titles (bold only with colour); "none" when empty. */
void table_print(FILE *out, const json_t *records, const TableColumn *columns, gsize n_columns,
	gboolean colour);

/* "title: value", for a record; null and empty members are left out. */
void table_print_record(FILE *out, const json_t *record, const TableColumn *columns,
	gsize n_columns, gboolean colour);

/* One value as one clean line: texts, numbers, yes or no, lists joined by ", ". g_free() it. */
char *table_text(const json_t *value, guint max);
