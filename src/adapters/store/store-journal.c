/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 8: the append-only journal, and the proof that nothing in it or in
 * a raw mail was changed.
 */
#include <string.h>

#include "adapters/store/journal-hash.h"
#include "adapters/store/store-private.h"
#include "adapters/variant-json.h"
#include "core/record.h"
#include "core/text.h"

static gboolean
copy_bytes(const DbCursor *row, int column, guint8 *ret, gsize wanted)
{
	gsize length;
	const void *bytes = db_bytes(row, column, &length);

	if (length != wanted)
		return FALSE;
	memcpy(ret, bytes, wanted);
	return TRUE;
}

static gboolean
find_chain_end(Store *store, GError **error)
{
	JournalLink *end = &store->chain_end;

	if (store->chain_known)
		return TRUE;
	g_auto(DbCursor) row = db_query_all(store->db, ST_EVENT_LAST);
	memset(end, 0, sizeof *end);
	if (db_next(&row)) {
		end->seq = db_int(&row, 0);
		end->time = db_int(&row, 2);
		/* A hash of another length is damage: verify says so, here the chain goes on. */
		copy_bytes(&row, 1, end->hash, sizeof end->hash);
	}
	store->chain_known = db_end(&row, error);
	return store->chain_known;
}

static gboolean
append(Store *store, const StoreActor *who, gint64 time, const char *kind, const char *case_id,
	gint64 mail, const char *detail, GError **error)
{
	guint8 salt[JOURNAL_SALT_BYTES];
	JournalLink *end = &store->chain_end;
	JournalEvent event = {
		.seq = end->seq + 1,
		.time = time,
		.actor = who->actor,
		.user = who->user,
		.kind = kind,
		.case_id = case_id,
		.mail = mail,
	};
	JournalLink next = { .seq = event.seq, .time = time };

	store_random(salt, sizeof salt);
	journal_hash_detail(store->digest, salt, detail, event.mac);
	journal_hash_event(store->digest, &event, end->hash, next.hash);
	*end = next;
	return db_run(store->db, ST_EVENT_INSERT, error, DB_INT(event.seq), DB_INT(event.time),
		       DB_TEXT(event.actor), DB_TEXT(event.user), DB_TEXT(kind), DB_TEXT(case_id),
		       DB_INT(mail), DB_BLOB(event.mac, sizeof event.mac),
		       DB_BLOB(next.hash, sizeof next.hash)) &&
	       db_run(store->db, ST_DETAIL_INSERT, error, DB_INT(event.seq),
		       DB_BLOB(salt, sizeof salt), DB_TEXT(detail));
}

/* After this event the earlier times are those that are meant. */
gboolean
store_note_clock(Store *store, const StoreActor *who, GError **error)
{
	Record detail;

	if (!find_chain_end(store, error))
		return FALSE;
	if (store->chain_end.time <= who->time + JOURNAL_CLOCK_SLACK_MS)
		return TRUE;
	g_autofree char *from = instant_to_string(store->chain_end.time, store->zone);
	g_autofree char *to = instant_to_string(who->time, store->zone);
	record_init(&detail);
	record_put_text(&detail, "from", from);
	record_put_text(&detail, "to", to);
	g_autofree char *json = record_end(&detail);
	return append(store, who, who->time, "clock_went_back", NULL, 0, json, error) &&
	       store_unsay_ahead(store, who->time, error);
}

gboolean
store_journal(Store *store, const StoreActor *who, const char *kind, const char *case_id,
	gint64 mail, const char *detail, GError **error)
{
	return store_note_clock(store, who, error) &&
	       append(store, who, MAX(who->time, store->chain_end.time), kind, case_id, mail,
		       detail, error);
}

gboolean
store_journal_texts(Store *store, const StoreActor *who, const char *kind, const char *case_id,
	gint64 mail, GError **error, const char *first, ...)
{
	va_list pairs;
	Record detail;

	record_init(&detail);
	va_start(pairs, first);
	for (const char *key = first; key; key = va_arg(pairs, const char *))
		record_put_text(&detail, key, va_arg(pairs, const char *));
	va_end(pairs);
	g_autofree char *json = record_end(&detail);
	return store_journal(store, who, kind, case_id, mail, json, error);
}

static void G_GNUC_PRINTF(2, 3) complain(Verification *found, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_ptr_array_add(found->problems, g_strdup_vprintf(format, args));
	va_end(args);
}

/* What the journal says of each mail's digest, and what was erased by it. */
typedef struct {
	GHashTable *digests; /* mail number -> hex, from mail_stored events */
	GHashTable *erased;  /* seq of events whose detail an erasure took away */
	GArray *bare;        /* seq of events without detail */
	Digest *digest;
} Walk;

static void
note_detail(Walk *walk, const JournalEvent *event, const char *detail)
{
	g_autoptr(GVariant) members = variant_from_json(detail, NULL);
	const char *text = NULL;

	if (!members)
		return;
	if (strcmp(event->kind, "mail_stored") == 0 &&
		g_variant_lookup(members, "sha256", "&s", &text))
		g_hash_table_insert(
			walk->digests, g_memdup2(&event->mail, sizeof event->mail), g_strdup(text));
	if (strcmp(event->kind, "detail_erased") == 0 &&
		g_variant_lookup(members, "seq", "&s", &text)) {
		gint64 seq = g_ascii_strtoll(text, NULL, 10);
		g_hash_table_add(walk->erased, g_memdup2(&seq, sizeof seq));
	}
}

static void
check_detail(const DbCursor *row, const JournalEvent *event, Walk *walk, Verification *found)
{
	guint8 salt[JOURNAL_SALT_BYTES], mac[JOURNAL_HASH_BYTES];

	if (db_is_null(row, 10)) {
		g_array_append_val(walk->bare, event->seq);
		return;
	}
	const char *detail = db_text(row, 10);
	if (copy_bytes(row, 9, salt, sizeof salt)) {
		journal_hash_detail(walk->digest, salt, detail, mac);
		if (memcmp(mac, event->mac, sizeof mac) == 0) {
			note_detail(walk, event, detail);
			return;
		}
	}
	complain(found, "event %" G_GINT64_FORMAT ": its detail was changed", event->seq);
}

static void
check_event(const DbCursor *row, JournalLink *end, Walk *walk, Verification *found)
{
	guint8 hash[JOURNAL_HASH_BYTES], stored[JOURNAL_HASH_BYTES];
	JournalEvent event = {
		.seq = db_int(row, 0),
		.time = db_int(row, 1),
		.actor = db_text(row, 2),
		.user = db_text(row, 3),
		.kind = db_text(row, 4),
		.case_id = db_text(row, 5),
		.mail = db_int(row, 6),
	};

	found->events++;
	if (event.seq != end->seq + 1)
		complain(found, "event %" G_GINT64_FORMAT " is missing", end->seq + 1);
	gboolean whole = copy_bytes(row, 7, event.mac, sizeof event.mac) &&
			 copy_bytes(row, 8, stored, sizeof stored);
	if (whole)
		journal_hash_event(walk->digest, &event, end->hash, hash);
	if (!whole || memcmp(hash, stored, sizeof hash) != 0)
		complain(found, "event %" G_GINT64_FORMAT ": it, or the one before it, was changed",
			event.seq);
	check_detail(row, &event, walk, found);
	end->seq = event.seq;
	if (whole)
		memcpy(end->hash, stored, sizeof stored);
}

static gboolean
check_chain(Store *store, Walk *walk, Verification *found, GError **error)
{
	g_auto(DbCursor) row = db_query_all(store->db, ST_EVENT_VERIFY);
	JournalLink end = { 0 };

	while (db_next(&row))
		check_event(&row, &end, walk, found);
	for (guint i = 0; i < walk->bare->len; i++) {
		gint64 seq = g_array_index(walk->bare, gint64, i);

		if (g_hash_table_contains(walk->erased, &seq))
			found->erased++;
		else
			complain(found,
				"event %" G_GINT64_FORMAT
				": its detail is gone, and no erasure took it",
				seq);
	}
	return db_end(&row, error);
}

static void
check_mail(const DbCursor *row, Walk *walk, Verification *found)
{
	gint64 mail = db_int(row, 0);
	guint8 digest[MAIL_DIGEST_BYTES], stored[MAIL_DIGEST_BYTES];
	gsize length;

	found->mails++;
	const void *bytes = db_bytes(row, 2, &length);
	digest_bytes(bytes, length, digest);
	g_autofree char *hex = text_to_hex(digest, sizeof digest);
	const char *proved = g_hash_table_lookup(walk->digests, &mail);
	if (db_is_null(row, 2))
		complain(found, "mail %" G_GINT64_FORMAT ": its raw bytes are gone", mail);
	else if (!proved)
		complain(
			found, "mail %" G_GINT64_FORMAT ": no event of the journal knows it", mail);
	else if (strcmp(hex, proved) != 0)
		complain(found, "mail %" G_GINT64_FORMAT ": its raw bytes were changed", mail);
	else if (!copy_bytes(row, 1, stored, sizeof stored) ||
		 memcmp(stored, digest, sizeof digest) != 0)
		complain(found, "mail %" G_GINT64_FORMAT ": its recorded digest was changed", mail);
	g_hash_table_remove(walk->digests, &mail);
}

static gboolean
check_mails(Store *store, Walk *walk, Verification *found, GError **error)
{
	g_auto(DbCursor) row = db_query_all(store->db, ST_MAIL_VERIFY);
	GHashTableIter iter;
	gpointer key;

	while (db_next(&row))
		check_mail(&row, walk, found);
	g_hash_table_iter_init(&iter, walk->digests);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		complain(found, "mail %" G_GINT64_FORMAT " is gone", *(gint64 *) key);
	return db_end(&row, error);
}

gboolean
store_journal_find(Store *store, gint64 seq, JournalLink *ret, GError **error)
{
	DbCursor row = seq ? db_query(store->db, ST_EVENT_LINK, DB_INT(seq))
			   : db_query_all(store->db, ST_EVENT_LAST);

	*ret = (JournalLink){ 0 };
	if (db_next(&row)) {
		ret->seq = db_int(&row, 0);
		ret->time = db_int(&row, 2);
		copy_bytes(&row, 1, ret->hash, sizeof ret->hash);
	}
	return db_end(&row, error);
}

gboolean
store_journal_link(CaseStore *self, gint64 seq, JournalLink *ret, GError **error)
{
	Store *store = store_of(self);
	JournalLink link;

	if (!store_begin_read(store, error) ||
		!store_end(store, store_journal_find(store, seq, &link, error), error))
		return FALSE;
	*ret = link;
	return TRUE;
}

gboolean
store_verify(CaseStore *self, Verification *ret, GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GHashTable) digests =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	g_autoptr(GHashTable) erased =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GArray) bare = g_array_new(FALSE, FALSE, sizeof(gint64));
	Walk walk = { digests, erased, bare, store->digest };
	g_auto(Verification) found = { .problems = g_ptr_array_new_with_free_func(g_free) };
	g_autofree char *complaint = NULL;

	/* One moment is verified; it may take minutes, and the daemon writes meanwhile. */
	if (!store_begin_read(store, error))
		return FALSE;
	gboolean good = check_chain(store, &walk, &found, error) &&
			check_mails(store, &walk, &found, error) &&
			db_quick_check(store->db, &complaint, error);
	if (!store_end(store, good, error))
		return FALSE;
	if (complaint)
		complain(&found, "the database file is damaged: %s", complaint);
	*ret = found;
	found.problems = NULL;
	return TRUE;
}
