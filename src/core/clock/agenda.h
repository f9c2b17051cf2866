/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice/recipient.h"
#include "core/clock/remind.h"

/*
 * What is to be done, person by person: the digest of a working day, or what is added
 * to it later. Who works for several boards has one day, and one mail.
 */
typedef struct Agenda Agenda;

/* A clock as one person has it. */
typedef struct {
	const OpenClock *clock;
	gboolean new;     /* a step of it is to be said, with the digest */
	gboolean waiting; /* the case stands still until that person has done it */
	gboolean presses; /* worth a mail, if there is nothing else */
} AgendaItem;

/* office is borrowed for as long as the agenda is there. */
Agenda *agenda_new(const RemindOffice *office);
void agenda_free(Agenda *agenda);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Agenda, agenda_free)

/* Notes it for recipient, whose clock it is; one who has it in two roles has it once. */
void agenda_note(Agenda *agenda, const AgendaItem *item, const Recipient *recipient);

/*
 * Adds to told (ToldNotice) a digest for each person for whom something presses; or, if it
 * is no hour of digests or the day's has gone, what is new, as a supplement.
 */
void agenda_tell(const Agenda *agenda, GArray *told);
