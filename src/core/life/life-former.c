/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who had to do with a case, or still has a date of it in the calendar, and would hear
 * nothing of its end. Must never write to somebody whom a recusal binds.
 */
#include "core/notice/facts.h"
#include "core/life/life-calendar.h"
#include "core/life/life-guard.h"
#include "core/life/life-notices-private.h"
#include "core/life/life-notices.h"

static const NoticeRow changed = {
	.notice = NOTICE_CHANGED, .to = "former", .accepted = MILESTONE_COUNT
};

/* Of a case that was passed on the board speaks that had it. */
static Matter
former_of(const LifePlan *plan, const Matter *matter)
{
	Matter former = *matter;

	if (plan->left_board) {
		former.board = matter->office->board;
		former.sender = plan->left_board;
	}
	return former;
}

static void
tell(LifePlan *plan, const Matter *matter, const Recipient *to, const char *key)
{
	const Matter former = former_of(plan, matter);
	g_autoptr(GArray) entries =
		life_calendar_take_back(plan, matter->file, matter->board, to->address);
	Record facts, part;

	life_notice_begin(&facts, &former);
	if (plan->left_board)
		facts_put_text(&facts, "dnr", plan->left_dnr);
	record_init(&part);
	record_put_boolean(&part, key, TRUE);
	record_put_record(&facts, "change", &part);
	calendar_put_held(&facts, entries, former.office->clocks.now);
	g_autofree char *json = record_end(&facts);
	PlannedNotice *notice = life_notice_add(plan, &former, &changed, to, json, NULL);
	if (notice)
		notice->entries = g_steal_pointer(&entries);
}

/* Which board that was: who says so now, or, of a correction, who had the case before. */
static Matter
leaver_of(const LifePlan *plan, const Matter *matter)
{
	const CaseFile *file = matter->file;
	Matter leaver = former_of(plan, matter);

	if (!plan->left_board) {
		leaver.sender = file->former_board;
		leaver.board = file->former_board ? settings_get_board(matter->office->settings,
							    file->former_board)
						  : NULL;
	}
	return leaver;
}

void
life_tell_former(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	const Matter leaver = leaver_of(plan, matter);
	Record facts;

	if (!leaver.board)
		return;
	record_init(&facts);
	facts_put_text(&facts, "case", matter->file->id);
	facts_put_text(&facts, "dnr", plan->left_board ? plan->left_dnr : matter->file->former_dnr);
	if (matter->words->correct)
		life_put_right_day(&facts, &leaver);
	else
		row->put(&facts, matter);
	life_tell_role(plan, &leaver, row, "registrar", &facts);
}

void
life_tell_replaced(LifePlan *plan, const Matter *matter)
{
	const Matter former = former_of(plan, matter);

	if (!plan->left_investigator || life_is_recused(matter->file, plan->left_investigator))
		return;
	g_auto(Recipient) to = recipient_of_investigator(former.board, plan->left_investigator);
	tell(plan, matter, &to, "unassigned");
}

void
life_tell_holders(LifePlan *plan, const Matter *matter)
{
	for (guint i = 0; i < matter->file->calendars->len; i++) {
		const HeldEntry *held = &g_array_index(matter->file->calendars, HeldEntry, i);
		const Recipient to = {
			.address = held->recipient, .route = held->route, .audience = held->audience
		};

		if (life_calendar_is_dropped(plan, matter->file, matter->board, held))
			tell(plan, matter, &to, "taken_back");
	}
}

void
life_plan_taken_back(
	LifePlan *plan, const CaseFile *file, const LifeWords *words, const LifeOffice *office)
{
	const Matter matter = { .file = file,
		.act = LIFE_ACT_COUNT,
		.words = words,
		.office = office,
		.board = office->board,
		.clocks = plan->clocks };

	life_tell_holders(plan, &matter);
}
