/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading jobs, one at a time in a room, by a process apart. What a file does to its
 * reader is a reason on the case, and the case stands.
 */
#include "daemon/reading-room.h"

#include "adapters/reading-json.h"
#include "core/consistency.h"
#include "core/error.h"
#include "core/finding.h"
#include "core/missing-facts.h"
#include "core/reading-facts.h"
#include "core/text.h"
#include "daemon/fault.h"
#include "daemon/log-throttle.h"
#include "daemon/log.h"
#include "daemon/worker.h"

#define PAUSE_MS (30 * 1000)

/* Whoever sends a report again does it within this time. */
#define ALIKE_MS (G_GINT64_CONSTANT(90) * 24 * 60 * 60 * 1000)

struct ReadingRoom {
	const Daemon *daemon;
	DocumentReader *reader;
	GMutex *recording; /* of two alike, one finds the other */
	GMutex own;
	void (*after_reading)(gpointer);
	gpointer user;
	LogThrottle *throttle;
	/* What was read and is not recorded yet: exactly one of json and fault, while held. */
	gboolean held;
	ReadingJob job;
	char *json;
	GError *fault;
};

static void
let_go(ReadingRoom *room)
{
	reading_job_clear(&room->job);
	g_clear_pointer(&room->json, g_free);
	g_clear_error(&room->fault);
	room->held = FALSE;
}

ReadingRoom *
reading_room_new(const Daemon *daemon, DocumentReader *reader, GMutex *recording,
	void (*after_reading)(gpointer), gpointer user)
{
	ReadingRoom *room = g_new0(ReadingRoom, 1);

	room->daemon = daemon;
	room->reader = reader;
	g_mutex_init(&room->own);
	room->recording = recording ? recording : &room->own;
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
	let_go(room);
	document_reader_free(room->reader);
	log_throttle_free(room->throttle);
	g_mutex_clear(&room->own);
	g_free(room);
}

static void
log_fault(ReadingRoom *room, const ReadingJob *job, const GError *fault)
{
	LogFields fields = { .board = job->board, .case_id = job->case_id };

	log_once(room->throttle, now_wall(room->daemon->now), &fields, fault, "read");
}

/* FALSE: the mail may be from anybody. */
static gboolean
is_known(const Settings *settings, const ReadingJob *job)
{
	return job->verified || settings->organisation.trust == TRUST_NONE;
}

/* What only one person may know: its flags, and who is told; NULL if there is nothing. */
static PlannedNotice *
look_discreetly(ReadingRoom *room, const ReadingJob *job, const ReadingFile *file, GPtrArray *flags,
	Discretion *found)
{
	const Settings *settings = room->daemon->settings;
	const Board *board = settings_get_board(settings, job->board);
	if (!board || !job->case_id)
		return NULL;
	discretion_look_in_reading(
		found, settings, board, file, is_known(settings, job) ? job->writer : NULL);
	discretion_add_flags(found, flags);
	finding_subtract(found, &job->recorded);
	if (discretion_is_empty(found))
		return NULL;
	PlannedNotice *tell = discretion_plan_notice(found, &job->recorded, settings, board,
		job->case_id, NULL, now_wall(room->daemon->now), flags);
	if (tell)
		tell->limit = budget_limit(NOTICE_SENSITIVE, settings);
	else
		log_error(&(LogFields){ .board = job->board, .case_id = job->case_id }, "%s",
			DISCRETION_UNDECIDED);
	return tell;
}

static PlannedNotice *
ask_reporter(const ReadingRoom *room, const ReadingJob *job, const ReadingFile *file)
{
	const Settings *settings = room->daemon->settings;
	const Board *board = settings_get_board(settings, job->board);

	if (!board || !job->case_id || !job->receipted || !is_known(settings, job))
		return NULL;
	return missing_facts_plan(
		file, settings, board, job->case_id, job->receipted, now_wall(room->daemon->now));
}

/* Flags a report that says almost what another one said, under another Message-ID. */
static gboolean
look_for_alike(ReadingRoom *room, const ReadingJob *job, ReadingFile *file, Likeness *likeness,
	GError **error)
{
	static const char code[] = "possible_duplicate";
	CaseStore *store = room->daemon->store;
	gint64 since = now_wall(room->daemon->now) - ALIKE_MS;
	g_autofree char *other = NULL;

	likeness_of_reading(job->report && job->case_id ? file : NULL, likeness);
	if (likeness->n == 0)
		return TRUE;
	if (!store->find_alike(store, job->board, job->case_id, likeness, since, &other, error))
		return FALSE;
	if (!other)
		return TRUE;
	g_autofree char *message =
		g_strdup_printf("Texten är nästan densamma som i ärende %s. Samma rapport kan ha "
				"skickats igen.",
			other);
	Reading *first = g_ptr_array_index(file->documents, 0);
	g_ptr_array_add(
		first->flags, reading_flag_new(code, consistency_title(code), message, NULL));
	return TRUE;
}

/* The reading with the flags that its values call for; NULL if it makes no sense. */
static ReadingFile *
check(const ReadingRoom *room, const char *json, GError **error)
{
	ReadingFile *file = reading_json_read(json, error);

	if (file)
		consistency_check(file, &room->daemon->settings->checks);
	return file;
}

/* What the case takes from the reading; a reading that makes no sense is a failed one. */
static gboolean
conclude(ReadingRoom *room, const ReadingJob *job, const char *json, const GError *fault,
	GError **error)
{
	StoreActor who = daemon_actor(room->daemon);
	g_autoptr(GError) nonsense = NULL;
	g_autoptr(ReadingFile) file = json ? check(room, json, &nonsense) : NULL;
	const GError *cause = json ? nonsense : fault;
	g_autofree char *reason = cause ? text_to_line(cause->message, 500) : NULL;
	Likeness likeness;
	if (!look_for_alike(room, job, file, &likeness, error))
		return FALSE;
	g_autofree char *checked = file ? reading_json_write(file) : NULL;
	g_autoptr(GPtrArray) flags = reading_facts_flags(file);
	g_autofree char *facts = reading_facts_make(file);
	Discretion found = { 0 };
	g_autoptr(PlannedNotice) tell = look_discreetly(room, job, file, flags, &found);
	g_autoptr(PlannedNotice) ask = ask_reporter(room, job, file);
	ReadingResult result = {
		.json = checked,
		.reason = reason,
		.reporter_name = reading_facts_reporter_name(file),
		.reporter_address = reading_facts_reporter_address(file),
		.flags = flags,
		.likeness = &likeness,
		.facts = facts,
		.discretion = &found,
		.tell = tell,
		.ask = ask,
		.corrections = budget_limit(NOTICE_CORRECTION, room->daemon->settings),
	};

	if (cause)
		log_fault(room, job, cause);
	return room->daemon->store->finish_reading(room->daemon->store, job, &result, &who, error);
}

static gboolean
put_back(ReadingRoom *room, GError **error)
{
	StoreActor who = daemon_actor(room->daemon);
	const ReadingResult result = { .again = TRUE };

	return room->daemon->store->finish_reading(
		room->daemon->store, &room->job, &result, &who, error);
}

/*
 * Records what was read. A database in trouble is asked again, in the same life,
 * for nobody else takes up a job that runs; a reading that it refuses for good
 * becomes a failed one.
 */
static gint64
settle(ReadingRoom *room)
{
	g_autoptr(GError) error = NULL;
	gboolean again =
		room->fault && !g_error_matches(room->fault, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);

	g_mutex_lock(room->recording);
	gboolean recorded = again ? put_back(room, &error)
				  : conclude(room, &room->job, room->json, room->fault, &error);
	g_mutex_unlock(room->recording);
	if (!recorded) {
		log_fault(room, &room->job, error);
		if (room->json && !g_error_matches(error, LEX_ERROR, LEX_ERROR_STORE)) {
			g_clear_pointer(&room->json, g_free);
			room->fault = g_error_new_literal(
				LEX_ERROR, LEX_ERROR_BAD_MESSAGE, error->message);
		}
		return PAUSE_MS;
	}
	FAULT_POINT("reading: finished");
	if (again)
		log_fault(room, &room->job, room->fault);
	else
		room->after_reading(room->user);
	let_go(room);
	return again ? PAUSE_MS : WORKER_NOW;
}

static gint64
read_one(ReadingRoom *room)
{
	FAULT_POINT("reading: claimed");
	if (!room->reader->read(room->reader, "mail.eml", room->job.raw, &room->json, &room->fault))
		g_clear_pointer(&room->json, g_free);
	FAULT_POINT("reading: read");
	return settle(room);
}

gint64
reading_room_step(gpointer user)
{
	ReadingRoom *room = user;
	const Daemon *daemon = room->daemon;
	StoreActor who = daemon_actor(daemon);
	g_autoptr(GError) error = NULL;

	if (room->held)
		return settle(room);
	if (!daemon->store->claim_reading(daemon->store, &who, &room->held, &room->job, &error)) {
		log_fault(room, &room->job, error);
		return PAUSE_MS;
	}
	return room->held ? read_one(room) : WORKER_IDLE;
}
