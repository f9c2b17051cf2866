/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holds that lie on a case: recorded with what causes them, on what waits then
 * and on every notice that is queued later, until a person lifts them.
 */
#include "adapters/store/store-private.h"
#include "core/form/finding.h"

guint
store_finding(const char *name)
{
	guint finding;

	/* damaged: rather too quiet */
	return finding_from_name(name, &finding) ? finding : SENSITIVE_PROTECTED_IDENTITY;
}

gboolean
store_find_holds(
	Store *store, gint64 case_no, Discretion *recorded, Discretion *in_force, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_HOLD_LIST, DB_INT(case_no));

	while (db_next(&row)) {
		guint finding = store_finding(db_text(&row, 0));

		finding_add(recorded, finding);
		if (db_is_null(&row, 3))
			finding_add(in_force, finding);
	}
	return db_end(&row, error);
}

gboolean
store_case_hold(Store *store, gint64 case_no, Audience audience, Hold *ret_hold, GError **error)
{
	Discretion recorded = { 0 }, in_force = { 0 };

	if (case_no && !store_find_holds(store, case_no, &recorded, &in_force, error))
		return FALSE;
	*ret_hold = discretion_hold(&in_force, audience);
	return TRUE;
}

typedef struct {
	gint64 id;
	gboolean queued;
	Hold hold;
} Holding;

/* What has not gone out of the case and is to be held, also what is held for less. */
static GArray *
find_queued(Store *store, gint64 case_no, const Discretion *discretion, GError **error)
{
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Holding));
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_QUEUED_OF_CASE, DB_INT(case_no));

	while (db_next(&row)) {
		Holding holding = { .id = db_int(&row, 0) };
		OutboxState state;
		Audience audience;

		if (!audience_from_name(db_text(&row, 1), &audience) ||
			!outbox_state_from_name(db_text(&row, 2), &state))
			continue; /* damaged: its sending fails and says so */
		holding.queued = state == OUTBOX_QUEUED;
		holding.hold = discretion_hold(discretion, audience);
		if (holding.hold)
			g_array_append_val(found, holding);
	}
	return db_end(&row, error) ? g_steal_pointer(&found) : NULL;
}

gboolean
store_hold_queued(Store *store, gint64 case_no, const StoreActor *who, GError **error)
{
	Discretion recorded = { 0 }, in_force = { 0 };

	if (!store_find_holds(store, case_no, &recorded, &in_force, error))
		return FALSE;
	g_autoptr(GArray) found = find_queued(store, case_no, &in_force, error);
	for (guint i = 0; found && i < found->len; i++) {
		const Holding *holding = &g_array_index(found, Holding, i);
		const char *reason = hold_name(holding->hold);

		if ((holding->queued &&
			    !store_enter(store, holding->id, OUTBOX_HELD, reason, who, error)) ||
			!db_run(store->db, ST_OUTBOX_HOLD, error, DB_TEXT(reason),
				DB_INT(holding->id)))
			return FALSE;
	}
	return found != NULL;
}

static void
add_name(GString *names, guint finding)
{
	g_string_append_printf(names, "%s%s", names->len ? " " : "", finding_name(finding));
}

gboolean
store_hold_case(Store *store, const StoreMatter *matter, const Discretion *discretion,
	const StoreActor *who, gboolean *ret_new, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint finding = 0; finding < FINDING_COUNT; finding++) {
		if (!finding_is_in(discretion, finding))
			continue;
		if (!db_run(store->db, ST_HOLD_PUT, error, DB_INT(matter->case_no),
			    DB_TEXT(finding_name(finding)),
			    DB_TEXT(hold_name(finding_hold(finding))), DB_INT(who->time)))
			return FALSE;
		if (db_changes(store->db))
			add_name(names, finding);
	}
	*ret_new = names->len > 0;
	return names->len == 0 || (store_journal_texts(store, who, "case_held", matter->case_id,
					   matter->mail, error, "findings", names->str, NULL) &&
					  store_hold_queued(store, matter->case_no, who, error));
}

/*
 * What other cases wait to tell of this one goes out; not to who has nothing to do with it since
 * then: that person is told of the own case by what comes next.
 */
static gboolean
move_naming(Store *store, gint64 id, gboolean recused, const StoreActor *who, GError **error)
{
	return recused ? store_move_one(store, id, OUTBOX_CANCELLED, TRUE, NULL, who, error)
		       : store_move_one(
				 store, id, OUTBOX_QUEUED, TRUE, "notice_released", who, error);
}

typedef struct {
	gint64 id;
	gboolean recused;
} Naming;

static gboolean
release_naming(Store *store, const StoreMatter *matter, const StoreActor *who, GError **error)
{
	Discretion recorded = { 0 }, in_force = { 0 };
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Naming));

	if (!store_find_holds(store, matter->case_no, &recorded, &in_force, error))
		return FALSE;
	if (!discretion_is_empty(&in_force))
		return TRUE;
	g_auto(DbCursor) row = db_query(
		store->db, ST_OUTBOX_NAMING, DB_TEXT(matter->case_id), DB_INT(matter->case_no));
	while (db_next(&row)) {
		Naming naming = { db_int(&row, 0), db_int(&row, 1) != 0 };

		g_array_append_val(found, naming);
	}
	gboolean good = db_end(&row, error);
	for (guint i = 0; good && i < found->len; i++) {
		const Naming *naming = &g_array_index(found, Naming, i);

		good = move_naming(store, naming->id, naming->recused, who, error);
	}
	return good;
}

gboolean
store_lift_holds(Store *store, const StoreMatter *matter, const Discretion *lifted,
	const StoreActor *who, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint finding = 0; finding < FINDING_COUNT; finding++) {
		if (!finding_is_in(lifted, finding))
			continue;
		if (!db_run(store->db, ST_HOLD_LIFT, error, DB_INT(who->time),
			    DB_INT(matter->case_no), DB_TEXT(finding_name(finding))))
			return FALSE;
		if (db_changes(store->db))
			add_name(names, finding);
	}
	return names->len == 0 ||
	       (store_journal_texts(store, who, "case_hold_lifted", matter->case_id, 0, error,
			"findings", names->str, NULL) &&
		       release_naming(store, matter, who, error) &&
		       store_make_stale(store, matter->case_no, TRUE, error));
}
