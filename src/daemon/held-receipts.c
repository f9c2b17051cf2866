/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No reporter waits for ever without a person knowing: what an hour had no room
 * for goes in a later one. Says counts only.
 */
#include "daemon/held-receipts.h"

#include "core/notice/budget.h"
#include "core/notice/facts.h"

static char *
facts_of(const HeldReceipts *receipts)
{
	Record facts, held;

	record_init(&held);
	facts_put_number(&held, "notices", receipts->notices);
	facts_put_number(&held, "cases", receipts->cases);
	if (receipts->late)
		facts_put_number(&held, "late", receipts->late);
	facts_put_text(&held, "reason", hold_name(HOLD_BUDGET));
	record_init(&facts);
	record_put_record(&facts, "held", &held);
	return record_end(&facts);
}

/* Of the same ones nobody hears twice. */
static gboolean
tell(const Daemon *daemon, const Board *board, const HeldReceipts *held, const StoreActor *who,
	GError **error)
{
	g_autofree char *facts = facts_of(held);
	g_autoptr(PlannedNotice) notice = planned_notice_new(NOTICE_RECEIPTS_HELD,
		AUDIENCE_OPERATOR, ROUTE_PLAIN, board->operator_.address, board, who->time, facts);

	notice->once = g_strdup_printf("receipts held %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
		board->id, held->last, held->last_late);
	return daemon->store->queue(daemon->store, board->id, notice, who, error);
}

/* What comes one by one, as no digest can say it. */
static gboolean
release(const Daemon *daemon, const Board *board, gint64 oldest, const StoreActor *who,
	gint64 *released, GError **error)
{
	static const Notice kinds[] = { NOTICE_RECEIPT, NOTICE_MISSING_FACTS, NOTICE_CONFIRMATION,
		NOTICE_TRANSCRIPT };

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		NoticeLimit limit = budget_limit(kinds[i], daemon->settings);
		gint64 n;

		if (!daemon->store->release_receipts(
			    daemon->store, board->id, kinds[i], &limit, oldest, who, &n, error))
			return FALSE;
		*released += n;
	}
	return TRUE;
}

gboolean
held_receipts_settle(const Daemon *daemon, const Board *board, gboolean *ret_queued, GError **error)
{
	CaseStore *store = daemon->store;
	StoreActor who = daemon_actor(daemon);
	gint64 oldest = who.time - HOLD_OLD_MS, released = 0;
	HeldReceipts held = { 0 };

	if (!release(daemon, board, oldest, &who, &released, error) ||
		!store->held_receipts(store, board->id, oldest, board->operator_.address, who.time,
			&held, error) ||
		(held.notices && !tell(daemon, board, &held, &who, error)))
		return FALSE;
	*ret_queued = released || held.notices;
	return TRUE;
}
