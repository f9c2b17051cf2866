/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed wrong, or is taken back, and what the clocks count from then. */
#include "support/life-stage.h"

/* A decision that it is serious, on the 9th, and IVO was notified on the 10th. */
#define SERIOUS_AND_NOTIFIED                                                                       \
	TO_START "; proposed: " SERIOUS "; decided: " SERIOUS                                      \
		 "; ivo_notified; investigation_started: " CORRECT                                 \
		 "date=2026-01-07; proposed: " CORRECT "date=2026-01-08; decided: " CORRECT        \
		 "date=2026-01-09; ivo_notified: " CORRECT "date=2026-01-10"

static const LifeRow rows[] = {
	/* What was typed wrong. */
	{ "correct-the-start", TO_START, "investigation_started: " CORRECT "date=2026-01-19",
		CASE_INVESTIGATING, NULL, "" },
	{ "correct-nothing", "assessed; investigator_assigned",
		"investigation_started: " CORRECT "date=2026-01-19", 0, "nothing to correct",
		NULL },
	{ "correct-without-a-word", TO_START, "investigation_started: correct=", 0,
		"can be corrected", NULL },
	{ "correct-without-a-reason", TO_START,
		"investigation_started: " CORRECT "reason=|date=2026-01-19", 0,
		"the reason must be given", NULL },
	{ "correct-to-the-same", TO_START, "investigation_started: " CORRECT "date=2026-01-20", 0,
		"stands there already", NULL },
	{ "correct-twice", TO_START "; investigation_started: " CORRECT "date=2026-01-19",
		"investigation_started: " CORRECT "date=2026-01-16", CASE_INVESTIGATING, NULL, "" },
	{ "correct-and-back", TO_START "; investigation_started: " CORRECT "date=2026-01-19",
		"investigation_started: " CORRECT "date=2026-01-20", CASE_INVESTIGATING, NULL, "" },
	{ "correct-the-outcome", TO_DECIDED, "decided: " CORRECT "outcome=no_misconduct", 0,
		"can be corrected", NULL },
	{ "correct-into-the-future", TO_START, "investigation_started: " CORRECT "date=2026-01-21",
		0, "lies ahead", NULL },
	{ "correct-before-the-arrival", TO_START,
		"investigation_started: " CORRECT "date=2026-01-04", 0, "before the report arrived",
		NULL },
	{ "correct-the-protection-before-the-arrival", "protected",
		"protected: " CORRECT "date=2026-01-04", CASE_ASSESSING, NULL, "" },
	{ "correct-the-decision-before-the-proposal", TO_DECIDED,
		"decided: " CORRECT "date=2026-01-19", 0, "before that of what it follows", NULL },
	{ "correct-the-start-after-the-proposal",
		TO_START "; proposed; investigation_started: " CORRECT
			 "date=2026-01-12; proposed: " CORRECT "date=2026-01-15",
		"investigation_started: " CORRECT "date=2026-01-16", 0,
		"after that of what followed", NULL },
	{ "correct-proposal-and-decision",
		TO_DECIDED "; investigation_started: " CORRECT "date=2026-01-07; proposed: " CORRECT
			   "date=2026-01-12",
		"decided: " CORRECT "date=2026-01-13", CASE_DECIDED, NULL,
		"changed>kim.berg@kommun.example changed>ansvarig@kommun.example "
		"changed>registrator@kommun.example" },
	{ "correct-in-a-closed-case", "registered; " TO_DECIDED "; closed",
		"protected: " CORRECT "date=2026-01-19", CASE_CLOSED, NULL, "" },
	{ "correct-the-notification", TO_NOTIFIED "; serious: " CORRECT "date=2026-01-15",
		"ivo_notified: " CORRECT "date=2026-01-16|number=3.5.1-1/2026", CASE_INVESTIGATING,
		NULL,
		"changed>ansvarig@kommun.example changed>kim.berg@kommun.example "
		"changed>registrator@kommun.example" },
	{ "correct-the-notification-before-it-was-serious", TO_NOTIFIED,
		"ivo_notified: " CORRECT "date=2026-01-19", 0, "before that of what it follows",
		NULL },
	{ "correct-a-decision-behind-the-notification", SERIOUS_AND_NOTIFIED,
		"decided: " CORRECT "date=2026-01-12", 0, "case ivo --notified DAY --correct",
		NULL },
	{ "correct-the-notification-and-then-the-decision",
		SERIOUS_AND_NOTIFIED "; ivo_notified: " CORRECT "date=2026-01-13",
		"decided: " CORRECT "date=2026-01-12", CASE_DECIDED, NULL, NULL },
	{ "correct-since-when-and-then-the-decision",
		SERIOUS_AND_NOTIFIED "; serious: " CORRECT "date=2026-01-08",
		"decided: " CORRECT "date=2026-01-12", CASE_DECIDED, NULL, NULL },
	{ "correct-a-day-of-ivo", TO_NOTIFIED "; supplement_asked: due=2026-04-01",
		"supplement_asked: " CORRECT "due=2026-03-01", CASE_INVESTIGATING, NULL,
		"changed>kim.berg@kommun.example" },
	{ "correct-a-second-round",
		TO_NOTIFIED "; supplement_asked: due=2026-04-01; supplement_sent; "
			    "supplement_asked: due=2026-05-01",
		"supplement_asked: " CORRECT "due=2026-05-02", CASE_INVESTIGATING, NULL,
		"changed>kim.berg@kommun.example" },
	{ "correct-what-no-board-was-told", "board_linked",
		"board_informed_report: " CORRECT "board=SDN|date=2026-01-19", 0,
		"nothing to correct", NULL },
	{ "correct-what-a-board-was-told", "board_linked; board_informed_report",
		"board_informed_report: " CORRECT "board=SDN|date=2026-01-19", CASE_ASSESSING, NULL,
		"" },
	{ "correct-for-no-board", "board_linked; board_informed_report",
		"board_informed_report: " CORRECT "date=2026-01-19", 0, "the board must be given",
		NULL },
	{ "correct-the-number", "registered", "registered: " CORRECT "number=AMN 2026-7",
		CASE_RECEIVED, NULL, "" },
	{ "correct-no-number", "", "registered: " CORRECT "number=AMN 2026-7", 0,
		"nothing to correct", NULL },
	{ "correct-a-number-to-a-name", "registered",
		"registered: " CORRECT "number=Anna Andersson", 0, "is not a number", NULL },
	{ "correct-a-breach-without-hour", "breach_aware: date=2026-01-20T09:00:00+01:00",
		"breach_aware: " CORRECT "date=2026-01-19", 0, "time of day", NULL },
	{ "correct-a-breach", "breach_aware: date=2026-01-20T09:00:00+01:00",
		"breach_aware: " CORRECT "date=2026-01-19T09:00:00+01:00", CASE_ASSESSING, NULL,
		"changed>dso@kommun.example changed>ansvarig@kommun.example" },
	{ "correct-the-law", "assessed; investigator_assigned; investigation_started: law=SoL",
		"investigation_started: " CORRECT "law=LSS", CASE_INVESTIGATING, NULL, "" },
	{ "correct-a-measure", "measure_planned: due=2026-03-01",
		"measure_done: " CORRECT "no=1|due=2026-04-01", CASE_RECEIVED, NULL, "" },
	{ "correct-a-measure-that-is-not-done", "measure_planned: due=2026-03-01",
		"measure_done: " CORRECT "no=1|date=2026-01-19", 0, "nothing to correct", NULL },
	{ "correct-no-measure", "", "measure_done: " CORRECT "no=1|due=2026-04-01", 0,
		"no measure with that number", NULL },
	{ "correct-a-follow-up", TO_DECIDED "; follow_up_set: due=2026-06-01",
		"follow_up_set: " CORRECT "due=2026-05-01", CASE_FOLLOW_UP, NULL,
		"changed>kim.berg@kommun.example changed>ansvarig@kommun.example" },
	{ "correct-a-follow-up-into-the-past", TO_DECIDED "; follow_up_set: due=2026-06-01",
		"follow_up_set: " CORRECT "due=2026-01-19", 0, "has passed", NULL },
	{ "correct-a-note", "noted", "noted: " CORRECT "date=2026-01-19", 0, "cannot be corrected",
		NULL },
	{ "corrected-before-reopening-is-not-done-again", TO_DECIDED "; reopened",
		"decided: " CORRECT "date=2026-01-20T09:00:00+01:00; closed", 0, "is investigating",
		NULL },
	/* A reopening, a transfer and a joining start and end clocks of the law. */
	{ "correct-a-reopening",
		"protected; declined; declined: " CORRECT "date=2026-01-12; reopened",
		"reopened: " CORRECT "date=2026-01-13", CASE_ASSESSING, NULL,
		"changed>ansvarig@kommun.example changed>registrator@kommun.example" },
	{ "correct-a-reopening-before-the-end", "protected; declined; reopened",
		"reopened: " CORRECT "date=2026-01-19", 0, "before that of what it follows", NULL },
	{ "correct-a-reopening-that-was-not", "protected; declined",
		"reopened: " CORRECT "date=2026-01-19", 0, "nothing to correct", NULL },
	{ "correct-a-transfer", "transferred: to_board=VON",
		"transferred: " CORRECT "to_board=VON|date=2026-01-08", CASE_RECEIVED, NULL,
		"changed>von@kommun.example changed>von-registrator@kommun.example" },
	{ "correct-a-transfer-to-another-board", "transferred: to_board=VON",
		"transferred: " CORRECT "to_board=AMN|date=2026-01-08", 0,
		"was not transferred to that board", NULL },
	{ "correct-a-transfer-to-no-board", "transferred: to_board=VON",
		"transferred: " CORRECT "date=2026-01-08", 0, "the to_board must be given", NULL },
	{ "correct-a-transfer-before-the-arrival", "transferred: to_board=VON",
		"transferred: " CORRECT "to_board=VON|date=2026-01-04", 0,
		"before the report arrived", NULL },
	{ "correct-a-transfer-after-what-the-board-did",
		"transferred: to_board=VON|date=2026-01-08; "
		"assessed: by=von@kommun.example|date=2026-01-09",
		"transferred: " CORRECT "to_board=VON|date=2026-01-12", 0,
		"after that of what followed it", NULL },
	{ "correct-a-transfer-and-what-was-unlinked",
		"board_linked; transferred: to_board=VON|date=2026-01-08",
		"transferred: " CORRECT "to_board=VON|date=2026-01-12", CASE_RECEIVED, NULL, NULL },
	{ "correct-a-transfer-away", "transferred_external: to_board=Region Exempel",
		"transferred_external: " CORRECT "to_board=Region Exempel|date=2026-01-19",
		CASE_TRANSFERRED, NULL, NULL },
	{ "correct-what-the-former-board-did", "protected; transferred: to_board=VON",
		"protected: " CORRECT "date=2026-01-19", 0, "nothing to correct", NULL },
	{ "correct-a-start-behind-the-reopening",
		TO_DECIDED "; investigation_started: " CORRECT "date=2026-01-07; proposed: " CORRECT
			   "date=2026-01-08; decided: " CORRECT "date=2026-01-09; reopened: "
			   "date=2026-01-12",
		"investigation_started: " CORRECT "date=2026-01-06", 0,
		"before that of what it follows", NULL },
	{ "join-before-what-started-a-clock", TO_START "; proposed", "joined: date=2026-01-19", 0,
		"before that of what it follows", NULL },
	{ "close-after-a-corrected-reopening",
		"registered; " TO_DECIDED "; investigation_started: " CORRECT
		"date=2026-01-07; proposed: " CORRECT "date=2026-01-08; decided: " CORRECT
		"date=2026-01-09; reopened: date=2026-01-12; proposed; decided; reopened: " CORRECT
		"date=2026-01-13",
		"reported_to_board", CASE_DECIDED, NULL, NULL },
	{ "correct-a-joining-with-another-case", "joined",
		"joined: " CORRECT "case=LS-2026-0008|date=2026-01-19", 0,
		"was not joined to that case", NULL },

	/* Seriousness taken back. */
	{ "not-serious", TO_START "; serious", "not_serious", CASE_INVESTIGATING, NULL,
		"changed>ansvarig@kommun.example changed>direktor@kommun.example" },
	{ "not-serious-was-not", TO_START, "not_serious", 0, "--serious-since", NULL },
	{ "not-serious-after-ivo", TO_NOTIFIED, "not_serious", 0, "cannot be changed", NULL },
	{ "not-serious-against-a-decision", TO_START "; proposed: " SERIOUS "; decided: " SERIOUS,
		"not_serious", 0, "lexsarah case reopen", NULL },
	{ "not-serious-without-reason", "serious", "not_serious: reason=", 0,
		"the reason must be given", NULL },
	{ "serious-again", "serious; not_serious", "serious", CASE_ASSESSING, NULL,
		"ivo_due>ansvarig@kommun.example ivo_due>direktor@kommun.example" },
	{ "not-serious-is-declined", "protected; serious; not_serious", "declined", CASE_DECLINED,
		NULL, NULL },
};

/* Clocks count from what is valid. */
static void
test_corrected_clocks(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wrong = life_stage_try(stage, TO_NOTIFIED, "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	life_stage_assert_days(stage, "ivo_investigation", "running 2026-01-20 2026-03-20");
	wrong = life_stage_try(stage,
		"serious: " CORRECT "date=2026-01-08; ivo_notified: " CORRECT "date=2026-01-09",
		"2026-01-20T11:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	life_stage_assert_days(stage, "ivo_notify", "met 2026-01-08 2026-01-09");
	life_stage_assert_days(stage, "ivo_investigation", "running 2026-01-09 2026-03-09");
}

/* With the decision goes what it began: a delegation, and that it is serious. */
static void
test_corrected_decision(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wrong = life_stage_try(stage,
		TO_START "; investigation_started: " CORRECT "date=2026-01-07; proposed: " SERIOUS
			 "; proposed: " CORRECT "date=2026-01-08; decided: " SERIOUS,
		"2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	life_stage_assert_days(stage, "ivo_notify", "running 2026-01-20 2026-01-21");
	wrong = life_stage_try(
		stage, "decided: " CORRECT "date=2026-01-12", "2026-01-20T11:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	life_stage_assert_days(stage, "ivo_notify", "late 2026-01-12 2026-01-13");
	life_stage_assert_days(stage, "board_report", "running 2026-01-12 2026-02-12");
}

/* With a reopening goes what was begun again; what was corrected by itself stays. */
static void
test_corrected_reopening(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage,
		TO_DECIDED "; investigation_started: " CORRECT "date=2026-01-07; proposed: " CORRECT
			   "date=2026-01-08; decided: " CORRECT "date=2026-01-09; reopened");
	life_stage_assert_days(stage, "investigate", "running 2026-01-20 2026-03-20");
	life_stage_do(stage, "reopened: " CORRECT "date=2026-01-12");
	life_stage_assert_days(stage, "investigate", "running 2026-01-12 2026-03-12");
	life_stage_assert_days(stage, "start", "met 2026-01-12 2026-01-19");
	life_stage_do(stage, "investigation_started: " CORRECT "date=2026-01-16; reopened: " CORRECT
			     "date=2026-01-13");
	life_stage_assert_days(stage, "start", "met 2026-01-13 2026-01-20");
	g_assert_cmpint(case_file_day(stage->file, MILESTONE_STARTED, NULL).day, ==, 16);
}

/* The board that has the case counts from the day on which it got it. */
static void
test_corrected_transfer(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "transferred: to_board=VON");
	life_stage_assert_days(stage, "start", "running 2026-01-20 2026-01-27");
	life_stage_do(stage, "transferred: " CORRECT "to_board=VON|date=2026-01-08");
	life_stage_assert_days(stage, "start", "late 2026-01-08 2026-01-15");
	life_stage_assert_days(stage, "protect", "late 2026-01-08 2026-01-09");
}

/* That the day is another does not make the board begin once more. */
static void
test_corrected_transfer_later(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "transferred: to_board=VON|date=2026-01-15; "
			     "assessed: by=von@kommun.example; transferred: " CORRECT
			     "to_board=VON|date=2026-01-16");
	g_assert_true(case_file_has(stage->file, MILESTONE_ASSESSED, NULL));
	life_stage_assert_days(stage, "assess", "met 2026-01-16 2026-01-21");
	life_stage_do(stage, "investigator_assigned; investigation_started");
	life_stage_assert_days(stage, "start", "met 2026-01-16 2026-01-23");
}

/* A duty of the law does not end because a case was joined while that was not refused. */
static void
test_duties_come_back(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_NOTIFIED);
	case_file_add_event(stage->file, MILESTONE_JOINED,
		clock_tools_time("2026-01-20T10:00:00+01:00", stage->zone), NULL, FALSE);
	stage->file->state = CASE_JOINED;
	life_stage_assert_days(stage, "ivo_investigation", "stopped 2026-01-20 2026-03-20");
	life_stage_do(stage, "reopened");
	life_stage_assert_days(stage, "ivo_investigation", "running 2026-01-20 2026-03-20");
}

/* What IVO said last counts, also where it is an earlier day. */
static void
test_last_day_of_ivo(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_NOTIFIED "; supplement_asked: due=2026-04-01; supplement_sent; "
					 "supplement_asked: due=2026-03-01");
	life_stage_assert_days(stage, "ivo_supplement", "running 2026-01-20 2026-03-01");
}

/* A day to which the run before was extended is none of this one, and takes it away from nobody. */
static void
test_second_run(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_START "; investigation_started: " CORRECT "date=2026-01-07");
	life_stage_assert_days(stage, "investigate", "running 2026-01-05 2026-03-05");
	life_stage_do(stage,
		"clock_extended: clock=investigate|due=2026-03-10|board=; proposed; decided; "
		"reopened");
	life_stage_assert_days(stage, "investigate", "running 2026-01-20 2026-03-20");
}

/* Nor does one that is later than the last day of this one make it longer. */
static void
test_extended_run(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_START "; clock_extended: board=|due=2026-06-01");
	life_stage_assert_days(stage, "investigate", "running 2026-01-05 2026-06-01");
	life_stage_do(stage, "proposed; decided; reopened");
	life_stage_assert_days(stage, "investigate", "running 2026-01-20 2026-03-20");
	life_stage_do(stage, "clock_extended: board=|due=2026-07-01");
	life_stage_assert_days(stage, "investigate", "running 2026-01-20 2026-07-01");
}

static ClockRule *
rule_of(LifeStage *stage, const char *id)
{
	return (ClockRule *) clock_tools_find(stage->rules, id);
}

/* What was extended while it was local routine is a duty all the same when the law asks for it. */
static void
test_routine_becomes_duty(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_START "; clock_extended: board=|due=2026-06-01");
	ClockRule *rule = rule_of(stage, "investigate");
	ClockSource *source = g_new0(ClockSource, 1);

	source->laws = LAW_BOTH;
	source->section = g_strdup("27 kap. 9 § socialtjänstlagen (2030:1)");
	g_ptr_array_add(rule->sources, source);
	rule->class_ = CLOCK_PROMPTNESS;
	life_stage_assert_days(stage, "investigate", "running 2026-01-05 2026-03-05");
	g_autofree char *wrong = life_stage_try(
		stage, "clock_extended: board=|due=2026-07-01", "2026-01-20T11:00:00+01:00");
	g_assert_nonnull(strstr(wrong, "what the law asks for cannot be extended"));
}

/* Hours of which a case knows the day alone run from its first moment: too early, never too late.
 */
static void
test_hours_of_a_day(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	ClockRule *rule = rule_of(stage, "ivo_notify");

	rule->span = (ClockSpan){ 24, CLOCK_HOURS };
	g_ptr_array_set_size(rule->steps, 0);
	for (guint i = 0; i < rule->sources->len; i++)
		((ClockSource *) rule->sources->pdata[i])->span.n = 0;
	life_stage_do(stage, TO_START "; serious: date=2026-01-19");
	life_stage_assert_days(stage, "ivo_notify", "late 2026-01-19 2026-01-20");
}

/* A joined case has stopped on the day that is right. */
static void
test_corrected_joining(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	RelatedCase *other = related_case_new("LS-2026-0009", "AMN");

	g_ptr_array_add(stage->file->related, other);
	life_stage_do(stage, "joined");
	life_stage_do(stage, "joined: " CORRECT "case=LS-2026-0009|date=2026-01-19");
	g_assert_cmpint(case_file_day(stage->file, MILESTONE_JOINED, NULL).day, ==, 19);
	/* Who was told of the wrong day, but for who reported. */
	g_assert_cmpstr(stage->told->str, ==,
		"changed>ansvarig@kommun.example changed>ove.dal@kommun.example "
		"changed>registrator@kommun.example");
}

static void
test_taken_back(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wrong = life_stage_try(
		stage, "board_linked; serious; not_serious", "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(ivo_state_name(case_file_ivo(stage->file)), ==, "none");
	life_stage_assert_days(stage, "ivo_notify", "stopped 2026-01-20 2026-01-21");
	wrong = life_stage_try(stage,
		"assessed; investigator_assigned; investigation_started; proposed; "
		"decided",
		"2026-01-20T10:30:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	life_stage_assert_days(stage, "inform_final", "none");
	wrong = life_stage_try(stage, "serious", "2026-01-20T11:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(ivo_state_name(case_file_ivo(stage->file)), ==, "due");
	life_stage_assert_days(stage, "ivo_notify", "running 2026-01-20 2026-01-21");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	life_stage_add_rows(rows, G_N_ELEMENTS(rows));
	life_stage_add("/life/corrected-clocks", test_corrected_clocks);
	life_stage_add("/life/corrected-decision", test_corrected_decision);
	life_stage_add("/life/corrected-reopening", test_corrected_reopening);
	life_stage_add("/life/corrected-transfer", test_corrected_transfer);
	life_stage_add("/life/corrected-transfer-later", test_corrected_transfer_later);
	life_stage_add("/life/duties-come-back", test_duties_come_back);
	life_stage_add("/life/last-day-of-ivo", test_last_day_of_ivo);
	life_stage_add("/life/second-run", test_second_run);
	life_stage_add("/life/extended-run", test_extended_run);
	life_stage_add("/life/routine-becomes-duty", test_routine_becomes_duty);
	life_stage_add("/life/hours-of-a-day", test_hours_of_a_day);
	life_stage_add("/life/corrected-joining", test_corrected_joining);
	life_stage_add("/life/taken-back", test_taken_back);
	return g_test_run();
}
