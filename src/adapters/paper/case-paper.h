/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/paper/paper.h"
#include "core/settings.h"
#include "ports/case-store.h"

/*
 * The papers of a case, out of the store. Making one is an event of the case by who (VIEW_DECISION,
 * VIEW_DOSSIER), whatever becomes of it. key: its number, and behind a space for whom it is made,
 * which the event keeps. Errors beside the store's: CONFIG (a board that is not configured).
 */
typedef struct {
	CaseStore *store;
	const Settings *settings;
	GTimeZone *zone;
	StoreActor who;
} CasePaperDesk;

/* For signature. NOT_ALLOWED: nothing is decided, or what was is erased. paper_free() it. */
Paper *case_paper_decision(
	const CasePaperDesk *desk, const char *case_id, const char *key, GError **error);

/*
 * All of the case; receiver: NULL, or the id of the board for which it is a draft of a copy.
 * NOT_ALLOWED: that is no board of the case. paper_free() it.
 */
Paper *case_paper_dossier(
	const CasePaperDesk *desk, const char *key, const char *receiver, GError **error);
