/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Flags on how dates are written. Must never choose between two readings.
 */
#include "core/form/consistency-private.h"

static FormDate
written_date(const ReadingField *field)
{
	return form_date_find(field->raw ? field->raw : "");
}

static gboolean
is_weekday(CivilDate date, const char *name)
{
	return g_str_equal(date_weekday_name(date_weekday(date)), name);
}

char *
consistency_weekday_mismatch(const ConsistencyCase *c)
{
	const ReadingField *date = &c->report->observed.date, *day = &c->report->observed.weekday;
	FormDate written = written_date(date);
	CivilDate read;

	if (!day->value)
		return NULL;
	if (consistency_date(date, &read))
		return is_weekday(read, day->value)
			       ? NULL
			       : g_strdup_printf(
					 "Datumet \"%s\" är en %s, men veckodagen är angiven "
					 "som \"%s\".",
					 date->raw, date_weekday_name(date_weekday(read)),
					 day->raw);
	if (written.kind != FORM_DATE_AMBIGUOUS)
		return NULL;
	for (guint i = 0; i < written.n_candidates; i++)
		if (is_weekday(written.candidates[i], day->value))
			return NULL;
	return g_strdup_printf(
		"Datumet \"%s\" blir inte \"%s\" hur det än läses.", date->raw, day->raw);
}

static char *
list_candidates(const FormDate *date)
{
	g_autoptr(GString) list = g_string_new(NULL);

	for (guint i = 0; i < date->n_candidates; i++) {
		g_autofree char *text = date_to_string(date->candidates[i]);
		g_string_append_printf(list, "%s%s (%s)", i ? ", " : "", text,
			date_weekday_name(date_weekday(date->candidates[i])));
	}
	return g_string_free(g_steal_pointer(&list), FALSE);
}

static gboolean
is_ambiguous(const ReadingMember *member, const ReadingField *field)
{
	return member->kind == READING_DATE && !field->value &&
	       written_date(field).kind == FORM_DATE_AMBIGUOUS;
}

char *
consistency_ambiguous_date(const ConsistencyCase *c)
{
	const ReadingField *field = consistency_find_field(c, is_ambiguous);

	if (!field)
		return NULL;
	FormDate written = written_date(field);
	g_autofree char *list = list_candidates(&written);
	return g_strdup_printf("Datumet \"%s\" kan läsas på flera sätt: %s.", field->raw, list);
}

static gboolean
is_inferred(const ReadingMember *member, const ReadingField *field)
{
	return member->kind == READING_DATE && field->value &&
	       written_date(field).kind == FORM_DATE_YEARLESS;
}

char *
consistency_year_inferred(const ConsistencyCase *c)
{
	const ReadingField *field = consistency_find_field(c, is_inferred);

	return field ? g_strdup_printf("Datumet \"%s\" saknar år; det har lästs som %s.",
			       field->raw, field->value)
		     : NULL;
}

char *
consistency_decision_date_illegible(const ConsistencyCase *c)
{
	const ReadingField *date = c->decision ? &c->decision->date : NULL;

	if (!date || !date->raw || date->value)
		return NULL;
	return g_strdup_printf("Beslutets datum är skrivet \"%s\" (%s) och kan inte läsas.",
		date->raw, date->where);
}

/* Not asked for, not yet due, or forgotten: only a person knows. */
char *
consistency_information_dates_blank(const ConsistencyCase *c)
{
	const ReadingInvestigation *from = c->investigation;

	if (!from || from->information.report.raw || from->information.ivo.raw ||
		from->information.copy_attached.raw || from->information.copy_final.raw)
		return NULL;
	return g_strdup(
		"Inget av de fyra datumen för information till beställande nämnd är ifyllt. "
		"Är det inte aktuellt, eller har det glömts?");
}
