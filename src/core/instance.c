/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a database works, and why it may be a copy (invariant 10). A machine without a name
 * is told from no other; the path and the inode are.
 */
#include "core/instance.h"

#include <string.h>

#include "core/error.h"

typedef struct {
	const char *name, *words;
} Doubt;

static const Doubt doubts[INSTANCE_DOUBT_COUNT] = {
	[INSTANCE_OTHER_MACHINE] = { "other_machine",
		"stands on another machine than it worked on" },
	[INSTANCE_MOVED] = { "moved", "stands at another path than it worked at" },
	[INSTANCE_REPLACED] = { "replaced", "is another file than the one that worked here" },
	[INSTANCE_RESTORED] = { "restored", "was restored from a backup" },
	[INSTANCE_BEHIND] = { "behind",
		"does not know a notice of its own, so it is an older state" },
};

void
instance_place_clear(InstancePlace *place)
{
	g_clear_pointer(&place->machine, g_free);
	g_clear_pointer(&place->path, g_free);
}

InstanceDoubt
instance_compare(const InstancePlace *home, const InstancePlace *here)
{
	if (*home->machine && *here->machine && strcmp(home->machine, here->machine) != 0)
		return INSTANCE_OTHER_MACHINE;
	if (strcmp(home->path, here->path) != 0)
		return INSTANCE_MOVED;
	return home->inode == here->inode ? INSTANCE_SURE : INSTANCE_REPLACED;
}

const char *
instance_doubt_name(InstanceDoubt doubt)
{
	g_return_val_if_fail(doubt < INSTANCE_DOUBT_COUNT, NULL);
	return doubts[doubt].name;
}

gboolean
instance_doubt_from_name(const char *name, InstanceDoubt *ret)
{
	for (guint i = 0; i < INSTANCE_DOUBT_COUNT; i++) {
		if (g_strcmp0(name, doubts[i].name) != 0)
			continue;
		*ret = (InstanceDoubt) i;
		return TRUE;
	}
	return FALSE;
}

const char *
instance_doubt_words(InstanceDoubt doubt)
{
	g_return_val_if_fail(doubt < INSTANCE_DOUBT_COUNT, "");
	return doubts[doubt].words;
}

gboolean
instance_require(InstanceDoubt doubt, const char *database, GError **error)
{
	if (doubt == INSTANCE_SURE)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
		"database %s %s: nothing is fetched, sent or changed, lest two do the same work. "
		"Make sure that no other copy works, then run: lexsarah instance confirm --reason TEXT",
		database, instance_doubt_words(doubt));
	return FALSE;
}
