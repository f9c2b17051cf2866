/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reports of a year, for statistics: what has happened in the case, and which
 * areas, laws and causes stand in what was read for it. No word of a report leaves
 * here.
 */
#include <jansson.h>
#include <string.h>

#include "adapters/store/store-private.h"
#include "core/text.h"

#define DAY_MS     G_GINT64_CONSTANT(86400000)
#define FIRST_1970 719163 /* the day number of 1970-01-01 */

/* What is asked for. */
typedef struct {
	const char *board;  /* NULL: any */
	gint64 from, to;    /* instants; the year lies between them in every zone */
	GArray *cases;      /* StatisticsCase */
	GHashTable *places; /* of their row ids in cases */
} Search;

/* A day before the year begins in UTC. */
static gint64
day_before(int year)
{
	const CivilDate first = { year, 1, 1 };

	return (date_to_day_number(first) - FIRST_1970 - 1) * DAY_MS;
}

static guint
law_bit(const char *name)
{
	guint index;

	return text_index_of(
		       name, clock_law_names, g_strv_length((char **) clock_law_names), &index)
		       ? 1u << index
		       : 0;
}

static guint
list_bits(const json_t *list, guint (*bit_of)(const char *name))
{
	guint bits = 0;
	size_t i;
	json_t *item;

	json_array_foreach(list, i, item)
		bits |= bit_of(json_string_value(item));
	return bits;
}

static guint
area_bit(const char *code)
{
	return statistics_bit(STATISTICS_AREA, code);
}

/* The case that a row begins with the row id of. */
static StatisticsCase *
case_of(const Search *search, const DbCursor *row)
{
	gint64 number = db_int(row, 0);
	gpointer place = g_hash_table_lookup(search->places, &number);

	return &g_array_index(search->cases, StatisticsCase, GPOINTER_TO_UINT(place));
}

static DbCursor
query(Store *store, StoreStatement statement, const Search *search)
{
	return db_query(store->db, statement, DB_TEXT(search->board), DB_INT(search->from),
		DB_INT(search->to));
}

static gboolean
find_cases(Store *store, Search *search, GError **error)
{
	g_auto(DbCursor) row = query(store, ST_STATISTICS_CASES, search);

	while (db_next(&row)) {
		const gint64 number = db_int(&row, 0);
		StatisticsCase one = { .arrived = date_from_instant(db_int(&row, 1), store->zone),
			.laws = (guint) db_int(&row, 4) };
		CaseState state;

		if (!case_state_from_name(db_text(&row, 2), &state))
			state = CASE_RECEIVED; /* the schema knows no others */
		one.end = statistics_end_of(state, db_is_null(&row, 3) ? NULL : db_text(&row, 3));
		g_hash_table_insert(search->places, g_memdup2(&number, sizeof number),
			GUINT_TO_POINTER(search->cases->len));
		g_array_append_val(search->cases, one);
	}
	return db_end(&row, error);
}

/* A row a document that was read for one of the cases. A person's word on the law comes first. */
static gboolean
find_documents(Store *store, const Search *search, GError **error)
{
	const int n_causes = (int) statistics_table_info(STATISTICS_CAUSE)->n_rows - 1;
	g_auto(DbCursor) row = query(store, ST_STATISTICS_DOCUMENTS, search);

	while (db_next(&row)) {
		StatisticsCase *one = case_of(search, &row);
		json_t *lists = json_loads(db_text(&row, 1), 0, NULL);

		one->areas |= list_bits(json_array_get(lists, 0), area_bit);
		if (!db_int(&row, n_causes + 2))
			one->laws |= list_bits(json_array_get(lists, 1), law_bit);
		for (int i = 0; i < n_causes; i++)
			if (db_int(&row, i + 2))
				one->causes |= 1u << i;
		json_decref(lists);
	}
	return db_end(&row, error);
}

/* Which days are asked for: of what happened again after a case was taken up anew. */
static const struct {
	Milestone milestone;
	gboolean last; /* the last time counts, else the first */
} reached[DAYS_COUNT] = {
	[DAYS_TO_START] = { MILESTONE_STARTED, FALSE },
	[DAYS_TO_DECISION] = { MILESTONE_DECIDED, TRUE },
	[DAYS_TO_IVO] = { MILESTONE_IVO_NOTIFIED, FALSE },
};

static int
days_kind_of(const char *milestone)
{
	int kind = 0;

	while (strcmp(milestone_names[reached[kind].milestone], milestone) != 0)
		kind++;
	return kind;
}

/* A row each time, in the order in which it was recorded. A correction is of the one before it. */
static gboolean
find_days(Store *store, const Search *search, GError **error)
{
	g_auto(DbCursor) row = query(store, ST_STATISTICS_DAYS, search);
	const StatisticsCase *before = NULL;
	guint times[DAYS_COUNT];

	while (db_next(&row)) {
		StatisticsCase *one = case_of(search, &row);
		int kind = days_kind_of(db_text(&row, 1));
		CivilDate day;

		if (one != before)
			memset(times, 0, sizeof times);
		before = one;
		times[kind] += db_int(&row, 3) == 0;
		if ((reached[kind].last || times[kind] <= 1) &&
			date_from_string(db_text(&row, 2), &day))
			one->reached[kind] = day;
	}
	return db_end(&row, error);
}

static gboolean
find_late(Store *store, const Search *search, gint64 now, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_STATISTICS_LATE, DB_TEXT(search->board),
		DB_INT(search->from), DB_INT(search->to), DB_INT(now));

	while (db_next(&row)) {
		guint class;

		if (text_index_of(db_text(&row, 1), clock_class_names, CLOCK_CLASS_COUNT, &class))
			case_of(search, &row)->late |= 1u << class;
	}
	return db_end(&row, error);
}

gboolean
store_statistics(CaseStore *self, int year, const char *board, gint64 now, GArray **ret_cases,
	GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GArray) cases = g_array_new(FALSE, TRUE, sizeof(StatisticsCase));
	g_autoptr(GHashTable) places =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	Search search = { board, day_before(year), day_before(year + 1) + 2 * DAY_MS, cases,
		places };

	if (!store_begin_read(store, error))
		return FALSE;
	gboolean good = find_cases(store, &search, error) &&
			find_documents(store, &search, error) && find_days(store, &search, error) &&
			find_late(store, &search, now, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_cases = g_steal_pointer(&cases);
	return TRUE;
}
