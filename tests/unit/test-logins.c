/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A secret that cannot be had while the daemon runs (a file that was replaced
 * and is open to others) must not make notices fail for good.
 */
#include <string.h>

#include "adapters/now-system.h"
#include "adapters/login/secret.h"
#include "core/error.h"
#include "daemon/logins.h"

#define URL    (char *) "http://127.0.0.1:1/token"
#define ABSENT (char *) "/nowhere/lexsarah.secret"

static const ServerSettings servers[] = {
	{ .user = (char *) "u", .secret = { .password_file = ABSENT } },
	{ .user = (char *) "u",
		.oauth2 = { .token_url = URL,
			.client_id = (char *) "c",
			.scope = (char *) "s",
			.client_secret_file = ABSENT } },
	{ .user = (char *) "u",
		.oauth2 = { .token_url = URL,
			.client_id = (char *) "c",
			.scope = (char *) "s",
			.client_certificate = ABSENT } },
};

static void
test_a_secret_that_is_away_is_waited_for(void)
{
	const Now now = now_fixed(0);
	g_autoptr(Logins) logins = logins_new(&now);

	for (gsize i = 0; i < G_N_ELEMENTS(servers); i++) {
		SecretGetter getter = logins_get(logins, &servers[i]);
		g_autoptr(GError) error = NULL;

		g_assert_null(getter.get(getter.user, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_WAIT);
		g_assert_nonnull(strstr(error->message, ABSENT));
	}
}

/* Only for a token is there a second try at once: a password stays what it is. */
static void
test_who_is_told_of_a_refusal(void)
{
	const Now now = now_fixed(0);
	g_autoptr(Logins) logins = logins_new(&now);
	const ServerSettings plain = { .user = (char *) "u",
		.secret = { .password = (char *) "p" } };
	SecretGetter getter = logins_get(logins, &plain);
	char *secret = getter.get(getter.user, NULL);

	g_assert_cmpstr(secret, ==, "p");
	secret_free(secret);
	g_assert_null(getter.refused);
	g_assert_nonnull(logins_get(logins, &servers[1]).refused);
}

/* Of several connections the newest says what the server shows now, and one that idles nothing. */
static void
test_the_newest_certificate_counts(void)
{
	const Now now = now_fixed(0);
	g_autoptr(Logins) logins = logins_new(&now);
	SecretGetter first = logins_get(logins, &servers[0]);
	SecretGetter idle = logins_get(logins, &servers[0]);

	g_assert_cmpint(logins_certificate_end(logins, &servers[0]), ==, INSTANT_NONE);
	first.certificate(first.user, 1000);
	idle.certificate(idle.user, 1000);
	first.certificate(first.user, 2000);
	g_assert_cmpint(logins_certificate_end(logins, &servers[0]), ==, 2000);
	idle.certificate(idle.user, 1500);
	g_assert_cmpint(logins_certificate_end(logins, &servers[0]), ==, 1500);
	g_assert_cmpint(logins_certificate_end(logins, &servers[1]), ==, INSTANT_NONE);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/logins/away", test_a_secret_that_is_away_is_waited_for);
	g_test_add_func("/logins/refused", test_who_is_told_of_a_refusal);
	g_test_add_func("/logins/certificate", test_the_newest_certificate_counts);
	return g_test_run();
}
