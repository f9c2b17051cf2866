/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/paper/dossier-paper.h"
#include "core/form/reading.h"
#include "core/tree.h"

/* A dossier that is being written; all borrowed. */
typedef struct {
	const DossierFacts *facts;
	GVariant *record;
	Paper *paper;
} Dossier;

/* Adds what it is of as a section or several. */
typedef void (*DossierPart)(Dossier *dossier);

void dossier_add_reports(Dossier *dossier);
void dossier_add_letters(Dossier *dossier);
void dossier_add_investigations(Dossier *dossier);
void dossier_add_written_decisions(Dossier *dossier); /* to the last section */
void dossier_add_assessment(Dossier *dossier);
void dossier_add_proposal(Dossier *dossier);
void dossier_add_information(Dossier *dossier);
void dossier_add_decision(Dossier *dossier);
void dossier_add_ivo(Dossier *dossier);
void dossier_add_days_at_ivo(Dossier *dossier); /* to the last section */
void dossier_add_log(Dossier *dossier);
void dossier_add_measures(Dossier *dossier);
void dossier_add_after(Dossier *dossier);
void dossier_add_documents(Dossier *dossier);
void dossier_add_anchor(Dossier *dossier);

/* What a form has for a code; in the order of the form, ended by a row without a code. */
typedef struct {
	const char *code, *title;
} DossierChoice;

/* A place of a form, which is a member of a reading (core/form/reading.h). */
typedef struct {
	PaperKind kind;
	const char *label;
	const char *member;           /* "reporter.name"; NULL of a heading */
	const DossierChoice *choices; /* of boxes */
	gboolean of_reporter;         /* is left out of a copy for another board */
} DossierField;

/* The places of that part, "report" and the like; NULL of what is a table. Static. */
const DossierField *dossier_fields(const char *part, guint *ret_count);

/* What was read there: as written, too, where that was made alike. g_free() it, or NULL. */
char *dossier_read_text(GVariant *record, const char *part, const char *member);

/* Who has that address, with the title; g_free() it. NULL of NULL. */
char *dossier_person(const Dossier *dossier, const char *address, const char *title);

/* "2026-11-22 10:00" of a time, "2026-11-22" of a day; g_free() it. NULL of NULL. */
char *dossier_moment(const char *time);
