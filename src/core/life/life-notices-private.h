/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life-calendar.h"
#include "core/life/life.h"
#include "core/notice/recipient.h"

/* What the files that tell of a command share. */

/* Words that stand where roles do: whom a row is for. */
#define LIFE_TO_REPORTER "reporter" /* whoever reported */
#define LIFE_TO_FORMER   "former"   /* the registrar of the board whose case it was */
#define LIFE_TO_RELATED  "related"  /* who follows an open case that is joined with it, or linked */
#define LIFE_TO_NAMED    "named"    /* who investigates, if anybody is named */
#define LIFE_TO_ASKED    "asked"    /* who decides, once something was proposed to them */
#define LIFE_TO_JOINED   "joined"   /* who reported what was joined to it */
#define LIFE_TO_BOARDS   "boards"   /* each commissioning board that is told by itself */
#define LIFE_TO_THAT     "board"    /* the one that is named */
#define LIFE_TO_CLEARED  "cleared"  /* the same, for a copy: if its route is secure */

/* Of what boards are told once that has happened; the copy itself a person clears first. */
#define LIFE_WHAT_IVO   "ivo"        /* IVO was notified */
#define LIFE_WHAT_FINAL "copy_final" /* what is serious was decided */

/* What a notice is made from. */
typedef struct {
	const CaseFile *file;
	LifeAct act;
	const LifeWords *words;
	const LifeOffice *office;
	const Board *board; /* who tells */
	GArray *clocks;
	GArray *before;      /* of the plan */
	const char *sender;  /* that board's id, where it is not the case's; or NULL */
	const char *of_case; /* the case of which they are told, where it is another one; or NULL */
	/* Of another case whose number the notice says: who hears nothing of it, as
	 * recipient_recuse() takes them, or NULL; and that nobody may hear of it yet. */
	const GPtrArray *not_to;
	gboolean named_held;
} Matter;

typedef void (*PutFacts)(Record *facts, const Matter *matter);

/* Who is told of an act. */
typedef struct {
	LifeAct act;
	Notice notice;
	const char *to;     /* a role of clock_recipient_names, or LIFE_TO_... */
	PutFacts put;       /* to a role or the reporter, */
	const char *what;   /* to boards: of what they are told */
	Milestone accepted; /* what has happened when the mail server accepts it, or none */
	/* the rules whose last days go into the calendar; or NULL */
	const char *dates[LIFE_CALENDAR_DATES];
} NoticeRow;

/* life-notices-rows.c: all of them, in the order in which they are told. */
extern const NoticeRow life_notice_rows[];
extern const gsize life_notice_n_rows;

void life_notice_begin(Record *facts, const Matter *matter);

/*
 * life-facts.c: what there is to say of an act, each a PutFacts.
 */
void life_put_assignment(Record *facts, const Matter *matter);
void life_put_proposal(Record *facts, const Matter *matter);
void life_put_decision(Record *facts, const Matter *matter);
void life_put_declined(Record *facts, const Matter *matter);
void life_put_serious(Record *facts, const Matter *matter);
void life_put_notified(Record *facts, const Matter *matter);
void life_put_breach(Record *facts, const Matter *matter);
void life_put_transfer(Record *facts, const Matter *matter);

/* To the board that gets the case, as if the report had come in there. */
void life_put_received(Record *facts, const Matter *matter);

/* What was said before of a day may be wrong, and which last days are others now. */
void life_put_correction(Record *facts, const Matter *matter);

/* Until when something is to be done: a day that a person, or IVO, has set. */
void life_put_set_day(Record *facts, const Matter *matter);

/* That a day was wrong which was told before, and which one is right. */
void life_put_right_day(Record *facts, const Matter *matter);

/* What became of a case that somebody follows. */
void life_put_change(Record *facts, const Matter *matter);

/* Of a copy that is handed over, and to which board. */
void life_put_release(Record *facts, const Matter *matter);

/* NULL: that person is told already. Borrowed. */
PlannedNotice *life_notice_add(LifePlan *plan, const Matter *matter, const NoticeRow *row,
	const Recipient *to, const char *facts, const char *board);

/* Takes facts. To who has that role, with what is right for that calendar. */
void life_tell_role(LifePlan *plan, const Matter *matter, const NoticeRow *row, const char *role,
	Record *facts);

/* To whoever reported the case, or who has the role that the row names. */
void life_tell_row(LifePlan *plan, const Matter *matter, const NoticeRow *row);

/* A reporter is told at an address of the organisation's own staff only. Takes facts. */
void life_tell_reporter(LifePlan *plan, const Matter *matter, const NoticeRow *row,
	const char *address, Record *facts);

/* life-related.c: who follows an open case that belongs together with this one. */
void life_tell_related(LifePlan *plan, const Matter *matter, const NoticeRow *row);

/* life-related.c: who reported what was joined to this case, each of the own case. */
void life_tell_joined(LifePlan *plan, const Matter *matter, const NoticeRow *row);

/* life-former.c: the registrar of the board that had the case, by that board; a correction, too. */
void life_tell_former(LifePlan *plan, const Matter *matter, const NoticeRow *row);

/* life-former.c: whoever investigated until now. */
void life_tell_replaced(LifePlan *plan, const Matter *matter);

/* life-former.c: whoever has a date in the calendar that ends, and is told of it by nothing else.
 */
void life_tell_holders(LifePlan *plan, const Matter *matter);
