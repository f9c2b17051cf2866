/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody's name in what others wrote. Compares word by word, so that neither the order of
 * the names nor what stands between them hides one.
 */
#include "core/name-parts.h"

#include <string.h>

#include "core/text.h"

#define PART_CHARACTERS 2 /* the least that is a part of a name */

struct NameParts {
	GHashTable *words; /* char *, folded */
};

/* Words of names that are words of any text, too. */
static const char *const particles[] = { "af", "av", "de", "den", "der", "di", "du", "el", "la",
	"och", "van", "von", NULL };

NameParts *
name_parts_new(void)
{
	NameParts *parts = g_new0(NameParts, 1);

	parts->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return parts;
}

void
name_parts_free(NameParts *parts)
{
	if (!parts)
		return;
	g_hash_table_unref(parts->words);
	g_free(parts);
}

static gboolean
is_of_word(gunichar c)
{
	return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

/* The next word from *at on, folded, and where it stands; NULL: none. */
static char *
next_word(const char *text, const char **at, PaperSpan *ret)
{
	const char *begin = *at;

	while (*begin && !is_of_word(g_utf8_get_char(begin)))
		begin = g_utf8_next_char(begin);
	const char *end = begin;
	while (*end && is_of_word(g_utf8_get_char(end)))
		end = g_utf8_next_char(end);
	*at = end;
	if (end == begin)
		return NULL;
	*ret = (PaperSpan){ (guint) (begin - text), (guint) (end - text), PAPER_NAME };
	g_autofree char *word = g_strndup(begin, (gsize) (end - begin));
	return text_fold(word);
}

static void
add_words(NameParts *parts, const char *text)
{
	const char *at = text;
	PaperSpan unused;
	char *word;

	while ((word = next_word(text, &at, &unused))) {
		if (g_utf8_strlen(word, -1) >= PART_CHARACTERS && !g_strv_contains(particles, word))
			g_hash_table_add(parts->words, word);
		else
			g_free(word);
	}
}

void
name_parts_add(NameParts *parts, const char *name)
{
	g_autofree char *valid = text_to_line(name, 0);

	add_words(parts, valid);
}

void
name_parts_add_address(NameParts *parts, const char *address)
{
	g_autofree char *valid = text_to_line(address, 0);
	char *at = strrchr(valid, '@');

	if (at)
		*at = '\0';
	add_words(parts, valid);
}

/* As it stands, or without the -s of the genitive. */
static gboolean
is_part(const NameParts *parts, char *word)
{
	gsize length = strlen(word);

	if (g_hash_table_contains(parts->words, word))
		return TRUE;
	if (length < 2 || word[length - 1] != 's')
		return FALSE;
	word[length - 1] = '\0';
	return g_hash_table_contains(parts->words, word);
}

/* TRUE if nothing parts what ended at from and what begins at to. */
static gboolean
is_joined(const char *text, guint from, guint to)
{
	return strspn(text + from, " .-@") >= to - from;
}

GArray *
name_parts_find(const NameParts *parts, const char *text)
{
	GArray *spans = g_array_new(FALSE, FALSE, sizeof(PaperSpan));
	const char *at = text;
	PaperSpan span;
	char *word;

	while ((word = next_word(text, &at, &span))) {
		g_autofree char *owned = word;
		PaperSpan *last =
			spans->len ? &g_array_index(spans, PaperSpan, spans->len - 1) : NULL;

		if (!is_part(parts, owned))
			continue;
		if (last && is_joined(text, last->end, span.start))
			last->end = span.end;
		else
			g_array_append_val(spans, span);
	}
	return spans;
}
