/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * The clocks of all boards: computes those of cases in which something changed, and
 * queues what is to be said of them. Used by one thread.
 */
typedef struct ClockRoom ClockRoom;

/* after_telling: called when something was queued, from that thread. */
ClockRoom *clock_room_new(const Daemon *daemon, void (*after_telling)(gpointer), gpointer user);
void clock_room_free(ClockRoom *room);

/*
 * A WorkerStep: some cases, or the reminders that are due. While cases go on being
 * stirred it waits a little, so that a burst of mail is taken in first.
 */
gint64 clock_room_step(gpointer room);

/* Something changed in a case; before the worker is woken. From any thread. */
void clock_room_stir(ClockRoom *room);

/* All of it at once: the clocks of every case in which something changed, and what is due. */
gboolean clock_room_catch_up(ClockRoom *room, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * What clocks are computed by now: the rules (ClockRule *, borrowed), the configuration's
 * closed days and office hours.
 */
ClockOffice clock_room_office(
	const Settings *settings, const GPtrArray *rules, gint64 now, GTimeZone *zone);
