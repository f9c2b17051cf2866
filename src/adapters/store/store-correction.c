/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was found too late for the notice that waited for it: who got that one is told the
 * rest, once, under whatever holds the case by now.
 */
#include "adapters/store/store-private.h"
#include "adapters/variant-json.h"
#include "core/life/correction.h"
#include "core/text.h"

typedef struct {
	gint64 id;
	Audience audience;
	Route route;
	char *recipient, *domain;
	GVariant *facts; /* NULL: damaged */
} Told;

static void
told_clear(Told *told)
{
	g_free(told->recipient);
	g_free(told->domain);
	g_clear_pointer(&told->facts, g_variant_unref);
}

/* What is damaged is told nothing. */
static gboolean
take_told(DbCursor *row, gpointer element)
{
	Told *told = element;

	if (!audience_from_name(db_text(row, 1), &told->audience) ||
		!route_from_name(db_text(row, 2), &told->route))
		return FALSE;
	told->id = db_int(row, 0);
	told->recipient = db_dup(row, 3);
	told->domain = text_address_domain(db_text(row, 4));
	told->facts = variant_from_json(db_text(row, 5), NULL);
	return TRUE;
}

/* Who got a new_case of the mail: GArray of Told. */
static GArray *
find_told(Store *store, gint64 mail, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_TOLD_EARLY, DB_INT(mail));

	return db_collect(&row, sizeof(Told), (GDestroyNotify) told_clear, take_told, error);
}

static gboolean
correct_one(Store *store, const StoreMatter *matter, const Told *told, GVariant *found,
	const NoticeLimit *limit, const StoreActor *who, GError **error)
{
	g_autoptr(GVariant) facts =
		told->facts ? correction_facts(told->facts, found, told->audience, told->route)
			    : NULL;
	if (!facts)
		return TRUE;
	g_autofree char *once = g_strdup_printf("correction:%" G_GINT64_FORMAT, told->id);
	g_autofree char *json = variant_to_json(facts);
	const PlannedNotice notice = {
		.notice = NOTICE_CORRECTION,
		.audience = told->audience,
		.route = told->route,
		.recipient = told->recipient,
		.domain = told->domain,
		.once = once,
		.facts = json,
		.due = who->time,
		.limit = *limit,
	};

	return store_queue_matter(store, matter, &notice, who, error);
}

gboolean
store_correct(Store *store, const StoreMatter *matter, GVariant *found, const NoticeLimit *limit,
	const StoreActor *who, GError **error)
{
	g_autoptr(GArray) told = find_told(store, matter->mail, error);
	gboolean good = told != NULL;

	for (guint i = 0; good && i < told->len; i++)
		good = correct_one(
			store, matter, &g_array_index(told, Told, i), found, limit, who, error);
	return good;
}
