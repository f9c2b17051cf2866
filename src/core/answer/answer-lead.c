/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line that says who wrote what is quoted below it, and when. Must not take what a person
 * writes of themselves for one, nor a name for a day.
 */
#include "core/answer/answer-quote.h"

#include <string.h>

#define NAME_WORDS 8 /* of who wrote, with an address */

static const char *const verbs[] = { "skrev", "skriver", "wrote", "writes", "schrieb", "schreef",
	"kirjoitti" };

/* What people write of themselves, which no program does. */
static const char *const own_sentences[] = { "skrev jag", "jag skrev", "skriver jag", "jag skriver",
	"skrev vi", "vi skrev", "skriver vi", "vi skriver", "i wrote", "i write", "we wrote",
	"we write" };

/* What a line with a date begins with, in front of the date. */
static const char *const openers[] = { "den ", "on ", "pa ", "at ", "am ", "op ", "i ett ",
	"in a message " };

/* Days of the week, and what names of them begin with that end in "dag", "dagen" or "day". */
static const char *const weekdays[] = { "man", "tis", "tir", "tirs", "ons", "tors", "tor", "fre",
	"lor", "son", "mon", "tue", "tues", "wed", "wednes", "thu", "thur", "thurs", "fri", "sat",
	"satur", "sun" };

gboolean
answer_quote_begins_with(const char *text, const char *word)
{
	return g_str_has_prefix(text, word) && !g_ascii_isalnum(text[strlen(word)]);
}

/* "10:11", "10.11". */
static gboolean
begins_with_time(const char *text)
{
	gsize run = strspn(text, "0123456789");

	return (run == 1 || run == 2) && (text[run] == ':' || text[run] == '.') &&
	       g_ascii_isdigit(text[run + 1]) && g_ascii_isdigit(text[run + 2]);
}

/* "3/3/26", behind its first number. */
static gboolean
goes_on_as_date(const char *text)
{
	gsize run = *text == '/' ? strspn(text + 1, "0123456789") : 0;

	return (run == 1 || run == 2) && text[run + 1] == '/' && g_ascii_isdigit(text[run + 2]) &&
	       g_ascii_isdigit(text[run + 3]);
}

/* A year, or (times) a time: what no line about a mail goes without. */
static gboolean
has_year(const char *text, gboolean times)
{
	for (gsize run; *text; text += run ? run : 1) {
		run = strspn(text, "0123456789");
		if ((run == 4 && (text[0] == '1' || text[0] == '2')) ||
			((run == 1 || run == 2) && goes_on_as_date(text + run)) ||
			(times && begins_with_time(text)))
			return TRUE;
	}
	return FALSE;
}

/* A year and a time of day: what a person's own line hardly has. */
static gboolean
has_moment(const char *text)
{
	gboolean time = FALSE;

	for (const char *p = text; *p && !time; p += strspn(p, "0123456789")) {
		p += strcspn(p, "0123456789");
		time = begins_with_time(p);
	}
	return time && has_year(text, FALSE);
}

gboolean
answer_quote_ends_with_verb(const char *words, gboolean drawn)
{
	if (!drawn && !has_moment(words))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
		gsize length = strlen(verbs[i]);

		for (const char *p = words; (p = strstr(p, verbs[i])); p++)
			if (p > words && p[-1] == ' ' && g_str_has_prefix(p + length, " --") &&
				!p[length + 1 + strspn(p + length + 1, "-")])
				return TRUE;
	}
	return FALSE;
}

/* "tis", "tisdag", "tisdagen", "Tuesday", with what no letter follows. */
static gboolean
begins_with_weekday(const char *folded)
{
	static const char *const ends[] = { "", "dag", "dagen", "day" };

	for (gsize i = 0; i < G_N_ELEMENTS(weekdays); i++)
		for (gsize k = 0; k < G_N_ELEMENTS(ends); k++)
			if (g_str_has_prefix(folded, weekdays[i]) &&
				answer_quote_begins_with(folded + strlen(weekdays[i]), ends[k]))
				return TRUE;
	return FALSE;
}

gboolean
answer_quote_has_date(const char *folded)
{
	gboolean opens = (g_ascii_isdigit(*folded) && !begins_with_time(folded)) ||
			 begins_with_weekday(folded);

	for (gsize i = 0; !opens && i < G_N_ELEMENTS(openers); i++)
		opens = g_str_has_prefix(folded, openers[i]);
	return opens && has_year(folded, TRUE);
}

gboolean
answer_quote_says_all(const char *folded)
{
	return answer_quote_has_date(folded) || has_year(folded, FALSE);
}

/* Behind the last verb of folded; NULL: it has none. */
static const char *
behind_verb(const char *folded)
{
	const char *behind = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
		for (const char *p = folded; (p = strstr(p, verbs[i])); p++)
			if ((p == folded || !g_ascii_isalnum(p[-1])) &&
				answer_quote_begins_with(p, verbs[i]))
				behind = MAX(behind, p + strlen(verbs[i]));
	return behind;
}

/* TRUE if words stand in folded, with no letter beside them. */
static gboolean
has_words(const char *folded, const char *words)
{
	for (const char *p = folded; (p = strstr(p, words)); p++)
		if ((p == folded || !g_ascii_isalnum(p[-1])) && answer_quote_begins_with(p, words))
			return TRUE;
	return FALSE;
}

static gboolean
is_own_sentence(const char *folded)
{
	for (gsize i = 0; i < G_N_ELEMENTS(own_sentences); i++)
		if (has_words(folded, own_sentences[i]))
			return TRUE;
	return FALSE;
}

/* TRUE if what stands behind the verb can, when the name is in front of it. */
static gboolean
may_follow_verb(const char *behind)
{
	static const char *const follow[] = { ":", " den ", " on ", " kl", " (", " am " };

	if (behind[0] == ' ' && g_ascii_isdigit(behind[1]))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(follow); i++)
		if (g_str_has_prefix(behind, follow[i]))
			return TRUE;
	return FALSE;
}

/* "Lex Sarah skrev den 3 mars kl. 10:12:": without a year, so nothing but a day and a time. */
static gboolean
is_name_and_time(const char *folded, const char *behind)
{
	const char *last = strrchr(folded, ' ');
	const char *colon = strchr(folded, ':');

	return (g_str_has_prefix(behind, " den ") || g_str_has_prefix(behind, " on ")) &&
	       last >= behind && begins_with_time(last + 1) && colon > last;
}

/* With a colon; K-9 in Swedish has the date in brackets behind it. */
static gboolean
ends_as_attribution(const char *folded)
{
	gsize length = strlen(folded);

	return length && (folded[length - 1] == ':' ||
				 (folded[length - 1] == ')' && strstr(folded, "skrev: (")));
}

/*
 * What a person quotes by hand is no less another's: "Lex Sarah <lex@kommun.example> skrev:". A
 * name with its address may be that of a board, of many words.
 */
static gboolean
is_name_and_verb(const char *folded, const char *behind)
{
	const char *end = strchr(folded, '>');
	guint words = 1;

	if (strcmp(behind, ":") != 0 || strchr(folded, ':') != behind)
		return FALSE;
	if (end && memchr(folded, '@', (gsize) (end - folded)) && !strchr(end + 2, ' '))
		return TRUE;
	for (const char *p = folded; (p = strchr(p, ' ')); p++)
		words++;
	return words <= NAME_WORDS;
}

/* "Citerar Lex Sarah <lex@kommun.example>:" */
static gboolean
begins_as_citation(const char *folded)
{
	return g_str_has_prefix(folded, "citerar ") || g_str_has_prefix(folded, "quoting ");
}

/* Without its verb, or in a language whose verb is not known. */
static gboolean
names_mail(const char *folded, gboolean above_quote)
{
	if (!strchr(folded, '@'))
		return FALSE;
	return begins_as_citation(folded) || has_moment(folded) ||
	       (above_quote && has_year(folded, TRUE));
}

gboolean
answer_quote_is_attribution(const char *folded, gboolean above_quote)
{
	gboolean address = strchr(folded, '@') != NULL;
	const char *behind = behind_verb(folded);

	if (!ends_as_attribution(folded) || is_own_sentence(folded))
		return FALSE;
	if (!behind)
		return names_mail(folded, above_quote);
	if (answer_quote_has_date(folded))
		return above_quote || address || has_year(folded, FALSE);
	if (is_name_and_verb(folded, behind) || is_name_and_time(folded, behind))
		return TRUE;
	return (may_follow_verb(behind) && (above_quote || has_moment(behind))) ||
	       (address && (g_str_has_prefix(behind, ": (") || has_moment(folded)));
}
