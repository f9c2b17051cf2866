/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "support/life-desk.h"

/* One case and what is told of it, without a database, for tests of what happens in a case. */

#define LIFE_OVE "ove.dal@kommun.example"

/* A case and who acts in it, without a database. */
typedef struct {
	GTimeZone *zone;
	GPtrArray *rules;
	Settings *settings;
	Board *board;
	CaseFile *file;
	RelatedCase *other; /* that is named by who joins or links */
	GString *told;      /* "notice>recipient", of the last act */
	GString *dates;     /* their calendar entries, as JSON */
} LifeStage;

#define TO_START    "protected; assessed; investigator_assigned; investigation_started"
#define TO_DECIDED  TO_START "; proposed; decided"
#define SERIOUS     "outcome=serious_misconduct"
#define CORRECT     "correct=|"
#define BREACH_OVER "changed>dso@kommun.example changed>ansvarig@kommun.example"
#define TO_NOTIFIED TO_START "; serious; ivo_notified"

/* What was done, and what became of it: a state, or words of the refusal. */
typedef struct {
	const char *name, *done, *then;
	CaseState state;
	const char *refusal; /* NULL: it is done */
	const char *told;    /* NULL: not looked at */
} LifeRow;

void life_stage_set_up(LifeStage *stage, gconstpointer unused);
void life_stage_tear_down(LifeStage *stage, gconstpointer unused);

/*
 * Acts by their events, each may have words after a colon: "assessed; decided: by=x|reason=y".
 * NULL or what is wrong; g_free() it.
 */
char *life_stage_try(LifeStage *stage, const char *script, const char *now);

/* The same at ten o'clock on 20 January 2026, of acts that are done. */
void life_stage_do(LifeStage *stage, const char *script);

/* What a clock is: "running START DUE", by the events of the file, an hour later; or "none". */
void life_stage_assert_days(LifeStage *stage, const char *rule, const char *wanted);

/* A test for each row, which borrows it. */
void life_stage_add_rows(const LifeRow *rows, gsize n_rows);

/* Adds a test that has a stage of its own. */
#define life_stage_add(path, function)                                                             \
	g_test_add(path, LifeStage, NULL, life_stage_set_up, function, life_stage_tear_down)
