/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts of people that are not to be seen in the list of processes, nor kept by a shell. Must
 * never take more from there than a text is.
 */
#include "cli/typed.h"

#include <errno.h>
#include <unistd.h>

#include "core/error.h"

static gboolean
refuse(const char *why, GError **error)
{
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "-: standard input %s", why);
	return FALSE;
}

/* Not by stdio, which would remember the end of a terminal at which somebody is asked later. */
static gssize
read_some(char *buffer, gsize size)
{
	gssize got;

	do
		got = read(STDIN_FILENO, buffer, size);
	while (got < 0 && errno == EINTR);
	return got;
}

gboolean
typed_read(char **ret_text, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	char buffer[4096];
	gssize got;

	while ((got = read_some(buffer, sizeof buffer)) > 0 && text->len <= TYPED_MAX)
		g_string_append_len(text, buffer, got);
	if (got < 0)
		return refuse("cannot be read", error);
	if (text->len > TYPED_MAX)
		return refuse("is too long for a text", error);
	if (!g_utf8_validate(text->str, (gssize) text->len, NULL)) /* nor a NUL */
		return refuse("is not UTF-8", error);
	while (text->len && (text->str[text->len - 1] == '\n' || text->str[text->len - 1] == '\r'))
		g_string_truncate(text, text->len - 1);
	if (!text->len)
		return refuse("holds nothing", error);
	*ret_text = g_string_free(g_steal_pointer(&text), FALSE);
	return TRUE;
}
