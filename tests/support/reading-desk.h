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

/* Reads all mail that is to be read, as long as nothing is to be waited for. */
static inline void
reading_desk_read_by(World *world, FakeReader *reader)
{
	ReadingRoom *room =
		reading_room_new(&world->daemon, &reader->base, reading_desk_wake, NULL);

	while (reading_room_step(room) == WORKER_NOW)
		;
	reading_room_free(room);
}

/* The same; of each the reader says json, or fails (LexError, -1: not). */
static inline void
reading_desk_read(World *world, const char *json, int fails)
{
	FakeReader reader;

	fake_reader_init(&reader);
	reader.json = json;
	reader.fails = fails;
	reading_desk_read_by(world, &reader);
}

/* The same; while the first is read, meanwhile is called. */
static inline void
reading_desk_read_while(
	World *world, const char *json, void (*meanwhile)(gpointer user), gpointer user)
{
	FakeReader reader;

	fake_reader_init(&reader);
	reader.json = json;
	reader.meanwhile = meanwhile;
	reader.user = user;
	reading_desk_read_by(world, &reader);
}
