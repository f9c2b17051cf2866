/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what was read of a form to steps in the case that it is of. Must never let what a form
 * says take the place of what is on record.
 */
#include "core/form-errand.h"

#include <string.h>

#include "core/clock-rule.h"
#include "core/investigation-law.h"
#include "core/return-form.h"
#include "core/text.h"

#define CERTAIN_ENOUGH 0.6 /* what letters on a picture may say is for a person */

/* In Swedish and English. */
typedef const char *Words[2];

typedef enum { FORM, START, LAW, ENTRY, MEASURES, PROPOSAL, DECISION } Place;

static const Words places[] = {
	[FORM] = { "Formuläret", "The form" },
	[START] = { "Formuläret, utredningen inledd", "The form, investigation opened" },
	[LAW] = { "Formuläret, lagrum", "The form, law" },
	[ENTRY] = { "Formuläret, anteckning", "The form, entry" },
	[MEASURES] = { "Formuläret, planerade åtgärder", "The form, planned measures" },
	[PROPOSAL] = { "Formuläret, förslag till beslut", "The form, proposed decision" },
	[DECISION] = { "Formuläret, beslut", "The form, decision" },
};

static const Words differs = { "Ärendet har redan en annan uppgift. Den har inte ändrats.",
	"The case says something else already. That was not changed." };
static const Words other_case = {
	"Formuläret hör inte till det här ärendet. Inget i det har förts in.",
	"The form is not of this case. Nothing of it was recorded."
};
static const Words macros = {
	"Filen innehåller makron, och inget i den har förts in. Spara den som "
	"docx utan makron och skicka den igen.",
	"The file has macros, and nothing of it was recorded. Save it as docx without macros, and "
	"send it again."
};
static const Words several = {
	"Mejlet har flera formulär, och inget i dem har förts in. Skicka ett.",
	"The mail has several forms, and nothing of them was recorded. Send one."
};
static const Words crowd = {
	"Högst 100 nya anteckningar förs in åt gången. Skicka formuläret igen.",
	"At most 100 new entries are recorded at a time. Send the form again."
};
static const Words owner = { "Ansvarig och datum saknas i formuläret. Skriv varje åtgärd som ett "
			     "kommando, så bevakas den.",
	"The form has neither owner nor day. Write each measure as a command, and it is watched." };
static const Words decided = {
	"Beslut fattas inte med formuläret. Den som beslutar gör det med ett "
	"kommando.",
	"No decision is made by the form. Who decides does so by a command."
};
static const Words no_day = { "Datumet går inte att läsa.", "The day cannot be read." };
static const Words no_reason = {
	"Motiveringen saknas. Skriv den under Bakgrund, förslag till beslut "
	"och beslut.",
	"The reason is missing. Write it under Background, proposed decision and decision."
};

/* What is being put together, from one form. */
typedef struct {
	const Reading *reading;
	const FormKnown *known;
	const ErrandOffice *office;
	GPtrArray *steps;
	gboolean *matched; /* one an entry of the log on record: a row of the form says it */
	guint same, added;
	gboolean english;
} Form;

void
case_note_free(CaseNote *note)
{
	g_free(note->date);
	g_free(note->source);
	g_free(note->kind);
	g_free(note->text);
	g_free(note->title);
	g_free(note->author);
	g_free(note);
}

static const char *
say(const Form *form, const Words words)
{
	return words[form->english];
}

/* number: of an entry, or 0. */
static ErrandStep *
add(const Form *form, Place place, guint number, guint what)
{
	ErrandStep *step = errand_step_new(what);
	const char *name = say(form, places[place]);

	step->place = number ? g_strdup_printf("%s %u", name, number) : g_strdup(name);
	g_ptr_array_add(form->steps, step);
	return step;
}

/* For a step that is only told. */
static void
tell(const Form *form, ErrandStep *step, ErrandFate fate, const Words why)
{
	step->fate = fate;
	step->why = g_strdup(say(form, why));
}

static void
give(ErrandStep *step, LifeValue value, const char *text)
{
	step->command->values[value] = g_strdup(text);
}

/* What is certain of a field, or NULL. Borrowed. */
static const char *
value_of(const ReadingField *field)
{
	return field->value && *field->value && field->confidence >= CERTAIN_ENOUGH ? field->value
										    : NULL;
}

/* FALSE if it is on record already, or something else is. */
static gboolean
is_news(Form *form, Place place, guint what, gboolean known, gboolean same)
{
	if (known && same)
		form->same++;
	else if (known)
		tell(form, add(form, place, 0, what), ERRAND_DIFFERS, differs);
	return !known;
}

static guint
laws_of(const Reading *reading)
{
	const GPtrArray *law = reading->investigation->law;
	guint laws = 0;

	for (guint i = 0; law && i < law->len; i++) {
		guint one;

		if (clock_laws_from_text(law->pdata[i], &one))
			laws |= one;
	}
	return laws;
}

static void
read_start(Form *form)
{
	const ReadingField *field = &form->reading->investigation->started;
	const CivilDate known = case_file_day(form->known->file, MILESTONE_STARTED, NULL);
	const guint laws = laws_of(form->reading), known_laws = form->known->file->laws;
	const char *value = value_of(field);
	CivilDate day;

	if (laws && known.year && known_laws)
		(void) is_news(form, LAW, MAIL_SAYS_NOTHING, TRUE, laws == known_laws);
	if (!reading_field_is_written(field))
		return;
	if (!value || !date_from_string(value, &day)) {
		tell(form, add(form, START, 0, LIFE_START), ERRAND_LACKS, no_day);
		return;
	}
	if (!is_news(
		    form, START, MAIL_SAYS_NOTHING, known.year != 0, date_compare(day, known) == 0))
		return;
	ErrandStep *step = add(form, START, 0, LIFE_START);
	give(step, LIFE_WHEN, value);
	step->command->values[LIFE_LAW] = clock_laws_to_text(laws);
	step->command->text = g_strdup(value);
	errand_step_judge(step, form->office);
}

/* A row of the log with nothing but what is certain; borrowed, but text. */
typedef struct {
	const char *date, *source, *kind, *title, *author;
	char *text;
} Row;

static char *
text_of(const Form *form, const ReadingLogEntry *entry)
{
	const char *note = value_of(&entry->note), *attachment = value_of(&entry->attachment);

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
	return (Row){ value_of(&entry->date), value_of(&entry->source), entry->kind,
		value_of(&entry->title), value_of(&entry->signature), text_of(form, entry) };
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
	for (guint i = 0; i < form->reading->log->len; i++) {
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
	ErrandStep *step = add(form, ENTRY, number, LIFE_NOTE);

	give(step, LIFE_WHEN, row->date);
	give(step, LIFE_SOURCE, row->source);
	give(step, LIFE_KIND, row->kind);
	give(step, LIFE_TEXT, row->text);
	give(step, LIFE_TITLE, row->title);
	give(step, LIFE_AUTHOR, row->author);
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
		ErrandStep *step = add(form, ENTRY, index + 1, LIFE_NOTE);

		step->fate = ERRAND_LACKS;
		step->why = g_strdup_printf(
			form->english ? "It lacks: %s." : "Det här saknas: %s.", missing);
	} else if (find_same(form, row, &place) || is_repeated(form, index, row)) {
		form->same++;
	} else if (was_changed(form, row)) {
		tell(form, add(form, ENTRY, index + 1, LIFE_NOTE), ERRAND_DIFFERS, differs);
	} else {
		add_note(form, index + 1, row);
	}
}

static void
read_log(Form *form)
{
	const GPtrArray *log = form->reading->log;

	match(form);
	for (guint i = 0; i < log->len && form->added < FORM_NOTES_MAX; i++) {
		Row row = row_of(form, g_ptr_array_index(log, i));

		read_entry(form, i, &row);
		g_free(row.text);
	}
	if (form->added == FORM_NOTES_MAX)
		tell(form, add(form, FORM, 0, MAIL_SAYS_NOTHING), ERRAND_KEPT, crowd);
}

static void
read_proposal(Form *form)
{
	const char *proposal = form->reading->investigation->proposal;
	const CaseFile *file = form->known->file;
	const char *reason =
		form->reading->decision ? value_of(&form->reading->decision->background) : NULL;
	Outcome outcome;

	if (!proposal || !outcome_from_name(proposal, &outcome) ||
		!is_news(form, PROPOSAL, LIFE_PROPOSE,
			case_file_has(file, MILESTONE_PROPOSED, NULL), outcome == file->proposal))
		return;
	ErrandStep *step = add(form, PROPOSAL, 0, LIFE_PROPOSE);
	if (!reason) {
		tell(form, step, ERRAND_LACKS, no_reason);
		return;
	}
	give(step, LIFE_OUTCOME, proposal);
	give(step, LIFE_REASON, reason);
	step->command->text = g_strdup(reason);
	errand_step_judge(step, form->office);
}

static void
read_decision(Form *form)
{
	const ReadingDecision *decision = form->reading->decision;
	const CaseFile *file = form->known->file;
	Outcome outcome;

	if (decision && decision->outcome && outcome_from_name(decision->outcome, &outcome) &&
		is_news(form, DECISION, MAIL_SAYS_NOTHING, file->outcome != OUTCOME_NONE,
			outcome == file->outcome))
		tell(form, add(form, DECISION, 0, MAIL_SAYS_NOTHING), ERRAND_KEPT, decided);
}

/* What is planned is watched only with somebody who sees to it, and a day. */
static void
read_measures(const Form *form)
{
	if (reading_field_is_written(&form->reading->investigation->measures.planned) &&
		!form->known->file->measures)
		tell(form, add(form, MEASURES, 0, LIFE_MEASURE_PLANNED), ERRAND_KEPT, owner);
}

static void
tell_same(const Form *form)
{
	if (!form->same)
		return;
	ErrandStep *step = add(form, FORM, 0, MAIL_SAYS_NOTHING);
	step->fate = ERRAND_SAME;
	step->why =
		g_strdup_printf(form->english ? "On record already, and not recorded again: %u."
					      : "Finns redan i ärendet och har inte förts in igen: "
						"%u.",
			form->same);
}

static void
read_form(Form *form)
{
	form->matched = g_new0(gboolean, form->known->notes->len + 1);
	if (form->reading->investigation)
		read_start(form);
	read_log(form);
	if (form->reading->investigation) {
		read_measures(form);
		read_proposal(form);
	}
	read_decision(form);
	tell_same(form);
	g_clear_pointer(&form->matched, g_free);
}

static gboolean
is_of(const Reading *reading, const char *case_id)
{
	return reading->form && g_strcmp0(reading->form->case_id.value, case_id) == 0;
}

/* How many forms there are, and how many are of the case; the first of these, or NULL. */
static const Reading *
count(const ReadingFile *file, const char *case_id, guint *ret_all, guint *ret_own)
{
	const Reading *own = NULL;

	*ret_all = *ret_own = 0;
	for (guint i = 0; file && i < file->documents->len; i++) {
		const Reading *reading = g_ptr_array_index(file->documents, i);

		*ret_all += reading->form != NULL;
		*ret_own += is_of(reading, case_id);
		own = !own && is_of(reading, case_id) ? reading : own;
	}
	return own;
}

static gboolean
has_macros(const Reading *reading)
{
	return reading_find_flag(reading, "macros") != NULL;
}

const Reading *
form_errand_find(const ReadingFile *reading, const char *case_id)
{
	guint all, own;
	const Reading *form = count(reading, case_id, &all, &own);

	return own == 1 && !has_macros(form) ? form : NULL;
}

GPtrArray *
form_errand_read(const ReadingFile *reading, const FormKnown *known, const ErrandOffice *office)
{
	guint all, own;
	Form form = {
		.reading = count(reading, known->file->id, &all, &own),
		.known = known,
		.office = office,
		.steps = errand_steps_new(),
		.english = strcmp(office->board->language, "en") == 0,
	};

	if (all > own)
		tell(&form, add(&form, FORM, 0, MAIL_SAYS_NOTHING), ERRAND_KEPT, other_case);
	if (own > 1)
		tell(&form, add(&form, FORM, 0, MAIL_SAYS_NOTHING), ERRAND_KEPT, several);
	else if (own && has_macros(form.reading))
		tell(&form, add(&form, FORM, 0, MAIL_SAYS_NOTHING), ERRAND_KEPT, macros);
	else if (own)
		read_form(&form);
	return form.steps;
}
