/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/calendar.h"
#include "core/clock/case-clocks.h"
#include "core/notice/notice.h"

/*
 * What somebody's calendar holds of a case, as far as it was sent. What is not right
 * any more goes with a mail that goes anyway: a notice of the same command to that
 * person, else the next digest. Only a correction and an extension have a mail of
 * their own for a last day that they move.
 */
typedef struct {
	gint64 case_no;
	char *uid, *recipient;
	char *sender;       /* id of the board that sent it */
	char *rule, *board; /* of the clock; board NULL: of none */
	ClockTime due;
	guint sequence;
	gboolean cancelled;
	gboolean sent;     /* or is about to be: what was held or failed is in no calendar */
	Audience audience; /* as which it was sent */
	Route route;
} HeldEntry;

/*
 * What that calendar is to get, by the clocks of the case (CaseClock): the new last
 * day, or that it no longer counts, with a higher SEQUENCE. FALSE: it is right, or
 * has nothing. ret_entry borrows held.
 */
gboolean held_entry_renew(const HeldEntry *held, const GArray *clocks,
	HeldEntry *ret_entry) G_GNUC_WARN_UNUSED_RESULT;

/* As a notice has it; borrows held. */
CalendarEntry held_entry_show(const HeldEntry *held, gint64 stamp);

/* The SEQUENCE of entry after what entries (HeldEntry; or NULL) has under its UID. */
guint held_entry_sequence(const GArray *entries, const HeldEntry *entry);

/* Puts them (HeldEntry) into the facts of a notice. */
void calendar_put_held(Record *facts, const GArray *entries, gint64 stamp);

HeldEntry held_entry_copy(const HeldEntry *held);
void held_entry_clear(HeldEntry *held);

/* An empty GArray of HeldEntry, which it clears. */
GArray *held_entries_new(void);
