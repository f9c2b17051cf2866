/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words to lines, and lines to chunks between wide gaps. Knows nothing of
 * tables; must never put words of two lines into one.
 */
#include "reader/page-lines.h"

#define OVERLAP   0.5 /* of the lower of two words: more, and they are on one line */
#define LOOKBACK  4   /* lines that may still get a word */
#define GAP       1.5 /* heights of text that part two chunks */
#define ROW_WORDS 16  /* for which there is room at first */

static void
chunk_clear(gpointer data)
{
	g_free(((PageChunk *) data)->text);
}

static void
line_free(gpointer data)
{
	PageLine *line = data;

	g_array_unref(line->chunks);
	g_free(line);
}

static gint
compare_middles(gconstpointer a, gconstpointer b)
{
	const PageArea *first = &((const PageWord *) a)->area,
		       *second = &((const PageWord *) b)->area;
	double one = first->y1 + first->y2, other = second->y1 + second->y2;

	return (one > other) - (one < other);
}

static gint
compare_lefts(gconstpointer a, gconstpointer b)
{
	double one = ((const PageWord *) a)->area.x1, other = ((const PageWord *) b)->area.x1;

	return (one > other) - (one < other);
}

static gboolean
is_beside(const PageArea *a, const PageArea *b)
{
	double shared = MIN(a->y2, b->y2) - MAX(a->y1, b->y1);

	return shared > OVERLAP * MIN(a->y2 - a->y1, b->y2 - b->y1);
}

/* One of the last rows that word stands in, or a new one. A row is a GArray of PageWord. */
static GArray *
row_for(GPtrArray *rows, const PageWord *word)
{
	for (guint back = 1; back <= LOOKBACK && back <= rows->len; back++) {
		GArray *row = rows->pdata[rows->len - back];
		/* The last word is the nearest: lines may climb a little. */
		const PageWord *last = &g_array_index(row, PageWord, row->len - 1);
		const PageWord *first = &g_array_index(row, PageWord, 0);

		if (is_beside(&last->area, &word->area) && is_beside(&first->area, &word->area))
			return row;
	}
	g_ptr_array_add(rows, g_array_sized_new(FALSE, FALSE, sizeof(PageWord), ROW_WORDS));
	return rows->pdata[rows->len - 1];
}

static void
end_chunk(PageLine *line, PageChunk *chunk, GString *text, double letters)
{
	if (text->len == 0)
		return;
	chunk->text = g_strdup(text->str);
	chunk->confidence /= letters;
	g_array_append_val(line->chunks, *chunk);
	g_string_truncate(text, 0);
}

static gint
compare_heights(gconstpointer a, gconstpointer b)
{
	double one = *(const double *) a, other = *(const double *) b;

	return (one > other) - (one < other);
}

/* The height of most words of a row: one large letter widens no gaps. */
static double
height_of(const GArray *row)
{
	g_autofree double *heights = g_new(double, row->len);
	gboolean sorted = TRUE;

	for (guint i = 0; i < row->len; i++) {
		const PageArea *area = &g_array_index(row, PageWord, i).area;

		heights[i] = area->y2 - area->y1;
		sorted = sorted && (i == 0 || heights[i] >= heights[i - 1]);
	}
	if (!sorted)
		qsort(heights, row->len, sizeof *heights, compare_heights);
	return heights[row->len / 2];
}

/* Cuts a row, sorted from left to right, at its wide gaps. */
static PageLine *
line_from(const GArray *row)
{
	PageLine *line = g_new0(PageLine, 1);
	g_autoptr(GString) text = g_string_new(NULL);
	double wide = GAP * height_of(row), letters = 0;
	PageChunk chunk = { 0 };

	line->chunks = g_array_new(FALSE, FALSE, sizeof(PageChunk));
	g_array_set_clear_func(line->chunks, chunk_clear);
	line->y1 = g_array_index(row, PageWord, 0).area.y1;
	line->y2 = g_array_index(row, PageWord, 0).area.y2;
	for (guint i = 0; i < row->len; i++) {
		const PageWord *word = &g_array_index(row, PageWord, i);
		double length = word->length;

		if (text->len > 0 && word->area.x1 - chunk.x2 > wide)
			end_chunk(line, &chunk, text, letters);
		if (text->len == 0) {
			chunk = (PageChunk){ .x1 = word->area.x1, .x2 = word->area.x2 };
			letters = 0;
		} else {
			g_string_append_c(text, ' ');
		}
		g_string_append_len(text, word->text, word->length);
		letters += length;
		chunk.confidence += word->confidence * length;
		chunk.x2 = MAX(chunk.x2, word->area.x2);
		line->y1 = MIN(line->y1, word->area.y1);
		line->y2 = MAX(line->y2, word->area.y2);
	}
	end_chunk(line, &chunk, text, letters);
	return line;
}

static gint
compare_tops(gconstpointer a, gconstpointer b)
{
	const PageLine *first = *(PageLine *const *) a, *second = *(PageLine *const *) b;
	double one = first->y1 + first->y2, other = second->y1 + second->y2;

	return (one > other) - (one < other);
}

GPtrArray *
page_lines(Page *page)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(line_free);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify) g_array_unref);

	g_array_sort(page->words, compare_middles);
	for (guint i = 0; i < page->words->len; i++) {
		const PageWord *word = &g_array_index(page->words, PageWord, i);

		g_array_append_val(row_for(rows, word), *word);
	}
	for (guint i = 0; i < rows->len; i++) {
		g_array_sort(rows->pdata[i], compare_lefts);
		g_ptr_array_add(lines, line_from(rows->pdata[i]));
	}
	g_ptr_array_sort(lines, compare_tops);
	return lines;
}
