/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/case-file.h"
#include "core/clock/clock-rule.h"

/*
 * What the law and the inspectorate (IVO) say to who is about to end a report without an
 * investigation, before it is done. language: "sv" or "en".
 */

/*
 * The advice, with the sections that held on the day on which the report arrived: those on
 * which the rule "start" rests, of the case's law or, while none is known, of all. g_free() it.
 */
char *decline_advice(const CaseFile *file, const GPtrArray *rules, const char *language);

/* What is asked at a terminal. Static. */
const char *decline_question(const char *language);

/* TRUE if that line says yes, in Swedish or English. */
gboolean decline_is_yes(const char *answer);
