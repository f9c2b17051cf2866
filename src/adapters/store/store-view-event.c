/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What events of a case say, with what was corrected of it since.
 */
#include <string.h>

#include "adapters/store/store-view.h"

json_t *
store_view_find_event(const json_t *events, const char *const *kinds, const char *board)
{
	json_t *found = NULL, *event;
	size_t i;

	json_array_foreach(events, i, event) {
		const json_t *detail = json_object_get(event, "detail");
		const char *of = json_string_value(json_object_get(detail, "board"));

		if (g_strv_contains(kinds, json_string_value(json_object_get(event, "kind"))) &&
			(!board || g_strcmp0(of, board) == 0))
			found = event;
	}
	return found;
}

/* TRUE if a correction is of what that event recorded. */
static gboolean
corrects(const json_t *correction, const json_t *event, const char *what)
{
	const json_t *detail = json_object_get(correction, "detail");
	const char *of = json_string_value(json_object_get(detail, "board"));

	return g_strcmp0(json_string_value(json_object_get(correction, "kind")), "corrected") ==
		       0 &&
	       g_strcmp0(json_string_value(json_object_get(detail, "what")), what) == 0 &&
	       (!of || g_strcmp0(of, json_string_value(json_object_get(
					     json_object_get(event, "detail"), "board"))) == 0);
}

json_t *
store_view_valid_detail(const json_t *events, const json_t *event, const char *what)
{
	static const char *const keys[] = { "date", "due", "number", "law", "how" };
	json_t *detail = json_copy(json_object_get(event, "detail"));
	gboolean later = FALSE;
	json_t *other;
	size_t i;

	json_array_foreach(events, i, other) {
		const json_t *right = json_object_get(other, "detail");

		for (guint k = 0; later && k < G_N_ELEMENTS(keys); k++)
			if (corrects(other, event, what) && json_object_get(right, keys[k]))
				json_object_set(detail, keys[k], json_object_get(right, keys[k]));
		later |= other == event;
	}
	return detail;
}

/* The members of detail that are named (ended by NULL), null where it was erased. */
static json_t *
pick_detail(const json_t *detail, const char *const *keys)
{
	json_t *record = json_object();

	for (; *keys; keys++) {
		json_t *value = json_object_get(detail, *keys);

		json_object_set_new(record, *keys, value ? json_incref(value) : json_null());
	}
	return record;
}

json_t *
store_view_pick(const json_t *event, const char *const *keys)
{
	return event ? pick_detail(json_object_get(event, "detail"), keys) : json_null();
}

json_t *
store_view_pick_valid(
	const json_t *events, const json_t *event, const char *what, const char *const *keys)
{
	if (!event)
		return json_null();
	json_t *detail = store_view_valid_detail(events, event, what);
	json_t *record = pick_detail(detail, keys);

	json_decref(detail);
	return record;
}
