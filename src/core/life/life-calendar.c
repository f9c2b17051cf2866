/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which dates go with the notices of a command. Must never write to somebody whom a
 * recusal binds, whatever their calendar holds.
 */
#include "core/life/life-calendar.h"

#include <string.h>

#include "core/life/life-guard.h"
#include "core/notice/recipient.h"
#include "core/text.h"

/* TRUE if a notice of the plan brings that entry. */
static gboolean
is_said(const LifePlan *plan, const HeldEntry *held)
{
	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		for (guint e = 0; notice->entries && e < notice->entries->len; e++)
			if (strcmp(g_array_index(notice->entries, HeldEntry, e).uid, held->uid) ==
				0)
				return TRUE;
	}
	return FALSE;
}

/* A last day that the mail is about. */
static void
add_own(GArray *entries, const LifePlan *plan, const CaseFile *file, const Board *board,
	const char *rule, const char *address)
{
	g_autofree char *domain = text_address_domain(board->address);

	for (guint i = 0; i < plan->clocks->len; i++) {
		const CaseClock *clock = &g_array_index(plan->clocks, CaseClock, i);
		HeldEntry entry = { .due = clock->due };

		if (strcmp(clock->rule->id, rule) != 0 || clock->stop.date.year)
			continue;
		entry.uid = calendar_uid(file->id, rule, NULL, address, domain);
		entry.recipient = g_strdup(address);
		entry.rule = g_strdup(rule);
		entry.sequence = held_entry_sequence(file->calendars, &entry);
		g_array_append_val(entries, entry);
		return;
	}
}

static gboolean
has_uid(const GArray *entries, const char *uid)
{
	for (guint i = 0; i < entries->len; i++)
		if (strcmp(g_array_index(entries, HeldEntry, i).uid, uid) == 0)
			return TRUE;
	return FALSE;
}

/* TRUE if that calendar is to get ret_entry: what lies behind us is not taken back. */
static gboolean
is_wrong(const LifePlan *plan, const HeldEntry *held, HeldEntry *ret_entry)
{
	CivilDate today = date_from_instant(plan->office->now, plan->office->zone);

	return held_entry_renew(held, plan->clocks, ret_entry) &&
	       !(ret_entry->cancelled && date_compare(held->due.date, today) < 0);
}

GArray *
life_calendar_find(const LifePlan *plan, const CaseFile *file, const Board *board,
	const char *const *rules, const char *address)
{
	g_autofree char *folded = text_fold_address(address);
	GArray *entries = held_entries_new();

	for (guint i = 0; i < LIFE_CALENDAR_DATES && rules && rules[i]; i++)
		add_own(entries, plan, file, board, rules[i], address);
	for (guint i = 0; !life_is_recused(file, address) && i < file->calendars->len; i++) {
		const HeldEntry *held = &g_array_index(file->calendars, HeldEntry, i);
		g_autofree char *of = text_fold_address(held->recipient);
		HeldEntry right;

		if (strcmp(of, folded) != 0 || has_uid(entries, held->uid) || is_said(plan, held) ||
			!is_wrong(plan, held, &right))
			continue;
		right = held_entry_copy(&right);
		g_array_append_val(entries, right);
	}
	return entries;
}

const HeldEntry *
life_calendar_find_untold(const LifePlan *plan, const CaseFile *file)
{
	for (guint i = 0; i < file->calendars->len; i++) {
		const HeldEntry *held = &g_array_index(file->calendars, HeldEntry, i);
		HeldEntry right;

		if (held_entry_renew(held, plan->clocks, &right) && !right.cancelled &&
			!is_said(plan, held) && !life_is_recused(file, held->recipient))
			return held;
	}
	return NULL;
}

/* TRUE if the clock's reminders are for whoever has that address, there or not. */
static gboolean
is_reminded(const ClockRule *rule, const Board *board, const CaseFile *file, const char *address)
{
	for (guint i = 0; i < rule->to->len; i++)
		if (recipient_has_role(board, rule->to->pdata[i], file->investigator, address))
			return TRUE;
	return FALSE;
}

/* TRUE if that calendar is to have the date no more. */
static gboolean
is_over(const LifePlan *plan, const CaseFile *file, const Board *board, const HeldEntry *held)
{
	const ClockRule *rule = clock_office_find(plan->office, held->rule);
	HeldEntry right;
	gboolean changed = held_entry_renew(held, plan->clocks, &right);

	if (!held->sent || held->cancelled || !rule)
		return FALSE;
	/* No other board may change what one has sent: who is of both gets it anew. */
	if (plan->left_board)
		return TRUE;
	return (changed && right.cancelled) ||
	       (life_is_same_person(held->recipient, plan->left_investigator) &&
		       !is_reminded(rule, board, file, held->recipient));
}

/* TRUE if whoever works on that case hears nothing more of it, and nothing says so by itself. */
static gboolean
is_left(const LifePlan *plan, const CaseFile *file)
{
	return plan->left_board || (file->state == CASE_NOT_REPORT && plan->was != file->state);
}

gboolean
life_calendar_is_dropped(
	const LifePlan *plan, const CaseFile *file, const Board *board, const HeldEntry *held)
{
	const ClockRule *rule = clock_office_find(plan->office, held->rule);
	CivilDate today = date_from_instant(plan->office->now, plan->office->zone);

	if (!is_over(plan, file, board, held) || date_compare(held->due.date, today) < 0 ||
		is_said(plan, held) || life_is_recused(file, held->recipient))
		return FALSE;
	return is_left(plan, file) || !is_reminded(rule, board, file, held->recipient);
}

GArray *
life_calendar_take_back(
	const LifePlan *plan, const CaseFile *file, const Board *board, const char *address)
{
	g_autofree char *folded = text_fold_address(address);
	GArray *entries = held_entries_new();

	for (guint i = 0; i < file->calendars->len; i++) {
		const HeldEntry *held = &g_array_index(file->calendars, HeldEntry, i);
		g_autofree char *of = text_fold_address(held->recipient);

		if (strcmp(of, folded) != 0 || is_said(plan, held) ||
			!is_over(plan, file, board, held))
			continue;
		HeldEntry entry = held_entry_copy(held);
		entry.sequence++;
		entry.cancelled = TRUE;
		g_array_append_val(entries, entry);
	}
	return entries;
}
