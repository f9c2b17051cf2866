/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dictionaries of core to JSON and back, by jansson.
 */
#include "adapters/variant-json.h"

#include <jansson.h>

#include "core/error.h"

static json_t *to_json(GVariant *value);

static json_t *
dictionary_to_json(GVariant *dictionary)
{
	json_t *object = json_object();
	gsize n = g_variant_n_children(dictionary);

	for (gsize i = 0; i < n; i++) {
		g_autoptr(GVariant) entry = g_variant_get_child_value(dictionary, i);
		g_autoptr(GVariant) key = g_variant_get_child_value(entry, 0);
		g_autoptr(GVariant) boxed = g_variant_get_child_value(entry, 1);
		g_autoptr(GVariant) value = g_variant_get_variant(boxed);

		json_object_set_new(object, g_variant_get_string(key, NULL), to_json(value));
	}
	return object;
}

static json_t *
list_to_json(GVariant *list)
{
	json_t *array = json_array();

	for (gsize i = 0; i < g_variant_n_children(list); i++) {
		g_autoptr(GVariant) child = g_variant_get_child_value(list, i);
		json_array_append_new(array, to_json(child));
	}
	return array;
}

static json_t *
to_json(GVariant *value)
{
	if (g_variant_is_of_type(value, G_VARIANT_TYPE_STRING))
		return json_string(g_variant_get_string(value, NULL));
	if (g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN))
		return json_boolean(g_variant_get_boolean(value));
	if (g_variant_is_of_type(value, G_VARIANT_TYPE_INT64))
		return json_integer(g_variant_get_int64(value));
	if (g_variant_is_of_type(value, G_VARIANT_TYPE_VARDICT))
		return dictionary_to_json(value);
	g_assert(g_variant_is_of_type(value, G_VARIANT_TYPE_ARRAY));
	return list_to_json(value);
}

char *
variant_to_json(GVariant *dictionary)
{
	json_t *object = dictionary_to_json(dictionary);
	char *text = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);

	json_decref(object);
	return text;
}

static GVariant *from_json(json_t *value);

static GVariant *
dictionary_from_json(json_t *object)
{
	GVariantDict dict;
	const char *key;
	json_t *value;

	g_variant_dict_init(&dict, NULL);
	json_object_foreach(object, key, value) {
		GVariant *member = from_json(value);

		if (member)
			g_variant_dict_insert_value(&dict, key, member);
	}
	return g_variant_dict_end(&dict);
}

static GVariant *
list_from_json(json_t *array)
{
	gboolean texts = json_is_string(json_array_get(array, 0));
	GVariantBuilder builder;
	size_t index;
	json_t *value;

	g_variant_builder_init(
		&builder, texts ? G_VARIANT_TYPE_STRING_ARRAY : G_VARIANT_TYPE("aa{sv}"));
	json_array_foreach(array, index, value) {
		if (texts && json_is_string(value))
			g_variant_builder_add(&builder, "s", json_string_value(value));
		else if (!texts && json_is_object(value))
			g_variant_builder_add_value(&builder, dictionary_from_json(value));
	}
	return g_variant_builder_end(&builder);
}

/* NULL for null and for kinds that we do not write. */
static GVariant *
from_json(json_t *value)
{
	if (json_is_string(value))
		return g_variant_new_string(json_string_value(value));
	if (json_is_boolean(value))
		return g_variant_new_boolean(json_is_true(value));
	if (json_is_integer(value))
		return g_variant_new_int64(json_integer_value(value));
	if (json_is_object(value))
		return dictionary_from_json(value);
	return json_is_array(value) ? list_from_json(value) : NULL;
}

GVariant *
variant_from_json(const char *json, GError **error)
{
	json_error_t problem;
	json_t *object = json_loads(json, JSON_REJECT_DUPLICATES, &problem);

	if (!json_is_object(object)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE, "not a JSON object: %s",
			object ? "another kind of value" : problem.text);
		json_decref(object);
		return NULL;
	}
	GVariant *dictionary = g_variant_ref_sink(dictionary_from_json(object));
	json_decref(object);
	return dictionary;
}
