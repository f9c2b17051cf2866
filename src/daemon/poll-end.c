/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every poll ends with, also where something of it failed. Invariant 1: no mail vanishes
 * without a person being told.
 */
#include "daemon/poll-end.h"

#include "adapters/fault.h"
#include "daemon/accounting.h"
#include "daemon/digest-mail.h"
#include "daemon/held-receipts.h"

/* For the store's call back. */
typedef struct {
	const Daemon *daemon;
	const Board *board;
	const MailSourceState *state;
	GArray *uids;
	Accounting sum;
	gboolean wrong;
} Count;

static gboolean
count(gpointer user, GError **error)
{
	Count *whole = user;
	CaseStore *store = whole->daemon->store;
	StoreActor who = daemon_actor(whole->daemon);

	return store->end_poll(store, whole->board->id, whole->state, whole->uids, &who,
		       &whole->sum, error) &&
	       accounting_alarm(whole->daemon, whole->board, &whole->sum, &whole->wrong, error);
}

gboolean
poll_end_count(const Daemon *daemon, const Board *board, const MailSourceState *state, GArray *uids,
	gboolean *ret_owing, gboolean *ret_wrong, GError **error)
{
	Count whole = { .daemon = daemon, .board = board, .state = state, .uids = uids };

	if (!daemon->store->together(daemon->store, count, &whole, error))
		return FALSE;
	FAULT_POINT("mailbox: accounted");
	*ret_owing = whole.sum.owed > 0;
	*ret_wrong = whole.wrong;
	return TRUE;
}

gboolean
poll_end_settle(const Daemon *daemon, const Board *board, gboolean *ret_queued, GError **error)
{
	gboolean folded = FALSE, released = FALSE;
	gboolean good = digest_mail_tell(daemon, board, &folded, error) &&
			held_receipts_settle(daemon, board, &released, error);

	*ret_queued = folded || released;
	return good;
}
