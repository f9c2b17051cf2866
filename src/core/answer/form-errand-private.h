/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/form-errand.h"

/* Only for form-errand*.c: the steps of one form while they are put together. */

/* In Swedish and English. */
typedef const char *Words[2];

typedef enum {
	FORM_PLACE_FORM,
	FORM_PLACE_START,
	FORM_PLACE_LAW,
	FORM_PLACE_ENTRY,
	FORM_PLACE_MEASURES,
	FORM_PLACE_FOLLOW_UP,
	FORM_PLACE_INFORMATION,
	FORM_PLACE_PROPOSAL,
	FORM_PLACE_DECISION
} FormPlace;

typedef struct {
	const Reading *reading;
	const FormKnown *known;
	const ErrandOffice *office;
	GPtrArray *steps;
	gboolean *matched; /* one an entry of the log on record: a row of the form says it */
	guint same, added;
	gboolean english;
} Form;

/* Something else is on record. */
extern const Words form_errand_differs;

/* A day that nobody can read. */
extern const Words form_errand_no_day;

const char *form_errand_say(const Form *form, const Words words);

/* A step of that place; number: of an entry, or 0. Borrowed from the form. */
ErrandStep *form_errand_add(const Form *form, FormPlace place, guint number, guint what);

/* For a step that is only told. */
void form_errand_tell(const Form *form, ErrandStep *step, ErrandFate fate, const Words why);

void form_errand_give(ErrandStep *step, LifeValue value, const char *text);

/* What is certain of a field, or NULL. Borrowed. */
const char *form_errand_value(const ReadingField *field);

/* The entries of the log. */
void form_errand_read_log(Form *form);

/* When the commissioning board was told of what; the need of a follow-up. Of an investigation. */
void form_errand_read_information(Form *form);
void form_errand_read_follow_up(const Form *form);
