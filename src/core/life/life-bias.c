/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who has had too much to do with a matter to judge it. Must never decide by names: only
 * addresses say who somebody is.
 */
#include "core/life/life-bias.h"

#include "core/life/life-guard.h"

static const struct {
	guint bias;
	const char *did, *did_there;
} parts[PART_COUNT] = {
	[PART_REPORTED] = { BIAS_REPORTED, "reported it", "reported %s, which was joined to it" },
	[PART_INVESTIGATED] = { BIAS_INVESTIGATED, "was named to investigate it",
		"was named to investigate %s, which was joined to it" },
	[PART_PROPOSED] = { BIAS_PROPOSED, "proposed the outcome",
		"proposed the outcome of %s, which was joined to it" },
};

static char *
say(const char *address, const CaseParty *party)
{
	g_auto(GStrv) there = g_strsplit(parts[party->part].did_there, "%s", 2);

	if (!party->of_case)
		return g_strdup_printf("%s %s", address, parts[party->part].did);
	return g_strconcat(address, " ", there[0], party->of_case, there[1], NULL);
}

char *
life_bias_find(const CaseFile *file, const char *address, guint of)
{
	if (of & BIAS_RECUSED && life_is_recused(file, address))
		return g_strdup_printf("%s is recused", address);
	if (of & BIAS_REPORTED && (life_is_same_person(address, file->reporter) ||
					  life_is_same_person(address, file->sender)))
		return g_strdup_printf("%s reported it", address);
	if (of & BIAS_INVESTIGATED && life_is_same_person(address, file->investigator))
		return g_strdup_printf("%s investigates it", address);
	for (guint i = 0; i < file->parties->len; i++) {
		const CaseParty *party = g_ptr_array_index(file->parties, i);

		if (of & parts[party->part].bias && life_is_same_person(address, party->address))
			return say(address, party);
	}
	return NULL;
}
