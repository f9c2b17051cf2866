/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/mail/authentication.h"
#include "core/date.h"
#include "core/mail/delivery-report.h"

/*
 * What a mail says, as plain data. Filled by message-gmime.c, read by intake.
 * All strings are valid UTF-8 or NULL, and untrusted: the sender wrote them.
 */

#define MAIL_DIGEST_BYTES 32 /* SHA-256 */

/* One leaf part, in the order in which it stands in the mail. */
typedef struct {
	char *name;        /* file name, NULL if it has none */
	char *media_type;  /* "application/pdf", lower-case */
	char *charset;     /* as labelled, NULL if not */
	gboolean body;     /* a text part that is not an attachment */
	gboolean flowed;   /* format=flowed (RFC 3676) */
	gboolean delsp;    /* its DelSp=yes */
	guint depth;       /* 0 in the mail itself, 1 in a message/rfc822 in it, ... */
	guint alternative; /* number of the multipart/alternative that it is in, 0: none */
	guint64 size;      /* decoded bytes */
	guint8 digest[MAIL_DIGEST_BYTES]; /* of the decoded bytes */
	GBytes *content;                  /* decoded; NULL unless asked for */
} MailPart;

/* A text or html part of the mail itself that is no attachment. */
typedef struct {
	char *text;    /* as written: lines as they end, flowed ones joined, html with its tags */
	gboolean page; /* html */
	gboolean cut;  /* there is more, which is not kept */
	guint alternative; /* as in MailPart */
} MailBody;

/* A mail inside a mail: attached as message/rfc822 or as a file of a mail program. */
typedef struct {
	char *from_name, *from_address, *subject; /* as in Mail */
	char *text;                               /* as in Mail */
	char *names; /* where it is a file: what its own files are called, one a line; NULL: none.
		      * Else those are among the parts of the mail */
	guint depth; /* 1: in the mail itself, ... */
} MailInner;

/* One Received: line (RFC 5321 section 4.4), topmost first. */
typedef struct {
	char *by;      /* host that wrote the line, lower-case, or NULL */
	char *from;    /* the name that this host found its peer to have, never one that the
			* peer only announced; lower-case, or NULL */
	char *address; /* the peer's, as that host writes it; lower-case, without brackets,
			* port and zone, or NULL */
	gint64 time;   /* instant, INSTANT_NONE if unreadable */
} MailTrace;

/* One Authentication-Results: line, topmost first. */
typedef struct {
	Authentication *said;
	guint below; /* so many Received: lines stand above it */
} MailAuthentication;

/* Signs of automatic mail (RFC 3834, RFC 3464, RFC 8098 and common habit). */
typedef enum {
	MAIL_SIGN_AUTO_SUBMITTED = 1 << 0, /* Auto-Submitted: other than no */
	MAIL_SIGN_BULK = 1 << 1,           /* Precedence: bulk, junk, list, auto_reply; List-Id */
	MAIL_SIGN_NULL_SENDER = 1 << 2,    /* Return-Path: <> */
	MAIL_SIGN_DSN = 1 << 3,      /* a delivery status notification (RFC 3464) by its parts */
	MAIL_SIGN_MDN = 1 << 4,      /* a disposition notification (RFC 8098) by its parts */
	MAIL_SIGN_SUPPRESS = 1 << 5, /* X-Auto-Response-Suppress, X-Autoreply and the like */
	MAIL_SIGN_NO_REPLY_NAME = 1 << 6, /* noreply@, mailer-daemon@, postmaster@ */
	MAIL_SIGN_REPORT_TYPE = 1 << 7,   /* calls itself one of the two, whatever its parts */
	MAIL_SIGN_AUTO_REPLIED = 1
				 << 8, /* Auto-Submitted: auto-replied, X-Autoreply and the like */
	MAIL_SIGN_MAILBOX_RULE = 1 << 9, /* written or passed on by a rule of an Exchange mailbox */
} MailSign;

/* What of a mail was encrypted or signed, and with whose keys. */
typedef struct {
	gboolean encrypted; /* it, or a part of it */
	gboolean opened;    /* and could be opened: the Mail says what was inside */
	char *closed;       /* why not, for log and journal; NULL: it could */
	gboolean is_signed; /* what the Mail says is, by whomever */
	gboolean valid;     /* by the key that the configuration has for the address in From: */
	gboolean doubtful;  /* there is such a key, and the signature is not by it, or is broken */
	char *signer;       /* that address, folded; NULL unless valid. Headers are not signed: an
			     * old text can come again with another subject and thread */
} MailSeal;

typedef struct {
	char *message_id;      /* without <>, NULL if none */
	GPtrArray *references; /* char *: ids of In-Reply-To and References, without <> */
	GPtrArray *addressed;  /* char *: To, Cc and what servers say it went to, as written; the
				* first few */
	char *subject;
	char *from_name;            /* first From: mailbox */
	char *from_address;         /* NULL if From: names none */
	gboolean has_from;          /* has From:, of whatever kind */
	gboolean several_from;      /* has it twice, or it names several, or a group */
	char *date_raw;             /* Date: as written */
	gint64 date;                /* INSTANT_NONE if unreadable */
	GPtrArray *trace;           /* MailTrace *, topmost first */
	GPtrArray *authentications; /* MailAuthentication *, topmost first */
	gboolean auth_as;           /* has X-MS-Exchange-Organization-AuthAs: */
	gboolean internal;          /* just one, and it says Internal */
	guint signs;                /* MailSign bits */
	DeliveryReport *delivery;   /* with MAIL_SIGN_DSN, else NULL */
	GPtrArray *parts;           /* MailPart * */
	GString *words;    /* of the bodies, without markup, to look for words in: cut where they
			    * are long; NULL: none */
	char *text;        /* of the first body in the mail itself, as words is; NULL: none */
	GPtrArray *bodies; /* MailBody *: those that hold something, in the order of the parts */
	GPtrArray *inner;  /* MailInner *, in the order of the parts; the first few */
	GPtrArray *issues; /* char *: what the parser or the limits had to say */
	MailSeal *seal;    /* NULL: nothing is encrypted or signed, or nobody looked */
	gboolean limited;  /* over a limit: read from its first headers only */
	guint8 fingerprint[MAIL_DIGEST_BYTES]; /* identity, HACKING.md, invariant 4 */
} Mail;

Mail *mail_new(void);
void mail_free(Mail *mail);

/* A machine wrote it and answers nothing by it: a web form, a scanner, a fax (RFC 3834 section 5).
 */
gboolean mail_is_generated(const Mail *mail);

/* TRUE if something of it says that it is encrypted or signed. */
gboolean mail_is_sealed(const Mail *mail);

/* TRUE if an encrypted text stands among its words, wherever (RFC 9580 section 6.2). */
gboolean mail_has_armor(const Mail *mail);

void mail_seal_free(MailSeal *seal);

/* TRUE if a part of it is, or may be, more than the words of the mail itself. */
gboolean mail_has_attachment(const Mail *mail);

void mail_part_free(MailPart *part);
void mail_trace_free(MailTrace *trace);
void mail_body_free(MailBody *body);
void mail_inner_free(MailInner *inner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mail, mail_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailSeal, mail_seal_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailPart, mail_part_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailTrace, mail_trace_free)
