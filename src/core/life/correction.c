/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compares what was told with what was found. What only a secure route may carry is
 * nothing new on a plain one.
 */
#include "core/life/correction.h"

#include "core/notice/privacy.h"

#define FLAGS "flags"
#define DICTS G_VARIANT_TYPE("aa{sv}")

static gboolean
has_title(GVariant *flags, const char *title)
{
	GVariantIter iter;
	GVariant *flag;

	g_variant_iter_init(&iter, flags);
	while ((flag = g_variant_iter_next_value(&iter))) {
		const char *other = NULL;
		gboolean same =
			g_variant_lookup(flag, "title", "&s", &other) && g_str_equal(other, title);

		g_variant_unref(flag);
		if (same)
			return TRUE;
	}
	return FALSE;
}

/* The flags of found that told has not. */
static GVariant *
new_flags(GVariant *told, GVariant *found)
{
	g_autoptr(GVariant) had = g_variant_lookup_value(told, FLAGS, DICTS);
	g_autoptr(GVariant) all = g_variant_lookup_value(found, FLAGS, DICTS);
	GVariantBuilder list;

	g_variant_builder_init(&list, DICTS);
	for (gsize i = 0; all && i < g_variant_n_children(all); i++) {
		g_autoptr(GVariant) flag = g_variant_get_child_value(all, i);
		const char *title = NULL;

		if (g_variant_lookup(flag, "title", "&s", &title) &&
			!(had && has_title(had, title)))
			g_variant_builder_add_value(&list, flag);
	}
	return g_variant_builder_end(&list);
}

static gboolean
holds_some(GVariant *facts, const char *list)
{
	g_autoptr(GVariant) value = g_variant_lookup_value(facts, list, DICTS);

	return value && g_variant_n_children(value) > 0;
}

/* Told that the files are being read, and they cannot be. */
static gboolean
is_worth_it(GVariant *facts, Audience audience, Route route)
{
	g_autoptr(GVariant) shown = privacy_filter(facts, audience, route);
	gboolean failed = FALSE;

	return holds_some(shown, FLAGS) || holds_some(shown, "reports") ||
	       (g_variant_lookup(shown, "reading_failed", "b", &failed) && failed);
}

GVariant *
correction_facts(GVariant *told, GVariant *found, Audience audience, Route route)
{
	GVariantDict dict;
	GVariantIter iter;
	const char *key;
	GVariant *value;

	g_variant_dict_init(&dict, told);
	g_variant_iter_init(&iter, found);
	while (g_variant_iter_loop(&iter, "{&sv}", &key, &value))
		g_variant_dict_insert_value(&dict, key, value);
	g_variant_dict_insert_value(&dict, FLAGS, new_flags(told, found));
	g_autoptr(GVariant) facts = g_variant_ref_sink(g_variant_dict_end(&dict));
	return is_worth_it(facts, audience, route) ? g_steal_pointer(&facts) : NULL;
}
