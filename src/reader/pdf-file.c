/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The objects of a PDF, by libqpdf. Must never mend: a file that libqpdf
 * doubts is left to poppler, which may see other pages in it.
 */
#include "reader/pdf-file.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "reader/pdf.h"

#define PARENTS_MAX  50
#define PACKED_MAX   (128 * 1024)       /* bytes of one stream */
#define UNPACKED_MAX (32 * 1024 * 1024) /* of all streams of a file */

struct PdfFile {
	GBytes *content;
	qpdf_data pdf; /* NULL before the first question, and when nothing more is answered */
	gboolean asked;
	guint pages;
	gsize unpacked;
};

PdfFile *
pdf_file_new(GBytes *content)
{
	PdfFile *file = g_new0(PdfFile, 1);

	file->content = g_bytes_ref(content);
	return file;
}

static void
give_up(PdfFile *file)
{
	if (file->pdf)
		qpdf_cleanup(&file->pdf);
	file->pdf = NULL;
}

void
pdf_file_free(PdfFile *file)
{
	if (!file)
		return;
	give_up(file);
	g_bytes_unref(file->content);
	g_free(file);
}

static gboolean
is_doubted(qpdf_data pdf)
{
	return qpdf_has_error(pdf) || qpdf_more_warnings(pdf);
}

static gboolean
open_file(PdfFile *file)
{
	gsize length = 0;
	const char *data = g_bytes_get_data(file->content, &length);

	if (file->asked)
		return file->pdf != NULL;
	file->asked = TRUE;
	file->pdf = qpdf_init();
	qpdf_silence_errors(file->pdf);
	qpdf_set_suppress_warnings(file->pdf, QPDF_TRUE);
	qpdf_set_attempt_recovery(file->pdf, QPDF_FALSE);
	int pages = qpdf_read_memory(file->pdf, "PDF", data, length, NULL) == QPDF_SUCCESS
			    ? qpdf_get_num_pages(file->pdf)
			    : -1;
	file->pages = (guint) MAX(pages, 0);
	if (pages < 0 || is_doubted(file->pdf))
		give_up(file);
	return file->pdf != NULL;
}

void
pdf_drawing_clear(PdfDrawing *drawing)
{
	free(drawing->data);
	drawing->data = NULL;
}

/* What a page has, or the pages that it is among. */
static PdfObject
inherited(qpdf_data pdf, PdfObject page, const char *key)
{
	for (guint i = 0; i < PARENTS_MAX; i++) {
		if (!qpdf_oh_is_dictionary(pdf, page))
			break;
		if (qpdf_oh_has_key(pdf, page, key))
			return qpdf_oh_get_key(pdf, page, key);
		page = qpdf_oh_get_key(pdf, page, "/Parent");
	}
	return qpdf_oh_new_null(pdf);
}

static gboolean
is_upright(qpdf_data pdf, PdfObject page)
{
	PdfObject turn = inherited(pdf, page, "/Rotate");

	return qpdf_oh_is_null(pdf, turn) ||
	       (qpdf_oh_is_integer(pdf, turn) && qpdf_oh_get_int_value(pdf, turn) == 0);
}

/* A note may be drawn over the page; a link is not drawn. */
static gboolean
has_notes(qpdf_data pdf, PdfObject page)
{
	PdfObject notes = qpdf_oh_get_key(pdf, page, "/Annots");

	if (qpdf_oh_is_null(pdf, notes))
		return FALSE;
	if (!qpdf_oh_is_array(pdf, notes))
		return TRUE;
	for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, notes); i++) {
		PdfObject note = qpdf_oh_get_array_item(pdf, notes, i);
		PdfObject kind = qpdf_oh_is_dictionary(pdf, note)
					 ? qpdf_oh_get_key(pdf, note, "/Subtype")
					 : qpdf_oh_new_null(pdf);

		if (!qpdf_oh_is_name_and_equals(pdf, kind, "/Link"))
			return TRUE;
	}
	return FALSE;
}

/*
 * TRUE if letters of a font may be no text: poppler leaves them out of the words,
 * and a box or a tick may be among them.
 */
static gboolean
is_mute(qpdf_data pdf, PdfObject font)
{
	PdfObject kind = qpdf_oh_get_key_if_dict(pdf, font, "/Subtype");

	return (!qpdf_oh_is_name_and_equals(pdf, kind, "/Type1") &&
		       !qpdf_oh_is_name_and_equals(pdf, kind, "/TrueType") &&
		       !qpdf_oh_is_name_and_equals(pdf, kind, "/MMType1")) &&
	       !qpdf_oh_has_key(pdf, font, "/ToUnicode");
}

/* TRUE unless a font's letters are known not to be boxes and ticks. */
static gboolean
is_symbolic(qpdf_data pdf, PdfObject font)
{
	PdfObject name = qpdf_oh_get_key_if_dict(pdf, font, "/BaseFont");

	return !qpdf_oh_is_name(pdf, name) || pdf_symbol_font(qpdf_oh_get_name(pdf, name) + 1);
}

static gboolean
has_font(qpdf_data pdf, PdfObject resources, gboolean (*is_such)(qpdf_data pdf, PdfObject font))
{
	PdfObject fonts = qpdf_oh_get_key_if_dict(pdf, resources, "/Font");
	gboolean found = FALSE;

	if (!qpdf_oh_is_dictionary(pdf, fonts))
		return FALSE;
	qpdf_oh_begin_dict_key_iter(pdf, fonts);
	while (!found && qpdf_oh_dict_more_keys(pdf)) {
		PdfObject font = qpdf_oh_get_key(pdf, fonts, qpdf_oh_dict_next_key(pdf));

		found = !qpdf_oh_is_dictionary(pdf, font) || is_such(pdf, font);
	}
	return found;
}

/* What is drawn by a name may have fonts of its own. */
static gboolean
has_drawings(qpdf_data pdf, PdfObject resources)
{
	PdfObject drawings = qpdf_oh_get_key_if_dict(pdf, resources, "/XObject");

	if (!qpdf_oh_is_dictionary(pdf, drawings))
		return FALSE;
	qpdf_oh_begin_dict_key_iter(pdf, drawings);
	return qpdf_oh_dict_more_keys(pdf);
}

gboolean
pdf_file_has_symbols(PdfFile *file, guint page)
{
	if (!open_file(file) || page >= file->pages)
		return TRUE;
	PdfObject resources = inherited(file->pdf, qpdf_get_page_n(file->pdf, page), "/Resources");
	gboolean may = has_drawings(file->pdf, resources) ||
		       has_font(file->pdf, resources, is_symbolic) || is_doubted(file->pdf);
	qpdf_oh_release_all(file->pdf);
	return may;
}

/* What one stream may become is bounded before it is unpacked: packed twice, it is not. */
static gboolean
is_small_stream(qpdf_data pdf, PdfObject stream)
{
	if (!qpdf_oh_is_stream(pdf, stream))
		return FALSE;
	PdfObject head = qpdf_oh_get_dict(pdf, stream);
	PdfObject length = qpdf_oh_get_key(pdf, head, "/Length");
	PdfObject filter = qpdf_oh_get_key(pdf, head, "/Filter");

	return qpdf_oh_is_integer(pdf, length) &&
	       qpdf_oh_get_int_value(pdf, length) <= PACKED_MAX &&
	       (qpdf_oh_is_null(pdf, filter) || qpdf_oh_is_name(pdf, filter) ||
		       (qpdf_oh_is_array(pdf, filter) &&
			       qpdf_oh_get_array_n_items(pdf, filter) <= 1));
}

/* The same for the content of a page, which may be in several streams. */
static gboolean
is_small(qpdf_data pdf, PdfObject content)
{
	if (!qpdf_oh_is_array(pdf, content))
		return is_small_stream(pdf, content);
	int n = qpdf_oh_get_array_n_items(pdf, content);
	for (int i = 0; i < n; i++)
		if (n > PARENTS_MAX ||
			!is_small_stream(pdf, qpdf_oh_get_array_item(pdf, content, i)))
			return FALSE;
	return TRUE;
}

/* Counts what was unpacked; a file of which it is too much is not looked at any more. */
static gboolean
take(PdfFile *file, gboolean ok, PdfDrawing *drawing)
{
	file->unpacked += drawing->length;
	if (file->unpacked > UNPACKED_MAX || is_doubted(file->pdf))
		give_up(file);
	ok = ok && file->pdf && drawing->data;
	if (!ok)
		pdf_drawing_clear(drawing);
	return ok;
}

gboolean
pdf_file_open_page(PdfFile *file, guint page, PdfDrawing *ret_page)
{
	*ret_page = (PdfDrawing){ 0 };
	if (!open_file(file) || page >= file->pages)
		return FALSE;
	PdfObject object = qpdf_get_page_n(file->pdf, page);
	ret_page->resources = inherited(file->pdf, object, "/Resources");
	if (!is_upright(file->pdf, object) || has_notes(file->pdf, object) ||
		has_font(file->pdf, ret_page->resources, is_mute) ||
		!is_small(file->pdf, qpdf_oh_get_key(file->pdf, object, "/Contents")))
		return FALSE;
	return take(file,
		qpdf_oh_get_page_content_data(
			file->pdf, object, &ret_page->data, &ret_page->length) == QPDF_SUCCESS,
		ret_page);
}

void
pdf_file_close_page(PdfFile *file)
{
	if (file->pdf)
		qpdf_oh_release_all(file->pdf);
}

/* What a name is in the resources of that kind. */
static PdfObject
find(PdfFile *file, PdfObject resources, const char *kind, const char *name)
{
	g_autofree char *key = g_strconcat("/", name, NULL);

	return qpdf_oh_get_key_if_dict(
		file->pdf, qpdf_oh_get_key_if_dict(file->pdf, resources, kind), key);
}

/* Sets values where object has that key; FALSE if it has and they are no such numbers. */
static gboolean
read_numbers(qpdf_data pdf, PdfObject object, const char *key, double *ret_values, int n)
{
	PdfObject array = qpdf_oh_get_key(pdf, object, key);

	if (qpdf_oh_is_null(pdf, array))
		return TRUE;
	if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) != n)
		return FALSE;
	for (int i = 0; i < n; i++) {
		PdfObject value = qpdf_oh_get_array_item(pdf, array, i);

		if (!qpdf_oh_is_number(pdf, value))
			return FALSE;
		ret_values[i] = qpdf_oh_get_numeric_value(pdf, value);
	}
	return TRUE;
}

static gboolean
open_form(PdfFile *file, PdfObject form, PdfObject outer, PdfDrawing *ret_form)
{
	PdfObject head = qpdf_oh_get_dict(file->pdf, form);
	PdfObject own = qpdf_oh_get_key(file->pdf, head, "/Resources");
	QPDF_BOOL filtered = QPDF_FALSE;

	*ret_form = (PdfDrawing){ .matrix = { 1, 0, 0, 1, 0, 0 },
		.resources = qpdf_oh_is_null(file->pdf, own) ? outer : own };
	if (!is_small_stream(file->pdf, form) || qpdf_oh_has_key(file->pdf, head, "/OC") ||
		has_font(file->pdf, ret_form->resources, is_mute) ||
		!qpdf_oh_has_key(file->pdf, head, "/BBox") ||
		!read_numbers(file->pdf, head, "/BBox", ret_form->box, 4) ||
		!read_numbers(file->pdf, head, "/Matrix", ret_form->matrix, 6))
		return FALSE;
	gboolean ok = qpdf_oh_get_stream_data(file->pdf, form, qpdf_dl_generalized, &filtered,
			      &ret_form->data, &ret_form->length) == QPDF_SUCCESS;
	return take(file, ok && filtered, ret_form);
}

PdfKind
pdf_file_open_drawing(PdfFile *file, PdfObject resources, const char *name, PdfDrawing *ret_form)
{
	if (!file || !file->pdf)
		return PDF_UNKNOWN;
	PdfObject drawing = find(file, resources, "/XObject", name);
	PdfObject kind = qpdf_oh_is_stream(file->pdf, drawing)
				 ? qpdf_oh_get_key(file->pdf, qpdf_oh_get_dict(file->pdf, drawing),
					   "/Subtype")
				 : qpdf_oh_new_null(file->pdf);
	if (qpdf_oh_is_name_and_equals(file->pdf, kind, "/Image"))
		return PDF_IMAGE;
	return qpdf_oh_is_name_and_equals(file->pdf, kind, "/Form") &&
			       open_form(file, drawing, resources, ret_form)
		       ? PDF_FORM
		       : PDF_UNKNOWN;
}

static const struct {
	const char *name;
	PdfColour colour;
} spaces[] = {
	{ "/DeviceGray", PDF_COLOUR_LIGHT },
	{ "/DeviceRGB", PDF_COLOUR_LIGHT },
	{ "/DeviceCMYK", PDF_COLOUR_LIGHT },
	{ "/CalGray", PDF_COLOUR_LIGHT },
	{ "/CalRGB", PDF_COLOUR_LIGHT },
	{ "/ICCBased", PDF_COLOUR_LIGHT },
	{ "/Separation", PDF_COLOUR_INK },
};

PdfColour
pdf_file_find_colour(PdfFile *file, PdfObject resources, const char *name)
{
	g_autofree char *key = g_strconcat("/", name, NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(spaces); i++)
		if (g_str_equal(spaces[i].name, key))
			return spaces[i].colour;
	if (!file || !file->pdf)
		return PDF_COLOUR_UNKNOWN;
	PdfObject space = find(file, resources, "/ColorSpace", name);
	PdfObject kind = qpdf_oh_is_array(file->pdf, space) &&
					 qpdf_oh_get_array_n_items(file->pdf, space) > 0
				 ? qpdf_oh_get_array_item(file->pdf, space, 0)
				 : space;
	for (gsize i = 0; i < G_N_ELEMENTS(spaces); i++)
		if (qpdf_oh_is_name_and_equals(file->pdf, kind, spaces[i].name))
			return spaces[i].colour;
	return PDF_COLOUR_UNKNOWN;
}

gboolean
pdf_file_find_state(PdfFile *file, PdfObject resources, const char *name, double *ret_line)
{
	static const char *const alphas[] = { "/ca", "/CA" };

	if (!file || !file->pdf)
		return FALSE;
	PdfObject state = find(file, resources, "/ExtGState", name);
	if (!qpdf_oh_is_dictionary(file->pdf, state))
		return FALSE;
	PdfObject mask = qpdf_oh_get_key(file->pdf, state, "/SMask");
	if (!qpdf_oh_is_null(file->pdf, mask) &&
		!qpdf_oh_is_name_and_equals(file->pdf, mask, "/None"))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(alphas); i++) {
		PdfObject alpha = qpdf_oh_get_key(file->pdf, state, alphas[i]);

		if (!qpdf_oh_is_null(file->pdf, alpha) &&
			!(qpdf_oh_is_number(file->pdf, alpha) &&
				qpdf_oh_get_numeric_value(file->pdf, alpha) >= 1))
			return FALSE;
	}
	PdfObject line = qpdf_oh_get_key(file->pdf, state, "/LW");
	if (qpdf_oh_is_number(file->pdf, line))
		*ret_line = qpdf_oh_get_numeric_value(file->pdf, line);
	return TRUE;
}
