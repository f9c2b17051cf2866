/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command that was read, and the line that reads as the same one.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

/* What a value is called where its text is a word of the program's. */
static const char *
word_of(const MailMeaning *meanings, guint n, const char *meaning)
{
	for (guint i = 0; i < n; i++)
		if (g_strcmp0(meanings[i].meaning, meaning) == 0)
			return meanings[i].phrase;
	return meaning;
}

static char *
write_outcome(const char *name, gboolean english)
{
	Outcome outcome = OUTCOME_NONE;

	if (!outcome_from_name(name, &outcome))
		return g_strdup(name);
	return english ? g_strdelimit(g_strdup(name), "_", ' ')
		       : g_strdup(outcome_title(outcome, NULL));
}

static char *
write_value(const MailCommand *command, LifeValue value, gboolean english)
{
	static const MailMeaning words[2][3] = {
		{ { "fakta", "fact" }, { "bedömning", "assessment" },
			{ "ingen", LIFE_UNDELEGATED } },
		{ { "fact", "fact" }, { "assessment", "assessment" },
			{ "none", LIFE_UNDELEGATED } },
	};
	const char *text = command->values[value];

	if (value == LIFE_OUTCOME)
		return write_outcome(text, english);
	if (value == LIFE_KIND || value == LIFE_DELEGATION)
		text = word_of(words[english != FALSE], G_N_ELEMENTS(words[0]), text);
	return g_strdup(text);
}

/* The number of a measure stands in the head. */
static void
write_head(GString *out, const MailCommand *command, const char *head)
{
	const char *mark = strchr(head, '#');

	if (!mark) {
		g_string_append(out, head);
		return;
	}
	g_string_append_len(out, head, mark - head);
	g_string_append_printf(out, "%s%s", command->values[LIFE_MEASURE], mark + 1);
}

/* The values but what may be anything, "; " between them. */
static char *
write_items(const MailCommand *command, const MailForm *form, gboolean english)
{
	GString *out = g_string_new(NULL);

	for (const MailSlot *slot = form->slots; slot->how; slot++) {
		if (!command->values[slot->value] || slot->value == LIFE_TEXT)
			continue;
		g_autofree char *text = write_value(command, slot->value, english);
		const char *name = mail_command_value_name(slot->value, english);
		gboolean bare = (slot->how & MAIL_SLOT_HERE) != 0;
		g_string_append_printf(out, "%s%s%s%s", out->len ? "; " : "", bare ? "" : name,
			bare ? "" : ": ", text);
	}
	return g_string_free(out, FALSE);
}

char *
mail_command_canonical(const MailCommand *command, gboolean english)
{
	const MailForm *form = mail_form(command->what);
	GString *out = g_string_new(NULL);

	if (command->state != MAIL_COMMAND_UNDERSTOOD || !form) {
		g_string_free(out, TRUE);
		return NULL;
	}
	write_head(out, command, form->head[english != FALSE]);
	g_autofree char *items = write_items(command, form, english);
	const char *text = command->values[LIFE_TEXT];
	if (*items)
		g_string_append_printf(out, text ? " (%s)" : ": %s", items);
	if (text)
		g_string_append_printf(out, ": %s", text);
	return g_string_free(out, FALSE);
}

void
mail_command_doubt(MailCommand *command, MailDoubt why)
{
	command->state = MAIL_COMMAND_UNCLEAR;
	command->doubt = why;
}

LifeWords
mail_command_words(const MailCommand *command)
{
	LifeWords words = { 0 };

	for (guint i = 0; i < LIFE_VALUE_COUNT; i++)
		words.given[i] = command->values[i];
	return words;
}

void
mail_command_free(MailCommand *command)
{
	if (!command)
		return;
	for (guint i = 0; i < LIFE_VALUE_COUNT; i++)
		g_free(command->values[i]);
	g_free(command->text);
	g_free(command);
}
