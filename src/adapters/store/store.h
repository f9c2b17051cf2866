/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/reply-token.h"
#include "ports/case-store.h"

/*
 * The case store in SQLite. create: make the file if it is missing (the
 * daemon); without it a missing file is NOT_FOUND (the command line).
 * testing: what a new database is marked as, for ever; an existing one that
 * differs is refused (CONFIG). zone is borrowed for the store's life.
 */
CaseStore *store_open(
	const char *path, gboolean create, gboolean testing, GTimeZone *zone, GError **error);

/*
 * From now on notices that core/answer/reply.h names carry tokens made with keys, which are
 * borrowed for the store's life; NULL: none do.
 */
void store_use_reply_keys(CaseStore *self, const ReplyKeys *keys);
