/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mailbox that was restored while no poll saw it, and has had as much new mail
 * since, gives known numbers to new mail, which would stay hidden behind them.
 * Goes by Message-IDs alone: sizes drift with some servers.
 */
#include "daemon/newest.h"

#include "daemon/glance.h"

/* FALSE of what has no Message-ID, or did not come: that proves nothing. */
static gboolean
is_other(const GArray *glances, const NewestMail *known)
{
	const LedgerMail stored = { 0, known->message_id };

	for (guint i = 0; i < glances->len; i++) {
		const MailGlance *glance = &g_array_index(glances, MailGlance, i);
		const LedgerMail now = { 0, glance->message_id };

		if (glance->uid == known->uid && now.message_id &&
			!ledger_is_same_mail(&stored, &now))
			return TRUE;
	}
	return FALSE;
}

/*
 * A Message-ID alone is what the server takes for one; what was stored is what we
 * took for one in the whole mail. A mail on which the two do not agree, as a
 * sender may make it, must not begin a ledger at each poll: it is fetched whole.
 */
static gboolean
ask(MailSource *source, const NewestMail *known, gboolean *ret_whole, gboolean *ret_other,
	GError **error)
{
	g_autoptr(GArray) glances = glances_new();

	*ret_other = *ret_whole = FALSE;
	if (!source->glance(source, &known->uid, 1, glances_take, glances, error))
		return FALSE;
	if (!is_other(glances, known))
		return TRUE;
	g_array_set_size(glances, 0);
	if (!source->fetch(source, &known->uid, 1, glances_take, glances, error))
		return FALSE;
	*ret_whole = TRUE;
	*ret_other = is_other(glances, known);
	return TRUE;
}

gboolean
newest_check(const Daemon *daemon, const Board *board, MailSource *source,
	const MailSourceState *state, GArray *uids, NewestProved *proved, GError **error)
{
	g_auto(NewestMail) known = { 0 };
	gboolean whole, other;

	if (!daemon->store->newest_known(daemon->store, board->id, state, uids, &known, error))
		return FALSE;
	if (known.uid == 0 ||
		(known.uid == proved->uid && state->uidvalidity == proved->uidvalidity))
		return TRUE;
	if (!ask(source, &known, &whole, &other, error))
		return FALSE;
	if (other) {
		StoreActor who = daemon_actor(daemon);

		return daemon->store->newest_differs(
			daemon->store, board->id, state->uidvalidity, &who, error);
	}
	if (whole)
		*proved = (NewestProved){ state->uidvalidity, known.uid };
	return TRUE;
}
