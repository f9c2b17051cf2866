/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Flags on names, units and numbers that should be the same in all places.
 */
#include "core/form/consistency-private.h"

#include <string.h>

#include "core/form/form-match.h"
#include "core/text.h"

#define KIND_LETTERS   4 /* of the kind of a unit at least */
#define NAME_LETTERS   3 /* of its name at least */
#define ENDING_LETTERS 3 /* at most: "hemtjänst" and "hemtjänstens" */

char *
consistency_name_mismatch(const ConsistencyCase *c)
{
	const ReadingField *name = &c->report->reporter.name;
	const ReadingField *signer = &c->report->signature.name;

	if (!name->value || !signer->value || form_match_names(name->value, signer->value))
		return NULL;
	return g_strdup_printf("Rapporten lämnas av \"%s\" men är undertecknad \"%s\".",
		name->value, signer->value);
}

/* What the words after the kind of a unit say of its name. */
typedef enum { NAME_NONE, NAME_SAME, NAME_OTHER } NameSaid;

static NameSaid
name_after(const FormWord *words, guint n, char **unit)
{
	static const char *const between[] = { "i", "pa", "vid", NULL };
	guint i = 0;

	while (i < n && g_strv_contains(between, words[i].folded))
		i++;
	if (i >= n || !words[i].capital || strlen(words[i].folded) < NAME_LETTERS)
		return NAME_NONE;
	for (guint u = 1; unit[u]; u++)
		if (form_match_word(unit[u], words[i].folded) >= 0)
			return NAME_SAME;
	return NAME_OTHER;
}

/* TRUE if word is the kind of a unit, with or without an ending: "hemtjänst", "hemtjänsten". */
static gboolean
is_kind(const char *word, const char *kind)
{
	return g_str_has_prefix(word, kind) && strlen(word) <= strlen(kind) + ENDING_LETTERS;
}

/*
 * A unit is a kind and a name ("Hemtjänsten Norr"). TRUE if text names the kind
 * with other names and never with its own.
 */
static gboolean
tells_other_unit(const char *text, char **unit)
{
	g_autoptr(Document) document = document_new();
	gboolean other = FALSE;

	document_add_line(document, text, 1);
	const FormWords words = form_match_words(document, 0, document->cells->len);
	for (guint i = 0; i < words.n; i++) {
		const FormWord *word = &words.at[i];
		NameSaid said = is_kind(word->folded, unit[0])
					? name_after(word + 1, words.n - i - 1, unit)
					: NAME_NONE;

		if (said == NAME_SAME)
			return FALSE;
		other = other || said == NAME_OTHER;
	}
	return other;
}

/* The sentence of text that names the kind of the unit; g_free() it. */
static char *
quote_sentence(const char *text, const char *kind)
{
	g_auto(GStrv) sentences = g_regex_split_simple("(?<=[.!?])\\s+|\\n+", text, 0, 0);

	for (guint i = 0; sentences[i]; i++) {
		g_autofree char *folded = text_fold(sentences[i]);

		if (strstr(folded, kind))
			return g_strdup(sentences[i]);
	}
	return g_strdup(text);
}

char *
consistency_unit_mismatch(const ConsistencyCase *c)
{
	const char *unit = c->report->unit.value;

	if (!unit || !c->investigation || !c->investigation->how_noticed.value)
		return NULL;
	g_auto(GStrv) words = form_match_split(unit);
	if (!words[0] || !words[1] || strlen(words[0]) < KIND_LETTERS ||
		!tells_other_unit(c->investigation->how_noticed.value, words))
		return NULL;
	g_autofree char *told = quote_sentence(c->investigation->how_noticed.value, words[0]);
	return g_strdup_printf(
		"Rapporten avser enheten \"%s\", men utredningen skriver \"%s\".", unit, told);
}

char *
consistency_dnr_mismatch(const ConsistencyCase *c)
{
	const struct {
		const ReadingField *field;
		const char *place;
	} places[] = {
		{ &c->report->dnr, "rapporten" },
		{ c->investigation ? &c->investigation->dnr : NULL, "utredningen" },
		{ c->decision ? &c->decision->dnr : NULL, "beslutet" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
		for (gsize j = i + 1; j < G_N_ELEMENTS(places); j++) {
			const ReadingField *a = places[i].field, *b = places[j].field;

			if (a && b && a->value && b->value && !g_str_equal(a->value, b->value))
				return g_strdup_printf("Diarienumret är \"%s\" på %s, men "
						       "\"%s\" på %s.",
					a->raw, places[i].place, b->raw, places[j].place);
		}
	return NULL;
}

/* TRUE if anything of a report was read from a form. */
static gboolean
has_report_form(const ConsistencyCase *c)
{
	const ReadingPart *part = reading_find_part("report");
	ReadingRecord record = reading_get_record(c->reading, part, 0);

	for (gsize m = 0; c->reading->has_form && m < part->n_members; m++)
		if (reading_kind_is_field(part->members[m].kind) &&
			reading_field_is_written(reading_get_field(record, &part->members[m])))
			return TRUE;
	return FALSE;
}

char *
consistency_dnr_missing(const ConsistencyCase *c)
{
	const ReadingField *dnr = &c->report->dnr;
	const ReadingField *other = c->investigation ? &c->investigation->dnr : NULL;

	if (!has_report_form(c) || dnr->value)
		return NULL;
	if (dnr->raw)
		return g_strdup_printf(
			"Diarienumret \"%s\" på rapporten kan inte läsas.", dnr->raw);
	return other && other->raw
		       ? g_strdup_printf("Rapporten har inget diarienummer; på utredningen står "
					 "\"%s\".",
				 other->raw)
		       : g_strdup("Rapporten har inget diarienummer.");
}

char *
consistency_reporter_unknown(const ConsistencyCase *c)
{
	if (!has_report_form(c) || c->report->reporter.name.raw || c->report->reporter.email.raw ||
		c->report->signature.name.raw)
		return NULL;
	return g_strdup("Formuläret har varken rapportörens namn eller underskrift.");
}
