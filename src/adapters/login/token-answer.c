/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a token endpoint answers. Of a refusal only the code is said, never the
 * endpoint's own sentence: that differs each time, and might quote what it was
 * sent.
 */
#include <jansson.h>
#include <string.h>

#include "adapters/login/secret.h"
#include "adapters/login/token.h"
#include "core/error.h"
#include "core/mail/refusal.h"

#define LIFETIME_DEFAULT (5 * 60) /* seconds; RFC 6749 leaves it open */
#define LIFETIME_MAX     (24 * 60 * 60)
#define CODE_CHARS       64
#define AADSTS           "AADSTS"

void
token_clear(Token *token)
{
	g_clear_pointer(&token->text, secret_free);
}

/* RFC 6750 section 2.1: what may stand in a header, and in the SASL messages. */
static gboolean
is_token(const char *text)
{
	for (const char *p = text; *p; p++)
		if (!g_ascii_isgraph(*p))
			return FALSE;
	return *text != '\0';
}

static gint64
lifetime_of(const json_t *root)
{
	const json_t *value = json_object_get(root, "expires_in");
	double seconds = json_number_value(value);

	if (json_is_string(value))
		seconds = g_ascii_strtod(json_string_value(value), NULL);
	if (!(seconds >= 1))
		seconds = LIFETIME_DEFAULT;
	return (gint64) MIN(seconds, LIFETIME_MAX) * 1000;
}

/* The letters, digits and underlines that text begins with. */
static char *
leading_word(const char *text)
{
	gsize length = strspn(text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_");

	return g_strndup(text, MIN(length, CODE_CHARS));
}

/* Microsoft's own code where there is one, else that of RFC 6749; "" if there is none. */
static char *
code_of(const json_t *root)
{
	const char *description = json_string_value(json_object_get(root, "error_description"));
	const char *error = json_string_value(json_object_get(root, "error"));
	const char *own = description ? strstr(description, AADSTS) : NULL;

	return leading_word(own ? own : error ? error : "");
}

static void
wipe(json_t *root)
{
	json_t *secret = json_object_get(root, "access_token");

	if (json_is_string(secret))
		explicit_bzero((char *) json_string_value(secret), json_string_length(secret));
	json_decref(root);
}

static const char *const passing[] = { "temporarily_unavailable", "server_error" };

static gboolean
is_passing(long status, const char *code)
{
	for (gsize i = 0; i < G_N_ELEMENTS(passing); i++)
		if (strcmp(passing[i], code) == 0)
			return TRUE;
	return status == 408 || status == 429 || status >= 500;
}

static void
set_refusal(GError **error, const OAuth2Settings *oauth2, long status, const char *code)
{
	const Refusal *refusal = refusal_of_token(code);

	if (is_passing(status, code))
		g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
			"token_url %s cannot answer now (HTTP %ld %s)", oauth2->token_url, status,
			code);
	else if (refusal)
		g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT,
			"token_url %s gives client %s no token: %s; %s (%s)", oauth2->token_url,
			oauth2->client_id, refusal->cause, refusal->fix, code);
	else if (*code)
		g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT,
			"token_url %s gives client %s no token (HTTP %ld %s); look the code up at "
			"the provider",
			oauth2->token_url, oauth2->client_id, status, code);
	else
		g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT,
			"token_url %s is no token endpoint: it answers HTTP %ld without a token; "
			"correct token_url",
			oauth2->token_url, status);
}

gboolean
token_answer(const OAuth2Settings *oauth2, long status, const char *bytes, gsize length,
	Token *ret_token, GError **error)
{
	json_error_t ignored;
	json_t *root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &ignored);
	const char *text = json_string_value(json_object_get(root, "access_token"));
	const char *type = json_string_value(json_object_get(root, "token_type"));
	g_autofree char *code = code_of(root);
	gboolean good = status == 200 && text && is_token(text) &&
			(!type || g_ascii_strcasecmp(type, "bearer") == 0);

	if (good)
		*ret_token = (Token){ g_strdup(text), lifetime_of(root) };
	else
		set_refusal(error, oauth2, status, code);
	wipe(root);
	return good;
}
