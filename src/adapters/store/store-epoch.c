/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ledgers of a mailbox that keeps its UIDVALIDITY and is not the same any
 * more. An old ledger is put aside, never changed: its UIDVALIDITY, a 32-bit
 * number, gets a number above that.
 */
#include <string.h>

#include "adapters/store/store-private.h"

#define EPOCH (G_GINT64_CONSTANT(1) << 32)

/* How many ledgers of this UIDVALIDITY were put aside. */
static gboolean
count_epochs(Store *store, const char *board, guint32 uidvalidity, gint64 *ret, GError **error)
{
	gint64 last;

	if (!db_get_int(store->db, ST_MAILBOX_LAST_EPOCH, 0, &last, error, DB_TEXT(board),
		    DB_INT(uidvalidity)))
		return FALSE;
	*ret = last / EPOCH;
	return TRUE;
}

gboolean
store_begin_epoch(Store *store, const char *board, guint32 uidvalidity, LedgerCause cause,
	const StoreActor *who, GError **error)
{
	g_autofree char *number = g_strdup_printf("%u", uidvalidity);
	gint64 epochs;

	if (!count_epochs(store, board, uidvalidity, &epochs, error))
		return FALSE;
	gint64 aside = uidvalidity + (epochs + 1) * EPOCH;
	return db_run(store->db, ST_LEDGER_PUT_ASIDE, error, DB_INT(aside), DB_TEXT(board),
		       DB_INT(uidvalidity)) &&
	       db_run(store->db, ST_MAILBOX_PUT_ASIDE, error, DB_INT(aside), DB_TEXT(board),
		       DB_INT(uidvalidity)) &&
	       db_run(store->db, ST_MAILBOX_BEGIN, error, DB_TEXT(board), DB_INT(uidvalidity),
		       DB_INT(who->time), DB_TEXT(ledger_cause_name(cause))) &&
	       store_journal_texts(store, who, "ledger_begun", NULL, 0, error, "board", board,
		       "uidvalidity", number, "cause", ledger_cause_name(cause), NULL);
}

/* A mailbox as it was last seen; all empty if it never was. */
typedef struct {
	LedgerSight sight;
	char *place; /* of the sight */
	LedgerCause cause;
	gboolean doubted;
} LastSeen;

static void
last_seen_clear(LastSeen *seen)
{
	g_free(seen->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LastSeen, last_seen_clear)

static gboolean
last_seen(Store *store, const char *board, guint32 uidvalidity, LastSeen *seen, GError **error)
{
	g_auto(DbCursor) row =
		db_query(store->db, ST_MAILBOX_GET, DB_TEXT(board), DB_INT(uidvalidity));

	if (db_next(&row)) {
		seen->place = db_dup(&row, 1);
		seen->sight = (LedgerSight){ db_int(&row, 0), seen->place };
		if (db_is_null(&row, 2) || !ledger_cause_from_name(db_text(&row, 2), &seen->cause))
			seen->cause = LEDGER_SAME;
		seen->doubted = db_int(&row, 3) != 0;
	}
	return db_end(&row, error);
}

/* A mailbox that holds a number is past it, whatever its server says is next. */
static gint64
next_uid(const MailSourceState *state, GArray *uids)
{
	gint64 last = uids->len ? g_array_index(uids, guint32, uids->len - 1) : 0;

	return state->uidnext ? MAX((gint64) state->uidnext, last + 1) : 0;
}

/* How many ledgers began since then because the mailbox had become another by itself. */
static gboolean
count_recent(Store *store, const char *board, gint64 now, gint64 *ret, GError **error)
{
	return db_get_int(store->db, ST_MAILBOX_BEGUN, 0, ret, error, DB_TEXT(board),
		DB_INT(now - LEDGER_WENT_BACK_MS), DB_TEXT(ledger_cause_name(LEDGER_WENT_BACK)),
		DB_TEXT(ledger_cause_name(LEDGER_NEWEST_DIFFERS)));
}

static gboolean
set_doubt(Store *store, const char *board, guint32 uidvalidity, gboolean doubted, GError **error)
{
	return db_run(store->db, ST_MAILBOX_DOUBT, error, DB_INT(doubted), DB_TEXT(board),
		DB_INT(uidvalidity));
}

/*
 * Whether a new ledger may begin for a mailbox that went back, now or, in doubt, at
 * an earlier poll. It is remembered: by the time it may begin, new mail may have
 * got the known numbers, and then nothing is lower any more.
 */
static gboolean
judge(Store *store, const char *board, guint32 uidvalidity, gboolean went_back, gint64 now,
	LedgerDoubt *ret_doubt, GError **error)
{
	gint64 recent = 0;

	if (went_back && !count_recent(store, board, now, &recent, error))
		return FALSE;
	*ret_doubt = recent > 0 ? LEDGER_SWINGING : LEDGER_SURE;
	return set_doubt(store, board, uidvalidity, *ret_doubt != LEDGER_SURE, error);
}

gboolean
store_meet_mailbox(Store *store, const char *board, const MailSourceState *state, GArray *uids,
	const StoreActor *who, PollWork *work, GError **error)
{
	const LedgerSight now = { next_uid(state, uids), state->place };
	g_auto(LastSeen) seen = { 0 };

	if (!last_seen(store, board, state->uidvalidity, &seen, error))
		return FALSE;
	work->cause = seen.cause;
	LedgerCause cause = ledger_compare(&seen.sight, &now);
	if (cause == LEDGER_SAME && seen.doubted)
		cause = LEDGER_WENT_BACK;
	if (!judge(store, board, state->uidvalidity, cause == LEDGER_WENT_BACK, who->time,
		    &work->doubt, error))
		return FALSE;
	if (work->doubt != LEDGER_SURE)
		cause = LEDGER_SAME;
	if (cause != LEDGER_SAME &&
		!store_begin_epoch(store, board, state->uidvalidity, cause, who, error))
		return FALSE;
	if (cause != LEDGER_SAME)
		work->cause = cause;
	return work->cause == LEDGER_SAME ||
	       count_epochs(store, board, state->uidvalidity, &work->epoch, error);
}

/* TRUE if the mail, or the one that it is a copy of, has that identity (invariant 4). */
static gboolean
has_identity(Store *store, const char *board, const MailGlance *glance, gint64 mail, gint64 copy_of,
	gboolean *ret_has, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_IDENTITY_GET, DB_TEXT(board),
		DB_BLOB(glance->fingerprint, MAIL_DIGEST_BYTES),
		DB_TEXT(glance->message_id ? glance->message_id : ""));

	*ret_has = db_next(&row) && (db_int(&row, 0) == mail || db_int(&row, 0) == copy_of);
	return db_end(&row, error);
}

/* A server may write a mail anew, and tell another size of it each time. */
static gboolean
is_same(Store *store, const char *board, guint32 uidvalidity, const MailGlance *glance,
	gboolean *ret_same, GError **error)
{
	const LedgerMail now = { glance->size, glance->message_id };
	g_auto(DbCursor) row = db_query(store->db, ST_LEDGER_MAIL, DB_TEXT(board),
		DB_INT(uidvalidity), DB_INT(glance->uid));
	gint64 mail = 0, copy_of = 0;

	*ret_same = FALSE;
	if (db_next(&row)) {
		const LedgerMail stored = { db_int(&row, 0),
			db_is_null(&row, 1) ? NULL : db_text(&row, 1) };
		gsize length;
		const void *digest = db_bytes(&row, 2, &length);

		mail = db_int(&row, 3);
		copy_of = db_int(&row, 4);
		*ret_same = glance->whole ? length == MAIL_DIGEST_BYTES &&
						    memcmp(digest, glance->digest, length) == 0
					  : ledger_is_same_mail(&stored, &now);
	}
	if (!db_end(&row, error))
		return FALSE;
	return *ret_same || !glance->whole || mail == 0 ||
	       has_identity(store, board, glance, mail, copy_of, ret_same, error);
}

gboolean
store_recognise(CaseStore *self, const char *board, guint32 uidvalidity, const GArray *glances,
	const StoreActor *who, gboolean *ret_same, GArray **ret_doubtful, GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GArray) doubtful = g_array_new(FALSE, FALSE, sizeof(guint32));
	gboolean other = FALSE, good = TRUE;

	if (!store_begin(store, error))
		return FALSE;
	for (guint i = 0; good && !other && i < glances->len; i++) {
		const MailGlance *glance = &g_array_index(glances, MailGlance, i);
		gboolean same;

		good = is_same(store, board, uidvalidity, glance, &same, error);
		other = good && !same && glance->whole;
		if (good && !same)
			g_array_append_val(doubtful, glance->uid);
	}
	good = good && (!other || store_begin_epoch(store, board, uidvalidity, LEDGER_OTHER_MAIL,
					  who, error));
	if (!store_end(store, good, error))
		return FALSE;
	*ret_same = !other;
	*ret_doubtful = g_steal_pointer(&doubtful);
	return TRUE;
}

/* The newest known mail up to that number; its uid stays 0 where there is none. */
static gboolean
find_known(Store *store, const char *board, guint32 uidvalidity, guint32 uid, NewestMail *ret,
	GError **error)
{
	g_auto(DbCursor) row = db_query(
		store->db, ST_LEDGER_NEWEST, DB_TEXT(board), DB_INT(uidvalidity), DB_INT(uid));

	if (db_next(&row))
		*ret = (NewestMail){ (guint32) db_int(&row, 0), db_dup(&row, 1) };
	return db_end(&row, error);
}

/*
 * The first, downwards, of what is known and of what is there: each leaps to where the other
 * has come, for either may be long where the other has nothing.
 */
static gboolean
find_newest(Store *store, const char *board, guint32 uidvalidity, GArray *uids, NewestMail *ret,
	GError **error)
{
	guint u = uids->len;

	while (u > 0) {
		g_auto(NewestMail) known = { 0 };
		guint32 uid = g_array_index(uids, guint32, u - 1);

		if (!find_known(store, board, uidvalidity, uid, &known, error))
			return FALSE;
		if (known.uid == uid) {
			*ret = known;
			known.message_id = NULL;
			return TRUE;
		}
		while (u > 0 && g_array_index(uids, guint32, u - 1) > known.uid)
			u--;
	}
	return TRUE;
}

gboolean
store_newest_known(CaseStore *self, const char *board, const MailSourceState *state, GArray *uids,
	NewestMail *ret_mail, GError **error)
{
	Store *store = store_of(self);
	const LedgerSight now = { next_uid(state, uids), state->place };
	g_auto(LastSeen) seen = { 0 };
	g_auto(NewestMail) mail = { 0 };

	if (!store_begin_read(store, error))
		return FALSE;
	gboolean good = last_seen(store, board, state->uidvalidity, &seen, error);
	/* Of a mailbox that is another one anyhow there is nothing to learn. */
	if (good && !seen.doubted && ledger_compare(&seen.sight, &now) == LEDGER_SAME)
		good = find_newest(store, board, state->uidvalidity, uids, &mail, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_mail = mail;
	mail.message_id = NULL;
	return TRUE;
}

gboolean
store_newest_differs(CaseStore *self, const char *board, guint32 uidvalidity, const StoreActor *who,
	GError **error)
{
	Store *store = store_of(self);
	gint64 recent;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = count_recent(store, board, who->time, &recent, error) &&
			(recent > 0 ? set_doubt(store, board, uidvalidity, TRUE, error)
				    : store_begin_epoch(store, board, uidvalidity,
					      LEDGER_NEWEST_DIFFERS, who, error));
	return store_end(store, good, error);
}
