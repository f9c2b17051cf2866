/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/calendar.h"

/*
 * The file of a date for calendars: iCalendar (RFC 5545) with one VEVENT, as RFC 5546
 * wants it published (section 3.2.1) and taken back (sections 3.2.5 and 4.1.3).
 * HACKING.md says why it is what it is.
 *
 * It asks nobody to answer (no ATTENDEE), takes up no time (TRANSP:TRANSPARENT), is
 * not shown to whom the calendar is shared with (CLASS:PRIVATE), and rings at no
 * time (no VALARM): the reminders are mails.
 */

/* "PUBLISH", or "CANCEL" for what is cancelled. Static. */
const char *ical_method(const CalendarEntry *entry);

/*
 * organizer: the board's address. summary: what is cut to one line of at most 200
 * characters; description: lines, at most 2000. ret_bytes: UTF-8, CRLF, lines of at
 * most 75 bytes; transferred. The same arguments give the same bytes.
 * Errors: INPUT for an organizer that is no address.
 */
gboolean ical_write(const CalendarEntry *entry, const char *organizer, const char *summary,
	const char *description, GBytes **ret_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
