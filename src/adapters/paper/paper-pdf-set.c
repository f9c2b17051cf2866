/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text set in lines. Pango is given text and attributes, never markup.
 */
#include "adapters/paper/paper-pdf-set.h"

#include <string.h>

#include "core/text.h"

/* Whichever of these the machine has; the letters that it lacks come from any other font. */
#define FONT      "Source Sans 3, Noto Sans, Liberation Sans, Nimbus Sans, DejaVu Sans"
#define FONT_CODE "Noto Sans Mono, Liberation Mono, DejaVu Sans Mono, Nimbus Mono PS"

#define SIZE_CODE 6.9
#define LEADING   1.18
#define PIECE     4000 /* bytes that Pango sets at once: it takes the square of their number */

Setting
paper_setting_new(PangoContext *context)
{
	return (Setting){ context, g_string_new(NULL), pango_attr_list_new() };
}

static void
add_attribute(Setting *setting, PangoAttribute *attribute, guint start, guint end)
{
	attribute->start_index = start;
	attribute->end_index = end;
	pango_attr_list_insert(setting->attributes, attribute);
}

static PangoAttribute *
colour(guint ink, PangoAttribute *(*new)(guint16, guint16, guint16))
{
	return new ((guint16) ((ink >> 16 & 0xff) * 257), (guint16) ((ink >> 8 & 0xff) * 257),
		(guint16) ((ink & 0xff) * 257));
}

void
paper_set_piece(Setting *setting, const char *text, Face face)
{
	guint start = (guint) setting->text->len;

	g_string_append(setting->text, text);
	guint end = (guint) setting->text->len;
	add_attribute(setting, pango_attr_size_new((int) (face.size * PANGO_SCALE)), start, end);
	add_attribute(setting, colour(face.ink, pango_attr_foreground_new), start, end);
	if (face.bold)
		add_attribute(setting, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end);
}

void
paper_set_spans(Setting *setting, const GArray *spans, guint offset)
{
	for (guint i = 0; i < spans->len; i++) {
		const PaperSpan *span = &g_array_index(spans, PaperSpan, i);
		guint start = offset + span->start, end = offset + span->end;

		if (span->kind == PAPER_NAME) {
			add_attribute(
				setting, colour(INK_MARK, pango_attr_background_new), start, end);
			add_attribute(
				setting, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end);
			continue;
		}
		add_attribute(setting, pango_attr_family_new(FONT_CODE), start, end);
		add_attribute(
			setting, pango_attr_size_new((int) (SIZE_CODE * PANGO_SCALE)), start, end);
	}
}

/* What belongs to a number stays with it: "31 §", "27 kap. 6 §". */
static void
keep_together(Setting *setting)
{
	static const GRegex *pattern;
	const GRegex *regex = text_pattern(&pattern,
		"\\d+ ?[a-h]? kap\\. ?(\\d+ ?[a-h]? ?§)?|\\d+ ([a-h] )?§§?|§§? \\d+|\\d+ kB|\\d+ byte",
		G_REGEX_OPTIMIZE);
	g_autoptr(GMatchInfo) match = NULL;

	for (g_regex_match(regex, setting->text->str, 0, &match); g_match_info_matches(match);
		g_match_info_next(match, NULL)) {
		int start, end;

		g_match_info_fetch_pos(match, 0, &start, &end);
		add_attribute(
			setting, pango_attr_allow_breaks_new(FALSE), (guint) start, (guint) end);
	}
}

/* A layout of the text from start to before end. */
static PangoLayout *
set(const Setting *setting, gsize start, gsize end, double width, PangoAlignment align)
{
	PangoLayout *layout = pango_layout_new(setting->context);
	PangoFontDescription *font = pango_font_description_from_string(FONT);
	PangoAttrList *attributes = pango_attr_list_copy(setting->attributes);
	PangoTabArray *tabs = pango_tab_array_new_with_positions(
		1, FALSE, PANGO_TAB_LEFT, (int) (BODY_WIDTH / 2 * PANGO_SCALE));

	pango_attr_list_update(attributes, 0, (int) start, 0);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_text(layout, setting->text->str + start, (int) (end - start));
	pango_layout_set_attributes(layout, attributes);
	pango_layout_set_tabs(layout, tabs);
	pango_layout_set_width(layout, (int) (width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_line_spacing(layout, LEADING);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_alignment(layout, align);
	pango_font_description_free(font);
	pango_tab_array_free(tabs);
	pango_attr_list_unref(attributes);
	return layout;
}

/* Adds its lines below those that are there. */
static void
add_lines(StripColumn *column, PangoLayout *layout)
{
	GArray *lines = column->lines;
	double above = lines->len ? g_array_index(lines, StripLine, lines->len - 1).bottom : 0;
	PangoLayoutIter *iter = pango_layout_get_iter(layout);

	do {
		PangoRectangle logical;
		int top, bottom;

		pango_layout_iter_get_line_yrange(iter, &top, &bottom);
		pango_layout_iter_get_line_extents(iter, NULL, &logical);
		StripLine line = { pango_layout_iter_get_line_readonly(iter),
			above + (double) top / PANGO_SCALE, above + (double) bottom / PANGO_SCALE,
			above + (double) pango_layout_iter_get_baseline(iter) / PANGO_SCALE,
			(double) logical.x / PANGO_SCALE };
		g_array_append_val(lines, line);
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
	g_ptr_array_add(column->layouts, layout);
}

/* Where the piece of text from start on ends: after a line, else a word, else a letter. */
static gsize
end_of_piece(const GString *text, gsize start)
{
	const char *begin = text->str + start;
	const char *most = begin + PIECE;
	const char *end;

	if (text->len - start <= PIECE)
		return text->len;
	while ((*most & 0xc0) == 0x80)
		most--;
	end = g_strrstr_len(begin, most - begin, "\n");
	if (!end)
		end = g_strrstr_len(begin, most - begin, " ");
	return start + (gsize) ((end && end > begin ? end : most) - begin);
}

static void
column_clear(gpointer data)
{
	StripColumn *column = data;

	g_array_unref(column->lines);
	g_ptr_array_unref(column->layouts);
}

Strip *
paper_strip_new(StripLook look, double before, double padding, const char *tag)
{
	Strip *strip = g_new0(Strip, 1);

	strip->look = look;
	strip->before = before;
	strip->padding = padding;
	strip->tag = tag;
	strip->columns = g_array_new(FALSE, FALSE, sizeof(StripColumn));
	g_array_set_clear_func(strip->columns, column_clear);
	return strip;
}

void
paper_strip_free(Strip *strip)
{
	g_array_unref(strip->columns);
	g_free(strip);
}

/* Text has room beside the lines around it. */
static double
inset_of(const Strip *strip)
{
	return strip->look == STRIP_PLAIN || strip->look == STRIP_FILL ? 0
	       : strip->look == STRIP_FRAMED                           ? strip->padding + 1
								       : 3;
}

void
paper_strip_add(Strip *strip, Setting *setting, double x, double width, PangoAlignment align)
{
	StripColumn column = { g_ptr_array_new_with_free_func(g_object_unref),
		g_array_new(FALSE, FALSE, sizeof(StripLine)), x, width, inset_of(strip) };
	const GString *text = setting->text;
	gsize start = 0;

	keep_together(setting);
	add_attribute(setting, pango_attr_insert_hyphens_new(FALSE), 0, G_MAXUINT);
	do {
		gsize end = end_of_piece(text, start);

		add_lines(&column, set(setting, start, end, width - 2 * column.inset, align));
		start = end + (end < text->len && strchr("\n ", text->str[end]) ? 1 : 0);
	} while (start < text->len);
	pango_attr_list_unref(setting->attributes);
	g_string_free(setting->text, TRUE);
	g_array_append_val(strip->columns, column);
}

Strip *
paper_strip_line(
	PangoContext *context, const char *text, double size, guint ink, PangoAlignment align)
{
	Strip *strip = paper_strip_new(STRIP_PLAIN, 0, 0, NULL);
	Setting setting = paper_setting_new(context);

	paper_set_piece(&setting, text, (Face){ size, ink, FALSE });
	paper_strip_add(strip, &setting, 0, BODY_WIDTH, align);
	return strip;
}
