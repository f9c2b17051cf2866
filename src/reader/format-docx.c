/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Word documents (ECMA-376): paragraphs, tables, content controls and form
 * fields as lines, cells and boxes. Deleted text and the prompts of empty
 * controls are nobody's answer and must never be read as one.
 */
#include "reader/format.h"

#include <string.h>

#include "reader/lines.h"
#include "reader/xml.h"
#include "reader/zip.h"

typedef struct {
	Document *document;
	Lines lines;
	GString *text;    /* of the paragraph or cell that is being read */
	gboolean in_cell; /* paragraphs are lines of a cell */
	gboolean over;    /* more text than a file may give */
} Walk;

typedef void (*Open)(Walk *walk, const xmlNode *node, guint depth);

static void walk_children(Walk *walk, const xmlNode *node, guint depth);

static void
add_box(Walk *walk, gboolean ticked)
{
	g_string_append(walk->text, ticked ? DOCUMENT_BOX_TICKED : DOCUMENT_BOX_CLEAR);
}

static void
flush_lines(Walk *walk)
{
	g_auto(GStrv) lines = g_strsplit(walk->text->str, "\n", -1);

	for (guint i = 0; lines[i]; i++)
		lines_add(&walk->lines, lines[i]);
	g_string_truncate(walk->text, 0);
	walk->over = walk->over || walk->document->length > FORMAT_TEXT_MAX;
}

static void
open_paragraph(Walk *walk, const xmlNode *node, guint depth)
{
	walk_children(walk, node, depth);
	if (walk->in_cell)
		g_string_append_c(walk->text, '\n');
	else
		flush_lines(walk);
}

static void
open_text(Walk *walk, const xmlNode *node, guint depth)
{
	(void) depth;
	for (const xmlNode *child = node->children; child; child = child->next)
		if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
			g_string_append(walk->text, (const char *) child->content);
	walk->over = walk->over || walk->text->len > FORMAT_TEXT_MAX;
}

static void
open_tab(Walk *walk, const xmlNode *node, guint depth)
{
	(void) depth;
	/* In paragraph properties it is a stop, not a character. */
	if (node->parent && xml_is(node->parent, "r"))
		g_string_append_c(walk->text, '\t');
}

static void
open_break(Walk *walk, const xmlNode *node, guint depth)
{
	(void) node;
	(void) depth;
	g_string_append_c(walk->text, '\n');
}

/* A character of a symbol font: only the boxes of Wingdings are of interest. */
static void
open_symbol(Walk *walk, const xmlNode *node, guint depth)
{
	g_autofree char *code = xml_attribute(node, "char");
	gunichar c = code ? (gunichar) g_ascii_strtoull(code, NULL, 16) : 0;

	(void) depth;
	if (c >= ' ' && g_unichar_validate(c))
		g_string_append_unichar(walk->text, c);
}

/* A check box of the old kind stands in the properties of a form field. */
static void
open_legacy_box(Walk *walk, const xmlNode *node, guint depth)
{
	const xmlNode *checked = xml_child(node, "checked");

	(void) depth;
	add_box(walk, xml_is_on(checked ? checked : xml_child(node, "default")));
}

/* A content control: its box by state, its prompt not at all. */
static void
open_control(Walk *walk, const xmlNode *node, guint depth)
{
	const xmlNode *properties = xml_child(node, "sdtPr");
	const xmlNode *box = properties ? xml_child(properties, "checkbox") : NULL;
	const xmlNode *content = xml_child(node, "sdtContent");

	if (box)
		add_box(walk, xml_child(box, "checked") && xml_is_on(xml_child(box, "checked")));
	else if (content && !(properties && xml_is_on(xml_child(properties, "showingPlcHdr"))))
		walk_children(walk, content, depth);
}

/* The columns that a cell spans. */
static guint
span_of(const xmlNode *cell)
{
	const xmlNode *properties = xml_child(cell, "tcPr");
	const xmlNode *span = properties ? xml_child(properties, "gridSpan") : NULL;
	g_autofree char *value = span ? xml_attribute(span, "val") : NULL;

	return value ? (guint) CLAMP(g_ascii_strtoll(value, NULL, 10), 1, 100) : 1;
}

static gboolean
holds_table(const xmlNode *node, guint depth)
{
	for (const xmlNode *child = node->children; child && depth < XML_DEPTH_MAX;
		child = child->next)
		if (xml_is(child, "tbl") || holds_table(child, depth + 1))
			return TRUE;
	return FALSE;
}

static void
read_cell(Walk *walk, const xmlNode *cell, guint table, guint row, guint column, guint depth)
{
	walk->in_cell = TRUE;
	walk_children(walk, cell, depth);
	walk->in_cell = FALSE;
	/* A tab in a cell is white space. */
	g_strdelimit(walk->text->str, "\t", ' ');
	g_strchomp(walk->text->str);
	document_add_cell(walk->document, table, row, column, walk->text->str, 1);
	g_string_truncate(walk->text, 0);
	walk->over = walk->over || walk->document->length > FORMAT_TEXT_MAX;
}

/* Cells of a row; controls may stand around cells. */
static guint
read_row(Walk *walk, const xmlNode *row_node, guint table, guint row, guint column, guint depth)
{
	for (const xmlNode *node = row_node->children; node && !walk->over && depth < XML_DEPTH_MAX;
		node = node->next) {
		if (xml_is(node, "sdt") && xml_child(node, "sdtContent"))
			column = read_row(
				walk, xml_child(node, "sdtContent"), table, row, column, depth + 1);
		if (!xml_is(node, "tc"))
			continue;
		read_cell(walk, node, table, row, column, depth + 1);
		column += span_of(node);
	}
	return column;
}

/* A table that lays out other tables is no table: its cells are read one by one. */
static void
open_table(Walk *walk, const xmlNode *node, guint depth)
{
	guint row = 0;

	if (walk->in_cell || holds_table(node, depth)) {
		walk_children(walk, node, depth);
		return;
	}
	walk->lines.table = 0;
	guint table = document_begin_table(walk->document);
	for (const xmlNode *child = node->children; child && !walk->over; child = child->next) {
		if (!xml_is(child, "tr"))
			continue;
		read_row(walk, child, table, row++, 0, depth + 1);
		document_end_row(walk->document);
	}
}

/* What is in a text box is not part of the line that holds its anchor. */
static void
open_text_box(Walk *walk, const xmlNode *node, guint depth)
{
	g_autoptr(GString) outer = walk->text;
	gboolean in_cell = walk->in_cell;

	walk->text = g_string_new(NULL);
	walk->in_cell = FALSE;
	walk_children(walk, node, depth);
	g_string_free(walk->text, TRUE);
	walk->text = g_steal_pointer(&outer);
	walk->in_cell = in_cell;
}

static void
open_nothing(Walk *walk, const xmlNode *node, guint depth)
{
	(void) walk;
	(void) node;
	(void) depth;
}

static const struct {
	const char *name;
	Open open;
} elements[] = {
	{ "p", open_paragraph }, { "t", open_text }, { "tab", open_tab }, { "br", open_break },
	{ "cr", open_break }, { "sym", open_symbol }, { "checkBox", open_legacy_box },
	{ "sdt", open_control }, { "tbl", open_table }, { "txbxContent", open_text_box },
	{ "Fallback", open_nothing },  /* the same once more for old programs */
	{ "del", open_nothing },       /* deleted */
	{ "moveFrom", open_nothing },  /* moved away */
	{ "instrText", open_nothing }, /* what a field computes */
};

static void
walk_children(Walk *walk, const xmlNode *node, guint depth)
{
	if (depth >= XML_DEPTH_MAX)
		return;
	for (const xmlNode *child = node->children; child && !walk->over; child = child->next) {
		Open open = walk_children;

		if (child->type != XML_ELEMENT_NODE)
			continue;
		for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
			if (xml_is(child, elements[i].name))
				open = elements[i].open;
		open(walk, child, depth + 1);
	}
}

static gboolean
read_part(Walk *walk, const char *name, GBytes *content, GError **error)
{
	xmlDoc *doc = xml_parse(name, content, error);

	if (!doc)
		return FALSE;
	walk_children(walk, (const xmlNode *) doc, 0);
	flush_lines(walk);
	xmlFreeDoc(doc);
	return !walk->over ||
	       format_fail(error, "the text is longer than %u bytes", FORMAT_TEXT_MAX);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(a, b);
}

/* Headers first: stamps and numbers stand in them. */
static gboolean
read_headers(Walk *walk, GHashTable *members, GError **error)
{
	g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(members), compare_names);

	for (GList *name = names; name; name = name->next)
		if (g_str_has_prefix(name->data, "word/header") &&
			!read_part(
				walk, name->data, g_hash_table_lookup(members, name->data), error))
			return FALSE;
	return TRUE;
}

static gboolean
docx_read(GBytes *content, Document *document, GError **error)
{
	static const char *const wanted[] = { "word/document.xml", "word/header*.xml", NULL };
	g_autoptr(GHashTable) members = zip_read(content, wanted, error);
	GBytes *main = members ? g_hash_table_lookup(members, wanted[0]) : NULL;
	g_autoptr(GString) text = g_string_new(NULL);
	Walk walk = { .document = document, .lines = { .document = document }, .text = text };

	if (!members)
		return FALSE;
	if (!main)
		return format_fail(error, "the archive holds no Word document");
	return read_headers(&walk, members, error) && read_part(&walk, wanted[0], main, error);
}

static gboolean
sniff(const char *name, const guint8 *data, gsize length)
{
	return zip_is_archive(data, length) &&
	       (format_name_ends(name, ".docx") || format_name_ends(name, ".docm") ||
		       memmem(data, length, "word/document.xml", 17) != NULL);
}

const Format format_docx = { .name = "docx", .sniff = sniff, .read = docx_read };
