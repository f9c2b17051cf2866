/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/mail/absence.h"
#include "core/life/case-change.h"
#include "core/life/case.h"
#include "core/clock/clock.h"
#include "core/notice/hold.h"
#include "core/life/outcome.h"

/*
 * What is known of one case when something is to happen in it, as plain data:
 * loaded by the store inside the transaction that will change it.
 */

/* A later last day that a person gave a clock. */
typedef struct {
	const char *rule, *reason;
	const char *board; /* of a clock that each board has, else NULL */
	CivilDate to;
	guint after; /* so many of the file's events had been recorded when it was given */
} CaseExtension;

/* What somebody did in the matter that makes them no judge of it (16 § förvaltningslagen). */
typedef enum { PART_REPORTED, PART_INVESTIGATED, PART_PROPOSED, PART_COUNT } CasePart;

typedef struct {
	CasePart part;
	char *address;
	char *of_case; /* id of the case that was joined to it; NULL: of this one */
} CaseParty;

void case_party_free(CaseParty *party);

/* How the notification to IVO stands; runs beside the case's state. */
typedef enum { IVO_NONE, IVO_DUE, IVO_NOTIFIED, IVO_COMPLETE, IVO_SUPPLEMENT, IVO_COUNT } IvoState;

typedef struct {
	char *id;    /* LS-2026-0042 */
	char *board; /* id of the board whose case it is */
	CaseState state;
	guint laws;              /* LAW_SOL, LAW_LSS; 0: not known yet */
	char *dnr, *dnr_full;    /* the registrar's number, normalised and as written; or NULL */
	char *sender, *reporter; /* addresses, each may be NULL */
	char *investigator;      /* address, or NULL */
	char *former_board;      /* id of the board that had the case until another took it over */
	char *former_dnr;        /* and its number there; or NULL */
	Outcome proposal, outcome;
	Hold quiet; /* why its notices wait for a person's word and nobody is reminded, or HOLD_NONE
		     */
	gboolean held;      /* it is not decided yet who may know of it */
	gboolean suspected; /* the last breach: nobody but the program has said that it is one */
	guint measures;     /* so many have been recorded */
	GArray *events;     /* CaseEvent, as recorded; the arrival is one of them */
	GPtrArray *recused; /* char *: addresses of who has nothing to do with the case any more */
	GPtrArray *stand_ins; /* char *: who is told in their place, in the same order */
	GPtrArray *related;   /* RelatedCase *: joined with it, or linked */
	GArray *away;         /* Away: who says so, of this board and others */
	GPtrArray *parties;   /* CaseParty *: who did what in it, also before, and in joined ones */
	GPtrArray *boards;    /* char *: ids of the commissioning boards that are linked now */
	GArray *extensions;   /* CaseExtension, the last of a clock counts */
	GPtrArray *since;     /* CaseChange *: what was done that who acts cannot know of */
	CaseChange *disturbed; /* done though it was to be as they saw it, or NULL */
	GArray *calendars;     /* HeldEntry: what calendars hold of the case */
	GArray *done;          /* guint: the numbers of the measures that are done */
	GStringChunk *strings; /* what events and extensions borrow */
} CaseFile;

/* What is known of a case that belongs together with another one. */
typedef struct {
	char *id, *board, *dnr;  /* dnr may be NULL */
	char *investigator;      /* address, or NULL */
	char *sender, *reporter; /* addresses, each may be NULL */
	CaseState state;
	gboolean joined;     /* it was joined to the other one, or to what was joined to that */
	gboolean held;       /* it is not decided yet who may know of it */
	GPtrArray *recusals; /* char *, pairs of person and stand-in */
} RelatedCase;

RelatedCase *related_case_new(const char *id, const char *board);

void related_case_free(RelatedCase *related);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RelatedCase, related_case_free)

CaseFile *case_file_new(const char *id, const char *board);
void case_file_free(CaseFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CaseFile, case_file_free)

/* address and of_case (NULL: of this one) are copied. */
void case_file_add_party(CaseFile *file, CasePart part, const char *address, const char *of_case);

/* board: NULL, or copied. */
void case_file_add_event(
	CaseFile *file, Milestone milestone, ClockTime when, const char *board, gboolean corrects);

/* After all events that the file has. rule, board (NULL: of no board) and reason are copied. */
void case_file_extend(
	CaseFile *file, const char *rule, const char *board, CivilDate to, const char *reason);

/* The extension of that clock that counts, or NULL. Borrowed. */
const CaseExtension *case_file_find_extension(
	const CaseFile *file, const char *rule, const char *board);

/* The day of the last such event (board NULL: of any board), year 0 if there was none. */
CivilDate case_file_day(const CaseFile *file, Milestone milestone, const char *board);

/*
 * TRUE if that has happened and the case was not taken up again since; an event
 * of a board since that board was last linked. Of what a board did before another one
 * took the case over neither this nor case_file_day() knows.
 */
gboolean case_file_has(const CaseFile *file, Milestone milestone, const char *board);

/* The registrar's number, as written; dnr is what it is in the usual form. */
void case_file_set_dnr(CaseFile *file, const char *number);

/* TRUE if a breach was noticed, and nothing was said of it since. */
gboolean case_file_has_open_breach(const CaseFile *file);

/* When the last breach was noticed, by what was said last; date.year 0: none was. */
ClockTime case_file_breach(const CaseFile *file);

gboolean case_file_has_board(const CaseFile *file, const char *board);

IvoState case_file_ivo(const CaseFile *file);

/* "none", "due", ... Static. */
const char *ivo_state_name(IvoState state);
