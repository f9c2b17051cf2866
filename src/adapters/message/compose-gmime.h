/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A date for the reader's calendar: text/calendar as an attached file (RFC 6047). */
typedef struct {
	GBytes *bytes;      /* of ical_write() */
	const char *method; /* of ical_method() */
	const char *name;   /* of the file: "LS-2026-0042.ics" */
} ComposeCalendar;

/* A file of the program's own name that goes with the words. */
typedef struct {
	GBytes *bytes;    /* NULL: there is none */
	const char *type; /* "application/pdf" */
	const char *name; /* "LS-2026-0042-kopia.pdf" */
} ComposeFile;

/*
 * Builds the mail of a notice: multipart/alternative, text before html
 * (RFC 2046 section 5.1.4), UTF-8, quoted-printable, CRLF line ends, lines of
 * at most 998 bytes, pure ASCII unless an address is not. With dates or a file it is the
 * first part of multipart/mixed, and they, in base64, are the others.
 */
typedef struct {
	const char *from_name;    /* the board */
	const char *from_address; /* the board's */
	const char *to_name;      /* NULL: none */
	const char *to_address;   /* exactly one */
	const char *reply_to;     /* an address, or NULL: the board's */
	const char *subject;
	const char *text;
	const char *html;
	const char *language;          /* Content-Language: "sv" */
	gint64 date;                   /* instant for Date: */
	GTimeZone *zone;               /* Europe/Stockholm */
	const char *message_id;        /* without <>; ours, decided before */
	const char *const *references; /* ids without <>, oldest first, NULL-terminated; the
					* last is answered. NULL: none. Ids that cannot stand
					* in a header, since a sender wrote them, are left out */
	gboolean suppress_oof;         /* notice_suppresses_oof() */
	const ComposeCalendar *calendars;
	gsize n_calendars;
	ComposeFile file;
} ComposeRequest;

/*
 * ret_message: the bytes for SMTP, transferred. The same request gives the same
 * bytes, so that a retry sends what the first try did.
 *
 * Auto-Submitted is "auto-generated" for every notice (RFC 3834 section 5.2),
 * the receipt too: it is caused by the opening of a case, which more than one
 * mail may lead to, and readers of the field only ask whether it is "no".
 *
 * Errors: INPUT for an address, Message-ID or language that cannot stand in a
 * header. Line breaks in names and subject become spaces.
 */
gboolean compose_notice(const ComposeRequest *request, GBytes **ret_message,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
