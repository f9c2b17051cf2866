/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The objects of a PDF, by libqpdf. Must never mend: a file that libqpdf
 * doubts is left to poppler, which may see other pages in it.
 */
#include "reader/pdf/pdf-file.h"

#include <stdlib.h>

#include "reader/pdf/pdf-fonts.h"
#include "reader/pdf/pdf-objects.h"
#include "reader/pdf/pdf-pages.h"

#define STREAMS_MAX  50
#define PACKED_MAX   (128 * 1024)       /* bytes of one stream */
#define UNPACKED_MAX (32 * 1024 * 1024) /* of all streams of a file */

struct PdfFile {
	GBytes *content;
	qpdf_data pdf; /* NULL before the first question, and when nothing more is answered */
	gboolean asked;
	PdfPages *pages;
	GHashTable *fonts;
	guint looked; /* the page, from 1, that the next is of */
	PdfFontKinds kinds;
	gsize unpacked;
};

PdfFile *
pdf_file_new(GBytes *content)
{
	PdfFile *file = g_new0(PdfFile, 1);

	file->content = g_bytes_ref(content);
	file->fonts = pdf_fonts_new();
	return file;
}

static void
give_up(PdfFile *file)
{
	g_clear_pointer(&file->pages, pdf_pages_free);
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
	g_hash_table_unref(file->fonts);
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
	if (qpdf_read_memory(file->pdf, "PDF", data, length, NULL) != QPDF_SUCCESS ||
		is_doubted(file->pdf))
		give_up(file);
	else
		file->pages = pdf_pages_new(file->pdf);
	return file->pdf != NULL;
}

/* FALSE if a page is not there, or not to be trusted. */
static gboolean
find_page(PdfFile *file, guint page, PdfLeaf *ret_leaf)
{
	gboolean found = open_file(file) && pdf_pages_find(file->pages, page, ret_leaf);

	if (file->pdf && is_doubted(file->pdf))
		give_up(file);
	return found && file->pdf;
}

/* What the fonts of a page may be; it is asked for twice. */
static PdfFontKinds
kinds_on(PdfFile *file, guint page, PdfObject resources)
{
	if (file->looked != page + 1)
		file->kinds = pdf_fonts_look(file->fonts, file->pdf, resources);
	file->looked = page + 1;
	return file->kinds;
}

qpdf_data
pdf_file_objects(const PdfFile *file)
{
	return file ? file->pdf : NULL;
}

void
pdf_drawing_clear(PdfDrawing *drawing)
{
	free(drawing->data);
	drawing->data = NULL;
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
	PdfLeaf leaf;

	if (!find_page(file, page, &leaf))
		return TRUE;
	gboolean may = (kinds_on(file, page, leaf.resources) & PDF_FONTS_SYMBOLS) ||
		       has_drawings(file->pdf, leaf.resources) || is_doubted(file->pdf);
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
		if (n > STREAMS_MAX ||
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
	PdfLeaf leaf;

	*ret_page = (PdfDrawing){ 0 };
	if (!find_page(file, page, &leaf))
		return FALSE;
	ret_page->resources = leaf.resources;
	if (leaf.turned || has_notes(file->pdf, leaf.page) ||
		(kinds_on(file, page, leaf.resources) & PDF_FONTS_MUTE) ||
		!is_small(file->pdf, qpdf_oh_get_key(file->pdf, leaf.page, "/Contents")))
		return FALSE;
	return take(file,
		qpdf_oh_get_page_content_data(
			file->pdf, leaf.page, &ret_page->data, &ret_page->length) == QPDF_SUCCESS,
		ret_page);
}

void
pdf_file_close_page(PdfFile *file)
{
	if (file->pdf)
		qpdf_oh_release_all(file->pdf);
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
		(pdf_fonts_look(file->fonts, file->pdf, ret_form->resources) & PDF_FONTS_MUTE) ||
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
	PdfObject drawing = pdf_object_named(file->pdf, resources, "/XObject", name);
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
