/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From bytes to cases. Invariant 2: the bytes are committed before anything
 * looks into them. A mail that cannot be handled, or whose handling ended the
 * program twice, goes to quarantine with a reason and a person told, and the
 * next goes on.
 */
#include "daemon/intake.h"

#include "adapters/message-gmime.h"
#include "core/error.h"
#include "core/text.h"
#include "daemon/fault.h"
#include "daemon/log.h"

/* A group ends at either: few commits, and little memory. */
#define GROUP_MAILS  64
#define GROUP_BYTES  (4 * 1024 * 1024)
#define MAX_ATTEMPTS 2

struct Intake {
	const Daemon *daemon;
	const Board *board;
	guint32 uidvalidity;
	GArray *items; /* MailSourceItem; holds a reference to raw */
	gsize bytes;
	GArray *taken; /* guint32 */
};

static void
item_clear(MailSourceItem *item)
{
	g_clear_pointer(&item->raw, g_bytes_unref);
}

Intake *
intake_new(const Daemon *daemon, const Board *board)
{
	Intake *intake = g_new0(Intake, 1);

	intake->daemon = daemon;
	intake->board = board;
	intake->items = g_array_new(FALSE, FALSE, sizeof(MailSourceItem));
	g_array_set_clear_func(intake->items, (GDestroyNotify) item_clear);
	intake->taken = g_array_new(FALSE, FALSE, sizeof(guint32));
	return intake;
}

void
intake_free(Intake *intake)
{
	if (!intake)
		return;
	g_array_unref(intake->items);
	g_array_unref(intake->taken);
	g_free(intake);
}

static void
empty(Intake *intake)
{
	g_array_set_size(intake->items, 0);
	intake->bytes = 0;
}

void
intake_begin(Intake *intake, guint32 uidvalidity)
{
	empty(intake);
	g_array_set_size(intake->taken, 0);
	intake->uidvalidity = uidvalidity;
}

const GArray *
intake_taken(const Intake *intake)
{
	return intake->taken;
}

static IntakePlan *
plan(const IntakeItem *item, const IntakeKnown *known, gpointer user)
{
	const Intake *intake = user;
	const Daemon *daemon = intake->daemon;

	return intake_plan(item->mail, &item->origin, known, daemon->settings, intake->board,
		now_wall(daemon->now), daemon->zone);
}

static void
log_plans(Intake *intake, GPtrArray *plans)
{
	for (guint i = 0; i < plans->len; i++) {
		const IntakePlan *done = g_ptr_array_index(plans, i);
		LogFields fields = { .board = intake->board->id, .case_id = done->case_id };

		log_info(&fields, "%s: %s", done->opens_case ? "case opened" : "mail filed",
			mail_kind_name(done->kind));
	}
}

/* Plans and carries out; the mails of items are parsed already. */
static gboolean
apply(Intake *intake, GArray *items, GError **error)
{
	StoreActor who = daemon_actor(intake->daemon);
	g_autoptr(GPtrArray) plans = NULL;

	FAULT_POINT("intake: before apply");
	if (!intake->daemon->store->apply(intake->daemon->store, intake->board->id,
		    (const IntakeItem *) (gpointer) items->data, items->len, plan, intake, &who,
		    &plans, error))
		return FALSE;
	FAULT_POINT("intake: applied");
	log_plans(intake, plans);
	return TRUE;
}

static PlannedNotice *
quarantine_notice(Intake *intake, gint64 mail, const char *reason)
{
	const Board *board = intake->board;
	PlannedNotice *notice = g_new0(PlannedNotice, 1);
	GVariantDict facts, quarantine;
	g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, mail);

	g_variant_dict_init(&quarantine, NULL);
	g_variant_dict_insert(&quarantine, "mail", "s", number);
	g_variant_dict_insert(&quarantine, "reason", "s", reason);
	g_variant_dict_init(&facts, NULL);
	g_variant_dict_insert_value(&facts, "quarantine", g_variant_dict_end(&quarantine));
	notice->notice = NOTICE_QUARANTINED;
	notice->audience = AUDIENCE_RESPONSIBLE;
	notice->route = ROUTE_PLAIN;
	notice->recipient = g_strdup(board->responsible.address);
	notice->domain = text_address_domain(board->address);
	notice->due = now_wall(intake->daemon->now);
	notice->facts = g_variant_ref_sink(g_variant_dict_end(&facts));
	return notice;
}

static gboolean
quarantine(Intake *intake, gint64 mail, const char *reason, GError **error)
{
	StoreActor who = daemon_actor(intake->daemon);
	g_autoptr(PlannedNotice) tell = quarantine_notice(intake, mail, reason);
	g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, mail);
	LogFields fields = { .board = intake->board->id, .mail = number };

	if (!intake->daemon->store->quarantine(
		    intake->daemon->store, intake->board->id, mail, reason, tell, &who, error))
		return FALSE;
	log_error(&fields, "mail quarantined: %s", reason);
	return TRUE;
}

/* One mail by itself: what is wrong with it is its own fault and goes to quarantine. */
static gboolean
handle_one(Intake *intake, const PendingMail *pending, GError **error)
{
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(IntakeItem));
	g_autoptr(GError) fault = NULL;

	if (pending->attempts > MAX_ATTEMPTS)
		return quarantine(intake, pending->origin.mail,
			"hanteringen avbröts två gånger (the program ended twice while handling it)",
			error);
	FAULT_POINT("intake: resumed");
	g_autoptr(Mail) mail = message_parse(pending->raw, NULL, &fault);
	if (mail) {
		IntakeItem item = { pending->origin, mail };
		g_array_append_val(items, item);
		if (apply(intake, items, &fault))
			return TRUE;
	}
	if (!g_error_matches(fault, LEX_ERROR, LEX_ERROR_BAD_MESSAGE)) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return FALSE;
	}
	return quarantine(intake, pending->origin.mail, fault->message, error);
}

gboolean
intake_resume(Intake *intake, GError **error)
{
	for (;;) {
		StoreActor who = daemon_actor(intake->daemon);
		g_auto(PendingMail) pending = { 0 };

		if (!intake->daemon->store->next_pending(
			    intake->daemon->store, intake->board->id, &who, &pending, error))
			return FALSE;
		if (!pending.raw)
			return TRUE;
		if (!handle_one(intake, &pending, error))
			return FALSE;
	}
}

/* The whole group at once; a mail that spoils it is found by handling each by itself. */
static gboolean
handle_group(Intake *intake, const GArray *mails, gint64 stored, GError **error)
{
	g_autoptr(GPtrArray) parsed = g_ptr_array_new_with_free_func((GDestroyNotify) mail_free);
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(IntakeItem));
	g_autoptr(GError) fault = NULL;

	for (guint i = 0; i < mails->len; i++) {
		const MailSourceItem *fetched = &g_array_index(intake->items, MailSourceItem, i);
		Mail *mail = message_parse(fetched->raw, NULL, NULL);
		IntakeItem item = {
			.origin = { g_array_index(mails, gint64, i), stored, fetched->internaldate,
				fetched->truncated },
			.mail = mail,
		};

		if (!mail)
			return intake_resume(intake, error);
		g_ptr_array_add(parsed, mail);
		g_array_append_val(items, item);
	}
	if (apply(intake, items, &fault))
		return TRUE;
	if (g_error_matches(fault, LEX_ERROR, LEX_ERROR_BAD_MESSAGE))
		return intake_resume(intake, error);
	g_propagate_error(error, g_steal_pointer(&fault));
	return FALSE;
}

gboolean
intake_flush(Intake *intake, GError **error)
{
	StoreActor who = daemon_actor(intake->daemon);
	g_autoptr(GArray) mails = NULL;

	if (intake->items->len == 0)
		return TRUE;
	FAULT_POINT("intake: before store");
	if (!intake->daemon->store->store_mails(intake->daemon->store, intake->board->id,
		    intake->uidvalidity, (const MailSourceItem *) (gpointer) intake->items->data,
		    intake->items->len, &who, &mails, error))
		return FALSE;
	FAULT_POINT("intake: stored");
	for (guint i = 0; i < intake->items->len; i++)
		g_array_append_val(
			intake->taken, g_array_index(intake->items, MailSourceItem, i).uid);
	gboolean good = handle_group(intake, mails, who.time, error);
	empty(intake);
	return good;
}

gboolean
intake_take(Intake *intake, const MailSourceItem *item, GError **error)
{
	MailSourceItem kept = *item;

	g_bytes_ref(kept.raw);
	g_array_append_val(intake->items, kept);
	intake->bytes += g_bytes_get_size(kept.raw);
	if (intake->items->len < GROUP_MAILS && intake->bytes < GROUP_BYTES)
		return TRUE;
	return intake_flush(intake, error);
}
