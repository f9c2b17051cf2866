/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes in places where no mail program puts them. */
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"
#define MIXED                                                                                      \
	"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"
#define TO        "To: lexsarah@kommun.example\r\nSubject: SV: Nytt\r\n"
#define TEN(text) text text text text text text text text text text
#define MANY_REFERENCES                                                                            \
	TO "In-Reply-To: <{id-mac}>\r\nReferences: <{id}>\r\n " TEN(                               \
		TEN(TEN("<x{n}@x.example>\r\n "))) "<y@x.example>\r\n"

static const Attack attacks[] = {
	{
		.name = "only in the subject",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = "To: lexsarah@kommun.example\r\nSubject: SV: {id}\r\n",
		.honest_reply =
			"To: lexsarah@kommun.example\r\nSubject: SV: {id}\r\nIn-Reply-To: <{id}>\r\n",
	},
	{
		.name = "only the number of the case in the subject",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = "To: lexsarah@kommun.example\r\nSubject: SV: LS-2026-0001\r\n",
	},
	{
		.name = "only in a display name",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = "To: \"{id}\" <lexsarah@kommun.example>\r\nSubject: SV: Nytt\r\n",
	},
	{
		.name = "only in the address",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = "To: lexsarah+{token}@kommun.example\r\nSubject: SV: Nytt\r\n",
	},
	{
		.name = "in the address of an answer to something else",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.reply =
			"To: lexsarah+{token}@kommun.example\r\nSubject: SV: Nytt\r\nIn-Reply-To: <annan-rapport@kommun.example>\r\n",
	},
	{
		.name = "in the address of a copy",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply =
			"To: annan@annat.example\r\nCc: Ny <lexsarah+{token}@kommun.example>\r\nSubject: SV: Nytt\r\n",
	},
	{
		.name = "only in the sender's name",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.from = "From: \"{token}\" <registrator@kommun.example>\r\n",
		.reply = TO,
	},
	{
		.name = "only in the mail's own Message-ID",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO "Message-ID: <x.{token}@kommun.example>\r\n",
	},
	{
		.name = "only in the name of a file",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO,
		.body = MIXED NUMBER
		"\r\n--x\r\nContent-Type: application/octet-stream; name=\"{token}.bin\"\r\nContent-Disposition: attachment; filename=\"{token}.bin\"\r\n\r\nabc\r\n--x--",
	},
	{
		.name = "only in an attached text",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO,
		.body = MIXED NUMBER
		"\r\n--x\r\nContent-Type: text/plain; name=\"a.txt\"\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\n\r\nSvarskod: {token}\r\n--x--",
	},
	{
		.name = "only in a mail inside the mail",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO,
		.body = MIXED NUMBER
		"\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: lexsarah@kommun.example\r\nSubject: Nytt\r\nMessage-ID: <{id}>\r\n\r\nSvarskod: {token}\r\n--x--",
	},
	{
		.name = "in a comment of In-Reply-To",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.reply = TO "In-Reply-To: (<{id}>) <annan-rapport@kommun.example>\r\n",
		.honest_reply = TO "In-Reply-To: (<annan-rapport@kommun.example>) <{id}>\r\n",
	},
	{
		.name = "in a comment of References",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.reply = TO "References: <annan-rapport@kommun.example> (see <{id}>)\r\n",
	},
	{
		.name = "in a quoted string of In-Reply-To",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.reply = TO "In-Reply-To: \"<{id}>\" <annan-rapport@kommun.example>\r\n",
	},
	{
		.name = "beside other letters",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO "In-Reply-To: <x{token}@kommun.example>\r\n",
	},
	{
		.name = "cut in two by a fold",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.reply = TO "In-Reply-To: <LS-2026-0001.registrar.\r\n {token}@kommun.example>\r\n",
		.honest_above = PROVED,
		.honest_reply = TO "In-Reply-To:\r\n <{id}>\r\n",
	},
	{
		.name = "behind a byte of zero",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO "In-Reply-To: <x{nul}> <{id}>\r\n",
	},
	{
		.name = "behind a thousand references",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = MANY_REFERENCES,
		.honest_reply = TO "In-Reply-To: <{id}>\r\nReferences: " TEN(
			TEN(TEN("<x{n}@x.example>\r\n "))) "<{id}>\r\n",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-references", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}
