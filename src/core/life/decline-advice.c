/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words before a report is declined. Must never cite a section that did not hold.
 */
#include "core/life/decline-advice.h"

#include <string.h>

#include "core/text.h"

#define RULE "start"

static const char *
in_language(const char *swedish, const char *english, const char *language)
{
	return strcmp(language, "en") == 0 ? english : swedish;
}

static const ClockRule *
find_rule(const GPtrArray *rules)
{
	for (guint i = 0; i < rules->len; i++) {
		const ClockRule *rule = g_ptr_array_index(rules, i);

		if (strcmp(rule->id, RULE) == 0)
			return rule;
	}
	return NULL;
}

/* " (SECTION: WORDING; ...)" or "" */
static char *
cite(const CaseFile *file, const ClockRule *rule)
{
	CivilDate arrival = case_file_day(file, MILESTONE_ARRIVAL, NULL);
	guint laws = file->laws ? file->laws : LAW_BOTH;
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint law = 1; rule && law <= laws; law <<= 1) {
		const ClockSource *source =
			laws & law ? clock_rule_find_source(rule, law, arrival) : NULL;

		if (!source)
			continue;
		g_string_append_printf(text, "%s%s%s%s", text->len ? "; " : " (", source->section,
			source->wording ? ": " : "", source->wording ? source->wording : "");
	}
	return g_strconcat(text->str, text->len ? ")" : "", NULL);
}

char *
decline_advice(const CaseFile *file, const GPtrArray *rules, const char *language)
{
	g_autofree char *law = cite(file, find_rule(rules));

	return g_strconcat(in_language("Varje rapport ska utredas",
				   "Every report is to be investigated", language),
		law,
		in_language(". Att avsluta snabbt är ett eget ställningstagande: dokumenterat, "
			    "motiverat och undertecknat, när skyddet av den som berörs är prövat "
			    "(IVO). Ärendet kan tas upp igen: lexsarah case reopen.",
			". To end one quickly is a standpoint of its own: documented, reasoned and "
			"signed, once the protection of the person concerned was considered (IVO). "
			"It can be taken up again: lexsarah case reopen.",
			language),
		NULL);
}

const char *
decline_question(const char *language)
{
	return in_language("Ska rapporten avslutas utan utredning? Skriv ja: ",
		"Is the report to end without an investigation? Write yes: ", language);
}

gboolean
decline_is_yes(const char *answer)
{
	static const char *const words[] = { "ja", "j", "yes", "y" };
	g_autofree char *folded = text_fold(answer);

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(g_strstrip(folded), words[i]) == 0)
			return TRUE;
	return FALSE;
}
