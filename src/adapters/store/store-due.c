/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which notice is to go out next, as it lies in the outbox. Changes nothing.
 */
#include <string.h>

#include "adapters/store/store-private.h"
#include "adapters/variant-json.h"

/* The program itself wrote these: what it cannot read is damage, and no word of it is shown. */
static const char *
read_content(const DbCursor *row, OutboxItem *item)
{
	item->facts = variant_from_json(db_text(row, 9), NULL);
	if (!item->facts)
		return "its row is damaged: the facts cannot be read";
	if (!notice_from_name(db_text(row, 3), &item->notice) ||
		!audience_from_name(db_text(row, 4), &item->audience) ||
		!route_from_name(db_text(row, 5), &item->route))
		return "its row is damaged: no such notice, audience or route";
	return NULL;
}

/* A copy that is not what a person cleared goes to nobody. */
static const char *
read_enclosure(const DbCursor *row, OutboxItem *item)
{
	guint8 digest[DIGEST_BYTES];
	gsize length, digest_length;

	if (db_is_null(row, 13))
		return NULL;
	if (db_is_null(row, 14))
		return "the copy that it encloses was erased";
	const void *bytes = db_bytes(row, 14, &length);
	digest_bytes(bytes, length, digest);
	item->enclosure = g_bytes_new(bytes, length);
	const void *cleared = db_bytes(row, 15, &digest_length);
	if (digest_length != sizeof digest || memcmp(cleared, digest, sizeof digest) != 0)
		return "the copy that it encloses is not the one that was cleared";
	return NULL;
}

/* Without bytes it could not be written. */
static GBytes *
read_kept(const DbCursor *row)
{
	gsize length = 0;
	const void *bytes = db_is_null(row, 18) ? NULL : db_bytes(row, 18, &length);

	return length ? g_bytes_new(bytes, length) : NULL;
}

static void
read_item(const DbCursor *row, OutboxItem *item)
{
	item->id = db_int(row, 0);
	item->board = db_dup(row, 1);
	item->case_id = db_dup(row, 2);
	item->recipient = db_dup(row, 6);
	item->message_id = db_dup(row, 7);
	item->references = g_strsplit(db_is_null(row, 8) ? "" : db_text(row, 8), " ", 0);
	item->attempts = (guint) db_int(row, 10) + 1;
	item->queued = db_int(row, 11);
	item->case_board = db_is_null(row, 12) ? NULL : db_dup(row, 12);
	item->accepted = db_dup(row, 16);
	item->accepted_board = db_dup(row, 17);
	item->kept = read_kept(row);
	item->damage = read_content(row, item);
	if (!item->damage)
		item->damage = read_enclosure(row, item);
}

/* What goes out beside these could overtake one of them. */
static gboolean
has_to_wait(const DbCursor *row, const GPtrArray *in_hand)
{
	const char *case_id = db_text(row, 2);

	for (guint i = 0; in_hand && i < in_hand->len; i++) {
		const OutboxItem *other = g_ptr_array_index(in_hand, i);

		if (case_id || other->case_id
				? g_strcmp0(case_id, other->case_id) == 0
				: g_ascii_strcasecmp(db_text(row, 6), other->recipient) == 0)
			return TRUE;
	}
	return FALSE;
}

static gboolean
next_due(Store *store, const char *board, gint64 now, const GPtrArray *in_hand, OutboxItem *item,
	gboolean *ret_found, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_NEXT, DB_TEXT(board), DB_INT(now));

	do
		*ret_found = db_next(&row);
	while (*ret_found && has_to_wait(&row, in_hand));
	if (*ret_found)
		read_item(&row, item);
	return db_end(&row, error);
}

static gboolean
next_sending(Store *store, OutboxItem *item, gboolean *ret_found, GError **error)
{
	g_auto(DbCursor) row = db_query_all(store->db, ST_OUTBOX_SENDING);

	*ret_found = db_next(&row);
	if (*ret_found)
		read_item(&row, item);
	return db_end(&row, error);
}

gboolean
store_peek_sending(CaseStore *self, gboolean *ret_found, OutboxItem *ret_item, GError **error)
{
	Store *store = store_of(self);
	g_auto(OutboxItem) item = { 0 };

	g_mutex_lock(&store->mutex);
	gboolean good = next_sending(store, &item, ret_found, error);
	g_mutex_unlock(&store->mutex);
	if (!good)
		return FALSE;
	*ret_item = item;
	memset(&item, 0, sizeof item);
	return TRUE;
}

gboolean
store_peek(CaseStore *self, const char *board, gint64 now, const GPtrArray *in_hand,
	gboolean *ret_found, OutboxItem *ret_item, gint64 *ret_next_due, GError **error)
{
	Store *store = store_of(self);
	g_auto(OutboxItem) item = { 0 };
	gboolean found = FALSE;
	gint64 due = INSTANT_NONE;

	g_mutex_lock(&store->mutex);
	gboolean good = next_due(store, board, now, in_hand, &item, &found, error) &&
			(found || db_get_int(store->db, ST_OUTBOX_NEXT_DUE, INSTANT_NONE, &due,
					  error, DB_TEXT(board)));
	g_mutex_unlock(&store->mutex);
	if (!good)
		return FALSE;
	*ret_found = found;
	*ret_next_due = due;
	*ret_item = item;
	memset(&item, 0, sizeof item);
	return TRUE;
}
