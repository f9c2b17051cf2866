/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Keeps beside each file of a database what of it would survive a power cut, and
 * cuts the power. fault-vfs.c says what is done to the files. Any thread.
 */

/* What a power cut leaves of writes that were not synced. */
typedef enum {
	POWER_CUT_NONE, /* nothing */
	POWER_CUT_SOME, /* every second: a disk writes in its own order */
	POWER_CUT_TORN, /* all, and of the last the first half */
	POWER_CUT_LOST, /* nothing, nor what that sync was said to keep; it is cut at the next */
	POWER_CUT_DEAF, /* nothing, nor what that sync and all after it were; it is cut at the end
			 */
	POWER_CUT_LOSS_COUNT
} PowerCutLoss;

/*
 * From now on; at the call of that number, of those that change, sync or forget, the
 * files are left as a disk would have them, and the process ends with POWER_CUT_EXIT.
 * Where nothing survives only calls that sync are counted, from the one that is lost: the calls
 * between two of them leave the same, and the last of them has most to lose.
 */
void power_cut_at(guint at, PowerCutLoss loss);
#define POWER_CUT_EXIT 101

/* The end: it is cut now, if syncs were lost from some call on. */
void power_cut_end(void);

/* Whether a sync was lost, of which nobody knows yet. */
gboolean power_cut_lies(void);

/* A file is opened: what stands there, the first time, is durable. */
void power_cut_keep(const char *path);

/* These bytes will be written there. */
void power_cut_write(const char *path, gint64 offset, const void *bytes, gsize length);

/* The file will be so long. */
void power_cut_truncate(const char *path, gsize length);

/* What was written is durable from now on. */
void power_cut_sync(const char *path);

/* The file will be deleted. */
void power_cut_forget(const char *path);
