/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define XML_DEPTH_MAX 200 /* elements within elements that are looked at */

/*
 * A document in XML as a tree of what an office format needs of it: elements,
 * their attributes and their text. Names are local ones, without namespaces.
 */

typedef struct XmlAttribute {
	const char *name, *value;
	const struct XmlAttribute *next;
} XmlAttribute;

typedef struct XmlNode {
	const char *name; /* NULL: text */
	const char *text; /* NULL: an element; a text may be in several that follow each other */
	const XmlAttribute *attributes;
	struct XmlNode *parent, *children, *last, *next; /* last: of the children */
} XmlNode;

typedef struct XmlTree XmlTree;

/*
 * XML from an untrusted file: no network, no external files, and a document
 * type declaration is refused, so that there are no entities. name is for the
 * message. xml_tree_free() the result. Errors: BAD_MESSAGE.
 */
XmlTree *xml_parse(const char *name, GBytes *content, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void xml_tree_free(XmlTree *tree);

/* What the outermost element is in: a node of no name. */
const XmlNode *xml_tree_top(const XmlTree *tree);

/* The outermost element; NULL if tree is. */
const XmlNode *xml_tree_root(const XmlTree *tree);

/*
 * TRUE if memory ended while libxml2 parsed last: it gives what it has as if
 * that were the whole. xmlResetLastError() before parsing.
 */
gboolean xml_was_cut(void);

/* TRUE if node is an element of that local name, in any namespace. */
gboolean xml_is(const XmlNode *node, const char *name);

/* The first child element of that local name, NULL if there is none. */
const XmlNode *xml_child(const XmlNode *node, const char *name);

/* The attribute of that local name in any namespace, NULL if there is none. The tree's own. */
const char *xml_attribute(const XmlNode *node, const char *name);

/* An on/off element as Word writes it: no val attribute means on. */
gboolean xml_is_on(const XmlNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlTree, xml_tree_free)
