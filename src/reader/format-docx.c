/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Word documents (ECMA-376): which files of the archive hold text, and in
 * which order. Their elements are the concern of docx-body.c.
 */
#include "reader/format.h"

#include <string.h>

#include "reader/docx-body.h"
#include "reader/zip.h"

#define MAIN          "word/document.xml"
#define RELATIONSHIPS "_rels/.rels"
#define MACROS        "word/vbaProject.bin"

/* The file that the archive says is its document, or else the usual one. g_free() it. */
static char *
find_main(GHashTable *members)
{
	GBytes *content = g_hash_table_lookup(members, RELATIONSHIPS);
	g_autoptr(XmlTree) tree = content ? xml_parse(RELATIONSHIPS, content, NULL) : NULL;
	const XmlNode *root = xml_tree_root(tree);
	char *found = NULL;

	for (const XmlNode *node = root ? root->children : NULL; node && !found;
		node = node->next) {
		const char *type =
			xml_is(node, "Relationship") ? xml_attribute(node, "Type") : NULL;
		const char *target = type ? xml_attribute(node, "Target") : NULL;

		if (target && g_str_has_suffix(type, "/officeDocument"))
			found = g_strdup(target[0] == '/' ? target + 1 : target);
	}
	if (found && g_hash_table_contains(members, found))
		return found;
	g_free(found);
	return g_strdup(MAIN);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(a, b);
}

/*
 * Headers and footers before the text: stamps and numbers stand in them, and
 * after the last answer they would be taken for a part of it.
 */
static gboolean
read_margins(Flow *flow, GHashTable *members, const char *prefix, GError **error)
{
	g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(members), compare_names);

	for (GList *name = names; name; name = name->next)
		if (g_str_has_prefix(name->data, prefix) &&
			!flow_read_part(
				flow, name->data, g_hash_table_lookup(members, name->data), error))
			return FALSE;
	return TRUE;
}

/* The notes of a part by their ids; both are of ret_tree. */
static GHashTable *
parse_notes(GHashTable *members, const char *name, XmlTree **ret_tree)
{
	GHashTable *notes = g_hash_table_new(g_str_hash, g_str_equal);
	GBytes *content = g_hash_table_lookup(members, name);
	/* A document without its notes is still worth reading: a broken part has none. */
	XmlTree *tree = content ? xml_parse(name, content, NULL) : NULL;
	const XmlNode *root = xml_tree_root(tree);

	for (XmlNode *node = root ? root->children : NULL; node; node = node->next) {
		const char *id = node->name ? xml_attribute(node, "id") : NULL;

		if (id)
			g_hash_table_replace(notes, (gpointer) id, node);
	}
	*ret_tree = tree;
	return notes;
}

static gboolean
read_members(GHashTable *members, Document *document, GError **error)
{
	g_autofree char *name = find_main(members);
	GBytes *main = g_hash_table_lookup(members, name);
	g_autoptr(XmlTree) foot = NULL;
	g_autoptr(XmlTree) end = NULL;
	g_autoptr(GHashTable) footnotes = parse_notes(members, "word/footnotes.xml", &foot);
	g_autoptr(GHashTable) endnotes = parse_notes(members, "word/endnotes.xml", &end);
	DocxBody body = { .footnotes = footnotes, .endnotes = endnotes };
	Flow flow = { .document = document, .elements = docx_elements, .format = &body };

	return (main || format_fail(error, "the archive holds no Word document")) &&
	       read_margins(&flow, members, "word/header", error) &&
	       read_margins(&flow, members, "word/footer", error) &&
	       flow_read_part(&flow, name, main, error);
}

static gboolean
docx_read(GBytes *content, Document *document, GError **error)
{
	static const char *const wanted[] = { "word/document*.xml", "word/header*.xml",
		"word/footer*.xml", "word/footnotes.xml", "word/endnotes.xml", RELATIONSHIPS,
		MACROS, NULL };
	g_autoptr(GHashTable) members = zip_read(content, wanted, error);

	document->macros = members && g_hash_table_contains(members, MACROS);
	return members && read_members(members, document, error);
}

static gboolean
sniff(const char *name, const guint8 *data, gsize length)
{
	return zip_is_archive(data, length) &&
	       (format_name_ends(name, ".docx") || format_name_ends(name, ".docm") ||
		       memmem(data, length, "word/document", 13) != NULL);
}

const Format format_docx = { .name = "docx", .sniff = sniff, .read = docx_read, .pages = TRUE };
