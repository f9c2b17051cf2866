/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/page.h"

/* Words without a wide gap between them: running text, or a cell. */
typedef struct {
	double x1, x2;
	double confidence; /* the mean of its letters */
	char *text;        /* one line */
} PageChunk;

/* What stands side by side. */
typedef struct {
	double y1, y2;
	GArray *chunks; /* PageChunk, from left to right; at least one */
} PageLine;

/* The lines of a page from top to bottom: GPtrArray of PageLine. g_ptr_array_unref() it. */
GPtrArray *page_lines(Page *page);

/* Chunk number index of a line, borrowed. */
static inline const PageChunk *
page_line_chunk(const PageLine *line, guint index)
{
	return &g_array_index(line->chunks, PageChunk, index);
}
