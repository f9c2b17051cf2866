/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outcomes of an investigation: one row each. Which one it is, a person says.
 */
#include "core/life/outcome.h"

#include "core/text.h"

static const struct {
	const char *name, *title, *english;
	gboolean serious;
} outcomes[OUTCOME_COUNT] = {
	[OUTCOME_NONE] = { .title = "", .english = "" },
	[OUTCOME_NO_MISCONDUCT] = { "no_misconduct",
		"varken missförhållande eller påtaglig risk för missförhållande",
		"neither misconduct nor a tangible risk of misconduct", FALSE },
	[OUTCOME_RISK] = { "tangible_risk_of_misconduct", "påtaglig risk för missförhållande",
		"tangible risk of misconduct", FALSE },
	[OUTCOME_MISCONDUCT] = { "misconduct", "missförhållande", "misconduct", FALSE },
	[OUTCOME_SERIOUS_RISK] = { "tangible_risk_of_serious_misconduct",
		"påtaglig risk för allvarligt missförhållande",
		"tangible risk of serious misconduct", TRUE },
	[OUTCOME_SERIOUS] = { "serious_misconduct", "allvarligt missförhållande",
		"serious misconduct", TRUE },
};

const char *
outcome_name(Outcome outcome)
{
	return outcomes[outcome].name;
}

gboolean
outcome_from_name(const char *name, Outcome *ret)
{
	for (guint i = OUTCOME_NONE + 1; i < OUTCOME_COUNT; i++) {
		if (g_strcmp0(name, outcomes[i].name) == 0) {
			*ret = (Outcome) i;
			return TRUE;
		}
	}
	return FALSE;
}

const char *
outcome_title(Outcome outcome, const char *language)
{
	return text_in_language(language, outcomes[outcome].title, outcomes[outcome].english);
}

gboolean
outcome_is_serious(Outcome outcome)
{
	return outcomes[outcome].serious;
}
