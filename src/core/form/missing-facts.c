/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The facts that a report is asked for, one row each: the fields of a form that tell
 * them, and the words by which an account in somebody's own words does. Must never
 * quote what was read: a title is all that leaves.
 */
#include "core/form/missing-facts.h"

#include "core/notice/facts.h"
#include "core/text.h"

#define MONTHS                                                                                     \
	"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
#define DAYS        "(?:mån|tis|ons|tors|fre|lör|sön)dag\\w*"
#define PART_OF_DAY "(?:morgon|förmiddag|eftermiddag|kväll|natt|helg|lunch|dag)\\w*"

/* Ends a list of fields: no row names this one, which is the first of the struct and no field. */
#define END           0
#define FIELD(member) G_STRUCT_OFFSET(ReadingReport, member)

static const struct {
	const char *title, *english;
	gsize fields[4];   /* any of them tells it */
	const char *words; /* so do these, wherever the report speaks freely; NULL: no words do */
} rows[] = {
	{ "Vad som har hänt", "What has happened", { FIELD(description) }, NULL },
	{ "När det hände eller uppmärksammades", "When it happened or was noticed",
		{ FIELD(observed.date), FIELD(observed.weekday), FIELD(observed.time),
			FIELD(occurred) },
		"\\b\\d{4}-\\d\\d?-\\d\\d?\\b|\\b\\d\\d?[/.]\\d\\d?\\b|\\b\\d{6}\\b|" DAYS
		"|\\b(?:" MONTHS ")\\b|\\bi ?(?:dag|går|förrgår|morse|natt|kväll)\\b"
		"|\\b(?:häromdagen|nyss|nyligen|förra|vecka|kl\\.?|klockan)\\b"
		"|\\b(?:under|på|i) " PART_OF_DAY },
	{ "Vilken enhet eller verksamhet det gäller", "Which unit or activity it is about",
		{ FIELD(unit), FIELD(area_detail) },
		"enhet|avdelning|boende|jobbtorg|kontor|mottagning|verksamhet|hemtjänst|servicehus"
		"|\\w+hem(?:met)?\\b|plan (?:\\d|ett|två|tre)|våning|(?-i:\\b(?:på|vid|i) "
		"[A-ZÅÄÖ]\\w+)" },
	{ "Vem det berör, i allmänna ord och utan namn",
		"Whom it concerns, in general words and without names", { FIELD(area_detail) },
		"brukar|klient|boende|deltagar|elev|\\bbarn|ungdom|kund|patient|enskild|person\\b"
		"|person(?:en|er|erna)\\b|äldre|gäst|kvinna|\\bman(?:nen)?\\b|flick|pojk|anhörig"
		"|\\bhan\\b|\\bhon\\b|\\bhen\\b" },
	{ "Vilka konsekvenser det fick eller kunde ha fått",
		"Which consequences it had or could have had", { FIELD(consequences) },
		"konsekvens|följd|medför|\\bled(?:de|er)\\b|inneb[aä]r|risk|skad|drabb|smärt|ont\\b"
		"|oro|rädd|dog\\b|avl(?:ed|iden)|sjukhus|\\bföll\\b|ramla|utan (?:mat|medicin|hjälp"
		"|tillsyn|svar)|blev (?:kvar|utan|liggande)|fick (?:inte|ingen|inga)|vänta|kunde ha" },
};

/* Everything that is told in sentences. */
static char *
free_text(const ReadingReport *report)
{
	const ReadingField *const texts[] = { &report->description, &report->consequences,
		&report->immediate_measures, &report->other_information };
	GString *all = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		if (texts[i]->raw)
			g_string_append_printf(all, "%s\n", texts[i]->raw);
	return g_string_free(all, FALSE);
}

static gboolean
is_told(const ReadingReport *report, gsize row, const char *text)
{
	static const GRegex *slots[G_N_ELEMENTS(rows)];

	for (gsize i = 0; i < G_N_ELEMENTS(rows[row].fields) && rows[row].fields[i] != END; i++)
		if (reading_field_is_written(G_STRUCT_MEMBER_P(report, rows[row].fields[i])))
			return TRUE;
	return rows[row].words &&
	       g_regex_match(
		       text_pattern(&slots[row], rows[row].words, G_REGEX_CASELESS), text, 0, NULL);
}

/* Another file may tell it that the program cannot read; and an investigator asks better. */
static gboolean
is_for_a_person(const Reading *reading)
{
	return reading->investigation || reading->decision ||
	       reading_find_flag(reading, "attachment_unread");
}

const char **
missing_facts_find(const Reading *reading, const char *language)
{
	const char **titles = g_new0(const char *, G_N_ELEMENTS(rows) + 2);
	g_autofree char *text = free_text(&reading->report);
	gsize n = 0;

	if (is_for_a_person(reading))
		return titles;
	if (reading_find_flag(reading, "reporter_unknown"))
		titles[n++] = text_in_language(
			language, "Namnet på den som rapporterar", "The name of who reports");
	for (gsize row = 0; row < G_N_ELEMENTS(rows); row++)
		if (!is_told(&reading->report, row, text))
			titles[n++] =
				text_in_language(language, rows[row].title, rows[row].english);
	return titles;
}

PlannedNotice *
missing_facts_plan(const ReadingFile *file, const Settings *settings, const Board *board,
	const char *case_id, const char *recipient, gint64 now)
{
	if (!file || file->documents->len == 0)
		return NULL;
	g_autofree const char **titles =
		missing_facts_find(g_ptr_array_index(file->documents, 0), board->language);
	Record record;

	if (!titles[0])
		return NULL;
	record_init(&record);
	facts_put_text(&record, "case", case_id);
	record_put_texts(&record, "missing", titles, -1);
	g_autofree char *facts = record_end(&record);
	PlannedNotice *notice = planned_notice_new(
		NOTICE_MISSING_FACTS, AUDIENCE_REPORTER, ROUTE_PLAIN, recipient, board, now, facts);
	notice->once = g_strdup_printf("missing_facts:%s", case_id);
	notice->limit = budget_limit(NOTICE_MISSING_FACTS, settings);
	return notice;
}
