/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Papers on pages of a PDF. Beside its other paper-pdf files the only one that knows cairo and
 * Pango; opens nothing but fonts.
 */
#include "adapters/paper/paper-pdf.h"

#include <cairo-pdf.h>

#include "adapters/paper/paper-pdf-private.h"
#include "core/error.h"

#define HAIR 0.6 /* width of a line */

typedef struct {
	const Paper *paper;
	PangoContext *context;
	cairo_surface_t *surface;
	cairo_t *cr;
	guint n_pages;
} Print;

static void
set_ink(cairo_t *cr, guint ink)
{
	cairo_set_source_rgb(
		cr, (ink >> 16 & 0xff) / 255.0, (ink >> 8 & 0xff) / 255.0, (ink & 0xff) / 255.0);
}

static void
draw_line(cairo_t *cr, double x, double y, double width)
{
	cairo_move_to(cr, x, y);
	cairo_line_to(cr, x + width, y);
	cairo_stroke(cr);
}

/* What is behind and around a column. */
static void
draw_look(cairo_t *cr, const Slice *slice, const StripColumn *column)
{
	double x = MARGIN_LEFT + column->x, y = slice->y, height = slice->height;

	cairo_set_line_width(cr, HAIR);
	set_ink(cr, INK_LINE);
	switch (slice->strip->look) {
	case STRIP_PLAIN:
		break;
	case STRIP_FRAMED:
		cairo_rectangle(cr, x, y, column->width, height);
		cairo_stroke(cr);
		break;
	case STRIP_RULED:
		draw_line(cr, x, y + height, column->width);
		break;
	case STRIP_HEAD:
		set_ink(cr, INK_PALE);
		cairo_rectangle(cr, x, y, column->width, height);
		cairo_fill(cr);
		set_ink(cr, INK_ACCENT);
		draw_line(cr, x, y + height, column->width);
		break;
	case STRIP_FILL:
		set_ink(cr, INK_TEXT);
		draw_line(cr, x, y, column->width);
		break;
	}
}

/* Each paragraph is one for who has it read aloud, too. */
static void
draw_lines(cairo_t *cr, const Slice *slice, guint c)
{
	const StripColumn *column = &g_array_index(slice->strip->columns, StripColumn, c);
	const StripLine *lines = &g_array_index(column->lines, StripLine, 0);
	double x = MARGIN_LEFT + column->x + column->inset;
	const char *tag = slice->strip->tag;

	set_ink(cr, INK_TEXT);
	for (guint i = slice->from[c]; i < slice->to[c]; i++) {
		gboolean last = i + 1 == slice->to[c] || lines[i + 1].line->is_paragraph_start;

		if (tag && (i == slice->from[c] || lines[i].line->is_paragraph_start))
			cairo_tag_begin(cr, tag, NULL);
		cairo_move_to(cr, x + lines[i].x,
			slice->y + slice->strip->padding + lines[i].baseline -
				lines[slice->from[c]].top);
		pango_cairo_show_layout_line(cr, lines[i].line);
		if (tag && last)
			cairo_tag_end(cr, tag);
	}
}

static void
draw_slice(cairo_t *cr, const Slice *slice)
{
	for (guint c = 0; c < slice->strip->columns->len; c++)
		draw_look(cr, slice, &g_array_index(slice->strip->columns, StripColumn, c));
	for (guint c = 0; c < slice->strip->columns->len; c++)
		draw_lines(cr, slice, c);
}

static void
add_bookmark(const Print *print, const Slice *slice, guint page)
{
	g_autofree char *where =
		g_strdup_printf("page=%u pos=[%d %d]", page + 1, (int) MARGIN_LEFT, (int) slice->y);

	if (slice->strip->outline && slice->first)
		cairo_pdf_surface_add_outline(
			print->surface, CAIRO_PDF_OUTLINE_ROOT, slice->strip->outline, where, 0);
}

/* A line of its own at y, that is of no part of the text. */
static double
draw_aside(const Print *print, const char *text, double y, guint ink, PangoAlignment align)
{
	Strip *strip = paper_strip_line(print->context, text, 7.8, ink, align);
	const StripColumn *column = &g_array_index(strip->columns, StripColumn, 0);
	Slice slice = { .strip = strip, .y = y, .to = { column->lines->len } };
	double height = g_array_index(column->lines, StripLine, column->lines->len - 1).bottom;

	draw_slice(print->cr, &slice);
	paper_strip_free(strip);
	return height;
}

static void
draw_foot(const Print *print, guint page)
{
	double y = PAGE_HEIGHT - MARGIN_BOTTOM + 22;
	g_autofree char *number = g_strdup_printf("Sida %u av %u", page + 1, print->n_pages);

	set_ink(print->cr, INK_LINE);
	cairo_set_line_width(print->cr, HAIR);
	draw_line(print->cr, MARGIN_LEFT, y - 5, BODY_WIDTH);
	if (print->paper->foot)
		draw_aside(print, print->paper->foot, y, INK_QUIET, PANGO_ALIGN_LEFT);
	draw_aside(print, number, y, INK_QUIET, PANGO_ALIGN_RIGHT);
}

/* Where the text of a page begins: below the warning, if there is one. */
static double
draw_warning(const Print *print)
{
	double height;

	if (!print->paper->warning)
		return MARGIN_TOP;
	height = draw_aside(
		print, print->paper->warning, MARGIN_TOP - 28, INK_WARNING, PANGO_ALIGN_LEFT);
	set_ink(print->cr, INK_WARNING);
	cairo_set_line_width(print->cr, 2 * HAIR);
	draw_line(print->cr, MARGIN_LEFT, MARGIN_TOP - 24 + height, BODY_WIDTH);
	return MARGIN_TOP - 10 + height;
}

static void
draw_pages(Print *print, const GPtrArray *pages)
{
	print->n_pages = pages->len;
	for (guint p = 0; p < pages->len; p++) {
		const GArray *page = g_ptr_array_index(pages, p);

		if (p > 0)
			draw_warning(print);
		for (guint i = 0; i < page->len; i++) {
			const Slice *slice = &g_array_index(page, Slice, i);

			add_bookmark(print, slice, p);
			draw_slice(print->cr, slice);
		}
		draw_foot(print, p);
		cairo_show_page(print->cr);
	}
}

static void
set_metadata(const Print *print, gint64 made)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(made);
	g_autofree char *written = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
	g_autofree char *title = print->paper->foot ? g_strdup_printf("%s %s", print->paper->title,
							      print->paper->foot)
						    : g_strdup(print->paper->title);

	cairo_pdf_surface_set_metadata(print->surface, CAIRO_PDF_METADATA_TITLE, title);
	if (print->paper->sender)
		cairo_pdf_surface_set_metadata(
			print->surface, CAIRO_PDF_METADATA_AUTHOR, print->paper->sender);
	cairo_pdf_surface_set_metadata(
		print->surface, CAIRO_PDF_METADATA_CREATOR, "lexsarah " PACKAGE_VERSION);
	cairo_pdf_surface_set_metadata(print->surface, CAIRO_PDF_METADATA_CREATE_DATE, written);
}

/* Fonts as they are drawn on paper: not moved to the dots of a screen. */
static PangoContext *
context_new(void)
{
	PangoFontMap *fonts = pango_cairo_font_map_get_default();
	PangoContext *context = pango_font_map_create_context(fonts);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	pango_cairo_context_set_resolution(context, 72);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_language(context, pango_language_from_string("sv"));
	cairo_font_options_destroy(options);
	return context;
}

static gboolean
check_fonts(PangoContext *context, GError **error)
{
	g_autofree PangoFontFamily **families = NULL;
	int n = 0;

	pango_context_list_families(context, &families, &n);
	if (n == 0)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"no font is installed, without which no PDF can be written: "
			"fonts-urw-base35 is enough");
	return n > 0;
}

static cairo_status_t
append_bytes(void *to, const unsigned char *bytes, unsigned length)
{
	g_byte_array_append(to, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
print_paper(Print *print, GByteArray *out, gint64 made)
{
	print->surface =
		cairo_pdf_surface_create_for_stream(append_bytes, out, PAGE_WIDTH, PAGE_HEIGHT);
	print->cr = cairo_create(print->surface);
	set_metadata(print, made);
	double top = draw_warning(print);
	g_autoptr(GPtrArray) strips = paper_strips(print->paper, print->context);
	g_autoptr(GPtrArray) pages = paper_flow(strips, top, PAGE_HEIGHT - MARGIN_BOTTOM);
	draw_pages(print, pages);
	cairo_status_t status = cairo_status(print->cr);
	cairo_destroy(print->cr);
	cairo_surface_finish(print->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(print->surface);
	cairo_surface_destroy(print->surface);
	return status;
}

GBytes *
paper_pdf(const Paper *paper, gint64 made, GError **error)
{
	g_autoptr(PangoContext) context = context_new();
	g_autoptr(GByteArray) out = g_byte_array_new();
	Print print = { .paper = paper, .context = context };

	if (!check_fonts(context, error))
		return NULL;
	cairo_status_t status = print_paper(&print, out, made);
	if (status == CAIRO_STATUS_SUCCESS)
		return paper_pdf_take_language(
			g_byte_array_free_to_bytes(g_steal_pointer(&out)), "sv-SE");
	g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "no PDF could be made: %s",
		cairo_status_to_string(status));
	return NULL;
}
