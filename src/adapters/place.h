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
 * NOT_ALLOWED, with what to do, unless the store's database is the one that works (invariant
 * 10); one that has worked nowhere works here from now on.
 */
gboolean place_require(
	CaseStore *store, const char *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
