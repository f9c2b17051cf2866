/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading jobs: queued with the case, survive restarts, tried twice. A reading
 * that fails leaves the case standing and its notices going out.
 */
#include <string.h>

#include "adapters/store/store-private.h"
#include "adapters/variant-json.h"
#include "core/form/reading-facts.h"

static gboolean
next_job(Store *store, ReadingJob *job, gboolean *ret_found, gint64 *ret_case_no, GError **error)
{
	g_auto(DbCursor) row = db_query_all(store->db, ST_READING_NEXT);

	*ret_found = db_next(&row);
	if (*ret_found) {
		gsize length;
		const void *bytes = db_bytes(&row, 4, &length);

		job->id = db_int(&row, 0);
		job->mail = db_int(&row, 1);
		job->case_id = db_dup(&row, 2);
		job->board = db_dup(&row, 3);
		job->raw = g_bytes_new(bytes, length);
		*ret_case_no = db_int(&row, 5);
		job->writer = db_dup(&row, 6);
		job->verified = db_int(&row, 7) != 0;
		job->report = db_int(&row, 8) != 0;
		job->receipted = db_dup(&row, 9);
		job->arrived = db_is_null(&row, 10) ? INSTANT_NONE : db_int(&row, 10);
		job->generation = db_int(&row, 11);
		job->before = db_dup(&row, 12);
		job->came = db_is_null(&row, 13) ? job->arrived : db_int(&row, 13);
		job->answer = db_int(&row, 14) != 0;
	}
	return db_end(&row, error);
}

/* What was read in the case of an answer, and in those beside it, but of that answer itself. */
static gboolean
find_had(Store *store, gint64 case_no, ReadingJob *job, GError **error)
{
	g_auto(DbCursor) row =
		db_query(store->db, ST_READING_NEAR, DB_INT(case_no), DB_INT(job->mail));

	job->had = g_ptr_array_new_with_free_func(g_free);
	while (db_next(&row))
		g_ptr_array_add(job->had, db_dup(&row, 0));
	return db_end(&row, error);
}

/* What the case of the job has already. */
static gboolean
find_recorded(Store *store, gint64 case_no, ReadingJob *job, GError **error)
{
	Discretion in_force = { 0 };

	if (!store_find_holds(store, case_no, &job->recorded, &in_force, error))
		return FALSE;
	if (!job->case_id)
		return TRUE;
	job->known = store_find_further(store, job->mail, error);
	return job->known && (!job->answer || find_had(store, case_no, job, error));
}

gboolean
store_claim_reading(CaseStore *self, const StoreActor *who G_GNUC_UNUSED, gboolean *ret_found,
	ReadingJob *ret_job, GError **error)
{
	Store *store = store_of(self);
	g_auto(ReadingJob) job = { 0 };
	gboolean found = FALSE;
	gint64 case_no = 0;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = next_job(store, &job, &found, &case_no, error) &&
			find_recorded(store, case_no, &job, error) &&
			(!found || db_run(store->db, ST_READING_RUN, error, DB_INT(job.id)));
	if (!store_end(store, good, error))
		return FALSE;
	*ret_found = found;
	*ret_job = job;
	memset(&job, 0, sizeof job);
	return TRUE;
}

static void
add_all(GVariantBuilder *builder, GVariant *list)
{
	for (gsize i = 0; i < g_variant_n_children(list); i++) {
		g_autoptr(GVariant) child = g_variant_get_child_value(list, i);
		g_variant_builder_add_value(builder, child);
	}
}

/* Two lists of dictionaries, one after the other; floating. */
static GVariant *
append_list(GVariant *first, GVariant *second)
{
	GVariantBuilder both;

	g_variant_builder_init(&both, G_VARIANT_TYPE("aa{sv}"));
	add_all(&both, first);
	add_all(&both, second);
	return g_variant_builder_end(&both);
}

char *
store_merge_facts(const char *facts_json, GVariant *more)
{
	g_autoptr(GVariant) facts = variant_from_json(facts_json, NULL);
	GVariantDict merged;
	GVariantIter iter;
	const char *key;
	GVariant *value;

	if (!facts)
		return g_strdup(facts_json);
	g_variant_dict_init(&merged, facts);
	g_variant_iter_init(&iter, more);
	while (g_variant_iter_loop(&iter, "{&sv}", &key, &value)) {
		g_autoptr(GVariant) had =
			g_variant_dict_lookup_value(&merged, key, G_VARIANT_TYPE("aa{sv}"));
		gboolean add = had && g_variant_is_of_type(value, G_VARIANT_TYPE("aa{sv}"));

		g_variant_dict_insert_value(&merged, key, add ? append_list(had, value) : value);
	}
	g_autoptr(GVariant) whole = g_variant_ref_sink(g_variant_dict_end(&merged));
	return variant_to_json(whole);
}

static gboolean
next_waiting(Store *store, gint64 mail, gint64 *ret_id, char **ret_facts, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_WAITING, DB_INT(mail));

	*ret_id = db_next(&row) ? db_int(&row, 0) : 0;
	*ret_facts = *ret_id ? db_dup(&row, 1) : NULL;
	return db_end(&row, error);
}

/* Notices that waited for the reading of this mail go out now, with what it found. */
static gboolean
release_waiting(Store *store, gint64 mail, GVariant *more, gint64 now, GError **error)
{
	for (;;) {
		g_autofree char *facts = NULL;
		gint64 id;

		if (!next_waiting(store, mail, &id, &facts, error))
			return FALSE;
		if (id == 0)
			return TRUE;
		g_autofree char *merged = store_merge_facts(facts, more);
		if (!db_run(store->db, ST_OUTBOX_FACTS, error, DB_TEXT(merged), DB_INT(now),
			    DB_INT(id)))
			return FALSE;
	}
}

/* What the reading found only one person may know: what has not gone out yet is held. */
static gboolean
hold_discreetly(Store *store, const StoreMatter *matter, const ReadingResult *result,
	const StoreActor *who, GError **error)
{
	gboolean some = FALSE;

	return !result->discretion || discretion_is_empty(result->discretion) ||
	       (store_hold_case(store, matter, result->discretion, who, &some, error) &&
		       (!some || !result->tell ||
			       store_queue(store, matter->board, matter->case_id, result->tell, who,
				       error)));
}

/* Whoever reported is left alone while a person decides who may know of it. */
static gboolean
ask_reporter(Store *store, const StoreMatter *matter, const ReadingResult *result,
	const StoreActor *who, GError **error)
{
	Discretion recorded = { 0 }, in_force = { 0 };

	return !result->ask ||
	       (store_find_holds(store, matter->case_no, &recorded, &in_force, error) &&
		       (!discretion_is_empty(&in_force) ||
			       store_queue(store, matter->board, matter->case_id, result->ask, who,
				       error)));
}

static gboolean
suspect_breach(Store *store, const StoreMatter *matter, const ReadingResult *result,
	const StoreActor *who, GError **error)
{
	return !result->breach || !result->suspect ||
	       store_change_or_set_aside(store, matter->case_id, result->suspect, result->suspicion,
		       who, NULL, error);
}

static gboolean
update_case(Store *store, const ReadingJob *job, const ReadingResult *result, GVariant *found,
	const StoreActor *who, GError **error)
{
	StoreMatter matter = { .board = job->board, .case_id = job->case_id, .mail = job->mail };

	if (!job->case_id)
		return TRUE;
	return store_case_no(store, job->case_id, &matter.case_no, error) &&
	       db_run(store->db, ST_CASE_REPORTER, error, DB_TEXT(result->reporter_name),
		       DB_TEXT(result->reporter_address), DB_INT(matter.case_no),
		       DB_INT(job->mail)) &&
	       (!result->flags ||
		       store_record_flags(store, matter.case_no, result->flags, error)) &&
	       store_index_case(store, matter.case_no, error) &&
	       store_keep_likeness(store, matter.case_no, job->board, result->likeness, error) &&
	       hold_discreetly(store, &matter, result, who, error) &&
	       suspect_breach(store, &matter, result, who, error) &&
	       ask_reporter(store, &matter, result, who, error) &&
	       store_correct(store, &matter, found, &result->corrections, who, error);
}

/* What follows from an answer, whatever it is. */
static gboolean
carry_out(Store *store, const ReadingJob *job, const ReadingResult *result, const StoreActor *who,
	GError **error)
{
	g_autoptr(GVariant) found = variant_from_json(result->facts, error);

	if (!found)
		return FALSE;
	return store_take_further(store, job, result, who, error) &&
	       update_case(store, job, result, found, who, error) &&
	       release_waiting(store, job->mail, found, who->time, error) &&
	       store_release_form(store, job->mail, result->form, error) &&
	       store_journal_texts(store, who, result->json ? "reading_done" : "reading_failed",
		       job->case_id, job->mail, error, "reading", result->json, "reason",
		       result->reason, NULL);
}

/* The answer to a job that was taken back meanwhile is dropped: the mail is read again. */
static gboolean
conclude(Store *store, const ReadingJob *job, const ReadingResult *result, const StoreActor *who,
	GError **error)
{
	return db_run(store->db, ST_READING_FINISH, error,
		       DB_TEXT(result->json ? "done" : "failed"), DB_INT(who->time),
		       DB_TEXT(result->reason), DB_TEXT(result->json), DB_INT(job->id),
		       DB_INT(job->generation)) &&
	       (db_changes(store->db) == 0 || carry_out(store, job, result, who, error));
}

gboolean
store_finish_reading(CaseStore *self, const ReadingJob *job, const ReadingResult *result,
	const StoreActor *who, GError **error)
{
	Store *store = store_of(self);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = result->again ? db_run(store->db, ST_READING_AGAIN, error, DB_INT(job->id),
						DB_INT(job->generation))
				      : conclude(store, job, result, who, error);
	return store_end(store, good, error);
}

static gboolean
next_exhausted(Store *store, ReadingJob *job, GError **error)
{
	g_auto(DbCursor) row = db_query_all(store->db, ST_READING_EXHAUSTED);

	if (db_next(&row)) {
		job->id = db_int(&row, 0);
		job->mail = db_int(&row, 1);
		job->case_id = db_dup(&row, 2);
		job->generation = db_int(&row, 3);
	}
	return db_end(&row, error);
}

gboolean
store_recover_readings(Store *store, const StoreActor *who, GError **error)
{
	g_autofree char *facts = reading_facts_make(NULL, NULL);
	const ReadingResult given_up = {
		.reason = "the program ended twice while this mail was being read",
		.facts = facts,
	};

	if (!db_run_values(store->db, ST_READING_RECOVER, NULL, 0, error))
		return FALSE;
	for (;;) {
		g_auto(ReadingJob) job = { 0 };

		if (!next_exhausted(store, &job, error))
			return FALSE;
		if (job.id == 0)
			return TRUE;
		if (!conclude(store, &job, &given_up, who, error))
			return FALSE;
	}
}
