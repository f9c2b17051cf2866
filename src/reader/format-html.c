/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * HTML by libxml2's forgiving parser: blocks are lines, tables are cells, check
 * boxes keep their state. Must never fetch anything.
 */
#include "reader/format.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "reader/charset.h"
#include "reader/xml.h"

#define DEPTH_MAX 250 /* elements within elements */

typedef struct {
	Document *document;
	GString *line; /* what was not yet added */
	guint table;   /* the table whose cell is being filled, 0: none */
	guint row, column;
	gboolean over; /* more text than a file may give */
} Walk;

typedef struct {
	const char *name;
	void (*open)(Walk *walk, const xmlNode *node, guint depth);
} Element;

static void walk_children(Walk *walk, const xmlNode *node, guint depth);

static void
flush(Walk *walk)
{
	if (walk->table)
		document_add_cell(
			walk->document, walk->table, walk->row, walk->column, walk->line->str, 1);
	else if (walk->line->len)
		document_add_line(walk->document, walk->line->str, 1);
	g_string_truncate(walk->line, 0);
	walk->over = walk->over || walk->document->length > FORMAT_TEXT_MAX;
}

static void
add_text(Walk *walk, const char *text)
{
	for (const char *p = text; *p; p++) {
		gboolean space = g_ascii_isspace(*p);
		gsize length = walk->line->len;
		char last = length ? walk->line->str[length - 1] : '\n';

		if (!space)
			g_string_append_c(walk->line, *p);
		else if (last != ' ' && last != '\n')
			g_string_append_c(walk->line, ' ');
	}
}

/* A line end: inside a cell it stays in the cell. */
static void
new_line(Walk *walk)
{
	if (!walk->table)
		flush(walk);
	else if (walk->line->len && walk->line->str[walk->line->len - 1] != '\n')
		g_string_append_c(walk->line, '\n');
}

static void
open_block(Walk *walk, const xmlNode *node, guint depth)
{
	new_line(walk);
	walk_children(walk, node, depth);
	new_line(walk);
}

/* A paragraph is followed by a blank line. */
static void
open_paragraph(Walk *walk, const xmlNode *node, guint depth)
{
	open_block(walk, node, depth);
	if (!walk->table)
		walk->document->line++;
}

static void
open_break(Walk *walk, const xmlNode *node, guint depth)
{
	(void) node;
	(void) depth;
	if (!walk->table && walk->line->len == 0)
		walk->document->line++;
	new_line(walk);
}

static void
open_nothing(Walk *walk, const xmlNode *node, guint depth)
{
	(void) walk;
	(void) node;
	(void) depth;
}

static gboolean
attribute_is(const xmlNode *node, const char *name, const char *value)
{
	xmlChar *text = xmlGetProp(node, BAD_CAST name);
	gboolean same = text && (!value || g_ascii_strcasecmp((const char *) text, value) == 0);

	xmlFree(text);
	return same;
}

static void
open_input(Walk *walk, const xmlNode *node, guint depth)
{
	xmlChar *value = NULL;

	(void) depth;
	if (attribute_is(node, "type", "checkbox") || attribute_is(node, "type", "radio")) {
		g_string_append(walk->line, attribute_is(node, "checked", NULL)
						    ? DOCUMENT_BOX_TICKED
						    : DOCUMENT_BOX_CLEAR);
		return;
	}
	if (attribute_is(node, "type", "hidden"))
		return;
	value = xmlGetProp(node, BAD_CAST "value");
	if (value)
		add_text(walk, (const char *) value);
	xmlFree(value);
}

static gboolean
holds_table(const xmlNode *node, guint depth)
{
	for (const xmlNode *child = node->children; child && depth < DEPTH_MAX; child = child->next)
		if (child->type == XML_ELEMENT_NODE &&
			(g_str_equal(child->name, "table") || holds_table(child, depth + 1)))
			return TRUE;
	return FALSE;
}

/* Mail programs lay out whole mails in tables: a table with tables in it is no table. */
static void
open_table(Walk *walk, const xmlNode *node, guint depth)
{
	Walk outer = *walk;

	new_line(walk);
	walk->table = holds_table(node, depth) ? 0 : document_begin_table(walk->document);
	walk->row = 0;
	walk->column = 0;
	walk_children(walk, node, depth);
	if (!walk->table)
		flush(walk);
	walk->table = outer.table;
	walk->row = outer.row;
	walk->column = outer.column;
	if (!walk->table)
		walk->document->line++;
}

static void
open_row(Walk *walk, const xmlNode *node, guint depth)
{
	if (!walk->table) {
		open_block(walk, node, depth);
		return;
	}
	walk->column = 0;
	walk_children(walk, node, depth);
	walk->row++;
	document_end_row(walk->document);
}

static void
open_cell(Walk *walk, const xmlNode *node, guint depth)
{
	if (!walk->table) {
		open_block(walk, node, depth);
		return;
	}
	walk_children(walk, node, depth);
	flush(walk);
	walk->column++;
}

static const Element elements[] = {
	{ "p", open_paragraph },
	{ "div", open_block },
	{ "li", open_block },
	{ "ul", open_block },
	{ "ol", open_block },
	{ "blockquote", open_block },
	{ "h1", open_paragraph },
	{ "h2", open_paragraph },
	{ "h3", open_paragraph },
	{ "h4", open_paragraph },
	{ "h5", open_paragraph },
	{ "h6", open_paragraph },
	{ "legend", open_block },
	{ "fieldset", open_block },
	{ "pre", open_block },
	{ "br", open_break },
	{ "hr", open_break },
	{ "table", open_table },
	{ "tr", open_row },
	{ "td", open_cell },
	{ "th", open_cell },
	{ "input", open_input },
	{ "script", open_nothing },
	{ "style", open_nothing },
	{ "head", open_nothing },
	{ "template", open_nothing },
};

static void
walk_element(Walk *walk, const xmlNode *node, guint depth)
{
	for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
		if (g_str_equal(node->name, elements[i].name)) {
			elements[i].open(walk, node, depth);
			return;
		}
	walk_children(walk, node, depth);
}

static void
walk_children(Walk *walk, const xmlNode *node, guint depth)
{
	if (depth >= DEPTH_MAX)
		return;
	for (const xmlNode *child = node->children; child && !walk->over; child = child->next) {
		if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
			add_text(walk, (const char *) child->content);
		else if (child->type == XML_ELEMENT_NODE)
			walk_element(walk, child, depth + 1);
		walk->over = walk->over || walk->line->len > FORMAT_TEXT_MAX;
	}
}

static gboolean
sniff(const char *name, const guint8 *data, gsize length)
{
	static const char *const starts[] = { "<!doctype html", "<html", "<head", "<body" };
	gsize skip = length >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (skip < length && g_ascii_isspace(data[skip]))
		skip++;
	for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
		if (length - skip >= strlen(starts[i]) &&
			g_ascii_strncasecmp(
				(const char *) data + skip, starts[i], strlen(starts[i])) == 0)
			return TRUE;
	return (format_name_ends(name, ".html") || format_name_ends(name, ".htm")) &&
	       charset_is_text(data, length);
}

/* What the head of the page says its charset is; NULL if it does not. g_free() it. */
static char *
label_of(const char *data, gsize length)
{
	g_autofree char *head = g_strndup(data, MIN(length, (gsize) 2048));
	g_autofree char *lower = g_ascii_strdown(head, -1);

	for (const char *at = strstr(lower, "charset"); at; at = strstr(at + 1, "charset")) {
		const char *value = at + strlen("charset");

		value += strspn(value, " \t\r\n");
		if (*value != '=')
			continue;
		value += 1 + strspn(value + 1, " \t\r\n\"'");
		gsize n = strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-_:.+");
		return n ? g_strndup(value, n) : NULL;
	}
	return NULL;
}

static gboolean
html_read(GBytes *content, Document *document, GError **error)
{
	gsize length = 0;
	const char *data = g_bytes_get_data(content, &length);
	g_autofree char *label = label_of(data, length);
	g_autofree char *text =
		label ? charset_labelled_to_utf8(content, label) : charset_to_utf8(content);
	gsize text_length = strlen(text);
	g_autoptr(GString) line = g_string_new(NULL);
	Walk walk = { .document = document, .line = line };

	if (text_length > G_MAXINT)
		return format_fail(error, "the page is too large");
	xmlResetLastError();
	htmlDocPtr page = htmlReadMemory(text, (int) text_length, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	if (!page)
		return format_fail(error, "the page cannot be read as HTML");
	if (xml_was_cut()) {
		xmlFreeDoc(page);
		return format_fail(error, "the page is too large to be read");
	}
	walk_children(&walk, (const xmlNode *) page, 0);
	flush(&walk);
	xmlFreeDoc(page);
	return !walk.over ||
	       format_fail(error, "the text is longer than %u bytes", FORMAT_TEXT_MAX);
}

const Format format_html = { .name = "html", .sniff = sniff, .read = html_read };
