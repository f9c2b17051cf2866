/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The word lists of conf/words from libconfig. Every key is known or an error.
 */
#include "adapters/config/words-libconfig.h"

#include <libconfig.h>

#include "adapters/config/config-text.h"
#include "core/error.h"

#define FILE_NAME "sensitive.conf"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(config_t, config_destroy)

static gboolean
fail(const char *file, int line, const char *what, GError **error)
{
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s:%d: %s", file, line, what);
	return FALSE;
}

static gboolean
load_list(SensitiveWords *words, Sensitive kind, const config_setting_t *list, const char *file,
	GError **error)
{
	int line = (int) config_setting_source_line(list);

	if (!config_setting_is_aggregate(list) || config_setting_is_group(list))
		return fail(file, line, "must be a list of phrases in [ ]", error);
	for (int i = 0; i < config_setting_length(list); i++) {
		const char *phrase = config_setting_get_string_elem(list, i);

		if (!phrase || !g_utf8_validate(phrase, -1, NULL) ||
			!sensitive_words_add(words, kind, phrase))
			return fail(file, line, "each phrase must be words in UTF-8", error);
	}
	return TRUE;
}

static gboolean
load_key(SensitiveWords *words, const config_setting_t *setting, const char *file, GError **error)
{
	for (guint kind = 0; kind < SENSITIVE_COUNT; kind++)
		if (g_str_equal(config_setting_name(setting), sensitive_name((Sensitive) kind)))
			return load_list(words, (Sensitive) kind, setting, file, error);
	g_autofree char *what = g_strdup_printf("unknown key \"%s\"", config_setting_name(setting));
	return fail(file, (int) config_setting_source_line(setting), what, error);
}

SensitiveWords *
words_load(const char *folder, GError **error)
{
	g_autofree char *file = g_build_filename(folder, FILE_NAME, NULL);
	g_autoptr(SensitiveWords) words = sensitive_words_new();
	g_auto(config_t) config;

	config_init(&config);
	if (!config_text_parse(&config, file, error))
		return NULL;
	const config_setting_t *root = config_root_setting(&config);
	for (guint i = 0; i < (guint) config_setting_length(root); i++)
		if (!load_key(words, config_setting_get_elem(root, i), file, error))
			return NULL;
	return g_steal_pointer(&words);
}

gboolean
words_load_into(Settings *settings, GError **error)
{
	if (!settings->sensitive)
		settings->sensitive = words_load(settings->words, error);
	return settings->sensitive != NULL;
}
