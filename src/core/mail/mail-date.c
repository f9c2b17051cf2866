/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates as mail writes them. Refuses rather than guesses: what is read here
 * may decide on which day a report arrived.
 */
#include "core/mail/mail-date.h"

#include <string.h>

#define MINUTE_MS      G_GINT64_CONSTANT(60000)
#define DAY_MS         (1440 * MINUTE_MS)
#define EPOCH_DAY      719163 /* date_to_day_number() of 1970-01-01 */
#define LONGEST_NUMBER 9

static const struct {
	const char *name;
	int minutes;
} zones[] = {
	{ "ut", 0 },
	{ "utc", 0 },
	{ "gmt", 0 },
	{ "z", 0 },
	{ "est", -300 },
	{ "edt", -240 },
	{ "cst", -360 },
	{ "cdt", -300 },
	{ "mst", -420 },
	{ "mdt", -360 },
	{ "pst", -480 },
	{ "pdt", -420 },
	{ "wet", 0 },
	{ "west", 60 },
	{ "cet", 60 },
	{ "cest", 120 },
	{ "met", 60 },
	{ "mest", 120 },
	{ "eet", 120 },
	{ "eest", 180 },
};

/* White space and nested comments; an unclosed comment ends the text. */
static void
skip_space(const char **text)
{
	const char *p = *text;
	guint depth = 0;

	for (; *p; p++) {
		if (depth && *p == '\\' && p[1])
			p++;
		else if (*p == '(')
			depth++;
		else if (depth && *p == ')')
			depth--;
		else if (!depth && !g_ascii_isspace(*p))
			break;
	}
	*text = p;
}

static gboolean
take_char(const char **text, char wanted)
{
	skip_space(text);
	if (**text != wanted)
		return FALSE;
	(*text)++;
	return TRUE;
}

static gboolean
take_number(const char **text, int *ret_number, gsize *ret_digits)
{
	gsize digits = 0;
	int number = 0;

	skip_space(text);
	while (g_ascii_isdigit((*text)[digits]) && digits < LONGEST_NUMBER)
		number = number * 10 + g_ascii_digit_value((*text)[digits++]);
	*text += digits;
	*ret_number = number;
	*ret_digits = digits;
	return digits > 0;
}

/* The next run of letters, lower-case, cut to fit; "" if there is none. */
static void
take_word(const char **text, char word[8])
{
	gsize n = 0;

	skip_space(text);
	for (; g_ascii_isalpha(**text); (*text)++)
		if (n < 7)
			word[n++] = g_ascii_tolower(**text);
	word[n] = '\0';
}

static gboolean
take_month(const char **text, int *ret_month)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char word[8];

	take_word(text, word);
	for (int month = 0; month < 12; month++) {
		if (strlen(word) >= 3 && strncmp(word, names + month * 3, 3) == 0) {
			*ret_month = month + 1;
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
take_date(const char **text, CivilDate *ret_date)
{
	gsize digits = 0;
	char weekday[8];

	take_word(text, weekday);
	take_char(text, ',');
	if (!take_number(text, &ret_date->day, &digits) || !take_month(text, &ret_date->month) ||
		!take_number(text, &ret_date->year, &digits))
		return FALSE;
	if (digits == 2) /* RFC 5322 section 4.3 */
		ret_date->year += ret_date->year < 50 ? 2000 : 1900;
	else if (digits == 3)
		ret_date->year += 1900;
	return ret_date->year >= 1900 && date_is_valid(*ret_date);
}

static gboolean
take_time(const char **text, gint64 *ret_ms)
{
	int hour = 0, minute = 0, second = 0, fraction = 0;
	gsize digits = 0;

	if (!take_number(text, &hour, &digits) || !take_char(text, ':') ||
		!take_number(text, &minute, &digits))
		return FALSE;
	if (take_char(text, ':') && !take_number(text, &second, &digits))
		return FALSE;
	if (**text == '.' && g_ascii_isdigit((*text)[1])) {
		(*text)++;
		take_number(text, &fraction, &digits);
		for (; digits < 3; digits++)
			fraction *= 10;
		for (; digits > 3; digits--)
			fraction /= 10;
	}
	if (hour > 23 || minute > 59 || second > 60)
		return FALSE;
	*ret_ms = (hour * 60 + minute) * MINUTE_MS + second * G_GINT64_CONSTANT(1000) + fraction;
	return TRUE;
}

static gboolean
take_zone(const char **text, int *ret_minutes)
{
	int number = 0;
	gsize digits = 0;
	char word[8];

	skip_space(text);
	if (**text == '+' || **text == '-') {
		int sign = *(*text)++ == '-' ? -1 : 1;

		if (!take_number(text, &number, &digits) || digits != 4 || number % 100 > 59 ||
			number / 100 > 23)
			return FALSE;
		*ret_minutes = sign * (number / 100 * 60 + number % 100);
		return TRUE;
	}
	take_word(text, word);
	for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
		if (strcmp(word, zones[i].name) == 0) {
			*ret_minutes = zones[i].minutes;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean
mail_date_parse(const char *text, gint64 *ret_ms)
{
	CivilDate date = { 0 };
	gint64 time = 0;
	int zone = 0;

	if (!text || !take_date(&text, &date) || !take_time(&text, &time) ||
		!take_zone(&text, &zone))
		return FALSE;
	gint64 ms = (date_to_day_number(date) - EPOCH_DAY) * DAY_MS + time - zone * MINUTE_MS;
	if (!instant_has_day(ms))
		return FALSE;
	*ret_ms = ms;
	return TRUE;
}
