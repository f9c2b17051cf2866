/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/*
 * A case leaves its board for another one of ours (words' to_board), whose case it is from then
 * on: it keeps number, reports, reporter, arrival and history, and what the law counts from the
 * report's arrival stays so (which text is in force, IVO, a breach). What the former board did in
 * it is history: who investigates, diary number, laws, proposal are to be said anew, as each board
 * is an authority of its own (8 kap. 1 § OSL, 27 kap. 5 § SoL), which a report has reached on
 * the day on which it gets it (22 § FL). So the clocks whose rules say that (taken_over) start
 * then, in the place of those that ran. A commissioning board stays linked only where the new
 * board has it, too, under the same id and address. What it was is an event, board_left.
 */
void life_leave_board(
	LifePlan *plan, CaseFile *file, const LifeWords *words, const LifeOffice *office);
