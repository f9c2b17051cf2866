/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The label vocabulary. Checks on the way in that each label can be used, so
 * that the grammar never meets one that names nothing.
 */
#include "core/form/form-vocabulary.h"

#include <string.h>

#include "core/error.h"
#include "core/form/form-index.h"
#include "core/form/form-match.h"
#include "core/form/reading.h"

#define PHRASE_WORDS_MAX 60 /* at most 64, for the bits of its gaps */
#define GAP              "…"

struct FormVocabulary {
	GPtrArray *labels;
	FormIndex *all, *headings; /* of all labels; of those that begin parts */
	GHashTable *parts;         /* FormIndex by the name of a part */
};

static void
phrase_free(gpointer data)
{
	FormPhrase *phrase = data;

	g_strfreev(phrase->words);
	g_free(phrase->shapes);
	g_free(phrase);
}

FormVocabulary *
form_vocabulary_new(void)
{
	FormVocabulary *vocabulary = g_new0(FormVocabulary, 1);

	vocabulary->labels = g_ptr_array_new_with_free_func((GDestroyNotify) form_label_free);
	vocabulary->all = form_index_new();
	vocabulary->headings = form_index_new();
	vocabulary->parts = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify) form_index_free);
	return vocabulary;
}

void
form_vocabulary_free(FormVocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	g_ptr_array_unref(vocabulary->labels);
	form_index_free(vocabulary->all);
	form_index_free(vocabulary->headings);
	g_hash_table_unref(vocabulary->parts);
	g_free(vocabulary);
}

FormLabel *
form_label_new(FormRole role, const char *part, const char *id)
{
	FormLabel *label = g_new0(FormLabel, 1);

	label->role = role;
	label->part = g_strdup(part);
	label->id = g_strdup(id);
	label->sections = g_new0(char *, 1);
	label->before = g_new0(char *, 1);
	label->opens = role == FORM_SECTION ? g_strdup(id) : NULL;
	label->phrases = g_ptr_array_new_with_free_func(phrase_free);
	return label;
}

void
form_label_free(FormLabel *label)
{
	if (!label)
		return;
	g_free(label->part);
	g_free(label->id);
	g_free(label->value);
	g_strfreev(label->sections);
	g_strfreev(label->before);
	g_free(label->opens);
	g_free(label->standard);
	g_ptr_array_unref(label->phrases);
	g_free(label);
}

/* Bit i: a gap stands in text after word i. */
static guint64
find_gaps(const char *text)
{
	guint64 gaps = 0;
	guint n = 0;

	for (const char *gap; (gap = strstr(text, GAP)); text = gap + strlen(GAP)) {
		g_autofree char *before = g_strndup(text, (gsize) (gap - text));
		g_auto(GStrv) words = form_match_split(before);

		n += g_strv_length(words);
		if (n > 0)
			gaps |= G_GUINT64_CONSTANT(1) << (n - 1);
	}
	return gaps;
}

gboolean
form_label_add_phrase(FormLabel *label, const char *text)
{
	g_auto(GStrv) words = form_match_split(text);
	guint n = g_strv_length(words);

	if (n == 0 || n > PHRASE_WORDS_MAX)
		return FALSE;
	FormPhrase *phrase = g_new0(FormPhrase, 1);
	phrase->shapes = g_new(FormShape, n);
	for (guint i = 0; i < n; i++) {
		phrase->n_letters += (guint) g_utf8_strlen(words[i], -1);
		phrase->shapes[i] = form_match_shape(words[i]);
	}
	phrase->gaps = find_gaps(text);
	phrase->colon = g_str_has_suffix(text, ":");
	phrase->words = g_steal_pointer(&words);
	phrase->n_words = n;
	g_ptr_array_add(label->phrases, phrase);
	return TRUE;
}

static gboolean
check_members(const ReadingPart *part, const char *ids, GError **error)
{
	g_auto(GStrv) names = g_strsplit(ids, "+", -1);

	for (guint i = 0; names[i]; i++) {
		if (reading_find_member(part, names[i]))
			continue;
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"the part \"%s\" has no field \"%s\"", part->name, names[i]);
		return FALSE;
	}
	return TRUE;
}

static gboolean
check_option(const ReadingPart *part, const FormLabel *label, GError **error)
{
	const ReadingMember *member = reading_find_member(part, label->id);

	if (member && !reading_kind_is_field(member->kind) && label->value)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
		"an option needs a value, and a choice of the part \"%s\"; \"%s\" is none",
		part->name, label->id);
	return FALSE;
}

static gboolean
check(const FormLabel *label, GError **error)
{
	const ReadingPart *part = reading_find_part(label->part);

	if (label->phrases->len == 0) {
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_INPUT,
			"a label needs at least one text to look for");
		return FALSE;
	}
	/* Other parts of a file are only told apart from the ones that are read. */
	if (!part && label->role == FORM_PART)
		return TRUE;
	if (!part) {
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_INPUT, "there is no part \"%s\"", label->part);
		return FALSE;
	}
	if (label->standard && !check_members(part, label->standard, error))
		return FALSE;
	if (label->role == FORM_FIELD)
		return check_members(part, label->id, error);
	return label->role == FORM_OPTION ? check_option(part, label, error) : TRUE;
}

static const FormLabel *
label_at(const FormVocabulary *vocabulary, guint i)
{
	return vocabulary->labels->pdata[i];
}

/* The index of a part; one that is new has the headings that were taken before. */
static FormIndex *
index_of(FormVocabulary *vocabulary, const char *part)
{
	FormIndex *index = g_hash_table_lookup(vocabulary->parts, part);

	if (index)
		return index;
	index = form_index_new();
	for (guint i = 0; i < vocabulary->labels->len; i++)
		if (label_at(vocabulary, i)->role == FORM_PART)
			form_index_add(index, label_at(vocabulary, i));
	g_hash_table_insert(vocabulary->parts, g_strdup(part), index);
	return index;
}

static void
add_to_indexes(FormVocabulary *vocabulary, const FormLabel *label)
{
	GHashTableIter iter;
	gpointer index = NULL;

	form_index_add(vocabulary->all, label);
	if (label->role != FORM_PART) {
		form_index_add(index_of(vocabulary, label->part), label);
		return;
	}
	form_index_add(vocabulary->headings, label);
	g_hash_table_iter_init(&iter, vocabulary->parts);
	while (g_hash_table_iter_next(&iter, NULL, &index))
		form_index_add(index, label);
}

gboolean
form_vocabulary_take(FormVocabulary *vocabulary, FormLabel *label, GError **error)
{
	if (!check(label, error)) {
		form_label_free(label);
		return FALSE;
	}
	add_to_indexes(vocabulary, label);
	g_ptr_array_add(vocabulary->labels, label);
	return TRUE;
}

const FormIndex *
form_vocabulary_index(const FormVocabulary *vocabulary, const char *part)
{
	const FormIndex *index = part ? g_hash_table_lookup(vocabulary->parts, part) : NULL;

	return !part ? vocabulary->all : index ? index : vocabulary->headings;
}

const GPtrArray *
form_vocabulary_labels(const FormVocabulary *vocabulary)
{
	return vocabulary->labels;
}

gboolean
form_label_counts(const FormLabel *label, const char *part, const char *section)
{
	gboolean anywhere = !label->sections[0] ||
			    g_strv_contains((const char *const *) label->sections, section);

	return anywhere && (label->role == FORM_PART || g_str_equal(label->part, part));
}
