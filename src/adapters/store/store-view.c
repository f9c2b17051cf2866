/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists and records for people, as lexsarah(1)'s JSON: the table of views, and
 * those of mail, outbox and accounting. Looking at one case, mail or notice is
 * an event of the journal; looking at a list is not.
 */
#include "adapters/store/store-view.h"

#include "core/error.h"
#include "core/text.h"

json_t *
store_view_text(const DbCursor *row, int column)
{
	return db_is_null(row, column) ? json_null() : json_string(db_text(row, column));
}

json_t *
store_view_int(const DbCursor *row, int column)
{
	return db_is_null(row, column) ? json_null() : json_integer(db_int(row, column));
}

json_t *
store_view_instant(Store *store, const DbCursor *row, int column)
{
	if (db_is_null(row, column))
		return json_null();
	g_autofree char *text = instant_to_string(db_int(row, column), store->zone);
	return json_string(text);
}

json_t *
store_view_hex(const DbCursor *row, int column)
{
	gsize length;
	const void *bytes = db_bytes(row, column, &length);
	g_autofree char *hex = text_to_hex(bytes, length);

	return json_string(hex);
}

json_t *
store_view_end_list(DbCursor *row, json_t *list, GError **error)
{
	if (db_end(row, error))
		return list;
	json_decref(list);
	return NULL;
}

json_t *
store_view_texts(Store *store, StoreStatement statement, gint64 number, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, statement, DB_INT(number));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(list, store_view_text(&row, 0));
	return store_view_end_list(&row, list, error);
}

/* One record: NULL and NOT_FOUND when there was no row. */
static json_t *
end_record(DbCursor *row, json_t *record, const char *what, const char *key, GError **error)
{
	if (!db_end(row, error)) {
		json_decref(record);
		return NULL;
	}
	if (!record)
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no %s %s", what, key);
	return record;
}

static json_t *
mail_head(Store *store, const DbCursor *row)
{
	return json_pack("{so so so so so so so so so so so}", "id", store_view_int(row, 0),
		"board", store_view_text(row, 1), "state", store_view_text(row, 2), "kind",
		store_view_text(row, 3), "stored", store_view_instant(store, row, 4), "arrived",
		store_view_instant(store, row, 5), "subject", store_view_text(row, 6), "from",
		store_view_text(row, 7), "size", store_view_int(row, 8), "case",
		store_view_text(row, 9), "reason", store_view_text(row, 10));
}

json_t *
store_view_mail_list(Store *store, const char *key, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_MAIL_LIST, DB_TEXT(key));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(list, mail_head(store, &row));
	return store_view_end_list(&row, list, error);
}

static json_t *
parts_of(Store *store, gint64 mail, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_PART_LIST, DB_INT(mail));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(
			list, json_pack("{so so so so sb so so so}", "no", store_view_int(&row, 0),
				      "name", store_view_text(&row, 1), "media_type",
				      store_view_text(&row, 2), "charset", store_view_text(&row, 3),
				      "body", db_int(&row, 4) != 0, "depth",
				      store_view_int(&row, 5), "size", store_view_int(&row, 6),
				      "sha256", store_view_hex(&row, 7)));
	return store_view_end_list(&row, list, error);
}

/* 0, which nothing has, if key is not a plain number. */
static gint64
number_of(const char *key)
{
	gint64 number = 0;

	return g_ascii_string_to_signed(key, 10, 1, G_MAXINT64, &number, NULL) ? number : 0;
}

/* What an automatic answer says: {"kind","date","raw"}. */
static json_t *
absence_of(const DbCursor *row)
{
	return json_pack("{so so so}", "kind", store_view_text(row, 23), "date",
		store_view_text(row, 24), "raw", store_view_text(row, 25));
}

json_t *
store_view_mail(Store *store, const char *key, GError **error)
{
	gint64 number = number_of(key);
	g_auto(DbCursor) row = db_query(store->db, ST_MAIL_GET, DB_INT(number));
	json_t *record = NULL;

	if (db_next(&row)) {
		record = mail_head(store, &row);
		json_object_update_new(record,
			json_pack("{so so so so so so so so so so so sb}", "from_name",
				store_view_text(&row, 11), "uid", store_view_int(&row, 12),
				"uidvalidity", store_view_int(&row, 13), "message_id",
				store_view_text(&row, 14), "sha256", store_view_hex(&row, 15),
				"internaldate", store_view_instant(store, &row, 16), "date",
				store_view_instant(store, &row, 17), "arrival_source",
				store_view_text(&row, 18), "issues", store_view_text(&row, 19),
				"copy_of", store_view_int(&row, 20), "attempts",
				store_view_int(&row, 21), "truncated", db_int(&row, 22) != 0));
	}
	if (record)
		json_object_update_new(
			record, json_pack("{so so}", "absence",
					db_is_null(&row, 23) ? json_null() : absence_of(&row),
					"trust", store_view_text(&row, 26)));
	record = end_record(&row, record, "mail", key, error);
	json_t *parts = record ? parts_of(store, number, error) : NULL;
	json_t *cases = parts ? store_view_texts(store, ST_REPORT_CASES, number, error) : NULL;
	if (cases) {
		json_object_set_new(record, "parts", parts);
		json_object_set_new(record, "cases", cases);
	} else {
		json_decref(parts);
		g_clear_pointer(&record, json_decref);
	}
	return record;
}

static json_t *
outbox_head(Store *store, const DbCursor *row)
{
	return json_pack("{so so so so so so so so so so so}", "id", store_view_int(row, 0), "case",
		store_view_text(row, 1), "notice", store_view_text(row, 2), "to",
		store_view_text(row, 3), "state", store_view_text(row, 4), "message_id",
		store_view_text(row, 5), "queued", store_view_instant(store, row, 6), "sent",
		store_view_instant(store, row, 7), "attempts", store_view_int(row, 8), "error",
		store_view_text(row, 9), "hold", store_view_text(row, 10));
}

json_t *
store_view_outbox_list(Store *store, const char *key, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_LIST, DB_TEXT(key));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(list, outbox_head(store, &row));
	return store_view_end_list(&row, list, error);
}

json_t *
store_view_notice(Store *store, const DbCursor *row)
{
	gsize length;
	const char *bytes = db_bytes(row, 14, &length);
	json_t *record = outbox_head(store, row);

	json_object_update_new(record,
		json_pack("{so so so so}", "due", store_view_instant(store, row, 11), "audience",
			store_view_text(row, 12), "route", store_view_text(row, 13), "mail",
			length ? json_stringn(bytes, length) : json_null()));
	return record;
}

json_t *
store_view_outbox(Store *store, const char *key, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_GET, DB_INT(number_of(key)));
	json_t *record = db_next(&row) ? store_view_notice(store, &row) : NULL;

	return end_record(&row, record, "notice", key, error);
}

json_t *
store_view_accounting(Store *store, const char *key, GError **error)
{
	static const char *const names[] = { "uidvalidity", "present", "handled", "owed",
		"quarantined", "vanished", "difference" };
	g_auto(DbCursor) row = db_query(store->db, ST_ACCOUNTING_LIST, DB_TEXT(key));
	json_t *list = json_array();

	while (db_next(&row)) {
		json_t *line = json_pack("{so so}", "board", store_view_text(&row, 0), "time",
			store_view_instant(store, &row, 1));
		for (guint i = 0; i < G_N_ELEMENTS(names); i++)
			json_object_set_new(line, names[i], store_view_int(&row, (int) i + 2));
		json_array_append_new(list, line);
	}
	return store_view_end_list(&row, list, error);
}

static const struct {
	StoreViewBuilder build;
	const char *event;  /* of looking at it; NULL: none */
	const char *member; /* that has the case's number */
} views[VIEW_COUNT] = {
	[VIEW_CASE_LIST] = { store_view_case_list, NULL, NULL },
	[VIEW_CASE_OPEN] = { store_view_case_open, NULL, NULL },
	[VIEW_CASE_LATE] = { store_view_case_late, NULL, NULL },
	[VIEW_CLOCK_LIST] = { store_view_clock_list, NULL, NULL },
	[VIEW_CASE] = { store_view_case, "case_shown", "id" },
	[VIEW_DECISION] = { store_view_decision, "decision_written", "id" },
	[VIEW_DOSSIER] = { store_view_dossier, "dossier_written", "id" },
	[VIEW_EXPORT] = { store_view_export, "case_exported", "id" },
	[VIEW_MAIL_LIST] = { store_view_mail_list, NULL, NULL },
	[VIEW_MAIL] = { store_view_mail, "mail_shown", NULL },
	[VIEW_OUTBOX_LIST] = { store_view_outbox_list, NULL, NULL },
	[VIEW_OUTBOX] = { store_view_outbox, "notice_shown", "case" },
	[VIEW_ACCOUNTING] = { store_view_accounting, NULL, NULL },
};

/* Whatever is shown of a case is an event of that case. */
static gboolean
journal_look(Store *store, StoreView view, const char *key, const json_t *shown,
	const StoreActor *who, GError **error)
{
	const char *event = views[view].event;

	if (!event)
		return TRUE;
	if (view == VIEW_MAIL)
		return store_journal_mail(store, who, event, number_of(key), "key", key, error);
	return store_journal_texts(store, who, event,
		json_string_value(json_object_get(shown, views[view].member)), 0, error, "key", key,
		NULL);
}

gboolean
store_view(CaseStore *self, StoreView view, const char *key, const StoreActor *who, char **ret_json,
	GError **error)
{
	Store *store = store_of(self);

	g_return_val_if_fail(view < VIEW_COUNT, FALSE);
	if (views[view].event ? !store_begin(store, error) : !store_begin_read(store, error))
		return FALSE;
	store->looking = who->time;
	json_t *json = views[view].build(store, key, error);
	gboolean good =
		store_end(store, json && journal_look(store, view, key, json, who, error), error);
	if (good)
		*ret_json = json_dumps(json, JSON_INDENT(1));
	json_decref(json);
	return good;
}
