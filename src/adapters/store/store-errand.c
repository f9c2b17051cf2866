/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers that command: queued with the mail, tried a few times, and carried out once, with
 * all that they change and say, in one transaction.
 */
#include <string.h>

#include "adapters/store/store-life.h"
#include "adapters/store/store-private.h"
#include "core/error.h"
#include "core/answer/form-errand.h"
#include "core/text.h"

void
errand_clear(Errand *errand)
{
	if (errand->asked)
		errand_clear(errand->asked);
	g_clear_pointer(&errand->asked, g_free);
	g_clear_pointer(&errand->raw, g_bytes_unref);
	g_clear_pointer(&errand->message_id, g_free);
	g_clear_pointer(&errand->writer, g_free);
	g_clear_pointer(&errand->case_id, g_free);
	g_clear_pointer(&errand->board, g_free);
	g_clear_pointer(&errand->investigator, g_free);
	g_clear_pointer(&errand->recipient, g_free);
	g_clear_pointer(&errand->reading, g_free);
}

/* FALSE: one of them is none of ours, and stays what allows least. */
static gboolean
read_names(DbCursor *row, Errand *errand)
{
	gboolean good = trust_result_from_name(db_text(row, 4), &errand->trust);

	errand->audience = AUDIENCE_OUTSIDER;
	good &= audience_from_name(db_text(row, 10), &errand->audience);
	good &= route_from_name(db_text(row, 11), &errand->route);
	good &= reply_purpose_from_name(db_text(row, 12), &errand->purpose);
	return good && date_from_string(db_text(row, 13), &errand->expires);
}

static void
read_row(DbCursor *row, Errand *errand)
{
	gsize length;
	const void *bytes = db_bytes(row, 1, &length);

	errand->mail = db_int(row, 0);
	errand->raw = g_bytes_new(bytes, length);
	errand->message_id = db_dup(row, 2);
	errand->writer = db_dup(row, 3);
	errand->received = db_int(row, 5);
	errand->attempts = (guint) db_int(row, 6) + 1;
	errand->case_id = db_dup(row, 7);
	errand->board = db_dup(row, 8);
	errand->recipient = db_dup(row, 9);
	errand->investigator = db_dup(row, 16);
	errand->knows = db_int(row, 17);
	errand->form = db_int(row, 18) != 0;
	errand->reading = db_dup(row, 19);
	errand->used = !db_is_null(row, 14) && db_int(row, 14) != errand->mail;
	errand->damaged = !read_names(row, errand);
}

/* The errand that waits for an answer to question, or where that is 0 the next that waits. */
static gboolean
find(Store *store, gint64 question, gboolean *ret_found, gint64 *ret_outbox, Errand *errand,
	GError **error)
{
	g_auto(DbCursor) row = question ? db_query(store->db, ST_ERRAND_ASKED_BY, DB_INT(question))
					: db_query_all(store->db, ST_ERRAND_NEXT);

	*ret_found = db_next(&row);
	if (*ret_found) {
		*ret_outbox = db_int(&row, 15);
		read_row(&row, errand);
	}
	return db_end(&row, error);
}

/* What the question was about that the errand answers. */
static gboolean
find_asked(Store *store, gint64 outbox, Errand *errand, GError **error)
{
	g_auto(Errand) asked = { 0 };
	gint64 other;
	gboolean found;

	if (errand->purpose != REPLY_FOR_CONFIRMATION)
		return TRUE;
	if (!find(store, outbox, &found, &other, &asked, error))
		return FALSE;
	if (!found)
		return TRUE;
	errand->damaged |= asked.damaged;
	errand->asked = g_memdup2(&asked, sizeof asked);
	memset(&asked, 0, sizeof asked);
	return TRUE;
}

gboolean
store_queue_errand(Store *store, gint64 mail, const IntakeReply *reply, gboolean form,
	const char *state, GError **error)
{
	return db_run(store->db, ST_ERRAND_INSERT, error, DB_INT(mail), DB_INT(form),
		DB_BLOB(reply->nonce, REPLY_NONCE_BYTES), DB_TEXT(state));
}

gboolean
store_release_form(Store *store, gint64 mail, gboolean found, GError **error)
{
	return db_run(store->db, found ? ST_ERRAND_READ : ST_ERRAND_DROP, error, DB_INT(mail));
}

/* So often in a row, and then an errand that the database never takes stops the next ones no more.
 */
#define SPARED_MOST 200

/*
 * An attempt that the database ended says nothing of the errand, and is not taken back there:
 * a full disk takes nothing. The next one is counted instead of it.
 */
static void
spare(Store *store, const Errand *errand)
{
	gboolean again = store->spared_last == errand->mail;

	store->spared_last = errand->mail;
	store->spared_times = again ? store->spared_times + 1 : 1;
	if (store->spared_times > SPARED_MOST)
		return;
	store->spared = errand->mail;
	store->spared_form = errand->form;
}

static gboolean
count(Store *store, Errand *errand, GError **error)
{
	gboolean spared = store->spared == errand->mail && store->spared_form == errand->form;

	store->spared = 0;
	if (spared) {
		errand->attempts--;
		return TRUE;
	}
	return db_run(store->db, ST_ERRAND_TRY, error, DB_INT(errand->mail), DB_INT(errand->form));
}

gboolean
store_claim_errand(CaseStore *self, gboolean *ret_found, Errand *ret_errand, GError **error)
{
	Store *store = store_of(self);
	g_auto(Errand) errand = { 0 };
	gint64 outbox = 0;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = find(store, 0, ret_found, &outbox, &errand, error) &&
			(!*ret_found || (count(store, &errand, error) &&
						find_asked(store, outbox, &errand, error)));
	if (!store_end(store, good, error))
		return FALSE;
	*ret_errand = errand;
	memset(&errand, 0, sizeof errand);
	return TRUE;
}

gboolean
store_find_lapsed_errand(
	CaseStore *self, CivilDate day, gboolean *ret_found, Errand *ret_errand, GError **error)
{
	Store *store = store_of(self);
	g_autofree char *before = date_to_string(day);
	g_auto(Errand) errand = { 0 };
	gint64 question = 0, outbox;

	*ret_found = FALSE;
	if (!store_begin(store, error))
		return FALSE;
	gboolean good =
		db_get_int(store->db, ST_ERRAND_LAPSED, 0, &question, error, DB_TEXT(before)) &&
		(!question || (find(store, question, ret_found, &outbox, &errand, error) &&
				      (!*ret_found || count(store, &errand, error))));
	if (!store_end(store, good, error))
		return FALSE;
	*ret_errand = errand;
	memset(&errand, 0, sizeof errand);
	return TRUE;
}

/* For one step; a refusal is the planner's to remember. */
typedef struct {
	const ErrandRun *run;
	guint step;
	gboolean refused;
} Step;

static gboolean
is_refusal(const GError *error)
{
	return g_error_matches(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED) ||
	       g_error_matches(error, LEX_ERROR, LEX_ERROR_INPUT) ||
	       g_error_matches(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
}

static LifePlan *
plan_step(CaseFile *file, gpointer user, GError **error)
{
	Step *step = user;
	LifePlan *plan = step->run->plan(file, step->step, step->run->user, error);

	step->refused = !plan && error && is_refusal(*error);
	return plan;
}

/* CaseNote * of the log, as recorded; NULL and error. */
static GPtrArray *
load_notes(Store *store, const char *case_id, GError **error)
{
	g_autoptr(GPtrArray) notes =
		g_ptr_array_new_with_free_func((GDestroyNotify) case_note_free);
	g_auto(DbCursor) row = db_query(store->db, ST_CASE_NOTES, DB_TEXT(case_id));

	while (db_next(&row)) {
		CaseNote *note = g_new0(CaseNote, 1);

		note->date = db_dup(&row, 0);
		note->source = db_dup(&row, 1);
		note->kind = db_dup(&row, 2);
		note->text = db_dup(&row, 3);
		note->title = db_dup(&row, 4);
		note->author = db_dup(&row, 5);
		g_ptr_array_add(notes, note);
	}
	return db_end(&row, error) ? g_steal_pointer(&notes) : NULL;
}

/* ret_steps: how many there are. */
static gboolean
look(Store *store, const Errand *errand, const ErrandRun *run, guint *ret_steps, GError **error)
{
	LoadedCase loaded = { 0 };
	g_autoptr(CaseFile) file = store_load_case(store, errand->case_id, &loaded, error);
	g_autoptr(GPtrArray) notes = file ? load_notes(store, errand->case_id, error) : NULL;

	if (!notes)
		return FALSE;
	*ret_steps = run->look(file, notes, run->user);
	return TRUE;
}

static gboolean
take_steps(Store *store, const Errand *errand, const ErrandRun *run, const StoreActor *who,
	GError **error)
{
	guint n_steps;

	if (!look(store, errand, run, &n_steps, error))
		return FALSE;
	for (guint i = 0; i < n_steps; i++) {
		g_autoptr(GError) why = NULL;
		Step step = { run, i, FALSE };
		g_autoptr(LifePlan) plan =
			store_change(store, errand->case_id, plan_step, &step, who, &why);

		if (plan || step.refused)
			continue;
		g_propagate_error(error, g_steal_pointer(&why));
		return FALSE;
	}
	return TRUE;
}

/* ret_question: the row of the question, 0: nothing was asked. */
static gboolean
say(Store *store, const Errand *errand, const ErrandRun *run, const StoreActor *who,
	gint64 *ret_question, GError **error)
{
	LoadedCase loaded = { 0 };
	g_autoptr(CaseFile) file = store_load_case(store, errand->case_id, &loaded, error);
	g_autoptr(GPtrArray) notices = file ? run->tell(file, run->user) : NULL;

	*ret_question = 0;
	if (!file)
		return FALSE;
	g_autofree char *record = run->record(run->user);
	if (!store_journal(store, who, "answered", errand->case_id, errand->mail, record, error))
		return FALSE;
	for (guint i = 0; notices && i < notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(notices, i);

		if (!store_queue(store, file->board, file->id, notice, who, error))
			return FALSE;
		if (i == 0 && notice->notice == NOTICE_CONFIRMATION &&
			!db_get_int(store->db, ST_ERRAND_QUESTION, 0, ret_question, error,
				DB_INT(loaded.case_no)))
			return FALSE;
	}
	return TRUE;
}

static gboolean
set_state(Store *store, const Errand *errand, const char *state, gint64 question, GError **error)
{
	return db_run(store->db, ST_ERRAND_SETTLE, error, DB_TEXT(state), DB_REF(question),
		DB_INT(errand->mail), DB_INT(errand->form));
}

static gboolean
settle(Store *store, const Errand *errand, const ErrandRun *run, gint64 question, GError **error)
{
	return set_state(store, errand, question ? "asked" : "done", question, error) &&
	       (!run->uses || db_run(store->db, ST_REPLY_USE, error, DB_INT(errand->mail),
				      DB_INT(errand->mail))) &&
	       (!run->ends || !errand->asked || set_state(store, errand->asked, "done", 0, error));
}

/* Its lines are not read again; who wrote them is told so, unless tell is NULL. */
gboolean
store_fail_errand(CaseStore *self, const Errand *errand, const char *why, const PlannedNotice *tell,
	const StoreActor *who, GError **error)
{
	Store *store = store_of(self);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good =
		set_state(store, errand, "failed", 0, error) &&
		store_journal_texts(store, who, "errand_failed", errand->case_id, errand->mail,
			error, "text", why, NULL) &&
		(!tell || store_queue(store, errand->board, errand->case_id, tell, who, error));
	return store_end(store, good, error);
}

gboolean
store_run_errand(CaseStore *self, const Errand *errand, const ErrandRun *run, const StoreActor *who,
	GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GError) why = NULL;
	gint64 question;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = take_steps(store, errand, run, who, &why) &&
			say(store, errand, run, who, &question, &why) &&
			settle(store, errand, run, question, &why);
	if (store_end(store, good, &why))
		return TRUE;
	if (g_error_matches(why, LEX_ERROR, LEX_ERROR_STORE))
		spare(store, errand);
	g_propagate_error(error, g_steal_pointer(&why));
	return FALSE;
}
