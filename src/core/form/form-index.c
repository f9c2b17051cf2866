/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Labels by the word that they begin with, so that a word of a document is
 * compared once with each of those words and not once with each label. Must
 * never leave out a label that the word may begin.
 */
#include "core/form/form-index.h"

#include <limits.h>

#include "core/form/form-match.h"

/* The labels that begin with one word. */
typedef struct {
	const char *folded; /* borrowed from the first of them */
	FormShape shape;
	GArray *printed; /* FormPrinted */
} Beginning;

/* The words that begin with one byte. */
typedef struct {
	GArray *beginnings; /* Beginning; NULL: none */
	GArray *printed;    /* FormPrinted: all of theirs */
} Bucket;

struct FormIndex {
	Bucket buckets[UCHAR_MAX + 1];
	GArray *nothing;
};

static void
beginning_clear(gpointer data)
{
	g_array_unref(((Beginning *) data)->printed);
}

static GArray *
printed_new(void)
{
	return g_array_new(FALSE, FALSE, sizeof(FormPrinted));
}

FormIndex *
form_index_new(void)
{
	FormIndex *index = g_new0(FormIndex, 1);

	index->nothing = printed_new();
	return index;
}

void
form_index_free(FormIndex *index)
{
	if (!index)
		return;
	for (gsize i = 0; i < G_N_ELEMENTS(index->buckets); i++) {
		g_clear_pointer(&index->buckets[i].beginnings, g_array_unref);
		g_clear_pointer(&index->buckets[i].printed, g_array_unref);
	}
	g_array_unref(index->nothing);
	g_free(index);
}

static Beginning *
beginning_at(const Bucket *bucket, guint i)
{
	return &g_array_index(bucket->beginnings, Beginning, i);
}

/* The labels of a bucket that begin with a word, which may be new. */
static GArray *
printed_with(Bucket *bucket, const char *folded, FormShape shape)
{
	Beginning added = { folded, shape, NULL };

	for (guint i = 0; i < bucket->beginnings->len; i++)
		if (g_str_equal(beginning_at(bucket, i)->folded, folded))
			return beginning_at(bucket, i)->printed;
	added.printed = printed_new();
	g_array_append_val(bucket->beginnings, added);
	return added.printed;
}

void
form_index_add(FormIndex *index, const FormLabel *label)
{
	for (guint p = 0; p < label->phrases->len; p++) {
		const FormPhrase *phrase = label->phrases->pdata[p];
		FormPrinted printed = { label, phrase };
		Bucket *bucket = &index->buckets[(guchar) phrase->words[0][0]];

		if (!bucket->beginnings) {
			bucket->beginnings = g_array_new(FALSE, FALSE, sizeof(Beginning));
			g_array_set_clear_func(bucket->beginnings, beginning_clear);
			bucket->printed = printed_new();
		}
		g_array_append_val(bucket->printed, printed);
		g_array_append_val(
			printed_with(bucket, phrase->words[0], phrase->shapes[0]), printed);
	}
}

const GArray *
form_index_find(const FormIndex *index, const char *folded, FormShape shape)
{
	const Bucket *bucket = &index->buckets[(guchar) folded[0]];
	const GArray *found = NULL;

	for (guint i = 0; bucket->beginnings && i < bucket->beginnings->len; i++) {
		const Beginning *beginning = beginning_at(bucket, i);

		if (form_match_shaped(folded, shape, beginning->folded, beginning->shape) < 0)
			continue;
		/* Those of several words would not be in the order in which they were taken. */
		if (found)
			return bucket->printed;
		found = beginning->printed;
	}
	return found ? found : index->nothing;
}
