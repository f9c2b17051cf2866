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
#include "daemon/disposer.h"
#include "adapters/fault.h"
#include "daemon/first-contact.h"
#include "daemon/intake.h"
#include "daemon/log.h"
#include "daemon/newest.h"
#include "daemon/poll-end.h"
#include "daemon/poll-mark.h"

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
	gint interrupted;    /* atomic */
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

void
poll_interrupt(Poll *poll)
{
	g_atomic_int_set(&poll->interrupted, TRUE);
}

gboolean
poll_was_interrupted(const Poll *poll, const GError *error)
{
	return g_atomic_int_get(&poll->interrupted) &&
	       g_error_matches(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
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
	if (!store_failed && !poll_was_interrupted(poll, broken) &&
		!defer_missing(poll, wanted, uidvalidity, !whole, error))
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
	gboolean same;

	if (poll->board->mailbox.after == AFTER_KEEP)
		return TRUE;
	if (!daemon->store->begin_poll(
		    daemon->store, poll->board->id, state, uids, &who, &work, error))
		return FALSE;
	if (work.mark->len == 0)
		return TRUE;
	if (!poll_mark(daemon, poll->board, poll->source, state->uidvalidity, work.mark,
		    intake_taken(poll->intake), &same, error))
		return FALSE;
	poll->again = !same;
	return TRUE;
}

/* Once what the mailbox held is handled; mail that never comes must not keep it back. */
static gboolean
tell_held(Poll *poll, GError **error)
{
	gboolean still_coming = poll->owing && intake_taken(poll->intake)->len > 0;
	CivilDate day = first_contact_day(poll->daemon);

	if (date_compare(poll->held_told, day) == 0 || still_coming)
		return TRUE;
	gboolean queued;
	if (!first_contact_tell(poll->daemon, poll->board, &queued, error))
		return FALSE;
	poll->held_told = day;
	if (queued)
		poll->tell(poll->user);
	return TRUE;
}

static gboolean
account(Poll *poll, const MailSourceState *state, GArray *uids, GError **error)
{
	gboolean wrong, owing;

	if (!poll_end_count(poll->daemon, poll->board, state, uids, &owing, &wrong, error))
		return FALSE;
	poll->owing = owing;
	if (wrong)
		poll->tell(poll->user);
	return tell_held(poll, error);
}

static gboolean
settle(Poll *poll, GError **error)
{
	gboolean queued;
	gboolean good = poll_end_settle(poll->daemon, poll->board, &queued, error);

	if (queued)
		poll->tell(poll->user);
	return good;
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

/* Mail that we hold is handled even when the server is away. */
static gboolean
resume(Poll *poll, GError **error)
{
	guint handled;
	gboolean good = intake_resume(poll->intake, &handled, error);

	if (handled)
		poll->tell(poll->user);
	return good;
}

static gboolean
fetch_new(Poll *poll, MailSourceState *state, GArray *uids, const PollWork *work, PollResult *ret,
	GError **error)
{
	gboolean whole = fetch(poll, work->fetch, state->uidvalidity, error);

	add_unlisted(poll, state, uids);
	FAULT_POINT("mailbox: fetched");
	ret->looked = TRUE;
	ret->taken = intake_taken(poll->intake)->len;
	if (ret->taken)
		poll->tell(poll->user);
	return whole;
}

static gboolean
go_round(Poll *poll, PollResult *ret, GError **error)
{
	MailSourceState state = { 0 };
	g_autoptr(GArray) uids = NULL;
	g_auto(PollWork) work = { 0 };

	if (!look(poll, &state, &uids, &work, error))
		return FALSE;
	FAULT_POINT("mailbox: looked");
	if (!fetch_new(poll, &state, uids, &work, ret, error))
		return FALSE;
	/* While the mailbox may not be what it was, it is left as it is. */
	gboolean sure = work.doubt == LEDGER_SURE;
	gboolean marked = !sure || mark_handled(poll, &state, uids, error);
	ret->again = poll->again;
	if (poll->again)
		return TRUE;
	/* A server that refuses marks hides no mail that vanished. */
	if (!account(poll, &state, uids, marked ? error : NULL))
		return FALSE;
	if (marked && sure)
		dispose(poll, &state, uids);
	poll->owing |= !marked;
	return marked;
}

gboolean
poll_run(Poll *poll, PollResult *ret, GError **error)
{
	g_autoptr(GError) fault = NULL;

	*ret = (PollResult){ 0 };
	poll->again = FALSE;
	poll->owing = TRUE;
	if (resume(poll, &fault) && go_round(poll, ret, &fault))
		return settle(poll, error);
	/* The first failure is the one that is told; nothing is asked of a database in trouble. */
	if (!g_error_matches(fault, LEX_ERROR, LEX_ERROR_STORE) &&
		daemon_may_work(poll->daemon, NULL))
		(void) settle(poll, NULL);
	g_propagate_error(error, g_steal_pointer(&fault));
	return FALSE;
}
