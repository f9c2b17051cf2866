/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"

/*
 * Lines of running text whose tabs, pipes or wide gaps make columns: lines
 * with columns that follow each other are the rows of one table. For formats
 * that have lines, not tables.
 */
typedef struct {
	Document *document; /* borrowed */
	guint table;        /* the one that is open, 0: none */
	guint row;
} Lines;

/* Adds a line without its line end; rulers ("-----") are left out. */
void lines_add(Lines *lines, const char *text);
