/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/reading.h"
#include "support/world.h"

/* What a form says; what is NULL is not written. */
typedef struct {
	const char *name, *email, *date, *account, *dnr, *investigation, *time, *unit, *stamped;
	gboolean words;    /* an account without a form */
	double confidence; /* with which all of it was read; 0: for certain */
} Form;

#define FORMS_DOOR                                                                                     \
	"Dörren till förrådet stod öppen hela natten och tre personakter låg framme på bordet. " \
	"Nattpersonalen upptäckte det först klockan fem på morgonen och låste då dörren."
#define FORMS_MEDICINE                                                                             \
	"En brukare fick grannens medicin vid frukosten. Sjuksköterskan ringdes in och brukaren " \
	"fick ligga under tillsyn till kvällen, utan att må dåligt av det som hade hänt."
#define FORMS_ALARM                                                                                \
	"Larmet på plan två gick inte att nå från sängen, så att en boende låg på golvet " \
	"från midnatt till klockan fyra utan att någon av de två som arbetade märkte det."

/* Of different people and days. */
extern const Form forms_door, forms_medicine, forms_alarm;

/* A document that says it; reading_free() it. */
Reading *forms_reading(const Form *form);

/* Reads what is to be read; each mail has these forms, which end with NULL. */
void forms_read_all(World *world, const Form *const *forms);
#define forms_read(world, ...) forms_read_all(world, (const Form *const[]){ __VA_ARGS__, NULL })

/* What they are as JSON, as the reader says it; g_free() it. */
char *forms_json_all(const Form *const *forms);
#define forms_json(...) forms_json_all((const Form *const[]){ __VA_ARGS__, NULL })
