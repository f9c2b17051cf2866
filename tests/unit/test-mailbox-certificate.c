/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A connection may live for months, and its server's certificate is renewed
 * meanwhile: the operator must not be told of the old one's end.
 */
#include <glib.h>
#include <string.h>

#include "daemon/accounting.h"
#include "support/post.h"

typedef struct {
	Post post;
	Logins *logins;
	SecretGetter getter;
	gint64 end; /* of what the server shows now */
	guint logins_made;
} Office;

static void
log_in(gpointer user)
{
	Office *office = user;

	office->logins_made++;
	if (office->end != INSTANT_NONE)
		office->getter.certificate(office->getter.user, office->end);
}

static void
set_up(Office *office, gconstpointer unused)
{
	post_set_up(&office->post, unused);
	World *world = office->post.world;
	ServerSettings *server = &world->board->mailbox.server;

	server->url = g_strdup("imaps://imap.kommun.example/INBOX");
	office->logins = logins_new(&world->now);
	office->getter = logins_get(office->logins, server);
	world->daemon.logins = office->logins;
	office->post.fake->login = log_in;
	office->post.fake->user = office;
}

static void
tear_down(Office *office, gconstpointer unused)
{
	post_tear_down(&office->post, unused);
	logins_free(office->logins);
}

/* Polls once in a quarter of an hour, for as many days. */
static void
pass(Office *office, guint days)
{
	for (guint i = 0; i < days * 24 * 4; i++) {
		office->post.world->now.fixed += 15 * WORLD_MINUTE;
		g_assert_true(post_poll(&office->post));
	}
}

#define FACTS "SELECT facts FROM outbox WHERE board='AMN' AND notice='accounting' ORDER BY id DESC"

/* What the accounting mail of now says; alarms of other things do not matter here. */
static char *
accounts(Office *office)
{
	World *world = office->post.world;

	world_change(world, "UPDATE outbox SET once=NULL");
	g_assert_true(accounting_daily(&world->daemon, NULL));
	return world_text(world, FACTS);
}

static void
assert_days(Office *office, guint days, const char *date)
{
	g_autofree char *expected =
		g_strdup_printf("\"certificates\":[{\"date\":\"%s\",\"days\":\"%u\"", date, days);
	g_autofree char *facts = accounts(office);

	g_test_message("%s", facts);
	g_assert_nonnull(strstr(facts, expected));
}

/* The days are those from the mail on, not from when the connection was made. */
static void
test_days_are_counted_when_they_are_told(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	office->end = WORLD_BEGIN + 60 * WORLD_DAY;
	g_assert_true(post_poll(&office->post));
	assert_days(office, 60, "2026-05-16");
	pass(office, 30);
	assert_days(office, 30, "2026-05-16");
	/* While there is time nobody logs in anew. */
	g_assert_cmpuint(office->logins_made, ==, 1);
}

/* A renewed certificate is seen before the next mail, on a connection that never broke. */
static void
test_a_renewed_certificate_is_seen(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	office->end = WORLD_BEGIN + 30 * WORLD_DAY;
	g_assert_true(post_poll(&office->post));
	pass(office, 24);
	assert_days(office, 6, "2026-04-16");
	g_autofree char *alarm = accounts(office);
	g_assert_nonnull(strstr(alarm, "gäller till 2026-04-16. Förnya det nu"));

	office->end = WORLD_BEGIN + 120 * WORLD_DAY;
	pass(office, 3); /* a Monday: on closed days there is no mail */
	assert_days(office, 93, "2026-07-15");
	g_autofree char *calm = accounts(office);
	g_assert_null(strstr(calm, "Förnya det nu"));
	guint made = office->logins_made;
	pass(office, 1);
	g_assert_cmpuint(office->logins_made, ==, made);
}

/* One that nobody renews makes no storm of logins: one an hour at most. */
static void
test_logins_are_few(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	office->end = WORLD_BEGIN + 5 * WORLD_DAY;
	for (guint i = 0; i < 600; i++) {
		office->post.world->now.fixed += 10 * 1000;
		g_assert_true(post_poll(&office->post));
	}
	g_assert_cmpuint(office->logins_made, <=, 3);
	/* Also of one that has ended. */
	pass(office, 7);
	g_assert_cmpuint(office->logins_made, <=, 7 * 24 + 4);
}

/* Without TLS there is nothing to look for. */
static void
test_without_a_certificate(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	office->end = INSTANT_NONE;
	pass(office, 2);
	g_assert_cmpuint(office->logins_made, ==, 1);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Office *office, gconstpointer unused);
	} tests[] = {
		{ "/mailbox/certificate/days", test_days_are_counted_when_they_are_told },
		{ "/mailbox/certificate/renewed", test_a_renewed_certificate_is_seen },
		{ "/mailbox/certificate/few", test_logins_are_few },
		{ "/mailbox/certificate/none", test_without_a_certificate },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Office, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
