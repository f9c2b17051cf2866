/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One row for each thing that the law wants to see; a member that is not written is said to be
 * missing, never what stands in another.
 */
#include "core/form/investigation-law.h"

#include <string.h>

/* One of these members has to be written. */
static const struct {
	const char *members[6]; /* of the investigation */
	const char *swedish, *english;
} demands[] = {
	{ { "what" }, "vad händelsen har bestått i", "what the event consisted of" },
	{ { "consequences" }, "vilka konsekvenser den har fått eller kunde ha fått",
		"which consequences it had or could have had" },
	{ { "how_noticed" }, "när och hur den uppmärksammades", "when and how it was noticed" },
	{ { "occurred" }, "när den inträffade", "when it happened" },
	{ { "causes.communication", "causes.education", "causes.processes", "causes.environment",
		  "causes.technology", "causes.other" },
		"orsakerna", "the causes" },
	{ { "happened_before" }, "om något liknande har inträffat tidigare och varför igen",
		"whether something similar has happened before, and why again" },
	{ { "can_recur" }, "om något liknande kan inträffa igen",
		"whether something similar can happen again" },
	{ { "can_recur_why" }, "varför det kan eller inte kan inträffa igen",
		"why it can or cannot happen again" },
	{ { "measures.taken" }, "åtgärder för att undanröja eller avhjälpa",
		"measures to remove or remedy it" },
	{ { "measures.when" }, "när åtgärderna vidtogs", "when the measures were taken" },
	{ { "measures.planned" }, "åtgärder för att förhindra att det händer igen",
		"measures that prevent it from happening again" },
	{ { "other" }, "vad som i övrigt har framkommit, eller att inget har det",
		"what else has been found, or that nothing has" },
	{ { "proposal" }, "förslag till beslut, ett av de fem",
		"the proposed decision, one of five" },
};

/* Each of these members of each entry has to be written. */
static const struct {
	const char *member, *swedish, *english;
} entry_demands[] = {
	{ "date", "datum", "its day" },
	{ "source", "varifrån uppgiften kommer", "where it comes from" },
	{ "kind", "om den är fakta eller en bedömning", "whether it is fact or assessment" },
	{ "signature", "vem som har dokumenterat den", "who documented it" },
	{ "title", "den personens befattning", "that person's title" },
};

static const char *const no_entry[] = {
	"anteckningar i den fortlöpande dokumentationen",
	"entries in the running documentation",
};

const char *
investigation_law_entry_word(const char *member, gboolean english)
{
	for (gsize i = 0; i < G_N_ELEMENTS(entry_demands); i++)
		if (strcmp(entry_demands[i].member, member) == 0)
			return english ? entry_demands[i].english : entry_demands[i].swedish;
	return english ? "what it says" : "själva uppgiften";
}

static gboolean
is_written(ReadingRecord record, const char *name)
{
	const ReadingMember *member = reading_find_member(record.part, name);

	return reading_kind_is_field(member->kind)
		       ? reading_field_is_written(reading_get_field(record, member))
		       : *reading_get_choice(record, member) != NULL;
}

static gboolean
is_met(ReadingRecord record, const char *const *members)
{
	for (gsize i = 0; i < G_N_ELEMENTS(demands[0].members) && members[i]; i++)
		if (is_written(record, members[i]))
			return TRUE;
	return FALSE;
}

/* "anteckning 2: datum, varifrån uppgiften kommer"; NULL if nothing is missing. */
static char *
missing_of_entry(ReadingRecord record, guint number, gboolean english)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(entry_demands); i++)
		if (!is_written(record, entry_demands[i].member))
			g_string_append_printf(text, "%s%s", text->len ? ", " : "",
				english ? entry_demands[i].english : entry_demands[i].swedish);
	if (!text->len)
		return NULL;
	return g_strdup_printf("%s %u: %s", english ? "entry" : "anteckning", number, text->str);
}

GPtrArray *
investigation_law_gaps(const Reading *reading, gboolean logged, gboolean english)
{
	GPtrArray *missing = g_ptr_array_new_with_free_func(g_free);
	const ReadingPart *part = reading_find_part("investigation");
	Reading *asked = (Reading *) reading;

	for (gsize i = 0; i < G_N_ELEMENTS(demands); i++)
		if (!reading->investigation ||
			!is_met(reading_get_record(asked, part, 0), demands[i].members))
			g_ptr_array_add(missing,
				g_strdup(english ? demands[i].english : demands[i].swedish));
	if (!logged && reading_count(reading, reading_find_part("log")) == 0)
		g_ptr_array_add(missing, g_strdup(no_entry[english != FALSE]));
	return missing;
}

GPtrArray *
investigation_law_missing(const Reading *reading, gboolean english)
{
	GPtrArray *missing = investigation_law_gaps(reading, FALSE, english);
	const ReadingPart *log = reading_find_part("log");
	Reading *asked = (Reading *) reading;

	for (guint i = 0; i < reading_count(reading, log); i++) {
		char *of_entry =
			missing_of_entry(reading_get_record(asked, log, i), i + 1, english);

		if (of_entry)
			g_ptr_array_add(missing, of_entry);
	}
	return missing;
}
