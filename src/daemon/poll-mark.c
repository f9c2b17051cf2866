/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only thing that a poll changes in the mailbox, and only of mail that is committed. Must
 * never move mail that is another one than was stored.
 */
#include "daemon/poll-mark.h"

#include "adapters/fault.h"
#include "core/mail/uids.h"
#include "daemon/removal.h"

/*
 * What was fetched just now, while the mailbox is selected, is what it is; uids loses what nobody
 * can say that of.
 */
static gboolean
check_move(const Daemon *daemon, const Board *board, MailSource *source, guint32 uidvalidity,
	GArray *uids, const GArray *taken, gboolean *ret_same, GError **error)
{
	g_autoptr(GArray) sorted = uids_sorted(taken);
	g_autoptr(GArray) older = g_array_new(FALSE, FALSE, sizeof(guint32));
	guint n_taken = 0;

	for (guint i = 0; i < uids->len; i++) {
		guint32 uid = g_array_index(uids, guint32, i);

		if (uids_find(sorted, uid, NULL))
			g_array_index(uids, guint32, n_taken++) = uid;
		else
			g_array_append_val(older, uid);
	}
	g_array_set_size(uids, n_taken);
	if (!removal_check(daemon, board, source, uidvalidity, older, ret_same, error))
		return FALSE;
	g_array_append_vals(uids, older->data, older->len);
	uids_sort(uids);
	return TRUE;
}

gboolean
poll_mark(const Daemon *daemon, const Board *board, MailSource *source, guint32 uidvalidity,
	GArray *uids, const GArray *taken, gboolean *ret_same, GError **error)
{
	CaseStore *store = daemon->store;

	*ret_same = TRUE;
	if (board->mailbox.after == AFTER_MOVE &&
		!check_move(daemon, board, source, uidvalidity, uids, taken, ret_same, error))
		return FALSE;
	if (!*ret_same)
		return TRUE;
	FAULT_POINT("intake: before mark");
	if (!source->mark(source, (const guint32 *) (gpointer) uids->data, uids->len, error))
		return FALSE;
	FAULT_POINT("intake: marked");
	if (!store->marked(store, board->id, uidvalidity, uids, error))
		return FALSE;
	FAULT_POINT("intake: mark recorded");
	return TRUE;
}
