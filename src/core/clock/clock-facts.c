/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clocks in notices: dates in words, and a bar that shows how far the time has
 * gone. Says nothing of the case.
 */
#include "core/clock/clock-facts.h"

#include "core/clock/clock-sources.h"
#include "core/text.h"

#define BAR_CELLS 10
#define HOUR_MS   G_GINT64_CONSTANT(3600000)

const char *
clock_facts_title(const ClockRule *rule, const char *language)
{
	return text_in_language(language, rule->title, rule->title_en);
}

char *
clock_facts_day(CivilDate date, const char *language)
{
	static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
		"Saturday", "Sunday" };
	static const char *const months[][2] = { { "januari", "January" },
		{ "februari", "February" }, { "mars", "March" }, { "april", "April" },
		{ "maj", "May" }, { "juni", "June" }, { "juli", "July" }, { "augusti", "August" },
		{ "september", "September" }, { "oktober", "October" }, { "november", "November" },
		{ "december", "December" } };
	gboolean english = text_is_english(language);
	Weekday weekday = date_weekday(date);

	return g_strdup_printf("%s %d %s %d",
		english ? days[weekday - 1] : date_weekday_name(weekday), date.day,
		months[date.month - 1][english], date.year);
}

const char *
clock_facts_board(const Board *board, const char *id)
{
	const CommissioningBoard *found = id ? board_find_commissioning(board, id) : NULL;

	return found ? found->name : id;
}

static gint64
begin_of(ClockTime time, GTimeZone *zone)
{
	return time.instant != INSTANT_NONE ? time.instant : reminder_instant(time.date, 0, zone);
}

static void
put_bar(Record *record, const ClockFacts *clock, gint64 now, GTimeZone *zone)
{
	gint64 begin = begin_of(clock->start, zone);
	gint64 percent = clock->late > begin ? (now - begin) * 100 / (clock->late - begin) : 100;
	g_autoptr(GString) bar = g_string_new(NULL);

	percent = CLAMP(percent, 0, 100);
	for (int i = 0; i < BAR_CELLS; i++)
		g_string_append(bar, i < percent * BAR_CELLS / 100 ? "█" : "░");
	facts_put_number(record, "percent", percent);
	facts_put_text(record, "bar", bar->str);
}

static void
put_left(Record *record, const ClockFacts *clock, gint64 now, GTimeZone *zone)
{
	int days = date_days_between(date_from_instant(now, zone), clock->due.date);
	gboolean late = now >= clock->late;

	record_put_boolean(record, "late", late);
	record_put_boolean(record, "today", !late && days == 0);
	if (!late && clock->due.instant != INSTANT_NONE)
		facts_put_number(record, "hours_left", (clock->late - now) / HOUR_MS);
	else if (!late && days > 0)
		facts_put_number(record, "days_left", days);
	else if (late && days < 0)
		facts_put_number(record, "days_late", -days);
}

void
clock_facts_put(
	Record *record, const ClockFacts *clock, const char *language, gint64 now, GTimeZone *zone)
{
	const ClockRule *rule = clock->rule;
	g_autofree char *due = clock_facts_day(clock->due.date, language);
	g_autofree char *wording = clock_wordings(rule, clock->source);

	facts_put_text(record, "rule", rule->id);
	facts_put_text(record, "title", clock_facts_title(rule, language));
	for (guint i = 0; clock_class_names[i]; i++)
		record_put_boolean(record, clock_class_names[i], rule->class_ == i);
	facts_put_text(record, "source", clock->source);
	facts_put_text(record, "wording", wording);
	facts_put_text(record, "of_board", clock->board);
	facts_put_text(record, "due", due);
	if (clock->due.instant != INSTANT_NONE) {
		g_autofree char *when = instant_to_display(clock->due.instant, zone);
		facts_put_text(record, "due_time", when + 11);
	}
	if (clock->step) {
		record_put_boolean(record, "started", clock->step->kind == STEP_START);
		record_put_boolean(record, "repeated", clock->step->repeated);
	}
	put_left(record, clock, now, zone);
	put_bar(record, clock, now, zone);
}
