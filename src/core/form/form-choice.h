/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/form-vocabulary.h"

/*
 * What a sentence says of a choice, in the words of the options of member:
 * "Det rapporterade utgjorde ett missförhållande". The longest option counts
 * where several begin with the same word. A sentence with a word of denial that
 * is not an option's own says nothing: nobody guesses what is denied. GPtrArray
 * of char *, each code once; g_ptr_array_unref() it.
 */
GPtrArray *form_choice_find(
	const FormVocabulary *vocabulary, const char *part, const char *member, const char *text);
