/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Swedish dates, times and weekdays in free text. One table of written forms,
 * each with the function that makes dates of its numbers. Must never choose
 * between two readings: that is for a person.
 */
#include "core/form/form-date.h"

#include <string.h>

#include "core/form/form-number.h"
#include "core/text.h"

#define ILLEGIBLE_BYTES   24 /* of a date that cannot be read */
#define ILLEGIBLE_LETTERS 3  /* in it: what a scanner made of digits */

#define MONTHS                                                                                     \
	"(jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|"               \
	"sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
#define NOT_IN_NUMBER "(?<![\\d-])"
#define NUMBER_ENDS   "(?![\\d]|-\\d)"
#define WORD_ENDS     "(?![[:alpha:]])"

/* What months begin with. */
#define MONTH_LETTERS "jfmasondJFMASOND"

/* A single digit is no day where a second one may have been illegible. */
#define LAST_DAY "(\\d\\d(?!\\d)|\\d(?![\\w*?]))"
#define DAY      "(?|(?<![\\d-])(\\d\\d)|(?<![\\d-])(?<!(?<!\\d)\\d )(\\d))(?::?(?:de|e|a))?\\.?\\s*"

typedef void (*Make)(FormDate *found, const int numbers[3]);

static int
full_year(int year)
{
	if (year >= 100)
		return year;
	return year < 70 ? 2000 + year : 1900 + year;
}

/* Adds a candidate unless it is no date or there already. */
static void
offer(FormDate *found, int year, int month, int day)
{
	CivilDate date = { full_year(year), month, day };

	if (!date_is_valid(date))
		return;
	for (guint i = 0; i < found->n_candidates; i++)
		if (date_compare(found->candidates[i], date) == 0)
			return;
	found->candidates[found->n_candidates++] = date;
}

static void
make_year_first(FormDate *found, const int n[3])
{
	offer(found, n[0], n[1], n[2]);
}

static void
make_day_first(FormDate *found, const int n[3])
{
	offer(found, n[2], n[1], n[0]);
}

/* 11/10/19 can be day first, month first or year first. */
static void
make_slashed(FormDate *found, const int n[3])
{
	offer(found, n[2], n[1], n[0]);
	offer(found, n[2], n[0], n[1]);
	if (n[2] <= 31 && n[0] < 100)
		offer(found, n[0], n[1], n[2]);
}

/* Valid in a leap year is as much as can be said. */
static void
make_yearless(FormDate *found, const int n[3])
{
	if (date_is_valid((CivilDate){ 2000, n[1], n[0] })) {
		found->kind = FORM_DATE_YEARLESS;
		found->date = (CivilDate){ 0, n[1], n[0] };
	}
}

static int
month_number(const char *name)
{
	static const char *const starts[] = { "jan", "feb", "mar", "apr", "maj", "jun", "jul",
		"aug", "sep", "okt", "nov", "dec" };
	char first = g_ascii_tolower(name[0]);

	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (starts[i][0] == first && g_ascii_strncasecmp(name, starts[i], 3) == 0)
			return (int) i + 1;
	return 0;
}

static gboolean
holds_month(const char *text)
{
	while ((text = strpbrk(text, MONTH_LETTERS)) && !month_number(text))
		text++;
	return text != NULL;
}

static gboolean
holds_slash(const char *text)
{
	return strchr(text, '/') != NULL;
}

static gboolean
holds_dot(const char *text)
{
	return strchr(text, '.') != NULL;
}

static const struct {
	const char *pattern; /* three groups, in the order that make wants */
	Make make;
	gboolean (*holds)(const char *text); /* what it has beside digits; NULL: nothing */
	guint digits;                        /* that it has at least */
} forms[] = {
	{ NOT_IN_NUMBER "(\\d{4})\\s*[-\u2013./]\\s*(\\d{1,2})\\s*[-\u2013./]\\s*" LAST_DAY,
		make_year_first, NULL, 6 },
	{ NOT_IN_NUMBER "((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)" NUMBER_ENDS, make_year_first, NULL, 8 },
	{ NOT_IN_NUMBER "((?:19|20)\\d\\d) (\\d\\d) (\\d\\d)" NUMBER_ENDS, make_year_first, NULL,
		8 },
	{ DAY MONTHS WORD_ENDS "\\.?,?\\s*(?:-|\u2013)?\\s*(\\d{4}|'\\d\\d|\\d\\d(?=$|[^\\d.:]))"
			       "(?!\\d)",
		make_day_first, holds_month, 3 },
	{ NOT_IN_NUMBER "(\\d{1,2})/(\\d{1,2})\\s*[-\u2013 ]\\s*(\\d{4}|\\d\\d)(?![\\d.:])",
		make_day_first, holds_slash, 4 },
	{ NOT_IN_NUMBER "(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d\\d)(?!\\d)", make_day_first,
		holds_dot, 4 },
	{ NOT_IN_NUMBER "(\\d{1,2})\\s?/\\s?(\\d{1,2})\\s?/\\s?(\\d{4}|\\d\\d)(?!\\d)",
		make_slashed, holds_slash, 4 },
	{ "(?<![\\w-])(\\d\\d)[- ](\\d\\d)[- ](\\d\\d)" NUMBER_ENDS, make_year_first, NULL, 6 },
	{ NOT_IN_NUMBER "(\\d\\d)(\\d\\d)(\\d\\d)(?![\\d]|\\s?-\\s?\\d)", make_year_first, NULL,
		6 },
	{ DAY MONTHS WORD_ENDS "()", make_yearless, holds_month, 1 },
	{ NOT_IN_NUMBER "(\\d{1,2})/(\\d{1,2})()(?![\\d/])", make_yearless, holds_slash, 2 },
};

static const char *const time_patterns[] = {
	"(?<![\\d.:/-])([01]?\\d|2[0-3])\\s?[.:]\\s?([0-5]\\d)(?::[0-5]\\d)?(?![\\d.:/]*\\d|-\\d{4})",
	"\\bkl(?:ockan)?\\.?\\s*(?:ca\\.?\\s*)?([01]\\d|2[0-3])([0-5]\\d)(?!\\d)",
	"(?<![\\d.:/-])([01]?\\d|2[0-3])()-tiden\\b",
	"^\\s*([01]\\d|2[0-3])([0-5]\\d)\\s*$",
	"^\\s*([01]?\\d|2[0-3])\\s*$",
	"\\bkl(?:ockan)?\\.?\\s*(?:ca\\.?\\s*)?([01]?\\d|2[0-3])(?![\\d.:])",
};

static const struct {
	const char *pattern, *value;
} day_halves[] = {
	{ "\\b(?:fm|f\\.m\\.?|förmiddag(?:en)?)(?!\\w)", "fm" },
	{ "\\b(?:em|e\\.m\\.?|eftermiddag(?:en)?)(?!\\w)", "em" },
};

static const GRegex *
compiled(const GRegex **slot, const char *pattern)
{
	return text_pattern(slot, pattern, G_REGEX_CASELESS);
}

static int
number_of(const char *group)
{
	if (group[0] == '\'')
		group++;
	return g_ascii_isalpha(group[0]) ? month_number(group)
					 : (int) g_ascii_strtoll(group, NULL, 10);
}

/* Fills found from the match; FALSE if its numbers make no date. */
static gboolean
take(FormDate *found, Make make, const GMatchInfo *match)
{
	int numbers[3], start = 0, end = 0;

	for (int i = 0; i < 3; i++) {
		g_autofree char *group = g_match_info_fetch(match, i + 1);
		numbers[i] = number_of(group);
	}
	*found = (FormDate){ 0 };
	make(found, numbers);
	if (found->n_candidates == 1) {
		found->kind = FORM_DATE_EXACT;
		found->date = found->candidates[0];
	} else if (found->n_candidates > 1) {
		found->kind = FORM_DATE_AMBIGUOUS;
	}
	g_match_info_fetch_pos(match, 0, &start, &end);
	found->start = (gsize) start;
	found->end = (gsize) end;
	return found->kind != FORM_DATE_NONE;
}

FormDate
form_date_find(const char *text)
{
	static const GRegex *slots[G_N_ELEMENTS(forms)];
	FormDate best = { 0 };

	guint digits = text_count_digits(text);
	/* The first one written is the one. */
	for (gsize i = 0; i < G_N_ELEMENTS(forms) && !(best.kind && best.start == 0); i++) {
		if (digits < forms[i].digits || (forms[i].holds && !forms[i].holds(text)))
			continue;
		g_autoptr(GMatchInfo) match = NULL;
		const GRegex *regex = compiled(&slots[i], forms[i].pattern);
		FormDate found;

		g_regex_match(regex, text, 0, &match);
		for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
			if (!take(&found, forms[i].make, match))
				continue;
			if (best.kind == FORM_DATE_NONE || found.start < best.start)
				best = found;
			break;
		}
	}
	return best;
}

gboolean
form_date_complete(const FormDate *date, CivilDate reference, gboolean later, CivilDate *ret_date)
{
	int step = later ? 1 : -1;

	if (date->kind != FORM_DATE_YEARLESS)
		return FALSE;
	/* Nine years reach over a century without a leap day. */
	for (int i = 0; i < 9; i++) {
		CivilDate tried = { reference.year + i * step, date->date.month, date->date.day };

		if (date_is_valid(tried) && date_compare(tried, reference) * step >= 0) {
			*ret_date = tried;
			return TRUE;
		}
	}
	return FALSE;
}

/* TRUE if what is no date is a number of another kind, or words. */
static gboolean
is_something_else(const char *text)
{
	gsize start, end;
	guint letters = 0;
	g_autofree char *phone = form_number_find_phone(text, &start, &end);
	g_autofree char *dnr = form_number_find_dnr(text, &start, &end);

	for (const char *p = text; *p; p = g_utf8_next_char(p))
		letters += g_unichar_isalpha(g_utf8_get_char(p)) != 0;
	return phone || dnr || letters > ILLEGIBLE_LETTERS;
}

gboolean
form_date_looks_illegible(const char *text)
{
	static const GRegex *slot;

	return strlen(text) <= ILLEGIBLE_BYTES &&
	       g_regex_match(compiled(&slot, "^\\W*(?:(?:19|20)\\d\\d\\s?[-./ ]|"
					     "\\d\\d(?:0\\d|1[0-2])\\s?[*?_-]|\\d{3,5}[?*])"),
		       text, 0, NULL) &&
	       form_date_find(text).kind == FORM_DATE_NONE && !is_something_else(text);
}

static char *
half_of_day(const char *text, gsize *ret_start, gsize *ret_end)
{
	static const GRegex *slots[G_N_ELEMENTS(day_halves)];

	for (gsize i = 0; i < G_N_ELEMENTS(day_halves); i++) {
		g_autoptr(GMatchInfo) match = NULL;
		int start = 0, end = 0;

		if (!g_regex_match(compiled(&slots[i], day_halves[i].pattern), text, 0, &match))
			continue;
		g_match_info_fetch_pos(match, 0, &start, &end);
		*ret_start = (gsize) start;
		*ret_end = (gsize) end;
		return g_strdup(day_halves[i].value);
	}
	return NULL;
}

char *
form_date_find_time(const char *text, gsize *ret_start, gsize *ret_end)
{
	static const GRegex *slots[G_N_ELEMENTS(time_patterns)];
	gboolean digits = text_count_digits(text) > 0;

	for (gsize i = 0; digits && i < G_N_ELEMENTS(time_patterns); i++) {
		g_autoptr(GMatchInfo) match = NULL;
		int start = 0, end = 0;

		if (!g_regex_match(compiled(&slots[i], time_patterns[i]), text, 0, &match))
			continue;
		g_autofree char *hour = g_match_info_fetch(match, 1);
		g_autofree char *minute = g_match_info_fetch(match, 2);
		g_match_info_fetch_pos(match, 0, &start, &end);
		*ret_start = (gsize) start;
		*ret_end = (gsize) end;
		return g_strdup_printf(
			"%02d:%02d", number_of(hour), minute && minute[0] ? number_of(minute) : 0);
	}
	return half_of_day(text, ret_start, ret_end);
}

gboolean
form_date_find_weekday(const char *text, Weekday *ret_weekday, gsize *ret_start, gsize *ret_end)
{
	static const char *const pattern =
		"\\b(?:(m[åa]n)(?:dag(?:en)?)?|(tis)(?:dag(?:en)?)?|(ons)(?:dag(?:en)?)?|"
		"(tors?)(?:dag(?:en)?)?|(fre)(?:dag(?:en)?)?|(l[öo]r)(?:dag(?:en)?)?|"
		"(s[öo]n)(?:dag(?:en)?)?)s?\\b";
	static const GRegex *slot;
	g_autoptr(GMatchInfo) match = NULL;
	int start = 0, end = 0;

	if (!g_regex_match(compiled(&slot, pattern), text, 0, &match))
		return FALSE;
	for (int day = WEEKDAY_MONDAY; day <= WEEKDAY_SUNDAY; day++) {
		if (!g_match_info_fetch_pos(match, day, &start, &end) || start < 0 || start == end)
			continue;
		g_match_info_fetch_pos(match, 0, &start, &end);
		*ret_weekday = (Weekday) day;
		*ret_start = (gsize) start;
		*ret_end = (gsize) end;
		return TRUE;
	}
	return FALSE;
}
