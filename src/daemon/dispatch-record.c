/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "daemon/dispatch-record.h"

#include "core/error.h"

typedef struct {
	const Ending *ending;
	GPtrArray *ends, *claims; /* Parcel * */
} Exchange;

static gboolean
claim(const Daemon *daemon, Parcel *parcel, GError **error)
{
	StoreActor who = daemon_actor(daemon);
	g_autoptr(GBytes) none = g_bytes_new_static("", 0);

	return daemon->store->claim(daemon->store, parcel->item.id,
		parcel->letter.kept ? parcel->letter.kept : none, &who, error);
}

static gboolean
record(gpointer user, GError **error)
{
	const Exchange *exchange = user;

	for (guint i = 0; i < exchange->ends->len; i++)
		if (!dispatch_end(exchange->ending, g_ptr_array_index(exchange->ends, i), error))
			return FALSE;
	for (guint i = 0; i < exchange->claims->len; i++)
		if (!claim(exchange->ending->daemon, g_ptr_array_index(exchange->claims, i), error))
			return FALSE;
	return TRUE;
}

static gboolean
record_together(Exchange *exchange)
{
	CaseStore *store = exchange->ending->daemon->store;
	g_autoptr(GError) error = NULL;

	if (exchange->ends->len + exchange->claims->len < 2)
		return FALSE;
	gboolean good = store->together(store, record, exchange, &error);
	for (guint i = 0; i < exchange->ends->len; i++)
		((Parcel *) exchange->ends->pdata[i])->ended = good;
	for (guint i = 0; i < exchange->claims->len; i++)
		((Parcel *) exchange->claims->pdata[i])->claimed = good;
	return good;
}

/* Each call to a database that is locked takes seconds: after the first trouble none is made. */
static void
record_each(const Exchange *exchange)
{
	const GError *trouble = NULL;

	for (guint i = 0; i < exchange->ends->len; i++) {
		Parcel *parcel = g_ptr_array_index(exchange->ends, i);

		if (trouble) {
			parcel->unended = g_error_copy(trouble);
			continue;
		}
		parcel->ended = dispatch_end(exchange->ending, parcel, &parcel->unended);
		if (g_error_matches(parcel->unended, LEX_ERROR, LEX_ERROR_STORE))
			trouble = parcel->unended;
	}
	for (guint i = 0; i < exchange->claims->len; i++) {
		Parcel *parcel = g_ptr_array_index(exchange->claims, i);

		if (trouble)
			parcel->fault = g_error_copy(trouble);
		else
			parcel->claimed = claim(exchange->ending->daemon, parcel, &parcel->fault);
	}
}

void
dispatch_record(const Ending *ending, GPtrArray *ends, GPtrArray *claims)
{
	Exchange exchange = { ending, ends, claims };

	for (guint i = 0; i < ends->len; i++)
		g_clear_error(&((Parcel *) ends->pdata[i])->unended);
	if (!record_together(&exchange))
		record_each(&exchange);
}
