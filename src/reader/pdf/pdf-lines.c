/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which lines the content of a page draws (ISO 32000-1 section 8). Must never
 * take what it does not understand for nothing: then the page is drawn.
 */
#include "reader/pdf/pdf-lines.h"

#include <math.h>

#include "reader/pdf/pdf-content.h"
#include "reader/pdf/pdf-ink.h"
#include "reader/pdf/pdf-names.h"
#include "reader/pdf/pdf-state.h"

#define FORMS_MAX     8      /* drawings within drawings */
#define OPERATORS_MAX 200000 /* of a page */
#define NAMED_MAX     2000   /* of these with a name to look up */
#define DARK          0.6    /* of full light: darker is ink */
#define BOX_MAX       24.0   /* units: a picture as small may be one of a box */
#define SQUARE        2.0    /* times as wide as high: no box any more */

typedef struct {
	PdfFile *file;
	const PdfSheet *sheet;
	GArray *ink;
	PdfStates states;
	PdfObject resources;
	PdfPath path;
	gboolean clips; /* the path will cut what follows */
	guint depth, operators, named, points;
	gboolean unsure;
} Walk;

typedef void (*Do)(Walk *walk, const PdfContent *content, guint how);

static PdfState *
now(Walk *walk)
{
	return pdf_states_now(&walk->states);
}

typedef void (*Build)(PdfPath *path, const double matrix[6], const double *numbers);

static const Build builds[] = { pdf_path_move, pdf_path_line, pdf_path_rectangle };
enum {
	MOVE,
	LINE,
	RECTANGLE,
};

static void
build(Walk *walk, const PdfContent *content, guint how)
{
	builds[how](&walk->path, now(walk)->matrix, content->numbers);
}

/* Curves that name all points, all but the first, and all but the third. */
static const PdfCurve curves[] = { { 0, 1, 2 }, { -1, 0, 1 }, { 0, 1, 1 } };

static void
curve(Walk *walk, const PdfContent *content, guint how)
{
	pdf_path_curve(&walk->path, now(walk)->matrix, content->numbers, curves[how]);
}

static void
close_path(Walk *walk, const PdfContent *content, guint how)
{
	(void) content;
	(void) how;
	pdf_path_close(&walk->path);
}

/* What is painted with, if it can be known. */
static gboolean
dip(Walk *walk, PdfWay way, PdfBrush *ret_brush)
{
	const PdfState *state = now(walk);

	walk->points += walk->path.points->len;
	if (isnan(state->light[way]) || walk->points > PDF_POINTS_MAX)
		walk->unsure = TRUE;
	*ret_brush = (PdfBrush){ state->clip, state->light[way] >= DARK };
	return !walk->unsure;
}

static void
end_path(Walk *walk)
{
	PdfState *state = now(walk);

	if (walk->clips)
		state->clip = pdf_area_cut(pdf_path_bounds(&walk->path), &state->clip);
	walk->clips = FALSE;
	walk->unsure = walk->unsure || walk->path.over;
	g_array_set_size(walk->path.points, 0);
}

enum {
	PAINT_STROKE = 1,
	PAINT_FILL = 2,
	PAINT_EVEN_ODD = 4,
	PAINT_CLOSE = 8,
};

static void
paint(Walk *walk, const PdfContent *content, guint how)
{
	const double *m = now(walk)->matrix;
	PdfBrush brush;

	(void) content;
	if (how & PAINT_CLOSE)
		pdf_path_close(&walk->path);
	if ((how & PAINT_FILL) && dip(walk, PDF_FILL, &brush))
		pdf_ink_fill(walk->ink, &brush, &walk->path, (how & PAINT_EVEN_ODD) != 0);
	if ((how & PAINT_STROKE) && dip(walk, PDF_STROKE, &brush))
		pdf_ink_stroke(walk->ink, &brush, &walk->path,
			now(walk)->line * sqrt(fabs(m[0] * m[3] - m[1] * m[2])));
	end_path(walk);
}

static void
clip(Walk *walk, const PdfContent *content, guint how)
{
	(void) content;
	(void) how;
	walk->clips = TRUE;
}

static void
save(Walk *walk, const PdfContent *content, guint how)
{
	(void) content;
	(void) how;
	if (!pdf_states_save(&walk->states))
		walk->unsure = TRUE;
}

static void
restore(Walk *walk, const PdfContent *content, guint how)
{
	(void) content;
	(void) how;
	pdf_states_restore(&walk->states);
}

static void
transform(Walk *walk, const PdfContent *content, guint how)
{
	(void) how;
	pdf_matrix_multiply(now(walk)->matrix, content->numbers, now(walk)->matrix);
}

static void
set_line(Walk *walk, const PdfContent *content, guint how)
{
	(void) how;
	now(walk)->line = content->numbers[0];
}

static gboolean
may_look_up(Walk *walk)
{
	if (++walk->named > NAMED_MAX)
		walk->unsure = TRUE;
	return !walk->unsure;
}

static void
set_state(Walk *walk, const PdfContent *content, guint how)
{
	(void) how;
	if (!may_look_up(walk) ||
		!pdf_names_find_state(walk->file, walk->resources, content->name, &now(walk)->line))
		walk->unsure = TRUE;
}

/* A colour by the number of its values, or by its space, which is asked for here. */
static void
set_colour(Walk *walk, const PdfContent *content, guint way)
{
	pdf_state_set_colour(now(walk), (PdfWay) way, content->numbers,
		content->name[0] ? 0 : content->n_numbers);
}

static void
set_device_colour(Walk *walk, const PdfContent *content, guint way)
{
	pdf_state_set_space(now(walk), (PdfWay) way, PDF_COLOUR_LIGHT);
	set_colour(walk, content, way);
}

static void
set_space(Walk *walk, const PdfContent *content, guint way)
{
	if (may_look_up(walk))
		pdf_state_set_space(now(walk), (PdfWay) way,
			pdf_names_find_colour(walk->file, walk->resources, content->name));
}

/* TRUE if an area is as large as a box, or has words on it. */
static gboolean
may_hold_boxes(const PdfSheet *sheet, const PageArea *area)
{
	double width = (area->x2 - area->x1) / sheet->scale;
	double height = (area->y2 - area->y1) / sheet->scale;

	if (width < BOX_MAX && height < BOX_MAX && width < SQUARE * height &&
		height < SQUARE * width)
		return TRUE;
	for (guint i = 0; i < sheet->words->words->len; i++) {
		const PageArea *word = &g_array_index(sheet->words->words, PageWord, i).area;
		double x = (word->x1 + word->x2) / 2 * sheet->scale;
		double y = (word->y1 + word->y2) / 2 * sheet->scale;

		if (x >= area->x1 && x <= area->x2 && y >= area->y1 && y <= area->y2)
			return TRUE;
	}
	return FALSE;
}

/* A picture is one unit wide and high. */
static void
picture(Walk *walk, const PdfContent *content, guint how)
{
	static const double unit[] = { 0, 0, 1, 1 };

	(void) content;
	(void) how;
	if (!may_look_up(walk))
		return;
	g_array_set_size(walk->path.points, 0);
	pdf_path_rectangle(&walk->path, now(walk)->matrix, unit);
	PageArea area = pdf_area_cut(pdf_path_bounds(&walk->path), &now(walk)->clip);
	g_array_set_size(walk->path.points, 0);
	if (area.x1 < area.x2 && area.y1 < area.y2)
		walk->unsure = walk->unsure || may_hold_boxes(walk->sheet, &area);
}

static void walk_content(Walk *walk, const PdfDrawing *drawing);

static void
draw_form(Walk *walk, const PdfDrawing *form)
{
	const double box[] = { form->box[0], form->box[1], form->box[2] - form->box[0],
		form->box[3] - form->box[1] };
	PdfObject outer = walk->resources;
	PdfDepth depth;

	if (!pdf_states_enter(&walk->states, &depth)) {
		walk->unsure = TRUE;
		return;
	}
	pdf_matrix_multiply(now(walk)->matrix, form->matrix, now(walk)->matrix);
	pdf_path_rectangle(&walk->path, now(walk)->matrix, box);
	walk->clips = TRUE;
	end_path(walk);
	walk->resources = form->resources;
	walk_content(walk, form);
	walk->resources = outer;
	pdf_states_leave(&walk->states, depth);
}

static void
draw_named(Walk *walk, const PdfContent *content, guint how)
{
	g_auto(PdfDrawing) form = { 0 };
	PdfKind kind = may_look_up(walk) ? pdf_file_open_drawing(walk->file, walk->resources,
						   content->name, &form)
					 : PDF_UNKNOWN;

	if (kind == PDF_IMAGE)
		picture(walk, content, how);
	else if (kind == PDF_FORM && walk->depth < FORMS_MAX)
		draw_form(walk, &form);
	else
		walk->unsure = TRUE;
}

/* What is marked as optional may be hidden. */
static void
begin_marked(Walk *walk, const PdfContent *content, guint how)
{
	(void) how;
	walk->unsure = walk->unsure || g_str_equal(content->name, "OC");
}

/* From 4 on letters cut what follows. */
static void
set_rendering(Walk *walk, const PdfContent *content, guint how)
{
	(void) how;
	walk->unsure = walk->unsure || content->numbers[0] > 3;
}

/* The more frequent ones first. What is not among them is not understood. */
static const struct {
	guint code;
	guint numbers; /* operands that it must have */
	Do act;        /* NULL: it writes letters, or says how lines end */
	guint how;
} operators[] = {
	{ PDF_OPERATOR("Tj"), 0, NULL, 0 },
	{ PDF_OPERATOR("Td"), 0, NULL, 0 },
	{ PDF_OPERATOR("Tf"), 0, NULL, 0 },
	{ PDF_OPERATOR("BT"), 0, NULL, 0 },
	{ PDF_OPERATOR("ET"), 0, NULL, 0 },
	{ PDF_OPERATOR("TJ"), 0, NULL, 0 },
	{ PDF_OPERATOR("Tm"), 0, NULL, 0 },
	{ PDF_OPERATOR("q"), 0, save, 0 },
	{ PDF_OPERATOR("Q"), 0, restore, 0 },
	{ PDF_OPERATOR("cm"), 6, transform, 0 },
	{ PDF_OPERATOR("m"), 2, build, MOVE },
	{ PDF_OPERATOR("l"), 2, build, LINE },
	{ PDF_OPERATOR("re"), 4, build, RECTANGLE },
	{ PDF_OPERATOR("W"), 0, clip, 0 },
	{ PDF_OPERATOR("W*"), 0, clip, 0 },
	{ PDF_OPERATOR("n"), 0, paint, 0 },
	{ PDF_OPERATOR("S"), 0, paint, PAINT_STROKE },
	{ PDF_OPERATOR("f"), 0, paint, PAINT_FILL },
	{ PDF_OPERATOR("f*"), 0, paint, PAINT_FILL | PAINT_EVEN_ODD },
	{ PDF_OPERATOR("w"), 1, set_line, 0 },
	{ PDF_OPERATOR("g"), 1, set_device_colour, PDF_FILL },
	{ PDF_OPERATOR("G"), 1, set_device_colour, PDF_STROKE },
	{ PDF_OPERATOR("rg"), 3, set_device_colour, PDF_FILL },
	{ PDF_OPERATOR("RG"), 3, set_device_colour, PDF_STROKE },
	{ PDF_OPERATOR("k"), 4, set_device_colour, PDF_FILL },
	{ PDF_OPERATOR("K"), 4, set_device_colour, PDF_STROKE },
	{ PDF_OPERATOR("cs"), 0, set_space, PDF_FILL },
	{ PDF_OPERATOR("CS"), 0, set_space, PDF_STROKE },
	{ PDF_OPERATOR("sc"), 0, set_colour, PDF_FILL },
	{ PDF_OPERATOR("scn"), 0, set_colour, PDF_FILL },
	{ PDF_OPERATOR("SC"), 0, set_colour, PDF_STROKE },
	{ PDF_OPERATOR("SCN"), 0, set_colour, PDF_STROKE },
	{ PDF_OPERATOR("gs"), 0, set_state, 0 },
	{ PDF_OPERATOR("BDC"), 0, begin_marked, 0 },
	{ PDF_OPERATOR("EMC"), 0, NULL, 0 },
	{ PDF_OPERATOR("BMC"), 0, begin_marked, 0 },
	{ PDF_OPERATOR("Do"), 0, draw_named, 0 },
	{ PDF_OPERATOR("c"), 6, curve, 0 },
	{ PDF_OPERATOR("v"), 4, curve, 1 },
	{ PDF_OPERATOR("y"), 4, curve, 2 },
	{ PDF_OPERATOR("h"), 0, close_path, 0 },
	{ PDF_OPERATOR("s"), 0, paint, PAINT_STROKE | PAINT_CLOSE },
	{ PDF_OPERATOR("F"), 0, paint, PAINT_FILL },
	{ PDF_OPERATOR("B"), 0, paint, PAINT_FILL | PAINT_STROKE },
	{ PDF_OPERATOR("B*"), 0, paint, PAINT_FILL | PAINT_STROKE | PAINT_EVEN_ODD },
	{ PDF_OPERATOR("b"), 0, paint, PAINT_FILL | PAINT_STROKE | PAINT_CLOSE },
	{ PDF_OPERATOR("b*"), 0, paint, PAINT_FILL | PAINT_STROKE | PAINT_CLOSE | PAINT_EVEN_ODD },
	{ PDF_OPERATOR("Tr"), 1, set_rendering, 0 },
	{ PDF_OPERATOR("ID"), 0, picture, 0 },
	{ PDF_OPERATOR("Tc"), 0, NULL, 0 },
	{ PDF_OPERATOR("Tw"), 0, NULL, 0 },
	{ PDF_OPERATOR("Tz"), 0, NULL, 0 },
	{ PDF_OPERATOR("TL"), 0, NULL, 0 },
	{ PDF_OPERATOR("Ts"), 0, NULL, 0 },
	{ PDF_OPERATOR("TD"), 0, NULL, 0 },
	{ PDF_OPERATOR("T*"), 0, NULL, 0 },
	{ PDF_OPERATOR("'"), 0, NULL, 0 },
	{ PDF_OPERATOR("\""), 0, NULL, 0 },
	{ PDF_OPERATOR("J"), 0, NULL, 0 },
	{ PDF_OPERATOR("j"), 0, NULL, 0 },
	{ PDF_OPERATOR("M"), 0, NULL, 0 },
	{ PDF_OPERATOR("d"), 0, NULL, 0 },
	{ PDF_OPERATOR("i"), 0, NULL, 0 },
	{ PDF_OPERATOR("ri"), 0, NULL, 0 },
	{ PDF_OPERATOR("MP"), 0, NULL, 0 },
	{ PDF_OPERATOR("DP"), 0, NULL, 0 },
	{ PDF_OPERATOR("BI"), 0, NULL, 0 },
};

static void
act(Walk *walk, const PdfContent *content)
{
	for (gsize i = 0; i < G_N_ELEMENTS(operators); i++) {
		if (operators[i].code != content->code)
			continue;
		if (content->n_numbers < operators[i].numbers)
			walk->unsure = TRUE;
		else if (operators[i].act)
			operators[i].act(walk, content, operators[i].how);
		return;
	}
	walk->unsure = TRUE;
}

static void
walk_content(Walk *walk, const PdfDrawing *drawing)
{
	PdfContent content = { .at = drawing->data, .end = drawing->data + drawing->length };

	walk->depth++;
	while (!walk->unsure && pdf_content_next(&content)) {
		if (++walk->operators > OPERATORS_MAX)
			walk->unsure = TRUE;
		else
			act(walk, &content);
	}
	walk->depth--;
}

gboolean
pdf_lines_add(PdfFile *file, const PdfDrawing *page, const PdfSheet *sheet, GArray *ink)
{
	g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(PdfPoint));
	double scale = sheet->scale;
	const double matrix[] = { scale, 0, 0, -scale, -sheet->left * scale, sheet->top * scale };
	const PageArea all = { 0, 0, sheet->width, sheet->height };
	Walk walk = { .file = file,
		.sheet = sheet,
		.ink = ink,
		.resources = page->resources,
		.path.points = points };

	pdf_states_begin(&walk.states, matrix, all);
	walk_content(&walk, page);
	return !walk.unsure;
}
