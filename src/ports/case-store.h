/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/intake.h"
#include "core/ledger.h"
#include "core/likeness.h"
#include "core/mail.h"
#include "core/notice.h"
#include "core/outbox.h"
#include "core/statistics.h"
#include "ports/access.h"
#include "ports/case-life.h"
#include "ports/mail-source.h"

/*
 * What is remembered. Every function is one transaction: all of it or nothing,
 * durable when it returns. Any thread may call; calls wait for each other, and
 * none waits for a network. Errors, and nothing was changed: STORE (full, busy,
 * I/O: try again later), BAD_MESSAGE (a value of this mail that cannot be stored),
 * NOT_FOUND, NOT_ALLOWED (a state forbids it).
 */
typedef struct CaseStore CaseStore;

/* On whose behalf something is done; recorded with every event. */
typedef struct {
	const char *actor; /* an address or a program's name */
	const char *user;  /* the operating system's user */
	gint64 time;       /* instant in ms */
} StoreActor;

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

/* How a board stands, for the mail to its operator. */
typedef struct {
	/* mails of a period; the rest are copies and filed ones */
	gint64 received, opened, joined, quarantined;
	gint64 further;              /* cases for more reports of the mails that opened one */
	gint64 oldest_owed;          /* instant, INSTANT_NONE if nothing is owed */
	gint64 last_backup;          /* instant, INSTANT_NONE if there was none */
	gint64 outbox[OUTBOX_COUNT]; /* notices now in each state but sent and cancelled */
} StoreSummary;

/* A stored mail that awaits its plan. */
typedef struct {
	IntakeOrigin origin;
	guint attempts; /* with the one that begins now */
	GBytes *raw;    /* owned by whoever holds the struct */
} PendingMail;

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
	char *case_id; /* NULL for notices that belong to no case */
	Notice notice;
	Audience audience;
	Route route;
	char *recipient;
	char *message_id;  /* with <> */
	char **references; /* with <>, oldest first */
	GVariant *facts;   /* a{sv} */
	guint attempts;    /* with the one that begins now */
	gint64 queued;
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
	GPtrArray *known;    /* KnownReport *, in their order; NULL if it belongs to no case */
	char *before;        /* its own report when it was read before: JSON, or NULL */
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
	char *opened;        /* set when a case was opened for it; g_free() it */
} FurtherReport;

/* What a finished reading changes in its case. All but facts may be NULL. */
typedef struct {
	gboolean again;     /* it was not the mail's fault: back in the queue, and no more */
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
} ReadingResult;

/* Lists and records for people, as lexsarah(1)'s JSON. */
typedef enum {
	VIEW_CASE_LIST,  /* key: a state, or NULL for all */
	VIEW_CASE_LATE,  /* those of which a clock is late; key: a state, or NULL for all */
	VIEW_CLOCK_LIST, /* those that run; key: a day, of which and before they are due, or NULL */
	VIEW_CASE,       /* key: a case number */
	VIEW_MAIL_LIST,  /* key: "stored", "handled", "quarantined" or NULL */
	VIEW_MAIL,       /* key: our number of a mail */
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

struct CaseStore {
	/*
	 * Start of a poll: makes UIDs that were never seen owed, marks owed ones
	 * that are gone as vanished, and says what is to do. uids: ascending.
	 * A new uidvalidity begins a new ledger; the old one stays. So does a mailbox
	 * that is another one under the old uidvalidity (core/ledger.h).
	 */
	gboolean (*begin_poll)(CaseStore *self, const char *board, const MailSourceState *state,
		GArray *uids, const StoreActor *who, PollWork *ret_work, GError **error);

	/* The four numbers over these UIDs, stored. */
	gboolean (*end_poll)(CaseStore *self, const char *board, const MailSourceState *state,
		GArray *uids, const StoreActor *who, Accounting *ret_accounting, GError **error);

	/*
	 * UIDs that were asked for and not returned, or whose fetch failed: still
	 * owed, asked for again after a minute, then two, and so on up to an hour.
	 */
	gboolean (*defer)(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
		const StoreActor *who, const char *reason, GError **error);

	/*
	 * Puts what is durable already where it belongs. To be called when a burst
	 * is over; nobody waits for it.
	 */
	gboolean (*tidy)(CaseStore *self, GError **error);

	/*
	 * When the mailbox of these mails was first polled, for each that stood in it
	 * then; 0 for one that came later or by another way. What a mailbox that the
	 * server numbered anew holds when it is first seen may have stood there, too.
	 * Another mailbox, or one that was restored, has a first poll of its own.
	 * mails, ret_instants (transferred): GArray of gint64, in the same order.
	 */
	gboolean (*first_poll)(
		CaseStore *self, GArray *mails, GArray **ret_instants, GError **error);

	/* The newest accounting of a board. */
	gboolean (*last_accounting)(CaseStore *self, const char *board, gboolean *ret_found,
		Accounting *ret_accounting, GError **error);

	/*
	 * Raw bytes first: durable, with one attempt counted, before anything looks
	 * into them. ret_mails: our numbers, a GArray of gint64 in the same order.
	 */
	gboolean (*store_mails)(CaseStore *self, const char *board, guint32 uidvalidity,
		const FetchedMail *fetched, gsize n_fetched, const StoreActor *who,
		GArray **ret_mails, GError **error);

	/*
	 * The oldest mail that is stored and has no plan yet, because handling it
	 * failed or died. Counts an attempt, once in the life of a process, and
	 * gives it back when that ends in good order: what comes back with more
	 * than two died twice. ret_pending->raw is NULL when there is none.
	 */
	gboolean (*next_pending)(CaseStore *self, const char *board, const StoreActor *who,
		PendingMail *ret_pending, GError **error);

	/*
	 * Plans and carries out, all in one transaction: each item's plan is the one
	 * for what is known after the items before it were applied. The planner may
	 * be called several times for an item; only the last plan counts. ret_plans:
	 * the plans as applied, same order, transferred.
	 */
	gboolean (*apply)(CaseStore *self, const char *board, const IntakeItem *items,
		gsize n_items, IntakePlanner planner, gpointer user, const StoreActor *who,
		GPtrArray **ret_plans, GError **error);

	/*
	 * Puts a mail in quarantine with a reason, and queues tell if given. Nothing
	 * happens to a mail that was handled since.
	 */
	gboolean (*quarantine)(CaseStore *self, const char *board, gint64 mail, const char *reason,
		const PlannedNotice *tell, const StoreActor *who, GError **error);

	/* Takes a mail out of quarantine: it is handled again, as if for the first time. */
	gboolean (*release_mail)(
		CaseStore *self, gint64 mail, const StoreActor *who, GError **error);

	/* What became of these mails (GArray of gint64). ret_outcome->case_id is transferred. */
	gboolean (*outcome)(
		CaseStore *self, GArray *mails, StoreOutcome *ret_outcome, GError **error);

	/*
	 * A person corrects when a report arrived; what was there before stays in the
	 * journal. NOT_FOUND when there is no such case.
	 */
	gboolean (*set_arrival)(CaseStore *self, const char *case_id, gint64 arrived,
		const char *reason, const StoreActor *who, GError **error);

	/*
	 * Which of these UIDs (GArray of guint32, ascending) may be deleted from the
	 * mailbox: handled, kept whole, with a case, and stored before that instant.
	 * ret_uids: the same kind, transferred.
	 */
	gboolean (*disposable)(CaseStore *self, const char *board, guint32 uidvalidity,
		GArray *uids, gint64 before, GArray **ret_uids, GError **error);

	/*
	 * Whether what stands in the mailbox (GArray of MailGlance) is the mail that
	 * was stored from there. What does not look so at a glance is to be fetched
	 * whole and asked about again: ret_doubtful, a GArray of guint32, transferred.
	 * If a whole mail is another, neither the same bytes nor the same identity,
	 * another ledger begins, and ret_same is FALSE.
	 */
	gboolean (*recognise)(CaseStore *self, const char *board, guint32 uidvalidity,
		const GArray *glances, const StoreActor *who, gboolean *ret_same,
		GArray **ret_doubtful, GError **error);

	/*
	 * The newest mail of these UIDs (ascending) that is known and has a
	 * Message-ID; uid 0: there is none, or the mailbox is known to be another one
	 * already. Clear ret_mail.
	 */
	gboolean (*newest_known)(CaseStore *self, const char *board, const MailSourceState *state,
		GArray *uids, NewestMail *ret_mail, GError **error);

	/*
	 * Other mail stands where that one did: another ledger begins or, if one did
	 * less than LEDGER_WENT_BACK_MS ago, begin_poll() says that the mailbox swings.
	 */
	gboolean (*newest_differs)(CaseStore *self, const char *board, guint32 uidvalidity,
		const StoreActor *who, GError **error);

	/* An event for each of these that has none: it is deleted from the mailbox by decision. */
	gboolean (*disposed)(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
		const char *decision, const StoreActor *who, GError **error);

	/* When the newest verified backup was made; INSTANT_NONE if none was. */
	gboolean (*last_backup)(CaseStore *self, gint64 *ret_instant, GError **error);

	/* These UIDs were marked in the mailbox. */
	gboolean (*marked)(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
		GError **error);

	/*
	 * Queues a notice that belongs to no plan (accounting, alarms); nothing
	 * happens if its `once` was queued before.
	 */
	gboolean (*queue)(CaseStore *self, const char *board, const PlannedNotice *notice,
		const StoreActor *who, GError **error);

	/*
	 * Counts of one board: over its mail that was stored from `from` until
	 * before `to`, what it is owed and its outbox.
	 */
	gboolean (*summary)(CaseStore *self, const char *board, gint64 from, gint64 to,
		StoreSummary *ret, GError **error);

	/*
	 * What was cut off by a kill: `sending` becomes `uncertain`, readings that
	 * were running are tried once more. Called once, before any worker starts.
	 */
	gboolean (*recover)(
		CaseStore *self, const StoreActor *who, guint *ret_uncertain, GError **error);

	/*
	 * The board's next due notice, without touching it. ret_found FALSE when
	 * nothing is due; then ret_next_due is the next instant, or INSTANT_NONE.
	 */
	gboolean (*peek)(CaseStore *self, const char *board, gint64 now, gboolean *ret_found,
		OutboxItem *ret_item, gint64 *ret_next_due, GError **error);

	/*
	 * From now on it is `sending`, and bytes are what goes out: kept as evidence.
	 * NOT_ALLOWED if somebody cancelled it since.
	 */
	gboolean (*claim)(CaseStore *self, gint64 notice, GBytes *bytes, const StoreActor *who,
		GError **error);

	/* Ends the attempt that claim() began; what bounced meanwhile stays bounced. */
	gboolean (*finish)(CaseStore *self, gint64 notice, const OutboxResult *result,
		const StoreActor *who, GError **error);

	/*
	 * A person's word on a notice: QUEUED (send again) or CANCELLED. NOT_ALLOWED,
	 * with what is to be done, for a held one that is to be sent again.
	 */
	gboolean (*move_notice)(CaseStore *self, gint64 notice, OutboxState to,
		const StoreActor *who, GError **error);

	/*
	 * The same for many at once, all or none: those chosen by number, or all that
	 * are held and fit the choice. QUEUED releases: it is for held ones only. What
	 * is held for something in its case (hold_is_of_case()) is chosen with that case
	 * or by number; NOT_ALLOWED if it is asked for without.
	 */
	gboolean (*move_notices)(CaseStore *self, const NoticeChoice *choice, OutboxState to,
		const StoreActor *who, gint64 *ret_moved, GError **error);

	/*
	 * Queues a digest for somebody for whom notices of that kind are held because
	 * there were too many, and who got no such digest in the hour before; takes
	 * back the notices that it speaks of. ret_folded FALSE: there is nobody. What
	 * waits for a reading, and cases that are held, are left for a later one.
	 */
	gboolean (*fold)(CaseStore *self, const char *board, const BudgetFold *kind,
		DigestWriter write, gpointer user, const StoreActor *who, gboolean *ret_folded,
		GError **error);

	/*
	 * Lets receipts go that are held because there were too many, the oldest
	 * first, as far as the limit of this hour goes, which counts them. Those that
	 * were held before the instant oldest wait for a person, and so do those of
	 * what a person says is no report.
	 */
	gboolean (*release_receipts)(CaseStore *self, const char *board, const NoticeLimit *limit,
		gint64 oldest, const StoreActor *who, gint64 *ret_released, GError **error);

	/* Those that are still held; none if teller got a receipts_held in the hour before. */
	gboolean (*held_receipts)(CaseStore *self, const char *board, gint64 oldest,
		const char *teller, gint64 now, HeldReceipts *ret, GError **error);

	/* How many notices of a board are held for that reason, and of how many cases. */
	gboolean (*count_held)(CaseStore *self, const char *board, Hold hold, gint64 *ret_notices,
		gint64 *ret_cases, GError **error);

	/* A mail, for file_mail(). */
	gboolean (*stored_mail)(CaseStore *self, gint64 mail, StoredMail *ret_mail, GError **error);

	/*
	 * Corrects what a mail was: a report opens a case with the plan for item, as
	 * of when it came; correspondence moves to its case; and a case that was
	 * opened by what is none becomes not_report. Nothing is deleted. NOT_ALLOWED
	 * for a copy, a mail that is not handled, a report as a report, and a case
	 * that is being investigated. ret_case: the mail's case then, or NULL.
	 */
	gboolean (*file_mail)(CaseStore *self, const Filing *filing, const IntakeItem *item,
		IntakePlanner planner, gpointer user, const StoreActor *who, char **ret_case,
		GError **error);

	/*
	 * Nothing of the case goes to a person any more: what has not arrived is
	 * cancelled, and it, like what is queued later, goes to the stand-in on a
	 * plain route. What whoever reported gets stays theirs. NOT_ALLOWED if the
	 * stand-in is recused too. ret_moved: how many notices passed on.
	 */
	gboolean (*recuse)(CaseStore *self, const char *case_id, const Recusal *recusal,
		const StoreActor *who, gint64 *ret_moved, GError **error);

	/* A backup was made and proved. */
	gboolean (*note_backup)(
		CaseStore *self, const char *file, const StoreActor *who, GError **error);

	/* Notices that are queued and due, or sending, and readings not yet done. */
	gboolean (*count_owed)(CaseStore *self, gint64 now, gint64 *ret_count, GError **error);

	/* Claims the next reading job; ret_found FALSE when there is none. */
	gboolean (*claim_reading)(CaseStore *self, const StoreActor *who, gboolean *ret_found,
		ReadingJob *ret_job, GError **error);

	/*
	 * The number of another case of the board, opened after that instant, whose
	 * report is alike; NULL if there is none, or the case has that flag already.
	 * case_id NULL: of any case. g_free() it.
	 */
	gboolean (*find_alike)(CaseStore *self, const char *board, const char *case_id,
		const Likeness *likeness, gint64 since, char **ret_case, GError **error);

	/*
	 * Records the reading and what it changes in the case, and lets the notices
	 * that waited for this mail go, with its facts. Who got a new_case without
	 * them is told what is new in a correction, once. Opens a case for each further
	 * report that has none, as of when the mail came; what holds
	 * the mail's case then holds these, and who is recused there is so here. If a person has
	 * filed the mail since the job was claimed nothing changes, and TRUE: it is to be read
	 * again, for what it is now.
	 */
	gboolean (*finish_reading)(CaseStore *self, const ReadingJob *job,
		const ReadingResult *result, const StoreActor *who, GError **error);

	/*
	 * The reports that arrived in that year, and perhaps some of the days beside it:
	 * a GArray of StatisticsCase, transferred. board NULL: of any. What is late is so
	 * at the instant now. Nobody is shown a case: it is no event.
	 */
	gboolean (*statistics)(CaseStore *self, int year, const char *board, gint64 now,
		GArray **ret_cases, GError **error);

	/* ret_json: g_free() it. Showing a single case, mail or notice is itself an event. */
	gboolean (*view)(CaseStore *self, StoreView view, const char *key, const StoreActor *who,
		char **ret_json, GError **error);

	/* The raw bytes of a mail; an event, as view() is. */
	gboolean (*raw_mail)(CaseStore *self, gint64 mail, const StoreActor *who, GBytes **ret_raw,
		GError **error);

	/*
	 * Who has looked at what, the oldest first, as lexsarah(1)'s JSON; an event, as
	 * view() is. NOT_FOUND for a case that neither is nor was looked at.
	 */
	gboolean (*access)(CaseStore *self, const AccessQuery *query, const StoreActor *who,
		char **ret_json, GError **error);

	/*
	 * The cases, mails and reports in which these words are (core/search-words.h), the
	 * newest first and not more than a person reads, as lexsarah(1)'s JSON with a snippet
	 * of each. The search is an event, and so is each that it found. USAGE for words that
	 * cannot be looked for.
	 */
	gboolean (*search)(CaseStore *self, const char *words, const StoreActor *who,
		char **ret_json, GError **error);

	/*
	 * What a person does in a case: planner gets it as it is, changes it and says
	 * what follows, all in one transaction. Its error is handed on and changes
	 * nothing. ret_plan (may be NULL) is transferred, without its clocks.
	 */
	gboolean (*change_case)(CaseStore *self, const char *case_id, LifePlanner planner,
		gpointer user, const StoreActor *who, LifePlan **ret_plan, GError **error);

	/*
	 * Computes the clocks of at most so many cases of which something changed since.
	 * ret_done: of how many; fewer than most: there are no more. ret_failed: of so many
	 * of them they cannot be computed, which is an event of the case.
	 */
	gboolean (*refresh_clocks)(CaseStore *self, guint most, LifePlanner planner, gpointer user,
		const StoreActor *who, guint *ret_done, guint *ret_failed, GError **error);

	/*
	 * All clocks that run are computed anew if fingerprint, of the rules, is not the last
	 * one; and those of which something was said later than now.
	 */
	gboolean (*settle_rules)(
		CaseStore *self, const char *fingerprint, gint64 now, GError **error);

	/*
	 * If a reminder of the board is due at who's time: queues what reminder says of its
	 * running clocks. ret_told: so many notices; ret_next: the first instant at which
	 * a reminder is due then, which may have passed, or INSTANT_NONE.
	 */
	gboolean (*remind)(CaseStore *self, const char *board, Reminder reminder, gpointer user,
		const StoreActor *who, guint *ret_told, gint64 *ret_next, GError **error);

	/*
	 * Recomputes every hash. Problems are in ret, an error is only that it could
	 * not be done. A journal whose end was cut off, with the mail that it tells
	 * of, is whole as far as it goes: only an anchor kept elsewhere shows that.
	 */
	gboolean (*verify)(CaseStore *self, Verification *ret, GError **error);

	void (*free)(CaseStore *self);
};

static inline void
case_store_free(CaseStore *store)
{
	if (store)
		store->free(store);
}

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
	g_clear_pointer(&item->recipient, g_free);
	g_clear_pointer(&item->message_id, g_free);
	g_clear_pointer(&item->references, g_strfreev);
	g_clear_pointer(&item->facts, g_variant_unref);
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CaseStore, case_store_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PollWork, poll_work_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PendingMail, pending_mail_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoredMail, stored_mail_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OutboxItem, outbox_item_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReadingJob, reading_job_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoreDigest, store_digest_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Verification, verification_clear)
