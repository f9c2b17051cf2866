/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>

#include "cli/cli.h"

/*
 * JSON shown to people. All text goes through text_to_line(), so that nothing
 * out of a mail reaches the terminal raw.
 */
typedef struct {
	const char *title;
	const char *key; /* member of each record */
	guint max;       /* widest it may get; 0: as it is */
} TableColumn;

/* A line of its own for what follows, bold where the terminal can. */
void table_print_heading(const CliContext *context, const char *title);

/* One line a record under bold titles; "none" when empty. */
void table_print(const CliContext *context, const json_t *records, const TableColumn *columns,
	gsize n_columns);

/* "title  value", for a record; null and empty members are left out. */
void table_print_record(const CliContext *context, const json_t *record, const TableColumn *columns,
	gsize n_columns);

/*
 * "  name  text"; what does not fit on the line, or has several, stands below
 * the name. Nothing for a text that is NULL or empty. text is clean.
 */
void table_print_field(const CliContext *context, const char *name, const char *text);

/* "! title" and below it the message, cleaned here; message may be NULL. */
void table_print_flag(const CliContext *context, const char *title, const char *message);

/*
 * One value as one clean line: texts, numbers, yes or no, lists joined by ", ";
 * of an object its members as "key: value", joined by "; ". g_free() it.
 */
char *table_text(json_t *value, guint max);
