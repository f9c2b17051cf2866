/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers whose sender our own gateway has not proved. */
#include "support/errand-trial.h"

#define RESULTS "Authentication-Results: mx.kommun.example; "
static const Attack attacks[] = {
	{
		.name = "forged",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = FORGED,
		.honest = "dnr AMN 2026-6666",
		.honest_above = PROVED,
	},
	{
		.name = "nothing proves it",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
	},
	{
		.name = "forged, and asked to close",
		.told = "new_case ansvarig, confirmation ansvarig",
		.journal = "mail_joined, answered asked",
		.whose = OF_RESPONSIBLE,
		.above = FORGED,
		.body = "stäng ärendet",
	},
	{
		.name = "results below the gateway",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.below = PROVED,
		.honest_above = PROVED,
	},
	{
		.name = "results below the gateway, failed above",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = FORGED,
		.below = PROVED,
	},
	{
		.name = "results twice above",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = FORGED PROVED,
	},
	{
		.name = "results of another server",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above =
			"Authentication-Results: mx.annan.example; dmarc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "id of the server in a comment",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above =
			"Authentication-Results: (mx.kommun.example) evil.example; dmarc=pass header.from=kommun.example\r\n",
		.honest_above =
			"Authentication-Results: (evil.example) mx.kommun.example; dmarc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "id with more letters",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above =
			"Authentication-Results: mx.kommun.example.evil.example; dmarc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "pass in a comment",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=none (dmarc=pass) header.from=kommun.example\r\n",
		.honest_above = RESULTS "dmarc=pass (dmarc=none) header.from=kommun.example\r\n",
	},
	{
		.name = "pass in a comment of a fail",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS
		"dmarc=fail (p=none; dmarc=pass header.from=kommun.example) header.from=kommun.example\r\n",
	},
	{
		.name = "pass in quotes",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS
		"spf=none smtp.mailfrom=\"x; dmarc=pass header.from=kommun.example\"@evil.example\r\n",
	},
	{
		.name = "pass for another domain",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=pass header.from=evil.example\r\n",
		.honest_above = RESULTS "dmarc=pass header.from=KOMMUN.example\r\n",
	},
	{
		.name = "pass for a domain that ends alike",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=pass header.from=evilkommun.example\r\n",
	},
	{
		.name = "pass of a reason",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=none reason=\"dmarc=pass\" header.from=kommun.example\r\n",
		.honest_above =
			RESULTS "dmarc=pass reason=\"dmarc=none\" header.from=kommun.example\r\n",
	},
	{
		.name = "bestguesspass",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=bestguesspass header.from=kommun.example\r\n",
	},
	{
		.name = "passed",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=passed header.from=kommun.example\r\n",
	},
	{
		.name = "pass of a method nobody knows",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "x-dmarc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "arc alone",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "arc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "spf of another's envelope",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "spf=pass smtp.mailfrom=evil.example\r\n",
	},
	{
		.name = "dkim of another's key",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dkim=pass header.d=evil.example header.i=@evil.example\r\n",
	},
	{
		.name = "dkim fails and dmarc fails in capitals",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS
		"DMARC=FAIL header.from=kommun.example; DKIM=PASS header.d=kommun.example\r\n",
		.honest_above =
			"AUTHENTICATION-RESULTS: MX.KOMMUN.EXAMPLE; DMARC=PASS header.from=KOMMUN.EXAMPLE\r\n",
	},
	{
		.name = "folded in the middle of a word",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=pa\r\n ss header.from=kommun.example\r\n",
		.honest_above = RESULTS "dmarc=pass\r\n header.from=kommun.example\r\n",
	},
	{
		.name = "a comment that never ends",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS
		"dmarc=fail ( header.from=kommun.example; dmarc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "a domain that ends at a byte of zero",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=pass header.from=kommun.example{nul}.evil.example\r\n",
	},
	{
		.name = "a result that ends at a byte of zero",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=pass{nul}ed header.from=kommun.example\r\n",
	},
	{
		.name = "a byte of zero in another header",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = PROVED "X-Zero: {nul}\r\n",
		.honest_above = PROVED "X-Zero: 0\r\n",
	},
	{
		.name = "login of another",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "auth=pass smtp.auth=annan@kommun.example\r\n",
		.honest_above = RESULTS "auth=pass smtp.auth=registrator@kommun.example\r\n",
	},
	{
		.name = "gateway's line forged",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.received = "Received: from evil.example by relay.evil.example; " ON_DAY,
		.below = PROVED RECEIVED ON_DAY,
	},
	{
		.name = "gateway's line forged below its own",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.below = PROVED RECEIVED ON_DAY,
	},
	{
		.name = "gateway's line forged, greeted by its name",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.received =
			"Received: from mx.kommun.example (unknown [192.0.2.66]) by mx.kommun.example; " ON_DAY,
		.below = PROVED RECEIVED ON_DAY,
	},
	{
		.name = "gateway's line forged, greeted by its name, Exim",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.received =
			"Received: from [192.0.2.66] (helo=mx.kommun.example) by mx.kommun.example with esmtp (Exim 4.96); " ON_DAY,
		.below = PROVED RECEIVED ON_DAY,
	},
	{
		.name = "gateway's name in the greeting's comment",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.received =
			"Received: from x (by mx.kommun.example) by relay.evil.example; " ON_DAY,
		.below = PROVED,
	},
	{
		.name = "results twice, folded and with comments",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above =
			"Authentication-Results: (a\r\n b) mx.kommun.example (c);\r\n dmarc=fail header.from=kommun.example\r\n" PROVED,
	},
	{
		.name = "results twice, in capitals",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = PROVED
		"AUTHENTICATION-RESULTS: MX.KOMMUN.EXAMPLE; dmarc=fail header.from=kommun.example\r\n",
	},
	{
		.name = "results twice, the id in quotes",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = PROVED
		"Authentication-Results: \"mx.kommun.example\"; dmarc=fail header.from=kommun.example\r\n",
	},
	{
		.name = "no domain",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=pass\r\n",
	},
	{
		.name = "the domain of another property",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=pass smtp.mailfrom=kommun.example\r\n",
	},
	{
		.name = "passed and failed",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS
		"dmarc=pass header.from=kommun.example; dmarc=fail header.from=kommun.example\r\n",
	},
	{
		.name = "none of all",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "none; dmarc=pass header.from=evil.example\r\n",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-results", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}
