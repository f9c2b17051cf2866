/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several reports in one mail: each but that of the mail's own case has a case and a
 * row of its own, keyed by mail and what was read. In the transaction of the reading,
 * so that none is opened twice and none is forgotten.
 */
#include "adapters/store/store-lookup.h"
#include "core/form/finding.h"

GPtrArray *
store_find_further(Store *store, gint64 mail, GError **error)
{
	g_autoptr(GPtrArray) found =
		g_ptr_array_new_with_free_func((GDestroyNotify) known_report_free);
	g_auto(DbCursor) row = db_query(store->db, ST_REPORT_OF_MAIL, DB_INT(mail));

	while (db_next(&row)) {
		KnownReport *known = g_new0(KnownReport, 1);

		known->case_id = db_dup(&row, 1);
		known->json = db_dup(&row, 3);
		g_ptr_array_add(found, known);
	}
	return db_end(&row, error) ? g_steal_pointer(&found) : NULL;
}

static gboolean
put_row(Store *store, gint64 case_no, const FurtherReport *report, GError **error)
{
	return db_run(store->db, ST_REPORT_PUT, error, DB_INT(case_no),
		DB_INT(report->item.origin.mail), DB_INT(report->item.origin.further->number),
		DB_BLOB(report->fingerprint, MAIL_DIGEST_BYTES), DB_TEXT(report->json));
}

/* What was read for the case, as a first case has it of its mail. */
static gboolean
keep_reading(Store *store, const char *board, const char *case_id, gint64 case_no,
	const FurtherReport *report, const StoreActor *who, GError **error)
{
	return put_row(store, case_no, report, error) && store_index_case(store, case_no, error) &&
	       store_keep_likeness(store, case_no, board, &report->likeness, error) &&
	       store_journal_texts(store, who, "reading_done", case_id, report->item.origin.mail,
		       error, "reading", report->json, NULL);
}

/*
 * What is known of the mail besides that it is there: the mail's own case is no
 * other case, and its own Message-ID no other mail's.
 */
static gboolean
look_up(Store *store, const ReadingJob *job, const Mail *mail, StoreLookup *lookup, GError **error)
{
	IntakeKnown *known = &lookup->known;

	if (!store_look_up(store, job->board, mail, job->mail, lookup, error))
		return FALSE;
	known->copy_of = 0;
	known->copy_case = NULL;
	known->same_message_id = known->own_message_id = FALSE;
	known->returned = (IntakeReturned){ 0 };
	if (g_strcmp0(known->document_case, job->case_id) == 0)
		known->document_case = NULL;
	return TRUE;
}

static gboolean
suspect_breach(Store *store, const char *case_id, const FurtherReport *report,
	const ReadingResult *result, const StoreActor *who, GError **error)
{
	return !report->breach || !result->suspect ||
	       store_change_or_set_aside(
		       store, case_id, result->suspect, result->suspicion, who, NULL, error);
}

static gboolean
journal_split(Store *store, const ReadingJob *job, const FurtherReport *report,
	const StoreActor *who, GError **error)
{
	g_autofree char *number = g_strdup_printf("%u", report->item.origin.further->number);

	return store_journal_texts(store, who, "report_split", job->case_id, job->mail, error,
		"case", report->opened, "report", number, NULL);
}

static gboolean
open_one(Store *store, const ReadingJob *job, const ReadingResult *result, FurtherReport *report,
	gint64 own_no, const StoreActor *who, GError **error)
{
	g_auto(StoreLookup) lookup = { 0 };
	const StoreOpening opening = { job->board, &report->item, &lookup.known, result->planner,
		result->user, own_no };
	gint64 case_no = 0;

	g_clear_pointer(&report->opened, g_free);
	return look_up(store, job, report->item.mail, &lookup, error) &&
	       store_open_late(store, &opening, who, &report->opened, &case_no, error) &&
	       keep_reading(store, job->board, report->opened, case_no, report, who, error) &&
	       suspect_breach(store, report->opened, report, result, who, error) &&
	       journal_split(store, job, report, who, error);
}

/* Who decides on a hold is told of what is new; nobody else is told again. */
static gboolean
hold_again(Store *store, const StoreMatter *matter, const IntakePlan *plan, const StoreActor *who,
	GError **error)
{
	gboolean some = FALSE;

	if (!store_hold_case(store, matter, &plan->discretion, who, &some, error))
		return FALSE;
	for (guint i = 0; some && i < plan->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		if (notice->audience == AUDIENCE_CONTACT &&
			!store_queue(store, matter->board, matter->case_id, notice, who, error))
			return FALSE;
	}
	return TRUE;
}

/* The file was read again: the case has it already. */
static gboolean
renew_one(Store *store, const ReadingJob *job, const ReadingResult *result,
	const FurtherReport *report, const StoreActor *who, GError **error)
{
	StoreMatter matter = { .board = job->board, .case_id = report->known, .mail = job->mail };
	const IntakeKnown known = { .next_case = report->known };
	g_autoptr(IntakePlan) plan = result->planner(&report->item, &known, result->user);

	return store_case_no(store, report->known, &matter.case_no, error) &&
	       db_run(store->db, ST_CASE_REPORTER, error, DB_TEXT(report->name),
		       DB_TEXT(report->address), DB_INT(matter.case_no), DB_INT(job->mail)) &&
	       store_record_flags(store, matter.case_no, plan->flags, error) &&
	       hold_again(store, &matter, plan, who, error) &&
	       keep_reading(store, job->board, report->known, matter.case_no, report, who, error) &&
	       suspect_breach(store, report->known, report, result, who, error);
}

/* TRUE if that very report of the mail has a case, which the reader of it did not know. */
static gboolean
is_known(Store *store, const FurtherReport *report, gboolean *ret_known, GError **error)
{
	gint64 n = 0;

	if (!db_get_int(store->db, ST_REPORT_KNOWN, 0, &n, error, DB_INT(report->item.origin.mail),
		    DB_BLOB(report->fingerprint, MAIL_DIGEST_BYTES)))
		return FALSE;
	*ret_known = n > 0;
	return TRUE;
}

static gboolean
take_one(Store *store, const ReadingJob *job, const ReadingResult *result, FurtherReport *report,
	gint64 own_no, const StoreActor *who, GError **error)
{
	gboolean known = FALSE;

	if (report->known)
		return renew_one(store, job, result, report, who, error);
	return is_known(store, report, &known, error) &&
	       (known || open_one(store, job, result, report, own_no, who, error));
}

gboolean
store_take_further(Store *store, const ReadingJob *job, const ReadingResult *result,
	const StoreActor *who, GError **error)
{
	Discretion recorded = { 0 }, in_force = { 0 };
	gint64 own_no = 0;

	if (!result->further || result->further->len == 0)
		return TRUE;
	if (!store_case_no(store, job->case_id, &own_no, error) ||
		!store_find_holds(store, own_no, &recorded, &in_force, error))
		return FALSE;
	for (guint i = 0; i < result->further->len; i++) {
		FurtherReport *report = g_ptr_array_index(result->further, i);

		finding_unite(&report->about.discretion, &in_force);
		if (!take_one(store, job, result, report, own_no, who, error))
			return FALSE;
	}
	return TRUE;
}
