/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/paper/paper.h"
#include "core/settings.h"

/*
 * The whole of a case as one paper, in the order of the form: report, assessment, investigation,
 * proposal, when commissioning boards were informed, decision with what 31 § förvaltningslagen
 * (2017:900) asks for, IVO, running log, measures, list of documents, anchor of the journal.
 * All borrowed.
 */
typedef struct {
	const Settings *settings;
	const Board *board;
	const char *made; /* begins with the day on which it is written out */
	/*
	 * NULL, or for whom it is a draft: the fields of who reported are left out, and each
	 * part of their name is marked wherever it stands. What else is to be hidden a person says.
	 */
	const CommissioningBoard *copy_for;
} DossierFacts;

/* record: what VIEW_DOSSIER says, settled (core/tree.h). */
Paper *dossier_paper_new(const DossierFacts *facts, GVariant *record);
