/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What users are told of files that could not be read. Must never be silent of
 * one, and never so long that nobody reads it.
 */
#include "reader/unread.h"

#include <string.h>

#include "core/text.h"
#include "reader/format.h"

#define SPELLED_MAX 5  /* files that are named; more are counted */
#define NAME_CHARS  80 /* of a file's name */

void
unread_note(Unread *unread, const char *name, const char *why)
{
	g_autofree char *shown = text_to_line(name, NAME_CHARS);

	if (!unread->text)
		unread->text = g_string_new(NULL);
	if (unread->count++ < SPELLED_MAX)
		g_string_append_printf(
			unread->text, "%s”%s” (%s)", unread->text->len ? ", " : "", shown, why);
}

char *
unread_message(const Unread *unread)
{
	guint more = unread->count > SPELLED_MAX ? unread->count - SPELLED_MAX : 0;
	g_autofree char *rest = more == 0   ? g_strdup("")
				: more == 1 ? g_strdup(" och en fil till")
					    : g_strdup_printf(" och %u filer till", more);

	return unread->count ? g_strdup_printf("Det gick inte att läsa %s%s. En person behöver "
					       "öppna originalet.",
				       unread->text->str, rest)
			     : NULL;
}

void
unread_clear(Unread *unread)
{
	if (unread->text)
		g_string_free(unread->text, TRUE);
	*unread = (Unread){ 0 };
}

gboolean
unread_is_ornament(const char *name, GBytes *content)
{
	static const char *const names[] = { ".p7s", ".asc", ".vcf", ".ics", ".ds_store",
		"thumbs.db", "desktop.ini" };
	static const char *const magics[] = { "\x89PNG", "\xff\xd8\xff", "GIF8" };
	gsize length;
	const char *data = g_bytes_get_data(content, &length);

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (format_name_ends(name, names[i]))
			return TRUE;
	/* RFC 1740: beside a file, what only a Macintosh knows of it. */
	if (length > 4 && memcmp(data, "\x00\x05\x16\x07", 4) == 0)
		return TRUE;
	for (gsize i = 0; length < FORMAT_ORNAMENT_BYTES && i < G_N_ELEMENTS(magics); i++)
		if (length > strlen(magics[i]) && memcmp(data, magics[i], strlen(magics[i])) == 0)
			return TRUE;
	return length == 0;
}
