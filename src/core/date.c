/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil dates and instants: pure arithmetic on top of GDate and GDateTime.
 * Nothing here asks what time it is.
 */
#include "core/date.h"

#include <string.h>

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

char *
date_to_string(CivilDate date)
{
	return g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
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

static GDateTime *
in_zone(gint64 instant_ms, GTimeZone *zone)
{
	g_autoptr(GDateTime) epoch = g_date_time_new_from_unix_utc(0);
	g_autoptr(GDateTime) utc = g_date_time_add(epoch, instant_ms * 1000);

	g_assert(utc); /* instants are bounded to years 1..9999 where they enter */
	return g_date_time_to_timezone(utc, zone);
}

CivilDate
date_from_instant(gint64 instant_ms, GTimeZone *zone)
{
	g_autoptr(GDateTime) local = in_zone(instant_ms, zone);

	return (CivilDate){ g_date_time_get_year(local), g_date_time_get_month(local),
		g_date_time_get_day_of_month(local) };
}

char *
instant_to_string(gint64 instant_ms, GTimeZone *zone)
{
	g_autoptr(GDateTime) local = in_zone(instant_ms, zone);
	g_autofree char *head = g_date_time_format(local, "%Y-%m-%dT%H:%M:%S");
	g_autofree char *offset = g_date_time_format(local, "%:z");

	return g_strdup_printf(
		"%s.%03d%s", head, g_date_time_get_microsecond(local) / 1000, offset);
}

char *
instant_to_display(gint64 instant_ms, GTimeZone *zone)
{
	g_autoptr(GDateTime) local = in_zone(instant_ms, zone);
	return g_date_time_format(local, "%Y-%m-%d %H:%M");
}

gboolean
instant_from_string(const char *text, gint64 *ret_ms)
{
	/* Without a default zone, text that carries no offset is refused. */
	g_autoptr(GDateTime) parsed = text ? g_date_time_new_from_iso8601(text, NULL) : NULL;

	if (!parsed)
		return FALSE;
	*ret_ms = g_date_time_to_unix(parsed) * 1000 + g_date_time_get_microsecond(parsed) / 1000;
	return TRUE;
}
