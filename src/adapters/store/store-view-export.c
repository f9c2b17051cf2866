/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All of a case that is not in its mails: what is known of it, what went out, what was cleared.
 */
#include "adapters/store/store-view.h"

static json_t *
notices_of(Store *store, const char *case_id, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_OF_CASE, DB_TEXT(case_id));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(list, store_view_notice(store, &row));
	return store_view_end_list(&row, list, error);
}

/* To each copy that has this sum: several notices may have taken the same one along. */
static void
set_content(json_t *copies, const DbCursor *row)
{
	gsize length, i;
	const guint8 *bytes = db_bytes(row, 1, &length);
	g_autofree char *text = g_base64_encode(bytes, length);
	json_t *sum = store_view_hex(row, 0), *copy;

	json_array_foreach(copies, i, copy) {
		if (json_equal(json_object_get(copy, "sha256"), sum))
			json_object_set_new(
				copy, "content", length ? json_string(text) : json_null());
	}
	json_decref(sum);
}

static gboolean
add_content(Store *store, const char *case_id, json_t *copies, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_MASKED_BYTES, DB_TEXT(case_id));

	while (db_next(&row))
		set_content(copies, &row);
	return db_end(&row, error);
}

json_t *
store_view_export(Store *store, const char *key, GError **error)
{
	json_t *record = store_view_case(store, key, error);
	json_t *notices = record ? notices_of(store, key, error) : NULL;

	if (notices && json_object_set_new(record, "notices", notices) == 0 &&
		add_content(store, key, json_object_get(record, "copies"), error))
		return record;
	json_decref(record);
	return NULL;
}
