/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From stored mail to case: what is known of a mail is looked up, the plan is
 * made, and carried out, all inside one transaction, so that two copies of a
 * mail that come at once cannot open two cases (invariant 4).
 */
#include <string.h>

#include "adapters/store-private.h"
#include "adapters/variant-json.h"
#include "core/case.h"
#include "core/error.h"

/* So many references are looked up, the newest first: a sender chooses their number. */
#define REFERENCES_LOOKED_UP 40
/* Attachments below this, and pictures, are signatures and logotypes. */
#define DOCUMENT_BYTES 512

/* Owns what IntakeKnown borrows. */
typedef struct {
	IntakeKnown known;
	gint64 case_number;
	int year;
	char *next_case, *copy_case, *thread_case, *document_case;
} Lookup;

static void
lookup_clear(Lookup *lookup)
{
	g_free(lookup->next_case);
	g_free(lookup->copy_case);
	g_free(lookup->thread_case);
	g_free(lookup->document_case);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lookup, lookup_clear)

static const char *
message_id_of(const Mail *mail)
{
	return mail->message_id ? mail->message_id : "";
}

static gboolean
look_for_number(Store *store, gint64 now, Lookup *lookup, GError **error)
{
	gint64 last;

	lookup->year = date_from_instant(now, store->zone).year;
	if (!db_get_int(store->db, ST_SERIES_GET, 0, &last, error, DB_INT(lookup->year)))
		return FALSE;
	lookup->case_number = last + 1;
	lookup->next_case = case_id_format(lookup->year, lookup->case_number);
	return TRUE;
}

static gboolean
look_for_copy(Store *store, const char *board, const Mail *mail, Lookup *lookup, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_IDENTITY_GET, DB_TEXT(board),
		DB_BLOB(mail->fingerprint, MAIL_DIGEST_BYTES), DB_TEXT(message_id_of(mail)));

	if (db_next(&row)) {
		lookup->known.copy_of = db_int(&row, 0);
		lookup->copy_case = db_dup(&row, 1);
	}
	return db_end(&row, error);
}

/* found: the id is one of ours or of a mail that we hold; its case, if it has one. */
static gboolean
look_up_id(Store *store, const char *board, const char *id, gboolean *found_ours,
	gboolean *found_mail, char **ret_case, GError **error)
{
	g_auto(DbCursor) ours = db_query(store->db, ST_OUTBOX_BY_MESSAGE_ID, DB_TEXT(id));

	*found_ours = db_next(&ours);
	if (*found_ours)
		*ret_case = db_dup(&ours, 1);
	if (!db_end(&ours, error))
		return FALSE;
	g_auto(DbCursor) mail =
		db_query(store->db, ST_IDENTITY_BY_MESSAGE_ID, DB_TEXT(id), DB_TEXT(board));
	*found_mail = db_next(&mail);
	if (*found_mail && !*ret_case)
		*ret_case = db_dup(&mail, 1);
	return db_end(&mail, error);
}

static gboolean
look_for_own_id(Store *store, const char *board, const Mail *mail, Lookup *lookup, GError **error)
{
	g_autofree char *ignored = NULL;
	gboolean ours = FALSE, seen = FALSE;

	if (!mail->message_id)
		return TRUE;
	if (!look_up_id(store, board, mail->message_id, &ours, &seen, &ignored, error))
		return FALSE;
	lookup->known.own_message_id = ours;
	lookup->known.same_message_id = seen && !lookup->known.copy_of;
	return TRUE;
}

static gboolean
look_for_thread(Store *store, const char *board, const Mail *mail, Lookup *lookup, GError **error)
{
	guint looked = 0;

	for (guint i = mail->references->len; i > 0 && looked < REFERENCES_LOOKED_UP;
		i--, looked++) {
		g_autofree char *case_id = NULL;
		gboolean ours = FALSE, seen = FALSE;

		if (!look_up_id(store, board, g_ptr_array_index(mail->references, i - 1), &ours,
			    &seen, &case_id, error))
			return FALSE;
		lookup->known.references_notice |= ours;
		if (case_id && !lookup->thread_case)
			lookup->thread_case = g_steal_pointer(&case_id);
	}
	return TRUE;
}

static gboolean
look_for_documents(
	Store *store, const char *board, const Mail *mail, Lookup *lookup, GError **error)
{
	for (guint i = 0; i < mail->parts->len && !lookup->document_case; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);

		if (part->body || part->size < DOCUMENT_BYTES ||
			g_str_has_prefix(part->media_type, "image/"))
			continue;
		g_auto(DbCursor) row = db_query(store->db, ST_PART_CASE,
			DB_BLOB(part->digest, MAIL_DIGEST_BYTES), DB_TEXT(board));
		lookup->document_case = db_next(&row) ? db_dup(&row, 0) : NULL;
		if (!db_end(&row, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
look_up(Store *store, const char *board, const Mail *mail, gint64 now, Lookup *lookup,
	GError **error)
{
	if (!look_for_number(store, now, lookup, error) ||
		!look_for_copy(store, board, mail, lookup, error) ||
		!look_for_own_id(store, board, mail, lookup, error) ||
		!look_for_thread(store, board, mail, lookup, error) ||
		!look_for_documents(store, board, mail, lookup, error))
		return FALSE;
	lookup->known.next_case = lookup->next_case;
	lookup->known.copy_case = lookup->copy_case;
	lookup->known.thread_case = lookup->thread_case;
	lookup->known.document_case = lookup->document_case;
	return TRUE;
}

static gboolean
open_case(Store *store, const char *board, const Mail *mail, const IntakePlan *plan,
	const Lookup *lookup, const StoreActor *who, GError **error)
{
	return db_run(store->db, ST_SERIES_SET, error, DB_INT(lookup->year),
		       DB_INT(lookup->case_number)) &&
	       db_run(store->db, ST_CASE_INSERT, error, DB_TEXT(plan->case_id), DB_TEXT(board),
		       DB_INT(who->time), DB_INT(plan->arrived), DB_TEXT(plan->arrival_source),
		       DB_TEXT(mail->from_name), DB_TEXT(mail->from_address),
		       DB_TEXT(mail->from_name), DB_TEXT(mail->from_address));
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

static gboolean
record_mail(Store *store, const IntakeItem *item, const IntakePlan *plan, gint64 case_no,
	gint64 copy_of, GError **error)
{
	const Mail *mail = item->mail;
	g_autofree char *issues = join_lines(mail->issues);

	if (!db_run(store->db, ST_MAIL_HANDLED, error, DB_TEXT(mail_kind_name(plan->kind)),
		    DB_TEXT(mail->message_id), DB_TEXT(mail->subject), DB_TEXT(mail->from_name),
		    DB_TEXT(mail->from_address),
		    mail->date == INSTANT_NONE ? DB_NULL : DB_INT(mail->date),
		    DB_INT(plan->arrived), DB_TEXT(plan->arrival_source), DB_TEXT(issues),
		    DB_REF(copy_of), DB_REF(case_no), DB_INT(item->origin.mail)))
		return FALSE;
	if (db_changes(store->db) != 1) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE,
			"mail %" G_GINT64_FORMAT " was handled already", item->origin.mail);
		return FALSE;
	}
	return db_run(store->db, ST_LEDGER_STATE, error, DB_TEXT("handled"), DB_NULL,
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
		DB_TEXT(message_id_of(item->mail)), DB_INT(item->origin.mail), DB_TEXT(case_id));
}

static gboolean
record_flags(Store *store, gint64 case_no, GPtrArray *flags, GError **error)
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
record_events(Store *store, const IntakeItem *item, const IntakePlan *plan, const StoreActor *who,
	GError **error)
{
	for (guint i = 0; i < plan->events->len; i++) {
		const PlannedEvent *event = g_ptr_array_index(plan->events, i);

		if (!store_journal(store, who, event->kind, plan->case_id, item->origin.mail,
			    event->detail, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
queue_notices(Store *store, const char *board, const IntakeItem *item, const IntakePlan *plan,
	const StoreActor *who, GError **error)
{
	g_autofree char *json = NULL;
	const GVariant *written = NULL;

	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		if (notice->facts != written) {
			g_free(json);
			json = variant_to_json(notice->facts);
			written = notice->facts;
		}
		if (!store_queue_facts(store, board, plan->case_id, item->origin.mail, notice, json,
			    who, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
carry_out(Store *store, const char *board, const IntakeItem *item, const IntakePlan *plan,
	const Lookup *lookup, const StoreActor *who, GError **error)
{
	gboolean copy = lookup->known.copy_of != 0;
	gint64 case_no = 0;

	if (plan->opens_case && !open_case(store, board, item->mail, plan, lookup, who, error))
		return FALSE;
	if (plan->case_id && !store_case_no(store, plan->case_id, &case_no, error))
		return FALSE;
	return record_mail(store, item, plan, case_no, lookup->known.copy_of, error) &&
	       record_parts(store, item, error) &&
	       (copy || record_identity(store, board, item, plan->case_id, error)) &&
	       (!case_no || record_flags(store, case_no, plan->flags, error)) &&
	       (!plan->read ||
		       db_run(store->db, ST_READING_INSERT, error, DB_INT(item->origin.mail),
			       DB_REF(case_no), DB_INT(who->time))) &&
	       record_events(store, item, plan, who, error) &&
	       queue_notices(store, board, item, plan, who, error);
}

static IntakePlan *
apply_one(Store *store, const char *board, const IntakeItem *item, IntakePlanner planner,
	gpointer user, const StoreActor *who, GError **error)
{
	g_auto(Lookup) lookup = { 0 };

	if (!look_up(store, board, item->mail, who->time, &lookup, error))
		return NULL;
	g_autoptr(IntakePlan) plan = planner(item, &lookup.known, user);
	return carry_out(store, board, item, plan, &lookup, who, error) ? g_steal_pointer(&plan)
									: NULL;
}

gboolean
store_apply(CaseStore *self, const char *board, const IntakeItem *items, gsize n_items,
	IntakePlanner planner, gpointer user, const StoreActor *who, GPtrArray **ret_plans,
	GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GPtrArray) plans =
		g_ptr_array_new_with_free_func((GDestroyNotify) intake_plan_free);
	gboolean good = TRUE;

	if (!store_begin(store, error))
		return FALSE;
	for (gsize i = 0; good && i < n_items; i++) {
		IntakePlan *plan = apply_one(store, board, &items[i], planner, user, who, error);

		good = plan != NULL;
		if (good)
			g_ptr_array_add(plans, plan);
	}
	if (!store_end(store, good, error))
		return FALSE;
	*ret_plans = g_steal_pointer(&plans);
	return TRUE;
}
