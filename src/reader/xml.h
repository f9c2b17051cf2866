/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>
#include <glib.h>

#define XML_DEPTH_MAX 200 /* elements within elements that are looked at */

/*
 * XML from an untrusted file: no network, no external files, and a document
 * type declaration is refused, so that there are no entities. name is for the
 * message. xmlFreeDoc() the result. Errors: BAD_MESSAGE.
 */
xmlDoc *xml_parse(const char *name, GBytes *content, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * TRUE if memory ended while libxml2 parsed last: it gives what it has as if
 * that were the whole. xmlResetLastError() before parsing.
 */
gboolean xml_was_cut(void);

/* TRUE if node is an element of that local name, in any namespace. */
gboolean xml_is(const xmlNode *node, const char *name);

/* The first child element of that local name, NULL if there is none. */
const xmlNode *xml_child(const xmlNode *node, const char *name);

/* The attribute of that local name in any namespace, NULL if there is none. g_free() it. */
char *xml_attribute(const xmlNode *node, const char *name);

/* An on/off element as Word writes it: no val attribute means on. */
gboolean xml_is_on(const xmlNode *node);
