/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sending. Invariant 5: a notice is `sending` in the database before the first
 * byte goes out; afterwards it is sent, again queued, failed, or uncertain, and
 * in doubt it is never sent twice by itself.
 */
#include "daemon/dispatch.h"

#include "adapters/fault.h"
#include "core/error.h"
#include "daemon/dispatch-record.h"
#include "daemon/log.h"
#include "daemon/pace.h"
#include "daemon/worker.h"

/* The database is in trouble. */
#define PAUSE_MS (5 * 1000)

struct Dispatch {
	const Daemon *daemon;
	const Board *board;
	Outlets *outlets;
	Pace *pace;
	GPtrArray *written; /* Parcel *, of different cases: to be claimed next */
	GPtrArray *given;   /* Parcel *, borrowed: on their way */
	GPtrArray *done;    /* Parcel *: claimed, and how that ended is not recorded */
	GPtrArray *owed;    /* Parcel *: of earlier steps, which the database could not record */

	/* Of one step. */
	gboolean closing;  /* nothing more is begun */
	gboolean troubled; /* by the server */
	gint64 rest_ms;    /* what the step answers */
	gint64 next_ms;    /* until the next is due */

	gint stopping; /* atomic */
};

Dispatch *
dispatch_new(const Daemon *daemon, const Board *board, const GPtrArray *senders)
{
	Dispatch *dispatch = g_new0(Dispatch, 1);

	dispatch->daemon = daemon;
	dispatch->board = board;
	dispatch->outlets = outlets_new(senders);
	dispatch->written = g_ptr_array_new_with_free_func((GDestroyNotify) parcel_free);
	dispatch->done = g_ptr_array_new_with_free_func((GDestroyNotify) parcel_free);
	dispatch->owed = g_ptr_array_new_with_free_func((GDestroyNotify) parcel_free);
	dispatch->given = g_ptr_array_new();
	dispatch->pace = pace_new(daemon, board, senders->len);
	return dispatch;
}

void
dispatch_free(Dispatch *dispatch)
{
	if (!dispatch)
		return;
	outlets_free(dispatch->outlets);
	g_ptr_array_unref(dispatch->written);
	g_ptr_array_unref(dispatch->done);
	g_ptr_array_unref(dispatch->owed);
	g_ptr_array_unref(dispatch->given);
	pace_free(dispatch->pace);
	g_free(dispatch);
}

void
dispatch_interrupt(Dispatch *dispatch)
{
	g_atomic_int_set(&dispatch->stopping, TRUE);
	outlets_interrupt(dispatch->outlets);
}

static gboolean
is_stopping(Dispatch *dispatch)
{
	return g_atomic_int_get(&dispatch->stopping);
}

void
dispatch_wake(Dispatch *dispatch)
{
	outlets_wake(dispatch->outlets);
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

static void
close_for(Dispatch *dispatch, gint64 ms)
{
	dispatch->closing = TRUE;
	dispatch->rest_ms = MAX(dispatch->rest_ms, ms);
}

static LogFields
fields_of(const Dispatch *dispatch, const OutboxItem *item)
{
	return (LogFields){ .board = dispatch->board->id,
		.case_id = item->case_id,
		.outbox = item->id,
		.attempt = item->attempts };
}

/* What is said and thought of an attempt when its end is recorded. */
static void
after_end(Dispatch *dispatch, Parcel *parcel)
{
	g_autoptr(Parcel) done = parcel;
	LogFields fields = fields_of(dispatch, &parcel->item);

	if (!parcel->sent)
		pace_log(dispatch->pace, &fields, parcel->fault);
	if (!parcel->ended) {
		/* Until then it is `sending`: after a kill it is uncertain, never doubled. */
		pace_log(dispatch->pace, &fields, parcel->unended);
		close_for(dispatch, PAUSE_MS);
		if (g_error_matches(parcel->unended, LEX_ERROR, LEX_ERROR_STORE))
			g_ptr_array_add(dispatch->owed, g_steal_pointer(&done));
		return;
	}
	FAULT_POINT("dispatch: finished");
	if (parcel->sent) {
		pace_taken(dispatch->pace, &fields);
		log_info(&fields, "notice sent: %s", notice_name(parcel->item.notice));
	} else if (dispatch_fault_pauses(parcel->fault)) {
		close_for(dispatch,
			pace_trouble(dispatch->pace, &fields, parcel, !dispatch->troubled));
		dispatch->troubled = TRUE;
	} else
		pace_refused(dispatch->pace);
}

/* Not claimed, it was cancelled meanwhile, or the database is in trouble. */
static void
after_claim(Dispatch *dispatch, Parcel *parcel)
{
	LogFields fields = fields_of(dispatch, &parcel->item);

	if (!parcel->claimed) {
		pace_log(dispatch->pace, &fields, parcel->fault);
		close_for(dispatch, g_error_matches(parcel->fault, LEX_ERROR, LEX_ERROR_NOT_ALLOWED)
					    ? WORKER_NOW
					    : PAUSE_MS);
		parcel_free(parcel);
		return;
	}
	FAULT_POINT("dispatch: claimed");
	if (parcel->unwritten) {
		parcel->fault = g_steal_pointer(&parcel->unwritten);
		g_ptr_array_add(dispatch->done, parcel);
		return;
	}
	g_ptr_array_add(dispatch->given, parcel);
	outlets_give(dispatch->outlets, parcel,
		notice_uses_null_sender(parcel->item.notice) ? "" : dispatch->board->address);
}

/* What was done is recorded, and what goes next claimed. */
static void
exchange_parcels(Dispatch *dispatch)
{
	g_autoptr(GPtrArray) ends = dispatch->done;
	g_autoptr(GPtrArray) claims = g_ptr_array_new();
	Ending ending = { dispatch->daemon, dispatch->board, is_stopping(dispatch),
		pace_is_well(dispatch->pace) };
	gboolean crowded = pace_width(dispatch->pace) > 1;

	dispatch->done = g_ptr_array_new_with_free_func((GDestroyNotify) parcel_free);
	while (dispatch->written->len &&
		claims->len + dispatch->given->len < pace_width(dispatch->pace)) {
		Parcel *parcel = g_ptr_array_steal_index(dispatch->written, 0);

		parcel->crowded = crowded;
		g_ptr_array_add(claims, parcel);
	}
	if (!ends->len && !claims->len)
		return;
	FAULT_POINT("dispatch: before claim");
	dispatch_record(&ending, ends, claims);
	g_ptr_array_set_free_func(ends, NULL);
	for (guint i = 0; i < ends->len; i++)
		after_end(dispatch, g_ptr_array_index(ends, i));
	for (guint i = 0; i < claims->len; i++)
		after_claim(dispatch, g_ptr_array_index(claims, i));
}

static GPtrArray *
list_in_hand(Dispatch *dispatch)
{
	GPtrArray *items = g_ptr_array_new();

	for (guint i = 0; i < dispatch->written->len; i++)
		g_ptr_array_add(items, &((Parcel *) dispatch->written->pdata[i])->item);
	for (guint i = 0; i < dispatch->given->len; i++)
		g_ptr_array_add(items, &((Parcel *) dispatch->given->pdata[i])->item);
	return items;
}

/* FALSE: nothing more can be had now; rest_ms says until when, if nothing is in hand. */
static gboolean
write_next(Dispatch *dispatch)
{
	const Daemon *daemon = dispatch->daemon;
	g_autoptr(GPtrArray) in_hand = list_in_hand(dispatch);
	g_autoptr(Parcel) parcel = parcel_new();
	g_autoptr(GError) error = NULL;
	gint64 now = now_wall(daemon->now), next = INSTANT_NONE;
	gboolean found = FALSE;

	if (!daemon->store->peek(daemon->store, dispatch->board->id, now, in_hand, &found,
		    &parcel->item, &next, &error)) {
		LogFields fields = { .board = dispatch->board->id };
		pace_log(dispatch->pace, &fields, error);
		close_for(dispatch, PAUSE_MS);
		return FALSE;
	}
	if (!found) {
		dispatch->next_ms = next == INSTANT_NONE ? WORKER_IDLE : MAX(next - now, 1);
		return FALSE;
	}
	(void) write_letter(dispatch, &parcel->item, now, &parcel->letter, &parcel->unwritten);
	g_ptr_array_add(dispatch->written, g_steal_pointer(&parcel));
	return TRUE;
}

static void
write_ahead(Dispatch *dispatch)
{
	if (is_stopping(dispatch))
		dispatch->closing = TRUE;
	while (!dispatch->closing && dispatch->written->len < pace_width(dispatch->pace) &&
		write_next(dispatch))
		;
	if (dispatch->closing) /* they are queued still */
		g_ptr_array_set_size(dispatch->written, 0);
}

static void
take_done(Dispatch *dispatch)
{
	Parcel *parcel;

	/* What could not be written is told now, and not when a silent server answers. */
	if (!dispatch->done->len)
		outlets_wait(dispatch->outlets);
	while ((parcel = outlets_take(dispatch->outlets))) {
		FAULT_POINT("dispatch: given");
		if (!parcel->sent && dispatch_fault_pauses(parcel->fault))
			dispatch->closing = TRUE;
		g_ptr_array_remove(dispatch->given, parcel);
		g_ptr_array_add(dispatch->done, parcel);
	}
}

/* FALSE: the database is in trouble still, and nothing more is begun. */
static gboolean
record_owed(Dispatch *dispatch)
{
	GPtrArray *none = dispatch->done;

	dispatch->done = dispatch->owed;
	dispatch->owed = none;
	exchange_parcels(dispatch);
	return dispatch->owed->len == 0;
}

void
dispatch_settle(Dispatch *dispatch)
{
	(void) record_owed(dispatch);
}

gint64
dispatch_step(gpointer user)
{
	Dispatch *dispatch = user;

	if (is_stopping(dispatch))
		return WORKER_IDLE;
	dispatch->closing = dispatch->troubled = FALSE;
	dispatch->rest_ms = dispatch->next_ms = WORKER_NOW;
	if (!record_owed(dispatch))
		return dispatch->rest_ms;
	write_ahead(dispatch);
	if (!dispatch->written->len)
		return MAX(dispatch->rest_ms, dispatch->next_ms);
	while (dispatch->written->len || dispatch->given->len || dispatch->done->len) {
		exchange_parcels(dispatch);
		/* Several: these are written while those are on their way. */
		if (pace_width(dispatch->pace) > 1)
			write_ahead(dispatch);
		take_done(dispatch);
		write_ahead(dispatch);
	}
	return dispatch->rest_ms;
}
