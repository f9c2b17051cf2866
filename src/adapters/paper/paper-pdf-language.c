/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cairo (1.16 to 1.18) writes no language into a PDF. What it wrote is kept as it is, and the
 * catalog follows once more with more in it: an incremental update, as ISO 32000-1 section
 * 7.5.6 has it. Knows no PDF but cairo's own.
 */
#include <string.h>

#include "adapters/paper/paper-pdf-private.h"

/* Where what begins last in bytes, or NULL. */
static const char *
find_last(const char *bytes, gsize length, const char *what)
{
	gsize n = strlen(what);

	for (gsize at = length >= n ? length - n + 1 : 0; at-- > 0;)
		if (memcmp(bytes + at, what, n) == 0)
			return bytes + at;
	return NULL;
}

/* The number after word, which stands after from; FALSE: there is none. */
static gboolean
read_number(const char *from, const char *end, const char *word, guint64 *ret)
{
	g_autofree char *text = g_strndup(from, (gsize) (end - from));
	const char *at = strstr(text, word);

	*ret = at ? g_ascii_strtoull(at + strlen(word), NULL, 10) : 0;
	return *ret > 0;
}

/* The catalog's dictionary without its end, which is object number root; NULL: not found. */
static char *
copy_catalog(const char *bytes, gsize length, guint64 root)
{
	g_autofree char *head =
		g_strdup_printf("\n%" G_GUINT64_FORMAT " 0 obj\n<< /Type /Catalog", root);
	const char *begin = find_last(bytes, length, head);
	gsize left = begin ? length - (gsize) (begin - bytes) : 0;
	const char *end = begin ? memmem(begin, left, "endobj", strlen("endobj")) : NULL;
	const char *close = end ? find_last(begin, (gsize) (end - begin), ">>") : NULL;

	return close ? g_strndup(begin + 1, (gsize) (close - begin - 1)) : NULL;
}

GBytes *
paper_pdf_take_language(GBytes *pdf, const char *language)
{
	gsize length;
	const char *bytes = g_bytes_get_data(pdf, &length), *end = bytes + length;
	const char *trailer = find_last(bytes, length, "\ntrailer");
	guint64 root, size, info, xref;

	if (!trailer || !read_number(trailer, end, "/Root ", &root) ||
		!read_number(trailer, end, "/Size ", &size) ||
		!read_number(trailer, end, "/Info ", &info) ||
		!read_number(trailer, end, "startxref\n", &xref))
		return pdf;
	g_autofree char *catalog = copy_catalog(bytes, length, root);
	if (!catalog || strstr(catalog, "/Lang") || strstr(catalog, "/MarkInfo"))
		return pdf;
	GString *out = g_string_new_len(bytes, (gssize) length);
	gsize at = out->len;
	g_string_append_printf(out,
		"%s   /Lang (%s)\n   /MarkInfo << /Marked true >>\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n",
		catalog, language);
	gsize table = out->len;
	g_string_append_printf(out,
		"xref\n%" G_GUINT64_FORMAT " 1\n%010" G_GSIZE_FORMAT " 00000 n \ntrailer\n"
		"<< /Size %" G_GUINT64_FORMAT "\n   /Root %" G_GUINT64_FORMAT
		" 0 R\n   /Info %" G_GUINT64_FORMAT " 0 R\n   /Prev %" G_GUINT64_FORMAT
		"\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
		root, at, size, root, info, xref, table);
	g_bytes_unref(pdf);
	return g_string_free_to_bytes(out);
}
