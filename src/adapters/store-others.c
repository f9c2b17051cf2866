/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the journal knows of who did what in a case, and in those that were joined to it.
 */
#include <string.h>

#include "adapters/store-life.h"

static gboolean
load_worked(Store *store, const char *label, CaseFile *file, GError **error)
{
	const char *of_case = strcmp(label, file->id) == 0 ? NULL : label;
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_WORKED, DB_TEXT(label));

	while (db_next(&row)) {
		gboolean proposed = strcmp(db_text(&row, 0), "proposed") == 0;

		if (!db_is_null(&row, 1))
			case_file_add_party(file, proposed ? PART_PROPOSED : PART_INVESTIGATED,
				db_text(&row, 1), of_case);
	}
	return db_end(&row, error);
}

gboolean
store_load_parties(Store *store, CaseFile *file, GError **error)
{
	gboolean good = load_worked(store, file->id, file, error);

	for (guint i = 0; good && i < file->related->len; i++) {
		const RelatedCase *related = g_ptr_array_index(file->related, i);

		if (!related->joined)
			continue;
		if (related->sender)
			case_file_add_party(file, PART_REPORTED, related->sender, related->id);
		if (related->reporter)
			case_file_add_party(file, PART_REPORTED, related->reporter, related->id);
		good = load_worked(store, related->id, file, error);
	}
	return good;
}
