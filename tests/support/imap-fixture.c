/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An IMAP mail source at a scripted server, and the calls that most tests make.
 */
#include "support/imap-fixture.h"

static char *
get_secret(gpointer user, GError **error)
{
	ImapFixture *fixture = user;

	(void) error;
	fixture->asked++;
	return g_strdup("hemligt");
}

void
imap_fixture_start_full(ImapFixture *fixture, const FakeStep *steps, gboolean dribble,
	const char *path, AfterPolicy after, const char *folder)
{
	*fixture = (ImapFixture){ .server = fake_server_new(steps, dribble) };
	fixture->settings.server.url = fake_server_url(fixture->server, "imap", path);
	fixture->settings.server.user = g_strdup("lexsarah");
	fixture->settings.server.tls = TLS_NONE;
	fixture->settings.after = after;
	fixture->settings.after_folder = g_strdup(folder);
	fixture->mails = g_string_new(NULL);
	fixture->source = imap_session_new(
		&fixture->settings, (SecretGetter){ .get = get_secret, .user = fixture }, 16);
}

void
imap_fixture_start(ImapFixture *fixture, const FakeStep *steps)
{
	imap_fixture_start_full(fixture, steps, FALSE, "INBOX", AFTER_FLAG, NULL);
}

void
imap_fixture_stop(ImapFixture *fixture)
{
	fixture->source->close(fixture->source);
	fixture->source->free(fixture->source);
	fake_server_finish(fixture->server);
	fake_server_free(fixture->server);
	g_string_free(fixture->mails, TRUE);
	g_free(fixture->settings.server.url);
	g_free(fixture->settings.server.user);
	g_free(fixture->settings.after_folder);
}

void
imap_fixture_open_good(ImapFixture *fixture)
{
	g_autoptr(GError) error = NULL;

	fixture->source->open(fixture->source, &fixture->state, &error);
	g_assert_no_error(error);
}

static gboolean
take(const MailSourceItem *item, gpointer user, GError **error)
{
	ImapFixture *fixture = user;
	gsize length;
	const char *bytes = g_bytes_get_data(item->raw, &length);

	(void) error;
	g_string_append_printf(fixture->mails, "%u:%.*s%s;", item->uid, (int) length, bytes,
		item->truncated ? "..." : "");
	return TRUE;
}

GError *
imap_fixture_fetch_three(ImapFixture *fixture)
{
	static const guint32 uids[] = { 1, 2, 3 };
	GError *error = NULL;

	fixture->source->fetch(fixture->source, uids, G_N_ELEMENTS(uids), take, fixture, &error);
	return error;
}

GError *
imap_fixture_mark_three(ImapFixture *fixture)
{
	static const guint32 uids[] = { 1, 2, 3 };
	GError *error = NULL;

	fixture->source->mark(fixture->source, uids, G_N_ELEMENTS(uids), &error);
	return error;
}

void
imap_fixture_assert_listed(ImapFixture *fixture, guint n, guint32 first)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) uids = NULL;

	fixture->source->list(fixture->source, &uids, &fixture->state.unlisted, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(uids->len, ==, n);
	if (n)
		g_assert_cmpuint(g_array_index(uids, guint32, 0), ==, first);
}
