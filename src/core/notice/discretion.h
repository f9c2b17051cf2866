/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice/planned.h"
#include "core/form/reading.h"
#include "core/role.h"

/*
 * Who may not hear of a report before a person has looked: suspected
 * whistleblowers and protected identities are for one person only, and nobody
 * is told of a report that names them (FL 16 §).
 */

/* What was found; empty at first: discretion_is_empty(). */
typedef struct {
	guint sensitive; /* bits, 1 << Sensitive */
	guint concerned; /* bits, 1 << Role */
} Discretion;

/*
 * Adds what stands in text, valid UTF-8 or NULL. except: an address that is not
 * looked for, with the name of whoever has it, or NULL: who wrote the report knows of it.
 */
void discretion_look(Discretion *discretion, const Settings *settings, const Board *board,
	const char *text, const char *except);

/*
 * The same for everything that was read. In each document whoever reports by it
 * is not looked for: whom its form names, by address, else by name; where it
 * names nobody, writer, an address. Without writer (NULL) no form is believed.
 */
void discretion_look_in_reading(Discretion *discretion, const Settings *settings,
	const Board *board, const ReadingFile *file, const char *writer);

gboolean discretion_is_empty(const Discretion *discretion);

/* Adds its flags to flags (PlannedFlag *). */
void discretion_add_flags(const Discretion *discretion, GPtrArray *flags);

/*
 * Why the notices to such a reader are held, or HOLD_NONE. Whoever reported, the
 * operator and whoever decides on the hold get theirs: those say nothing, or are
 * the way out.
 */
Hold discretion_hold(const Discretion *discretion, Audience audience);

/* The reason that holds most, or HOLD_NONE. */
Hold discretion_reason(const Discretion *discretion);

/* Who decides about a hold, and how mail goes there. */
typedef struct {
	const char *address; /* borrowed; NULL: it concerns everybody who could */
	Route route;
} Decider;

/*
 * whistleblower, if that is an address and it is such a report; else
 * conflict_contact, or who of the board is not concerned, by address or name, the
 * operator last; else the operator of another of boards (Board *). found: all that was
 * ever found in the case, so that who was told of it stays the one who decides.
 */
Decider discretion_decider(const Discretion *found, const GPtrArray *boards, const Board *board);

/*
 * The notice that tells the one who decides of what is new: once, without a word
 * of it. NULL if it concerns everybody: then flags (PlannedFlag *) gets
 * nobody_decides. before: what was found in the case before.
 */
PlannedNotice *discretion_plan_notice(const Discretion *discretion, const Discretion *before,
	const Settings *settings, const Board *board, const char *case_id, const char *arrived,
	gint64 now, GPtrArray *flags);

/*
 * TRUE if a report that concerns who has that role, and nobody else, leaves
 * somebody whom discretion_plan_notice() tells. FALSE for one role is FALSE for
 * each of those who decide: they are all the same person.
 */
gboolean discretion_has_other(const Settings *settings, const Board *board, Role role);

#define DISCRETION_UNDECIDED                                                                          \
	"the case concerns everybody who could decide who may hear of it, and nobody was told: name " \
	"another conflict_contact or operator"

/* TRUE if flags (PlannedFlag *) say that nobody is left to decide. */
gboolean discretion_is_undecided(const GPtrArray *flags);
