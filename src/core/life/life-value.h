/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/case.h"
#include "core/clock/clock.h"
#include "core/life/outcome.h"

/*
 * What a person says with a command on a case: the words as they were given, and
 * what they mean. A new kind of word is a row in life-value.c.
 */
typedef enum {
	LIFE_WHEN, /* the day or moment on which it happened; not given: now */
	LIFE_DUE,  /* a day that is set */
	LIFE_REASON,
	LIFE_TEXT,
	LIFE_BY, /* the address of who decided, signed, saw to it */
	LIFE_TITLE,
	LIFE_OUTCOME,
	LIFE_DELEGATION, /* item of the delegation order, or LIFE_UNDELEGATED */
	LIFE_PRESENTER,
	LIFE_PARTICIPANTS, /* others who took part in a decision, one a line */
	LIFE_LAW,
	LIFE_INVESTIGATOR,
	LIFE_BOARD, /* id of a commissioning board */
	LIFE_TO_BOARD,
	LIFE_HOW,
	LIFE_SOURCE,
	LIFE_KIND, /* fact or assessment */
	LIFE_NUMBER,
	LIFE_CLOCK,
	LIFE_CASE,
	LIFE_OWNER,
	LIFE_MEASURE, /* number of a measure, from 1 */
	LIFE_BASIS,   /* the ground in law on which a copy goes out */
	LIFE_FILE,    /* the name that a file has where it came from */
	LIFE_DESPITE, /* why somebody who may be biased acts all the same */
	LIFE_AUTHOR,  /* who wrote it, as a form names them */
	LIFE_VALUE_COUNT
} LifeValue;

#define LIFE_UNDELEGATED "none" /* the board itself decided */

typedef struct {
	const char *given[LIFE_VALUE_COUNT]; /* borrowed; NULL: not said */
	/* What life_words_read() makes of them. */
	ClockTime when;
	CivilDate due;
	Outcome outcome;
	guint laws;
	guint measure;
	gboolean correct; /* what is said is right instead of what was (core/life/life-correct.h) */
	GBytes *file;     /* that LIFE_FILE names, or NULL; borrowed */
} LifeWords;

/* Its member in the journal: "reason". Static. */
const char *life_value_key(LifeValue value);

/*
 * Reads what was given; when is now's day where it was not. INPUT names the option
 * and says what is right: no such date, outcome, law, address, case number; a text
 * that is empty, too long or not for people.
 */
gboolean life_words_read(
	LifeWords *words, gint64 now, GTimeZone *zone, GError **error) G_GNUC_WARN_UNUSED_RESULT;
