/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates as people write them in an answer. Must never choose between two readings.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

#include "core/form/form-date.h"

#define DATE_BYTES 48  /* longer than any date with what may stand in it */
#define PAST_DAYS  183 /* a day without a year is not further back */
#define AHEAD_DAYS 300 /* nor further ahead */

static const struct {
	const char *phrase;
	int days;
} days[] = {
	{ "(i dag|idag|today)", 0 },
	{ "(i gar|igar|yesterday)", -1 },
	{ "(i forrgar|iforrgar)", -2 },
	{ "(i morgon|imorgon|tomorrow)", 1 },
	{ "(i overmorgon|iovermorgon)", 2 },
};

/* What is a day, and nobody can say for certain which. */
static const char *const unsure_days[] = {
	"[pa |i |nasta |nu pa ](mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag)",
	"i (mandags|tisdags|onsdags|torsdags|fredags|lordags|sondags)",
	"[on |next |last |this ](monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
	"[nasta |next |forra |last |den har |this ](vecka|veckan|week|manad|manaden|month)",
	"[i ](forra|nasta) (veckan|manaden)", "(snart|asap|soon)", NULL
};

static const char *const weekdays[7] = { "mandag", "tisdag", "onsdag", "torsdag", "fredag",
	"lordag", "sondag" };

/* "på fredag" of what is to come, "i fredags" of what was, on no Friday. */
static gboolean
read_weekday(
	const char *at, CivilDate today, gboolean later, CivilDate *ret_date, const char **ret_end)
{
	Weekday now = date_weekday(today);

	for (int i = 0; i < 7; i++) {
		g_autofree char *phrase =
			g_strdup_printf(later ? "[nu ]pa %s" : "i %ss", weekdays[i]);
		const char *end = mail_match(at, phrase, NULL);
		int ahead = (i + WEEKDAY_MONDAY - (int) now + 7) % 7;

		if (!end || ahead == 0)
			continue;
		*ret_date = date_add_days(today, later ? ahead : ahead - 7);
		*ret_end = end;
		return TRUE;
	}
	return FALSE;
}

static MailDate
complete(const FormDate *found, CivilDate today, gboolean later, CivilDate *ret_date)
{
	CivilDate date;

	if (found->kind == FORM_DATE_EXACT) {
		*ret_date = found->date;
		return MAIL_DATE_READ;
	}
	if (!form_date_complete(found, today, later, &date) ||
		ABS(date_days_between(date, today)) > (later ? AHEAD_DAYS : PAST_DAYS))
		return MAIL_DATE_DOUBTFUL;
	*ret_date = date;
	return MAIL_DATE_READ;
}

/* At most DATE_BYTES of at, whole characters. */
static char *
cut_slice(const char *at)
{
	const char *end = at;

	while (*end && g_utf8_next_char(end) - at <= DATE_BYTES)
		end = g_utf8_next_char(end);
	return g_strndup(at, (gsize) (end - at));
}

static MailDate
read_written(
	const char *at, CivilDate today, gboolean later, CivilDate *ret_date, const char **ret_end)
{
	g_autofree char *slice = cut_slice(at);
	FormDate found = form_date_find(slice);

	if (found.kind != FORM_DATE_NONE && found.start == 0) {
		*ret_end = at + found.end;
		return complete(&found, today, later, ret_date);
	}
	slice[strcspn(slice, " ,;)")] = '\0';
	if (!form_date_looks_illegible(slice))
		return MAIL_DATE_NONE;
	*ret_end = at + strlen(slice);
	return MAIL_DATE_DOUBTFUL;
}

/* "fredag 20 november": it has to be a Friday. */
static MailDate
read_with_weekday(
	const char *at, CivilDate today, gboolean later, CivilDate *ret_date, const char **ret_end)
{
	g_autofree char *slice = cut_slice(at);
	Weekday weekday;
	CivilDate date;
	gsize start, end;

	if (!form_date_find_weekday(slice, &weekday, &start, &end) || start != 0)
		return MAIL_DATE_NONE;
	const char *next = at + end + strspn(at + end, " ,");
	const char *den = mail_match(next, "den", NULL);
	MailDate kind =
		read_written(den ? mail_skip_space(den) : next, today, later, &date, ret_end);
	if (kind == MAIL_DATE_READ && date_weekday(date) != weekday)
		return MAIL_DATE_DOUBTFUL;
	if (kind == MAIL_DATE_READ)
		*ret_date = date;
	return kind;
}

MailDate
mail_read_date(
	const char *at, CivilDate today, gboolean later, CivilDate *ret_date, const char **ret_end)
{
	const char *den = mail_match(at, "(den|d)", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
		const char *end = mail_match(at, days[i].phrase, NULL);

		if (!end)
			continue;
		*ret_date = date_add_days(today, days[i].days);
		*ret_end = end;
		return MAIL_DATE_READ;
	}
	MailDate kind =
		read_written(den ? den + strspn(den, ". ") : at, today, later, ret_date, ret_end);
	if (kind == MAIL_DATE_NONE)
		kind = read_with_weekday(at, today, later, ret_date, ret_end);
	if (kind != MAIL_DATE_NONE)
		return kind;
	if (read_weekday(at, today, later, ret_date, ret_end))
		return MAIL_DATE_READ;
	const char *unsure = mail_match_any(at, unsure_days);
	if (unsure)
		*ret_end = unsure;
	return unsure ? MAIL_DATE_DOUBTFUL : MAIL_DATE_NONE;
}

static gboolean
take_number(const char **at, guint most, guint *ret)
{
	guint value = 0, digits = 0;

	for (; g_ascii_isdigit(**at) && digits < 3; (*at)++, digits++)
		value = value * 10 + (guint) g_ascii_digit_value(**at);
	*ret = value;
	return digits && digits < 3 && value <= most;
}

gboolean
mail_read_hour(const char *at, guint *ret_hour, guint *ret_minute, const char **ret_end)
{
	const char *p = at + strspn(at, " ,");
	const char *clock = mail_match(p, "(klockan|kl|at)", NULL);
	guint hour, minute = 0;

	if (clock)
		p = clock + strspn(clock, ". ");
	if (!take_number(&p, 23, &hour))
		return FALSE;
	gboolean divided = *p == ':' || (clock && *p == '.');
	if (divided && g_ascii_isdigit(p[1])) {
		const char *minutes = ++p;

		if (!take_number(&p, 59, &minute) || p - minutes != 2)
			return FALSE;
	} else if (!clock)
		return FALSE;
	if (g_ascii_isalnum(*p) || (*p == ':' && g_ascii_isdigit(p[1])))
		return FALSE;
	*ret_hour = hour;
	*ret_minute = minute;
	*ret_end = p;
	return TRUE;
}
