/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entries of calendars, written by libical, which escapes and folds. It is given
 * text that is clean already: it writes control characters in ways of its own, and
 * an address not escaped at all.
 */
#include "adapters/ical.h"

#include <libical/ical.h>
#include <string.h>

#include "core/error.h"
#include "core/text.h"

/* Each board sends in a thread of its own; libical counts in variables that it does not lock. */
static GMutex libical;

#define SUMMARY_CHARS     200
#define DESCRIPTION_CHARS 2000

const char *
ical_method(const CalendarEntry *entry)
{
	return entry->cancelled ? "CANCEL" : "PUBLISH";
}

static struct icaltimetype
day(CivilDate date)
{
	struct icaltimetype time = icaltime_null_date();

	time.year = date.year;
	time.month = date.month;
	time.day = date.day;
	return time;
}

/* In whole seconds, and never later than it is. */
static struct icaltimetype
moment(gint64 instant)
{
	gint64 seconds = instant / 1000 - (instant % 1000 < 0);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(seconds);
	struct icaltimetype time = icaltime_null_time();

	g_date_time_get_ymd(utc, &time.year, &time.month, &time.day);
	time.hour = g_date_time_get_hour(utc);
	time.minute = g_date_time_get_minute(utc);
	time.second = g_date_time_get_second(utc);
	time.zone = icaltimezone_get_utc_timezone();
	return time;
}

/* A day ends where the next begins; a moment has no end (RFC 5545 section 3.6.1). */
static void
add_time(icalcomponent *event, const CalendarEntry *entry)
{
	if (!entry->date.year) {
		icalcomponent_add_property(event, icalproperty_new_dtstart(moment(entry->instant)));
		return;
	}
	icalcomponent_add_property(event, icalproperty_new_dtstart(day(entry->date)));
	icalcomponent_add_property(
		event, icalproperty_new_dtend(day(date_add_days(entry->date, 1))));
}

static void
add_words(icalcomponent *event, const char *summary, const char *description)
{
	g_autofree char *line = text_to_line(summary, SUMMARY_CHARS);
	g_autofree char *lines = g_strstrip(text_to_lines(description));

	if (g_utf8_strlen(lines, -1) > DESCRIPTION_CHARS)
		*g_utf8_offset_to_pointer(lines, DESCRIPTION_CHARS) = '\0';
	icalcomponent_add_property(event, icalproperty_new_summary(line));
	icalcomponent_add_property(event, icalproperty_new_description(lines));
}

static icalcomponent *
new_event(const CalendarEntry *entry, const char *organizer)
{
	/* RFC 6068 section 2 */
	g_autofree char *address = g_uri_escape_string(organizer, "@!$'*+", FALSE);
	g_autofree char *mailto = g_strconcat("mailto:", address, NULL);

	return icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(entry->uid),
		icalproperty_new_sequence((int) entry->sequence),
		icalproperty_new_dtstamp(moment(entry->stamp)), icalproperty_new_organizer(mailto),
		icalproperty_new_status(
			entry->cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED),
		icalproperty_new_class(ICAL_CLASS_PRIVATE),
		icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), (void *) 0);
}

/* Takes event. PRODID has no version: what is sent once more is the same after an upgrade. */
static GBytes *
write_object(icalcomponent *event, gboolean cancelled)
{
	icalcomponent *object = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT,
		icalproperty_new_prodid("-//lexsarah//lexsarah//SV"),
		icalproperty_new_version("2.0"),
		icalproperty_new_method(cancelled ? ICAL_METHOD_CANCEL : ICAL_METHOD_PUBLISH),
		event, (void *) 0);
	char *text = icalcomponent_as_ical_string_r(object);
	GBytes *bytes = g_bytes_new(text, strlen(text));

	icalmemory_free_buffer(text);
	icalcomponent_free(object);
	return bytes;
}

gboolean
ical_write(const CalendarEntry *entry, const char *organizer, const char *summary,
	const char *description, GBytes **ret_bytes, GError **error)
{
	if (!text_is_address(organizer)) {
		g_autofree char *shown = text_to_line(organizer, 80);
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"the address '%s' cannot stand in a calendar", shown);
		return FALSE;
	}
	g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&libical);
	icalcomponent *event = new_event(entry, organizer);
	add_time(event, entry);
	add_words(event, summary, description);
	*ret_bytes = write_object(event, entry->cancelled);
	return TRUE;
}
