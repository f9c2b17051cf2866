/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The log of the daemon: to journald with fields when standard error is
 * connected to it, else one line on standard error:
 * "2026-11-22T04:53:07.120+01:00 warning board=AMN uid=42: text".
 * Everything written goes through text_to_line(). Callable from any thread.
 *
 * Levels: error = a person must act; warning = retried or skipped;
 * info = one line for an event of a case. Never a word out of a mail, never a
 * secret.
 */

/* What a message is about; what is NULL or 0 is left out. Borrowed. */
typedef struct {
	const char *board;       /* LEX_BOARD: the board's id */
	guint32 uidvalidity;     /* LEX_UIDVALIDITY */
	guint32 uid;             /* LEX_UID */
	const char *mail;        /* LEX_MAIL: fingerprint or number in the ledger */
	const char *case_id;     /* LEX_CASE: LS-YYYY-NNNN */
	gint64 outbox;           /* LEX_OUTBOX: number of the notice */
	guint attempt;           /* LEX_ATTEMPT: from 1 */
	const char *error_class; /* LEX_ERROR_CLASS: error_class_name() */
} LogFields;

/*
 * Makes this the writer of GLib's messages too, so that what libraries say is
 * logged in the same form; what GMime says loses its text, which may quote a
 * mail. zone: for the times of lines, kept. To be called once, before threads.
 */
void log_init(GTimeZone *zone);

/* fields may be NULL. The format is for one line without an end. */
void log_error(const LogFields *fields, const char *format, ...) G_GNUC_PRINTF(2, 3);
void log_info(const LogFields *fields, const char *format, ...) G_GNUC_PRINTF(2, 3);

/*
 * "WHAT: message" with the class of error among the fields, at the level that
 * the class calls for.
 */
void log_failure(const LogFields *fields, const GError *error, const char *what);

/* The level of log_failure() for an error. */
GLogLevelFlags log_level_of(const GError *error);

/*
 * The line for standard error, without its end: for the writer and its tests.
 * time_ms: wall clock in milliseconds since 1970. g_free() it.
 */
char *log_format_line(gint64 time_ms, GTimeZone *zone, GLogLevelFlags level,
	const LogFields *fields, const char *text);
