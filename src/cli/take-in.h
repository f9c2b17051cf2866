/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "daemon/handler.h"

/*
 * Mail that comes by the command line instead of a mailbox, under the same
 * rules: stored first, then planned. The daemon may run meanwhile.
 */
typedef struct {
	Daemon daemon; /* on behalf of whoever gave the command */
	const Board *board;
	GArray *mails; /* gint64: all that were taken */
	MailGroup *group;
	gsize bytes;
} TakeIn;

/* board: an id, or NULL for the only one. USAGE, NOT_FOUND if there are more or none such. */
gboolean take_in_begin(CliContext *context, const char *board, TakeIn *ret_take,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes one mail; its raw bytes are borrowed. */
gboolean take_in_add(
	TakeIn *take, const FetchedMail *mail, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Handles what is in hand, and wakes the daemon: what became of all. */
gboolean take_in_end(
	TakeIn *take, StoreOutcome *ret_outcome, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void take_in_clear(TakeIn *take);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TakeIn, take_in_clear)
