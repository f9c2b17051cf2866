/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Flags on what came when: the same day told twice, and days too far apart.
 */
#include "core/form/consistency-private.h"

#include <string.h>

#include "core/clock/holidays.h"
#include "core/text.h"

#define DAY_NEAR 60 /* characters after the word that the day belongs to */

/* A day as one place tells it. */
typedef struct {
	CivilDate date; /* year 0: not told */
	char *raw;
	const char *place; /* Swedish: "i beslutet" */
} Told;

static void
told_clear(Told *told)
{
	g_free(told->raw);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Told, told_clear)

static Told
tell(const ReadingField *field, const char *place)
{
	Told told = { .place = place };

	if (consistency_date(field, &told.date))
		told.raw = g_strdup(field->raw);
	else
		told.date.year = 0;
	return told;
}

/* The day that running text tells right after what pattern finds. */
static Told
tell_in_text(const ReadingField *text, const GRegex *pattern, const char *place)
{
	g_autoptr(GMatchInfo) match = NULL;
	Told told = { .place = place };

	if (!text || !text->value)
		return told;
	g_regex_match(pattern, text->value, 0, &match);
	for (; g_match_info_matches(match) && !told.raw; g_match_info_next(match, NULL)) {
		int start = 0, end = 0;

		g_match_info_fetch_pos(match, 0, &start, &end);
		g_autofree char *near = g_utf8_substring(text->value + end, 0,
			MIN(DAY_NEAR, g_utf8_strlen(text->value + end, 4 * DAY_NEAR)));
		FormDate found = form_date_find(near);
		if (found.kind != FORM_DATE_EXACT)
			continue;
		told.date = found.date;
		told.raw = g_strndup(near + found.start, (gsize) (found.end - found.start));
	}
	return told;
}

/* The first two that tell different days, as a sentence; what: "Rapporten kom in". */
static char *
compare(const char *what, const Told *told, gsize n)
{
	for (gsize i = 0; i < n; i++)
		for (gsize j = i + 1; j < n; j++)
			if (told[i].raw && told[j].raw &&
				date_compare(told[i].date, told[j].date) != 0)
				return g_strdup_printf("%s \"%s\" enligt %s, men \"%s\" enligt %s.",
					what, told[i].raw, told[i].place, told[j].raw,
					told[j].place);
	return NULL;
}

char *
consistency_received_dates_differ(const ConsistencyCase *c)
{
	static const GRegex *slot;
	const GRegex *pattern = text_pattern(&slot,
		"rapport\\w*[^.\\n]{0,60}?\\b(?:inkom|kom in|ankom|mottogs|togs emot)\\b",
		G_REGEX_CASELESS);
	const ReadingInvestigation *from = c->investigation;
	g_auto(Told) stamp = tell(&c->report->stamped, "stämpeln");
	g_auto(Told) form = tell(from ? &from->received : NULL, "utredningen");
	g_auto(Told) noticed =
		tell_in_text(from ? &from->how_noticed : NULL, pattern, "utredningens text");
	g_auto(Told) decision = tell_in_text(
		c->decision ? &c->decision->background : NULL, pattern, "beslutets text");
	const Told told[] = { stamp, form, noticed, decision };

	return compare("Rapporten kom in", told, G_N_ELEMENTS(told));
}

char *
consistency_start_dates_differ(const ConsistencyCase *c)
{
	static const GRegex *slot;
	const GRegex *pattern = text_pattern(&slot,
		"utredning\\w*[^.\\n]{0,60}?\\b(?:inleddes|påbörjades|startade|startades)\\b|"
		"\\b(?:inleddes|påbörjades|startade|startades)\\b[^.\\n]{0,20}?utredning\\w*",
		G_REGEX_CASELESS);
	g_auto(Told) form =
		tell(c->investigation ? &c->investigation->started : NULL, "utredningen");
	g_auto(Told) decision = tell_in_text(
		c->decision ? &c->decision->background : NULL, pattern, "beslutets text");
	const Told told[] = { form, decision };

	return compare("Utredningen inleddes", told, G_N_ELEMENTS(told));
}

char *
consistency_late_report(const ConsistencyCase *c)
{
	const ReadingField *const days[] = { &c->report->signature.date, &c->report->stamped,
		c->investigation ? &c->investigation->received : NULL };
	const ReadingField *noticed = &c->report->observed.date, *reported = NULL;
	CivilDate from, to;

	for (gsize i = 0; i < G_N_ELEMENTS(days) && !reported; i++)
		if (consistency_date(days[i], &to))
			reported = days[i];
	if (!reported || !consistency_date(noticed, &from))
		return NULL;
	guint apart = holidays_working_days_between(from, to);
	if (apart <= c->limits->late_report_days)
		return NULL;
	return g_strdup_printf(
		"Uppmärksammat %s men rapporterat %s, %u arbetsdagar senare. Rapporten ska lämnas "
		"genast.",
		noticed->value, reported->value, apart);
}

char *
consistency_slow_start(const ConsistencyCase *c)
{
	const ReadingField *received, *started;
	CivilDate from, to;

	if (!c->investigation)
		return NULL;
	started = &c->investigation->started;
	received = c->investigation->received.value ? &c->investigation->received
						    : &c->report->stamped;
	if (!consistency_date(received, &from) || !consistency_date(started, &to))
		return NULL;
	guint apart = holidays_working_days_between(from, to);
	if (apart <= c->limits->slow_start_days)
		return NULL;
	return g_strdup_printf("Rapporten kom in %s men utredningen inleddes %s, %u arbetsdagar "
			       "senare.",
		received->value, started->value, apart);
}

/* The first line of text that begins with a day before start; g_free() it. */
static char *
find_line_before(const ReadingField *text, CivilDate start)
{
	g_auto(GStrv) lines = g_strsplit(text->value ? text->value : "", "\n", -1);

	for (guint i = 0; lines[i]; i++) {
		FormDate found = form_date_find(lines[i]);
		const char *line = lines[i] + strspn(lines[i], " -*\342\200\242");
		gsize lead = (gsize) (line - lines[i]);

		if (g_ascii_strncasecmp(line, "den ", 4) == 0)
			lead += 4;
		if (found.kind == FORM_DATE_EXACT && found.start <= lead &&
			date_compare(found.date, start) < 0)
			return g_strndup(lines[i] + found.start, (gsize) (found.end - found.start));
	}
	return NULL;
}

char *
consistency_measure_before_start(const ConsistencyCase *c)
{
	const ReadingInvestigation *from = c->investigation;
	CivilDate start;

	if (!from || !consistency_date(&from->started, &start))
		return NULL;
	g_autofree char *taken = find_line_before(&from->measures.taken, start);
	g_autofree char *when = taken ? NULL : find_line_before(&from->measures.when, start);
	if (!taken && !when)
		return NULL;
	return g_strdup_printf("En åtgärd är daterad \"%s\", men utredningen inleddes \"%s\".",
		taken ? taken : when, from->started.raw);
}
