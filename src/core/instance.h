/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Invariant 10: a copy stays quiet. A database knows the place where it works. One that finds
 * itself elsewhere, was restored, or is behind what it once did, does nothing until a person says
 * that it is the one that works: two that do would tell everybody everything twice, and give one
 * number to two cases.
 */
typedef struct {
	char *machine; /* of one machine, and of no other; "" where the machine has no name */
	char *path;    /* absolute, without links */
	gint64 inode;
} InstancePlace;

void instance_place_clear(InstancePlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(InstancePlace, instance_place_clear)

typedef enum {
	INSTANCE_SURE,
	INSTANCE_OTHER_MACHINE,
	INSTANCE_MOVED,    /* on the same machine, under another path */
	INSTANCE_REPLACED, /* another file stands at its path */
	INSTANCE_RESTORED, /* by lexsarah restore */
	INSTANCE_BEHIND,   /* somebody answers a notice of its own that it does not know */
	INSTANCE_DOUBT_COUNT
} InstanceDoubt;

/* What is to be thought of a database that worked at home, and stands here. */
InstanceDoubt instance_compare(const InstancePlace *home, const InstancePlace *here);

/* "other_machine", ...; NULL for INSTANCE_SURE. Static. */
const char *instance_doubt_name(InstanceDoubt doubt);
gboolean instance_doubt_from_name(const char *name, InstanceDoubt *ret) G_GNUC_WARN_UNUSED_RESULT;

/* What is the matter, as the rest of a sentence on a database: "stands on another machine". */
const char *instance_doubt_words(InstanceDoubt doubt);

/*
 * NOT_ALLOWED, with what to do, unless doubt is INSTANCE_SURE.
 */
gboolean instance_require(
	InstanceDoubt doubt, const char *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * So many numbers of a year's cases are left out when an older state goes on: they may have been
 * given since.
 */
#define INSTANCE_SKIP 100
