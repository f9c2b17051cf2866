/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values of one command, in any order. Must never take a command of which a word is
 * left that it has not understood.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

#include "core/text.h"

static gboolean
take_named(MailParse *parse)
{
	for (guint i = 0; i < mail_n_labels; i++) {
		const MailLabel *label = &mail_labels[i];
		const char *end = mail_parse_match_label(parse, label, parse->at, FALSE);

		if (!end || (label->how & MAIL_LABEL_COMMA && !parse->comma))
			continue;
		gboolean colon = mail_is_colon(end);
		const char *from = colon ? mail_skip_space(end) + 1 : end;
		gboolean named = colon || label->value == LIFE_REASON;
		if (mail_parse_read(parse, label->value, from + strspn(from, " .,:"), named))
			return TRUE;
	}
	return FALSE;
}

static gboolean
take_turn(MailParse *parse)
{
	const MailTurn *found = NULL;
	const char *furthest = parse->at;

	for (guint i = 0; i < mail_n_turns; i++) {
		const char *end = mail_turns[i].from == parse->head
					  ? mail_match(parse->at, mail_turns[i].phrase, NULL)
					  : NULL;

		if (!end || end <= furthest)
			continue;
		found = &mail_turns[i];
		furthest = end;
	}
	if (!found)
		return FALSE;
	if (found->to != parse->head || found->to == LIFE_INFORM_REPORT) {
		if (parse->turned && parse->command->what != found->to)
			mail_command_doubt(parse->command, MAIL_DOUBT_TWICE);
		parse->command->what = found->to;
		parse->turned = TRUE;
	}
	parse->at = furthest;
	return TRUE;
}

static gboolean
take_here(MailParse *parse)
{
	guint how = MAIL_SLOT_HERE | (parse->colon || parse->items ? 0 : MAIL_SLOT_EARLY);

	for (const MailSlot *slot = parse->form->slots; slot->how; slot++)
		if (slot->how & how && !parse->command->values[slot->value] &&
			mail_parse_read(parse, slot->value, parse->at, FALSE))
			return TRUE;
	return FALSE;
}

/* By law, and so that nothing is dated by when a mail was read. */
static guint32
needs_of(const MailParse *parse)
{
	guint what = parse->command->what;

	if (what == MAIL_SAYS_TAKE)
		return LIFE_BIT(LIFE_INVESTIGATOR);
	return parse->form->asks | (what < LIFE_ACT_COUNT ? life_act_needs((LifeAct) what) : 0);
}

/* TRUE if all that the form must have without a name is there, or asked for. */
static gboolean
has_what_comes_first(const MailParse *parse)
{
	const MailCommand *command = parse->command;

	for (const MailSlot *slot = parse->form->slots; slot->how; slot++)
		if (slot->how & MAIL_SLOT_HERE && needs_of(parse) & LIFE_BIT(slot->value) &&
			!command->values[slot->value] &&
			!(command->missing & LIFE_BIT(slot->value)))
			return FALSE;
	return TRUE;
}

/*
 * A text needs a mark before it. A reason needs a colon or a dash, for what comes after
 * a comma or in the next sentence may be said to somebody, and what it is the reason of.
 */
static gboolean
take_free(MailParse *parse)
{
	for (const MailSlot *slot = parse->form->slots; slot->how; slot++) {
		gboolean parted = parse->colon || parse->dash;

		if (slot->value == LIFE_TEXT)
			parted = parted || parse->stop || parse->comma;
		else
			parted = parted && has_what_comes_first(parse);
		if (slot->how & (MAIL_SLOT_FREE | MAIL_SLOT_BEFORE) && parted &&
			!parse->command->values[slot->value])
			return mail_parse_read(parse, slot->value, parse->at, FALSE);
	}
	return FALSE;
}

/* What is left and was not understood. */
static void
doubt_rest(MailParse *parse)
{
	const char *end, *at = parse->at;
	const char *link = mail_match(at, "(och|and|sedan|samt|then)", NULL);
	const MailHead *other = mail_match_head(link ? mail_skip_space(link) : at, &end, NULL);
	MailDoubt why = mail_match_doubt(at);

	if (!why && other && !other->several)
		why = MAIL_DOUBT_TWO_COMMANDS;
	mail_command_doubt(parse->command, why ? why : MAIL_DOUBT_MORE);
}

static void
take_values(MailParse *parse)
{
	gboolean may_ask = parse->head == MAIL_SAYS_STATUS || parse->head == MAIL_SAYS_HELP;

	for (;;) {
		mail_parse_skip_separators(parse);
		if (may_ask)
			parse->at += strspn(parse->at, "? ");
		if (!*parse->at || mail_is_politeness(parse->at))
			return;
		if (parse->closed &&
			mail_parse_has_slot(parse, LIFE_TEXT, MAIL_SLOT_FREE | MAIL_SLOT_BEFORE) &&
			take_free(parse))
			continue;
		if (take_named(parse) || take_turn(parse) || take_here(parse) || take_free(parse))
			continue;
		if (parse->command->state != MAIL_COMMAND_UNCLEAR)
			doubt_rest(parse);
		return;
	}
}

/* What is still missing. */
static void
finish(MailParse *parse)
{
	MailCommand *command = parse->command;
	guint32 needs = needs_of(parse);

	LifeValue self = command->what == MAIL_SAYS_TAKE ? LIFE_INVESTIGATOR : LIFE_BY;
	if (needs & LIFE_BIT(self) && !command->values[self] &&
		!(command->missing & LIFE_BIT(self)) && parse->context->writer)
		command->values[self] = text_fold_address(parse->context->writer);
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		if (needs & LIFE_BIT(value) && !command->values[value])
			command->missing |= LIFE_BIT(value);
	if (parse->head == LIFE_INFORM_REPORT && !parse->turned && !command->doubt)
		command->doubt = MAIL_DOUBT_WHICH;
	if (command->state != MAIL_COMMAND_UNCLEAR)
		command->state = command->missing || command->doubt ? MAIL_COMMAND_INCOMPLETE
								    : MAIL_COMMAND_UNDERSTOOD;
}

void
mail_parse_values(MailParse *parse)
{
	take_values(parse);
	finish(parse);
}
