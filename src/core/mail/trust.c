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
is_aligned(const Settings *settings, const char *from, const char *domain)
{
	const char *own = own_domain(settings, from);

	return strcmp(from, domain) == 0 ||
	       (own && g_strcmp0(own, own_domain(settings, domain)) == 0);
}

/*
 * What DMARC speaks of is From: itself, or the domain above it whose policy it found. Another
 * one within ours means that the gateway read another sender than we did.
 */
static gboolean
is_from_itself(const Settings *settings, const char *from, const char *domain)
{
	gsize lead = strlen(from) - MIN(strlen(domain), strlen(from));

	return strcmp(from, domain) == 0 ||
	       (own_domain(settings, domain) && lead > 0 && from[lead - 1] == '.' &&
		       strcmp(from + lead, domain) == 0);
}

/* How each method shows that it speaks of the From: domain. */
static const struct {
	const char *method;
	const char *properties[2]; /* the first of them that is there */
	gboolean (*speaks)(const Settings *settings, const char *from, const char *domain);
	gboolean once; /* a server says it once: who reads two cannot know which */
} methods[] = {
	/* RFC 7489 section 11.1 */
	{ "dmarc", { "header.from", NULL }, is_from_itself, TRUE },
	/* RFC 8601 section 2.7.1; of d= and i= the key is that of d= (RFC 6376 section 3.5) */
	{ "dkim", { "header.d", "header.i" }, is_aligned, FALSE },
	/* RFC 8601 section 2.7.2 */
	{ "spf", { "smtp.mailfrom", "smtp.mfrom" }, is_aligned, TRUE },
	/* RFC 8601 section 2.7.4: of an address, and by is_login_of() */
	{ "auth", { "smtp.auth", NULL }, NULL, TRUE },
};

/* However many there are of it. */
static gboolean
has_property(const AuthenticationResult *result, const char *name)
{
	gsize length = strlen(name);

	for (guint i = 0; result->property[i]; i++)
		if (g_str_has_prefix(result->property[i], name) &&
			result->property[i][length] == '=')
			return TRUE;
	return FALSE;
}

static gboolean
speaks_of(const AuthenticationResult *result, const Settings *settings, const char *from)
{
	for (gsize i = 0; i < G_N_ELEMENTS(methods); i++) {
		if (strcmp(methods[i].method, result->method) != 0 || !methods[i].speaks)
			continue;
		guint p = has_property(result, methods[i].properties[0]) ? 0 : 1;
		const char *name = methods[i].properties[p];
		const char *value = name ? authentication_property(result, name) : NULL;
		const char *at = value ? strrchr(value, '@') : NULL;

		return value && methods[i].speaks(settings, from, at ? at + 1 : value);
	}
	return FALSE;
}

/* SPF has another of the name in HELO, which is no sender. */
static gboolean
is_of_helo(const AuthenticationResult *result)
{
	return has_property(result, "smtp.helo") && !has_property(result, "smtp.mailfrom") &&
	       !has_property(result, "smtp.mfrom");
}

/* TRUE if said has two results by a method that a server has one of. */
static gboolean
is_doubled(const Authentication *said)
{
	for (gsize i = 0; i < G_N_ELEMENTS(methods); i++) {
		guint found = 0;

		for (guint r = 0; methods[i].once && r < said->results->len; r++) {
			const AuthenticationResult *result = g_ptr_array_index(said->results, r);

			if (strcmp(methods[i].method, result->method) == 0 && !is_of_helo(result))
				found++;
		}
		if (found > 1)
			return TRUE;
	}
	return FALSE;
}

/* RFC 8601 section 2.7.4: whoever handed it in logged in as the sender. */
static gboolean
is_login_of(const AuthenticationResult *result, const char *address)
{
	return strcmp(result->method, "auth") == 0 &&
	       text_is_same_address(authentication_property(result, "smtp.auth"), address);
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

/* TRUE if DMARC says that it read another From: than we did. */
static gboolean
is_of_another(const AuthenticationResult *result, const Settings *settings, const char *from)
{
	return strcmp(result->method, "dmarc") == 0 && has_property(result, "header.from") &&
	       !speaks_of(result, settings, from);
}

/* DMARC's word goes before the others', which it is made from. */
static TrustResult
judge(const Authentication *said, const Settings *settings, const char *address)
{
	g_autofree char *from = text_address_domain(address);
	TrustResult verdict = TRUST_UNKNOWN;
	gboolean elsewhere = FALSE;

	if (is_doubled(said))
		return TRUST_FAILED;
	for (guint i = 0; from && i < said->results->len; i++) {
		const AuthenticationResult *result = g_ptr_array_index(said->results, i);
		gboolean good = strcmp(result->result, "pass") == 0;

		if (strcmp(result->method, "dmarc") == 0 && is_bad(result->result))
			return TRUST_FAILED;
		elsewhere |= good && is_of_another(result, settings, from);
		if (good && (speaks_of(result, settings, from) || is_login_of(result, address)))
			verdict = TRUST_VERIFIED;
		else if (is_bad(result->result) && verdict == TRUST_UNKNOWN)
			verdict = TRUST_FAILED;
	}
	return elsewhere && verdict == TRUST_VERIFIED ? TRUST_UNKNOWN : verdict;
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
