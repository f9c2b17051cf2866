/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report: what its form has beyond labels and values, and words without a
 * form. Must never lose the account.
 */
#include "core/form/form-rules.h"

#include <string.h>

#include "core/text.h"

#define LABELS_OF_FORM 4 /* labels that make a form of a text without a heading */

/* The account, in the order in which forms ask for it. */
static const char *const account_prompts[] = { "description", "consequences",
	"immediate_measures" };

/*
 * Old forms print their three prompts above one text. So what stands after the
 * last of them, when the others are empty, is the whole account.
 */
static void
move_single_answer(const FormPart *part)
{
	ReadingField *description = reading_find_field(part->record, account_prompts[0]);
	ReadingField *answer = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(account_prompts); i++) {
		ReadingField *field = reading_find_field(part->record, account_prompts[i]);

		if (!reading_field_is_written(field))
			continue;
		if (answer)
			return;
		answer = field;
	}
	if (!form_part_asks(part, account_prompts[0]) || !answer || answer == description)
		return;
	*description = *answer;
	*answer = (ReadingField){ 0 };
}

/* TRUE if the form asks for any part of the account. */
static gboolean
asks_account(const FormPart *part)
{
	for (gsize i = 0; i < G_N_ELEMENTS(account_prompts); i++)
		if (form_part_asks(part, account_prompts[i]))
			return TRUE;
	return FALSE;
}

/* Everything above the first section: where the law is cited. */
static guint
head_end(const FormPart *part)
{
	for (guint h = 0; h < part->hits->len; h++)
		if (g_array_index(part->hits, FormHit, h).label->role == FORM_SECTION)
			return g_array_index(part->hits, FormHit, h).first_cell;
	return part->range->end;
}

/* The section of law printed in the head, such as "(14 kap 3 § SoL och 24 b § LSS)". */
static void
read_cited_law(const FormPart *part)
{
	guint end = head_end(part);

	static const GRegex *slot;
	const GRegex *regex = text_pattern(&slot,
		"\\d+ ?(?:kap\\.?|[a-g])(?: ?\\d+ ?(?:[a-g])?)? ?§(?:[^()]|\\(\\d{4}:\\d+\\))*", 0);

	for (guint i = part->range->first; i < end; i++) {
		const DocumentCell *cell = document_cell(part->document, i);
		g_autoptr(GMatchInfo) match = NULL;

		if (!strstr(cell->text, "§") || !g_regex_match(regex, cell->text, 0, &match))
			continue;
		g_autofree char *law = g_match_info_fetch(match, 0);
		g_autofree char *where = document_cell_where(cell);
		reading_field_set(reading_find_field(part->record, "cited_law"), g_strstrip(law),
			law, cell->confidence, where);
		return;
	}
}

/* TRUE if the labels are those of a filled form, not words of a mail. */
static gboolean
is_form(const FormPart *part)
{
	guint labels = form_part_count_labels(part, "");

	if (part->range->label)
		return labels >= LABELS_OF_FORM / 2;
	return labels >= LABELS_OF_FORM &&
	       form_part_count_labels(part, "description") +
			       form_part_count_labels(part, "observed") >
		       0;
}

static void
read_plain(const FormPart *part)
{
	const Document *document = part->document;
	const FormRange *range = part->range;

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
	reading_field_set(reading_find_field(part->record, "description"), text->str, text->str,
		confidence, where);
}

void
form_report_read(Reading *reading, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range)
{
	g_auto(FormPart) part;

	form_part_scan(&part, vocabulary, document, range,
		reading_add_record(reading, reading_find_part(range->part)));
	if (!is_form(&part)) {
		read_plain(&part);
		return;
	}
	reading->has_form = TRUE;
	form_part_fill(&part);
	move_single_answer(&part);
	/* Someone who fills in a few labels in a mail tells the rest in their own words. */
	if (part.rest && !asks_account(&part))
		form_part_set(&part, account_prompts[0], part.rest->text, part.rest);
	read_cited_law(&part);
}
