/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a form says of who was told when, and of what is to be looked at later. Must never guess
 * which of several boards a day is of.
 */
#include "core/answer/form-errand-private.h"

#include "core/life/life.h"

#include <stddef.h>

static const Words no_board = {
	"Ingen beställande nämnd är kopplad till ärendet. Koppla den med ett kommando, och skicka "
	"formuläret igen.",
	"The case has no commissioning board. Add it by a command, and send the form again."
};
static const Words which_board = {
	"Ärendet har flera beställande nämnder, och formuläret säger inte vilken. Skriv ett kommando "
	"för var och en.",
	"The case has several commissioning boards, and the form does not say which. Write a command "
	"for each."
};
static const Words by_form = { "enligt utredningsformuläret", "by the form of the investigation" };
static const Words no_follow_up = {
	"Dagen för uppföljning står inte i formuläret. Skriv den som ett kommando när beslutet är "
	"fattat, så bevakas den.",
	"The form has no day for the follow-up. Write it as a command when the decision is made, and "
	"it is watched."
};

/* In the order of the form. */
static const struct {
	gsize field; /* in ReadingInvestigation */
	LifeAct act;
} rows[] = {
	{ offsetof(ReadingInvestigation, information.report), LIFE_INFORM_REPORT },
	{ offsetof(ReadingInvestigation, information.ivo), LIFE_INFORM_IVO },
	{ offsetof(ReadingInvestigation, information.copy_attached), LIFE_INFORM_COPY },
	{ offsetof(ReadingInvestigation, information.copy_final), LIFE_INFORM_FINAL },
};

static const ReadingField *
field_of(const Form *form, guint row)
{
	return G_STRUCT_MEMBER_P(form->reading->investigation, rows[row].field);
}

static gboolean
says_any(const Form *form)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		if (reading_field_is_written(field_of(form, i)))
			return TRUE;
	return FALSE;
}

static void
add_day(const Form *form, guint number, LifeAct act, const char *board, const char *day)
{
	ErrandStep *step = form_errand_add(form, FORM_PLACE_INFORMATION, number, act);

	form_errand_give(step, LIFE_WHEN, day);
	form_errand_give(step, LIFE_BOARD, board);
	form_errand_give(step, LIFE_HOW, form_errand_say(form, by_form));
	step->command->text = g_strdup(day);
	errand_step_judge(step, form->office);
}

static void
read_day(Form *form, guint row, const char *board)
{
	const char *value = form_errand_value(field_of(form, row));
	const LifeAct act = rows[row].act;
	CivilDate day;

	if (!value || !date_from_string(value, &day)) {
		form_errand_tell(form, form_errand_add(form, FORM_PLACE_INFORMATION, row + 1, act),
			ERRAND_LACKS, form_errand_no_day);
		return;
	}
	const CivilDate known = case_file_day(form->known->file, life_act_milestone(act), board);
	if (!known.year)
		add_day(form, row + 1, act, board, value);
	else if (date_compare(known, day) == 0)
		form->same++;
	else
		form_errand_tell(form, form_errand_add(form, FORM_PLACE_INFORMATION, row + 1, act),
			ERRAND_DIFFERS, form_errand_differs);
}

void
form_errand_read_information(Form *form)
{
	const GPtrArray *boards = form->known->file->boards;

	if (boards->len != 1 && says_any(form))
		form_errand_tell(form,
			form_errand_add(form, FORM_PLACE_INFORMATION, 0, MAIL_SAYS_NOTHING),
			ERRAND_KEPT, boards->len ? which_board : no_board);
	for (guint i = 0; boards->len == 1 && i < G_N_ELEMENTS(rows); i++)
		if (reading_field_is_written(field_of(form, i)))
			read_day(form, i, g_ptr_array_index(boards, 0));
}

void
form_errand_read_follow_up(const Form *form)
{
	if (reading_field_is_written(&form->reading->investigation->follow_up) &&
		!case_file_day(form->known->file, MILESTONE_FOLLOW_UP_SET, NULL).year)
		form_errand_tell(form,
			form_errand_add(form, FORM_PLACE_FOLLOW_UP, 0, LIFE_SET_FOLLOW_UP),
			ERRAND_KEPT, no_follow_up);
}
