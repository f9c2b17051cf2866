/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/journal.h"
#include "core/journal/statistics.h"
#include "ports/access.h"
#include "ports/case-life.h"
#include "ports/errand.h"
#include "ports/store-values.h"

/*
 * What is remembered. Every function is one transaction: all of it or nothing,
 * durable when it returns. Any thread may call; calls wait for each other, and
 * none waits for a network. Errors, and nothing was changed: STORE (full, busy,
 * I/O: try again later), BAD_MESSAGE (a value of this mail that cannot be stored),
 * NOT_FOUND, NOT_ALLOWED (a state forbids it).
 */
typedef struct CaseStore CaseStore;

struct CaseStore {
	/*
	 * Start of a poll: makes UIDs that were never seen owed, marks owed ones
	 * that are gone as vanished, and says what is to do. uids: ascending. While the
	 * server keeps mails back (unlisted) nothing is gone for sure: it stays owed.
	 * A new uidvalidity begins a new ledger; the old one stays. So does a mailbox
	 * that is another one under the old uidvalidity (core/intake/ledger.h).
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
	 * failed or died; of says of whose. Counts an attempt, once in the life of a process, and
	 * gives it back when that ends in good order: what comes back with more
	 * than two died twice. ret_pending->raw is NULL when there is none.
	 */
	gboolean (*next_pending)(CaseStore *self, const char *board, PendingOf of,
		const StoreActor *who, PendingMail *ret_pending, GError **error);

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
	 * happens to a mail that was handled since: ret_done (may be NULL) is FALSE.
	 */
	gboolean (*quarantine)(CaseStore *self, const char *board, gint64 mail, const char *reason,
		const PlannedNotice *tell, const StoreActor *who, gboolean *ret_done,
		GError **error);

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

	/* Readings that a kill cut off are tried once more. Called before any worker starts. */
	gboolean (*recover)(CaseStore *self, const StoreActor *who, GError **error);

	/*
	 * A notice that is `sending`, the oldest, as peek() gives it but with the attempts that
	 * there were: before any worker starts, what a kill cut off, for finish().
	 */
	gboolean (*peek_sending)(
		CaseStore *self, gboolean *ret_found, OutboxItem *ret_item, GError **error);

	/*
	 * The board's next due notice, without touching it, but of no case of the notices in
	 * hand (OutboxItem *, NULL: none), nor, of no case, to a recipient of one. ret_found
	 * FALSE when nothing is due; then ret_next_due is the next instant, or INSTANT_NONE.
	 */
	gboolean (*peek)(CaseStore *self, const char *board, gint64 now, const GPtrArray *in_hand,
		gboolean *ret_found, OutboxItem *ret_item, gint64 *ret_next_due, GError **error);

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
	 * Lets notices of a kind go that are held because there were too many, the oldest
	 * first, as far as the limit of this hour goes, which counts them. Those that
	 * were held before the instant oldest wait for a person, and so do those of
	 * what a person says is no report. A question for facts of a case that has ended
	 * is cancelled. ret_released: how many go.
	 */
	gboolean (*release_receipts)(CaseStore *self, const char *board, Notice notice,
		const NoticeLimit *limit, gint64 oldest, const StoreActor *who,
		gint64 *ret_released, GError **error);

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
	 * opened by what is none becomes not_report, by filing->end. Nothing is deleted.
	 * NOT_ALLOWED for a copy, a mail that is not handled, a report as a report, and a case that
	 * is being investigated. ret_case: the mail's case then, or NULL.
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

	/* A backup was made and proved: of the database as it was at begun, at the least. */
	gboolean (*note_backup)(CaseStore *self, const char *file, gint64 begun,
		const StoreActor *who, GError **error);

	/*
	 * What is to be thought of the place where the database stands; one that has worked
	 * nowhere works there from now on.
	 */
	gboolean (*meet_instance)(CaseStore *self, const InstancePlace *here,
		InstanceDoubt *ret_doubt, GError **error);

	/*
	 * From now on it does nothing until a person confirms it: begin_poll() is NOT_ALLOWED,
	 * peek() finds nothing. What is queued is held, and numbers are left out
	 * (INSTANCE_SKIP). ret_held: so many notices.
	 */
	gboolean (*doubt_instance)(CaseStore *self, InstanceDoubt doubt, const StoreActor *who,
		gint64 *ret_held, GError **error);

	/*
	 * A person says that it is the one that works, and works there: a new generation. Unless
	 * it is the newest state, what is queued is held and numbers are left out, as above.
	 */
	gboolean (*confirm_instance)(CaseStore *self, const InstanceWord *word,
		const StoreActor *who, InstanceAnswer *ret, GError **error);

	/* Notices that are queued and due, or sending, and readings not yet done. */
	gboolean (*count_owed)(CaseStore *self, gint64 now, gint64 *ret_count, GError **error);

	/*
	 * All that work does with this store, in this thread, is one transaction: if work or the
	 * commit fails, nothing of it has been done. Everybody else waits meanwhile. work ends
	 * when a call fails, and calls nothing that waits, nor this.
	 */
	gboolean (*together)(CaseStore *self, gboolean (*work)(gpointer user, GError **error),
		gpointer user, GError **error);

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
	 * The next answer that commands, an attempt counted; ret_found FALSE: there is none. One
	 * whose form is being read, or is asked about and being read, waits.
	 */
	gboolean (*claim_errand)(
		CaseStore *self, gboolean *ret_found, Errand *ret_errand, GError **error);

	/*
	 * One whose question had its last day before that day, and no answer; the same. What was
	 * tried more often comes last.
	 */
	gboolean (*find_lapsed_errand)(CaseStore *self, CivilDate day, gboolean *ret_found,
		Errand *ret_errand, GError **error);

	/* Does what it says, and what is said of it, in one transaction. */
	gboolean (*run_errand)(CaseStore *self, const Errand *errand, const ErrandRun *run,
		const StoreActor *who, GError **error);

	/* Gives it up, for the reason that the journal then has; tell, or NULL, is queued. */
	gboolean (*fail_errand)(CaseStore *self, const Errand *errand, const char *why,
		const PlannedNotice *tell, const StoreActor *who, GError **error);

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
	 * If a reminder of one of the boards (ids, ended by NULL) is due at who's time, or the
	 * digests of the day digest (year 0: of none) have not gone: queues what reminder says
	 * of their running clocks. ret_told: so many notices; ret_next: the first instant at
	 * which a reminder is due then, which may have passed, or INSTANT_NONE.
	 */
	gboolean (*remind)(CaseStore *self, const char *const *boards, CivilDate digest,
		Reminder reminder, gpointer user, const StoreActor *who, guint *ret_told,
		gint64 *ret_next, GError **error);

	/* The event with that number, 0: the last; ret->seq 0: there is none. */
	gboolean (*journal_link)(CaseStore *self, gint64 seq, JournalLink *ret, GError **error);

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
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CaseStore, case_store_free)
