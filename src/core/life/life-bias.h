/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/case-file.h"

/*
 * Who is not to assess, investigate, propose or decide in a case because of what they had to
 * do with it already (16 to 18 §§ förvaltningslagen). Pure. What they did in a case that was
 * joined to it is the same, as the event is the same.
 */

/* What stands in the way of a part in the case, as bits. */
#define BIAS_RECUSED      1u
#define BIAS_REPORTED     2u /* or sent the report */
#define BIAS_INVESTIGATED 4u /* now or before */
#define BIAS_PROPOSED     8u

#define BIAS_OF_SIGNER  (BIAS_RECUSED | BIAS_REPORTED)
#define BIAS_OF_DECIDER (BIAS_OF_SIGNER | BIAS_INVESTIGATED | BIAS_PROPOSED)

/*
 * The first of these that is true of who has that address, as a sentence: "kim@kommun.example
 * investigated it before"; NULL: none is. g_free() it.
 */
char *life_bias_find(const CaseFile *file, const char *address, guint of);
