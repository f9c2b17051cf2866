/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values by kind: reading them, telling whether a text can be one, taking one
 * out of several. Must never turn what cannot be read into a value.
 */
#include "core/form/form-normal.h"

#include <string.h>

#include "core/form/document.h"
#include "core/form/form-date.h"
#include "core/form/form-number.h"
#include "core/text.h"

#define NEAR_NAME_MAX 60  /* characters */
#define NEAR_LINE_MAX 160 /* characters */

/* The value in text and its bytes; NULL if there is none. */
typedef char *(*Find)(const char *text, gsize *ret_start, gsize *ret_end);

static char *
find_date(const char *text, gsize *ret_start, gsize *ret_end)
{
	FormDate date = form_date_find(text);

	if (date.kind == FORM_DATE_NONE)
		return NULL;
	*ret_start = date.start;
	*ret_end = date.end;
	return date.kind == FORM_DATE_EXACT ? date_to_string(date.date) : g_strdup("");
}

static char *
find_weekday(const char *text, gsize *ret_start, gsize *ret_end)
{
	Weekday day;

	return form_date_find_weekday(text, &day, ret_start, ret_end)
		       ? g_strdup(date_weekday_name(day))
		       : NULL;
}

static const struct {
	Find find;      /* NULL: any text is one */
	gsize near_max; /* characters that such a text may have beside its label; 0: any */
} kinds[READING_KIND_COUNT] = {
	[READING_TEXT] = { NULL, 0 },
	[READING_LINE] = { NULL, NEAR_LINE_MAX },
	[READING_NAME] = { NULL, NEAR_NAME_MAX },
	[READING_DATE] = { find_date, 0 },
	[READING_TIME] = { form_date_find_time, 0 },
	[READING_WEEKDAY] = { find_weekday, 0 },
	[READING_PHONE] = { form_number_find_phone, 0 },
	[READING_EMAIL] = { form_number_find_email, 0 },
	[READING_DNR] = { form_number_find_dnr, 0 },
};

char *
form_normal_value(ReadingKind kind, const char *text)
{
	gsize start = 0, end = 0;

	if (kind == READING_TEXT)
		return g_strstrip(g_strdup(text));
	if (!kinds[kind].find) {
		g_autofree char *line = text_squeeze(text);
		gsize length = strlen(line);

		if (kind == READING_NAME && length > 1 && line[length - 1] == '.' &&
			line[length - 2] != '.')
			line[length - 1] = '\0';
		return g_steal_pointer(&line);
	}
	char *value = kinds[kind].find(text, &start, &end);
	/* An empty value: found, but not to be read without a guess. */
	if (value && !value[0])
		g_clear_pointer(&value, g_free);
	return value;
}

static gboolean
looks_like_name(const char *text)
{
	gboolean letter = FALSE;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == '@' || g_unichar_isdigit(c))
			return FALSE;
		letter = letter || g_unichar_isalpha(c);
	}
	return letter;
}

gboolean
form_normal_fits(ReadingKind kind, const char *text)
{
	gsize start = 0, end = 0;

	if (kind == READING_DATE && form_date_looks_illegible(text))
		return TRUE;
	if (kinds[kind].find) {
		g_autofree char *value = kinds[kind].find(text, &start, &end);
		return value != NULL;
	}
	if (kinds[kind].near_max && (gsize) g_utf8_strlen(text, -1) > kinds[kind].near_max)
		return FALSE;
	return kind != READING_NAME || looks_like_name(text);
}

gboolean
form_normal_takes_any(ReadingKind kind)
{
	return !kinds[kind].find;
}

char *
form_normal_take(ReadingKind kind, GString *text)
{
	gsize start = 0, end = 0;

	if (kinds[kind].find) {
		g_autofree char *value = kinds[kind].find(text->str, &start, &end);

		if (!value)
			return NULL;
	} else {
		end = strcspn(text->str, ",\n");
	}
	char *taken = form_normal_trim(text->str + start, end - start);
	g_string_erase(text, (gssize) start, (gssize) (end - start));
	g_autofree char *rest = form_normal_trim(text->str, text->len);
	g_string_assign(text, rest);
	if (!taken[0])
		g_clear_pointer(&taken, g_free);
	return taken;
}

static gboolean
is_filler(const char *p, const char *marks)
{
	if ((guchar) *p < 0x80)
		return g_ascii_isspace(*p) || strchr(marks, *p);
	return g_str_has_prefix(p, "\u2026") || g_str_has_prefix(p, DOCUMENT_BOX_TICKED) ||
	       g_str_has_prefix(p, DOCUMENT_BOX_CLEAR);
}

char *
form_normal_trim(const char *text, gsize length)
{
	const char *start = text, *end = text + strnlen(text, length);

	while (start < end && is_filler(start, ":;,.?!_-*|)/"))
		start = g_utf8_next_char(start);
	while (start < end) {
		const char *last = g_utf8_find_prev_char(start, end);
		gboolean dots = last && last > start && *last == '.' && last[-1] == '.';

		if (!last || !(dots || is_filler(last, "_|(-")))
			break;
		end = last;
	}
	for (const char *p = start; p < end; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)) || *p == '*')
			return g_strndup(start, (gsize) (end - start));
	return g_strdup("");
}

gboolean
form_normal_is_page_number(const char *text)
{
	static const GRegex *slot;

	return text_count_digits(text) > 0 &&
	       g_regex_match(
		       text_pattern(&slot,
			       "^\\W*(?:sid(?:a|an)?\\.?\\s*\\d+(?:\\s*(?:\\(|/|av)\\s*\\d+\\W*)?|"
			       "\\d+\\s*(?:\\(\\d+\\)|av \\d+))$",
			       G_REGEX_CASELESS),
		       text, 0, NULL);
}

gboolean
form_normal_is_date(const char *text)
{
	FormDate date = form_date_find(text);

	if (date.kind == FORM_DATE_NONE)
		return FALSE;
	g_autofree char *before = form_normal_trim(text, date.start);
	g_autofree char *after = form_normal_trim(text + date.end, strlen(text) - date.end);
	return !before[0] && !after[0];
}
