/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens in a case, in one transaction: of two people who change a case the
 * second is judged by what the first left.
 */
#include <string.h>

#include "adapters/store/store-life.h"
#include "core/error.h"
#include "core/life/life-notices.h"

static gboolean
write_milestone(Store *store, gint64 case_no, const CaseEvent *event, GError **error)
{
	g_autofree char *day = date_to_string(event->when.date);
	gint64 instant = event->when.instant;

	return db_run(store->db, ST_MILESTONE_INSERT, error, DB_INT(case_no),
		DB_TEXT(milestone_names[event->milestone]), DB_TEXT(event->board), DB_TEXT(day),
		instant == INSTANT_NONE ? DB_NULL : DB_INT(instant), DB_INT(event->corrects),
		DB_INT(store->chain_end.seq));
}

static gboolean
write_extension(Store *store, gint64 case_no, const CaseExtension *extension, GError **error)
{
	g_autofree char *day = date_to_string(extension->to);

	return db_run(store->db, ST_EXTENSION_INSERT, error, DB_INT(case_no),
		DB_TEXT(extension->rule), DB_TEXT(extension->board), DB_TEXT(day),
		DB_INT(store->chain_end.seq));
}

static gboolean
write_row(Store *store, gint64 case_no, const CaseFile *file, GError **error)
{
	return db_run(store->db, ST_LIFE_UPDATE, error, DB_TEXT(case_state_name(file->state)),
		DB_INT(file->laws), DB_TEXT(file->dnr), DB_TEXT(file->dnr_full),
		DB_TEXT(file->investigator), DB_TEXT(outcome_name(file->proposal)),
		DB_TEXT(outcome_name(file->outcome)), DB_INT(file->measures), DB_INT(case_no));
}

static gboolean
write_events(Store *store, const LifePlan *plan, const CaseFile *file, const StoreActor *who,
	GError **error)
{
	for (guint i = 0; i < plan->events->len; i++) {
		const PlannedEvent *event = g_ptr_array_index(plan->events, i);

		if (!store_journal(
			    store, who, event->kind, file->id, who->mail, event->detail, error))
			return FALSE;
	}
	return TRUE;
}

/* What is new in the file has come of the plan's last event. */
static gboolean
write_history(Store *store, const LoadedCase *loaded, const CaseFile *file, GError **error)
{
	gboolean good = TRUE;

	for (guint i = loaded->events; good && i < file->events->len; i++)
		good = write_milestone(
			store, loaded->case_no, &g_array_index(file->events, CaseEvent, i), error);
	for (guint i = loaded->extensions; good && i < file->extensions->len; i++)
		good = write_extension(store, loaded->case_no,
			&g_array_index(file->extensions, CaseExtension, i), error);
	return good;
}

static gboolean
write_notices(Store *store, const LoadedCase *loaded, const LifePlan *plan, const CaseFile *file,
	gint64 enclosure, const StoreActor *who, GError **error)
{
	StoreMatter matter = {
		.case_id = file->id, .case_no = loaded->case_no, .enclosure = enclosure
	};

	if (!store_find_unread(store, loaded->case_no, &matter.mail, error))
		return FALSE;
	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		matter.board = notice->sender ? notice->sender : file->board;
		matter.case_id = notice->of_case ? notice->of_case : file->id;
		if (!store_case_no(store, matter.case_id, &matter.case_no, error))
			return FALSE;
		if (!store_queue_step(store, &matter, notice, who, error))
			return FALSE;
	}
	return TRUE;
}

/* The case that is named has to be there, and where it takes this one over it is open. */
static gboolean
check_other(const LifePlan *plan, const GPtrArray *found, GError **error)
{
	if (!found->len) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no case %s", plan->other_case);
		return FALSE;
	}
	const RelatedCase *other = found->pdata[0];
	if (!plan->other_open || case_state_is_open(other->state))
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
		"%s is %s: a case is joined to one that is open", plan->other_case,
		case_state_name(other->state));
	return FALSE;
}

/* The case that the plan names: whoever follows either is told of the other. */
static gboolean
meet_other(Store *store, gint64 case_no, LifePlan *plan, const CaseFile *file, GError **error)
{
	g_autoptr(GPtrArray) found =
		g_ptr_array_new_with_free_func((GDestroyNotify) related_case_free);

	if (!plan->other_case)
		return TRUE;
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_OTHER, DB_TEXT(plan->other_case));
	if (!store_read_related(store, &row, found, error) || !check_other(plan, found, error))
		return FALSE;
	life_tell_other(plan, file, found->pdata[0]);
	return db_run(store->db, ST_LIFE_RELATE, error, DB_INT(case_no), DB_TEXT(plan->other_case));
}

/* What has not gone to a board that is no longer linked does not go. */
static gboolean
take_back_untold(
	Store *store, gint64 case_no, const char *board, const StoreActor *who, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_UNTOLD, DB_INT(case_no), DB_TEXT(board));

	return store_take_back(store, &row, NULL, who, error);
}

/* What has not gone to any of those boards. */
static gboolean
take_back_all(Store *store, gint64 case_no, const GPtrArray *boards, const StoreActor *who,
	GError **error)
{
	for (guint i = 0; i < boards->len; i++)
		if (!take_back_untold(store, case_no, boards->pdata[i], who, error))
			return FALSE;
	return TRUE;
}

/*
 * The copy that the plan's event clears, in the place of one that was cleared before and has not
 * gone. ret_id untouched: there is none.
 */
static gboolean
write_copy(Store *store, gint64 case_no, const LifePlan *plan, gint64 event, const StoreActor *who,
	gint64 *ret_id, GError **error)
{
	guint8 digest[DIGEST_BYTES];
	gsize length;

	if (!plan->released)
		return TRUE;
	g_auto(DbCursor) row = db_query(store->db, ST_MASKED_UNSENT, DB_INT(case_no),
		DB_TEXT(plan->released_to), DB_TEXT(plan->released_as));
	const void *bytes = g_bytes_get_data(plan->released, &length);
	digest_bytes(bytes, length, digest);
	if (!store_take_back(store, &row, NULL, who, error) ||
		!db_run(store->db, ST_MASKED_INSERT, error, DB_INT(case_no),
			DB_TEXT(plan->released_to), DB_TEXT(plan->released_as),
			DB_BLOB(digest, sizeof digest), DB_INT(length), DB_BLOB(bytes, length),
			DB_INT(event)))
		return FALSE;
	*ret_id = db_last_id(store->db);
	return TRUE;
}

LifePlan *
store_change(Store *store, const char *case_id, LifePlanner planner, gpointer user,
	const StoreActor *who, GError **error)
{
	LoadedCase loaded = { 0 };
	gint64 copy = 0;
	g_autoptr(CaseFile) file = store_load_case(store, case_id, &loaded, error);
	gboolean known = file && store_load_since(store, file, who, error);
	g_autoptr(LifePlan) plan = known ? planner(file, user, error) : NULL;

	if (plan && plan->left_board)
		loaded.forget = TRUE; /* it was said to others */
	if (!plan || !meet_other(store, loaded.case_no, plan, file, error) ||
		!write_events(store, plan, file, who, error) ||
		!write_history(store, &loaded, file, error) ||
		!write_copy(store, loaded.case_no, plan, store->chain_end.seq, who, &copy, error) ||
		!take_back_all(store, loaded.case_no, plan->untold_boards, who, error) ||
		(plan->left_board &&
			!store_leave_board(store, &loaded, file, plan->left_board, who, error)) ||
		!write_row(store, loaded.case_no, file, error) ||
		!store_write_clocks(store, &loaded, file, plan, error) ||
		!write_notices(store, &loaded, plan, file, copy, who, error))
		return NULL;
	g_clear_pointer(&plan->clocks, g_array_unref); /* they borrow from file */
	g_clear_pointer(&plan->before, g_array_unref);
	return g_steal_pointer(&plan);
}

gboolean
store_change_case(CaseStore *self, const char *case_id, LifePlanner planner, gpointer user,
	const StoreActor *who, LifePlan **ret_plan, GError **error)
{
	Store *store = store_of(self);
	g_autoptr(LifePlan) plan = NULL;

	if (!store_begin(store, error))
		return FALSE;
	plan = store_change(store, case_id, planner, user, who, error);
	if (!store_end(store, plan != NULL, error))
		return FALSE;
	if (ret_plan)
		*ret_plan = g_steal_pointer(&plan);
	return TRUE;
}

gboolean
store_settle_rules(CaseStore *self, const char *fingerprint, gint64 now, GError **error)
{
	static const char key[] = "rules";
	Store *store = store_of(self);
	gboolean same = FALSE;

	if (!store_begin(store, error))
		return FALSE;
	{
		g_auto(DbCursor) row = db_query(store->db, ST_META_GET, DB_TEXT(key));

		if (db_next(&row))
			same = strcmp(db_text(&row, 0), fingerprint) == 0;
		if (!db_end(&row, error))
			return store_end(store, FALSE, error);
	}
	gboolean good = same || (db_run_values(store->db, ST_LIFE_ALL_STALE, NULL, 0, error) &&
					db_run(store->db, ST_META_SET, error, DB_TEXT(key),
						DB_TEXT(fingerprint)));
	good = good && store_unsay_ahead(store, now, error);
	return store_end(store, good, error);
}

static GPtrArray *
find_stale(Store *store, guint most, GError **error)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_STALE, DB_INT(most));

	while (db_next(&row))
		g_ptr_array_add(found, db_dup(&row, 0));
	return db_end(&row, error) ? g_steal_pointer(&found) : NULL;
}

/*
 * A case whose days contradict themselves costs its own clocks, and not those of the others: it
 * waits for its next change, and its journal says why.
 */
gboolean
store_change_or_set_aside(Store *store, const char *case_id, LifePlanner planner, gpointer user,
	const StoreActor *who, guint *ret_failed, GError **error)
{
	g_autoptr(GError) why = NULL;
	g_autoptr(LifePlan) plan = store_change(store, case_id, planner, user, who, &why);

	if (plan)
		return TRUE;
	if (!g_error_matches(why, LEX_ERROR, LEX_ERROR_INPUT)) {
		g_propagate_error(error, g_steal_pointer(&why));
		return FALSE;
	}
	if (ret_failed)
		++*ret_failed;
	return db_run(store->db, ST_LIFE_SET_ASIDE, error, DB_TEXT(case_id)) &&
	       store_journal_texts(
		       store, who, "clocks_failed", case_id, 0, error, "text", why->message, NULL);
}

gboolean
store_refresh_clocks(CaseStore *self, guint most, LifePlanner planner, gpointer user,
	const StoreActor *who, guint *ret_done, guint *ret_failed, GError **error)
{
	Store *store = store_of(self);
	guint failed = 0;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good =
		store_note_clock(store, who, error) && store_look_ahead(store, who->time, error);
	/* After that: a clock that went back makes cases stale. */
	g_autoptr(GPtrArray) stale = good ? find_stale(store, most, error) : NULL;
	good = stale != NULL;
	for (guint i = 0; good && i < stale->len; i++)
		good = store_change_or_set_aside(
			store, stale->pdata[i], planner, user, who, &failed, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_done = stale->len;
	*ret_failed = failed;
	return TRUE;
}

gboolean
store_accept_milestone(Store *store, gint64 notice, const StoreActor *who, GError **error)
{
	g_autofree char *day = date_to_string(date_from_instant(who->time, store->zone));
	gint64 case_no;

	if (!db_run(store->db, ST_MILESTONE_ACCEPTED, error, DB_TEXT(day), DB_INT(who->time),
		    DB_INT(store->chain_end.seq), DB_INT(notice)))
		return FALSE;
	return db_changes(store->db) == 0 ||
	       (db_get_int(store->db, ST_OUTBOX_CASE, 0, &case_no, error, DB_INT(notice)) &&
		       store_make_stale(store, case_no, FALSE, error));
}

gboolean
store_make_stale(Store *store, gint64 case_no, gboolean forget, GError **error)
{
	return db_run(
		store->db, ST_LIFE_MAKE_STALE, error, DB_INT(forget ? 2 : 1), DB_INT(case_no));
}
