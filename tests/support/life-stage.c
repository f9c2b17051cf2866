/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/life-stage.h"

#include "core/clock/calendar-held.h"
#include "core/error.h"
#include "core/life/life-notices.h"

void
life_stage_set_up(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	stage->zone = g_time_zone_new_identifier("Europe/Stockholm");
	stage->rules = clock_tools_rules();
	stage->settings = settings_new();
	g_ptr_array_add(stage->settings->organisation.domains, g_strdup("kommun.example"));
	stage->board = g_new0(Board, 1);
	stage->board->id = g_strdup("AMN");
	stage->board->name = g_strdup("Arbetsmarknadsnämnden");
	stage->board->address = g_strdup("lexsarah@kommun.example");
	stage->board->language = g_strdup("sv");
	stage->board->responsible.address = g_strdup(LIFE_ANSVARIG);
	stage->board->deputy.address = g_strdup("stf@kommun.example");
	stage->board->decision_maker.address = g_strdup("direktor@kommun.example");
	stage->board->registrar.address = g_strdup("registrator@kommun.example");
	stage->board->operator_.address = g_strdup("drift@kommun.example");
	stage->board->dpo.address = g_strdup("dso@kommun.example");
	stage->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
	life_desk_furnish(stage->board);
	g_ptr_array_add(stage->settings->boards, stage->board);
	Board *other = g_new0(Board, 1);
	other->id = g_strdup("VON");
	other->name = g_strdup("Vård- och omsorgsnämnden");
	other->address = g_strdup("lexsarah-von@kommun.example");
	other->language = g_strdup("sv");
	other->responsible.address = g_strdup("von@kommun.example");
	other->registrar.address = g_strdup("von-registrator@kommun.example");
	other->dpo.address = g_strdup("von-dso@kommun.example");
	g_ptr_array_add(stage->settings->boards, other);
	stage->file = case_file_new("LS-2026-0001", "AMN");
	stage->file->reporter = g_strdup(LIFE_REPORTER);
	case_file_add_event(stage->file, MILESTONE_ARRIVAL,
		clock_tools_time("2026-01-05T09:00:00+01:00", stage->zone), NULL, FALSE);
	stage->other = related_case_new("LS-2026-0009", "AMN");
	stage->other->state = CASE_INVESTIGATING;
	stage->other->investigator = g_strdup(LIFE_OVE);
	stage->told = g_string_new(NULL);
	stage->dates = g_string_new(NULL);
}

void
life_stage_tear_down(LifeStage *stage, gconstpointer unused G_GNUC_UNUSED)
{
	case_file_free(stage->file);
	related_case_free(stage->other);
	settings_free(stage->settings);
	g_ptr_array_unref(stage->rules);
	g_time_zone_unref(stage->zone);
	g_string_free(stage->told, TRUE);
	g_string_free(stage->dates, TRUE);
}

/* What was sent is what that calendar holds from then on. */
static void
hold(LifeStage *stage, const PlannedNotice *notice)
{
	for (guint i = 0; notice->entries && i < notice->entries->len; i++) {
		HeldEntry held = held_entry_copy(&g_array_index(notice->entries, HeldEntry, i));

		for (guint h = stage->file->calendars->len; h > 0; h--)
			if (strcmp(g_array_index(stage->file->calendars, HeldEntry, h - 1).uid,
				    held.uid) == 0)
				g_array_remove_index(stage->file->calendars, h - 1);
		held.sent = TRUE;
		held.audience = notice->audience;
		held.route = notice->route;
		g_array_append_val(stage->file->calendars, held);
	}
}

static void
note_told(LifeStage *stage, const LifePlan *plan)
{
	g_string_truncate(stage->told, 0);
	g_string_truncate(stage->dates, 0);
	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		g_string_append_printf(stage->told, "%s%s>%s", i ? " " : "",
			notice_name(notice->notice), notice->recipient);
		/* Else it has no words. */
		g_assert_true(notice_has_audience(notice->notice, notice->audience));
		const char *entry = strstr(notice->facts, "\"calendars\"");
		const char *start = strstr(notice->facts, "Utredningen ska ha inletts");
		const char *end = strstr(notice->facts, "Utredningen ska ha lett");

		g_assert_null(strstr(notice->facts, "\"of_board\":\"SDN\"")); /* but its name */
		if (notice->notice == NOTICE_ASSIGNMENT)
			g_assert_true(start && end && start < end); /* the most urgent first */
		if (entry)
			g_string_append_printf(stage->dates, "%s\n", entry);
		hold(stage, notice);
	}
}

/* NULL or what is wrong; g_free() it. */
static char *
act(LifeStage *stage, const char *event, const char *text, const char *now)
{
	LifeWords words;
	g_auto(GStrv) pieces = NULL;
	g_autoptr(GError) error = NULL;
	LifeOffice office = { stage->settings,
		settings_get_board(stage->settings, stage->file->board), LIFE_ANSVARIG,
		.clocks = { stage->rules, NULL, stage->zone, OFFICE_HOURS_DEFAULT,
			clock_tools_time(now, stage->zone).instant } };

	life_desk_words(&words, text, &pieces);
	if (!life_words_read(&words, office.clocks.now, stage->zone, &error))
		return g_strdup(error->message);
	g_autoptr(LifePlan) plan =
		life_plan(stage->file, life_desk_act(event), &words, &office, &error);
	g_assert_true((plan != NULL) == (error == NULL));
	if (!plan)
		return g_strdup(error->message);
	if (plan->other_case)
		life_tell_other(plan, stage->file, stage->other);
	note_told(stage, plan);
	return NULL;
}

char *
life_stage_try(LifeStage *stage, const char *script, const char *now)
{
	g_auto(GStrv) acts = g_strsplit(script, "; ", -1);
	char *wrong = NULL;

	for (char **one = acts; *one && **one && !wrong; one++) {
		g_auto(GStrv) halves = g_strsplit(*one, ": ", 2);

		wrong = act(stage, halves[0], halves[1], now);
	}
	return wrong;
}

void
life_stage_do(LifeStage *stage, const char *script)
{
	g_autofree char *wrong = life_stage_try(stage, script, "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
}

/* The day that a clock starts, and is due, by the events of the file. */
static char *
days_of(LifeStage *stage, const char *rule)
{
	const ClockOffice office = { stage->rules, NULL, stage->zone, OFFICE_HOURS_DEFAULT,
		clock_tools_time("2026-01-20T11:00:00+01:00", stage->zone).instant };
	g_autoptr(GArray) clocks = case_clocks_compute(stage->file, &office, NULL);

	for (guint i = 0; i < clocks->len; i++) {
		const CaseClock *clock = &g_array_index(clocks, CaseClock, i);
		g_autofree char *start = date_to_string(clock->start.date);
		g_autofree char *due = date_to_string(clock->due.date);

		if (strcmp(clock->rule->id, rule) == 0)
			return g_strdup_printf(
				"%s %s %s", clock_state_name(clock->state), start, due);
	}
	return g_strdup("none");
}

void
life_stage_assert_days(LifeStage *stage, const char *rule, const char *wanted)
{
	g_autofree char *days = days_of(stage, rule);

	g_assert_cmpstr(days, ==, wanted);
}

static void
test_row(LifeStage *stage, gconstpointer data)
{
	const LifeRow *row = data;
	g_autofree char *before = life_stage_try(stage, row->done, "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(before, ==, NULL);
	g_autofree char *wrong = life_stage_try(stage, row->then, "2026-01-20T11:00:00+01:00");
	if (row->refusal) {
		g_test_message("%s", wrong);
		g_assert_nonnull(wrong);
		g_assert_nonnull(strstr(wrong, row->refusal));
		return;
	}
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(case_state_name(stage->file->state), ==, case_state_name(row->state));
	if (row->told)
		g_assert_cmpstr(stage->told->str, ==, row->told);
}

void
life_stage_add_rows(const LifeRow *rows, gsize n_rows)
{
	for (gsize i = 0; i < n_rows; i++) {
		g_autofree char *path = g_strdup_printf("/life/%s", rows[i].name);

		g_test_add(path, LifeStage, &rows[i], life_stage_set_up, test_row,
			life_stage_tear_down);
	}
}
