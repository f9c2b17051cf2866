/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/instance.h"
#include "core/intake/intake.h"
#include "core/intake/ledger.h"
#include "core/intake/likeness.h"
#include "core/mail/mail.h"
#include "core/notice/notice.h"
#include "core/notice/outbox.h"
#include "ports/case-life.h"
#include "ports/mail-source.h"

/* What the store is given and gives back (case-store.h). */

/* On whose behalf something is done; recorded with every event. */
typedef struct {
	const char *actor; /* an address or a program's name */
	const char *user;  /* the operating system's user */
	gint64 time;       /* instant in ms */
	gint64 mail;       /* by which it was said, 0: by none */
	/* The last event of the journal of which they can know; 0: nobody minds. */
	gint64 knows;
	gint64 unchanged; /* the event since which the case is to be as it was; 0: any */
} StoreActor;

/* A person's word that a database is the one that works. Borrowed. */
typedef struct {
	const InstancePlace *here;
	const char *reason;
	gboolean newest; /* no other state of it has worked since: nothing is held, no number left
			    out */
} InstanceWord;

typedef struct {
	gint64 generation;
	gint64 held; /* notices that wait for a person now */
} InstanceAnswer;

/* The UIDs of a poll that something has to be done about. GArrays of guint32. */
typedef struct {
	GArray *fetch;     /* owed and due, ascending */
	GArray *mark;      /* handled, and not yet marked in the mailbox */
	LedgerCause cause; /* why this ledger followed another of the same UIDVALIDITY */
	gint64 epoch;      /* and which one it is; 0 if LEDGER_SAME */
	LedgerDoubt doubt; /* whether anything may be taken out of the mailbox now */
} PollWork;

/* The numbers of a poll (invariant 1). */
typedef struct {
	gint64 time;
	guint32 uidvalidity;
	gint64 present, handled, owed, quarantined; /* UIDs now in the mailbox */
	gint64 vanished;                            /* went before they could be stored, ever */
	gint64 difference; /* present - handled - owed - quarantined: not 0 is an alarm */
	gint64 overdue;    /* owed for more than an hour */
	gint64 unread;     /* mails of the board that await their reading for over ten minutes */
	gint64 newly_vanished; /* since the poll before */
} Accounting;

/* A notice that stands, and waits for a person. */
typedef struct {
	gint64 id;
	char case_id[24]; /* "": of no case */
	Notice notice;
	OutboxState state;
} UnsentNotice;

#define UNSENT_MOST 20 /* that are named one by one */

/* How a board stands, for the mail to its operator. */
typedef struct {
	/* mails of a period; the rest are copies and filed ones */
	gint64 received, opened, joined, quarantined;
	gint64 further;              /* cases for more reports of the mails that opened one */
	gint64 oldest_owed;          /* instant, INSTANT_NONE if nothing is owed */
	gint64 last_backup;          /* instant, INSTANT_NONE if there was none */
	gint64 outbox[OUTBOX_COUNT]; /* notices now in each state but sent and cancelled */
	/* the newest that failed, bounced, are uncertain or are held for no person's sake */
	UnsentNotice unsent[UNSENT_MOST];
	guint n_unsent;
} StoreSummary;

/* A stored mail that awaits its plan. */
typedef struct {
	IntakeOrigin origin;
	guint attempts; /* with the one that begins now */
	GBytes *raw;    /* owned by whoever holds the struct */
} PendingMail;

/* Whose mail is looked for, of that which is stored and has no plan yet. */
typedef enum {
	PENDING_OWN,  /* what this process stored or took up, and no other has since */
	PENDING_LEFT, /* all, less what a command stored a moment ago: it has it in hand */
} PendingOf;

/* One mail to be planned, and its plan once it is made. */
typedef struct {
	IntakeOrigin origin;
	const Mail *mail;
} IntakeItem;

/* Called inside the transaction, once for each item, in order. Transfers the plan. */
typedef IntakePlan *(*IntakePlanner)(
	const IntakeItem *item, const IntakeKnown *known, gpointer user);

/* A notice that is to be sent. */
typedef struct {
	gint64 id;
	char *board;
	char *case_id;    /* NULL for notices that belong to no case */
	char *case_board; /* whose case it is by now, or NULL */
	Notice notice;
	Audience audience;
	Route route;
	char *recipient;
	char *message_id;  /* with <> */
	char **references; /* with <>, oldest first */
	GVariant *facts;   /* a{sv} */
	guint attempts;    /* with the one that begins now */
	gint64 queued;
	GBytes *enclosure; /* a PDF that goes with it, on a secure route only; or NULL */
	/* The mail as an attempt before this one kept it; NULL: there was none, or it could not be
	 * written. */
	GBytes *kept;
	char *accepted, *accepted_board; /* as PlannedNotice has them; each may be NULL */
	/* What is wrong with its row, or NULL. If set, notice, audience, route and facts mean
	 * nothing: it is to be failed, for the next to go on. */
	const char *damage; /* static */
} OutboxItem;

/* How an attempt to send ended. */
typedef struct {
	OutboxState state; /* SENT, QUEUED (again at due), FAILED, UNCERTAIN */
	gint64 due;
	const char *text;          /* the server's words or the error; cleaned */
	const PlannedNotice *tell; /* a notice that tells a person of it, or NULL */
	const char *tell_board;    /* its board */
} OutboxResult;

/* Notices that a person speaks of. */
typedef struct {
	const gint64 *ids; /* these; NULL: all that are held */
	gsize n_ids;
	Hold hold;           /* of all held ones those for this reason; HOLD_NONE: any */
	const char *case_id; /* of all held ones those of this case; NULL: any, but see below */
} NoticeChoice;

/* What a digest speaks of. */
typedef struct {
	const BudgetFold *kind;
	char *recipient;
	gint64 count;     /* notices that it takes the place of */
	GPtrArray *names; /* char *: their cases or, if they have none, mails; at most 200 */
} StoreDigest;

/* Called inside the transaction. Transfers the notice that takes their place. */
typedef PlannedNotice *(*DigestWriter)(const StoreDigest *digest, gpointer user);

/* Receipts that are held because there were too many. */
typedef struct {
	gint64 notices, cases;
	gint64 late;            /* of them those that no hour lets go */
	gint64 last, last_late; /* numbers of the newest, 0 if there is none */
} HeldReceipts;

/* A mail as it lies in the store. */
typedef struct {
	char *board;
	IntakeOrigin origin;
	GBytes *raw;
} StoredMail;

/* What a person says that a mail is. */
typedef struct {
	gint64 mail;
	MailKind kind;       /* one of mail_kind_from_word() */
	const char *case_id; /* that correspondence belongs to, else NULL */
	LifePlanner end;     /* of a case that the mail opened, and is no report */
	gpointer end_user;
} Filing;

/* A person whom a case concerns, and who hears of it instead. Addresses. */
typedef struct {
	const char *person;
	const char *stand_in;
	const char *reason;
	guint roles; /* bits, 1 << Role: those that the person has */
} Recusal;

/* A report of a mail that was given a case of its own when the mail was read before. */
typedef struct {
	char *case_id;
	char *json; /* its reading */
} KnownReport;

/* A mail whose files are to be read. */
typedef struct {
	gint64 id;
	gint64 generation; /* raised by what is said of the mail: see finish_reading() */
	gint64 mail;
	char *case_id; /* NULL if it belongs to no case */
	char *board;
	GBytes *raw;
	char *writer;        /* address of who wrote the report: From:, or whom a forward names */
	Discretion recorded; /* found in the case before, whatever a person decided */
	gboolean verified;   /* From: is who sent it */
	char *receipted;     /* who of the own staff got a receipt of the report, or NULL */
	gboolean report;     /* the mail opened the case */
	gint64 arrived;      /* of the case: instant; INSTANT_NONE: of none */
	gint64 came;         /* when the mail came in; of a report its case's, as corrected */
	GPtrArray *known;    /* KnownReport *, in their order; NULL if it belongs to no case */
	char *before;        /* its own report when it was read before: JSON, or NULL */
	gboolean answer;     /* the mail joined the case, and nobody said that it belongs there */
	GPtrArray *had;      /* of an answer: what else was read in the case, char *, JSON */
} ReadingJob;

/* A report that was read in a mail beside that of the mail's own case. */
typedef struct {
	IntakeItem item;     /* the mail; origin.further is about */
	IntakeFurther about; /* what holds the mail's own case by then is added to it */
	const char *known;   /* the case that it has, or NULL: one is opened */
	const char *json;    /* its reading */
	guint8 fingerprint[MAIL_DIGEST_BYTES]; /* of what its files say, and nothing else */
	Likeness likeness;                     /* of it */
	const char *name;    /* of who reports, as its form says; NULL: it does not */
	const char *address; /* likewise */
	gboolean breach;     /* it may be of a data breach */
	char *opened;        /* set when a case was opened for it; g_free() it */
} FurtherReport;

/* What a finished reading changes in its case. All but facts may be NULL. */
typedef struct {
	gboolean again;     /* it was not the mail's fault: back in the queue, and no more */
	gboolean form;      /* one of ours is among the files: who sent it is answered */
	const char *json;   /* the reading, or NULL when it failed */
	const char *reason; /* why it failed */
	const char *reporter_name;
	const char *reporter_address;
	GPtrArray *flags;         /* PlannedFlag * */
	const Likeness *likeness; /* of the report that opened the case */
	/* JSON: more facts for notices that wait for the reading, and for corrections of those
	 * that waited long enough; so many of these an hour. */
	const char *facts;
	NoticeLimit corrections;
	/* What holds the notices of the case that have not gone out, and who is told of that. */
	const Discretion *discretion;
	const PlannedNotice *tell;
	/* The question for what the report lacks; not asked while anything holds the case. */
	const PlannedNotice *ask;
	/* FurtherReport *: the mail's other reports. planner plans their cases, inside the
	 * transaction. */
	GPtrArray *further;
	IntakePlanner planner;
	gpointer user;
	/* What follows for a case, the mail's own or a further one, whose report may be of a
	 * data breach; NULL: nothing. */
	gboolean breach; /* the mail's own may */
	LifePlanner suspect;
	gpointer suspicion;
} ReadingResult;

/* Lists and records for people, as lexsarah(1)'s JSON. */
typedef enum {
	VIEW_CASE_LIST,  /* key: a state, or NULL for all */
	VIEW_CASE_OPEN,  /* those that case_state_is_open(); key: NULL */
	VIEW_CASE_LATE,  /* those of which a clock is late; key: a state, or NULL for all */
	VIEW_CLOCK_LIST, /* those that run; key: a day, of which and before they are due, or NULL */
	VIEW_CASE,       /* key: a case number */
	VIEW_DECISION,   /* the same, and in "standpoint" what is to be signed; NOT_ALLOWED: nothing
			  */
	/* VIEW_CASE with the parts of its mails, the steps of its assessment, "standpoint" or null,
	 * and the journal's last "anchor"; key: a case number, and after a space for whom it is */
	VIEW_DOSSIER,
	/* VIEW_CASE with its "notices" as VIEW_OUTBOX has them, and the bytes of its "copies" in
	 * base64 ("content", null where they are erased); key: a case number */
	VIEW_EXPORT,
	VIEW_MAIL_LIST,   /* key: "stored", "handled", "quarantined" or NULL */
	VIEW_MAIL,        /* key: our number of a mail */
	VIEW_OUTBOX_LIST, /* key: a state or NULL */
	VIEW_OUTBOX,      /* key: number of a notice */
	VIEW_ACCOUNTING,  /* key: a board, or NULL; newest first */
	VIEW_COUNT
} StoreView;

/* What stands at a number in the mailbox now. */
typedef struct {
	guint32 uid;
	gint64 size;                           /* as the server says; 0: it does not */
	char *message_id;                      /* without <>, NULL if none */
	gboolean whole;                        /* all of it was fetched; then these are of it: */
	guint8 digest[MAIL_DIGEST_BYTES];      /* SHA-256 of its bytes */
	guint8 fingerprint[MAIL_DIGEST_BYTES]; /* as of Mail */
} MailGlance;

/* A mail as it was stored from a mailbox. */
typedef struct {
	guint32 uid; /* 0: none */
	char *message_id;
} NewestMail;

static inline void
newest_mail_clear(NewestMail *mail)
{
	g_free(mail->message_id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NewestMail, newest_mail_clear)

/* A mail as it came, with the SHA-256 of its raw bytes: the evidence. */
typedef struct {
	MailSourceItem item; /* uid 0 if it did not come out of a mailbox */
	guint8 digest[MAIL_DIGEST_BYTES];
	MailWay way;
	gint64 received;      /* of what was entered: instant */
	const char *how;      /* of what was entered: "paper", "oral", "mail"; borrowed */
	const char *taken_by; /* of what was entered: the address of who took it; borrowed */
} FetchedMail;

/* What became of some mails. */
typedef struct {
	gint64 opened, joined, copies, filed, quarantined, waiting;
	char *case_id; /* of the last of them that has one, or NULL; g_free() it */
} StoreOutcome;

/* What verify found. */
typedef struct {
	gint64 events, mails, erased;
	GPtrArray *problems; /* char *: one sentence each; empty when all holds */
} Verification;

static inline void
poll_work_clear(PollWork *work)
{
	g_clear_pointer(&work->fetch, g_array_unref);
	g_clear_pointer(&work->mark, g_array_unref);
}

static inline void
pending_mail_clear(PendingMail *pending)
{
	g_clear_pointer(&pending->raw, g_bytes_unref);
}

static inline void
stored_mail_clear(StoredMail *mail)
{
	g_clear_pointer(&mail->board, g_free);
	g_clear_pointer(&mail->raw, g_bytes_unref);
}

static inline void
outbox_item_clear(OutboxItem *item)
{
	g_clear_pointer(&item->board, g_free);
	g_clear_pointer(&item->case_id, g_free);
	g_clear_pointer(&item->case_board, g_free);
	g_clear_pointer(&item->recipient, g_free);
	g_clear_pointer(&item->message_id, g_free);
	g_clear_pointer(&item->references, g_strfreev);
	g_clear_pointer(&item->facts, g_variant_unref);
	g_clear_pointer(&item->enclosure, g_bytes_unref);
	g_clear_pointer(&item->kept, g_bytes_unref);
	g_clear_pointer(&item->accepted, g_free);
	g_clear_pointer(&item->accepted_board, g_free);
}

static inline void
reading_job_clear(ReadingJob *job)
{
	g_clear_pointer(&job->case_id, g_free);
	g_clear_pointer(&job->board, g_free);
	g_clear_pointer(&job->raw, g_bytes_unref);
	g_clear_pointer(&job->writer, g_free);
	g_clear_pointer(&job->receipted, g_free);
	g_clear_pointer(&job->known, g_ptr_array_unref);
	g_clear_pointer(&job->before, g_free);
	g_clear_pointer(&job->had, g_ptr_array_unref);
}

static inline void
known_report_free(KnownReport *report)
{
	if (!report)
		return;
	g_free(report->case_id);
	g_free(report->json);
	g_free(report);
}

static inline void
store_digest_clear(StoreDigest *digest)
{
	g_clear_pointer(&digest->recipient, g_free);
	g_clear_pointer(&digest->names, g_ptr_array_unref);
}

static inline void
verification_clear(Verification *verification)
{
	g_clear_pointer(&verification->problems, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PollWork, poll_work_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PendingMail, pending_mail_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoredMail, stored_mail_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OutboxItem, outbox_item_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReadingJob, reading_job_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoreDigest, store_digest_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Verification, verification_clear)
