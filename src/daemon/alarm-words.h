/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/login/credential.h"

/* Adds the sentence (char *, of the list) to alarms, after the board's id. */
void alarm_add_words(GPtrArray *alarms, const Board *board, const char *words);

/* The same with how many in front, in the language of the board. */
void alarm_add_count(GPtrArray *alarms, const Board *board, gint64 count, const char *swedish,
	const char *english);

/* Says when it ends, or ended. */
void alarm_add_ending(GPtrArray *alarms, const Board *board, const Credential *credential);

/*
 * what, and after it what is known of the failure: the plain words for it and what
 * to do, or the kind of error. g_free() it.
 */
char *alarm_with_cause(const Board *board, const char *what, const GError *cause);
