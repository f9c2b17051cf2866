/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A CaseStore that fails when told to, else hands on.
 */
#include "support/failing-store.h"

#include <string.h>

#include "core/error.h"

/* TRUE if this call is to fail. */
static gboolean
trips(CaseStore *self, const char *call, GError **error)
{
	FailingStore *store = (FailingStore *) self;

	if (!store->call || strcmp(store->call, call) != 0 || store->seen++ >= store->count)
		return FALSE;
	g_set_error(error, LEX_ERROR, store->code, "database test: %s: disk full", call);
	return TRUE;
}

static CaseStore *
real(CaseStore *self)
{
	return ((FailingStore *) self)->real;
}

static gboolean
begin_poll(CaseStore *self, const char *board, const MailSourceState *state, GArray *uids,
	const StoreActor *who, PollWork *ret, GError **error)
{
	return !trips(self, "begin_poll", error) &&
	       real(self)->begin_poll(real(self), board, state, uids, who, ret, error);
}

static gboolean
end_poll(CaseStore *self, const char *board, const MailSourceState *state, GArray *uids,
	const StoreActor *who, Accounting *ret, GError **error)
{
	return !trips(self, "end_poll", error) &&
	       real(self)->end_poll(real(self), board, state, uids, who, ret, error);
}

static gboolean
defer(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids, const StoreActor *who,
	const char *reason, GError **error)
{
	return !trips(self, "defer", error) &&
	       real(self)->defer(real(self), board, uidvalidity, uids, who, reason, error);
}

static gboolean
tidy(CaseStore *self, GError **error)
{
	return !trips(self, "tidy", error) && real(self)->tidy(real(self), error);
}

static gboolean
first_poll(CaseStore *self, GArray *mails, GArray **ret, GError **error)
{
	return !trips(self, "first_poll", error) &&
	       real(self)->first_poll(real(self), mails, ret, error);
}

static gboolean
release_receipts(CaseStore *self, const char *board, Notice notice, const NoticeLimit *limit,
	gint64 oldest, const StoreActor *who, gint64 *ret_released, GError **error)
{
	return !trips(self, "release_receipts", error) &&
	       real(self)->release_receipts(
		       real(self), board, notice, limit, oldest, who, ret_released, error);
}

static gboolean
held_receipts(CaseStore *self, const char *board, gint64 oldest, const char *teller, gint64 now,
	HeldReceipts *ret, GError **error)
{
	return !trips(self, "held_receipts", error) &&
	       real(self)->held_receipts(real(self), board, oldest, teller, now, ret, error);
}

static gboolean
count_held(CaseStore *self, const char *board, Hold hold, gint64 *ret_notices, gint64 *ret_cases,
	GError **error)
{
	return !trips(self, "count_held", error) &&
	       real(self)->count_held(real(self), board, hold, ret_notices, ret_cases, error);
}

static gboolean
fold(CaseStore *self, const char *board, const BudgetFold *kind, DigestWriter write, gpointer user,
	const StoreActor *who, gboolean *ret_folded, GError **error)
{
	return !trips(self, "fold", error) &&
	       real(self)->fold(real(self), board, kind, write, user, who, ret_folded, error);
}

static gboolean
last_accounting(
	CaseStore *self, const char *board, gboolean *ret_found, Accounting *ret, GError **error)
{
	return !trips(self, "last_accounting", error) &&
	       real(self)->last_accounting(real(self), board, ret_found, ret, error);
}

static gboolean
store_mails(CaseStore *self, const char *board, guint32 uidvalidity, const FetchedMail *fetched,
	gsize n_fetched, const StoreActor *who, GArray **ret, GError **error)
{
	return !trips(self, "store_mails", error) &&
	       real(self)->store_mails(
		       real(self), board, uidvalidity, fetched, n_fetched, who, ret, error);
}

static gboolean
next_pending(CaseStore *self, const char *board, PendingOf of, const StoreActor *who,
	PendingMail *ret, GError **error)
{
	return !trips(self, "next_pending", error) &&
	       real(self)->next_pending(real(self), board, of, who, ret, error);
}

static gboolean
apply(CaseStore *self, const char *board, const IntakeItem *items, gsize n_items,
	IntakePlanner planner, gpointer user, const StoreActor *who, GPtrArray **ret,
	GError **error)
{
	return !trips(self, "apply", error) &&
	       real(self)->apply(real(self), board, items, n_items, planner, user, who, ret, error);
}

static gboolean
quarantine(CaseStore *self, const char *board, gint64 mail, const char *reason,
	const PlannedNotice *tell, const StoreActor *who, gboolean *ret_done, GError **error)
{
	return !trips(self, "quarantine", error) &&
	       real(self)->quarantine(real(self), board, mail, reason, tell, who, ret_done, error);
}

static gboolean
disposable(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids, gint64 before,
	GArray **ret, GError **error)
{
	return !trips(self, "disposable", error) &&
	       real(self)->disposable(real(self), board, uidvalidity, uids, before, ret, error);
}

static gboolean
newest_known(CaseStore *self, const char *board, const MailSourceState *state, GArray *uids,
	NewestMail *ret, GError **error)
{
	return !trips(self, "newest_known", error) &&
	       real(self)->newest_known(real(self), board, state, uids, ret, error);
}

static gboolean
newest_differs(CaseStore *self, const char *board, guint32 uidvalidity, const StoreActor *who,
	GError **error)
{
	return !trips(self, "newest_differs", error) &&
	       real(self)->newest_differs(real(self), board, uidvalidity, who, error);
}

static gboolean
recognise(CaseStore *self, const char *board, guint32 uidvalidity, const GArray *glances,
	const StoreActor *who, gboolean *ret, GArray **ret_doubtful, GError **error)
{
	return !trips(self, "recognise", error) &&
	       real(self)->recognise(
		       real(self), board, uidvalidity, glances, who, ret, ret_doubtful, error);
}

static gboolean
disposed(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
	const char *decision, const StoreActor *who, GError **error)
{
	return !trips(self, "disposed", error) &&
	       real(self)->disposed(real(self), board, uidvalidity, uids, decision, who, error);
}

static gboolean
last_backup(CaseStore *self, gint64 *ret, GError **error)
{
	return !trips(self, "last_backup", error) &&
	       real(self)->last_backup(real(self), ret, error);
}

static gboolean
marked(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids, GError **error)
{
	return !trips(self, "marked", error) &&
	       real(self)->marked(real(self), board, uidvalidity, uids, error);
}

static gboolean
queue(CaseStore *self, const char *board, const PlannedNotice *notice, const StoreActor *who,
	GError **error)
{
	return !trips(self, "queue", error) &&
	       real(self)->queue(real(self), board, notice, who, error);
}

static gboolean
summary(CaseStore *self, const char *board, gint64 from, gint64 to, StoreSummary *ret,
	GError **error)
{
	return !trips(self, "summary", error) &&
	       real(self)->summary(real(self), board, from, to, ret, error);
}

static gboolean
peek(CaseStore *self, const char *board, gint64 now, const GPtrArray *in_hand, gboolean *ret_found,
	OutboxItem *ret_item, gint64 *ret_next, GError **error)
{
	return !trips(self, "peek", error) && real(self)->peek(real(self), board, now, in_hand,
						      ret_found, ret_item, ret_next, error);
}

static gboolean
claim(CaseStore *self, gint64 notice, GBytes *bytes, const StoreActor *who, GError **error)
{
	return !trips(self, "claim", error) &&
	       real(self)->claim(real(self), notice, bytes, who, error);
}

static gboolean
finish(CaseStore *self, gint64 notice, const OutboxResult *result, const StoreActor *who,
	GError **error)
{
	return !trips(self, "finish", error) &&
	       real(self)->finish(real(self), notice, result, who, error);
}

static gboolean
together(CaseStore *self, gboolean (*work)(gpointer user, GError **error), gpointer user,
	GError **error)
{
	return !trips(self, "together", error) &&
	       real(self)->together(real(self), work, user, error);
}

static gboolean
claim_reading(CaseStore *self, const StoreActor *who, gboolean *ret_found, ReadingJob *ret_job,
	GError **error)
{
	return !trips(self, "claim_reading", error) &&
	       real(self)->claim_reading(real(self), who, ret_found, ret_job, error);
}

static gboolean
find_alike(CaseStore *self, const char *board, const char *case_id, const Likeness *likeness,
	gint64 since, char **ret_case, GError **error)
{
	return !trips(self, "find_alike", error) &&
	       real(self)->find_alike(real(self), board, case_id, likeness, since, ret_case, error);
}

static gboolean
finish_reading(CaseStore *self, const ReadingJob *job, const ReadingResult *result,
	const StoreActor *who, GError **error)
{
	return !trips(self, "finish_reading", error) &&
	       real(self)->finish_reading(real(self), job, result, who, error);
}

void
failing_store_init(FailingStore *store, CaseStore *behind)
{
	*store = (FailingStore){
		.base = {
			.begin_poll = begin_poll,
			.end_poll = end_poll,
			.defer = defer,
			.tidy = tidy,
			.first_poll = first_poll,
			.release_receipts = release_receipts,
			.held_receipts = held_receipts,
			.count_held = count_held,
			.fold = fold,
			.last_accounting = last_accounting,
			.store_mails = store_mails,
			.next_pending = next_pending,
			.apply = apply,
			.quarantine = quarantine,
			.disposable = disposable,
			.recognise = recognise,
			.newest_known = newest_known,
			.newest_differs = newest_differs,
			.disposed = disposed,
			.last_backup = last_backup,
			.marked = marked,
			.queue = queue,
			.summary = summary,
	.peek = peek,
			.claim = claim,
			.finish = finish,
			.together = together,
			.claim_reading = claim_reading,
			.find_alike = find_alike,
			.finish_reading = finish_reading,
		},
		.real = behind,
	};
}

void
failing_store_fail(FailingStore *store, const char *call, guint count, int code)
{
	store->call = call;
	store->count = count;
	store->code = code;
	store->seen = 0;
}
