/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables that name every member of a reading. Whatever handles a reading
 * member by member walks these tables and nothing else.
 */
#include "core/form/reading.h"

#include <string.h>

#define MEMBER(type, json, path, member_kind)                                                      \
	{                                                                                          \
		.name = json, .offset = offsetof(type, path), .kind = member_kind                  \
	}
#define REPORT(...)        MEMBER(ReadingReport, __VA_ARGS__)
#define INVESTIGATION(...) MEMBER(ReadingInvestigation, __VA_ARGS__)
#define DECISION(...)      MEMBER(ReadingDecision, __VA_ARGS__)
#define ENTRY(...)         MEMBER(ReadingLogEntry, __VA_ARGS__)
#define FORM(...)          MEMBER(ReadingForm, __VA_ARGS__)

static const ReadingMember report_members[] = {
	REPORT("type", type, READING_CHOICE),
	REPORT("dnr", dnr, READING_DNR),
	REPORT("stamped", stamped, READING_DATE),
	REPORT("reporter.name", reporter.name, READING_NAME),
	REPORT("reporter.title", reporter.title, READING_LINE),
	REPORT("reporter.workplace", reporter.workplace, READING_LINE),
	REPORT("reporter.phone", reporter.phone, READING_PHONE),
	REPORT("reporter.email", reporter.email, READING_EMAIL),
	REPORT("unit", unit, READING_LINE),
	REPORT("areas", areas, READING_CHOICES),
	REPORT("area_detail", area_detail, READING_LINE),
	REPORT("cited_law", cited_law, READING_LINE),
	REPORT("observed.date", observed.date, READING_DATE),
	REPORT("observed.weekday", observed.weekday, READING_WEEKDAY),
	REPORT("observed.time", observed.time, READING_TIME),
	REPORT("occurred", occurred, READING_DATE),
	REPORT("description", description, READING_TEXT),
	REPORT("consequences", consequences, READING_TEXT),
	REPORT("immediate_measures", immediate_measures, READING_TEXT),
	REPORT("signed.date", signature.date, READING_DATE),
	REPORT("signed.name", signature.name, READING_NAME),
	REPORT("not_opened.date", not_opened.date, READING_DATE),
	REPORT("not_opened.signer", not_opened.signer, READING_NAME),
	REPORT("other_information", other_information, READING_TEXT),
};

static const ReadingMember investigation_members[] = {
	INVESTIGATION("received", received, READING_DATE),
	INVESTIGATION("dnr", dnr, READING_DNR),
	INVESTIGATION("started", started, READING_DATE),
	INVESTIGATION("law", law, READING_CHOICES),
	INVESTIGATION("investigator.name", investigator.name, READING_NAME),
	INVESTIGATION("investigator.title", investigator.title, READING_LINE),
	INVESTIGATION("committee", committee, READING_LINE),
	INVESTIGATION("how_noticed", how_noticed, READING_TEXT),
	INVESTIGATION("occurred", occurred, READING_DATE),
	INVESTIGATION("what", what, READING_TEXT),
	INVESTIGATION("consequences", consequences, READING_TEXT),
	INVESTIGATION("happened_before", happened_before, READING_TEXT),
	INVESTIGATION("can_recur", can_recur, READING_CHOICE),
	INVESTIGATION("can_recur_why", can_recur_why, READING_TEXT),
	INVESTIGATION("causes.communication", causes.communication, READING_TEXT),
	INVESTIGATION("causes.education", causes.education, READING_TEXT),
	INVESTIGATION("causes.processes", causes.processes, READING_TEXT),
	INVESTIGATION("causes.environment", causes.environment, READING_TEXT),
	INVESTIGATION("causes.technology", causes.technology, READING_TEXT),
	INVESTIGATION("causes.other", causes.other, READING_TEXT),
	INVESTIGATION("measures.taken", measures.taken, READING_TEXT),
	INVESTIGATION("measures.when", measures.when, READING_TEXT),
	INVESTIGATION("measures.planned", measures.planned, READING_TEXT),
	INVESTIGATION("follow_up", follow_up, READING_TEXT),
	INVESTIGATION("other", other, READING_TEXT),
	INVESTIGATION("proposal", proposal, READING_CHOICE),
	INVESTIGATION("information.report", information.report, READING_DATE),
	INVESTIGATION("information.ivo", information.ivo, READING_DATE),
	INVESTIGATION("information.copy_attached", information.copy_attached, READING_DATE),
	INVESTIGATION("information.copy_final", information.copy_final, READING_DATE),
};

static const ReadingMember decision_members[] = {
	DECISION("delegation_reference", delegation_reference, READING_LINE),
	DECISION("matter", matter, READING_LINE),
	DECISION("dnr", dnr, READING_DNR),
	DECISION("background", background, READING_TEXT),
	DECISION("proposal", proposal, READING_CHOICE),
	DECISION("outcome", outcome, READING_CHOICE),
	DECISION("date", date, READING_DATE),
	DECISION("signer", signer, READING_NAME),
	DECISION("signer_title", signer_title, READING_LINE),
};

static const ReadingMember log_members[] = {
	ENTRY("date", date, READING_DATE),
	ENTRY("source", source, READING_LINE),
	ENTRY("kind", kind, READING_CHOICE),
	ENTRY("note", note, READING_TEXT),
	ENTRY("attachment", attachment, READING_LINE),
	ENTRY("signature", signature, READING_NAME),
	ENTRY("title", title, READING_LINE),
};

static const ReadingMember form_members[] = {
	FORM("case", case_id, READING_LINE),
	FORM("version", version, READING_LINE),
};

#define PART(part, how_often, type)                                                                \
	{                                                                                          \
		.name = #part, .shape = how_often, .offset = offsetof(Reading, part),              \
		.size = sizeof(type), .members = part##_members,                                   \
		.n_members = G_N_ELEMENTS(part##_members)                                          \
	}
static const ReadingPart parts[] = {
	PART(report, READING_ALWAYS, ReadingReport),
	PART(investigation, READING_OPTIONAL, ReadingInvestigation),
	PART(decision, READING_OPTIONAL, ReadingDecision),
	PART(log, READING_LIST, ReadingLogEntry),
	PART(form, READING_OPTIONAL, ReadingForm),
};

const ReadingPart *
reading_parts(gsize *ret_count)
{
	*ret_count = G_N_ELEMENTS(parts);
	return parts;
}

const ReadingPart *
reading_find_part(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
		if (g_str_equal(parts[i].name, name))
			return &parts[i];
	return NULL;
}

static const ReadingMember *
find(const ReadingPart *part, const char *name, gsize length)
{
	for (gsize i = 0; i < part->n_members; i++) {
		const char *known = part->members[i].name;

		if (known[0] == name[0] && strncmp(known, name, length) == 0 && !known[length])
			return &part->members[i];
	}
	return NULL;
}

const ReadingMember *
reading_find_member(const ReadingPart *part, const char *name)
{
	return find(part, name, strlen(name));
}

const ReadingMember *
reading_first_member(const ReadingPart *part, const char *names)
{
	return find(part, names, strcspn(names, "+"));
}

gboolean
reading_kind_is_field(ReadingKind kind)
{
	return kind != READING_CHOICE && kind != READING_CHOICES;
}

gboolean
reading_kind_is_text(ReadingKind kind)
{
	return kind == READING_TEXT || !reading_kind_is_field(kind);
}
