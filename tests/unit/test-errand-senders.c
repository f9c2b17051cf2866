/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers from somebody who is not who they say, or may not. */
#include "support/errand-trial.h"

#define NUMBER    "dnr AMN 2026-6666"
#define RESULTS   "Authentication-Results: mx.kommun.example; "
#define MICROSOFT "Received: from A.swep280.prod.outlook.com by B.swep280.prod.outlook.com; " ON_DAY
#define KIM       "kim.berg@kommun.example"
#define DECISION  "beslut: missförhållande; delegation: 4.2"

/* What the program gets is a string: a byte of zero ends no header that is not there. */
#define WITH_NUL                                                                                   \
	"Authentication-Results: mx.kommun.example; dmarc=fail\x01 dmarc=pass"                     \
	" header.from=kommun.example\r\n"

static void
do_as(ErrandTrial *trial, const char *notice, const char *who, const char *text)
{
	g_autofree char *id = errand_trial_notice(trial, notice, who);

	errand_trial_answer(trial, id, who, PROVED, text);
}

/* The case is investigated, and to be decided. */
static void
propose(ErrandTrial *trial)
{
	do_as(trial, "new_case", RESPONSIBLE,
		"skydd: gjort i dag, samtal med den boende\r\n\r\nutred, eftersom det kan vara ett "
		"missförhållande\r\n\r\ntilldela: " KIM);
	do_as(trial, "assignment", KIM,
		"starta\r\n\r\nförslag: missförhållande, eftersom larmet var av");
}

static void
propose_to_reporter(ErrandTrial *trial)
{
	propose(trial);
	world_change(trial->world, "UPDATE cases SET reporter_address='" DECIDER "' WHERE id=1");
}

static void
ask_to_decide(ErrandTrial *trial, const char *text)
{
	do_as(trial, "proposal", DECIDER, text);
}

static void
report_by_decider(ErrandTrial *trial)
{
	propose_to_reporter(trial);
	ask_to_decide(trial, DECISION);
}

static void
investigate_by_decider(ErrandTrial *trial)
{
	propose(trial);
	world_change(trial->world, "UPDATE cases SET investigator='" DECIDER "' WHERE id=1");
	ask_to_decide(trial, DECISION);
}

static void
report_by_kim(ErrandTrial *trial)
{
	do_as(trial, "new_case", RESPONSIBLE,
		"skydd: gjort i dag, samtal med den boende\r\n\r\nutred, eftersom det kan vara ett "
		"missförhållande");
	world_change(trial->world, "UPDATE cases SET reporter_address='" KIM "' WHERE id=1");
}

static const Attack attacks[] = {
	{
		.name = "forged",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = FORGED,
	},
	{
		.name = "nothing proves it",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
	},
	{
		.name = "forged, at the reporter's",
		.told = "new_case ansvarig, transcript alva",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_REPORTER,
		.above = FORGED,
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
	},
	{
		.name = "folded in the middle of a word",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "dmarc=pa\r\n ss header.from=kommun.example\r\n",
	},
	{
		.name = "a comment that never ends",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS
		"dmarc=fail ( header.from=kommun.example; dmarc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "a byte of zero",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = WITH_NUL,
	},
	{
		.name = "login of another",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = RESULTS "auth=pass smtp.auth=annan@kommun.example\r\n",
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
		.name = "two From, the recipient first",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator@kommun.example\r\nFrom: annan@kommun.example\r\n",
	},
	{
		.name = "two From, the recipient last",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: annan@kommun.example\r\nFrom: registrator@kommun.example\r\n",
	},
	{
		.name = "two From with a yes",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.from = "From: registrator@kommun.example\r\nFrom: annan@kommun.example\r\n",
	},
	{
		.name = "several in From",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator@kommun.example, annan@kommun.example\r\nSender: annan@kommun.example\r\n",
	},
	{
		.name = "several in From, the recipient last",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: annan@kommun.example, registrator@kommun.example\r\n",
	},
	{
		.name = "several in From with a yes",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.from = "From: registrator@kommun.example, annan@kommun.example\r\n",
	},
	{
		.name = "group in From",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: Chefer: registrator@kommun.example, annan@kommun.example;\r\n",
	},
	{
		.name = "another Sender",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.from = "From: registrator@kommun.example\r\nSender: annan@kommun.example\r\n",
	},
	{
		.name = "recipient in the name",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: \"registrator@kommun.example\" <annan@kommun.example>\r\n",
	},
	{
		.name = "recipient in an encoded name",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: =?utf-8?q?registrator=40kommun=2Eexample?= <annan@kommun.example>\r\n",
	},
	{
		.name = "recipient in a comment",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: (registrator@kommun.example) annan@kommun.example\r\n",
	},
	{
		.name = "two angle addresses",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: <registrator@kommun.example> <annan@kommun.example>\r\n",
	},
	{
		.name = "address in an encoded word",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: =?utf-8?q?registrator=40kommun.example?=\r\n",
	},
	{
		.name = "a route in the address",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: <@kommun.example:registrator@evil.example>\r\n",
	},
	{
		.name = "quoted local part",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: \"registrator@kommun.example\"@evil.example\r\n",
	},
	{
		.name = "homograph",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator@k\xd0\xbe"
			"mmun.example\r\n",
	},
	{
		.name = "homograph in punycode",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator@xn--kmmun-jye.example\r\n",
	},
	{
		.name = "domain with more behind",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator@kommun.example.evil.example\r\n",
	},
	{
		.name = "zero width letter",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: regi\xe2\x80\x8b"
			"strator@kommun.example\r\n",
	},
	{
		.name = "another in Reply-To",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.from = "From: registrator@kommun.example\r\nReply-To: annan@annat.example\r\n",
	},
	{
		.name = "no From",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "X-From: registrator@kommun.example\r\n",
	},
	{
		.name = "empty From with a yes",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.from = "From: <>\r\n",
	},
	{
		.name = "tagged address",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator+x@kommun.example\r\n",
	},
	{
		.name = "policy none, proved by nobody",
		.told = "confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_NOTHING,
	},
	{
		.name = "policy none, results passed",
		.told = "confirmation ansvarig",
		.journal = "mail_joined, answered asked",
		.whose = OF_RESPONSIBLE,
		.trust = BY_NOTHING,
	},
	{
		.name = "policy none, a stranger's yes",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.trust = BY_NOTHING,
		.from = "From: annan@annat.example\r\n",
	},
	{
		.name = "exchange, nothing proves it",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "",
		.received = MICROSOFT,
	},
	{
		.name = "exchange, internal from elsewhere",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "X-MS-Exchange-Organization-AuthAs: Internal\r\n",
	},
	{
		.name = "exchange, internal twice",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above =
			"X-MS-Exchange-Organization-AuthAs: Internal\r\nX-MS-Exchange-Organization-AuthAs: Anonymous\r\n",
		.received = MICROSOFT,
	},
	{
		.name = "exchange, anonymous",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "X-MS-Exchange-Organization-AuthAs: Anonymous\r\n",
		.received = MICROSOFT,
	},
	{
		.name = "exchange, results failed",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above =
			"Authentication-Results: spf=fail smtp.mailfrom=kommun.example; dkim=none; dmarc=fail action=none header.from=kommun.example;compauth=fail reason=601\r\n",
		.received = MICROSOFT,
	},
	{
		.name = "exchange, compauth alone",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above =
			"Authentication-Results: spf=none; dmarc=none header.from=kommun.example;compauth=pass reason=100\r\n",
		.received = MICROSOFT,
	},
	{
		.name = "exchange, results twice",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above =
			"Authentication-Results: dmarc=fail header.from=kommun.example\r\nAuthentication-Results: dmarc=pass header.from=kommun.example\r\n",
		.received = MICROSOFT,
	},
	{
		.name = "exchange, results below its lines",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "",
		.received = MICROSOFT,
		.below = "Authentication-Results: dmarc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "exchange, a host that looks like it",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "Authentication-Results: dmarc=pass header.from=kommun.example\r\n",
		.received = "Received: from x by evil-outlook.com; " ON_DAY,
	},
	{
		.name = "reporter commands",
		.told = "new_case ansvarig, transcript alva",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_REPORTER,
	},
	{
		.name = "reporter closes",
		.told = "new_case ansvarig, transcript alva",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_REPORTER,
		.body = "stäng ärendet",
	},
	{
		.name = "reporter decides",
		.told = "new_case ansvarig, transcript alva",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_REPORTER,
		.body = "beslut: missförhållande; delegation: 4.2",
	},
	{
		.name = "reporter says yes",
		.told = "new_case ansvarig, transcript alva",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_REPORTER,
		.body = "Ja",
	},
	{
		.name = "registrar decides",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.body = "beslut: missförhållande; delegation: 4.2",
	},
	{
		.name = "registrar closes",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.body = "stäng ärendet",
	},
	{
		.name = "registrar assigns",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.body = "tilldela: kim.berg@kommun.example",
	},
	{
		.name = "registrar takes it",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.body = "jag tar ärendet",
	},
	{
		.name = "responsible decides",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_RESPONSIBLE,
		.body = "beslut: missförhållande; delegation: 4.2",
	},
	{
		.name = "responsible declines",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered unclear",
		.whose = OF_RESPONSIBLE,
		.body = "avskriv, eftersom det inte är något",
	},
	{
		.name = "responsible assigns the reporter",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered refused",
		.prepare = report_by_kim,
		.whose = OF_RESPONSIBLE,
		.body = "tilldela: kim.berg@kommun.example",
	},
	{
		.name = "decider reported",
		.told = "transcript direktor",
		.journal = "mail_joined, answered refused",
		.prepare = report_by_decider,
		.whose = OF_DECISION,
		.body = "Ja",
	},
	{
		.name = "decider investigates",
		.told = "transcript direktor",
		.journal = "mail_joined, answered refused",
		.prepare = investigate_by_decider,
		.whose = OF_DECISION,
		.body = "Ja",
	},
	{
		.name = "decider reported and lets another sign",
		.told = "transcript direktor",
		.journal = "mail_joined, answered forbidden",
		.prepare = propose_to_reporter,
		.whose = OF_PROPOSAL,
		.body = "beslut: missförhållande; delegation: 4.2; av: kim.berg@kommun.example",
	},
	{
		.name = "strangers in copy of a yes",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.above = FORGED,
		.reply =
			"To: lexsarah@kommun.example, annan@annat.example\r\nCc: tidningen@annat.example\r\nSubject: SV: Nytt\r\nIn-Reply-To: <{id}>\r\n",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-senders", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}
