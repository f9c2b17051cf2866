/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An old mailbox must not send receipts for years of mail: its notices are held
 * (core/notice/hold.h), and a person hears of it here. Says counts only.
 */
#include "daemon/first-contact.h"

#include "core/notice/facts.h"
#include "core/clock/holidays.h"

static char *
facts_of(gint64 notices, gint64 cases)
{
	Record facts, held;

	record_init(&held);
	facts_put_number(&held, "notices", notices);
	facts_put_number(&held, "cases", cases);
	facts_put_text(&held, "reason", hold_name(HOLD_FIRST_CONTACT));
	record_init(&facts);
	record_put_record(&facts, "held", &held);
	return record_end(&facts);
}

CivilDate
first_contact_day(const Daemon *daemon)
{
	CivilDate today = date_from_instant(now_wall(daemon->now), daemon->zone);

	return holidays_is_working_day(today) ? today : holidays_working_day_before(today);
}

gboolean
first_contact_tell(const Daemon *daemon, const Board *board, gboolean *ret_queued, GError **error)
{
	StoreActor who = daemon_actor(daemon);
	g_autofree char *day = date_to_string(first_contact_day(daemon));
	gint64 notices, cases;

	if (!daemon->store->count_held(
		    daemon->store, board->id, HOLD_FIRST_CONTACT, &notices, &cases, error))
		return FALSE;
	*ret_queued = notices > 0;
	if (!*ret_queued)
		return TRUE;
	g_autofree char *facts = facts_of(notices, cases);
	g_autoptr(PlannedNotice) notice = planned_notice_new(NOTICE_HELD, AUDIENCE_OPERATOR,
		ROUTE_PLAIN, board->operator_.address, board, who.time, facts);
	notice->once = g_strdup_printf("first contact %s %s", board->id, day);
	return daemon->store->queue(daemon->store, board->id, notice, &who, error);
}
