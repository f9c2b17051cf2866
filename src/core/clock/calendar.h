/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/date.h"
#include "core/record.h"

/*
 * What a notice tells the calendar of whom it is sent to: one date of a case (RFC
 * 5545). It holds no words, only the name of a step; the templates have its words
 * (lexsarah-templates(5)), so that nothing of a mail can get into a calendar.
 *
 * core/clock/calendar-held.h is what queues one, and knows what was sent before.
 */
typedef struct {
	char *uid;          /* of calendar_uid(): the same as long as it is the same date */
	guint sequence;     /* of calendar_sequence_after() */
	gboolean cancelled; /* the clock has stopped: date is the one that no longer counts */
	CivilDate date;     /* that whole day, of a clock in days; year 0: instant counts */
	gint64 instant;     /* that moment, of a clock in hours; INSTANT_NONE: date counts */
	gint64 stamp;       /* instant at which this was queued (RFC 5545 section 3.8.7.2) */
	char *step;         /* the rule's id, or another that calendar.steps knows */
} CalendarEntry;

/*
 * Puts the member "calendar" into the facts of a notice of a case. It is no field of
 * the notice's templates: the mail gets a file beside its words. Texts are borrowed.
 * Nothing for a date after 2999, which calendars do not take. An entry with both or
 * neither of date and instant, or that is otherwise wrong, is a mistake of ours.
 */
void calendar_put(Record *facts, const CalendarEntry *entry);

/* The same, as one of the list "calendars": each becomes a file of its own. */
void calendar_add(RecordList *list, const CalendarEntry *entry);

/* What was put by calendar_put(), then what stands in "calendars": GArray of CalendarEntry. */
GArray *calendar_get_all(GVariant *facts);

/* The number of the case that the UID begins with. g_free() it. */
char *calendar_case(const CalendarEntry *entry);

/*
 * Reads it back from facts (a{sv}). FALSE if there is none, or none that
 * calendar_put() could have put. ret_entry: texts are copies;
 * calendar_entry_clear() it.
 */
gboolean calendar_get(GVariant *facts, CalendarEntry *ret_entry) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The UID (RFC 5545 section 3.8.4.7) of a date in the calendar of recipient:
 * CASE.DIGITS@domain. The digits stand for rule, board and recipient, of which they
 * tell nothing. board: the commissioning board of which the clock is (id), or NULL.
 * g_free() it.
 */
char *calendar_uid(const char *case_id, const char *rule, const char *board, const char *recipient,
	const char *domain);

/*
 * The SEQUENCE of entry (RFC 5546 section 2.1.4): 0 if before, what was last sent
 * under its UID, is NULL; that of before if both say the same; else the next one. A
 * calendar takes no entry that is older than the one that it has.
 */
guint calendar_sequence_after(const CalendarEntry *before, const CalendarEntry *entry);

/* TRUE for 1 to 64 letters, digits, - and _: what a step, and a rule, can be called. */
gboolean calendar_is_step(const char *step);

void calendar_entry_clear(CalendarEntry *entry);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CalendarEntry, calendar_entry_clear)
