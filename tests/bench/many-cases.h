/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/world.h"

/* One case in so many is open. */
#define MANY_CASES_OPEN_EACH 400

/*
 * Puts cases 1 to the last into an empty database: one in 400 open, with four clocks that run, each
 * with its mail, what was read of it, three notices that are sent, three events, five milestones
 * and three calendar entries; the open ones have an investigator, are serious, and two
 * commissioning boards are linked to them (those of life_desk_furnish()). last: digits.
 */
void many_cases_fill(World *world, const char *last);
