/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading jobs, one at a time, by a process apart. What a file does to its
 * reader is a reason on the case, and the case stands.
 */
#include "daemon/reading-room.h"

#include "adapters/reading-json.h"
#include "core/error.h"
#include "core/reading-facts.h"
#include "core/text.h"
#include "daemon/fault.h"
#include "daemon/log-throttle.h"
#include "daemon/log.h"
#include "daemon/worker.h"

#define PAUSE_MS (30 * 1000)

struct ReadingRoom {
	const Daemon *daemon;
	DocumentReader *reader;
	void (*after_reading)(gpointer);
	gpointer user;
	LogThrottle *throttle;
};

ReadingRoom *
reading_room_new(const Daemon *daemon, DocumentReader *reader, void (*after_reading)(gpointer),
	gpointer user)
{
	ReadingRoom *room = g_new0(ReadingRoom, 1);

	room->daemon = daemon;
	room->reader = reader;
	room->after_reading = after_reading;
	room->user = user;
	room->throttle = log_throttle_new();
	return room;
}

void
reading_room_free(ReadingRoom *room)
{
	if (!room)
		return;
	document_reader_free(room->reader);
	log_throttle_free(room->throttle);
	g_free(room);
}

static void
log_fault(ReadingRoom *room, const ReadingJob *job, const GError *fault)
{
	LogFields fields = { .board = job->board, .case_id = job->case_id };

	log_once(room->throttle, now_wall(room->daemon->now), &fields, fault, "read");
}

/* What the case takes from the reading; a reading that makes no sense is a failed one. */
static gboolean
conclude(ReadingRoom *room, const ReadingJob *job, const char *json, const GError *fault,
	GError **error)
{
	StoreActor who = daemon_actor(room->daemon);
	g_autoptr(GError) nonsense = NULL;
	g_autoptr(ReadingFile) file = json ? reading_json_read(json, &nonsense) : NULL;
	const GError *cause = json ? nonsense : fault;
	g_autofree char *reason = cause ? text_to_line(cause->message, 500) : NULL;
	g_autoptr(GPtrArray) flags = reading_facts_flags(file);
	g_autoptr(GVariant) facts = reading_facts_make(file);
	ReadingResult result = {
		.json = file ? json : NULL,
		.reason = reason,
		.reporter_name = reading_facts_reporter_name(file),
		.reporter_address = reading_facts_reporter_address(file),
		.flags = flags,
		.facts = facts,
	};

	if (cause)
		log_fault(room, job, cause);
	return room->daemon->store->finish_reading(room->daemon->store, job, &result, &who, error);
}

static gint64
put_back(ReadingRoom *room, const ReadingJob *job, const GError *fault)
{
	StoreActor who = daemon_actor(room->daemon);
	ReadingResult result = { .again = TRUE };
	g_autoptr(GError) error = NULL;

	log_fault(room, job, fault);
	if (!room->daemon->store->finish_reading(room->daemon->store, job, &result, &who, &error))
		log_fault(room, job, error);
	return PAUSE_MS;
}

static gint64
read_one(ReadingRoom *room, const ReadingJob *job)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *json = NULL;

	FAULT_POINT("reading: claimed");
	gboolean done = room->reader->read(room->reader, "mail.eml", job->raw, &json, &fault);
	FAULT_POINT("reading: read");
	if (!done && !g_error_matches(fault, LEX_ERROR, LEX_ERROR_BAD_MESSAGE))
		return put_back(room, job, fault);
	if (!conclude(room, job, json, fault, &error)) {
		log_fault(room, job, error);
		return PAUSE_MS;
	}
	FAULT_POINT("reading: finished");
	room->after_reading(room->user);
	return WORKER_NOW;
}

gint64
reading_room_step(gpointer user)
{
	ReadingRoom *room = user;
	const Daemon *daemon = room->daemon;
	StoreActor who = daemon_actor(daemon);
	g_auto(ReadingJob) job = { 0 };
	g_autoptr(GError) error = NULL;
	gboolean found = FALSE;

	if (!daemon->store->claim_reading(daemon->store, &who, &found, &job, &error)) {
		log_fault(room, &job, error);
		return PAUSE_MS;
	}
	return found ? read_one(room, &job) : WORKER_IDLE;
}
