/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers whose From: is not, or not only, whom the notice went to. */
#include "support/errand-trial.h"

static const Attack attacks[] = {
	{
		.name = "two From, the recipient first",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator@kommun.example\r\nFrom: annan@kommun.example\r\n",
		.honest_from = "From: registrator@kommun.example\r\n",
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
		.honest_from =
			"From: registrator@kommun.example\r\nSender: registrator@kommun.example\r\n",
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
		.honest_from = "From: registrator@kommun.example\r\n",
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
		.honest_from = "From: \"annan@kommun.example\" <registrator@kommun.example>\r\n",
	},
	{
		.name = "recipient in an encoded name",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: =?utf-8?q?registrator=40kommun=2Eexample?= <annan@kommun.example>\r\n",
		.honest_from =
			"From: =?utf-8?q?annan=40kommun=2Eexample?= <registrator@kommun.example>\r\n",
	},
	{
		.name = "recipient in a comment",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: (registrator@kommun.example) annan@kommun.example\r\n",
		.honest_from = "From: (annan@kommun.example) registrator@kommun.example\r\n",
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
		.honest_from = "From: Registrator@KOMMUN.example\r\n",
	},
	{
		.name = "the recipient as Sender",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: annan@annat.example\r\nSender: " REGISTRAR "\r\n",
	},
	{
		.name = "the recipient as Resent-From",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: annan@annat.example\r\nResent-From: " REGISTRAR "\r\n",
	},
	{
		.name = "the recipient as Reply-To",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: annan@annat.example\r\nReply-To: " REGISTRAR "\r\n",
	},
	{
		.name = "percent in the address",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator%kommun.example@annat.example\r\n",
	},
	{
		.name = "an address in brackets",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator@[192.0.2.1]\r\n",
	},
	{
		.name = "a wide at",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator＠kommun.example\r\n",
	},
	{
		.name = "address in UTF-7",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: =?utf-7?Q?registrator+AEA-kommun.example?= <annan@annat.example>\r\n",
	},
	{
		.name = "name turned about",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: \xe2\x80\xae" REGISTRAR " <annan@annat.example>\r\n",
	},
	{
		.name = "a space before the colon",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From : " REGISTRAR "\r\nFrom: annan@annat.example\r\n",
	},
	{
		.name = "a space before the colon of the second",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: annan@annat.example\r\nFrom : " REGISTRAR "\r\n",
	},
	{
		.name = "folded before the address",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From:\r\n annan@annat.example,\r\n " REGISTRAR "\r\n",
		.honest_from = "From:\r\n " REGISTRAR "\r\n",
	},
	{
		.name = "a name without an address",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: " REGISTRAR " <>\r\n",
	},
	{
		.name = "a dot too many",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: registrator.@kommun.example\r\n",
	},
	{
		.name = "an address that ends at a byte of zero",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: " REGISTRAR "{nul}.annat.example\r\n",
	},
	{
		.name = "several in From by semicolon",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: " REGISTRAR "; annan@annat.example\r\n",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-senders", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}
