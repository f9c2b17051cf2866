/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/mail/absence.h"
#include "core/notice/discretion.h"
#include "core/mail/mail.h"
#include "core/notice/outbox.h"
#include "core/notice/planned.h"
#include "core/answer/reply-find.h"
#include "core/settings.h"
#include "core/mail/trust.h"

/*
 * What is to be done about a mail that came in. The plan is pure: it is made
 * from the mail, what the store knows of it, and the board's settings, and the
 * store carries it out in one transaction.
 */

/* What a mail is (lexsarah(1), mails[].kind). */
typedef enum {
	MAIL_KIND_REPORT,         /* opens a case: whatever is none of the others */
	MAIL_KIND_CORRESPONDENCE, /* answers something of a case: joins it */
	MAIL_KIND_COPY,           /* the same mail once more (invariant 4) */
	MAIL_KIND_OWN,            /* a notice of ours come back */
	MAIL_KIND_DSN,            /* delivery status notification, RFC 3464 */
	MAIL_KIND_MDN,            /* disposition notification, RFC 8098 */
	MAIL_KIND_AUTO_ANSWER,    /* automatic mail that references a notice of ours */
	/* What only a person says of a mail. */
	MAIL_KIND_COMPLAINT,       /* from somebody who uses the service: another track */
	MAIL_KIND_SPAM,            /* nobody's business */
	MAIL_KIND_PROVIDER_REPORT, /* a private provider's information, SoL 27 kap. 4 § */
	MAIL_KIND_COUNT
} MailKind;

/* "report", ... Static. */
const char *mail_kind_name(MailKind kind);

/* By which way a mail came in. */
typedef enum {
	MAIL_WAY_FETCHED,  /* out of the board's mailbox */
	MAIL_WAY_IMPORTED, /* out of an archive: its notices are held */
	MAIL_WAY_ENTERED,  /* written by us for a report that came as no mail to us */
	MAIL_WAY_COUNT
} MailWay;

/* "fetched", "imported", "entered". Static. */
const char *mail_way_name(MailWay way);
gboolean mail_way_from_name(const char *name, MailWay *ret) G_GNUC_WARN_UNUSED_RESULT;

/* Of the kinds that a person may say a mail is. */
gboolean mail_kind_from_word(const char *word, MailKind *ret) G_GNUC_WARN_UNUSED_RESULT;

/* A report that was read in a mail beside that of the mail's own case. */
typedef struct {
	guint number, count;        /* it is the second of three: 2, 3; 0: it came as an answer */
	const char *first_case;     /* the mail's own, or the one that was answered in */
	const ReadingFile *reading; /* its documents, with their flags */
	Discretion discretion; /* found in any report of the mail: whoever reads it reads all */
	const char *ask;       /* who is asked for what it lacks, or NULL */
} IntakeFurther;

/* Where and when the mail came, beside what it says. */
typedef struct {
	gint64 mail;         /* our number */
	gint64 stored;       /* instant at which its bytes were durable */
	gint64 internaldate; /* INSTANT_NONE if the server, or the archive, gave none */
	gboolean truncated;  /* over the size limit: only its first bytes were kept */
	gboolean filed;      /* a person says that it is a report, long after it came */
	gint64 first_poll;   /* instant at which its mailbox, with it inside, was first polled; 0:
			      * it came later, or another way */
	MailWay way;
	gint64 received; /* of what was entered: when the report came, as a person says */
	const IntakeFurther *further; /* the case is for this report of it; NULL: for the mail */
} IntakeOrigin;

/* The notice of ours that a delivery status notification is about. */
typedef struct {
	gint64 outbox; /* 0: none */
	OutboxState state;
	gint64 sent; /* instant of its last attempt */
	Notice notice;
	Audience audience;
	const char *recipient;
	const char *case_id; /* NULL: of no case */
	const char *board;   /* whose case that is by now */
	guint attempts;
	const char *accepted, *accepted_board; /* as PlannedNotice has them */
} IntakeReturned;

/* The notice of this board that a mail answers, by a token of ours. */
typedef struct {
	ReplyPlace place; /* REPLY_NOWHERE: it has none that holds */
	gboolean altered; /* what is written like one is none: no key made it for what it names */
	gboolean retired; /* by a key that is no more, of a notice to who answers: for commands */
	guint8 nonce[REPLY_NONCE_BYTES];
	ReplyPurpose purpose;
	const char *case_id;   /* NULL: no token holds */
	const char *recipient; /* whom the notice went to */
} IntakeReply;

/* What the store knows. Strings are borrowed; NULL means no. */
typedef struct {
	const char *next_case;      /* the number that a new case would get */
	gint64 copy_of;             /* mail with the same identity, or 0 */
	const char *copy_case;      /* its case */
	gboolean same_message_id;   /* a mail with this Message-ID and other content is known */
	gboolean whole;             /* it is all of a mail whose beginning is in thread_case */
	gboolean own_message_id;    /* its Message-ID is that of a notice of any board */
	gboolean references_notice; /* it references a notice of this board */
	gboolean from_recipient;    /* and comes from the official whom this went to */
	const char *thread_case;    /* this board's case of a notice or mail that it references */
	const char *thread_board;   /* and whose it is by now */
	const char *other_case;     /* likewise a case of another board, */
	const char *other_board;    /* and that board's id */
	const char *subject_case;   /* this board's case whose number its subject has: a claim */
	const char *document_case;  /* case in which the same attachment already came */
	Discretion recorded;        /* found in thread_case before, whatever a person decided */
	gboolean recused;           /* somebody has nothing to do with thread_case any more */
	IntakeReturned returned;
	IntakeReply reply;
} IntakeKnown;

typedef struct {
	MailKind kind;
	gboolean opens_case;   /* with the number known.next_case */
	char *case_id;         /* the case it opens or belongs to, or NULL */
	char *refers_to;       /* the case that the one it opens is linked to, or NULL */
	const char *board;     /* id of the board that tells people of it; of the settings */
	gboolean read;         /* its files are to be read */
	gboolean errand;       /* its lines command in the case: known.reply says by whose notice */
	gboolean letter;       /* it says or brings more, and whoever works on the case may have to
				* hear of that */
	gboolean form;         /* one of ours may be among its files, and be acted on likewise */
	gint64 bounced;        /* the notice that becomes `bounced`, or 0 */
	char *bounce_text;     /* what the notification says of it */
	gboolean bounce_stops; /* its address takes no mail: what is queued for it later is held */
	Discretion discretion; /* who may not hear of it yet: what is new in the case */
	TrustResult trust;     /* whether the sender is who From: says */
	Absence absence;       /* what an automatic answer says of it */
	CivilDate away_until; /* as far as that counts (core/mail/absence.h); year 0: it does not */
	gboolean is_back;     /* an official who is proved has answered: no absence counts */
	/* Who reports, as far as the mail itself tells: its sender, or the writer of what a
	 * colleague passed on. Each may be NULL. A form inside knows better, once it is read. */
	char *reporter_name, *reporter_address;
	gint64 arrived;
	char *arrival_source;
	GPtrArray *events;  /* PlannedEvent * */
	GPtrArray *flags;   /* PlannedFlag * */
	GPtrArray *notices; /* PlannedNotice * */
} IntakePlan;

/*
 * Never fails: any mail gets a plan (invariant 3). now is the instant of
 * planning; zone gives the civil dates in the notices.
 */
IntakePlan *intake_plan(const Mail *mail, const IntakeOrigin *origin, const IntakeKnown *known,
	const Settings *settings, const Board *board, gint64 now, GTimeZone *zone);

void intake_plan_free(IntakePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IntakePlan, intake_plan_free)
