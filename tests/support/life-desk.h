/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "core/life/life.h"
#include "support/clock-tools.h"

/* What tests of a case's life share: the shipped rules, and a command as words. */

#define LIFE_ANSVARIG "ansvarig@kommun.example"
#define LIFE_KIM      "kim.berg@kommun.example"
#define LIFE_REPORTER "alva@kommun.example"

/* A person of the board, for ever. */
static inline Person *
life_desk_person(const char *address, const char *title)
{
	Person *person = g_new0(Person, 1);

	person->address = g_strdup(address);
	person->title = g_strdup(title);
	return person;
}

/* Adds an investigator and a commissioning board. */
static inline void
life_desk_furnish(Board *board)
{
	CommissioningBoard *other = g_new0(CommissioningBoard, 1);
	CommissioningBoard *safe = g_new0(CommissioningBoard, 1);

	other->id = g_strdup("SDN");
	other->name = g_strdup("Stadsdelsnämnden");
	other->address = g_strdup("sdn@annan.example");
	other->automatic = TRUE;
	safe->id = g_strdup("FUN");
	safe->name = g_strdup("Funktionsnämnden");
	safe->address = g_strdup("fun@annan.example");
	safe->secure = TRUE;
	if (!board->investigators)
		board->investigators = g_ptr_array_new();
	if (!board->commissioning)
		board->commissioning = g_ptr_array_new();
	g_ptr_array_set_free_func(board->investigators, (GDestroyNotify) person_free);
	g_ptr_array_set_free_func(board->commissioning, (GDestroyNotify) commissioning_board_free);
	g_ptr_array_add(board->investigators, life_desk_person(LIFE_KIM, "utredare"));
	g_ptr_array_add(board->commissioning, other);
	g_ptr_array_add(board->commissioning, safe);
	g_free(board->responsible.title);
	board->responsible.title = g_strdup("lex Sarah-ansvarig");
}

/* The act whose event is called so. */
static inline LifeAct
life_desk_act(const char *event)
{
	for (guint act = 0; act < LIFE_ACT_COUNT; act++)
		if (strcmp(life_act_event((LifeAct) act), event) == 0)
			return (LifeAct) act;
	g_error("no act %s", event);
}

/* Words that suit every act; text: "key=value|key=value" puts others in their place, "key=" none.
 */
static inline void
life_desk_words(LifeWords *words, const char *text, GStrv *ret_pieces)
{
	static const char *const standard[LIFE_VALUE_COUNT] = {
		[LIFE_REASON] = "Skäl.",
		[LIFE_TEXT] = "Text.",
		[LIFE_BY] = LIFE_ANSVARIG,
		[LIFE_OUTCOME] = "misconduct",
		[LIFE_DELEGATION] = "4.2",
		[LIFE_INVESTIGATOR] = LIFE_KIM,
		[LIFE_BOARD] = "SDN",
		[LIFE_TO_BOARD] = "SDN",
		[LIFE_HOW] = "brev",
		[LIFE_SOURCE] = "samtal",
		[LIFE_KIND] = "fact",
		[LIFE_NUMBER] = "AMN 2026-0123-1.3",
		[LIFE_CLOCK] = "investigate",
		[LIFE_CASE] = "LS-2026-0009",
		[LIFE_OWNER] = "Enhetschefen",
		[LIFE_MEASURE] = "1",
		[LIFE_BASIS] = "15 kap. 9 § SoL",
	};
	GStrv pieces = g_strsplit(text ? text : "", "|", -1);

	memset(words, 0, sizeof *words);
	words->correct = g_strv_contains((const char *const *) pieces, "correct=");
	/* A correction says what it corrects and nothing else. */
	if (!words->correct)
		memcpy(words->given, standard, sizeof standard);
	else
		words->given[LIFE_REASON] = standard[LIFE_REASON];
	for (char **piece = pieces; *piece && **piece; piece++) {
		char *value = strchr(*piece, '=');

		*value++ = '\0';
		for (guint v = 0; v < LIFE_VALUE_COUNT; v++)
			if (strcmp(life_value_key((LifeValue) v), *piece) == 0)
				words->given[v] = *value ? value : NULL;
	}
	*ret_pieces = pieces;
}
