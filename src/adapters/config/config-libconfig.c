/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the configuration file with libconfig and has it checked. Must never
 * give out settings that have a problem, and leaves no password behind in the
 * memory of the parser's tree.
 */
#include "adapters/config/config-libconfig.h"

#include <string.h>

#include "adapters/config/config-check.h"
#include "adapters/config/config-paths.h"
#include "adapters/config/config-rules.h"
#include "adapters/config/config-text.h"
#include "adapters/place.h"
#include "core/error.h"

static gboolean
read_file(config_t *config, const char *file, const char *folder, GError **error)
{
	if (!config_text_check(file, folder, error))
		return FALSE;
	config_set_include_dir(config, folder);
	if (config_read_file(config, file))
		return TRUE;
	g_autofree char *where = config_problem_source(file, folder, config_error_file(config));
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s:%d: %s", where,
		MAX(config_error_line(config), 1), config_error_text(config));
	return FALSE;
}

static void
wipe_passwords(const config_setting_t *setting)
{
	if (config_setting_is_aggregate(setting)) {
		for (int i = 0; i < config_setting_length(setting); i++)
			wipe_passwords(config_setting_get_elem(setting, (guint) i));
	} else if (g_strcmp0(config_setting_name(setting), "password") == 0 &&
		   config_setting_get_string(setting)) {
		explicit_bzero(setting->value.sval, strlen(setting->value.sval));
	}
}

static Settings *
take_settings(const config_t *config, const char *file, const char *folder,
	GPtrArray **ret_problems, GPtrArray **ret_warnings)
{
	g_autoptr(Settings) settings = settings_new();
	ConfigCheck check;

	settings->file = g_canonicalize_filename(file, NULL);
	config_check_init(&check, config, file, folder);
	config_check_group(&check, config_schema_root(), config_root_setting(config), "", settings);
	config_rules_default(settings);
	config_rules_check(&check, settings);
	config_paths_check(&check, settings);
	if (check.found->len == 0)
		config_rules_warn(&check, settings);
	*ret_problems = config_problem_list(&check);
	*ret_warnings = config_problem_list_warnings(&check);
	config_check_clear(&check);
	return (*ret_problems)->len == 0 ? g_steal_pointer(&settings) : NULL;
}

gboolean
config_check(const char *file, Settings **ret_settings, GPtrArray **ret_problems,
	GPtrArray **ret_warnings, GError **error)
{
	g_autofree char *absolute = g_canonicalize_filename(file, NULL);
	g_autofree char *folder = g_path_get_dirname(absolute);
	g_autoptr(GPtrArray) problems = NULL;
	g_autoptr(GPtrArray) warnings = NULL;
	g_autoptr(Settings) settings = NULL;
	config_t config;
	gboolean ok;

	config_init(&config);
	ok = read_file(&config, file, folder, error);
	if (ok) {
		settings = take_settings(&config, file, folder, &problems, &warnings);
		wipe_passwords(config_root_setting(&config));
	}
	config_destroy(&config);
	if (ok && ret_settings)
		*ret_settings = g_steal_pointer(&settings);
	if (ok && ret_problems)
		*ret_problems = g_steal_pointer(&problems);
	if (ok && ret_warnings)
		*ret_warnings = g_steal_pointer(&warnings);
	return ok;
}

Settings *
config_load(const char *file, GError **error)
{
	g_autoptr(GPtrArray) problems = NULL;
	Settings *settings = NULL;

	if (!config_check(file, &settings, &problems, NULL, error))
		return NULL;
	if (settings) {
		char *database = place_name(settings->database);

		g_free(settings->database);
		settings->database = database;
		return settings;
	}
	const char *first = g_ptr_array_index(problems, 0);
	if (problems->len == 1)
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_CONFIG, first);
	else
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s (and %u more: lexsarah check-config shows all)", first,
			problems->len - 1);
	return NULL;
}
