/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Colours and graphics states by their names (ISO 32000-1 sections 8.4.5 and
 * 8.6). Must never take one for plain that may be something else.
 */
#include "reader/pdf/pdf-names.h"

#include "reader/pdf/pdf-objects.h"

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
pdf_names_find_colour(PdfFile *file, PdfObject resources, const char *name)
{
	qpdf_data pdf = pdf_file_objects(file);
	g_autofree char *key = g_strconcat("/", name, NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(spaces); i++)
		if (g_str_equal(spaces[i].name, key))
			return spaces[i].colour;
	if (!pdf)
		return PDF_COLOUR_UNKNOWN;
	PdfObject space = pdf_object_named(pdf, resources, "/ColorSpace", name);
	PdfObject kind = qpdf_oh_is_array(pdf, space) && qpdf_oh_get_array_n_items(pdf, space) > 0
				 ? qpdf_oh_get_array_item(pdf, space, 0)
				 : space;
	for (gsize i = 0; i < G_N_ELEMENTS(spaces); i++)
		if (qpdf_oh_is_name_and_equals(pdf, kind, spaces[i].name))
			return spaces[i].colour;
	return PDF_COLOUR_UNKNOWN;
}

gboolean
pdf_names_find_state(PdfFile *file, PdfObject resources, const char *name, double *ret_line)
{
	static const char *const alphas[] = { "/ca", "/CA" };
	qpdf_data pdf = pdf_file_objects(file);

	if (!pdf)
		return FALSE;
	PdfObject state = pdf_object_named(pdf, resources, "/ExtGState", name);
	if (!qpdf_oh_is_dictionary(pdf, state))
		return FALSE;
	PdfObject mask = qpdf_oh_get_key(pdf, state, "/SMask");
	if (!qpdf_oh_is_null(pdf, mask) && !qpdf_oh_is_name_and_equals(pdf, mask, "/None"))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(alphas); i++) {
		PdfObject alpha = qpdf_oh_get_key(pdf, state, alphas[i]);

		if (!qpdf_oh_is_null(pdf, alpha) &&
			!(qpdf_oh_is_number(pdf, alpha) &&
				qpdf_oh_get_numeric_value(pdf, alpha) >= 1))
			return FALSE;
	}
	PdfObject line = qpdf_oh_get_key(pdf, state, "/LW");
	if (qpdf_oh_is_number(pdf, line))
		*ret_line = qpdf_oh_get_numeric_value(pdf, line);
	return TRUE;
}
