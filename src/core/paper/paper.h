/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A document as what it says: who sends it, a title, and sections with headings. How it
 * looks is for who writes it out. Texts are Swedish. What is given is copied, and made fit
 * to be shown (text_to_lines()): it may be of anybody.
 */
typedef enum {
	PAPER_TEXT,    /* running text, without a label */
	PAPER_ROW,     /* a label, and its text beside it */
	PAPER_CELL,    /* a short text under its label, as a field of a form */
	PAPER_ANSWER,  /* the same of any length */
	PAPER_BOXES,   /* options under a label, ticked or not */
	PAPER_TABLE,   /* columns and rows */
	PAPER_HEADING, /* over what follows in the section */
	PAPER_NOTE,    /* small print */
	PAPER_BLANK,   /* a line to write on, and what is written there */
} PaperKind;

typedef enum {
	PAPER_NAME, /* has to be looked at before the paper is given to anybody */
	PAPER_CODE, /* a number for machines */
} PaperSpanKind;

/* From byte start to before byte end of a text. */
typedef struct {
	guint start, end;
	PaperSpanKind kind;
} PaperSpan;

typedef struct {
	const char *heading;
	guint width; /* of a hundred */
} PaperColumn;

typedef struct PaperItem PaperItem;
struct PaperItem {
	PaperKind kind;
	char *label;                /* or NULL */
	char *text;                 /* or NULL */
	GArray *spans;              /* PaperSpan of text, in order and apart */
	GPtrArray *parts;           /* PaperItem *: options, or the cells of all rows */
	gboolean ticked;            /* of an option */
	const PaperColumn *columns; /* of a table; static */
	guint n_columns;
};

typedef struct {
	char *heading;
	GPtrArray *items; /* PaperItem * */
} PaperSection;

typedef struct {
	char *title;
	char *organisation, *sender; /* over the title; or NULL */
	char *foot;                  /* on each page: what it belongs to; or NULL */
	char *warning;               /* on each page: what must not be done with it; or NULL */
	GPtrArray *contact;          /* char *: how the sender is reached */
	GPtrArray *sections;         /* PaperSection * */
} Paper;

/* What stands where nothing was written. */
#define PAPER_NOTHING "–"

Paper *paper_new(const char *title);

/* Each may be NULL. paper_add_contact() adds "LABEL: TEXT"; nothing if text is NULL. */
void paper_set_sender(Paper *paper, const char *organisation, const char *sender);
void paper_add_contact(Paper *paper, const char *label, const char *text);
void paper_set_foot(Paper *paper, const char *foot);
void paper_set_warning(Paper *paper, const char *warning);

/* A section at the end, to which items are added. */
void paper_add_section(Paper *paper, const char *heading);

/* A row, or text if label is NULL; none if text is NULL or empty. */
void paper_add(Paper *paper, const char *label, const char *text);

/* An item, with PAPER_NOTHING if text is NULL or empty. Borrowed. */
PaperItem *paper_add_item(Paper *paper, PaperKind kind, const char *label, const char *text);

/* A line to write on, with what is to be written. */
void paper_add_blank(Paper *paper, const char *label);

/* Options under label (or NULL), which paper_add_box() adds. Borrowed. */
PaperItem *paper_add_boxes(Paper *paper, const char *label);
void paper_add_box(PaperItem *boxes, const char *text, gboolean ticked);

/* A table; paper_add_cell() fills it row by row. columns are static. Borrowed. */
PaperItem *paper_add_table(Paper *paper, const PaperColumn *columns, guint n_columns);
PaperItem *paper_add_cell(PaperItem *table, const char *text);

/* Ends the text of item with a number for machines, on a line of its own. */
void paper_append_code(PaperItem *item, const char *code);

/* Calls look with each item that has text, also options and cells. */
void paper_foreach_text(Paper *paper, void (*look)(PaperItem *item, gpointer user), gpointer user);

/* All of it as plain text, without the marks. g_free() it. */
char *paper_to_text(const Paper *paper);

void paper_free(Paper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paper, paper_free)
