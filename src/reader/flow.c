/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What office documents have in common: paragraphs are lines, in a cell they
 * are lines of the cell. Must never give more text than a file may.
 */
#include "reader/flow.h"

#include <string.h>

#include "reader/format.h"

static void
flush_lines(Flow *flow)
{
	char *line = flow->text->str;

	for (char *end; (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		lines_add(&flow->lines, line);
	}
	if (flow->text->len)
		lines_add(&flow->lines, line);
	g_string_truncate(flow->text, 0);
	flow->over = flow->over || flow->document->length > FORMAT_TEXT_MAX;
}

static FlowOpen
find(const Flow *flow, const XmlNode *node)
{
	const char *name = node->name;

	for (const FlowElement *element = flow->elements; element->name; element++)
		if (name[0] == element->name[0] && strcmp(name, element->name) == 0)
			return element->open;
	return flow_children;
}

void
flow_children(Flow *flow, const XmlNode *node, guint depth)
{
	if (depth >= XML_DEPTH_MAX)
		return;
	for (const XmlNode *child = node->children; child && !flow->over; child = child->next)
		if (child->name)
			find(flow, child)(flow, child, depth + 1);
		else if (flow->add_text && child->text)
			flow->add_text(flow, child->text);
}

void
flow_nothing(Flow *flow, const XmlNode *node, guint depth)
{
	(void) flow;
	(void) node;
	(void) depth;
}

void
flow_paragraph(Flow *flow, const XmlNode *node, guint depth)
{
	flow_children(flow, node, depth);
	if (flow->in_cell)
		g_string_append_c(flow->text, '\n');
	else
		flush_lines(flow);
}

void
flow_tab(Flow *flow, const XmlNode *node, guint depth)
{
	(void) node;
	(void) depth;
	g_string_append_c(flow->text, '\t');
}

void
flow_break(Flow *flow, const XmlNode *node, guint depth)
{
	(void) node;
	(void) depth;
	g_string_append_c(flow->text, '\n');
}

void
flow_apart(Flow *flow, const XmlNode *node, guint depth)
{
	GString *outer = flow->text;
	gboolean in_cell = flow->in_cell;

	flow->text = g_string_new(NULL);
	flow->in_cell = FALSE;
	flow_children(flow, node, depth);
	if (flow->text->len)
		flush_lines(flow);
	g_string_free(flow->text, TRUE);
	flow->text = outer;
	flow->in_cell = in_cell;
}

void
flow_note(Flow *flow, const XmlNode *node, guint depth)
{
	GString *outer = flow->text;
	gboolean in_cell = flow->in_cell;

	if (flow->in_note)
		return;
	flow->text = g_string_new(NULL);
	flow->in_cell = flow->in_note = TRUE;
	flow_children(flow, node, depth);
	g_strstrip(g_strdelimit(flow->text->str, "\n\t", ' '));
	if (flow->text->str[0])
		g_string_append_printf(outer, " (%s)", flow->text->str);
	g_string_free(flow->text, TRUE);
	flow->text = outer;
	flow->in_cell = in_cell;
	flow->in_note = FALSE;
	flow->over = flow->over || outer->len > FORMAT_TEXT_MAX;
}

char *
flow_capture(Flow *flow, const XmlNode *node, guint depth)
{
	GString *outer = flow->text;
	gboolean in_cell = flow->in_cell;
	GString *said = flow->text = g_string_new(NULL);

	flow->in_cell = TRUE;
	flow_children(flow, node, depth);
	flow->text = outer;
	flow->in_cell = in_cell;
	g_string_append_len(outer, said->str, (gssize) said->len);
	flow->over = flow->over || outer->len > FORMAT_TEXT_MAX;
	/* Paragraphs of its own end their lines; what is within a line does not end it. */
	if (!in_cell && g_str_has_suffix(said->str, "\n"))
		flush_lines(flow);
	return g_string_free(said, FALSE);
}

void
flow_add_text(Flow *flow, const char *text)
{
	g_string_append(flow->text, text);
	flow->over = flow->over || flow->text->len > FORMAT_TEXT_MAX;
}

void
flow_add_box(Flow *flow, gboolean ticked)
{
	g_string_append(flow->text, ticked ? DOCUMENT_BOX_TICKED : DOCUMENT_BOX_CLEAR);
}

gboolean
flow_holds(const XmlNode *node, const char *name, guint depth)
{
	for (const XmlNode *child = node->children; child && depth < XML_DEPTH_MAX;
		child = child->next)
		if (xml_is(child, name) || flow_holds(child, name, depth + 1))
			return TRUE;
	return FALSE;
}

guint
flow_begin_table(Flow *flow)
{
	flow->lines.table = 0;
	return document_begin_table(flow->document);
}

void
flow_cell(Flow *flow, const XmlNode *cell, guint table, guint row, guint column, guint depth)
{
	flow->in_cell = TRUE;
	flow_children(flow, cell, depth);
	flow->in_cell = FALSE;
	/* A tab in a cell is white space. */
	if (strchr(flow->text->str, '\t'))
		g_strdelimit(flow->text->str, "\t", ' ');
	g_strchomp(flow->text->str);
	document_add_cell(flow->document, table, row, column, flow->text->str, 1);
	g_string_truncate(flow->text, 0);
	flow->over = flow->over || flow->document->length > FORMAT_TEXT_MAX;
}

gboolean
flow_read(Flow *flow, const XmlNode *root, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);

	flow->text = text;
	flow->lines = (Lines){ .document = flow->document };
	flow_children(flow, root, 0);
	flush_lines(flow);
	flow->text = NULL;
	return !flow->over ||
	       format_fail(error, "the text is longer than %u bytes", FORMAT_TEXT_MAX);
}

gboolean
flow_read_part(Flow *flow, const char *name, GBytes *content, GError **error)
{
	g_autoptr(XmlTree) tree = xml_parse(name, content, error);

	return tree && flow_read(flow, xml_tree_top(tree), error);
}
