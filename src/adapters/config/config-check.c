/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compares what stands in a configuration file with the tables of
 * config-schema.c, key by key. Knows no key by name, and goes on after a
 * mistake so that one run shows them all.
 */
#include "adapters/config/config-check.h"

#include <string.h>

#include "adapters/config/config-kinds.h"
#include "adapters/installed.h"
#include "core/date.h"
#include "core/settings.h"

/* One key as it stands in the file. */
typedef struct {
	ConfigCheck *check;
	const ConfigKey *key;
	config_setting_t *setting;
	const char *path;
	gpointer target; /* the member, or for CONFIG_AFTER the struct */
} Value;

static void
refuse(const Value *value)
{
	g_autofree char *right = config_kind_describe(value->key);
	g_autofree char *found = config_problem_quote(value->setting);
	gboolean hide = value->key->kind == CONFIG_SECRET || value->key->kind == CONFIG_URL;

	if (hide && config_setting_type(value->setting) == CONFIG_TYPE_STRING)
		config_problem_add(value->check, value->path, "must be %s", right);
	else
		config_problem_add(value->check, value->path, "must be %s, not %s", right, found);
}

/* The checked text of a value, or NULL when a problem was noted. */
static const char *
take_checked(const Value *value)
{
	const char *text = config_setting_get_string(value->setting);
	const char *wrong;

	if (!text) {
		refuse(value);
		return NULL;
	}
	wrong = config_kind_check(value->key, text);
	if (!wrong)
		return text;
	if (*wrong)
		config_problem_add(value->check, value->path, "%s", wrong);
	else
		refuse(value);
	return NULL;
}

static void
take_text(const Value *value)
{
	const char *text = take_checked(value);

	if (text)
		*(char **) value->target = config_kind_keep(value->key, text, value->check->folder);
}

static void
take_enum(const Value *value)
{
	const char *text = take_checked(value);

	if (text)
		*(int *) value->target = config_kind_choice(value->key->choices, text);
}

static void
take_time(const Value *value)
{
	const char *text = take_checked(value);

	if (text && !config_kind_minutes(text, value->target))
		g_assert_not_reached(); /* CONFIG_TIME */
}

static void
take_day(const Value *value)
{
	CivilDate day;

	if (date_from_string(take_checked(value), &day))
		*(CivilDate *) value->target = day;
}

static void
take_after(const Value *value)
{
	static const char *const names[] = { [AFTER_FLAG] = "flag", [AFTER_KEEP] = "keep", NULL };
	MailboxSettings *mailbox = value->target;
	const char *text = take_checked(value);
	int plain = text ? config_kind_choice(names, text) : AFTER_FLAG;

	if (g_strcmp0(text, "delete") == 0)
		mailbox->after = AFTER_DELETE;
	else
		mailbox->after = plain >= 0 ? (AfterPolicy) plain : AFTER_MOVE;
	if (mailbox->after == AFTER_MOVE)
		mailbox->after_folder = g_strdup(strchr(text, ':') + 1);
}

static void
take_bool(const Value *value)
{
	if (config_setting_type(value->setting) == CONFIG_TYPE_BOOL)
		*(gboolean *) value->target = config_setting_get_bool(value->setting);
	else
		refuse(value);
}

static void
take_number(const Value *value)
{
	int type = config_setting_type(value->setting);
	gint64 number = type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64
				? config_setting_get_int64(value->setting)
				: -1;

	if (number >= value->key->min && number <= value->key->max)
		*(guint *) value->target = (guint) number;
	else
		refuse(value);
}

/* Notes a list of another type or with too few elements. */
static gboolean
list_is_right(const Value *value, int type)
{
	if (config_setting_type(value->setting) != type) {
		refuse(value);
		return FALSE;
	}
	if ((guint) config_setting_length(value->setting) >= value->key->min)
		return TRUE;
	g_autofree char *right = config_kind_describe(value->key);
	config_problem_add(value->check, value->path, "must be %s, not an empty list", right);
	return FALSE;
}

/* The texts of [ ], each checked as kind; wrong ones are noted and left out. */
static GPtrArray *
take_texts(const Value *value, ConfigKind kind)
{
	GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
	ConfigKey element = {
		.name = value->key->name, .kind = kind, .choices = value->key->choices
	};

	if (!list_is_right(value, CONFIG_TYPE_ARRAY))
		return texts;
	for (int i = 0; i < config_setting_length(value->setting); i++) {
		g_autofree char *path = g_strdup_printf("%s[%d]", value->path, i);
		char *text = NULL;

		take_text(&(Value){ value->check, &element,
			config_setting_get_elem(value->setting, (guint) i), path, &text });
		if (text)
			g_ptr_array_add(texts, text);
	}
	return texts;
}

static void
take_list(const Value *value)
{
	GPtrArray **list = value->target;

	g_clear_pointer(list, g_ptr_array_unref);
	*list = take_texts(value, value->key->element_kind);
}

static void
take_words(const Value *value)
{
	GPtrArray *texts = take_texts(value, CONFIG_TEXT);

	g_ptr_array_add(texts, NULL);
	*(char ***) value->target = (char **) g_ptr_array_free(texts, FALSE);
}

static void take_group(const Value *value);

/* What an element of a list of such groups must be. g_free() it. */
static char *
describe_short(const ConfigGroup *group)
{
	const ConfigKey *key =
		group->short_key ? config_schema_find(group, group->short_key) : NULL;
	g_autofree char *right = key ? config_kind_describe(key) : NULL;

	return g_strconcat(right ? right : "", right ? " or " : "", "a group { }", NULL);
}

static void
take_groups(const Value *value)
{
	GPtrArray **list = value->target;
	const ConfigGroup *group = value->key->group;

	g_autofree char *plain = describe_short(group);

	g_clear_pointer(list, g_ptr_array_unref);
	*list = g_ptr_array_new_with_free_func(group->free);
	if (!list_is_right(value, CONFIG_TYPE_LIST))
		return;
	for (int i = 0; i < config_setting_length(value->setting); i++) {
		ConfigKey element = { value->key->name, CONFIG_GROUP, .group = group,
			.right = plain };
		g_autofree char *path = g_strdup_printf("%s[%d]", value->path, i);
		gpointer target = g_malloc0(group->size);

		g_ptr_array_add(*list, target);
		take_group(&(Value){ value->check, &element,
			config_setting_get_elem(value->setting, (guint) i), path, target });
	}
}

static void (*const takers[CONFIG_KIND_COUNT])(const Value *value) = {
	[CONFIG_ENUM] = take_enum,
	[CONFIG_DAY] = take_day,
	[CONFIG_TIME] = take_time,
	[CONFIG_AFTER] = take_after,
	[CONFIG_BOOL] = take_bool,
	[CONFIG_NUMBER] = take_number,
	[CONFIG_WORDS] = take_words,
	[CONFIG_LIST] = take_list,
	[CONFIG_GROUP] = take_group,
	[CONFIG_GROUPS] = take_groups,
};

static void
take(const Value *value)
{
	if (takers[value->key->kind])
		takers[value->key->kind](value);
	else
		take_text(value);
}

/* { }, or where the group has a short form the text of its main key. */
static void
take_group(const Value *value)
{
	const ConfigGroup *group = value->key->group;

	if (config_setting_is_group(value->setting)) {
		config_check_group(value->check, group, value->setting, value->path, value->target);
	} else if (group->short_key && config_setting_get_string(value->setting)) {
		const ConfigKey *key = config_schema_find(group, group->short_key);

		take(&(Value){ value->check, key, value->setting, value->path,
			G_STRUCT_MEMBER_P(value->target, key->offset) });
	} else {
		refuse(value);
	}
}

static void
check_missing(ConfigCheck *check, const ConfigKey *key, const char *path, gpointer member)
{
	if (key->required) {
		g_autofree char *right = config_kind_describe(key);

		config_problem_add(check, path, "is missing: must be %s", right);
	} else if (key->fallback) {
		*(char **) member = key->beside ? installed_find(NULL, key->fallback, key->beside)
						: g_strdup(key->fallback);
	} else if (key->fallback_number) {
		*(guint *) member = key->fallback_number;
	}
}

static void
check_keys(ConfigCheck *check, const ConfigGroup *group, const config_setting_t *setting,
	const char *path, gpointer target)
{
	for (gsize i = 0; i < group->n_keys; i++) {
		const ConfigKey *key = &group->keys[i];
		config_setting_t *found = config_setting_get_member(setting, key->name);
		gpointer member = G_STRUCT_MEMBER_P(target, key->offset);
		g_autofree char *inner = g_strconcat(path, *path ? "." : "", key->name, NULL);

		if (found)
			take(&(Value){ check, key, found, inner, member });
		else
			check_missing(check, key, inner, member);
	}
}

static void
check_unknown(ConfigCheck *check, const ConfigGroup *group, const config_setting_t *setting,
	const char *path)
{
	for (int i = 0; i < config_setting_length(setting); i++) {
		const char *name = config_setting_name(config_setting_get_elem(setting, (guint) i));
		const char *near = config_schema_nearest(group, name);
		g_autofree char *inner = g_strconcat(path, *path ? "." : "", name, NULL);

		if (config_schema_find(group, name))
			continue;
		if (near)
			config_problem_add(
				check, inner, "is an unknown key: did you mean \"%s\"?", near);
		else
			config_problem_add(check, inner, "is an unknown key");
	}
}

void
config_check_group(ConfigCheck *check, const ConfigGroup *group, config_setting_t *setting,
	const char *path, gpointer target)
{
	check_unknown(check, group, setting, path);
	for (; group; group = group->also)
		check_keys(check, group, setting, path, target);
}
