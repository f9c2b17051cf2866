/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may be done in a case, as one table: a new act is a row here.
 */
#include "core/life/life-acts.h"

#include "core/life/life-guard.h"
#include "core/text.h"

#define STATE(state) (1u << CASE_##state)
#define UNASSESSED   (STATE(RECEIVED) | STATE(ASSESSING))
#define OPEN                                                                                       \
	(UNASSESSED | STATE(INVESTIGATING) | STATE(PROPOSED) | STATE(DECIDED) | STATE(FOLLOW_UP))
#define ENDED (STATE(CLOSED) | STATE(DECLINED))
#define AWAY  (STATE(JOINED) | STATE(TRANSFERRED) | STATE(NOT_REPORT))
#define ANY   (OPEN | ENDED | AWAY)
/* What is serious is IVO's though the mail turns out to be no report, until it is said not to be.
 */
#define AT_IVO (OPEN | ENDED | STATE(NOT_REPORT))
#define STAYS  LIFE_STAYS
#define NONE   LIFE_NONE

#define V(value) LIFE_BIT(LIFE_##value)
#define G(guard) GUARD_BIT(GUARD_##guard)

static void
set_investigator(CaseFile *file, const LifeWords *words)
{
	g_free(file->investigator);
	file->investigator = text_fold_address(words->given[LIFE_INVESTIGATOR]);
}

static void
set_laws(CaseFile *file, const LifeWords *words)
{
	if (words->laws)
		file->laws = words->laws;
}

static void
set_proposal(CaseFile *file, const LifeWords *words)
{
	file->proposal = words->outcome;
}

/* What is decided to be serious is serious from that day at the latest. */
static void
set_outcome(CaseFile *file, const LifeWords *words)
{
	file->outcome = words->outcome;
	if (g_strcmp0(words->given[LIFE_DELEGATION], LIFE_UNDELEGATED) != 0)
		case_file_add_event(file, MILESTONE_DELEGATED, words->when, NULL, FALSE);
	if (outcome_is_serious(words->outcome) && case_file_ivo(file) == IVO_NONE)
		case_file_add_event(file, MILESTONE_SERIOUS, words->when, NULL, FALSE);
}

static void
attach_investigation(CaseFile *file, const LifeWords *words)
{
	case_file_add_event(file, MILESTONE_INVESTIGATION_ATTACHED, words->when, NULL, FALSE);
}

static void
set_supplement_day(CaseFile *file, const LifeWords *words)
{
	case_file_add_event(file, MILESTONE_SUPPLEMENT_DUE, clock_time_on(words->due), NULL, FALSE);
}

static void
suspect(CaseFile *file, const LifeWords *words G_GNUC_UNUSED)
{
	file->suspected = TRUE;
}

static void
believe(CaseFile *file, const LifeWords *words G_GNUC_UNUSED)
{
	file->suspected = FALSE;
}

static void
link_board(CaseFile *file, const LifeWords *words)
{
	g_ptr_array_add(file->boards, g_strdup(words->given[LIFE_BOARD]));
}

static void
unlink_board(CaseFile *file, const LifeWords *words)
{
	guint index;

	if (g_ptr_array_find_with_equal_func(
		    file->boards, words->given[LIFE_BOARD], g_str_equal, &index))
		g_ptr_array_remove_index(file->boards, index);
}

static void
set_dnr(CaseFile *file, const LifeWords *words)
{
	case_file_set_dnr(file, words->given[LIFE_NUMBER]);
}

static void
extend(CaseFile *file, const LifeWords *words)
{
	case_file_extend(file, words->given[LIFE_CLOCK], words->given[LIFE_BOARD], words->due,
		words->given[LIFE_REASON]);
}

static void
add_measure(CaseFile *file, const LifeWords *words G_GNUC_UNUSED)
{
	file->measures++;
}

static void
note_done(CaseFile *file, const LifeWords *words)
{
	g_array_append_val(file->done, words->measure);
}

static void
set_follow_up(CaseFile *file, const LifeWords *words)
{
	case_file_add_event(file, MILESTONE_FOLLOW_UP_SET, clock_time_on(words->due), NULL, FALSE);
}

/* Back to where it was: what had begun is begun again. */
static void
reopen(CaseFile *file, const LifeWords *words)
{
	gboolean begun = case_file_day(file, MILESTONE_STARTED, NULL).year != 0;

	case_file_add_event(file, MILESTONE_REOPENED, words->when, NULL, FALSE);
	file->state = begun ? CASE_INVESTIGATING : CASE_ASSESSING;
	if (!begun)
		return;
	case_file_add_event(file, MILESTONE_ASSESSED, words->when, NULL, FALSE);
	case_file_add_event(file, MILESTONE_STARTED, words->when, NULL, FALSE);
}

const LifeActRow life_acts[LIFE_ACT_COUNT] = {
	[LIFE_PROTECT] = { "protected", OPEN | ENDED, STAYS, TRUE, MILESTONE_PROTECTED, NONE,
		V(TEXT) | V(BY), 0, NULL, V(TITLE) },
	[LIFE_PROTECTION_NOT_NEEDED] = { "protection_not_needed", OPEN | ENDED, STAYS, TRUE,
		MILESTONE_PROTECTED, NONE, V(TEXT) | V(BY), 0, NULL, V(TITLE) },
	[LIFE_ASSESS] = { "assessed", UNASSESSED, CASE_ASSESSING, TRUE, MILESTONE_ASSESSED, NONE,
		V(REASON), G(NOT_ASSESSED) | G(KNOWN_SIGNER) | G(TITLE) | G(UNBIASED_SIGNER), NULL,
		V(BY) | V(TITLE) | V(DESPITE) },
	[LIFE_DECLINE] = { "declined", UNASSESSED, CASE_DECLINED, FALSE, MILESTONE_DECLINED, NONE,
		V(REASON),
		G(PROTECTED) | G(NOT_ASSESSED) | G(NOT_SERIOUS) | G(KNOWN_SIGNER) | G(TITLE) |
			G(UNBIASED_SIGNER),
		NULL, V(BY) | V(TITLE) | V(DESPITE) },
	[LIFE_ASSIGN] = { "investigator_assigned",
		UNASSESSED | STATE(INVESTIGATING) | STATE(PROPOSED), STAYS, TRUE, NONE, NONE,
		V(INVESTIGATOR), G(UNBIASED_INVESTIGATOR), set_investigator,
		V(DESPITE) | V(REASON) },
	[LIFE_START] = { "investigation_started", UNASSESSED, CASE_INVESTIGATING, FALSE,
		MILESTONE_STARTED, NONE, 0, G(ASSESSED) | G(INVESTIGATOR), set_laws,
		V(LAW) | V(REASON) },
	[LIFE_NOTE] = { "noted", ANY, STAYS, FALSE, NONE, NONE, V(SOURCE) | V(KIND) | V(TEXT),
		G(KNOWN_SIGNER) | G(TITLE), NULL, V(TITLE) | V(AUTHOR) },
	[LIFE_PROPOSE] = { "proposed", STATE(INVESTIGATING) | STATE(PROPOSED), CASE_PROPOSED, FALSE,
		MILESTONE_PROPOSED, MILESTONE_STARTED, V(OUTCOME) | V(REASON),
		G(KNOWN_PROPOSER) | G(UNBIASED_SIGNER), set_proposal, V(DESPITE) },
	[LIFE_DECIDE] = { "decided", STATE(PROPOSED), CASE_DECIDED, FALSE, MILESTONE_DECIDED,
		MILESTONE_PROPOSED, V(OUTCOME) | V(BY) | V(DELEGATION),
		G(KNOWN_SIGNER) | G(TITLE) | G(UNBIASED_DECIDER) | G(REASON_FOR_OTHER_OUTCOME),
		set_outcome, V(PRESENTER) | V(PARTICIPANTS) | V(REASON) | V(DESPITE) | V(TITLE) },
	[LIFE_SERIOUS] = { "serious", OPEN, STAYS, TRUE, MILESTONE_SERIOUS, NONE, V(REASON),
		G(NOT_SERIOUS), NULL, 0 },
	[LIFE_NOT_SERIOUS] = { "not_serious", OPEN | STATE(NOT_REPORT), STAYS, FALSE,
		MILESTONE_NOT_SERIOUS, MILESTONE_SERIOUS, V(REASON),
		G(SERIOUS) | G(NOT_AT_IVO) | G(NOT_DECIDED_SERIOUS) | G(NOT_RECUSED), NULL, 0 },
	[LIFE_IVO_NOTIFIED] = { "ivo_notified", AT_IVO, STAYS, FALSE, MILESTONE_IVO_NOTIFIED,
		MILESTONE_SERIOUS, 0, G(SERIOUS) | G(NOT_NOTIFIED), NULL, V(NUMBER) | V(REASON) },
	[LIFE_IVO_NOTIFIED_WHOLE] = { "ivo_notified_with_investigation", AT_IVO, STAYS, FALSE,
		MILESTONE_IVO_NOTIFIED, MILESTONE_SERIOUS, 0, G(SERIOUS) | G(NOT_NOTIFIED),
		attach_investigation, V(NUMBER) | V(REASON) },
	[LIFE_INVESTIGATION_SENT] = { "investigation_sent", AT_IVO, STAYS, FALSE,
		MILESTONE_INVESTIGATION_SENT, MILESTONE_IVO_NOTIFIED, 0,
		G(NOTIFIED) | G(INVESTIGATION_OWED), NULL, V(REASON) },
	[LIFE_SUPPLEMENT_ASKED] = { "supplement_asked", AT_IVO, STAYS, FALSE,
		MILESTONE_SUPPLEMENT_ASKED, MILESTONE_IVO_NOTIFIED, V(DUE), G(NOTIFIED),
		set_supplement_day, V(REASON) },
	[LIFE_SUPPLEMENT_SENT] = { "supplement_sent", AT_IVO, STAYS, FALSE,
		MILESTONE_SUPPLEMENT_SENT, MILESTONE_SUPPLEMENT_ASKED, 0, G(SUPPLEMENT_ASKED), NULL,
		V(REASON) },
	[LIFE_IVO_CLOSED] = { "ivo_closed", AT_IVO, STAYS, FALSE, MILESTONE_IVO_CLOSED,
		MILESTONE_IVO_NOTIFIED, 0, G(NOTIFIED), NULL, V(REASON) },
	[LIFE_LINK_BOARD] = { "board_linked", OPEN | ENDED, STAYS, TRUE, MILESTONE_BOARD_LINKED,
		NONE, V(BOARD) | V(REASON), G(BOARD_KNOWN) | G(BOARD_NOT_LINKED), link_board, 0 },
	[LIFE_UNLINK_BOARD] = { "board_unlinked", OPEN | ENDED, STAYS, TRUE,
		MILESTONE_BOARD_UNLINKED, NONE, V(BOARD) | V(REASON), G(BOARD_LINKED), unlink_board,
		0 },
	[LIFE_INFORM_REPORT] = { "board_informed_report", OPEN | ENDED, STAYS, TRUE,
		MILESTONE_REPORT_INFORMED, NONE, V(BOARD) | V(HOW), G(BOARD_LINKED), NULL, 0 },
	[LIFE_INFORM_IVO] = { "board_informed_ivo", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_IVO_INFORMED, MILESTONE_IVO_NOTIFIED, V(BOARD) | V(HOW),
		G(BOARD_LINKED) | G(NOTIFIED), NULL, 0 },
	[LIFE_INFORM_COPY] = { "board_got_copy", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_COPY_INFORMED, NONE, V(BOARD) | V(HOW), G(BOARD_LINKED), NULL, 0 },
	[LIFE_INFORM_FINAL] = { "board_got_final", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_FINAL_INFORMED, MILESTONE_DECIDED, V(BOARD) | V(HOW),
		G(BOARD_LINKED) | G(DECIDED), NULL, 0 },
	[LIFE_RELEASE_COPY] = { "copy_released", OPEN | ENDED, STAYS, FALSE, NONE,
		MILESTONE_IVO_NOTIFIED, V(BOARD) | V(FILE) | V(BASIS),
		G(BOARD_LINKED) | G(NOTIFIED) | G(BEGUN) | G(PDF), NULL, 0 },
	[LIFE_RELEASE_FINAL] = { "final_released", OPEN | ENDED, STAYS, FALSE, NONE,
		MILESTONE_DECIDED, V(BOARD) | V(FILE) | V(BASIS),
		G(BOARD_LINKED) | G(DECIDED) | G(PDF), NULL, 0 },
	[LIFE_REGISTER] = { "registered", ANY, STAYS, FALSE, MILESTONE_REGISTERED, NONE, V(NUMBER),
		0, set_dnr, 0 },
	[LIFE_BREACH_SUSPECTED] = { "breach_suspected", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_BREACH_AWARE, NONE, V(WHEN), G(HOUR), suspect, 0 },
	[LIFE_BREACH] = { "breach_aware", OPEN | ENDED, STAYS, TRUE, MILESTONE_BREACH_AWARE, NONE,
		V(WHEN), G(HOUR), believe, 0 },
	[LIFE_BREACH_NOTIFIED] = { "breach_notified", ANY, STAYS, FALSE, MILESTONE_BREACH_NOTIFIED,
		MILESTONE_BREACH_AWARE, V(WHEN), G(BREACH) | G(HOUR), NULL, 0 },
	[LIFE_BREACH_NOT_REPORTABLE] = { "breach_not_reportable", ANY, STAYS, FALSE,
		MILESTONE_BREACH_NOT_REPORTABLE, MILESTONE_BREACH_AWARE, V(REASON),
		G(BREACH) | G(HOUR), NULL, 0 },
	[LIFE_EXTEND] = { "clock_extended", OPEN, STAYS, FALSE, NONE, NONE,
		V(CLOCK) | V(DUE) | V(REASON), G(CLOCK), extend, V(BOARD) },
	[LIFE_MEASURE_PLANNED] = { "measure_planned", OPEN | ENDED, STAYS, FALSE, NONE, NONE,
		V(TEXT) | V(OWNER) | V(DUE), 0, add_measure, 0 },
	[LIFE_MEASURE_DONE] = { "measure_done", OPEN | ENDED, STAYS, FALSE, NONE, NONE, V(MEASURE),
		G(MEASURE), note_done, 0 },
	[LIFE_SET_FOLLOW_UP] = { "follow_up_set", STATE(DECIDED) | STATE(FOLLOW_UP), CASE_FOLLOW_UP,
		FALSE, NONE, NONE, V(DUE), 0, set_follow_up, V(REASON) },
	[LIFE_FOLLOWED_UP] = { "followed_up", STATE(DECIDED) | STATE(FOLLOW_UP) | ENDED, STAYS,
		FALSE, MILESTONE_FOLLOWED_UP, MILESTONE_DECIDED, 0, 0, NULL, V(REASON) },
	[LIFE_RECEIPT_GIVEN] = { "receipt_given", ANY, STAYS, FALSE, MILESTONE_RECEIPT_ACCEPTED,
		NONE, V(HOW), 0, NULL, 0 },
	[LIFE_FEEDBACK_GIVEN] = { "feedback_given", ANY, STAYS, FALSE, MILESTONE_FEEDBACK_ACCEPTED,
		NONE, V(HOW), 0, NULL, 0 },
	[LIFE_REPORTED] = { "reported_to_board", ANY, STAYS, FALSE, MILESTONE_BOARD_REPORTED,
		MILESTONE_DECIDED, 0, G(DECIDED), NULL, V(REASON) },
	[LIFE_JOIN] = { "joined", UNASSESSED | STATE(INVESTIGATING) | STATE(PROPOSED), CASE_JOINED,
		FALSE, MILESTONE_JOINED, NONE, V(CASE) | V(REASON),
		G(OTHER_CASE) | G(IVO_OWED_NOTHING) | G(BOARDS_OWED_NOTHING), NULL, 0 },
	[LIFE_LINK] = { "linked", ANY, STAYS, FALSE, NONE, NONE, V(CASE), G(OTHER_CASE), NULL,
		V(REASON) },
	[LIFE_TRANSFER] = { "transferred", UNASSESSED | STATE(INVESTIGATING) | STATE(PROPOSED),
		CASE_RECEIVED, FALSE, MILESTONE_TAKEN_OVER, NONE, V(TO_BOARD) | V(REASON),
		G(OTHER_BOARD) | G(OUR_BOARD) | G(ITS_PEOPLE) | G(UNHELD) | G(RECEIVER) | G(RULES),
		NULL, V(DESPITE) },
	[LIFE_TRANSFER_EXTERNAL] = { "transferred_external", OPEN, CASE_TRANSFERRED, FALSE,
		MILESTONE_TRANSFERRED, NONE, V(TO_BOARD) | V(REASON),
		G(NONE_OF_OURS) | G(ITS_PEOPLE) | G(IVO_OWED_NOTHING) | G(BOARDS_OWED_NOTHING),
		NULL, 0 },
	/* What the board knows of it has to investigate all the same (27 kap. 5 § SoL). */
	[LIFE_WITHDRAW] = { "report_withdrawn", OPEN | ENDED | STATE(JOINED) | STATE(TRANSFERRED),
		STAYS, FALSE, NONE, NONE, V(REASON), 0, NULL, 0 },
	[LIFE_CLOSE] = { "closed", STATE(DECIDED) | STATE(FOLLOW_UP), CASE_CLOSED, FALSE,
		MILESTONE_CLOSED, MILESTONE_DECIDED, 0, G(IVO_DONE) | G(DUTIES_DONE), NULL,
		V(REASON) },
	[LIFE_REOPEN] = { "reopened", STATE(DECIDED) | STATE(FOLLOW_UP) | ENDED | AWAY, STAYS,
		FALSE, NONE, NONE, V(REASON), 0, reopen, 0 },
};

G_STATIC_ASSERT(LIFE_VALUE_COUNT <= 32);

const char *
life_act_event(LifeAct act)
{
	return life_acts[act].event;
}

Milestone
life_act_milestone(LifeAct act)
{
	return life_acts[act].milestone;
}

Milestone
life_act_after(LifeAct act)
{
	return life_acts[act].after;
}

guint64
life_act_guards(LifeAct act)
{
	return life_acts[act].guards;
}

guint32
life_act_needs(LifeAct act)
{
	return life_acts[act].needs;
}

guint
life_act_states(LifeAct act)
{
	return life_acts[act].from;
}
