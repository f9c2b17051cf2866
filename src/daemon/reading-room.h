/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "ports/document-reader.h"

/* The reading of stored mail, beside intake. Used by one thread; there may be several rooms. */
typedef struct ReadingRoom ReadingRoom;

/* after_reading: called when a reading ended, to wake who works on. Takes reader. */
ReadingRoom *reading_room_new(const Daemon *daemon, DocumentReader *reader,
	void (*after_reading)(gpointer), gpointer user);
void reading_room_free(ReadingRoom *room);

/*
 * A WorkerStep: the next mails, as many as are read in a tenth of a second, or one, are recorded
 * in one commit. It takes one at first, and twice as many after each time that all were read.
 */
gint64 reading_room_step(gpointer room);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReadingRoom, reading_room_free)
