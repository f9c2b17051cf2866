/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a stand-in has to do from now on. Must never write to the one who is recused.
 */
#include "core/life/life-recused.h"

#include <string.h>

#include "core/life/life-acts.h"
#include "core/life/life-guard.h"
#include "core/life/life-notices-private.h"
#include "core/notice/recipient.h"

static void
put_entrusted(Record *facts, const Matter *matter G_GNUC_UNUSED)
{
	Record part;

	record_init(&part);
	record_put_boolean(&part, "entrusted", TRUE);
	record_put_record(facts, "change", &part);
}

static gboolean
is_assigned(const CaseFile *file)
{
	return file->investigator && life_act_states(LIFE_ASSIGN) & 1u << file->state;
}

static gboolean
is_proposed(const CaseFile *file)
{
	return file->state == CASE_PROPOSED;
}

/* By what whoever has that role is told, the first that holds. */
static const struct {
	NoticeRow row;
	gboolean (*holds)(const CaseFile *file); /* NULL: always */
} told[] = {
	{ { LIFE_ASSIGN, NOTICE_ASSIGNMENT, "investigator", life_put_assignment, NULL,
		  MILESTONE_COUNT, { "investigate", "ivo_investigation" } },
		is_assigned },
	{ { LIFE_PROPOSE, NOTICE_PROPOSAL, "decision_maker", life_put_proposal, NULL,
		  MILESTONE_COUNT, { "decide" } },
		is_proposed },
	{ { LIFE_ACT_COUNT, NOTICE_CHANGED, "responsible", put_entrusted, NULL, MILESTONE_COUNT,
		  { "ivo_notify", "ivo_investigation", "breach_imy", "follow_up" } },
		NULL },
	{ { LIFE_ACT_COUNT, NOTICE_CHANGED, "decision_maker", put_entrusted, NULL, MILESTONE_COUNT,
		  { "ivo_notify", "ivo_investigation" } },
		NULL },
	{ { LIFE_ACT_COUNT, NOTICE_CHANGED, "registrar", put_entrusted, NULL, MILESTONE_COUNT,
		  { NULL } },
		NULL },
	{ { LIFE_ACT_COUNT, NOTICE_CHANGED, "dpo", put_entrusted, NULL, MILESTONE_COUNT,
		  { "breach_imy" } },
		case_file_has_open_breach },
};

static gboolean
has_role(const Matter *matter, const char *role, const char *person)
{
	const char *investigator = matter->file->investigator;

	/* Where nobody is named the responsible would be found. */
	if (strcmp(role, "investigator") == 0)
		return life_is_same_person(investigator, person);
	return recipient_has_role(matter->board, role, investigator, person);
}

static void
tell(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	Record facts;

	life_notice_begin(&facts, matter);
	row->put(&facts, matter);
	life_tell_role(plan, matter, row, row->to, &facts);
}

LifePlan *
life_plan_recused(CaseFile *file, const char *person, gboolean passed_on, const LifeOffice *office,
	GError **error)
{
	const LifeWords words = { .when = clock_time_at(office->clocks.now, office->clocks.zone) };
	LifePlan *plan = life_plan_clocks(file, &office->clocks, error);

	if (!plan || !office->board || !case_state_is_open(file->state))
		return plan;
	const Matter matter = { .file = file,
		.act = LIFE_ACT_COUNT,
		.words = &words,
		.office = office,
		.board = office->board,
		.clocks = plan->clocks };
	for (guint i = 0; i < G_N_ELEMENTS(told); i++) {
		const NoticeRow *row = &told[i].row;

		if (row->notice == NOTICE_CHANGED && (passed_on || plan->notices->len))
			continue;
		if (has_role(&matter, row->to, person) && (!told[i].holds || told[i].holds(file)))
			tell(plan, &matter, row);
	}
	return plan;
}
