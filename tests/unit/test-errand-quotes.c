/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that nobody wrote at the top of an answer. */
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"
#define PAGE   "Content-Type: text/html; charset=utf-8\r\n\r\n"
#define MIXED                                                                                      \
	"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"

static const Attack attacks[] = {
	{
		.name = "quoted",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "> " NUMBER,
		.honest = NUMBER "\r\n\r\n> Hej",
	},
	{
		.name = "quoted twice",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "> > " NUMBER "\r\n>> " NUMBER,
	},
	{
		.name = "quoted by a bar",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "| " NUMBER,
	},
	{
		.name = "quoted after a space",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack!\r\n > " NUMBER,
	},
	{
		.name = "below an attribution",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "Tack.\r\n\r\nDen tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n" NUMBER,
	},
	{
		.name = "below a quotation",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "Tack.\r\n\r\nDen tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n> hej\r\n\r\n" NUMBER,
	},
	{
		.name = "below Outlook's headers",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "Tack.\r\n\r\nFrån: Nämnden <lexsarah@kommun.example>\r\nSkickat: den 17 mars 2026 12:01\r\nTill: registrator@kommun.example\r\nÄmne: Nytt\r\n\r\n" NUMBER,
	},
	{
		.name = "below an attribution, of a notice",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\nDen tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n" NUMBER
			"\r\nSvarskod: {token}",
		.honest = NUMBER
		"\r\n\r\nDen tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\nHej\r\nSvarskod: {token}",
	},
	{
		.name = "below Outlook's headers, of a notice",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\nFrån: Nämnden <lexsarah@kommun.example>\r\nSkickat: den 17 mars 2026 12:01\r\nTill: registrator@kommun.example\r\nÄmne: Nytt\r\n\r\n" NUMBER
			"\r\nSvarskod: {token}",
		.honest = NUMBER
		"\r\n\r\nFrån: Nämnden <lexsarah@kommun.example>\r\nSkickat: den 17 mars 2026 12:01\r\nTill: registrator@kommun.example\r\nÄmne: Nytt\r\n\r\nSvarskod: {token}",
	},
	{
		.name = "below words that only look like an attribution",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "Chefen skrev:\r\n" NUMBER,
	},
	{
		.name = "between the lines of a quotation",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "> Vad gör vi?\r\n" NUMBER "\r\n> Annat?",
	},
	{
		.name = "a yes that is taken back below the quotation",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear+unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\n\r\n> rad 2: beslut\r\nnej, inte den",
		.honest = "Ja\r\n\r\n> rad 2: beslut",
	},
	{
		.name = "a yes that is put off below the quotation",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear+unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\n\r\n> rad 2: beslut\r\nVänta med den raden",
	},
	{
		.name = "below an original message",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\n-----Ursprungligt meddelande-----\r\n" NUMBER,
	},
	{
		.name = "forwarded message",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "FYI\r\n\r\n---------- Forwarded message ---------\r\nFrom: Nämnden\r\n\r\n" NUMBER,
	},
	{
		.name = "in the signature",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n-- \r\n" NUMBER,
		.honest = NUMBER "\r\n-- \r\nRut",
	},
	{
		.name = "below a greeting",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\nMed vänlig hälsning\r\nBo\r\n" NUMBER,
		.honest = NUMBER "\r\n\r\nMed vänlig hälsning\r\nBo",
	},
	{
		.name = "in the disclaimer",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\n________________________________\r\n" NUMBER,
	},
	{
		.name = "below the telephone's line",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "Tack.\r\n\r\nSkickat från min iPhone\r\n" NUMBER,
	},
	{
		.name = "quotation of a page",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><blockquote type=\"cite\"><p>" NUMBER
			     "</p></blockquote></body></html>",
		.honest =
			PAGE "<html><body><p>" NUMBER
			     "</p><blockquote type=\"cite\"><p>Hej</p></blockquote></body></html>",
	},
	{
		.name = "html says another",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTack.\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" NUMBER
			"</p>\r\n--x--",
	},
	{
		.name = "text says another",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Tack.</p>\r\n--x--",
	},
	{
		.name = "two numbers in two parts",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>dnr AMN 2026-6667</p>\r\n--x--",
		.honest =
			"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" NUMBER
			"</p>\r\n--x--",
	},
	{
		.name = "yes in the text, no in the page",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nJa\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Nej</p>\r\n--x--",
	},
	{
		.name = "attached text",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = MIXED
		"Tack.\r\n--x\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n" NUMBER
		"\r\n--x--",
		.honest = MIXED NUMBER
		"\r\n--x\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nTack.\r\n--x--",
	},
	{
		.name = "attached text without a name",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = MIXED
		"Tack.\r\n--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\n" NUMBER
		"\r\n--x--",
	},
	{
		.name = "mail inside the mail",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = MIXED
		"Tack.\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: registrator@kommun.example\r\n\r\n" NUMBER
		"\r\n--x--",
	},
	{
		.name = "only a mail inside the mail",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: message/rfc822\r\n\r\nFrom: registrator@kommun.example\r\n\r\n" NUMBER,
	},
	{
		.name = "preamble",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/mixed; boundary=x\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: text/plain\r\n\r\nTack.\r\n--x--\r\n" NUMBER,
	},
	{
		.name = "calendar",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/calendar\r\n\r\n" NUMBER,
	},
	{
		.name = "enriched text",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/enriched\r\n\r\n" NUMBER,
	},
	{
		.name = "flowed quotation",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n> hej \r\n" NUMBER,
		.honest =
			"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\ndnr \r\nAMN 2026-6666",
	},
	{
		.name = "flowed out of a stuffed quotation",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n>dnr \r\n>AMN 2026-6666",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-quotes", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}
