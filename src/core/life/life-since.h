/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/*
 * Two who change one case at once: what was done since somebody last knew the case
 * (CaseFile.since) is not put aside by what they say without knowing it. Pure.
 */

/*
 * INPUT where somebody did the same meanwhile, or where the case is not what it was
 * (CaseFile.disturbed): says what was done, by whom and when, and how to go on.
 */
gboolean life_since_allows(const CaseFile *file, LifeAct act, const LifeWords *words,
	const LifeOffice *office, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* INPUT: who is about to do something in that case was not the first. */
void life_since_refuse(
	const char *case_id, const CaseChange *change, GTimeZone *zone, GError **error);

/* Adds to a refusal (NOT_ALLOWED) what was done last meanwhile, if anything was. */
void life_since_explain(const CaseFile *file, const LifeOffice *office, GError **error);
