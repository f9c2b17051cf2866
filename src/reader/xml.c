/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libxml2 with everything off that reaches outside the file, and a tree that is
 * built and freed in blocks: libxml2's own allocates each node and text. Must
 * never see a document type declaration: no office format needs one.
 */
#include "reader/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stddef.h>
#include <string.h>

#include "reader/format.h"

#define BLOCK_BYTES 32000
#define PARTS       5 /* of an attribute, as SAX2 gives it: name, prefix, space, value, its end */

typedef struct Block {
	struct Block *next;
	gsize used, size;
	max_align_t bytes[];
} Block;

struct XmlTree {
	Block *blocks;
	xmlDict *names; /* holds those of elements and attributes */
	XmlNode top;
	XmlNode *open; /* the innermost element that has not ended */
	gboolean has_dtd, cut;
};

static gboolean
add_block(XmlTree *tree, gsize size)
{
	gsize room = MAX(size, BLOCK_BYTES);
	Block *block = g_try_malloc(sizeof *block + room);

	if (!block)
		return FALSE;
	*block = (Block){ tree->blocks, 0, room };
	tree->blocks = block;
	return TRUE;
}

/* Memory of the tree; NULL at the end of all memory, which ends the parsing. */
static gpointer
take(xmlParserCtxt *parser, gsize size)
{
	XmlTree *tree = parser->_private;
	gsize rounded = (size + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);

	if ((!tree->blocks || tree->blocks->size - tree->blocks->used < rounded) &&
		!add_block(tree, rounded)) {
		tree->cut = TRUE;
		xmlStopParser(parser);
		return NULL;
	}
	gpointer taken = (char *) tree->blocks->bytes + tree->blocks->used;
	tree->blocks->used += rounded;
	return taken;
}

static const char *
copy(xmlParserCtxt *parser, const xmlChar *text, gsize length)
{
	char *copied = take(parser, length + 1);

	if (!copied)
		return NULL;
	memcpy(copied, text, length);
	copied[length] = '\0';
	return copied;
}

static XmlNode *
add_node(xmlParserCtxt *parser, const XmlNode *like)
{
	XmlTree *tree = parser->_private;
	XmlNode *node = take(parser, sizeof *node), *parent = tree->open;

	if (!node)
		return NULL;
	*node = *like;
	node->parent = parent;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
	return node;
}

/* The attributes of an element, the first one first. */
static const XmlAttribute *
add_attributes(xmlParserCtxt *parser, int n, const xmlChar **parts)
{
	XmlAttribute *attributes = n > 0 ? take(parser, (gsize) n * sizeof *attributes) : NULL;

	for (int i = 0; attributes && i < n; i++, parts += PARTS) {
		const char *value = copy(parser, parts[3], (gsize) (parts[4] - parts[3]));

		attributes[i] = (XmlAttribute){ (const char *) parts[0], value ? value : "",
			i + 1 < n ? &attributes[i + 1] : NULL };
	}
	return attributes;
}

static void
start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
	int n_spaces, const xmlChar **spaces, int n_attributes, int n_defaults,
	const xmlChar **attributes)
{
	xmlParserCtxt *parser = user;
	XmlTree *tree = parser->_private;
	XmlNode *node =
		tree->cut ? NULL : add_node(parser, &(XmlNode){ .name = (const char *) name });

	(void) prefix;
	(void) space;
	(void) n_spaces;
	(void) spaces;
	(void) n_defaults;
	if (!node)
		return;
	node->attributes = add_attributes(parser, n_attributes, attributes);
	tree->open = node;
}

static void
end_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
	XmlTree *tree = ((xmlParserCtxt *) user)->_private;

	(void) name;
	(void) prefix;
	(void) space;
	if (tree->open->parent)
		tree->open = tree->open->parent;
}

static void
add_text(void *user, const xmlChar *text, int length)
{
	xmlParserCtxt *parser = user;
	XmlTree *tree = parser->_private;
	const char *copied = tree->cut ? NULL : copy(parser, text, (gsize) length);

	if (copied)
		(void) add_node(parser, &(XmlNode){ .text = copied });
}

static void
refuse_dtd(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	xmlParserCtxt *parser = user;
	XmlTree *tree = parser->_private;

	(void) name;
	(void) external;
	(void) system;
	tree->has_dtd = TRUE;
	xmlStopParser(parser);
}

gboolean
xml_was_cut(void)
{
	const xmlError *last = xmlGetLastError();

	return last && last->code == XML_ERR_NO_MEMORY;
}

static const xmlSAXHandler handler = {
	.initialized = XML_SAX2_MAGIC,
	.internalSubset = refuse_dtd,
	.startElementNs = start_element,
	.endElementNs = end_element,
	.characters = add_text,
	.ignorableWhitespace = add_text, /* the same: libxml2 need not ask which it is */
	.cdataBlock = add_text,
};

/* FALSE if it is not well-formed. */
static gboolean
parse(XmlTree *tree, const char *data, gsize length)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();

	if (!parser)
		return FALSE;
	parser->_private = tree;
	*parser->sax = handler;
	/* Only & and its like are left to be replaced. */
	(void) xmlCtxtReadMemory(parser, data, (int) MIN(length, (gsize) G_MAXINT), NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOENT);
	gboolean ok = parser->wellFormed && tree->top.children;
	tree->names = parser->dict;
	xmlDictReference(tree->names);
	xmlFreeParserCtxt(parser);
	return ok;
}

XmlTree *
xml_parse(const char *name, GBytes *content, GError **error)
{
	g_autoptr(XmlTree) tree = g_new0(XmlTree, 1);
	gsize length = 0;
	const char *data = g_bytes_get_data(content, &length);

	xmlResetLastError();
	tree->open = &tree->top;
	gboolean ok = parse(tree, data, length);
	gboolean cut = tree->cut || xml_was_cut();
	if (ok && !tree->has_dtd && !cut)
		return g_steal_pointer(&tree);
	format_fail(error,
		cut             ? "%s is too large to be read"
		: tree->has_dtd ? "%s has a document type declaration, which is refused"
				: "%s is not well-formed XML",
		name);
	return NULL;
}

void
xml_tree_free(XmlTree *tree)
{
	if (!tree)
		return;
	while (tree->blocks) {
		Block *next = tree->blocks->next;

		g_free(tree->blocks);
		tree->blocks = next;
	}
	if (tree->names)
		xmlDictFree(tree->names);
	g_free(tree);
}

const XmlNode *
xml_tree_top(const XmlTree *tree)
{
	return &tree->top;
}

const XmlNode *
xml_tree_root(const XmlTree *tree)
{
	return tree ? tree->top.children : NULL;
}

gboolean
xml_is(const XmlNode *node, const char *name)
{
	return node->name && node->name[0] == name[0] && strcmp(node->name, name) == 0;
}

const XmlNode *
xml_child(const XmlNode *node, const char *name)
{
	for (const XmlNode *child = node ? node->children : NULL; child; child = child->next)
		if (xml_is(child, name))
			return child;
	return NULL;
}

const char *
xml_attribute(const XmlNode *node, const char *name)
{
	for (const XmlAttribute *attribute = node->attributes; attribute;
		attribute = attribute->next)
		if (strcmp(attribute->name, name) == 0)
			return attribute->value;
	return NULL;
}

gboolean
xml_is_on(const XmlNode *node)
{
	const char *value = node ? xml_attribute(node, "val") : NULL;

	return node && (!value || g_str_equal(value, "1") || g_str_equal(value, "true") ||
			       g_str_equal(value, "on"));
}
