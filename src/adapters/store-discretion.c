/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holds that lie on a case: on what waits when the reading finds a reason, and
 * on every notice that is queued while a person has not decided.
 */
#include "adapters/store-private.h"

gboolean
store_case_hold(Store *store, gint64 case_no, Audience audience, Hold *ret_hold, GError **error)
{
	Hold reason = HOLD_NONE;

	*ret_hold = HOLD_NONE;
	if (!case_no)
		return TRUE;
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_CASE_HOLD, DB_INT(case_no));
	if (db_next(&row) && hold_from_name(db_text(&row, 0), &reason) &&
		discretion_case_holds(reason, audience))
		*ret_hold = reason;
	return db_end(&row, error);
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
store_hold_case(Store *store, gint64 case_no, const Discretion *discretion, const StoreActor *who,
	GError **error)
{
	g_autoptr(GArray) found = find_queued(store, case_no, discretion, error);

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
