/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The making and freeing of plans' parts. Decides nothing.
 */
#include "core/notice/planned.h"

#include "core/text.h"

Route
planned_route_to(const Person *person)
{
	return person->secure ? ROUTE_SECURE : ROUTE_PLAIN;
}

PlannedNotice *
planned_notice_new(Notice notice, Audience audience, Route route, const char *recipient,
	const Board *board, gint64 due, const char *facts)
{
	PlannedNotice *planned = g_new0(PlannedNotice, 1);

	planned->notice = notice;
	planned->audience = audience;
	planned->route = route;
	planned->recipient = g_strdup(recipient);
	planned->language = g_strdup(board->language);
	planned->domain = text_address_domain(board->address);
	planned->due = due;
	planned->facts = g_strdup(facts);
	return planned;
}

PlannedNotice *
planned_undone_new(const char *recipient, const Board *board, const char *case_id, gint64 due)
{
	g_autofree char *folded = text_fold_address(recipient);
	PlannedNotice *planned = planned_notice_new(
		NOTICE_UNDONE, AUDIENCE_OUTSIDER, ROUTE_PLAIN, recipient, board, due, "{}");

	planned->once = g_strdup_printf("undone %s %s", case_id, folded);
	return planned;
}

PlannedEvent *
planned_event_new(const char *kind, char *detail)
{
	PlannedEvent *event = g_new0(PlannedEvent, 1);

	event->kind = g_strdup(kind);
	event->detail = detail;
	return event;
}

PlannedFlag *
planned_flag_new(const char *code, char *message)
{
	PlannedFlag *flag = g_new0(PlannedFlag, 1);

	flag->code = g_strdup(code);
	flag->message = message;
	return flag;
}

void
planned_notice_free(PlannedNotice *notice)
{
	if (!notice)
		return;
	g_free(notice->recipient);
	g_free(notice->language);
	g_free(notice->domain);
	g_free(notice->in_reply_to);
	g_free(notice->once);
	g_free(notice->overtakes);
	g_free(notice->accepted_board);
	g_free(notice->of_case);
	g_free(notice->sender);
	g_clear_pointer(&notice->entries, g_array_unref);
	g_free(notice->facts);
	g_free(notice);
}

void
planned_event_free(PlannedEvent *event)
{
	g_free(event->kind);
	g_free(event->detail);
	g_free(event);
}

void
planned_flag_free(PlannedFlag *flag)
{
	if (!flag)
		return;
	g_free(flag->code);
	g_free(flag->message);
	g_free(flag);
}
