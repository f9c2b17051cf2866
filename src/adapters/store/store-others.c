/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the journal knows of who did what in a case, and in those that were joined to it.
 */
#include <jansson.h>
#include <string.h>

#include "adapters/store/store-life.h"
#include "core/error.h"
#include "core/life/life-since.h"

static gboolean
load_worked(Store *store, const char *label, CaseFile *file, GError **error)
{
	const char *of_case = strcmp(label, file->id) == 0 ? NULL : label;
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_WORKED, DB_TEXT(label));

	while (db_next(&row)) {
		gboolean proposed = strcmp(db_text(&row, 0), "proposed") == 0;

		if (!db_is_null(&row, 1))
			case_file_add_party(file, proposed ? PART_PROPOSED : PART_INVESTIGATED,
				db_text(&row, 1), of_case);
	}
	return db_end(&row, error);
}

gboolean
store_load_parties(Store *store, CaseFile *file, GError **error)
{
	gboolean good = load_worked(store, file->id, file, error);

	for (guint i = 0; good && i < file->related->len; i++) {
		const RelatedCase *related = g_ptr_array_index(file->related, i);

		if (!related->joined)
			continue;
		if (related->sender)
			case_file_add_party(file, PART_REPORTED, related->sender, related->id);
		if (related->reporter)
			case_file_add_party(file, PART_REPORTED, related->reporter, related->id);
		good = load_worked(store, related->id, file, error);
	}
	return good;
}

static CaseChange *
read_change(const DbCursor *row)
{
	CaseChange *change = g_new0(CaseChange, 1);
	json_t *detail = db_is_null(row, 4) ? NULL : json_loads(db_text(row, 4), 0, NULL);

	change->seq = db_int(row, 0);
	change->time = db_int(row, 1);
	change->actor = db_dup(row, 2);
	change->kind = db_dup(row, 3);
	if (strcmp(change->kind, "corrected") == 0)
		change->what = g_strdup(json_string_value(json_object_get(detail, "what")));
	change->person = g_strdup(json_string_value(json_object_get(detail, "person")));
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		change->said[value] = g_strdup(json_string_value(
			json_object_get(detail, life_value_key((LifeValue) value))));
	json_decref(detail);
	return change;
}

/* What people do with a case: none of what the program notes beside that. */
static gboolean
is_of_life(const CaseChange *change)
{
	if (change->what)
		return TRUE;
	for (guint act = 0; act < LIFE_ACT_COUNT; act++)
		if (strcmp(change->kind, life_act_event((LifeAct) act)) == 0)
			return TRUE;
	return FALSE;
}

/*
 * The last look at the case of whoever acts: by that address or, if there was none and that is
 * somebody at the keyboard, by who the system knows them as. 0: they have not looked.
 */
static gboolean
find_look(Store *store, const char *case_id, const StoreActor *who, gint64 *ret_looked,
	gboolean *ret_by_user, GError **error)
{
	*ret_by_user = FALSE;
	if (!db_get_int(store->db, ST_LIFE_LOOKED, 0, ret_looked, error, DB_TEXT(case_id),
		    DB_TEXT(who->actor), DB_TEXT("")))
		return FALSE;
	if (*ret_looked || who->mail)
		return TRUE;
	*ret_by_user = TRUE;
	return db_get_int(store->db, ST_LIFE_LOOKED, 0, ret_looked, error, DB_TEXT(case_id),
		DB_TEXT(who->actor), DB_TEXT(who->user));
}

/*
 * Who writes a mail knows the case as it was told or looked at last; who is at the keyboard as
 * they looked at it last or, where they did not, as it was when the command began.
 */
static gboolean
find_since(Store *store, const char *case_id, const StoreActor *who, GPtrArray *changes,
	GError **error)
{
	/* Whoever the daemon runs as has written no mail. */
	const char *user = who->mail ? "" : who->user;
	gboolean by_user;
	gint64 looked;

	if (!find_look(store, case_id, who, &looked, &by_user, error))
		return FALSE;
	gint64 others = who->mail ? MAX(looked, who->knows) : looked ? looked : who->knows;
	gint64 own = who->mail ? G_MAXINT64 : who->knows;
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_SINCE, DB_TEXT(case_id), DB_INT(others),
		DB_INT(own), DB_TEXT(who->actor), DB_TEXT(user), DB_INT(by_user));
	while (db_next(&row))
		g_ptr_array_add(changes, read_change(&row));
	return db_end(&row, error);
}

static gboolean
load_since(Store *store, CaseFile *file, const StoreActor *who, GError **error)
{
	if (!find_since(store, file->id, who, file->since, error))
		return FALSE;
	for (guint i = file->since->len; i > 0; i--)
		if (!is_of_life(file->since->pdata[i - 1]))
			g_ptr_array_remove_index(file->since, i - 1);
	return TRUE;
}

gboolean
store_check_first(Store *store, const char *case_id, const char *kind, const char *person,
	const StoreActor *who, GError **error)
{
	g_autoptr(GPtrArray) changes =
		g_ptr_array_new_with_free_func((GDestroyNotify) case_change_free);

	if (!who->knows)
		return TRUE;
	if (!find_since(store, case_id, who, changes, error))
		return FALSE;
	for (guint i = 0; i < changes->len; i++) {
		const CaseChange *change = g_ptr_array_index(changes, i);

		if (strcmp(change->kind, kind) != 0 || g_strcmp0(change->person, person) != 0)
			continue;
		life_since_refuse(case_id, change, store->zone, error);
		return FALSE;
	}
	return TRUE;
}

static gboolean
load_disturbed(Store *store, CaseFile *file, gint64 unchanged, GError **error)
{
	gint64 known;

	if (!db_get_int(store->db, ST_LIFE_EVENT_IS, 0, &known, error, DB_INT(unchanged),
		    DB_TEXT(file->id)))
		return FALSE;
	if (!known) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"%s has no event %" G_GINT64_FORMAT
			": --if-unchanged takes the number of the last one that lexsarah case show "
			"has",
			file->id, unchanged);
		return FALSE;
	}
	g_auto(DbCursor) row =
		db_query(store->db, ST_LIFE_DISTURBED, DB_TEXT(file->id), DB_INT(unchanged));
	if (db_next(&row))
		file->disturbed = read_change(&row);
	return db_end(&row, error);
}

gboolean
store_load_since(Store *store, CaseFile *file, const StoreActor *who, GError **error)
{
	return (!who->knows || load_since(store, file, who, error)) &&
	       (!who->unchanged || load_disturbed(store, file, who->unchanged, error));
}
