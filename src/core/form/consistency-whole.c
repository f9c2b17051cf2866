/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Flags on the form and the file as a whole.
 */
#include "core/form/consistency-private.h"

#include "core/text.h"

#define LOW_CONFIDENCE 0.6

/* The first day of SoL (2025:400), which repeals SoL (2001:453). */
static const CivilDate new_law = { 2025, 7, 1 };

/* A form may have lost its ticks; only the words of the decision can say it then. */
char *
consistency_outcome_unknown(const ConsistencyCase *c)
{
	if ((!c->investigation && !c->decision) ||
		(c->investigation && c->investigation->proposal) ||
		(c->decision && (c->decision->proposal || c->decision->outcome)))
		return NULL;
	return g_strdup_printf("Det framgår inte vilket av de fem besluten som %s.",
		c->decision ? "föreslås eller fattas" : "utredningen föreslår");
}

/* The day that a report can be tied to: when it was stamped, signed or, last, noticed. */
static const ReadingField *
report_day(const ReadingReport *report, CivilDate *ret_date)
{
	const ReadingField *const days[] = { &report->stamped, &report->signature.date,
		&report->observed.date };

	for (gsize i = 0; i < G_N_ELEMENTS(days); i++)
		if (consistency_date(days[i], ret_date))
			return days[i];
	return NULL;
}

/* SoL (2001:453) had its rules in chapter 14; SoL (2025:400) has them in chapter 27. */
char *
consistency_outdated_form(const ConsistencyCase *c)
{
	const ReadingField *law = &c->report->cited_law;
	CivilDate day;
	const ReadingField *from = report_day(c->report, &day);

	if (!law->value || !from || date_compare(day, new_law) < 0 ||
		!g_regex_match_simple("\\b14 ?kap", law->value, 0, 0))
		return NULL;
	return g_strdup_printf(
		"Formuläret hänvisar till \"%s\" (SoL 2001:453, upphävd 2025-07-01), "
		"men rapporten är daterad %s. Nu gäller 27 kap. SoL (2025:400).",
		law->value, from->value);
}

char *
consistency_several_reports(const ConsistencyCase *c)
{
	if (c->reports.n > 1)
		return g_strdup_printf(
			"Filen innehåller %u rapporter. Varje rapport ska bli ett eget ärende.",
			c->reports.n);
	return c->reports.doubtful
		       ? g_strdup("Några dokument är lika nog för att vara en och samma rapport, "
				  "men inte lika. Kontrollera att de inte handlar om flera "
				  "händelser.")
		       : NULL;
}

static gboolean
is_doubtful(const ReadingMember *member G_GNUC_UNUSED, const ReadingField *field)
{
	return field->value && field->confidence < LOW_CONFIDENCE;
}

char *
consistency_low_text_confidence(const ConsistencyCase *c)
{
	const ReadingField *field = consistency_find_field(c, is_doubtful);

	return field ? g_strdup_printf("\"%s\" (%s) är osäkert läst: kontrollera mot originalet.",
			       field->raw, field->where)
		     : NULL;
}

/* What is personal data, and how it comes to where it should not be. */
enum { PERSONAL_DATA, GONE_ASTRAY, WORDS_COUNT };

static const char *const breach_words[WORDS_COUNT] = {
	[PERSONAL_DATA] =
		"personakt\\w*|person(?:nummer|uppgift)\\w*|journal(?:en|er|erna)?\\b|akten\\b|akter(?:na)?\\b|"
		"känslig\\w* (?:uppgift|dokument|information|handling)\\w*|sekretess\\w*|intyg\\w*|"
		"uppgifter(?:na)? (?:om|kan|kunde|har|hade)|patientuppgift\\w*|adresslist\\w*",
	[GONE_ASTRAY] =
		"fel (?:mottagare|person|adress|brevlåda|mejl\\w*|mail\\w*|brukare|klient)|obehörig\\w*|"
		"utomstående|röj(?:t|ts|da|des|s|as)\\b|spri(?:tts|dits|das|ddes)\\b|läck(?:t|te|er|a)\\b|"
		"hamna(?:t|de|r)? (?:hos|i fel|på fel)|på avvägar|kommit bort|borttappa\\w*|"
		"tappa(?:t|ts|des) bort|försv(?:unn|ann)\\w*|st(?:ulen|ulna|ulits|als)\\b|kvarglöm\\w*|"
		"glömts? kvar|(?:låg|legat|ligger|lämnats) (?:öppet |synligt )?framme|"
		"extern\\w* företag\\w*|personuppgiftsincident\\w*",
};

/* The first of these words in field, NULL if there are none; g_free() it. */
static char *
words_of(guint kind, const ReadingField *field)
{
	static const GRegex *slots[WORDS_COUNT];
	const GRegex *pattern = text_pattern(&slots[kind], breach_words[kind], G_REGEX_CASELESS);
	g_autoptr(GMatchInfo) match = NULL;

	return g_regex_match(pattern, field->value, 0, &match) ? g_match_info_fetch(match, 0)
							       : NULL;
}

static gboolean
tells_breach(const ReadingMember *member, const ReadingField *field)
{
	if (member->kind != READING_TEXT || !field->value)
		return FALSE;
	g_autofree char *what = words_of(PERSONAL_DATA, field);
	g_autofree char *how = what ? words_of(GONE_ASTRAY, field) : NULL;
	return how != NULL;
}

/* Art. 33 of the General Data Protection Regulation gives 72 hours from when it is known. */
char *
consistency_possible_data_breach(const ConsistencyCase *c)
{
	const ReadingField *field = consistency_find_field(c, tells_breach);

	if (!field)
		return NULL;
	g_autofree char *what = words_of(PERSONAL_DATA, field);
	g_autofree char *how = words_of(GONE_ASTRAY, field);
	return g_strdup_printf(
		"Orden \"%s\" och \"%s\" (%s) tyder på en personuppgiftsincident, som ska anmälas "
		"till IMY inom 72 timmar.",
		what, how, field->where);
}
