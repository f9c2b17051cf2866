/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long secrets and certificates have left. An expired one is the commonest
 * reason why a mailbox that worked for a year stops, so that it is counted
 * down where it is seen each day.
 */
#include "adapters/login/credential.h"

#include "adapters/login/jwt.h"
#include "adapters/login/secret.h"

#define PEM_MAX (64 * 1024)

static void
credential_free(Credential *credential)
{
	g_free(credential->name);
	g_free(credential);
}

static gboolean
is_listed(const GPtrArray *list, const char *name)
{
	for (guint i = 0; i < list->len; i++)
		if (g_strcmp0(((Credential *) g_ptr_array_index(list, i))->name, name) == 0)
			return TRUE;
	return FALSE;
}

static void
add(GPtrArray *list, const char *key, const char *file, int days)
{
	g_autofree char *name = g_strdup_printf("%s %s", key, file);

	if (is_listed(list, name))
		return;
	Credential *credential = g_new(Credential, 1);
	*credential = (Credential){ g_steal_pointer(&name), days };
	g_ptr_array_add(list, credential);
}

static void
add_secret(GPtrArray *list, const OAuth2Settings *oauth2, CivilDate today)
{
	CivilDate end;

	if (oauth2->client_secret_expires && date_from_string(oauth2->client_secret_expires, &end))
		add(list, "client_secret_file", oauth2->client_secret_file,
			date_days_between(today, end));
}

static void
add_certificate(GPtrArray *list, const OAuth2Settings *oauth2, CivilDate today, GTimeZone *zone)
{
	const char *file = oauth2->client_certificate;
	GByteArray *pem = file ? secret_read_file("client_certificate", file, PEM_MAX, NULL) : NULL;
	gint64 end;

	if (pem && jwt_certificate_end(pem, &end))
		add(list, "client_certificate", file,
			date_days_between(today, date_from_instant(end, zone)));
	secret_bytes_free(pem);
}

GPtrArray *
credential_list(const Board *board, CivilDate today, GTimeZone *zone)
{
	const ServerSettings *const servers[] = { &board->mailbox.server, &board->smtp };
	GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify) credential_free);

	for (gsize i = 0; i < G_N_ELEMENTS(servers); i++) {
		add_secret(list, &servers[i]->oauth2, today);
		add_certificate(list, &servers[i]->oauth2, today, zone);
	}
	return list;
}
