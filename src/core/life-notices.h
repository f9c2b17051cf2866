/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life.h"

/*
 * Adds to the plan who is told of what was done, by a table: a new notice is a row
 * there. file: as the act left it; plan: with its clocks.
 */
void life_plan_notices(LifePlan *plan, const CaseFile *file, LifeAct act, const LifeWords *words,
	const LifeOffice *office);
