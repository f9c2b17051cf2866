/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/* What can only have happened after something else in a case. */

/* What one board does while the case is its own. */
gboolean life_is_of_one_board(Milestone milestone);

/* What ends a case, or the work in it; it is taken up again after that. */
gboolean life_ends_case(Milestone milestone);

/* What a case that was taken up again begins with anew. */
gboolean life_begins_work(Milestone milestone);

/* What is wrong with that day for that act, after what was recorded before; or NULL. Static. */
const char *life_wrong_order(const CaseFile *file, LifeAct act, CivilDate day);
