/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The grammar of RFC 8601 section 2.2, read tolerantly where programs differ:
 * Exchange Online leaves out the id and writes no space after ";". Must never
 * take a word of a comment or a quoted string for a result.
 */
#include "core/mail/authentication.h"

#include <string.h>

#define KNOWN_VERSION "1" /* of the header and of its methods (RFC 8601 sections 2.2 and 2.7) */

/* The character at *p taken out of a quoted string, and what follows. */
static const char *
take_quoted(const char *p, GString *out)
{
	for (p++; *p && *p != '"'; p++) {
		if (*p == '\\' && p[1])
			p++;
		/* Within quotes these are letters like others. */
		g_string_append_c(out, strchr("; \t\r\n=", *p) ? '_' : *p);
	}
	return *p ? p + 1 : p;
}

static const char *
skip_comment(const char *p)
{
	guint depth = 0;

	for (; *p; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			return p + 1;
	}
	return p;
}

/* A quoted string is a value, or the id that begins it all: never the name of anything. */
static gboolean
may_quote(const GString *out)
{
	gsize end = out->len;

	while (end > 0 && out->str[end - 1] == ' ')
		end--;
	return end == 0 || out->str[end - 1] == '=';
}

/* Takes the spaces about "=" away. */
static void
tighten(char *text)
{
	char *out = text;

	for (const char *p = text; *p; p++) {
		if (*p == ' ' && out > text && out[-1] == '=')
			continue;
		while (*p == '=' && out > text && out[-1] == ' ')
			out--;
		*out++ = *p;
	}
	*out = '\0';
}

/* Without comments, quotes and folding; no space about "=". Lower-case. g_free() it. */
static char *
canonical(const char *value)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (const char *p = value; *p;) {
		if (*p == '(') {
			p = skip_comment(p);
			g_string_append_c(out, ' ');
		} else if (*p == '"') {
			if (!may_quote(out))
				g_string_append_c(out, '_');
			p = take_quoted(p, out);
		} else {
			g_string_append_c(out, g_ascii_isspace(*p) ? ' ' : *p);
			p++;
		}
	}
	tighten(out->str);
	g_autofree char *valid = g_utf8_make_valid(out->str, -1);
	return g_ascii_strdown(valid, -1);
}

static void
result_free(AuthenticationResult *result)
{
	g_free(result->method);
	g_free(result->result);
	g_strfreev(result->property);
	g_free(result);
}

/* The words of text, none empty. */
static char **
words_of(const char *text)
{
	g_auto(GStrv) pieces = g_strsplit(text, " ", -1);
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();

	for (guint i = 0; pieces[i]; i++)
		if (*pieces[i])
			g_strv_builder_add(words, pieces[i]);
	return g_strv_builder_end(words);
}

/* "dkim", of "dkim/1"; a result by another version of a method says nothing that is known here. */
static void
read_method(AuthenticationResult *result, const char *text)
{
	const char *slash = strchr(text, '/');

	result->method = slash ? g_strndup(text, (gsize) (slash - text)) : g_strdup(text);
	if (slash && strcmp(slash + 1, KNOWN_VERSION) != 0 && strcmp(result->result, "pass") == 0) {
		g_free(result->result);
		result->result = g_strdup("none");
	}
}

/* NULL if segment is no result: "none", or nothing at all. */
static AuthenticationResult *
read_result(const char *segment)
{
	g_auto(GStrv) words = words_of(segment);
	const char *equals = words[0] ? strchr(words[0], '=') : NULL;

	if (!equals || equals == words[0])
		return NULL;
	AuthenticationResult *result = g_new0(AuthenticationResult, 1);
	g_autofree char *method = g_strndup(words[0], (gsize) (equals - words[0]));
	result->result = g_strdup(equals + 1);
	result->property = g_strdupv(words + 1);
	read_method(result, method);
	return result;
}

/*
 * The id of the first segment; of one that is a result at once there is none. FALSE: of another
 * version than ours, or more stands there than its grammar has.
 */
static gboolean
read_id(const char *segment, char **ret)
{
	g_auto(GStrv) words = words_of(segment);

	*ret = words[0] && !strchr(words[0], '=') ? g_strdup(words[0]) : NULL;
	return !*ret || !words[1] || (strcmp(words[1], KNOWN_VERSION) == 0 && !words[2]);
}

Authentication *
authentication_parse(const char *value)
{
	Authentication *authentication = g_new0(Authentication, 1);
	g_autofree char *text = canonical(value);
	g_auto(GStrv) segments = g_strsplit(text, ";", -1);

	authentication->results = g_ptr_array_new_with_free_func((GDestroyNotify) result_free);
	if (!segments[0] || !read_id(segments[0], &authentication->id))
		return authentication;
	for (guint i = authentication->id ? 1 : 0; segments[i]; i++) {
		AuthenticationResult *result = read_result(segments[i]);

		if (result)
			g_ptr_array_add(authentication->results, result);
	}
	return authentication;
}

const char *
authentication_property(const AuthenticationResult *result, const char *name)
{
	gsize length = strlen(name);
	const char *only = NULL;

	for (guint i = 0; result->property[i]; i++) {
		if (!g_str_has_prefix(result->property[i], name) ||
			result->property[i][length] != '=')
			continue;
		if (only)
			return NULL;
		only = result->property[i] + length + 1;
	}
	return only;
}

void
authentication_free(Authentication *authentication)
{
	if (!authentication)
		return;
	g_free(authentication->id);
	g_ptr_array_unref(authentication->results);
	g_free(authentication);
}
