/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <glib/gstdio.h>

#include "core/clock/reminder.h"
#include "core/clock/working-days.h"
#include "support/clock-tools.h"

/* When a running clock is spoken of next, and what is said then. */
static const struct {
	const char *name, *rule, *start, *due, *said, *next, *step;
} rows[] = {
	{ "with-the-digest", "assess", "2026-01-07T10:00:00+01:00", "2026-01-12", NULL,
		"2026-01-09T07:30:00.000+01:00", "1 working day before" },
	{ "the-day-itself", "assess", "2026-01-07T10:00:00+01:00", "2026-01-12",
		"2026-01-09T07:30:00+01:00", "2026-01-12T07:30:00.000+01:00", "due" },
	{ "again-and-again", "assess", "2026-01-07T10:00:00+01:00", "2026-01-12",
		"2026-01-14T07:30:00+01:00", "2026-01-15T07:30:00.000+01:00",
		"every 1 working day after" },
	{ "not-on-a-holiday", "assess", "2025-12-18T10:00:00+01:00", "2025-12-23",
		"2025-12-23T07:30:00+01:00", "2025-12-29T07:30:00.000+01:00",
		"every 1 working day after" },
	{ "before-a-weekend-not-after", "investigate", "2026-01-10T10:00:00+01:00", "2026-03-10",
		"2026-02-24T07:30:00+01:00", "2026-03-03T07:30:00.000+01:00", "7 days before" },
	{ "a-step-on-a-sunday", "ivo_investigation", "2026-01-08", "2026-03-08", NULL,
		"2026-02-20T07:30:00.000+01:00", "14 days before" },
	{ "a-last-day-on-a-saturday", "investigate", "2026-01-14T10:00:00+01:00", "2026-03-14",
		"2026-03-12T07:30:00+01:00", "2026-03-13T07:30:00.000+01:00", "due" },
	{ "at-once", "protect", "2026-01-07T10:00:00+01:00", "2026-01-08", NULL,
		"2026-01-07T10:00:00.000+01:00", "start" },
	{ "at-once-but-not-at-night", "protect", "2026-01-07T23:57:00+01:00", "2026-01-08", NULL,
		"2026-01-08T07:00:00.000+01:00", "due" },
	{ "at-once-but-not-on-sunday", "protect", "2026-01-11T12:00:00+01:00", "2026-01-12", NULL,
		"2026-01-12T07:00:00.000+01:00", "due" },
	{ "at-once-but-not-in-the-evening", "protect", "2026-01-07T17:00:00+01:00", "2026-01-08",
		NULL, "2026-01-08T07:00:00.000+01:00", "due" },
	{ "law-that-is-late", "ivo_investigation", "2026-01-08", "2026-03-09",
		"2026-03-09T07:30:00+01:00", "2026-03-10T07:00:00.000+01:00",
		"every 1 working day after" },
	{ "hours-at-any-hour", "breach_imy", "2026-03-27T23:30:00+01:00",
		"2026-03-31T00:30:00+02:00", NULL, "2026-03-27T23:30:00.000+01:00", "start" },
	{ "hours-on-a-night-of-change", "breach_imy", "2026-03-27T23:30:00+01:00",
		"2026-03-31T00:30:00+02:00", "2026-03-27T23:30:00+01:00",
		"2026-03-28T23:30:00.000+01:00", "48 hours before" },
	{ "hours-again", "breach_imy", "2026-03-27T23:30:00+01:00", "2026-03-31T00:30:00+02:00",
		"2026-03-31T13:00:00+02:00", "2026-03-31T18:30:00.000+02:00",
		"every 6 hours after" },
	{ "only-once", "acknowledge", "2026-01-07T10:00:00+01:00", "2026-01-08",
		"2026-01-09T07:30:00+01:00", NULL, NULL },
	{ "late-for-thirty-years", "assess", "1996-01-03T10:00:00+01:00", "1996-01-08",
		"2026-01-12T07:30:00+01:00", "2026-01-13T07:30:00.000+01:00",
		"every 1 working day after" },
	{ "late-for-thirty-years-in-hours", "breach_imy", "1996-01-05T23:30:00+01:00",
		"1996-01-08T23:30:00+01:00", "2026-01-12T05:30:00+01:00",
		"2026-01-12T11:30:00.000+01:00", "every 6 hours after" },
	{ "summer-time", "assess", "2026-03-25T10:00:00+01:00", "2026-03-30",
		"2026-03-27T07:30:00+01:00", "2026-03-30T07:30:00.000+02:00", "due" },
};

static void
test_row(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_autoptr(GPtrArray) rules = clock_tools_rules();
	const OfficeHours hours = OFFICE_HOURS_DEFAULT;
	const ClockCase facts = { .zone = zone };
	const Clock clock = { .rule = clock_tools_find(rules, rows[i].rule),
		.facts = &facts,
		.start = clock_tools_time(rows[i].start, zone),
		.due = clock_tools_time(rows[i].due, zone) };
	gint64 said = rows[i].said ? clock_tools_time(rows[i].said, zone).instant : INSTANT_NONE;
	const ClockStep *step;
	gint64 next = reminder_next(&clock, &hours, said, &step);

	g_autofree char *shown = next == INSTANT_NONE ? NULL : instant_to_string(next, zone);
	g_assert_cmpstr(shown, ==, rows[i].next);
	g_assert_cmpstr(step ? step->text : NULL, ==, rows[i].step);
	if (!step)
		return;
	/* What is said then is what was due last. */
	g_assert_cmpstr(reminder_step_at(&clock, &hours, next, NULL)->text, ==, rows[i].step);
}

/* Each moment is later than the one before, in office hours, for years. */
static void
test_never_twice(void)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_autoptr(GPtrArray) rules = clock_tools_rules();
	const OfficeHours hours = OFFICE_HOURS_DEFAULT;
	const ClockCase facts = { .zone = zone };

	for (guint r = 0; r < rules->len; r++) {
		const ClockRule *rule = g_ptr_array_index(rules, r);
		const Clock clock = { .rule = rule,
			.facts = &facts,
			.start = clock_tools_time("2026-01-05T09:00:00+01:00", zone),
			.due = clock_tools_time(rule->span.unit == CLOCK_HOURS
							? "2026-01-08T09:00:00+01:00"
							: "2026-02-16",
				zone) };
		gint64 said = INSTANT_NONE, next;
		const ClockStep *step;

		for (guint n = 0; n < 300; n++) {
			next = reminder_next(&clock, &hours, said, &step);
			if (next == INSTANT_NONE)
				break;
			g_assert_cmpint(next, >, said);
			if (rule->span.unit != CLOCK_HOURS)
				g_assert_cmpint(
					reminder_office_hour(next, &hours, NULL, zone), ==, next);
			said = next;
		}
	}
}

/* A statutory rule as an organisation may write it. */
#define BARE                                                                                            \
	"rules = ( { id = \"bare\"; title = \"Klart\"; class = \"statutory\"; start = [ \"arrival\" ];" \
	" stop = [ \"decided\" ]; span = \"%s\"; sources = ( { section = \"1 §\"; } );"                \
	" reminders = [ %s ]; to = [ \"responsible\" ]; } );"

static GPtrArray *
bare_rules(const char *span, const char *reminders)
{
	g_autofree char *folder = g_dir_make_tmp("lexsarah-rules-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "own.conf", NULL);
	g_autofree char *text = g_strdup_printf(BARE, span, reminders);
	g_autoptr(GError) error = NULL;

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	GPtrArray *rules = rules_load(folder, &error);
	g_assert_no_error(error);
	g_assert_cmpint(g_unlink(path) | g_rmdir(folder), ==, 0);
	return rules;
}

/*
 * What is said first once a statutory clock is late is said by itself: in hours at the hour,
 * else when the next office opens. Of those whose last day is a Thursday before a long weekend.
 */
static void
assert_told_when_late(const ClockRule *rule)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	const OfficeHours hours = OFFICE_HOURS_DEFAULT;
	const ClockCase facts = { .zone = zone };
	gboolean in_hours = rule->span.unit == CLOCK_HOURS;
	const Clock clock = { .rule = rule,
		.facts = &facts,
		.start = clock_tools_time("2026-02-02T09:00:00+01:00", zone),
		.due = clock_tools_time(
			in_hours ? "2026-04-02T22:00:00+02:00" : "2026-04-02", zone) };
	gint64 late = clock_tools_time(
		in_hours ? "2026-04-02T22:00:00+02:00" : "2026-04-03T00:00:00+02:00", zone)
			      .instant;
	const ClockStep *step;
	gint64 next = reminder_next(&clock, &hours, late - 1, &step);

	g_assert_cmpint(next, ==, in_hours ? late : reminder_office_hour(late, &hours, NULL, zone));
	g_assert_nonnull(step);
	g_assert_true(reminder_is_urgent(rule, reminder_step_at(&clock, &hours, next, NULL)));
}

static void
test_statutory_is_told_at_once(void)
{
	static const char *const own[][2] = { { "2 months", "" }, { "2 months", "\"due\"" },
		{ "14 days", "\"every 5 working days after\"" },
		{ "2 months", "\"late\", \"every 1 working day after\"" },
		{ "72 hours", "\"start\"" }, { "72 hours", "\"due\"" },
		{ "72 hours", "\"every 6 hours after\"" } };
	g_autoptr(GPtrArray) rules = clock_tools_rules();
	guint statutory = 0;

	for (guint r = 0; r < rules->len; r++) {
		const ClockRule *rule = g_ptr_array_index(rules, r);

		if (rule->class_ != CLOCK_STATUTORY)
			continue;
		assert_told_when_late(rule);
		statutory++;
	}
	g_assert_cmpuint(statutory, ==, 2);
	for (gsize i = 0; i < G_N_ELEMENTS(own); i++) {
		g_autoptr(GPtrArray) bare = bare_rules(own[i][0], own[i][1]);

		assert_told_when_late(clock_tools_find(bare, "bare"));
	}
}

static guint
closed_of(gconstpointer data)
{
	return GPOINTER_TO_UINT(data);
}

/*
 * Of a clock that is late for thirty years each reminder comes on its day, counted one by one
 * beside it: every other working day, over holidays and a summer in which nobody is there.
 */
static void
test_thirty_years(gconstpointer data)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_autoptr(GPtrArray) rules = clock_tools_rules();
	g_autoptr(GPtrArray) closed =
		g_ptr_array_new_with_free_func((GDestroyNotify) closed_day_free);
	const OfficeHours hours = OFFICE_HOURS_DEFAULT;
	const ClockCase facts = { .closed = closed, .zone = zone };
	const Clock clock = { .rule = clock_tools_find(rules, "start"),
		.facts = &facts,
		.start = clock_tools_time("1996-01-03T10:00:00+01:00", zone),
		.due = clock_tools_time("1996-01-10", zone) };
	CivilDate day = clock.due.date, closes = { 2010, 7, 5 };
	gint64 said = reminder_instant(day, hours.digest, zone);
	const ClockStep *step;

	for (guint n = 0; n < closed_of(data); n++) {
		ClosedDay *one = g_new0(ClosedDay, 1);

		one->date = date_add_days(closes, (int) n);
		g_ptr_array_add(closed, one);
	}
	while (day.year < 2026) {
		day = working_days_add(closed, working_days_add(closed, day, 1), 1);
		gint64 next = reminder_next(&clock, &hours, said, &step);
		g_autofree char *shown = instant_to_string(next, zone);
		g_autofree char *wanted = date_to_string(day);

		g_assert_cmpstr(step->text, ==, "every 2 working days after");
		g_assert_true(g_str_has_prefix(shown, wanted));
		g_assert_true(reminder_step_at(&clock, &hours, next, NULL) == step);
		said = next;
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strdup_printf("/reminder/%s", rows[i].name);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_row);
	}
	g_test_add_func("/reminder/never-twice", test_never_twice);
	g_test_add_func("/reminder/statutory-late", test_statutory_is_told_at_once);
	g_test_add_data_func("/reminder/thirty-years/open", GUINT_TO_POINTER(0), test_thirty_years);
	g_test_add_data_func(
		"/reminder/thirty-years/closed", GUINT_TO_POINTER(40), test_thirty_years);
	return g_test_run();
}
