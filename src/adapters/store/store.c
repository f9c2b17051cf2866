/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The case store in SQLite: opening, the lock, and the table of the port's
 * functions. Each function of the port is one transaction.
 */
#include "adapters/store/store.h"

#include <sys/random.h>

#include "adapters/store/store-private.h"
#include "core/error.h"
#include "core/text.h"

void
store_random(void *bytes, gsize length)
{
	/* Up to 256 bytes come whole once the kernel's pool is ready. */
	gssize got = getrandom(bytes, length, 0);
	g_assert(got == (gssize) length);
}

static gboolean
begun(Store *store, gboolean good)
{
	if (!good)
		g_mutex_unlock(&store->mutex);
	return good;
}

/* TRUE within together(): the transaction is open, and is not ended by a part of it. */
static gboolean
is_part(Store *store)
{
	return g_atomic_pointer_get(&store->together) == g_thread_self();
}

gboolean
store_begin(Store *store, GError **error)
{
	if (is_part(store))
		return TRUE;
	g_mutex_lock(&store->mutex);
	store->chain_known = FALSE; /* another process may have written since */
	return begun(store, db_begin(store->db, error));
}

gboolean
store_begin_read(Store *store, GError **error)
{
	if (is_part(store))
		return TRUE;
	g_mutex_lock(&store->mutex);
	return begun(store, db_begin_read(store->db, error));
}

/* What was noted of it in memory goes with it: a notice too many rather than one too few. */
static void
roll_back(Store *store)
{
	db_rollback(store->db);
	g_hash_table_remove_all(store->overtaken);
}

gboolean
store_end(Store *store, gboolean good, GError **error)
{
	if (is_part(store)) {
		store->spoilt = store->spoilt || !good;
		return good;
	}
	good = good && db_commit(store->db, error);
	if (!good)
		roll_back(store);
	g_mutex_unlock(&store->mutex);
	return good;
}

static gboolean
together(CaseStore *self, gboolean (*work)(gpointer user, GError **error), gpointer user,
	GError **error)
{
	Store *store = store_of(self);

	g_assert(!is_part(store));
	if (!store_begin(store, error))
		return FALSE;
	store->spoilt = FALSE;
	g_atomic_pointer_set(&store->together, g_thread_self());
	gboolean good = work(user, error);
	g_atomic_pointer_set(&store->together, NULL);
	g_assert(!good || !store->spoilt);
	return store_end(store, good, error);
}

static gboolean
queue(CaseStore *self, const char *board, const PlannedNotice *notice, const StoreActor *who,
	GError **error)
{
	Store *store = store_of(self);

	if (!store_begin(store, error))
		return FALSE;
	return store_end(store, store_queue(store, board, NULL, notice, who, error), error);
}

static gboolean
recover(CaseStore *self, const StoreActor *who, GError **error)
{
	Store *store = store_of(self);

	if (!store_begin(store, error))
		return FALSE;
	return store_end(store, store_recover_readings(store, who, error), error);
}

/*
 * An end in good order is no death: what could not be handled (a full disk) is
 * tried as often again in the next life.
 */
static void
give_back_attempts(Store *store)
{
	g_autoptr(GError) error = NULL;

	if (store->counted && !db_run(store->db, ST_MAIL_GIVE_BACK, &error, DB_TEXT(store->run)))
		g_message("attempts of this run stay counted: %s", error->message);
}

static void
free_store(CaseStore *self)
{
	Store *store = store_of(self);

	give_back_attempts(store);
	db_close(store->db);
	digest_free(store->digest);
	g_hash_table_unref(store->overtaken);
	g_mutex_clear(&store->mutex);
	g_free(store);
}

static gboolean
tidy(CaseStore *self, GError **error)
{
	/* Without the lock: it uses nothing of the open database but its path. */
	return db_checkpoint(store_of(self)->db, error);
}

static const CaseStore functions = {
	.begin_poll = store_begin_poll,
	.end_poll = store_end_poll,
	.first_poll = store_first_poll,
	.last_accounting = store_last_accounting,
	.defer = store_defer,
	.tidy = tidy,
	.store_mails = store_mails,
	.next_pending = store_next_pending,
	.apply = store_apply,
	.quarantine = store_quarantine,
	.release_mail = store_release_mail,
	.outcome = store_outcome,
	.set_arrival = store_set_arrival,
	.disposable = store_disposable,
	.recognise = store_recognise,
	.newest_known = store_newest_known,
	.newest_differs = store_newest_differs,
	.disposed = store_disposed,
	.last_backup = store_last_backup,
	.marked = store_marked,
	.queue = queue,
	.summary = store_summary,
	.recover = recover,
	.peek = store_peek,
	.peek_sending = store_peek_sending,
	.claim = store_claim,
	.finish = store_finish,
	.move_notice = store_move_notice,
	.move_notices = store_move_notices,
	.fold = store_fold,
	.release_receipts = store_release_receipts,
	.held_receipts = store_held_receipts,
	.count_held = store_count_held,
	.note_backup = store_note_backup,
	.meet_instance = store_meet_instance,
	.doubt_instance = store_doubt_instance,
	.confirm_instance = store_confirm_instance,
	.count_owed = store_count_owed,
	.together = together,
	.claim_reading = store_claim_reading,
	.find_alike = store_find_alike,
	.finish_reading = store_finish_reading,
	.statistics = store_statistics,
	.view = store_view,
	.raw_mail = store_raw_mail,
	.access = store_access,
	.search = store_search,
	.recuse = store_recuse,
	.stored_mail = store_stored_mail,
	.file_mail = store_file_mail,
	.change_case = store_change_case,
	.claim_errand = store_claim_errand,
	.find_lapsed_errand = store_find_lapsed_errand,
	.run_errand = store_run_errand,
	.fail_errand = store_fail_errand,
	.refresh_clocks = store_refresh_clocks,
	.settle_rules = store_settle_rules,
	.remind = store_remind,
	.journal_link = store_journal_link,
	.verify = store_verify,
	.free = free_store,
};

static gboolean
read_testing(Store *store, char **ret_found, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_META_GET, DB_TEXT("testing"));
	g_autofree char *found = db_next(&row) ? db_dup(&row, 0) : NULL;

	if (!db_end(&row, error))
		return FALSE;
	*ret_found = g_steal_pointer(&found);
	return TRUE;
}

/*
 * A database is a test or a real one from its first moment on. Of two processes
 * that open it for the first time one marks it; afterwards it is only read, so
 * that opening waits for nobody.
 */
static gboolean
settle_testing(Store *store, gboolean testing, GError **error)
{
	const char *wanted = testing ? "true" : "false";
	g_autofree char *found = NULL;

	if (!read_testing(store, &found, error))
		return FALSE;
	if (!found &&
		(!db_run(store->db, ST_META_ADD, error, DB_TEXT("testing"), DB_TEXT(wanted)) ||
			!read_testing(store, &found, error)))
		return FALSE;
	if (g_strcmp0(found, wanted) == 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
		"database %s was made with testing = %s and the configuration says %s: "
		"use another database",
		db_path(store->db), found, wanted);
	return FALSE;
}

CaseStore *
store_open(const char *path, gboolean create, gboolean testing, GTimeZone *zone, GError **error)
{
	Db *db = db_open(path, create, &store_schema, error);
	guint8 life[16];

	if (!db)
		return NULL;
	Store *store = g_new0(Store, 1);
	store->base = functions;
	store->db = db;
	store->zone = zone;
	store->digest = digest_new();
	store->overtaken = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_mutex_init(&store->mutex);
	store_random(life, sizeof life);
	g_autofree char *hex = text_to_hex(life, sizeof life);
	g_strlcpy(store->run, hex, sizeof store->run);
	if (settle_testing(store, testing, error))
		return &store->base;
	free_store(&store->base);
	return NULL;
}
