/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds the phrases of the tables in what people write. Must never find one in the
 * middle of a word.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

#include "core/text.h"

typedef struct {
	const char *end; /* the furthest yet; NULL: none */
	guint number;
} Reach;

const char *
mail_skip_space(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

static gboolean
in_word(const char *at)
{
	gunichar c = g_utf8_get_char(at);

	return c == '_' || g_unichar_isalnum(c) || g_unichar_ismark(c);
}

const char *
mail_skip_word(const char *at)
{
	if (!in_word(at))
		return *at ? g_utf8_next_char(at) : at;
	while (*at && in_word(at))
		at = g_utf8_next_char(at);
	return at;
}

/* "start" does not end in "startade", nor in "start-up". */
static gboolean
ends_word(const char *at)
{
	if (at[-1] == ':')
		return TRUE;
	return !*at || !(in_word(at) || (*at == '-' && at[1] && in_word(at + 1)));
}

/* Behind the bracket that closes the group in which p stands. */
static const char *
behind_group(const char *p)
{
	for (guint depth = 0; *p; p++) {
		if (*p == '[' || *p == '(')
			depth++;
		else if ((*p == ']' || *p == ')') && depth-- == 0)
			return p + 1;
	}
	return p;
}

/* The next alternative of the group in which p stands; NULL: p stands in the last. */
static const char *
next_alternative(const char *p)
{
	for (guint depth = 0; *p; p++) {
		if (*p == '[' || *p == '(')
			depth++;
		else if ((*p == ']' || *p == ')') && depth-- == 0)
			return NULL;
		else if (*p == '|' && depth == 0)
			return p + 1;
	}
	return NULL;
}

/* White space, with a colon or comma before it or not; NULL if there is none. */
static const char *
match_gap(const char *at)
{
	if (*at == ':' || *at == ',')
		at++;
	return *at == ' ' ? mail_skip_space(at) : NULL;
}

static const char *
match_letter(const char *at, char letter)
{
	gunichar c = g_utf8_get_char(at);

	if (c == 0x2019)
		c = '\'';
	return *at && text_fold_character(c) == letter ? g_utf8_next_char(at) : NULL;
}

static const char *
match_number(const char *at, guint *ret_number)
{
	guint number = 0, digits = 0;

	for (; digits < 5 && g_ascii_isdigit(at[digits]); digits++)
		number = number * 10 + (guint) (at[digits] - '0');
	if (digits == 0 || digits == 5)
		return NULL;
	*ret_number = number;
	return at + digits;
}

static void
walk(const char *at, const char *p, guint number, Reach *reach)
{
	for (; at && *p; p++) {
		switch (*p) {
		case '[':
		case '(':
			for (const char *q = p + 1; q; q = next_alternative(q))
				walk(at, q, number, reach);
			if (*p == '(')
				return;
			p = behind_group(p + 1) - 1;
			break;
		case '|':
			p = behind_group(p + 1) - 1;
			break;
		case ']':
		case ')':
			break;
		case ' ':
			at = match_gap(at);
			break;
		case '#':
			at = match_number(at, &number);
			break;
		default:
			at = match_letter(at, *p);
		}
	}
	if (at && at > reach->end && ends_word(at))
		*reach = (Reach){ at, number };
}

/* Sieves out most phrases: what begins a word stands together in the phrase, too. */
static gboolean
can_begin(const char *at, const char *phrase)
{
	char begin[3] = { text_fold_character(g_utf8_get_char(at)) };

	if (!g_ascii_isalnum(begin[0]))
		return FALSE;
	begin[1] = text_fold_character(g_utf8_get_char(g_utf8_next_char(at)));
	if (!g_ascii_isalnum(begin[1]))
		begin[1] = '\0';
	return strstr(phrase, begin) != NULL;
}

const char *
mail_match(const char *at, const char *phrase, guint *ret_number)
{
	Reach reach = { NULL, 0 };

	if (can_begin(at, phrase))
		walk(at, phrase, 0, &reach);
	if (reach.end && ret_number)
		*ret_number = reach.number;
	return reach.end;
}

const char *
mail_match_any(const char *at, const char *const *phrases)
{
	const char *furthest = NULL;

	for (guint i = 0; phrases[i]; i++) {
		const char *end = mail_match(at, phrases[i], NULL);

		if (end && (!furthest || end > furthest))
			furthest = end;
	}
	return furthest;
}

const MailHead *
mail_match_head(const char *at, const char **ret_end, guint *ret_number)
{
	const MailHead *found = NULL;
	const char *furthest = at;

	for (guint i = 0; i < mail_n_heads; i++) {
		guint number = 0;
		const char *end = mail_match(at, mail_heads[i].phrase, &number);

		if (!end || end <= furthest)
			continue;
		found = &mail_heads[i];
		furthest = *ret_end = end;
		if (ret_number)
			*ret_number = number;
	}
	return found;
}

const MailMeaning *
mail_match_meaning(const char *at, const MailMeaning *meanings, guint n, const char **ret_end)
{
	const MailMeaning *found = NULL;
	const char *furthest = at;

	for (guint i = 0; i < n; i++) {
		const char *end = mail_match(at, meanings[i].phrase, NULL);

		if (!end || end <= furthest)
			continue;
		found = &meanings[i];
		furthest = *ret_end = end;
	}
	return found;
}

static MailDoubt
doubt_at(const char *at)
{
	for (guint i = 0; i < mail_n_doubt_words; i++)
		if (mail_match(at, mail_doubt_words[i].phrase, NULL))
			return mail_doubt_words[i].doubt;
	return MAIL_DOUBT_NONE;
}

MailDoubt
mail_match_doubt(const char *text)
{
	MailDoubt doubt = MAIL_DOUBT_NONE;

	if (strchr(text, '?'))
		return MAIL_DOUBT_QUESTION;
	for (const char *at = text; *at && !doubt; at = mail_skip_word(at))
		if (in_word(at))
			doubt = doubt_at(at);
	return doubt;
}

gboolean
mail_has_letter(const char *text)
{
	for (const char *at = text; *at; at = g_utf8_next_char(at))
		if (g_unichar_isalnum(g_utf8_get_char(at)))
			return TRUE;
	return FALSE;
}
