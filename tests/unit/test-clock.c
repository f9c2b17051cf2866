/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clocks by the shipped rules: from what happened in a case to the last day, its
 * state and its reminders, and what is refused.
 */
#include "core/clock-words.h"
#include "core/error.h"
#include "core/settings.h"
#include "support/clock-tools.h"

/* "[!]MILESTONE[/BOARD] TIME; ..."; ! corrects the one before. */
static GArray *
read_events(char **pieces, GTimeZone *zone)
{
	GArray *events = g_array_new(FALSE, FALSE, sizeof(CaseEvent));

	for (; *pieces; pieces++) {
		char *space = strchr(g_strstrip(*pieces), ' '), *slash = strchr(*pieces, '/');
		CaseEvent event = { .corrects = **pieces == '!' };
		guint milestone = 0;

		*space = '\0';
		if (slash) {
			*slash = '\0';
			event.board = slash + 1;
		}
		while (strcmp(milestone_names[milestone], *pieces + event.corrects) != 0)
			milestone++;
		event.milestone = (Milestone) milestone;
		event.when = clock_tools_time(space + 1, zone);
		g_array_append_val(events, event);
	}
	return events;
}

/* A case as a test writes it, and what a clock of it was computed to be. */
typedef struct {
	GPtrArray *rules;
	GTimeZone *zone;
	char **pieces;
	GArray *events;
	GPtrArray *closed;
	ClockCase facts;
	ClockExtension extension;
	Clock clock;
	GError *error;
} Trial;

typedef struct {
	const char *rule, *events, *now;
	guint laws;
	const char *board, *closed, *extended; /* or NULL */
} Given;

static Trial *
trial_new(const Given *given)
{
	Trial *trial = g_new0(Trial, 1);

	g_test_message("%s: %s", given->rule, given->events);
	trial->rules = clock_tools_rules();
	trial->zone = g_time_zone_new_identifier("Europe/Stockholm");
	trial->pieces = g_strsplit(given->events, ";", -1);
	trial->events = read_events(trial->pieces, trial->zone);
	trial->closed = g_ptr_array_new_with_free_func((GDestroyNotify) closed_day_free);
	if (given->closed) {
		ClosedDay *day = g_new0(ClosedDay, 1);

		day->date = clock_tools_time(given->closed, trial->zone).date;
		g_ptr_array_add(trial->closed, day);
	}
	trial->facts = (ClockCase){ given->laws, (const CaseEvent *) (void *) trial->events->data,
		trial->events->len, trial->closed, trial->zone,
		clock_tools_time(given->now ? given->now : "2031-01-01T00:00:00Z", trial->zone)
			.instant,
		FALSE };
	if (given->extended)
		trial->extension =
			(ClockExtension){ clock_tools_time(given->extended, trial->zone).date,
				"sjukdom" };
	gboolean good = clock_compute(clock_tools_find(trial->rules, given->rule), &trial->facts,
		given->board, given->extended ? &trial->extension : NULL, &trial->clock,
		&trial->error);
	g_assert_true(good == !trial->error);
	return trial;
}

static void
trial_free(Trial *trial)
{
	g_ptr_array_unref(trial->rules);
	g_time_zone_unref(trial->zone);
	g_strfreev(trial->pieces);
	g_array_unref(trial->events);
	g_ptr_array_unref(trial->closed);
	g_clear_error(&trial->error);
	g_free(trial);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trial, trial_free)

static void
check_time(const Trial *trial, ClockTime time, const char *wanted)
{
	g_autofree char *text = time.date.year ? clock_time_text(&trial->clock, time) : NULL;

	g_assert_no_error(trial->error);
	g_assert_cmpstr(text, ==, wanted);
}

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

		check_time(law, law->clock.deadlines[0].nominal, rows[i].nominal);
		check_time(law, law->clock.due, rows[i].due);
		check_time(closed, closed->clock.due, rows[i].due); /* no ground in law */
		check_time(local, local->clock.due, rows[i].nominal);
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
	check_time(trial, trial->clock.start, rows[i].start);
	check_time(trial, trial->clock.due, rows[i].due);
	g_assert_cmpint(trial->clock.state, ==, rows[i].state);
}

static const struct {
	Given given;
	const char *message;
	LexError code;
} refused[] = {
	{ { .rule = "register", "arrival 2026-01-02; registered 2026-01-01" },
		.message = "registered 2026-01-01: is before the report arrived, 2026-01-02" },
	{ { .rule = "register", "arrival 2026-01-02; registered 2026-01-05; !arrival 2026-01-06" },
		.message = "registered 2026-01-05: is before the report arrived, 2026-01-06" },
	{ { .rule = "start", "arrival 2026-01-02T10:00:00Z", "2026-01-02T09:59:59Z" },
		.message = "arrival 2026-01-02: is in the future" },
	{ { .rule = "start", "arrival 2026-01-03", "2026-01-02T22:59:59Z" },
		.message = "arrival 2026-01-03: is in the future" },
	{ { .rule = "start", "arrival 2026-01-02; started 2026-01-05", "2026-01-04T12:00:00Z" },
		.message = "started 2026-01-05: is in the future" },
	{ { .rule = "start", "arrival 1899-12-31" }, .message = "must be a day from 1900 to 2100" },
	{ { .rule = "start", "arrival 2101-01-01", "2200-01-01T00:00:00Z" },
		.message = "from 1900 to 2100" },
	{ { .rule = "start", "arrival 2026-01-02; !started 2026-01-05" },
		.message = "started 2026-01-05: corrects nothing" },
	{ { .rule = "inform_report",
		  "arrival 2026-01-02; board_linked/SDN 2026-01-02; !board_linked/VON "
		  "2026-01-05",
		  .board = "VON" },
		.message = "corrects nothing" },
	{ { .rule = "breach_imy", "arrival 2026-01-02; breach_aware 2026-01-02" },
		.message = "the time of day is needed" },
	{ { .rule = "breach_imy",
		  "arrival 2026-01-02; breach_aware 2026-01-02T10:00:00Z; breach_notified "
		  "2026-01-05" },
		.message = "the time of day is needed" },
	{ { .rule = "breach_imy", "arrival 2018-05-24; breach_aware 2018-05-24T21:59:59Z" },
		.message = "breach_imy: is not in force before 2018-05-25" },
	{ { .rule = "start", "arrival 2011-06-30" }, .message = "no text of law is known" },
	{ { .rule = "investigate", "arrival 2026-01-02", .extended = "2026-03-02" },
		.message = "an extension must be to a later day" },
	{ { .rule = "investigate", "arrival 2026-01-02", .extended = "2101-03-02" },
		.message = "an extension must be to a later day" },
	{ { .rule = "ivo_investigation",
		  "arrival 2026-01-02; ivo_notified 2026-01-05",
		  .extended = "2026-04-02" },
		.message = "what the law asks for cannot be extended",
		.code = LEX_ERROR_NOT_ALLOWED },
	{ { .rule = "start", "arrival 2026-01-02", .extended = "2026-04-02" },
		.message = "what the law asks for cannot be extended",
		.code = LEX_ERROR_NOT_ALLOWED },
	{ { .rule = "follow_up",
		  "arrival 2026-01-02; decided 2026-02-02; follow_up_set 2026-02-01" },
		.message = "the day that was set is before the clock starts" },
};

static void
test_refused(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
		g_autoptr(Trial) trial = trial_new(&refused[i].given);

		g_assert_nonnull(trial->error);
		g_test_message("%s", trial->error->message);
		g_assert_nonnull(strstr(trial->error->message, refused[i].message));
		g_assert_cmpint(trial->error->code, ==,
			refused[i].code ? refused[i].code : LEX_ERROR_INPUT);
	}
}

/* The text of law goes by the day of the arrival, whenever the clock starts. */
static void
test_laws(void)
{
	static const struct {
		Given given;
		const char *sources[2];
	} laws[] = {
		{ { .rule = "start", "arrival 2025-06-30", .laws = LAW_SOL }, { "14 kap. 6 §" } },
		{ { .rule = "start", "arrival 2025-07-01", .laws = LAW_SOL }, { "27 kap. 5 §" } },
		{ { .rule = "start", "arrival 2025-07-01", .laws = LAW_LSS }, { "24 e §" } },
		{ { .rule = "start", "arrival 2025-07-01" }, { "27 kap. 5 §", "24 e §" } },
		{ { .rule = "start", "arrival 2025-06-30", .laws = LAW_BOTH },
			{ "14 kap. 6 §", "24 e §" } },
		{ { .rule = "ivo_notify",
			  "arrival 2025-06-30; serious 2025-07-10",
			  .laws = LAW_SOL },
			{ "14 kap. 7 §" } },
		{ { .rule = "ivo_notify", "arrival 2025-07-01; serious 2025-07-10" },
			{ "27 kap. 6 §", "24 f §" } },
		{ { .rule = "start", "arrival 2025-07-01T00:00:00+02:00", .laws = LAW_SOL },
			{ "27 kap. 5 §" } },
		{ { .rule = "start", "arrival 2025-06-30T21:59:59Z", .laws = LAW_SOL },
			{ "14 kap. 6 §" } },
		{ { .rule = "register", "arrival 2025-07-01" }, { "5 kap. 1 §" } },
	};

	for (guint i = 0; i < G_N_ELEMENTS(laws); i++) {
		g_autoptr(Trial) trial = trial_new(&laws[i].given);
		guint n = laws[i].sources[1] ? 2 : 1;

		g_assert_no_error(trial->error);
		g_assert_cmpuint(trial->clock.n_deadlines, ==, n);
		for (guint s = 0; s < n; s++)
			g_assert_true(g_str_has_prefix(
				trial->clock.deadlines[s].source->section, laws[i].sources[s]));
	}
}

/* Where the laws give different times the shorter one counts, until one is known. */
static void
test_stricter(void)
{
	for (guint laws = 0; laws <= LAW_BOTH; laws++) {
		g_autoptr(Trial) trial = trial_new(&(Given){ .rule = "start",
			"arrival 2026-01-12",
			"2026-01-12T12:00:00Z",
			.laws = laws });
		const ClockRule *rule = trial->clock.rule;
		GError *error = NULL;
		Clock clock;

		for (guint i = 0; i < rule->sources->len; i++) {
			ClockSource *source = g_ptr_array_index(rule->sources, i);

			if (source->laws == LAW_LSS)
				source->span = (ClockSpan){ 2, CLOCK_WORKING_DAYS };
		}
		g_assert_true(clock_compute(rule, &trial->facts, NULL, NULL, &clock, &error));
		trial->clock = clock;
		check_time(trial, clock.due, laws == LAW_SOL ? "2026-01-19" : "2026-01-14");
		g_autofree char *text = clock_explain(&clock);
		g_assert_true((strstr(text, "Den kortare tiden gäller.") != NULL) ==
			      (clock.n_deadlines == 2));
	}
}

static void
test_reminders(void)
{
	static const struct {
		Given given;
		const char *times[7];
	} clocks[] = {
		{ { .rule = "ivo_investigation", "arrival 2025-10-01; ivo_notified 2025-10-24" },
			{ "2025-12-15", "2025-12-22", "2025-12-19", "2025-12-23", "2025-12-29",
				"2025-12-30" } },
		{ { .rule = "register", "arrival 2026-01-02" },
			{ "2026-01-02", "2026-01-05", "2026-01-07" } },
		{ { .rule = "acknowledge", "arrival 2026-01-02" }, { "2026-01-06" } },
		{ { .rule = "assess", "arrival 2026-01-02", .closed = "2026-01-07" },
			{ "2026-01-08", "2026-01-09", "2026-01-12" } },
		{ { .rule = "breach_imy",
			  "arrival 2026-03-28T09:00:00+01:00; breach_aware "
			  "2026-03-27T10:00:00+01:00" },
			{ "2026-03-27T10:00:00.000+01:00", "2026-03-28T10:00:00.000+01:00",
				"2026-03-29T11:00:00.000+02:00", "2026-03-30T05:00:00.000+02:00",
				"2026-03-30T11:00:00.000+02:00",
				"2026-03-30T17:00:00.000+02:00" } },
	};

	for (guint i = 0; i < G_N_ELEMENTS(clocks); i++) {
		g_autoptr(Trial) trial = trial_new(&clocks[i].given);
		const GPtrArray *steps = trial->clock.rule->steps;

		for (guint s = 0; s < steps->len; s++) {
			ClockTime time;

			g_assert_true(clock_step_time(&trial->clock, steps->pdata[s], &time));
			check_time(trial, time, clocks[i].times[s]);
		}
		g_assert_null(clocks[i].times[steps->len]);
	}
}

/* What is pasted into the file. */
static void
test_words(void)
{
	static const struct {
		Given given;
		const char *text;
	} clocks[] = {
		{ { .rule = "ivo_investigation",
			  "arrival 2025-10-01; ivo_notified 2025-10-24",
			  "2025-10-25T12:00:00Z" },
			"Utredningen ska ha skickats till IVO senast måndag 2025-12-29. Tiden är lagstadgad, \"senast två månader efter det att anmälan har gjorts\" (Socialstyrelsens föreskrifter och allmänna råd (SOSFS 2011:5) om lex Sarah). Tiden räknas från fredag 2025-10-24, då anmälan till IVO gjordes. Tiden slutar på dagen med samma tal, onsdag 2025-12-24 (1 § lagen (1930:173) om beräkning av lagstadgad tid). Den dagen är julafton, så åtgärden får vidtas nästa vardag, måndag 2025-12-29 (2 § lagen (1930:173))." },
		{ { .rule = "start",
			  "arrival 2026-01-02; !arrival 2025-12-30",
			  "2026-01-02T12:00:00Z",
			  .laws = LAW_SOL,
			  .closed = "2026-01-05" },
			"Utredningen ska ha inletts senast måndag 2026-01-12. Kravet är \"genast\" (27 kap. 5 § socialtjänstlagen (2025:400)) och någon tid i siffror finns inte i lagen. Målet 5 arbetsdagar är lokalt. Tiden räknas från tisdag 2025-12-30, då rapporten kom in. Den uppgiften är rättad: tidigare angavs fredag 2026-01-02, och tiden har räknats om. Startdagen räknas inte; arbetsdag 5 är måndag 2026-01-12. Utöver lördagar och söndagar räknas inte 2025-12-31 (nyårsafton), 2026-01-01 (nyårsdagen), 2026-01-05 (lokalt stängt), 2026-01-06 (trettondedag jul)." },
		{ { .rule = "start", "arrival 2026-01-12", "2026-01-12T12:00:00Z" }, "Utredningen ska ha inletts senast måndag 2026-01-19. Det är inte antecknat om SoL eller LSS gäller; båda visas. SoL: kravet är \"genast\" (27 kap. 5 § socialtjänstlagen (2025:400)) och någon tid i siffror finns inte i lagen. Målet 5 arbetsdagar är lokalt. LSS: kravet är \"utan dröjsmål\" (24 e § lagen (1993:387) om stöd och service till vissa funktionshindrade) och någon tid i siffror finns inte i lagen. Målet 5 arbetsdagar är lokalt. Tiden räknas från måndag 2026-01-12, då rapporten kom in. Startdagen räknas inte; arbetsdag 5 är måndag 2026-01-19." },
		{ { .rule = "investigate",
			  "arrival 2025-12-31",
			  "2026-01-12T12:00:00Z",
			  .extended = "2026-03-31" },
			"Utredningen ska ha lett till ett förslag till beslut senast tisdag 2026-03-31. 2 månader är lokal rutin, inte lag. Tiden räknas från onsdag 2025-12-31, då rapporten kom in. Slutmånaden har ingen dag 31, så tiden slutar månadens sista dag, lördag 2026-02-28. Den dagen är lördag, men tiden är inte lagstadgad och flyttas inte till nästa vardag. Tiden är förlängd från lördag 2026-02-28: sjukdom." },
		{ { .rule = "breach_imy",
			  "arrival 2026-03-28T09:00:00+01:00; breach_aware "
			  "2026-03-27T10:00:00+01:00; breach_notified 2026-03-30T12:00:00+02:00" },
			"Personuppgiftsincidenten ska ha anmälts till IMY senast måndag 2026-03-30 kl. 11:00. Tiden är lagstadgad, \"72 timmar\" (artikel 33 i EU:s dataskyddsförordning (EU) 2016/679). Tiden räknas från fredag 2026-03-27 kl. 10:00, då personuppgiftsincidenten upptäcktes. Timmarna räknas i följd, även på helger, till måndag 2026-03-30 kl. 11:00 (svensk tid), och flyttas inte. Däremellan ställs klockan om mellan vintertid och sommartid. Klart måndag 2026-03-30 kl. 12:00, då incidenten anmäldes till IMY: för sent." },
		{ { .rule = "breach_imy",
			  "arrival 2026-10-22T02:30:00+02:00; breach_aware "
			  "2026-10-22T02:30:00+02:00",
			  "2026-10-22T02:00:00Z" },
			"Personuppgiftsincidenten ska ha anmälts till IMY senast söndag 2026-10-25 kl. 02:30 sommartid. Tiden är lagstadgad, \"72 timmar\" (artikel 33 i EU:s dataskyddsförordning (EU) 2016/679). Tiden räknas från torsdag 2026-10-22 kl. 02:30, då personuppgiftsincidenten upptäcktes. Timmarna räknas i följd, även på helger, till söndag 2026-10-25 kl. 02:30 sommartid (svensk tid), och flyttas inte." },
		{ { .rule = "breach_imy",
			  "arrival 2026-10-22T02:30:00+02:00; breach_aware "
			  "2026-10-22T03:30:00+02:00",
			  "2026-10-22T02:00:00Z" },
			"Personuppgiftsincidenten ska ha anmälts till IMY senast söndag 2026-10-25 kl. 02:30 vintertid. Tiden är lagstadgad, \"72 timmar\" (artikel 33 i EU:s dataskyddsförordning (EU) 2016/679). Tiden räknas från torsdag 2026-10-22 kl. 03:30, då personuppgiftsincidenten upptäcktes. Timmarna räknas i följd, även på helger, till söndag 2026-10-25 kl. 02:30 vintertid (svensk tid), och flyttas inte. Däremellan ställs klockan om mellan vintertid och sommartid." },
		{ { .rule = "inform_final", "arrival 2026-01-02", .board = "SDN" },
			"Den beställande nämnden ska ha fått den avslutade utredningen. Tiden har inte börjat löpa. Den räknas från det att beslutet fattades och det stod klart att missförhållandet eller risken är allvarlig." },
		{ { .rule = "follow_up",
			  "arrival 2026-01-02; decided 2026-02-02; follow_up_set 2026-03-02" },
			"Besluten och åtgärderna ska ha följts upp senast måndag 2026-03-02. 3 månader är lokal rutin, inte lag. Tiden räknas från måndag 2026-02-02, då beslutet fattades. Tiden slutar på dagen med samma tal, lördag 2026-05-02. Den dagen är lördag, men tiden är inte lagstadgad och flyttas inte till nästa vardag. En person har bestämt dagen måndag 2026-03-02, som går före. Sista dagen har passerat." },
	};

	for (guint i = 0; i < G_N_ELEMENTS(clocks); i++) {
		g_autoptr(Trial) trial = trial_new(&clocks[i].given);

		g_assert_no_error(trial->error);
		g_autofree char *text = clock_explain(&trial->clock);
		g_assert_cmpstr(text, ==, clocks[i].text);
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
	g_test_add_func("/clock/refused", test_refused);
	g_test_add_func("/clock/laws", test_laws);
	g_test_add_func("/clock/stricter", test_stricter);
	g_test_add_func("/clock/reminders", test_reminders);
	g_test_add_func("/clock/words", test_words);
	return g_test_run();
}
