/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The anchor of the journal by mail. Says nothing of any case.
 */
#include "daemon/anchor-mail.h"

#include "core/journal/anchor.h"
#include "core/clock/clock-facts.h"
#include "core/clock/holidays.h"

static char *
facts_of(const JournalLink *link, CivilDate today, const char *language)
{
	g_autofree char *text = anchor_format(link);
	g_autofree char *date = clock_facts_day(today, language);
	Record facts, anchor;

	record_init(&anchor);
	facts_put_text(&anchor, "text", text);
	facts_put_text(&anchor, "date", date);
	record_init(&facts);
	record_put_record(&facts, "anchor", &anchor);
	return record_end(&facts);
}

/* The day that the mail of today is of: today, or the Monday of the week. */
static char *
period_of(AnchorFrequency frequency, CivilDate today)
{
	guint weekday = date_weekday(today) - WEEKDAY_MONDAY;

	return date_to_string(
		frequency == ANCHOR_DAILY ? today : date_add_days(today, -(gint) weekday));
}

static gboolean
tell(const Daemon *daemon, const Board *board, const JournalLink *link, GError **error)
{
	StoreActor who = daemon_actor(daemon);
	const Person *registrar = &board->registrar;
	CivilDate today = date_from_instant(who.time, daemon->zone);
	g_autofree char *period = period_of(daemon->settings->organisation.anchor, today);
	g_autofree char *facts = facts_of(link, today, board->language);
	g_autoptr(PlannedNotice) notice = planned_notice_new(NOTICE_ANCHOR, AUDIENCE_REGISTRAR,
		planned_route_to(registrar), registrar->address, board, who.time, facts);

	notice->once = g_strdup_printf("anchor %s %s", period, registrar->address);
	return daemon->store->queue(daemon->store, board->id, notice, &who, error);
}

gboolean
anchor_mail_tell(const Daemon *daemon, GError **error)
{
	const Settings *settings = daemon->settings;
	CivilDate today = date_from_instant(now_wall(daemon->now), daemon->zone);
	JournalLink link;

	if (settings->organisation.anchor == ANCHOR_NEVER || !holidays_is_working_day(today))
		return TRUE;
	if (!daemon->store->journal_link(daemon->store, 0, &link, error))
		return FALSE;
	for (guint i = 0; link.seq && i < settings->boards->len; i++)
		if (!tell(daemon, g_ptr_array_index(settings->boards, i), &link, error))
			return FALSE;
	return TRUE;
}
