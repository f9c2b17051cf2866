/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Out-of-office dates. A table of phrases, each with what the date behind it
 * means. Chooses nothing: a date that can be read in two ways is left alone.
 */
#include "core/mail/absence.h"

#include <string.h>

#include "core/form/form-date.h"
#include "core/text.h"

/* Characters between a phrase and the date that belongs to it: "åter på kontoret måndag den". */
#define REACH 48

/* Words as they stand, lower-case; letters may not go on behind or before them. */
static const struct {
	const char *phrase;
	AbsenceKind kind;
} phrases[] = {
	{ "till och med", ABSENCE_UNTIL },
	{ "t.o.m", ABSENCE_UNTIL },
	{ "t o m", ABSENCE_UNTIL },
	{ "tom", ABSENCE_UNTIL },
	{ "fram till", ABSENCE_UNTIL },
	{ "ledig till", ABSENCE_UNTIL },
	{ "borta till", ABSENCE_UNTIL },
	{ "semester till", ABSENCE_UNTIL },
	{ "until", ABSENCE_UNTIL },
	{ "through", ABSENCE_UNTIL },
	{ "åter", ABSENCE_BACK },
	{ "tillbaka", ABSENCE_BACK },
	{ "i tjänst igen", ABSENCE_BACK },
	{ "börjar igen", ABSENCE_BACK },
	{ "back", ABSENCE_BACK },
	{ "return", ABSENCE_BACK },
	{ "returning", ABSENCE_BACK },
};

/*
 * "August 12th, 2026" and "12 August 2026" as "12 augusti 2026", from top to bottom:
 * English months as form-date.c reads them (those of the same letters need no row),
 * ordinal numbers, and which of the two comes first.
 */
static const struct {
	const char *pattern, *by;
} in_swedish[] = {
	{ "\\bjanuary\\b", "januari" },
	{ "\\bfebruary\\b", "februari" },
	{ "\\bmarch\\b", "mars" },
	{ "\\bmay\\b", "maj" },
	{ "\\bjune\\b", "juni" },
	{ "\\bjuly\\b", "juli" },
	{ "\\baugust\\b", "augusti" },
	{ "\\boctober\\b", "oktober" },
	{ "\\boct\\b", "oktober" },
	{ "\\b(\\d{1,2})(?:st|nd|rd|th)\\b(?: of)?", "\\1" },
	{ "\\b(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|"
	  "december) (\\d{1,2})\\b(?!:),?",
		"\\2 \\1" },
};

const char *
absence_name(AbsenceKind kind)
{
	static const char *const names[ABSENCE_COUNT] = {
		[ABSENCE_BACK] = "back",
		[ABSENCE_UNTIL] = "until",
	};

	g_return_val_if_fail(kind < ABSENCE_COUNT, NULL);
	return names[kind];
}

void
absence_clear(Absence *absence)
{
	g_clear_pointer(&absence->raw, g_free);
}

gboolean
absence_last_day(const Absence *absence, CivilDate came, gboolean proved, CivilDate *ret_day)
{
	if (absence->kind == ABSENCE_NONE)
		return FALSE;
	CivilDate last =
		absence->kind == ABSENCE_BACK ? date_add_days(absence->date, -1) : absence->date;
	CivilDate limit = date_add_days(came, proved ? ABSENCE_PROVED_DAYS : ABSENCE_UNPROVED_DAYS);

	if (date_compare(last, came) < 0)
		return FALSE;
	*ret_day = date_compare(last, limit) > 0 ? limit : last;
	return TRUE;
}

static void
away_clear(Away *away)
{
	g_free(away->address);
}

GArray *
away_list_new(void)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(Away));

	g_array_set_clear_func(list, (GDestroyNotify) away_clear);
	return list;
}

void
away_list_add(GArray *list, const char *address, CivilDate until)
{
	const Away away = { text_fold_address(address), until };

	g_array_append_val(list, away);
}

gboolean
away_list_has(const GArray *list, const char *address, CivilDate day)
{
	g_autofree char *folded = text_fold_address(address);

	for (guint i = 0; list && i < list->len; i++) {
		const Away *away = &g_array_index(list, Away, i);

		if (strcmp(away->address, folded) == 0 && date_compare(day, away->until) <= 0)
			return TRUE;
	}
	return FALSE;
}

static char *
to_swedish(const char *text)
{
	static const GRegex *slots[G_N_ELEMENTS(in_swedish)];
	char *out = g_strdup(text);

	for (gsize i = 0; i < G_N_ELEMENTS(in_swedish); i++) {
		const GRegex *regex =
			text_pattern(&slots[i], in_swedish[i].pattern, G_REGEX_CASELESS);
		g_autofree char *before = out;

		out = g_regex_replace(regex, before, -1, 0, in_swedish[i].by, 0, NULL);
		if (!out)
			out = g_steal_pointer(&before);
	}
	return out;
}

/* The next such day from today on; leap days come within eight years. */
static gboolean
complete(CivilDate yearless, CivilDate today, CivilDate *ret)
{
	for (int year = today.year; year <= today.year + 8; year++) {
		CivilDate date = { year, yearless.month, yearless.day };

		if (date_is_valid(date) && date_compare(date, today) >= 0) {
			*ret = date;
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
read_date(const char *words, CivilDate today, CivilDate *ret)
{
	g_autofree char *swedish = to_swedish(words);
	FormDate found = form_date_find(swedish);

	if (found.kind == FORM_DATE_YEARLESS)
		return complete(found.date, today, ret);
	if (found.kind == FORM_DATE_EXACT)
		*ret = found.date;
	return found.kind == FORM_DATE_EXACT;
}

/* The end of the sentence that goes on at from, at most REACH characters on. */
static const char *
end_of_reach(const char *from)
{
	const char *p = from;

	for (guint n = 0; *p && n < REACH; n++, p = g_utf8_next_char(p))
		if (strchr("!?;", *p) || (*p == '.' && (p[1] == ' ' || p[1] == '\0') &&
						 p > from + 1 && !g_ascii_isdigit(p[-1])))
			break;
	return p;
}

static gboolean
is_word(const char *text, const char *at, gsize length)
{
	return (at == text || !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(at)))) &&
	       !g_unichar_isalnum(g_utf8_get_char(at + length));
}

/* The first place of the phrase that a date follows. */
static gboolean
find_phrase(const char *text, guint row, CivilDate today, Absence *absence)
{
	const char *phrase = phrases[row].phrase;
	gsize length = strlen(phrase);

	for (const char *at = strstr(text, phrase); at; at = strstr(at + length, phrase)) {
		const char *end = end_of_reach(at + length);
		g_autofree char *words = g_strndup(at + length, (gsize) (end - at) - length);
		CivilDate date = { 0, 0, 0 };

		if (!is_word(text, at, length) || !read_date(words, today, &date))
			continue;
		absence->kind = phrases[row].kind;
		absence->date = date;
		absence->raw = g_strndup(at, (gsize) (end - at));
		return TRUE;
	}
	return FALSE;
}

Absence
absence_find(const char *text, CivilDate today)
{
	g_autofree char *line = text_to_line(text, 0);
	g_autofree char *lower = g_utf8_strdown(line, -1);
	Absence absence = { ABSENCE_NONE, { 0, 0, 0 }, NULL };

	/* The day back says more than the last day away. */
	for (AbsenceKind kind = ABSENCE_BACK; kind < ABSENCE_COUNT; kind++)
		for (guint row = 0; row < G_N_ELEMENTS(phrases); row++)
			if (phrases[row].kind == kind && find_phrase(lower, row, today, &absence))
				return absence;
	return absence;
}
