/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/*
 * Adds to the plan who is told of what was done, by a table: a new notice is a row
 * there. file: as the act left it; plan: with its clocks.
 */
void life_plan_notices(LifePlan *plan, const CaseFile *file, LifeAct act, const LifeWords *words,
	const LifeOffice *office);

/* Only whoever has a date in the calendar that has ended, and is told of it by nothing else. */
void life_plan_taken_back(
	LifePlan *plan, const CaseFile *file, const LifeWords *words, const LifeOffice *office);

/*
 * Adds what is told of other, the case that a plan names (LifePlan.other_case), once the store
 * knows what it is: who works on the one is told of the other, each of the own case and by its
 * board.
 */
void life_tell_other(LifePlan *plan, const CaseFile *file, const RelatedCase *other);
