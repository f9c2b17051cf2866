/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The notices of lexsarah-templates(5): what each is called, for whom it is, and how it
 * behaves. A new notice is a row in notice.c and its templates.
 *
 * Facts are what a template may show: an object whose keys are rows of
 * privacy.c's table and whose values are, as the row says, a string ("s"), a
 * boolean ("b"), a list of strings ("as"), a dictionary ("a{sv}": the key
 * "board" holds "name", which templates write board.name) or a list of
 * dictionaries ("aa{sv}"). Numbers and dates come as strings ready to be shown.
 * They are written as JSON (core/record.h), and read back as a GVariant of type
 * a{sv} when the notice is to be sent. A member that is for no template: "calendar",
 * a date for the recipient's calendar (core/clock/calendar.h).
 */

typedef enum {
	NOTICE_RECEIPT,
	NOTICE_NEW_CASE,
	NOTICE_REGISTRAR,
	NOTICE_ACCOUNTING,
	NOTICE_QUARANTINED,
	NOTICE_UNDELIVERABLE,
	NOTICE_HELD,
	NOTICE_SENSITIVE,
	NOTICE_NEW_CASE_DIGEST,
	NOTICE_REGISTRAR_DIGEST,
	NOTICE_SENSITIVE_DIGEST,
	NOTICE_QUARANTINED_DIGEST,
	NOTICE_RECEIPTS_HELD,
	NOTICE_MISSING_FACTS,
	NOTICE_CORRECTION,
	/*
	 * A case's life. Beside case and dnr the facts that each can show; stand_in_for where it
	 * goes to somebody in another's place, and only then.
	 */
	NOTICE_ASSIGNMENT, /* arrived, arrived_time, takes_over, agenda; secure: flags, reports, and
			    * how the reading stands */
	NOTICE_REMINDER,   /* clock */
	NOTICE_LATE,       /* clock */
	NOTICE_DIGEST,     /* digest, agenda: of one person and day; the other digests are folds */
	/* paper is put in when a mail is written (daemon/enclosure.h) */
	NOTICE_PROPOSAL,      /* proposed, clock; secure: proposal, paper */
	NOTICE_DECISION,      /* decided; secure: decision, paper */
	NOTICE_IVO_DUE,       /* ivo.serious_since, clock */
	NOTICE_IVO_NOTIFIED,  /* ivo, and clock unless the investigation was attached */
	NOTICE_COMMISSIONING, /* commissioning */
	NOTICE_TRANSCRIPT,    /* commands */
	NOTICE_FEEDBACK,      /* decided or declined */
	NOTICE_CONFIRMATION,  /* commands, answer_by, answered, other_sender */
	NOTICE_DECLINED,      /* declined */
	NOTICE_TRANSFERRED,   /* transfer; to the other board also arrived, arrived_time */
	NOTICE_CHANGED,       /* change; secure: of a corrected decision, paper */
	NOTICE_BREACH,        /* breach, clock */
	NOTICE_ANCHOR,        /* anchor; of no case */
	NOTICE_UNDONE,        /* nothing: who answered has nothing to do with the case any more */
	NOTICE_COUNT
} Notice;

/* Who reads it, and so what it may say. */
typedef enum {
	AUDIENCE_REPORTER,    /* a sender of the organisation's own domains */
	AUDIENCE_OUTSIDER,    /* any other sender */
	AUDIENCE_RESPONSIBLE, /* the deputy too */
	AUDIENCE_REGISTRAR,
	AUDIENCE_OPERATOR,
	AUDIENCE_CONTACT, /* who decides about a report that others may not hear of yet */
	AUDIENCE_INVESTIGATOR,
	AUDIENCE_DECISION_MAKER,
	AUDIENCE_DPO,
	AUDIENCE_COMMISSIONING, /* a board that has commissioned what was done */
	AUDIENCE_CALENDAR,      /* whoever sees the calendar of one of them; gets no notice */
	AUDIENCE_COUNT
} Audience;

typedef enum {
	ROUTE_PLAIN,  /* case number, step, dates, instructions, flag titles */
	ROUTE_SECURE, /* may carry content */
	ROUTE_COUNT
} Route;

/* The public name, "new_case". Static. */
const char *notice_name(Notice notice);
gboolean notice_from_name(const char *name, Notice *ret_notice) G_GNUC_WARN_UNUSED_RESULT;

/* "reporter", "outsider", ... Static. */
const char *audience_name(Audience audience);
gboolean audience_from_name(const char *name, Audience *ret) G_GNUC_WARN_UNUSED_RESULT;

/* "plain" or "secure". Static. */
const char *route_name(Route route);
gboolean route_from_name(const char *name, Route *ret) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if the notice can go to that audience. */
gboolean notice_has_audience(Notice notice, Audience audience);

/*
 * Base name of its templates: "receipt"; one audience may have its own
 * ("receipt-outsider"), and the registrar ("transferred-registrar"); on a secure route a notice
 * that has one uses its "-secure" variant for the others ("new_case-secure"), or for that audience
 * ("decision-registrar-secure"). Static. Files:
 * LANGUAGE/BASE.subject, BASE.txt, BASE.html.
 */
const char *notice_template(Notice notice, Audience audience, Route route);

/* TRUE if its own words say on a secure route what they do not on a plain one. */
gboolean notice_says_more(Notice notice, Audience audience);

/* TRUE if X-Auto-Response-Suppress also names OOF (receipts only, RFC 3834). */
gboolean notice_suppresses_oof(Notice notice);

/* TRUE if it always goes out with the null reverse-path <> (RFC 5321 section 4.5.5): a notice
 * about a mail that could not be delivered must not cause another. */
gboolean notice_uses_null_sender(Notice notice);
