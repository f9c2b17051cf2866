/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Collects what is wrong with a configuration file and says where. Must never
 * stop at the first mistake, and must not quote a secret: who checks one does
 * not call config_problem_quote() for it.
 */
#include "adapters/config/config-problem.h"

#include <string.h>

#include "core/text.h"

#define QUOTE_CHARS 60

typedef struct {
	char *file;
	guint line;
	char *text;
} ConfigProblem;

static void
problem_free(ConfigProblem *problem)
{
	g_free(problem->file);
	g_free(problem->text);
	g_free(problem);
}

void
config_check_init(ConfigCheck *check, const config_t *config, const char *file, const char *folder)
{
	*check = (ConfigCheck){
		.config = config,
		.file = file,
		.folder = folder,
		.found = g_ptr_array_new_with_free_func((GDestroyNotify) problem_free),
		.doubted = g_ptr_array_new_with_free_func((GDestroyNotify) problem_free),
	};
}

void
config_check_clear(ConfigCheck *check)
{
	g_clear_pointer(&check->found, g_ptr_array_unref);
	g_clear_pointer(&check->doubted, g_ptr_array_unref);
}

char *
config_problem_source(const char *file, const char *folder, const char *named)
{
	if (!named || strcmp(named, file) == 0)
		return g_strdup(file);
	return g_canonicalize_filename(named, folder);
}

/* libconfig writes an element of a list as ".[0]". */
static char *
library_path(const char *path)
{
	GString *out = g_string_new(NULL);

	for (; *path; path++) {
		if (*path == '[')
			g_string_append_c(out, '.');
		g_string_append_c(out, *path);
	}
	return g_string_free(out, FALSE);
}

config_setting_t *
config_problem_find(const ConfigCheck *check, const char *path)
{
	g_autofree char *inner = library_path(path);

	return *inner ? config_lookup(check->config, inner) : config_root_setting(check->config);
}

/* The setting at path, or the nearest group around it. */
static const config_setting_t *
find_around(const ConfigCheck *check, const char *path)
{
	g_autofree char *rest = g_strdup(path);
	const config_setting_t *setting;

	while (!(setting = config_problem_find(check, rest))) {
		gsize end = strlen(rest);

		while (end > 0 && rest[end] != '.' && rest[end] != '[')
			end--;
		rest[end] = '\0';
	}
	return setting;
}

void
config_problem_note(
	const ConfigCheck *check, GPtrArray *list, const char *path, const char *format, ...)
{
	const config_setting_t *setting = find_around(check, path);
	ConfigProblem *problem = g_new0(ConfigProblem, 1);
	va_list args;

	va_start(args, format);
	g_autofree char *what = g_strdup_vprintf(format, args);
	va_end(args);
	problem->file = config_problem_source(
		check->file, check->folder, config_setting_source_file(setting));
	problem->line = MAX(config_setting_source_line(setting), 1);
	problem->text = g_strconcat(path, *path ? ": " : "", what, NULL);
	g_ptr_array_add(list, problem);
}

static int
compare(gconstpointer a, gconstpointer b)
{
	const ConfigProblem *x = *(ConfigProblem *const *) a;
	const ConfigProblem *y = *(ConfigProblem *const *) b;
	int files = strcmp(x->file, y->file);

	return files ? files : (x->line > y->line) - (x->line < y->line);
}

static GPtrArray *
lines_of(GPtrArray *problems)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_sort(problems, compare);
	for (guint i = 0; i < problems->len; i++) {
		const ConfigProblem *problem = g_ptr_array_index(problems, i);

		g_ptr_array_add(lines,
			g_strdup_printf("%s:%u: %s", problem->file, problem->line, problem->text));
	}
	return lines;
}

GPtrArray *
config_problem_list(ConfigCheck *check)
{
	return lines_of(check->found);
}

GPtrArray *
config_problem_list_warnings(ConfigCheck *check)
{
	return lines_of(check->doubted);
}

char *
config_problem_quote(const config_setting_t *setting)
{
	static const char *const names[] = {
		[CONFIG_TYPE_GROUP] = "a group { }",
		[CONFIG_TYPE_FLOAT] = "a number with decimals",
		[CONFIG_TYPE_ARRAY] = "a list in [ ]",
		[CONFIG_TYPE_LIST] = "a list in ( )",
	};

	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		return g_strdup_printf("%lld", config_setting_get_int64(setting));
	case CONFIG_TYPE_BOOL:
		return g_strdup(config_setting_get_bool(setting) ? "true" : "false");
	case CONFIG_TYPE_STRING: {
		g_autofree char *line =
			text_to_line(config_setting_get_string(setting), QUOTE_CHARS);

		return g_strdup_printf("\"%s\"", line);
	}
	default:
		return g_strdup(names[config_setting_type(setting)]);
	}
}
