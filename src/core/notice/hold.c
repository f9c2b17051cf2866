/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reasons: their names, as they stand in the database and in what is shown,
 * and what a person may do about each.
 */
#include "core/notice/hold.h"

#include "core/text.h"

static const char *const names[HOLD_COUNT] = {
	[HOLD_FIRST_CONTACT] = "first_contact",
	[HOLD_IMPORT] = "import",
	[HOLD_BUDGET] = "budget",
	[HOLD_PROTECTED] = "protected",
	[HOLD_RECUSED] = "recused",
	[HOLD_RESTORED] = "restored",
	[HOLD_BOUNCED] = "bounced",
};

const char *
hold_name(Hold hold)
{
	g_return_val_if_fail(hold < HOLD_COUNT, "unknown");
	return names[hold];
}

static const char *const advice[HOLD_COUNT] = {
	[HOLD_NONE] = "outbox release lets it go",
	[HOLD_FIRST_CONTACT] = "outbox release lets it go",
	[HOLD_IMPORT] = "outbox release lets it go",
	[HOLD_BUDGET] = "outbox release lets it go",
	[HOLD_PROTECTED] = "conflict_contact, or whistleblower, decides who may hear of the case; "
			   "then outbox release lets it go",
	[HOLD_RECUSED] = "the report concerns its recipient: case recuse names who hears of it "
			 "instead, or outbox release lets it go",
	[HOLD_RESTORED] =
		"it, or one with another number, may have gone out before the database was "
		"restored or copied; if not, "
		"outbox release lets it go",
	[HOLD_BOUNCED] =
		"an earlier notice to that address came back, as one that takes no mail: if it "
		"does now, outbox release lets it go, and what is queued later",
};

const char *
hold_advice(Hold hold)
{
	g_return_val_if_fail(hold < HOLD_COUNT, "");
	return advice[hold];
}

Hold
hold_of_arrival(gint64 arrived, gint64 first_poll)
{
	return arrived < first_poll - HOLD_OLD_MS ? HOLD_FIRST_CONTACT : HOLD_NONE;
}

gboolean
hold_is_of_case(Hold hold)
{
	return hold == HOLD_PROTECTED || hold == HOLD_RECUSED;
}

gboolean
hold_from_name(const char *name, Hold *ret)
{
	guint index;

	if (!text_index_of(name, names, HOLD_COUNT, &index))
		return FALSE;
	*ret = (Hold) index;
	return TRUE;
}
