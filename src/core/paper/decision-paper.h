/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/outcome.h"
#include "core/paper/paper.h"
#include "core/settings.h"

/*
 * A decision for signature, with what 31 § förvaltningslagen (2017:900) asks for: its day and
 * content, who made it, who presented the case, who else took part. Also the standpoint not to
 * begin an investigation, which is decided and signed likewise. All borrowed.
 */
typedef struct {
	const Settings *settings;
	const Board *board;
	const char *case_id;
	const char *dnr;     /* as written; NULL: not registered yet */
	const char *arrived; /* begins with its day, YYYY-MM-DD */
	const char *laws[3]; /* "SoL", "LSS"; ended by NULL */
	gboolean declined;   /* no investigation is begun; outcome is OUTCOME_NONE then */
	Outcome outcome;
	const char *reason;       /* NULL: not given */
	const char *date;         /* begins with its day */
	const char *by;           /* address */
	const char *title;        /* of who decided */
	const char *delegation;   /* item, or LIFE_UNDELEGATED; NULL: of none */
	const char *presenter;    /* NULL: nobody presented it */
	const char *participants; /* one a line; NULL: nobody said */
} DecisionFacts;

/*
 * What VIEW_DECISION or VIEW_DOSSIER says; record is settled (core/tree.h). FALSE: nothing is
 * decided in it, or it was erased.
 */
gboolean decision_facts_read(
	DecisionFacts *facts, const Settings *settings, const Board *board, GVariant *record);

/* What is unknown has a line to write on. */
Paper *decision_paper_new(const DecisionFacts *facts);

/* The same of content and hands as items of the last section, of a decision that is made. */
void decision_paper_add(Paper *paper, const DecisionFacts *facts);
