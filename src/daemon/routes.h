/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/*
 * Which boards' mail servers take our mail now, so that what has to be said of
 * one that does not can go by another. All functions may be called from any
 * thread, and with NULL: then there is one board, and no other way.
 */
typedef struct Routes Routes;

/* settings is borrowed. wake: called when a notice was queued for another board. */
Routes *routes_new(const Settings *settings, void (*wake)(gpointer), gpointer user);
void routes_free(Routes *routes);

/* What became of the last mail that the board's server was given. */
void routes_set(Routes *routes, const Board *board, gboolean works);

/* FALSE if the board's server took nothing the last time. */
gboolean routes_may_work(Routes *routes, const Board *board);

/*
 * Another board whose server may be used: one that took a mail before one that
 * was not tried yet. NULL if there is none. Borrowed from the settings.
 */
const Board *routes_around(Routes *routes, const Board *board);

void routes_wake(Routes *routes);
