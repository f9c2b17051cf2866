/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "core/paper/paper.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PangoContext, g_object_unref)

/* Points of 1/72 inch; A4 (ISO 216) is 210 by 297 mm. */
#define PAGE_WIDTH    595.28
#define PAGE_HEIGHT   841.89
#define MARGIN_LEFT   62.0
#define MARGIN_RIGHT  56.0
#define MARGIN_TOP    56.0
#define MARGIN_BOTTOM 68.0
#define BODY_WIDTH    (PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT)

/* 0xRRGGBB; each text keeps a contrast of 4.5 to 1 on what is behind it. */
#define INK_TEXT    0x1d2733
#define INK_QUIET   0x4a5766
#define INK_ACCENT  0x12395b
#define INK_WARNING 0x8c1d18
#define INK_LINE    0xbcc7d2
#define INK_PALE    0xeef3f8
#define INK_MARK    0xffe066

typedef enum {
	STRIP_PLAIN,
	STRIP_FRAMED, /* a line around each column */
	STRIP_RULED,  /* a line below */
	STRIP_HEAD,   /* of a table: pale behind, a line below */
	STRIP_FILL,   /* a line to write on, above */
} StripLook;

/* A line, from the column's top. */
typedef struct {
	PangoLayoutLine *line; /* of one of its layouts */
	double top, bottom, baseline, x;
} StripLine;

typedef struct {
	GPtrArray *layouts; /* PangoLayout *, one below the other */
	GArray *lines;      /* StripLine of all of them */
	double x, width;    /* of the column, from the margin */
	double inset;       /* of its lines, from each side */
} StripColumn;

/* What goes from margin to margin; it may go over several pages, at the edges of lines. */
typedef struct {
	StripLook look;
	GArray *columns; /* StripColumn */
	double before;   /* above it, unless it begins a page */
	double padding;  /* within, above and below, and at the sides of a column that has a look */
	gboolean keep;   /* on the page of what follows */
	gboolean whole;  /* not parted, if it has room on a page */
	gboolean repeat; /* at the top of a page on which a later strip of the same table begins */
	guint table;     /* number of its table, 0: of none */
	const char *tag; /* role in the structure of the document (ISO 32000-1 section 14.8.4) */
	const char *outline; /* words for the bookmark, or NULL */
} Strip;

/* Strips of all that paper says, in order (Strip *). */
GPtrArray *paper_strips(const Paper *paper, PangoContext *context);

/* One text as a strip of its own, for what stands on each page. */
Strip *paper_strip_line(
	PangoContext *context, const char *text, double size, guint ink, PangoAlignment align);
void paper_strip_free(Strip *strip);

/* The lines of each column from from[] to before to[], at y of a page. */
#define STRIP_COLUMNS 8
typedef struct {
	const Strip *strip;
	double y, height;
	guint from[STRIP_COLUMNS], to[STRIP_COLUMNS];
	gboolean first; /* of its strip */
} Slice;

/* Lays strips on pages from top to bottom: GArray * of Slice each. */
GPtrArray *paper_flow(const GPtrArray *strips, double top, double bottom);

/* A box in the text, which is drawn by paper_box_draw(): the same on each machine. */
#define PAPER_BOX_TICKED 0x2612
#define PAPER_BOX_CLEAR  0x2610
void paper_box_style(
	PangoContext *context, PangoAttrList *attributes, const char *text, double size);

/* The bytes of a PDF of cairo's, with its language and that its title is shown (ISO 32000-1
 * sections 7.5.6, 14.9.2). Of what it does not know it gives the bytes as they are. Takes pdf. */
GBytes *paper_pdf_take_language(GBytes *pdf, const char *language);
