/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Joins the settings of a server to where its secret comes from. Used before
 * the threads start; what it gives out is called by any of them.
 */
#include "daemon/logins.h"

#include "adapters/login/secret.h"
#include "adapters/login/token-cache.h"
#include "core/error.h"

struct Logins {
	TokenCache *tokens;
	GPtrArray *all; /* Login *, one a server */
	GMutex lock;    /* of certificate_end of each */
};

typedef struct {
	Logins *logins;
	const ServerSettings *server;
	gint64 certificate_end;
} Login;

Logins *
logins_new(const Now *now)
{
	Logins *logins = g_new0(Logins, 1);

	logins->tokens = token_cache_new(now, token_fetch);
	logins->all = g_ptr_array_new_with_free_func(g_free);
	g_mutex_init(&logins->lock);
	return logins;
}

void
logins_free(Logins *logins)
{
	if (!logins)
		return;
	g_ptr_array_unref(logins->all);
	g_mutex_clear(&logins->lock);
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
	const Login *login = user;
	GError *fault = NULL;
	char *secret = secret_get(&login->server->secret, &fault);

	return hand_up(secret, fault, error);
}

static char *
get_token(gpointer user, GError **error)
{
	const Login *login = user;
	GError *fault = NULL;
	char *token = token_cache_get(login->logins->tokens, login->server, &fault);

	return hand_up(token, fault, error);
}

static void
drop_token(gpointer user)
{
	const Login *login = user;

	token_cache_drop(login->logins->tokens, login->server);
}

static void
note_certificate(gpointer user, gint64 end)
{
	Login *login = user;
	g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&login->logins->lock);

	login->certificate_end = end;
}

/* One for all connections to a server: the newest of them says which certificate it shows. */
static Login *
find(const Logins *logins, const ServerSettings *server)
{
	for (guint i = 0; i < logins->all->len; i++) {
		Login *login = g_ptr_array_index(logins->all, i);

		if (login->server == server)
			return login;
	}
	return NULL;
}

static Login *
add(Logins *logins, const ServerSettings *server)
{
	Login *login = g_new(Login, 1);

	*login = (Login){ logins, server, INSTANT_NONE };
	g_ptr_array_add(logins->all, login);
	return login;
}

SecretGetter
logins_get(Logins *logins, const ServerSettings *server)
{
	gboolean by_token = server->oauth2.token_url != NULL;
	Login *known = find(logins, server);

	return (SecretGetter){
		.get = by_token ? get_token : get_password,
		.user = known ? known : add(logins, server),
		.refused = by_token ? drop_token : NULL,
		.certificate = note_certificate,
	};
}

gint64
logins_certificate_end(Logins *logins, const ServerSettings *server)
{
	g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&logins->lock);
	const Login *login = find(logins, server);

	return login ? login->certificate_end : INSTANT_NONE;
}
