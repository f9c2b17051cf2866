/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that belong together, change hands, end and begin anew; and who is told of which. */
#include "core/life/life-notices.h"
#include "core/life/life-recused.h"
#include "core/text.h"
#include "support/life-stage.h"

static const LifeRow rows[] = {
	{ "reopened-was-not-assessed-before", "protected; declined; reopened",
		"assessed: date=2026-01-19", 0, "before the case was taken up again", NULL },
	{ "reopen-before-it-was-declined", "protected; declined", "reopened: date=2026-01-19", 0,
		"before that of what it follows", NULL },
	{ "reopen-before-it-was-joined", "joined", "reopened: date=2026-01-19", 0,
		"before that of what it follows", NULL },
	{ "transfer-what-is-assessed-later", "assessed",
		"transferred: to_board=VON|date=2026-01-19", CASE_RECEIVED, NULL, NULL },
	{ "transfer-to-itself", "", "transferred: to_board=AMN", 0, "the same board", NULL },
	{ "join-decided", TO_DECIDED, "joined", 0, "is decided", NULL },
	{ "join-itself", "", "joined: case=LS-2026-0001", 0, "the same case", NULL },
	{ "join", "investigator_assigned", "joined", CASE_JOINED, NULL,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ove.dal@kommun.example changed>ansvarig@kommun.example "
		"changed>registrator@kommun.example" },
	/* The one who has to do with both is told once. */
	{ "join-unassigned", "", "joined", CASE_JOINED, NULL,
		"changed>alva@kommun.example changed>ansvarig@kommun.example "
		"changed>ove.dal@kommun.example changed>registrator@kommun.example" },
	{ "join-what-ivo-is-to-know", "serious", "joined", 0, "join the other case to this one",
		NULL },
	{ "join-what-ivo-waits-for", TO_NOTIFIED, "joined", 0,
		"nobody would have that time to keep", NULL },
	{ "join-a-supplement-owed",
		TO_NOTIFIED "; investigation_sent; supplement_asked: due=2026-02-10", "joined", 0,
		"nobody would have that time to keep", NULL },
	{ "join-what-ivo-has", TO_NOTIFIED "; investigation_sent", "joined", CASE_JOINED, NULL,
		NULL },
	{ "join-what-is-not-serious", "serious; not_serious", "joined", CASE_JOINED, NULL, NULL },
	{ "join-board-untold", "board_linked", "joined", 0, "lexsarah case inform", NULL },
	{ "join-board-told", "board_linked; board_informed_report", "joined", CASE_JOINED, NULL,
		NULL },
	{ "join-board-unlinked", "board_linked; board_unlinked", "joined", CASE_JOINED, NULL,
		NULL },
	{ "link-cases", "investigator_assigned", "linked", CASE_ASSESSING, NULL,
		"changed>kim.berg@kommun.example changed>ansvarig@kommun.example "
		"changed>ove.dal@kommun.example" },
	{ "link-what-has-ended", "protected; declined", "linked", CASE_DECLINED, NULL,
		"changed>ove.dal@kommun.example changed>ansvarig@kommun.example" },
	{ "reopen-with-an-investigator", TO_DECIDED, "reopened", CASE_INVESTIGATING, NULL,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ansvarig@kommun.example changed>registrator@kommun.example "
		"changed>direktor@kommun.example" },
	{ "after-joining", "joined", "assessed", 0, "is joined", NULL },
	{ "transfer-to-nobody", "", "transferred", 0, "--external", NULL },
	{ "transfer-to-a-board-of-ours", "investigator_assigned", "transferred: to_board=VON",
		CASE_RECEIVED, NULL,
		"transferred>von@kommun.example transferred>alva@kommun.example "
		"registrar>von-registrator@kommun.example "
		"transferred>registrator@kommun.example changed>kim.berg@kommun.example" },
	{ "transfer-proposed", TO_START "; proposed", "transferred: to_board=VON", CASE_RECEIVED,
		NULL, NULL },
	{ "transfer-decided", TO_DECIDED, "transferred: to_board=VON", 0, "is decided", NULL },
	{ "transfer-declined", "protected; declined", "transferred: to_board=VON", 0, "is declined",
		NULL },
	{ "transfer-joined", "joined", "transferred: to_board=VON", 0, "is joined", NULL },
	{ "transfer-closed", "registered; " TO_DECIDED "; closed", "transferred: to_board=VON", 0,
		"is closed", NULL },
	{ "transfer-without-reason", "", "transferred: to_board=VON|reason=", 0,
		"the reason must be given", NULL },
	{ "transfer-tomorrow", "", "transferred: to_board=VON|date=2026-01-21", 0, "lies ahead",
		NULL },
	{ "transfer-before-arrival", "", "transferred: to_board=VON|date=2026-01-04", 0,
		"before the report arrived", NULL },
	{ "transfer-what-was-transferred", "transferred: to_board=VON", "transferred: to_board=VON",
		0, "the same board", NULL },
	{ "transfer-back-by-who-had-it", "transferred: to_board=VON", "transferred: to_board=AMN",
		0, "its own people pass it on", NULL },
	{ "transferred-is-assessed-anew",
		"protected; assessed; investigator_assigned; transferred: to_board=VON",
		"investigation_started", 0, "must be assessed first", NULL },
	{ "transferred-is-assigned-anew",
		"protected; assessed; investigator_assigned; transferred: to_board=VON; "
		"assessed: by=von@kommun.example",
		"investigation_started", 0, "name who investigates", NULL },
	{ "transferred-is-protected-anew", "protected; transferred: to_board=VON",
		"declined: by=von@kommun.example", 0, "lexsarah case protect", NULL },
	{ "transferred-was-protected-before", "transferred: to_board=VON",
		"protected: date=2026-01-05|by=von@kommun.example", CASE_ASSESSING, NULL, NULL },
	{ "transferred-was-not-assessed-before", "transferred: to_board=VON",
		"assessed: date=2026-01-19|by=von@kommun.example", 0, "before this board took",
		NULL },
	{ "transferred-without-title", "transferred: to_board=VON",
		"assessed: by=direktor@kommun.example", 0, "title", NULL },
	{ "transferred-keeps-what-is-serious", "serious; transferred: to_board=VON", "serious", 0,
		"established already", NULL },
	{ "transfer-external", "", "transferred_external: to_board=Region Exempel",
		CASE_TRANSFERRED, NULL,
		"transferred>alva@kommun.example transferred>registrator@kommun.example" },
	{ "transfer-external-to-ours", "",
		"transferred_external: to_board=vård- och OMSORGSNÄMNDEN", 0, "--to with", NULL },
	{ "transfer-external-then-ours", "transferred_external: to_board=Region Exempel",
		"transferred: to_board=VON", 0, "is transferred", NULL },
	{ "transfer-external-decided", TO_DECIDED, "transferred_external: to_board=Region Exempel",
		CASE_TRANSFERRED, NULL, NULL },
	{ "transfer-external-what-ivo-waits-for", TO_NOTIFIED,
		"transferred_external: to_board=Region Exempel", 0,
		"nobody would have that time to keep", NULL },
	{ "transfer-external-what-ivo-has", TO_NOTIFIED "; investigation_sent",
		"transferred_external: to_board=Region Exempel", CASE_TRANSFERRED, NULL, NULL },
	{ "transfer-external-board-untold", "board_linked",
		"transferred_external: to_board=Region Exempel", 0, "lexsarah case inform", NULL },
	{ "withdraw", "investigator_assigned", "report_withdrawn", CASE_ASSESSING, NULL,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ansvarig@kommun.example changed>registrator@kommun.example" },
	/* Who decides follows what was proposed. */
	{ "withdraw-proposed", TO_START "; proposed", "report_withdrawn", CASE_PROPOSED, NULL,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ansvarig@kommun.example changed>registrator@kommun.example "
		"changed>direktor@kommun.example" },
	{ "transfer-external-proposed", TO_START "; proposed",
		"transferred_external: to_board=Region Exempel", CASE_TRANSFERRED, NULL,
		"transferred>alva@kommun.example transferred>registrator@kommun.example "
		"changed>kim.berg@kommun.example changed>direktor@kommun.example" },
	{ "decline-assigned", "protected; investigator_assigned", "declined", CASE_DECLINED, NULL,
		"declined>alva@kommun.example declined>registrator@kommun.example "
		"changed>kim.berg@kommun.example" },
	{ "withdraw-joined", "joined", "report_withdrawn", CASE_JOINED, NULL, NULL },
	{ "withdraw-without-reason", "", "report_withdrawn: reason=", 0, "the reason must be given",
		NULL },
	{ "withdrawn-goes-on", "report_withdrawn", "assessed", CASE_ASSESSING, NULL, NULL },
	{ "reopen-declined", "protected; declined", "reopened", CASE_ASSESSING, NULL, NULL },
	{ "reopen-decided", TO_DECIDED, "reopened", CASE_INVESTIGATING, NULL, NULL },
	{ "reopened-is-assessed-anew", "protected; declined; reopened", "assessed", CASE_ASSESSING,
		NULL, NULL },
	{ "reopen-open", "", "reopened", 0, "is received", NULL },
};

/* Of a case of another board each board tells its own, of the own number. */
static void
test_other_board(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	g_free(stage->other->board);
	stage->other->board = g_strdup("VON");
	life_stage_do(stage, "investigator_assigned; joined");
	g_assert_cmpstr(stage->told->str, ==,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ansvarig@kommun.example changed>registrator@kommun.example "
		"changed>ove.dal@kommun.example changed>von@kommun.example "
		"changed>von-registrator@kommun.example");
}

/* Whose date ends with the own case, and who works on the other one, is told of both. */
static void
test_joined_holder(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "investigator_assigned");
	HeldEntry held = held_entry_copy(&g_array_index(stage->file->calendars, HeldEntry, 0));
	g_free(held.uid);
	g_free(held.recipient);
	held.uid = g_strdup("ove");
	held.recipient = g_strdup(LIFE_OVE);
	held.sent = TRUE;
	g_array_append_val(stage->file->calendars, held);
	life_stage_do(stage, "joined");
	g_assert_cmpstr(stage->told->str, ==,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ove.dal@kommun.example changed>ansvarig@kommun.example "
		"changed>registrator@kommun.example changed>ove.dal@kommun.example");
}

/* Who has nothing to do with one of the cases hears nothing of it by way of the other. */
static void
test_other_recused(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "investigator_assigned");
	g_ptr_array_add(stage->other->recusals, g_strdup(LIFE_KIM));
	g_ptr_array_add(stage->other->recusals, g_strdup("ordforande@kommun.example"));
	g_ptr_array_add(stage->file->recused, g_strdup(LIFE_OVE));
	g_ptr_array_add(stage->file->stand_ins, g_strdup("stf@kommun.example"));
	life_stage_do(stage, "linked");
	g_assert_cmpstr(stage->told->str, ==,
		"changed>ordforande@kommun.example changed>ansvarig@kommun.example "
		"changed>stf@kommun.example");
}

/* The holds of the notices of an act, in their order. */
static char *
holds_of(LifeStage *stage, const char *event)
{
	LifeWords words;
	g_auto(GStrv) pieces = NULL;
	GString *holds = g_string_new(NULL);
	LifeOffice office = { stage->settings, stage->board, LIFE_ANSVARIG,
		.clocks = { stage->rules, NULL, stage->zone, OFFICE_HOURS_DEFAULT,
			clock_tools_time("2026-01-20T10:00:00+01:00", stage->zone).instant } };

	life_desk_words(&words, NULL, &pieces);
	g_assert_true(life_words_read(&words, office.clocks.now, stage->zone, NULL));
	g_autoptr(LifePlan) plan =
		life_plan(stage->file, life_desk_act(event), &words, &office, NULL);
	if (plan->other_case)
		life_tell_other(plan, stage->file, stage->other);
	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *notice = plan->notices->pdata[i];

		g_string_append_printf(holds, "%s%s %s", i ? ", " : "",
			notice->of_case ? notice->of_case : "-",
			notice->hold ? hold_name(notice->hold) : "none");
	}
	return g_string_free(holds, FALSE);
}

/* Who is recused after that was done, and what of the stand-in then hears. */
static const struct {
	const char *name, *done, *person;
	gboolean passed_on;
	const char *told;
} recusals[] = {
	{ "investigator", TO_START, LIFE_KIM, FALSE, "assignment>stf@kommun.example" },
	{ "investigator-passed-on", TO_START, "Kim.Berg@Kommun.Example", TRUE,
		"assignment>stf@kommun.example" },
	{ "investigator-decided", TO_DECIDED, LIFE_KIM, FALSE, "" },
	{ "nobody", TO_START, LIFE_OVE, FALSE, "" },
	{ "responsible", TO_START, LIFE_ANSVARIG, FALSE, "changed>stf@kommun.example" },
	{ "responsible-unassigned", "", LIFE_ANSVARIG, FALSE, "changed>stf@kommun.example" },
	{ "responsible-passed-on", TO_START, LIFE_ANSVARIG, TRUE, "" },
	{ "responsible-investigates",
		"protected; assessed; investigator_assigned: investigator=" LIFE_ANSVARIG,
		LIFE_ANSVARIG, FALSE, "assignment>stf@kommun.example" },
	{ "decider", TO_START, "direktor@kommun.example", FALSE, "changed>stf@kommun.example" },
	{ "decider-proposed", TO_START "; proposed", "direktor@kommun.example", FALSE,
		"proposal>stf@kommun.example" },
	{ "dpo", "", "dso@kommun.example", FALSE, "" },
	{ "dpo-breach", "breach_aware: date=2026-01-20T09:00:00+01:00", "dso@kommun.example", FALSE,
		"changed>stf@kommun.example" },
	{ "ended", "protected; declined", LIFE_ANSVARIG, FALSE, "" },
};

static void
test_recused(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(recusals); i++) {
		g_autoptr(GString) told = g_string_new(NULL);

		if (i) {
			life_stage_tear_down(stage, NULL);
			life_stage_set_up(stage, NULL);
		}
		g_test_message("%s", recusals[i].name);
		life_stage_do(stage, recusals[i].done);
		g_ptr_array_add(stage->file->recused, text_fold_address(recusals[i].person));
		g_ptr_array_add(stage->file->stand_ins, g_strdup("stf@kommun.example"));
		const LifeOffice office = {
			stage->settings, stage->board, LIFE_ANSVARIG,
			.clocks = { stage->rules, NULL, stage->zone, OFFICE_HOURS_DEFAULT,
				clock_tools_time("2026-01-20T11:00:00+01:00", stage->zone).instant }
		};
		g_autoptr(LifePlan) plan = life_plan_recused(
			stage->file, recusals[i].person, recusals[i].passed_on, &office, NULL);
		for (guint n = 0; n < plan->notices->len; n++) {
			const PlannedNotice *notice = plan->notices->pdata[n];

			g_string_append_printf(told, "%s%s>%s", n ? " " : "",
				notice_name(notice->notice), notice->recipient);
			g_assert_true(notice_has_audience(notice->notice, notice->audience));
			g_assert_nonnull(strstr(notice->facts, "\"recused\":true"));
		}
		g_assert_cmpstr(told->str, ==, recusals[i].told);
	}
}

/* Of a case of which nobody may hear yet nobody hears by way of another one. */
static void
test_other_held(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "investigator_assigned");
	stage->other->held = TRUE;
	g_autofree char *other = holds_of(stage, "linked");
	g_assert_cmpstr(other, ==, "- protected, - protected, LS-2026-0009 none");
	stage->other->held = FALSE;
	stage->file->held = TRUE;
	g_autofree char *own = holds_of(stage, "linked");
	g_assert_cmpstr(own, ==, "- none, - none, LS-2026-0009 protected");
}

/* Whom a report concerns is not told of it in the registrar's place. */
static void
test_stand_in_held(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	stage->board->registrar.away_from = g_strdup("2026-01-01");
	stage->file->held = TRUE;
	g_autofree char *held = holds_of(stage, "transferred_external");
	g_assert_cmpstr(held, ==, "- none, - recused");
	g_clear_pointer(&stage->board->registrar.away_from, g_free);
	stage->file->state = CASE_RECEIVED;
	g_autofree char *there = holds_of(stage, "transferred_external");
	g_assert_cmpstr(there, ==, "- none, - none");
}

/* Who reported what was joined is told what becomes of it, as of the own report. */
static void
test_joined_reporter(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const states[] = { "joined", "investigating" };

	for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
		g_autofree char *id = g_strdup_printf("LS-2026-001%u", i);
		g_autofree char *who = g_strdup_printf("mika%u@kommun.example", i);
		RelatedCase *related = related_case_new(id, "AMN");

		g_assert_true(case_state_from_name(states[i], &related->state));
		related->joined = i == 0;
		related->reporter = g_strdup(who);
		g_ptr_array_add(stage->file->related, related);
	}
	life_stage_do(stage, TO_DECIDED);
	g_assert_cmpstr(stage->told->str, ==,
		"decision>kim.berg@kommun.example decision>ansvarig@kommun.example "
		"decision>registrator@kommun.example feedback>alva@kommun.example "
		"feedback>mika0@kommun.example");
	life_stage_do(stage, "reopened");
	g_assert_cmpstr(stage->told->str, ==,
		"changed>alva@kommun.example changed>mika0@kommun.example "
		"changed>kim.berg@kommun.example changed>ansvarig@kommun.example "
		"changed>registrator@kommun.example changed>direktor@kommun.example");
	/* What another one has taken back goes on for this one as it was. */
	life_stage_do(stage, "report_withdrawn");
	g_assert_null(strstr(stage->told->str, "mika0"));
	life_stage_do(stage, "transferred: to_board=VON");
	g_assert_nonnull(strstr(stage->told->str, "transferred>mika0@kommun.example"));
	g_assert_null(strstr(stage->told->str, "mika1"));
}

/* Who stands in for the registrar of the board that gets a case is the one who gets the case. */
static void
test_registrar_away(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	Board *other = g_ptr_array_index(stage->settings->boards, 1);

	other->registrar.away_from = g_strdup("2026-01-01");
	life_stage_do(stage, "transferred: to_board=VON");
	g_assert_cmpstr(stage->told->str, ==,
		"transferred>von@kommun.example transferred>alva@kommun.example "
		"registrar>von@kommun.example transferred>registrator@kommun.example");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	life_stage_add_rows(rows, G_N_ELEMENTS(rows));
	life_stage_add("/life/other-board", test_other_board);
	life_stage_add("/life/other-recused", test_other_recused);
	life_stage_add("/life/joined-holder", test_joined_holder);
	life_stage_add("/life/registrar-away", test_registrar_away);
	life_stage_add("/life/other-held", test_other_held);
	life_stage_add("/life/recused", test_recused);
	life_stage_add("/life/stand-in-held", test_stand_in_held);
	life_stage_add("/life/joined-reporter", test_joined_reporter);
	return g_test_run();
}
