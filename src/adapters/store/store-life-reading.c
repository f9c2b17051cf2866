/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has been read for a case, in a notice of one of its steps. What is still being
 * read is waited for, so that nobody is told half of it.
 */
#include <string.h>

#include "adapters/reading-json.h"
#include "adapters/store/store-life.h"
#include "adapters/variant-json.h"
#include "core/notice/facts.h"
#include "core/form/reading-facts.h"

/* What the mails of a case say together. */
typedef struct {
	ReadingFile *file; /* of all of them, or NULL */
	GPtrArray *flags;  /* PlannedFlag * */
	gint64 unread;     /* a mail that is being read, or 0 */
	gboolean failed;   /* one could not be */
} CaseReading;

static void
case_reading_clear(CaseReading *sum)
{
	reading_file_free(sum->file);
	g_ptr_array_unref(sum->flags);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CaseReading, case_reading_clear)

/* Takes file. */
static void
add_file(CaseReading *sum, ReadingFile *file)
{
	g_autoptr(GPtrArray) flags = reading_facts_flags(file);

	g_ptr_array_extend_and_steal(sum->flags, g_steal_pointer(&flags));
	if (!sum->file) {
		sum->file = file;
		return;
	}
	while (file->documents->len)
		g_ptr_array_add(sum->file->documents, g_ptr_array_steal_index(file->documents, 0));
	reading_file_free(file);
}

static void
add_reading(CaseReading *sum, const DbCursor *row)
{
	const char *state = db_text(row, 0);

	if (strcmp(state, "failed") == 0) {
		sum->failed = TRUE;
	} else if (strcmp(state, "done") == 0) {
		ReadingFile *file =
			db_is_null(row, 1) ? NULL : reading_json_read(db_text(row, 1), NULL);

		if (file)
			add_file(sum, file);
		else
			sum->failed = TRUE;
	} else if (!sum->unread) {
		sum->unread = db_int(row, 4);
	}
}

static gboolean
has_flag(const GPtrArray *flags, const char *code)
{
	for (guint i = 0; i < flags->len; i++)
		if (strcmp(((const PlannedFlag *) flags->pdata[i])->code, code) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
load_readings(Store *store, gint64 case_no, CaseReading *sum, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_READING_OF_CASE, DB_INT(case_no));

	while (db_next(&row))
		add_reading(sum, &row);
	return db_end(&row, error);
}

/* Those of the case that no reading has: of how its mail came, or of a reading that is lost. */
static gboolean
load_flags(Store *store, gint64 case_no, CaseReading *sum, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_FLAG_LIST, DB_INT(case_no));

	while (db_next(&row))
		if (!has_flag(sum->flags, db_text(&row, 0)))
			g_ptr_array_add(
				sum->flags, planned_flag_new(db_text(&row, 0), db_dup(&row, 1)));
	return db_end(&row, error);
}

/* Its facts and these; g_free() it. */
static char *
add_to_facts(const PlannedNotice *notice, const CaseReading *sum)
{
	Record record;

	record_init(&record);
	record_put_boolean(&record, "reading_pending", sum->unread != 0);
	record_put_boolean(&record, "reading_failed", sum->failed);
	facts_put_flags(&record, sum->flags, notice->language);
	reading_facts_put_reports(&record, sum->file);
	g_autofree char *json = record_end(&record);
	g_autoptr(GVariant) more = variant_from_json(json, NULL);
	return more ? store_merge_facts(notice->facts, more) : g_strdup(notice->facts);
}

gboolean
store_queue_step(Store *store, const StoreMatter *matter, const PlannedNotice *notice,
	const StoreActor *who, GError **error)
{
	g_auto(CaseReading) sum = { .flags = g_ptr_array_new_with_free_func(
					    (GDestroyNotify) planned_flag_free) };
	StoreMatter of = *matter;
	PlannedNotice told = *notice;

	if (!notice->with_reading)
		return store_queue_matter(store, matter, notice, who, error);
	if (!load_readings(store, matter->case_no, &sum, error) ||
		!load_flags(store, matter->case_no, &sum, error))
		return FALSE;
	g_autofree char *facts = add_to_facts(notice, &sum);
	told.facts = facts;
	told.after_reading = sum.unread != 0;
	of.mail = sum.unread;
	return store_queue_matter(store, &of, &told, who, error);
}
