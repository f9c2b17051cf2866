/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 5: notices enter the outbox in the transaction of what causes
 * them, with their final Message-ID, and leave it only by a move that
 * core/notice/outbox.c allows.
 */
#include "adapters/store/store-private.h"
#include "core/error.h"
#include "core/notice/privacy.h"
#include "core/text.h"

/* The number that the headers may show: an outsider is not told that there is a case. */
static const char *
shown_case(const char *case_id, const PlannedNotice *notice)
{
	return privacy_allows("case", notice->audience, notice->route) ? case_id : NULL;
}

/* The thread of a case in the reader's mail program; and what is answered, if anything. */
static char *
thread_of(const char *case_id, const PlannedNotice *notice)
{
	if (!case_id)
		return g_strdup(notice->in_reply_to);
	if (!notice->in_reply_to)
		return g_strdup_printf("%s@%s", case_id, notice->domain);
	return g_strdup_printf("%s@%s %s", case_id, notice->domain, notice->in_reply_to);
}

/* With its token, which mail programs send back as what is answered. */
static char *
new_message_id(const char *case_id, const PlannedNotice *notice, const StoreReply *reply)
{
	guint8 nonce[8];

	if (reply->token)
		return g_strdup_printf("%s.%s.%s@%s", case_id, notice_name(notice->notice),
			reply->token, notice->domain);

	store_random(nonce, sizeof nonce);
	g_autofree char *hex = text_to_hex(nonce, sizeof nonce);
	return g_strdup_printf("%s.%s.%s@%s", case_id ? case_id : "lexsarah",
		notice_name(notice->notice), hex, notice->domain);
}

gboolean
store_case_no(Store *store, const char *case_id, gint64 *ret_no, GError **error)
{
	gint64 no;

	if (!db_get_int(store->db, ST_CASE_ID, 0, &no, error, DB_TEXT(case_id)))
		return FALSE;
	if (no == 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no case %s", case_id);
		return FALSE;
	}
	*ret_no = no;
	return TRUE;
}

static gboolean
keep_budget(Store *store, const StoreMatter *matter, const PlannedNotice *notice,
	const char *recipient, const StoreActor *who, Hold *hold, GError **error)
{
	NoticeCount sum = { 0 };

	/* Of a case that is opened here nothing has gone out. */
	gint64 older = matter->opened ? 0 : matter->case_no;

	if (!store_count_budget(store, older, notice->notice, &notice->limit, recipient, who->time,
		    &sum, error))
		return FALSE;
	if (!budget_allows(&notice->limit, &sum))
		*hold = HOLD_BUDGET;
	return TRUE;
}

/*
 * Holds what goes to an address that took no mail, until a person says that it does. Who reads of
 * such notices has nobody behind them: what tells of one goes.
 */
static gboolean
keep_from_nobody(Store *store, const char *board, const PlannedNotice *notice,
	const char *recipient, Hold *hold, GError **error)
{
	gint64 stopped = 0;

	if (notice->notice == NOTICE_UNDELIVERABLE || notice->audience == AUDIENCE_OPERATOR)
		return TRUE;
	if (!db_get_int(store->db, ST_OUTBOX_STOPPED, 0, &stopped, error, DB_TEXT(recipient),
		    DB_TEXT(board)))
		return FALSE;
	if (stopped)
		*hold = HOLD_BOUNCED;
	return TRUE;
}

/* That the outbox held it by itself is an event; if it was said before, it did not enter. */
static gboolean
journal_held(Store *store, const StoreMatter *matter, const PlannedNotice *notice, Hold hold,
	const StoreActor *who, GError **error)
{
	return (hold != HOLD_BUDGET && hold != HOLD_BOUNCED) || db_changes(store->db) == 0 ||
	       store_journal_texts(store, who, "notice_held", matter->case_id, matter->mail, error,
		       "notice", notice_name(notice->notice), "hold", hold_name(hold), NULL);
}

gboolean
store_queue_matter(Store *store, const StoreMatter *matter, const PlannedNotice *notice,
	const StoreActor *who, GError **error)
{
	const char *shown = shown_case(matter->case_id, notice);
	g_autofree char *stand_in = NULL;
	gint64 older = matter->opened ? 0 : matter->case_no;
	Hold of_case;

	if (!store_case_hold(store, older, notice->audience, &of_case, error) ||
		!store_find_stand_in(store, older, notice, &stand_in, error))
		return FALSE;
	/* What lies on the case holds most: no digest and no release of many may pass it by. */
	Hold hold = of_case ? of_case : notice->hold;
	/* What a secure route may carry was meant for the one whose route it is. */
	Route route = stand_in ? ROUTE_PLAIN : notice->route;
	const char *recipient = stand_in ? stand_in : notice->recipient;
	if (!hold && !keep_from_nobody(store, matter->board, notice, recipient, &hold, error))
		return FALSE;
	if (!hold && !keep_budget(store, matter, notice, recipient, who, &hold, error))
		return FALSE;
	/* Of those of no case it is asked when the last one was. */
	gboolean counted = !hold && (budget_is_limited(&notice->limit) || !matter->case_no);
	g_auto(StoreReply) reply = { 0 };
	store_make_reply(store, matter, notice, recipient, who->time, &reply);
	g_autofree char *id = new_message_id(shown, notice, &reply);
	g_autofree char *thread = thread_of(shown, notice);
	g_autofree char *facts =
		stand_in ? store_stand_in_facts(notice->facts, notice->audience) : NULL;

	return db_run(store->db, ST_OUTBOX_INSERT, error, DB_REF(matter->case_no),
		       DB_TEXT(matter->board), DB_TEXT(notice_name(notice->notice)),
		       DB_TEXT(audience_name(notice->audience)), DB_TEXT(route_name(route)),
		       DB_TEXT(recipient),
		       DB_TEXT(outbox_state_name(hold ? OUTBOX_HELD : OUTBOX_QUEUED)),
		       DB_TEXT(hold_name(hold)), DB_TEXT(id), DB_TEXT(thread),
		       DB_TEXT(facts ? facts : notice->facts), DB_INT(who->time),
		       DB_INT(notice->due), DB_REF(notice->after_reading ? matter->mail : 0),
		       DB_TEXT(notice->once), counted ? DB_INT(who->time) : DB_NULL,
		       DB_TEXT(notice->accepted), DB_TEXT(notice->accepted_board),
		       DB_REF(notice->encloses ? matter->enclosure : 0)) &&
	       (db_changes(store->db) == 0 || (store_keep_reply(store, &reply, error) &&
						      store_put_calendars(store, matter->case_no,
							      notice, recipient, error))) &&
	       journal_held(store, matter, notice, hold, who, error);
}

gboolean
store_queue(Store *store, const char *board, const char *case_id, const PlannedNotice *notice,
	const StoreActor *who, GError **error)
{
	StoreMatter matter = { .board = board, .case_id = case_id };

	return (!case_id || store_case_no(store, case_id, &matter.case_no, error)) &&
	       store_queue_matter(store, &matter, notice, who, error);
}

typedef struct {
	OutboxState state;
	Hold hold; /* why it was held first, or is */
	char *case_id;
	char *notice;
} Where;

static void
where_clear(Where *where)
{
	g_free(where->case_id);
	g_free(where->notice);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Where, where_clear)

static gboolean
find(Store *store, gint64 notice, Where *where, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_STATE, DB_INT(notice));
	gboolean found = db_next(&row) && outbox_state_from_name(db_text(&row, 0), &where->state);

	if (found) {
		where->case_id = db_dup(&row, 1);
		where->notice = db_dup(&row, 2);
		if (db_is_null(&row, 3) || !hold_from_name(db_text(&row, 3), &where->hold))
			where->hold = HOLD_NONE;
	}
	if (!db_end(&row, error))
		return FALSE;
	if (!found)
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no notice %" G_GINT64_FORMAT,
			notice);
	return found;
}

typedef gboolean (*MayMove)(OutboxState from, OutboxState to);

/*
 * The one way from state to state: checked against the table, and an event. event: its kind, NULL:
 * that of the state.
 */
static gboolean
enter_as(Store *store, gint64 notice, OutboxState to, MayMove may, const char *event,
	const char *text, const StoreActor *who, GError **error)
{
	g_auto(Where) where = { 0 };
	g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, notice);

	if (!find(store, notice, &where, error))
		return FALSE;
	if (!may(where.state, to)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
			"notice %" G_GINT64_FORMAT " is %s and cannot become %s", notice,
			outbox_state_name(where.state), outbox_state_name(to));
		return FALSE;
	}
	g_autofree char *kind = g_strdup_printf("notice_%s", outbox_state_name(to));
	return store_journal_texts(store, who, event ? event : kind, where.case_id, 0, error,
		"outbox", number, "notice", where.notice, "text", text, NULL);
}

static gboolean
enter(Store *store, gint64 notice, OutboxState to, MayMove may, const char *text,
	const StoreActor *who, GError **error)
{
	return enter_as(store, notice, to, may, NULL, text, who, error);
}

gboolean
store_claim(CaseStore *self, gint64 notice, GBytes *bytes, const StoreActor *who, GError **error)
{
	Store *store = store_of(self);
	gsize length;
	const void *data = g_bytes_get_data(bytes, &length);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good =
		enter(store, notice, OUTBOX_SENDING, outbox_may_move, NULL, who, error) &&
		db_run(store->db, ST_OUTBOX_CLAIM, error, DB_BLOB(data, length), DB_INT(notice));
	return store_end(store, good, error);
}

/* Who is told of a notice is told in the thread of its case. */
static gboolean
queue_tell(Store *store, gint64 notice, const OutboxResult *result, const StoreActor *who,
	GError **error)
{
	g_auto(Where) where = { 0 };

	return !result->tell || (find(store, notice, &where, error) &&
					store_queue(store, result->tell_board, where.case_id,
						result->tell, who, error));
}

static gboolean
end_attempt(Store *store, gint64 notice, const OutboxResult *result, const StoreActor *who,
	GError **error)
{
	gboolean done = result->state == OUTBOX_SENT;

	return enter(store, notice, result->state, outbox_may_move, result->text, who, error) &&
	       db_run(store->db, ST_OUTBOX_FINISH, error, DB_TEXT(outbox_state_name(result->state)),
		       DB_INT(result->due), DB_TEXT(done ? NULL : result->text),
		       done ? DB_INT(who->time) : DB_NULL, DB_INT(notice)) &&
	       (!done || store_accept_milestone(store, notice, who, error)) &&
	       queue_tell(store, notice, result, who, error) &&
	       store_end_overtaken(store, notice, result->state, who, error);
}

static gboolean
is_bounced(OutboxState from, OutboxState to G_GNUC_UNUSED)
{
	return from == OUTBOX_BOUNCED;
}

/*
 * Its bounce was here first, and somebody was told: it stays bounced, and is not
 * sent again by itself. How the attempt ended stands in the journal.
 */
static gboolean
end_bounced(Store *store, gint64 notice, const OutboxResult *result, const StoreActor *who,
	GError **error)
{
	return enter(store, notice, result->state, is_bounced, result->text, who, error) &&
	       (result->state != OUTBOX_SENT ||
		       db_run(store->db, ST_OUTBOX_SENT, error, DB_INT(who->time), DB_INT(notice)));
}

gboolean
store_finish(CaseStore *self, gint64 notice, const OutboxResult *result, const StoreActor *who,
	GError **error)
{
	Store *store = store_of(self);
	g_auto(Where) where = { 0 };

	if (!store_begin(store, error))
		return FALSE;
	gboolean good =
		find(store, notice, &where, error) &&
		(where.state == OUTBOX_BOUNCED ? end_bounced(store, notice, result, who, error)
					       : end_attempt(store, notice, result, who, error));
	return store_end(store, good, error);
}

static gboolean
is_held(OutboxState from, OutboxState to)
{
	return from == OUTBOX_HELD && outbox_person_may_move(from, to);
}

gboolean
store_move_one(Store *store, gint64 notice, OutboxState to, gboolean held, const char *event,
	const StoreActor *who, GError **error)
{
	return enter_as(store, notice, to, held ? is_held : outbox_person_may_move, event, NULL,
		       who, error) &&
	       db_run(store->db, ST_OUTBOX_MOVE, error, DB_TEXT(outbox_state_name(to)),
		       DB_INT(who->time), DB_INT(notice)) &&
	       db_run(store->db, ST_LIFE_STALE_OF_NOTICE, error, DB_INT(notice));
}

/* Holding is a decision of its own: trying again does not undo it. */
static gboolean
refuse_held(Store *store, gint64 notice, GError **error)
{
	g_auto(Where) where = { 0 };

	if (!find(store, notice, &where, error))
		return FALSE;
	if (where.state != OUTBOX_HELD)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
		"notice %" G_GINT64_FORMAT " is held (%s) and is not tried again: %s", notice,
		where.hold ? hold_name(where.hold) : "no reason", hold_advice(where.hold));
	return FALSE;
}

gboolean
store_move_notice(
	CaseStore *self, gint64 notice, OutboxState to, const StoreActor *who, GError **error)
{
	Store *store = store_of(self);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = (to != OUTBOX_QUEUED || refuse_held(store, notice, error)) &&
			store_move_one(store, notice, to, FALSE, NULL, who, error);
	return store_end(store, good, error);
}

gboolean
store_enter(Store *store, gint64 notice, OutboxState to, const char *text, const StoreActor *who,
	GError **error)
{
	return enter(store, notice, to, outbox_may_move, text, who, error);
}

gboolean
store_bounce(Store *store, gint64 notice, const char *text, gboolean stops, const StoreActor *who,
	GError **error)
{
	return enter(store, notice, OUTBOX_BOUNCED, outbox_may_move, text, who, error) &&
	       db_run(store->db, ST_OUTBOX_BOUNCE, error, DB_TEXT(text), DB_INT(stops),
		       DB_INT(notice)) &&
	       store_take_milestone_back(store, notice, who, error);
}
