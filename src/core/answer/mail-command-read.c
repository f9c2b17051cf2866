/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads one value of a command, whatever kind it is of. Must never take a value that
 * could be another.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

#include "core/text.h"

/* FALSE if there is one already. */
static void
set_value_take(MailParse *parse, LifeValue value, char *text)
{
	char **place = &parse->command->values[value];

	if (*place)
		mail_command_doubt(parse->command, MAIL_DOUBT_TWICE);
	g_free(*place);
	*place = text;
	parse->items++;
}

/* What is there is not the value: it has to be asked for. */
static void
miss(MailParse *parse, LifeValue value, MailDoubt why)
{
	parse->command->missing |= LIFE_BIT(value);
	if (!parse->command->doubt)
		parse->command->doubt = why;
	parse->items++;
}

/* "2026-11-22T14:05:00+01:00", as it is written back. */
static gboolean
read_instant(MailParse *parse, const char *from)
{
	g_autofree char *text = g_strndup(from, strcspn(from, " ,;)"));
	gint64 instant;

	if (!strchr(text, 'T') || !parse->context->zone || !instant_from_string(text, &instant))
		return FALSE;
	set_value_take(parse, LIFE_WHEN, instant_to_string(instant, parse->context->zone));
	parse->at = from + strlen(text);
	return TRUE;
}

/* The moment on that day that stands behind it. */
static void
read_moment(MailParse *parse, CivilDate day, const char *behind)
{
	const char *end = behind;
	guint hour, minute;

	if (!parse->context->zone || !mail_read_hour(behind, &hour, &minute, &end)) {
		miss(parse, LIFE_WHEN, MAIL_DOUBT_HOUR);
		return;
	}
	g_autoptr(GDateTime) moment = g_date_time_new(
		parse->context->zone, day.year, day.month, day.day, (gint) hour, (gint) minute, 0);
	set_value_take(parse, LIFE_WHEN,
		instant_to_string(g_date_time_to_unix(moment) * 1000, parse->context->zone));
	parse->at = end;
}

static gboolean
read_day(MailParse *parse, LifeValue value, const char *from, gboolean named)
{
	CivilDate date;
	const char *end = from;
	gboolean hours = parse->form->hours && value == LIFE_WHEN;

	if (hours && read_instant(parse, from))
		return TRUE;
	MailDate kind = mail_read_date(from, parse->context->today, value == LIFE_DUE, &date, &end);

	if (kind == MAIL_DATE_NONE && named) {
		g_free(mail_parse_cut_value(parse, from, &end));
		kind = MAIL_DATE_DOUBTFUL;
	}
	if (kind == MAIL_DATE_NONE || g_unichar_isalnum(g_utf8_get_char(end)))
		return FALSE;
	parse->at = end;
	if (kind != MAIL_DATE_READ)
		miss(parse, value, MAIL_DOUBT_DATE);
	else if (hours)
		read_moment(parse, date, end);
	else
		set_value_take(parse, value, date_to_string(date));
	return TRUE;
}

/* "ingen": the board itself decided, or nobody else took part. What is recorded, or NULL. */
static const char *
none_of(LifeValue value, const char *text)
{
	static const struct {
		LifeValue value;
		const char *said, *recorded;
	} none[] = {
		{ LIFE_DELEGATION, "(ingen|inget|nej|none|namnden|namnden sjalv|the board)",
			LIFE_UNDELEGATED },
		{ LIFE_PARTICIPANTS,
			"(ingen|inga|ingen annan|inga andra|none|nobody|nobody else|no others)",
			"inga" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(none); i++) {
		const char *end =
			none[i].value == value ? mail_match(text, none[i].said, NULL) : NULL;

		if (end && !*end)
			return none[i].recorded;
	}
	return NULL;
}

/* A line of words, kept as written. Only in a note may it deny or ask. */
static gboolean
read_line(MailParse *parse, LifeValue value, const char *from, gboolean named G_GNUC_UNUSED)
{
	const char *end;
	g_autofree char *text = mail_parse_cut_value(parse, from, &end);
	const char *none = text ? none_of(value, text) : NULL;
	MailDoubt why = MAIL_DOUBT_NONE;

	if (none) {
		g_free(text);
		text = g_strdup(none);
	} else if (!text || !parse->form->narrative) {
		why = text ? mail_match_doubt(text) : MAIL_DOUBT_TOO_LONG;
	}
	if (why)
		mail_command_doubt(parse->command, why);
	if (!text || !mail_has_letter(text))
		return FALSE;
	parse->at = end;
	set_value_take(parse, value, g_steal_pointer(&text));
	return TRUE;
}

/* A value that somebody or something known has to be. */
static gboolean
read_known(MailParse *parse, LifeValue value, const char *from, gboolean named G_GNUC_UNUSED)
{
	const char *end;
	g_autofree char *text = mail_parse_cut_value(parse, from, &end);
	const char *comma =
		mail_parse_has_slot(parse, LIFE_TEXT, MAIL_SLOT_FREE) ? strchr(from, ',') : NULL;

	if (!text || !mail_has_letter(text))
		return FALSE;
	if (comma && comma < end) {
		text[comma - from] = '\0';
		end = comma;
	}
	char *known = value == LIFE_BOARD
			      ? g_strdup(mail_read_board(text, parse->context))
			      : mail_read_person(text, parse->context, value == LIFE_INVESTIGATOR);
	MailDoubt why = mail_match_doubt(text);
	if (why && (!known || why == MAIL_DOUBT_QUESTION))
		mail_command_doubt(parse->command, why);
	if (known)
		set_value_take(parse, value, known);
	else
		miss(parse, value, value == LIFE_BOARD ? MAIL_DOUBT_BOARD : MAIL_DOUBT_WHO);
	parse->at = end;
	return TRUE;
}

/* Of prose only what surely is one: "informerat SDN om rapporten". */
static gboolean
read_board(MailParse *parse, LifeValue value, const char *from, gboolean named)
{
	const char *end;
	const char *id = named ? NULL : mail_match_board(from, parse->context, &end);

	if (named)
		return read_known(parse, value, from, named);
	if (!id)
		return FALSE;
	set_value_take(parse, value, g_strdup(id));
	parse->at = end;
	return TRUE;
}

static gboolean
read_number(MailParse *parse, LifeValue value, const char *from, gboolean named G_GNUC_UNUSED)
{
	const char *end;
	g_autofree char *text = mail_parse_cut_value(parse, from, &end);

	if (!text || !mail_is_number(text))
		return FALSE;
	set_value_take(parse, value, g_steal_pointer(&text));
	parse->at = end;
	return TRUE;
}

static gboolean
read_laws(MailParse *parse, LifeValue value, const char *from, gboolean named G_GNUC_UNUSED)
{
	const char *at = from, *end = NULL;
	gboolean sol = FALSE, lss = FALSE;

	for (;;) {
		const char *next = mail_match(at, "(sol|socialtjanstlagen)", NULL);

		sol = sol || next;
		if (!next && (next = mail_match(at, "lss", NULL)))
			lss = TRUE;
		if (!next)
			break;
		end = next;
		at = mail_skip_space(next + strspn(next, " ,/+&"));
		const char *link = mail_match(at, "(och|and)", NULL);
		at = link ? mail_skip_space(link) : at;
	}
	if (!end)
		return FALSE;
	set_value_take(parse, value, g_strdup(sol && lss ? "SoL,LSS" : sol ? "SoL" : "LSS"));
	parse->at = end;
	return TRUE;
}

/* In a note "Fakta är ..." is its text. */
static gboolean
read_kind(MailParse *parse, LifeValue value, const char *from, gboolean named G_GNUC_UNUSED)
{
	const char *end = from;
	const MailMeaning *kind = mail_match_meaning(from, mail_kinds, mail_n_kinds, &end);

	if (!kind || (*end && !strchr(",;:)", *end)))
		return FALSE;
	set_value_take(parse, value, g_strdup(kind->meaning));
	parse->at = end;
	return TRUE;
}

static gboolean
read_outcome(MailParse *parse, LifeValue value, const char *from, gboolean named G_GNUC_UNUSED)
{
	const char *end = from;
	const MailMeaning *outcome = mail_match_meaning(from, mail_outcomes, mail_n_outcomes, &end);

	if (!outcome)
		return FALSE;
	if (outcome->meaning)
		set_value_take(parse, value, g_strdup(outcome->meaning));
	else
		miss(parse, value, MAIL_DOUBT_OUTCOME);
	parse->at = end;
	return TRUE;
}

/* By its id, or by what the shipped ones are called. */
static gboolean
read_clock(MailParse *parse, LifeValue value, const char *from, gboolean named G_GNUC_UNUSED)
{
	const char *end = from;
	const MailMeaning *known = mail_match_meaning(from, mail_clocks, mail_n_clocks, &end);
	const char *clock = known ? known->meaning : NULL;

	for (guint i = 0; parse->context->clocks && parse->context->clocks[i]; i++) {
		const char *id = parse->context->clocks[i];
		const char *next = g_str_has_prefix(from, id) ? mail_skip_word(from) : NULL;

		if (!next || next != from + strlen(id) || next < end)
			continue;
		clock = id;
		end = next;
	}
	if (!clock)
		return FALSE;
	set_value_take(parse, value, g_strdup(clock));
	parse->at = end;
	return TRUE;
}

/* All that is left; named: "eftersom" says that it is one. */
static gboolean
read_text(MailParse *parse, LifeValue value, const char *from, gboolean named)
{
	parse->at = from;
	char *text = mail_parse_take_text(parse, value, named);
	if (text)
		set_value_take(parse, value, text);
	return TRUE;
}

typedef gboolean (*Read)(MailParse *parse, LifeValue value, const char *from, gboolean named);

static const Read readers[LIFE_VALUE_COUNT] = {
	[LIFE_WHEN] = read_day,
	[LIFE_DUE] = read_day,
	[LIFE_REASON] = read_text,
	[LIFE_TEXT] = read_text,
	[LIFE_BY] = read_known,
	[LIFE_OUTCOME] = read_outcome,
	[LIFE_DELEGATION] = read_line,
	[LIFE_PRESENTER] = read_line,
	[LIFE_PARTICIPANTS] = read_line,
	[LIFE_LAW] = read_laws,
	[LIFE_INVESTIGATOR] = read_known,
	[LIFE_BOARD] = read_board,
	[LIFE_HOW] = read_line,
	[LIFE_SOURCE] = read_line,
	[LIFE_KIND] = read_kind,
	[LIFE_NUMBER] = read_number,
	[LIFE_CLOCK] = read_clock,
	[LIFE_OWNER] = read_line,
};

gboolean
mail_parse_read(MailParse *parse, LifeValue value, const char *from, gboolean named)
{
	return readers[value](parse, value, from, named);
}
