/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The one text model between file formats and the form grammar: cells in
 * reading order. A line of running text is a cell of its own; a table cell of
 * several lines is several cells with the same table, row and column. Check
 * boxes stand in the text, where they stand on the page, as one of two
 * characters, so that what is beside them is what is beside them in the text.
 */
#define DOCUMENT_BOX_TICKED "\342\230\222" /* U+2612 */
#define DOCUMENT_BOX_CLEAR  "\342\230\220" /* U+2610 */

typedef struct {
	char *text;        /* one line of valid UTF-8, never empty */
	guint line;        /* from 1; a gap in the numbers is a blank line */
	guint page;        /* from 1; 0 where the format has no pages */
	guint table;       /* from 1; 0 outside tables */
	guint row;         /* from 0 in its table */
	guint column;      /* from 0 in its row */
	double confidence; /* 0..1: how sure the format is of its letters */
} DocumentCell;

/*
 * What stands in a content control that has a tag of core/form/return-form.h, beside what the
 * cells say of it. tag is the table's, so that it can be compared as a pointer.
 */
typedef struct {
	const char *tag;
	char *text; /* valid UTF-8, "\n" between lines; "" if its prompt is shown, NULL: a box */
	gboolean ticked; /* of a box */
	guint table;     /* as of a cell; 0 outside tables */
	guint row;
	guint column;
} DocumentControl;

typedef struct {
	GPtrArray *cells;    /* DocumentCell * */
	GPtrArray *controls; /* DocumentControl *; NULL until there is one */
	gsize controlled;    /* bytes of text of them */
	gboolean macros;     /* the file brings programs with it, which nobody has run */
	guint line;          /* the line that the next cell gets */
	guint page;          /* the page that the next cell gets */
	guint tables;        /* tables begun so far */
	gsize length;        /* bytes of text so far */
	GArray *words;       /* what form_match_words() keeps of it; NULL until it is asked */
} Document;

/* An empty document that stands at line 1, without pages. document_free() it. */
Document *document_new(void);
void document_free(Document *document);

/*
 * Adds one line of running text and goes to the next line. Blank text only
 * moves the line number. Invalid UTF-8 is replaced, box marks ([x], [ ], (x)
 * and the usual glyphs) become the two characters above.
 */
void document_add_line(Document *document, const char *text, double confidence);

/*
 * The box that all of text is, in any of the ways that document_add_line()
 * knows: one of DOCUMENT_BOX_*, NULL if it is none. Static.
 */
const char *document_box_of(const char *text);

/*
 * Begins a table and gives its number; add its cells with document_add_cell()
 * and go on with document_end_row() after each row.
 */
guint document_begin_table(Document *document);

/* Adds the text of one table cell; each of its lines becomes a cell. */
void document_add_cell(Document *document, guint table, guint row, guint column, const char *text,
	double confidence);
void document_end_row(Document *document);

/* Adds a control like like, whose text (NULL of a box) is cleaned as that of cells is. */
void document_add_control(Document *document, const DocumentControl *like, const char *text);

/* Frees what was kept of it to be asked again. */
void document_forget(const Document *document);

/* Adds a copy of a cell of another document, where it stands there. */
void document_add_copy(Document *document, const DocumentCell *cell);

/* Cell number index, borrowed. */
static inline const DocumentCell *
document_cell(const Document *document, guint index)
{
	return g_ptr_array_index(document->cells, index);
}

/* "line 12" or "page 2 line 12", for people. g_free() it. */
char *document_cell_where(const DocumentCell *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)
