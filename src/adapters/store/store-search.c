/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * search: words to what they are found in. Once a row is in an index triggers keep it
 * there (store-schema-search.c).
 */
#include <string.h>

#include "adapters/store/store-match.h"
#include "adapters/store/store-view.h"
#include "core/text.h"

#define MAX_HITS 50

/* Where is looked, and what the columns of each are called. */
static const struct {
	StoreStatement statement, terms; /* terms: of the index, for store_match() */
	const char *columns[3];
	const char *event; /* of having found it */
} places[] = {
	{ ST_SEARCH_CASES, ST_SEARCH_CASE_TERM, { "number", "reporter", "flag" }, "case_found" },
	{ ST_SEARCH_MAILS, ST_SEARCH_MAIL_TERM, { "subject", "from", "reading" }, "mail_found" },
	{ ST_SEARCH_REPORTS, ST_SEARCH_REPORT_TERM, { "reading" }, "case_found" },
	{ ST_SEARCH_TYPED, ST_SEARCH_TYPED_TERM, { "typed" }, "case_found" },
};

typedef struct {
	gint64 date;
	const char *event;
	json_t *json;
} Hit;

static void
hit_clear(Hit *hit)
{
	json_decref(hit->json);
}

/* One that no text holds, so that none can say where a word was found. */
static char *
make_mark(void)
{
	guint8 random[8];

	store_random(random, sizeof random);
	return text_to_hex(random, sizeof random);
}

static char *
without(const char *text, const char *mark)
{
	g_auto(GStrv) pieces = g_strsplit(text, mark, 0);

	return g_strjoinv("", pieces);
}

/* A row of one of the statements. */
static Hit
read_hit(Store *store, const DbCursor *row, guint place, const char *mark)
{
	json_t *where = json_array();
	g_autofree char *snippet = NULL;

	for (int i = 0; i < 3 && places[place].columns[i]; i++) {
		const char *text = db_text(row, 3 + i);

		if (!text || !strstr(text, mark))
			continue;
		json_array_append_new(where, json_string(places[place].columns[i]));
		if (!snippet)
			snippet = without(text, mark);
	}
	return (Hit){
		.date = db_int(row, 2),
		.event = places[place].event,
		.json = json_pack("{so so so so ss?}", "case", store_view_text(row, 0), "mail",
			store_view_int(row, 1), "where", where, "date",
			store_view_instant(store, row, 2), "snippet", snippet),
	};
}

static gboolean
look_in(Store *store, guint place, const GPtrArray *words, const char *mark, GArray *hits,
	GPtrArray *cut, GError **error)
{
	g_autofree char *match = store_match(store, places[place].terms, words, cut, error);

	if (!match)
		return FALSE;
	g_auto(DbCursor) row = db_query(store->db, places[place].statement, DB_TEXT(match),
		DB_INT(MAX_HITS + 1), DB_TEXT(mark));

	while (db_next(&row)) {
		Hit hit = read_hit(store, &row, place, mark);

		g_array_append_val(hits, hit);
	}
	return db_end(&row, error);
}

static int
compare_hits(gconstpointer a, gconstpointer b)
{
	const Hit *x = a, *y = b;

	return (x->date < y->date) - (x->date > y->date);
}

/* The newest, of all places. */
static GArray *
find_hits(Store *store, const GPtrArray *words, GPtrArray *cut, gboolean *ret_more, GError **error)
{
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(Hit));
	g_autofree char *mark = make_mark();

	g_array_set_clear_func(hits, (GDestroyNotify) hit_clear);
	for (guint i = 0; i < G_N_ELEMENTS(places); i++)
		if (!look_in(store, i, words, mark, hits, cut, error))
			return NULL;
	g_array_sort(hits, compare_hits);
	*ret_more = hits->len > MAX_HITS;
	if (*ret_more)
		g_array_set_size(hits, MAX_HITS);
	return g_steal_pointer(&hits);
}

static gboolean
journal_hit(Store *store, const Hit *hit, const char *search, const StoreActor *who, GError **error)
{
	gint64 mail = json_integer_value(json_object_get(hit->json, "mail"));

	if (strcmp(hit->event, "mail_found") == 0)
		return store_journal_mail(store, who, hit->event, mail, "search", search, error);
	return store_journal_texts(store, who, hit->event,
		json_string_value(json_object_get(hit->json, "case")), mail, error, "search",
		search, NULL);
}

/* What was looked for stands in one event alone, where it can be erased. */
static gboolean
journal(Store *store, const char *words, const GArray *hits, const StoreActor *who, GError **error)
{
	g_autofree char *found = g_strdup_printf("%u", hits->len);
	g_autofree char *valid = g_utf8_make_valid(words, -1);

	if (!store_journal_texts(
		    store, who, "searched", NULL, 0, error, "words", valid, "found", found, NULL))
		return FALSE;
	g_autofree char *search = g_strdup_printf("%" G_GINT64_FORMAT, store->chain_end.seq);
	for (guint i = 0; i < hits->len; i++)
		if (!journal_hit(store, &g_array_index(hits, Hit, i), search, who, error))
			return FALSE;
	return TRUE;
}

static char *
to_json(const GArray *hits, const GPtrArray *cut, gboolean more)
{
	json_t *list = json_array(), *words = json_array();

	for (guint i = 0; i < hits->len; i++)
		json_array_append(list, g_array_index(hits, Hit, i).json);
	for (guint i = 0; i < cut->len; i++)
		json_array_append_new(words, json_string(cut->pdata[i]));
	json_t *whole = json_pack("{so sb so}", "hits", list, "more", more, "cut", words);
	char *text = json_dumps(whole, JSON_INDENT(1));

	json_decref(whole);
	return text;
}

gboolean
store_index_case(Store *store, gint64 case_no, GError **error)
{
	return db_run(store->db, ST_SEARCH_INDEX_CASE, error, DB_INT(case_no));
}

/* Cases that wait for their reading are found by what they have already. */
static gboolean
index_unread(Store *store, GError **error)
{
	return db_run_values(store->db, ST_SEARCH_INDEX_UNREAD, NULL, 0, error);
}

gboolean
store_search(
	CaseStore *self, const char *words, const StoreActor *who, char **ret_json, GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GPtrArray) wanted = search_words_parse(words, error);
	g_autoptr(GPtrArray) cut = g_ptr_array_new_with_free_func(g_free);
	gboolean more = FALSE;

	if (!wanted || !store_begin(store, error))
		return FALSE;
	g_autoptr(GArray) hits =
		index_unread(store, error) ? find_hits(store, wanted, cut, &more, error) : NULL;
	if (!store_end(store, hits && journal(store, words, hits, who, error), error))
		return FALSE;
	*ret_json = to_json(hits, cut, more);
	return TRUE;
}
