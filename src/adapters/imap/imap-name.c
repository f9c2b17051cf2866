/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of mailboxes between people, URLs and the wire. The one place where
 * text from the configuration enters an IMAP command; it must never let a quote
 * or a line end through.
 */
#include "adapters/imap/imap-name.h"

#include <string.h>

#include "core/error.h"

/* Appends UTF-16BE bytes as modified base64: "," for "/", no padding. */
static void
append_shifted(GString *out, const guint8 *bytes, gsize length)
{
	g_autofree char *base64 = g_base64_encode(bytes, length);

	g_strdelimit(base64, "/", ',');
	base64[strcspn(base64, "=")] = '\0';
	g_string_append_printf(out, "&%s-", base64);
}

static void
append_utf16(GByteArray *run, gunichar c)
{
	gunichar units[2] = { c, 0 };

	if (c > 0xffff) {
		units[0] = 0xd800 + ((c - 0x10000) >> 10);
		units[1] = 0xdc00 + ((c - 0x10000) & 0x3ff);
	}
	for (gsize i = 0; i < 2 && units[i]; i++) {
		guint8 pair[2] = { (guint8) (units[i] >> 8), (guint8) units[i] };

		g_byte_array_append(run, pair, sizeof pair);
	}
}

static void
end_run(GString *out, GByteArray *run)
{
	if (run->len)
		append_shifted(out, run->data, run->len);
	g_byte_array_set_size(run, 0);
}

static gboolean
is_name(const char *name)
{
	if (!name[0] || !g_utf8_validate(name, -1, NULL))
		return FALSE;
	for (const char *p = name; *p; p++)
		if ((guchar) *p < ' ' || *p == 0x7f)
			return FALSE;
	return TRUE;
}

gboolean
imap_name_quote(const char *name, char **ret_quoted, GError **error)
{
	g_autoptr(GByteArray) run = g_byte_array_new();
	GString *out;

	if (!is_name(name)) {
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"a mailbox folder's name is empty, is not UTF-8 or has control characters");
		return FALSE;
	}
	out = g_string_new("\"");
	for (const char *p = name; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c >= 0x80) {
			append_utf16(run, c);
			continue;
		}
		end_run(out, run);
		if (c == '"' || c == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, (char) c);
		if (c == '&')
			g_string_append_c(out, '-');
	}
	end_run(out, run);
	g_string_append_c(out, '"');
	*ret_quoted = g_string_free(out, FALSE);
	return TRUE;
}

static gboolean
is_imap_scheme(const char *scheme)
{
	return g_ascii_strcasecmp(scheme, "imap") == 0 || g_ascii_strcasecmp(scheme, "imaps") == 0;
}

gboolean
imap_name_split_url(
	const char *url, char **ret_server, char **ret_host, char **ret_folder, GError **error)
{
	g_autoptr(GUri) uri = g_uri_parse(url ? url : "", G_URI_FLAGS_ENCODED, NULL);
	g_autofree char *folder = NULL;
	const char *host = uri ? g_uri_get_host(uri) : NULL;

	if (host && host[0] && is_imap_scheme(g_uri_get_scheme(uri)) && !g_uri_get_query(uri) &&
		!g_uri_get_fragment(uri))
		folder = g_uri_unescape_string(
			g_uri_get_path(uri)[0] ? g_uri_get_path(uri) + 1 : "", NULL);
	if (!folder) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"mailbox.url must be imap://HOST[:PORT]/FOLDER or imaps://HOST[:PORT]/FOLDER, "
			"with other characters percent-encoded; it is \"%s\"",
			url ? url : "");
		return FALSE;
	}
	*ret_server = g_uri_join(G_URI_FLAGS_ENCODED, g_uri_get_scheme(uri), NULL, host,
		g_uri_get_port(uri), "/", NULL, NULL);
	*ret_host = g_strdup(host);
	*ret_folder = folder[0] ? g_steal_pointer(&folder) : g_strdup("INBOX");
	return TRUE;
}
