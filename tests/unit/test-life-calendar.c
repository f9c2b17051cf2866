/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the calendars of people hold of a case, and how it gets right. */
#include "core/clock/calendar-held.h"
#include "support/life-stage.h"

/* The last day stands in the calendar, that of hours as a moment. */
static void
test_calendar(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wrong = life_stage_try(
		stage, "protected; assessed; investigator_assigned", "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_nonnull(strstr(stage->dates->str, "2026-03-05"));
	g_assert_nonnull(strstr(stage->dates->str, "investigate"));
	g_autofree char *first = g_strdup(stage->dates->str);
	wrong = life_stage_try(
		stage, "serious; investigator_assigned", "2026-01-20T10:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(stage->dates->str, ==, first); /* says the same, and is the same */
	wrong = life_stage_try(
		stage, "breach_aware: date=2026-01-20T09:00:00+01:00", "2026-01-20T10:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_nonnull(strstr(stage->dates->str, "\"instant\""));
}

/* "STEP DATE SEQUENCE" of what that person's calendar holds, "-" behind what is cancelled. */
static char *
calendar_of(LifeStage *stage, const char *address)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < stage->file->calendars->len; i++) {
		const HeldEntry *held = &g_array_index(stage->file->calendars, HeldEntry, i);
		g_autofree char *day = date_to_string(held->due.date);

		if (strcmp(held->recipient, address) == 0)
			g_string_append_printf(text, "%s%s %s %u%s", text->len ? ", " : "",
				held->rule, day, held->sequence, held->cancelled ? " -" : "");
	}
	return g_string_free(text, FALSE);
}

static void
assert_calendar(LifeStage *stage, const char *address, const char *wanted)
{
	g_autofree char *calendar = calendar_of(stage, address);

	g_assert_cmpstr(calendar, ==, wanted);
}

/* Whoever has a date gets it again when it moves, and it is taken back with a mail that goes. */
static void
test_calendar_follows(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_START);
	assert_calendar(stage, LIFE_KIM, "investigate 2026-03-05 0");
	life_stage_do(stage, "clock_extended: board=|due=2026-06-01");
	g_assert_cmpstr(stage->told->str, ==, "changed>kim.berg@kommun.example");
	assert_calendar(stage, LIFE_KIM, "investigate 2026-06-01 1");
	life_stage_do(stage, "clock_extended: board=|due=2026-06-02");
	assert_calendar(stage, LIFE_KIM, "investigate 2026-06-02 2");
	/* Met: no mail of its own, but with the next one. */
	life_stage_do(stage, "proposed");
	g_assert_cmpstr(stage->told->str, ==, "proposal>direktor@kommun.example");
	assert_calendar(stage, LIFE_KIM, "investigate 2026-06-02 2");
	assert_calendar(stage, "direktor@kommun.example", "decide 2026-01-27 0");
	life_stage_do(stage, "decided");
	assert_calendar(stage, LIFE_KIM, "follow_up 2026-04-20 0, investigate 2026-06-02 3 -");
	assert_calendar(stage, LIFE_ANSVARIG, "follow_up 2026-04-20 0");
}

/* A day that somebody sets is told at once to who has to keep it, and stands in that calendar. */
static void
test_calendar_of_days_set(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_START "; serious; ivo_notified_with_investigation; "
				      "supplement_asked: due=2026-02-12");
	g_assert_cmpstr(stage->told->str, ==, "changed>kim.berg@kommun.example");
	assert_calendar(stage, LIFE_KIM, "investigate 2026-03-05 0, ivo_supplement 2026-02-12 0");
	life_stage_do(stage, "supplement_sent; proposed; decided");
	life_stage_do(stage, "follow_up_set: due=2026-05-04");
	g_assert_cmpstr(stage->told->str, ==, "changed>kim.berg@kommun.example");
	g_assert_nonnull(strstr(stage->dates->str, "2026-05-04"));
}

static void
test_calendar_corrected(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_NOTIFIED);
	assert_calendar(
		stage, LIFE_ANSVARIG, "ivo_investigation 2026-03-20 0, ivo_notify 2026-01-21 1 -");
	life_stage_do(stage,
		"serious: " CORRECT "date=2026-01-08; ivo_notified: " CORRECT "date=2026-01-09");
	g_assert_cmpstr(stage->told->str, ==,
		"changed>ansvarig@kommun.example changed>kim.berg@kommun.example "
		"changed>registrator@kommun.example");
	assert_calendar(
		stage, LIFE_ANSVARIG, "ivo_notify 2026-01-21 1 -, ivo_investigation 2026-03-09 1");
	assert_calendar(
		stage, LIFE_KIM, "investigate 2026-03-05 0, ivo_investigation 2026-03-09 1");
}

static void
test_calendar_taken_back(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "serious");
	assert_calendar(stage, LIFE_ANSVARIG, "ivo_notify 2026-01-21 0");
	life_stage_do(stage, "not_serious");
	assert_calendar(stage, LIFE_ANSVARIG, "ivo_notify 2026-01-21 1 -");
	assert_calendar(stage, "direktor@kommun.example", "ivo_notify 2026-01-21 1 -");
	life_stage_do(stage, "serious");
	assert_calendar(stage, LIFE_ANSVARIG, "ivo_notify 2026-01-21 2");
}

/* Who is recused hears nothing more of the case, whatever the calendar holds. */
static void
test_calendar_recused(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_START);
	g_ptr_array_add(stage->file->recused, g_strdup(LIFE_KIM));
	life_stage_do(stage, "clock_extended: board=|due=2026-06-01");
	g_assert_cmpstr(stage->told->str, ==, "");
	assert_calendar(stage, LIFE_KIM, "investigate 2026-03-05 0");
}

/* What a calendar has of a case is taken back from who does not investigate it any more. */
static void
test_calendar_replaced(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "serious; ivo_notified; assessed; investigator_assigned");
	life_stage_do(stage, "investigator_assigned: investigator=" LIFE_OVE);
	assert_calendar(
		stage, LIFE_KIM, "investigate 2026-03-05 1 -, ivo_investigation 2026-03-20 1 -");
	assert_calendar(
		stage, LIFE_OVE, "investigate 2026-03-05 0, ivo_investigation 2026-03-20 0");
	life_stage_do(stage, "investigator_assigned");
	assert_calendar(
		stage, LIFE_KIM, "investigate 2026-03-05 2, ivo_investigation 2026-03-20 2");
	assert_calendar(
		stage, LIFE_OVE, "investigate 2026-03-05 1 -, ivo_investigation 2026-03-20 1 -");
	life_stage_do(stage, "transferred: to_board=VON");
	assert_calendar(
		stage, LIFE_KIM, "investigate 2026-03-05 3 -, ivo_investigation 2026-03-20 3 -");
	/* The date at IVO runs on, and is another board's people's. */
	assert_calendar(stage, LIFE_ANSVARIG,
		"ivo_notify 2026-01-21 1 -, ivo_investigation 2026-03-20 1 -");
}

/* Who investigated, and answers for the case all the same, keeps the date. */
static void
test_calendar_kept(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "assessed; investigator_assigned: investigator=" LIFE_ANSVARIG);
	life_stage_do(stage, "investigator_assigned");
	g_assert_cmpstr(stage->told->str, ==,
		"assignment>kim.berg@kommun.example changed>ansvarig@kommun.example");
	assert_calendar(stage, LIFE_ANSVARIG, "investigate 2026-03-05 0");
}

static void
test_calendar_breach(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "breach_aware: date=2026-01-20T09:00:00+01:00");
	assert_calendar(stage, "dso@kommun.example", "breach_imy 2026-01-23 0");
	/* Since then another one is the dpo, and whoever has the date is told. */
	g_free(stage->board->dpo.address);
	stage->board->dpo.address = g_strdup("ny-dso@kommun.example");
	life_stage_do(stage, "breach_not_reportable: date=2026-01-20T09:30:00+01:00");
	g_assert_cmpstr(stage->told->str, ==,
		"changed>ny-dso@kommun.example changed>ansvarig@kommun.example "
		"changed>dso@kommun.example");
	assert_calendar(stage, "dso@kommun.example", "breach_imy 2026-01-23 1 -");
	assert_calendar(stage, LIFE_ANSVARIG, "breach_imy 2026-01-23 1 -");
}

/* Of a case that ends without a decision no digest comes that would take the date back. */
static void
test_calendar_ended(LifeStage *stage, gconstpointer end)
{
	life_stage_do(stage, "protected; investigator_assigned");
	assert_calendar(stage, LIFE_KIM, "investigate 2026-03-05 0");
	life_stage_do(stage, end);
	g_assert_true(g_str_has_suffix(stage->told->str, " changed>kim.berg@kommun.example"));
	assert_calendar(stage, LIFE_KIM, "investigate 2026-03-05 1 -");
}

/* Whoever answers for the data where the case has gone has the hours that are left. */
static void
test_calendar_breach_goes_along(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, "breach_aware: date=2026-01-20T09:00:00+01:00");
	life_stage_do(stage, "transferred: to_board=VON");
	g_assert_cmpstr(stage->told->str, ==,
		"transferred>von@kommun.example transferred>alva@kommun.example "
		"registrar>von-registrator@kommun.example transferred>registrator@kommun.example "
		"breach>von-dso@kommun.example breach>von@kommun.example "
		"changed>dso@kommun.example changed>ansvarig@kommun.example");
	assert_calendar(stage, "dso@kommun.example", "breach_imy 2026-01-23 1 -");
	assert_calendar(stage, LIFE_ANSVARIG, "breach_imy 2026-01-23 1 -");
	assert_calendar(stage, "von-dso@kommun.example", "breach_imy 2026-01-23 0");
	assert_calendar(stage, "von@kommun.example", "breach_imy 2026-01-23 0");
	life_stage_do(stage, "breach_not_reportable: date=2026-01-20T09:30:00+01:00");
	life_stage_do(stage, "assessed: by=von@kommun.example");
	assert_calendar(stage, "von-dso@kommun.example", "breach_imy 2026-01-23 1 -");
}

/* Who is of both boards keeps what the new one says anew, and nothing that it could not change. */
static void
test_calendar_of_both_boards(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	Board *other = stage->settings->boards->pdata[1];

	g_free(other->dpo.address);
	other->dpo.address = g_strdup("dso@kommun.example");
	g_free(other->responsible.address);
	other->responsible.address = g_strdup(LIFE_ANSVARIG);
	life_stage_do(stage, "breach_aware: date=2026-01-20T09:00:00+01:00; serious; ivo_notified");
	life_stage_do(stage, "transferred: to_board=VON");
	assert_calendar(stage, "dso@kommun.example", "breach_imy 2026-01-23 0");
	assert_calendar(stage, LIFE_ANSVARIG,
		"ivo_notify 2026-01-21 1 -, ivo_investigation 2026-03-20 0, "
		"breach_imy 2026-01-23 0");
}

/* That IVO is to be notified goes along, and is said anew by the board that has it now. */
static void
test_calendar_of_both_boards_serious(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	Board *other = stage->settings->boards->pdata[1];

	g_free(other->responsible.address);
	other->responsible.address = g_strdup(LIFE_ANSVARIG);
	life_stage_do(stage, "serious; transferred: to_board=VON");
	assert_calendar(stage, LIFE_ANSVARIG, "ivo_notify 2026-01-21 0");
}

/* Who stood in for somebody has the date, and no digest that takes it back. */
static void
test_calendar_stand_in(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	stage->board->responsible.away_from = g_strdup("2026-01-01");
	life_stage_do(stage, "serious");
	assert_calendar(stage, "stf@kommun.example", "ivo_notify 2026-01-21 0");
	g_clear_pointer(&stage->board->responsible.away_from, g_free);
	life_stage_do(stage, "ivo_notified");
	g_assert_cmpstr(stage->told->str, ==,
		"ivo_notified>ansvarig@kommun.example ivo_notified>registrator@kommun.example "
		"changed>stf@kommun.example");
	assert_calendar(stage, "stf@kommun.example", "ivo_notify 2026-01-21 1 -");
	/* The one who decides gets a digest. */
	assert_calendar(stage, "direktor@kommun.example", "ivo_notify 2026-01-21 0");
}

/* A digest brings dates to who hears of a case by nothing else: operator, and who decides on it. */
static void
test_calendar_of_digest(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_START);
	for (Audience who = AUDIENCE_OPERATOR; who <= AUDIENCE_CONTACT; who++) {
		const char *due[] = { "2026-06-01", "2026-06-02" };
		g_autofree char *extend = g_strdup_printf(
			"clock_extended: board=|due=%s", due[who - AUDIENCE_OPERATOR]);

		g_assert_true(notice_has_audience(NOTICE_DIGEST, who));
		g_array_index(stage->file->calendars, HeldEntry, 0).audience = who;
		life_stage_do(stage, extend);
		g_assert_cmpstr(stage->told->str, ==, "changed>kim.berg@kommun.example");
	}
	g_array_index(stage->file->calendars, HeldEntry, 0).audience = AUDIENCE_CONTACT;
	life_stage_do(stage, "transferred_external: to_board=Region Exempel");
	g_assert_nonnull(strstr(stage->told->str, "changed>kim.berg@kommun.example"));
}

/* What never went out is in no calendar. */
static void
test_calendar_unsent(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	life_stage_do(stage, TO_START);
	g_array_index(stage->file->calendars, HeldEntry, 0).sent = FALSE;
	life_stage_do(stage, "clock_extended: board=|due=2026-06-01");
	g_assert_cmpstr(stage->told->str, ==, "");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	life_stage_add("/life/calendar", test_calendar);
	life_stage_add("/life/calendar-follows", test_calendar_follows);
	life_stage_add("/life/calendar-of-days-set", test_calendar_of_days_set);
	life_stage_add("/life/calendar-corrected", test_calendar_corrected);
	life_stage_add("/life/calendar-taken-back", test_calendar_taken_back);
	life_stage_add("/life/calendar-recused", test_calendar_recused);
	life_stage_add("/life/calendar-replaced", test_calendar_replaced);
	life_stage_add("/life/calendar-kept", test_calendar_kept);
	life_stage_add("/life/calendar-breach", test_calendar_breach);
	life_stage_add("/life/calendar-breach-goes-along", test_calendar_breach_goes_along);
	g_test_add("/life/calendar-declined", LifeStage, "declined", life_stage_set_up,
		test_calendar_ended, life_stage_tear_down);
	g_test_add("/life/calendar-passed-on", LifeStage,
		"transferred_external: to_board=Region Exempel", life_stage_set_up,
		test_calendar_ended, life_stage_tear_down);
	life_stage_add("/life/calendar-of-both-boards", test_calendar_of_both_boards);
	life_stage_add(
		"/life/calendar-of-both-boards-serious", test_calendar_of_both_boards_serious);
	life_stage_add("/life/calendar-stand-in", test_calendar_stand_in);
	life_stage_add("/life/calendar-of-digest", test_calendar_of_digest);
	life_stage_add("/life/calendar-unsent", test_calendar_unsent);
	return g_test_run();
}
