/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The form of an investigation that goes out with the assignment and comes back by mail:
 * which content control (by its tag, ECMA-376 part 1, 17.5.2.42) is which member of the
 * reading, and what stands in it before it goes out. The order is that of the form.
 * Which recipient may see what fills it is privacy.h's.
 */
#define RETURN_FORM_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

typedef struct {
	const char *tag;    /* "investigation.law.SoL" */
	const char *part;   /* of the reading, "investigation"; NULL: nothing reads it */
	const char *member; /* "law" */
	const char *code;   /* of a check box: the choice that it ticks; NULL: it is none */
	const char *fact;   /* a field of privacy.h that fills it; NULL: nobody but the reader */
	const char *rule;   /* of a list of facts: only those of this rule; NULL: all */
	gboolean quoted;    /* the report says so, and not the investigator */
	gboolean optional;  /* a form that somebody changed may be without it */
} ReturnFormField;

/* All of them, static. ret_count: how many. */
const ReturnFormField *return_form_fields(gsize *ret_count);

/* The one of that tag, NULL if there is none. Static. */
const ReturnFormField *return_form_find(const char *tag);

/*
 * What stands in field when the form goes out, with facts (a{sv}) that its recipient may
 * see; language: "sv" or "en". NULL: nothing. g_free() it.
 */
char *return_form_fill(const ReturnFormField *field, GVariant *facts, const char *language);

/* What the file is called: "LS-2026-0042-utredning.docx". g_free() it. */
char *return_form_name(const char *case_id);
