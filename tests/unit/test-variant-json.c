/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/variant-json.h"
#include "core/error.h"

/* GVariant's own text form, and the JSON that is kept. */
static const struct {
	const char *variant;
	const char *json;
} pairs[] = {
	{ "@a{sv} {}", "{}" },
	{ "{'b': <true>, 'a': <'x'>}", "{\"a\":\"x\",\"b\":true}" },
	{ "{'n': <int64 -9223372036854775808>}", "{\"n\":-9223372036854775808}" },
	{ "{'s': <'å\"\\\\\\n\\u202e'>}", "{\"s\":\"å\\\"\\\\\\n\xe2\x80\xae\"}" },
	{ "{'c': <''>}", "{\"c\":\"\"}" },
	{ "{'l': <['x', 'y']>}", "{\"l\":[\"x\",\"y\"]}" },
	{ "{'g': <{'m': <'v'>}>}", "{\"g\":{\"m\":\"v\"}}" },
	{ "{'d': <[{'t': <'1'>}, @a{sv} {}]>}", "{\"d\":[{\"t\":\"1\"},{}]}" },
	{ "{'e': <@aa{sv} []>}", "{\"e\":[]}" },
	{ "{'d': <[{'l': <['x']>, 'g': <{'k': <false>}>}]>}",
		"{\"d\":[{\"g\":{\"k\":false},\"l\":[\"x\"]}]}" },
};

static void
test_there_and_back(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GVariant) given = g_variant_parse(
			G_VARIANT_TYPE_VARDICT, pairs[i].variant, NULL, NULL, &error);
		g_assert_no_error(error);
		g_autofree char *json = variant_to_json(given);
		g_autoptr(GVariant) back = variant_from_json(json, &error);

		g_assert_no_error(error);
		g_assert_cmpstr(json, ==, pairs[i].json);
		g_assert_false(g_variant_is_floating(back));
		g_autofree char *again = variant_to_json(back);
		g_assert_cmpstr(again, ==, json);
		for (gsize m = 0; m < g_variant_n_children(given); m++) {
			g_autoptr(GVariant) member = g_variant_get_child_value(given, m);
			g_autoptr(GVariant) key = g_variant_get_child_value(member, 0);
			g_autoptr(GVariant) value = g_variant_get_child_value(member, 1);
			g_autoptr(GVariant) inner = g_variant_get_variant(value);
			g_autoptr(GVariant) found =
				g_variant_lookup_value(back, g_variant_get_string(key, NULL), NULL);

			g_assert_nonnull(found);
			g_assert_cmpstr(g_variant_get_type_string(found), ==,
				g_variant_get_type_string(inner));
		}
	}
}

static const char *const refused[] = { "", "null", "[]", "\"x\"", "1", "{", "{\"a\":}",
	"{\"a\":1,\"a\":2}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\xff\"}", "{} x",
	"{\"n\":9223372036854775808}" };

static void
test_what_is_no_object(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(variant_from_json(refused[i], &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	}
}

/* Kinds that are never written do not stop the rest from being read. */
static void
test_other_kinds_are_left_out(void)
{
	g_autoptr(GVariant) read = variant_from_json(
		"{\"a\":null,\"b\":1.5,\"c\":[\"x\",{}],\"d\":[{},\"x\",1],\"e\":\"y\"}", NULL);
	g_autofree char *json = variant_to_json(read);

	g_assert_cmpstr(json, ==, "{\"c\":[\"x\"],\"d\":[{}],\"e\":\"y\"}");
}

static void
test_deep_nesting_is_refused(void)
{
	g_autoptr(GString) deep = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < 100000; i++)
		g_string_append(deep, "{\"a\":");
	g_assert_null(variant_from_json(deep->str, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/variant-json/both-ways", test_there_and_back);
	g_test_add_func("/variant-json/refused", test_what_is_no_object);
	g_test_add_func("/variant-json/other-kinds", test_other_kinds_are_left_out);
	g_test_add_func("/variant-json/deep", test_deep_nesting_is_refused);
	return g_test_run();
}
