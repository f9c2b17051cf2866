/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In place of pdf-scan.c where lexsarah is built without text recognition:
 * what is in a picture stays there, and a person is told.
 */
#include "reader/format.h"
#include "reader/pdf/pdf.h"

gboolean
pdf_scan_is_needed(PopplerPage *source, const PdfLetters *letters)
{
	GList *images = letters->letters ? NULL : poppler_page_get_image_mapping(source);
	gboolean needed = images != NULL;

	poppler_page_free_image_mapping(images);
	return needed;
}

gboolean
pdf_scan_read(PopplerPage *source, Page *page, GError **error)
{
	(void) source;
	(void) page;
	return format_ask(error, FORMAT_NO_OCR);
}

void
pdf_scan_warm(PopplerPage *source)
{
	(void) source;
}

PdfFile *
pdf_file_new(GBytes *content)
{
	(void) content;
	return NULL;
}

void
pdf_file_free(PdfFile *file)
{
	(void) file;
}

gboolean
pdf_file_has_symbols(PdfFile *file, guint page)
{
	(void) file;
	(void) page;
	return TRUE;
}

void
pdf_scan_add_boxes(PdfFile *file, PopplerPage *source, Page *page)
{
	(void) file;
	(void) source;
	(void) page;
}
