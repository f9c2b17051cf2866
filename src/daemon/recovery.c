/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a kill left half done. Must never give away again what may have gone out (invariant 5).
 */
#include "daemon/recovery.h"

#include "core/error.h"
#include "daemon/dispatch-end.h"

static gboolean
settle(const Daemon *daemon, Parcel *parcel, GError **error)
{
	Ending ending = {
		.daemon = daemon,
		.board = settings_get_board(daemon->settings, parcel->item.board),
	};

	parcel->fault = g_error_new_literal(LEX_ERROR, LEX_ERROR_UNCERTAIN,
		"the program ended while this notice was being given away");
	return dispatch_end(&ending, parcel, error);
}

gboolean
recovery_run(const Daemon *daemon, guint *ret_uncertain, GError **error)
{
	CaseStore *store = daemon->store;
	StoreActor who = daemon_actor(daemon);

	*ret_uncertain = 0;
	if (!store->recover(store, &who, error))
		return FALSE;
	for (;;) {
		g_autoptr(Parcel) parcel = parcel_new();
		gboolean found = FALSE;

		if (!store->peek_sending(store, &found, &parcel->item, error))
			return FALSE;
		if (!found)
			return TRUE;
		if (!settle(daemon, parcel, error))
			return FALSE;
		++*ret_uncertain;
	}
}
