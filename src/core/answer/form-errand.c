/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what was read of a form to steps in the case that it is of. Must never let what a form
 * says take the place of what is on record.
 */
#include "core/clock/clock-rule.h"
#include "core/answer/form-errand-private.h"

#include <string.h>

#define CERTAIN_ENOUGH 0.6 /* what letters on a picture may say is for a person */

static const Words places[] = {
	[FORM_PLACE_FORM] = { "Formuläret", "The form" },
	[FORM_PLACE_START] = { "Formuläret, utredningen inledd", "The form, investigation opened" },
	[FORM_PLACE_LAW] = { "Formuläret, lagrum", "The form, law" },
	[FORM_PLACE_ENTRY] = { "Formuläret, anteckning", "The form, entry" },
	[FORM_PLACE_MEASURES] = { "Formuläret, planerade åtgärder", "The form, planned measures" },
	[FORM_PLACE_FOLLOW_UP] = { "Formuläret, behov av uppföljning",
		"The form, need of follow-up" },
	[FORM_PLACE_INFORMATION] = { "Formuläret, information till beställande nämnd",
		"The form, information to the commissioning board" },
	[FORM_PLACE_PROPOSAL] = { "Formuläret, förslag till beslut",
		"The form, proposed decision" },
	[FORM_PLACE_DECISION] = { "Formuläret, beslut", "The form, decision" },
};

const Words form_errand_differs = { "Ärendet har redan en annan uppgift. Den har inte ändrats.",
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
static const Words owner = { "Ansvarig och datum saknas i formuläret. Skriv varje åtgärd som ett "
			     "kommando, så bevakas den.",
	"The form has neither owner nor day. Write each measure as a command, and it is watched." };
static const Words decided = {
	"Beslut fattas inte med formuläret. Den som beslutar gör det med ett "
	"kommando.",
	"No decision is made by the form. Who decides does so by a command."
};
const Words form_errand_no_day = { "Datumet går inte att läsa.", "The day cannot be read." };
static const Words no_reason = {
	"Motiveringen saknas. Skriv den under Bakgrund, förslag till beslut "
	"och beslut.",
	"The reason is missing. Write it under Background, proposed decision and decision."
};

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

const char *
form_errand_say(const Form *form, const Words words)
{
	return words[form->english];
}

ErrandStep *
form_errand_add(const Form *form, FormPlace place, guint number, guint what)
{
	ErrandStep *step = errand_step_new(what);
	const char *name = form_errand_say(form, places[place]);

	step->place = number ? g_strdup_printf("%s %u", name, number) : g_strdup(name);
	g_ptr_array_add(form->steps, step);
	return step;
}

void
form_errand_tell(const Form *form, ErrandStep *step, ErrandFate fate, const Words why)
{
	step->fate = fate;
	step->why = g_strdup(form_errand_say(form, why));
}

void
form_errand_give(ErrandStep *step, LifeValue value, const char *text)
{
	step->command->values[value] = g_strdup(text);
}

const char *
form_errand_value(const ReadingField *field)
{
	return field->value && *field->value && field->confidence >= CERTAIN_ENOUGH ? field->value
										    : NULL;
}

/* FALSE if it is on record already, or something else is. */
static gboolean
is_news(Form *form, FormPlace place, guint what, gboolean known, gboolean same)
{
	if (known && same)
		form->same++;
	else if (known)
		form_errand_tell(form, form_errand_add(form, place, 0, what), ERRAND_DIFFERS,
			form_errand_differs);
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
	const char *value = form_errand_value(field);
	CivilDate day;

	if (laws && known.year && known_laws)
		(void) is_news(form, FORM_PLACE_LAW, MAIL_SAYS_NOTHING, TRUE, laws == known_laws);
	if (!reading_field_is_written(field))
		return;
	if (!value || !date_from_string(value, &day)) {
		form_errand_tell(form, form_errand_add(form, FORM_PLACE_START, 0, LIFE_START),
			ERRAND_LACKS, form_errand_no_day);
		return;
	}
	if (!is_news(form, FORM_PLACE_START, MAIL_SAYS_NOTHING, known.year != 0,
		    date_compare(day, known) == 0))
		return;
	ErrandStep *step = form_errand_add(form, FORM_PLACE_START, 0, LIFE_START);
	form_errand_give(step, LIFE_WHEN, value);
	step->command->values[LIFE_LAW] = clock_laws_to_text(laws);
	step->command->text = g_strdup(value);
	errand_step_judge(step, form->office);
}

static void
read_proposal(Form *form)
{
	const char *proposal = form->reading->investigation->proposal;
	const CaseFile *file = form->known->file;
	const char *reason = form->reading->decision
				     ? form_errand_value(&form->reading->decision->background)
				     : NULL;
	Outcome outcome;

	if (!proposal || !outcome_from_name(proposal, &outcome) ||
		!is_news(form, FORM_PLACE_PROPOSAL, LIFE_PROPOSE,
			case_file_has(file, MILESTONE_PROPOSED, NULL), outcome == file->proposal))
		return;
	ErrandStep *step = form_errand_add(form, FORM_PLACE_PROPOSAL, 0, LIFE_PROPOSE);
	if (!reason) {
		form_errand_tell(form, step, ERRAND_LACKS, no_reason);
		return;
	}
	form_errand_give(step, LIFE_OUTCOME, proposal);
	form_errand_give(step, LIFE_REASON, reason);
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
		is_news(form, FORM_PLACE_DECISION, MAIL_SAYS_NOTHING, file->outcome != OUTCOME_NONE,
			outcome == file->outcome))
		form_errand_tell(form,
			form_errand_add(form, FORM_PLACE_DECISION, 0, MAIL_SAYS_NOTHING),
			ERRAND_KEPT, decided);
}

/* What is planned is watched only with somebody who sees to it, and a day. */
static void
read_measures(const Form *form)
{
	if (reading_field_is_written(&form->reading->investigation->measures.planned) &&
		!form->known->file->measures)
		form_errand_tell(form,
			form_errand_add(form, FORM_PLACE_MEASURES, 0, LIFE_MEASURE_PLANNED),
			ERRAND_KEPT, owner);
}

static void
tell_same(const Form *form)
{
	if (!form->same)
		return;
	ErrandStep *step = form_errand_add(form, FORM_PLACE_FORM, 0, MAIL_SAYS_NOTHING);
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
	form_errand_read_log(form);
	if (form->reading->investigation) {
		read_measures(form);
		form_errand_read_follow_up(form);
		read_proposal(form);
		form_errand_read_information(form);
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
		form_errand_tell(&form,
			form_errand_add(&form, FORM_PLACE_FORM, 0, MAIL_SAYS_NOTHING), ERRAND_KEPT,
			other_case);
	if (own > 1)
		form_errand_tell(&form,
			form_errand_add(&form, FORM_PLACE_FORM, 0, MAIL_SAYS_NOTHING), ERRAND_KEPT,
			several);
	else if (own && has_macros(form.reading))
		form_errand_tell(&form,
			form_errand_add(&form, FORM_PLACE_FORM, 0, MAIL_SAYS_NOTHING), ERRAND_KEPT,
			macros);
	else if (own)
		read_form(&form);
	return form.steps;
}
