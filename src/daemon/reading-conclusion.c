/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what a reader says to what the store records of it. What takes time is done
 * before the database is asked for; must never let two rooms compare at once.
 */
#include "daemon/reading-conclusion.h"

#include "adapters/reading-json.h"
#include "core/life/breach.h"
#include "core/form/consistency.h"
#include "core/form/finding.h"
#include "core/form/missing-facts.h"
#include "core/form/reading-facts.h"
#include "core/form/returned-form.h"
#include "core/text.h"
#include "daemon/further.h"
#include "daemon/log.h"
#include "daemon/suspicion.h"

/* Whoever sends a report again does it within this time. */
#define ALIKE_MS (G_GINT64_CONSTANT(90) * 24 * 60 * 60 * 1000)

/* FALSE: the mail may be from anybody. */
static gboolean
is_known(const Settings *settings, const ReadingJob *job)
{
	return job->verified || settings->organisation.trust == TRUST_NONE;
}

/* What is said in any report of the mail that not everybody may hear. */
static Discretion
look_discreetly(const Daemon *daemon, const ReadingJob *job, const ReadingFile *file)
{
	const Settings *settings = daemon->settings;
	const Board *board = settings_get_board(settings, job->board);
	Discretion found = { 0 };

	if (board && job->case_id)
		discretion_look_in_reading(&found, settings, board, file,
			is_known(settings, job) ? job->writer : NULL);
	return found;
}

/* Who is told of what is new of it; its flags are added. NULL if there is nothing. */
static PlannedNotice *
tell_discreetly(const Daemon *daemon, const ReadingJob *job, Discretion *found, GPtrArray *flags)
{
	const Settings *settings = daemon->settings;
	const Board *board = settings_get_board(settings, job->board);
	if (!board || !job->case_id)
		return NULL;
	discretion_add_flags(found, flags);
	finding_subtract(found, &job->recorded);
	if (discretion_is_empty(found))
		return NULL;
	PlannedNotice *tell = discretion_plan_notice(found, &job->recorded, settings, board,
		job->case_id, NULL, now_wall(daemon->now), flags);
	if (tell)
		tell->limit = budget_limit(NOTICE_SENSITIVE, settings);
	else
		log_error(&(LogFields){ .board = job->board, .case_id = job->case_id }, "%s",
			DISCRETION_UNDECIDED);
	return tell;
}

/* Who is asked for what a report of the mail lacks, or NULL. */
static const char *
who_is_asked(const Daemon *daemon, const ReadingJob *job)
{
	return is_known(daemon->settings, job) ? job->receipted : NULL;
}

static PlannedNotice *
ask_reporter(const Daemon *daemon, const ReadingJob *job, const ReadingFile *file)
{
	const Settings *settings = daemon->settings;
	const Board *board = settings_get_board(settings, job->board);
	const char *recipient = who_is_asked(daemon, job);

	if (!board || !job->case_id || !recipient)
		return NULL;
	return missing_facts_plan(
		file, settings, board, job->case_id, recipient, now_wall(daemon->now));
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
		first->flags, reading_flag_new(code, consistency_title(code, NULL), message, NULL));
}

/* Flags a report that says almost what another one said, under another Message-ID. */
static gboolean
look_for_alike(const Daemon *daemon, const char *board, const char *case_id, ReadingFile *file,
	const Likeness *likeness, GError **error)
{
	CaseStore *store = daemon->store;
	gint64 since = now_wall(daemon->now) - ALIKE_MS;
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
look_for_all_alike(const Daemon *daemon, const ReadingJob *job, ReadingFile *file,
	Likeness *likeness, const Further *further, GError **error)
{
	likeness_of_reading(job->report && job->case_id ? file : NULL, likeness);
	for (guint r = 0; further->reports && r < further->reports->len; r++) {
		const FurtherReport *report = g_ptr_array_index(further->reports, r);

		if (is_alike_in_mail(further, r, likeness))
			flag_alike(
				further_reading(further, r), "en annan rapport i samma mejl", "");
		else if (!look_for_alike(daemon, job->board, report->known,
				 further_reading(further, r), &report->likeness, error))
			return FALSE;
	}
	return look_for_alike(daemon, job->board, job->case_id, file, likeness, error);
}

/* The reading with the flags that its values call for; NULL if it makes no sense. */
static ReadingFile *
check(const Daemon *daemon, const ReadingJob *job, const char *json, GError **error)
{
	ReadingFile *file = reading_json_read(json, error);

	if (!file)
		return NULL;
	consistency_check(file, &daemon->settings->checks);
	if (job->report && job->case_id)
		consistency_check_arrival(file, date_from_instant(job->arrived, daemon->zone));
	if (job->case_id)
		returned_form_check(file, job->case_id, job->report);
	return file;
}

struct ReadingConclusion {
	const Daemon *daemon;
	const ReadingJob *job;
	ReadingFile *file; /* NULL: it failed */
	GError *nonsense;
	char *reason; /* why it failed, or NULL */
	Discretion found;
	Further further;
	Likeness likeness;
};

void
reading_conclusion_free(ReadingConclusion *conclusion)
{
	if (!conclusion)
		return;
	further_clear(&conclusion->further);
	reading_file_free(conclusion->file);
	g_clear_error(&conclusion->nonsense);
	g_free(conclusion->reason);
	g_free(conclusion);
}

ReadingConclusion *
reading_conclusion_new(const Daemon *daemon, const ReadingJob *job, const char *json,
	const GError *fault, GError **error)
{
	g_autoptr(ReadingConclusion) conclusion = g_new0(ReadingConclusion, 1);

	conclusion->daemon = daemon;
	conclusion->job = job;
	conclusion->file = json ? check(daemon, job, json, &conclusion->nonsense) : NULL;
	const GError *cause = json ? conclusion->nonsense : fault;
	conclusion->reason = cause ? text_to_line(cause->message, 500) : NULL;
	conclusion->found = look_discreetly(daemon, job, conclusion->file);
	if (!further_take(daemon, job, &conclusion->file, &conclusion->found,
		    who_is_asked(daemon, job), &conclusion->further, error))
		return NULL;
	return g_steal_pointer(&conclusion);
}

const GError *
reading_conclusion_nonsense(const ReadingConclusion *conclusion)
{
	return conclusion->nonsense;
}

static const char *
language_of(const Daemon *daemon, const ReadingJob *job)
{
	const Board *board = settings_get_board(daemon->settings, job->board);

	return board ? board->language : NULL;
}

/* What its own case takes from the reading, and the cases of further ones. */
static gboolean
record(ReadingConclusion *conclusion, GError **error)
{
	const Daemon *daemon = conclusion->daemon;
	const ReadingJob *job = conclusion->job;
	ReadingFile *file = conclusion->file;
	StoreActor who = daemon_actor(daemon);
	g_autofree char *checked = file ? reading_json_write(file) : NULL;
	g_autoptr(GPtrArray) flags = reading_facts_flags(file);
	g_autofree char *facts = reading_facts_make(file, language_of(daemon, job));
	g_autoptr(PlannedNotice) tell = tell_discreetly(daemon, job, &conclusion->found, flags);
	g_autoptr(PlannedNotice) ask = ask_reporter(daemon, job, file);
	Suspicion suspicion = { .daemon = daemon, .arrived = job->came };
	ReadingResult result = {
		.json = checked,
		.form = returned_form_is_in(file),
		.reason = conclusion->reason,
		.reporter_name = reading_facts_reporter_name(file),
		.reporter_address = reading_facts_reporter_address(file),
		.flags = flags,
		.likeness = &conclusion->likeness,
		.facts = facts,
		.discretion = &conclusion->found,
		.tell = tell,
		.ask = ask,
		.corrections = budget_limit(NOTICE_CORRECTION, daemon->settings),
		.further = conclusion->further.reports,
		.planner = handler_plan,
		.user = &conclusion->further.planner,
		.breach = breach_is_flagged(file),
		.suspect = daemon->rules ? suspicion_plan : NULL,
		.suspicion = &suspicion,
	};

	further_write(&conclusion->further);
	return daemon->store->finish_reading(daemon->store, job, &result, &who, error);
}

gboolean
reading_conclusion_record(ReadingConclusion *conclusion, GError **error)
{
	return look_for_all_alike(conclusion->daemon, conclusion->job, conclusion->file,
		       &conclusion->likeness, &conclusion->further, error) &&
	       record(conclusion, error);
}

/* Of more reports than the mail's own case is about: a line for each case that was opened. */
void
reading_conclusion_log(const ReadingConclusion *conclusion)
{
	const ReadingJob *job = conclusion->job;
	const Further *further = &conclusion->further;

	for (guint r = 0; further->reports && r < further->reports->len; r++) {
		const FurtherReport *report = g_ptr_array_index(further->reports, r);
		LogFields fields = { .board = job->board, .case_id = report->opened };

		if (report->opened)
			log_info(&fields, "case opened: one more report in the mail of %s",
				job->case_id);
	}
}
