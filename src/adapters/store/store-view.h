/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>

#include "adapters/store/store-private.h"

/*
 * The views of the store, one builder each, as lexsarah(1)'s JSON.
 * A builder is called inside an open transaction. NULL with an error on
 * failure; NOT_FOUND when key names nothing.
 */
typedef json_t *(*StoreViewBuilder)(Store *store, const char *key, GError **error);

json_t *store_view_case_list(Store *store, const char *key, GError **error);
json_t *store_view_case(Store *store, const char *key, GError **error);
json_t *store_view_decision(Store *store, const char *key, GError **error);
json_t *store_view_dossier(Store *store, const char *key, GError **error);
json_t *store_view_export(Store *store, const char *key, GError **error);
json_t *store_view_case_open(Store *store, const char *key, GError **error);
json_t *store_view_case_late(Store *store, const char *key, GError **error);
json_t *store_view_clock_list(Store *store, const char *key, GError **error);
json_t *store_view_mail_list(Store *store, const char *key, GError **error);
json_t *store_view_mail(Store *store, const char *key, GError **error);
json_t *store_view_outbox_list(Store *store, const char *key, GError **error);
json_t *store_view_outbox(Store *store, const char *key, GError **error);
json_t *store_view_accounting(Store *store, const char *key, GError **error);

/* A row of ST_OUTBOX_GET or ST_OUTBOX_OF_CASE. */
json_t *store_view_notice(Store *store, const DbCursor *row);

/* Adds what has become of the case, whose events the record has already. */
gboolean store_view_add_life(Store *store, json_t *record, const char *case_id,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends the rows of a list: the list, or NULL when they could not all be read. Takes list. */
json_t *store_view_end_list(DbCursor *row, json_t *list, GError **error);

/* A column as JSON: null for NULL; instants become RFC 3339 in the store's zone. */
json_t *store_view_text(const DbCursor *row, int column);
json_t *store_view_int(const DbCursor *row, int column);
json_t *store_view_instant(Store *store, const DbCursor *row, int column);
json_t *store_view_hex(const DbCursor *row, int column);

/* The texts in the first column of a statement, for a number. NULL as above. */
json_t *store_view_texts(Store *store, StoreStatement statement, gint64 number, GError **error);

/* The last event of one of these kinds (ended by NULL) of that board (NULL: any). Borrowed. */
json_t *store_view_find_event(const json_t *events, const char *const *kinds, const char *board);

/* What an event of the kind what said with what was corrected of it since. */
json_t *store_view_valid_detail(const json_t *events, const json_t *event, const char *what);

/* The members of its detail that are named (ended by NULL), null where it was erased. */
json_t *store_view_pick(const json_t *event, const char *const *keys);

/* The same of an event of the kind what (or NULL) as it is valid; null of no event. */
json_t *store_view_pick_valid(
	const json_t *events, const json_t *event, const char *what, const char *const *keys);
