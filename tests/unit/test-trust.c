/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/message/message-gmime.h"
#include "core/mail/trust.h"

#define MX(from) "Received: from " from " by mx.kommun.example; Tue, 17 Mar 2026 11:00:00 +0000\r\n"
#define GATE     MX("mail.annat.example (mail.annat.example [192.0.2.1])")
#define INNER                                                                                      \
	"Received: from mx.kommun.example (mx.kommun.example [10.0.0.5]) by imap.kommun.example; " \
	"Tue, 17 Mar 2026 11:01:00 +0000\r\n"
#define ANNOUNCED                                                                                  \
	"Received: from mx.kommun.example by imap.kommun.example with ESMTP; Tue, 17 Mar 2026 "    \
	"11:01:00 +0000\r\n"
#define OURS(text) "Authentication-Results: mx.kommun.example; " text "\r\n"
#define V(version) "Authentication-Results: mx.kommun.example " version "; "
#define GOOD       OURS("dmarc=pass header.from=kommun.example")
#define BORDER                                                                                     \
	"Received: from mail.annat.example (192.0.2.1) by AM1FT005.mail.protection.outlook.com "   \
	"(10.0.0.1) with Microsoft SMTP Server; Tue, 17 Mar 2026 11:00:00 +0000\r\n"
#define TENANT                                                                                     \
	"Received: from AM1FT005.eop-EUR03.prod.protection.outlook.com (2603::1) by "              \
	"DB8P191CA0017.outlook.office365.com (2603::2) with HTTPS; Tue, 17 Mar 2026 11:00:01 "     \
	"+0000\r\n"
#define M365                                                                                       \
	"Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=kommun.example; "
#define M365_GOOD                                                                                  \
	M365 "dkim=pass (signature was verified) header.d=kommun.example;dmarc=pass action=none "  \
	     "header.from=kommun.example;compauth=pass reason=100\r\n"
#define M365_NONE                                                                                  \
	"Authentication-Results: dkim=none (message not signed)\r\n header.d=none;dmarc=none "     \
	"action=none\r\n header.from=kommun.example;\r\n"
#define INTERNAL "X-MS-Exchange-Organization-AuthAs: Internal\r\n"

static const struct {
	TrustPolicy policy;
	const char *headers;
	TrustResult result;
	gboolean doubtful;
} mails[] = {
	{ TRUST_NONE, GOOD GATE, TRUST_UNKNOWN, FALSE },
	{ TRUST_NONE, "", TRUST_UNKNOWN, FALSE },
	/* authserv */
	{ TRUST_AUTHSERV, GOOD GATE, TRUST_VERIFIED, FALSE },
	{ TRUST_AUTHSERV, GOOD INNER GATE, TRUST_VERIFIED, FALSE },
	{ TRUST_AUTHSERV, INNER GOOD GATE, TRUST_VERIFIED, FALSE },
	{ TRUST_AUTHSERV, GATE, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, "", TRUST_UNKNOWN, TRUE },
	/* Below the lowest line of ours, or with none of ours at all: the sender wrote it. */
	{ TRUST_AUTHSERV, GATE GOOD, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, INNER GATE GOOD, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, GOOD, TRUST_UNKNOWN, TRUE },
	/* Who only announced itself as the gateway wrote what stands below. */
	{ TRUST_AUTHSERV, ANNOUNCED GOOD GATE, TRUST_UNKNOWN, TRUE },
	/* A line of the gateway's below, which the host above does not vouch for. */
	{ TRUST_AUTHSERV, GATE GOOD GATE, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, "Received: from mx.kommun.example by mail.annat.example; x\r\n" GOOD GATE,
		TRUST_UNKNOWN, TRUE },
	/* Ours above, a forged one below: ours counts. Two above: something is wrong. */
	{ TRUST_AUTHSERV, OURS("dmarc=fail header.from=kommun.example") GATE GOOD, TRUST_FAILED,
		TRUE },
	{ TRUST_AUTHSERV, GOOD GATE OURS("dmarc=fail header.from=kommun.example"), TRUST_VERIFIED,
		FALSE },
	{ TRUST_AUTHSERV, GOOD GOOD GATE, TRUST_FAILED, TRUE },
	/* Somebody else's id, or none. */
	{ TRUST_AUTHSERV,
		"Authentication-Results: mx.annat.example; dmarc=pass "
		"header.from=kommun.example\r\n" GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, M365_GOOD GATE, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		"Authentication-Results: MX.Kommun.Example 1;\r\n DMARC=Pass (p=reject)"
		"\r\n  header.from = Kommun.example\r\n" GATE,
		TRUST_VERIFIED, FALSE },
	/* What it says must be of the From: domain. */
	{ TRUST_AUTHSERV, OURS("dmarc=pass header.from=annat.example") GATE, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("dkim=pass header.d=annat.example; spf=pass "
		     "smtp.mailfrom=x@annat.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, OURS("dkim=pass header.d=mail.kommun.example") GATE, TRUST_VERIFIED,
		FALSE },
	{ TRUST_AUTHSERV, OURS("dkim=pass header.i=@kommun.example") GATE, TRUST_VERIFIED, FALSE },
	{ TRUST_AUTHSERV, OURS("spf=pass smtp.mailfrom=studs@kommun.example") GATE, TRUST_VERIFIED,
		FALSE },
	{ TRUST_AUTHSERV, OURS("auth=pass smtp.auth=alva@kommun.example") GATE, TRUST_VERIFIED,
		FALSE },
	{ TRUST_AUTHSERV, OURS("auth=pass smtp.auth=bo@kommun.example") GATE, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("spf=pass smtp.mailfrom=kommun.example; dmarc=fail "
		     "header.from=kommun.example") GATE,
		TRUST_FAILED, TRUE },
	{ TRUST_AUTHSERV, OURS("spf=softfail smtp.mailfrom=kommun.example; dkim=none") GATE,
		TRUST_FAILED, TRUE },
	{ TRUST_AUTHSERV, OURS("none") GATE, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, OURS("dmarc=none header.from=kommun.example") GATE, TRUST_UNKNOWN, TRUE },
	/* RFC 8601 section 2.2: of another version nothing is known; nor of another grammar. */
	{ TRUST_AUTHSERV, V("2") "dmarc=pass header.from=kommun.example\r\n" GATE, TRUST_UNKNOWN,
		TRUE },
	{ TRUST_AUTHSERV, V("(1) 2") "dmarc=pass header.from=kommun.example\r\n" GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, V("1.1") "dmarc=pass header.from=kommun.example\r\n" GATE, TRUST_UNKNOWN,
		TRUE },
	{ TRUST_AUTHSERV, V("1 2") "dmarc=pass header.from=kommun.example\r\n" GATE, TRUST_UNKNOWN,
		TRUE },
	{ TRUST_AUTHSERV, V("spf=none") "dmarc=pass header.from=kommun.example\r\n" GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, V("(v) 1 (x)") "dmarc=pass header.from=kommun.example\r\n" GATE,
		TRUST_VERIFIED, FALSE },
	{ TRUST_AUTHSERV, OURS("dkim/2=pass header.d=kommun.example") GATE, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, OURS("dkim/1=pass header.d=kommun.example") GATE, TRUST_VERIFIED, FALSE },
	{ TRUST_AUTHSERV, OURS("dmarc/2=fail header.from=kommun.example") GATE, TRUST_FAILED,
		TRUE },
	{ TRUST_AUTHSERV, GOOD V("2") "none\r\n" GATE, TRUST_FAILED, TRUE },
	/* Of two the reader cannot know which, in either order and however they are written. */
	{ TRUST_AUTHSERV,
		OURS("dmarc=pass header.from=kommun.example header.from=annat.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("dmarc=pass header.from=annat.example header.from=kommun.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("dmarc=pass HEADER.FROM=kommun.example (x) header.from = \"annat.example\"")
			GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("dkim=pass header.d=annat.example header.d=x.example "
		     "header.i=@kommun.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("auth=pass smtp.auth=alva@kommun.example smtp.auth=bo@kommun.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("dmarc=pass header.from=kommun.example; dmarc=none "
		     "header.from=annat.example") GATE,
		TRUST_FAILED, TRUE },
	{ TRUST_AUTHSERV,
		OURS("spf=pass smtp.mailfrom=kommun.example; spf=none "
		     "smtp.mailfrom=annat.example") GATE,
		TRUST_FAILED, TRUE },
	{ TRUST_AUTHSERV,
		OURS("spf=none smtp.helo=x.example; spf=pass smtp.mailfrom=kommun.example") GATE,
		TRUST_VERIFIED, FALSE },
	{ TRUST_AUTHSERV,
		OURS("dkim=pass header.d=annat.example; dkim=pass header.d=kommun.example") GATE,
		TRUST_VERIFIED, FALSE },
	/* The key is that of d=; DMARC speaks of the very domain. */
	{ TRUST_AUTHSERV, OURS("dkim=pass header.d=annat.example header.i=@kommun.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, OURS("dmarc=pass header.from=fri.kommun.example") GATE, TRUST_UNKNOWN,
		TRUE },
	{ TRUST_AUTHSERV, OURS("dmarc=pass header.from=example") GATE, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, OURS("spf=pass smtp.helo=kommun.example") GATE, TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, OURS("dmarc=pass smtp.mailfrom=kommun.example") GATE, TRUST_UNKNOWN,
		TRUE },
	{ TRUST_AUTHSERV, OURS("dmarc=pass policy.header.from=kommun.example") GATE, TRUST_UNKNOWN,
		TRUE },
	{ TRUST_AUTHSERV, OURS("x-dmarc=pass header.from=kommun.example") GATE, TRUST_UNKNOWN,
		TRUE },
	{ TRUST_AUTHSERV, OURS("dmarc=passed header.from=kommun.example") GATE, TRUST_UNKNOWN,
		TRUE },
	/* It read another From: than we do, whatever else is ours. */
	{ TRUST_AUTHSERV,
		OURS("dmarc=pass header.from=elev.kommun.example; "
		     "spf=pass smtp.mailfrom=elev.kommun.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("dkim=pass header.d=kommun.example; "
		     "dmarc=pass header.from=elev.kommun.example") GATE,
		TRUST_UNKNOWN, TRUE },
	/* Two of SPF, of which one is of HELO alone, or both of a sender, too. */
	{ TRUST_AUTHSERV,
		OURS("spf=pass smtp.mailfrom=kommun.example; spf=pass smtp.helo=a.example") GATE,
		TRUST_VERIFIED, FALSE },
	{ TRUST_AUTHSERV,
		OURS("spf=pass smtp.mailfrom=kommun.example smtp.helo=a.example; "
		     "spf=pass smtp.mailfrom=annat.example smtp.helo=b.example") GATE,
		TRUST_FAILED, TRUE },
	/* Values may be quoted, names not; comments may stand anywhere and hold others. */
	{ TRUST_AUTHSERV, OURS("dmarc=pass header.from=\"kommun.example\"") GATE, TRUST_VERIFIED,
		FALSE },
	{ TRUST_AUTHSERV, OURS("dmarc=pass \"header.from\"=kommun.example") GATE, TRUST_UNKNOWN,
		TRUE },
	{ TRUST_AUTHSERV, OURS("spf=none; \"dmarc\"=pass header.from=kommun.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		"Authentication-Results: (a (b \\) c)) \"mx.kommun.example\" (d);\r\n dmarc(e)=(f)"
		"pass(g) header.from(h)=(i)kommun.example(j)\r\n" GATE,
		TRUST_VERIFIED, FALSE },
	{ TRUST_AUTHSERV, OURS("spf=none (; dmarc=pass header.from=kommun.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		"Authentication-Results: mx.kommun.example.annat.example; dmarc=pass "
		"header.from=kommun.example\r\n" GATE,
		TRUST_UNKNOWN, TRUE },
	/* Words of comments and quotes are not results. */
	{ TRUST_AUTHSERV, OURS("spf=none (; dmarc=pass header.from=kommun.example)") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, OURS("spf=none reason=\"; dmarc=pass header.from=kommun.example\"") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("spf=none smtp.mailfrom=\"x; dmarc=pass "
		     "header.from=kommun.example\"@annat.example") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV,
		OURS("dmarc=pass header.from=annat.example "
		     "(header.from=kommun.example)") GATE,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_AUTHSERV, "Authentication-Results:\r\n" GATE, TRUST_UNKNOWN, TRUE },
	/* exchange-online */
	{ TRUST_EXCHANGE_ONLINE, TENANT M365_GOOD BORDER, TRUST_VERIFIED, FALSE },
	{ TRUST_EXCHANGE_ONLINE, TENANT M365_NONE BORDER, TRUST_UNKNOWN, TRUE },
	{ TRUST_EXCHANGE_ONLINE, TENANT M365_NONE INTERNAL, TRUST_VERIFIED, FALSE },
	{ TRUST_EXCHANGE_ONLINE, TENANT INTERNAL, TRUST_VERIFIED, FALSE },
	{ TRUST_EXCHANGE_ONLINE, TENANT INTERNAL INTERNAL, TRUST_UNKNOWN, TRUE },
	{ TRUST_EXCHANGE_ONLINE, TENANT "X-MS-Exchange-Organization-AuthAs: Anonymous\r\n" INTERNAL,
		TRUST_UNKNOWN, TRUE },
	{ TRUST_EXCHANGE_ONLINE, TENANT "X-MS-Exchange-Organization-AuthAs: Anonymous\r\n",
		TRUST_UNKNOWN, TRUE },
	/* Not in a mailbox of theirs at all. */
	{ TRUST_EXCHANGE_ONLINE, INTERNAL, TRUST_UNKNOWN, TRUE },
	{ TRUST_EXCHANGE_ONLINE, GATE INTERNAL, TRUST_UNKNOWN, TRUE },
	{ TRUST_EXCHANGE_ONLINE, GATE M365_GOOD BORDER, TRUST_UNKNOWN, TRUE },
	/* The sender's own, below; and made to stand above by lines that look like theirs. */
	{ TRUST_EXCHANGE_ONLINE, TENANT M365_NONE BORDER M365_GOOD, TRUST_UNKNOWN, TRUE },
	{ TRUST_EXCHANGE_ONLINE, TENANT M365_NONE BORDER M365_GOOD BORDER, TRUST_FAILED, TRUE },
	{ TRUST_EXCHANGE_ONLINE,
		TENANT "Authentication-Results: spf=fail smtp.mailfrom=kommun.example;dmarc=fail "
		       "header.from=kommun.example\r\n" BORDER,
		TRUST_FAILED, TRUE },
};

static Mail *
parse(const char *headers, const char *from)
{
	g_autofree char *text = g_strconcat(
		headers, "From: ", from, "\r\nMessage-ID: <a@b.example>\r\n\r\nx\r\n", NULL);
	g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));

	return message_parse(raw, NULL, NULL);
}

static Settings *
settings_for(TrustPolicy policy)
{
	Settings *settings = settings_new();

	g_ptr_array_add(settings->organisation.domains, g_strdup("kommun.example"));
	g_ptr_array_add(settings->organisation.gateways, g_strdup("mx.kommun.example"));
	g_ptr_array_add(settings->organisation.gateways, g_strdup("imap.kommun.example"));
	settings->organisation.trust = policy;
	settings->organisation.authserv_id = g_strdup("mx.kommun.example");
	return settings;
}

static void
test_mails(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(Settings) settings = settings_for(mails[i].policy);
		g_autoptr(Mail) mail = parse(mails[i].headers, "Alva <Alva@kommun.example>");
		TrustResult result = trust_judge(mail, settings);

		g_test_message("row %u: %s", i, trust_result_name(result));
		g_assert_cmpuint(result, ==, mails[i].result);
		g_assert_cmpint(trust_is_doubtful(mail, settings, result), ==, mails[i].doubtful);
	}
}

/* Of others nothing is asked, and nobody at all is nobody. */
static void
test_others(void)
{
	g_autoptr(Settings) settings = settings_for(TRUST_AUTHSERV);
	g_autoptr(Mail) outside = parse(GATE, "bo@annat.example");
	g_autoptr(Mail) good =
		parse(OURS("dmarc=pass header.from=annat.example") GATE, "bo@annat.example");
	g_autoptr(Mail) nobody = parse(GOOD GATE, "");

	g_assert_false(trust_is_doubtful(outside, settings, trust_judge(outside, settings)));
	g_assert_cmpuint(trust_judge(good, settings), ==, TRUST_VERIFIED);
	g_assert_cmpuint(trust_judge(nobody, settings), ==, TRUST_UNKNOWN);
	g_assert_false(trust_is_doubtful(nobody, settings, TRUST_UNKNOWN));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	g_test_add_func("/trust/mails", test_mails);
	g_test_add_func("/trust/others", test_others);
	return g_test_run();
}
