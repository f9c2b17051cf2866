/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a search, as a person writes them. Knows nothing of the index in
 * which they are looked for.
 */
#include "core/search-words.h"

#include <string.h>

#include "core/error.h"
#include "core/text.h"

#define MAX_BYTES  1000
#define MAX_WORDS  20
#define MIN_PREFIX 3 /* shorter ones begin so many words that they find everything */

void
search_word_free(SearchWord *word)
{
	if (!word)
		return;
	g_free(word->text);
	g_free(word);
}

static gboolean
is_quote(gunichar c)
{
	return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E;
}

/* Letters and digits at the end of text, with the marks on them. */
static glong
count_last(const char *text)
{
	glong count = 0;

	for (const char *p = text + strlen(text); (p = g_utf8_find_prev_char(text, p));) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_isalnum(c) && !g_unichar_ismark(c))
			break;
		count++;
	}
	return count;
}

static gboolean
says_something(const char *text)
{
	for (const char *p = text; *p; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			return TRUE;
	return FALSE;
}

static gboolean
add(GPtrArray *words, const char *from, gsize length, gboolean prefix, GError **error)
{
	g_autofree char *raw = g_strndup(from, length);
	g_autofree char *text = g_utf8_normalize(raw, -1, G_NORMALIZE_DEFAULT_COMPOSE);
	g_autofree char *shown = text_to_line(text, 40);

	if (!says_something(text))
		return TRUE;
	if (prefix && count_last(text) < MIN_PREFIX) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"%s*: at least three letters stand before a *", shown);
		return FALSE;
	}
	if (words->len == MAX_WORDS) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"at most %d words are looked for at once", MAX_WORDS);
		return FALSE;
	}
	SearchWord *word = g_new0(SearchWord, 1);
	word->text = g_steal_pointer(&text);
	word->prefix = prefix;
	g_ptr_array_add(words, word);
	return TRUE;
}

/* Where the words that begin at text end: at the other quotation mark, or at white space. */
static const char *
find_end(const char *text, gboolean quoted)
{
	while (*text) {
		gunichar c = g_utf8_get_char(text);

		if (is_quote(c) || (!quoted && g_unichar_isspace(c)))
			break;
		text = g_utf8_next_char(text);
	}
	return text;
}

/* Takes one of the words that stand at *text. */
static gboolean
take(const char **text, GPtrArray *words, GError **error)
{
	gboolean quoted = is_quote(g_utf8_get_char(*text));
	const char *from = quoted ? g_utf8_next_char(*text) : *text;
	const char *end = find_end(from, quoted);
	const char *next = quoted && *end ? g_utf8_next_char(end) : end;
	gboolean prefix = FALSE;

	while (quoted && *next == '*') {
		prefix = TRUE;
		next++;
	}
	while (end > from && end[-1] == '*') {
		prefix = TRUE;
		end--;
	}
	*text = next;
	return add(words, from, (gsize) (end - from), prefix, error);
}

GPtrArray *
search_words_parse(const char *text, GError **error)
{
	g_autoptr(GPtrArray) words =
		g_ptr_array_new_with_free_func((GDestroyNotify) search_word_free);
	g_autofree char *valid = g_utf8_make_valid(text, -1);

	if (strlen(valid) > MAX_BYTES) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"what is looked for is longer than %d bytes", MAX_BYTES);
		return NULL;
	}
	for (const char *p = valid; *p;) {
		if (g_unichar_isspace(g_utf8_get_char(p)))
			p = g_utf8_next_char(p);
		else if (!take(&p, words, error))
			return NULL;
	}
	if (words->len > 0)
		return g_steal_pointer(&words);
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
		"there is nothing to look for: no letter and no digit");
	return NULL;
}
