/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * One step of a row of steps, each in a thread of its own: it has one item in hand,
 * and a slow step holds up the one before it, so that memory stays bounded: an item a
 * step, and what the first of them is being given.
 */
typedef struct Stage Stage;

/* Does the step's work; takes over item. After a failure nothing more is worked on. */
typedef gboolean (*StageWork)(gpointer item, gpointer user, GError **error);

/* discard frees an item that is never worked on. The thread runs until stage_free(). */
Stage *stage_new(const char *name, StageWork work, GDestroyNotify discard, gpointer user);

/*
 * Hands an item over, and waits for room first. FALSE: an earlier item failed,
 * for the reason in error, and this one was discarded. The failure is told once,
 * here or by stage_drain().
 */
gboolean stage_put(Stage *stage, gpointer item, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Waits until there is nothing in hand. FALSE: an item failed. */
gboolean stage_drain(Stage *stage, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Works on what waits, ends the thread and frees. NULL is allowed. */
void stage_free(Stage *stage);
