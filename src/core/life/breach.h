/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"
#include "core/form/reading.h"

/*
 * A report that may be of a personal data breach, as its reading flags it. No
 * program can tell; who can, the data protection officer and the responsible, are
 * told at once and have the hours of article 33 of the General Data Protection
 * Regulation, until a person says what it was (lexsarah case breach).
 *
 * The 72 hours run from when the controller, the board, became aware of the breach.
 * That may be later than the report: a short time to find out whether it is one is
 * granted (EDPB Guidelines 9/2022, section II.A.2). The program does not claim it, for
 * a clock that ends too early costs a look and one that ends too late a duty. So it
 * counts from when what was read came in to the board: before that the board knew
 * nothing through this report, and after it the knowledge was there to be read.
 * What the reporter noticed before is a person's to say with --aware.
 */

/* The code of that flag. */
#define BREACH_FLAG "possible_data_breach"

/* TRUE if a document of the reading (NULL: it failed) has the flag. */
gboolean breach_is_flagged(const ReadingFile *file);

/*
 * What follows: the clock from the instant arrived (one that lies ahead: from now),
 * and who is told. Nothing but the case's clocks computed anew where a breach was
 * ever noticed in it, or where it is no case of the board any more. As life_plan().
 */
LifePlan *breach_plan(CaseFile *file, gint64 arrived, const LifeOffice *office, GError **error);
