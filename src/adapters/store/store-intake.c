/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From stored mail to case: what is known of a mail is looked up and its plan
 * carried out inside one transaction, so that two copies of a mail that come at
 * once cannot open two cases (invariant 4).
 */
#include "adapters/store/store-lookup.h"
#include "core/error.h"
#include "core/text.h"

/* Who plans, and for what. */
typedef struct {
	const char *board;
	int year; /* of the series that a new case is numbered in */
	IntakePlanner planner;
	gpointer user;
} Planning;

/* A plan as it would be carried out, and what it was made from. */
typedef struct {
	const IntakeItem *item;
	StoreLookup lookup;
	IntakePlan *plan;
} Draft;

static void
draft_clear(Draft *draft)
{
	store_lookup_clear(&draft->lookup);
	intake_plan_free(draft->plan);
}

/* ret_case_no: its row id. */
static gboolean
open_case(Store *store, const char *board, const Draft *draft, const StoreActor *who,
	gint64 *ret_case_no, GError **error)
{
	const Mail *mail = draft->item->mail;
	const IntakePlan *plan = draft->plan;

	g_atomic_int_set(&store->last_number, (gint) draft->lookup.case_number);
	if (!db_run(store->db, ST_SERIES_SET, error, DB_INT(draft->lookup.year),
		    DB_INT(draft->lookup.case_number)) ||
		!db_run(store->db, ST_CASE_INSERT, error, DB_TEXT(plan->case_id), DB_TEXT(board),
			DB_INT(who->time), DB_INT(plan->arrived), DB_TEXT(plan->arrival_source),
			DB_TEXT(mail->from_name), DB_TEXT(mail->from_address),
			DB_TEXT(plan->reporter_name), DB_TEXT(plan->reporter_address)))
		return FALSE;
	*ret_case_no = db_last_id(store->db);
	/* The other case stays as it is, for nothing but the mail says so. */
	return !plan->refers_to || db_run(store->db, ST_CASE_REFERS, error, DB_INT(*ret_case_no),
					   DB_TEXT(plan->refers_to));
}

static char *
join_lines(GPtrArray *lines)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++)
		g_string_append_printf(
			text, "%s%s", i ? "\n" : "", (const char *) g_ptr_array_index(lines, i));
	return text->len ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

/* The newest word of an official counts. */
static gboolean
record_absence(Store *store, const IntakeItem *item, const IntakePlan *plan, GError **error)
{
	if (!plan->is_back && !plan->away_until.year)
		return TRUE;
	g_autofree char *address = text_fold_address(item->mail->from_address);
	g_autofree char *until = date_to_string(plan->away_until);
	return plan->is_back ? db_run(store->db, ST_AWAY_END, error, DB_TEXT(address))
			     : db_run(store->db, ST_AWAY_PUT, error, DB_TEXT(address),
				       DB_TEXT(until), DB_INT(item->origin.mail));
}

static gboolean
record_mail(Store *store, const IntakeItem *item, const IntakePlan *plan, gint64 case_no,
	gint64 copy_of, GError **error)
{
	const Mail *mail = item->mail;
	const Absence *absence = &plan->absence;
	g_autofree char *issues = join_lines(mail->issues);
	g_autofree char *away = absence->kind ? date_to_string(absence->date) : NULL;

	if (!db_run(store->db, ST_MAIL_HANDLED, error, DB_TEXT(mail_kind_name(plan->kind)),
		    DB_TEXT(mail->message_id), DB_TEXT(mail->subject), DB_TEXT(mail->from_name),
		    DB_TEXT(mail->from_address),
		    mail->date == INSTANT_NONE ? DB_NULL : DB_INT(mail->date),
		    DB_INT(plan->arrived), DB_TEXT(plan->arrival_source),
		    DB_TEXT(trust_result_name(plan->trust)), DB_TEXT(absence_name(absence->kind)),
		    DB_TEXT(away), DB_TEXT(absence->raw), DB_TEXT(issues), DB_REF(copy_of),
		    DB_REF(case_no), DB_INT(item->origin.mail)))
		return FALSE;
	if (db_changes(store->db) != 1) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE,
			"mail %" G_GINT64_FORMAT " was handled already", item->origin.mail);
		return FALSE;
	}
	return record_absence(store, item, plan, error) &&
	       db_run(store->db, ST_LEDGER_STATE, error, DB_TEXT("handled"), DB_NULL,
		       DB_INT(item->origin.mail));
}

static gboolean
record_parts(Store *store, const IntakeItem *item, GError **error)
{
	for (guint i = 0; i < item->mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(item->mail->parts, i);

		if (!db_run(store->db, ST_PART_INSERT, error, DB_INT(item->origin.mail),
			    DB_INT(i + 1), DB_TEXT(part->name), DB_TEXT(part->media_type),
			    DB_TEXT(part->charset), DB_INT(part->body), DB_INT(part->depth),
			    DB_INT((gint64) part->size), DB_BLOB(part->digest, MAIL_DIGEST_BYTES)))
			return FALSE;
	}
	return TRUE;
}

static gboolean
record_identity(Store *store, const char *board, const IntakeItem *item, const char *case_id,
	GError **error)
{
	return db_run(store->db, ST_IDENTITY_INSERT, error, DB_TEXT(board),
		DB_BLOB(item->mail->fingerprint, MAIL_DIGEST_BYTES),
		DB_TEXT(store_message_id(item->mail)), DB_INT(item->origin.mail), DB_TEXT(case_id));
}

gboolean
store_record_flags(Store *store, gint64 case_no, GPtrArray *flags, GError **error)
{
	for (guint i = 0; i < flags->len; i++) {
		const PlannedFlag *flag = g_ptr_array_index(flags, i);

		if (!db_run(store->db, ST_FLAG_INSERT, error, DB_INT(case_no), DB_TEXT(flag->code),
			    DB_TEXT(flag->message)))
			return FALSE;
	}
	return TRUE;
}

static gboolean
record_events(Store *store, const Draft *draft, const StoreActor *who, GError **error)
{
	const IntakePlan *plan = draft->plan;

	for (guint i = 0; i < plan->events->len; i++) {
		const PlannedEvent *event = g_ptr_array_index(plan->events, i);

		if (!store_journal(store, who, event->kind, plan->case_id, draft->item->origin.mail,
			    event->detail, error))
			return FALSE;
	}
	return TRUE;
}

/* The hold stands on the case before a notice of it is queued. */
static gboolean
record_hold(Store *store, const StoreMatter *matter, const Draft *draft, const StoreActor *who,
	GError **error)
{
	const Discretion *found = &draft->plan->discretion;
	gboolean ignored;

	return discretion_is_empty(found) || !matter->case_no ||
	       store_hold_case(store, matter, found, who, &ignored, error);
}

/*
 * What came while a backup got old was answered by the state that is gone: who reported has a
 * receipt, with another number. What a person enters or files now is answered now.
 */
static gboolean
hold_if_told(Store *store, const Draft *draft, GError **error)
{
	const IntakeOrigin *origin = &draft->item->origin;
	GPtrArray *notices = draft->plan->notices;
	gint64 until;

	if (notices->len == 0 || origin->way != MAIL_WAY_FETCHED || origin->filed)
		return TRUE;
	if (!store_told_until(store, &until, error))
		return FALSE;
	for (guint i = 0; draft->plan->arrived <= until && i < notices->len; i++) {
		PlannedNotice *notice = g_ptr_array_index(notices, i);

		notice->hold = notice->hold == HOLD_NONE ? HOLD_RESTORED : notice->hold;
	}
	return TRUE;
}

static gboolean
queue_notices(Store *store, const StoreMatter *matter, const Draft *draft, const StoreActor *who,
	GError **error)
{
	GPtrArray *notices = draft->plan->notices;
	StoreMatter teller = *matter;

	if (!hold_if_told(store, draft, error))
		return FALSE;
	teller.board = draft->plan->board;
	for (guint i = 0; i < notices->len; i++)
		if (!store_queue_matter(store, &teller, g_ptr_array_index(notices, i), who, error))
			return FALSE;
	return TRUE;
}

/* What its lines ask for, and a form that may be among its files. */
static gboolean
queue_errands(Store *store, const Draft *draft, GError **error)
{
	const IntakeReply *reply = &draft->lookup.known.reply;
	const IntakePlan *plan = draft->plan;
	gint64 mail = draft->item->origin.mail;

	/* Of a letter with files is told when they were read, whether one is a form or not. */
	const char *form = plan->letter ? "pending" : "reading";

	return (!(plan->errand || (plan->letter && !plan->form)) ||
		       store_queue_errand(store, mail, reply, FALSE, "pending", error)) &&
	       (!plan->form || store_queue_errand(store, mail, reply, TRUE, form, error));
}

static gboolean
carry_out(
	Store *store, const char *board, const Draft *draft, const StoreActor *who, GError **error)
{
	const IntakePlan *plan = draft->plan;
	const IntakeItem *item = draft->item;
	gint64 copy_of = draft->lookup.known.copy_of;
	StoreMatter matter = {
		.board = board,
		.case_id = plan->case_id,
		.mail = item->origin.mail,
		.opened = plan->opens_case,
	};

	if (plan->opens_case ? !open_case(store, board, draft, who, &matter.case_no, error)
			     : plan->case_id &&
				       !store_case_no(store, plan->case_id, &matter.case_no, error))
		return FALSE;
	return record_mail(store, item, plan, matter.case_no, copy_of, error) &&
	       record_parts(store, item, error) &&
	       (copy_of || record_identity(store, board, item, plan->case_id, error)) &&
	       queue_errands(store, draft, error) &&
	       (!matter.case_no || store_record_flags(store, matter.case_no, plan->flags, error)) &&
	       (!plan->read ||
		       db_run(store->db, ST_READING_INSERT, error, DB_INT(item->origin.mail),
			       DB_REF(matter.case_no), DB_INT(who->time))) &&
	       record_events(store, draft, who, error) &&
	       (!plan->bounced || store_bounce(store, plan->bounced, plan->bounce_text,
					  plan->bounce_stops, who, error)) &&
	       record_hold(store, &matter, draft, who, error) &&
	       queue_notices(store, &matter, draft, who, error);
}

static void
plan_draft(Draft *draft, const Planning *planning)
{
	draft->plan = planning->planner(draft->item, &draft->lookup.known, planning->user);
}

/*
 * Most mails are reports of which nothing is known: for that each is planned
 * before the database is taken, so that others wait less for it. What is known
 * is looked up inside the transaction; if it is anything else, the plan is made
 * anew.
 */
static void
plan_ahead(const Store *store, const Planning *planning, GArray *drafts)
{
	gint64 number = g_atomic_int_get(&store->last_number) + 1;

	for (guint i = 0; i < drafts->len; i++) {
		Draft *draft = &g_array_index(drafts, Draft, i);

		store_lookup_number(&draft->lookup, planning->year, number);
		plan_draft(draft, planning);
		number += draft->plan->opens_case;
	}
}

static gboolean
apply_one(
	Store *store, const Planning *planning, Draft *draft, const StoreActor *who, GError **error)
{
	Draft fresh = { .item = draft->item };
	gint64 number, held;

	if (!store_look_up(store, planning->board, draft->item->mail, draft->item->origin.mail,
		    &fresh.lookup, error) ||
		(fresh.lookup.behind &&
			!store_begin_doubt(store, INSTANCE_BEHIND, who, &held, error)) ||
		!store_next_number(store, planning->year, &number, error)) {
		draft_clear(&fresh);
		return FALSE;
	}
	store_lookup_number(&fresh.lookup, planning->year, number);
	if (!store_lookup_equal(&fresh.lookup, &draft->lookup)) {
		plan_draft(&fresh, planning);
		draft_clear(draft);
		*draft = fresh;
	} else
		draft_clear(&fresh);
	return carry_out(store, planning->board, draft, who, error);
}

/* Who has nothing to do with the mail's case has nothing to do with this one. */
static gboolean
inherit_recusals(Store *store, const StoreMatter *matter, const StoreOpening *opening,
	const StoreActor *who, GError **error)
{
	const IntakeFurther *further = opening->item->origin.further;

	return opening->heir_of == 0 ||
	       (db_run(store->db, ST_RECUSAL_INHERIT, error, DB_INT(matter->case_no),
			DB_INT(who->time), DB_INT(opening->heir_of)) &&
		       (db_changes(store->db) == 0 ||
			       store_journal_texts(store, who, "recusals_inherited",
				       matter->case_id, matter->mail, error, "from",
				       further ? further->first_case : NULL, NULL)));
}

static gboolean
carry_out_late(Store *store, const StoreOpening *opening, const Draft *draft, StoreMatter *matter,
	const StoreActor *who, GError **error)
{
	return open_case(store, opening->board, draft, who, &matter->case_no, error) &&
	       inherit_recusals(store, matter, opening, who, error) &&
	       store_record_flags(store, matter->case_no, draft->plan->flags, error) &&
	       record_events(store, draft, who, error) &&
	       record_hold(store, matter, draft, who, error) &&
	       queue_notices(store, matter, draft, who, error);
}

gboolean
store_open_late(Store *store, const StoreOpening *opening, const StoreActor *who, char **ret_case,
	gint64 *ret_no, GError **error)
{
	const Planning planning = { opening->board, date_from_instant(who->time, store->zone).year,
		opening->planner, opening->user };
	Draft draft = { .item = opening->item, .lookup.known = *opening->known };
	gint64 number;

	if (!store_next_number(store, planning.year, &number, error))
		return FALSE;
	store_lookup_number(&draft.lookup, planning.year, number);
	plan_draft(&draft, &planning);
	StoreMatter matter = {
		.board = opening->board,
		.case_id = draft.plan->case_id,
		.mail = opening->item->origin.mail,
		.opened = opening->heir_of == 0,
	};
	gboolean good = carry_out_late(store, opening, &draft, &matter, who, error);
	if (good) {
		*ret_case = g_strdup(draft.plan->case_id);
		*ret_no = matter.case_no;
	}
	draft_clear(&draft);
	return good;
}

static GArray *
drafts_new(const IntakeItem *items, gsize n_items)
{
	GArray *drafts = g_array_sized_new(FALSE, TRUE, sizeof(Draft), (guint) n_items);

	g_array_set_clear_func(drafts, (GDestroyNotify) draft_clear);
	for (gsize i = 0; i < n_items; i++) {
		Draft draft = { .item = &items[i] };
		g_array_append_val(drafts, draft);
	}
	return drafts;
}

static GPtrArray *
take_plans(GArray *drafts)
{
	GPtrArray *plans = g_ptr_array_new_with_free_func((GDestroyNotify) intake_plan_free);

	for (guint i = 0; i < drafts->len; i++)
		g_ptr_array_add(plans, g_steal_pointer(&g_array_index(drafts, Draft, i).plan));
	return plans;
}

gboolean
store_apply(CaseStore *self, const char *board, const IntakeItem *items, gsize n_items,
	IntakePlanner planner, gpointer user, const StoreActor *who, GPtrArray **ret_plans,
	GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GArray) drafts = drafts_new(items, n_items);
	const Planning planning = { board, date_from_instant(who->time, store->zone).year, planner,
		user };
	gboolean good = TRUE;

	plan_ahead(store, &planning, drafts);
	if (!store_begin(store, error))
		return FALSE;
	for (guint i = 0; good && i < drafts->len; i++)
		good = apply_one(store, &planning, &g_array_index(drafts, Draft, i), who, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_plans = take_plans(drafts);
	return TRUE;
}
