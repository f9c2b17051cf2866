/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The running documentation: a table with a row for each entry, entries with
 * labels, or lines that begin with a date. Must never make two entries of one.
 */
#include "core/form/form-rules.h"

#include <string.h>

#include "core/form/form-date.h"
#include "core/form/form-normal.h"
#include "core/text.h"
#include "core/form/form-scan.h"

#define CERTAIN_LINE 0.8 /* of what stands in lines without labels */

/* What all ways of reading share. */
typedef struct {
	Reading *reading;
	const ReadingPart *part;
	const FormPart *form; /* the labels of the range */
	GPtrArray *columns;   /* FormHit *, borrowed: the heads of the table */
	guint next_hit;       /* the first label that is not before the row */
	GString *more;        /* lines that the last entry's note goes on with */
} Log;

static const DocumentCell *
cell_at(const Log *log, guint i)
{
	return document_cell(log->form->document, i);
}

static const FormHit *
hit_at(const Log *log, guint h)
{
	return &g_array_index(log->form->hits, FormHit, h);
}

static gboolean
same_row(const DocumentCell *a, const DocumentCell *b)
{
	return a->table == b->table && (a->table ? a->row == b->row : a->line == b->line);
}

/* The first cell of the next row. */
static guint
row_end(const Log *log, guint first)
{
	guint i = first + 1;

	while (i < log->form->range->end && same_row(cell_at(log, first), cell_at(log, i)))
		i++;
	return i;
}

static gboolean
names_date(const FormLabel *label)
{
	return label->role == FORM_FIELD && g_str_has_prefix(label->id, "date");
}

/*
 * Takes the labels of cells first..end-1 as heads of columns if there are
 * several and nothing but them.
 */
static gboolean
take_heads(Log *log, guint first, guint end)
{
	g_autoptr(GPtrArray) heads = g_ptr_array_new();
	gsize labelled = 0, written = 0;

	for (guint i = first; i < end; i++)
		written += strlen(cell_at(log, i)->text);
	for (; log->next_hit < log->form->hits->len; log->next_hit++) {
		const FormHit *hit = hit_at(log, log->next_hit);

		if (hit->first_cell >= end)
			break;
		if (hit->label->role != FORM_FIELD || hit->first_cell < first ||
			hit->last_cell >= end)
			continue;
		g_ptr_array_add(heads, (gpointer) hit);
		labelled += hit->first_cell == hit->last_cell
				    ? hit->end - hit->start
				    : strlen(cell_at(log, hit->first_cell)->text) - hit->start +
					      hit->end;
	}
	/* Signs and brackets between the labels are no values. */
	if (heads->len < 2 || labelled * 3 < written * 2)
		return FALSE;
	g_ptr_array_unref(log->columns);
	log->columns = g_steal_pointer(&heads);
	return TRUE;
}

/* The head of the column in which a cell stands; NULL if there is none. */
static const FormHit *
head_of(const Log *log, const DocumentCell *cell)
{
	for (guint c = 0; c < log->columns->len; c++) {
		const FormHit *hit = log->columns->pdata[c];
		const DocumentCell *head = cell_at(log, hit->last_cell);

		if (head->table == cell->table && head->column == cell->column)
			return hit;
	}
	return NULL;
}

static FormPart
part_of(const Log *log, ReadingRecord record)
{
	FormPart part = *log->form;

	part.record = record;
	return part;
}

/* The note of the last entry gets the lines that came after it. */
static void
end_note(const Log *log)
{
	guint n = reading_count(log->reading, log->part);

	if (log->more->len == 0)
		return;
	ReadingField *note =
		reading_find_field(reading_get_record(log->reading, log->part, n - 1), "note");
	g_autofree char *longer = g_strconcat(note->raw, log->more->str, NULL);
	g_autofree char *where = g_strdup(note->where);
	reading_field_set(note, longer, longer, note->confidence, where);
	g_string_truncate(log->more, 0);
}

static ReadingRecord
begin_entry(const Log *log)
{
	end_note(log);
	return reading_add_record(log->reading, log->part);
}

static gboolean
last_has_note(const Log *log)
{
	guint n = reading_count(log->reading, log->part);

	return n > 0 && reading_field_is_written(reading_find_field(
				reading_get_record(log->reading, log->part, n - 1), "note"));
}

static gboolean
begins_with_date(const char *text)
{
	FormDate date = form_date_find(text);

	return date.kind != FORM_DATE_NONE
		       ? strcspn(text, "0123456789") >= date.start ||
				 g_str_has_prefix(text, "den ") || g_str_has_prefix(text, "Den ")
		       : form_date_looks_illegible(text);
}

/* The text of a table cell of several lines; next: the first cell after it. */
static char *
cell_text(const Log *log, guint i, guint end, guint *next)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint column = cell_at(log, i)->column;

	for (; i < end && cell_at(log, i)->column == column; i++) {
		const char *line = cell_at(log, i)->text;
		g_autofree char *trimmed = form_normal_trim(line, strlen(line));

		if (trimmed[0])
			g_string_append_printf(text, "%s%s", text->len ? "\n" : "", trimmed);
	}
	*next = i;
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* TRUE if nothing of the row stands in the column of the date. */
static gboolean
lacks_date(const Log *log, guint first, guint end)
{
	for (guint i = first; i < end; i++) {
		const FormHit *head = head_of(log, cell_at(log, i));

		if (head && names_date(head->label))
			return FALSE;
	}
	return TRUE;
}

static void
read_row(const Log *log, guint first, guint end)
{
	gboolean goes_on = lacks_date(log, first, end) && last_has_note(log);
	ReadingRecord record = { 0 };

	for (guint i = first, next; i < end; i = next) {
		const FormHit *head = head_of(log, cell_at(log, i));
		g_autofree char *text = cell_text(log, i, end, &next);
		g_autofree char *where = document_cell_where(cell_at(log, i));
		const FormValue value = { head ? head->label->id : NULL, head ? head->label : NULL,
			text, cell_at(log, i)->confidence, where };

		if (!head || !text[0])
			continue;
		if (goes_on) {
			g_string_append_printf(log->more, "\n%s", text);
			continue;
		}
		if (!record.data)
			record = begin_entry(log);
		FormPart part = part_of(log, record);
		form_part_set_value(&part, &value);
	}
}

/* The number of "bilaga 3" in text; g_free() it. */
static char *
find_attachment(GString *text)
{
	static const GRegex *slot;
	const GRegex *regex = text_pattern(
		&slot, "\\bbil(?:aga|\\.)?(?: ?nr\\.?)?:? ?(\\d+)\\b", G_REGEX_CASELESS);
	g_autoptr(GMatchInfo) match = NULL;

	return g_regex_match(regex, text->str, 0, &match) ? g_match_info_fetch(match, 1) : NULL;
}

/* "170418 Telefonsamtal med chefen, bilaga 1" */
static void
read_line(const Log *log, guint i)
{
	const DocumentCell *cell = cell_at(log, i);
	g_autofree char *where = document_cell_where(cell);
	const FormValue from = {
		.text = NULL, .confidence = CERTAIN_LINE * cell->confidence, .where = where
	};
	g_autofree char *whole = form_normal_trim(cell->text, strlen(cell->text));

	if (!begins_with_date(whole)) {
		if (last_has_note(log) && whole[0])
			g_string_append_printf(log->more, "\n%s", whole);
		return;
	}
	FormPart part = part_of(log, begin_entry(log));
	g_autoptr(GString) text = g_string_new(whole);
	g_autofree char *date = form_normal_take(READING_DATE, text);
	g_autofree char *attachment = find_attachment(text);
	form_part_set(&part, "date", date ? date : whole, &from);
	if (attachment)
		form_part_set(&part, "attachment", attachment, &from);
	if (date && text->len)
		form_part_set(&part, "note", text->str, &from);
}

/* One entry whose labels stand beside or above their values. */
static void
read_labelled(const Log *log, guint first, guint end)
{
	const FormRange range = { .dossier = log->form->range->dossier,
		.part = log->form->range->part,
		.first = first,
		.end = end };
	g_auto(FormPart) part;

	form_part_scan(&part, log->form->vocabulary, log->form->document, &range,
		reading_add_record(log->reading, log->part));
	form_part_fill(&part);
}

/* Entries with labels: each begins with the label of its date. */
static void
read_all_labelled(const Log *log)
{
	guint first = G_MAXUINT;

	for (guint h = 0; h < log->form->hits->len; h++) {
		if (!names_date(hit_at(log, h)->label))
			continue;
		if (first != G_MAXUINT)
			read_labelled(log, first, hit_at(log, h)->first_cell);
		first = hit_at(log, h)->first_cell;
	}
	if (first != G_MAXUINT)
		read_labelled(log, first, log->form->range->end);
}

/* Rows below heads; FALSE if there are no heads. */
static gboolean
read_rows(Log *log)
{
	const FormRange *range = log->form->range;
	gboolean found = FALSE;

	for (guint i = range->first, end; i < range->end; i = end) {
		end = row_end(log, i);
		if (take_heads(log, i, end))
			found = TRUE;
		else if (found && cell_at(log, i)->table)
			read_row(log, i, end);
		else if (found)
			read_line(log, i);
	}
	return found;
}

void
form_log_read(Reading *reading, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range)
{
	const ReadingPart *part = reading_find_part(range->part);
	g_auto(FormPart) form;
	Log log = { reading, part, &form, g_ptr_array_new(), 0, g_string_new(NULL) };

	reading->has_form = TRUE;
	form_part_scan(&form, vocabulary, document, range, (ReadingRecord){ part, NULL });
	if (!read_rows(&log))
		read_all_labelled(&log);
	end_note(&log);
	g_ptr_array_unref(log.columns);
	g_string_free(log.more, TRUE);
}
