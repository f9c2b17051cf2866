/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 2: the raw bytes of a mail are durable, with an attempt counted,
 * before anything looks into them; and whatever cannot be handled stays, with a
 * reason and a person told.
 */
#include "adapters/store/store-private.h"
#include "core/error.h"
#include "core/text.h"

/* Within which a command has handled what it stored, or has died. */
#define IN_HAND_MS (60 * 1000)

static DbValue
instant_value(gint64 instant)
{
	return instant == INSTANT_NONE ? DB_NULL : DB_INT(instant);
}

static gboolean
journal_stored(Store *store, const StoreActor *who, gint64 mail, const FetchedMail *fetched,
	GError **error)
{
	g_autofree char *hex = text_to_hex(fetched->digest, MAIL_DIGEST_BYTES);
	g_autofree char *size = g_strdup_printf("%zu", g_bytes_get_size(fetched->item.raw));

	g_autofree char *received = fetched->way == MAIL_WAY_ENTERED
					    ? instant_to_string(fetched->received, store->zone)
					    : NULL;
	return store_journal_texts(store, who, "mail_stored", NULL, mail, error, "sha256", hex,
		"size", size, "way", fetched->way ? mail_way_name(fetched->way) : NULL, "how",
		fetched->how, "taken_by", fetched->taken_by, "received", received, NULL);
}

/*
 * The mail of the board that has these bytes already, 0 if none: in a mailbox that
 * is numbered anew most are known. They are compared themselves, for they may be
 * gone or changed. Of another board's they are kept apart, so that each can be
 * erased by itself.
 */
static gboolean
find_same_bytes(Store *store, const char *board, const FetchedMail *fetched, DbValue bytes,
	gint64 *ret_mail, GError **error)
{
	return db_get_int(store->db, ST_MAIL_SAME_BYTES, 0, ret_mail, error,
		DB_BLOB(fetched->digest, MAIL_DIGEST_BYTES), DB_TEXT(board), bytes);
}

static gboolean
store_one(Store *store, const char *board, guint32 uidvalidity, const FetchedMail *fetched,
	const StoreActor *who, GArray *mails, GError **error)
{
	const MailSourceItem *item = &fetched->item;
	gsize length;
	const void *data = g_bytes_get_data(item->raw, &length);
	const DbValue bytes = DB_BLOB(length ? data : "", length);
	gint64 same;

	if (!find_same_bytes(store, board, fetched, bytes, &same, error) ||
		!db_run(store->db, ST_MAIL_INSERT, error, DB_TEXT(board), DB_REF(uidvalidity),
			DB_REF(item->uid), DB_INT(who->time), instant_value(item->internaldate),
			DB_INT((gint64) item->size), DB_INT(item->truncated),
			DB_BLOB(fetched->digest, MAIL_DIGEST_BYTES), DB_TEXT(store->run),
			DB_TEXT(mail_way_name(fetched->way)),
			fetched->way == MAIL_WAY_ENTERED ? DB_INT(fetched->received) : DB_NULL,
			DB_TEXT(fetched->how), DB_TEXT(fetched->taken_by), DB_REF(same)))
		return FALSE;
	gint64 mail = db_last_id(store->db);
	g_array_append_val(mails, mail);
	return (same || db_run(store->db, ST_RAW_INSERT, error, DB_INT(mail), bytes)) &&
	       db_run(store->db, ST_LEDGER_STORED, error, DB_INT(mail),
		       DB_REF((gint64) item->told_size), DB_TEXT(board), DB_INT(uidvalidity),
		       DB_INT(item->uid)) &&
	       journal_stored(store, who, mail, fetched, error);
}

gboolean
store_mails(CaseStore *self, const char *board, guint32 uidvalidity, const FetchedMail *fetched,
	gsize n_fetched, const StoreActor *who, GArray **ret_mails, GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GArray) mails =
		g_array_sized_new(FALSE, FALSE, sizeof(gint64), (guint) n_fetched);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = TRUE;
	for (gsize i = 0; good && i < n_fetched; i++)
		good = store_one(store, board, uidvalidity, &fetched[i], who, mails, error);
	if (!store_end(store, good, error))
		return FALSE;
	store->counted |= n_fetched > 0;
	*ret_mails = g_steal_pointer(&mails);
	return TRUE;
}

static gboolean
load_pending(Store *store, const char *board, PendingOf of, gint64 now, PendingMail *pending,
	GError **error)
{
	g_auto(DbCursor) row =
		db_query(store->db, ST_MAIL_PENDING, DB_TEXT(board), DB_TEXT(store->run),
			DB_INT(of == PENDING_OWN), DB_INT(now - IN_HAND_MS), DB_INT(now));

	if (db_next(&row)) {
		gsize length;
		const void *bytes = db_bytes(&row, 4, &length);

		pending->origin.mail = db_int(&row, 0);
		pending->origin.stored = db_int(&row, 1);
		pending->origin.internaldate = db_is_null(&row, 2) ? INSTANT_NONE : db_int(&row, 2);
		pending->origin.truncated = db_int(&row, 3) != 0;
		pending->raw = g_bytes_new(bytes, length);
		pending->origin.received = db_int(&row, 6);
		/* The schema's CHECK lets in no other word. */
		(void) !mail_way_from_name(db_text(&row, 5), &pending->origin.way);
	}
	return db_end(&row, error);
}

static gboolean
count_attempt(Store *store, PendingMail *pending, GError **error)
{
	gint64 attempts = 0;

	if (!pending->raw)
		return TRUE;
	if (!db_get_int(store->db, ST_MAIL_ATTEMPT, 0, &attempts, error, DB_TEXT(store->run),
		    DB_INT(pending->origin.mail)))
		return FALSE;
	pending->attempts = (guint) attempts;
	return TRUE;
}

gboolean
store_next_pending(CaseStore *self, const char *board, PendingOf of, const StoreActor *who,
	PendingMail *ret_pending, GError **error)
{
	Store *store = store_of(self);
	g_auto(PendingMail) pending = { 0 };

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = load_pending(store, board, of, who->time, &pending, error) &&
			count_attempt(store, &pending, error);
	if (!store_end(store, good, error))
		return FALSE;
	store->counted |= pending.raw != NULL;
	*ret_pending = pending;
	pending.raw = NULL;
	return TRUE;
}

gboolean
store_quarantine(CaseStore *self, const char *board, gint64 mail, const char *reason,
	const PlannedNotice *tell, const StoreActor *who, gboolean *ret_done, GError **error)
{
	Store *store = store_of(self);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = db_run(store->db, ST_MAIL_QUARANTINE, error, DB_TEXT(reason), DB_INT(mail));
	/* Another process may have handled it since: then nothing is wrong with it. */
	gboolean done = good && db_changes(store->db) > 0;
	if (ret_done)
		*ret_done = done;
	if (good && !done)
		return store_end(store, TRUE, error);
	good = good &&
	       db_run(store->db, ST_LEDGER_STATE, error, DB_TEXT("quarantined"), DB_TEXT(reason),
		       DB_INT(mail)) &&
	       store_journal_texts(
		       store, who, "mail_quarantined", NULL, mail, error, "reason", reason, NULL) &&
	       (!tell || store_queue(store, board, NULL, tell, who, error));
	return store_end(store, good, error);
}

/* The reason for which a mail stands in quarantine; an error if it does not. */
static gboolean
quarantine_reason(Store *store, gint64 mail, char **ret_reason, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_MAIL_STATE, DB_INT(mail));
	gboolean found = db_next(&row);
	g_autofree char *state = found ? db_dup(&row, 0) : NULL;
	g_autofree char *reason = found ? db_dup(&row, 1) : NULL;

	if (!db_end(&row, error))
		return FALSE;
	if (g_strcmp0(state, "quarantined") == 0) {
		*ret_reason = g_steal_pointer(&reason);
		return TRUE;
	}
	if (found)
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
			"mail %" G_GINT64_FORMAT " is %s: only what is in quarantine is released",
			mail, state);
	else
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no mail %" G_GINT64_FORMAT, mail);
	return FALSE;
}

gboolean
store_release_mail(CaseStore *self, gint64 mail, const StoreActor *who, GError **error)
{
	Store *store = store_of(self);
	g_autofree char *reason = NULL;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good =
		quarantine_reason(store, mail, &reason, error) &&
		db_run(store->db, ST_MAIL_RELEASE, error, DB_INT(mail)) &&
		db_run(store->db, ST_LEDGER_STATE, error, DB_TEXT("owed"), DB_NULL, DB_INT(mail)) &&
		store_journal_texts(store, who, "mail_released", NULL, mail, error,
			"was_quarantined_for", reason, NULL);
	return store_end(store, good, error);
}

static gboolean
load_raw(Store *store, gint64 mail, GBytes **ret_raw, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_RAW_GET, DB_INT(mail));
	gboolean found = db_next(&row);

	if (found) {
		gsize length;
		const void *bytes = db_bytes(&row, 0, &length);
		*ret_raw = g_bytes_new(bytes, length);
	}
	if (!db_end(&row, error))
		return FALSE;
	if (!found)
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no mail %" G_GINT64_FORMAT, mail);
	return found;
}

gboolean
store_raw_mail(
	CaseStore *self, gint64 mail, const StoreActor *who, GBytes **ret_raw, GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GBytes) raw = NULL;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = load_raw(store, mail, &raw, error) &&
			store_journal_mail(store, who, "mail_extracted", mail, "key", NULL, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_raw = g_steal_pointer(&raw);
	return TRUE;
}
