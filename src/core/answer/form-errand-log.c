/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The running log of a form that came back, row by row: what is new of it. A row that somebody
 * changed is told of, and not taken for another one.
 */
#include "core/answer/form-errand-private.h"

#include <string.h>

#include "core/form/investigation-law.h"
#include "core/text.h"

static const Words crowd = {
	"Högst 100 nya anteckningar förs in åt gången. Skicka formuläret igen.",
	"At most 100 new entries are recorded at a time. Send the form again."
};

/* A row of the log with nothing but what is certain; borrowed, but text. */
typedef struct {
	const char *date, *source, *kind, *title, *author;
	char *text;
} Row;

static char *
text_of(const Form *form, const ReadingLogEntry *entry)
{
	const char *note = form_errand_value(&entry->note),
		   *attachment = form_errand_value(&entry->attachment);

	if (!note || !attachment)
		return g_strdup(note);
	return g_strdup_printf(
		"%s\n\n%s: %s", note, form->english ? "Attachment" : "Bilaga", attachment);
}

/* "datum, varifrån uppgiften kommer"; NULL if nothing is missing. g_free() it. */
static char *
lacks(const Form *form, const Row *row)
{
	const struct {
		const char *member, *value;
	} all[] = {
		{ "date", row->date },
		{ "source", row->source },
		{ "kind", row->kind },
		{ "note", row->text },
		{ "signature", row->author },
		{ "title", row->title },
	};
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
		if (!all[i].value)
			g_ptr_array_add(names, (gpointer) investigation_law_entry_word(
						       all[i].member, form->english));
	if (!names->len)
		return NULL;
	g_ptr_array_add(names, NULL);
	return g_strjoinv(", ", (char **) names->pdata);
}

static gboolean
is_alike(const char *a, const char *b)
{
	g_autofree char *one = text_squeeze(a ? a : ""), *other = text_squeeze(b ? b : "");

	return strcmp(one, other) == 0;
}

static gboolean
is_same_day(const Row *row, const CaseNote *note)
{
	return note->date && g_str_has_prefix(note->date, row->date);
}

/* Who wrote what was said in another way than by form the journal knows. */
static gboolean
is_same(const Row *row, const CaseNote *note)
{
	return is_same_day(row, note) && is_alike(row->source, note->source) &&
	       g_strcmp0(row->kind, note->kind) == 0 && is_alike(row->text, note->text) &&
	       (!note->author ||
		       (is_alike(row->author, note->author) && is_alike(row->title, note->title)));
}

/* Of an entry that no row says any more: what this row was before somebody changed it. */
static gboolean
is_changed(const Row *row, const CaseNote *note)
{
	return note->author &&
	       (is_alike(row->text, note->text) ||
		       (is_same_day(row, note) && is_alike(row->source, note->source) &&
			       g_strcmp0(row->kind, note->kind) == 0));
}

static Row
row_of(const Form *form, const ReadingLogEntry *entry)
{
	return (Row){ form_errand_value(&entry->date), form_errand_value(&entry->source),
		entry->kind, form_errand_value(&entry->title), form_errand_value(&entry->signature),
		text_of(form, entry) };
}

/* Which entry on record the row says; FALSE: none. */
static gboolean
find_same(const Form *form, const Row *row, guint *ret_place)
{
	const GPtrArray *notes = form->known->notes;

	for (guint i = 0; i < notes->len; i++)
		if (is_same(row, g_ptr_array_index(notes, i))) {
			*ret_place = i;
			return TRUE;
		}
	return FALSE;
}

/* What is said as it is on record; so that what is left on either side was changed, or is new. */
static void
match(Form *form)
{
	for (guint i = 0; i < MIN(form->reading->log->len, FORM_ROWS_MAX); i++) {
		Row row = row_of(form, g_ptr_array_index(form->reading->log, i));
		g_autofree char *missing = lacks(form, &row);
		guint place;

		if (!missing && find_same(form, &row, &place))
			form->matched[place] = TRUE;
		g_free(row.text);
	}
}

static gboolean
was_changed(const Form *form, const Row *row)
{
	const GPtrArray *notes = form->known->notes;

	for (guint i = 0; i < notes->len; i++) {
		if (form->matched[i] || !is_changed(row, g_ptr_array_index(notes, i)))
			continue;
		form->matched[i] = TRUE;
		return TRUE;
	}
	return FALSE;
}

/* TRUE if a row above says the same. */
static gboolean
is_repeated(const Form *form, guint index, const Row *row)
{
	for (guint i = 0; i < index; i++) {
		Row above = row_of(form, g_ptr_array_index(form->reading->log, i));
		const CaseNote note = { (char *) above.date, (char *) above.source,
			(char *) above.kind, above.text, (char *) above.title,
			(char *) above.author };
		gboolean same = above.author && is_same(row, &note);

		g_free(above.text);
		if (same)
			return TRUE;
	}
	return FALSE;
}

static void
add_note(Form *form, guint number, const Row *row)
{
	ErrandStep *step = form_errand_add(form, FORM_PLACE_ENTRY, number, LIFE_NOTE);

	form_errand_give(step, LIFE_WHEN, row->date);
	form_errand_give(step, LIFE_SOURCE, row->source);
	form_errand_give(step, LIFE_KIND, row->kind);
	form_errand_give(step, LIFE_TEXT, row->text);
	form_errand_give(step, LIFE_TITLE, row->title);
	form_errand_give(step, LIFE_AUTHOR, row->author);
	step->command->text = g_strdup(row->text);
	errand_step_judge(step, form->office);
	form->added++;
}

static void
read_entry(Form *form, guint index, const Row *row)
{
	g_autofree char *missing = lacks(form, row);
	guint place;

	if (missing) {
		ErrandStep *step = form_errand_add(form, FORM_PLACE_ENTRY, index + 1, LIFE_NOTE);

		step->fate = ERRAND_LACKS;
		step->why = g_strdup_printf(
			form->english ? "It lacks: %s." : "Det här saknas: %s.", missing);
	} else if (find_same(form, row, &place) || is_repeated(form, index, row)) {
		form->same++;
	} else if (was_changed(form, row)) {
		form_errand_tell(form,
			form_errand_add(form, FORM_PLACE_ENTRY, index + 1, LIFE_NOTE),
			ERRAND_DIFFERS, form_errand_differs);
	} else {
		add_note(form, index + 1, row);
	}
}

void
form_errand_read_log(Form *form)
{
	const GPtrArray *log = form->reading->log;
	guint i = 0;

	match(form);
	for (; i < MIN(log->len, FORM_ROWS_MAX) && form->added < FORM_NOTES_MAX &&
		form->steps->len < 2 * FORM_NOTES_MAX;
		i++) {
		Row row = row_of(form, g_ptr_array_index(log, i));

		read_entry(form, i, &row);
		g_free(row.text);
	}
	if (form->added == FORM_NOTES_MAX || i < log->len)
		form_errand_tell(form, form_errand_add(form, FORM_PLACE_FORM, 0, MAIL_SAYS_NOTHING),
			ERRAND_KEPT, crowd);
}
