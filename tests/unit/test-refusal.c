/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/mail/refusal.h"

/* What the person is told has to name the thing to look at. */
static const struct {
	const char *code;
	const char *cause; /* words of it; NULL: not known */
	const char *fix;
	const char *told;
} tokens[] = {
	{ "AADSTS90002", "tenant", "token_url", "Katalogen" },
	{ "AADSTS700016", "client_id", "Entra", "client_id" },
	{ "AADSTS7000215", "secret is wrong", "not its id", "Klienthemligheten är fel" },
	{ "AADSTS7000222", "expired", "new secret", "har gått ut" },
	{ "AADSTS700027", "certificate", "upload", "Certifikatet" },
	{ "AADSTS65001", "consent", "IMAP.AccessAsApp", "Samtycke" },
	{ "invalid_client", "client_id", "compare", "client_id" },
	{ "unauthorized_client", "scope", "Domain-wide", "Domänomfattande" },
	{ "AADSTS9000", NULL, NULL, NULL },
	{ "AADSTS700", NULL, NULL, NULL },
	{ "", NULL, NULL, NULL },
};

static void
test_tokens(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(tokens); i++) {
		const Refusal *refusal = refusal_of_token(tokens[i].code);

		g_test_message("%s", tokens[i].code);
		if (!tokens[i].cause) {
			g_assert_null(refusal);
			continue;
		}
		g_assert_nonnull(strstr(refusal->cause, tokens[i].cause));
		g_assert_nonnull(strstr(refusal->fix, tokens[i].fix));
		g_assert_nonnull(strstr(refusal->told, tokens[i].told));
	}
}

static const struct {
	const char *reply;
	const char *cause;
} logins[] = {
	{ "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the "
	  "Tenant. Visit https://aka.ms/smtp_auth_disabled [X.PROD.OUTLOOK.COM]",
		"SMTP AUTH is turned off" },
	{ "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria",
		"forbids the login by SMTP" },
	{ "535 5.7.3 Authentication unsuccessful [GV2P250CA0012.SWEP250.PROD.OUTLOOK.COM]",
		"send nothing for this user" },
	{ "A002 NO AUTHENTICATE failed.", "not open to the application" },
	{ "A002 NO [AUTHENTICATIONFAILED] Authentication failed.", "does not accept the token" },
	{ "A002 BAD User is authenticated but not connected.", "by IMAP" },
	{ "A001 OK Pre-login capabilities listed", "neither XOAUTH2 nor OAUTHBEARER" },
	{ "250-mx.example\r\n250-AUTH PLAIN\r\n250 HELP", "neither XOAUTH2 nor OAUTHBEARER" },
	{ "535 no [GV2P250CA0012]", "the server does not accept the token" },
	{ "", "the server does not accept the token" },
	{ NULL, "the server does not accept the token" },
};

static void
test_logins(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(logins); i++) {
		g_test_message("%s", logins[i].reply ? logins[i].reply : "(none)");
		g_assert_nonnull(strstr(refusal_of_login(logins[i].reply)->cause, logins[i].cause));
	}
}

/* A message of ours leads back to the row that it was made of, through prefixes. */
static void
test_messages(void)
{
	const Refusal *consent = refusal_of_token("AADSTS65001");
	const Refusal *off = refusal_of_login(logins[0].reply);
	g_autofree char *one = g_strdup_printf("token_url x: %s; %s", consent->cause, consent->fix);
	g_autofree char *other = g_strdup_printf("poll: server x: %s", off->cause);

	g_assert_true(refusal_in_message(one) == consent);
	g_assert_true(refusal_in_message(other) == off);
	g_assert_null(refusal_in_message("server x refused the login; check user and password"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/refusal/tokens", test_tokens);
	g_test_add_func("/refusal/logins", test_logins);
	g_test_add_func("/refusal/messages", test_messages);
	return g_test_run();
}
