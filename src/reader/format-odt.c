/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OpenDocument texts (ISO/IEC 26300): headers and footers from the styles, then
 * the content. Its elements are the concern of odt-body.c.
 */
#include "reader/format.h"

#include <string.h>

#include "reader/odt-body.h"
#include "reader/zip.h"

#define CONTENT "content.xml"
#define STYLES  "styles.xml"

static gboolean
read_part(GHashTable *members, const char *name, Document *document, GError **error)
{
	g_autoptr(XmlTree) tree = xml_parse(name, g_hash_table_lookup(members, name), error);
	OdtBody body;
	Flow flow = { .document = document,
		.elements = odt_elements,
		.add_text = odt_add_text,
		.format = &body };

	if (!tree)
		return FALSE;
	odt_body_init(&body, xml_tree_top(tree));
	gboolean ok = flow_read(&flow, xml_tree_top(tree), error);
	odt_body_clear(&body);
	return ok;
}

static gboolean
odt_read(GBytes *content, Document *document, GError **error)
{
	static const char *const wanted[] = { CONTENT, STYLES, NULL };
	g_autoptr(GHashTable) members = zip_read(content, wanted, error);

	if (!members)
		return FALSE;
	if (!g_hash_table_contains(members, CONTENT))
		return format_fail(error, "the archive holds no OpenDocument text");
	/* A text is worth reading without its headers. */
	if (g_hash_table_contains(members, STYLES))
		(void) !read_part(members, STYLES, document, NULL);
	return read_part(members, CONTENT, document, error);
}

static gboolean
sniff(const char *name, const guint8 *data, gsize length)
{
	const gsize at = 30; /* after the header of the first member, which must be the type */

	return zip_is_archive(data, length) &&
	       (format_name_ends(name, ".odt") || format_name_ends(name, ".ott") ||
		       (length > at + 8 && memcmp(data + at, "mimetype", 8) == 0 &&
			       memmem(data, length, CONTENT, strlen(CONTENT)) != NULL));
}

const Format format_odt = { .name = "odt", .sniff = sniff, .read = odt_read, .pages = TRUE };
