/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/reading-room.h"
#include "daemon/worker.h"
#include "support/fake-reader.h"
#include "support/world.h"

static inline void
reading_desk_wake(gpointer user G_GNUC_UNUSED)
{
}

/* Reads all mail that is to be read; of each the reader says json, or fails (LexError, -1: not). */
static inline void
reading_desk_read(World *world, const char *json, int fails)
{
	FakeReader reader;

	fake_reader_init(&reader);
	reader.json = json;
	reader.fails = fails;
	ReadingRoom *room =
		reading_room_new(&world->daemon, &reader.base, NULL, reading_desk_wake, NULL);
	while (reading_room_step(room) == WORKER_NOW)
		;
	reading_room_free(room);
}
