/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clocks of cases as rows, so that what is due is found without looking at
 * any case, and who was reminded of what.
 */
#include <string.h>

#include "adapters/store/store-life.h"
#include "core/error.h"

/* A day, or a moment with its offset. */
char *
store_time_text(ClockTime time, GTimeZone *zone)
{
	return time.instant == INSTANT_NONE ? date_to_string(time.date)
					    : instant_to_string(time.instant, zone);
}

gboolean
store_read_time(const char *text, GTimeZone *zone, ClockTime *ret)
{
	gint64 instant;
	CivilDate date;

	if (date_from_string(text, &date))
		*ret = clock_time_on(date);
	else if (instant_from_string(text, &instant))
		*ret = clock_time_at(instant, zone);
	else
		return FALSE;
	return TRUE;
}

/* What was said of a clock: of another run or another last day it is nothing. */
typedef struct {
	char *rule, *board, *start, *due;
	gint64 said, next;
} Said;

static void
said_clear(Said *said)
{
	g_free(said->rule);
	g_free(said->board);
	g_free(said->start);
	g_free(said->due);
}

static GArray *
load_said(Store *store, gint64 case_no, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Said));
	g_auto(DbCursor) row = db_query(store->db, ST_CLOCK_OF_CASE, DB_INT(case_no));

	g_array_set_clear_func(all, (GDestroyNotify) said_clear);
	while (db_next(&row)) {
		Said said = { db_dup(&row, 0), db_dup(&row, 1), db_dup(&row, 2), db_dup(&row, 3),
			db_is_null(&row, 4) ? INSTANT_NONE : db_int(&row, 4),
			db_is_null(&row, 9) ? INSTANT_NONE : db_int(&row, 9) };

		g_array_append_val(all, said);
	}
	return db_end(&row, error) ? g_steal_pointer(&all) : NULL;
}

static const Said *
find_said(const GArray *all, const Said *of)
{
	for (guint i = 0; i < all->len; i++) {
		const Said *said = &g_array_index(all, Said, i);

		if (strcmp(said->rule, of->rule) == 0 && strcmp(said->board, of->board) == 0 &&
			strcmp(said->start, of->start) == 0 && strcmp(said->due, of->due) == 0)
			return said;
	}
	return NULL;
}

/* TRUE if the clock ran before, and had another last day. */
static gboolean
is_moved(const GArray *all, const Said *to)
{
	for (guint i = 0; i < all->len; i++) {
		const Said *said = &g_array_index(all, Said, i);

		if (strcmp(said->rule, to->rule) == 0 && strcmp(said->board, to->board) == 0)
			return strcmp(said->due, to->due) != 0;
	}
	return FALSE;
}

/*
 * What a new clock should have said before it was known waits for the next digest; what was due
 * already when the program did not run does not wait longer, and neither does a last day that has
 * been moved to today, or behind it, after the day's digest.
 */
static gint64
find_next(const CaseClock *found, const ClockOffice *office, const Said *before, gboolean moved,
	gint64 said)
{
	const ClockCase facts = { .closed = office->closed, .zone = office->zone };
	const Clock clock = {
		.rule = found->rule, .facts = &facts, .start = found->start, .due = found->due
	};
	const ClockStep *step;
	gint64 next = reminder_next(&clock, &office->hours, said, &step);

	if (next == INSTANT_NONE || next >= office->now || reminder_is_urgent(found->rule, step) ||
		(before && before->next == next))
		return next;
	if (moved &&
		date_compare(found->due.date, date_from_instant(office->now, office->zone)) <= 0 &&
		reminder_office_hour(office->now, &office->hours, office->closed, office->zone) ==
			office->now)
		return office->now;
	return reminder_next_digest(office->now, &office->hours, office->closed, office->zone);
}

static DbValue
instant_value(gint64 instant)
{
	return instant == INSTANT_NONE ? DB_NULL : DB_INT(instant);
}

static gboolean
write_clock(Store *store, const LoadedCase *loaded, const CaseFile *file, const LifePlan *plan,
	const CaseClock *clock, const GArray *all_said, GError **error)
{
	gboolean runs = clock->stop.date.year == 0;
	const char *board = clock->board ? clock->board : "";
	g_autofree char *start = store_time_text(clock->start, store->zone);
	g_autofree char *due = store_time_text(clock->due, store->zone);
	g_autofree char *source = case_clock_source(clock);
	g_autofree char *stop = runs ? NULL : store_time_text(clock->stop, store->zone);
	const Said of = { clock->rule->id, (char *) board, start, due, 0, 0 };
	const Said *before = find_said(all_said, &of);
	gint64 said = before && !loaded->forget ? before->said : INSTANT_NONE;
	gint64 next = runs && !file->quiet ? find_next(clock, plan->office, before,
						     is_moved(all_said, &of), said)
					   : INSTANT_NONE;

	return db_run(store->db, ST_CLOCK_INSERT, error, DB_INT(loaded->case_no),
		DB_TEXT(clock->rule->id), DB_TEXT(board), DB_TEXT(file->board),
		DB_TEXT(clock_class_names[clock->rule->class_]),
		DB_TEXT(clock_state_name(clock->state)), DB_TEXT(start), DB_TEXT(due),
		DB_INT(clock->late), DB_TEXT(stop), DB_TEXT(source), instant_value(said),
		instant_value(next));
}

gboolean
store_write_clocks(Store *store, const LoadedCase *loaded, const CaseFile *file,
	const LifePlan *plan, GError **error)
{
	g_autoptr(GArray) said = load_said(store, loaded->case_no, error);

	if (!said || !db_run(store->db, ST_CLOCK_DELETE, error, DB_INT(loaded->case_no)))
		return FALSE;
	for (guint i = 0; i < plan->clocks->len; i++)
		if (!write_clock(store, loaded, file, plan,
			    &g_array_index(plan->clocks, CaseClock, i), said, error))
			return FALSE;
	return store_compare_calendars(store, loaded->case_no, error);
}
