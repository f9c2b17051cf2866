/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a reading to what a case records and a notice may say. The renderer
 * leaves out what its reader may not see; nothing is chosen here.
 */
#include "core/form/reading-facts.h"

#include "core/form/consistency.h"
#include "core/notice/facts.h"
#include "core/notice/planned.h"
#include "core/text.h"

GPtrArray *
reading_facts_flags(const ReadingFile *file)
{
	GPtrArray *flags = g_ptr_array_new_with_free_func((GDestroyNotify) planned_flag_free);

	for (guint d = 0; file && d < file->documents->len; d++) {
		const Reading *reading = g_ptr_array_index(file->documents, d);

		for (guint i = 0; i < reading->flags->len; i++) {
			const ReadingFlag *read = g_ptr_array_index(reading->flags, i);

			g_ptr_array_add(
				flags, planned_flag_new(read->code, g_strdup(read->message)));
		}
	}
	return flags;
}

/* The first report that names who reports, else NULL: an investigation may come before it. */
static const ReadingReport *
find_named(const ReadingFile *file)
{
	for (guint d = 0; file && d < file->documents->len; d++) {
		const Reading *reading = g_ptr_array_index(file->documents, d);

		if (reading->report.reporter.name.value || reading->report.reporter.email.value)
			return &reading->report;
	}
	return NULL;
}

const char *
reading_facts_reporter_name(const ReadingFile *file)
{
	const ReadingReport *report = find_named(file);
	return report ? report->reporter.name.value : NULL;
}

const char *
reading_facts_reporter_address(const ReadingFile *file)
{
	const ReadingReport *report = find_named(file);
	return report ? report->reporter.email.value : NULL;
}

/* TRUE if a document before d says the same: of a file, each of its documents does. */
static gboolean
is_put(const ReadingFile *file, guint d, const ReadingFlag *flag)
{
	for (guint i = 0; i < d; i++) {
		const ReadingFlag *before =
			reading_find_flag(g_ptr_array_index(file->documents, i), flag->code);

		if (before && g_strcmp0(before->message, flag->message) == 0)
			return TRUE;
	}
	return FALSE;
}

static void
put_flags(Record *facts, const ReadingFile *file, const char *language)
{
	RecordList list;

	record_list_init(&list);
	for (guint d = 0; file && d < file->documents->len; d++) {
		const Reading *reading = g_ptr_array_index(file->documents, d);

		for (guint i = 0; i < reading->flags->len; i++) {
			const ReadingFlag *flag = g_ptr_array_index(reading->flags, i);
			Record dict;

			if (is_put(file, d, flag))
				continue;
			record_init(&dict);
			facts_put_text(&dict, "title",
				text_in_language(language, flag->title,
					consistency_title(flag->code, language)));
			facts_put_text(&dict, "message", flag->message);
			record_list_add(&list, &dict);
		}
	}
	record_put_list(facts, "flags", &list);
}

/* Rows of privacy.c's "reports." and the members of a report that fill them. */
#define MEMBER(fact, member)                                                                       \
	{                                                                                          \
		fact,                                                                              \
		{                                                                                  \
			G_STRUCT_OFFSET(ReadingReport, member)                                     \
		}                                                                                  \
	}
static const struct {
	const char *fact;
	gsize members[3]; /* joined by ", "; 0 ends the list */
} report_facts[] = {
	MEMBER("dnr", dnr),
	MEMBER("reporter", reporter.name),
	MEMBER("reporter_title", reporter.title),
	MEMBER("reporter_workplace", reporter.workplace),
	MEMBER("reporter_phone", reporter.phone),
	MEMBER("reporter_email", reporter.email),
	MEMBER("unit", unit),
	{ "observed", { G_STRUCT_OFFSET(ReadingReport, observed.date),
			      G_STRUCT_OFFSET(ReadingReport, observed.weekday),
			      G_STRUCT_OFFSET(ReadingReport, observed.time) } },
	MEMBER("occurred", occurred),
	MEMBER("description", description),
	MEMBER("consequences", consequences),
	MEMBER("immediate_measures", immediate_measures),
	{ "signed", { G_STRUCT_OFFSET(ReadingReport, signature.date),
			    G_STRUCT_OFFSET(ReadingReport, signature.name) } },
	MEMBER("other_information", other_information),
};

static const char *
shown(const ReadingField *field)
{
	return field->value ? field->value : field->raw;
}

static void
add_report(RecordList *reports, const ReadingReport *report)
{
	Record dict;

	record_init(&dict);
	facts_put_text(&dict, "type", report->type);
	for (gsize i = 0; i < G_N_ELEMENTS(report_facts); i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		for (gsize m = 0;
			m < G_N_ELEMENTS(report_facts[i].members) && report_facts[i].members[m];
			m++) {
			const char *value =
				shown(G_STRUCT_MEMBER_P(report, report_facts[i].members[m]));

			if (value && *value)
				g_string_append_printf(text, "%s%s", text->len ? ", " : "", value);
		}
		facts_put_text(&dict, report_facts[i].fact, text->str);
	}
	record_list_add(reports, &dict);
}

void
reading_facts_put_reports(Record *facts, const ReadingFile *file)
{
	RecordList reports;

	record_list_init(&reports);
	for (guint d = 0; file && d < file->documents->len; d++) {
		const Reading *reading = g_ptr_array_index(file->documents, d);
		add_report(&reports, &reading->report);
	}
	record_put_list(facts, "reports", &reports);
}

char *
reading_facts_make(const ReadingFile *file, const char *language)
{
	Record facts;

	record_init(&facts);
	record_put_boolean(&facts, "reading_pending", FALSE);
	record_put_boolean(&facts, "reading_failed", file == NULL);
	put_flags(&facts, file, language);
	reading_facts_put_reports(&facts, file);
	return record_end(&facts);
}
