/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be done in one case, by whom and when. */
#include "core/life/life-acts.h"
#include "support/life-stage.h"

static const LifeRow rows[] = {
	{ "protect", "", "protected", CASE_ASSESSING, NULL, "" },
	{ "assess", "", "assessed", CASE_ASSESSING, NULL, "" },
	{ "assess-twice", "assessed", "assessed", 0, "is assessed already", NULL },
	{ "assess-without-title", "", "assessed: by=robin@kommun.example", 0, "title", NULL },
	{ "assess-by-office", "", "assessed: by=direktor@kommun.example", CASE_ASSESSING, NULL,
		NULL },
	{ "assess-with-title", "", "assessed: by=robin@kommun.example|title=chef", CASE_ASSESSING,
		NULL, NULL },
	{ "assess-without-reason", "", "assessed: reason=", 0, "the reason must be given", NULL },
	{ "decline-unprotected", "", "declined", 0, "lexsarah case protect", NULL },
	{ "decline", "protected", "declined", CASE_DECLINED, NULL,
		"declined>alva@kommun.example declined>registrator@kommun.example" },
	{ "decline-assessed", "protected; assessed", "declined", 0, "is assessed already", NULL },
	{ "decline-serious", "protected; serious", "declined", 0, "established already", NULL },
	{ "decline-by-the-reporter", "protected", "declined: by=alva@kommun.example|title=x", 0,
		"is not to sign", NULL },
	{ "propose-by-the-reporter", TO_START, "proposed: by=alva+x@kommun.example.", 0,
		"is not to sign", NULL },
	{ "decide-by-a-stranger", TO_START "; proposed", "decided: by=x@annan.example", 0, "title",
		NULL },
	{ "followed-up-after-the-end", "registered; " TO_DECIDED "; closed", "followed_up",
		CASE_CLOSED, NULL, "" },
	{ "breach-of-a-joined-case", "breach_aware: date=2026-01-20T09:00:00+01:00; joined",
		"breach_notified: date=2026-01-20T10:30:00+01:00", CASE_JOINED, NULL, BREACH_OVER },
	{ "breach-notified", "breach_aware: date=2026-01-20T09:00:00+01:00",
		"breach_notified: date=2026-01-20T10:30:00+01:00", CASE_ASSESSING, NULL,
		BREACH_OVER },
	{ "breach-not-reportable", "breach_aware: date=2026-01-20T09:00:00+01:00",
		"breach_not_reportable: date=2026-01-20T10:30:00+01:00", CASE_ASSESSING, NULL,
		BREACH_OVER },
	{ "two-spellings-of-the-reporter", "",
		"investigator_assigned: investigator=Alva+lex@kommun.example.", 0,
		"is not to investigate", NULL },
	{ "decline-late", TO_START, "declined", 0, "is investigating", NULL },
	{ "start-unassessed", "investigator_assigned", "investigation_started", 0,
		"must be assessed first", NULL },
	{ "start-alone", "assessed", "investigation_started", 0, "name who investigates", NULL },
	{ "start", "assessed; investigator_assigned", "investigation_started: law=SoL",
		CASE_INVESTIGATING, NULL, "" },
	{ "assign", "", "investigator_assigned", CASE_ASSESSING, NULL,
		"assignment>kim.berg@kommun.example" },
	{ "assign-reporter", "", "investigator_assigned: investigator=ALVA@kommun.example", 0,
		"is not to investigate", NULL },
	{ "assign-reporter-all-the-same", "",
		"investigator_assigned: investigator=alva@kommun.example|despite_conflict=Ensam.",
		CASE_ASSESSING, NULL, "assignment>alva@kommun.example" },
	{ "note-without-source", "", "noted: source=", 0, "the source must be given", NULL },
	{ "note-without-kind", "", "noted: kind=", 0, "the kind must be given", NULL },
	{ "note-of-a-guess", "", "noted: kind=guess", 0, "fact or assessment", NULL },
	{ "note-in-a-closed-case", "protected; declined", "noted", CASE_DECLINED, NULL, "" },
	{ "propose-early", "assessed", "proposed", 0, "is assessing", NULL },
	{ "propose", TO_START, "proposed", CASE_PROPOSED, NULL,
		"proposal>direktor@kommun.example" },
	{ "propose-nothing", TO_START, "proposed: outcome=bad", 0, "no_misconduct", NULL },
	{ "decide-unproposed", TO_START, "decided", 0, "is investigating", NULL },
	{ "decide-undelegated", TO_START "; proposed", "decided: delegation=", 0,
		"the delegation must be given", NULL },
	{ "decide-by-the-investigator", TO_START "; proposed",
		"decided: by=kim.berg@kommun.example", 0, "is not to decide", NULL },
	{ "decide-by-the-reporter", TO_START "; proposed",
		"decided: by=alva@kommun.example|title=x", 0, "is not to decide", NULL },
	{ "decide-otherwise", TO_START "; proposed", "decided: outcome=no_misconduct|reason=", 0,
		"another than the proposal", NULL },
	{ "decide", TO_START "; proposed", "decided", CASE_DECIDED, NULL,
		"decision>kim.berg@kommun.example decision>ansvarig@kommun.example "
		"decision>registrator@kommun.example feedback>alva@kommun.example" },
	/* Nobody had said before that it is serious: what IVO is to be told, and by when. */
	{ "decide-serious", TO_START "; proposed: " SERIOUS, "decided: " SERIOUS, CASE_DECIDED,
		NULL,
		"decision>kim.berg@kommun.example decision>ansvarig@kommun.example "
		"decision>registrator@kommun.example feedback>alva@kommun.example "
		"ivo_due>ansvarig@kommun.example ivo_due>direktor@kommun.example" },
	{ "decide-with-a-board", TO_START "; board_linked; serious; ivo_notified; proposed",
		"decided", CASE_DECIDED, NULL,
		"decision>kim.berg@kommun.example decision>ansvarig@kommun.example "
		"decision>registrator@kommun.example feedback>alva@kommun.example "
		"commissioning>sdn@annan.example" },
	{ "decide-twice", TO_DECIDED, "decided", 0, "is decided", NULL },
	{ "serious-twice", "serious", "serious", 0, "established already", NULL },
	{ "serious", "", "serious", CASE_ASSESSING, NULL,
		"ivo_due>ansvarig@kommun.example ivo_due>direktor@kommun.example" },
	{ "notify-what-is-not-serious", TO_START, "ivo_notified", 0, "--serious-since", NULL },
	{ "notify-after-a-serious-decision", TO_START "; proposed: " SERIOUS "; decided: " SERIOUS,
		"ivo_notified", CASE_DECIDED, NULL, NULL },
	{ "notify-twice", TO_NOTIFIED, "ivo_notified", 0, "was notified already", NULL },
	{ "notify-tells-the-board", TO_START "; board_linked; serious", "ivo_notified",
		CASE_INVESTIGATING, NULL,
		"ivo_notified>ansvarig@kommun.example ivo_notified>kim.berg@kommun.example "
		"ivo_notified>registrator@kommun.example commissioning>sdn@annan.example" },
	{ "send-twice", TO_NOTIFIED "; investigation_sent", "investigation_sent", 0,
		"has the investigation already", NULL },
	{ "send-what-was-attached", TO_START "; serious; ivo_notified_with_investigation",
		"investigation_sent", 0, "has the investigation already", NULL },
	{ "supplement-unasked", TO_NOTIFIED, "supplement_sent", 0, "asked for no supplement",
		NULL },
	{ "supplement", TO_NOTIFIED "; supplement_asked: due=2026-04-01", "supplement_sent",
		CASE_INVESTIGATING, NULL, "" },
	{ "join-without-reason", "", "joined: reason=", 0, "the reason must be given", NULL },
	{ "link-unknown", "", "board_linked: board=XYZ", 0, "no commissioning board", NULL },
	/* What has happened already is told, each by itself. */
	{ "link-notified", TO_NOTIFIED, "board_linked", CASE_INVESTIGATING, NULL,
		"commissioning>sdn@annan.example commissioning>sdn@annan.example" },
	{ "link-decided", TO_DECIDED, "board_linked", CASE_DECIDED, NULL,
		"commissioning>sdn@annan.example" },
	{ "link-decided-serious",
		TO_NOTIFIED "; investigation_sent; proposed: " SERIOUS "; decided: " SERIOUS,
		"board_linked", CASE_DECIDED, NULL,
		"commissioning>sdn@annan.example commissioning>sdn@annan.example "
		"commissioning>sdn@annan.example" },
	{ "serious-after-the-decision", "board_linked; " TO_DECIDED, "serious", CASE_DECIDED, NULL,
		"ivo_due>ansvarig@kommun.example ivo_due>direktor@kommun.example "
		"commissioning>sdn@annan.example" },
	{ "link", "", "board_linked", CASE_ASSESSING, NULL, "commissioning>sdn@annan.example" },
	{ "link-twice", "board_linked", "board_linked", 0, "linked to the case already", NULL },
	{ "unlink", "board_linked", "board_unlinked", CASE_ASSESSING, NULL, "" },
	{ "inform-unlinked", "board_linked; board_unlinked", "board_informed_report", 0,
		"not linked", NULL },
	{ "release-without-a-file", "board_linked; " TO_DECIDED, "final_released", 0,
		"the file must be given", NULL },
	{ "release-no-pdf", "board_linked; " TO_DECIDED, "final_released: file=a.pdf", 0,
		"must be a PDF", NULL },
	{ "register-a-name", "", "registered: number=Anna Andersson", 0, "is not a number", NULL },
	{ "register-a-name-with-a-year", "", "registered: number=Anna f. 1950", 0,
		"is not a number", NULL },
	{ "register-two-lines", "", "registered: number=AMN 2026-1\nBcc: 1", 0, "is not a number",
		NULL },
	{ "register-without-a-digit", "", "registered: number=AMN", 0, "is not a number", NULL },
	{ "register-a-slash", "", "registered: number=ÄN 2026/123", CASE_RECEIVED, NULL, "" },
	{ "register-a-plain-number", "", "registered: number=2026-00123", CASE_RECEIVED, NULL, "" },
	{ "number-of-ivo", "serious", "ivo_notified: number=3.5.1-123/2026-4", CASE_ASSESSING, NULL,
		NULL },
	{ "name-for-ivo", "serious", "ivo_notified: number=Anna Andersson slog", 0,
		"is not a number", NULL },
	{ "register", "", "registered", CASE_RECEIVED, NULL, "" },
	{ "breach-without-hour", "", "breach_aware: date=2026-01-04", 0, "time of day", NULL },
	{ "breach", "", "breach_aware: date=2026-01-04T22:30:00+01:00", CASE_ASSESSING, NULL,
		"breach>dso@kommun.example breach>ansvarig@kommun.example" },
	{ "breach-notified-unknown", "", "breach_notified: date=2026-01-05T10:00:00+01:00", 0,
		"when the breach was noticed", NULL },
	{ "extend", "", "clock_extended: board=|due=2026-06-01", CASE_RECEIVED, NULL, "" },
	{ "extend-law", TO_NOTIFIED,
		"clock_extended: board=|clock=ivo_investigation|due=2026-08-01", 0,
		"cannot be extended", NULL },
	{ "extend-for-a-board-it-has-not", "", "clock_extended: due=2026-06-01", 0,
		"leave --board out", NULL },
	{ "extend-for-no-board", "board_linked",
		"clock_extended: board=|clock=inform_report|due=2026-06-01", 0, "say which", NULL },
	{ "extend-nothing", "", "clock_extended: board=|clock=xyz|due=2026-06-01", 0,
		"no such clock", NULL },
	{ "extend-what-does-not-run", "", "clock_extended: board=|clock=decide|due=2026-06-01", 0,
		"does not run", NULL },
	{ "extend-backwards", "", "clock_extended: board=|due=2026-02-20", 0, "later day", NULL },
	{ "follow-up-early", TO_START, "follow_up_set: due=2026-06-01", 0, "is investigating",
		NULL },
	{ "follow-up", TO_DECIDED, "follow_up_set: due=2026-06-01", CASE_FOLLOW_UP, NULL,
		"changed>kim.berg@kommun.example" },
	{ "supplement-day", TO_NOTIFIED, "supplement_asked: due=2026-04-01", CASE_INVESTIGATING,
		NULL, "changed>kim.berg@kommun.example" },
	/* Nobody investigates: who answers for the case is told. */
	{ "supplement-uninvestigated", "serious; ivo_notified", "supplement_asked: due=2026-04-01",
		CASE_ASSESSING, NULL, "changed>ansvarig@kommun.example" },
	{ "follow-up-in-the-past", TO_DECIDED, "follow_up_set: due=2026-01-06", 0, "has passed",
		NULL },
	{ "measure-unknown", "", "measure_done", 0, "no measure with that number", NULL },
	{ "measure", "measure_planned: due=2026-03-01", "measure_done", CASE_RECEIVED, NULL, "" },
	{ "close-undecided", TO_START, "closed", 0, "is investigating", NULL },
	{ "close-unregistered", TO_DECIDED, "closed", 0, "the law asks for", NULL },
	{ "close", "registered; " TO_DECIDED, "closed", CASE_CLOSED, NULL, "" },
	{ "close-before-ivo", "registered; " TO_START "; proposed: " SERIOUS "; decided: " SERIOUS,
		"closed", 0, "matter with IVO", NULL },
	{ "assign-another", "investigator_assigned",
		"investigator_assigned: investigator=" LIFE_OVE, CASE_ASSESSING, NULL,
		"assignment>ove.dal@kommun.example changed>kim.berg@kommun.example" },
	{ "assign-the-same", "investigator_assigned",
		"investigator_assigned: investigator=KIM.BERG+x@kommun.example", CASE_ASSESSING,
		NULL, "assignment>kim.berg+x@kommun.example" },
	{ "before-arrival", "", "assessed: date=2026-01-04", 0, "before the report arrived", NULL },
	{ "protected-before-arrival", "", "protected: date=2026-01-04", CASE_ASSESSING, NULL,
		NULL },
	{ "in-the-future", "", "assessed: date=2026-01-21", 0, "lies ahead", NULL },
	{ "no-such-day", "", "assessed: date=2026-02-29", 0, "is not a day", NULL },
	{ "decided-before-proposed", TO_START "; proposed", "decided: date=2026-01-19", 0,
		"before that of what it follows", NULL },
	{ "empty-reason", "", "assessed: reason=  ", 0, "is not a text", NULL },
};

static void
test_ivo_branch(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const steps[][2] = { { "serious", "due" },
		{ "ivo_notified", "notified" }, { "investigation_sent", "complete" },
		{ "supplement_asked: due=2026-04-01", "supplement" },
		{ "supplement_sent", "complete" },
		{ "supplement_asked: " CORRECT "due=2026-04-02", "complete" } };

	for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *wrong =
			life_stage_try(stage, steps[i][0], "2026-01-20T10:00:00+01:00");

		g_assert_cmpstr(wrong, ==, NULL);
		g_assert_cmpstr(ivo_state_name(case_file_ivo(stage->file)), ==, steps[i][1]);
	}
}

/* Who is away is replaced, and both away in July are no reason to tell nobody. */
static void
test_away(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	Person *kim = g_ptr_array_index(stage->board->investigators, 0);
	g_autofree char *wrong = life_stage_try(stage, TO_START, "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	kim->away_from = g_strdup("2026-07-01");
	kim->away_to = g_strdup("2026-07-31");
	wrong = life_stage_try(stage, "serious; ivo_notified", "2026-06-30T23:59:59+02:00");
	g_assert_cmpstr(stage->told->str, ==,
		"ivo_notified>ansvarig@kommun.example ivo_notified>kim.berg@kommun.example "
		"ivo_notified>registrator@kommun.example");
	wrong = life_stage_try(stage, "reopened: reason=x", "2026-07-01T00:00:00+02:00");
	g_clear_pointer(&wrong, g_free);
	wrong = life_stage_try(stage, "proposed; decided", "2026-07-01T00:00:00+02:00");
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(stage->told->str, ==,
		"decision>ansvarig@kommun.example decision>registrator@kommun.example "
		"feedback>alva@kommun.example");
	stage->board->responsible.away_from = g_strdup("2026-07-01");
	wrong = life_stage_try(stage, "reopened", "2026-07-02T10:00:00+02:00");
	g_assert_cmpstr(stage->told->str, ==,
		"changed>alva@kommun.example changed>stf@kommun.example "
		"changed>registrator@kommun.example changed>direktor@kommun.example");
}

/* Who has nothing to do with the case any more signs nothing in it. */
static void
test_recused(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const acts[] = { "investigator_assigned", "assessed: by=" LIFE_KIM };

	g_ptr_array_add(stage->file->recused, g_strdup(LIFE_KIM));
	g_ptr_array_add(stage->file->recused, g_strdup("ansvarig+x@kommun.example"));
	g_autofree char *begun = life_stage_try(
		stage, "protected: by=direktor@kommun.example", "2026-01-20T10:00:00+01:00");
	g_assert_cmpstr(begun, ==, NULL);
	g_autofree char *corrected = life_stage_try(
		stage, "protected: " CORRECT "date=2026-01-19", "2026-01-20T10:00:00+01:00");
	g_assert_nonnull(corrected);
	g_assert_nonnull(strstr(corrected, "recused"));
	for (guint i = 0; i < G_N_ELEMENTS(acts); i++) {
		g_autofree char *wrong =
			life_stage_try(stage, acts[i], "2026-01-20T10:00:00+01:00");

		g_assert_nonnull(wrong);
		g_assert_nonnull(strstr(wrong, "recused"));
	}
}

/* Every move of a case from one state to another records why, where somebody says it. */
static void
test_reasons(void)
{
	for (guint act = 0; act < LIFE_ACT_COUNT; act++) {
		const LifeActRow *row = &life_acts[act];

		g_test_message("%s", row->event);
		g_assert_true(
			row->to == LIFE_STAYS || (row->needs | row->may) & LIFE_BIT(LIFE_REASON));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	life_stage_add_rows(rows, G_N_ELEMENTS(rows));
	life_stage_add("/life/ivo-branch", test_ivo_branch);
	life_stage_add("/life/recused", test_recused);
	life_stage_add("/life/away", test_away);
	g_test_add_func("/life/reasons", test_reasons);
	return g_test_run();
}
