/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The flags: one row and one function each. Messages quote both values and
 * stay inside; titles hold no content. Must never change what was read.
 */
#include "core/consistency.h"

#include <string.h>

#include "core/form-date.h"
#include "core/form-match.h"
#include "core/form-split.h"

#define LATE_DAYS      7 /* "genast" (SoL 27:2) has no number; over a week is worth a question */
#define LOW_CONFIDENCE 0.6

/* The first day of SoL (2025:400), which repeals SoL (2001:453). */
static const CivilDate new_law = { 2025, 7, 1 };

/* What a function sees. */
typedef struct {
	const ReadingFile *file;
	Reading *reading;
	const ReadingReport *report;
} Case;

/* The message if the flag is called for, else NULL. */
typedef char *(*Find)(const Case *c);

static gboolean
date_of(const ReadingField *field, CivilDate *ret_date)
{
	return field->value && date_from_string(field->value, ret_date);
}

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

static char *
find_weekday_mismatch(const Case *c)
{
	const ReadingField *date = &c->report->observed.date, *day = &c->report->observed.weekday;
	FormDate written = written_date(date);
	CivilDate read;

	if (!day->value)
		return NULL;
	if (date_of(date, &read))
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

/* The first date of the report for which wanted holds; NULL if there is none. */
static const ReadingField *
find_date(const Case *c, gboolean (*wanted)(const ReadingField *field))
{
	const ReadingPart *part = reading_find_part(FORM_SPLIT_REPORT);

	for (gsize m = 0; m < part->n_members; m++) {
		if (part->members[m].kind != READING_DATE)
			continue;
		const ReadingField *field = reading_get_field(
			reading_get_record(c->reading, part, 0), &part->members[m]);
		if (field->raw && wanted(field))
			return field;
	}
	return NULL;
}

static gboolean
is_ambiguous(const ReadingField *field)
{
	return !field->value && written_date(field).kind == FORM_DATE_AMBIGUOUS;
}

static char *
find_ambiguous_date(const Case *c)
{
	const ReadingField *field = find_date(c, is_ambiguous);

	if (!field)
		return NULL;
	FormDate written = written_date(field);
	g_autofree char *list = list_candidates(&written);
	return g_strdup_printf("Datumet \"%s\" kan läsas på flera sätt: %s.", field->raw, list);
}

static gboolean
is_inferred(const ReadingField *field)
{
	return field->value && written_date(field).kind == FORM_DATE_YEARLESS;
}

static char *
find_year_inferred(const Case *c)
{
	const ReadingField *field = find_date(c, is_inferred);

	return field ? g_strdup_printf("Datumet \"%s\" saknar år; det har lästs som %s.",
			       field->raw, field->value)
		     : NULL;
}

/* TRUE if two words of names may be the same: an initial, a letter of noise. */
static gboolean
name_words_agree(const char *a, const char *b)
{
	if (strlen(a) == 1 || strlen(b) == 1)
		return a[0] == b[0];
	return form_match_word(a, b) >= 0;
}

/* TRUE if every word of the shorter name is found in the longer one. */
static gboolean
names_agree(const char *a, const char *b)
{
	g_auto(GStrv) one = form_match_split(a);
	g_auto(GStrv) other = form_match_split(b);
	gboolean swap = g_strv_length(one) > g_strv_length(other);
	char **few = swap ? other : one, **many = swap ? one : other;

	for (guint i = 0; few[i]; i++) {
		gboolean found = FALSE;

		for (guint j = 0; many[j] && !found; j++)
			found = name_words_agree(few[i], many[j]);
		if (!found)
			return FALSE;
	}
	return TRUE;
}

static char *
find_name_mismatch(const Case *c)
{
	const ReadingField *name = &c->report->reporter.name;
	const ReadingField *signer = &c->report->signature.name;

	if (!name->value || !signer->value || names_agree(name->value, signer->value))
		return NULL;
	return g_strdup_printf("Rapporten lämnas av \"%s\" men är undertecknad \"%s\".",
		name->value, signer->value);
}

static char *
find_dnr_missing(const Case *c)
{
	if (!c->reading->has_form || c->report->dnr.value)
		return NULL;
	return c->report->dnr.raw
		       ? g_strdup_printf("Diarienumret \"%s\" på rapporten kan inte läsas.",
				 c->report->dnr.raw)
		       : g_strdup("Rapporten har inget diarienummer.");
}

/* The day that a report can be tied to: when it was stamped, signed or, last, noticed. */
static const ReadingField *
report_day(const ReadingReport *report, CivilDate *ret_date)
{
	const ReadingField *const days[] = { &report->stamped, &report->signature.date,
		&report->observed.date };

	for (gsize i = 0; i < G_N_ELEMENTS(days); i++)
		if (date_of(days[i], ret_date))
			return days[i];
	return NULL;
}

static char *
find_late_report(const Case *c)
{
	const ReadingField *noticed = &c->report->observed.date;
	CivilDate from, to;
	const ReadingField *reported;

	if (!date_of(noticed, &from))
		return NULL;
	reported = date_of(&c->report->signature.date, &to) ? &c->report->signature.date
		   : date_of(&c->report->stamped, &to)      ? &c->report->stamped
							    : NULL;
	if (!reported || date_days_between(from, to) <= LATE_DAYS)
		return NULL;
	return g_strdup_printf(
		"Uppmärksammat %s men rapporterat %s, %d dagar senare. Rapporten ska "
		"lämnas genast.",
		noticed->value, reported->value, date_days_between(from, to));
}

/* SoL (2001:453) had its rules in chapter 14; SoL (2025:400) has them in chapter 27. */
static char *
find_outdated_form(const Case *c)
{
	const ReadingField *law = &c->report->cited_law;
	CivilDate day;
	const ReadingField *from = report_day(c->report, &day);

	if (!law->value || !from || date_compare(day, new_law) < 0 ||
		!g_regex_match_simple("\\b14 ?kap", law->value, 0, 0))
		return NULL;
	return g_strdup_printf(
		"Blanketten hänvisar till \"%s\" (SoL 2001:453, upphävd 2025-07-01), "
		"men rapporten är daterad %s. Nu gäller 27 kap. SoL (2025:400).",
		law->value, from->value);
}

static char *
find_several_reports(const Case *c)
{
	return c->file->documents->len > 1
		       ? g_strdup_printf("Filen innehåller %u rapporter. Varje rapport ska bli ett "
					 "eget ärende.",
				 c->file->documents->len)
		       : NULL;
}

static char *
find_low_confidence(const Case *c)
{
	const ReadingPart *part = reading_find_part(FORM_SPLIT_REPORT);

	for (gsize m = 0; m < part->n_members; m++) {
		if (!reading_kind_is_field(part->members[m].kind))
			continue;
		const ReadingField *field = reading_get_field(
			reading_get_record(c->reading, part, 0), &part->members[m]);
		if (field->value && field->confidence < LOW_CONFIDENCE)
			return g_strdup_printf("\"%s\" (%s) är osäkert läst: kontrollera mot "
					       "originalet.",
				field->raw, field->where);
	}
	return NULL;
}

#define FIELDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* A flag without a function is set by the part of the program that meets it. */
static const struct {
	ConsistencyFlag flag;
	Find find;
	const char *const *fields;
} rows[] = {
	{ { "weekday_mismatch", "Datum och veckodag stämmer inte överens" }, find_weekday_mismatch,
		FIELDS("report.observed.date", "report.observed.weekday") },
	{ { "ambiguous_date", "Ett datum kan läsas på flera sätt" }, find_ambiguous_date, NULL },
	{ { "year_inferred", "Ett datum saknar år" }, find_year_inferred, NULL },
	{ { "received_dates_differ", "Uppgifterna om när rapporten kom in skiljer sig" }, NULL,
		NULL },
	{ { "start_dates_differ", "Uppgifterna om när utredningen inleddes skiljer sig" }, NULL,
		NULL },
	{ { "name_mismatch", "Rapportörens namn och underskriften skiljer sig" },
		find_name_mismatch, FIELDS("report.reporter.name", "report.signed.name") },
	{ { "unit_mismatch", "Uppgifterna om enhet skiljer sig" }, NULL, NULL },
	{ { "dnr_mismatch", "Diarienumren skiljer sig" }, NULL, NULL },
	{ { "dnr_missing", "Diarienummer saknas på rapporten" }, find_dnr_missing,
		FIELDS("report.dnr") },
	{ { "late_report", "Rapporten lämnades inte genast" }, find_late_report,
		FIELDS("report.observed.date", "report.signed.date") },
	{ { "slow_start", "Utredningen inleddes sent" }, NULL, NULL },
	{ { "measure_before_start", "En åtgärd är daterad före utredningens början" }, NULL, NULL },
	{ { "decision_date_illegible", "Beslutets datum kan inte läsas" }, NULL, NULL },
	{ { "outcome_unknown", "Utredningens förslag framgår inte" }, NULL, NULL },
	{ { "information_dates_blank", "Datum för information till beställande nämnd saknas" },
		NULL, NULL },
	{ { "outdated_form", "Blanketten hänvisar till upphävd lag" }, find_outdated_form,
		FIELDS("report.cited_law", "report.signed.date") },
	{ { "low_text_confidence", "Texten är osäkert läst" }, find_low_confidence, NULL },
	{ { "several_reports", "Filen innehåller flera rapporter" }, find_several_reports, NULL },
	{ { "possible_data_breach", "Händelsen kan vara en personuppgiftsincident" }, NULL, NULL },
	{ { "possible_whistleblower", "Rapporten kan vara en visselblåsarrapport" }, NULL, NULL },
	{ { "possible_protected_identity", "Skyddade personuppgifter kan förekomma" }, NULL, NULL },
	{ { "reporter_unknown", "Det framgår inte vem som rapporterar" }, NULL, NULL },
	{ { "forwarded_report", "Rapporten är vidarebefordrad av en kollega" }, NULL, NULL },
	{ { "arrival_differs", "Uppgifterna om ankomsttid skiljer sig" }, NULL, NULL },
	{ { "arrival_unproven", "Ankomsttiden är inte styrkt" }, NULL, NULL },
	{ { "possible_duplicate", "Samma rapport kan ha kommit in tidigare" }, NULL, NULL },
	{ { "other_boards_case", "Brevet hör ihop med ett ärende hos en annan nämnd" }, NULL,
		NULL },
	{ { "refers_to_case", "Brevet kan höra till ett ärende som redan finns" }, NULL, NULL },
	{ { "mail_incomplete", "Hela mejlet kunde inte tas om hand" }, NULL, NULL },
	{ { "possible_conflict", "Rapporten kan röra någon som annars får veta av den" }, NULL,
		NULL },
	{ { "sender_unverified", "Det är inte styrkt vem avsändaren är" }, NULL, NULL },
	{ { "withdrawal", "Någon kan vilja ta tillbaka en rapport" }, NULL, NULL },
	{ { "attachment_unread", "En bilaga kunde inte läsas" }, NULL, NULL },
};

const ConsistencyFlag *
consistency_flags(gsize *ret_count)
{
	static ConsistencyFlag flags[G_N_ELEMENTS(rows)];
	static gsize once;

	if (g_once_init_enter(&once)) {
		for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
			flags[i] = rows[i].flag;
		g_once_init_leave(&once, 1);
	}
	*ret_count = G_N_ELEMENTS(rows);
	return flags;
}

const char *
consistency_title(const char *code)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
		if (g_str_equal(rows[i].flag.code, code))
			return rows[i].flag.title;
	return NULL;
}

void
consistency_check(ReadingFile *file)
{
	for (guint d = 0; d < file->documents->len; d++) {
		Reading *reading = file->documents->pdata[d];
		Case c = { file, reading, &reading->report };

		for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
			const ConsistencyFlag *flag = &rows[i].flag;
			g_autofree char *message = NULL;

			if (!rows[i].find || reading_find_flag(reading, flag->code))
				continue;
			message = rows[i].find(&c);
			if (message)
				g_ptr_array_add(
					reading->flags, reading_flag_new(flag->code, flag->title,
								message, rows[i].fields));
		}
	}
}
