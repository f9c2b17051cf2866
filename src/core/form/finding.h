/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice/discretion.h"

/*
 * What a Discretion holds, one by one: each kind of sensitive report and each
 * role of the board that is concerned. A case remembers each with a row of its
 * own, so that a person decides on each once.
 */
#define FINDING_COUNT (SENSITIVE_COUNT + ROLE_COUNT)

/* "whistleblower", "protected_identity", "responsible", ... Static. */
const char *finding_name(guint finding);
gboolean finding_from_name(const char *name, guint *ret) G_GNUC_WARN_UNUSED_RESULT;

/* HOLD_PROTECTED or HOLD_RECUSED: for what it holds the notices of a case. */
Hold finding_hold(guint finding);

gboolean finding_is_in(const Discretion *discretion, guint finding);
void finding_add(Discretion *discretion, guint finding);

/* Takes out of discretion what stands in known, too. */
void finding_subtract(Discretion *discretion, const Discretion *known);

/* Adds to discretion what stands in more. */
void finding_unite(Discretion *discretion, const Discretion *more);
