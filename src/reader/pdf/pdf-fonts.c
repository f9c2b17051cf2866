/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fonts of a PDF, each looked at once: pages share them. Must never say of a
 * font that it is harmless unless the file says so.
 */
#include "reader/pdf/pdf-fonts.h"

#include "reader/pdf/pdf.h"

#define ANYTHING        (PDF_FONTS_SYMBOLS | PDF_FONTS_MUTE)
#define GENERATION_BITS 16

/*
 * The ticks of forms that were filled in and made flat: ZapfDingbats as every reader
 * has it, of which poppler says what each letter is, and none is one of words.
 */
static gboolean
is_standard(qpdf_data pdf, qpdf_oh font, qpdf_oh name)
{
	static const char *const others[] = { "/Encoding", "/ToUnicode", "/FontDescriptor" };

	if (!qpdf_oh_is_name_and_equals(pdf, name, "/ZapfDingbats") ||
		!qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, font, "/Subtype"), "/Type1"))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		if (qpdf_oh_has_key(pdf, font, others[i]))
			return FALSE;
	return TRUE;
}

/* TRUE if what letters of a font are may be known by its name only. */
static gboolean
is_symbolic(qpdf_data pdf, qpdf_oh font)
{
	qpdf_oh name = qpdf_oh_get_key(pdf, font, "/BaseFont");

	if (is_standard(pdf, font, name))
		return FALSE;
	return !qpdf_oh_is_name(pdf, name) || pdf_symbol_font(qpdf_oh_get_name(pdf, name) + 1);
}

static gboolean
is_mute(qpdf_data pdf, qpdf_oh font)
{
	qpdf_oh kind = qpdf_oh_get_key(pdf, font, "/Subtype");

	return !qpdf_oh_is_name_and_equals(pdf, kind, "/Type1") &&
	       !qpdf_oh_is_name_and_equals(pdf, kind, "/TrueType") &&
	       !qpdf_oh_is_name_and_equals(pdf, kind, "/MMType1") &&
	       !qpdf_oh_has_key(pdf, font, "/ToUnicode");
}

static PdfFontKinds
kinds_of(qpdf_data pdf, qpdf_oh font)
{
	if (!qpdf_oh_is_dictionary(pdf, font))
		return ANYTHING;
	return (is_symbolic(pdf, font) ? PDF_FONTS_SYMBOLS : 0) |
	       (is_mute(pdf, font) ? PDF_FONTS_MUTE : 0);
}

/* What a font is known by; NULL if it is written where it is used. */
static gpointer
key_of(qpdf_data pdf, qpdf_oh font)
{
	gsize id = (gsize) qpdf_oh_get_object_id(pdf, font);

	return GSIZE_TO_POINTER(id << GENERATION_BITS ^ (gsize) qpdf_oh_get_generation(pdf, font));
}

GHashTable *
pdf_fonts_new(void)
{
	return g_hash_table_new(NULL, NULL);
}

static PdfFontKinds
look(GHashTable *known, qpdf_data pdf, qpdf_oh font)
{
	gpointer key = key_of(pdf, font), kinds = NULL;

	if (!key)
		return kinds_of(pdf, font);
	if (!g_hash_table_lookup_extended(known, key, NULL, &kinds)) {
		kinds = GUINT_TO_POINTER(kinds_of(pdf, font));
		g_hash_table_insert(known, key, kinds);
	}
	return (PdfFontKinds) GPOINTER_TO_UINT(kinds);
}

PdfFontKinds
pdf_fonts_look(GHashTable *known, qpdf_data pdf, qpdf_oh resources)
{
	qpdf_oh fonts = qpdf_oh_get_key_if_dict(pdf, resources, "/Font");
	PdfFontKinds kinds = 0;

	if (!qpdf_oh_is_dictionary(pdf, fonts))
		return kinds;
	qpdf_oh_begin_dict_key_iter(pdf, fonts);
	while (kinds != ANYTHING && qpdf_oh_dict_more_keys(pdf))
		kinds |= look(known, pdf, qpdf_oh_get_key(pdf, fonts, qpdf_oh_dict_next_key(pdf)));
	return kinds;
}
