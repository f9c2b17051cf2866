/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is told of one case in another one that belongs together with it. Must never tell
 * anybody of a case with which they have nothing to do any more, by way of the other.
 */
#include <string.h>

#include "core/notice/facts.h"
#include "core/life/life-guard.h"
#include "core/life/life-notices-private.h"
#include "core/life/life-notices.h"
#include "core/text.h"

GPtrArray *
life_recusals(const CaseFile *file, const GPtrArray *not_to)
{
	GPtrArray *pairs = g_ptr_array_new();

	for (guint i = 0; i < file->recused->len; i++) {
		g_ptr_array_add(pairs, file->recused->pdata[i]);
		g_ptr_array_add(pairs, file->stand_ins->pdata[i]);
	}
	for (guint i = 0; not_to && i < not_to->len; i++)
		g_ptr_array_add(pairs, not_to->pdata[i]);
	return pairs;
}

/* The same command, seen from the other case; FALSE: its board is none of ours. */
static gboolean
go_there(const Matter *matter, const RelatedCase *related, Matter *ret_there)
{
	*ret_there = *matter;
	ret_there->board = settings_get_board(matter->office->settings, related->board);
	ret_there->sender = related->board;
	ret_there->of_case = related->id;
	return ret_there->board != NULL;
}

static void
begin_there(Record *facts, const RelatedCase *related)
{
	record_init(facts);
	facts_put_text(facts, "case", related->id);
	facts_put_text(facts, "dnr", related->dnr);
}

/* Who works on both cases is told once that they belong together. */
static gboolean
is_told_already(const LifePlan *plan, const Matter *there, const char *address)
{
	g_autofree char *folded = text_fold_address(address);

	for (guint i = 0; there->act != LIFE_WITHDRAW && i < plan->notices->len; i++) {
		const PlannedNotice *notice = plan->notices->pdata[i];
		g_autofree char *told = text_fold_address(notice->recipient);

		if (notice->audience != AUDIENCE_REPORTER && strcmp(told, folded) == 0)
			return TRUE;
	}
	return FALSE;
}

/* Who is to hear nothing there: of the other case, or of this one. */
static GPtrArray *
recusals_there(const Matter *there, const RelatedCase *related)
{
	GPtrArray *pairs = g_ptr_array_new();

	for (guint i = 0; i < related->recusals->len; i++)
		g_ptr_array_add(pairs, related->recusals->pdata[i]);
	for (guint i = 0; i < there->not_to->len; i++)
		g_ptr_array_add(pairs, there->not_to->pdata[i]);
	return pairs;
}

/* By role, in the other case, by its own board. */
static void
tell_there(LifePlan *plan, const Matter *there, const NoticeRow *row, const RelatedCase *related,
	const char *role)
{
	const ClockOffice *office = &there->office->clocks;
	g_autoptr(GPtrArray) recusals = recusals_there(there, related);
	g_auto(Recipient) to = recipient_find(there->board, role, related->investigator,
		date_from_instant(office->now, office->zone), there->file->away, recusals);
	Record facts;

	if (is_told_already(plan, there, to.address))
		return;
	begin_there(&facts, related);
	row->put(&facts, there);
	recipient_put(&facts, &to);
	g_autofree char *json = record_end(&facts);
	life_notice_add(plan, there, row, &to, json, NULL);
}

void
life_tell_related(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	g_autoptr(GPtrArray) recusals = life_recusals(matter->file, NULL);

	for (guint i = 0; i < matter->file->related->len; i++) {
		const RelatedCase *related = matter->file->related->pdata[i];
		Matter there;

		if (!go_there(matter, related, &there) || !case_state_is_open(related->state))
			continue;
		there.not_to = recusals;
		there.named_held = matter->file->held;
		tell_there(plan, &there, row, related, "investigator");
		tell_there(plan, &there, row, related, "responsible");
	}
}

void
life_tell_joined(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	for (guint i = 0; i < matter->file->related->len; i++) {
		const RelatedCase *related = matter->file->related->pdata[i];
		Matter there;
		Record facts;

		if (!related->joined || !go_there(matter, related, &there))
			continue;
		begin_there(&facts, related);
		row->put(&facts, &there);
		life_tell_reporter(plan, &there, row,
			related->reporter ? related->reporter : related->sender, &facts);
	}
}

/* In which of the two cases, and whether only where they are of two boards. */
static const struct {
	NoticeRow row;
	gboolean there, apart;
} pairs[] = {
	{ { LIFE_JOIN, NOTICE_CHANGED, LIFE_TO_REPORTER, life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		FALSE, FALSE },
	{ { LIFE_JOIN, NOTICE_CHANGED, "investigator", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		FALSE, FALSE },
	{ { LIFE_JOIN, NOTICE_CHANGED, LIFE_TO_ASKED, life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		FALSE, FALSE },
	/* Of one board both read it in the case that goes on. */
	{ { LIFE_JOIN, NOTICE_CHANGED, "responsible", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		FALSE, TRUE },
	{ { LIFE_JOIN, NOTICE_CHANGED, "registrar", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		FALSE, TRUE },
	{ { LIFE_JOIN, NOTICE_CHANGED, "investigator", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		TRUE, FALSE },
	{ { LIFE_JOIN, NOTICE_CHANGED, "responsible", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		TRUE, FALSE },
	{ { LIFE_JOIN, NOTICE_CHANGED, "registrar", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		TRUE, FALSE },
	{ { LIFE_LINK, NOTICE_CHANGED, "investigator", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		FALSE, FALSE },
	{ { LIFE_LINK, NOTICE_CHANGED, "responsible", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		FALSE, FALSE },
	{ { LIFE_LINK, NOTICE_CHANGED, "investigator", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		TRUE, FALSE },
	{ { LIFE_LINK, NOTICE_CHANGED, "responsible", life_put_change, NULL, MILESTONE_COUNT,
		  { NULL } },
		TRUE, FALSE },
};

/* Of a case that has ended nobody does any work; one that is joined was open until then. */
static gboolean
is_worked_on(CaseState state, LifeAct act)
{
	return act == LIFE_JOIN || case_state_is_open(state);
}

/* Who was told of a wrong day is told of the right one, but for who reported. */
static gboolean
correct_row(const LifePlan *plan, NoticeRow *row)
{
	if (plan->words->correct)
		row->put = life_put_right_day;
	return !plan->words->correct || strcmp(row->to, LIFE_TO_REPORTER) != 0;
}

void
life_tell_other(LifePlan *plan, const CaseFile *file, const RelatedCase *other)
{
	const Matter here = { .file = file,
		.act = plan->act,
		.words = plan->words,
		.office = plan->by,
		.board = plan->by->board,
		.clocks = plan->clocks,
		.not_to = other->recusals,
		.named_held = other->held };
	g_autoptr(GPtrArray) recusals = life_recusals(file, NULL);
	Matter there, alone = here;
	gboolean known = go_there(&here, other, &there);

	there.not_to = recusals;
	there.named_held = file->held;
	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
		NoticeRow one = pairs[i].row;
		const NoticeRow *row = &one;
		gboolean apart = strcmp(file->board, other->board) != 0;

		if (row->act != plan->act || (pairs[i].apart && !apart) || !correct_row(plan, &one))
			continue;
		if (!pairs[i].there && is_worked_on(file->state, plan->act))
			life_tell_row(plan, &here, row);
		else if (pairs[i].there && known && is_worked_on(other->state, plan->act))
			tell_there(plan, &there, row, other, row->to);
	}
	/* What these are told does not name the other one. */
	alone.not_to = NULL;
	alone.named_held = FALSE;
	life_tell_holders(plan, &alone);
}
