/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tokens of notices that may be answered with commands. A token is known by its
 * nonce; what it is bound to stands here, and the key that proves it does not.
 */
#include "adapters/store/store.h"

#include <string.h>

#include "adapters/store/store-lookup.h"
#include "core/answer/reply-find.h"
#include "core/answer/reply.h"
#include "core/text.h"

void
store_use_reply_keys(CaseStore *self, const ReplyKeys *keys)
{
	store_of(self)->reply_keys = keys;
}

void
store_reply_clear(StoreReply *reply)
{
	g_clear_pointer(&reply->token, g_free);
}

void
store_make_reply(Store *store, const StoreMatter *matter, const PlannedNotice *notice,
	const char *recipient, gint64 now, StoreReply *ret_reply)
{
	guint days;

	*ret_reply = (StoreReply){ 0 };
	if (!store->reply_keys || !matter->case_id ||
		!reply_is_asked(notice->notice, notice->audience, &ret_reply->purpose, &days))
		return;
	ret_reply->expires = date_add_days(date_from_instant(now, store->zone), (int) days);
	store_random(ret_reply->nonce, sizeof ret_reply->nonce);
	const ReplyBinding binding = { matter->board, matter->case_id, recipient,
		ret_reply->purpose, ret_reply->expires };
	ret_reply->token = reply_token_make(store->reply_keys, &binding, ret_reply->nonce);
}

/* What may be said once only, and was said before, has entered no row. */
gboolean
store_keep_reply(Store *store, const StoreReply *reply, GError **error)
{
	if (!reply->token || db_changes(store->db) == 0)
		return TRUE;
	g_autofree char *day = date_to_string(reply->expires);

	return db_run(store->db, ST_REPLY_INSERT, error, DB_BLOB(reply->nonce, sizeof reply->nonce),
		DB_INT(db_last_id(store->db)), DB_TEXT(reply_purpose_name(reply->purpose)),
		DB_TEXT(day));
}

/* What the token was made for, if it was for this board. */
static gboolean
find_bound(Store *store, const char *board, const ReplyToken *token, StoreLookup *lookup,
	GError **error)
{
	IntakeReply *reply = &lookup->known.reply;
	ReplyBinding binding = { .board = board };
	g_auto(DbCursor) row =
		db_query(store->db, ST_REPLY_GET, DB_BLOB(token->nonce, REPLY_NONCE_BYTES));

	if (db_next(&row) && strcmp(db_text(&row, 0), board) == 0 &&
		reply_purpose_from_name(db_text(&row, 3), &binding.purpose) &&
		date_from_string(db_text(&row, 4), &binding.expires)) {
		binding.case_id = db_text(&row, 1);
		binding.recipient = db_text(&row, 2);
		if (reply_token_holds(token, store->reply_keys, &binding)) {
			reply->purpose = binding.purpose;
			lookup->reply_case = db_dup(&row, 1);
			lookup->reply_to = db_dup(&row, 2);
		}
	}
	return db_end(&row, error);
}

/* Whether a notice to who writes had that token, and its key has been taken away since. */
static gboolean
find_retired(Store *store, const char *board, const Mail *mail, const ReplyToken *token,
	gboolean *ret_retired, GError **error)
{
	g_auto(DbCursor) row =
		db_query(store->db, ST_REPLY_GET, DB_BLOB(token->nonce, REPLY_NONCE_BYTES));
	ReplyPurpose purpose;

	*ret_retired = FALSE;
	if (db_next(&row) && strcmp(db_text(&row, 0), board) == 0 &&
		reply_purpose_from_name(db_text(&row, 3), &purpose) && purpose != REPLY_FOR_FACTS &&
		!reply_keys_know(store->reply_keys, token)) {
		g_autofree char *to = text_fold_address(db_text(&row, 2));
		g_autofree char *from = text_fold_address(mail->from_address);

		*ret_retired = strcmp(to, from) == 0;
	}
	return db_end(&row, error);
}

/*
 * What the token would have been made for, as far as the mail itself says so; it is the case
 * and the kind of the notice that its Message-ID begins with (store-outbox.c).
 */
static gboolean
was_made_here(const Store *store, const char *board, const Mail *mail, const ReplyToken *token,
	ReplyPurpose *ret_purpose)
{
	for (guint i = 0; mail->from_address && i < mail->references->len; i++) {
		const char *reference = g_ptr_array_index(mail->references, i);
		g_auto(GStrv) pieces = g_strsplit(reference, ".", 2);
		ReplyBinding binding = { board, pieces[0], mail->from_address, REPLY_FOR_WORK,
			token->expires };

		for (guint p = 0; p < REPLY_PURPOSE_COUNT; p++) {
			binding.purpose = (ReplyPurpose) p;
			*ret_purpose = binding.purpose;
			if (reply_token_holds(token, store->reply_keys, &binding))
				return TRUE;
		}
	}
	return FALSE;
}

/*
 * Whether a newer state of this database has told somebody what this one does not know. What
 * was told before a person last confirmed the database that person has judged.
 */
static gboolean
find_unknown(Store *store, const char *board, const Mail *mail, const ReplyToken *token,
	gboolean *ret_unknown, GError **error)
{
	ReplyPurpose purpose;
	CivilDate confirmed;
	gint64 known;

	if (!db_get_int(store->db, ST_REPLY_KNOWN, 0, &known, error,
		    DB_BLOB(token->nonce, REPLY_NONCE_BYTES)))
		return FALSE;
	*ret_unknown = FALSE;
	if (known > 0 || !was_made_here(store, board, mail, token, &purpose))
		return TRUE;
	if (!store_confirmed_day(store, &confirmed, error))
		return FALSE;
	*ret_unknown = date_compare(reply_begun(purpose, token->expires), confirmed) > 0;
	return TRUE;
}

gboolean
store_look_for_reply(
	Store *store, const char *board, const Mail *mail, StoreLookup *lookup, GError **error)
{
	IntakeReply *reply = &lookup->known.reply;
	ReplyToken token;
	ReplyPlace place = store->reply_keys ? reply_find(mail, &token) : REPLY_NOWHERE;

	if (place == REPLY_NOWHERE)
		return TRUE;
	if (!find_bound(store, board, &token, lookup, error))
		return FALSE;
	reply->altered = lookup->reply_case == NULL;
	if (reply->altered)
		return find_retired(store, board, mail, &token, &reply->retired, error) &&
		       find_unknown(store, board, mail, &token, &lookup->behind, error);
	reply->place = place;
	memcpy(reply->nonce, token.nonce, REPLY_NONCE_BYTES);
	if (place == REPLY_IN_WORDS && !lookup->thread_case)
		lookup->thread_case = g_strdup(lookup->reply_case);
	return TRUE;
}
