/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "reader/lines.h"
#include "reader/xml.h"

/*
 * The text of an office document in XML as lines, cells and boxes. A format
 * gives a table of what to do at its elements; the rest is the same for all.
 */
typedef struct Flow Flow;
typedef void (*FlowOpen)(Flow *flow, const XmlNode *node, guint depth);

typedef struct {
	const char *name; /* local name */
	FlowOpen open;
} FlowElement;

struct Flow {
	const FlowElement *elements; /* borrowed, ends with NULL; what it does not name is opened */
	void (*add_text)(
		Flow *flow, const char *text); /* text between elements; NULL: none counts */
	gpointer format;                       /* what the format keeps; borrowed */
	Document *document;                    /* borrowed */
	Lines lines;
	GString *text;    /* of the paragraph or cell that is being read */
	gboolean in_cell; /* paragraphs are lines of a cell */
	gboolean in_note; /* a note is being read: notes of notes are not */
	gboolean over;    /* more text than a file may give */
};

/* For the elements; what is deeper than XML_DEPTH_MAX is not looked at. */
void flow_children(Flow *flow, const XmlNode *node, guint depth);
void flow_nothing(Flow *flow, const XmlNode *node, guint depth);
void flow_paragraph(Flow *flow, const XmlNode *node, guint depth);
void flow_tab(Flow *flow, const XmlNode *node, guint depth);
void flow_break(Flow *flow, const XmlNode *node, guint depth);

/* What stands by itself, not in the line or cell where its anchor is: a text box. */
void flow_apart(Flow *flow, const XmlNode *node, guint depth);

/* A foot- or endnote: in brackets where its mark is, so that it stays in its answer. */
void flow_note(Flow *flow, const XmlNode *node, guint depth);

/* flow_children(), and what they said: lines end with "\n". g_free() it. */
char *flow_capture(Flow *flow, const XmlNode *node, guint depth);

void flow_add_text(Flow *flow, const char *text);
void flow_add_box(Flow *flow, gboolean ticked);

/* TRUE if an element of that name is anywhere in node. */
gboolean flow_holds(const XmlNode *node, const char *name, guint depth);

/* Begins a table and gives its number; end its rows with document_end_row(). */
guint flow_begin_table(Flow *flow);
void flow_cell(Flow *flow, const XmlNode *cell, guint table, guint row, guint column, guint depth);

/* Reads a tree to its end. Errors: BAD_MESSAGE (too much text). */
gboolean flow_read(Flow *flow, const XmlNode *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for one file of an archive, which is named in errors. */
gboolean flow_read_part(
	Flow *flow, const char *name, GBytes *content, GError **error) G_GNUC_WARN_UNUSED_RESULT;
