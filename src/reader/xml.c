/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libxml2 with everything off that reaches outside the file. Must never see a
 * document type declaration: no office format needs one.
 */
#include "reader/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "reader/format.h"

static void
refuse_dtd(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	xmlParserCtxt *parser = user;

	(void) name;
	(void) external;
	(void) system;
	*(gboolean *) parser->_private = TRUE;
	xmlStopParser(parser);
}

gboolean
xml_was_cut(void)
{
	const xmlError *last = xmlGetLastError();

	return last && last->code == XML_ERR_NO_MEMORY;
}

xmlDoc *
xml_parse(const char *name, GBytes *content, GError **error)
{
	gsize length = 0;
	const char *data = g_bytes_get_data(content, &length);
	xmlParserCtxt *parser = xmlNewParserCtxt();
	gboolean has_dtd = FALSE;
	xmlDoc *doc;

	xmlResetLastError();
	parser->_private = &has_dtd;
	parser->sax->internalSubset = refuse_dtd;
	doc = xmlCtxtReadMemory(parser, data, (int) MIN(length, (gsize) G_MAXINT), NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
	gboolean cut = xml_was_cut();
	if (!doc || has_dtd || cut) {
		format_fail(error,
			cut       ? "%s is too large to be read"
			: has_dtd ? "%s has a document type declaration, which is refused"
				  : "%s is not well-formed XML",
			name);
		xmlFreeDoc(doc);
		doc = NULL;
	}
	xmlFreeParserCtxt(parser);
	return doc;
}

gboolean
xml_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && (char) node->name[0] == name[0] &&
	       strcmp((const char *) node->name, name) == 0;
}

const xmlNode *
xml_child(const xmlNode *node, const char *name)
{
	for (const xmlNode *child = node ? node->children : NULL; child; child = child->next)
		if (xml_is(child, name))
			return child;
	return NULL;
}

char *
xml_attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
		if (!g_str_equal((const char *) attr->name, name))
			continue;
		xmlChar *text = xmlNodeListGetString(node->doc, attr->children, 1);
		char *copy = g_strdup(text ? (const char *) text : "");
		xmlFree(text);
		return copy;
	}
	return NULL;
}

gboolean
xml_is_on(const xmlNode *node)
{
	g_autofree char *value = node ? xml_attribute(node, "val") : NULL;

	return node && (!value || g_str_equal(value, "1") || g_str_equal(value, "true") ||
			       g_str_equal(value, "on"));
}
