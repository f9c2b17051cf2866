/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files before libconfig reads them. Must find each file that libconfig would
 * open: so what it makes of @include in a comment is not asked.
 */
#include "adapters/config/config-text.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "core/error.h"

#define FILE_MAX (1024 * 1024)
#define INCLUDE  "@include"

/* A configuration file with what it takes in. */
typedef struct {
	const char *folder;
	GHashTable *seen; /* char *: looked at */
} Walk;

static gboolean check_file(Walk *walk, const char *file, GError **error);

static gboolean
fail(const char *file, int line, const char *what, GError **error)
{
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s:%d: %s", file, line, what);
	return FALSE;
}

static int
line_of(const char *text, const char *at)
{
	int line = 1;

	while ((text = memchr(text, '\n', (gsize) (at - text)))) {
		text++;
		line++;
	}
	return line;
}

/* TRUE if text has no NUL. */
static gboolean
check_text(const char *file, const char *text, gsize length, const char *what, GError **error)
{
	if (strlen(text) == length)
		return TRUE;
	g_autofree char *fault = g_strdup_printf("a NUL stands here: %s must be text", what);
	return fail(file, line_of(text, text + strlen(text)), fault, error);
}

/* The @include at the beginning of a line, the next after at or at it. NULL: there is none. */
static const char *
find_include(const char *at)
{
	while (at) {
		const char *word = at + strspn(at, " \t\r\v\f");

		if (g_str_has_prefix(word, INCLUDE))
			return word;
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
	return NULL;
}

/* The name behind @include. What libconfig would unescape, or read on the next line, is none. */
static char *
include_name(const char *include)
{
	const char *open = include + strlen(INCLUDE);

	open += strspn(open, " \t");
	if (*open != '"')
		return NULL;
	gsize length = strcspn(open + 1, "\"\\\n");
	return length && open[1 + length] == '"' ? g_strndup(open + 1, length) : NULL;
}

static gboolean
check_includes(Walk *walk, const char *file, const char *text, GError **error)
{
	for (const char *at = text; (at = find_include(at)); at++) {
		g_autofree char *name = include_name(at);

		if (!name)
			return fail(file, line_of(text, at),
				INCLUDE " needs the name of a file in quotes", error);
		g_autofree char *inner = g_build_filename(walk->folder, name, NULL);
		if (!check_file(walk, inner, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
check_kind(const char *file, GError **error)
{
	struct stat st;

	if (stat(file, &st) != 0)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: the configuration cannot be read: %s", file, strerror(errno));
	else if (!S_ISREG(st.st_mode) || st.st_size > FILE_MAX)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: the configuration must be a file of at most %d bytes", file, FILE_MAX);
	else
		return TRUE;
	return FALSE;
}

static gboolean
check_file(Walk *walk, const char *file, GError **error)
{
	g_autoptr(GError) inner = NULL;
	g_autofree char *text = NULL;
	gsize length;

	if (!g_hash_table_add(walk->seen, g_canonicalize_filename(file, NULL)))
		return TRUE;
	if (!check_kind(file, error))
		return FALSE;
	if (!g_file_get_contents(file, &text, &length, &inner)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: the configuration cannot be read: %s", file, inner->message);
		return FALSE;
	}
	gboolean ok = check_text(file, text, length, "the configuration", error) &&
		      check_includes(walk, file, text, error);
	explicit_bzero(text, length); /* it may hold a password */
	return ok;
}

gboolean
config_text_check(const char *file, const char *folder, GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Walk walk = { folder, seen };

	return check_file(&walk, file, error);
}

gboolean
config_text_parse(config_t *config, const char *file, GError **error)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) inner = NULL;
	gsize length;

	if (!g_file_get_contents(file, &text, &length, &inner))
		return fail(file, 1, inner->message, error);
	const char *include = find_include(text);
	if (include)
		return fail(file, line_of(text, include),
			INCLUDE " is not taken here: each file of the folder is read", error);
	if (!check_text(file, text, length, "the file", error))
		return FALSE;
	if (config_read_string(config, text))
		return TRUE;
	return fail(file, MAX(config_error_line(config), 1), config_error_text(config), error);
}
