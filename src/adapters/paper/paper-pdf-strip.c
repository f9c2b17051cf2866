/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a paper says as strips: each kind of item in its own way.
 */
#include <string.h>

#include "adapters/paper/paper-pdf-set.h"
#include "core/form/document.h"

#define SIZE_TITLE   20.0
#define SIZE_SECTION 13.0
#define SIZE_HEADING 10.5
#define SIZE_TEXT    10.0
#define SIZE_TABLE   8.8
#define SIZE_LABEL   7.8
#define SHORT        12    /* characters of an option that stands beside the next */
#define LOW          150.0 /* points: of fields that stand below a heading, and on one page */

static const Face title_face = { SIZE_TITLE, INK_ACCENT, TRUE };
static const Face section_face = { SIZE_SECTION, INK_ACCENT, TRUE };
static const Face heading_face = { SIZE_HEADING, INK_ACCENT, TRUE };
static const Face text_face = { SIZE_TEXT, INK_TEXT, FALSE };
static const Face strong_face = { SIZE_TEXT + 1, INK_TEXT, TRUE };
static const Face cell_face = { SIZE_TABLE, INK_TEXT, FALSE };
static const Face head_face = { SIZE_LABEL, INK_ACCENT, TRUE };
static const Face label_face = { SIZE_LABEL, INK_QUIET, FALSE };
static const Face row_face = { SIZE_TEXT, INK_QUIET, FALSE };

/* Takes its place among strips; one column of all the width. */
static Strip *
add_strip(GPtrArray *strips, Strip *strip, Setting *setting)
{
	paper_strip_add(strip, setting, 0, BODY_WIDTH, PANGO_ALIGN_LEFT);
	g_ptr_array_add(strips, strip);
	return strip;
}

static void
add_sender(GPtrArray *strips, const Paper *paper, PangoContext *context)
{
	Strip *strip = paper_strip_new(STRIP_PLAIN, 0, 0, "P");
	Setting left = paper_setting_new(context), right = paper_setting_new(context);

	if (paper->organisation)
		paper_set_piece(&left, paper->organisation, row_face);
	paper_set_piece(&left, paper->organisation ? "\n" : "", row_face);
	if (paper->sender)
		paper_set_piece(&left, paper->sender, strong_face);
	for (guint i = 0; i < paper->contact->len; i++) {
		paper_set_piece(&right, i ? "\n" : "", label_face);
		paper_set_piece(&right, paper->contact->pdata[i], label_face);
	}
	paper_strip_add(strip, &left, 0, BODY_WIDTH * 0.55, PANGO_ALIGN_LEFT);
	paper_strip_add(strip, &right, BODY_WIDTH * 0.55, BODY_WIDTH * 0.45, PANGO_ALIGN_RIGHT);
	g_ptr_array_add(strips, strip);
}

static Strip *
add_heading(GPtrArray *strips, PangoContext *context, const char *text, Face face, double before,
	const char *tag)
{
	Setting setting = paper_setting_new(context);

	paper_set_piece(&setting, text, face);
	Strip *strip = add_strip(strips, paper_strip_new(STRIP_PLAIN, before, 2, tag), &setting);
	strip->keep = TRUE;
	return strip;
}

/* Its label above, and what is written there. */
static void
add_text(Setting *setting, const PaperItem *item, Face face)
{
	Face of_text = face;

	if (item->label) {
		paper_set_piece(setting, item->label, label_face);
		paper_set_piece(setting, "\n", label_face);
	}
	guint start = (guint) setting->text->len;
	if (strcmp(item->text, PAPER_NOTHING) == 0)
		of_text.ink = INK_QUIET;
	paper_set_piece(setting, item->text, of_text);
	paper_set_spans(setting, item->spans, start);
}

/* TRUE of boxes that have room beside each other. */
static gboolean
is_short(const PaperItem *item)
{
	for (guint i = 0; i < item->parts->len; i++)
		if (g_utf8_strlen(((PaperItem *) item->parts->pdata[i])->text, -1) > SHORT)
			return FALSE;
	return item->kind == PAPER_BOXES;
}

/* Short ones on one line, many two on a line, else each on its own. */
static void
add_boxes(Setting *setting, const PaperItem *item)
{
	guint abreast = item->parts->len > 5 ? 2 : 1;
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < item->parts->len; i++) {
		const PaperItem *option = g_ptr_array_index(item->parts, i);
		const char *gap = i == 0           ? ""
				  : is_short(item) ? "\u2003\u2003"
				  : i % abreast    ? "\t"
						   : "\n";

		g_string_append_printf(text, "%s%s %s", gap,
			option->ticked ? DOCUMENT_BOX_TICKED : DOCUMENT_BOX_CLEAR, option->text);
	}
	if (item->label) {
		paper_set_piece(setting, item->label, label_face);
		paper_set_piece(setting, "\n", label_face);
	}
	paper_set_piece(setting, text->str, text_face);
	paper_box_style(setting->context, setting->attributes, setting->text->str, SIZE_TEXT);
}

static Setting
set_field(PangoContext *context, const PaperItem *item)
{
	Setting setting = paper_setting_new(context);

	if (item->kind == PAPER_BOXES)
		add_boxes(&setting, item);
	else
		add_text(&setting, item, text_face);
	return setting;
}

static gboolean
is_half(const PaperItem *item)
{
	return item->kind == PAPER_CELL || is_short(item);
}

/* One field, or two beside each other (other may be NULL). */
static void
add_fields(GPtrArray *strips, PangoContext *context, const PaperItem *item, const PaperItem *other)
{
	const Strip *above = g_ptr_array_index(strips, strips->len - 1);
	gboolean joined = above->look == STRIP_FRAMED || above->keep;
	Strip *strip = paper_strip_new(STRIP_FRAMED, joined ? 0 : 5, 4, "P");
	double width = other ? BODY_WIDTH / 2 : BODY_WIDTH;
	Setting setting = set_field(context, item);

	strip->whole = item->kind == PAPER_BOXES;
	paper_strip_add(strip, &setting, 0, width, PANGO_ALIGN_LEFT);
	if (other) {
		setting = set_field(context, other);
		paper_strip_add(strip, &setting, width, width, PANGO_ALIGN_LEFT);
	}
	g_ptr_array_add(strips, strip);
}

static void
add_row(GPtrArray *strips, PangoContext *context, const PaperItem *item)
{
	Strip *strip = paper_strip_new(STRIP_PLAIN, 0, 2.5, "P");
	Setting label = paper_setting_new(context), value = paper_setting_new(context);

	paper_set_piece(&label, item->label, row_face);
	paper_set_piece(&value, item->text, text_face);
	paper_set_spans(&value, item->spans, 0);
	paper_strip_add(strip, &label, 0, BODY_WIDTH * 0.40, PANGO_ALIGN_LEFT);
	paper_strip_add(strip, &value, BODY_WIDTH * 0.42, BODY_WIDTH * 0.58, PANGO_ALIGN_LEFT);
	g_ptr_array_add(strips, strip);
}

static void
add_running(GPtrArray *strips, PangoContext *context, const PaperItem *item, Face face)
{
	Setting setting = paper_setting_new(context);

	add_text(&setting, item, face);
	add_strip(strips, paper_strip_new(STRIP_PLAIN, 3, 1, "P"), &setting);
}

static void
add_blank(GPtrArray *strips, PangoContext *context, const PaperItem *item)
{
	Strip *strip = paper_strip_new(STRIP_FILL, 26, 2, "P");
	Setting setting = paper_setting_new(context);

	paper_set_piece(&setting, item->label, label_face);
	paper_strip_add(strip, &setting, 0, BODY_WIDTH * 0.55, PANGO_ALIGN_LEFT);
	g_ptr_array_add(strips, strip);
}

static void
add_head(GPtrArray *strips, PangoContext *context, const PaperItem *table, guint number)
{
	Strip *strip = paper_strip_new(STRIP_HEAD, 3, 3, "P");
	double x = 0;

	for (guint c = 0; c < table->n_columns; c++) {
		double width = BODY_WIDTH * table->columns[c].width / 100;
		Setting setting = paper_setting_new(context);

		paper_set_piece(&setting, table->columns[c].heading, head_face);
		paper_strip_add(strip, &setting, x, width, PANGO_ALIGN_LEFT);
		x += width;
	}
	strip->keep = strip->repeat = TRUE;
	strip->table = number;
	g_ptr_array_add(strips, strip);
}

static void
add_table(GPtrArray *strips, PangoContext *context, const PaperItem *table)
{
	guint number = strips->len + 1;

	if (!table->parts->len)
		return;
	g_assert(table->n_columns <= STRIP_COLUMNS);
	add_head(strips, context, table, number);
	for (guint i = 0; i < table->parts->len; i += table->n_columns) {
		Strip *strip = paper_strip_new(STRIP_RULED, 0, 3, "P");
		double x = 0;

		for (guint c = 0; c < table->n_columns; c++) {
			double width = BODY_WIDTH * table->columns[c].width / 100;
			Setting setting = paper_setting_new(context);

			add_text(&setting, g_ptr_array_index(table->parts, i + c), cell_face);
			paper_strip_add(strip, &setting, x, width, PANGO_ALIGN_LEFT);
			x += width;
		}
		strip->table = number;
		g_ptr_array_add(strips, strip);
	}
}

static void
add_item(GPtrArray *strips, PangoContext *context, const PaperItem *item)
{
	switch (item->kind) {
	case PAPER_TEXT:
		add_running(strips, context, item, text_face);
		return;
	case PAPER_NOTE:
		add_running(strips, context, item, label_face);
		return;
	case PAPER_ROW:
		add_row(strips, context, item);
		return;
	case PAPER_TABLE:
		add_table(strips, context, item);
		return;
	case PAPER_HEADING:
		add_heading(strips, context, item->text, heading_face, 11, "H3");
		return;
	case PAPER_BLANK:
		add_blank(strips, context, item);
		return;
	case PAPER_CELL:
	case PAPER_ANSWER:
	case PAPER_BOXES:
		add_fields(strips, context, item, NULL);
	}
}

static double
height_of(const Strip *strip)
{
	double height = 0;

	for (guint c = 0; c < strip->columns->len; c++) {
		const GArray *lines = g_array_index(strip->columns, StripColumn, c).lines;

		if (lines->len)
			height =
				MAX(height, g_array_index(lines, StripLine, lines->len - 1).bottom);
	}
	return strip->before + height + 2 * strip->padding;
}

/* The few fields below a heading, which are strips from from on, stay with it and together. */
static void
keep_low(GPtrArray *strips, guint from)
{
	double height = 0;

	for (guint i = from; i < strips->len; i++) {
		const Strip *strip = g_ptr_array_index(strips, i);

		height += strip->table ? LOW : height_of(strip);
	}
	for (guint i = from; height < LOW && i + 1 < strips->len; i++)
		((Strip *) g_ptr_array_index(strips, i))->keep = TRUE;
}

static void
add_section(GPtrArray *strips, PangoContext *context, const PaperSection *section)
{
	Strip *heading = add_heading(strips, context, section->heading, section_face, 20, "H2");

	guint group = strips->len;

	heading->outline = section->heading;
	for (guint i = 0; i < section->items->len; i++) {
		const PaperItem *item = g_ptr_array_index(section->items, i);
		const PaperItem *next = i + 1 < section->items->len
						? g_ptr_array_index(section->items, i + 1)
						: NULL;

		if (item->kind == PAPER_HEADING) {
			keep_low(strips, group);
			group = strips->len;
		}
		if (next && is_half(item) && is_half(next)) {
			add_fields(strips, context, item, next);
			i++;
		} else {
			add_item(strips, context, item);
		}
	}
	keep_low(strips, group);
}

GPtrArray *
paper_strips(const Paper *paper, PangoContext *context)
{
	GPtrArray *strips = g_ptr_array_new_with_free_func((GDestroyNotify) paper_strip_free);

	if (paper->sender || paper->organisation)
		add_sender(strips, paper, context);
	add_heading(strips, context, paper->title, title_face, 26, "H1");
	for (guint i = 0; i < paper->sections->len; i++)
		add_section(strips, context, g_ptr_array_index(paper->sections, i));
	return strips;
}
