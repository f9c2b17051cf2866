/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose word on a sender counts, and what it then says of the address in From:.
 * Must never believe what the sender could have written.
 */
#include "core/mail/trust.h"

#include <string.h>

#include "core/mail/arrival.h"
#include "core/text.h"

static const char *const names[TRUST_RESULT_COUNT] = {
	[TRUST_UNKNOWN] = "unknown",
	[TRUST_VERIFIED] = "verified",
	[TRUST_FAILED] = "failed",
	[TRUST_COMMAND] = "command",
};

gboolean
trust_result_from_name(const char *name, TrustResult *ret)
{
	guint index;

	if (!text_index_of(name, names, TRUST_RESULT_COUNT, &index))
		return FALSE;
	*ret = (TrustResult) index;
	return TRUE;
}

/* Ends of the names of the hosts that write Exchange Online's lines. */
static const char *const microsoft[] = { ".outlook.com", ".office365.com", ".exchangelabs.com" };

const char *
trust_result_name(TrustResult result)
{
	g_return_val_if_fail(result < TRUST_RESULT_COUNT, "unknown");
	return names[result];
}

/* The domain of organisation.domains that domain is or lies below, or NULL. */
static const char *
own_domain(const Settings *settings, const char *domain)
{
	for (guint i = 0; i < settings->organisation.domains->len; i++) {
		const char *own = g_ptr_array_index(settings->organisation.domains, i);
		gsize lead = strlen(domain) - MIN(strlen(own), strlen(domain));

		if (strcmp(domain + lead, own) == 0 && (lead == 0 || domain[lead - 1] == '.'))
			return own;
	}
	return NULL;
}

/*
 * RFC 7489 section 3.1 without the list of public suffixes: the same domain, or
 * two within one of our own.
 */
static gboolean
is_aligned(const Settings *settings, const char *from, const char *checked)
{
	if (!checked)
		return FALSE;
	const char *at = strrchr(checked, '@');
	const char *domain = at ? at + 1 : checked;
	const char *own = own_domain(settings, from);

	return strcmp(from, domain) == 0 ||
	       (own && g_strcmp0(own, own_domain(settings, domain)) == 0);
}

/* How each method shows that it speaks of the From: domain. */
static const struct {
	const char *method;
	const char *properties[2];
} methods[] = {
	{ "dmarc", { "header.from", NULL } },         /* RFC 7489 section 11.1 */
	{ "dkim", { "header.d", "header.i" } },       /* RFC 8601 section 2.7.1 */
	{ "spf", { "smtp.mailfrom", "smtp.mfrom" } }, /* RFC 8601 section 2.7.2 */
};

static gboolean
speaks_of(const AuthenticationResult *result, const Settings *settings, const char *from)
{
	for (gsize i = 0; i < G_N_ELEMENTS(methods); i++) {
		if (strcmp(methods[i].method, result->method) != 0)
			continue;
		for (gsize p = 0; p < 2 && methods[i].properties[p]; p++)
			if (is_aligned(settings, from,
				    authentication_property(result, methods[i].properties[p])))
				return TRUE;
	}
	return FALSE;
}

/* RFC 8601 section 2.7.4: whoever handed it in logged in as the sender. */
static gboolean
is_login_of(const AuthenticationResult *result, const char *address)
{
	g_autofree char *folded = text_fold_address(address);

	return strcmp(result->method, "auth") == 0 &&
	       g_strcmp0(authentication_property(result, "smtp.auth"), folded) == 0;
}

static gboolean
is_bad(const char *result)
{
	static const char *const bad[] = { "fail", "softfail", "hardfail", "permerror", "policy" };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
		if (strcmp(bad[i], result) == 0)
			return TRUE;
	return FALSE;
}

/* DMARC's word goes before the others', which it is made from. */
static TrustResult
judge(const Authentication *said, const Settings *settings, const char *address)
{
	g_autofree char *from = text_address_domain(address);
	TrustResult verdict = TRUST_UNKNOWN;

	for (guint i = 0; from && i < said->results->len; i++) {
		const AuthenticationResult *result = g_ptr_array_index(said->results, i);
		gboolean good = strcmp(result->result, "pass") == 0;

		if (strcmp(result->method, "dmarc") == 0 && is_bad(result->result))
			return TRUST_FAILED;
		if (good && (speaks_of(result, settings, from) || is_login_of(result, address)))
			verdict = TRUST_VERIFIED;
		else if (is_bad(result->result) && verdict == TRUST_UNKNOWN)
			verdict = TRUST_FAILED;
	}
	return verdict;
}

/* Of the headers above the line number `lines` the one with that id, if it is the only one. */
static TrustResult
judge_only(const Mail *mail, const Settings *settings, guint lines, const char *id)
{
	const Authentication *only = NULL;

	for (guint i = 0; i < mail->authentications->len; i++) {
		const MailAuthentication *header = g_ptr_array_index(mail->authentications, i);

		if (header->below >= lines || g_strcmp0(header->said->id, id) != 0)
			continue;
		if (only)
			return TRUST_FAILED;
		only = header->said;
	}
	return only ? judge(only, settings, mail->from_address) : TRUST_UNKNOWN;
}

static TrustResult
judge_none(const Mail *mail G_GNUC_UNUSED, const Settings *settings G_GNUC_UNUSED)
{
	return TRUST_UNKNOWN;
}

static TrustResult
judge_authserv(const Mail *mail, const Settings *settings)
{
	guint lines = arrival_count_own(mail->trace, settings->organisation.gateways);
	const char *id = settings->organisation.authserv_id;
	g_autofree char *folded = id ? g_ascii_strdown(id, -1) : NULL;

	return folded ? judge_only(mail, settings, lines, folded) : TRUST_UNKNOWN;
}

static gboolean
is_microsoft(const char *host)
{
	for (gsize i = 0; host && i < G_N_ELEMENTS(microsoft); i++)
		if (g_str_has_suffix(host, microsoft[i]))
			return TRUE;
	return FALSE;
}

/* Their hosts call themselves otherwise than the next one calls them: the run is all there is. */
static TrustResult
judge_exchange_online(const Mail *mail, const Settings *settings)
{
	guint lines = 0;

	while (lines < mail->trace->len &&
		is_microsoft(((const MailTrace *) g_ptr_array_index(mail->trace, lines))->by))
		lines++;
	if (lines && mail->internal && settings_is_own_staff(settings, mail->from_address))
		return TRUST_VERIFIED;
	return judge_only(mail, settings, lines, NULL);
}

TrustResult
trust_judge(const Mail *mail, const Settings *settings)
{
	static TrustResult (*const policies[TRUST_COUNT])(const Mail *, const Settings *) = {
		[TRUST_NONE] = judge_none,
		[TRUST_AUTHSERV] = judge_authserv,
		[TRUST_EXCHANGE_ONLINE] = judge_exchange_online,
	};

	if (mail->several_from)
		return TRUST_FAILED;
	/* The key of the configuration is as good as a word of our own gateway. */
	if (mail->seal && mail->seal->valid)
		return TRUST_VERIFIED;
	return mail->from_address ? policies[settings->organisation.trust](mail, settings)
				  : TRUST_UNKNOWN;
}

gboolean
trust_is_doubtful(const Mail *mail, const Settings *settings, TrustResult result)
{
	return settings->organisation.trust != TRUST_NONE && result != TRUST_VERIFIED &&
	       result != TRUST_COMMAND && settings_is_own_staff(settings, mail->from_address);
}
