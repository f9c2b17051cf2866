/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 1: every UID of a mailbox is handled, owed or quarantined, or it
 * vanished before it could be stored; and the sum is proved at each poll.
 */
#include <string.h>

#include "adapters/store/store-private.h"
#include "core/mail/uids.h"
#include "core/text.h"

#define OVERDUE_MS      (60 * 60 * 1000)
#define UNREAD_MS       (G_GINT64_CONSTANT(10) * 60 * 1000)
#define ACCOUNTING_KEPT (G_GINT64_CONSTANT(90) * 24 * 60 * 60 * 1000)
/* A server that jumps by more than this does not lose mail, it numbers oddly. */
#define GAP_LIMIT 10000

typedef enum { SEEN_OWED, SEEN_HANDLED, SEEN_QUARANTINED, SEEN_VANISHED } SeenState;

typedef struct {
	guint32 uid;
	SeenState state;
	gboolean stored, marked;
	gint64 next_try, first_seen;
} Seen;

static const char *const seen_names[] = {
	[SEEN_OWED] = "owed",
	[SEEN_HANDLED] = "handled",
	[SEEN_QUARANTINED] = "quarantined",
	[SEEN_VANISHED] = "vanished",
};

/* What the schema's CHECK does not know cannot be there; it would be owed. */
static SeenState
seen_state(const char *name)
{
	guint index = SEEN_OWED;

	(void) !text_index_of(name, seen_names, G_N_ELEMENTS(seen_names), &index);
	return (SeenState) index;
}

static GArray *
load(Store *store, const char *board, guint32 uidvalidity, GError **error)
{
	g_autoptr(GArray) ledger = g_array_new(FALSE, FALSE, sizeof(Seen));
	g_auto(DbCursor) row =
		db_query(store->db, ST_LEDGER_UIDS, DB_TEXT(board), DB_INT(uidvalidity));

	while (db_next(&row)) {
		Seen seen = {
			.uid = (guint32) db_int(&row, 0),
			.state = seen_state(db_text(&row, 1)),
			.stored = db_int(&row, 2) != 0,
			.next_try = db_int(&row, 3),
			.marked = db_int(&row, 4) != 0,
			.first_seen = db_int(&row, 5),
		};
		g_array_append_val(ledger, seen);
	}
	return db_end(&row, error) ? g_steal_pointer(&ledger) : NULL;
}

static gboolean
run_for_uid(Store *store, StoreStatement statement, const char *board, guint32 uidvalidity,
	guint32 uid, GError **error)
{
	return db_run(
		store->db, statement, error, DB_TEXT(board), DB_INT(uidvalidity), DB_INT(uid));
}

static gboolean
insert(Store *store, const char *board, guint32 uidvalidity, guint32 uid, SeenState state,
	gint64 time, GError **error)
{
	return db_run(store->db, ST_LEDGER_INSERT, error, DB_TEXT(board), DB_INT(uidvalidity),
		DB_INT(uid), DB_TEXT(seen_names[state]), DB_INT(time));
}

/* What is to be done about a known UID that is in the mailbox. */
static gboolean
meet(Store *store, const char *board, guint32 uidvalidity, const Seen *seen, gint64 now,
	PollWork *work, GError **error)
{
	gboolean back = seen->state == SEEN_VANISHED;

	if (back && !run_for_uid(store, ST_LEDGER_REAPPEAR, board, uidvalidity, seen->uid, error))
		return FALSE;
	if (back || (seen->state == SEEN_OWED && !seen->stored && seen->next_try <= now))
		g_array_append_val(work->fetch, seen->uid);
	else if (seen->state == SEEN_HANDLED && !seen->marked)
		g_array_append_val(work->mark, seen->uid);
	return TRUE;
}

/*
 * A known UID that is not listed any more: stored mail may go, owed mail may not. While the server
 * keeps mails back any of them may be there: it is asked for.
 */
static gboolean
miss(Store *store, const char *board, const MailSourceState *state, const Seen *seen, gint64 now,
	PollWork *work, GError **error)
{
	if (seen->state != SEEN_OWED || seen->stored)
		return TRUE;
	if (state->unlisted == 0)
		return run_for_uid(
			store, ST_LEDGER_VANISH, board, state->uidvalidity, seen->uid, error);
	if (seen->next_try <= now)
		g_array_append_val(work->fetch, seen->uid);
	return TRUE;
}

/* Both lists are ascending: one walk over the two. */
static gboolean
compare(Store *store, const char *board, const MailSourceState *state, GArray *uids, GArray *ledger,
	gint64 now, PollWork *work, GError **error)
{
	guint32 uidvalidity = state->uidvalidity;
	guint u = 0, l = 0;

	while (u < uids->len || l < ledger->len) {
		guint32 uid = u < uids->len ? g_array_index(uids, guint32, u) : G_MAXUINT32;
		const Seen *seen = l < ledger->len ? &g_array_index(ledger, Seen, l) : NULL;
		gboolean good;

		if (seen && (u >= uids->len || seen->uid < uid)) {
			good = miss(store, board, state, seen, now, work, error);
			l++;
		} else if (seen && seen->uid == uid) {
			good = meet(store, board, uidvalidity, seen, now, work, error);
			u++, l++;
		} else {
			g_array_append_val(work->fetch, uid);
			good = insert(store, board, uidvalidity, uid, SEEN_OWED, now, error);
			u++;
		}
		if (!good)
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_known(GArray *ledger, guint32 uid)
{
	for (guint i = ledger->len; i > 0; i--) {
		guint32 at = g_array_index(ledger, Seen, i - 1).uid;

		if (at <= uid)
			return at == uid;
	}
	return FALSE;
}

/*
 * UIDs given out since the poll before that are not listed: they came and went unseen, or are what
 * the server keeps back.
 */
static gboolean
find_gaps(Store *store, const char *board, const MailSourceState *state, GArray *uids,
	GArray *ledger, gint64 now, PollWork *work, GError **error)
{
	SeenState gap = state->unlisted > 0 ? SEEN_OWED : SEEN_VANISHED;
	gint64 before, written = 0;
	guint32 last = uids->len ? g_array_index(uids, guint32, uids->len - 1) : 0;
	gint64 next = MAX((gint64) state->uidnext, (gint64) last + 1);
	gint64 first = state->uidnext ? (gint64) state->uidnext : next;
	/* Mail may have come between the two answers, and some of it gone again. */
	gint64 end = next - first <= GAP_LIMIT ? next : first;

	if (!db_get_int(store->db, ST_MAILBOX_GET, 0, &before, error, DB_TEXT(board),
		    DB_INT(state->uidvalidity)))
		return FALSE;
	for (gint64 at = before; before > 0 && state->uidnext && at < end && written < GAP_LIMIT;
		at++) {
		guint32 uid = (guint32) at;

		if (uids_find(uids, uid, NULL) || is_known(ledger, uid))
			continue;
		if (!insert(store, board, state->uidvalidity, uid, gap, now, error))
			return FALSE;
		if (gap == SEEN_OWED)
			g_array_append_val(work->fetch, uid);
		written++;
	}
	return db_run(store->db, ST_MAILBOX_SET, error, DB_TEXT(board), DB_INT(state->uidvalidity),
		DB_INT(next), DB_INT(first), DB_INT(now), DB_TEXT(state->place));
}

/*
 * What was owed under another UIDVALIDITY cannot be asked for any more. Whether
 * it is among the new numbers nobody can tell: a person is to look.
 */
static gboolean
give_up_renumbered(Store *store, const char *board, guint32 uidvalidity, GError **error)
{
	return db_run(store->db, ST_LEDGER_RENUMBERED, error,
		DB_TEXT("the server numbered the mailbox anew"), DB_TEXT(board),
		DB_INT(uidvalidity));
}

gboolean
store_begin_poll(CaseStore *self, const char *board, const MailSourceState *state, GArray *uids,
	const StoreActor *who, PollWork *ret_work, GError **error)
{
	Store *store = store_of(self);
	g_auto(PollWork) work = { .fetch = g_array_new(FALSE, FALSE, sizeof(guint32)),
		.mark = g_array_new(FALSE, FALSE, sizeof(guint32)) };

	if (!store_begin(store, error))
		return FALSE;
	gboolean met = store_require_sure(store, error) &&
		       store_meet_mailbox(store, board, state, uids, who, &work, error);
	g_autoptr(GArray) ledger = met ? load(store, board, state->uidvalidity, error) : NULL;
	gboolean good = ledger && give_up_renumbered(store, board, state->uidvalidity, error) &&
			find_gaps(store, board, state, uids, ledger, who->time, &work, error) &&
			compare(store, board, state, uids, ledger, who->time, &work, error);
	if (!store_end(store, good, error))
		return FALSE;
	if (state->unlisted > 0)
		uids_sort(work.fetch);
	*ret_work = work;
	memset(&work, 0, sizeof work);
	return TRUE;
}

/* Of those that are owed and not listed as many are there as the server keeps back. */
static void
count(GArray *ledger, GArray *uids, guint32 unlisted, gint64 now, Accounting *sum)
{
	gint64 hidden = 0, late = 0;

	for (guint i = 0; i < ledger->len; i++) {
		const Seen *seen = &g_array_index(ledger, Seen, i);
		gboolean listed = uids_find(uids, seen->uid, NULL);
		gboolean owed = seen->state == SEEN_OWED && (listed || !seen->stored);
		gboolean overdue = owed && now - seen->first_seen > OVERDUE_MS;

		sum->handled += listed && seen->state == SEEN_HANDLED;
		sum->quarantined += listed && seen->state == SEEN_QUARANTINED;
		sum->owed += listed && owed;
		sum->overdue += listed && overdue;
		hidden += !listed && owed;
		late += !listed && overdue;
	}
	sum->owed += MIN(hidden, unlisted);
	sum->overdue += MIN(late, unlisted);
	sum->present = (gint64) uids->len + unlisted;
	sum->difference = sum->present - sum->handled - sum->owed - sum->quarantined;
}

static gboolean
newest(Store *store, const char *board, gboolean *ret_found, Accounting *sum, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_ACCOUNTING_LIST, DB_TEXT(board));

	*ret_found = db_next(&row);
	if (*ret_found)
		*sum = (Accounting){
			.time = db_int(&row, 1),
			.uidvalidity = (guint32) db_int(&row, 2),
			.present = db_int(&row, 3),
			.handled = db_int(&row, 4),
			.owed = db_int(&row, 5),
			.quarantined = db_int(&row, 6),
			.vanished = db_int(&row, 7),
			.difference = db_int(&row, 8),
		};
	return db_end(&row, error);
}

gboolean
store_first_poll(CaseStore *self, GArray *mails, GArray **ret_instants, GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GArray) instants = g_array_new(FALSE, FALSE, sizeof(gint64));
	gboolean good = TRUE;

	if (!store_begin_read(store, error))
		return FALSE;
	for (guint i = 0; good && i < mails->len; i++) {
		gint64 instant = 0;

		good = db_get_int(store->db, ST_MAILBOX_FIRST_POLL, 0, &instant, error,
			DB_INT(g_array_index(mails, gint64, i)));
		g_array_append_val(instants, instant);
	}
	if (!store_end(store, good, error))
		return FALSE;
	*ret_instants = g_steal_pointer(&instants);
	return TRUE;
}

gboolean
store_last_accounting(CaseStore *self, const char *board, gboolean *ret_found,
	Accounting *ret_accounting, GError **error)
{
	Store *store = store_of(self);

	if (!store_begin_read(store, error))
		return FALSE;
	return store_end(store, newest(store, board, ret_found, ret_accounting, error), error);
}

static gboolean
record(Store *store, const char *board, Accounting *sum, GError **error)
{
	Accounting before = { 0 };
	gboolean found;

	if (!newest(store, board, &found, &before, error) ||
		!db_get_int(store->db, ST_LEDGER_VANISHED_COUNT, 0, &sum->vanished, error,
			DB_TEXT(board)) ||
		!db_get_int(store->db, ST_READING_LATE, 0, &sum->unread, error,
			DB_INT(sum->time - UNREAD_MS), DB_TEXT(board)))
		return FALSE;
	sum->newly_vanished = sum->vanished - before.vanished;
	return db_run(store->db, ST_ACCOUNTING_INSERT, error, DB_TEXT(board), DB_INT(sum->time),
		       DB_INT(sum->uidvalidity), DB_INT(sum->present), DB_INT(sum->handled),
		       DB_INT(sum->owed), DB_INT(sum->quarantined), DB_INT(sum->vanished),
		       DB_INT(sum->difference)) &&
	       db_run(store->db, ST_ACCOUNTING_PRUNE, error, DB_INT(sum->time - ACCOUNTING_KEPT));
}

gboolean
store_end_poll(CaseStore *self, const char *board, const MailSourceState *state, GArray *uids,
	const StoreActor *who, Accounting *ret_accounting, GError **error)
{
	Store *store = store_of(self);
	Accounting sum = { .time = who->time, .uidvalidity = state->uidvalidity };

	if (!store_begin(store, error))
		return FALSE;
	g_autoptr(GArray) ledger = load(store, board, state->uidvalidity, error);
	if (ledger)
		count(ledger, uids, state->unlisted, who->time, &sum);
	if (!store_end(store, ledger && record(store, board, &sum, error), error))
		return FALSE;
	*ret_accounting = sum;
	return TRUE;
}

gboolean
store_defer(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
	const StoreActor *who, const char *reason, GError **error)
{
	Store *store = store_of(self);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = TRUE;
	for (guint i = 0; good && i < uids->len; i++)
		good = db_run(store->db, ST_LEDGER_DEFER, error, DB_INT(who->time), DB_TEXT(reason),
			DB_TEXT(board), DB_INT(uidvalidity),
			DB_INT(g_array_index(uids, guint32, i)));
	return store_end(store, good, error);
}

gboolean
store_marked(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids, GError **error)
{
	Store *store = store_of(self);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = TRUE;
	for (guint i = 0; good && i < uids->len; i++)
		good = run_for_uid(store, ST_LEDGER_MARKED, board, uidvalidity,
			g_array_index(uids, guint32, i), error);
	return store_end(store, good, error);
}
