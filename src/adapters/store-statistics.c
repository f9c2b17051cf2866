/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reports of a year, for statistics: what the case says, and which areas, laws
 * and causes stand in what was read for it. No word of a report leaves here.
 */
#include <jansson.h>

#include "adapters/store-private.h"
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

/* Both lists of a document, "[areas, laws]"; each is null where the form has none. */
static void
add_lists(StatisticsCase *one, const char *lists)
{
	json_t *both = json_loads(lists, 0, NULL);
	size_t i;
	json_t *item;

	json_array_foreach(json_array_get(both, 0), i, item)
		one->areas |= statistics_bit(STATISTICS_AREA, json_string_value(item));
	json_array_foreach(json_array_get(both, 1), i, item)
		one->laws |= law_bit(json_string_value(item));
	json_decref(both);
}

static gboolean
find_cases(Store *store, Search *search, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_STATISTICS_CASES, DB_TEXT(search->board),
		DB_INT(search->from), DB_INT(search->to));

	while (db_next(&row)) {
		StatisticsCase one = { .arrived = date_from_instant(db_int(&row, 1), store->zone) };
		CaseState state;

		/* the schema knows no others */
		if (!case_state_from_name(db_text(&row, 2), &state))
			continue;
		one.end = statistics_end_of(state, NULL);
		g_hash_table_insert(search->places,
			g_memdup2(&(gint64){ db_int(&row, 0) }, sizeof(gint64)),
			GUINT_TO_POINTER(search->cases->len));
		g_array_append_val(search->cases, one);
	}
	return db_end(&row, error);
}

/* A row a document that was read for one of the cases. */
static gboolean
find_documents(Store *store, const Search *search, GError **error)
{
	const guint n_causes = statistics_table_info(STATISTICS_CAUSE)->n_rows - 1;
	g_auto(DbCursor) row = db_query(store->db, ST_STATISTICS_DOCUMENTS, DB_TEXT(search->board),
		DB_INT(search->from), DB_INT(search->to));

	while (db_next(&row)) {
		gint64 number = db_int(&row, 0);
		gpointer place = g_hash_table_lookup(search->places, &number);
		StatisticsCase *one =
			&g_array_index(search->cases, StatisticsCase, GPOINTER_TO_UINT(place));

		add_lists(one, db_text(&row, 1));
		for (guint i = 0; i < n_causes; i++)
			if (db_int(&row, (int) i + 2))
				one->causes |= 1u << i;
	}
	return db_end(&row, error);
}

gboolean
store_statistics(CaseStore *self, int year, const char *board, GArray **ret_cases, GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GArray) cases = g_array_new(FALSE, TRUE, sizeof(StatisticsCase));
	g_autoptr(GHashTable) places =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	Search search = { board, day_before(year), day_before(year + 1) + 2 * DAY_MS, cases,
		places };

	if (!store_begin_read(store, error))
		return FALSE;
	gboolean good = find_cases(store, &search, error) && find_documents(store, &search, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_cases = g_steal_pointer(&cases);
	return TRUE;
}
