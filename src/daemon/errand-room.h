/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * Does what people ask for by answering a notice, and tells them what was done. Used by
 * one thread.
 */
typedef struct ErrandRoom ErrandRoom;

/* after_doing: called when a case was changed or something queued, from that thread. */
ErrandRoom *errand_room_new(const Daemon *daemon, void (*after_doing)(gpointer), gpointer user);
void errand_room_free(ErrandRoom *room);

/* A WorkerStep: one answer. */
gint64 errand_room_step(gpointer room);

/* All that wait. */
gboolean errand_room_catch_up(ErrandRoom *room, GError **error) G_GNUC_WARN_UNUSED_RESULT;
