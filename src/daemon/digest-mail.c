/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One mail in the place of many: counts and case numbers, nothing else.
 */
#include "daemon/digest-mail.h"

#include "core/budget.h"
#include "core/facts.h"

/* Floating. */
static GVariant *
facts_of(const StoreDigest *digest)
{
	GVariantDict facts, dict;
	gint64 unnamed = digest->count - (gint64) digest->cases->len;

	g_variant_dict_init(&dict, NULL);
	facts_put_number(&dict, "count", digest->count);
	g_variant_dict_insert_value(&dict, "cases",
		g_variant_new_strv((const char *const *) digest->cases->pdata, digest->cases->len));
	if (unnamed > 0)
		facts_put_number(&dict, "more", unnamed);
	g_variant_dict_init(&facts, NULL);
	g_variant_dict_insert_value(&facts, "digest", g_variant_dict_end(&dict));
	return g_variant_dict_end(&facts);
}

/* Who writes, for the store's call back. */
typedef struct {
	const Board *board;
	gint64 now;
} Desk;

static PlannedNotice *
write_digest(const StoreDigest *digest, gpointer user)
{
	const Desk *desk = user;

	return planned_notice_new(NOTICE_DIGEST, AUDIENCE_RESPONSIBLE, ROUTE_PLAIN,
		digest->recipient, desk->board, desk->now, facts_of(digest));
}

gboolean
digest_mail_tell(const Daemon *daemon, const Board *board, GError **error)
{
	StoreActor who = daemon_actor(daemon);
	Desk desk = { board, who.time };
	gboolean folded = TRUE;

	while (folded)
		if (!daemon->store->fold(
			    daemon->store, board->id, write_digest, &desk, &who, &folded, error))
			return FALSE;
	return TRUE;
}
