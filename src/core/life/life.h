/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/case-clocks.h"
#include "core/life/case-file.h"
#include "core/life/life-value.h"
#include "core/notice/planned.h"

/*
 * The life of a case: what may be done in which state, what it needs, and what
 * follows. Pure. A person does each of these; by itself happens only what is
 * marked. A new one is a row in life.c.
 */
typedef enum {
	LIFE_PROTECT,
	LIFE_PROTECTION_NOT_NEEDED,
	LIFE_ASSESS,
	LIFE_DECLINE,
	LIFE_ASSIGN,
	LIFE_START,
	LIFE_NOTE,
	LIFE_PROPOSE,
	LIFE_DECIDE,
	LIFE_SERIOUS,
	LIFE_NOT_SERIOUS,
	LIFE_IVO_NOTIFIED,
	LIFE_IVO_NOTIFIED_WHOLE,
	LIFE_INVESTIGATION_SENT,
	LIFE_SUPPLEMENT_ASKED,
	LIFE_SUPPLEMENT_SENT,
	LIFE_IVO_CLOSED,
	LIFE_LINK_BOARD,
	LIFE_UNLINK_BOARD,
	LIFE_INFORM_REPORT,
	LIFE_INFORM_IVO,
	LIFE_INFORM_COPY,
	LIFE_INFORM_FINAL,
	LIFE_RELEASE_COPY,
	LIFE_RELEASE_FINAL,
	LIFE_REGISTER,
	LIFE_BREACH_SUSPECTED, /* the one that no person does: core/life/breach.h */
	LIFE_BREACH,
	LIFE_BREACH_NOTIFIED,
	LIFE_BREACH_NOT_REPORTABLE,
	LIFE_EXTEND,
	LIFE_MEASURE_PLANNED,
	LIFE_MEASURE_DONE,
	LIFE_SET_FOLLOW_UP,
	LIFE_FOLLOWED_UP,
	LIFE_RECEIPT_GIVEN,
	LIFE_FEEDBACK_GIVEN,
	LIFE_REPORTED,
	LIFE_JOIN,
	LIFE_LINK,
	LIFE_TRANSFER,          /* to a board of ours, whose case it becomes */
	LIFE_TRANSFER_EXTERNAL, /* to whom is none of ours */
	LIFE_WITHDRAW,          /* the report, as who reported says; the case goes on */
	LIFE_CLOSE,
	LIFE_REOPEN,
	LIFE_ACT_COUNT
} LifeAct;

#define LIFE_BIT(value) ((guint32) 1 << (value))

/* By what a command is refused, for who words that another way. */
typedef enum {
	LIFE_REFUSAL_STATE, /* the case is not where that is done */
	LIFE_REFUSAL_WORDS, /* something was not said, or cannot be read */
	LIFE_REFUSAL_GUARD, /* something is missing: guard says what */
	LIFE_REFUSAL_DATE,  /* the day cannot be */
	LIFE_REFUSAL_SINCE, /* somebody else did it meanwhile (core/life/life-since.h) */
	LIFE_REFUSAL_OTHER,
	LIFE_REFUSAL_KIND_COUNT
} LifeRefusalKind;

typedef struct {
	LifeRefusalKind kind;
	guint guard; /* LifeGuard of core/life/life-guard.h */
} LifeRefusal;

/* By whom and by what a command is judged; all borrowed. */
typedef struct {
	const Settings *settings;
	const Board *board; /* the case's */
	const char *actor;  /* an address, or the name of who is at the keyboard */
	ClockOffice clocks;
	LifeRefusal *refusal; /* says why, where life_plan() refuses; NULL: nobody asks */
} LifeOffice;

/* What follows from a command. The case itself is changed in the CaseFile. */
typedef struct {
	CaseState was;
	GPtrArray *events;      /* PlannedEvent * */
	GPtrArray *notices;     /* PlannedNotice * */
	GArray *clocks;         /* CaseClock; borrows the CaseFile and the rules */
	GArray *before;         /* as clocks, of before a correction or an extension; else NULL */
	const char *other_case; /* that has to be there, and with other_open open; borrowed */
	gboolean other_open;
	/* By what life_tell_other() tells of it; where other_case is, and borrowed. */
	LifeAct act;
	const LifeWords *words;
	const LifeOffice *by;
	char *left_investigator;  /* whoever investigated until now, or NULL */
	gboolean now_serious;     /* by a decision: nobody had said so before */
	GPtrArray *untold_boards; /* char *: what has not gone to these yet is taken back */
	char *left_dnr;           /* the diary number that it had there, or NULL */
	char *left_board; /* whose case it was before another one of ours took it over, or NULL */
	/* A copy that was cleared for that board: what of it has not gone yet is taken back. */
	GBytes *released; /* or NULL; borrowed, as are these */
	const char *released_to;
	const char *released_as;   /* the milestone that it is when it has gone; static */
	const ClockOffice *office; /* that they were computed by; borrowed */
} LifePlan;

/* The journal's word for it: "case_started". Static. */
const char *life_act_event(LifeAct act);

/* What it records and what that cannot come before; MILESTONE_COUNT: nothing. */
Milestone life_act_milestone(LifeAct act);
Milestone life_act_after(LifeAct act);

/* Bits of LifeGuard (core/life/life-guard.h). */
guint64 life_act_guards(LifeAct act);

/* Bits of LifeValue that must be given. */
guint32 life_act_needs(LifeAct act);

/* Bits of the states (1 << CaseState) from which it may be done. */
guint life_act_states(LifeAct act);

/*
 * Changes file as the act does, and says what follows; words as life_words_read()
 * left them. NOT_ALLOWED names the state, or what is missing and how to do it;
 * INPUT a date that cannot be, words that are missing, or that somebody else did it
 * meanwhile. After an error file is not to be used. What words->correct asks for is
 * core/life/life-correct.h's.
 */
LifePlan *life_plan(CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	GError **error);

/*
 * The case turns out to be no report: a person files its mail as something else. Whoever has a date
 * of it in the calendar is told; nobody is where office has no board, as that of the case is
 * configured no more. Errors: none.
 */
LifePlan *life_plan_no_report(CaseFile *file, const LifeOffice *office);

/* The clocks alone, for a case of which nothing else changed. */
LifePlan *life_plan_clocks(CaseFile *file, const ClockOffice *office, GError **error);

void life_plan_free(LifePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LifePlan, life_plan_free)
