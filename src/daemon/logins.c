/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Joins the settings of a server to where its secret comes from. Used before
 * the threads start; what it gives out is called by any of them.
 */
#include "daemon/logins.h"

#include "adapters/secret.h"
#include "adapters/token-cache.h"
#include "core/error.h"

struct Logins {
	TokenCache *tokens;
	GPtrArray *by_token; /* TokenLogin * */
};

typedef struct {
	TokenCache *tokens;
	const ServerSettings *server;
} TokenLogin;

Logins *
logins_new(const Now *now)
{
	Logins *logins = g_new0(Logins, 1);

	logins->tokens = token_cache_new(now, token_fetch);
	logins->by_token = g_ptr_array_new_with_free_func(g_free);
	return logins;
}

void
logins_free(Logins *logins)
{
	if (!logins)
		return;
	g_ptr_array_unref(logins->by_token);
	token_cache_free(logins->tokens);
	g_free(logins);
}

/*
 * The configuration was right when it was checked: a file that does not serve
 * now is being replaced, and what would be sent meanwhile has to wait.
 */
static char *
hand_up(char *secret, GError *fault, GError **error)
{
	if (g_error_matches(fault, LEX_ERROR, LEX_ERROR_CONFIG))
		fault->code = LEX_ERROR_WAIT;
	if (fault)
		g_propagate_error(error, fault);
	return secret;
}

static char *
get_password(gpointer user, GError **error)
{
	const ServerSettings *server = user;
	GError *fault = NULL;
	char *secret = secret_get(&server->secret, &fault);

	return hand_up(secret, fault, error);
}

static char *
get_token(gpointer user, GError **error)
{
	const TokenLogin *login = user;
	GError *fault = NULL;
	char *token = token_cache_get(login->tokens, login->server, &fault);

	return hand_up(token, fault, error);
}

static void
drop_token(gpointer user)
{
	const TokenLogin *login = user;

	token_cache_drop(login->tokens, login->server);
}

SecretGetter
logins_get(Logins *logins, const ServerSettings *server)
{
	if (!server->oauth2.token_url)
		return (SecretGetter){ .get = get_password, .user = (gpointer) server };
	TokenLogin *login = g_new(TokenLogin, 1);
	*login = (TokenLogin){ logins->tokens, server };
	g_ptr_array_add(logins->by_token, login);
	return (SecretGetter){ .get = get_token, .user = login, .refused = drop_token };
}
