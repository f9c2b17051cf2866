/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice/facts.h"
#include "core/clock/reminder.h"

/* A clock that runs, as a notice shows it; all borrowed. */
typedef struct {
	const ClockRule *rule;
	const ClockStep *step; /* what is said now, or NULL */
	const char *source;    /* sections, as clock_sources() joins them, or NULL */
	const char *board;     /* name of the commissioning board, or NULL */
	ClockTime start, due;
	gint64 late; /* instant */
} ClockFacts;

/* What the rule is called in that language, or else in Swedish. Borrowed. */
const char *clock_facts_title(const ClockRule *rule, const char *language);

/* What a commissioning board is called (id NULL: NULL); one that is no more by its id. Borrowed. */
const char *clock_facts_board(const Board *board, const char *id);

/*
 * The members of a clock (lexsarah-templates(5), clock.* and agenda.*): what is to
 * be done, until when, how much of the time has gone. language: "sv" or "en".
 */
void clock_facts_put(
	Record *record, const ClockFacts *clock, const char *language, gint64 now, GTimeZone *zone);

/* "fredag 27 november 2026", or with language "en" "Friday 27 November 2026"; g_free() it. */
char *clock_facts_day(CivilDate date, const char *language);
