/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of mails that came another way, and a person's word on when a
 * report arrived: the earliest credible moment rules until then. Corrections
 * are additions: the journal keeps what was there before.
 */
#include <string.h>

#include "adapters/store/store-private.h"
#include "core/error.h"
#include "core/clock/holidays.h"

static void
count(StoreOutcome *sum, const char *state, const char *kind)
{
	static const struct {
		MailKind kind;
		gsize offset;
	} counted[] = {
		{ MAIL_KIND_REPORT, offsetof(StoreOutcome, opened) },
		{ MAIL_KIND_CORRESPONDENCE, offsetof(StoreOutcome, joined) },
		{ MAIL_KIND_COPY, offsetof(StoreOutcome, copies) },
	};

	if (strcmp(state, "handled") != 0) {
		++*(strcmp(state, "quarantined") == 0 ? &sum->quarantined : &sum->waiting);
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(counted); i++)
		if (strcmp(kind, mail_kind_name(counted[i].kind)) == 0) {
			++G_STRUCT_MEMBER(gint64, sum, counted[i].offset);
			return;
		}
	sum->filed++;
}

static gboolean
look_at(Store *store, gint64 mail, StoreOutcome *sum, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_MAIL_OUTCOME, DB_INT(mail));

	if (db_next(&row)) {
		count(sum, db_text(&row, 0), db_is_null(&row, 1) ? "" : db_text(&row, 1));
		if (!db_is_null(&row, 2)) {
			g_free(sum->case_id);
			sum->case_id = db_dup(&row, 2);
		}
	}
	return db_end(&row, error);
}

gboolean
store_outcome(CaseStore *self, GArray *mails, StoreOutcome *ret_outcome, GError **error)
{
	Store *store = store_of(self);
	StoreOutcome sum = { 0 };
	gboolean good = TRUE;

	if (!store_begin_read(store, error))
		return FALSE;
	for (guint i = 0; good && i < mails->len; i++)
		good = look_at(store, g_array_index(mails, gint64, i), &sum, error);
	if (!store_end(store, good, error)) {
		g_free(sum.case_id);
		return FALSE;
	}
	*ret_outcome = sum;
	return TRUE;
}

/* The arrival as it stands, for the journal. */
static gboolean
find_arrival(Store *store, const char *case_id, gint64 *ret_no, gint64 *ret_was, char **ret_source,
	GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_CASE_ARRIVAL, DB_TEXT(case_id));
	gboolean found = db_next(&row);

	if (found) {
		*ret_was = db_int(&row, 0);
		*ret_source = db_dup(&row, 1);
		*ret_no = db_int(&row, 2);
	}
	if (!db_end(&row, error))
		return FALSE;
	if (!found)
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no case %s", case_id);
	return found;
}

/* What no clock can be counted from is no arrival. */
static gboolean
check_arrival(Store *store, gint64 arrived, const StoreActor *who, GError **error)
{
	int year = date_from_instant(arrived, store->zone).year;
	const char *wrong = NULL;

	if (year < HOLIDAYS_FIRST_YEAR || year > HOLIDAYS_LAST_YEAR)
		wrong = "a report arrives in a year from 1900 to 2100";
	else if (arrived > who->time)
		wrong = "a report does not arrive in the future";
	if (wrong)
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_INPUT, wrong);
	return !wrong;
}

/*
 * The first correction keeps what is corrected; the clocks explain both. The hours of a breach
 * that nobody but the program suspects count from when the report came in, and follow it.
 */
static gboolean
record_arrival(Store *store, gint64 case_no, gint64 was, gint64 arrived, GError **error)
{
	g_autofree char *before = date_to_string(date_from_instant(was, store->zone));
	g_autofree char *after = date_to_string(date_from_instant(arrived, store->zone));
	DbValue event = DB_INT(store->chain_end.seq);

	return db_run(store->db, ST_MILESTONE_ARRIVAL, error, DB_INT(case_no), DB_TEXT(before),
		       DB_INT(was), event) &&
	       db_run(store->db, ST_MILESTONE_INSERT, error, DB_INT(case_no),
		       DB_TEXT(milestone_names[MILESTONE_ARRIVAL]), DB_NULL, DB_TEXT(after),
		       DB_INT(arrived), DB_INT(TRUE), event) &&
	       db_run(store->db, ST_MILESTONE_SUSPECTED, error, DB_INT(case_no), DB_TEXT(after),
		       DB_INT(arrived), event, DB_INT(was)) &&
	       store_make_stale(store, case_no, FALSE, error);
}

gboolean
store_set_arrival(CaseStore *self, const char *case_id, gint64 arrived, const char *reason,
	const StoreActor *who, GError **error)
{
	Store *store = store_of(self);
	g_autofree char *source = NULL;
	gint64 was = 0, case_no = 0;

	if (!check_arrival(store, arrived, who, error) || !store_begin(store, error))
		return FALSE;
	gboolean good = find_arrival(store, case_id, &case_no, &was, &source, error);
	g_autofree char *before = good ? instant_to_string(was, store->zone) : NULL;
	g_autofree char *after = instant_to_string(arrived, store->zone);
	good = good && store_check_first(store, case_id, "arrival_corrected", NULL, who, error) &&
	       db_run(store->db, ST_CASE_SET_ARRIVAL, error, DB_INT(arrived), DB_TEXT(case_id)) &&
	       store_journal_texts(store, who, "arrival_corrected", case_id, 0, error, "was",
		       before, "was_source", source, "arrived", after, "reason", reason, NULL) &&
	       record_arrival(store, case_no, was, arrived, error);
	return store_end(store, good, error);
}
