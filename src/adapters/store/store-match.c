/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a person's words to FTS5's MATCH. Nothing of FTS5's language but what is written
 * here reaches it: whatever a person types stands between quotation marks.
 *
 * The beginning of a word becomes the words of the index that begin so: FTS5 takes the
 * newest rows of these one by one, but for a beginning it first gathers all rows, which
 * takes a third of a second where a million have it. Of very many words only the first are
 * looked for, unless there are so few cases that all rows are gathered soon.
 */
#include "adapters/store/store-match.h"

#include <string.h>

#define MAX_TERMS 200 /* of all words: opened one by one */
#define FEW_CASES 100000

typedef struct {
	Store *store;
	StoreStatement terms;
	GPtrArray *cut;
	guint most; /* terms of each word */
} Matching;

static void
append_string(GString *match, const char *text, gboolean prefix)
{
	g_auto(GStrv) pieces = g_strsplit(text, "\"", 0);
	g_autofree char *doubled = g_strjoinv("\"\"", pieces);

	g_string_append_printf(
		match, "%s\"%s\"%s", match->len ? " OR " : "", doubled, prefix ? "*" : "");
}

/* As unicode61 folds: character by character. NULL if text is more than one word. */
static char *
fold_word(const char *text)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_isalnum(c) && !g_unichar_ismark(c))
			return NULL;
		g_string_append_unichar(folded, g_unichar_tolower(c));
	}
	return g_string_free(g_steal_pointer(&folded), FALSE);
}

/* ret_term: the first term of the index at or after from, NULL if it begins otherwise. */
static gboolean
next_term(Store *store, StoreStatement terms, const char *from, const char *beginning,
	char **ret_term, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, terms, DB_TEXT(from));

	*ret_term = db_next(&row) && g_str_has_prefix(db_text(&row, 0), beginning) ? db_dup(&row, 0)
										   : NULL;
	return db_end(&row, error);
}

/* The terms that begin so, at most one more than are opened one by one. NULL on failure. */
static GPtrArray *
find_terms(const Matching *matching, const char *beginning, GError **error)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *from = g_strdup(beginning);

	while (found->len <= matching->most) {
		char *term;

		if (!next_term(matching->store, matching->terms, from, beginning, &term, error))
			return NULL;
		if (!term)
			break;
		g_ptr_array_add(found, term);
		g_free(from);
		from = g_strconcat(term, "\001", NULL); /* no term is between them */
	}
	return g_steal_pointer(&found);
}

static gboolean
has_few_cases(Store *store, gboolean *ret_few, GError **error)
{
	g_auto(DbCursor) row = db_query_all(store->db, ST_SEARCH_SIZE);

	*ret_few = !db_next(&row) || db_int(&row, 0) <= FEW_CASES;
	return db_end(&row, error);
}

/* Of too many terms: TRUE in ret_gather if FTS5 is to gather all of them; else they are cut. */
static gboolean
gather_or_cut(const Matching *matching, GPtrArray *found, const char *text, gboolean *ret_gather,
	GError **error)
{
	*ret_gather = FALSE;
	if (found->len <= matching->most)
		return TRUE;
	if (!has_few_cases(matching->store, ret_gather, error))
		return FALSE;
	g_ptr_array_set_size(found, (gint) matching->most);
	if (!*ret_gather &&
		!g_ptr_array_find_with_equal_func(matching->cut, text, g_str_equal, NULL))
		g_ptr_array_add(matching->cut, g_strdup(text));
	return TRUE;
}

/* Nothing if no term begins so. */
static gboolean
append_beginning(const Matching *matching, GString *match, const char *text, GError **error)
{
	g_autofree char *beginning = fold_word(text);

	if (!beginning) {
		append_string(match, text, TRUE);
		return TRUE;
	}
	g_autoptr(GPtrArray) found = find_terms(matching, beginning, error);
	gboolean gather;
	if (!found || !gather_or_cut(matching, found, text, &gather, error))
		return FALSE;
	if (gather)
		append_string(match, text, TRUE);
	for (guint i = 0; i < found->len && !gather; i++)
		append_string(match, g_ptr_array_index(found, i), FALSE);
	return TRUE;
}

static gboolean
append_word(
	const Matching *matching, GString *match, const char *text, gboolean prefix, GError **error)
{
	if (prefix)
		return append_beginning(matching, match, text, error);
	append_string(match, text, FALSE);
	return TRUE;
}

/* Texts that came decomposed are in the index as they came. */
static gboolean
append_both(const Matching *matching, GString *match, const SearchWord *word, GError **error)
{
	g_autofree char *apart = g_utf8_normalize(word->text, -1, G_NORMALIZE_DEFAULT);

	if (!append_word(matching, match, word->text, word->prefix, error) ||
		(strcmp(apart, word->text) != 0 &&
			!append_word(matching, match, apart, word->prefix, error)))
		return FALSE;
	if (match->len == 0) /* FTS5 may fold a rare letter otherwise */
		append_string(match, word->text, TRUE);
	return TRUE;
}

char *
store_match(
	Store *store, StoreStatement terms, const GPtrArray *words, GPtrArray *cut, GError **error)
{
	const Matching matching = { store, terms, cut, MAX_TERMS / MAX(words->len, 1) };
	g_autoptr(GString) match = g_string_new(NULL);

	for (guint i = 0; i < words->len; i++) {
		g_autoptr(GString) one = g_string_new(NULL);

		if (!append_both(&matching, one, g_ptr_array_index(words, i), error))
			return NULL;
		g_string_append_printf(match, "%s(%s)", i ? " AND " : "", one->str);
	}
	return g_string_free(g_steal_pointer(&match), FALSE);
}
