/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facts as templates look at them. A GVariant is read anew from its first byte for
 * each name that is looked up in it, and a template asks for hundreds.
 */
#include "adapters/template/template-value.h"

/* Of two members of one name the first counts, as for g_variant_lookup_value(). */
static GHashTable *
take_members(GVariant *group)
{
	GHashTable *members = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify) template_value_free);
	GVariantIter iter;
	const char *key;
	GVariant *inner;

	g_variant_iter_init(&iter, group);
	while (g_variant_iter_loop(&iter, "{&sv}", &key, &inner))
		if (!g_hash_table_contains(members, key))
			g_hash_table_insert(members, g_strdup(key), template_value_new(inner));
	return members;
}

static GPtrArray *
take_elements(GVariant *list)
{
	GPtrArray *elements = g_ptr_array_new_with_free_func((GDestroyNotify) template_value_free);
	GVariantIter iter;
	GVariant *element;

	g_variant_iter_init(&iter, list);
	while ((element = g_variant_iter_next_value(&iter))) {
		g_ptr_array_add(elements, template_value_new(element));
		g_variant_unref(element);
	}
	return elements;
}

TemplateValue *
template_value_new(GVariant *variant)
{
	TemplateValue *value = g_new0(TemplateValue, 1);

	value->variant = g_variant_ref(variant);
	if (g_variant_is_of_type(variant, G_VARIANT_TYPE_STRING)) {
		value->text = g_variant_get_string(variant, NULL);
		value->is_true = *value->text != '\0';
	} else if (g_variant_is_of_type(variant, G_VARIANT_TYPE_BOOLEAN)) {
		value->is_bool = TRUE;
		value->is_true = g_variant_get_boolean(variant);
	} else if (g_variant_is_container(variant)) {
		value->is_true = g_variant_n_children(variant) > 0;
		if (g_variant_is_of_type(variant, G_VARIANT_TYPE_VARDICT))
			value->members = take_members(variant);
		else if (g_variant_is_of_type(variant, G_VARIANT_TYPE_ARRAY))
			value->elements = take_elements(variant);
	}
	return value;
}

void
template_value_free(TemplateValue *value)
{
	if (!value)
		return;
	g_clear_pointer(&value->members, g_hash_table_unref);
	g_clear_pointer(&value->elements, g_ptr_array_unref);
	g_variant_unref(value->variant);
	g_free(value);
}

const TemplateValue *
template_value_member(const TemplateValue *value, const char *name)
{
	return value->members ? g_hash_table_lookup(value->members, name) : NULL;
}
