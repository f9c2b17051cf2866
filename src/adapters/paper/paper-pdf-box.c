/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Check boxes as letters of a font of our own, with two glyphs: whoever copies or searches the
 * text finds U+2612 and U+2610, and no machine needs a font that has them.
 */
#include <string.h>

#include "adapters/paper/paper-pdf-private.h"

#define SIDE 0.74 /* of a box, in em */

enum { GLYPH_NONE, GLYPH_CLEAR, GLYPH_TICKED };

static cairo_status_t
draw_glyph(cairo_scaled_font_t *font G_GNUC_UNUSED, unsigned long glyph, cairo_t *cr,
	cairo_text_extents_t *extents)
{
	extents->x_advance = 1;
	cairo_set_line_width(cr, 0.07);
	cairo_rectangle(cr, 0.1, -SIDE + 0.02, SIDE, SIDE);
	cairo_stroke(cr);
	if (glyph != GLYPH_TICKED)
		return CAIRO_STATUS_SUCCESS;
	cairo_set_line_width(cr, 0.13);
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	cairo_move_to(cr, 0.27, -0.53);
	cairo_line_to(cr, 0.67, -0.17);
	cairo_move_to(cr, 0.67, -0.53);
	cairo_line_to(cr, 0.27, -0.17);
	cairo_stroke(cr);
	return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
find_glyph(cairo_scaled_font_t *font G_GNUC_UNUSED, unsigned long c, unsigned long *ret)
{
	*ret = c == PAPER_BOX_TICKED ? GLYPH_TICKED : GLYPH_CLEAR;
	return CAIRO_STATUS_SUCCESS;
}

static cairo_font_face_t *
font_new(void)
{
	cairo_font_face_t *face = cairo_user_font_face_create();

	cairo_user_font_face_set_render_glyph_func(face, draw_glyph);
	cairo_user_font_face_set_unicode_to_glyph_func(face, find_glyph);
	return face;
}

/* The context's own font: it lives as long as that does. */
static cairo_font_face_t *
font_of(PangoContext *context)
{
	cairo_font_face_t *face = g_object_get_data(G_OBJECT(context), "paper-boxes");

	if (!face) {
		face = font_new();
		g_object_set_data_full(G_OBJECT(context), "paper-boxes", face,
			(GDestroyNotify) cairo_font_face_destroy);
	}
	return face;
}

static void
draw_box(cairo_t *cr, PangoAttrShape *shape, gboolean do_path, gpointer face)
{
	gunichar c = GPOINTER_TO_UINT(shape->data);
	char letter[7] = { 0 };
	cairo_glyph_t *glyphs = NULL;
	cairo_text_cluster_t *clusters = NULL;
	cairo_text_cluster_flags_t flags;
	int n_glyphs = 0, n_clusters = 0;
	double x, y;

	if (do_path)
		return;
	g_unichar_to_utf8(c, letter);
	cairo_get_current_point(cr, &x, &y);
	cairo_save(cr);
	cairo_set_font_face(cr, face);
	cairo_set_font_size(cr, (double) -shape->ink_rect.y / PANGO_SCALE);
	if (cairo_scaled_font_text_to_glyphs(cairo_get_scaled_font(cr), x, y, letter, -1, &glyphs,
		    &n_glyphs, &clusters, &n_clusters, &flags) == CAIRO_STATUS_SUCCESS)
		cairo_show_text_glyphs(
			cr, letter, -1, glyphs, n_glyphs, clusters, n_clusters, flags);
	cairo_glyph_free(glyphs);
	cairo_text_cluster_free(clusters);
	cairo_restore(cr);
}

void
paper_box_style(PangoContext *context, PangoAttrList *attributes, const char *text, double size)
{
	int em = (int) (size * PANGO_SCALE);
	PangoRectangle room = { 0, -em, em, em };

	pango_cairo_context_set_shape_renderer(context, draw_box, font_of(context), NULL);
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c != PAPER_BOX_TICKED && c != PAPER_BOX_CLEAR)
			continue;
		PangoAttribute *shape = pango_attr_shape_new_with_data(
			&room, &room, GUINT_TO_POINTER(c), NULL, NULL);
		shape->start_index = (guint) (p - text);
		shape->end_index = (guint) (g_utf8_next_char(p) - text);
		pango_attr_list_insert(attributes, shape);
	}
}
