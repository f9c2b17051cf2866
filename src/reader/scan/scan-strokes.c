/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Straight strokes of ink, row by row: most rows have none and cost a look at
 * their words of pixels. Must never join what only ink of another row joins.
 */
#include "reader/scan/scan.h"

#define BITS 32 /* of a word of pixels, the first one highest */

/* Ink of one row without a gap, from..to-1. */
typedef struct {
	gint32 from, to;
	guint part;
} Run;

/* Runs that touch, over several rows. */
typedef struct {
	gint32 left, top, right, bottom; /* the last two are outside */
	guint parent;                    /* itself, or the part that it has become one with */
} Part;

typedef struct {
	GArray *parts;
	GArray *above, *row; /* Run, by where they are */
	gint32 gap, least;
} Walk;

static Part *
part_at(const Walk *walk, guint i)
{
	return &g_array_index(walk->parts, Part, i);
}

/* The part that a part has become one with. */
static guint
find_root(const Walk *walk, guint i)
{
	while (part_at(walk, i)->parent != i) {
		part_at(walk, i)->parent = part_at(walk, part_at(walk, i)->parent)->parent;
		i = part_at(walk, i)->parent;
	}
	return i;
}

static void
add_run(Walk *walk, const Run *run)
{
	if (run->to - run->from >= walk->least)
		g_array_append_val(walk->row, *run);
}

/* The runs of a row; what the gap parts is one. */
static void
find_runs(Walk *walk, const l_uint32 *line, gint32 width)
{
	Run run = { .from = 0, .to = -walk->gap - 1 };

	for (gint32 word = 0; word * BITS < width; word++) {
		guint32 bits = line[word];

		if (!bits)
			continue;
		/* What pads the last word is no ink. */
		if (width - word * BITS < BITS)
			bits &= ~(~0u >> (width - word * BITS));
		while (bits) {
			gint32 skip = __builtin_clz(bits);
			guint32 rest = ~(bits << skip);
			gint32 length = rest ? __builtin_clz(rest) : BITS;
			gint32 from = word * BITS + skip, end = skip + length;

			if (from - run.to > walk->gap) {
				add_run(walk, &run);
				run.from = from;
			}
			run.to = from + length;
			bits = end >= BITS ? 0 : bits & (~0u >> end);
		}
	}
	add_run(walk, &run);
}

/* The run goes on what is above it, and joins what it touches there. */
static void
join(Walk *walk, Run *run, guint other)
{
	guint a = find_root(walk, run->part), b = find_root(walk, other);
	guint root = MIN(a, b), gone = MAX(a, b);

	if (a == b)
		return;
	Part *kept = part_at(walk, root);
	const Part *taken = part_at(walk, gone);
	kept->left = MIN(kept->left, taken->left);
	kept->top = MIN(kept->top, taken->top);
	kept->right = MAX(kept->right, taken->right);
	kept->bottom = MAX(kept->bottom, taken->bottom);
	part_at(walk, gone)->parent = root;
	run->part = root;
}

/* Gives the runs of row y their parts; those that meet at a corner touch. */
static void
connect(Walk *walk, gint32 y)
{
	guint first = 0;

	for (guint i = 0; i < walk->row->len; i++) {
		Run *run = &g_array_index(walk->row, Run, i);
		Part part = { run->from, y, run->to, y + 1, walk->parts->len };

		run->part = walk->parts->len;
		g_array_append_val(walk->parts, part);
		while (first < walk->above->len &&
			g_array_index(walk->above, Run, first).to < run->from)
			first++;
		for (guint j = first; j < walk->above->len; j++) {
			const Run *above = &g_array_index(walk->above, Run, j);

			if (above->from > run->to)
				break;
			join(walk, run, above->part);
		}
	}
}

static GArray *
collect(const Walk *walk)
{
	GArray *strokes = g_array_new(FALSE, FALSE, sizeof(ScanStroke));

	for (guint i = 0; i < walk->parts->len; i++) {
		const Part *part = part_at(walk, i);
		ScanStroke stroke = { part->left, part->top, part->right - part->left,
			part->bottom - part->top };

		if (part->parent == i)
			g_array_append_val(strokes, stroke);
	}
	return strokes;
}

GArray *
scan_find_strokes(PIX *ink, gint32 gap, gint32 least)
{
	g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
	g_autoptr(GArray) above = g_array_new(FALSE, FALSE, sizeof(Run));
	g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(Run));
	Walk walk = { parts, above, row, gap, least };
	const gint32 width = pixGetWidth(ink), height = pixGetHeight(ink), wpl = pixGetWpl(ink);
	const l_uint32 *line = pixGetData(ink);

	for (gint32 y = 0; y < height; y++, line += wpl) {
		GArray *swapped = walk.above;

		walk.above = walk.row;
		walk.row = swapped;
		g_array_set_size(walk.row, 0);
		find_runs(&walk, line, width);
		connect(&walk, y);
	}
	return collect(&walk);
}

PIX *
scan_transpose(PIX *ink)
{
	const gint32 width = pixGetWidth(ink), height = pixGetHeight(ink), wpl = pixGetWpl(ink);
	const l_uint32 *line = pixGetData(ink);
	PIX *out = pixCreate(height, width, 1);
	const gsize out_wpl = out ? (gsize) pixGetWpl(out) : 0;
	l_uint32 *out_data = out ? pixGetData(out) : NULL;

	for (gint32 y = 0; out && y < height; y++, line += wpl)
		for (gint32 word = 0; word * BITS < width; word++)
			for (guint32 bits = line[word]; bits;) {
				gint32 skip = __builtin_clz(bits), x = word * BITS + skip;

				bits &= ~(0x80000000u >> skip);
				if (x < width)
					SET_DATA_BIT(out_data + (gsize) x * out_wpl, y);
			}
	return out;
}
