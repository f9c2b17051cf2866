/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Choices written in words. Must never find a choice in a sentence that denies
 * it.
 */
#include "core/form/form-choice.h"

#include <string.h>

#include "core/form/document.h"
#include "core/form/form-match.h"

/* The code of the longest option at words, and how many words it has. */
static const char *
longest(const FormVocabulary *vocabulary, const char *part, const char *member,
	const Document *document, const FormWord *words, guint n_words, guint *ret_length)
{
	const GArray *printed = form_index_find(
		form_vocabulary_index(vocabulary, part), words->folded, words->shape);
	const char *code = NULL;

	*ret_length = 0;
	for (guint p = 0; p < printed->len; p++) {
		const FormPrinted *option = &g_array_index(printed, FormPrinted, p);
		double likeness = 0;

		if (option->label->role != FORM_OPTION || !g_str_equal(option->label->part, part) ||
			!g_str_equal(option->label->id, member))
			continue;
		guint n = form_match_phrase(
			document, option->phrase, words, n_words, FORM_MATCH_EVERY_WORD, &likeness);
		if (n > *ret_length) {
			*ret_length = n;
			code = option->label->value;
		}
	}
	return code;
}

static gboolean
denies(const char *folded)
{
	static const char *const words[] = { "inte", "ej", "icke", "varken", "inget", "ingen",
		"knappast", NULL };

	return g_strv_contains(words, folded);
}

/* TRUE if a sentence ends between two words of text. */
static gboolean
ends_sentence(const char *text, const FormWord *before, const FormWord *after)
{
	const char *between = text + before->end;
	gsize marks = strcspn(between, ".!?");

	return marks < after->start - before->end && g_ascii_isspace(between[marks + 1]);
}

/* Moves what a sentence says to codes, unless the sentence denies it. */
static void
end_sentence(GPtrArray *codes, GPtrArray *said, gboolean *denied)
{
	for (guint i = 0; i < said->len && !*denied; i++)
		if (!g_ptr_array_find_with_equal_func(codes, said->pdata[i], g_str_equal, NULL))
			g_ptr_array_add(codes, g_strdup(said->pdata[i]));
	g_ptr_array_set_size(said, 0);
	*denied = FALSE;
}

GPtrArray *
form_choice_find(
	const FormVocabulary *vocabulary, const char *part, const char *member, const char *text)
{
	GPtrArray *codes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) said = g_ptr_array_new(); /* borrowed from the vocabulary */
	g_autoptr(Document) document = document_new();
	gboolean denied = FALSE;

	document_add_line(document, text, 1);
	const FormWords words = form_match_words(document, 0, document->cells->len);
	for (guint i = 0, n = 0; i < words.n; i += MAX(n, 1u)) {
		const FormWord *word = &words.at[i];
		const char *code =
			longest(vocabulary, part, member, document, word, words.n - i, &n);

		if (i > 0 && ends_sentence(document_cell(document, 0)->text, word - 1, word))
			end_sentence(codes, said, &denied);
		if (code)
			g_ptr_array_add(said, (gpointer) code);
		else
			denied = denied || denies(word->folded);
	}
	end_sentence(codes, said, &denied);
	return codes;
}
