/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading jobs, some at a time in a room, by a process apart. What a file does to its
 * reader is a reason on the case, and the case stands.
 */
#include "daemon/reading-room.h"

#include "core/error.h"
#include "adapters/fault.h"
#include "daemon/log-throttle.h"
#include "daemon/log.h"
#include "daemon/reading-conclusion.h"
#include "daemon/unseal.h"
#include "daemon/worker.h"

#define PAUSE_MS (30 * 1000)

/* One commit for so many: more would hardly make it cheaper, and is more to read again. */
#define GROUP_MAX   32
#define GROUP_BYTES (1u << 20)
/* Then what was read is recorded, as notices wait for it. */
#define GROUP_USEC (100 * 1000)

/* A job that this room has claimed. What was read has exactly one of json and fault. */
typedef struct {
	ReadingJob job;
	gboolean read;
	char *json;
	GError *fault;
	ReadingConclusion *conclusion; /* while it is being recorded */
} Held;

struct ReadingRoom {
	const Daemon *daemon;
	DocumentReader *reader;
	void (*after_reading)(gpointer);
	gpointer user;
	LogThrottle *throttle;
	GPtrArray *held; /* Held *, until it is recorded or back in the queue */
	gboolean apart;  /* one of them is refused: each is recorded by itself */
	guint most;      /* so many are claimed next */
};

static void
held_free(gpointer data)
{
	Held *held = data;

	reading_conclusion_free(held->conclusion);
	reading_job_clear(&held->job);
	g_free(held->json);
	g_clear_error(&held->fault);
	g_free(held);
}

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
	room->held = g_ptr_array_new_with_free_func(held_free);
	room->most = 1;
	return room;
}

void
reading_room_free(ReadingRoom *room)
{
	if (!room)
		return;
	g_ptr_array_unref(room->held);
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

/* TRUE if it is no answer of the mail's: it goes back into the queue. */
static gboolean
goes_back(const Held *held)
{
	return !held->read ||
	       (held->fault && !g_error_matches(held->fault, LEX_ERROR, LEX_ERROR_BAD_MESSAGE));
}

static gboolean
put_back(const ReadingRoom *room, const ReadingJob *job, GError **error)
{
	StoreActor who = daemon_actor(room->daemon);
	const ReadingResult result = { .again = TRUE };

	return room->daemon->store->finish_reading(room->daemon->store, job, &result, &who, error);
}

/* The first n that are held. */
typedef struct {
	ReadingRoom *room;
	guint n;
} Group;

static gboolean
record_group(gpointer user, GError **error)
{
	const Group *group = user;

	for (guint i = 0; i < group->n; i++) {
		const Held *held = g_ptr_array_index(group->room->held, i);
		gboolean good = goes_back(held)
					? put_back(group->room, &held->job, error)
					: reading_conclusion_record(held->conclusion, error);

		if (!good)
			return FALSE;
	}
	return TRUE;
}

static gboolean
conclude_group(const Group *group, GError **error)
{
	for (guint i = 0; i < group->n; i++) {
		Held *held = g_ptr_array_index(group->room->held, i);

		g_clear_pointer(&held->conclusion, reading_conclusion_free);
		if (goes_back(held))
			continue;
		held->conclusion = reading_conclusion_new(
			group->room->daemon, &held->job, held->json, held->fault, error);
		if (!held->conclusion)
			return FALSE;
	}
	return TRUE;
}

/* Says what became of one. TRUE: the reader is in trouble. */
static gboolean
tell_end(ReadingRoom *room, const Held *held)
{
	const GError *nonsense =
		held->conclusion ? reading_conclusion_nonsense(held->conclusion) : NULL;

	FAULT_POINT("reading: finished");
	if (held->fault || nonsense)
		log_fault(room, &held->job, held->fault ? held->fault : nonsense);
	if (!held->conclusion)
		return held->fault != NULL;
	reading_conclusion_log(held->conclusion);
	room->after_reading(room->user);
	return FALSE;
}

static gint64
end_group(const Group *group)
{
	ReadingRoom *room = group->room;
	gboolean trouble = FALSE;

	for (guint i = 0; i < group->n; i++)
		trouble = tell_end(room, g_ptr_array_index(room->held, i)) || trouble;
	g_ptr_array_remove_range(room->held, 0, group->n);
	room->apart = room->apart && room->held->len > 0;
	return trouble ? PAUSE_MS : WORKER_NOW;
}

/*
 * A database in trouble is asked again, in the same life, for nobody else takes up a
 * job that runs. Of several that it refuses for good each is tried by itself; one
 * becomes a failed reading.
 */
static gint64
put_off(const Group *group, const GError *error)
{
	Held *first = g_ptr_array_index(group->room->held, 0);
	gboolean refused = !g_error_matches(error, LEX_ERROR, LEX_ERROR_STORE);

	if (refused && group->n > 1) {
		group->room->apart = TRUE;
		return WORKER_NOW;
	}
	log_fault(group->room, &first->job, error);
	if (refused && first->json) {
		g_clear_pointer(&first->json, g_free);
		first->fault =
			g_error_new_literal(LEX_ERROR, LEX_ERROR_BAD_MESSAGE, error->message);
	}
	return PAUSE_MS;
}

/* Records what was read: all of it, or none. */
static gint64
settle(ReadingRoom *room)
{
	CaseStore *store = room->daemon->store;
	Group group = { .room = room, .n = room->apart ? 1 : room->held->len };
	g_autoptr(GError) error = NULL;

	if (conclude_group(&group, &error) && store->together(store, record_group, &group, &error))
		return end_group(&group);
	return put_off(&group, error);
}

/* FALSE: the reader is in trouble, and others would fare the same. */
static gboolean
read_one(ReadingRoom *room, Held *held)
{
	const Board *board = settings_get_board(room->daemon->settings, held->job.board);
	g_autoptr(GBytes) mail = unseal_bytes(room->daemon, board, held->job.raw);

	if (!room->reader->read(room->reader, "mail.eml", mail, &held->json, &held->fault))
		g_clear_pointer(&held->json, g_free);
	held->read = TRUE;
	FAULT_POINT("reading: read");
	return !goes_back(held);
}

/* What there is no time for goes back. TRUE: there was time for all. */
static gboolean
read_group(ReadingRoom *room)
{
	gint64 end = g_get_monotonic_time() + GROUP_USEC;

	FAULT_POINT("reading: claimed");
	for (guint i = 0; i < room->held->len; i++)
		if (!read_one(room, g_ptr_array_index(room->held, i)) ||
			g_get_monotonic_time() >= end)
			return FALSE;
	return TRUE;
}

/* What is known of a case is known before its next mail is looked at. */
static gboolean
is_of_one_held(const ReadingRoom *room, const ReadingJob *job)
{
	for (guint i = 0; job->case_id && i < room->held->len; i++) {
		const Held *held = g_ptr_array_index(room->held, i);

		if (g_strcmp0(held->job.case_id, job->case_id) == 0)
			return TRUE;
	}
	return FALSE;
}

static gboolean
claim_one(ReadingRoom *room, gboolean *ret_more, GError **error)
{
	StoreActor who = daemon_actor(room->daemon);
	CaseStore *store = room->daemon->store;
	g_auto(ReadingJob) job = { 0 };

	if (!store->claim_reading(store, &who, ret_more, &job, error))
		return FALSE;
	if (!*ret_more)
		return TRUE;
	if (is_of_one_held(room, &job)) {
		*ret_more = FALSE;
		return put_back(room, &job, error);
	}
	Held *held = g_new0(Held, 1);
	held->job = job;
	job = (ReadingJob){ 0 };
	g_ptr_array_add(room->held, held);
	return TRUE;
}

static gboolean
claim_group(gpointer user, GError **error)
{
	ReadingRoom *room = user;
	gsize bytes = 0;
	gboolean more = TRUE;

	while (more && room->held->len < room->most && bytes < GROUP_BYTES) {
		if (!claim_one(room, &more, error))
			return FALSE;
		const Held *last =
			room->held->len ? g_ptr_array_index(room->held, room->held->len - 1) : NULL;
		bytes += last ? g_bytes_get_size(last->job.raw) : 0;
	}
	return TRUE;
}

gint64
reading_room_step(gpointer user)
{
	static const ReadingJob none = { 0 };
	ReadingRoom *room = user;
	CaseStore *store = room->daemon->store;
	g_autoptr(GError) error = NULL;

	if (room->held->len > 0)
		return settle(room);
	if (!store->together(store, claim_group, room, &error)) {
		g_ptr_array_set_size(room->held, 0);
		log_fault(room, &none, error);
		return PAUSE_MS;
	}
	if (room->held->len == 0) {
		room->most = 1;
		return WORKER_IDLE;
	}
	/* What is claimed with a slow one waits for it, while other rooms may have nothing to do.
	 */
	room->most = read_group(room) ? MIN(2 * room->most, GROUP_MAX) : 1;
	return settle(room);
}
