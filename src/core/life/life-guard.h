/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/*
 * What a command on a case needs beside its state, as bits. Each is a row in
 * life-guard.c, with what is said where it is missing.
 */
typedef enum {
	GUARD_PROTECTED,
	GUARD_ASSESSED,
	GUARD_NOT_ASSESSED,
	GUARD_INVESTIGATOR,
	GUARD_UNBIASED_INVESTIGATOR,
	GUARD_KNOWN_SIGNER,
	GUARD_TITLE,
	GUARD_UNBIASED_DECIDER,
	GUARD_UNBIASED_SIGNER,
	GUARD_KNOWN_PROPOSER,
	GUARD_OTHER_BOARD,
	GUARD_REASON_FOR_OTHER_OUTCOME,
	GUARD_NOT_SERIOUS,
	GUARD_SERIOUS,
	GUARD_NOT_NOTIFIED,
	GUARD_NOTIFIED,
	GUARD_INVESTIGATION_OWED,
	GUARD_SUPPLEMENT_ASKED,
	GUARD_BOARD_KNOWN,
	GUARD_BOARD_LINKED,
	GUARD_BOARD_NOT_LINKED,
	GUARD_BREACH,
	GUARD_HOUR,
	GUARD_CLOCK,
	GUARD_MEASURE,
	GUARD_DECIDED,
	GUARD_BEGUN,
	GUARD_PDF,
	GUARD_OTHER_CASE,
	GUARD_IVO_DONE,
	GUARD_DUTIES_DONE,
	GUARD_IVO_OWED_NOTHING,
	GUARD_BOARDS_OWED_NOTHING,
	GUARD_OUR_BOARD,
	GUARD_NONE_OF_OURS,
	GUARD_ITS_PEOPLE,
	GUARD_UNHELD,
	GUARD_RECEIVER,
	GUARD_RULES,
	GUARD_NOT_RECUSED,
	GUARD_NOT_AT_IVO,
	GUARD_NOT_DECIDED_SERIOUS,
	GUARD_COUNT
} LifeGuard;

#define GUARD_BIT(guard) ((guint64) 1 << (guard))

/* NOT_ALLOWED (INPUT, where it is about the words) with what is missing. */
gboolean life_guards_hold(const CaseFile *file, guint64 guards, const LifeWords *words,
	const LifeOffice *office, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is wrong with the day on which that (MILESTONE_COUNT: no milestone) happened, or NULL.
 * Static.
 */
const char *life_wrong_day(
	const CaseFile *file, Milestone milestone, ClockTime when, const LifeOffice *office);

/* As mail servers read addresses: a +tag and a dot at the end make no other person. */
gboolean life_is_same_person(const char *a, const char *b);

/* TRUE if that person has nothing to do with the case any more (16 and 17 §§ FL). */
gboolean life_is_recused(const CaseFile *file, const char *address);

/*
 * Who is recused in the case, and where its notice says the number of another one there (not_to,
 * or NULL), as recipient_find() takes them. What they are is borrowed. In life-related.c.
 */
GPtrArray *life_recusals(const CaseFile *file, const GPtrArray *not_to);

/*
 * The title of who has that address on the board: that of the configuration, else what they are
 * to the board; NULL: nobody there has it. Borrowed.
 */
const char *life_find_title(const Board *board, const char *address);
