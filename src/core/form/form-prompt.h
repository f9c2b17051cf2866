/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/form-match.h"

/*
 * Questions that no vocabulary can list in all their wordings: phrases with a
 * gap ("Beskriv … åtgärder") are looked for in what asks something as a whole.
 */

/*
 * How many of words, from the first on, ask something together: up to a
 * question mark, a colon or the end of the line; 0 if they do not. prose: they
 * stand in an answer of many lines, where a sentence may look like a question.
 */
guint form_prompt_measure(
	const Document *document, const FormWord *words, guint n_words, gboolean prose);

/* TRUE if nothing stands right above the line of word: it is no line of a paragraph. */
gboolean form_prompt_stands_apart(const Document *document, const FormWord *word);

/*
 * How many of the n words of a prompt phrase needs, from the first on; 0 if it
 * is not in them.
 */
guint form_prompt_match(const FormPhrase *phrase, const FormWord *words, guint n);
