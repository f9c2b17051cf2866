/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/date.h"

/*
 * Dates, times and weekdays as people write them on Swedish forms, by hand,
 * by stamp and through OCR. Nothing here guesses: what can be read in two ways
 * is ambiguous, and the caller keeps what was written.
 */
typedef enum {
	FORM_DATE_NONE,      /* no date in the text */
	FORM_DATE_EXACT,     /* one date */
	FORM_DATE_YEARLESS,  /* day and month only */
	FORM_DATE_AMBIGUOUS, /* several dates could be meant */
	FORM_DATE_COUNT
} FormDateKind;

#define FORM_DATE_CANDIDATES 3

typedef struct {
	FormDateKind kind;
	CivilDate date;                             /* EXACT; YEARLESS with year 0 */
	CivilDate candidates[FORM_DATE_CANDIDATES]; /* AMBIGUOUS: what could be meant */
	guint n_candidates;
	gsize start, end; /* the bytes of the text that are the date */
} FormDate;

/*
 * The first date in text: "2019-11-22", "2019 -11- 25", "191122", "20191122",
 * "den 4 november", "22 november 2019", "24/10", "24/10 2019", "11/10/19"
 * (ambiguous), "24.10.2019". Six digits are YYMMDD in 1970..2069; a personal
 * identity number is not a date.
 */
FormDate form_date_find(const char *text);

/*
 * The year-less date made the last such day that is not after reference; later:
 * the first that is not before it. FALSE if there is none (29 February in a
 * string of common years counts).
 */
gboolean form_date_complete(const FormDate *date, CivilDate reference, gboolean later,
	CivilDate *ret_date) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if text could be a date that cannot be read: "2019-12-*k*", "1912 *R*". */
gboolean form_date_looks_illegible(const char *text);

/*
 * The first time of day in text: "13.00", "11:44", "kl 9", "kl. 1300" as HH:MM;
 * "em", "eftermiddag", "fm", "förmiddag" as "em" and "fm". NULL if there is
 * none. ret_start and ret_end: its bytes. g_free() the result.
 */
char *form_date_find_time(const char *text, gsize *ret_start, gsize *ret_end);

/* The first weekday in text, whole or abbreviated; FALSE if there is none. */
gboolean form_date_find_weekday(const char *text, Weekday *ret_weekday, gsize *ret_start,
	gsize *ret_end) G_GNUC_WARN_UNUSED_RESULT;
