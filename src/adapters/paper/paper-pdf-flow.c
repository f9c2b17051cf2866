/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strips on pages. A strip is parted at the edges of lines, never with a single line of a text
 * before or after, and boxes never from each other; a heading stays with what it is over, and a
 * table's head comes again.
 */
#include "adapters/paper/paper-pdf-private.h"

#define FEWEST 2 /* lines of a text that stand together */

typedef struct {
	const GPtrArray *strips;
	GPtrArray *pages;
	double top, bottom, y;
} Flow;

static const StripColumn *
column_of(const Strip *strip, guint c)
{
	return &g_array_index(strip->columns, StripColumn, c);
}

static const StripLine *
line_of(const StripColumn *column, guint i)
{
	return &g_array_index(column->lines, StripLine, i);
}

/* Of the lines from from to before to. */
static double
height_of(const StripColumn *column, guint from, guint to)
{
	return from < to ? line_of(column, to - 1)->bottom - line_of(column, from)->top : 0;
}

static GArray *
page_of(Flow *flow)
{
	return g_ptr_array_index(flow->pages, flow->pages->len - 1);
}

static void
begin_page(Flow *flow)
{
	g_ptr_array_add(flow->pages, g_array_new(FALSE, TRUE, sizeof(Slice)));
	flow->y = flow->top;
}

/* How many lines from from on have room, so that no line stands alone. */
static guint
lines_within(const StripColumn *column, guint from, double room)
{
	guint n = column->lines->len, to = from;

	while (to < n && height_of(column, from, to + 1) <= room)
		to++;
	if (to == n)
		return to;
	if (n - to < FEWEST)
		to = n > FEWEST + from ? n - FEWEST : from;
	return to - from < FEWEST ? from : to;
}

/* The least that has to stand on a page with its beginning. */
static double
least_of(const Strip *strip)
{
	double least = 0;

	for (guint c = 0; c < strip->columns->len; c++) {
		const StripColumn *column = column_of(strip, c);
		guint n = column->lines->len;
		guint some = strip->keep || strip->whole || n < 2 * FEWEST ? n : FEWEST;

		least = MAX(least, height_of(column, 0, some));
	}
	return least + 2 * strip->padding;
}

static double
least_from(const Flow *flow, guint i)
{
	double least = 0;
	const Strip *strip;

	do {
		strip = g_ptr_array_index(flow->strips, i++);
		least += strip->before + least_of(strip);
	} while (strip->keep && i < flow->strips->len);
	return least;
}

/* Fills slice with what has room; FALSE if that is nothing, though something is left. */
static gboolean
cut(Slice *slice, double room)
{
	gboolean some = FALSE, left = FALSE;

	slice->height = 0;
	for (guint c = 0; c < slice->strip->columns->len; c++) {
		const StripColumn *column = column_of(slice->strip, c);

		slice->to[c] = lines_within(column, slice->from[c], room);
		some |= slice->to[c] > slice->from[c];
		left |= slice->to[c] < column->lines->len;
		slice->height = MAX(slice->height, height_of(column, slice->from[c], slice->to[c]));
	}
	slice->height += 2 * slice->strip->padding;
	return some || !left;
}

/* One line of each column, where a page holds no more: a letter as high as a page. */
static void
cut_anyway(Slice *slice)
{
	slice->height = 2 * slice->strip->padding;
	for (guint c = 0; c < slice->strip->columns->len; c++) {
		const StripColumn *column = column_of(slice->strip, c);

		slice->to[c] = MIN(slice->from[c] + 1, column->lines->len);
		slice->height = MAX(slice->height, height_of(column, slice->from[c], slice->to[c]) +
							   2 * slice->strip->padding);
	}
}

static gboolean
is_whole(const Slice *slice)
{
	for (guint c = 0; c < slice->strip->columns->len; c++)
		if (slice->to[c] < column_of(slice->strip, c)->lines->len)
			return FALSE;
	return TRUE;
}

static void
put(Flow *flow, Slice *slice)
{
	slice->y = flow->y;
	flow->y += slice->height;
	g_array_append_vals(page_of(flow), slice, 1);
}

/* The head of the table on a page that it goes on on. */
static void
repeat_head(Flow *flow, guint i)
{
	const Strip *strip = g_ptr_array_index(flow->strips, i);

	for (guint h = i; strip->table && h-- > 0;) {
		const Strip *head = g_ptr_array_index(flow->strips, h);
		Slice slice = { .strip = head, .first = TRUE };

		if (head->table != strip->table)
			return;
		if (head->repeat && cut(&slice, flow->bottom - flow->y)) {
			put(flow, &slice);
			return;
		}
	}
}

static void
go_on(Flow *flow, guint i)
{
	begin_page(flow);
	repeat_head(flow, i);
}

static void
place(Flow *flow, guint i)
{
	Slice slice = { .strip = g_ptr_array_index(flow->strips, i), .first = TRUE };
	gboolean fresh = page_of(flow)->len == 0;

	if (!fresh && flow->y + least_from(flow, i) > flow->bottom) {
		go_on(flow, i);
		fresh = TRUE;
	}
	if (!fresh)
		flow->y += slice.strip->before;
	while (TRUE) {
		if (!cut(&slice, flow->bottom - flow->y - 2 * slice.strip->padding)) {
			if (!fresh) {
				go_on(flow, i);
				fresh = TRUE;
				continue;
			}
			cut_anyway(&slice);
		}
		put(flow, &slice);
		if (is_whole(&slice))
			return;
		for (guint c = 0; c < slice.strip->columns->len; c++)
			slice.from[c] = slice.to[c];
		slice.first = FALSE;
		go_on(flow, i);
		fresh = TRUE;
	}
}

GPtrArray *
paper_flow(const GPtrArray *strips, double top, double bottom)
{
	Flow flow = { strips, g_ptr_array_new_with_free_func((GDestroyNotify) g_array_unref), top,
		bottom, top };

	begin_page(&flow);
	for (guint i = 0; i < strips->len; i++)
		place(&flow, i);
	return flow.pages;
}
