/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One mail in the place of many: counts and the numbers of cases or mails,
 * nothing else.
 */
#include "daemon/digest-mail.h"

#include "core/notice/budget.h"
#include "core/notice/facts.h"

static char *
facts_of(const StoreDigest *digest)
{
	Record facts, dict;
	gint64 unnamed = digest->count - (gint64) digest->names->len;

	record_init(&dict);
	facts_put_number(&dict, "count", digest->count);
	record_put_texts(&dict, digest->kind->names, (const char *const *) digest->names->pdata,
		(gssize) digest->names->len);
	if (unnamed > 0)
		facts_put_number(&dict, "more", unnamed);
	record_init(&facts);
	record_put_record(&facts, "digest", &dict);
	return record_end(&facts);
}

/* Who writes, for the store's call back. */
typedef struct {
	const Board *board;
	gint64 now;
} Desk;

static PlannedNotice *
write_digest(const StoreDigest *digest, gpointer user)
{
	const Desk *desk = user;
	g_autofree char *facts = facts_of(digest);

	return planned_notice_new(digest->kind->digest, digest->kind->audience, ROUTE_PLAIN,
		digest->recipient, desk->board, desk->now, facts);
}

static gboolean
tell_kind(const Daemon *daemon, const Board *board, const BudgetFold *kind, gboolean *queued,
	GError **error)
{
	StoreActor who = daemon_actor(daemon);
	Desk desk = { board, who.time };
	gboolean folded;

	do {
		if (!daemon->store->fold(daemon->store, board->id, kind, write_digest, &desk, &who,
			    &folded, error))
			return FALSE;
		*queued |= folded;
	} while (folded);
	return TRUE;
}

gboolean
digest_mail_tell(const Daemon *daemon, const Board *board, gboolean *ret_queued, GError **error)
{
	gsize n_kinds;
	const BudgetFold *kinds = budget_folds(&n_kinds);

	*ret_queued = FALSE;
	for (gsize i = 0; i < n_kinds; i++)
		if (!tell_kind(daemon, board, &kinds[i], ret_queued, error))
			return FALSE;
	return TRUE;
}
