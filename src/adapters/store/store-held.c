/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person says about many notices at once, first of all those that are
 * held. All of them move or none, and each is an event of its own.
 */
#include "adapters/store/store-private.h"
#include "core/error.h"
#include "core/form/finding.h"

static gboolean
check(const NoticeChoice *choice, GError **error)
{
	if (choice->ids || choice->case_id || !hold_is_of_case(choice->hold))
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
		"what is held for %s is decided on one case at a time: give --case as well, or the "
		"numbers of notices; lexsarah case show says what was found",
		hold_name(choice->hold));
	return FALSE;
}

/* The numbers of all held ones that fit. */
static GArray *
choose_held(Store *store, const NoticeChoice *choice, gboolean release, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	gint64 case_no = 0;

	if (choice->case_id && !store_case_no(store, choice->case_id, &case_no, error))
		return NULL;
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_HELD, DB_TEXT(hold_name(choice->hold)),
		DB_REF(case_no), DB_INT(release));
	while (db_next(&row)) {
		gint64 id = db_int(&row, 0);

		g_array_append_val(ids, id);
	}
	return db_end(&row, error) ? g_steal_pointer(&ids) : NULL;
}

static GArray *
choose(Store *store, const NoticeChoice *choice, gboolean release, GError **error)
{
	if (!choice->ids)
		return choose_held(store, choice, release, error);
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));

	g_array_append_vals(ids, choice->ids, (guint) choice->n_ids);
	return ids;
}

/* Whoever releases what a case holds has decided on what it is held for. */
static gboolean
lift(Store *store, const NoticeChoice *choice, const StoreActor *who, GError **error)
{
	StoreMatter matter = { .case_id = choice->case_id };
	Discretion lifted = { 0 };

	if (choice->ids || !choice->case_id)
		return TRUE;
	for (guint finding = 0; finding < FINDING_COUNT; finding++)
		if (!choice->hold || choice->hold == finding_hold(finding))
			finding_add(&lifted, finding);
	return store_case_no(store, choice->case_id, &matter.case_no, error) &&
	       store_lift_holds(store, &matter, &lifted, who, error) &&
	       /* A notice says one reason only: what it is held for besides that stays. */
	       store_hold_queued(store, matter.case_no, who, error);
}

gboolean
store_move_notices(CaseStore *self, const NoticeChoice *choice, OutboxState to,
	const StoreActor *who, gint64 *ret_moved, GError **error)
{
	Store *store = store_of(self);
	gboolean release = to == OUTBOX_QUEUED;
	gboolean held = release || !choice->ids;

	if (!check(choice, error) || !store_begin(store, error))
		return FALSE;
	g_autoptr(GArray) ids = choose(store, choice, release, error);
	gboolean good = ids != NULL;
	for (guint i = 0; good && i < ids->len; i++)
		good = store_move_one(store, g_array_index(ids, gint64, i), to, held,
			release ? "notice_released" : NULL, who, error);
	good = good && (!release || lift(store, choice, who, error));
	if (!store_end(store, good, error))
		return FALSE;
	*ret_moved = ids->len;
	return TRUE;
}

gboolean
store_count_held(CaseStore *self, const char *board, Hold hold, gint64 *ret_notices,
	gint64 *ret_cases, GError **error)
{
	Store *store = store_of(self);
	gint64 notices = 0, cases = 0;

	if (!store_begin_read(store, error))
		return FALSE;
	g_auto(DbCursor) row =
		db_query(store->db, ST_OUTBOX_HELD_COUNT, DB_TEXT(hold_name(hold)), DB_TEXT(board));
	if (db_next(&row)) {
		notices = db_int(&row, 0);
		cases = db_int(&row, 1);
	}
	if (!store_end(store, db_end(&row, error), error))
		return FALSE;
	*ret_notices = notices;
	*ret_cases = cases;
	return TRUE;
}
