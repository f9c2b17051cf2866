/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A person's word on what a mail was. Corrections are additions: the mail stays,
 * what was sent was sent, and the journal says who changed what.
 */
#include "adapters/store/store-life.h"
#include "adapters/store/store-lookup.h"
#include "core/life/case.h"
#include "core/error.h"

gboolean
store_stored_mail(CaseStore *self, gint64 mail, StoredMail *ret_mail, GError **error)
{
	Store *store = store_of(self);
	gboolean found = FALSE;

	if (!store_begin_read(store, error))
		return FALSE;
	g_auto(DbCursor) row = db_query(store->db, ST_MAIL_STORED, DB_INT(mail));
	g_auto(StoredMail) stored = { 0 };
	if (db_next(&row)) {
		gsize length;
		const void *bytes = db_bytes(&row, 4, &length);

		found = TRUE;
		stored.board = db_dup(&row, 0);
		stored.origin = (IntakeOrigin){
			.mail = mail,
			.stored = db_int(&row, 1),
			.internaldate = db_is_null(&row, 2) ? INSTANT_NONE : db_int(&row, 2),
			.truncated = db_int(&row, 3) != 0,
			.filed = TRUE,
		};
		/* Only what a person entered has it. */
		stored.origin.received = db_int(&row, 5);
		/* The schema's CHECK lets in no other word. */
		(void) !mail_way_from_name(db_text(&row, 6), &stored.origin.way);
		stored.raw = g_bytes_new(bytes, length);
	}
	if (!store_end(store, db_end(&row, error), error))
		return FALSE;
	if (!found) {
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no mail %" G_GINT64_FORMAT, mail);
		return FALSE;
	}
	*ret_mail = stored;
	stored = (StoredMail){ 0 };
	return TRUE;
}

/* What the mail is now. */
typedef struct {
	gboolean handled, copy;
	char *kind;
	char *case_id; /* or NULL */
	CaseState state;
	gint64 case_no;
} Filed;

static void
filed_clear(Filed *filed)
{
	g_free(filed->kind);
	g_free(filed->case_id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Filed, filed_clear)

static gboolean
load(Store *store, gint64 mail, Filed *filed, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_MAIL_FILING, DB_INT(mail));
	gboolean found = db_next(&row);

	if (found) {
		filed->handled = g_strcmp0(db_text(&row, 0), "handled") == 0;
		filed->kind = db_dup(&row, 1);
		filed->copy = !db_is_null(&row, 2);
		filed->case_id = db_dup(&row, 3);
		filed->case_no = filed->case_id ? db_int(&row, 5) : 0;
		if (filed->case_id && !case_state_from_name(db_text(&row, 4), &filed->state))
			filed->state = CASE_STATE_COUNT;
	}
	if (!db_end(&row, error))
		return FALSE;
	if (!found)
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no mail %" G_GINT64_FORMAT, mail);
	return found;
}

/* TRUE if the mail opened the case that it is in. */
static gboolean
is_opener(const Filed *filed)
{
	return filed->case_id && g_strcmp0(filed->kind, mail_kind_name(MAIL_KIND_REPORT)) == 0;
}

static gboolean
is_early(CaseState state)
{
	return state == CASE_RECEIVED || state == CASE_ASSESSING || state == CASE_NOT_REPORT;
}

static gboolean
check(const Filing *filing, const Filed *filed, GError **error)
{
	const char *wrong = NULL;

	if (!filed->handled)
		wrong = "is not handled: see lexsarah mail release";
	else if (filed->copy)
		wrong = "is a copy of another mail: file that one";
	else if (is_opener(filed) && filing->kind == MAIL_KIND_REPORT)
		wrong = "is a report already";
	else if (is_opener(filed) && !is_early(filed->state))
		wrong = "opened a case that is further than its assessment";
	if (wrong)
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED, "mail %" G_GINT64_FORMAT " %s",
			filing->mail, wrong);
	return !wrong;
}

static gboolean
end_case(Store *store, const Filing *filing, const Filed *filed, const StoreActor *who,
	GError **error)
{
	g_autoptr(LifePlan) plan =
		store_change(store, filed->case_id, filing->end, filing->end_user, who, error);

	return plan != NULL;
}

/* The event stands in the journal of the case that the mail was in, and of the one it is in. */
static gboolean
journal(Store *store, const Filing *filing, const Filed *filed, const char *case_id,
	const StoreActor *who, GError **error)
{
	const char *kind = mail_kind_name(filing->kind);
	gboolean moved = filed->case_id && g_strcmp0(filed->case_id, case_id) != 0;

	return store_journal_texts(store, who, "mail_filed_as", case_id, filing->mail, error, "was",
		       filed->kind, "is", kind, "was_in", filed->case_id, NULL) &&
	       (!moved || store_journal_texts(store, who, "mail_filed_as", filed->case_id,
				  filing->mail, error, "was", filed->kind, "is", kind, "now_in",
				  case_id, NULL));
}

static gboolean
find_case_board(Store *store, const char *case_id, char **ret_board, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_OTHER, DB_TEXT(case_id));

	*ret_board = db_next(&row) ? db_dup(&row, 2) : NULL;
	return db_end(&row, error);
}

/* Who may not hear of what the mail says, as if it had come into the case by itself. */
static gboolean
hold_for(Store *store, const StoreMatter *matter, const IntakeItem *item, IntakePlanner planner,
	gpointer user, const StoreActor *who, GError **error)
{
	IntakeItem joining = *item;
	IntakeKnown known = { .next_case = matter->case_id, .thread_case = matter->case_id };
	Discretion in_force = { 0 };
	gboolean some;

	g_autofree char *board = NULL;

	joining.origin.filed = FALSE;
	if (!find_case_board(store, matter->case_id, &board, error) ||
		!store_find_holds(store, matter->case_no, &known.recorded, &in_force, error))
		return FALSE;
	known.thread_board = board;
	g_autoptr(IntakePlan) plan = planner(&joining, &known, user);
	if (discretion_is_empty(&plan->discretion))
		return TRUE;
	g_autoptr(GPtrArray) flags =
		g_ptr_array_new_with_free_func((GDestroyNotify) planned_flag_free);
	discretion_add_flags(&plan->discretion, flags);
	gboolean good = store_record_flags(store, matter->case_no, flags, error) &&
			store_hold_case(store, matter, &plan->discretion, who, &some, error);
	for (guint i = 0; good && i < plan->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		if (notice->audience == AUDIENCE_CONTACT)
			good = store_queue(store, plan->board, matter->case_id, notice, who, error);
	}
	return good;
}

/* Copies of the mail belong to that case from now on. */
static gboolean
move_identity(
	Store *store, const char *board, const Mail *mail, const char *case_id, GError **error)
{
	return db_run(store->db, ST_IDENTITY_CASE, error, DB_TEXT(case_id),
		DB_TEXT(store_message_id(mail)), DB_TEXT(board),
		DB_BLOB(mail->fingerprint, MAIL_DIGEST_BYTES));
}

/* Opens a case for a mail that was handled as something else, and reads it again for that. */
static gboolean
open_filed(Store *store, const char *board, const IntakeItem *item, IntakePlanner planner,
	gpointer user, const StoreActor *who, char **ret_case, GError **error)
{
	const IntakeKnown nothing = { 0 };
	const StoreOpening opening = { board, item, &nothing, planner, user, 0 };
	gint64 case_no = 0, mail = item->origin.mail;

	return store_open_late(store, &opening, who, ret_case, &case_no, error) &&
	       db_run(store->db, ST_MAIL_REFILE, error, DB_TEXT(mail_kind_name(MAIL_KIND_REPORT)),
		       DB_INT(case_no), DB_INT(mail)) &&
	       move_identity(store, board, item->mail, *ret_case, error) &&
	       db_run(store->db, ST_READING_RENEW, error, DB_INT(mail), DB_INT(case_no),
		       DB_INT(who->time));
}

/* What joins a case is read again for it: its files may say what holds that case. */
static gboolean
read_for(Store *store, const Filing *filing, const StoreMatter *matter, const StoreActor *who,
	GError **error)
{
	if (filing->kind == MAIL_KIND_CORRESPONDENCE && matter->case_no)
		return db_run(store->db, ST_READING_RENEW, error, DB_INT(filing->mail),
			DB_INT(matter->case_no), DB_INT(who->time));
	return db_run(
		store->db, ST_READING_MOVE, error, DB_REF(matter->case_no), DB_INT(filing->mail));
}

/* Sets kind and case of a mail for which nothing is opened. */
static gboolean
refile(Store *store, const Filing *filing, const StoreMatter *matter, const Mail *mail,
	const StoreActor *who, GError **error)
{
	return db_run(store->db, ST_MAIL_REFILE, error, DB_TEXT(mail_kind_name(filing->kind)),
		       DB_REF(matter->case_no), DB_INT(filing->mail)) &&
	       move_identity(store, matter->board, mail, matter->case_id, error) &&
	       read_for(store, filing, matter, who, error);
}

/* The same, and what follows from what the mail says. */
static gboolean
join_or_leave(Store *store, const Filing *filing, const Filed *filed, const IntakeItem *item,
	const char *board, IntakePlanner planner, gpointer user, const StoreActor *who,
	char **ret_case, GError **error)
{
	StoreMatter matter = {
		.board = board,
		.case_id = filing->case_id ? filing->case_id : filed->case_id,
		.case_no = filed->case_no,
		.mail = filing->mail,
	};

	if (filing->case_id && !store_case_no(store, filing->case_id, &matter.case_no, error))
		return FALSE;
	*ret_case = g_strdup(matter.case_id);
	return refile(store, filing, &matter, item->mail, who, error) &&
	       (filing->kind != MAIL_KIND_CORRESPONDENCE || !matter.case_no ||
		       hold_for(store, &matter, item, planner, user, who, error));
}

static gboolean
take_further(DbCursor *row, gpointer element)
{
	Filed *further = element;

	further->case_no = db_int(row, 0);
	further->case_id = db_dup(row, 1);
	if (!case_state_from_name(db_text(row, 2), &further->state))
		further->state = CASE_STATE_COUNT;
	return TRUE;
}

/* The cases of the mail's further reports: GArray of Filed. */
static GArray *
find_further(Store *store, gint64 mail, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_REPORT_OF_MAIL, DB_INT(mail));

	return db_collect(&row, sizeof(Filed), (GDestroyNotify) filed_clear, take_further, error);
}

/* What the mail is no report of has no report in it: its other cases end with the first. */
static gboolean
leave_further(Store *store, const Filing *filing, const StoreActor *who, GError **error)
{
	g_autoptr(GArray) further = find_further(store, filing->mail, error);

	for (guint i = 0; further && i < further->len; i++) {
		const Filed *filed = &g_array_index(further, Filed, i);

		if (!is_early(filed->state)) {
			g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
				"mail %" G_GINT64_FORMAT
				" opened case %s, too, which is further than its assessment",
				filing->mail, filed->case_id);
			return FALSE;
		}
		if (!end_case(store, filing, filed, who, error))
			return FALSE;
	}
	return further != NULL;
}

static gboolean
file_it(Store *store, const Filing *filing, const IntakeItem *item, const char *board,
	IntakePlanner planner, gpointer user, const StoreActor *who, char **ret_case,
	GError **error)
{
	g_auto(Filed) filed = { 0 };

	if (!load(store, filing->mail, &filed, error) || !check(filing, &filed, error))
		return FALSE;
	if (filing->kind == MAIL_KIND_REPORT
			? !open_filed(store, board, item, planner, user, who, ret_case, error)
			: !join_or_leave(store, filing, &filed, item, board, planner, user, who,
				  ret_case, error))
		return FALSE;
	return journal(store, filing, &filed, *ret_case, who, error) &&
	       leave_further(store, filing, who, error) &&
	       (!is_opener(&filed) || filed.state == CASE_NOT_REPORT ||
		       end_case(store, filing, &filed, who, error));
}

static gboolean
find_board(Store *store, gint64 mail, char **ret_board, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_MAIL_STORED, DB_INT(mail));

	*ret_board = db_next(&row) ? db_dup(&row, 0) : NULL;
	return db_end(&row, error);
}

gboolean
store_file_mail(CaseStore *self, const Filing *filing, const IntakeItem *item,
	IntakePlanner planner, gpointer user, const StoreActor *who, char **ret_case,
	GError **error)
{
	Store *store = store_of(self);
	g_autofree char *board = NULL;
	g_autofree char *case_id = NULL;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = find_board(store, filing->mail, &board, error) &&
			file_it(store, filing, item, board, planner, user, who, &case_id, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_case = g_steal_pointer(&case_id);
	return TRUE;
}
