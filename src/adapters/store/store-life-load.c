/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case as it is when something is to happen in it: what the planner of a change
 * is given.
 */
#include <string.h>

#include "adapters/store/store-life.h"
#include "core/error.h"

/*
 * A milestone that this program does not know any more stays where it is. events: gint64, of the
 * journal, for each of the file's.
 */
static void
read_event(CaseFile *file, const DbCursor *row, GTimeZone *zone, GArray *events)
{
	gint64 event = db_int(row, 6);
	guint index;
	ClockTime when = CLOCK_TIME_NONE;

	if (!text_index_of(db_text(row, 0), milestone_names, MILESTONE_COUNT, &index) ||
		(milestone_is_of_board((Milestone) index) && db_is_null(row, 1)))
		return;
	if (!db_is_null(row, 3))
		when = clock_time_at(db_int(row, 3), zone);
	else if (!date_from_string(db_text(row, 2), &when.date))
		return;
	const char *board = milestone_is_of_board((Milestone) index) ? db_text(row, 1) : NULL;
	/* What it corrected may have been taken back: then it says so by itself. */
	gboolean corrects =
		db_int(row, 4) != 0 && case_file_day(file, (Milestone) index, board).year != 0;
	case_file_add_event(file, (Milestone) index, when, board, corrects);
	g_array_append_val(events, event);
	if (index == MILESTONE_BREACH_AWARE)
		file->suspected = db_int(row, 5) != 0;
}

static void
follow_board(CaseFile *file, const CaseEvent *event)
{
	guint index;

	if (event->milestone == MILESTONE_BOARD_LINKED && !case_file_has_board(file, event->board))
		g_ptr_array_add(file->boards, g_strdup(event->board));
	if (event->milestone == MILESTONE_BOARD_UNLINKED &&
		g_ptr_array_find_with_equal_func(file->boards, event->board, g_str_equal, &index))
		g_ptr_array_remove_index(file->boards, index);
}

static gboolean
load_events(Store *store, gint64 case_no, CaseFile *file, GArray *events, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_EVENTS, DB_INT(case_no));

	while (db_next(&row))
		read_event(file, &row, store->zone, events);
	for (guint i = 0; i < file->events->len; i++)
		follow_board(file, &g_array_index(file->events, CaseEvent, i));
	return db_end(&row, error);
}

static gboolean
load_recused(Store *store, gint64 case_no, CaseFile *file, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_RECUSAL_LIST, DB_INT(case_no));

	while (db_next(&row)) {
		g_ptr_array_add(file->recused, db_dup(&row, 0));
		g_ptr_array_add(file->stand_ins, db_dup(&row, 1));
	}
	return db_end(&row, error);
}

static RelatedCase *
read_related(const DbCursor *row)
{
	RelatedCase *related = related_case_new(db_text(row, 1), db_text(row, 2));

	if (!case_state_from_name(db_text(row, 3), &related->state))
		related->state = CASE_STATE_COUNT;
	related->dnr = db_dup(row, 4);
	related->investigator = db_dup(row, 5);
	related->sender = db_dup(row, 6);
	related->reporter = db_dup(row, 7);
	related->held = db_int(row, 8) != 0;
	related->joined = db_int(row, 9) != 0;
	return related;
}

/* Of the cases that rows are of, whose cursor has ended; ids are theirs, in the same order. */
static gboolean
load_recusals(Store *store, const GArray *ids, const GPtrArray *related, GError **error)
{
	for (guint i = 0; i < related->len; i++) {
		GPtrArray *recusals = ((RelatedCase *) related->pdata[i])->recusals;
		g_auto(DbCursor) row =
			db_query(store->db, ST_RECUSAL_LIST, DB_INT(g_array_index(ids, gint64, i)));

		while (db_next(&row)) {
			g_ptr_array_add(recusals, db_dup(&row, 0));
			g_ptr_array_add(recusals, db_dup(&row, 1));
		}
		if (!db_end(&row, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_read_related(Store *store, DbCursor *row, GPtrArray *related, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

	while (db_next(row)) {
		gint64 id = db_int(row, 0);

		g_array_append_val(ids, id);
		g_ptr_array_add(related, read_related(row));
	}
	return db_end(row, error) && load_recusals(store, ids, related, error);
}

static gboolean
load_related(Store *store, gint64 case_no, CaseFile *file, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_RELATED, DB_INT(case_no));

	return store_read_related(store, &row, file->related, error);
}

/* A row that cannot be read is of nobody who is away. */
gboolean
store_load_away(Store *store, GArray *away, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_AWAY_LIST);

	while (db_next(&row)) {
		CivilDate until;

		if (date_from_string(db_text(&row, 1), &until))
			away_list_add(away, db_text(&row, 0), until);
	}
	return db_end(&row, error);
}

/* How many of the file's events the journal has before that one. */
static guint
count_before(const GArray *events, gint64 event)
{
	guint n = 0;

	while (n < events->len && g_array_index(events, gint64, n) < event)
		n++;
	return n;
}

static gboolean
load_extensions(Store *store, gint64 case_no, CaseFile *file, const GArray *events, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_EXTENSIONS, DB_INT(case_no));

	while (db_next(&row)) {
		CivilDate to;

		if (!date_from_string(db_text(&row, 2), &to))
			continue;
		case_file_extend(file, db_text(&row, 0),
			db_is_null(&row, 1) ? NULL : db_text(&row, 1), to,
			db_is_null(&row, 3) ? "" : db_text(&row, 3));
		g_array_index(file->extensions, CaseExtension, file->extensions->len - 1).after =
			count_before(events, db_int(&row, 4));
	}
	return db_end(&row, error);
}

/* Who had the case before, and under which number. */
static gboolean
load_former(Store *store, CaseFile *file, GError **error)
{
	if (!case_file_day(file, MILESTONE_TAKEN_OVER, NULL).year)
		return TRUE;
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_FORMER, DB_TEXT(file->id));

	if (db_next(&row)) {
		file->former_board = db_dup(&row, 0);
		file->former_dnr = db_dup(&row, 1);
	}
	return db_end(&row, error);
}

/* Which measures are done: their number stands in the event. */
static gboolean
load_done(Store *store, CaseFile *file, GError **error)
{
	if (!file->measures)
		return TRUE;
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_DONE, DB_TEXT(file->id));

	while (db_next(&row)) {
		guint64 number;

		if (!db_is_null(&row, 0) && g_ascii_string_to_unsigned(db_text(&row, 0), 10, 1,
						    G_MAXUINT, &number, NULL)) {
			guint measure = (guint) number;

			g_array_append_val(file->done, measure);
		}
	}
	return db_end(&row, error);
}

/* The arrival as it was first, unless a correction of it is recorded. */
static void
add_arrival(CaseFile *file, gint64 arrived, gboolean answered, GTimeZone *zone)
{
	ClockTime when = clock_time_at(arrived, zone);
	CaseEvent arrival = { MILESTONE_ARRIVAL, when, NULL, FALSE };

	if (!case_file_day(file, MILESTONE_ARRIVAL, NULL).year) {
		g_array_prepend_val(file->events, arrival);
		for (guint i = 0; i < file->extensions->len; i++)
			g_array_index(file->extensions, CaseExtension, i).after++;
	}
	if (!answered)
		case_file_add_event(file, MILESTONE_UNANSWERED, when, NULL, FALSE);
}

static CaseFile *
read_case(const DbCursor *row, const char *case_id)
{
	CaseFile *file = case_file_new(case_id, db_text(row, 1));

	if (!case_state_from_name(db_text(row, 2), &file->state))
		file->state = CASE_STATE_COUNT;
	file->laws = (guint) db_int(row, 4);
	file->dnr = db_dup(row, 5);
	file->dnr_full = db_dup(row, 6);
	file->sender = db_dup(row, 7);
	file->reporter = db_dup(row, 8);
	file->investigator = db_dup(row, 9);
	if (db_is_null(row, 10) || !outcome_from_name(db_text(row, 10), &file->proposal))
		file->proposal = OUTCOME_NONE;
	if (db_is_null(row, 11) || !outcome_from_name(db_text(row, 11), &file->outcome))
		file->outcome = OUTCOME_NONE;
	file->measures = (guint) db_int(row, 12);
	if (db_is_null(row, 15) || !hold_from_name(db_text(row, 15), &file->quiet))
		file->quiet = HOLD_NONE;
	file->held = db_int(row, 16) != 0;
	return file;
}

CaseFile *
store_load_case(Store *store, const char *case_id, LoadedCase *ret, GError **error)
{
	g_autoptr(CaseFile) file = NULL;
	g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(gint64));
	gint64 arrived = 0;
	gboolean answered = FALSE;
	{
		g_auto(DbCursor) row = db_query(store->db, ST_LIFE_CASE, DB_TEXT(case_id));

		if (db_next(&row)) {
			file = read_case(&row, case_id);
			ret->case_no = db_int(&row, 0);
			ret->forget = db_int(&row, 13) > 1;
			arrived = db_int(&row, 3);
			answered = db_int(&row, 14) != 0;
		}
		if (!db_end(&row, error))
			return NULL;
	}
	if (!file)
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no case %s", case_id);
	if (!file || !load_events(store, ret->case_no, file, events, error) ||
		!load_extensions(store, ret->case_no, file, events, error) ||
		!load_former(store, file, error) ||
		!load_recused(store, ret->case_no, file, error) ||
		!store_load_away(store, file->away, error) ||
		!load_related(store, ret->case_no, file, error) ||
		!store_load_parties(store, file, error) || !load_done(store, file, error) ||
		!store_load_calendars(store, ret->case_no, file, error))
		return NULL;
	add_arrival(file, arrived, answered, store->zone);
	ret->events = file->events->len;
	ret->extensions = file->extensions->len;
	return g_steal_pointer(&file);
}
