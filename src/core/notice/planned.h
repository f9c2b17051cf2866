/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/notice/budget.h"
#include "core/clock/calendar-held.h"
#include "core/notice/hold.h"
#include "core/notice/notice.h"
#include "core/settings.h"

/*
 * What is to be recorded or sent because of something that happened: the parts
 * of a plan, and what daemon and reading ask the store for by themselves.
 */

typedef struct {
	Notice notice;
	Audience audience;
	Route route;
	char *recipient;
	char *language;    /* of its board, "en", or NULL */
	char *domain;      /* right-hand side of its Message-ID */
	char *in_reply_to; /* Message-ID that it answers, without <>, or NULL */
	char *once;        /* what may be said once only, in the life of the database, or NULL */
	/*
	 * What begins so in `once`, to the same recipient, and waits still when this is queued,
	 * does not go any more: this says it as it is now. NULL: nothing.
	 */
	char *overtakes;
	gint64 due;             /* instant from which on it may be sent */
	NoticeLimit limit;      /* above it, it is held */
	Hold hold;              /* HOLD_NONE: it goes out by itself */
	gboolean after_reading; /* goes out as soon as the reading is done, if that is before due */
	gboolean with_reading;  /* says what has been read for its case, too; its route is secure */
	gboolean encloses;      /* the copy that its event clears; its route is secure */
	char *facts;            /* JSON of core/record.h; core/notice/notice.h says which members */
	const char *
		accepted; /* the milestone that it is when a mail server took it, or NULL; static */
	char *accepted_board; /* of which board, or NULL */
	char *of_case;        /* the case that it is of; NULL: that of the matter */
	char *sender;         /* id of the board that sends it; NULL: that of the matter */
	GArray *entries;      /* HeldEntry: what the recipient's calendar holds with it, or NULL */
} PlannedNotice;

typedef struct {
	char *kind;   /* "case_opened", ... */
	char *detail; /* JSON of core/record.h */
} PlannedEvent;

typedef struct {
	char *code;    /* lexsarah(1)'s flag codes */
	char *message; /* Swedish, with values: stays inside */
} PlannedFlag;

/* The route that mail to this person takes. */
Route planned_route_to(const Person *person);

/*
 * Says once in each case to who has that address that what they answered did nothing, and no
 * word of the case, of which they may have no part any more. due: instant.
 */
PlannedNotice *planned_undone_new(
	const char *recipient, const Board *board, const char *case_id, gint64 due);

/* A notice of the board, to go out from the instant due on; the rest of it is empty. */
PlannedNotice *planned_notice_new(Notice notice, Audience audience, Route route,
	const char *recipient, const Board *board, gint64 due, const char *facts);

/* Takes detail. */
PlannedEvent *planned_event_new(const char *kind, char *detail);

/* Takes message. */
PlannedFlag *planned_flag_new(const char *code, char *message);

void planned_notice_free(PlannedNotice *notice);
void planned_event_free(PlannedEvent *event);
void planned_flag_free(PlannedFlag *flag);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlannedNotice, planned_notice_free)
