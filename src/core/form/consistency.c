/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The flags: one row and one function each. Messages quote both values and
 * stay inside; titles hold no content. Must never change what was read.
 */
#include "core/form/consistency.h"

#include "core/form/consistency-private.h"
#include "core/text.h"

gboolean
consistency_date(const ReadingField *field, CivilDate *ret_date)
{
	return field && field->value && date_from_string(field->value, ret_date);
}

static const ReadingField *
find_in_record(ReadingRecord record,
	gboolean (*wanted)(const ReadingMember *member, const ReadingField *field))
{
	for (gsize m = 0; m < record.part->n_members; m++) {
		const ReadingMember *member = &record.part->members[m];

		if (!reading_kind_is_field(member->kind))
			continue;
		const ReadingField *field = reading_get_field(record, member);
		if (field->raw && wanted(member, field))
			return field;
	}
	return NULL;
}

const ReadingField *
consistency_find_field(const ConsistencyCase *c,
	gboolean (*wanted)(const ReadingMember *member, const ReadingField *field))
{
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);

	for (gsize p = 0; p < n_parts; p++)
		for (guint i = 0; i < reading_count(c->reading, &parts[p]); i++) {
			const ReadingField *field = find_in_record(
				reading_get_record(c->reading, &parts[p], i), wanted);

			if (field)
				return field;
		}
	return NULL;
}

#define FIELDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* A flag without a function is set by the part of the program that meets it. */
static const struct {
	ConsistencyFlag flag;
	ConsistencyFind find;
	const char *const *fields;
} rows[] = {
	{ { "weekday_mismatch", "Datum och veckodag stämmer inte överens",
		  "A date and its weekday do not agree" },
		consistency_weekday_mismatch,
		FIELDS("report.observed.date", "report.observed.weekday") },
	{ { "ambiguous_date", "Ett datum kan läsas på flera sätt",
		  "A date can be read in several ways" },
		consistency_ambiguous_date, NULL },
	{ { "year_inferred", "Ett datum saknar år", "A date has no year" },
		consistency_year_inferred, NULL },
	{ { "received_dates_differ", "Uppgifterna om när rapporten kom in skiljer sig",
		  "The dates on which the report came in differ" },
		consistency_received_dates_differ,
		FIELDS("report.stamped", "investigation.received", "decision.background") },
	{ { "start_dates_differ", "Uppgifterna om när utredningen inleddes skiljer sig",
		  "The dates on which the investigation began differ" },
		consistency_start_dates_differ,
		FIELDS("investigation.started", "decision.background") },
	{ { "name_mismatch", "Rapportörens namn och underskriften skiljer sig",
		  "The name of the reporter and the signature differ" },
		consistency_name_mismatch, FIELDS("report.reporter.name", "report.signed.name") },
	{ { "unit_mismatch", "Uppgifterna om enhet skiljer sig",
		  "What is said of the unit differs" },
		consistency_unit_mismatch, FIELDS("report.unit", "investigation.how_noticed") },
	{ { "dnr_mismatch", "Diarienumren skiljer sig", "The registration numbers differ" },
		consistency_dnr_mismatch,
		FIELDS("report.dnr", "investigation.dnr", "decision.dnr") },
	{ { "dnr_missing", "Diarienummer saknas på rapporten",
		  "The report has no registration number" },
		consistency_dnr_missing, FIELDS("report.dnr") },
	{ { "late_report", "Rapporten lämnades inte genast", "The report was not made at once" },
		consistency_late_report, FIELDS("report.observed.date", "report.signed.date") },
	{ { "slow_start", "Utredningen inleddes sent", "The investigation began late" },
		consistency_slow_start, FIELDS("investigation.received", "investigation.started") },
	{ { "measure_before_start", "En åtgärd är daterad före utredningens början",
		  "A measure is dated before the investigation began" },
		consistency_measure_before_start,
		FIELDS("investigation.measures.taken", "investigation.started") },
	{ { "decision_date_illegible", "Beslutets datum kan inte läsas",
		  "The date of the decision cannot be read" },
		consistency_decision_date_illegible, FIELDS("decision.date") },
	{ { "outcome_unknown", "Utredningens förslag framgår inte",
		  "It is not clear what the investigation proposes" },
		consistency_outcome_unknown,
		FIELDS("investigation.proposal", "decision.proposal") },
	{ { "information_dates_blank", "Datum för information till beställande nämnd saknas",
		  "Dates of information to the commissioning board are missing" },
		consistency_information_dates_blank,
		FIELDS("investigation.information.report", "investigation.information.ivo") },
	{ { "outdated_form", "Formuläret hänvisar till upphävd lag",
		  "The form cites a law that is repealed" },
		consistency_outdated_form, FIELDS("report.cited_law", "report.signed.date") },
	{ { "low_text_confidence", "Texten är osäkert läst", "The text was read with uncertainty" },
		consistency_low_text_confidence, NULL },
	{ { "several_reports", "Filen kan innehålla flera rapporter",
		  "The file may hold several reports" },
		consistency_several_reports, NULL },
	{ { "possible_data_breach", "Händelsen kan vara en personuppgiftsincident",
		  "The event may be a personal data breach" },
		consistency_possible_data_breach, NULL },
	{ { "possible_whistleblower", "Rapporten kan vara en visselblåsarrapport",
		  "The report may be a whistleblower's" },
		NULL, NULL },
	{ { "possible_protected_identity", "Skyddade personuppgifter kan förekomma",
		  "There may be protected personal data" },
		NULL, NULL },
	{ { "reporter_unknown", "Det framgår inte vem som rapporterar",
		  "It is not clear who reports" },
		consistency_reporter_unknown,
		FIELDS("report.reporter.name", "report.signed.name") },
	{ { "forwarded_report", "Rapporten är vidarebefordrad av en kollega",
		  "The report was forwarded by a colleague" },
		NULL, NULL },
	{ { "arrival_differs", "Uppgifterna om ankomsttid skiljer sig",
		  "The times of arrival differ" },
		NULL, NULL },
	{ { "arrival_unproven", "Ankomsttiden är inte styrkt",
		  "The time of arrival is not proved" },
		NULL, NULL },
	{ { "possible_duplicate", "Samma rapport kan ha kommit in tidigare",
		  "The same report may have come in before" },
		NULL, NULL },
	{ { "other_boards_case", "Mejlet hör ihop med ett ärende hos en annan nämnd",
		  "The mail belongs to a case of another board" },
		NULL, NULL },
	{ { "refers_to_case", "Mejlet kan höra till ett ärende som redan finns",
		  "The mail may belong to a case that there is already" },
		NULL, NULL },
	{ { "mail_incomplete", "Hela mejlet kunde inte tas om hand",
		  "Not all of the mail could be dealt with" },
		NULL, NULL },
	{ { "mail_whole", "Det som saknades av ett stort mejl har kommit",
		  "What was missing of a large mail has come" },
		NULL, NULL },
	{ { "mail_encrypted", "Mejlet är krypterat och kunde inte öppnas",
		  "The mail is encrypted and could not be opened" },
		NULL, NULL },
	{ { "signature_invalid", "Mejlets signatur stämmer inte",
		  "The signature of the mail is wrong" },
		NULL, NULL },
	{ { "possible_conflict", "Rapporten kan röra någon som annars får veta av den",
		  "The report may concern somebody who otherwise is told of it" },
		NULL, NULL },
	{ { "nobody_decides", "Det saknas någon som kan avgöra vem som får veta av rapporten",
		  "There is nobody who can decide who is told of the report" },
		NULL, NULL },
	{ { "sender_unverified", "Det är inte styrkt vem avsändaren är",
		  "It is not proved who the sender is" },
		NULL, NULL },
	{ { "withdrawal", "Någon kan vilja ta tillbaka en rapport",
		  "Somebody may want to take a report back" },
		NULL, NULL },
	{ { "form_of_other_case", "Ett formulär hör inte till ärendet",
		  "A form is not of this case" },
		NULL, NULL },
	{ { "form_incomplete", "Utredningens formulär är inte färdigt",
		  "The form of the investigation is not finished" },
		NULL, NULL },
	{ { "macros", "En bilaga innehåller makron", "An attachment has macros" }, NULL, NULL },
	{ { "attachment_unread", "En bilaga kunde inte läsas", "An attachment could not be read" },
		NULL, NULL },
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
consistency_title(const char *code, const char *language)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
		if (g_str_equal(rows[i].flag.code, code))
			return text_in_language(language, rows[i].flag.title, rows[i].flag.english);
	return NULL;
}

void
consistency_check(ReadingFile *file, const ConsistencyLimits *limits)
{
	static const ConsistencyLimits standard = CONSISTENCY_LIMITS_STANDARD;

	SeveralCount reports = several_count(file);

	for (guint d = 0; d < file->documents->len; d++) {
		Reading *reading = file->documents->pdata[d];
		const ConsistencyCase c = { file, reading, &reading->report, reading->investigation,
			reading->decision, limits ? limits : &standard, reports };

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

void
consistency_check_arrival(ReadingFile *file, CivilDate arrived)
{
	static const char code[] = "arrival_differs";
	g_autofree char *came = date_to_string(arrived);

	for (guint d = 0; d < file->documents->len; d++) {
		Reading *reading = file->documents->pdata[d];
		CivilDate stamped;

		if (!consistency_date(&reading->report.stamped, &stamped) ||
			date_compare(stamped, arrived) == 0 || reading_find_flag(reading, code))
			continue;
		g_autofree char *message = g_strdup_printf(
			"Rapporten är stämplad %s, men ärendet har %s som ankomst. Den tidigaste "
			"trovärdiga tiden gäller: rätta ankomsten om stämpeln är riktig.",
			reading->report.stamped.value, came);
		g_ptr_array_add(
			reading->flags, reading_flag_new(code, consistency_title(code, NULL),
						message, FIELDS("report.stamped")));
	}
}
