/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A log under a heading that nobody listed: a table whose heads are those of a
 * log. Must never take a table of another kind for one.
 */
#include <string.h>

#include "core/form/form-scan.h"
#include "core/form/form-split.h"

#define LOG           "log"
#define HEADS_MIN     3
#define HEADING_CHARS 60

/* What the heads of one row are for. */
typedef struct {
	guint heads;
	gboolean date, note;
	gsize labelled; /* bytes of labels */
} Heads;

static gboolean
same_row(const DocumentCell *a, const DocumentCell *b)
{
	return a->table == b->table && (a->table ? a->row == b->row : a->line == b->line);
}

/* The labels on the row of label h; next: the first label that is on another. */
static Heads
look_at_row(const Document *document, const GArray *hits, guint h, guint *next)
{
	const DocumentCell *first =
		document_cell(document, g_array_index(hits, FormHit, h).first_cell);
	Heads heads = { 0 };

	for (; h < hits->len; h++) {
		const FormHit *hit = &g_array_index(hits, FormHit, h);

		if (!same_row(first, document_cell(document, hit->first_cell)))
			break;
		if (hit->label->role != FORM_FIELD || hit->first_cell != hit->last_cell)
			continue;
		heads.heads++;
		heads.date = heads.date || g_str_has_prefix(hit->label->id, "date");
		heads.note = heads.note || g_str_equal(hit->label->id, "note");
		heads.labelled += hit->end - hit->start;
	}
	*next = h;
	return heads;
}

/* The first cell of the row of cell, not before first. */
static guint
row_start(const Document *document, guint first, guint cell)
{
	while (cell > first &&
		same_row(document_cell(document, cell - 1), document_cell(document, cell)))
		cell--;
	return cell;
}

/* TRUE if labels are nearly all that the row from cell start on holds. */
static gboolean
is_row_of_heads(const Document *document, guint start, guint end, const Heads *heads)
{
	gsize written = 0;

	for (guint i = start;
		i < end && same_row(document_cell(document, start), document_cell(document, i));
		i++)
		written += strlen(document_cell(document, i)->text);
	return heads->heads >= HEADS_MIN && heads->date && heads->note &&
	       heads->labelled * 3 >= written * 2;
}

/* The heading of the table that begins at cell start: a short line above it, no sentence. */
static guint
heading_start(const Document *document, guint first, guint start)
{
	if (start <= first + 1)
		return start;
	const DocumentCell *above = document_cell(document, start - 1);
	gsize length = strlen(above->text);

	return !above->table && g_utf8_strlen(above->text, -1) <= HEADING_CHARS &&
			       !strchr(".?!:", above->text[length - 1])
		       ? start - 1
		       : start;
}

guint
form_split_find_log(
	const FormVocabulary *vocabulary, const Document *document, guint first, guint end)
{
	g_autoptr(GArray) hits = form_scan(vocabulary, document, LOG, first, end);

	for (guint h = 0, next; h < hits->len; h = next) {
		const FormHit *hit = &g_array_index(hits, FormHit, h);
		guint start = row_start(document, first, hit->first_cell);
		Heads heads = look_at_row(document, hits, h, &next);

		if (is_row_of_heads(document, start, end, &heads))
			return heading_start(document, first, start);
	}
	return end;
}
