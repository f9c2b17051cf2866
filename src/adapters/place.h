/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ports/case-store.h"

/*
 * Where a database that is there stands. Of the machine only what says that it is the same one:
 * a digest of machine-id(5), which is not to be shown. STORE: it cannot be looked at.
 */
gboolean place_find(
	const char *database, InstancePlace *ret_place, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The name of a file without links, so that what stands beside it (lock, socket, log) is the
 * same by whatever name it is called; it need not be there yet. g_free() it.
 */
char *place_name(const char *path);

/*
 * NOT_ALLOWED, with what to do, unless the store's database is the one that works (invariant
 * 10); one that has worked nowhere works here from now on.
 */
gboolean place_require(
	CaseStore *store, const char *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
