/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deleting from the mailbox, long after a mail was handled. Only mail that is
 * kept whole, whose case is committed and that a verified backup holds; never
 * what stands in quarantine.
 */
#include "daemon/disposer.h"

#include "core/life/disposal.h"
#include "core/error.h"
#include "daemon/accounting.h"
#include "adapters/fault.h"
#include "daemon/removal.h"

static gboolean
refuse(const Daemon *daemon, const Board *board, Disposal disposal, GError **error)
{
	if (!accounting_not_deleted(daemon, board, disposal, error))
		return FALSE;
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED, disposal_reason(disposal));
	return FALSE;
}

gboolean
disposer_run(const Daemon *daemon, const Board *board, MailSource *source, guint32 uidvalidity,
	GArray *uids, GError **error)
{
	CaseStore *store = daemon->store;
	g_autoptr(GArray) gone = NULL;
	gint64 backup, before;

	if (board->mailbox.after != AFTER_DELETE)
		return TRUE;
	if (!store->last_backup(store, &backup, error))
		return FALSE;
	Disposal disposal = disposal_check(&board->mailbox, backup, now_wall(daemon->now), &before);
	if (disposal != DISPOSAL_ALLOWED)
		return refuse(daemon, board, disposal, error);
	if (!store->disposable(store, board->id, uidvalidity, uids, before, &gone, error))
		return FALSE;
	gboolean same;
	if (!removal_check(daemon, board, source, uidvalidity, gone, &same, error))
		return FALSE;
	if (!same || gone->len == 0)
		return TRUE;
	StoreActor who = daemon_actor(daemon);
	/* The journal first: what is deleted must not lack its event. */
	if (!store->disposed(store, board->id, uidvalidity, gone, board->mailbox.disposal_decision,
		    &who, error))
		return FALSE;
	FAULT_POINT("mailbox: disposal recorded");
	return source->remove(source, (const guint32 *) (gpointer) gone->data, gone->len, error);
}
