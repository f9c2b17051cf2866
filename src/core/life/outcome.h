/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What an investigation is proposed or decided to end with: the five of the form. */
typedef enum {
	OUTCOME_NONE, /* neither proposed nor decided yet */
	OUTCOME_NO_MISCONDUCT,
	OUTCOME_RISK,
	OUTCOME_MISCONDUCT,
	OUTCOME_SERIOUS_RISK,
	OUTCOME_SERIOUS,
	OUTCOME_COUNT
} Outcome;

/* lexsarah(1)'s word, "tangible_risk_of_misconduct"; NULL for OUTCOME_NONE. Static. */
const char *outcome_name(Outcome outcome);
gboolean outcome_from_name(const char *name, Outcome *ret) G_GNUC_WARN_UNUSED_RESULT;

/* As the form has it: "påtaglig risk för missförhållande", or with language "en" in English.
   Static. */
const char *outcome_title(Outcome outcome, const char *language);

/* TRUE if IVO is to be notified (27 kap. 6 § SoL, 24 f § LSS). */
gboolean outcome_is_serious(Outcome outcome);
