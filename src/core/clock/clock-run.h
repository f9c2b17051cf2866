/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/clock.h"

/* From what until what a clock runs. */
typedef struct {
	ClockTime start, stop; /* date.year 0: not yet */
	Milestone started_by, stopped_by;
	gboolean ended;      /* by a milestone after which nothing is left to do */
	ClockTime corrected; /* the start as it was first said, or none */
	ClockTime set;       /* the day that was set (set_by), or none */
	ClockTime arrival;
	gsize began; /* when as many events as that were recorded; 0: with the arrival */
} ClockRun;

/*
 * The latest run of a rule's clock: after it was stopped, what starts it starts
 * it anew; that another board took the case over starts it anew while it runs, too.
 * What happened on an earlier day counts as earlier, whenever it was recorded, but for
 * what a board recorded after it took the case over. Errors: as clock_compute() on events.
 */
gboolean clock_run_find(const ClockRule *rule, const ClockCase *facts, const char *board,
	ClockRun *ret_run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
