/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report sent again with a word changed. Says only that two are alike: that
 * they are the same is for a person to say.
 */
#include "core/intake/likeness.h"

#include <stdlib.h>
#include <string.h>

#include "core/form/form-match.h"

/* Shorter texts are alike by chance. */
#define FEW_WORDS 20

/* FNV-1a (draft-eastlake-fnv), 32 bits. */
#define FNV_OFFSET 2166136261u
#define FNV_PRIME  16777619u

static guint32
add_word(guint32 hash, const char *word)
{
	for (const char *p = word; *p; p++)
		hash = (hash ^ (guint8) *p) * FNV_PRIME;
	return (hash ^ ' ') * FNV_PRIME;
}

/* Spreads what differs in a few bits over all of them: which are smallest is to be chance. */
static guint32
spread(guint32 hash)
{
	hash = (hash ^ (hash >> 16)) * 0x85ebca6bu;
	hash = (hash ^ (hash >> 13)) * 0xc2b2ae35u;
	return hash ^ (hash >> 16);
}

static guint32
hash_words(char *const *words, gsize n)
{
	guint32 hash = FNV_OFFSET;

	for (gsize i = 0; i < n; i++)
		hash = add_word(hash, words[i]);
	return spread(hash);
}

static int
compare(const void *a, const void *b)
{
	guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

	return (one > other) - (one < other);
}

void
likeness_of_text(const char *text, Likeness *ret)
{
	g_auto(GStrv) words = form_match_split(text ? text : "");
	gsize n = g_strv_length(words);
	gsize run = n < FEW_WORDS ? n : 2;

	ret->n = 0;
	if (n == 0)
		return;
	gsize n_hashes = n - run + 1;
	g_autofree guint32 *hashes = g_new(guint32, n_hashes);
	for (gsize i = 0; i < n_hashes; i++)
		hashes[i] = hash_words(words + i, run);
	qsort(hashes, n_hashes, sizeof *hashes, compare);
	for (gsize i = 0; i < n_hashes && ret->n < LIKENESS_HASHES; i++)
		if (ret->n == 0 || ret->hashes[ret->n - 1] != hashes[i])
			ret->hashes[ret->n++] = hashes[i];
}

static void
add_field(GString *text, const ReadingField *field)
{
	if (field->value)
		g_string_append_printf(text, "%s\n", field->value);
}

static void
add_account(GString *text, const ReadingReport *report)
{
	add_field(text, &report->description);
	add_field(text, &report->consequences);
	add_field(text, &report->immediate_measures);
	add_field(text, &report->other_information);
}

void
likeness_of_report(const ReadingReport *report, Likeness *ret)
{
	g_autoptr(GString) text = g_string_new(NULL);

	add_account(text, report);
	likeness_of_text(text->str, ret);
}

void
likeness_of_reading(const ReadingFile *file, Likeness *ret)
{
	g_autoptr(GString) text = g_string_new(NULL);

	ret->n = 0;
	for (guint d = 0; file && d < file->documents->len; d++) {
		const Reading *reading = g_ptr_array_index(file->documents, d);

		if (reading_find_flag(reading, "attachment_unread"))
			return;
		add_account(text, &reading->report);
	}
	likeness_of_text(text->str, ret);
}

guint
likeness_share(const Likeness *a, const Likeness *b)
{
	guint i = 0, j = 0, all = 0, both = 0;

	/* The smallest of both together are a sample of both together. */
	while ((i < a->n || j < b->n) && all < LIKENESS_HASHES) {
		gboolean in_a = j >= b->n || (i < a->n && a->hashes[i] <= b->hashes[j]);
		gboolean in_b = i >= a->n || (j < b->n && b->hashes[j] <= a->hashes[i]);

		all++;
		both += in_a && in_b;
		i += in_a;
		j += in_b;
	}
	return all > 0 ? both * 100 / all : 0;
}

gboolean
likeness_is_alike(const Likeness *a, const Likeness *b)
{
	return likeness_share(a, b) >= 80;
}
