/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words to lines, and lines to chunks between wide gaps. Knows nothing of
 * tables; must never put words of two lines into one.
 */
#include "reader/pdf/page-lines.h"

#include <string.h>

#define OVERLAP  0.5 /* of the lower of two words: more, and they are on one line */
#define LOOKBACK 4   /* lines that may still get a word */
#define GAP      1.5 /* heights of text that part two chunks */
#define STEPS    8   /* for each that is sorted: more, and they are in no order */

/* Words of one line, by their numbers; each knows the next one. */
typedef struct {
	guint first, last;
	guint n;
} Row;

/* Something by where it stands. */
typedef struct {
	double at;
	guint number;
} Place;

/* The words of a page on their way into lines, with room for all of them. */
typedef struct {
	const PageWord *words;
	guint n;
	guint *next; /* of each word: the one after it in its row */
	Row *rows;
	guint n_rows;
	Place *places;
	double *heights;
	PageChunk *chunk; /* the next one to be written */
	char *text;       /* where the next letter goes */
} Sheet;

static gint
compare_places(gconstpointer a, gconstpointer b, gpointer data)
{
	double one = ((const Place *) a)->at, other = ((const Place *) b)->at;

	(void) data;
	return (one > other) - (one < other);
}

/* What stands at the same place stays in its order. Most of it is in order already. */
static void
sort_places(Place *places, guint n)
{
	gsize steps = (gsize) STEPS * n;

	for (guint i = 1; i < n && steps > 0; i++) {
		Place place = places[i];
		guint j = i;

		for (; j > 0 && places[j - 1].at > place.at && steps > 0; j--, steps--)
			places[j] = places[j - 1];
		places[j] = place;
	}
	if (steps == 0)
		g_qsort_with_data(places, (gint) n, sizeof *places, compare_places, NULL);
}

static gboolean
is_beside(const PageArea *a, const PageArea *b)
{
	double shared = MIN(a->y2, b->y2) - MAX(a->y1, b->y1);

	return shared > OVERLAP * MIN(a->y2 - a->y1, b->y2 - b->y1);
}

/* One of the last rows that a word stands in, NULL if it begins a new one. */
static Row *
row_for(const Sheet *sheet, const PageWord *word)
{
	for (guint back = 1; back <= LOOKBACK && back <= sheet->n_rows; back++) {
		Row *row = &sheet->rows[sheet->n_rows - back];

		/* The last word is the nearest: lines may climb a little. */
		if (is_beside(&sheet->words[row->last].area, &word->area) &&
			is_beside(&sheet->words[row->first].area, &word->area))
			return row;
	}
	return NULL;
}

/* Puts each word into a row, from the top of the page downwards. */
static void
find_rows(Sheet *sheet)
{
	for (guint i = 0; i < sheet->n; i++) {
		const PageArea *area = &sheet->words[i].area;

		sheet->places[i] = (Place){ area->y1 + area->y2, i };
	}
	sort_places(sheet->places, sheet->n);
	for (guint i = 0; i < sheet->n; i++) {
		guint number = sheet->places[i].number;
		Row *row = row_for(sheet, &sheet->words[number]);

		if (!row) {
			sheet->rows[sheet->n_rows++] = (Row){ number, number, 1 };
			continue;
		}
		sheet->next[row->last] = number;
		row->last = number;
		row->n++;
	}
}

/* Sets places to the words of a row, from left to right. */
static void
sort_row(Sheet *sheet, const Row *row)
{
	guint number = row->first;

	for (guint i = 0; i < row->n; i++, number = sheet->next[number])
		sheet->places[i] = (Place){ sheet->words[number].area.x1, number };
	sort_places(sheet->places, row->n);
}

static gint
compare_heights(gconstpointer a, gconstpointer b)
{
	double one = *(const double *) a, other = *(const double *) b;

	return (one > other) - (one < other);
}

/* The height of most words of the row in places: one large letter widens no gaps. */
static double
usual_height(const Sheet *sheet, guint n)
{
	double *heights = sheet->heights;
	gboolean sorted = TRUE;

	for (guint i = 0; i < n; i++) {
		const PageArea *area = &sheet->words[sheet->places[i].number].area;

		heights[i] = area->y2 - area->y1;
		sorted = sorted && (i == 0 || heights[i] >= heights[i - 1]);
	}
	if (!sorted)
		qsort(heights, n, sizeof *heights, compare_heights);
	return heights[n / 2];
}

static void
begin_chunk(Sheet *sheet, const PageWord *word)
{
	*sheet->chunk = (PageChunk){ word->area.x1, word->area.x2, 0, sheet->text };
}

static void
end_chunk(Sheet *sheet, double letters)
{
	sheet->chunk->confidence /= letters;
	sheet->chunk++;
	*sheet->text++ = '\0';
}

static void
add_word(Sheet *sheet, const PageWord *word)
{
	PageChunk *chunk = sheet->chunk;

	memcpy(sheet->text, word->text, word->length);
	sheet->text += word->length;
	chunk->confidence += word->confidence * word->length;
	chunk->x2 = MAX(chunk->x2, word->area.x2);
}

/* Cuts the row in places, sorted from left to right, at its wide gaps. */
static PageLine
line_from(Sheet *sheet, guint n)
{
	const PageWord *word = &sheet->words[sheet->places[0].number];
	PageLine line = { word->area.y1, word->area.y2, sheet->chunk, 0 };
	double wide = GAP * usual_height(sheet, n), letters = 0;

	begin_chunk(sheet, word);
	for (guint i = 0; i < n; i++) {
		word = &sheet->words[sheet->places[i].number];
		if (i > 0 && word->area.x1 - sheet->chunk->x2 > wide) {
			end_chunk(sheet, letters);
			begin_chunk(sheet, word);
			letters = 0;
		} else if (i > 0) {
			*sheet->text++ = ' ';
		}
		add_word(sheet, word);
		letters += word->length;
		line.y1 = MIN(line.y1, word->area.y1);
		line.y2 = MAX(line.y2, word->area.y2);
	}
	end_chunk(sheet, letters);
	line.n_chunks = (guint) (sheet->chunk - line.chunks);
	return line;
}

/* The lines of all rows, from the top of the page downwards. */
static PageLine *
lines_from(Sheet *sheet)
{
	g_autofree PageLine *unsorted = g_new(PageLine, sheet->n_rows);
	PageLine *lines = g_new(PageLine, sheet->n_rows);

	for (guint i = 0; i < sheet->n_rows; i++) {
		sort_row(sheet, &sheet->rows[i]);
		unsorted[i] = line_from(sheet, sheet->rows[i].n);
	}
	for (guint i = 0; i < sheet->n_rows; i++)
		sheet->places[i] = (Place){ unsorted[i].y1 + unsorted[i].y2, i };
	sort_places(sheet->places, sheet->n_rows);
	for (guint i = 0; i < sheet->n_rows; i++)
		lines[i] = unsorted[sheet->places[i].number];
	return lines;
}

/* Bytes of all words, each with what parts it from the next. */
static gsize
size_of_texts(const Sheet *sheet)
{
	gsize size = 0;

	for (guint i = 0; i < sheet->n; i++)
		size += sheet->words[i].length + 1;
	return size;
}

static void
sheet_clear(Sheet *sheet)
{
	g_free(sheet->next);
	g_free(sheet->rows);
	g_free(sheet->places);
	g_free(sheet->heights);
}

PageLines
page_lines(const Page *page)
{
	guint n = page->words->len;
	PageLines lines = { 0 };

	if (n == 0)
		return lines;
	Sheet sheet = {
		.words = &g_array_index(page->words, PageWord, 0),
		.n = n,
		.next = g_new(guint, n),
		.rows = g_new(Row, n),
		.places = g_new(Place, n),
		.heights = g_new(double, n),
	};
	lines.chunks = sheet.chunk = g_new(PageChunk, n);
	lines.texts = sheet.text = g_malloc(size_of_texts(&sheet));
	find_rows(&sheet);
	lines.lines = lines_from(&sheet);
	lines.n = sheet.n_rows;
	sheet_clear(&sheet);
	return lines;
}

void
page_lines_clear(PageLines *lines)
{
	g_free(lines->lines);
	g_free(lines->chunks);
	g_free(lines->texts);
	*lines = (PageLines){ 0 };
}
