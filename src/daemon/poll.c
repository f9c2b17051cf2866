/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One poll of one mailbox. Invariant 1: each ends with the four numbers, and a
 * person is told when they do not add up. The mailbox is touched only for mail
 * whose case is committed.
 */
#include "daemon/poll.h"

#include "core/error.h"
#include "core/mail/uids.h"
#include "daemon/accounting.h"
#include "daemon/digest-mail.h"
#include "daemon/disposer.h"
#include "adapters/fault.h"
#include "daemon/first-contact.h"
#include "daemon/held-receipts.h"
#include "daemon/intake.h"
#include "daemon/log.h"
#include "daemon/newest.h"
#include "daemon/removal.h"

struct Poll {
	const Daemon *daemon;
	const Board *board;
	MailSource *source;
	LogThrottle *throttle;
	Intake *intake;
	PollTell tell;
	gpointer user;
	gboolean owing;           /* until a poll has counted that nothing is */
	gboolean again;           /* the last one began another ledger, and counted nothing */
	guint32 told_uidvalidity; /* of the ledger that was told of last, */
	gint64 told_epoch;        /* and its number */
	NewestProved proved;
	CivilDate held_told; /* the working day for which it was told what is held */
};

Poll *
poll_new(const Daemon *daemon, const Board *board, MailSource *source, LogThrottle *throttle,
	PollTell tell, gpointer user)
{
	Poll *poll = g_new0(Poll, 1);

	poll->daemon = daemon;
	poll->board = board;
	poll->source = source;
	poll->throttle = throttle;
	poll->intake = intake_new(daemon, board);
	poll->tell = tell;
	poll->user = user;
	return poll;
}

void
poll_free(Poll *poll)
{
	if (!poll)
		return;
	intake_free(poll->intake);
	g_free(poll);
}

gboolean
poll_is_owing(const Poll *poll)
{
	return poll->owing;
}

static gboolean
take(const MailSourceItem *item, gpointer user, GError **error)
{
	return intake_take(user, item, error);
}

/*
 * After a fetch that ended well, what was not returned is deferred; after one
 * that broke, only the first that is missing: it may be what broke it, and the
 * others must not wait behind it.
 */
static gboolean
defer_missing(Poll *poll, const GArray *wanted, guint32 uidvalidity, gboolean broke, GError **error)
{
	const Daemon *daemon = poll->daemon;
	g_autoptr(GArray) taken = uids_sorted(intake_taken(poll->intake));
	g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(guint32));
	StoreActor who = daemon_actor(daemon);

	for (guint i = 0; i < wanted->len && !(broke && missing->len); i++) {
		guint32 uid = g_array_index(wanted, guint32, i);

		if (!uids_find(taken, uid, NULL))
			g_array_append_val(missing, uid);
	}
	if (missing->len == 0)
		return TRUE;
	return daemon->store->defer(daemon->store, poll->board->id, uidvalidity, missing, &who,
		broke ? "the connection broke while it was fetched"
		      : "the server did not return it",
		error);
}

static gboolean
fetch(Poll *poll, const GArray *wanted, guint32 uidvalidity, GError **error)
{
	g_autoptr(GError) broken = NULL;

	intake_begin(poll->intake, uidvalidity);
	if (wanted->len == 0)
		return TRUE;
	gboolean whole =
		poll->source->fetch(poll->source, (const guint32 *) (gpointer) wanted->data,
			wanted->len, take, poll->intake, &broken);
	/* What did arrive is handled, however the fetch ended. */
	gboolean store_failed = g_error_matches(broken, LEX_ERROR, LEX_ERROR_STORE);
	if (!store_failed && !intake_flush(poll->intake, error))
		return FALSE;
	if (!store_failed && !defer_missing(poll, wanted, uidvalidity, !whole, error))
		return FALSE;
	if (broken)
		g_propagate_error(error, g_steal_pointer(&broken));
	return whole;
}

/* What the server gave is there, though it did not list it. */
static void
add_unlisted(const Poll *poll, MailSourceState *state, GArray *uids)
{
	const GArray *taken = intake_taken(poll->intake);
	g_autoptr(GArray) more = g_array_new(FALSE, FALSE, sizeof(guint32));

	for (guint i = 0; more->len < state->unlisted && i < taken->len; i++) {
		guint32 uid = g_array_index(taken, guint32, i);

		if (!uids_find(uids, uid, NULL))
			g_array_append_val(more, uid);
	}
	state->unlisted -= more->len;
	g_array_append_vals(uids, more->data, more->len);
	uids_sort(uids);
}

/*
 * What is to be moved goes away from there. What was fetched just now, while the
 * mailbox is selected, is what it is; uids loses what nobody can say that of.
 * ret_same FALSE: nothing may be moved.
 */
static gboolean
check_move(Poll *poll, GArray *uids, guint32 uidvalidity, gboolean *ret_same, GError **error)
{
	g_autoptr(GArray) taken = uids_sorted(intake_taken(poll->intake));
	g_autoptr(GArray) older = g_array_new(FALSE, FALSE, sizeof(guint32));
	guint n_taken = 0;

	*ret_same = TRUE;
	if (poll->board->mailbox.after != AFTER_MOVE)
		return TRUE;
	for (guint i = 0; i < uids->len; i++) {
		guint32 uid = g_array_index(uids, guint32, i);

		if (uids_find(taken, uid, NULL))
			g_array_index(uids, guint32, n_taken++) = uid;
		else
			g_array_append_val(older, uid);
	}
	g_array_set_size(uids, n_taken);
	if (!removal_check(
		    poll->daemon, poll->board, poll->source, uidvalidity, older, ret_same, error))
		return FALSE;
	g_array_append_vals(uids, older->data, older->len);
	uids_sort(uids);
	return TRUE;
}

static gboolean
mark(Poll *poll, GArray *uids, guint32 uidvalidity, GError **error)
{
	CaseStore *store = poll->daemon->store;
	gboolean same;

	if (uids->len == 0 || poll->board->mailbox.after == AFTER_KEEP)
		return TRUE;
	if (!check_move(poll, uids, uidvalidity, &same, error))
		return FALSE;
	poll->again = !same;
	if (!same)
		return TRUE;
	FAULT_POINT("intake: before mark");
	if (!poll->source->mark(
		    poll->source, (const guint32 *) (gpointer) uids->data, uids->len, error))
		return FALSE;
	FAULT_POINT("intake: marked");
	if (!store->marked(store, poll->board->id, uidvalidity, uids, error))
		return FALSE;
	FAULT_POINT("intake: mark recorded");
	return TRUE;
}

/* Asked at each poll, so that it is said for sure; queued once. */
static gboolean
tell_new_ledger(Poll *poll, const MailSourceState *state, const PollWork *work, GError **error)
{
	if (work->cause == LEDGER_SAME ||
		(state->uidvalidity == poll->told_uidvalidity && work->epoch == poll->told_epoch))
		return TRUE;
	if (!accounting_new_ledger(poll->daemon, poll->board, state->uidvalidity, work, error))
		return FALSE;
	poll->told_uidvalidity = state->uidvalidity;
	poll->told_epoch = work->epoch;
	poll->tell(poll->user);
	return TRUE;
}

/* The mailbox as it is now, and what there is to do in it. */
static gboolean
look(Poll *poll, MailSourceState *state, GArray **ret_uids, PollWork *work, GError **error)
{
	const Daemon *daemon = poll->daemon;

	if (!poll->source->open(poll->source, state, error) ||
		!poll->source->list(poll->source, ret_uids, &state->unlisted, error) ||
		!newest_check(
			daemon, poll->board, poll->source, state, *ret_uids, &poll->proved, error))
		return FALSE;
	/* Not before: a server may have taken its time, and others wrote meanwhile. */
	StoreActor who = daemon_actor(daemon);
	return daemon->store->begin_poll(
		       daemon->store, poll->board->id, state, *ret_uids, &who, work, error) &&
	       tell_new_ledger(poll, state, work, error) &&
	       accounting_swinging(daemon, poll->board, work, error);
}

/* The marks of this poll: what it handled, and what an earlier one could not mark. */
static gboolean
mark_handled(Poll *poll, const MailSourceState *state, GArray *uids, GError **error)
{
	const Daemon *daemon = poll->daemon;
	StoreActor who = daemon_actor(daemon);
	g_auto(PollWork) work = { 0 };

	if (poll->board->mailbox.after == AFTER_KEEP)
		return TRUE;
	return daemon->store->begin_poll(
		       daemon->store, poll->board->id, state, uids, &who, &work, error) &&
	       mark(poll, work.mark, state->uidvalidity, error);
}

/* Once what the mailbox held is handled; mail that never comes must not keep it back. */
static gboolean
tell_held(Poll *poll, GError **error)
{
	gboolean still_coming = poll->owing && intake_taken(poll->intake)->len > 0;
	CivilDate day = first_contact_day(poll->daemon);

	if (date_compare(poll->held_told, day) == 0 || still_coming)
		return TRUE;
	if (!first_contact_tell(poll->daemon, poll->board, error))
		return FALSE;
	poll->held_told = day;
	return TRUE;
}

static gboolean
account(Poll *poll, const MailSourceState *state, GArray *uids, GError **error)
{
	const Daemon *daemon = poll->daemon;
	StoreActor who = daemon_actor(daemon);
	Accounting sum = { 0 };

	if (!daemon->store->end_poll(
		    daemon->store, poll->board->id, state, uids, &who, &sum, error))
		return FALSE;
	FAULT_POINT("mailbox: accounted");
	poll->owing = sum.owed > 0;
	gboolean queued = FALSE;
	if (!accounting_alarm(daemon, poll->board, &sum, error) || !tell_held(poll, error) ||
		!digest_mail_tell(daemon, poll->board, error) ||
		!held_receipts_settle(daemon, poll->board, &queued, error))
		return FALSE;
	if (queued)
		poll->tell(poll->user);
	return TRUE;
}

/* What is not deleted now may be later: no failure of the poll. */
static void
dispose(Poll *poll, const MailSourceState *state, GArray *uids)
{
	LogFields fields = { .board = poll->board->id };
	const Daemon *daemon = poll->daemon;
	g_autoptr(GError) error = NULL;

	if (disposer_run(daemon, poll->board, poll->source, state->uidvalidity, uids, &error))
		log_recovered(poll->throttle, &fields, "delete");
	else
		log_once(poll->throttle, now_wall(daemon->now), &fields, error, "delete");
}

gboolean
poll_run(Poll *poll, PollResult *ret, GError **error)
{
	MailSourceState state = { 0 };
	g_autoptr(GArray) uids = NULL;
	g_auto(PollWork) work = { 0 };

	*ret = (PollResult){ 0 };
	poll->again = FALSE;
	poll->owing = TRUE;
	/* Mail that we hold is handled even when the server is away. */
	if (!intake_resume(poll->intake, error) || !look(poll, &state, &uids, &work, error))
		return FALSE;
	FAULT_POINT("mailbox: looked");
	gboolean fetched = fetch(poll, work.fetch, state.uidvalidity, error);
	add_unlisted(poll, &state, uids);
	FAULT_POINT("mailbox: fetched");
	ret->looked = TRUE;
	ret->taken = intake_taken(poll->intake)->len;
	if (ret->taken)
		poll->tell(poll->user);
	/* While the mailbox may not be what it was, it is left as it is. */
	gboolean sure = work.doubt == LEDGER_SURE;
	if (!fetched || (sure && !mark_handled(poll, &state, uids, error)))
		return FALSE;
	ret->again = poll->again;
	if (poll->again)
		return TRUE;
	if (!account(poll, &state, uids, error))
		return FALSE;
	if (sure)
		dispose(poll, &state, uids);
	return TRUE;
}
