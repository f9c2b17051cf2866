/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An answer line by line: which lines are one command, and which contradict each
 * other. Must never end a text in the middle, nor take a part of one for a command.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

#include "core/text.h"

#define SENTENCE_WORDS 4 /* fewer are a name or a heading, not a sentence that goes on */

typedef struct {
	const MailCommandContext *context;
	GPtrArray *commands;
	MailCommand *last;  /* the command that the line before was part of; NULL: none */
	MailCommand *above; /* the same, in the same paragraph */
	GString *text;      /* its lines, put together */
	GString *written;   /* as they are */
	gboolean grows;     /* its free text goes on */
	gboolean midway;    /* its last line stops in the middle of a sentence, or at a colon */
	gboolean open;      /* the line above stops in the middle of a sentence */
	gboolean below;     /* a closing was there */
} Answer;

static void
make_plain(MailCommand *command)
{
	command->state = MAIL_COMMAND_PLAIN;
	command->doubt = MAIL_DOUBT_NONE;
	command->what = MAIL_SAYS_NOTHING;
}

/* Valid, and letters with their accents as one character. g_free() it. */
static char *
compose(const char *raw)
{
	g_autofree char *valid = g_utf8_make_valid(raw, -1);

	return g_utf8_normalize(valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

/* One line by itself. */
static MailCommand *
read_line(const char *composed, const char *clean, const MailCommandContext *context)
{
	MailCommand *command = mail_command_parse(clean, context);
	g_autofree char *look = command->state == MAIL_COMMAND_PLAIN ? mail_look_of(clean) : NULL;

	if (look) {
		mail_command_free(command);
		command = mail_command_parse(look, context);
	}
	if (command->state != MAIL_COMMAND_PLAIN && (look || mail_hides_something(composed)))
		mail_command_doubt(command, MAIL_DOUBT_HIDDEN);
	return command;
}

static gboolean
is_closing(const char *clean)
{
	return g_str_has_prefix(clean, "--") || g_str_has_prefix(clean, "__") ||
	       mail_match_any(clean, mail_closings);
}

static gboolean
is_greeting(const char *clean)
{
	return mail_match_any(clean, mail_greetings) || mail_match_any(clean, mail_thanks);
}

/* Nothing but thanks or a greeting, or a name. */
static gboolean
is_politeness(const char *clean, const MailCommandContext *context)
{
	const char *end = mail_match_any(clean, mail_thanks);

	if (!end)
		end = mail_match_any(clean, mail_greetings);
	if (end && !end[strspn(end, " ,.!)(:")])
		return TRUE;
	return mail_is_name(*clean == '/' ? clean + 1 : clean, context);
}

gboolean
mail_line_is_courtesy(const char *line, const MailCommandContext *context)
{
	g_autofree char *composed = compose(line);
	g_autofree char *clean = text_to_line(composed, 0);

	return !mail_has_letter(clean) || is_closing(clean) || is_politeness(clean, context);
}

gboolean
mail_line_is_cover(const char *line)
{
	g_autofree char *composed = compose(line);
	g_autofree char *clean = text_to_line(composed, 0);
	const char *end = mail_match_any(clean, mail_covers);

	return end && !end[strspn(end, " ,.!)(:")];
}

static guint
count_words(const char *clean)
{
	guint words = *clean != '\0';

	for (const char *at = clean; (at = strchr(at, ' ')); at++)
		words++;
	return words;
}

static gboolean
begins_small(const char *clean)
{
	return g_unichar_islower(g_utf8_get_char(clean));
}

static gboolean
stops_in_sentence(const char *clean)
{
	return count_words(clean) >= SENTENCE_WORDS && !strchr(".!?:;", clean[strlen(clean) - 1]) &&
	       !is_greeting(clean);
}

/* "Men inte än": it takes back what stands above, over a blank line, too. */
static gboolean
takes_back(const char *clean)
{
	return mail_match(clean, "(men|fast|dock|eller|utom|forutsatt|but|except|or)", NULL) !=
	       NULL;
}

/* A line that may put a condition on what stands right above it. */
static gboolean
goes_on_with_sentence(const char *clean)
{
	const char *second = mail_skip_space(mail_skip_word(clean));
	g_autofree char *begin = g_strndup(clean, (gsize) (mail_skip_word(second) - clean));

	return mail_match_doubt(begin) || (begins_small(clean) && count_words(clean) >= 3);
}

static gboolean
has_open_parenthesis(const char *text)
{
	int depth = 0;

	for (const char *at = text; *at; at++)
		depth += (*at == '(') - (*at == ')');
	return depth > 0;
}

/* TRUE if the free text of the command, whose line is clean, may go on below. */
static gboolean
may_grow(const MailCommand *command, const char *clean)
{
	const MailForm *form = mail_form(command->what);

	if (command->state == MAIL_COMMAND_PLAIN || !form)
		return FALSE;
	for (const MailSlot *slot = form->slots; slot->how; slot++)
		if (slot->value == LIFE_REASON || slot->value == LIFE_TEXT)
			return command->values[slot->value] ||
			       strchr(":,", clean[strlen(clean) - 1]) ||
			       has_open_parenthesis(clean);
	return FALSE;
}

/* "eftersom ..." below "utred". */
static gboolean
begins_reason(const MailCommand *above, const char *clean)
{
	const MailForm *form = mail_form(above->what);

	if (!mail_match(clean, "(eftersom|darfor att|because|skal:|motivering:|reason:)", NULL))
		return FALSE;
	for (const MailSlot *slot = form->slots; slot->how; slot++)
		if (slot->value == LIFE_REASON)
			return TRUE;
	return FALSE;
}

/* Ends what stands above: its lines are read again as one. */
static void
end_above(Answer *answer)
{
	MailCommand *above = answer->above;

	if (above) {
		g_free(above->text);
		above->text = g_strdup(answer->written->str);
	}
	if (above && above->n_lines > 1 && above->doubt != MAIL_DOUBT_RUNS_ON &&
		above->doubt != MAIL_DOUBT_HIDDEN) {
		MailCommand *whole = mail_command_parse(answer->text->str, answer->context);

		whole->line = above->line;
		whole->n_lines = above->n_lines;
		whole->text = g_steal_pointer(&above->text);
		answer->commands->pdata[answer->commands->len - 1] = answer->last = whole;
		mail_command_free(above);
	}
	answer->above = NULL;
	answer->grows = FALSE;
}

static void
add_to_above(Answer *answer, const char *composed, const char *clean)
{
	answer->above->n_lines++;
	g_string_append_printf(answer->text, " %s", clean);
	g_string_append_printf(answer->written, "\n%s", composed);
	answer->midway = stops_in_sentence(clean) || g_str_has_suffix(clean, ":");
}

/* TRUE if the line begins with what can be nothing but a command. */
static gboolean
begins_surely(const char *clean)
{
	const char *end;
	const MailHead *head = mail_match_head(clean, &end, NULL);

	return head && !head->several;
}

/* TRUE if the line belongs to the text of the command above it. */
static gboolean
continues(const Answer *answer, const MailCommand *command, const char *clean)
{
	if (!answer->above || !(answer->grows || begins_reason(answer->above, clean)))
		return FALSE;
	if (command->state == MAIL_COMMAND_PLAIN)
		return TRUE;
	/* Words in the middle of a sentence, no command for sure. */
	return command->state == MAIL_COMMAND_UNCLEAR && !begins_surely(clean) && answer->midway &&
	       (begins_small(clean) || g_str_has_suffix(answer->text->str, ":"));
}

/* What a line means for the one above it, and the other way round. */
static void
weigh(Answer *answer, MailCommand *command, const char *clean)
{
	MailCommand *above = answer->above;

	if (above && answer->grows && command->state != MAIL_COMMAND_UNDERSTOOD) {
		mail_command_doubt(above, MAIL_DOUBT_RUNS_ON);
		mail_command_doubt(command, MAIL_DOUBT_RUNS_ON);
	} else if (answer->last && answer->last->state != MAIL_COMMAND_UNCLEAR &&
		   command->state == MAIL_COMMAND_PLAIN &&
		   (takes_back(clean) || (above && goes_on_with_sentence(clean)))) {
		mail_command_doubt(answer->last, MAIL_DOUBT_RUNS_ON);
	}
	if (answer->open && command->state != MAIL_COMMAND_PLAIN &&
		command->state != MAIL_COMMAND_UNCLEAR && begins_small(clean))
		mail_command_doubt(command, MAIL_DOUBT_RUNS_ON);
}

static void
add(Answer *answer, MailCommand *command, const char *clean)
{
	gboolean plain = command->state == MAIL_COMMAND_PLAIN;

	end_above(answer);
	answer->last = NULL;
	g_ptr_array_add(answer->commands, command);
	answer->open = (plain || command->state == MAIL_COMMAND_UNCLEAR) && !begins_surely(clean) &&
		       stops_in_sentence(clean);
	if (plain)
		return;
	answer->above = answer->last = command;
	answer->grows = may_grow(command, clean);
	answer->midway = stops_in_sentence(clean) || g_str_has_suffix(clean, ":");
	g_string_assign(answer->text, clean);
	g_string_assign(answer->written, command->text);
}

/* What stands below a closing is a signature; a command there is said to be in the wrong place. */
static void
add_aside(Answer *answer, MailCommand *command)
{
	gboolean meant = command->state == MAIL_COMMAND_UNDERSTOOD ||
			 command->state == MAIL_COMMAND_INCOMPLETE;

	end_above(answer);
	answer->last = NULL;
	answer->open = FALSE;
	if (answer->below && meant)
		mail_command_doubt(command, MAIL_DOUBT_BELOW_CLOSING);
	else
		make_plain(command);
	g_ptr_array_add(answer->commands, command);
}

static void
read_next(Answer *answer, guint number, const char *raw)
{
	g_autofree char *composed = compose(raw);
	g_autofree char *clean = text_to_line(composed, 0);
	gboolean closing = is_closing(clean);

	if (!*clean) {
		end_above(answer);
		answer->open = FALSE;
		return;
	}
	g_autoptr(MailCommand) command = read_line(composed, clean, answer->context);
	command->line = number;
	command->n_lines = 1;
	command->text = g_strdup(composed);
	if (answer->below || closing || mail_is_quote(clean) ||
		(command->state != MAIL_COMMAND_UNDERSTOOD &&
			is_politeness(clean, answer->context))) {
		add_aside(answer, g_steal_pointer(&command));
		answer->below = answer->below || closing;
		return;
	}
	if (continues(answer, command, clean)) {
		answer->grows = TRUE;
		add_to_above(answer, composed, clean);
		return;
	}
	weigh(answer, command, clean);
	add(answer, g_steal_pointer(&command), clean);
}

/* Of what is unclear nothing can be taken. */
static void
clear_values(MailCommand *command)
{
	for (guint i = 0; i < LIFE_VALUE_COUNT; i++)
		g_clear_pointer(&command->values[i], g_free);
	command->missing = 0;
}

GPtrArray *
mail_commands_read(const char *const *lines, const MailCommandContext *context)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) written = g_string_new(NULL);
	GPtrArray *commands = g_ptr_array_new_with_free_func((GDestroyNotify) mail_command_free);
	Answer answer = {
		.context = context, .commands = commands, .text = text, .written = written
	};

	for (guint i = 0; lines[i]; i++)
		read_next(&answer, i + 1, lines[i]);
	end_above(&answer);
	mail_find_contradictions(commands);
	for (guint i = 0; i < commands->len; i++) {
		MailCommand *command = commands->pdata[i];

		if (command->state == MAIL_COMMAND_UNCLEAR || command->state == MAIL_COMMAND_PLAIN)
			clear_values(command);
	}
	return commands;
}
