/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The proof of life by mail: what came, what became of it, and whether it adds
 * up. It says counts, numbers and the program's own sentences, never a word of a mail.
 */
#include "daemon/accounting.h"

#include "adapters/login/credential.h"
#include "core/error.h"
#include "core/notice/facts.h"
#include "core/clock/holidays.h"
#include "core/text.h"
#include "daemon/alarm-words.h"
#include "daemon/certificates.h"

/* Of which mails it speaks: [from, to). */
typedef struct {
	gint64 from, to;
} Period;

static char *
age_of(gint64 since, gint64 now)
{
	if (since == INSTANT_NONE)
		return g_strdup("–");
	gint64 hours = (now - since) / (60 * 60 * 1000);
	return hours < 1 ? g_strdup("< 1 h") : g_strdup_printf("%" G_GINT64_FORMAT " h", hours);
}

/* "2026-03-17", or from a Friday to a Sunday "2026-03-13–2026-03-15". */
static char *
days_of(const Period *period, GTimeZone *zone)
{
	g_autofree char *first = date_to_string(date_from_instant(period->from, zone));
	g_autofree char *last = date_to_string(date_from_instant(period->to - 1, zone));

	return g_strcmp0(first, last) == 0 ? g_steal_pointer(&first)
					   : g_strconcat(first, "–", last, NULL);
}

static void
put_day(Record *facts, const Daemon *daemon, const StoreSummary *sum, const Period *period,
	gint64 now)
{
	g_autofree char *date = date_to_string(date_from_instant(now, daemon->zone));
	g_autofree char *oldest = age_of(sum->oldest_owed, now);
	g_autofree char *counted = days_of(period, daemon->zone);
	Record day;

	record_init(&day);
	facts_put_text(&day, "date", date);
	facts_put_text(&day, "counted", counted);
	facts_put_number(&day, "received", sum->received);
	facts_put_number(&day, "opened", sum->opened);
	if (sum->further)
		facts_put_number(&day, "further", sum->further);
	facts_put_number(&day, "joined", sum->joined);
	facts_put_number(
		&day, "other", sum->received - sum->opened - sum->joined - sum->quarantined);
	facts_put_number(&day, "quarantined", sum->quarantined);
	facts_put_text(&day, "oldest", oldest);
	if (sum->last_backup != INSTANT_NONE) {
		g_autofree char *backup = instant_to_display(sum->last_backup, daemon->zone);
		facts_put_text(&day, "backup", backup);
	}
	record_put_record(facts, "day", &day);
}

static void
put_outbox(Record *facts, const StoreSummary *sum)
{
	static const OutboxState shown[] = { OUTBOX_QUEUED, OUTBOX_HELD, OUTBOX_UNCERTAIN,
		OUTBOX_FAILED, OUTBOX_BOUNCED };
	Record outbox;

	record_init(&outbox);
	for (guint i = 0; i < G_N_ELEMENTS(shown); i++)
		facts_put_number(&outbox, outbox_state_name(shown[i]), sum->outbox[shown[i]]);
	record_put_record(facts, "outbox", &outbox);
}

/* By what "lexsarah outbox list" calls them, and nobody's name. */
static void
put_unsent(Record *facts, const StoreSummary *sum)
{
	RecordList list;

	record_list_init(&list);
	for (guint i = 0; i < sum->n_unsent; i++) {
		const UnsentNotice *unsent = &sum->unsent[i];
		Record one;

		record_init(&one);
		facts_put_number(&one, "number", unsent->id);
		facts_put_text(&one, "case", unsent->case_id);
		facts_put_text(&one, "notice", notice_name(unsent->notice));
		facts_put_text(&one, "state", outbox_state_name(unsent->state));
		record_list_add(&list, &one);
	}
	record_put_list(facts, "unsent", &list);
}

static void
add_poll(RecordList *polls, const Daemon *daemon, const char *board, const Accounting *sum)
{
	g_autofree char *time = instant_to_display(sum->time, daemon->zone);
	Record poll;

	record_init(&poll);
	facts_put_text(&poll, "board", board);
	facts_put_text(&poll, "time", time);
	facts_put_number(&poll, "present", sum->present);
	facts_put_number(&poll, "handled", sum->handled);
	facts_put_number(&poll, "owed", sum->owed);
	facts_put_number(&poll, "quarantined", sum->quarantined);
	facts_put_number(&poll, "vanished", sum->vanished);
	facts_put_number(&poll, "difference", sum->difference);
	record_list_add(polls, &poll);
}

static void
put_credentials(Record *facts, const GPtrArray *list)
{
	RecordList out;

	record_list_init(&out);
	for (guint i = 0; i < list->len; i++) {
		const Credential *credential = g_ptr_array_index(list, i);
		Record one;

		record_init(&one);
		facts_put_text(&one, "name", credential->name);
		facts_put_number(&one, "days", credential->days);
		record_put_boolean(&one, "soon", credential->days < CREDENTIAL_SOON_DAYS);
		record_list_add(&out, &one);
	}
	record_put_list(facts, "credentials", &out);
}

static char *
facts_of(const Daemon *daemon, const Board *board, GPtrArray *alarms, const Accounting *sum,
	const StoreSummary *summary, const Period *period, gint64 now)
{
	CivilDate today = date_from_instant(now, daemon->zone);
	g_autoptr(GPtrArray) credentials = credential_list(board, today, daemon->zone);
	RecordList polls;
	Record facts;

	record_init(&facts);
	record_put_boolean(&facts, "alarm", alarms->len > 0);
	record_put_texts(
		&facts, "alarms", (const char *const *) alarms->pdata, (gssize) alarms->len);
	put_day(&facts, daemon, summary, period, now);
	put_outbox(&facts, summary);
	put_unsent(&facts, summary);
	record_list_init(&polls);
	if (sum)
		add_poll(&polls, daemon, board->id, sum);
	record_put_list(&facts, "polls", &polls);
	put_credentials(&facts, credentials);
	certificates_put(&facts, daemon, board, today);
	return record_end(&facts);
}

/*
 * What a working day's mail counts: the whole days since the working day before, on a Monday
 * three, whenever in the day it is written. So each mail is counted once.
 */
static Period
whole_days(const Daemon *daemon, CivilDate today)
{
	return (Period){ date_to_instant(holidays_working_day_before(today), daemon->zone),
		date_to_instant(today, daemon->zone) };
}

/* An alarm speaks of what came today, too. */
static Period
until_now(const Daemon *daemon)
{
	gint64 now = now_wall(daemon->now);
	Period period = whole_days(daemon, date_from_instant(now, daemon->zone));

	period.to = now + 1;
	return period;
}

/*
 * alarms: char *, may be empty. sum: the poll to show, or NULL. by: the board by
 * whose mail server it goes. once: transferred.
 */
static gboolean
queue_of(const Daemon *daemon, const Board *board, const Board *by, GPtrArray *alarms,
	const Accounting *sum, Period period, char *once, GError **error)
{
	StoreActor who = daemon_actor(daemon);
	g_autofree char *said_once = once;
	StoreSummary summary = { 0 };

	if (!daemon->store->summary(
		    daemon->store, board->id, period.from, period.to, &summary, error))
		return FALSE;
	g_autofree char *facts = facts_of(daemon, board, alarms, sum, &summary, &period, who.time);
	g_autoptr(PlannedNotice) notice = planned_notice_new(NOTICE_ACCOUNTING, AUDIENCE_OPERATOR,
		ROUTE_PLAIN, board->operator_.address, by, who.time, facts);
	notice->once = g_steal_pointer(&said_once);
	return daemon->store->queue(daemon->store, by->id, notice, &who, error);
}

static gboolean
queue(const Daemon *daemon, const Board *board, const Board *by, GPtrArray *alarms,
	const Accounting *sum, char *once, GError **error)
{
	return queue_of(daemon, board, by, alarms, sum, until_now(daemon), once, error);
}

/*
 * The same words on the same day make the same key. What vanished is new at each count, though the
 * words are those of the one before: as many mails may go again. sum: may be NULL.
 */
static char *
alarm_key(const Daemon *daemon, const Board *board, GPtrArray *alarms, const Accounting *sum)
{
	g_autofree char *date =
		date_to_string(date_from_instant(now_wall(daemon->now), daemon->zone));
	g_autoptr(GString) key = g_string_new(NULL);

	g_string_append_printf(key, "alarm %s %s", board->id, date);
	for (guint i = 0; i < alarms->len; i++)
		g_string_append_printf(key, " %s", (const char *) g_ptr_array_index(alarms, i));
	if (sum && sum->newly_vanished > 0)
		g_string_append_printf(key, " %" G_GINT64_FORMAT, sum->time);
	return g_string_free(g_steal_pointer(&key), FALSE);
}

static gboolean
queue_alarm(const Daemon *daemon, const Board *board, GPtrArray *alarms, const Accounting *sum,
	GError **error)
{
	return queue(
		daemon, board, board, alarms, sum, alarm_key(daemon, board, alarms, sum), error);
}

gboolean
accounting_alarm(const Daemon *daemon, const Board *board, const Accounting *sum,
	gboolean *ret_wrong, GError **error)
{
	g_autoptr(GPtrArray) alarms = g_ptr_array_new_with_free_func(g_free);

	if (sum->difference != 0)
		alarm_add_count(alarms, board, sum->difference,
			"mejl i brevlådan är varken hanterade, väntande eller i karantän",
			"mails in the mailbox are neither handled, owed nor in quarantine");
	if (sum->newly_vanished > 0)
		alarm_add_count(alarms, board, sum->newly_vanished,
			"mejl försvann ur brevlådan innan de kunde sparas",
			"mails went from the mailbox before they could be stored");
	if (sum->overdue > 0)
		alarm_add_count(alarms, board, sum->overdue,
			"mejl har inte kunnat hämtas på över en timme",
			"mails could not be fetched for over an hour");
	/* Without the number: it is said once a day, however it changes. */
	if (sum->unread > 0)
		alarm_add_words(alarms, board,
			text_in_language(board->language,
				"mejl väntar sedan över tio minuter på att bli lästa; ansvarig "
				"och registrator får inte veta av dem förrän det är gjort",
				"mails have waited for over ten minutes to be read; responsible "
				"and registrar are not told of them before that is done"));
	*ret_wrong = alarms->len > 0;
	return !*ret_wrong || queue_alarm(daemon, board, alarms, sum, error);
}

gboolean
accounting_new_ledger(const Daemon *daemon, const Board *board, guint32 uidvalidity,
	const PollWork *work, GError **error)
{
	g_autoptr(GPtrArray) alarms = g_ptr_array_new_with_free_func(g_free);

	if (work->cause == LEDGER_SAME)
		return TRUE;
	alarm_add_words(alarms, board, ledger_cause_notice(work->cause, board->language));
	return queue(daemon, board, board, alarms, NULL,
		g_strdup_printf("alarm %s new ledger %u %" G_GINT64_FORMAT, board->id, uidvalidity,
			work->epoch),
		error);
}

gboolean
accounting_swinging(const Daemon *daemon, const Board *board, const PollWork *work, GError **error)
{
	if (work->doubt != LEDGER_SWINGING)
		return TRUE;
	g_autoptr(GPtrArray) alarms = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *day =
		date_to_string(date_from_instant(now_wall(daemon->now), daemon->zone));

	alarm_add_words(alarms, board, ledger_swinging_notice(board->language));
	return queue(daemon, board, board, alarms, NULL,
		g_strdup_printf("alarm %s swinging %s", board->id, day), error);
}

gboolean
accounting_not_deleted(const Daemon *daemon, const Board *board, Disposal disposal, GError **error)
{
	g_autoptr(GPtrArray) alarms = g_ptr_array_new_with_free_func(g_free);

	alarm_add_words(alarms, board, disposal_notice(disposal, board->language));
	return queue(daemon, board, board, alarms, NULL,
		g_strdup_printf("alarm %s not deleted %d", board->id, (int) disposal), error);
}

gboolean
accounting_is_urgent(const GError *cause, gint64 failing_since, gint64 now)
{
	return g_error_matches(cause, LEX_ERROR, LEX_ERROR_WAIT) ||
	       now - failing_since >= ACCOUNTING_PATIENCE_MS;
}

gboolean
accounting_unreachable(
	const Daemon *daemon, const Board *board, const GError *cause, GError **error)
{
	g_autoptr(GPtrArray) alarms = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *why = alarm_with_cause(board,
		text_in_language(board->language, "brevlådan kan inte läsas.",
			"the mailbox cannot be read."),
		cause);

	alarm_add_words(alarms, board, why);
	return queue_alarm(daemon, board, alarms, NULL, error);
}

gboolean
accounting_unsendable(const Daemon *daemon, const Board *board, const Board *by,
	const GError *cause, GError **error)
{
	g_autoptr(GPtrArray) alarms = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *what =
		g_strdup_printf(text_is_english(board->language)
					? "mails cannot be sent, and this one comes by way of %s."
					: "mejl kan inte skickas, och det här kommer genom %s.",
			by->id);
	g_autofree char *why = alarm_with_cause(board, what, cause);

	alarm_add_words(alarms, board, why);
	return queue(
		daemon, board, by, alarms, NULL, alarm_key(daemon, board, alarms, NULL), error);
}

/* What ends within days. */
static GPtrArray *
ending(const Daemon *daemon, const Board *board, CivilDate today)
{
	g_autoptr(GPtrArray) list = credential_list(board, today, daemon->zone);
	GPtrArray *alarms = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < list->len; i++) {
		const Credential *credential = g_ptr_array_index(list, i);

		if (credential->days < CREDENTIAL_ALARM_DAYS)
			alarm_add_ending(alarms, board, credential);
	}
	certificates_add_alarms(daemon, board, today, alarms);
	return alarms;
}

static gboolean
daily(const Daemon *daemon, const Board *board, GError **error)
{
	CivilDate today = date_from_instant(now_wall(daemon->now), daemon->zone);
	g_autoptr(GPtrArray) alarms = ending(daemon, board, today);
	g_autofree char *date = date_to_string(today);
	Accounting sum = { 0 };
	gboolean found;

	if (alarms->len == 0 && !holidays_is_working_day(today))
		return TRUE;
	if (!daemon->store->last_accounting(daemon->store, board->id, &found, &sum, error))
		return FALSE;
	return queue_of(daemon, board, board, alarms, found ? &sum : NULL,
		whole_days(daemon, today), g_strdup_printf("accounting %s %s", board->id, date),
		error);
}

gboolean
accounting_daily(const Daemon *daemon, GError **error)
{
	for (guint i = 0; i < daemon->settings->boards->len; i++)
		if (!daily(daemon, g_ptr_array_index(daemon->settings->boards, i), error))
			return FALSE;
	return TRUE;
}
