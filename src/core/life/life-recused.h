/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/*
 * What is told when a person has nothing to do with a case any more (17 § FL), once that is in
 * the file: who stands in for them from now on is told what is theirs to do. The clocks are
 * computed anew. passed_on: notices that had not reached the person have gone to the stand-in,
 * and say that they handle it. Nobody is told where office has no board, as that of the case is
 * configured no more, and of a case in which nothing is left to do. Errors: as
 * life_plan_clocks().
 */
LifePlan *life_plan_recused(CaseFile *file, const char *person, gboolean passed_on,
	const LifeOffice *office, GError **error);
