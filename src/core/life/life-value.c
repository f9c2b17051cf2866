/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a command on a case. Must never guess at one.
 */
#include "core/life/life-value.h"

#include <string.h>

#include "core/error.h"
#include "core/text.h"

#define TEXT_BYTES 20000 /* bytes; more belongs in a document */
#define LINE_BYTES 300

typedef gboolean (*Reader)(LifeWords *words, const char *text, GTimeZone *zone);

static gboolean
read_when(LifeWords *words, const char *text, GTimeZone *zone)
{
	gint64 instant;
	CivilDate date;

	if (date_from_string(text, &date))
		words->when = clock_time_on(date);
	else if (instant_from_string(text, &instant))
		words->when = clock_time_at(instant, zone);
	else
		return FALSE;
	return TRUE;
}

static gboolean
read_due(LifeWords *words, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
	return date_from_string(text, &words->due);
}

static gboolean
read_outcome(LifeWords *words, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
	return outcome_from_name(text, &words->outcome);
}

static gboolean
read_laws(LifeWords *words, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
	return clock_laws_from_text(text, &words->laws);
}

static gboolean
read_address(LifeWords *words G_GNUC_UNUSED, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
	return text_is_address(text);
}

static gboolean
read_case(LifeWords *words G_GNUC_UNUSED, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
	return case_id_is_valid(text);
}

static gboolean
read_kind(LifeWords *words G_GNUC_UNUSED, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
	return strcmp(text, "fact") == 0 || strcmp(text, "assessment") == 0;
}

static gboolean
read_measure(LifeWords *words, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
	guint64 number;

	if (!g_ascii_string_to_unsigned(text, 10, 1, 9999, &number, NULL))
		return FALSE;
	words->measure = (guint) number;
	return TRUE;
}

static gboolean
has_word(const char *text, gsize most)
{
	g_autofree char *squeezed = text_squeeze(text);

	return *squeezed && strlen(text) <= most && g_utf8_validate(text, -1, NULL);
}

static gboolean
read_line(LifeWords *words G_GNUC_UNUSED, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
	return has_word(text, LINE_BYTES) && !strpbrk(text, "\r\n");
}

/*
 * "AMN 2026-0123-1.3", "3.5.1-123/2026": it goes into mails on any route, so that it must not be
 * words. Each part has a digit, or is the code of a board.
 */
static gboolean
read_number(LifeWords *words G_GNUC_UNUSED, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
#define PART "(\\p{Lu}{1,6}|[\\p{L}.:/-]{0,6}[0-9][\\p{L}0-9.:/-]*)"
	return g_utf8_validate(text, -1, NULL) &&
	       g_regex_match_simple(
		       "\\A(?=.{1,40}\\z)(?=.*[0-9])" PART "( " PART ")*\\z", text, 0, 0);
#undef PART
}

static gboolean
read_text(LifeWords *words G_GNUC_UNUSED, const char *text, GTimeZone *zone G_GNUC_UNUSED)
{
	return has_word(text, TEXT_BYTES);
}

#define RIGHT_TEXT "a text of at most 20000 bytes that is not empty"
#define RIGHT_LINE "a line of at most 300 bytes that is not empty"

static const struct {
	const char *key;
	Reader read;
	const char *right;
} rows[LIFE_VALUE_COUNT] = {
	[LIFE_WHEN] = { "date", read_when,
		"a day such as 2026-11-22, or a time such as 2026-11-22T14:05:00+01:00" },
	[LIFE_DUE] = { "due", read_due, "a day such as 2026-11-22" },
	[LIFE_REASON] = { "reason", read_text, RIGHT_TEXT },
	[LIFE_TEXT] = { "text", read_text, RIGHT_TEXT },
	[LIFE_BY] = { "by", read_address, "a mail address" },
	[LIFE_TITLE] = { "title", read_line, RIGHT_LINE },
	[LIFE_OUTCOME] = { "outcome", read_outcome,
		"no_misconduct, tangible_risk_of_misconduct, misconduct, "
		"tangible_risk_of_serious_misconduct or serious_misconduct" },
	[LIFE_DELEGATION] = { "delegation", read_line,
		"the item of the delegation order, or " LIFE_UNDELEGATED
		" if the board itself decided" },
	[LIFE_PRESENTER] = { "presenter", read_line, RIGHT_LINE },
	[LIFE_PARTICIPANTS] = { "participants", read_text, RIGHT_TEXT },
	[LIFE_LAW] = { "law", read_laws, "SoL, LSS or SoL,LSS" },
	[LIFE_INVESTIGATOR] = { "investigator", read_address, "a mail address" },
	[LIFE_BOARD] = { "board", read_line, RIGHT_LINE },
	[LIFE_TO_BOARD] = { "to_board", read_line, RIGHT_LINE },
	[LIFE_HOW] = { "how", read_line, RIGHT_LINE },
	[LIFE_SOURCE] = { "source", read_line, RIGHT_LINE },
	[LIFE_KIND] = { "kind", read_kind, "fact or assessment" },
	[LIFE_NUMBER] = { "number", read_number,
		"a number such as AMN 2026-0123 or 3.5.1-123/2026, of at most 40 characters" },
	[LIFE_CLOCK] = { "clock", read_line, "the id of a rule (lexsarah-rules(5))" },
	[LIFE_CASE] = { "case", read_case, "a case number such as LS-2026-0042" },
	[LIFE_OWNER] = { "owner", read_line, RIGHT_LINE },
	[LIFE_MEASURE] = { "no", read_measure, "the number of a measure, from 1" },
	[LIFE_BASIS] = { "basis", read_text, RIGHT_TEXT },
	[LIFE_FILE] = { "file", read_line, RIGHT_LINE },
	[LIFE_DESPITE] = { "despite_conflict", read_text, RIGHT_TEXT },
	[LIFE_AUTHOR] = { "author", read_line, RIGHT_LINE },
};

const char *
life_value_key(LifeValue value)
{
	return rows[value].key;
}

gboolean
life_words_read(LifeWords *words, gint64 now, GTimeZone *zone, GError **error)
{
	words->when = clock_time_at(now, zone);
	for (guint i = 0; i < LIFE_VALUE_COUNT; i++) {
		if (!words->given[i] || rows[i].read(words, words->given[i], zone))
			continue;
		g_autofree char *shown = text_to_line(words->given[i], 60);
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: \"%s\" is not %s", rows[i].key,
			shown, rows[i].right);
		return FALSE;
	}
	return TRUE;
}
