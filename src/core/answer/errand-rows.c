/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of an answer, where they are read and where they are not. Must let nothing that a person
 * wrote go by without somebody being told.
 */
#include "core/answer/errand-rows.h"

#include <string.h>

#include "core/text.h"

static MailCommandContext
context_of(const ErrandOffice *office)
{
	return (MailCommandContext){ office->today, office->writer, office->board, office->clocks,
		office->zone };
}

/* With the lines between them that are empty, so that places are the numbers. */
static GStrv
rows_of(const GPtrArray *answer_lines)
{
	g_autoptr(GStrvBuilder) lines = g_strv_builder_new();
	guint number = 0;

	for (guint i = 0; i < answer_lines->len; i++) {
		const AnswerLine *line = g_ptr_array_index(answer_lines, i);

		while (++number < line->number)
			g_strv_builder_add(lines, "");
		g_strv_builder_add(lines, line->text);
	}
	return g_strv_builder_end(lines);
}

GPtrArray *
errand_commands(const GPtrArray *answer_lines, const ErrandOffice *office)
{
	const MailCommandContext context = context_of(office);
	g_auto(GStrv) rows = rows_of(answer_lines);

	return mail_commands_read((const char *const *) rows, &context);
}

/* What takes back, puts off or asks, as folded. */
static const char *const cautions[] = { "inte", "ej", "icke", "aldrig", "nej", "fel", "vanta",
	"avvakta", "angrar", "men", "dock", "fast", "not", "never", "no", "wrong", "wait", "but" };

gboolean
errand_is_cautious(const char *text)
{
	g_autofree char *folded = text_fold(text);
	g_auto(GStrv) words = g_strsplit_set(folded, " ,.;:!()\"", -1);

	if (strchr(folded, '?'))
		return TRUE;
	for (char **word = words; *word; word++)
		for (gsize i = 0; i < G_N_ELEMENTS(cautions); i++)
			if (strcmp(*word, cautions[i]) == 0)
				return TRUE;
	return FALSE;
}

/* TRUE if something of the person's own stands where it is not read, or may. */
static gboolean
has_unread(const Answer *answer)
{
	return answer->below || answer->presumed;
}

gboolean
errand_only_asks(const Mail *mail, const ErrandOffice *office)
{
	g_autoptr(Answer) answer = answer_find(mail);
	g_autoptr(GPtrArray) commands = errand_commands(answer->lines, office);

	if (has_unread(answer))
		return FALSE;
	for (guint i = 0; i < commands->len; i++) {
		const MailCommand *command = g_ptr_array_index(commands, i);

		if (command->state != MAIL_COMMAND_UNDERSTOOD ||
			(command->what != MAIL_SAYS_STATUS && command->what != MAIL_SAYS_HELP))
			return FALSE;
	}
	return commands->len > 0;
}

gboolean
errand_has_letter(const Mail *mail, const ErrandOffice *office)
{
	const MailCommandContext context = context_of(office);
	g_autoptr(Answer) answer = answer_find(mail);
	g_autoptr(GPtrArray) commands = errand_commands(answer->lines, office);
	const gboolean files = mail_has_attachment(mail);

	if (has_unread(answer))
		return TRUE;
	for (guint i = 0; i < commands->len; i++) {
		const MailCommand *command = g_ptr_array_index(commands, i);

		if (command->state == MAIL_COMMAND_PLAIN &&
			!mail_line_is_courtesy(command->text, &context) &&
			!(files && mail_line_is_cover(command->text)))
			return TRUE;
	}
	return FALSE;
}

/* Tells of a line without doing anything of it. */
static void
add_unclear(GPtrArray *steps, guint what, guint line, const char *text, MailDoubt doubt)
{
	ErrandStep *step = errand_step_new(what);

	step->fate = ERRAND_UNCLEAR;
	step->command->state = MAIL_COMMAND_UNCLEAR;
	step->command->doubt = doubt;
	step->command->line = line;
	step->command->n_lines = 1;
	step->command->text = g_strdup(text);
	g_ptr_array_add(steps, step);
}

/* TRUE if whoever wrote the line may think that something comes of it. */
static gboolean
is_meant(const MailCommand *command, ReplyPurpose purpose)
{
	return command->state == MAIL_COMMAND_UNDERSTOOD ||
	       command->state == MAIL_COMMAND_INCOMPLETE ||
	       (purpose == REPLY_FOR_CONFIRMATION && errand_is_cautious(command->text));
}

GPtrArray *
errand_unread(const Answer *answer, const ErrandOffice *office)
{
	GPtrArray *steps = errand_steps_new();
	g_autoptr(GPtrArray) below = errand_commands(answer->under, office);

	if (answer->presumed)
		add_unclear(steps, MAIL_SAYS_NOTHING, answer->end_line, NULL, MAIL_DOUBT_PRESUMED);
	for (guint i = 0; i < below->len; i++) {
		const MailCommand *command = g_ptr_array_index(below, i);

		if (is_meant(command, office->purpose))
			add_unclear(steps, command->what, command->line, command->text,
				MAIL_DOUBT_BELOW_QUOTATION);
	}
	return steps;
}
