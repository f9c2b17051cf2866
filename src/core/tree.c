/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths into dictionaries of dictionaries.
 */
#include "core/tree.h"

#include <string.h>

void
tree_settle(GVariant *root)
{
	/* In serialised form each child is a piece of the root's bytes, and no copy. */
	(void) g_variant_get_data(root);
}

GVariant *
tree_get(GVariant *tree, const char *path)
{
	const char *dot = strchr(path, '.');
	g_autofree char *key = dot ? g_strndup(path, (gsize) (dot - path)) : g_strdup(path);

	if (!tree || !g_variant_is_of_type(tree, G_VARIANT_TYPE_VARDICT))
		return NULL;
	g_autoptr(GVariant) member = g_variant_lookup_value(tree, key, NULL);
	return dot ? tree_get(member, dot + 1) : g_steal_pointer(&member);
}

const char *
tree_text(GVariant *tree, const char *path)
{
	g_autoptr(GVariant) value = tree_get(tree, path);

	return value && g_variant_is_of_type(value, G_VARIANT_TYPE_STRING)
		       ? g_variant_get_string(value, NULL)
		       : NULL;
}

gint64
tree_number(GVariant *tree, const char *path)
{
	g_autoptr(GVariant) value = tree_get(tree, path);

	return value && g_variant_is_of_type(value, G_VARIANT_TYPE_INT64)
		       ? g_variant_get_int64(value)
		       : 0;
}

gboolean
tree_flag(GVariant *tree, const char *path)
{
	g_autoptr(GVariant) value = tree_get(tree, path);

	return value && g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN) &&
	       g_variant_get_boolean(value);
}

guint
tree_count(GVariant *tree, const char *path)
{
	g_autoptr(GVariant) list = tree_get(tree, path);

	return list && g_variant_is_of_type(list, G_VARIANT_TYPE("aa{sv}"))
		       ? (guint) g_variant_n_children(list)
		       : 0;
}

GVariant *
tree_child(GVariant *tree, const char *path, guint i)
{
	g_autoptr(GVariant) list = tree_get(tree, path);

	return g_variant_get_child_value(list, i);
}

const char **
tree_texts(GVariant *tree, const char *path)
{
	g_autoptr(GVariant) list = tree_get(tree, path);

	return list && g_variant_is_of_type(list, G_VARIANT_TYPE_STRING_ARRAY)
		       ? g_variant_get_strv(list, NULL)
		       : g_new0(const char *, 1);
}
