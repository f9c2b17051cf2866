/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where one dossier ends and the next begins. Must never give a cell to two
 * dossiers.
 */
#include "core/form-split.h"

#include <string.h>

#include "core/form-date.h"
#include "core/form-normal.h"
#include "core/form-scan.h"

#define HEAD_CELLS_MAX 15 /* above the heading of a report */

/* TRUE if the cells name a reporter, as the first page of a report does. */
static gboolean
names_reporter(const FormVocabulary *vocabulary, const Document *document, guint first, guint end)
{
	g_autoptr(GArray) hits = form_scan(vocabulary, document, FORM_SPLIT_REPORT, first, end);

	for (guint h = 0; h < hits->len; h++) {
		const FormLabel *label = g_array_index(hits, FormHit, h).label;

		if (label->role == FORM_FIELD && g_str_has_prefix(label->id, "reporter.name"))
			return TRUE;
	}
	return FALSE;
}

/* TRUE if a cell is what stands above the heading: labels of the head, or a stamp. */
static gboolean
is_head(const FormVocabulary *vocabulary, const Document *document, guint cell)
{
	const char *text = document_cell(document, cell)->text;
	g_autoptr(GArray) hits = form_scan(vocabulary, document, FORM_SPLIT_REPORT, cell, cell + 1);
	FormDate date = form_date_find(text);

	for (guint h = 0; h < hits->len; h++) {
		const FormHit *hit = &g_array_index(hits, FormHit, h);

		if (hit->label->role != FORM_PART && hit->label->role != FORM_SECTION &&
			g_strv_contains(
				(const char *const *) hit->label->sections, FORM_SECTION_HEAD))
			return TRUE;
	}
	if (date.kind == FORM_DATE_NONE)
		return FALSE;
	g_autofree char *before = form_normal_trim(text, date.start);
	g_autofree char *after = form_normal_trim(text + date.end, strlen(text) - date.end);
	return !before[0] && !after[0];
}

/* The first cell of the dossier whose report's heading is in cell heading. */
static guint
dossier_start(
	const FormVocabulary *vocabulary, const Document *document, guint heading, guint after)
{
	guint cell = heading;

	while (cell > after && heading - cell < HEAD_CELLS_MAX &&
		is_head(vocabulary, document, cell - 1))
		cell--;
	return cell;
}

static gboolean
is_report(const FormHit *hit)
{
	return g_str_equal(hit->label->part, FORM_SPLIT_REPORT);
}

/*
 * TRUE if heading number h begins a dossier rather than a page: there is a
 * reporter on both sides of it. open: the first cell of the report that has
 * begun, G_MAXUINT if none has.
 */
static gboolean
begins_dossier(const FormVocabulary *vocabulary, const Document *document, const GArray *headings,
	guint h, guint open)
{
	const FormHit *hit = &g_array_index(headings, FormHit, h);
	guint end = h + 1 < headings->len ? g_array_index(headings, FormHit, h + 1).first_cell
					  : document->cells->len;

	if (!is_report(hit) || open == G_MAXUINT)
		return is_report(hit);
	return names_reporter(vocabulary, document, hit->first_cell, end) &&
	       names_reporter(vocabulary, document, open, hit->first_cell);
}

static void
add_range(GArray *ranges, guint dossier, const FormLabel *label, guint first)
{
	FormRange range = {
		.dossier = dossier,
		.part = label ? label->part : FORM_SPLIT_REPORT,
		.label = label,
		.first = first,
	};

	if (ranges->len)
		g_array_index(ranges, FormRange, ranges->len - 1).end = first;
	g_array_append_val(ranges, range);
}

GArray *
form_split(const FormVocabulary *vocabulary, const Document *document)
{
	g_autoptr(GArray) headings = form_scan_parts(vocabulary, document);
	GArray *ranges = g_array_new(FALSE, FALSE, sizeof(FormRange));
	guint open = G_MAXUINT;
	guint dossier = 0;

	for (guint h = 0; h < headings->len; h++) {
		const FormHit *hit = &g_array_index(headings, FormHit, h);

		if (begins_dossier(vocabulary, document, headings, h, open)) {
			guint after = h ? g_array_index(headings, FormHit, h - 1).last_cell + 1 : 0;

			dossier += ranges->len > 0;
			add_range(ranges, dossier, hit->label,
				ranges->len == 0 ? 0
						 : dossier_start(vocabulary, document,
							   hit->first_cell, after));
			open = hit->first_cell;
		} else if (!is_report(hit)) {
			add_range(ranges, dossier, hit->label, hit->first_cell);
			open = G_MAXUINT;
		}
	}
	if (ranges->len == 0)
		add_range(ranges, 0, NULL, 0);
	g_array_index(ranges, FormRange, ranges->len - 1).end = document->cells->len;
	return ranges;
}
