/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/store/db.h"
#include "adapters/digest.h"
#include "adapters/store/store-schema.h"
#include "core/journal/journal.h"
#include "core/answer/reply-token.h"
#include "ports/case-store.h"

/* What the store-*.c files share. */

typedef struct {
	CaseStore base;
	GMutex mutex;      /* one thread at a time owns the database */
	GThread *together; /* atomic: whose calls are one transaction, or NULL */
	gboolean spoilt;   /* one of them failed */
	Db *db;
	GTimeZone *zone;
	char run[33];          /* this process's life: a second attempt in it is no death */
	gboolean counted;      /* attempts were counted in this life */
	gint last_number;      /* atomic: the case opened last, as far as this process knows */
	gint64 looking;        /* when the view is looked at that is built */
	Digest *digest;        /* lent to whoever owns the database */
	GHashTable *overtaken; /* set of gint64: notices on their way in whose place others wait */
	const ReplyKeys *reply_keys; /* NULL: no notice carries a token */
	/* The journal's last event, once it was looked up in the open transaction. */
	gboolean chain_known;
	JournalLink chain_end;
	/* The errand, by its mail, or 0, whose last attempt the database failed. */
	gint64 spared;
	gboolean spared_form;
	gint64 spared_last; /* and which it was, so many times in a row */
	guint spared_times;
} Store;

/* What a notice is about. */
typedef struct {
	const char *board;
	const char *case_id; /* NULL: none */
	gint64 case_no;      /* row id of the case, 0 if none */
	gint64 mail;         /* what after_reading refers to, or 0 */
	gint64 enclosure;    /* row id of the copy that a notice encloses, or 0 */
	gboolean opened;     /* in this transaction, so that nobody has held it or is recused */
} StoreMatter;

static inline Store *
store_of(CaseStore *self)
{
	return (Store *) self;
}

/*
 * Takes the database and begins; store_end() commits if good, else rolls back, and gives it up.
 * What only reads begins with store_begin_read(): it waits for no other process.
 */
gboolean store_begin(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_begin_read(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_end(Store *store, gboolean good, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* length random bytes. */
void store_random(void *bytes, gsize length);

/* Appends one event inside the open transaction. detail: JSON. case_id may be NULL, mail 0. */
gboolean store_journal(Store *store, const StoreActor *who, const char *kind, const char *case_id,
	gint64 mail, const char *detail, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As store_journal(), the detail given as pairs of texts ended by NULL; pairs with NULL are left
 * out. */
gboolean store_journal_texts(Store *store, const StoreActor *who, const char *kind,
	const char *case_id, gint64 mail, GError **error, const char *first,
	...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

/*
 * Appends an event of that kind for each case that the mail, or what it is a copy of, is part of,
 * or one for none. name, text: what its detail says, text may be NULL. Inside the open transaction.
 */
gboolean store_journal_mail(Store *store, const StoreActor *who, const char *kind, gint64 mail,
	const char *name, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a notice carries, so that an answer to it is known. */
typedef struct {
	char *token; /* NULL: it may not be answered with commands, and the rest is empty */
	guint8 nonce[REPLY_NONCE_BYTES];
	ReplyPurpose purpose;
	CivilDate expires;
} StoreReply;

void store_reply_clear(StoreReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoreReply, store_reply_clear)

/* For a notice to recipient that is queued at the instant now; store_reply_clear() it. */
void store_make_reply(Store *store, const StoreMatter *matter, const PlannedNotice *notice,
	const char *recipient, gint64 now, StoreReply *ret_reply);

/* What the mail asks for by its lines is to be done. */
gboolean store_queue_errand(Store *store, gint64 mail, const IntakeReply *reply, gboolean form,
	const char *state, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The files of the mail were read: what waited for a form waits no more, or is dropped. */
gboolean store_release_form(
	Store *store, gint64 mail, gboolean found, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps what the token is bound to, right after the notice's row was, or was not, inserted. */
gboolean store_keep_reply(
	Store *store, const StoreReply *reply, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Queues a notice inside the open transaction; case_id may be NULL. */
gboolean store_queue(Store *store, const char *board, const char *case_id,
	const PlannedNotice *notice, const StoreActor *who,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As store_queue(), of what is known of its case. */
gboolean store_queue_matter(Store *store, const StoreMatter *matter, const PlannedNotice *notice,
	const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * facts and what is added to them, as JSON: lists are added to, the rest is replaced. Damaged ones
 * stay as they are: who sends the notice fails it. g_free() it.
 */
char *store_merge_facts(const char *facts_json, GVariant *more);

/*
 * Records on the case what was found, which is an event, and holds what has not gone out of it for
 * those who may not hear of it. ret_new: some of it was not recorded before. Inside the open
 * transaction.
 */
gboolean store_hold_case(Store *store, const StoreMatter *matter, const Discretion *discretion,
	const StoreActor *who, gboolean *ret_new, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Holds what has not gone out of a case for all that no person has lifted. Likewise. */
gboolean store_hold_queued(Store *store, gint64 case_no, const StoreActor *who,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A person's word: these hold the case no more. Inside the open transaction. */
gboolean store_lift_holds(Store *store, const StoreMatter *matter, const Discretion *lifted,
	const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a finding of a case is called in its row (core/form/finding.h); a damaged one holds most. */
guint store_finding(const char *name);

/*
 * Adds what is recorded on the case, and of that what no person has lifted. Inside the open
 * transaction.
 */
gboolean store_find_holds(Store *store, gint64 case_no, Discretion *recorded, Discretion *in_force,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Tells who got a new_case of the mail before it was read what is new in found, the facts of the
 * reading, read back: so many within an hour. Inside the open transaction.
 */
gboolean store_correct(Store *store, const StoreMatter *matter, GVariant *found,
	const NoticeLimit *limit, const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The flags of a plan. Inside the open transaction. */
gboolean store_record_flags(
	Store *store, gint64 case_no, GPtrArray *flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * facts (JSON) of a notice to a reader of that kind as the stand-in of a recused one gets them:
 * with why. What is damaged, or for no role of the case, stays as it is. g_free() it.
 */
char *store_stand_in_facts(const char *facts, Audience audience);

/*
 * Who gets a notice of the case in the end: the stand-in of a recused person, or NULL: whoever it
 * is for. g_free() it. Inside the open transaction.
 */
gboolean store_find_stand_in(Store *store, gint64 case_no, const PlannedNotice *notice,
	char **ret_stand_in, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The reason that lies on the case, for a notice that is queued now, or HOLD_NONE. Inside the open
 * transaction.
 */
gboolean store_case_hold(Store *store, gint64 case_no, Audience audience, Hold *ret_hold,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Journals an allowed move; NOT_ALLOWED for any other. Changes no row. */
gboolean store_enter(Store *store, gint64 notice, OutboxState to, const char *text,
	const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a case is opened for, long after its mail came. */
typedef struct {
	const char *board;
	const IntakeItem *item;
	const IntakeKnown *known; /* but for the number, which is set here */
	IntakePlanner planner;
	gpointer user;
	gint64 heir_of; /* row id of the case whose recusals it has from the first, or 0 */
} StoreOpening;

/*
 * Opens a case with the plan for that, inside the open transaction; the mail stays where it is.
 * ret_case: g_free() it.
 */
gboolean store_open_late(Store *store, const StoreOpening *opening, const StoreActor *who,
	char **ret_case, gint64 *ret_no, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The further reports of a reading: each that has no case gets one. Inside the open transaction.
 */
gboolean store_take_further(Store *store, const ReadingJob *job, const ReadingResult *result,
	const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The further reports of a mail that have a case: KnownReport *. Inside the open transaction. */
GPtrArray *store_find_further(Store *store, gint64 mail, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * A notice that was given away came back; text says why. stops: what is queued for its address from
 * now on is held. Inside the open transaction.
 */
gboolean store_bounce(Store *store, gint64 notice, const char *text, gboolean stops,
	const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * What of a kind of notice went to that recipient and of that case in the hour before now, as far
 * as the limit asks. Inside the open transaction.
 */
gboolean store_count_budget(Store *store, gint64 case_no, Notice notice, const NoticeLimit *limit,
	const char *recipient, gint64 now, NoticeCount *ret,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * A person moves a notice inside the open transaction, which is an event of the kind event. held:
 * only if it is held.
 */
gboolean store_move_one(Store *store, gint64 notice, OutboxState to, gboolean held,
	const char *event, const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The notices of row do not go any more, each an event of that kind. Inside the open transaction.
 */
gboolean store_take_back(Store *store, DbCursor *row, const char *event, const StoreActor *who,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Takes back what that notice of that case (0: of none), just queued, overtakes; what is on its way
 * just then, when it comes back. Likewise.
 */
gboolean store_overtake(Store *store, gint64 case_no, const PlannedNotice *notice,
	const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An attempt with that notice has ended so: does not try again what was overtaken meanwhile.
 * Likewise. */
gboolean store_end_overtaken(Store *store, gint64 notice, OutboxState state, const StoreActor *who,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Remembers what the report of a case is like; NULL: nothing. Inside the open transaction. */
gboolean store_keep_likeness(Store *store, gint64 case_no, const char *board,
	const Likeness *likeness, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * From now on the case is found by search; for whoever opened it and has recorded its flags.
 * Inside the open transaction.
 */
gboolean store_index_case(Store *store, gint64 case_no, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * A mail server took the notice: what that is a milestone of has happened. Of the event that says
 * so, which is the last one; inside the open transaction.
 */
gboolean store_accept_milestone(Store *store, gint64 notice, const StoreActor *who,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * It came back after all: what that had dated counts no more, which is an event of its own. What a
 * person recorded stands. Inside the open transaction.
 */
gboolean store_take_milestone_back(Store *store, gint64 notice, const StoreActor *who,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The plan of planner (case-life.h) for the case, carried out. Where its dates contradict
 * themselves (INPUT) nothing changes but that it waits for its next change, and its journal says
 * why. ret_failed (may be NULL): one more then. Inside the open transaction.
 */
gboolean store_change_or_set_aside(Store *store, const char *case_id, LifePlanner planner,
	gpointer user, const StoreActor *who, guint *ret_failed,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The case's clocks are to be computed anew; forget: what was said of them counts no more. Inside
 * the open transaction.
 */
gboolean store_make_stale(
	Store *store, gint64 case_no, gboolean forget, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Row id of a case; NOT_FOUND names it. */
gboolean store_case_no(Store *store, const char *case_id, gint64 *ret_no,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Puts the ledger of this UIDVALIDITY aside and begins another, for that cause.
 * Inside an open transaction.
 */
gboolean store_begin_epoch(Store *store, const char *board, guint32 uidvalidity, LedgerCause cause,
	const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Begins another ledger if this is not the mailbox that the last one was made
 * with; fills the work's cause and epoch. Inside an open transaction.
 */
gboolean store_meet_mailbox(Store *store, const char *board, const MailSourceState *state,
	GArray *uids, const StoreActor *who, PollWork *work,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NOT_ALLOWED if this database is not sure to be the one that works. Inside an open transaction. */
gboolean store_require_sure(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The day of the last confirmation, long ago if there was none. Inside an open transaction. */
gboolean store_confirmed_day(
	Store *store, CivilDate *ret_day, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Until when mail came that another state of the database may have answered; 0: there was none.
 * Inside an open transaction.
 */
gboolean store_told_until(
	Store *store, gint64 *ret_instant, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What doubt_instance() of the port does, inside the open transaction; once. */
gboolean store_begin_doubt(Store *store, InstanceDoubt doubt, const StoreActor *who,
	gint64 *ret_held, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The members of the port, one file a group. */
gboolean store_begin_poll(CaseStore *self, const char *board, const MailSourceState *state,
	GArray *uids, const StoreActor *who, PollWork *ret_work, GError **error);
gboolean store_end_poll(CaseStore *self, const char *board, const MailSourceState *state,
	GArray *uids, const StoreActor *who, Accounting *ret_accounting, GError **error);
gboolean store_last_accounting(CaseStore *self, const char *board, gboolean *ret_found,
	Accounting *ret_accounting, GError **error);
gboolean store_first_poll(CaseStore *self, GArray *mails, GArray **ret_instants, GError **error);
gboolean store_defer(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
	const StoreActor *who, const char *reason, GError **error);
gboolean store_disposable(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
	gint64 before, GArray **ret_uids, GError **error);
gboolean store_recognise(CaseStore *self, const char *board, guint32 uidvalidity,
	const GArray *glances, const StoreActor *who, gboolean *ret_same, GArray **ret_doubtful,
	GError **error);
gboolean store_newest_known(CaseStore *self, const char *board, const MailSourceState *state,
	GArray *uids, NewestMail *ret_mail, GError **error);
gboolean store_newest_differs(CaseStore *self, const char *board, guint32 uidvalidity,
	const StoreActor *who, GError **error);
gboolean store_disposed(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
	const char *decision, const StoreActor *who, GError **error);
gboolean store_last_backup(CaseStore *self, gint64 *ret_instant, GError **error);
gboolean store_marked(
	CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids, GError **error);
gboolean store_mails(CaseStore *self, const char *board, guint32 uidvalidity,
	const FetchedMail *fetched, gsize n_fetched, const StoreActor *who, GArray **ret_mails,
	GError **error);
gboolean store_next_pending(CaseStore *self, const char *board, PendingOf of, const StoreActor *who,
	PendingMail *ret_pending, GError **error);
gboolean store_quarantine(CaseStore *self, const char *board, gint64 mail, const char *reason,
	const PlannedNotice *tell, const StoreActor *who, gboolean *ret_done, GError **error);
gboolean store_release_mail(CaseStore *self, gint64 mail, const StoreActor *who, GError **error);
gboolean store_outcome(CaseStore *self, GArray *mails, StoreOutcome *ret_outcome, GError **error);
gboolean store_set_arrival(CaseStore *self, const char *case_id, gint64 arrived, const char *reason,
	const StoreActor *who, GError **error);
gboolean store_raw_mail(
	CaseStore *self, gint64 mail, const StoreActor *who, GBytes **ret_raw, GError **error);
gboolean store_apply(CaseStore *self, const char *board, const IntakeItem *items, gsize n_items,
	IntakePlanner planner, gpointer user, const StoreActor *who, GPtrArray **ret_plans,
	GError **error);
gboolean store_peek(CaseStore *self, const char *board, gint64 now, const GPtrArray *in_hand,
	gboolean *ret_found, OutboxItem *ret_item, gint64 *ret_next_due, GError **error);
gboolean store_claim(
	CaseStore *self, gint64 notice, GBytes *bytes, const StoreActor *who, GError **error);
gboolean store_finish(CaseStore *self, gint64 notice, const OutboxResult *result,
	const StoreActor *who, GError **error);
gboolean store_move_notice(
	CaseStore *self, gint64 notice, OutboxState to, const StoreActor *who, GError **error);
gboolean store_move_notices(CaseStore *self, const NoticeChoice *choice, OutboxState to,
	const StoreActor *who, gint64 *ret_moved, GError **error);
gboolean store_fold(CaseStore *self, const char *board, const BudgetFold *kind, DigestWriter write,
	gpointer user, const StoreActor *who, gboolean *ret_folded, GError **error);
gboolean store_release_receipts(CaseStore *self, const char *board, Notice notice,
	const NoticeLimit *limit, gint64 oldest, const StoreActor *who, gint64 *ret_released,
	GError **error);
gboolean store_held_receipts(CaseStore *self, const char *board, gint64 oldest, const char *teller,
	gint64 now, HeldReceipts *ret, GError **error);
gboolean store_count_held(CaseStore *self, const char *board, Hold hold, gint64 *ret_notices,
	gint64 *ret_cases, GError **error);
gboolean store_peek_sending(
	CaseStore *self, gboolean *ret_found, OutboxItem *ret_item, GError **error);
gboolean store_stored_mail(CaseStore *self, gint64 mail, StoredMail *ret_mail, GError **error);
gboolean store_file_mail(CaseStore *self, const Filing *filing, const IntakeItem *item,
	IntakePlanner planner, gpointer user, const StoreActor *who, char **ret_case,
	GError **error);
gboolean store_recuse(CaseStore *self, const char *case_id, const Recusal *recusal,
	const StoreActor *who, gint64 *ret_moved, GError **error);
gboolean store_count_owed(CaseStore *self, gint64 now, gint64 *ret_count, GError **error);
gboolean store_claim_reading(CaseStore *self, const StoreActor *who, gboolean *ret_found,
	ReadingJob *ret_job, GError **error);
gboolean store_finish_reading(CaseStore *self, const ReadingJob *job, const ReadingResult *result,
	const StoreActor *who, GError **error);
gboolean store_find_alike(CaseStore *self, const char *board, const char *case_id,
	const Likeness *likeness, gint64 since, char **ret_case, GError **error);
gboolean store_recover_readings(Store *store, const StoreActor *who, GError **error);
gboolean store_note_backup(
	CaseStore *self, const char *file, gint64 begun, const StoreActor *who, GError **error);
gboolean store_summary(CaseStore *self, const char *board, gint64 from, gint64 to,
	StoreSummary *ret, GError **error);
gboolean store_statistics(CaseStore *self, int year, const char *board, gint64 now,
	GArray **ret_cases, GError **error);
gboolean store_view(CaseStore *self, StoreView view, const char *key, const StoreActor *who,
	char **ret_json, GError **error);
gboolean store_access(CaseStore *self, const AccessQuery *query, const StoreActor *who,
	char **ret_json, GError **error);
gboolean store_search(
	CaseStore *self, const char *words, const StoreActor *who, char **ret_json, GError **error);
gboolean store_claim_errand(
	CaseStore *self, gboolean *ret_found, Errand *ret_errand, GError **error);
gboolean store_find_lapsed_errand(
	CaseStore *self, CivilDate day, gboolean *ret_found, Errand *ret_errand, GError **error);
gboolean store_fail_errand(CaseStore *self, const Errand *errand, const char *why,
	const PlannedNotice *tell, const StoreActor *who, GError **error);
gboolean store_run_errand(CaseStore *self, const Errand *errand, const ErrandRun *run,
	const StoreActor *who, GError **error);
gboolean store_change_case(CaseStore *self, const char *case_id, LifePlanner planner, gpointer user,
	const StoreActor *who, LifePlan **ret_plan, GError **error);
gboolean store_refresh_clocks(CaseStore *self, guint most, LifePlanner planner, gpointer user,
	const StoreActor *who, guint *ret_done, guint *ret_failed, GError **error);
gboolean store_settle_rules(CaseStore *self, const char *fingerprint, gint64 now, GError **error);
/*
 * Notes what the recipient's calendar holds with the notice that was just put into the outbox.
 * case_no 0: the cases of its entries.
 */
gboolean store_put_calendars(Store *store, gint64 case_no, const PlannedNotice *notice,
	const char *recipient, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean store_remind(CaseStore *self, const char *const *boards, CivilDate digest,
	Reminder reminder, gpointer user, const StoreActor *who, guint *ret_told, gint64 *ret_next,
	GError **error);
/* The place of event seq in the journal, 0: of the last; all 0 if there is none. */
gboolean store_journal_find(
	Store *store, gint64 seq, JournalLink *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Forgets that reminders, digests and what goes once a day were said at times later than now, and
 * takes what was queued then as if it were queued now. Needs a transaction.
 */
gboolean store_unsay_ahead(Store *store, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same if the last reminders were at a later time than now; store_note_reminded() says when. */
gboolean store_look_ahead(Store *store, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_note_reminded(Store *store, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Says in the journal that the clock went back, where who->time is earlier than its last event:
 * what follows is dated by the earlier one. Inside an open transaction.
 */
gboolean store_note_clock(
	Store *store, const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * INPUT where an event of that kind (of that person, or NULL) came into the case that who acts
 * cannot know of. Inside an open transaction.
 */
gboolean store_check_first(Store *store, const char *case_id, const char *kind, const char *person,
	const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_journal_link(CaseStore *self, gint64 seq, JournalLink *ret, GError **error);
gboolean store_verify(CaseStore *self, Verification *ret, GError **error);
gboolean store_meet_instance(
	CaseStore *self, const InstancePlace *here, InstanceDoubt *ret_doubt, GError **error);
gboolean store_doubt_instance(CaseStore *self, InstanceDoubt doubt, const StoreActor *who,
	gint64 *ret_held, GError **error);
gboolean store_confirm_instance(CaseStore *self, const InstanceWord *word, const StoreActor *who,
	InstanceAnswer *ret, GError **error);
