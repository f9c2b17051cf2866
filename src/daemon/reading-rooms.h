/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "daemon/worker.h"
#include "ports/document-reader.h"

/*
 * Several readers at once, each in a thread and with a process of its own, from one queue:
 * a scan that takes a minute stalls itself alone. In which order they end does not matter.
 */
typedef struct ReadingRooms ReadingRooms;

/* As many as are configured, else as the machine has cores: 1 to 8. */
guint reading_rooms_count(const Settings *settings);

/*
 * readers: DocumentReader *, one a room, taken; the array is borrowed. after_reading: called,
 * from any thread, when a reading ended, to wake who works on.
 */
ReadingRooms *reading_rooms_new(
	const Daemon *daemon, GPtrArray *readers, void (*after_reading)(gpointer), gpointer user);

/* After reading_rooms_end(). */
void reading_rooms_free(ReadingRooms *rooms);

void reading_rooms_start(ReadingRooms *rooms);

/* There may be mail to read; nothing happens before the start. Callable from any thread. */
void reading_rooms_wake(ReadingRooms *rooms);

/* ask (worker_stop() or worker_drain()) to all, then waits for all. */
void reading_rooms_end(ReadingRooms *rooms, void (*ask)(Worker *));
