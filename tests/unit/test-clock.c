/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clocks by the shipped rules: from what happened in a case to the last day, its
 * state and its reminders.
 */
#include "support/clock-trial.h"

/* Two months, and where lag (1930:173) 2 § moves the last day. */
static void
test_two_months(void)
{
	static const struct {
		const char *start, *nominal, *due;
	} rows[] = {
		{ "2025-08-01", "2025-10-01", "2025-10-01" },
		{ "2025-10-24", "2025-12-24", "2025-12-29" },
		{ "2025-12-31", "2026-02-28", "2026-03-02" },
		{ "2023-12-29", "2024-02-29", "2024-02-29" },
		{ "2023-12-31", "2024-02-29", "2024-02-29" },
		{ "2024-12-30", "2025-02-28", "2025-02-28" },
		{ "2026-02-03", "2026-04-03", "2026-04-07" },
		{ "2026-04-06", "2026-06-06", "2026-06-08" },
		{ "2026-04-19", "2026-06-19", "2026-06-22" },
		{ "2026-10-31", "2026-12-31", "2027-01-04" },
		{ "2024-02-29", "2024-04-29", "2024-04-29" },
		{ "2026-06-30", "2026-08-30", "2026-08-31" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *events = g_strdup_printf("arrival %s; serious %s; ivo_notified %s",
			rows[i].start, rows[i].start, rows[i].start);
		g_autofree char *moved = g_strdup_printf("arrival %s", rows[i].start);
		g_autoptr(Trial) law = trial_new(&(Given){ .rule = "ivo_investigation", events });
		g_autoptr(Trial) closed = trial_new(
			&(Given){ .rule = "ivo_investigation", events, .closed = rows[i].due });
		g_autoptr(Trial) local = trial_new(&(Given){ .rule = "investigate", moved });

		trial_check_time(law, law->clock.deadlines[0].nominal, rows[i].nominal);
		trial_check_time(law, law->clock.due, rows[i].due);
		trial_check_time(closed, closed->clock.due, rows[i].due); /* no ground in law */
		trial_check_time(local, local->clock.due, rows[i].nominal);
	}
}

/* What starts, stops, corrects and extends. due NULL: has not started. */
static const struct {
	const char *name;
	Given given;
	const char *start, *due;
	ClockState state;
} rows[] = {
	{ "plain", { .rule = "assess", "arrival 2026-01-02", "2026-01-08T10:00:00Z" }, "2026-01-02",
		"2026-01-08", CLOCK_RUNNING },
	{ "the-last-minute", { .rule = "assess", "arrival 2026-01-02", "2026-01-08T22:59:59Z" },
		"2026-01-02", "2026-01-08", CLOCK_RUNNING },
	{ "midnight-in-sweden", { .rule = "assess", "arrival 2026-01-02", "2026-01-08T23:00:00Z" },
		"2026-01-02", "2026-01-08", CLOCK_LATE },
	{ "midnight-in-summer", { .rule = "assess", "arrival 2026-07-01", "2026-07-06T22:00:00Z" },
		"2026-07-01", "2026-07-06", CLOCK_LATE },
	{ "arrived-before-midnight",
		{ .rule = "assess", "arrival 2026-06-30T23:59:59+02:00", "2026-07-02T00:00:00Z" },
		"2026-06-30", "2026-07-03", CLOCK_RUNNING },
	{ "arrived-after-midnight",
		{ .rule = "assess", "arrival 2026-06-30T22:00:00Z", "2026-07-02T00:00:00Z" },
		"2026-07-01", "2026-07-06", CLOCK_RUNNING },
	{ "arrived-on-new-year",
		{ .rule = "register", "arrival 2025-12-31T23:30:00Z", "2026-01-01T10:00:00Z" },
		"2026-01-01", "2026-01-02", CLOCK_RUNNING },
	{ "closed-day",
		{ .rule = "assess",
			"arrival 2025-12-23",
			"2026-01-02T10:00:00Z",
			.closed = "2025-12-29" },
		"2025-12-23", "2026-01-05", CLOCK_RUNNING },
	{ "stopped", { .rule = "assess", "arrival 2026-01-02; assessed 2026-01-08" }, "2026-01-02",
		"2026-01-08", CLOCK_MET },
	{ "stopped-late", { .rule = "assess", "arrival 2026-01-02; declined 2026-01-09" },
		"2026-01-02", "2026-01-08", CLOCK_LATE },
	{ "done-before", { .rule = "protect", "arrival 2026-01-02; protected 2026-01-01" },
		"2026-01-02", "2026-01-05", CLOCK_MET },
	{ "recorded-in-another-order",
		{ .rule = "ivo_notify",
			"arrival 2026-02-02; ivo_notified 2026-02-05; serious 2026-02-04" },
		"2026-02-04", "2026-02-05", CLOCK_MET },
	{ "not-started", { .rule = "ivo_notify", "arrival 2026-02-02" }, NULL, NULL,
		CLOCK_WAITING },
	{ "corrected",
		{ .rule = "start",
			"arrival 2026-01-02; !arrival 2025-12-30",
			"2026-01-02T10:00:00Z" },
		"2025-12-30", "2026-01-09", CLOCK_RUNNING },
	{ "corrected-twice",
		{ .rule = "start",
			"arrival 2026-01-02; !arrival 2025-12-30; !arrival 2026-01-05",
			"2026-01-05T10:00:00Z" },
		"2026-01-05", "2026-01-13", CLOCK_RUNNING },
	{ "corrected-from-a-wrong-century",
		{ .rule = "start",
			"arrival 2062-01-02; !arrival 2026-01-02",
			"2026-01-02T10:00:00Z" },
		"2026-01-02", "2026-01-12", CLOCK_RUNNING },
	{ "extended",
		{ .rule = "investigate",
			"arrival 2026-01-02",
			"2026-03-20T10:00:00Z",
			.extended = "2026-04-30" },
		"2026-01-02", "2026-04-30", CLOCK_RUNNING },
	{ "corrected-after-extension",
		{ .rule = "investigate",
			"arrival 2026-01-02; !arrival 2026-01-20",
			"2026-02-01T10:00:00Z",
			.extended = "2026-03-10" },
		"2026-01-20", "2026-03-20", CLOCK_RUNNING },
	{ "attached",
		{ .rule = "ivo_investigation",
			"arrival 2026-01-02; ivo_notified 2026-01-05; investigation_attached "
			"2026-01-05" },
		NULL, NULL, CLOCK_WAITING },
	{ "sent-in-time",
		{ .rule = "ivo_investigation",
			"arrival 2025-10-01; ivo_notified 2025-10-24; investigation_sent "
			"2025-12-29" },
		"2025-10-24", "2025-12-29", CLOCK_MET },
	{ "set-day",
		{ .rule = "follow_up",
			"arrival 2026-01-02; decided 2026-02-02; follow_up_set "
			"2026-10-01",
			"2026-02-03T00:00:00Z" },
		"2026-02-02", "2026-10-01", CLOCK_RUNNING },
	{ "month-end",
		{ .rule = "follow_up",
			"arrival 2025-11-02; decided 2025-11-30",
			"2026-02-03T00:00:00Z" },
		"2025-11-30", "2026-02-28", CLOCK_RUNNING },
	{ "declined-then-decided",
		{ .rule = "feedback",
			"arrival 2026-01-02; declined 2026-01-05; feedback_accepted 2026-01-07; "
			"decided 2026-03-02",
			"2026-03-03T00:00:00Z" },
		"2026-03-02", "2026-03-09", CLOCK_RUNNING },
	{ "ended",
		{ .rule = "investigate",
			"arrival 2026-01-02; declined 2026-01-05",
			"2026-06-01T00:00:00Z" },
		"2026-01-02", "2026-03-02", CLOCK_STOPPED },
	{ "ended-late",
		{ .rule = "investigate",
			"arrival 2026-01-02; transferred 2026-05-05",
			"2026-06-01T00:00:00Z" },
		"2026-01-02", "2026-03-02", CLOCK_STOPPED },
	{ "ended-before-it-began",
		{ .rule = "ivo_notify", "arrival 2026-01-02; joined 2026-01-05" }, NULL, NULL,
		CLOCK_WAITING },
	{ "met-then-ended",
		{ .rule = "assess", "arrival 2026-01-02; assessed 2026-01-05; joined 2026-01-07" },
		"2026-01-02", "2026-01-08", CLOCK_MET },
	{ "reopened",
		{ .rule = "investigate",
			"arrival 2026-01-02; declined 2026-01-05; reopened 2026-02-10",
			"2026-02-11T00:00:00Z" },
		"2026-02-10", "2026-04-10", CLOCK_RUNNING },
	{ "one-board-unlinked",
		{ .rule = "inform_report",
			"arrival 2026-01-02; board_linked/SDN 2026-01-05; board_linked/VON "
			"2026-01-05; board_unlinked/VON 2026-01-05",
			"2026-01-05T12:00:00Z",
			.board = "SDN" },
		"2026-01-05", "2026-01-07", CLOCK_RUNNING },
	{ "unlinked",
		{ .rule = "inform_report",
			"arrival 2026-01-02; board_linked/SDN 2026-01-05; board_unlinked/SDN "
			"2026-01-05",
			.board = "SDN" },
		"2026-01-05", "2026-01-07", CLOCK_STOPPED },
	{ "linked-and-unlinked-before",
		{ .rule = "inform_ivo",
			"arrival 2026-01-02; board_linked/SDN 2026-01-05; board_unlinked/SDN "
			"2026-01-06; ivo_notified 2026-01-07",
			.board = "SDN" },
		NULL, NULL, CLOCK_WAITING },
	{ "an-earlier-hour-of-the-day",
		{ .rule = "breach_imy",
			"arrival 2026-01-02; breach_aware 2026-01-05T08:50:00+01:00; breach_aware "
			"2026-01-05T02:50:00+01:00",
			"2026-01-06T00:00:00Z" },
		"2026-01-05T02:50:00.000+01:00", "2026-01-08T02:50:00.000+01:00", CLOCK_RUNNING },
	{ "day-of-ivo",
		{ .rule = "ivo_supplement",
			"arrival 2026-01-02; supplement_asked 2026-02-05; supplement_due 2026-03-02",
			"2026-02-06T00:00:00Z" },
		"2026-02-05", "2026-03-02", CLOCK_RUNNING },
	{ "another-board",
		{ .rule = "inform_report",
			"arrival 2026-01-02; board_linked/SDN 2026-01-05; board_told_of_report/SDN "
			"2026-01-05; board_linked/VON 2026-01-07",
			"2026-01-08T12:00:00Z",
			.board = "VON" },
		"2026-01-07", "2026-01-08", CLOCK_RUNNING },
	{ "that-board",
		{ .rule = "inform_report",
			"arrival 2026-01-02; board_linked/SDN 2026-01-05; board_told_of_report/SDN "
			"2026-01-07; board_linked/VON 2026-01-07",
			.board = "SDN" },
		"2026-01-05", "2026-01-07", CLOCK_MET },
	{ "linked-after-ivo",
		{ .rule = "inform_ivo",
			"arrival 2026-01-02; ivo_notified 2026-01-05; board_linked/SDN 2026-02-02",
			"2026-02-02T12:00:00Z",
			.board = "SDN" },
		"2026-02-02", "2026-02-03", CLOCK_RUNNING },
	{ "no-ivo-branch",
		{ .rule = "inform_final",
			"arrival 2026-01-02; board_linked/SDN 2026-01-02; decided "
			"2026-02-02",
			.board = "SDN" },
		NULL, NULL, CLOCK_WAITING },
	{ "ivo-branch",
		{ .rule = "inform_final",
			"arrival 2026-01-02; board_linked/SDN 2026-01-02; serious 2026-01-20; decided "
			"2026-02-02",
			"2026-02-02T12:00:00Z",
			.board = "SDN" },
		"2026-02-02", "2026-02-05", CLOCK_RUNNING },
	{ "hours-into-summer",
		{ .rule = "breach_imy",
			"arrival 2026-03-28T09:00:00+01:00; breach_aware 2026-03-27T10:00:00+01:00",
			"2026-03-30T09:00:00Z" },
		"2026-03-27T10:00:00.000+01:00", "2026-03-30T11:00:00.000+02:00", CLOCK_RUNNING },
	{ "hours-into-winter",
		{ .rule = "breach_imy",
			"arrival 2026-10-24T09:00:00+02:00; breach_aware 2026-10-24T10:00:00+02:00",
			"2026-10-27T08:00:00.001Z" },
		"2026-10-24T10:00:00.000+02:00", "2026-10-27T09:00:00.000+01:00", CLOCK_LATE },
	{ "hours-over-new-year",
		{ .rule = "breach_imy",
			"arrival 2026-12-30T09:00:00+01:00; breach_aware 2026-12-30T23:30:00+01:00; "
			"breach_notified 2027-01-02T23:30:00+01:00" },
		"2026-12-30T23:30:00.000+01:00", "2027-01-02T23:30:00.000+01:00", CLOCK_MET },
	{ "a-moment-late",
		{ .rule = "breach_imy",
			"arrival 2026-12-30T09:00:00+01:00; breach_aware 2026-12-30T23:30:00+01:00; "
			"breach_notified 2027-01-02T23:30:00.001+01:00" },
		"2026-12-30T23:30:00.000+01:00", "2027-01-02T23:30:00.000+01:00", CLOCK_LATE },
};

static void
test_row(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(Trial) trial = trial_new(&rows[i].given);

	g_assert_no_error(trial->error);
	trial_check_time(trial, trial->clock.start, rows[i].start);
	trial_check_time(trial, trial->clock.due, rows[i].due);
	g_assert_cmpint(trial->clock.state, ==, rows[i].state);
}

/* Hours that a person moves to a day run until it is over, and are reminded of by their hours. */
static void
test_hours_to_a_day(void)
{
	g_autoptr(Trial) trial = trial_new(&(Given){ .rule = "breach_imy",
		"arrival 2026-01-02; breach_aware 2026-01-05T10:00:00+01:00; "
		"follow_up_set 2026-03-29",
		"2026-01-09T23:30:00Z" });
	ClockRule *rule = (ClockRule *) trial->clock.rule;
	const ClockExtension extension = { { 2026, 1, 9 }, "sjukdom", CLOCK_EXTENSION_NOW };

	rule->class_ = CLOCK_POLICY;
	g_assert_true(clock_compute(rule, &trial->facts, NULL, &extension, &trial->clock, NULL));
	trial_check_time(trial, trial->clock.due, "2026-01-09T23:59:59.999+01:00");
	g_assert_cmpint(trial->clock.state, ==, CLOCK_LATE);
	for (guint s = 0; s < rule->steps->len; s++) {
		ClockTime time = CLOCK_TIME_NONE;

		g_assert_true(clock_step_time(&trial->clock, rule->steps->pdata[s], &time));
		g_assert_cmpint(time.instant, >=, trial->clock.start.instant);
		g_assert_cmpint(time.date.year, ==, 2026);
	}
	rule->set_by = MILESTONE_BIT(MILESTONE_FOLLOW_UP_SET);
	g_assert_true(clock_compute(rule, &trial->facts, NULL, NULL, &trial->clock, NULL));
	trial_check_time(trial, trial->clock.due, "2026-03-29T23:59:59.999+02:00");
	g_assert_cmpint(trial->clock.state, ==, CLOCK_RUNNING);
}

static void
test_reminders(void)
{
	static const struct {
		Given given;
		const char *times[8]; /* of what the law asks for, first that it is late */
	} clocks[] = {
		{ { .rule = "ivo_investigation", "arrival 2025-10-01; ivo_notified 2025-10-24" },
			{ "2025-12-30", "2025-12-15", "2025-12-22", "2025-12-19", "2025-12-23",
				"2025-12-29", "2025-12-30" } },
		{ { .rule = "register", "arrival 2026-01-02" },
			{ "2026-01-02", "2026-01-05", "2026-01-07" } },
		{ { .rule = "acknowledge", "arrival 2026-01-02" }, { "2026-01-06" } },
		{ { .rule = "assess", "arrival 2026-01-02", .closed = "2026-01-07" },
			{ "2026-01-08", "2026-01-09", "2026-01-12" } },
		{ { .rule = "breach_imy",
			  "arrival 2026-03-28T09:00:00+01:00; breach_aware "
			  "2026-03-27T10:00:00+01:00" },
			{ "2026-03-30T11:00:00.000+02:00", "2026-03-27T10:00:00.000+01:00",
				"2026-03-28T10:00:00.000+01:00", "2026-03-29T11:00:00.000+02:00",
				"2026-03-30T05:00:00.000+02:00", "2026-03-30T11:00:00.000+02:00",
				"2026-03-30T17:00:00.000+02:00" } },
	};

	for (guint i = 0; i < G_N_ELEMENTS(clocks); i++) {
		g_autoptr(Trial) trial = trial_new(&clocks[i].given);
		const GPtrArray *steps = trial->clock.rule->steps;

		for (guint s = 0; s < steps->len; s++) {
			ClockTime time;

			g_assert_true(clock_step_time(&trial->clock, steps->pdata[s], &time));
			trial_check_time(trial, time, clocks[i].times[s]);
		}
		g_assert_null(clocks[i].times[steps->len]);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/clock/two-months", test_two_months);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strconcat("/clock/row/", rows[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_row);
	}
	g_test_add_func("/clock/hours-to-a-day", test_hours_to_a_day);
	g_test_add_func("/clock/reminders", test_reminders);
	return g_test_run();
}
