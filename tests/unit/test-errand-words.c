/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that a person may have written, and meant otherwise. */
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"

#define TEN(text) text text text text text text text text text text
#define LINES     TEN(TEN(TEN(NUMBER "\r\n\r\n")))

static const Attack attacks[] = {
	{
		.name = "look-alike command",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "d\xd0\xbf"
			"r AMN 2026-6666",
		.honest = NUMBER,
	},
	{
		.name = "full width letters",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "ｄｎｒ AMN 2026-6666",
	},
	{
		.name = "zero width in the command",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "d\xe2\x80\x8b"
			"nr AMN 2026-6666",
	},
	{
		.name = "zero width in the value",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "dnr AMN 2026-66\xe2\x80\x8b"
			"66",
	},
	{
		.name = "soft hyphen",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "dn\xc2\xad"
			"r AMN 2026-6666",
	},
	{
		.name = "bidi",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "dnr \xe2\x80\xae"
			"AMN 2026-6666\xe2\x80\xac",
	},
	{
		.name = "bidi isolate",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "\xe2\x81\xa7" NUMBER "\xe2\x81\xa9",
	},
	{
		.name = "tag letters",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = NUMBER "\xf3\xa0\x81\x81",
	},
	{
		.name = "combining letters",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "dn\xcc\xb6"
			"r AMN 2026-6666",
	},
	{
		.name = "zero width in a yes",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "J\xe2\x80\x8b"
			"a",
	},
	{
		.name = "look-alike yes",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "J\xd0\xb0",
	},
	{
		.name = "5,000 lines",
		.told = "transcript registrator",
		.journal = "mail_joined, answered too_many",
		.body = LINES LINES LINES LINES LINES,
		.honest = TEN(NUMBER "\r\n\r\n"),
	},
	{
		.name = "one line of 10 MB",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "{long} " NUMBER,
		.honest = NUMBER "\r\n\r\n{long}",
	},
	{
		.name = "a yes below 10 MB",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "{long}\r\nJa",
	},
	{
		.name = "two numbers",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+unclear",
		.body = NUMBER "\r\ndnr AMN 2026-6667",
		.honest = NUMBER "\r\n" NUMBER,
	},
	{
		.name = "yes and no",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\nNej",
	},
	{
		.name = "no and yes",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+unclear",
		.whose = OF_QUESTION,
		.body = "Nej\r\n\r\nJa",
	},
	{
		.name = "yes if",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja, om chefen godkänner",
		.honest = "Ja, tack",
	},
	{
		.name = "yes but",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja, men vänta till fredag",
	},
	{
		.name = "yes, and below a condition",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\nmen bara om chefen godkänner",
	},
	{
		.name = "yes, and below a condition over a line",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\n\r\nMen vänta tills chefen har godkänt det.",
	},
	{
		.name = "yes, and that it was not me",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\n\r\nDet var inte jag som skrev det.",
	},
	{
		.name = "yes to what",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja?",
	},
	{
		.name = "yes and a question",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\n\r\nVad gäller det?",
	},
	{
		.name = "yes, with another number",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+forbidden",
		.whose = OF_QUESTION,
		.body = "Ja\r\ndnr AMN 2026-7777",
	},
	{
		.name = "yes, with a command that is another's",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+forbidden",
		.whose = OF_QUESTION,
		.body = "Ja\r\nstäng ärendet",
	},
	{
		.name = "not yes",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "Inte ja",
	},
	{
		.name = "perhaps yes",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "Kanske ja",
	},
	{
		.name = "thanks",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "Tack!",
	},
	{
		.name = "yes in a sentence",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja, jag är på semester till den 3 augusti.",
	},
	{
		.name = "quoted yes",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "> Ja",
	},
	{
		.name = "yes below a quotation",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Den tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n> Bekräfta\r\n\r\nJa",
	},
	{
		.name = "yes in the signature",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "-- \r\nJa",
		.honest = "Ja\r\n\r\n-- \r\nRut",
	},
	{
		.name = "denied",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered unclear",
		.whose = OF_RESPONSIBLE,
		.body = "Stäng inte ärendet",
		.honest = "skydd: gjort i dag, samtal med den boende",
	},
	{
		.name = "asked",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Ska jag skriva " NUMBER "?",
		.honest = NUMBER ".",
	},
	{
		.name = "conditional",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = NUMBER ", om det stämmer",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-words", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}
