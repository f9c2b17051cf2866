/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reminders: which clocks run, and that they were spoken of. What is queued and
 * that it was said is one transaction, so that a kill between them says it neither
 * twice nor never.
 */
#include "adapters/store/store-life.h"
#include "core/form/finding.h"

#define LAST_DIGEST "digest" /* in meta: the day of the last digests */

static OpenClock *
read_clock(Store *store, const DbCursor *row)
{
	OpenClock *clock = open_clock_new();

	clock->case_no = db_int(row, 0);
	clock->case_id = db_dup(row, 1);
	clock->dnr = db_dup(row, 2);
	clock->investigator = db_dup(row, 3);
	clock->rule = db_dup(row, 4);
	clock->board = *db_text(row, 5) ? db_dup(row, 5) : NULL;
	clock->late = db_int(row, 8);
	if (!db_is_null(row, 9))
		clock->next = db_int(row, 9);
	clock->source = db_dup(row, 10);
	clock->owner = db_dup(row, 11);
	clock->quiet = db_int(row, 12) != 0;
	if (store_read_time(db_text(row, 6), store->zone, &clock->start) &&
		store_read_time(db_text(row, 7), store->zone, &clock->due))
		return clock;
	open_clock_free(clock); /* a damaged row; the next change of its case writes it anew */
	return NULL;
}

/* Which clocks: all that run of the boards, or those of which a reminder is due by now. */
typedef struct {
	const char *const *boards;
	gboolean all;
	gint64 now;
} Wanted;

static DbCursor
look(Store *store, const Wanted *wanted, const char *board, StoreStatement all, StoreStatement due)
{
	return wanted->all ? db_query(store->db, all, DB_TEXT(board))
			   : db_query(store->db, due, DB_TEXT(board), DB_INT(wanted->now));
}

static gboolean
load_board(Store *store, const Wanted *wanted, const char *board, GPtrArray *open, GError **error)
{
	g_auto(DbCursor) row = look(store, wanted, board, ST_CLOCK_OPEN, ST_CLOCK_DUE);

	while (db_next(&row)) {
		OpenClock *clock = read_clock(store, &row);

		if (clock)
			g_ptr_array_add(open, clock);
	}
	return db_end(&row, error);
}

static int
compare_urgency(gconstpointer a, gconstpointer b)
{
	const OpenClock *one = *(OpenClock *const *) a, *other = *(OpenClock *const *) b;

	return one->late < other->late ? -1 : one->late > other->late;
}

static GPtrArray *
load_open(Store *store, const Wanted *wanted, GError **error)
{
	g_autoptr(GPtrArray) open =
		g_ptr_array_new_with_free_func((GDestroyNotify) open_clock_free);

	for (const char *const *board = wanted->boards; *board; board++)
		if (!load_board(store, wanted, *board, open, error))
			return NULL;
	g_ptr_array_sort(open, compare_urgency);
	return g_steal_pointer(&open);
}

/* Who may not hear of a case, of one of which somebody may not. */
typedef struct {
	Discretion in_force, recorded;
	GPtrArray *recusals; /* as OpenClock has them */
} Discreet;

static void
discreet_free(Discreet *discreet)
{
	g_ptr_array_unref(discreet->recusals);
	g_free(discreet);
}

static Discreet *
discreet_of(GHashTable *cases, gint64 case_no)
{
	Discreet *discreet = g_hash_table_lookup(cases, &case_no);

	if (discreet)
		return discreet;
	discreet = g_new0(Discreet, 1);
	discreet->recusals = g_ptr_array_new_with_free_func(g_free);
	g_hash_table_insert(cases, g_memdup2(&case_no, sizeof case_no), discreet);
	return discreet;
}

static gboolean
load_recusals(
	Store *store, const Wanted *wanted, const char *board, GHashTable *cases, GError **error)
{
	g_auto(DbCursor) row = look(store, wanted, board, ST_CLOCK_RECUSALS, ST_CLOCK_DUE_RECUSALS);

	while (db_next(&row)) {
		Discreet *discreet = discreet_of(cases, db_int(&row, 0));

		g_ptr_array_add(discreet->recusals, db_dup(&row, 1));
		g_ptr_array_add(discreet->recusals, db_dup(&row, 2));
	}
	return db_end(&row, error);
}

static gboolean
load_holds(Store *store, const Wanted *wanted, const char *board, GHashTable *cases, GError **error)
{
	g_auto(DbCursor) row = look(store, wanted, board, ST_CLOCK_HOLDS, ST_CLOCK_DUE_HOLDS);

	while (db_next(&row)) {
		Discreet *discreet = discreet_of(cases, db_int(&row, 0));
		guint finding = store_finding(db_text(&row, 1));

		finding_add(&discreet->recorded, finding);
		if (db_is_null(&row, 2))
			finding_add(&discreet->in_force, finding);
	}
	return db_end(&row, error);
}

/* Who may not hear of each case; asked of all of them at once, for there may be thousands. */
static gboolean
load_discretion(Store *store, const Wanted *wanted, GPtrArray *open, GError **error)
{
	g_autoptr(GHashTable) cases = g_hash_table_new_full(
		g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) discreet_free);

	for (const char *const *board = wanted->boards; *board; board++)
		if (!load_recusals(store, wanted, *board, cases, error) ||
			!load_holds(store, wanted, *board, cases, error))
			return FALSE;
	for (guint i = 0; g_hash_table_size(cases) && i < open->len; i++) {
		OpenClock *clock = g_ptr_array_index(open, i);
		const Discreet *discreet = g_hash_table_lookup(cases, &clock->case_no);

		if (!discreet)
			continue;
		clock->in_force = discreet->in_force;
		clock->recorded = discreet->recorded;
		clock->recusals = g_ptr_array_ref(discreet->recusals);
	}
	return TRUE;
}

/* By case: what is told of a clock says again what its calendars have. */
static GHashTable *
sort_by_case(const GArray *entries)
{
	GHashTable *cases = g_hash_table_new_full(
		g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);

	for (guint i = 0; i < entries->len; i++) {
		const HeldEntry *held = &g_array_index(entries, HeldEntry, i);
		GArray *of_case = g_hash_table_lookup(cases, &held->case_no);
		const HeldEntry copy = held_entry_copy(held);

		if (!of_case) {
			of_case = held_entries_new();
			g_hash_table_insert(
				cases, g_memdup2(&held->case_no, sizeof held->case_no), of_case);
		}
		g_array_append_val(of_case, copy);
	}
	return cases;
}

static gboolean
load_calendars(Store *store, const Wanted *wanted, const GPtrArray *open, GError **error)
{
	g_autoptr(GArray) entries = held_entries_new();

	for (const char *const *board = wanted->boards; *board; board++)
		if (!store_load_due_calendars(store, *board, wanted->now, entries, error))
			return FALSE;
	g_autoptr(GHashTable) cases = sort_by_case(entries);
	for (guint i = 0; entries->len && i < open->len; i++) {
		OpenClock *clock = g_ptr_array_index(open, i);
		GArray *of_case = g_hash_table_lookup(cases, &clock->case_no);

		clock->calendars = of_case ? g_array_ref(of_case) : NULL;
	}
	return TRUE;
}

static gboolean
load_last_digest(Store *store, CivilDate *ret, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_META_GET, DB_TEXT(LAST_DIGEST));

	if (!db_next(&row) || !date_from_string(db_text(&row, 0), ret))
		*ret = (CivilDate){ 0 };
	return db_end(&row, error);
}

static gboolean
note_digest(Store *store, const StoreActor *who, GError **error)
{
	g_autofree char *day = date_to_string(date_from_instant(who->time, store->zone));

	return db_run(store->db, ST_META_SET, error, DB_TEXT(LAST_DIGEST), DB_TEXT(day));
}

static gboolean
write_said(Store *store, const SaidClock *said, GError **error)
{
	const OpenClock *clock = said->clock;

	return db_run(store->db, ST_CLOCK_SAID, error, DB_INT(said->said),
		said->next == INSTANT_NONE ? DB_NULL : DB_INT(said->next), DB_INT(clock->case_no),
		DB_TEXT(clock->rule), DB_TEXT(clock->board ? clock->board : ""));
}

static gboolean
queue_told(Store *store, const ToldNotice *told, const StoreActor *who, GError **error)
{
	const StoreMatter matter = {
		.board = told->board, .case_id = told->case_id, .case_no = told->case_no
	};

	return store_queue_matter(store, &matter, told->notice, who, error) &&
	       store_overtake(store, told->case_no, told->notice, who, error);
}

static gboolean
carry_out(Store *store, const RemindPlan *plan, const StoreActor *who, GError **error)
{
	gboolean good = store_note_reminded(store, who->time, error) &&
			(!plan->digest || note_digest(store, who, error));

	for (guint i = 0; good && i < plan->told->len; i++)
		good = queue_told(store, &g_array_index(plan->told, ToldNotice, i), who, error);
	for (guint i = 0; good && i < plan->said->len; i++)
		good = write_said(store, &g_array_index(plan->said, SaidClock, i), error);
	return good;
}

static GArray *
find_owed(Store *store, const Wanted *wanted, GError **error)
{
	g_autoptr(GArray) owed = held_entries_new();

	for (const char *const *board = wanted->boards; *board; board++)
		if (!store_find_owed(store, *board, wanted->now, owed, error))
			return NULL;
	return g_steal_pointer(&owed);
}

static gboolean
remind(Store *store, const Wanted *wanted, CivilDate last, Reminder reminder, gpointer user,
	const StoreActor *who, guint *ret_told, GError **error)
{
	g_autoptr(GPtrArray) open = load_open(store, wanted, error);

	if (!open || !load_discretion(store, wanted, open, error) ||
		!load_calendars(store, wanted, open, error))
		return FALSE;
	g_autoptr(GArray) owed = find_owed(store, wanted, error);
	if (!owed)
		return FALSE;
	g_autoptr(GArray) away = away_list_new();
	if (!store_load_away(store, away, error))
		return FALSE;
	g_autoptr(RemindPlan) plan = reminder(open, last, owed, away, user);
	*ret_told = plan->told->len;
	return carry_out(store, plan, who, error);
}

static gboolean
find_next(Store *store, const char *const *boards, gint64 *ret_next, GError **error)
{
	*ret_next = INSTANT_NONE;
	for (const char *const *board = boards; *board; board++) {
		gint64 next;

		if (!db_get_int(
			    store->db, ST_CLOCK_NEXT, INSTANT_NONE, &next, error, DB_TEXT(*board)))
			return FALSE;
		if (next != INSTANT_NONE && (*ret_next == INSTANT_NONE || next < *ret_next))
			*ret_next = next;
	}
	return TRUE;
}

gboolean
store_remind(CaseStore *self, const char *const *boards, CivilDate digest, Reminder reminder,
	gpointer user, const StoreActor *who, guint *ret_told, gint64 *ret_next, GError **error)
{
	Store *store = store_of(self);
	Wanted wanted = { boards, FALSE, who->time };
	CivilDate last = { 0 };
	guint told = 0;
	gint64 next;

	g_mutex_lock(&store->mutex);
	gboolean good =
		find_next(store, boards, &next, error) && load_last_digest(store, &last, error);
	g_mutex_unlock(&store->mutex);
	if (!good)
		return FALSE;
	wanted.all = digest.year && date_compare(digest, last) != 0;
	if (wanted.all || (next != INSTANT_NONE && next <= who->time)) {
		if (!store_begin(store, error))
			return FALSE;
		good = remind(store, &wanted, last, reminder, user, who, &told, error) &&
		       find_next(store, boards, &next, error);
		if (!store_end(store, good, error))
			return FALSE;
	}
	*ret_told = told;
	*ret_next = next;
	return TRUE;
}
