/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/clock.h"

/*
 * The last day of a clock and how it is found, as one Swedish paragraph to paste
 * into the file: what is to be done, law or local routine, from what it is counted,
 * how it is counted, what moved it, and what has been corrected, set or extended.
 * Holds no word of a report; of people only the reason of an extension, as it was
 * written. g_free() it.
 */
char *clock_explain(const Clock *clock);

/* "2025-12-29", or with hours "2026-03-29T10:00:00.000+02:00". g_free() it. */
char *clock_time_text(const Clock *clock, ClockTime time);
