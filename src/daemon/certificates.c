/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When the servers' certificates end. On that day neither mail comes in nor goes
 * out, not even the alarm that says so: the days are counted down before.
 */
#include "daemon/certificates.h"

#include "core/notice/facts.h"
#include "core/text.h"

typedef struct {
	char *host;
	CivilDate end;
	int days; /* until then, negative afterwards */
} Certificate;

static void
certificate_free(Certificate *certificate)
{
	g_free(certificate->host);
	g_free(certificate);
}

static gboolean
is_listed(const GPtrArray *list, const char *host, CivilDate end)
{
	for (guint i = 0; i < list->len; i++) {
		const Certificate *other = g_ptr_array_index(list, i);

		if (g_strcmp0(other->host, host) == 0 && date_compare(other->end, end) == 0)
			return TRUE;
	}
	return FALSE;
}

gboolean
certificates_is_ending(const Daemon *daemon, const ServerSettings *server, gint64 now)
{
	gint64 end = daemon->logins ? logins_certificate_end(daemon->logins, server) : INSTANT_NONE;

	return end != INSTANT_NONE &&
	       date_days_between(date_from_instant(now, daemon->zone),
		       date_from_instant(end, daemon->zone)) < CERTIFICATES_SOON_DAYS;
}

static void
add(GPtrArray *list, const Daemon *daemon, const ServerSettings *server, CivilDate today)
{
	gint64 end = logins_certificate_end(daemon->logins, server);
	g_autoptr(GUri) uri =
		g_uri_parse(server->url ? server->url : "", G_URI_FLAGS_ENCODED, NULL);

	if (end == INSTANT_NONE || !uri)
		return;
	CivilDate date = date_from_instant(end, daemon->zone);
	if (is_listed(list, g_uri_get_host(uri), date))
		return;
	Certificate *certificate = g_new(Certificate, 1);
	*certificate = (Certificate){ g_strdup(g_uri_get_host(uri)), date,
		date_days_between(today, date) };
	g_ptr_array_add(list, certificate);
}

/* Those that are known of; one that both servers of a name show stands there once. */
static GPtrArray *
list_of(const Daemon *daemon, const Board *board, CivilDate today)
{
	GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify) certificate_free);

	if (daemon->logins) {
		add(list, daemon, &board->mailbox.server, today);
		add(list, daemon, &board->smtp, today);
	}
	return list;
}

void
certificates_put(Record *facts, const Daemon *daemon, const Board *board, CivilDate today)
{
	g_autoptr(GPtrArray) list = list_of(daemon, board, today);
	RecordList out;

	record_list_init(&out);
	for (guint i = 0; i < list->len; i++) {
		const Certificate *certificate = g_ptr_array_index(list, i);
		g_autofree char *date = date_to_string(certificate->end);
		Record one;

		record_init(&one);
		facts_put_text(&one, "host", certificate->host);
		facts_put_text(&one, "date", date);
		facts_put_number(&one, "days", certificate->days);
		record_put_boolean(&one, "soon", certificate->days < CERTIFICATES_SOON_DAYS);
		record_list_add(&out, &one);
	}
	record_put_list(facts, "certificates", &out);
}

void
certificates_add_alarms(
	const Daemon *daemon, const Board *board, CivilDate today, GPtrArray *alarms)
{
	g_autoptr(GPtrArray) list = list_of(daemon, board, today);

	for (guint i = 0; i < list->len; i++) {
		const Certificate *certificate = g_ptr_array_index(list, i);
		g_autofree char *date = date_to_string(certificate->end);

		if (certificate->days < CERTIFICATES_ALARM_DAYS)
			g_ptr_array_add(alarms,
				g_strdup_printf(
					text_is_english(board->language)
						? "%s: the certificate of %s is valid until %s. "
						  "Renew it now"
						: "%s: certifikatet för %s gäller till %s. Förnya "
						  "det nu",
					board->id, certificate->host, date));
	}
}
