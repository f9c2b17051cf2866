/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where one value of a command ends and the next begins.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

#include "core/text.h"

#define LINE_BYTES 300 /* as life-value.c has it */

/* Dashes are separators where they stand alone. */
static gboolean
is_dash(const char *at)
{
	gunichar c = g_utf8_get_char(at);
	const char *next = *at ? g_utf8_next_char(at) : at;

	return (c == '-' || c == 0x2013 || c == 0x2014) && (*next == ' ' || !*next);
}

/* Of what is to be filled in, "_____", nothing is said. */
void
mail_parse_skip_separators(MailParse *parse)
{
	const char *at = parse->at;
	gboolean closed = FALSE;

	parse->comma = parse->stop = parse->dash = parse->colon = parse->closed = FALSE;
	for (; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c == ')')
			closed = TRUE;
		else if (c == ',')
			parse->comma = TRUE;
		else if (c == ':') {
			parse->colon = TRUE;
			parse->closed = closed || parse->items > 0;
		} else if (is_dash(at))
			parse->dash = TRUE;
		else if (c == ';' || c == '.' || c == '!' || c == 0x2026)
			parse->stop = TRUE;
		else if (c != ' ' && c != '(' && c != '_')
			break;
	}
	parse->at = at;
}

/* TRUE if nothing is left but thanks, or "/Anna". */
gboolean
mail_is_politeness(const char *at)
{
	static const GRegex *slot;
	const char *end = mail_match_any(at, mail_thanks);

	if (!end)
		end = mail_match(at, "(tack|please|mvh)", NULL);
	if (end)
		return end[strspn(end, " .!)")] == '\0';
	return *at == '/' &&
	       g_regex_match(
		       text_pattern(&slot, "\\A/ ?\\p{Lu}\\p{L}{0,30}(?: \\p{Lu}\\p{L}{0,30})?\\z",
			       G_REGEX_DEFAULT),
		       at, 0, NULL);
}

static const MailSlot *
find_slot(const MailParse *parse, LifeValue value)
{
	for (const MailSlot *slot = parse->form->slots; slot->how; slot++)
		if (slot->value == value)
			return slot;
	return NULL;
}

gboolean
mail_parse_has_slot(const MailParse *parse, LifeValue value, guint how)
{
	const MailSlot *slot = find_slot(parse, value);

	return slot && slot->how & how;
}

gboolean
mail_is_colon(const char *at)
{
	return *mail_skip_space(at) == ':';
}

/* Where the name of a value of the form ends; only those that count anywhere if strong. */
const char *
mail_parse_match_label(
	const MailParse *parse, const MailLabel *label, const char *at, gboolean strong)
{
	if ((strong && !(label->how & MAIL_LABEL_STRONG)) ||
		(label->only != MAIL_SAYS_NOTHING && label->only != parse->head) ||
		!mail_parse_has_slot(parse, label->value, MAIL_SLOT_NAMED))
		return NULL;
	const char *end = mail_match(at, label->phrase, NULL);
	return end && (!(label->how & MAIL_LABEL_COLON) || mail_is_colon(end)) ? end : NULL;
}

static gboolean
begins_label(const MailParse *parse, const char *at, gboolean strong)
{
	for (guint i = 0; i < mail_n_labels; i++)
		if (mail_parse_match_label(parse, &mail_labels[i], at, strong))
			return TRUE;
	return FALSE;
}

static gboolean
begins_date(const MailParse *parse, const char *at)
{
	const char *end;
	CivilDate date;

	return (mail_parse_has_slot(parse, LIFE_WHEN, MAIL_SLOT_HERE) ||
		       mail_parse_has_slot(parse, LIFE_DUE, MAIL_SLOT_HERE)) &&
	       mail_read_date(at, parse->context->today, FALSE, &date, &end) != MAIL_DATE_NONE;
}

static gboolean
begins_turn(const MailParse *parse, const char *at)
{
	for (guint i = 0; i < mail_n_turns; i++)
		if (mail_turns[i].from == parse->head && mail_match(at, mail_turns[i].phrase, NULL))
			return TRUE;
	return FALSE;
}

/* After a comma: what is surely something else than the value before it. */
static gboolean
begins_item(const MailParse *parse, const char *at)
{
	const char *end;

	return begins_label(parse, at, FALSE) || begins_date(parse, at) || begins_turn(parse, at) ||
	       mail_is_politeness(at) ||
	       (mail_parse_has_slot(parse, LIFE_KIND, MAIL_SLOT_HERE) &&
		       mail_match_meaning(at, mail_kinds, mail_n_kinds, &end));
}

/* TRUE where a value of one line ends: ";", ")", ": " before text, ", " before another value. */
static gboolean
ends_value(const MailParse *parse, const char *at, guint depth)
{
	if (*at == ';' || (*at == ')' && depth == 0))
		return TRUE;
	if (*at == ':')
		return at[1] == ' ' && mail_parse_has_slot(parse, LIFE_TEXT, MAIL_SLOT_FREE);
	if (depth > 0)
		return FALSE;
	if (*at == ',' || *at == '.')
		return at[1] == ' ' && begins_item(parse, mail_skip_space(at + 1));
	return *at == ' ' && begins_label(parse, at + 1, TRUE);
}

/* What stands from from on as one value, and where it ends. g_free() it. */
char *
mail_parse_cut_value(const MailParse *parse, const char *from, const char **ret_end)
{
	const char *at = from;
	guint depth = 0;

	for (; *at && at - from <= LINE_BYTES && !ends_value(parse, at, depth);
		at = g_utf8_next_char(at)) {
		if (*at == '(')
			depth++;
		else if (*at == ')')
			depth--;
	}
	*ret_end = at;
	while (at > from && strchr(" .,!", at[-1]))
		at--;
	return at - from > LINE_BYTES ? NULL : g_strndup(from, (gsize) (at - from));
}
