/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Our form by the tags of its controls. Two controls of one tag that say different things are
 * a question to a person: what was written is kept, and no value made of it. A row of the log
 * that somebody added below the others has no controls and is read by its columns.
 */
#include "core/form/form-tagged.h"

#include <string.h>

#include "core/life/case.h"
#include "core/form/form-choice.h"
#include "core/form/form-normal.h"
#include "core/form/form-stray.h"
#include "core/life/outcome.h"
#include "core/form/return-form.h"

#define CERTAIN_TAG    1.0
#define CERTAIN_COLUMN 0.9 /* of a row without controls */
#define CERTAIN_UNREAD 0.3
#define COPIES_MAX     16 /* different words in controls of one tag that are kept */

typedef struct {
	const FormVocabulary *vocabulary;
	const Document *document;
	Reading *reading;
	GHashTable *controls; /* tag (as a pointer) to GPtrArray of DocumentControl * */
} Tagged;

static const GPtrArray *
controls_of(const Tagged *tagged, const ReturnFormField *field)
{
	return g_hash_table_lookup(tagged->controls, field->tag);
}

static gboolean
is_log(const ReturnFormField *field)
{
	return g_strcmp0(field->part, "log") == 0;
}

static GHashTable *
sort_controls(const Document *document)
{
	GHashTable *sorted = g_hash_table_new_full(
		g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

	for (guint i = 0; i < document->controls->len; i++) {
		DocumentControl *control = g_ptr_array_index(document->controls, i);
		GPtrArray *same = g_hash_table_lookup(sorted, control->tag);

		if (!same) {
			same = g_ptr_array_new();
			g_hash_table_insert(sorted, (gpointer) control->tag, same);
		}
		g_ptr_array_add(same, control);
	}
	return sorted;
}

/* TRUE for dots and lines that are printed for somebody to write on, too. */
static gboolean
is_blank(const char *text)
{
	g_autofree char *trimmed = text ? form_normal_trim(text, strlen(text)) : NULL;

	return !trimmed || !trimmed[0];
}

/* The different words of controls of one tag, each once: char *, borrowed. */
static GPtrArray *
words_of(const GPtrArray *controls)
{
	GPtrArray *words = g_ptr_array_new();

	for (guint i = 0; i < controls->len && words->len < COPIES_MAX; i++) {
		const DocumentControl *control = g_ptr_array_index(controls, i);

		if (!is_blank(control->text) &&
			!g_ptr_array_find_with_equal_func(words, control->text, g_str_equal, NULL))
			g_ptr_array_add(words, control->text);
	}
	return words;
}

/* words: as words_of(). */
static void
set_field(ReadingField *field, ReadingKind kind, const GPtrArray *words, const char *tag)
{
	const char *all[COPIES_MAX + 1] = { NULL };

	for (guint i = 0; i < words->len; i++)
		all[i] = g_ptr_array_index(words, i);
	reading_field_clear(field);
	if (words->len == 0)
		return;
	g_autofree char *raw = g_strjoinv("\n", (char **) all);
	g_autofree char *value = words->len == 1 ? form_normal_value(kind, raw) : NULL;
	reading_field_set(field, value, raw, value ? CERTAIN_TAG : CERTAIN_UNREAD, tag);
}

/* The code that words are, or say; NULL if that is not clear. g_free() it. */
static char *
choice_of(
	const Tagged *tagged, ReadingRecord record, const ReadingMember *member, const char *words)
{
	g_autoptr(GPtrArray) codes =
		form_choice_find(tagged->vocabulary, record.part->name, member->name, words);
	Outcome outcome;

	/* What a list means stands there as a code already. */
	if (outcome_from_name(words, &outcome) || g_str_equal(words, "fact") ||
		g_str_equal(words, "assessment"))
		return g_strdup(words);
	return codes->len == 1 ? g_strdup(codes->pdata[0]) : NULL;
}

static void
set_choice(const Tagged *tagged, ReadingRecord record, const ReadingMember *member,
	const GPtrArray *words)
{
	char **choice = reading_get_choice(record, member);

	g_clear_pointer(choice, g_free);
	if (words->len == 1)
		*choice = choice_of(tagged, record, member, words->pdata[0]);
}

/* A record of the part, which is made if there is none. */
static ReadingRecord
record_of(const Tagged *tagged, const ReadingPart *part)
{
	return reading_count(tagged->reading, part) ? reading_get_record(tagged->reading, part, 0)
						    : reading_add_record(tagged->reading, part);
}

static void
read_text(const Tagged *tagged, const ReturnFormField *row, const GPtrArray *controls)
{
	const ReadingPart *part = reading_find_part(row->part);
	const ReadingMember *member = reading_find_member(part, row->member);
	g_autoptr(GPtrArray) words = words_of(controls);
	ReadingRecord record = record_of(tagged, part);

	if (member->kind == READING_CHOICE)
		set_choice(tagged, record, member, words);
	else
		set_field(reading_get_field(record, member), member->kind, words, row->tag);
}

static gboolean
is_box_of(const ReturnFormField *row, const ReturnFormField *first)
{
	return row->code && strcmp(row->part, first->part) == 0 &&
	       strcmp(row->member, first->member) == 0;
}

/* TRUE if one control of the tag is ticked. */
static gboolean
is_ticked(const GPtrArray *controls)
{
	for (guint i = 0; i < controls->len; i++)
		if (((const DocumentControl *) controls->pdata[i])->ticked)
			return TRUE;
	return FALSE;
}

/* The codes whose boxes are ticked; NULL if a box has lost its control: labels find them all. */
static GPtrArray *
ticked_of(const Tagged *tagged, const ReturnFormField *first)
{
	g_autoptr(GPtrArray) codes = g_ptr_array_new();
	gsize count;
	const ReturnFormField *rows = return_form_fields(&count);

	for (gsize i = 0; i < count; i++) {
		const GPtrArray *controls =
			is_box_of(&rows[i], first) ? controls_of(tagged, &rows[i]) : NULL;

		if (is_box_of(&rows[i], first) && !controls)
			return NULL;
		if (controls && is_ticked(controls))
			g_ptr_array_add(codes, (gpointer) rows[i].code);
	}
	return g_steal_pointer(&codes);
}

/* Of boxes of which one may be ticked two say nothing. */
static void
read_boxes(const Tagged *tagged, const ReturnFormField *first)
{
	const ReadingPart *part = reading_find_part(first->part);
	const ReadingMember *member = reading_find_member(part, first->member);
	g_autoptr(GPtrArray) codes = ticked_of(tagged, first);
	ReadingRecord record = record_of(tagged, part);

	if (!codes)
		return;
	if (member->kind == READING_CHOICE) {
		char **choice = reading_get_choice(record, member);

		g_free(*choice);
		*choice = codes->len == 1 ? g_strdup(codes->pdata[0]) : NULL;
		return;
	}
	GPtrArray *choices = reading_get_choices(record, member);
	g_ptr_array_set_size(choices, 0);
	for (guint i = 0; i < codes->len; i++)
		g_ptr_array_add(choices, g_strdup(codes->pdata[i]));
}

/*
 * What a label without a control has got of words in controls is not its own. What is left is
 * kept as it was written, for a person to look at: part of it was read wrongly.
 */
static void
leave_out(const Tagged *tagged, const ReturnFormField *row, GHashTable *stray)
{
	const ReadingPart *part = reading_find_part(row->part);
	const ReadingMember *member = reading_find_member(part, row->member);

	if (!reading_kind_is_field(member->kind) || !reading_count(tagged->reading, part))
		return;
	ReadingField *field = reading_get_field(record_of(tagged, part), member);
	g_autofree char *left = field->raw ? form_stray_leave_out(stray, field->raw) : NULL;
	if (!left)
		return;
	g_autofree char *where = g_strdup(field->where);
	g_autofree char *value = form_normal_value(member->kind, left);
	reading_field_clear(field);
	if (!is_blank(left))
		reading_field_set(field, value, left, CERTAIN_UNREAD, where);
}

static void
read_fields(const Tagged *tagged)
{
	gsize count;
	const ReturnFormField *rows = return_form_fields(&count);
	g_autoptr(GHashTable) stray = form_stray_lines(tagged->document);

	for (gsize i = 0; i < count; i++) {
		const GPtrArray *controls = controls_of(tagged, &rows[i]);

		if (!rows[i].part || is_log(&rows[i]))
			continue;
		if (!controls && !rows[i].code)
			leave_out(tagged, &rows[i], stray);
		else if (!controls)
			continue;
		else if (rows[i].code)
			read_boxes(tagged, &rows[i]);
		else
			read_text(tagged, &rows[i], controls);
	}
}

/* A row of the log, with or without controls. */
typedef struct {
	const Tagged *tagged;
	const ReadingPart *part;
	ReadingRecord record; /* data NULL: nothing stands in it yet */
} Entry;

static void
begin(Entry *entry)
{
	if (!entry->record.data)
		entry->record = reading_add_record(entry->tagged->reading, entry->part);
}

static void
give_choice(Entry *entry, const ReadingMember *member, const char *text)
{
	const ReadingRecord of = { entry->part, NULL };
	char *code = choice_of(entry->tagged, of, member, text);

	/* A list that still asks to choose begins no entry. */
	if (!code)
		return;
	begin(entry);
	g_free(*reading_get_choice(entry->record, member));
	*reading_get_choice(entry->record, member) = code;
}

static void
give(Entry *entry, const char *tag, const char *text, double confidence, const char *where)
{
	const ReturnFormField *row = return_form_find(tag);
	const ReadingMember *member = reading_find_member(entry->part, row->member);

	if (is_blank(text))
		return;
	if (member->kind == READING_CHOICE) {
		give_choice(entry, member, text);
		return;
	}
	begin(entry);
	ReadingField *field = reading_get_field(entry->record, member);
	g_autofree char *both = field->raw ? g_strdup_printf("%s\n%s", field->raw, text) : NULL;
	const char *raw = both ? both : text;
	g_autofree char *value = form_normal_value(member->kind, raw);
	reading_field_set(field, value, raw, value ? confidence : CERTAIN_UNREAD, where);
}

/* TRUE if control stands in another entry than last, which may be NULL. */
static gboolean
begins_entry(const DocumentControl *control, const DocumentControl *last, const char *first)
{
	if (!last || control->table != last->table)
		return TRUE;
	return control->table ? control->row != last->row : control->tag == first;
}

static gboolean
is_log_control(const DocumentControl *control)
{
	return g_str_has_prefix(control->tag, "log.");
}

/* Where the controls of the log stand in their table: the last of its rows, and each column's tag.
 */
typedef struct {
	guint table, row;
	GHashTable *columns; /* column + 1 to tag */
} LogTable;

static void
note_place(LogTable *at, const DocumentControl *control)
{
	if (!control->table || (at->table && at->table != control->table))
		return;
	at->table = control->table;
	at->row = MAX(at->row, control->row);
	g_hash_table_insert(
		at->columns, GUINT_TO_POINTER(control->column + 1), (gpointer) control->tag);
}

/* Rows below those with controls: somebody went on in the same table. */
static void
read_added_rows(const Tagged *tagged, const ReadingPart *part, const LogTable *at)
{
	Entry entry = { tagged, part, { 0 } };
	guint row = at->row;

	for (guint i = 0; at->table && i < tagged->document->cells->len; i++) {
		const DocumentCell *cell = document_cell(tagged->document, i);
		const char *tag = cell->table == at->table && cell->row > at->row
					  ? g_hash_table_lookup(
						    at->columns, GUINT_TO_POINTER(cell->column + 1))
					  : NULL;

		if (!tag)
			continue;
		if (cell->row != row)
			entry.record = (ReadingRecord){ 0 };
		row = cell->row;
		g_autofree char *where = document_cell_where(cell);
		give(&entry, tag, cell->text, CERTAIN_COLUMN, where);
	}
}

static void
read_log(const Tagged *tagged)
{
	const ReadingPart *part = reading_find_part("log");
	g_autoptr(GHashTable) columns = g_hash_table_new(g_direct_hash, g_direct_equal);
	const GPtrArray *controls = tagged->document->controls;
	const DocumentControl *last = NULL;
	Entry entry = { tagged, part, { 0 } };
	LogTable at = { .columns = columns };
	const char *first = NULL;

	for (guint i = 0; i < controls->len; i++) {
		const DocumentControl *control = g_ptr_array_index(controls, i);

		if (!is_log_control(control))
			continue;
		if (!last)
			reading_remove(tagged->reading, part);
		if (begins_entry(control, last, first)) {
			entry.record = (ReadingRecord){ 0 };
			first = control->tag;
		}
		give(&entry, control->tag, control->text, CERTAIN_TAG, control->tag);
		note_place(&at, control);
		last = control;
	}
	read_added_rows(tagged, part, &at);
}

/* A part of which nothing is written is not there: that a form asks for it says nothing. */
static void
drop_blank_decision(Reading *reading)
{
	const ReadingPart *part = reading_find_part("decision");

	for (gsize m = 0; reading->decision && m < part->n_members; m++) {
		ReadingRecord record = reading_get_record(reading, part, 0);
		const ReadingMember *member = &part->members[m];

		if (reading_kind_is_field(member->kind)
				? reading_field_is_written(reading_get_field(record, member))
				: *reading_get_choice(record, member) != NULL)
			return;
	}
	if (reading->decision)
		reading_remove(reading, part);
}

/* Whose form it is has to be certain: a number that is none is no value. */
static void
check_case(Reading *reading)
{
	ReadingField *field = reading->form ? &reading->form->case_id : NULL;

	if (field && field->value && !case_id_is_valid(field->value)) {
		g_clear_pointer(&field->value, g_free);
		field->confidence = CERTAIN_UNREAD;
	}
}

/* The number that a line says, and nothing else: "Ärende LS-2026-0042". NULL if it does not. */
static const char *
case_of_line(const char *text)
{
	static const char *const words[] = { "Ärende", "Case" };

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_str_has_prefix(text, words[i]))
			text += strlen(words[i]);
	text += strspn(text, ": ");
	return case_id_is_valid(text) ? text : NULL;
}

/* Of an investigation without tags: whose it is, as its margins and its head say. */
static void
find_case(Reading *reading, const Document *document)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new();

	for (guint i = 0; i < document->cells->len && found->len < COPIES_MAX; i++) {
		const char *number = case_of_line(document_cell(document, i)->text);

		if (number && !g_ptr_array_find_with_equal_func(found, number, g_str_equal, NULL))
			g_ptr_array_add(found, (gpointer) number);
	}
	if (!found->len)
		return;
	ReadingRecord record = reading_add_record(reading, reading_find_part("form"));
	set_field(reading_find_field(record, "case"), READING_LINE, found, "head");
}

/* The one with the investigation, else the first. */
static Reading *
choose(const GPtrArray *readings)
{
	for (guint i = 0; i < readings->len; i++)
		if (((const Reading *) readings->pdata[i])->investigation)
			return readings->pdata[i];
	return readings->len ? readings->pdata[0] : NULL;
}

void
form_tagged_read(
	const FormVocabulary *vocabulary, const Document *document, const GPtrArray *readings)
{
	Reading *reading = choose(readings);

	if (!reading)
		return;
	if (document->controls && !document->macros) {
		g_autoptr(GHashTable) sorted = sort_controls(document);
		const Tagged tagged = { vocabulary, document, reading, sorted };

		reading->has_form = TRUE;
		read_fields(&tagged);
		read_log(&tagged);
		drop_blank_decision(reading);
	}
	if (reading->investigation && !reading->form)
		find_case(reading, document);
	check_case(reading);
}
