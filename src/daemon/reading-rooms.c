/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rooms and their threads. Knows nothing of what is read.
 */
#include "daemon/reading-rooms.h"

#include "daemon/reading-room.h"

#define ROOMS_MAX 8

struct ReadingRooms {
	GPtrArray *rooms;   /* ReadingRoom * */
	GPtrArray *workers; /* Worker *, one a room while they run */
};

guint
reading_rooms_count(const Settings *settings)
{
	return CLAMP(settings->readers ? settings->readers : g_get_num_processors(), 1, ROOMS_MAX);
}

ReadingRooms *
reading_rooms_new(
	const Daemon *daemon, GPtrArray *readers, void (*after_reading)(gpointer), gpointer user)
{
	ReadingRooms *rooms = g_new0(ReadingRooms, 1);

	rooms->rooms = g_ptr_array_new_with_free_func((GDestroyNotify) reading_room_free);
	rooms->workers = g_ptr_array_new();
	for (guint i = 0; i < readers->len; i++)
		g_ptr_array_add(
			rooms->rooms, reading_room_new(daemon, g_ptr_array_index(readers, i),
					      after_reading, user));
	return rooms;
}

void
reading_rooms_free(ReadingRooms *rooms)
{
	if (!rooms)
		return;
	g_ptr_array_unref(rooms->rooms);
	g_ptr_array_unref(rooms->workers);
	g_free(rooms);
}

void
reading_rooms_start(ReadingRooms *rooms)
{
	worker_start_all(rooms->workers, "reading", reading_room_step, NULL, rooms->rooms);
}

void
reading_rooms_wake(ReadingRooms *rooms)
{
	worker_wake_all(rooms->workers);
}

void
reading_rooms_end(ReadingRooms *rooms, void (*ask)(Worker *))
{
	worker_end_all(rooms->workers, ask);
}
