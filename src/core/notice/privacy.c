/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asks the table of privacy-fields.c, and leaves out of facts what it does not
 * allow. Decides nothing by itself: what has no row is shown to nobody.
 */
#include "core/notice/privacy.h"

#include <string.h>

static const char *const types[PRIVACY_KIND_COUNT] = {
	[PRIVACY_TEXT] = "s",
	[PRIVACY_BOOLEAN] = "b",
	[PRIVACY_TEXTS] = "as",
	[PRIVACY_GROUP] = "a{sv}",
	[PRIVACY_LIST] = "aa{sv}",
};

/* The table by name: each fact of each mail is looked up, and each name of each template at start.
 */
static GHashTable *
fields_by_name(void)
{
	static GHashTable *by_name;

	if (g_once_init_enter(&by_name)) {
		GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
		gsize count;
		const PrivacyField *fields = privacy_get_fields(&count);

		for (gsize i = 0; i < count; i++)
			g_hash_table_insert(
				table, (gpointer) fields[i].name, (gpointer) &fields[i]);
		g_once_init_leave(&by_name, table);
	}
	return by_name;
}

const PrivacyField *
privacy_find_field(const char *name)
{
	return name ? g_hash_table_lookup(fields_by_name(), name) : NULL;
}

static gboolean
allows(const PrivacyField *field, Audience audience, Route route)
{
	return field && (field->audiences[route] & (1u << audience)) != 0;
}

gboolean
privacy_allows(const char *field, Audience audience, Route route)
{
	g_return_val_if_fail(audience < AUDIENCE_COUNT && route < ROUTE_COUNT, FALSE);
	return allows(privacy_find_field(field), audience, route);
}

gboolean
privacy_knows(const char *field)
{
	return privacy_find_field(field) != NULL;
}

char *
privacy_list_allowed(Audience audience, Route route)
{
	GString *out = g_string_new(NULL);
	gsize count;
	const PrivacyField *fields = privacy_get_fields(&count);

	for (gsize i = 0; i < count; i++) {
		if (fields[i].kind == PRIVACY_GROUP || !allows(&fields[i], audience, route))
			continue;
		g_string_append_printf(out, "%s%s", out->len ? ", " : "", fields[i].name);
	}
	return g_string_free(out, FALSE);
}

static GVariant *filter_group(GVariant *group, const char *prefix, Audience audience, Route route);

static GVariant *
filter_list(GVariant *list, const char *name, Audience audience, Route route)
{
	GVariantBuilder builder;
	GVariantIter iter;
	GVariant *element;

	g_variant_builder_init(&builder, G_VARIANT_TYPE("aa{sv}"));
	g_variant_iter_init(&iter, list);
	while ((element = g_variant_iter_next_value(&iter))) {
		g_variant_builder_add_value(&builder, filter_group(element, name, audience, route));
		g_variant_unref(element);
	}
	return g_variant_builder_end(&builder);
}

/* Floating, as builders like it. */
static GVariant *
filter_group(GVariant *group, const char *prefix, Audience audience, Route route)
{
	GVariantBuilder builder;
	GVariantIter iter;
	const char *key;
	GVariant *value;

	g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
	g_variant_iter_init(&iter, group);
	while (g_variant_iter_loop(&iter, "{&sv}", &key, &value)) {
		g_autofree char *name =
			prefix ? g_strconcat(prefix, ".", key, NULL) : g_strdup(key);
		const PrivacyField *field = strchr(key, '.') ? NULL : privacy_find_field(name);

		if (!allows(field, audience, route) ||
			!g_variant_is_of_type(value, G_VARIANT_TYPE(types[field->kind])))
			continue;
		if (field->kind == PRIVACY_GROUP)
			g_variant_builder_add(
				&builder, "{sv}", key, filter_group(value, name, audience, route));
		else if (field->kind == PRIVACY_LIST)
			g_variant_builder_add(
				&builder, "{sv}", key, filter_list(value, name, audience, route));
		else
			g_variant_builder_add(&builder, "{sv}", key, value);
	}
	return g_variant_builder_end(&builder);
}

GVariant *
privacy_filter(GVariant *facts, Audience audience, Route route)
{
	g_return_val_if_fail(g_variant_is_of_type(facts, G_VARIANT_TYPE_VARDICT), NULL);
	g_return_val_if_fail(audience < AUDIENCE_COUNT && route < ROUTE_COUNT, NULL);
	return g_variant_ref_sink(filter_group(facts, NULL, audience, route));
}

static GVariant *sample_group(const char *prefix);

static GVariant *
sample_value(const PrivacyField *field)
{
	GVariant *group;

	switch (field->kind) {
	case PRIVACY_TEXT:
		return g_variant_new_string(field->sample);
	case PRIVACY_BOOLEAN:
		return g_variant_new_boolean(TRUE);
	case PRIVACY_TEXTS:
		return g_variant_new_strv(&field->sample, 1);
	case PRIVACY_GROUP:
		return sample_group(field->name);
	case PRIVACY_LIST:
		group = sample_group(field->name);
		return g_variant_new_array(G_VARIANT_TYPE_VARDICT, &group, 1);
	case PRIVACY_KIND_COUNT:
		break;
	}
	g_assert_not_reached();
}

static GVariant *
sample_group(const char *prefix)
{
	gsize lead = prefix ? strlen(prefix) + 1 : 0;
	GVariantBuilder builder;
	gsize count;
	const PrivacyField *fields = privacy_get_fields(&count);

	g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
	for (gsize i = 0; i < count; i++) {
		const char *name = fields[i].name;

		if (prefix && !(g_str_has_prefix(name, prefix) && name[lead - 1] == '.'))
			continue;
		if (!strchr(name + lead, '.'))
			g_variant_builder_add(
				&builder, "{sv}", name + lead, sample_value(&fields[i]));
	}
	return g_variant_builder_end(&builder);
}

GVariant *
privacy_sample_facts(void)
{
	return g_variant_ref_sink(sample_group(NULL));
}
