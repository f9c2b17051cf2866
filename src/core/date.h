/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Civil dates and instants. Every date of this program is a civil date in
 * Europe/Stockholm; every instant is milliseconds since 1970-01-01 UTC.
 * The zone is loaded once at the edge (see zone.h in adapters) and borrowed
 * here, because core reads no file.
 */
typedef struct {
	int year;  /* 1..9999; 0 means no date */
	int month; /* 1..12 */
	int day;   /* 1..31 */
} CivilDate;

typedef enum {
	WEEKDAY_MONDAY = 1, /* ISO 8601 numbers */
	WEEKDAY_TUESDAY,
	WEEKDAY_WEDNESDAY,
	WEEKDAY_THURSDAY,
	WEEKDAY_FRIDAY,
	WEEKDAY_SATURDAY,
	WEEKDAY_SUNDAY,
} Weekday;

#define INSTANT_NONE G_MININT64

/* TRUE if the date exists in the Gregorian calendar. */
gboolean date_is_valid(CivilDate date);

/* Days since 0001-01-01 (which is day 1), and back. Both need a valid value. */
gint32 date_to_day_number(CivilDate date);
CivilDate date_from_day_number(gint32 number);

/* date plus days, which may be negative. */
CivilDate date_add_days(CivilDate date, int days);

/* Negative, 0 or positive as a is before, at or after b. */
int date_compare(CivilDate a, CivilDate b);

/* Days from a to b; negative if b is earlier. */
int date_days_between(CivilDate a, CivilDate b);

Weekday date_weekday(CivilDate date);

/* Lower-case Swedish name, "måndag". Static. */
const char *date_weekday_name(Weekday weekday);

/* YYYY-MM-DD; g_free() it. */
char *date_to_string(CivilDate date);

/* Reads exactly YYYY-MM-DD; FALSE leaves ret_date untouched. */
gboolean date_from_string(const char *text, CivilDate *ret_date) G_GNUC_WARN_UNUSED_RESULT;

/* The civil date of an instant in zone. */
CivilDate date_from_instant(gint64 instant_ms, GTimeZone *zone);

/* When the date begins in zone. It must be valid. */
gint64 date_to_instant(CivilDate date, GTimeZone *zone);

/* RFC 3339 with offset in zone, milliseconds kept: 2026-11-22T04:53:07.120+01:00. g_free() it. */
char *instant_to_string(gint64 instant_ms, GTimeZone *zone);

/* As instant_to_string() for people: "2026-11-22 04:53". g_free() it. */
char *instant_to_display(gint64 instant_ms, GTimeZone *zone);

/*
 * TRUE for an instant that has a day from year 1 to 9999 in every zone. Others are
 * shown as the first or the last of these.
 */
gboolean instant_has_day(gint64 instant_ms);

/*
 * Reads RFC 3339 with an offset or Z, of a time that instant_has_day(); FALSE
 * leaves ret_ms untouched.
 */
gboolean instant_from_string(const char *text, gint64 *ret_ms) G_GNUC_WARN_UNUSED_RESULT;
