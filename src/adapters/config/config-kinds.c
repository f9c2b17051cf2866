/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts of the configuration by kind: a row says what would be right, how a
 * text is tested and how it is kept. Sentences never quote the text, because
 * an URL may hold a password that does not belong there.
 */
#include "adapters/config/config-kinds.h"

#include <string.h>

#include "core/clock/clock-rule.h"
#include "core/date.h"
#include "core/text.h"

#define LABEL_MAX 63 /* RFC 1035 section 2.3.4 */
#define HOST_MAX  253
#define ID_MAX    32
#define PLAIN     "" /* the kind's own words say enough */

static const char *
check_text(const ConfigKey *key, const char *text)
{
	(void) key;
	return text[strspn(text, " \t")] ? NULL : PLAIN;
}

static const char *
check_optional(const ConfigKey *key, const char *text)
{
	(void) key;
	(void) text;
	return NULL;
}

static const char *
check_id(const ConfigKey *key, const char *text)
{
	(void) key;
	if (!*text || g_utf8_strlen(text, -1) > ID_MAX)
		return PLAIN;
	for (const char *p = text; *p; p = g_utf8_next_char(p))
		if (!g_unichar_isalnum(g_utf8_get_char(p)) && *p != '-' && *p != '_')
			return PLAIN;
	return NULL;
}

static const char *
check_address(const ConfigKey *key, const char *text)
{
	(void) key;
	return text_is_address(text) ? NULL : PLAIN;
}

static gboolean
label_is_right(const char *label)
{
	gsize length = strlen(label);

	if (length == 0 || length > LABEL_MAX || label[0] == '-' || label[length - 1] == '-')
		return FALSE;
	for (const char *p = label; *p; p = g_utf8_next_char(p))
		if (!g_unichar_isalnum(g_utf8_get_char(p)) && *p != '-' && *p != '_')
			return FALSE;
	return TRUE;
}

static const char *
check_host(const ConfigKey *key, const char *text)
{
	g_auto(GStrv) labels = g_strsplit(text, ".", -1);

	(void) key;
	if (!*text || strlen(text) > HOST_MAX)
		return PLAIN;
	for (char **label = labels; *label; label++)
		if (!label_is_right(*label))
			return PLAIN;
	return NULL;
}

static const char *
check_domain(const ConfigKey *key, const char *text)
{
	return strchr(text, '.') ? check_host(key, text) : PLAIN;
}

static const char *
check_host_or_address(const ConfigKey *key, const char *text)
{
	return g_hostname_is_ip_address(text) ? NULL : check_host(key, text);
}

static const char *
check_word(const ConfigKey *key, const char *text)
{
	(void) key;
	return *text && !strpbrk(text, " \";()<>") ? NULL : PLAIN;
}

static const char *
check_date(const ConfigKey *key, const char *text)
{
	CivilDate date;

	(void) key;
	return date_from_string(text, &date) ? NULL : PLAIN;
}

gboolean
config_kind_minutes(const char *text, guint *ret_minutes)
{
	if (!g_regex_match_simple("\\A([01][0-9]|2[0-3]):[0-5][0-9]\\z", text, 0, 0))
		return FALSE;
	*ret_minutes = (guint) (g_ascii_strtoull(text, NULL, 10) * 60 +
				g_ascii_strtoull(text + 3, NULL, 10));
	return TRUE;
}

static const char *
check_time(const ConfigKey *key, const char *text)
{
	guint minutes;

	(void) key;
	return config_kind_minutes(text, &minutes) ? NULL : PLAIN;
}

static const char *
check_span(const ConfigKey *key, const char *text)
{
	ClockSpan span;

	(void) key;
	return clock_span_parse(text, &span) ? NULL : PLAIN;
}

static const char *
check_step(const ConfigKey *key, const char *text)
{
	g_autoptr(ClockStep) step = NULL;

	(void) key;
	return clock_step_parse(text, &step) ? NULL : PLAIN;
}

static const char *
check_choice(const ConfigKey *key, const char *text)
{
	return config_kind_choice(key->choices, text) >= 0 ? NULL : PLAIN;
}

/* The part of an URL after the host: a folder for IMAP (RFC 5092), nothing for SMTP. */
static const char *
check_url_path(GUri *uri, const char *scheme)
{
	const char *path = g_uri_get_path(uri);

	if (g_uri_get_query(uri) || g_uri_get_fragment(uri) || strchr(path, ';'))
		return "must hold nothing but scheme, host, port and folder";
	if (g_str_has_prefix(scheme, "smtp") && *path && strcmp(path, "/") != 0)
		return "must end after host and port";
	return NULL;
}

static const char *
check_url(const ConfigKey *key, const char *text)
{
	g_autoptr(GUri) uri =
		g_uri_parse(text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL);
	const char *host = uri ? g_uri_get_host(uri) : NULL;

	if (strchr(text, '@'))
		return "must not hold a user or a password: write user = ... and "
		       "password_file = ... beside it";
	if (!host || config_kind_choice(key->choices, g_uri_get_scheme(uri)) < 0 ||
		(!g_hostname_is_ip_address(host) && check_host(key, host)))
		return PLAIN;
	if (g_uri_get_port(uri) == 0)
		return "must have a port from 1 to 65535, or none";
	return check_url_path(uri, g_uri_get_scheme(uri));
}

static const char *
check_after(const ConfigKey *key, const char *text)
{
	static const char move[] = "move:";

	(void) key;
	if (strcmp(text, "keep") == 0 || strcmp(text, "flag") == 0 || strcmp(text, "delete") == 0)
		return NULL;
	return g_str_has_prefix(text, move) && text[sizeof move - 1] ? NULL : PLAIN;
}

static char *
keep_path(const char *text, const char *folder)
{
	return g_canonicalize_filename(text, folder);
}

static char *
keep_lower(const char *text, const char *folder)
{
	(void) folder;
	return g_utf8_strdown(text, -1);
}

static char *
keep_optional(const char *text, const char *folder)
{
	(void) folder;
	return *text ? g_strdup(text) : NULL;
}

/* Without a folder, mail is fetched from INBOX, which every account has (RFC 3501, 5.1). */
static char *
keep_url(const char *text, const char *folder)
{
	g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_ENCODED, NULL);
	gboolean bare = g_str_has_suffix(text, "/");

	(void) folder;
	if (!g_str_has_prefix(g_uri_get_scheme(uri), "imap") || strlen(g_uri_get_path(uri)) > 1)
		return g_strdup(text);
	return g_strconcat(text, bare ? "INBOX" : "/INBOX", NULL);
}

static const struct {
	const char *right;
	const char *(*check)(const ConfigKey *key, const char *text);
	char *(*keep)(const char *text, const char *folder); /* NULL: as written */
} kinds[CONFIG_KIND_COUNT] = {
	[CONFIG_TEXT] = { .right = "a text that is not empty", .check = check_text },
	[CONFIG_OPTIONAL] = { .right = "a text", .check = check_optional, .keep = keep_optional },
	[CONFIG_ID] = { .right = "1 to 32 letters, digits, - or _", .check = check_id },
	[CONFIG_PATH] = { .right = "a path", .check = check_text, .keep = keep_path },
	[CONFIG_ADDRESS] = { .right = "a mail address", .check = check_address },
	[CONFIG_DOMAIN] = { .right = "a domain such as \"kommun.example\"",
		.check = check_domain,
		.keep = keep_lower },
	[CONFIG_HOST] = { .right = "a host such as \"mx.kommun.example\"",
		.check = check_host_or_address,
		.keep = keep_lower },
	[CONFIG_WORD] = { .right = "a name without spaces, such as \"mx.kommun.example\"",
		.check = check_word },
	[CONFIG_DATE] = { .right = "a date YYYY-MM-DD", .check = check_date },
	[CONFIG_DAY] = { .right = "a date YYYY-MM-DD", .check = check_date },
	[CONFIG_TIME] = { .right = "a time of day HH:MM", .check = check_time },
	[CONFIG_SPAN] = { .right = CLOCK_SPAN_RIGHT, .check = check_span },
	[CONFIG_STEP] = { .right = CLOCK_STEP_RIGHT, .check = check_step },
	[CONFIG_URL] = { .check = check_url, .keep = keep_url },
	[CONFIG_SECRET] = { .right = "a text that is not empty", .check = check_text },
	[CONFIG_CHOICE] = { .check = check_choice },
	[CONFIG_ENUM] = { .check = check_choice },
	[CONFIG_AFTER] = { .check = check_after },
	[CONFIG_BOOL] = { .right = "true or false" },
	[CONFIG_WORDS] = { .right = "a list of texts in [ ]" },
};

static char *
describe_choices(const char *const *choices)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; choices[i]; i++) {
		const char *joint = i == 0 ? "" : choices[i + 1] ? ", " : " or ";

		g_string_append_printf(out, "%s\"%s\"", joint, choices[i]);
	}
	return g_string_free(out, FALSE);
}

char *
config_kind_describe(const ConfigKey *key)
{
	if (key->right)
		return g_strdup(key->right);
	if (key->kind == CONFIG_NUMBER)
		return g_strdup_printf("a number from %u to %u", key->min, key->max);
	if (key->choices)
		return describe_choices(key->choices);
	return g_strdup(kinds[key->kind].right);
}

const char *
config_kind_check(const ConfigKey *key, const char *text)
{
	if (!g_utf8_validate(text, -1, NULL))
		return "must be written in UTF-8";
	for (const char *p = text; *p; p = g_utf8_next_char(p))
		if (g_unichar_iscntrl(g_utf8_get_char(p)))
			return "must be one line without control characters";
	return kinds[key->kind].check(key, text);
}

char *
config_kind_keep(const ConfigKey *key, const char *text, const char *folder)
{
	return kinds[key->kind].keep ? kinds[key->kind].keep(text, folder) : g_strdup(text);
}

int
config_kind_choice(const char *const *choices, const char *text)
{
	for (int i = 0; choices[i]; i++)
		if (strcmp(choices[i], text) == 0)
			return i;
	return -1;
}
