/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/store/store-private.h"
#include "core/text.h"

/* What the files of a case's life share. */

/* How much of a CaseFile came out of the database. */
typedef struct {
	gint64 case_no;
	guint events, extensions;
	gboolean forget; /* what was said of its clocks counts no more */
} LoadedCase;

/* The case; NOT_FOUND names it. Inside an open transaction. */
CaseFile *store_load_case(Store *store, const char *case_id, LoadedCase *ret, GError **error);

/* Adds who is away as an automatic answer says (Away). Inside the open transaction. */
gboolean store_load_away(Store *store, GArray *away, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the cases of row to related (RelatedCase), each with who is recused in it. Takes row. */
gboolean store_read_related(
	Store *store, DbCursor *row, GPtrArray *related, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * What planner says of the case carried out, inside the open transaction; NULL: it could
 * not be. Where the planner itself refuses nothing was changed.
 */
LifePlan *store_change(Store *store, const char *case_id, LifePlanner planner, gpointer user,
	const StoreActor *who, GError **error);

/*
 * The case is file's board's from now on, and was left_board's: what had not gone to its people is
 * cancelled, who of them the report concerned is forgotten, and its mails are read again, for whom
 * of the new board they concern. Inside the open transaction.
 */
gboolean store_leave_board(Store *store, const LoadedCase *loaded, const CaseFile *file,
	const char *left_board, const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The last mail of the case that is to be read still, or 0. Inside an open transaction. */
gboolean store_find_unread(
	Store *store, gint64 case_no, gint64 *ret_mail, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A day or moment as a clock's row has it; FALSE leaves ret untouched. */
gboolean store_read_time(
	const char *text, GTimeZone *zone, ClockTime *ret) G_GNUC_WARN_UNUSED_RESULT;

/*
 * As store_queue_matter(), for a step of the case's life: what has been read for the case goes with
 * a notice that is to say it, which waits for what is being read still. Inside an open transaction.
 */
gboolean store_queue_step(Store *store, const StoreMatter *matter, const PlannedNotice *notice,
	const StoreActor *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As a clock's row has it. g_free() it. */
char *store_time_text(ClockTime time, GTimeZone *zone);

/* Who did what in the case and in those that were joined to it (file->related), by the journal. */
gboolean store_load_parties(Store *store, CaseFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What was done in the case that who acts cannot know of. */
gboolean store_load_since(Store *store, CaseFile *file, const StoreActor *who,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What calendars hold of the case. */
gboolean store_load_calendars(
	Store *store, gint64 case_no, CaseFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds what calendars hold of the board's clocks of which a reminder is due. */
gboolean store_load_due_calendars(Store *store, const char *board, gint64 now, GArray *entries,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Notes which of that is not what the clocks say. */
gboolean store_compare_calendars(
	Store *store, gint64 case_no, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds what is owed of it to whoever may hear of the case, as it is to be, to owed (HeldEntry). */
gboolean store_find_owed(Store *store, const char *board, gint64 now, GArray *owed,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts the plan's clocks in the place of the case's. Inside the open transaction. */
gboolean store_write_clocks(Store *store, const LoadedCase *loaded, const CaseFile *file,
	const LifePlan *plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;
