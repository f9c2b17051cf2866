/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a line begins with: what lists and politeness put there, the head of a command, or
 * a sentence about one.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

#include "core/form/form-match.h"

#define LOOK_WORDS 10 /* of a sentence, for the verb of a command */

static gboolean
is_quotation_mark(gunichar c)
{
	return c == '"' || c == '\'' || c == 0xab || c == 0xbb || (c >= 0x2018 && c <= 0x201f);
}

gboolean
mail_is_quote(const char *text)
{
	return *text == '>' || *text == '|';
}

/* "1. ", "a) ", "- " */
static const char *
skip_marker(const char *at)
{
	gunichar c = g_utf8_get_char(at);
	gboolean bullet = c == '-' || c == '*' || c == 0x2022 || c == 0xb7 || c == 0x2013;
	const char *next = bullet ? g_utf8_next_char(at) : at;

	if (bullet && *next == ' ')
		return mail_skip_space(next);
	return at + form_match_marker(at);
}

/* "Hej Anna, ", "Tack! ", "ok, ": what is said before a command. */
static const char *
skip_greeting(const char *at)
{
	const char *hello = mail_match_any(at, mail_greetings), *end = hello;

	if (!end)
		end = mail_match_any(at, mail_thanks);
	for (guint names = 0; hello && names < 2 && *end == ' '; names++) {
		const char *next = mail_skip_space(end);

		if (!g_unichar_isupper(g_utf8_get_char(next)))
			break;
		end = mail_skip_word(next);
	}
	if (!end || !*end || !strchr(",!.", *end))
		return at;
	return mail_skip_space(end + strspn(end, ",!."));
}

static const char *
skip_politeness(const char *at)
{
	const char *end = mail_match_any(at, mail_politeness);

	return end ? mail_skip_space(end + strspn(end, ",")) : at;
}

/* "Ska jag utreda?": the verb of a command, at its end or with its object. */
static const MailHead *
find_verb(const char *text)
{
	static const char *const objects[] = { "(arendet|det|den|detta|rapporten|utredningen)",
		"(inte|ej|nu|not|it|this|the (case|report))", NULL };

	if (!mail_match_any(text, mail_openers))
		return NULL;
	guint words = 0;
	for (const char *at = text; *at && words < LOOK_WORDS; at = mail_skip_word(at)) {
		words += *at == ' ';
		for (guint i = 0; i < mail_n_verbs; i++) {
			const char *end = mail_match(at, mail_verbs[i].phrase, NULL);

			if (end && (!*end || strchr(",.?!;:", *end) ||
					   mail_match_any(mail_skip_space(end), objects)))
				return &mail_verbs[i];
		}
	}
	return NULL;
}

static void
read_head(MailParse *parse, const MailHead *head, guint number)
{
	parse->head = parse->command->what = head->what;
	parse->form = mail_form(head->what);
	if (head->several) {
		MailDoubt why = mail_match_doubt(parse->at);

		mail_command_doubt(parse->command, why ? why : MAIL_DOUBT_SEVERAL);
		return;
	}
	if (number)
		parse->command->values[LIFE_MEASURE] = g_strdup_printf("%u", number);
	mail_parse_values(parse);
}

/* "Skyddet brast": a word that can be a command, in the middle of prose. */
static gboolean
is_prose(const MailHead *head, const char *rest)
{
	const char *at = mail_skip_space(rest);
	g_autofree char *word = g_strndup(at, (gsize) (mail_skip_word(at) - at));
	MailDoubt why = mail_match_doubt(word);
	/* "Information om …" has no condition. */
	gboolean doubted = why == MAIL_DOUBT_CONDITION ? head->what != LIFE_INFORM_REPORT : why;

	return head->several && !doubted && at > rest && g_unichar_islower(g_utf8_get_char(at)) &&
	       !mail_is_politeness(at) &&
	       !mail_match(word, "(eftersom|darfor|because|till|to)", NULL);
}

static void
read_sentence(MailCommand *command, const char *text)
{
	const MailHead *verb = find_verb(text);
	MailDoubt why = verb ? mail_match_doubt(text) : MAIL_DOUBT_NONE;

	if (!verb)
		return;
	command->what = verb->what;
	mail_command_doubt(command, why ? why : MAIL_DOUBT_SENTENCE);
}

MailCommand *
mail_command_parse(const char *text, const MailCommandContext *context)
{
	MailCommand *command = g_new0(MailCommand, 1);
	MailParse parse = { .context = context, .command = command };
	gboolean quoted = is_quotation_mark(g_utf8_get_char(text));
	guint number = 0;

	command->what = MAIL_SAYS_NOTHING;
	if (mail_is_quote(text))
		return command;
	const char *at = skip_marker(quoted ? g_utf8_next_char(text) : text);
	at = skip_politeness(skip_greeting(skip_greeting(at)));
	const MailHead *head = mail_match_head(at, &parse.at, &number);
	if (head && !is_prose(head, parse.at))
		read_head(&parse, head, number);
	else
		read_sentence(command, at);
	if (quoted && command->state != MAIL_COMMAND_PLAIN)
		mail_command_doubt(command, MAIL_DOUBT_QUOTED);
	return command;
}
