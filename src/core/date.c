/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil dates and instants: pure arithmetic on top of GDate and GTimeZone.
 * Nothing here asks what time it is.
 */
#include "core/date.h"

#include <string.h>

/* A day from the ends of what GDateTime knows, so that no zone leads beyond them. */
#define FIRST_INSTANT (G_GINT64_CONSTANT(-62135510400) * 1000)     /* 0001-01-02T00:00:00Z */
#define LAST_INSTANT  (G_GINT64_CONSTANT(253402214400) * 1000 - 1) /* 9999-12-30T23:59:59.999Z */

static GDate
to_gdate(CivilDate date)
{
	GDate d;

	g_date_clear(&d, 1);
	g_date_set_dmy(&d, (GDateDay) date.day, (GDateMonth) date.month, (GDateYear) date.year);
	return d;
}

gboolean
date_is_valid(CivilDate date)
{
	return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
	       date.day >= 1 &&
	       date.day <= g_date_get_days_in_month((GDateMonth) date.month, (GDateYear) date.year);
}

gint32
date_to_day_number(CivilDate date)
{
	g_return_val_if_fail(date_is_valid(date), 0);
	GDate d = to_gdate(date);
	return (gint32) g_date_get_julian(&d);
}

CivilDate
date_from_day_number(gint32 number)
{
	GDate d;

	g_date_clear(&d, 1);
	g_date_set_julian(&d, (guint32) number);
	return (CivilDate){ g_date_get_year(&d), g_date_get_month(&d), g_date_get_day(&d) };
}

CivilDate
date_add_days(CivilDate date, int days)
{
	return date_from_day_number(date_to_day_number(date) + days);
}

int
date_compare(CivilDate a, CivilDate b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

int
date_days_between(CivilDate a, CivilDate b)
{
	return date_to_day_number(b) - date_to_day_number(a);
}

Weekday
date_weekday(CivilDate date)
{
	GDate d = to_gdate(date);
	return (Weekday) g_date_get_weekday(&d);
}

const char *
date_weekday_name(Weekday weekday)
{
	static const char *const names[] = { "måndag", "tisdag", "onsdag", "torsdag", "fredag",
		"lördag", "söndag" };

	g_return_val_if_fail(weekday >= WEEKDAY_MONDAY && weekday <= WEEKDAY_SUNDAY, "");
	return names[weekday - 1];
}

gboolean
date_from_string(const char *text, CivilDate *ret_date)
{
	int digits[8];
	gsize n = 0;

	if (!text || strlen(text) != 10)
		return FALSE;
	for (gsize i = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			if (text[i] != '-')
				return FALSE;
		} else if (!g_ascii_isdigit(text[i])) {
			return FALSE;
		} else {
			digits[n++] = text[i] - '0';
		}
	}
	CivilDate date = {
		.year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3],
		.month = digits[4] * 10 + digits[5],
		.day = digits[6] * 10 + digits[7],
	};
	if (!date_is_valid(date))
		return FALSE;
	*ret_date = date;
	return TRUE;
}

/* What clock and calendar show in a zone. */
typedef struct {
	CivilDate date;
	int hour, minute, second, ms;
	int offset; /* of the zone then, in minutes east of UTC */
} LocalTime;

/* Days of UTC before 1970-01-01, as date_to_day_number() counts. */
#define EPOCH_DAY 719163

#define DAY_SECONDS 86400
#define DAY_MS      (G_GINT64_CONSTANT(1000) * DAY_SECONDS)

/* Without a GDateTime: each mail has several instants, and most are written. */
static LocalTime
in_zone(gint64 instant_ms, GTimeZone *zone)
{
	/* Counted from the year 1 nothing is negative. A server may say any date. */
	gint64 ms = MAX(MIN(instant_ms, LAST_INSTANT) + (EPOCH_DAY - 1) * DAY_MS, 0);

	gint64 utc = ms / 1000 - (EPOCH_DAY - 1) * (gint64) DAY_SECONDS;
	int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, utc);
	gint32 offset = g_time_zone_get_offset(zone, interval);
	gint64 local = MAX(ms / 1000 + offset, 0);
	int second = (int) (local % DAY_SECONDS);

	return (LocalTime){
		.date = date_from_day_number((gint32) (local / DAY_SECONDS) + 1),
		.hour = second / 3600,
		.minute = second / 60 % 60,
		.second = second % 60,
		.ms = (int) (ms % 1000),
		.offset = offset / 60,
	};
}

CivilDate
date_from_instant(gint64 instant_ms, GTimeZone *zone)
{
	return in_zone(instant_ms, zone).date;
}

/* Writes a number with so many digits; returns where the next one goes. */
static char *
put_digits(char *to, int number, int digits)
{
	for (int i = digits - 1; i >= 0; i--, number /= 10)
		to[i] = (char) ('0' + number % 10);
	return to + digits;
}

static char *
put_date(char *to, CivilDate date)
{
	to = put_digits(to, date.year, 4);
	*to++ = '-';
	to = put_digits(to, date.month, 2);
	*to++ = '-';
	return put_digits(to, date.day, 2);
}

static char *
put_hour_minute(char *to, int hour, int minute)
{
	to = put_digits(to, hour, 2);
	*to++ = ':';
	return put_digits(to, minute, 2);
}

char *
date_to_string(CivilDate date)
{
	char *text = g_malloc(sizeof "2026-11-22");

	*put_date(text, date) = '\0';
	return text;
}

gint64
date_to_instant(CivilDate date, GTimeZone *zone)
{
	g_autoptr(GDateTime) midnight =
		g_date_time_new(zone, date.year, date.month, date.day, 0, 0, 0);

	g_assert(midnight);
	return g_date_time_to_unix(midnight) * 1000;
}

char *
instant_to_string(gint64 instant_ms, GTimeZone *zone)
{
	LocalTime local = in_zone(instant_ms, zone);
	char *text = g_malloc(sizeof "2026-11-22T04:53:07.120+01:00");
	char *to = put_date(text, local.date);

	*to++ = 'T';
	to = put_hour_minute(to, local.hour, local.minute);
	*to++ = ':';
	to = put_digits(to, local.second, 2);
	*to++ = '.';
	to = put_digits(to, local.ms, 3);
	*to++ = local.offset < 0 ? '-' : '+';
	to = put_hour_minute(to, ABS(local.offset) / 60, ABS(local.offset) % 60);
	*to = '\0';
	return text;
}

char *
instant_to_display(gint64 instant_ms, GTimeZone *zone)
{
	LocalTime local = in_zone(instant_ms, zone);
	char *text = g_malloc(sizeof "2026-11-22 04:53");
	char *to = put_date(text, local.date);

	*to++ = ' ';
	*put_hour_minute(to, local.hour, local.minute) = '\0';
	return text;
}

gboolean
instant_has_day(gint64 instant_ms)
{
	return instant_ms >= FIRST_INSTANT && instant_ms <= LAST_INSTANT;
}

gboolean
instant_from_string(const char *text, gint64 *ret_ms)
{
	/* Without a default zone, text that carries no offset is refused. */
	g_autoptr(GDateTime) parsed = text ? g_date_time_new_from_iso8601(text, NULL) : NULL;

	if (!parsed)
		return FALSE;
	gint64 ms = g_date_time_to_unix(parsed) * 1000 + g_date_time_get_microsecond(parsed) / 1000;
	if (!instant_has_day(ms))
		return FALSE;
	*ret_ms = ms;
	return TRUE;
}
