/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Readings against truths. Counts what it compared, so that a truth that
 * compares nothing fails.
 */
#include "support/truth.h"

#include <jansson.h>

#include "core/text.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

typedef struct {
	const char *file;
	guint compared, missed;
} Check;

static void compare(Check *check, const char *path, const json_t *want, const json_t *got);

/* The plain value of what may be an F object. */
static const json_t *
plain(const json_t *json)
{
	const json_t *value = json_object_get(json, "value");

	return json_object_get(json, "raw") ? value : json;
}

static char *
shown(const json_t *json)
{
	return json ? json_dumps(json, JSON_ENCODE_ANY) : g_strdup("nothing");
}

static void
miss(Check *check, const char *path, const json_t *want, const json_t *got)
{
	g_autofree char *wanted = shown(want);
	g_autofree char *found = shown(got);

	check->missed++;
	g_test_message("%s%s: want %.200s, got %.200s", check->file, path, wanted, found);
}

static gboolean
same_text(const json_t *want, const json_t *got)
{
	g_autofree char *a = text_fold(json_string_value(want));
	g_autofree char *b = text_fold(json_string_value(got));

	return json_is_string(got) && g_str_equal(a, b);
}

static gboolean
has_code(const json_t *flags, const char *code)
{
	gsize i;
	json_t *flag;

	json_array_foreach(flags, i, flag)
		if (g_strcmp0(json_string_value(json_object_get(flag, "code")), code) == 0)
			return TRUE;
	return FALSE;
}

static void
compare_flags(Check *check, const json_t *want, const json_t *got)
{
	static const char *const keys[] = { "never", "must" };

	for (gsize must = 0; must < G_N_ELEMENTS(keys); must++) {
		gsize i;
		json_t *code;

		json_array_foreach(json_object_get(want, keys[must]), i, code) {
			check->compared++;
			if (has_code(got, json_string_value(code)) != (gboolean) must)
				miss(check, must ? " must flag" : " never flag", code, got);
		}
	}
}

static void
compare_object(Check *check, const char *path, const json_t *want, const json_t *got)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *) want, key, value) {
		g_autofree char *inner = g_strconcat(path, ".", key, NULL);

		if (g_str_equal(key, "flags"))
			compare_flags(check, value, json_object_get(got, key));
		else
			compare(check, inner, value, json_object_get(got, key));
	}
}

static void
compare_array(Check *check, const char *path, const json_t *want, const json_t *got)
{
	gsize i;
	json_t *value;

	check->compared++;
	if (!json_is_array(got) || json_array_size(want) != json_array_size(got)) {
		miss(check, path, want, got);
		return;
	}
	json_array_foreach(want, i, value) {
		g_autofree char *inner = g_strdup_printf("%s[%zu]", path, i);
		compare(check, inner, value, json_array_get(got, i));
	}
}

static void
compare(Check *check, const char *path, const json_t *want, const json_t *got)
{
	if (json_is_object(want)) {
		compare_object(check, path, want, got);
		return;
	}
	if (json_is_array(want)) {
		compare_array(check, path, want, got);
		return;
	}
	check->compared++;
	got = plain(got);
	if (json_is_null(want) ? !json_is_null(got) : !same_text(want, got))
		miss(check, path, want, got);
}

static json_t *
load(const char *truth_file)
{
	json_error_t where;
	json_t *truth = json_load_file(truth_file, 0, &where);

	if (!truth)
		g_error("%s:%d: %s", truth_file, where.line, where.text);
	return truth;
}

void
truth_assert(const char *truth_file, const char *reading_json)
{
	g_autoptr(json_t) truth = load(truth_file);
	g_autoptr(json_t) reading = json_loads(reading_json, 0, NULL);
	Check check = { .file = json_string_value(json_object_get(truth, "file")) };

	g_assert_nonnull(reading);
	compare(&check, "", json_object_get(truth, "documents"),
		json_object_get(reading, "documents"));
	g_assert_cmpuint(check.compared, >, 10);
	g_assert_cmpuint(check.missed, ==, 0);
}

char *
truth_file_name(const char *truth_file)
{
	g_autoptr(json_t) truth = load(truth_file);

	return g_strdup(json_string_value(json_object_get(truth, "file")));
}

char *
truth_source(const char *path)
{
	const char *top = g_getenv("top_srcdir");

	return g_build_filename(top ? top : ".", path, NULL);
}
