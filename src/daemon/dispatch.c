/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sending. Invariant 5: a notice is `sending` in the database before the first
 * byte goes out; afterwards it is sent, again queued, failed, or uncertain, and
 * in doubt it is never sent twice by itself.
 */
#include "daemon/dispatch.h"

#include <string.h>

#include "core/error.h"
#include "core/notice/retry.h"
#include "core/text.h"
#include "core/notice/undeliverable.h"
#include "daemon/accounting.h"
#include "adapters/fault.h"
#include "daemon/letter.h"
#include "daemon/log-throttle.h"
#include "daemon/log.h"
#include "daemon/worker.h"

#define RETRY_BASE_MS (60 * 1000)
#define RETRY_MAX_MS  (60 * 60 * 1000)
/* After so many failures in a row the server is left alone for a while. */
#define PATIENCE      2
#define PAUSE_BASE_MS (5 * 1000)
#define PAUSE_MAX_MS  (10 * 60 * 1000)

struct Dispatch {
	const Daemon *daemon;
	const Board *board;
	MailSender *sender;
	LogThrottle *throttle;
	guint failures;       /* that may be the server's, in a row */
	gint64 failing_since; /* instant of the first of them, INSTANT_NONE if none */
	const Board *told_by; /* by whose server the operator was told of them, or NULL */
	gint stopping;        /* atomic */
};

Dispatch *
dispatch_new(const Daemon *daemon, const Board *board, MailSender *sender)
{
	Dispatch *dispatch = g_new0(Dispatch, 1);

	dispatch->daemon = daemon;
	dispatch->board = board;
	dispatch->sender = sender;
	dispatch->throttle = log_throttle_new();
	dispatch->failing_since = INSTANT_NONE;
	return dispatch;
}

void
dispatch_free(Dispatch *dispatch)
{
	if (!dispatch)
		return;
	mail_sender_free(dispatch->sender);
	log_throttle_free(dispatch->throttle);
	g_free(dispatch);
}

void
dispatch_interrupt(Dispatch *dispatch)
{
	g_atomic_int_set(&dispatch->stopping, TRUE);
	mail_sender_interrupt(dispatch->sender);
}

/* What becomes of a notice after an error of each class; others are failures of ours. */
static const struct {
	OutboxState state;
	gboolean tells;  /* a person has to know */
	gboolean pauses; /* it may be the server's trouble: the others would fare the same */
} after_error[LEX_ERROR_COUNT] = {
	[LEX_ERROR_TEMPORARY] = { OUTBOX_QUEUED, FALSE, TRUE },
	[LEX_ERROR_WAIT] = { OUTBOX_QUEUED, FALSE, TRUE },
	[LEX_ERROR_REJECTED] = { OUTBOX_FAILED, TRUE, FALSE },
	[LEX_ERROR_BAD_MESSAGE] = { OUTBOX_FAILED, TRUE, FALSE },
	[LEX_ERROR_UNCERTAIN] = { OUTBOX_UNCERTAIN, TRUE, TRUE },
	[LEX_ERROR_CONFIG] = { OUTBOX_FAILED, TRUE, FALSE },
	[LEX_ERROR_STORE] = { OUTBOX_FAILED, TRUE, FALSE },
	[LEX_ERROR_USAGE] = { OUTBOX_FAILED, TRUE, FALSE },
	[LEX_ERROR_INPUT] = { OUTBOX_FAILED, TRUE, FALSE },
	[LEX_ERROR_NOT_FOUND] = { OUTBOX_FAILED, TRUE, FALSE },
	[LEX_ERROR_NOT_ALLOWED] = { OUTBOX_FAILED, TRUE, FALSE },
};

/* Failures of other domains are ours. */
static LexError
class_of(const GError *cause)
{
	return cause->domain == LEX_ERROR ? (LexError) cause->code : LEX_ERROR_CONFIG;
}

/* Who has its case, which may have been this board's once. */
static const Board *
board_of(const Dispatch *dispatch, const OutboxItem *item)
{
	const Board *board =
		item->case_board ? settings_get_board(dispatch->daemon->settings, item->case_board)
				 : NULL;

	return board ? board : dispatch->board;
}

/* Of one whose row cannot be read nobody hears by mail. */
static PlannedNotice *
undeliverable(Dispatch *dispatch, const OutboxItem *item, const GError *cause)
{
	const UndeliveredNotice what = {
		.outbox = item->id,
		.notice = item->notice,
		.audience = item->audience,
		.recipient = item->recipient,
		.case_id = item->case_id,
		.attempts = item->attempts,
		.error = error_class_name(class_of(cause)),
		.accepted = item->accepted,
		.accepted_board = item->accepted_board,
	};

	return item->damage ? NULL
			    : undeliverable_plan(&what, board_of(dispatch, item),
				      now_wall(dispatch->daemon->now));
}

/* Milliseconds: what our own end broke off is no failure of the server's. */
static gint64
delay_after(const Dispatch *dispatch, const OutboxItem *item, LexError class)
{
	if (class == LEX_ERROR_TEMPORARY && g_atomic_int_get(&dispatch->stopping))
		return 0;
	return retry_delay(item->attempts, RETRY_BASE_MS, RETRY_MAX_MS, g_random_int());
}

static gboolean
finish_failed(Dispatch *dispatch, const OutboxItem *item, const GError *cause, GError **error)
{
	StoreActor who = daemon_actor(dispatch->daemon);
	LexError class = class_of(cause);
	g_autofree char *text = text_to_line(cause->message, 500);
	g_autoptr(PlannedNotice) tell =
		after_error[class].tells ? undeliverable(dispatch, item, cause) : NULL;
	OutboxResult result = {
		.state = after_error[class].state,
		.due = who.time + delay_after(dispatch, item, class),
		.text = text,
		.tell = tell,
		.tell_board = board_of(dispatch, item)->id,
	};

	return dispatch->daemon->store->finish(
		dispatch->daemon->store, item->id, &result, &who, error);
}

static gboolean
finish_sent(Dispatch *dispatch, const OutboxItem *item, const char *reply, GError **error)
{
	StoreActor who = daemon_actor(dispatch->daemon);
	OutboxResult result = { .state = OUTBOX_SENT, .due = who.time, .text = reply };

	return dispatch->daemon->store->finish(
		dispatch->daemon->store, item->id, &result, &who, error);
}

static gboolean
write_letter(
	Dispatch *dispatch, const OutboxItem *item, gint64 now, Letter *ret_letter, GError **error)
{
	if (!item->damage)
		return letter_write_sealed(
			dispatch->daemon, dispatch->board, item, now, ret_letter, error);
	g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE,
		"notice %" G_GINT64_FORMAT ": %s: tell by hand whom it was for, and cancel it",
		item->id, item->damage);
	return FALSE;
}

/* Renders, claims and gives away. fault: why it did not go, whatever the reason. */
static gboolean
give(Dispatch *dispatch, const OutboxItem *item, gboolean *ret_claimed, char **ret_reply,
	GError **fault)
{
	const Daemon *daemon = dispatch->daemon;
	StoreActor who = daemon_actor(daemon);
	g_auto(Letter) letter = { 0 };
	g_autoptr(GBytes) none = g_bytes_new_static("", 0);
	g_autoptr(GError) unwritten = NULL;
	const char *sender = notice_uses_null_sender(item->notice) ? "" : dispatch->board->address;

	gboolean written = write_letter(dispatch, item, who.time, &letter, &unwritten);
	FAULT_POINT("dispatch: before claim");
	*ret_claimed = daemon->store->claim(
		daemon->store, item->id, letter.kept ? letter.kept : none, &who, fault);
	if (!*ret_claimed)
		return FALSE;
	if (!written) {
		g_propagate_error(fault, g_steal_pointer(&unwritten));
		return FALSE;
	}
	FAULT_POINT("dispatch: claimed");
	gboolean given = dispatch->sender->send(
		dispatch->sender, sender, item->recipient, letter.sent, ret_reply, fault);
	FAULT_POINT("dispatch: given");
	return given;
}

/* A server's reply names the recipient, who may be a reporter; the outbox keeps it whole. */
static void
log_fault(Dispatch *dispatch, const LogFields *fields, const GError *fault)
{
	g_autofree char *text = text_mask_addresses(fault->message);
	g_autoptr(GError) masked = g_error_new_literal(fault->domain, fault->code, text);

	log_once(dispatch->throttle, now_wall(dispatch->daemon->now), fields, masked, "send");
}

/*
 * Nothing can be said by the server that fails: it is said by another board's.
 * If that one fails too, another is looked for.
 */
static void
tell_trouble(Dispatch *dispatch, const LogFields *fields, const GError *cause)
{
	const Daemon *daemon = dispatch->daemon;
	gint64 now = now_wall(daemon->now);
	g_autoptr(GError) error = NULL;

	routes_set(daemon->routes, dispatch->board, FALSE);
	if (dispatch->failing_since == INSTANT_NONE)
		dispatch->failing_since = now;
	if (!accounting_is_urgent(cause, dispatch->failing_since, now) ||
		(dispatch->told_by && routes_may_work(daemon->routes, dispatch->told_by)))
		return;
	const Board *by = routes_around(daemon->routes, dispatch->board);
	if (!by) /* the log has it, with what to do */
		return;
	if (!accounting_unsendable(daemon, dispatch->board, by, cause, &error)) {
		log_fault(dispatch, fields, error);
		return;
	}
	dispatch->told_by = by;
	routes_wake(daemon->routes);
}

static void
end_trouble(Dispatch *dispatch)
{
	dispatch->failures = 0;
	dispatch->failing_since = INSTANT_NONE;
	dispatch->told_by = NULL;
	routes_set(dispatch->daemon->routes, dispatch->board, TRUE);
}

static gint64
pause_after(Dispatch *dispatch, const GError *cause)
{
	if (!after_error[class_of(cause)].pauses) {
		dispatch->failures = 0;
		return WORKER_NOW;
	}
	dispatch->failures++;
	if (dispatch->failures < PATIENCE)
		return WORKER_NOW;
	return retry_delay(
		dispatch->failures - PATIENCE + 1, PAUSE_BASE_MS, PAUSE_MAX_MS, g_random_int());
}

static gint64
send_one(Dispatch *dispatch, const OutboxItem *item)
{
	LogFields fields = { .board = dispatch->board->id,
		.case_id = item->case_id,
		.outbox = item->id,
		.attempt = item->attempts };
	g_autoptr(GError) fault = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *reply = NULL;
	gboolean claimed = FALSE;

	gboolean sent = give(dispatch, item, &claimed, &reply, &fault);
	if (!sent)
		log_fault(dispatch, &fields, fault);
	if (!claimed) /* cancelled meanwhile, or the database is in trouble */
		return g_error_matches(fault, LEX_ERROR, LEX_ERROR_NOT_ALLOWED) ? WORKER_NOW
										: PAUSE_BASE_MS;
	gboolean finished = sent ? finish_sent(dispatch, item, reply, &error)
				 : finish_failed(dispatch, item, fault, &error);
	if (!finished) {
		/* It stays `sending`: at the next start it becomes uncertain, never doubled. */
		log_fault(dispatch, &fields, error);
		return PAUSE_BASE_MS;
	}
	FAULT_POINT("dispatch: finished");
	if (!sent && after_error[class_of(fault)].pauses)
		tell_trouble(dispatch, &fields, fault);
	if (!sent)
		return pause_after(dispatch, fault);
	end_trouble(dispatch);
	log_recovered(dispatch->throttle, &fields, "send");
	log_info(&fields, "notice sent: %s", notice_name(item->notice));
	return WORKER_NOW;
}

gint64
dispatch_step(gpointer user)
{
	Dispatch *dispatch = user;
	const Daemon *daemon = dispatch->daemon;
	g_auto(OutboxItem) item = { 0 };
	g_autoptr(GError) error = NULL;
	gint64 now = now_wall(daemon->now), next = INSTANT_NONE;
	gboolean found = FALSE;

	if (g_atomic_int_get(&dispatch->stopping))
		return WORKER_IDLE;
	if (!daemon->store->peek(
		    daemon->store, dispatch->board->id, now, &found, &item, &next, &error)) {
		LogFields fields = { .board = dispatch->board->id };
		log_fault(dispatch, &fields, error);
		return PAUSE_BASE_MS;
	}
	if (found)
		return send_one(dispatch, &item);
	return next == INSTANT_NONE ? WORKER_IDLE : MAX(next - now, 1);
}
