/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/flow.h"

/* What the elements of WordprocessingML (ECMA-376 part 1, 17) do to a Flow. */
extern const FlowElement docx_elements[];

/* What Flow.format points to; all zero at first. */
typedef struct {
	GHashTable *footnotes, *endnotes; /* id to XmlNode, borrowed */
	const char *font;                 /* of the run, if it is a font of symbols */
	guint fields;                     /* fields that are open */
	guint answered;                   /* the one whose answer was read from its data, 0: none */
	guint table, row, column;         /* the cell that is read, table 0: none */
} DocxBody;
