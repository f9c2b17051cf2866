/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/paper/paper-pdf-private.h"

/* A text that is being set: pieces one after the other, each in its own way. */
typedef struct {
	PangoContext *context;
	GString *text;
	PangoAttrList *attributes;
} Setting;

typedef struct {
	double size;
	guint ink;
	gboolean bold;
} Face;

Setting paper_setting_new(PangoContext *context);

/* Adds text in that face. */
void paper_set_piece(Setting *setting, const char *text, Face face);

/* Shows what spans (PaperSpan) says of the text that begins at byte offset. */
void paper_set_spans(Setting *setting, const GArray *spans, guint offset);

/* An empty strip; paper_strip_free() it. tag is static. */
Strip *paper_strip_new(StripLook look, double before, double padding, const char *tag);

/* Ends the setting, which becomes a column of the strip. */
void paper_strip_add(Strip *strip, Setting *setting, double x, double width, PangoAlignment align);
