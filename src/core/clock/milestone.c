/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The milestones of a case: one row each.
 */
#include "core/clock/milestone.h"

const char *const milestone_names[MILESTONE_COUNT + 1] = {
	[MILESTONE_ARRIVAL] = "arrival",
	[MILESTONE_RECEIPT_ACCEPTED] = "receipt_accepted",
	[MILESTONE_REGISTERED] = "registered",
	[MILESTONE_PROTECTED] = "protected",
	[MILESTONE_ASSESSED] = "assessed",
	[MILESTONE_DECLINED] = "declined",
	[MILESTONE_STARTED] = "started",
	[MILESTONE_PROPOSED] = "proposed",
	[MILESTONE_DECIDED] = "decided",
	[MILESTONE_DELEGATED] = "decided_by_delegation",
	[MILESTONE_SERIOUS] = "serious",
	[MILESTONE_IVO_NOTIFIED] = "ivo_notified",
	[MILESTONE_INVESTIGATION_ATTACHED] = "investigation_attached",
	[MILESTONE_INVESTIGATION_SENT] = "investigation_sent",
	[MILESTONE_BOARD_LINKED] = "board_linked",
	[MILESTONE_REPORT_INFORMED] = "board_told_of_report",
	[MILESTONE_IVO_INFORMED] = "board_told_of_ivo",
	[MILESTONE_COPY_INFORMED] = "board_has_copy",
	[MILESTONE_FINAL_INFORMED] = "board_has_final",
	[MILESTONE_BREACH_AWARE] = "breach_aware",
	[MILESTONE_BREACH_NOTIFIED] = "breach_notified",
	[MILESTONE_BREACH_NOT_REPORTABLE] = "breach_not_reportable",
	[MILESTONE_FOLLOW_UP_SET] = "follow_up_set",
	[MILESTONE_FOLLOWED_UP] = "followed_up",
	[MILESTONE_FEEDBACK_ACCEPTED] = "feedback_accepted",
	[MILESTONE_BOARD_REPORTED] = "reported",
	[MILESTONE_BOARD_UNLINKED] = "board_unlinked",
	[MILESTONE_SUPPLEMENT_ASKED] = "supplement_asked",
	[MILESTONE_SUPPLEMENT_DUE] = "supplement_due",
	[MILESTONE_SUPPLEMENT_SENT] = "supplement_sent",
	[MILESTONE_IVO_CLOSED] = "ivo_closed",
	[MILESTONE_JOINED] = "joined",
	[MILESTONE_TRANSFERRED] = "transferred",
	[MILESTONE_NOT_REPORT] = "not_report",
	[MILESTONE_UNANSWERED] = "unanswered",
	[MILESTONE_CLOSED] = "closed",
	[MILESTONE_REOPENED] = "reopened",
	[MILESTONE_TAKEN_OVER] = "taken_over",
	[MILESTONE_NOT_SERIOUS] = "not_serious",
};

static const struct {
	const char *clause;
	gboolean of_board, early, ahead, lasts;
} rows[MILESTONE_COUNT] = {
	[MILESTONE_ARRIVAL] = { .clause = "rapporten kom in", .lasts = TRUE },
	[MILESTONE_RECEIPT_ACCEPTED] = { .clause = "kvittensen togs emot av e-postservern",
		.lasts = TRUE },
	[MILESTONE_REGISTERED] = { .clause = "rapporten fick ett diarienummer" },
	[MILESTONE_PROTECTED] = { .clause = "den enskilde skyddades", .early = TRUE },
	[MILESTONE_ASSESSED] = { .clause = "det bedömdes att rapporten ska utredas" },
	[MILESTONE_DECLINED] = { .clause = "det beslutades att inte inleda någon utredning" },
	[MILESTONE_STARTED] = { .clause = "utredningen inleddes" },
	[MILESTONE_PROPOSED] = { .clause = "förslaget till beslut lämnades" },
	[MILESTONE_DECIDED] = { .clause = "beslutet fattades" },
	[MILESTONE_DELEGATED] = { .clause = "beslutet fattades på delegation" },
	[MILESTONE_SERIOUS] = { .clause =
					"det stod klart att missförhållandet eller risken är allvarlig",
		.lasts = TRUE },
	[MILESTONE_IVO_NOTIFIED] = { .clause = "anmälan till IVO gjordes", .lasts = TRUE },
	[MILESTONE_INVESTIGATION_ATTACHED] = { .clause = "utredningen bifogades anmälan till IVO",
		.lasts = TRUE },
	[MILESTONE_INVESTIGATION_SENT] = { .clause = "utredningen skickades till IVO",
		.lasts = TRUE },
	[MILESTONE_BOARD_LINKED] = { .clause = "nämnden kopplades till ärendet", .of_board = TRUE },
	[MILESTONE_REPORT_INFORMED] = { .clause = "nämnden informerades om rapporten",
		.of_board = TRUE },
	[MILESTONE_IVO_INFORMED] = { .clause = "nämnden informerades om anmälan till IVO",
		.of_board = TRUE },
	[MILESTONE_COPY_INFORMED] = { .clause = "nämnden fick en kopia av utredningen",
		.of_board = TRUE },
	[MILESTONE_FINAL_INFORMED] = { .clause = "nämnden fick den avslutade utredningen",
		.of_board = TRUE },
	[MILESTONE_BREACH_AWARE] = { .clause = "personuppgiftsincidenten upptäcktes",
		.early = TRUE,
		.lasts = TRUE },
	[MILESTONE_BREACH_NOTIFIED] = { .clause = "incidenten anmäldes till IMY",
		.early = TRUE,
		.lasts = TRUE },
	[MILESTONE_BREACH_NOT_REPORTABLE] = { .clause =
						      "det bedömdes att incidenten inte behöver anmälas",
		.early = TRUE,
		.lasts = TRUE },
	[MILESTONE_FOLLOW_UP_SET] = { .clause = "uppföljningens dag bestämdes", .ahead = TRUE },
	[MILESTONE_FOLLOWED_UP] = { .clause = "uppföljningen gjordes" },
	[MILESTONE_FEEDBACK_ACCEPTED] = { .clause = "återkopplingen togs emot av e-postservern" },
	[MILESTONE_BOARD_REPORTED] = { .clause = "beslutet anmäldes till nämnden" },
	[MILESTONE_BOARD_UNLINKED] = { .clause = "nämnden togs bort från ärendet",
		.of_board = TRUE },
	[MILESTONE_SUPPLEMENT_DUE] = { .clause = "IVO bestämde dagen för kompletteringen",
		.ahead = TRUE,
		.lasts = TRUE },
	[MILESTONE_SUPPLEMENT_ASKED] = { .clause = "IVO begärde komplettering", .lasts = TRUE },
	[MILESTONE_SUPPLEMENT_SENT] = { .clause = "kompletteringen skickades till IVO",
		.lasts = TRUE },
	[MILESTONE_IVO_CLOSED] = { .clause = "IVO avslutade sitt ärende", .lasts = TRUE },
	[MILESTONE_JOINED] = { .clause = "ärendet fördes samman med ett annat" },
	[MILESTONE_TRANSFERRED] = { .clause = "ärendet lämnades över till en annan nämnd" },
	[MILESTONE_NOT_REPORT] = { .clause = "det visade sig att det inte är någon rapport" },
	[MILESTONE_UNANSWERED] = { .clause =
					   "ingen kvittens skickades, för avsändaren får inget svar",
		.lasts = TRUE },
	[MILESTONE_CLOSED] = { .clause = "ärendet avslutades" },
	[MILESTONE_REOPENED] = { .clause = "ärendet återupptogs" },
	[MILESTONE_TAKEN_OVER] = { .clause = "nämnden tog över ärendet", .lasts = TRUE },
	[MILESTONE_NOT_SERIOUS] = { .clause = "det bedömdes att det inte är allvarligt" },
};

G_STATIC_ASSERT(MILESTONE_COUNT <= 64); /* so that a guint64 holds a set of them */

const char *
milestone_clause(Milestone milestone)
{
	return rows[milestone].clause;
}

gboolean
milestone_is_of_board(Milestone milestone)
{
	return rows[milestone].of_board;
}

gboolean
milestone_may_precede_arrival(Milestone milestone)
{
	return rows[milestone].early;
}

gboolean
milestone_outlasts_board(Milestone milestone)
{
	return rows[milestone].lasts || rows[milestone].of_board;
}

gboolean
milestone_may_lie_ahead(Milestone milestone)
{
	return rows[milestone].ahead;
}
