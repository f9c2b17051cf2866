/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In place of format-pdf.c and format-image.c in the program that hands such
 * files on. Must never say of one that it was read.
 */
#include "reader/format.h"

#include "reader/signature.h"

static gboolean
leave(GBytes *content, Document *document, GError **error)
{
	(void) content;
	(void) document;
	format_begin_scan(); /* does not come back */
	return format_fail(error, "this process reads no pages");
}

const Format format_pdf = { .name = "pdf", .sniff = signature_is_pdf, .read = leave };

const Format format_image = {
	.name = "image",
	.sniff = signature_is_picture,
	.is_ornament = signature_is_small_picture,
	.read = leave,
};
