/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "daemon/log.h"
#include "daemon/outlets.h"

/*
 * How a board's mail server takes what it is given, and so how much of it at once: one connection
 * until it has proved good, then more of them, one again when it is in trouble; and somebody
 * is told of that. Used by one thread.
 */
typedef struct Pace Pace;

/* Never more than most connections. */
Pace *pace_new(const Daemon *daemon, const Board *board, guint most);
void pace_free(Pace *pace);

/* So many notices may be on their way. */
guint pace_width(const Pace *pace);

/* TRUE if the server took the last one that it was given, or was given none yet. */
gboolean pace_is_well(const Pace *pace);

/* The server took one. */
void pace_taken(Pace *pace, const LogFields *fields);

/* It refused one, for what that one is. */
void pace_refused(Pace *pace);

/*
 * What may be the server's trouble, by the fault of a parcel; one of several connections tells
 * nobody yet. anew FALSE: it was under way beside one that says so already.
 * Answers the milliseconds for which it is to be left alone.
 */
gint64 pace_trouble(Pace *pace, const LogFields *fields, const Parcel *parcel, gboolean anew);

/* Logs a fault, once for as long as it lasts. */
void pace_log(Pace *pace, const LogFields *fields, const GError *fault);
