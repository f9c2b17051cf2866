/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be corrected, as one table: a new correction is a row here.
 */
#include "core/life/life-correct-private.h"

#define V(value) LIFE_BIT(LIFE_##value)
#define NONE     MILESTONE_COUNT

static const LifeCorrectRow rows[] = {
	{ LIFE_PROTECT, "protected", V(WHEN), MILESTONE_PROTECTED, NONE, { NONE, NONE } },
	{ LIFE_PROTECTION_NOT_NEEDED, "protected", V(WHEN), MILESTONE_PROTECTED, NONE,
		{ NONE, NONE } },
	{ LIFE_ASSESS, "assessed", V(WHEN), MILESTONE_ASSESSED, NONE, { NONE, NONE } },
	{ LIFE_DECLINE, "declined", V(WHEN), MILESTONE_DECLINED, NONE, { NONE, NONE } },
	{ LIFE_START, "investigation_started", V(WHEN) | V(LAW), MILESTONE_STARTED, NONE,
		{ NONE, NONE } },
	{ LIFE_PROPOSE, "proposed", V(WHEN), MILESTONE_PROPOSED, NONE, { NONE, NONE } },
	{ LIFE_DECIDE, "decided", V(WHEN), MILESTONE_DECIDED, NONE,
		{ MILESTONE_DELEGATED, MILESTONE_SERIOUS } },
	{ LIFE_SERIOUS, "serious", V(WHEN), MILESTONE_SERIOUS, NONE, { NONE, NONE } },
	{ LIFE_IVO_NOTIFIED, "ivo_notified", V(WHEN) | V(NUMBER), MILESTONE_IVO_NOTIFIED, NONE,
		{ MILESTONE_INVESTIGATION_ATTACHED, NONE } },
	{ LIFE_IVO_NOTIFIED_WHOLE, "ivo_notified", V(WHEN) | V(NUMBER), MILESTONE_IVO_NOTIFIED,
		NONE, { MILESTONE_INVESTIGATION_ATTACHED, NONE } },
	{ LIFE_INVESTIGATION_SENT, "investigation_sent", V(WHEN), MILESTONE_INVESTIGATION_SENT,
		NONE, { NONE, NONE } },
	{ LIFE_SUPPLEMENT_ASKED, "supplement_asked", V(WHEN) | V(DUE), MILESTONE_SUPPLEMENT_ASKED,
		MILESTONE_SUPPLEMENT_DUE, { NONE, NONE } },
	{ LIFE_SUPPLEMENT_SENT, "supplement_sent", V(WHEN), MILESTONE_SUPPLEMENT_SENT, NONE,
		{ NONE, NONE } },
	{ LIFE_IVO_CLOSED, "ivo_closed", V(WHEN), MILESTONE_IVO_CLOSED, NONE, { NONE, NONE } },
	{ LIFE_INFORM_REPORT, "board_informed_report", V(WHEN) | V(HOW), MILESTONE_REPORT_INFORMED,
		NONE, { NONE, NONE } },
	{ LIFE_INFORM_IVO, "board_informed_ivo", V(WHEN) | V(HOW), MILESTONE_IVO_INFORMED, NONE,
		{ NONE, NONE } },
	{ LIFE_INFORM_COPY, "board_got_copy", V(WHEN) | V(HOW), MILESTONE_COPY_INFORMED, NONE,
		{ NONE, NONE } },
	{ LIFE_INFORM_FINAL, "board_got_final", V(WHEN) | V(HOW), MILESTONE_FINAL_INFORMED, NONE,
		{ NONE, NONE } },
	{ LIFE_REGISTER, "registered", V(WHEN) | V(NUMBER), MILESTONE_REGISTERED, NONE,
		{ NONE, NONE } },
	{ LIFE_BREACH, "breach_aware", V(WHEN), MILESTONE_BREACH_AWARE, NONE, { NONE, NONE } },
	{ LIFE_BREACH_NOTIFIED, "breach_notified", V(WHEN), MILESTONE_BREACH_NOTIFIED, NONE,
		{ NONE, NONE } },
	{ LIFE_MEASURE_DONE, "measure", V(WHEN) | V(DUE), NONE, NONE, { NONE, NONE } },
	{ LIFE_SET_FOLLOW_UP, "follow_up_set", V(DUE), NONE, MILESTONE_FOLLOW_UP_SET,
		{ NONE, NONE } },
	{ LIFE_FOLLOWED_UP, "followed_up", V(WHEN), MILESTONE_FOLLOWED_UP, NONE, { NONE, NONE } },
	{ LIFE_RECEIPT_GIVEN, "receipt_given", V(WHEN) | V(HOW), MILESTONE_RECEIPT_ACCEPTED, NONE,
		{ NONE, NONE } },
	{ LIFE_FEEDBACK_GIVEN, "feedback_given", V(WHEN) | V(HOW), MILESTONE_FEEDBACK_ACCEPTED,
		NONE, { NONE, NONE } },
	{ LIFE_REPORTED, "reported_to_board", V(WHEN), MILESTONE_BOARD_REPORTED, NONE,
		{ NONE, NONE } },
	{ LIFE_CLOSE, "closed", V(WHEN), MILESTONE_CLOSED, NONE, { NONE, NONE } },
	{ LIFE_JOIN, "joined", V(WHEN), MILESTONE_JOINED, NONE, { NONE, NONE } },
	{ LIFE_TRANSFER, "transferred", V(WHEN), MILESTONE_TAKEN_OVER, NONE, { NONE, NONE } },
	{ LIFE_TRANSFER_EXTERNAL, "transferred_external", V(WHEN), MILESTONE_TRANSFERRED, NONE,
		{ NONE, NONE } },
	{ LIFE_REOPEN, "reopened", V(WHEN), MILESTONE_REOPENED, NONE,
		{ MILESTONE_ASSESSED, MILESTONE_STARTED } },
};

const LifeCorrectRow *
life_correct_row(LifeAct act)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		if (rows[i].act == act)
			return &rows[i];
	return NULL;
}

const char *
life_correct_what(LifeAct act)
{
	const LifeCorrectRow *row = life_correct_row(act);

	return row ? row->what : NULL;
}
