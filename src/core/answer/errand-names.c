/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom a command names as one who deals with the case. Must leave out no line but the command's
 * own, for what stands beside it may be of that person.
 */
#include "core/answer/errand-names.h"

#include <string.h>

#include "core/answer/answer.h"
#include "core/text.h"

/* More in a line that is not understood may be a sentence of somebody. */
#define NAME_WORDS 6

/* Who deals with it, or is to. */
static const LifeValue persons[] = { LIFE_INVESTIGATOR, LIFE_BY, LIFE_PRESENTER, LIFE_PARTICIPANTS,
	LIFE_OWNER, LIFE_SOURCE };

static guint
count_words(const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);
	guint n = 0;

	for (char **word = words; *word; word++)
		n += **word != '\0';
	return n;
}

/* What it says is a name: an official who is none of those that investigate, too. */
static gboolean
is_name_alone(const MailCommand *command)
{
	return command->what == LIFE_ASSIGN && command->doubt == MAIL_DOUBT_WHO &&
	       count_words(command->text) <= NAME_WORDS;
}

static gboolean
names_somebody(const MailCommand *command)
{
	if (command->state != MAIL_COMMAND_UNDERSTOOD)
		return is_name_alone(command);
	for (gsize i = 0; i < G_N_ELEMENTS(persons); i++)
		if (command->values[persons[i]])
			return TRUE;
	return FALSE;
}

static gboolean
is_person(LifeValue value)
{
	for (gsize i = 0; i < G_N_ELEMENTS(persons); i++)
		if (persons[i] == value)
			return TRUE;
	return FALSE;
}

/* Adds the lines of the command to left_out, and what it says beside a name to said. */
static void
take_command(const MailCommand *command, const Answer *answer, GHashTable *left_out, GString *said)
{
	for (guint i = 0; i < answer->lines->len; i++) {
		const AnswerLine *line = g_ptr_array_index(answer->lines, i);

		if (line->number >= command->line &&
			line->number < command->line + command->n_lines)
			g_hash_table_add(left_out, g_strdup(line->text));
	}
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		if (command->values[value] && !is_person((LifeValue) value))
			g_string_append_printf(said, "\n%s", command->values[value]);
}

char *
errand_leave_out_names(const Mail *mail, const ErrandOffice *office, const char *words)
{
	g_autoptr(GHashTable) left_out =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) steps = errand_read(mail, office);
	g_autoptr(Answer) answer = answer_find(mail);
	g_auto(GStrv) lines = g_strsplit(words, "\n", -1);
	g_autoptr(GString) said = g_string_new(NULL);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < steps->len; i++) {
		const ErrandStep *step = g_ptr_array_index(steps, i);

		if (names_somebody(step->command))
			take_command(step->command, answer, left_out, said);
	}
	for (char **line = lines; *line; line++) {
		g_autofree char *seen = text_to_line(*line, 0);

		if (!g_hash_table_contains(left_out, seen))
			g_string_append_printf(out, "%s\n", *line);
	}
	g_string_append(out, said->str);
	return g_string_free(out, FALSE);
}
