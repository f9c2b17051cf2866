/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Telephone numbers, registration numbers and mail addresses in free text.
 * Must never give a number that is not written.
 */
#include "core/form/form-number.h"

#include <string.h>

#include "core/text.h"

#define A_DATE "\\d{4}-\\d\\d-\\d\\d(?!\\d)"

/* "2025:400)" after a parenthesis: the number of an act. */
#define A_LAW "\\d{4}:\\d+\\)"

/* "-1.3" after a registration number: the class of the matter. */
#define CLASSIFICATION "(?:-\\d[\\d.]*(?<!\\.))?"

static GMatchInfo *
search(const GRegex **slot, const char *pattern, const char *text, gsize *ret_start, gsize *ret_end)
{
	GMatchInfo *match = NULL;
	int start = 0, end = 0;

	if (!g_regex_match(text_pattern(slot, pattern, G_REGEX_DEFAULT), text, 0, &match)) {
		g_match_info_free(match);
		return NULL;
	}
	g_match_info_fetch_pos(match, 0, &start, &end);
	*ret_start = (gsize) start;
	*ret_end = (gsize) end;
	return match;
}

/* Digits only, with a leading + kept; "(0)" after a country code is no digit. */
static char *
digits_of(const char *written)
{
	GString *out = g_string_new(NULL);

	for (const char *p = written; *p; p++) {
		if (out->len && out->str[0] == '+' && g_str_has_prefix(p, "(0)"))
			p += 2;
		else if (g_ascii_isdigit(*p) || (*p == '+' && !out->len))
			g_string_append_c(out, *p);
	}
	return g_string_free(out, FALSE);
}

char *
form_number_find_phone(const char *text, gsize *ret_start, gsize *ret_end)
{
	static const GRegex *slot;
	gsize start = 0, end = 0;

	if (!strpbrk(text, "+0"))
		return NULL;
	g_autoptr(GMatchInfo) match = search(&slot,
		"(?<![\\w+-])(?:\\+|0)(?:[ ()/.\u00a0\u2011\u2013-]{0,3}\\d){6,14}(?![\\w])", text,
		&start, &end);

	if (!match)
		return NULL;
	g_autofree char *written = g_match_info_fetch(match, 0);
	g_autofree char *digits = digits_of(written);
	const char *national = digits[0] == '+'                 ? NULL
			       : g_str_has_prefix(digits, "00") ? NULL
								: digits + 1;

	*ret_start = start;
	*ret_end = end;
	if (national)
		return g_strconcat("+46", national, NULL);
	return digits[0] == '+' ? g_strdup(digits) : g_strconcat("+", digits + 2, NULL);
}

char *
form_number_find_dnr(const char *text, gsize *ret_start, gsize *ret_end)
{
	static const GRegex *coded, *bare;
	gsize start = 0, end = 0;

	/* All have the number of a year. */
	if (!strstr(text, "20") && !strstr(text, "19"))
		return NULL;
	g_autoptr(GMatchInfo) match = search(&coded,
		"(?<!\\w)(?!(?i:dnr|diarie|den|nr|år|inkom|ankom|datum|ärende)(?![[:alpha:]]))(\\p{Lu}[\\p{L}]{1,5})[ .:/-]{0,3}(?!" A_DATE
		")((?:19|20)\\d\\d)\\s?[-/:.\u2013]\\s?(\\d{1,6})(?!\\d)" CLASSIFICATION,
		text, &start, &end);
	gboolean has_code = match != NULL;

	if (!match)
		match = search(&bare,
			"(?<![\\d-])(?!(?<=\\()" A_LAW
			")()((?:19|20)\\d\\d)[-/:](\\d{3,6})(?!\\d)" CLASSIFICATION,
			text, &start, &end);
	if (!match)
		return NULL;
	g_autofree char *code = g_match_info_fetch(match, 1);
	g_autofree char *year = g_match_info_fetch(match, 2);
	g_autofree char *number = g_match_info_fetch(match, 3);
	g_autofree char *upper = g_utf8_strup(code, -1);

	*ret_start = start;
	*ret_end = end;
	return g_strconcat(upper, has_code ? " " : "", year, "-", number, NULL);
}

char *
form_number_find_email(const char *text, gsize *ret_start, gsize *ret_end)
{
	static const GRegex *slot;
	gsize start = 0, end = 0;

	if (!strchr(text, '@'))
		return NULL;
	g_autoptr(GMatchInfo) match = search(&slot,
		"[\\p{L}\\d._%+-]{1,64} ?@ ?[\\p{L}\\d-]{1,63}(?:\\.[\\p{L}\\d-]{1,63}){1,8}", text,
		&start, &end);

	if (!match)
		return NULL;
	g_autofree char *written = g_match_info_fetch(match, 0);
	g_auto(GStrv) parts = g_strsplit(written, " ", -1);
	g_autofree char *joined = g_strjoinv("", parts);
	g_autofree char *address = text_fold_address(joined);

	if (!text_is_address(address))
		return NULL;
	*ret_start = start;
	*ret_end = end;
	return g_steal_pointer(&address);
}
