/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of machines. */
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"
#define MIXED                                                                                      \
	"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"

static const Attack attacks[] = {
	{
		.name = "auto-replied",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Auto-Submitted: auto-replied\r\n",
		.honest_above = PROVED "Auto-Submitted: no\r\n",
	},
	{
		.name = "auto-generated",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Auto-Submitted: auto-generated\r\n",
	},
	{
		.name = "auto-notified",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Auto-Submitted: auto-notified; owner-email=x\r\n",
	},
	{
		.name = "auto-generated yes",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED "Auto-Submitted: auto-generated\r\n",
	},
	{
		.name = "out of office yes",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n",
		.body = "Ja\r\n\r\nJag är på semester till den 3 augusti.",
		.honest = "Ja\r\n\r\nTack",
		.honest_above = PROVED "X-Auto-Response-Suppress: All\r\n",
	},
	{
		.name = "Exchange's out of office",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED
		"Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nX-MS-Exchange-Inbox-Rules-Loop: registrator@kommun.example\r\n",
	},
	{
		.name = "old vacation program",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.above = PROVED "Precedence: junk\r\n",
	},
	{
		.name = "Precedence bulk",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.above = PROVED "Precedence: bulk\r\n",
		.honest_above = PROVED "Precedence: first-class\r\n",
	},
	{
		.name = "Precedence auto_reply",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED "Precedence: auto_reply\r\n",
	},
	{
		.name = "mailing list",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.above = PROVED "List-Id: <alla.kommun.example>\r\n",
	},
	{
		.name = "empty return path",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Return-Path: <>\r\n",
		.honest_above = PROVED "Return-Path: <registrator@kommun.example>\r\n",
	},
	{
		.name = "empty return path with a file",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.above = PROVED "Return-Path: <>\r\n",
		.body = MIXED NUMBER
		"\r\n--x\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF-1.4\r\n--x--",
	},
	{
		.name = "X-Autoreply",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED "X-Autoreply: yes\r\n",
	},
	{
		.name = "bounce that quotes a command",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Return-Path: <>\r\n",
		.body = "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.kommun.example\r\n\r\nFinal-Recipient: rfc822; annan@kommun.example\r\nAction: delayed\r\nStatus: 4.0.0\r\n\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}>\r\n--x--",
	},
	{
		.name = "receipt of reading that commands",
		.told = NULL,
		.journal = "mail_filed",
		.body = "Content-Type: multipart/report; report-type=disposition-notification; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; registrator@kommun.example\r\nOriginal-Message-ID: <{id}>\r\nDisposition: automatic-action/MDN-sent-automatically; displayed\r\n\r\n--x--",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-machines", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}
