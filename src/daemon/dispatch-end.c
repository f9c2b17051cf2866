/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How an attempt to send ends. Invariant 5: what may have been sent is
 * uncertain, a person is told, and it is never sent again by itself.
 */
#include "daemon/dispatch-end.h"

#include "core/error.h"
#include "core/notice/retry.h"
#include "core/text.h"
#include "core/notice/undeliverable.h"

/* When a person has to know. */
typedef enum { TELL_NEVER, TELL_LATE, TELL_AT_ONCE } Telling;

/* What becomes of a notice after an error of each class; others are failures of ours. */
static const struct {
	OutboxState state;
	Telling tells;
	gboolean pauses; /* it may be the server's trouble: the others would fare the same */
} after_error[LEX_ERROR_COUNT] = {
	[LEX_ERROR_TEMPORARY] = { OUTBOX_QUEUED, TELL_LATE, TRUE },
	[LEX_ERROR_WAIT] = { OUTBOX_QUEUED, TELL_NEVER, TRUE },
	[LEX_ERROR_REJECTED] = { OUTBOX_FAILED, TELL_AT_ONCE, FALSE },
	[LEX_ERROR_BAD_MESSAGE] = { OUTBOX_FAILED, TELL_AT_ONCE, FALSE },
	[LEX_ERROR_UNCERTAIN] = { OUTBOX_UNCERTAIN, TELL_AT_ONCE, TRUE },
	[LEX_ERROR_CONFIG] = { OUTBOX_FAILED, TELL_AT_ONCE, FALSE },
	[LEX_ERROR_STORE] = { OUTBOX_FAILED, TELL_AT_ONCE, FALSE },
	[LEX_ERROR_USAGE] = { OUTBOX_FAILED, TELL_AT_ONCE, FALSE },
	[LEX_ERROR_INPUT] = { OUTBOX_FAILED, TELL_AT_ONCE, FALSE },
	[LEX_ERROR_NOT_FOUND] = { OUTBOX_FAILED, TELL_AT_ONCE, FALSE },
	[LEX_ERROR_NOT_ALLOWED] = { OUTBOX_FAILED, TELL_AT_ONCE, FALSE },
};

/* Failures of other domains are ours. */
static LexError
class_of(const GError *cause)
{
	return cause->domain == LEX_ERROR ? (LexError) cause->code : LEX_ERROR_CONFIG;
}

/* Who has its case, which may have been this board's once; NULL if neither is configured. */
static const Board *
board_of(const Ending *ending, const OutboxItem *item)
{
	const Board *board =
		item->case_board ? settings_get_board(ending->daemon->settings, item->case_board)
				 : NULL;

	return board ? board : ending->board;
}

/* Of one whose row cannot be read nobody hears by mail. */
static PlannedNotice *
undeliverable(const Ending *ending, const OutboxItem *item, const GError *cause)
{
	const UndeliveredNotice what = {
		.outbox = item->id,
		.notice = item->notice,
		.audience = item->audience,
		.recipient = item->recipient,
		.case_id = item->case_id,
		.attempts = item->attempts,
		.error = error_class_name(class_of(cause)),
		.late = after_error[class_of(cause)].tells == TELL_LATE,
		.accepted = item->accepted,
		.accepted_board = item->accepted_board,
	};

	const Board *board = board_of(ending, item);

	return item->damage || !board
		       ? NULL
		       : undeliverable_plan(&what, board, now_wall(ending->daemon->now));
}

/*
 * While the server takes nothing at all the notices fare alike, and its operator hears (pace.h):
 * what it takes others beside is late by itself.
 */
static gboolean
has_to_be_told(const Ending *ending, const OutboxItem *item, LexError class)
{
	return after_error[class].tells == TELL_AT_ONCE ||
	       (after_error[class].tells == TELL_LATE && ending->well &&
		       undeliverable_is_late(
			       item->queued, item->attempts, now_wall(ending->daemon->now)));
}

/*
 * Milliseconds: what our own end broke off is no failure of the server's, and what one connection
 * of several failed at goes again over one.
 */
static gint64
delay_after(const Ending *ending, const Parcel *parcel, LexError class)
{
	if (parcel->crowded || (class == LEX_ERROR_TEMPORARY && ending->stopping))
		return 0;
	return retry_delay(
		parcel->item.attempts, RETRY_NOTICE_BASE_MS, RETRY_NOTICE_MAX_MS, g_random_int());
}

static gboolean
end_failed(const Ending *ending, const Parcel *parcel, GError **error)
{
	const OutboxItem *item = &parcel->item;
	const GError *cause = parcel->fault;
	StoreActor who = daemon_actor(ending->daemon);
	LexError class = class_of(cause);
	g_autofree char *text = text_to_line(cause->message, 500);
	g_autoptr(PlannedNotice) tell =
		has_to_be_told(ending, item, class) ? undeliverable(ending, item, cause) : NULL;
	OutboxResult result = {
		.state = after_error[class].state,
		.due = who.time + delay_after(ending, parcel, class),
		.text = text,
		.tell = tell,
		.tell_board = tell ? board_of(ending, item)->id : NULL,
	};

	return ending->daemon->store->finish(ending->daemon->store, item->id, &result, &who, error);
}

gboolean
dispatch_end(const Ending *ending, const Parcel *parcel, GError **error)
{
	StoreActor who = daemon_actor(ending->daemon);
	OutboxResult result = { .state = OUTBOX_SENT, .due = who.time, .text = parcel->reply };

	if (!parcel->sent)
		return end_failed(ending, parcel, error);
	return ending->daemon->store->finish(
		ending->daemon->store, parcel->item.id, &result, &who, error);
}

gboolean
dispatch_fault_pauses(const GError *fault)
{
	return after_error[class_of(fault)].pauses;
}
