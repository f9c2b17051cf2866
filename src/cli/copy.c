/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file that a person has cleared, from where they have it. Its content is not opened.
 */
#include "cli/copy.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "core/error.h"
#include "core/paper/masked-copy.h"
#include "core/text.h"

static GBytes *
refuse(const char *path, LexError code, const char *why, GError **error)
{
	g_autofree char *shown = text_to_line(path, 200);

	g_set_error(error, LEX_ERROR, (gint) code, "%s %s", shown, why);
	return NULL;
}

GBytes *
cli_read_copy(const char *path, GError **error)
{
	GStatBuf about;
	char *content = NULL;
	gsize length;

	if (g_stat(path, &about) != 0)
		return refuse(path, LEX_ERROR_NOT_FOUND, "is not there, or cannot be read", error);
	if (!S_ISREG(about.st_mode)) /* nobody waits for a pipe */
		return refuse(path, LEX_ERROR_INPUT, "is no file", error);
	if (about.st_size > MASKED_COPY_BYTES)
		return refuse(path, LEX_ERROR_INPUT, masked_copy_too_large, error);
	if (!g_file_get_contents(path, &content, &length, NULL))
		return refuse(path, LEX_ERROR_NOT_FOUND, "is not there, or cannot be read", error);
	g_autoptr(GBytes) file = g_bytes_new_take(content, length);
	const char *fault = masked_copy_fault(file);
	return fault ? refuse(path, LEX_ERROR_INPUT, fault, error) : g_steal_pointer(&file);
}
