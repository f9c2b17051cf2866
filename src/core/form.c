/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From labels and their values to a reading. Knows the kinds of fields and the
 * few rules that hold between fields of one form. Must never fill a field from
 * anything but what was written for it.
 */
#include "core/form.h"

#include <string.h>

#include "core/form-boxes.h"
#include "core/form-date.h"
#include "core/form-normal.h"
#include "core/form-scan.h"
#include "core/form-split.h"
#include "core/form-value.h"

#define CERTAIN_YEAR   0.8 /* of a date whose year comes from another date */
#define CERTAIN_UNREAD 0.3 /* of a value that cannot be read */
#define LABELS_OF_FORM 4   /* labels that make a form of a text without a heading */

typedef struct {
	Reading *reading;
	const ReadingPart *part;
} Target;

/* The account, in the order in which forms ask for it. */
static const char *const account_prompts[] = { "description", "consequences",
	"immediate_measures" };

static ReadingField *
field_of(const Target *target, const char *name)
{
	const ReadingMember *member = reading_find_member(target->part, name);

	return reading_get_field(target->reading, target->part, member);
}

static void
set_field(const Target *target, const char *name, const char *text, const FormValue *from)
{
	const ReadingMember *member = reading_find_member(target->part, name);
	ReadingField *field = reading_get_field(target->reading, target->part, member);
	g_autofree char *value = form_normal_value(member->kind, text);

	if (reading_field_is_written(field))
		return;
	reading_field_set(field, value, text,
		value ? from->confidence : MIN(from->confidence, CERTAIN_UNREAD), from->where);
}

/* Several members share one text: each takes what is its kind. */
static void
set_shared(const Target *target, char **names, const FormValue *from)
{
	g_autoptr(GString) rest = g_string_new(from->text);

	for (int any = 0; any <= 1; any++)
		for (guint i = 0; names[i]; i++) {
			const ReadingMember *member = reading_find_member(target->part, names[i]);
			gboolean takes_any =
				member->kind == READING_NAME || member->kind == READING_LINE;

			if (takes_any != any)
				continue;
			g_autofree char *taken = form_normal_take(member->kind, rest);
			if (taken)
				set_field(target, names[i], taken, from);
		}
	/* What nobody could take is the first one's, unread. */
	if (rest->len && g_str_equal(rest->str, from->text))
		set_field(target, names[0], from->text, from);
}

static void
set_value(const Target *target, const FormValue *value)
{
	g_auto(GStrv) names = g_strsplit(value->members, "+", -1);

	if (!value->text)
		return;
	if (names[1])
		set_shared(target, names, value);
	else
		set_field(target, names[0], value->text, value);
}

static void
set_values(const Target *target, const GPtrArray *values)
{
	for (int weak = 0; weak <= 1; weak++)
		for (guint i = 0; i < values->len; i++) {
			const FormValue *value = values->pdata[i];

			if (value->label->weak == weak)
				set_value(target, value);
		}
}

static void
set_options(const Target *target, const GArray *hits)
{
	for (guint h = 0; h < hits->len; h++) {
		const FormHit *hit = &g_array_index(hits, FormHit, h);

		if (hit->label->role != FORM_OPTION || !hit->ticked)
			continue;
		const ReadingMember *member = reading_find_member(target->part, hit->label->id);
		if (member->kind == READING_CHOICES) {
			GPtrArray *choices =
				reading_get_choices(target->reading, target->part, member);
			if (!g_ptr_array_find_with_equal_func(
				    choices, hit->label->value, g_str_equal, NULL))
				g_ptr_array_add(choices, g_strdup(hit->label->value));
			continue;
		}
		char **choice = reading_get_choice(target->reading, target->part, member);
		g_autofree char *before = g_steal_pointer(choice);
		/* Two ticks where one is asked for say nothing. */
		if (!before || g_str_equal(before, hit->label->value))
			*choice = g_strdup(hit->label->value);
	}
}

/*
 * Old forms print their three prompts above one text. So what stands after the
 * last of them, when the others are empty, is the whole account.
 */
static void
move_single_answer(const Target *target, const GPtrArray *values)
{
	ReadingField *description = field_of(target, account_prompts[0]), *answer = NULL;
	gboolean asked = FALSE;

	for (guint i = 0; i < values->len; i++)
		asked = asked || g_str_equal(((const FormValue *) values->pdata[i])->members,
					 account_prompts[0]);
	for (guint i = 0; i < G_N_ELEMENTS(account_prompts); i++) {
		ReadingField *field = field_of(target, account_prompts[i]);

		if (!reading_field_is_written(field))
			continue;
		if (answer)
			return;
		answer = field;
	}
	if (!asked || !answer || answer == description)
		return;
	*description = *answer;
	*answer = (ReadingField){ 0 };
}

/* TRUE if the form asks for any part of the account. */
static gboolean
asks_account(const GPtrArray *values)
{
	for (guint i = 0; i < values->len; i++) {
		const FormValue *value = values->pdata[i];

		for (gsize p = 0; p < G_N_ELEMENTS(account_prompts); p++)
			if (g_str_equal(value->members, account_prompts[p]))
				return TRUE;
	}
	return FALSE;
}

/* Dates without a year get the year of the signature, else of the stamp. */
static void
infer_years(const Target *target)
{
	static const char *const references[] = { "signed.date", "stamped" };
	CivilDate reference = { 0 };

	for (guint i = 0; i < G_N_ELEMENTS(references) && !reference.year; i++) {
		const ReadingField *field = field_of(target, references[i]);

		if (!field->value || !date_from_string(field->value, &reference))
			reference.year = 0;
	}
	for (gsize m = 0; reference.year && m < target->part->n_members; m++) {
		const ReadingMember *member = &target->part->members[m];
		CivilDate completed;

		if (member->kind != READING_DATE)
			continue;
		ReadingField *field = reading_get_field(target->reading, target->part, member);
		FormDate date = form_date_find(field->raw ? field->raw : "");
		if (field->value || !form_date_complete(&date, reference, &completed))
			continue;
		field->value = date_to_string(completed);
		field->confidence = CERTAIN_YEAR;
	}
}

/* The section of law printed in the head, such as "(14 kap 3 § SoL och 24 b § LSS)". */
static void
read_cited_law(const Target *target, const Document *document, guint first, guint end)
{
	g_autoptr(GRegex) regex =
		g_regex_new("\\d+ ?(?:kap\\.?|[a-g])(?: ?\\d+ ?(?:[a-g])?)? ?§[^()]*", 0, 0, NULL);

	for (guint i = first; i < end; i++) {
		const DocumentCell *cell = document_cell(document, i);
		g_autoptr(GMatchInfo) match = NULL;

		if (!g_regex_match(regex, cell->text, 0, &match))
			continue;
		g_autofree char *law = g_match_info_fetch(match, 0);
		g_autofree char *where = document_cell_where(cell);
		reading_field_set(field_of(target, "cited_law"), g_strstrip(law), law,
			cell->confidence, where);
		return;
	}
}

static guint
count_labels(const GArray *hits, const char *prefix)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint h = 0; h < hits->len; h++) {
		const FormLabel *label = g_array_index(hits, FormHit, h).label;

		if (label->role == FORM_FIELD && g_str_has_prefix(label->id, prefix))
			g_hash_table_add(seen, label->id);
	}
	return g_hash_table_size(seen);
}

/* TRUE if the labels are those of a filled form, not words of a mail. */
static gboolean
is_form(const FormRange *range, const GArray *hits)
{
	guint labels = count_labels(hits, "");

	if (range->label)
		return labels >= LABELS_OF_FORM / 2;
	return labels >= LABELS_OF_FORM &&
	       count_labels(hits, "description") + count_labels(hits, "observed") > 0;
}

static void
read_plain(const Target *target, const Document *document, const FormRange *range)
{
	g_autoptr(GString) text = g_string_new(NULL);
	double confidence = 1;

	for (guint i = range->first; i < range->end; i++) {
		const DocumentCell *cell = document_cell(document, i);
		const DocumentCell *last = i > range->first ? document_cell(document, i - 1) : cell;

		if (i > range->first)
			g_string_append(text, cell->line > last->line + 1 ? "\n\n"
					      : cell->line > last->line   ? "\n"
									  : " ");
		g_string_append(text, cell->text);
		confidence = MIN(confidence, cell->confidence);
	}
	if (text->len == 0)
		return;
	g_autofree char *where = document_cell_where(document_cell(document, range->first));
	reading_field_set(field_of(target, "description"), text->str, text->str, confidence, where);
}

/* Everything above the first section: where the law is cited. */
static guint
head_end(const GArray *hits, const FormRange *range)
{
	for (guint h = 0; h < hits->len; h++)
		if (g_array_index(hits, FormHit, h).label->role == FORM_SECTION)
			return g_array_index(hits, FormHit, h).first_cell;
	return range->end;
}

static void
read_report(Reading *reading, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range)
{
	Target target = { reading, reading_find_part(FORM_SPLIT_REPORT) };
	g_autoptr(GArray) hits =
		form_scan(vocabulary, document, range->part, range->first, range->end);

	reading->has_form = is_form(range, hits);
	if (!reading->has_form) {
		read_plain(&target, document, range);
		return;
	}
	form_boxes_pair(document, hits, range->first, range->end);
	g_autoptr(FormValue) rest = NULL;
	g_autoptr(GPtrArray) values = form_value_find(
		document, hits, target.part, range->label, range->first, range->end, &rest);
	set_options(&target, hits);
	set_values(&target, values);
	move_single_answer(&target, values);
	/* Someone who fills in a few labels in a mail tells the rest in their own words. */
	if (rest && !asks_account(values))
		set_field(&target, account_prompts[0], rest->text, rest);
	infer_years(&target);
	read_cited_law(&target, document, range->first, head_end(hits, range));
}

GPtrArray *
form_read(const FormVocabulary *vocabulary, const Document *document)
{
	g_autoptr(GArray) ranges = form_split(vocabulary, document);
	GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);

	for (guint i = 0; i < ranges->len; i++) {
		const FormRange *range = &g_array_index(ranges, FormRange, i);

		if (range->dossier == readings->len)
			g_ptr_array_add(readings, reading_new());
		Reading *reading = readings->pdata[range->dossier];
		if (g_str_equal(range->part, FORM_SPLIT_REPORT))
			read_report(reading, vocabulary, document, range);
		else
			reading->has_form = TRUE;
	}
	return readings;
}
