/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The states of a case (lexsarah(1)) and its number. The moves between the
 * states are rows of case.c's table.
 */
typedef enum {
	CASE_RECEIVED,
	CASE_ASSESSING,
	CASE_INVESTIGATING,
	CASE_PROPOSED,
	CASE_DECIDED,
	CASE_FOLLOW_UP,
	CASE_CLOSED,
	CASE_DECLINED,
	CASE_JOINED,
	CASE_TRANSFERRED,
	CASE_NOT_REPORT,
	CASE_STATE_COUNT
} CaseState;

/* "received", ... Static. */
const char *case_state_name(CaseState state);
gboolean case_state_from_name(const char *name, CaseState *ret) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE from receipt until it is closed, declined, joined, transferred or no report. */
gboolean case_state_is_open(CaseState state);

/* LS-YYYY-NNNN, at least four digits; number counts from 1 within a year. g_free() it. */
char *case_id_format(int year, gint64 number);

/* TRUE if text is written like a case number. */
gboolean case_id_is_valid(const char *text);

/* The first thing in text (NULL: none) that is, in any case of letters. g_free() it; NULL: none. */
char *case_id_find(const char *text);
