/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Free text: a reason, a note, a measure. Must never take a command, or words that take
 * back the command that they follow, for text.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

#define TEXT_BYTES 20000 /* as life-value.c has it */

/* TRUE if the sentence at at is a command by itself: "Stäng ärendet.", "Tilldela: …". */
static gboolean
is_command(const char *at)
{
	const char *end;
	const MailHead *head = mail_match_head(at, &end, NULL);

	return head && !head->several && (!*end || strchr(":.!;", *end));
}

/* TRUE if one of the sentences of text is. */
static gboolean
holds_command(const char *text)
{
	gboolean found = is_command(text);

	for (const char *at = text; !found && (at = strpbrk(at, ".!;")); at++)
		found = at[1] == ' ' && is_command(mail_skip_space(at + 1));
	return found;
}

static MailDoubt
doubt_of_end(const char *text)
{
	static const char *const ends[] = { "(inte|not|inte riktigt) (an|annu|nu|yet|now)",
		"(tror jag|kanske|eller|maybe|i think|inte)", NULL };
	const char *end;

	if (g_str_has_suffix(text, "?"))
		return MAIL_DOUBT_QUESTION;
	for (const char *at = text; *at; at = mail_skip_word(at))
		if (at - text + 40 > (gssize) strlen(text) && (end = mail_match_any(at, ends)) &&
			!end[strspn(end, " .!")])
			return MAIL_DOUBT_DENIED;
	return MAIL_DOUBT_NONE;
}

static MailDoubt
doubt_of_beginning(const char *text)
{
	g_autofree char *word = g_strndup(text, (gsize) (mail_skip_word(text) - text));

	return mail_match_doubt(word);
}

/* Where text ends and the names of values follow: ", ansvarig: ...". */
static const char *
find_values(const MailParse *parse, const char *from)
{
	for (const char *at = from; (at = strpbrk(at, ",;.(")); at++) {
		const char *next = mail_skip_space(at + 1);

		for (guint i = 0; i < mail_n_labels; i++) {
			const char *end =
				mail_parse_match_label(parse, &mail_labels[i], next, FALSE);
			CivilDate date;

			if (!end || parse->command->values[mail_labels[i].value])
				continue;
			if (mail_is_colon(end) ||
				(mail_labels[i].value == LIFE_DUE &&
					mail_read_date(mail_skip_space(end), parse->context->today,
						TRUE, &date, &end) == MAIL_DATE_READ))
				return at;
		}
	}
	return from + strlen(from);
}

/*
 * "(eftersom …)" has lost the parenthesis before it. None is left that would be taken off when the
 * command is read as it is written back. g_free() it.
 */
static char *
cut_text(const char *from, const char *end)
{
	char *text = g_strstrip(g_strndup(from, (gsize) (end - from)));
	int depth = 0;

	for (const char *at = text; *at; at++)
		depth += (*at == '(') - (*at == ')');
	for (; depth < 0 && g_str_has_suffix(text, ")"); depth++) {
		text[strlen(text) - 1] = '\0';
		g_strchomp(text);
	}
	return text;
}

/* Why text cannot be that of a command; named: it may begin with "inte". */
static MailDoubt
doubt_of(const char *text, gboolean named)
{
	MailDoubt why = named ? MAIL_DOUBT_NONE : doubt_of_beginning(text);

	if (!why)
		why = doubt_of_end(text);
	return !why && holds_command(text) ? MAIL_DOUBT_TWO_COMMANDS : why;
}

char *
mail_parse_take_text(MailParse *parse, LifeValue value, gboolean named)
{
	gboolean before = mail_parse_has_slot(parse, value, MAIL_SLOT_BEFORE);
	const char *from = parse->at,
		   *end = before ? find_values(parse, from) : from + strlen(from);
	g_autofree char *text = cut_text(from, end);
	MailDoubt why = MAIL_DOUBT_NONE;

	parse->at = end;
	if (!mail_has_letter(text))
		return NULL;
	if (strlen(text) > TEXT_BYTES)
		why = MAIL_DOUBT_TOO_LONG;
	else if (!parse->form->narrative)
		why = doubt_of(text, named);
	if (why)
		mail_command_doubt(parse->command, why);
	return g_steal_pointer(&text);
}
