/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <qpdf/qpdf-c.h>

#include "reader/pdf/pdf-file.h"

/* What those who know libqpdf share. */

/* The objects of a file; NULL where nothing is known, or file is NULL. Borrowed. */
qpdf_data pdf_file_objects(const PdfFile *file);

/* What a name is in the resources of that kind ("/Font"); null if it is not there. */
static inline qpdf_oh
pdf_object_named(qpdf_data pdf, qpdf_oh resources, const char *kind, const char *name)
{
	g_autofree char *key = g_strconcat("/", name, NULL);

	return qpdf_oh_get_key_if_dict(pdf, qpdf_oh_get_key_if_dict(pdf, resources, kind), key);
}
