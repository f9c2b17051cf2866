/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fetched mail in groups, which go through three stages while the next group is
 * fetched. Invariant 2: the bytes of a group are committed by the first stage
 * before the second looks into them; the third makes cases of them.
 */
#include "daemon/intake.h"

#include "adapters/digest.h"
#include "adapters/fault.h"
#include "daemon/handler.h"
#include "daemon/stage.h"

/* A group ends at either: few commits, and little memory. */
#define GROUP_MAILS 100
#define GROUP_BYTES (6 * 1024 * 1024)

struct Intake {
	const Daemon *daemon;
	const Board *board;
	guint32 uidvalidity;
	MailGroup *group; /* being fetched */
	gsize bytes;
	GArray *taken; /* guint32; the store stage's, while it has something in hand */
	Stage *store, *parse, *apply;
};

static gboolean
store_group(gpointer item, gpointer user, GError **error)
{
	Intake *intake = user;
	g_autoptr(MailGroup) group = item;
	StoreActor who = daemon_actor(intake->daemon);
	CaseStore *store = intake->daemon->store;

	FAULT_POINT("intake: before store");
	if (!store->store_mails(store, intake->board->id, intake->uidvalidity,
		    (const FetchedMail *) (gpointer) group->fetched->data, group->fetched->len,
		    &who, &group->mails, error))
		return FALSE;
	FAULT_POINT("intake: stored");
	group->stored = who.time;
	for (guint i = 0; i < group->fetched->len; i++)
		g_array_append_val(
			intake->taken, g_array_index(group->fetched, FetchedMail, i).item.uid);
	return stage_put(intake->parse, g_steal_pointer(&group), error);
}

static gboolean
parse_group(gpointer item, gpointer user, GError **error)
{
	Intake *intake = user;

	handler_parse(intake->daemon, intake->board, item);
	return stage_put(intake->apply, item, error);
}

static gboolean
apply_group(gpointer item, gpointer user, GError **error)
{
	Intake *intake = user;
	g_autoptr(MailGroup) group = item;

	return handler_handle(intake->daemon, intake->board, group, error);
}

Intake *
intake_new(const Daemon *daemon, const Board *board)
{
	Intake *intake = g_new0(Intake, 1);
	GDestroyNotify discard = (GDestroyNotify) mail_group_free;

	intake->daemon = daemon;
	intake->board = board;
	intake->group = mail_group_new();
	intake->taken = g_array_new(FALSE, FALSE, sizeof(guint32));
	intake->store = stage_new("store", store_group, discard, intake);
	intake->parse = stage_new("parse", parse_group, discard, intake);
	intake->apply = stage_new("apply", apply_group, discard, intake);
	return intake;
}

void
intake_free(Intake *intake)
{
	if (!intake)
		return;
	/* In their order: each may still put something into the next. */
	stage_free(intake->store);
	stage_free(intake->parse);
	stage_free(intake->apply);
	mail_group_free(intake->group);
	g_array_unref(intake->taken);
	g_free(intake);
}

/* All stages end what they have in hand; the first failure is the one that is told. */
static gboolean
drain(Intake *intake, GError **error)
{
	Stage *stages[] = { intake->store, intake->parse, intake->apply };
	g_autoptr(GError) first = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(stages); i++) {
		g_autoptr(GError) failure = NULL;

		if (!stage_drain(stages[i], &failure) && !first)
			first = g_steal_pointer(&failure);
	}
	if (!first)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&first));
	return FALSE;
}

void
intake_begin(Intake *intake, guint32 uidvalidity)
{
	mail_group_free(intake->group);
	intake->group = mail_group_new();
	intake->bytes = 0;
	g_array_set_size(intake->taken, 0);
	intake->uidvalidity = uidvalidity;
}

const GArray *
intake_taken(const Intake *intake)
{
	return intake->taken;
}

gboolean
intake_resume(Intake *intake, guint *ret_handled, GError **error)
{
	*ret_handled = 0;
	return drain(intake, error) &&
	       handler_resume(intake->daemon, intake->board, PENDING_LEFT, ret_handled, error);
}

/* The group goes its way, and a new one is begun. After a failure nothing is in hand. */
static gboolean
hand_over(Intake *intake, GError **error)
{
	MailGroup *group = intake->group;

	intake->group = mail_group_new();
	intake->bytes = 0;
	if (stage_put(intake->store, group, error))
		return TRUE;
	if (!drain(intake, NULL))
		g_debug("intake: more than one stage failed");
	return FALSE;
}

gboolean
intake_flush(Intake *intake, GError **error)
{
	return (!intake->group->fetched->len || hand_over(intake, error)) && drain(intake, error);
}

gboolean
intake_take(Intake *intake, const MailSourceItem *item, GError **error)
{
	FetchedMail fetched = { .item = *item };
	gsize length;
	const void *bytes = g_bytes_get_data(item->raw, &length);

	g_bytes_ref(item->raw);
	/* Here, because this thread has time when the store has none. */
	digest_bytes(bytes, length, fetched.digest);
	g_array_append_val(intake->group->fetched, fetched);
	intake->bytes += length;
	if (intake->group->fetched->len < GROUP_MAILS && intake->bytes < GROUP_BYTES)
		return TRUE;
	/* Large mails go through one at a time: a row of them would fill the memory. */
	gboolean large = intake->bytes > 2 * GROUP_BYTES;
	return hand_over(intake, error) && (!large || drain(intake, error));
}
