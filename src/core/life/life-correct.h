/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/*
 * What was typed wrong (words->correct): the file gets what is right beside it, and
 * plan the event "corrected", which says what was there before. Days, numbers and
 * the law are corrected; what somebody thought or decided is said anew instead.
 *
 * INPUT: nothing is said that can be corrected of that act, or what is there
 * already; a day that the act itself would refuse, or that turns around what came
 * one after the other. NOT_ALLOWED: nothing of that act was recorded, or who acts
 * has nothing to do with the case any more.
 */
gboolean life_correct(CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	LifePlan *plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is corrected of that act, in the journal: of several acts it is one thing. NULL: nothing. */
const char *life_correct_what(LifeAct act);
