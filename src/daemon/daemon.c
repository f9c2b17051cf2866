/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the database is still the one that works. It may turn out to be an older state of itself
 * at any mail.
 */
#include "daemon/daemon.h"

#include "adapters/place.h"
#include "core/error.h"

gboolean
daemon_may_work(const Daemon *daemon, GError **error)
{
	g_autoptr(GError) doubt = NULL;

	if (place_require(daemon->store, daemon->settings->database, &doubt) ||
		!g_error_matches(doubt, LEX_ERROR, LEX_ERROR_NOT_ALLOWED))
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&doubt));
	return FALSE;
}
