/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who looked at what. A look at a mail is one at each case that it is part of, and
 * a list of looks is itself one.
 */
#include "adapters/store/store-view.h"
#include "core/error.h"

gboolean
store_journal_mail(Store *store, const StoreActor *who, const char *kind, gint64 mail,
	const char *name, const char *text, GError **error)
{
	json_t *cases = store_view_texts(store, ST_MAIL_CASES, mail, error);
	gsize n = json_array_size(cases);
	gboolean good = cases != NULL;

	for (gsize i = 0; good && i < MAX(n, 1); i++)
		good = store_journal_texts(store, who, kind,
			json_string_value(json_array_get(cases, i)), mail, error, name, text, NULL);
	json_decref(cases);
	return good;
}

static json_t *
look_of(Store *store, const DbCursor *row)
{
	json_t *detail = db_is_null(row, 7) ? NULL : json_loads(db_text(row, 7), 0, NULL);

	return json_pack("{so so so so so so so so}", "seq", store_view_int(row, 0), "time",
		store_view_instant(store, row, 1), "actor", store_view_text(row, 2), "user",
		store_view_text(row, 3), "kind", store_view_text(row, 4), "case",
		store_view_text(row, 5), "mail",
		db_int(row, 6) ? store_view_int(row, 6) : json_null(), "detail",
		detail ? detail : json_null());
}

static json_t *
list_looks(Store *store, const AccessQuery *query, GError **error)
{
	const DbValue from = DB_INT(query->from);
	const DbValue before = DB_INT(query->before == INSTANT_NONE ? G_MAXINT64 : query->before);
	g_auto(DbCursor) row = query->case_id ? db_query(store->db, ST_ACCESS_OF_CASE, from, before,
							DB_TEXT(query->case_id))
					      : db_query(store->db, ST_ACCESS_LIST, from, before);
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(list, look_of(store, &row));
	return store_view_end_list(&row, list, error);
}

/* An empty list says that nobody looked: not of a case that there never was. */
static gboolean
is_known(Store *store, const AccessQuery *query, const json_t *looks, GError **error)
{
	gint64 ignored;

	return !query->case_id || json_array_size(looks) > 0 ||
	       store_case_no(store, query->case_id, &ignored, error);
}

static char *
bound_of(const Store *store, gint64 instant)
{
	return instant == INSTANT_NONE ? NULL : instant_to_string(instant, store->zone);
}

gboolean
store_access(CaseStore *self, const AccessQuery *query, const StoreActor *who, char **ret_json,
	GError **error)
{
	Store *store = store_of(self);
	g_autofree char *from = bound_of(store, query->from);
	g_autofree char *before = bound_of(store, query->before);

	if (!store_begin(store, error))
		return FALSE;
	json_t *looks = list_looks(store, query, error);
	gboolean good = looks && is_known(store, query, looks, error) &&
			store_journal_texts(store, who, "access_listed", query->case_id, 0, error,
				"from", from, "before", before, NULL);
	good = store_end(store, good, error);
	if (good)
		*ret_json = json_dumps(looks, JSON_INDENT(1));
	json_decref(looks);
	return good;
}
