/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Polling one mailbox. Invariant 1: each poll ends with the four numbers, and a
 * person is told when they do not add up. The mailbox is touched only for mail
 * whose case is committed.
 */
#include "daemon/mailbox.h"

#include "core/error.h"
#include "core/retry.h"
#include "daemon/accounting.h"
#include "daemon/digest-mail.h"
#include "daemon/disposer.h"
#include "daemon/fault.h"
#include "daemon/first-contact.h"
#include "daemon/held-receipts.h"
#include "daemon/intake.h"
#include "daemon/log-throttle.h"
#include "daemon/log.h"
#include "daemon/removal.h"

#define RETRY_BASE_MS (5 * 1000)
#define RETRY_MAX_MS  (10 * 60 * 1000)
/* So much rarer are polls while the server tells of new mail by itself. */
#define WAIT_FACTOR 5

struct Mailbox {
	const Daemon *daemon;
	const Board *board;
	MailSource *source;
	Intake *intake;
	void (*after_handled)(gpointer);
	gpointer user;
	guint failures;
	gboolean owing;
	gint64 failing_since; /* instant of the first failure in a row, INSTANT_NONE if none */
	gboolean failing_told;
	gboolean again;           /* the last poll began another ledger, and counted nothing */
	guint32 told_uidvalidity; /* of the ledger that was told of last, */
	gint64 told_epoch;        /* and its number */
	CivilDate held_told;      /* the working day for which it was told what is held */
	guint wait_failures;      /* in a row */
	gboolean unannounced;     /* the last wait ended without a word */
	gboolean deaf;            /* mail came that the server said nothing of */
	LogThrottle *throttle;
};

Mailbox *
mailbox_new(const Daemon *daemon, const Board *board, MailSource *source,
	void (*after_handled)(gpointer), gpointer user)
{
	Mailbox *mailbox = g_new0(Mailbox, 1);

	mailbox->daemon = daemon;
	mailbox->board = board;
	mailbox->source = source;
	mailbox->intake = intake_new(daemon, board);
	mailbox->after_handled = after_handled;
	mailbox->user = user;
	mailbox->failing_since = INSTANT_NONE;
	mailbox->throttle = log_throttle_new();
	return mailbox;
}

void
mailbox_free(Mailbox *mailbox)
{
	if (!mailbox)
		return;
	mailbox->source->close(mailbox->source);
	mail_source_free(mailbox->source);
	intake_free(mailbox->intake);
	log_throttle_free(mailbox->throttle);
	g_free(mailbox);
}

void
mailbox_interrupt(Mailbox *mailbox)
{
	mailbox->source->interrupt(mailbox->source);
}

gboolean
mailbox_is_owing(const Mailbox *mailbox)
{
	return mailbox->owing;
}

static gboolean
take(const MailSourceItem *item, gpointer user, GError **error)
{
	return intake_take(user, item, error);
}

static int
compare_uids(gconstpointer a, gconstpointer b)
{
	guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

	return left < right ? -1 : left > right;
}

/* A server may return them in any order. */
static GArray *
sorted(const GArray *uids)
{
	GArray *copy = g_array_sized_new(FALSE, FALSE, sizeof(guint32), uids->len);

	g_array_append_vals(copy, uids->data, uids->len);
	g_array_sort(copy, compare_uids);
	return copy;
}

/*
 * After a fetch that ended well, what was not returned is deferred; after one
 * that broke, only the first that is missing: it may be what broke it, and the
 * others must not wait behind it.
 */
static gboolean
defer_missing(
	Mailbox *mailbox, const GArray *wanted, guint32 uidvalidity, gboolean broke, GError **error)
{
	const Daemon *daemon = mailbox->daemon;
	g_autoptr(GArray) taken = sorted(intake_taken(mailbox->intake));
	g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(guint32));
	StoreActor who = daemon_actor(daemon);

	for (guint i = 0; i < wanted->len && !(broke && missing->len); i++) {
		guint32 uid = g_array_index(wanted, guint32, i);

		if (!g_array_binary_search(taken, &uid, compare_uids, NULL))
			g_array_append_val(missing, uid);
	}
	if (missing->len == 0)
		return TRUE;
	return daemon->store->defer(daemon->store, mailbox->board->id, uidvalidity, missing, &who,
		broke ? "the connection broke while it was fetched"
		      : "the server listed it and did not return it",
		error);
}

static gboolean
fetch(Mailbox *mailbox, const GArray *wanted, guint32 uidvalidity, GError **error)
{
	g_autoptr(GError) broken = NULL;

	intake_begin(mailbox->intake, uidvalidity);
	if (wanted->len == 0)
		return TRUE;
	gboolean whole =
		mailbox->source->fetch(mailbox->source, (const guint32 *) (gpointer) wanted->data,
			wanted->len, take, mailbox->intake, &broken);
	/* What did arrive is handled, however the fetch ended. */
	gboolean store_failed = g_error_matches(broken, LEX_ERROR, LEX_ERROR_STORE);
	if (!store_failed && !intake_flush(mailbox->intake, error))
		return FALSE;
	if (!store_failed && !defer_missing(mailbox, wanted, uidvalidity, !whole, error))
		return FALSE;
	if (broken)
		g_propagate_error(error, g_steal_pointer(&broken));
	return whole;
}

/*
 * What is to be moved goes away from there. What was fetched just now, while the
 * mailbox is selected, is what it is. ret_same FALSE: nothing may be moved.
 */
static gboolean
check_move(Mailbox *mailbox, GArray *uids, guint32 uidvalidity, gboolean *ret_same, GError **error)
{
	g_autoptr(GArray) taken = sorted(intake_taken(mailbox->intake));
	g_autoptr(GArray) older = g_array_new(FALSE, FALSE, sizeof(guint32));

	*ret_same = TRUE;
	if (mailbox->board->mailbox.after != AFTER_MOVE)
		return TRUE;
	for (guint i = 0; i < uids->len; i++) {
		guint32 uid = g_array_index(uids, guint32, i);

		if (!g_array_binary_search(taken, &uid, compare_uids, NULL))
			g_array_append_val(older, uid);
	}
	return removal_check(mailbox->daemon, mailbox->board, mailbox->source, uidvalidity, older,
		ret_same, error);
}

static gboolean
mark(Mailbox *mailbox, GArray *uids, guint32 uidvalidity, GError **error)
{
	CaseStore *store = mailbox->daemon->store;
	gboolean same;

	if (uids->len == 0 || mailbox->board->mailbox.after == AFTER_KEEP)
		return TRUE;
	if (!check_move(mailbox, uids, uidvalidity, &same, error))
		return FALSE;
	mailbox->again = !same;
	if (!same)
		return TRUE;
	FAULT_POINT("intake: before mark");
	if (!mailbox->source->mark(
		    mailbox->source, (const guint32 *) (gpointer) uids->data, uids->len, error))
		return FALSE;
	FAULT_POINT("intake: marked");
	if (!store->marked(store, mailbox->board->id, uidvalidity, uids, error))
		return FALSE;
	FAULT_POINT("intake: mark recorded");
	return TRUE;
}

/* Asked at each poll, so that it is said for sure; queued once. */
static gboolean
tell_new_ledger(
	Mailbox *mailbox, const MailSourceState *state, const PollWork *work, GError **error)
{
	if (work->cause == LEDGER_SAME || (state->uidvalidity == mailbox->told_uidvalidity &&
						  work->epoch == mailbox->told_epoch))
		return TRUE;
	if (!accounting_new_ledger(
		    mailbox->daemon, mailbox->board, state->uidvalidity, work, error))
		return FALSE;
	mailbox->told_uidvalidity = state->uidvalidity;
	mailbox->told_epoch = work->epoch;
	mailbox->after_handled(mailbox->user);
	return TRUE;
}

/* The mailbox as it is now, and what there is to do in it. */
static gboolean
look(Mailbox *mailbox, MailSourceState *state, GArray **ret_uids, PollWork *work, GError **error)
{
	const Daemon *daemon = mailbox->daemon;
	StoreActor who = daemon_actor(daemon);

	return mailbox->source->open(mailbox->source, state, error) &&
	       mailbox->source->list(mailbox->source, ret_uids, error) &&
	       daemon->store->begin_poll(
		       daemon->store, mailbox->board->id, state, *ret_uids, &who, work, error) &&
	       tell_new_ledger(mailbox, state, work, error);
}

/* The marks of this poll: what it handled, and what an earlier one could not mark. */
static gboolean
mark_handled(Mailbox *mailbox, const MailSourceState *state, GArray *uids, GError **error)
{
	const Daemon *daemon = mailbox->daemon;
	StoreActor who = daemon_actor(daemon);
	g_auto(PollWork) work = { 0 };

	if (mailbox->board->mailbox.after == AFTER_KEEP)
		return TRUE;
	return daemon->store->begin_poll(
		       daemon->store, mailbox->board->id, state, uids, &who, &work, error) &&
	       mark(mailbox, work.mark, state->uidvalidity, error);
}

/* Once what the mailbox held is handled; mail that never comes must not keep it back. */
static gboolean
tell_held(Mailbox *mailbox, GError **error)
{
	gboolean still_coming = mailbox->owing && intake_taken(mailbox->intake)->len > 0;
	CivilDate day = first_contact_day(mailbox->daemon);

	if (date_compare(mailbox->held_told, day) == 0 || still_coming)
		return TRUE;
	if (!first_contact_tell(mailbox->daemon, mailbox->board, error))
		return FALSE;
	mailbox->held_told = day;
	return TRUE;
}

static gboolean
account(Mailbox *mailbox, const MailSourceState *state, GArray *uids, GError **error)
{
	const Daemon *daemon = mailbox->daemon;
	StoreActor who = daemon_actor(daemon);
	Accounting sum = { 0 };

	if (!daemon->store->end_poll(
		    daemon->store, mailbox->board->id, state, uids, &who, &sum, error))
		return FALSE;
	FAULT_POINT("mailbox: accounted");
	mailbox->owing = sum.owed > 0;
	gboolean queued = FALSE;
	if (!accounting_alarm(daemon, mailbox->board, &sum, error) || !tell_held(mailbox, error) ||
		!digest_mail_tell(daemon, mailbox->board, error) ||
		!held_receipts_settle(daemon, mailbox->board, &queued, error))
		return FALSE;
	if (queued)
		mailbox->after_handled(mailbox->user);
	return TRUE;
}

/* What is not deleted now may be later: no failure of the poll. */
static void
dispose(Mailbox *mailbox, const MailSourceState *state, GArray *uids)
{
	LogFields fields = { .board = mailbox->board->id };
	const Daemon *daemon = mailbox->daemon;
	g_autoptr(GError) error = NULL;

	if (disposer_run(daemon, mailbox->board, mailbox->source, state->uidvalidity, uids, &error))
		log_recovered(mailbox->throttle, &fields, "delete");
	else
		log_once(mailbox->throttle, now_wall(daemon->now), &fields, error, "delete");
}

static gboolean
poll_once(Mailbox *mailbox, GError **error)
{
	MailSourceState state = { 0 };
	g_autoptr(GArray) uids = NULL;
	g_auto(PollWork) work = { 0 };

	/* Mail that we hold is handled even when the server is away. */
	if (!intake_resume(mailbox->intake, error) || !look(mailbox, &state, &uids, &work, error))
		return FALSE;
	FAULT_POINT("mailbox: looked");
	gboolean fetched = fetch(mailbox, work.fetch, state.uidvalidity, error);
	FAULT_POINT("mailbox: fetched");
	if (intake_taken(mailbox->intake)->len) {
		mailbox->deaf |= mailbox->unannounced;
		mailbox->after_handled(mailbox->user);
	}
	mailbox->unannounced = FALSE;
	mailbox->again = FALSE;
	if (!fetched || !mark_handled(mailbox, &state, uids, error))
		return FALSE;
	if (mailbox->again)
		return TRUE;
	if (!account(mailbox, &state, uids, error))
		return FALSE;
	dispose(mailbox, &state, uids);
	return TRUE;
}

/* A mailbox that cannot be read for an hour, or refuses the login, is a person's business. */
static void
tell_failure(Mailbox *mailbox, const GError *error)
{
	const Daemon *daemon = mailbox->daemon;
	gint64 now = now_wall(daemon->now);
	LogFields fields = { .board = mailbox->board->id, .attempt = mailbox->failures };

	log_once(mailbox->throttle, now, &fields, error, "poll");
	if (mailbox->failing_since == INSTANT_NONE)
		mailbox->failing_since = now;
	if (mailbox->failing_told || !accounting_is_urgent(error, mailbox->failing_since, now))
		return;
	g_autoptr(GError) fault = NULL;
	if (!accounting_unreachable(daemon, mailbox->board, error, &fault)) {
		log_once(mailbox->throttle, now, &fields, fault, "alarm");
		return;
	}
	mailbox->failing_told = TRUE;
	mailbox->after_handled(mailbox->user);
}

/* Not longer than until a person is to be told. */
static gint64
wait_after_failure(const Mailbox *mailbox)
{
	gint64 delay = retry_delay(mailbox->failures, RETRY_BASE_MS, RETRY_MAX_MS, g_random_int());
	gint64 left =
		mailbox->failing_since + ACCOUNTING_PATIENCE_MS - now_wall(mailbox->daemon->now);

	return left > 0 ? MIN(delay, left) : delay;
}

/* What a poll brought may be much, and now there is time for it. */
static void
tidy(Mailbox *mailbox)
{
	const Daemon *daemon = mailbox->daemon;
	LogFields fields = { .board = mailbox->board->id };
	g_autoptr(GError) error = NULL;

	if (daemon->store->tidy(daemon->store, &error))
		log_recovered(mailbox->throttle, &fields, "checkpoint");
	else
		log_once(mailbox->throttle, now_wall(daemon->now), &fields, error, "checkpoint");
}

gint64
mailbox_step(gpointer user)
{
	Mailbox *mailbox = user;
	g_autoptr(GError) error = NULL;
	gboolean good = poll_once(mailbox, &error);

	tidy(mailbox);
	if (good) {
		LogFields fields = { .board = mailbox->board->id };

		log_recovered(mailbox->throttle, &fields, "poll");
		mailbox->failures = 0;
		mailbox->failing_since = INSTANT_NONE;
		mailbox->failing_told = FALSE;
		return mailbox->again ? WORKER_NOW
				      : (gint64) mailbox->board->mailbox.poll_seconds * 1000;
	}
	mailbox->owing = TRUE;
	mailbox->failures++;
	mailbox->source->close(mailbox->source);
	tell_failure(mailbox, error);
	return wait_after_failure(mailbox);
}

/* A wait that breaks is followed by a poll soon, but by no storm of them. */
static gint64
wait_broke(Mailbox *mailbox, gint64 ms, const GError *error)
{
	LogFields fields = { .board = mailbox->board->id };

	log_once(mailbox->throttle, now_wall(mailbox->daemon->now), &fields, error, "idle");
	mailbox->source->close(mailbox->source);
	mailbox->wait_failures++;
	return MIN(ms,
		retry_delay(mailbox->wait_failures, RETRY_BASE_MS, RETRY_MAX_MS, g_random_int()));
}

static gint64
doze(gpointer user, gint64 ms)
{
	Mailbox *mailbox = user;
	LogFields fields = { .board = mailbox->board->id };
	/* A server that went deaf, and mail that is owed, are looked after by the clock. */
	gint64 factor = mailbox->deaf || mailbox->owing ? 1 : WAIT_FACTOR;
	g_autoptr(GError) error = NULL;
	MailSourceWait end;

	if (!mailbox->source->wait(mailbox->source, ms * factor, &end, &error))
		return wait_broke(mailbox, ms, error);
	if (end == MAIL_SOURCE_CANNOT_WAIT)
		return ms;
	log_recovered(mailbox->throttle, &fields, "idle");
	mailbox->wait_failures = 0;
	mailbox->unannounced = end == MAIL_SOURCE_WAITED;
	if (end == MAIL_SOURCE_CHANGED)
		mailbox->deaf = FALSE;
	return 0;
}

static void
rouse(gpointer user)
{
	Mailbox *mailbox = user;

	mailbox->source->wake(mailbox->source);
}

const WorkerBed mailbox_bed = { doze, rouse };
