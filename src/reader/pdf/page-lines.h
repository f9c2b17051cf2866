/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/pdf/page.h"

/* Words without a wide gap between them: running text, or a cell. */
typedef struct {
	double x1, x2;
	double confidence; /* the mean of its letters */
	const char *text;  /* one line */
} PageChunk;

/* What stands side by side. */
typedef struct {
	double y1, y2;
	const PageChunk *chunks; /* from left to right */
	guint n_chunks;          /* at least one */
} PageLine;

/* The lines of a page from top to bottom. page_lines_clear() them. */
typedef struct {
	PageLine *lines;
	guint n;
	PageChunk *chunks; /* of all lines */
	char *texts;       /* of all chunks */
} PageLines;

PageLines page_lines(const Page *page);
void page_lines_clear(PageLines *lines);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PageLines, page_lines_clear)
