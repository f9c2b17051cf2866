/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From stored bytes to cases. A mail that cannot be handled, or whose handling
 * ended the program twice, goes to quarantine with a reason and a person told,
 * and the next goes on.
 */
#include "daemon/handler.h"

#include "core/error.h"
#include "core/notice/facts.h"
#include "adapters/fault.h"
#include "daemon/log.h"
#include "daemon/unseal.h"

#define MAX_ATTEMPTS 2

static void
fetched_clear(FetchedMail *fetched)
{
	g_clear_pointer(&fetched->item.raw, g_bytes_unref);
}

MailGroup *
mail_group_new(void)
{
	MailGroup *group = g_new0(MailGroup, 1);

	group->fetched = g_array_new(FALSE, FALSE, sizeof(FetchedMail));
	g_array_set_clear_func(group->fetched, (GDestroyNotify) fetched_clear);
	group->parsed = g_ptr_array_new_with_free_func((GDestroyNotify) mail_free);
	return group;
}

void
mail_group_free(MailGroup *group)
{
	if (!group)
		return;
	g_array_unref(group->fetched);
	g_clear_pointer(&group->mails, g_array_unref);
	g_ptr_array_unref(group->parsed);
	g_free(group);
}

IntakePlan *
handler_plan(const IntakeItem *item, const IntakeKnown *known, gpointer planner)
{
	const HandlerPlanner *who = planner;
	const Daemon *daemon = who->daemon;

	return intake_plan(item->mail, &item->origin, known, daemon->settings, who->board,
		now_wall(daemon->now), daemon->zone);
}

static void
log_plans(const Board *board, GPtrArray *plans)
{
	for (guint i = 0; i < plans->len; i++) {
		const IntakePlan *done = g_ptr_array_index(plans, i);
		LogFields fields = { .board = board->id, .case_id = done->case_id };

		log_info(&fields, "%s: %s", done->opens_case ? "case opened" : "mail filed",
			mail_kind_name(done->kind));
		if (discretion_is_undecided(done->flags))
			log_error(&fields, "%s", DISCRETION_UNDECIDED);
	}
}

/* Which of them stood in the mailbox at the first contact with it. */
static gboolean
find_first_polls(const Daemon *daemon, GArray *items, GError **error)
{
	g_autoptr(GArray) mails = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_autoptr(GArray) instants = NULL;

	for (guint i = 0; i < items->len; i++)
		g_array_append_val(mails, g_array_index(items, IntakeItem, i).origin.mail);
	if (!daemon->store->first_poll(daemon->store, mails, &instants, error))
		return FALSE;
	for (guint i = 0; i < items->len; i++)
		g_array_index(items, IntakeItem, i).origin.first_poll =
			g_array_index(instants, gint64, i);
	return TRUE;
}

gboolean
handler_apply(const Daemon *daemon, const Board *board, GArray *items, GPtrArray **ret_plans,
	GError **error)
{
	StoreActor who = daemon_actor(daemon);
	HandlerPlanner planner = { daemon, board };

	return find_first_polls(daemon, items, error) &&
	       daemon->store->apply(daemon->store, board->id,
		       (const IntakeItem *) (gpointer) items->data, items->len, handler_plan,
		       &planner, &who, ret_plans, error);
}

/* Plans and carries out; the mails of items are parsed already. */
static gboolean
apply(const Daemon *daemon, const Board *board, GArray *items, GError **error)
{
	g_autoptr(GPtrArray) plans = NULL;

	FAULT_POINT("intake: before apply");
	if (!handler_apply(daemon, board, items, &plans, error))
		return FALSE;
	FAULT_POINT("intake: applied");
	log_plans(board, plans);
	return TRUE;
}

static PlannedNotice *
quarantine_notice(const Daemon *daemon, const Board *board, gint64 mail, const char *told)
{
	Record record, quarantine;

	record_init(&quarantine);
	facts_put_number(&quarantine, "mail", mail);
	facts_put_text(&quarantine, "reason", told);
	record_init(&record);
	record_put_record(&record, "quarantine", &quarantine);
	g_autofree char *facts = record_end(&record);
	PlannedNotice *notice = planned_notice_new(NOTICE_QUARANTINED, AUDIENCE_RESPONSIBLE,
		ROUTE_PLAIN, board->responsible.address, board, now_wall(daemon->now), facts);
	notice->limit = budget_limit(NOTICE_QUARANTINED, daemon->settings);
	return notice;
}

/*
 * reason stays inside, in the log, the journal and mail show: it may name files and statements.
 * told goes out by mail, and says no more than what happened.
 */
static gboolean
quarantine(const Daemon *daemon, const Board *board, gint64 mail, const char *reason,
	const char *told, GError **error)
{
	StoreActor who = daemon_actor(daemon);
	g_autoptr(PlannedNotice) tell = quarantine_notice(daemon, board, mail, told);
	g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, mail);
	LogFields fields = { .board = board->id, .mail = number };
	gboolean done = FALSE;

	if (!daemon->store->quarantine(
		    daemon->store, board->id, mail, reason, tell, &who, &done, error))
		return FALSE;
	FAULT_POINT("intake: quarantined");
	if (done)
		log_error(&fields, "mail quarantined: %s", reason);
	return TRUE;
}

/*
 * TRUE unless the database is in trouble: what is refused now would be refused
 * at every poll, and the mail behind it would wait for ever.
 */
static gboolean
is_of_the_mail(const GError *fault)
{
	return !g_error_matches(fault, LEX_ERROR, LEX_ERROR_STORE);
}

/* One mail by itself: what is wrong with it is its own fault and goes to quarantine. */
static gboolean
handle_one(const Daemon *daemon, const Board *board, const PendingMail *pending, GError **error)
{
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(IntakeItem));
	g_autoptr(GError) fault = NULL;

	if (pending->attempts > MAX_ATTEMPTS)
		return quarantine(daemon, board, pending->origin.mail,
			"the program ended twice while handling it",
			"hanteringen avbröts två gånger", error);
	FAULT_POINT("intake: resumed");
	g_autoptr(Mail) mail = unseal_parse(daemon, board, pending->raw, &fault);
	if (mail) {
		IntakeItem item = { pending->origin, mail };
		g_array_append_val(items, item);
		if (apply(daemon, board, items, &fault))
			return TRUE;
	}
	if (!is_of_the_mail(fault)) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return FALSE;
	}
	return quarantine(daemon, board, pending->origin.mail, fault->message,
		"mejlet kunde inte hanteras", error);
}

gboolean
handler_resume(
	const Daemon *daemon, const Board *board, PendingOf of, guint *ret_handled, GError **error)
{
	for (*ret_handled = 0;; (*ret_handled)++) {
		StoreActor who = daemon_actor(daemon);
		g_auto(PendingMail) pending = { 0 };

		if (!daemon->store->next_pending(
			    daemon->store, board->id, of, &who, &pending, error))
			return FALSE;
		if (!pending.raw)
			return TRUE;
		if (!handle_one(daemon, board, &pending, error))
			return FALSE;
	}
}

void
handler_parse(const Daemon *daemon, const Board *board, MailGroup *group)
{
	for (guint i = 0; i < group->fetched->len; i++) {
		FetchedMail *fetched = &g_array_index(group->fetched, FetchedMail, i);
		Mail *mail = unseal_parse(daemon, board, fetched->item.raw, NULL);

		if (!mail)
			return;
		g_ptr_array_add(group->parsed, mail);
		fetched_clear(fetched);
	}
}

GArray *
handler_items(const MailGroup *group)
{
	GArray *items = g_array_new(FALSE, FALSE, sizeof(IntakeItem));

	for (guint i = 0; i < group->parsed->len; i++) {
		const FetchedMail *mail = &g_array_index(group->fetched, FetchedMail, i);
		const MailSourceItem *fetched = &mail->item;
		IntakeItem item = {
			.origin = { .mail = g_array_index(group->mails, gint64, i),
				.stored = group->stored,
				.internaldate = fetched->internaldate,
				.truncated = fetched->truncated,
				.way = mail->way,
				.received = mail->received },
			.mail = g_ptr_array_index(group->parsed, i),
		};

		g_array_append_val(items, item);
	}
	return items;
}

gboolean
handler_handle(const Daemon *daemon, const Board *board, const MailGroup *group, GError **error)
{
	g_autoptr(GError) fault = NULL;
	guint handled;

	if (group->parsed->len == group->fetched->len) {
		g_autoptr(GArray) items = handler_items(group);

		if (apply(daemon, board, items, &fault))
			return TRUE;
	}
	if (!fault || is_of_the_mail(fault))
		return handler_resume(daemon, board, PENDING_LEFT, &handled, error);
	g_propagate_error(error, g_steal_pointer(&fault));
	return FALSE;
}
