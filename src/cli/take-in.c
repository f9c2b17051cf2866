/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mails in groups, each durable before anything looks into it (invariant 2).
 * What this process does not finish, the daemon does, with the same effect: how
 * a mail came stands in its row.
 */
#include "cli/take-in.h"

#include <string.h>

#include "adapters/digest.h"
#include "adapters/message/mail-crypt.h"
#include "adapters/config/words-libconfig.h"
#include "core/error.h"
#include "daemon/control.h"

#define GROUP_MAILS 100
#define GROUP_BYTES (6 * 1024 * 1024)

static const Board *
find_board(const Settings *settings, const char *id, GError **error)
{
	if (!id && settings->boards->len == 1)
		return g_ptr_array_index(settings->boards, 0);
	const Board *board = settings_get_board(settings, id);
	if (!board && id)
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND,
			"no board %s in the configuration", id);
	else if (!board)
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"there are several boards: say which with --board");
	return board;
}

gboolean
take_in_begin(CliContext *context, const char *board, TakeIn *ret_take, GError **error)
{
	if (!cli_begin_change(context, error))
		return FALSE;
	const Settings *settings = cli_settings(context, error);
	const Board *found = settings ? find_board(settings, board, error) : NULL;
	CaseStore *store = found && words_load_into(context->settings, error)
				   ? cli_store(context, error)
				   : NULL;

	if (!store)
		return FALSE;
	StoreActor who = cli_actor(context);
	*ret_take = (TakeIn){
		.daemon = { .settings = settings,
			.store = store,
			.now = &context->now,
			.zone = context->zone,
			.user = who.user,
			.actor = who.actor,
			.crypt = mail_crypt_new(settings) },
		.board = found,
		.mails = g_array_new(FALSE, FALSE, sizeof(gint64)),
		.group = mail_group_new(),
	};
	return TRUE;
}

void
take_in_clear(TakeIn *take)
{
	g_clear_pointer(&take->mails, g_array_unref);
	g_clear_pointer(&take->group, mail_group_free);
	g_clear_pointer(&take->daemon.crypt, mail_crypt_free);
}

/* Carries out a stored group; one by one if a mail spoils it. */
static gboolean
handle(TakeIn *take, MailGroup *group, GError **error)
{
	g_autoptr(GPtrArray) plans = NULL;
	guint handled;

	handler_parse(&take->daemon, take->board, group);
	if (group->parsed->len == group->fetched->len) {
		g_autoptr(GArray) items = handler_items(group);

		if (handler_apply(&take->daemon, take->board, items, &plans, NULL))
			return TRUE;
	}
	return handler_resume(&take->daemon, take->board, PENDING_OWN, &handled, error);
}

static gboolean
flush(TakeIn *take, GError **error)
{
	g_autoptr(MailGroup) group = take->group;
	CaseStore *store = take->daemon.store;
	StoreActor who = daemon_actor(&take->daemon);

	take->group = mail_group_new();
	take->bytes = 0;
	if (group->fetched->len == 0)
		return TRUE;
	if (!store->store_mails(store, take->board->id, 0,
		    (const FetchedMail *) (gpointer) group->fetched->data, group->fetched->len,
		    &who, &group->mails, error))
		return FALSE;
	group->stored = who.time;
	g_array_append_vals(take->mails, group->mails->data, group->mails->len);
	return handle(take, group, error);
}

gboolean
take_in_add(TakeIn *take, const FetchedMail *mail, GError **error)
{
	FetchedMail own = *mail;
	gsize length;
	const void *bytes = g_bytes_get_data(mail->item.raw, &length);

	g_bytes_ref(own.item.raw);
	digest_bytes(bytes, length, own.digest);
	g_array_append_val(take->group->fetched, own);
	take->bytes += length;
	return (take->group->fetched->len < GROUP_MAILS && take->bytes < GROUP_BYTES) ||
	       flush(take, error);
}

gboolean
take_in_end(TakeIn *take, StoreOutcome *ret_outcome, GError **error)
{
	CaseStore *store = take->daemon.store;

	if (!flush(take, error) || !store->outcome(store, take->mails, ret_outcome, error))
		return FALSE;
	control_wake(take->daemon.settings->database);
	return TRUE;
}
