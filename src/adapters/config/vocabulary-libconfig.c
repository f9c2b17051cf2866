/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The label vocabulary from libconfig files. Every key is known or an error:
 * a label that is silently not looked for would be a field silently not read.
 */
#include "adapters/config/vocabulary-libconfig.h"

#include <libconfig.h>

#include "adapters/config/conf-files.h"
#include "adapters/config/config-text.h"
#include "core/error.h"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(config_t, config_destroy)

typedef struct {
	FormVocabulary *vocabulary;
	const char *file;
	const char *part; /* that the file's labels belong to */
} Load;

/* The lists of a file and what they hold. */
static const struct {
	const char *name;
	FormRole role;
} lists[] = {
	{ "parts", FORM_PART },
	{ "sections", FORM_SECTION },
	{ "fields", FORM_FIELD },
	{ "options", FORM_OPTION },
	{ "ignore", FORM_IGNORE },
};

static gboolean fail(const Load *load, const config_setting_t *setting, GError **error,
	const char *format, ...) G_GNUC_PRINTF(4, 5);

static gboolean
fail(const Load *load, const config_setting_t *setting, GError **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s:%u: %s", load->file,
		(guint) config_setting_source_line(setting), what);
	return FALSE;
}

static gboolean
set_string(const Load *load, const config_setting_t *setting, char **slot, GError **error)
{
	const char *text = config_setting_get_string(setting);

	if (!text || !g_utf8_validate(text, -1, NULL))
		return fail(load, setting, error, "%s must be a text in UTF-8",
			config_setting_name(setting));
	g_free(*slot);
	*slot = g_strdup(text);
	return TRUE;
}

static const char *
element(const config_setting_t *setting, guint index)
{
	const char *text = config_setting_get_string_elem(setting, (int) index);

	return text && g_utf8_validate(text, -1, NULL) ? text : NULL;
}

static gboolean
set_texts(const Load *load, const config_setting_t *setting, FormLabel *label, GError **error)
{
	guint n = (guint) config_setting_length(setting);

	for (guint i = 0; i < n; i++) {
		const char *text = element(setting, i);

		if (!text || !form_label_add_phrase(label, text))
			return fail(load, setting, error,
				"text number %u must be 1 to 60 words in UTF-8", i + 1);
	}
	return TRUE;
}

static gboolean
set_names(const Load *load, const config_setting_t *setting, char ***slot, GError **error)
{
	g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
	guint n = (guint) config_setting_length(setting);

	for (guint i = 0; i < n; i++) {
		if (!element(setting, i))
			return fail(load, setting, error, "%s must be a list of names",
				config_setting_name(setting));
		g_strv_builder_add(builder, element(setting, i));
	}
	g_strfreev(*slot);
	*slot = g_strv_builder_end(builder);
	return TRUE;
}

static gboolean
set_key(const Load *load, const config_setting_t *setting, FormLabel *label, GError **error)
{
	const char *key = config_setting_name(setting);

	if (g_str_equal(key, "id"))
		return TRUE; /* the label was made with it */
	if (g_str_equal(key, "text"))
		return set_texts(load, setting, label, error);
	if (g_str_equal(key, "in"))
		return set_names(load, setting, &label->sections, error);
	if (g_str_equal(key, "before"))
		return set_names(load, setting, &label->before, error);
	if (g_str_equal(key, "value"))
		return set_string(load, setting, &label->value, error);
	if (g_str_equal(key, "opens"))
		return set_string(load, setting, &label->opens, error);
	if (g_str_equal(key, "standard"))
		return set_string(load, setting, &label->standard, error);
	if (g_str_equal(key, "weak")) {
		label->weak = config_setting_get_bool(setting);
		return TRUE;
	}
	return fail(load, setting, error, "unknown key \"%s\"", key);
}

static gboolean
load_label(const Load *load, const config_setting_t *setting, FormRole role, GError **error)
{
	const char *id = "";

	if (!config_setting_is_group(setting))
		return fail(
			load, setting, error, "a label is a group: { id = ...; text = [...]; }");
	if (!config_setting_lookup_string(setting, "id", &id) && role != FORM_IGNORE)
		return fail(load, setting, error, "the label has no id");
	g_autoptr(FormLabel) label = form_label_new(role, role == FORM_PART ? id : load->part, id);
	for (guint i = 0; i < (guint) config_setting_length(setting); i++)
		if (!set_key(load, config_setting_get_elem(setting, i), label, error))
			return FALSE;
	g_autoptr(GError) wrong = NULL;
	if (!form_vocabulary_take(load->vocabulary, g_steal_pointer(&label), &wrong))
		return fail(load, setting, error, "%s", wrong->message);
	return TRUE;
}

static gboolean
load_list(const Load *load, const config_setting_t *setting, GError **error)
{
	const char *key = config_setting_name(setting);

	if (g_str_equal(key, "part"))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
		if (!g_str_equal(key, lists[i].name))
			continue;
		if (!config_setting_is_list(setting))
			return fail(
				load, setting, error, "%s must be a list: ( {...}, {...} )", key);
		for (guint n = 0; n < (guint) config_setting_length(setting); n++)
			if (!load_label(load, config_setting_get_elem(setting, n), lists[i].role,
				    error))
				return FALSE;
		return TRUE;
	}
	return fail(load, setting, error, "unknown key \"%s\"", key);
}

static gboolean
load_file(FormVocabulary *vocabulary, const char *file, GError **error)
{
	g_auto(config_t) config;
	Load load = { .vocabulary = vocabulary, .file = file };

	config_init(&config);
	if (!config_text_parse(&config, file, error))
		return FALSE;
	const config_setting_t *root = config_root_setting(&config);
	if (!config_lookup_string(&config, "part", &load.part))
		return fail(
			&load, root, error, "part is missing: say which part these labels are of");
	for (guint i = 0; i < (guint) config_setting_length(root); i++)
		if (!load_list(&load, config_setting_get_elem(root, i), error))
			return FALSE;
	return TRUE;
}

FormVocabulary *
vocabulary_load(const char *folder, GError **error)
{
	g_autoptr(FormVocabulary) vocabulary = form_vocabulary_new();
	g_autoptr(GPtrArray) files = conf_files_list(folder, "form vocabulary", error);

	if (!files)
		return NULL;
	for (guint i = 0; i < files->len; i++)
		if (!load_file(vocabulary, files->pdata[i], error))
			return NULL;
	return g_steal_pointer(&vocabulary);
}
