/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/flow.h"

/* What the elements of an OpenDocument text (ISO/IEC 26300) do to a Flow. */
extern const FlowElement odt_elements[];

/* Flow.add_text of it: white space runs together, and counts in paragraphs only. */
void odt_add_text(Flow *flow, const char *text);

/* What Flow.format points to; odt_body_clear() it. */
typedef struct {
	GHashTable *controls; /* form controls by their ids: XmlNode, borrowed */
	guint paragraphs;     /* that are open */
} OdtBody;

/* Finds the form controls of a document; the body is good as long as the document. */
void odt_body_init(OdtBody *body, const XmlNode *root);
void odt_body_clear(OdtBody *body);
