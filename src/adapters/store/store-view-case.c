/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The case list and the case record of lexsarah(1).
 */
#include <string.h>

#include "adapters/store/store-view.h"
#include "core/error.h"

/* The flags with what each says of this case. */
static json_t *
flag_details_of(Store *store, gint64 case_no, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_FLAG_LIST, DB_INT(case_no));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(list, json_pack("{so so}", "code", store_view_text(&row, 0),
						    "message", store_view_text(&row, 1)));
	return store_view_end_list(&row, list, error);
}

static json_t *
mails_of(Store *store, gint64 case_no, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_CASE_MAILS, DB_INT(case_no));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(
			list, json_pack("{so so so so so so so so}", "id", store_view_int(&row, 0),
				      "uid", store_view_int(&row, 1), "uidvalidity",
				      store_view_int(&row, 2), "message_id",
				      store_view_text(&row, 3), "sha256", store_view_hex(&row, 4),
				      "kind", store_view_text(&row, 5), "subject",
				      store_view_text(&row, 6), "trust", store_view_text(&row, 7)));
	return store_view_end_list(&row, list, error);
}

/* How a report that came as no mail came, and who took it down; null of a mailed one. */
static json_t *
entered_of(Store *store, gint64 case_no, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_CASE_ENTERED, DB_INT(case_no));
	json_t *entered = db_next(&row) ? json_pack("{so so}", "how", store_view_text(&row, 0),
						  "taken_by", store_view_text(&row, 1))
					: json_null();

	if (db_end(&row, error))
		return entered;
	json_decref(entered);
	return NULL;
}

static json_t *
holds_of(Store *store, gint64 case_no, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_HOLD_LIST, DB_INT(case_no));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(
			list, json_pack("{so so so so}", "finding", store_view_text(&row, 0),
				      "hold", store_view_text(&row, 1), "since",
				      store_view_instant(store, &row, 2), "lifted",
				      store_view_instant(store, &row, 3)));
	return store_view_end_list(&row, list, error);
}

static json_t *
recusals_of(Store *store, gint64 case_no, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_RECUSAL_LIST, DB_INT(case_no));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(list,
			json_pack("{so so so so}", "person", store_view_text(&row, 0), "stand_in",
				store_view_text(&row, 1), "reason", store_view_text(&row, 2),
				"since", store_view_instant(store, &row, 3)));
	return store_view_end_list(&row, list, error);
}

static json_t *
events_of(Store *store, const char *case_id, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_EVENT_OF_CASE, DB_TEXT(case_id));
	json_t *list = json_array();

	while (db_next(&row)) {
		json_t *detail = db_is_null(&row, 5) ? NULL : json_loads(db_text(&row, 5), 0, NULL);

		json_array_append_new(list,
			json_pack("{so so so so so so so}", "seq", store_view_int(&row, 0), "time",
				store_view_instant(store, &row, 1), "actor",
				store_view_text(&row, 2), "user", store_view_text(&row, 3), "kind",
				store_view_text(&row, 4), "detail", detail ? detail : json_null(),
				"hash", store_view_hex(&row, 6)));
	}
	return store_view_end_list(&row, list, error);
}

static void
add_documents(json_t *documents, json_t *read, gint64 mail)
{
	size_t i;
	json_t *document;

	json_array_foreach(read, i, document) {
		json_object_set_new(document, "mail", json_integer(mail));
		json_array_append(documents, document);
	}
}

/* All documents that were read for the case, and the least finished state of its jobs. */
static json_t *
reading_of(Store *store, gint64 case_no, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_READING_OF_CASE, DB_INT(case_no));
	json_t *documents = json_array();
	gboolean failed = FALSE, pending = FALSE;
	json_t *reason = json_null();

	while (db_next(&row)) {
		const char *of_job = db_text(&row, 0);
		json_t *reading =
			db_is_null(&row, 1) ? NULL : json_loads(db_text(&row, 1), 0, NULL);

		if (strcmp(of_job, "failed") == 0) {
			failed = TRUE;
			json_decref(reason);
			reason = store_view_text(&row, 2);
		} else if (strcmp(of_job, "done") != 0) {
			pending = TRUE;
		}
		add_documents(documents, json_object_get(reading, "documents"), db_int(&row, 4));
		json_decref(reading);
	}
	if (db_end(&row, error))
		return json_pack("{ss so so}", "state",
			pending  ? "pending"
			: failed ? "failed"
				 : "done",
			"reason", reason, "documents", documents);
	json_decref(documents);
	json_decref(reason);
	return NULL;
}

/* Takes row. */
static json_t *
list_cases(Store *store, DbCursor *row, GError **error)
{
	json_t *list = json_array();
	gboolean good = TRUE;

	while (good && db_next(row)) {
		json_t *flags = store_view_texts(store, ST_FLAG_LIST, db_int(row, 0), error);

		good = flags != NULL;
		if (good)
			json_array_append_new(list,
				json_pack("{so so so so so so so so}", "id",
					store_view_text(row, 1), "board", store_view_text(row, 2),
					"dnr", store_view_text(row, 3), "state",
					store_view_text(row, 4), "opened",
					store_view_instant(store, row, 5), "arrived",
					store_view_instant(store, row, 6), "flags", flags,
					"next_due", store_view_text(row, 7)));
	}
	if (db_end(row, good ? error : NULL) && good)
		return list;
	json_decref(list);
	return NULL;
}

json_t *
store_view_case_list(Store *store, const char *key, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_CASE_LIST, DB_TEXT(key));

	return list_cases(store, &row, error);
}

json_t *
store_view_case_open(Store *store, const char *key G_GNUC_UNUSED, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_CASE_OPEN);

	return list_cases(store, &row, error);
}

json_t *
store_view_case_late(Store *store, const char *key, GError **error)
{
	g_auto(DbCursor) row =
		db_query(store->db, ST_CASE_LATE, DB_TEXT(key), DB_INT(store->looking));

	return list_cases(store, &row, error);
}

/* What the row of the case itself says. */
static json_t *
case_head(Store *store, const DbCursor *row)
{
	return json_pack("{so so so so so so so so s{so so} s{so so}}", "id",
		store_view_text(row, 1), "board", store_view_text(row, 2), "dnr",
		store_view_text(row, 3), "dnr_full", store_view_text(row, 4), "state",
		store_view_text(row, 5), "opened", store_view_instant(store, row, 6), "arrived",
		store_view_instant(store, row, 7), "arrival_source", store_view_text(row, 8),
		"sender", "name", store_view_text(row, 9), "address", store_view_text(row, 10),
		"reporter", "name", store_view_text(row, 11), "address", store_view_text(row, 12));
}

/* Adds a list or record to the case; FALSE when it could not be had. */
static gboolean
add(json_t *record, const char *key, json_t *value)
{
	return value && json_object_set_new(record, key, value) == 0;
}

json_t *
store_view_case(Store *store, const char *key, GError **error)
{
	json_t *record = NULL;
	gint64 no = 0;
	{
		g_auto(DbCursor) row = db_query(store->db, ST_CASE_ROW, DB_TEXT(key));

		if (db_next(&row)) {
			no = db_int(&row, 0);
			record = case_head(store, &row);
		}
		if (!db_end(&row, error)) {
			json_decref(record);
			return NULL;
		}
	}
	if (!record) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no case %s", key);
		return NULL;
	}
	if (add(record, "entered", entered_of(store, no, error)) &&
		add(record, "mails", mails_of(store, no, error)) &&
		add(record, "same_mail", store_view_texts(store, ST_REPORT_SIBLINGS, no, error)) &&
		add(record, "reading", reading_of(store, no, error)) &&
		add(record, "flags", store_view_texts(store, ST_FLAG_LIST, no, error)) &&
		add(record, "flag_details", flag_details_of(store, no, error)) &&
		add(record, "holds", holds_of(store, no, error)) &&
		add(record, "hold_told", store_view_texts(store, ST_HOLD_TOLD, no, error)) &&
		add(record, "recusals", recusals_of(store, no, error)) &&
		add(record, "events", events_of(store, key, error)) &&
		store_view_add_life(store, record, key, error))
		return record;
	json_decref(record);
	return NULL;
}
