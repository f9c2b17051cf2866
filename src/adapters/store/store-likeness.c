/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The likeness of each report, and the search for one that is alike. The search
 * goes by a few hashes in an index, so that it costs the same with any number of
 * cases, and looks at a few of those that it finds: a thousand equal mails need
 * no more than one that they are equal to.
 */
#include <string.h>

#include "adapters/store/store-private.h"

/* In the database each hash has four bytes, the most significant first. */
static void
pack(const Likeness *likeness, guint32 ret[LIKENESS_HASHES])
{
	for (guint i = 0; i < likeness->n; i++)
		ret[i] = GUINT32_TO_BE(likeness->hashes[i]);
}

static void
unpack(const DbCursor *row, int column, Likeness *ret)
{
	gsize length;
	const void *bytes = db_bytes(row, column, &length);

	ret->n = (guint) MIN(length / sizeof *ret->hashes, LIKENESS_HASHES);
	if (ret->n)
		memcpy(ret->hashes, bytes, ret->n * sizeof *ret->hashes);
	for (guint i = 0; i < ret->n; i++)
		ret->hashes[i] = GUINT32_FROM_BE(ret->hashes[i]);
}

gboolean
store_keep_likeness(
	Store *store, gint64 case_no, const char *board, const Likeness *likeness, GError **error)
{
	guint32 packed[LIKENESS_HASHES];

	if (!likeness || likeness->n == 0)
		return TRUE;
	pack(likeness, packed);
	for (guint i = 0; i < MIN(likeness->n, LIKENESS_KEYS); i++)
		if (!db_run(store->db, ST_LIKENESS_KEY, error, DB_TEXT(board),
			    DB_INT(likeness->hashes[i]), DB_INT(case_no)))
			return FALSE;
	return db_run(store->db, ST_LIKENESS_SET, error, DB_INT(case_no),
		DB_BLOB(packed, likeness->n * sizeof *packed));
}

static gboolean
find_by(Store *store, const char *board, gint64 case_no, guint32 hash, const Likeness *likeness,
	gint64 since, char **ret_case, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_LIKENESS_FIND, DB_TEXT(board), DB_INT(hash),
		DB_INT(case_no), DB_INT(since));

	while (!*ret_case && db_next(&row)) {
		Likeness other;

		unpack(&row, 1, &other);
		if (likeness_is_alike(likeness, &other))
			*ret_case = db_dup(&row, 0);
	}
	return db_end(&row, error);
}

gboolean
store_find_alike(CaseStore *self, const char *board, const char *case_id, const Likeness *likeness,
	gint64 since, char **ret_case, GError **error)
{
	Store *store = store_of(self);
	g_autofree char *found = NULL;
	gint64 case_no = 0;

	if (!store_begin_read(store, error))
		return FALSE;
	gboolean good = !case_id || store_case_no(store, case_id, &case_no, error);
	for (guint i = 0; good && !found && i < MIN(likeness->n, LIKENESS_KEYS); i++)
		good = find_by(
			store, board, case_no, likeness->hashes[i], likeness, since, &found, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_case = g_steal_pointer(&found);
	return TRUE;
}
