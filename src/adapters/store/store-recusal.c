/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recusal: a person whom a case concerns hears nothing of it any more, and
 * somebody else does (FL 16 and 17 §§). Must never leave a notice that either
 * of the two could still get.
 */
#include <string.h>

#include "adapters/store/store-private.h"
#include "adapters/variant-json.h"
#include "core/error.h"
#include "core/notice/privacy.h"
#include "core/text.h"

/* A stand-in may be recused later; no chain is longer than a board has people. */
#define CHAIN 20

/* What is somebody's own, not their office's. */
static gboolean
is_personal(Audience audience)
{
	return audience == AUDIENCE_REPORTER || audience == AUDIENCE_OUTSIDER;
}

static gboolean
next_in_chain(Store *store, gint64 case_no, const char *person, char **ret_next, GError **error)
{
	g_autofree char *folded = text_fold_address(person);
	g_auto(DbCursor) row =
		db_query(store->db, ST_RECUSAL_GET, DB_INT(case_no), DB_TEXT(folded));

	*ret_next = db_next(&row) ? db_dup(&row, 0) : NULL;
	return db_end(&row, error);
}

gboolean
store_find_stand_in(Store *store, gint64 case_no, const PlannedNotice *notice, char **ret_stand_in,
	GError **error)
{
	g_autofree char *found = NULL;

	*ret_stand_in = NULL;
	if (!case_no || is_personal(notice->audience))
		return TRUE;
	for (guint i = 0; i < CHAIN; i++) {
		char *next;

		if (!next_in_chain(store, case_no, found ? found : notice->recipient, &next, error))
			return FALSE;
		if (!next)
			break;
		g_free(found);
		found = next;
	}
	*ret_stand_in = g_steal_pointer(&found);
	return TRUE;
}

char *
store_stand_in_facts(const char *facts, Audience audience)
{
	g_autoptr(GVariant) before = variant_from_json(facts, NULL);
	GVariantDict after, why;

	if (!before || !privacy_allows("stand_in_for", audience, ROUTE_PLAIN))
		return g_strdup(facts);
	g_variant_dict_init(&why, NULL);
	g_variant_dict_insert(&why, audience_name(audience), "b", TRUE);
	g_variant_dict_insert(&why, "recused", "b", TRUE);
	g_variant_dict_init(&after, before);
	g_variant_dict_insert_value(&after, "stand_in_for", g_variant_dict_end(&why));
	g_autoptr(GVariant) whole = g_variant_ref_sink(g_variant_dict_end(&after));
	return variant_to_json(whole);
}

/* One notice that has not arrived. */
typedef struct {
	gint64 id;
	OutboxState state;
	Hold hold;
	char *message_id;
	char *facts; /* as the stand-in gets them */
} Undone;

static void
undone_clear(Undone *undone)
{
	g_free(undone->message_id);
	g_free(undone->facts);
}

static GArray *
find_undone(Store *store, gint64 case_no, const char *person, GError **error)
{
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Undone));
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_TO_PERSON, DB_INT(case_no));

	g_array_set_clear_func(found, (GDestroyNotify) undone_clear);
	while (db_next(&row)) {
		g_autofree char *to = text_fold_address(db_text(&row, 1));
		Undone undone = { .id = db_int(&row, 0), .hold = HOLD_NONE };
		Audience audience;

		if (strcmp(to, person) != 0 || !audience_from_name(db_text(&row, 2), &audience) ||
			is_personal(audience) ||
			!outbox_state_from_name(db_text(&row, 3), &undone.state))
			continue;
		if (!db_is_null(&row, 4) && !hold_from_name(db_text(&row, 4), &undone.hold))
			undone.hold = HOLD_PROTECTED; /* damaged: rather too quiet */
		undone.message_id = db_dup(&row, 5);
		undone.facts = store_stand_in_facts(db_text(&row, 6), audience);
		g_array_append_val(found, undone);
	}
	return db_end(&row, error) ? g_steal_pointer(&found) : NULL;
}

/* The same with another random part: "LS-2026-0042.new_case.HEX@DOMAIN". */
static char *
renew_id(const char *message_id)
{
	const char *at = strrchr(message_id, '@');
	const char *dot = at;
	guint8 nonce[8];

	while (dot && dot > message_id && *dot != '.')
		dot--;
	store_random(nonce, sizeof nonce);
	g_autofree char *hex = text_to_hex(nonce, sizeof nonce);
	return g_strdup_printf(
		"%.*s.%s%s", dot ? (int) (dot - message_id) : 0, message_id, hex, at ? at : "");
}

/*
 * What was held only because it was the person's, or because their address takes no mail, goes
 * out; what is held for more stays held.
 */
static gboolean
pass_on(Store *store, const Undone *undone, const char *stand_in, const StoreActor *who,
	GError **error)
{
	gboolean held = undone->state == OUTBOX_HELD && undone->hold != HOLD_RECUSED &&
			undone->hold != HOLD_BOUNCED;
	g_autofree char *id = renew_id(undone->message_id);

	return store_enter(store, undone->id, OUTBOX_CANCELLED, "recused", who, error) &&
	       db_run(store->db, ST_OUTBOX_MOVE, error,
		       DB_TEXT(outbox_state_name(OUTBOX_CANCELLED)), DB_INT(who->time),
		       DB_INT(undone->id)) &&
	       db_run(store->db, ST_OUTBOX_PASS_ON, error, DB_TEXT(stand_in),
		       DB_TEXT(outbox_state_name(held ? OUTBOX_HELD : OUTBOX_QUEUED)),
		       DB_TEXT(held ? hold_name(undone->hold) : NULL), DB_TEXT(id),
		       DB_INT(who->time), DB_INT(undone->id), DB_TEXT(undone->facts));
}

/* A recused stand-in would hand everything back, or on for ever. */
static gboolean
check_stand_in(
	Store *store, gint64 case_no, const char *person, const char *stand_in, GError **error)
{
	g_autofree char *next = NULL;

	if (!next_in_chain(store, case_no, stand_in, &next, error))
		return FALSE;
	if (!next && strcmp(person, stand_in) != 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
		"%s is recused in this case, too: name somebody else", stand_in);
	return FALSE;
}

static gboolean
recuse(Store *store, const char *case_id, const Recusal *recusal, const StoreActor *who,
	gint64 *ret_moved, GError **error)
{
	g_autofree char *person = text_fold_address(recusal->person);
	g_autofree char *stand_in = text_fold_address(recusal->stand_in);
	const Discretion lifted = { .concerned = recusal->roles };
	StoreMatter matter = { .case_id = case_id };
	gint64 case_no;

	if (!store_case_no(store, case_id, &case_no, error) ||
		!store_check_first(store, case_id, "person_recused", person, who, error) ||
		!check_stand_in(store, case_no, person, stand_in, error) ||
		!db_run(store->db, ST_RECUSAL_PUT, error, DB_INT(case_no), DB_TEXT(person),
			DB_TEXT(stand_in), DB_TEXT(recusal->reason), DB_INT(who->time)) ||
		!store_journal_texts(store, who, "person_recused", case_id, 0, error, "person",
			person, "stand_in", stand_in, "reason", recusal->reason, NULL))
		return FALSE;
	matter.case_no = case_no;
	if (!store_make_stale(store, case_no, TRUE, error) ||
		!store_lift_holds(store, &matter, &lifted, who, error))
		return FALSE;
	g_autoptr(GArray) undone = find_undone(store, case_no, person, error);
	for (guint i = 0; undone && i < undone->len; i++)
		if (!pass_on(store, &g_array_index(undone, Undone, i), stand_in, who, error))
			return FALSE;
	*ret_moved = undone ? undone->len : 0;
	return undone != NULL;
}

gboolean
store_recuse(CaseStore *self, const char *case_id, const Recusal *recusal, const StoreActor *who,
	gint64 *ret_moved, GError **error)
{
	Store *store = store_of(self);
	gint64 moved = 0;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = recuse(store, case_id, recusal, who, &moved, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_moved = moved;
	return TRUE;
}
