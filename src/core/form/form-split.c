/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where one dossier ends and the next begins. Must never give a cell to two
 * dossiers.
 */
#include "core/form/form-split.h"

#include <string.h>

#include "core/form/form-normal.h"
#include "core/form/form-scan.h"

#define HEAD_CELLS_MAX 15 /* above the heading of a report */
#define LABELS_OF_PART 2  /* that a heading needs to be one */

/* The field that a part has on its first page and not again on the next. */
static const struct {
	const char *part, *member;
} first_pages[] = {
	{ "report", "reporter.name" },
	{ "investigation", "investigator.name" },
	{ "decision", "signer" },
};

/* The state of a walk over the headings. */
typedef struct {
	const FormVocabulary *vocabulary;
	const Document *document;
	const GArray *headings;
	GArray *ranges;
	guint dossier;
} Split;

/* How many fields of part, with names that begin with prefix, the cells name. */
static guint
count_fields(const Split *split, const char *part, const char *prefix, guint first, guint end)
{
	g_autoptr(GArray) hits = form_scan(split->vocabulary, split->document, part, first, end);
	guint n = 0;

	for (guint h = 0; h < hits->len; h++) {
		const FormLabel *label = g_array_index(hits, FormHit, h).label;

		n += label->role == FORM_FIELD && g_str_has_prefix(label->id, prefix);
	}
	return n;
}

/* TRUE if the cells are the first page of part. */
static gboolean
is_first_page(const Split *split, const char *part, guint first, guint end)
{
	for (gsize i = 0; i < G_N_ELEMENTS(first_pages); i++)
		if (g_str_equal(first_pages[i].part, part))
			return count_fields(split, part, first_pages[i].member, first, end) > 0;
	return FALSE;
}

/* TRUE if a cell is what stands above the heading: labels of the head, or a stamp. */
static gboolean
is_head(const FormVocabulary *vocabulary, const Document *document, guint cell)
{
	const char *text = document_cell(document, cell)->text;
	g_autoptr(GArray) hits = form_scan(vocabulary, document, FORM_SPLIT_REPORT, cell, cell + 1);

	for (guint h = 0; h < hits->len; h++) {
		const FormHit *hit = &g_array_index(hits, FormHit, h);

		if (hit->label->role != FORM_PART && hit->label->role != FORM_SECTION &&
			g_strv_contains(
				(const char *const *) hit->label->sections, FORM_SECTION_HEAD))
			return TRUE;
	}
	return form_normal_is_date(text);
}

/* The first cell of the dossier whose report's heading is in cell heading. */
static guint
dossier_start(
	const FormVocabulary *vocabulary, const Document *document, guint heading, guint after)
{
	guint cell = heading;

	/* What ends the page before is a signature's date, not a stamp. */
	while (cell > after && heading - cell < HEAD_CELLS_MAX &&
		document_cell(document, cell - 1)->page == document_cell(document, heading)->page &&
		is_head(vocabulary, document, cell - 1))
		cell--;
	return cell;
}

static const FormHit *
heading(const Split *split, guint h)
{
	return &g_array_index(split->headings, FormHit, h);
}

/* The first cell after heading number h and what belongs to it. */
static guint
heading_end(const Split *split, guint h)
{
	return h + 1 < split->headings->len ? heading(split, h + 1)->first_cell
					    : split->document->cells->len;
}

/*
 * TRUE if heading number h begins something. Words of a mail may stand alone on
 * a line: only a report is believed without the labels of its form.
 */
static gboolean
is_heading(const Split *split, guint h)
{
	const FormHit *hit = heading(split, h);

	return g_str_equal(hit->label->part, FORM_SPLIT_REPORT) ||
	       count_fields(split, hit->label->part, "", hit->first_cell, heading_end(split, h)) >=
		       LABELS_OF_PART;
}

/* The range of part in the dossier that has begun; NULL if it has none. */
static const FormRange *
find_range(const Split *split, const char *part)
{
	for (guint i = split->ranges->len; i > 0; i--) {
		const FormRange *range = &g_array_index(split->ranges, FormRange, i - 1);

		if (range->dossier == split->dossier && g_str_equal(range->part, part))
			return range;
	}
	return NULL;
}

/* TRUE if the next heading after number h is that of an investigation. */
static gboolean
is_followed_by_investigation(const Split *split, guint h)
{
	for (h++; h < split->headings->len; h++)
		if (is_heading(split, h))
			return g_str_equal(heading(split, h)->label->part, "investigation");
	return FALSE;
}

/*
 * TRUE if heading number h begins another dossier: its part is there already,
 * and is no page more of it. A report that comes after its investigation is an
 * appendix of it, unless an investigation of its own follows.
 */
static gboolean
begins_dossier(const Split *split, guint h)
{
	const FormHit *hit = heading(split, h);
	const char *part = hit->label->part;
	gboolean report = g_str_equal(part, FORM_SPLIT_REPORT);
	const FormRange *open = find_range(split, part);
	const FormRange *last = &g_array_index(split->ranges, FormRange, split->ranges->len - 1);

	if (!open)
		return report && is_followed_by_investigation(split, h);
	if (report && open != last)
		return TRUE;
	return is_first_page(split, part, hit->first_cell, heading_end(split, h)) &&
	       is_first_page(split, part, open->first, open == last ? hit->first_cell : open->end);
}

static void
add_range(Split *split, const FormLabel *label, guint first)
{
	FormRange range = {
		.dossier = split->dossier,
		.part = label ? label->part : FORM_SPLIT_REPORT,
		.label = label,
		.first = first,
	};

	if (split->ranges->len)
		g_array_index(split->ranges, FormRange, split->ranges->len - 1).end = first;
	g_array_append_val(split->ranges, range);
}

/* Where what heading number h begins itself begins. */
static guint
range_start(const Split *split, guint h)
{
	const FormHit *hit = heading(split, h);
	guint after = h ? heading(split, h - 1)->last_cell + 1 : 0;

	if (split->ranges->len == 0)
		return 0;
	if (!g_str_equal(hit->label->part, FORM_SPLIT_REPORT))
		return hit->first_cell;
	return dossier_start(split->vocabulary, split->document, hit->first_cell, after);
}

/*
 * What stands above the first heading is a report, if it asks who reports: its
 * own heading may be words that nobody else uses.
 */
static void
take_unnamed_report(Split *split, guint h)
{
	const FormHit *hit = heading(split, h);

	if (split->ranges->len == 0 && !g_str_equal(hit->label->part, FORM_SPLIT_REPORT) &&
		count_fields(split, FORM_SPLIT_REPORT, "reporter.", 0, hit->first_cell) >=
			LABELS_OF_PART)
		add_range(split, NULL, 0);
}

static void
take_heading(Split *split, guint h)
{
	const FormLabel *label = heading(split, h)->label;

	if (!is_heading(split, h))
		return;
	take_unnamed_report(split, h);
	guint n = split->ranges->len;
	if (n > 0 && begins_dossier(split, h))
		split->dossier++;
	else if (n > 0 &&
		 g_str_equal(g_array_index(split->ranges, FormRange, n - 1).part, label->part))
		return; /* the next page of the same */
	add_range(split, label, range_start(split, h));
}

/* TRUE if the dossier of range number r has a log; the ranges of one stand together. */
static gboolean
has_log(const GArray *ranges, guint r)
{
	guint dossier = g_array_index(ranges, FormRange, r).dossier;

	while (r > 0 && g_array_index(ranges, FormRange, r - 1).dossier == dossier)
		r--;
	for (; r < ranges->len && g_array_index(ranges, FormRange, r).dossier == dossier; r++)
		if (g_str_equal(g_array_index(ranges, FormRange, r).part, "log"))
			return TRUE;
	return FALSE;
}

/* The ranges, with logs cut off that stand under a heading of their own which is not known. */
static GArray *
cut_logs(const Split *split)
{
	GArray *cut = g_array_new(FALSE, FALSE, sizeof(FormRange));

	for (guint r = 0; r < split->ranges->len; r++) {
		FormRange range = g_array_index(split->ranges, FormRange, r);
		gboolean may_hold =
			!g_str_equal(range.part, FORM_SPLIT_REPORT) && !has_log(split->ranges, r);
		guint start = may_hold ? form_split_find_log(split->vocabulary, split->document,
						 range.first, range.end)
				       : range.end;

		if (start > range.first && start < range.end) {
			FormRange log = { range.dossier, "log", NULL, start, range.end };

			range.end = start;
			g_array_append_val(cut, range);
			g_array_append_val(cut, log);
		} else {
			g_array_append_val(cut, range);
		}
	}
	return cut;
}

GArray *
form_split(const FormVocabulary *vocabulary, const Document *document, const GArray *headings)
{
	g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(FormRange));
	Split split = {
		.vocabulary = vocabulary,
		.document = document,
		.headings = headings,
		.ranges = ranges,
	};

	for (guint h = 0; h < headings->len; h++)
		take_heading(&split, h);
	if (split.ranges->len == 0)
		add_range(&split, NULL, 0);
	g_array_index(split.ranges, FormRange, split.ranges->len - 1).end = document->cells->len;
	return cut_logs(&split);
}
