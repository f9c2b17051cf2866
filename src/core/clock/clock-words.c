/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Explains a clock. Must call nothing law that is local routine, nor the other
 * way round.
 */
#include "core/clock/clock-words.h"

#include <string.h>

#include "core/clock/holidays.h"
#include "core/clock/working-days.h"

#define HOUR_MS   G_GINT64_CONSTANT(3600000)
#define NAMED_MAX 8 /* closed days that are named one by one */

static const struct {
	const char *one, *many;
} units[CLOCK_UNIT_COUNT] = {
	[CLOCK_HOURS] = { "timme", "timmar" },
	[CLOCK_DAYS] = { "dag", "dagar" },
	[CLOCK_WORKING_DAYS] = { "arbetsdag", "arbetsdagar" },
	[CLOCK_MONTHS] = { "månad", "månader" },
};

static char *
span_text(ClockSpan span)
{
	return g_strdup_printf(
		"%u %s", span.n, span.n == 1 ? units[span.unit].one : units[span.unit].many);
}

/* Of the hour that there is twice when summer time ends: which of them; else "". */
static const char *
season(gint64 instant, GTimeZone *zone)
{
	g_autofree char *before = instant_to_display(instant - HOUR_MS, zone);
	g_autofree char *moment = instant_to_display(instant, zone);
	g_autofree char *after = instant_to_display(instant + HOUR_MS, zone);

	if (strcmp(moment, after) == 0)
		return " sommartid";
	return strcmp(moment, before) == 0 ? " vintertid" : "";
}

/* "måndag 2025-12-29", with hours "måndag 2025-12-29 kl. 10:00". */
static char *
day_text(const Clock *clock, ClockTime time)
{
	g_autofree char *date = date_to_string(time.date);
	const char *weekday = date_weekday_name(date_weekday(time.date));

	if (clock->rule->span.unit != CLOCK_HOURS || time.instant == INSTANT_NONE)
		return g_strdup_printf("%s %s", weekday, date);
	g_autofree char *moment = instant_to_display(time.instant, clock->facts->zone);
	return g_strdup_printf("%s %s kl. %s%s", weekday, date, moment + strlen(date) + 1,
		season(time.instant, clock->facts->zone));
}

char *
clock_time_text(const Clock *clock, ClockTime time)
{
	return clock->rule->span.unit == CLOCK_HOURS && time.instant != INSTANT_NONE
		       ? instant_to_string(time.instant, clock->facts->zone)
		       : date_to_string(time.date);
}

/* What closes a day that is no working day; NULL for a plain Saturday or Sunday. */
static const char *
closing_name(CivilDate date, const GPtrArray *closed)
{
	g_autoptr(GArray) holidays = holidays_of_year(date.year);
	const ClosedDay *day = working_days_find_closed(closed, date);

	for (guint i = 0; i < holidays->len; i++) {
		const Holiday *holiday = &g_array_index(holidays, Holiday, i);

		if (date_compare(holiday->date, date) == 0)
			return holiday->name;
	}
	if (!day)
		return NULL;
	return day->name ? day->name : "lokalt stängt";
}

/* "julafton", "lördag" */
static const char *
day_name(CivilDate date)
{
	const char *name = closing_name(date, NULL);

	return name ? name : date_weekday_name(date_weekday(date));
}

/* "SoL: ", where the text is not for both laws. */
static const char *
law_lead(const Clock *clock, const ClockDeadline *deadline)
{
	if (clock->n_deadlines < 2)
		return "";
	return deadline->laws == LAW_SOL ? "SoL: " : "LSS: ";
}

static void
put_statutory(GString *text, const ClockDeadline *deadline)
{
	const ClockSource *source = deadline->source;

	g_string_append(text, "tiden är lagstadgad");
	if (source->wording)
		g_string_append_printf(text, ", \"%s\"", source->wording);
	g_string_append_printf(text, " (%s).", source->section);
}

static void
put_promptness(GString *text, const ClockDeadline *deadline)
{
	g_autofree char *span = span_text(deadline->span);
	const ClockSource *source = deadline->source;

	if (source->wording)
		g_string_append_printf(text,
			"kravet är \"%s\" (%s) och någon tid i siffror finns inte i lagen.",
			source->wording, source->section);
	else
		g_string_append_printf(
			text, "uppgiften följer av %s, som inte anger någon tid.", source->section);
	g_string_append_printf(text, " Målet %s är lokalt.", span);
}

static void
put_policy(GString *text, const ClockDeadline *deadline)
{
	g_autofree char *span = span_text(deadline->span);

	g_string_append_printf(text, "%s är lokal rutin, inte lag", span);
	if (deadline->source)
		g_string_append_printf(text, " (%s)", deadline->source->section);
	g_string_append_c(text, '.');
}

/* Which law, and what it says of the time. */
static void
put_law(GString *text, const Clock *clock)
{
	static void (*const put[CLOCK_CLASS_COUNT])(GString *, const ClockDeadline *) = {
		[CLOCK_STATUTORY] = put_statutory,
		[CLOCK_PROMPTNESS] = put_promptness,
		[CLOCK_POLICY] = put_policy,
	};

	if (clock->n_deadlines > 1)
		g_string_append(text, clock->facts->laws == LAW_BOTH
					      ? " Både SoL och LSS gäller."
					      : " Det är inte antecknat om SoL eller LSS gäller; "
						"båda visas.");
	for (guint i = 0; i < clock->n_deadlines; i++) {
		const ClockDeadline *deadline = &clock->deadlines[i];
		const char *lead = law_lead(clock, deadline);
		gsize at;

		g_string_append_printf(text, " %s", lead);
		at = text->len;
		put[clock->rule->class_](text, deadline);
		if (!*lead)
			text->str[at] = g_ascii_toupper(text->str[at]);
	}
}

static void
put_start(GString *text, const Clock *clock)
{
	g_autofree char *day = day_text(clock, clock->start);

	g_string_append_printf(
		text, " Tiden räknas från %s, då %s.", day, milestone_clause(clock->started_by));
	if (clock->corrected.date.year) {
		g_autofree char *before = day_text(clock, clock->corrected);

		g_string_append_printf(text,
			" Den uppgiften är rättad: tidigare angavs %s, och "
			"tiden har räknats om.",
			before);
	}
}

/* The weekdays between that were left out, by name. */
static void
put_left_out(GString *text, const Clock *clock, CivilDate from, CivilDate to)
{
	guint n = 0;

	for (CivilDate day = date_add_days(from, 1); date_compare(day, to) < 0 && n <= NAMED_MAX;
		day = date_add_days(day, 1)) {
		const char *name = date_weekday(day) < WEEKDAY_SATURDAY
					   ? closing_name(day, clock->facts->closed)
					   : NULL;
		g_autofree char *date = date_to_string(day);

		if (!name)
			continue;
		if (++n <= NAMED_MAX)
			g_string_append_printf(text, "%s%s (%s)",
				n == 1 ? " Utöver lördagar och söndagar räknas inte " : ", ", date,
				name);
		else
			g_string_append(text, " med flera");
	}
	if (n)
		g_string_append_c(text, '.');
}

static void
put_months(GString *text, const Clock *clock, const ClockDeadline *deadline, const char *end)
{
	CivilDate nominal = deadline->nominal.date;
	gboolean statutory = clock->rule->class_ == CLOCK_STATUTORY;

	if (nominal.day == clock->start.date.day)
		g_string_append_printf(text, " Tiden slutar på dagen med samma tal, %s", end);
	else
		g_string_append_printf(text,
			" Slutmånaden har ingen dag %d, så tiden slutar månadens sista dag, %s",
			clock->start.date.day, end);
	g_string_append(
		text, statutory ? " (1 § lagen (1930:173) om beräkning av lagstadgad tid)." : ".");
}

static void
put_hours(GString *text, const Clock *clock, const ClockDeadline *deadline, const char *end)
{
	g_autofree char *from = instant_to_string(clock->start.instant, clock->facts->zone);
	g_autofree char *to = instant_to_string(deadline->due.instant, clock->facts->zone);

	g_string_append_printf(text,
		" Timmarna räknas i följd, även på helger, till %s (svensk "
		"tid), och flyttas inte.",
		end);
	if (strcmp(from + strlen(from) - 6, to + strlen(to) - 6) != 0)
		g_string_append(text, " Däremellan ställs klockan om mellan vintertid och "
				      "sommartid.");
}

static void
put_roll(GString *text, const Clock *clock, const ClockDeadline *deadline)
{
	CivilDate nominal = deadline->nominal.date;
	g_autofree char *due = day_text(clock, deadline->due);

	if (deadline->span.unit == CLOCK_HOURS || holidays_is_working_day(nominal))
		return;
	if (date_compare(nominal, deadline->due.date) != 0)
		g_string_append_printf(text,
			" Den dagen är %s, så åtgärden får vidtas nästa "
			"vardag, %s (2 § lagen (1930:173)).",
			day_name(nominal), due);
	else
		g_string_append_printf(text,
			" Den dagen är %s, men tiden är inte lagstadgad och "
			"flyttas inte till nästa vardag.",
			day_name(nominal));
}

/* How a deadline is counted. */
static void
put_count(GString *text, const Clock *clock, const ClockDeadline *deadline)
{
	g_autofree char *end = day_text(clock, deadline->nominal);

	if (clock->n_deadlines > 1)
		g_string_append_printf(
			text, " Enligt %s:", deadline->laws == LAW_SOL ? "SoL" : "LSS");
	switch (deadline->span.unit) {
	case CLOCK_HOURS:
		put_hours(text, clock, deadline, end);
		break;
	case CLOCK_DAYS:
		g_string_append_printf(
			text, " Startdagen räknas inte; dag %u är %s.", deadline->span.n, end);
		break;
	case CLOCK_WORKING_DAYS:
		g_string_append_printf(text, " Startdagen räknas inte; arbetsdag %u är %s.",
			deadline->span.n, end);
		put_left_out(text, clock, clock->start.date, deadline->nominal.date);
		break;
	case CLOCK_MONTHS:
		put_months(text, clock, deadline, end);
		break;
	case CLOCK_UNIT_COUNT:
		g_assert_not_reached();
	}
	put_roll(text, clock, deadline);
}

static gboolean
same_count(const Clock *clock)
{
	return clock->n_deadlines == 1 ||
	       (clock->deadlines[0].span.n == clock->deadlines[1].span.n &&
		       clock->deadlines[0].span.unit == clock->deadlines[1].span.unit);
}

static void
put_counts(GString *text, const Clock *clock)
{
	if (same_count(clock)) {
		Clock one = *clock;

		one.n_deadlines = 1;
		put_count(text, &one, &clock->deadlines[0]);
		return;
	}
	for (guint i = 0; i < clock->n_deadlines; i++)
		put_count(text, clock, &clock->deadlines[i]);
	g_string_append(text, " Den kortare tiden gäller.");
}

static void
put_changes(GString *text, const Clock *clock)
{
	g_autofree char *computed = day_text(clock, clock->computed);

	if (clock->set.date.year)
		g_string_append_printf(
			text, " En person har bestämt dagen %s, som går före.", computed);
	if (clock->extension.to.year)
		g_string_append_printf(
			text, " Tiden är förlängd från %s: %s.", computed, clock->extension.reason);
}

static void
put_state(GString *text, const Clock *clock)
{
	if (clock->stop.date.year) {
		g_autofree char *day = day_text(clock, clock->stop);

		g_string_append_printf(text,
			clock->ended ? " Avslutad %s, då %s: %s." : " Klart %s, då %s: %s.", day,
			milestone_clause(clock->stopped_by),
			clock->ended                ? "inget är kvar att göra"
			: clock->state == CLOCK_MET ? "i tid"
						    : "för sent");
	} else if (clock->state == CLOCK_LATE) {
		g_string_append(text, " Sista dagen har passerat.");
	}
}

static char *
explain_waiting(const Clock *clock)
{
	g_autoptr(GString) text = g_string_new(clock->rule->title);
	guint64 set = clock->rule->starts | clock->rule->needs;
	const char *joint = ". Tiden har inte börjat löpa. Den räknas från det att ";

	for (guint m = 0; m < MILESTONE_COUNT; m++) {
		if (!(set & MILESTONE_BIT(m)))
			continue;
		g_string_append_printf(text, "%s%s", joint, milestone_clause((Milestone) m));
		joint = clock->rule->needs ? " och " : " eller ";
	}
	g_string_append_c(text, '.');
	return g_strdup(text->str);
}

char *
clock_explain(const Clock *clock)
{
	g_autoptr(GString) text = g_string_new(clock->rule->title);

	if (clock->state == CLOCK_WAITING)
		return explain_waiting(clock);
	g_autofree char *due = day_text(clock, clock->due);
	g_string_append_printf(text, " senast %s.", due);
	put_law(text, clock);
	put_start(text, clock);
	put_counts(text, clock);
	put_changes(text, clock);
	put_state(text, clock);
	return g_strdup(text->str);
}
