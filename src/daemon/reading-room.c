/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading jobs, one at a time in a room, by a process apart. What a file does to its
 * reader is a reason on the case, and the case stands.
 */
#include "daemon/reading-room.h"

#include "adapters/reading-json.h"
#include "core/life/breach.h"
#include "core/form/consistency.h"
#include "core/error.h"
#include "core/form/finding.h"
#include "core/form/missing-facts.h"
#include "core/form/reading-facts.h"
#include "core/form/returned-form.h"
#include "core/text.h"
#include "adapters/fault.h"
#include "daemon/further.h"
#include "daemon/log-throttle.h"
#include "daemon/log.h"
#include "daemon/suspicion.h"
#include "daemon/unseal.h"
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

/* What is said in any report of the mail that not everybody may hear. */
static Discretion
look_discreetly(const ReadingRoom *room, const ReadingJob *job, const ReadingFile *file)
{
	const Settings *settings = room->daemon->settings;
	const Board *board = settings_get_board(settings, job->board);
	Discretion found = { 0 };

	if (board && job->case_id)
		discretion_look_in_reading(&found, settings, board, file,
			is_known(settings, job) ? job->writer : NULL);
	return found;
}

/* Who is told of what is new of it; its flags are added. NULL if there is nothing. */
static PlannedNotice *
tell_discreetly(ReadingRoom *room, const ReadingJob *job, Discretion *found, GPtrArray *flags)
{
	const Settings *settings = room->daemon->settings;
	const Board *board = settings_get_board(settings, job->board);
	if (!board || !job->case_id)
		return NULL;
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

/* Who is asked for what a report of the mail lacks, or NULL. */
static const char *
who_is_asked(const ReadingRoom *room, const ReadingJob *job)
{
	return is_known(room->daemon->settings, job) ? job->receipted : NULL;
}

static PlannedNotice *
ask_reporter(const ReadingRoom *room, const ReadingJob *job, const ReadingFile *file)
{
	const Settings *settings = room->daemon->settings;
	const Board *board = settings_get_board(settings, job->board);
	const char *recipient = who_is_asked(room, job);

	if (!board || !job->case_id || !recipient)
		return NULL;
	return missing_facts_plan(
		file, settings, board, job->case_id, recipient, now_wall(room->daemon->now));
}

static void
flag_alike(ReadingFile *file, const char *what, const char *other)
{
	static const char code[] = "possible_duplicate";
	Reading *first = g_ptr_array_index(file->documents, 0);
	g_autofree char *message =
		g_strdup_printf("Texten är nästan densamma som i %s%s. Samma rapport kan ha "
				"skickats igen.",
			what, other);

	g_ptr_array_add(
		first->flags, reading_flag_new(code, consistency_title(code), message, NULL));
}

/* Flags a report that says almost what another one said, under another Message-ID. */
static gboolean
look_for_alike(ReadingRoom *room, const char *board, const char *case_id, ReadingFile *file,
	const Likeness *likeness, GError **error)
{
	CaseStore *store = room->daemon->store;
	gint64 since = now_wall(room->daemon->now) - ALIKE_MS;
	g_autofree char *other = NULL;

	if (likeness->n == 0)
		return TRUE;
	if (!store->find_alike(store, board, case_id, likeness, since, &other, error))
		return FALSE;
	if (other)
		flag_alike(file, "ärende ", other);
	return TRUE;
}

/* TRUE if the report is alike the mail's own, or one before it. */
static gboolean
is_alike_in_mail(const Further *further, guint report, const Likeness *own)
{
	const FurtherReport *one = g_ptr_array_index(further->reports, report);
	gboolean alike = likeness_is_alike(&one->likeness, own);

	for (guint r = 0; r < report && !alike; r++) {
		const FurtherReport *other = g_ptr_array_index(further->reports, r);

		alike = likeness_is_alike(&one->likeness, &other->likeness);
	}
	return alike;
}

static gboolean
look_for_all_alike(ReadingRoom *room, const ReadingJob *job, ReadingFile *file, Likeness *likeness,
	const Further *further, GError **error)
{
	likeness_of_reading(job->report && job->case_id ? file : NULL, likeness);
	for (guint r = 0; further->reports && r < further->reports->len; r++) {
		const FurtherReport *report = g_ptr_array_index(further->reports, r);

		if (is_alike_in_mail(further, r, likeness))
			flag_alike(
				further_reading(further, r), "en annan rapport i samma mejl", "");
		else if (!look_for_alike(room, job->board, report->known,
				 further_reading(further, r), &report->likeness, error))
			return FALSE;
	}
	return look_for_alike(room, job->board, job->case_id, file, likeness, error);
}

/* The reading with the flags that its values call for; NULL if it makes no sense. */
static ReadingFile *
check(const ReadingRoom *room, const ReadingJob *job, const char *json, GError **error)
{
	ReadingFile *file = reading_json_read(json, error);

	if (!file)
		return NULL;
	consistency_check(file, &room->daemon->settings->checks);
	if (job->report && job->case_id)
		consistency_check_arrival(
			file, date_from_instant(job->arrived, room->daemon->zone));
	if (job->case_id)
		returned_form_check(file, job->case_id, job->report);
	return file;
}

/* Of more reports than the mail's own case is about: a line for each case that was opened. */
static void
log_further(const ReadingJob *job, const Further *further)
{
	for (guint r = 0; further->reports && r < further->reports->len; r++) {
		const FurtherReport *report = g_ptr_array_index(further->reports, r);
		LogFields fields = { .board = job->board, .case_id = report->opened };

		if (report->opened)
			log_info(&fields, "case opened: one more report in the mail of %s",
				job->case_id);
	}
}

/* What its own case takes from the reading, and the cases of further ones. */
static gboolean
record(ReadingRoom *room, const ReadingJob *job, ReadingFile *file, Further *further,
	Discretion *found, const Likeness *likeness, const char *reason, GError **error)
{
	StoreActor who = daemon_actor(room->daemon);
	g_autofree char *checked = file ? reading_json_write(file) : NULL;
	g_autoptr(GPtrArray) flags = reading_facts_flags(file);
	g_autofree char *facts = reading_facts_make(file);
	g_autoptr(PlannedNotice) tell = tell_discreetly(room, job, found, flags);
	g_autoptr(PlannedNotice) ask = ask_reporter(room, job, file);
	Suspicion suspicion = { .daemon = room->daemon, .arrived = job->came };
	ReadingResult result = {
		.json = checked,
		.form = returned_form_is_in(file),
		.reason = reason,
		.reporter_name = reading_facts_reporter_name(file),
		.reporter_address = reading_facts_reporter_address(file),
		.flags = flags,
		.likeness = likeness,
		.facts = facts,
		.discretion = found,
		.tell = tell,
		.ask = ask,
		.corrections = budget_limit(NOTICE_CORRECTION, room->daemon->settings),
		.further = further->reports,
		.planner = handler_plan,
		.user = &further->planner,
		.breach = breach_is_flagged(file),
		.suspect = room->daemon->rules ? suspicion_plan : NULL,
		.suspicion = &suspicion,
	};

	further_write(further);
	return room->daemon->store->finish_reading(room->daemon->store, job, &result, &who, error);
}

/* A reading that makes no sense is a failed one. Other rooms wait only for what compares it. */
static gboolean
conclude(ReadingRoom *room, const ReadingJob *job, const char *json, const GError *fault,
	GError **error)
{
	g_autoptr(GError) nonsense = NULL;
	g_autoptr(ReadingFile) file = json ? check(room, job, json, &nonsense) : NULL;
	const GError *cause = json ? nonsense : fault;
	g_autofree char *reason = cause ? text_to_line(cause->message, 500) : NULL;
	Discretion found = look_discreetly(room, job, file);
	g_auto(Further) further = { 0 };
	Likeness likeness;

	if (!further_take(
		    room->daemon, job, &file, &found, who_is_asked(room, job), &further, error))
		return FALSE;
	g_mutex_lock(room->recording);
	gboolean good = look_for_all_alike(room, job, file, &likeness, &further, error) &&
			record(room, job, file, &further, &found, &likeness, reason, error);
	g_mutex_unlock(room->recording);
	if (!good)
		return FALSE;
	if (cause)
		log_fault(room, job, cause);
	log_further(job, &further);
	return TRUE;
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

	gboolean recorded = again ? put_back(room, &error)
				  : conclude(room, &room->job, room->json, room->fault, &error);
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
	const Settings *settings = room->daemon->settings;
	const Board *board = settings_get_board(settings, room->job.board);
	g_autoptr(GBytes) mail = unseal_bytes(room->daemon, board, room->job.raw);

	FAULT_POINT("reading: claimed");
	if (!room->reader->read(room->reader, "mail.eml", mail, &room->json, &room->fault))
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
