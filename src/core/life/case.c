/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of a case's states, and the form of its number.
 */
#include "core/life/case.h"

#include <string.h>

#include "core/text.h"

static const char *const state_names[CASE_STATE_COUNT] = {
	[CASE_RECEIVED] = "received",
	[CASE_ASSESSING] = "assessing",
	[CASE_INVESTIGATING] = "investigating",
	[CASE_PROPOSED] = "proposed",
	[CASE_DECIDED] = "decided",
	[CASE_FOLLOW_UP] = "follow_up",
	[CASE_CLOSED] = "closed",
	[CASE_DECLINED] = "declined",
	[CASE_JOINED] = "joined",
	[CASE_TRANSFERRED] = "transferred",
	[CASE_NOT_REPORT] = "not_report",
};

const char *
case_state_name(CaseState state)
{
	g_return_val_if_fail(state < CASE_STATE_COUNT, "unknown");
	return state_names[state];
}

gboolean
case_state_from_name(const char *name, CaseState *ret)
{
	guint index;

	if (!text_index_of(name, state_names, CASE_STATE_COUNT, &index))
		return FALSE;
	*ret = (CaseState) index;
	return TRUE;
}

gboolean
case_state_is_open(CaseState state)
{
	return state <= CASE_FOLLOW_UP;
}

char *
case_id_format(int year, gint64 number)
{
	return g_strdup_printf("LS-%04d-%04" G_GINT64_MODIFIER "d", year, number);
}

gboolean
case_id_is_valid(const char *text)
{
	return text && g_regex_match_simple("\\ALS-[0-9]{4}-[0-9]{4,12}\\z", text, 0, 0);
}

char *
case_id_find(const char *text)
{
	static const GRegex *slot;
	g_autoptr(GMatchInfo) match = NULL;

	if (!text || !strchr(text, '-') || !g_utf8_validate(text, -1, NULL))
		return NULL;
	const GRegex *regex = text_pattern(&slot,
		"(?<![\\p{L}\\d-])LS-[0-9]{4}-[0-9]{4,12}(?![\\p{L}\\d-])", G_REGEX_CASELESS);
	if (!g_regex_match(regex, text, 0, &match))
		return NULL;
	g_autofree char *found = g_match_info_fetch(match, 0);
	return g_ascii_strup(found, -1);
}
