/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quoted text that nothing marks but the line above it: it may hold yesterday's command. */
#include <glib.h>

#include "adapters/message/message-gmime.h"
#include "core/answer/answer.h"
#include "support/answer-tools.h"

#define CODE "abcdefghijklmnopqrstuvwxyz234567abcdefgh"
#define FOUR_PEOPLE                                                                                \
	"Karin Holm <karin.holm@kommun.example>; Bo Ek <bo.ek@kommun.example>; "                   \
	"Kim Berg <kim.berg@kommun.example>; Rut Ask <rut.ask@kommun.example>; "

/* What stands above quoted lines that nothing marks, as programs write it. */
static const char *const leads[] = {
	"I ett meddelande daterat 2026-03-03 10:12:33 Västeuropa, normaltid, skriver lexsarah@kommun.example:",
	"I ett meddelande daterat 2026-03-03 10:12:33 Västeuropa, normaltid, lexsarah@kommun.example skriver:",
	"I ett meddelande daterat tisdag 3 mars 2026 10:12 skrev Lex Sarah:",
	"I ett mejl daterat 2026-03-03 skrev lexsarah@kommun.example:",
	"I ett e-postmeddelande daterat 2026-03-03 10.12 skrev Lex Sarah <lex@kommun.example>:",
	"In a message dated 3/3/2026 10:12:33 A.M. W. Europe Standard Time, lexsarah@kommun.example writes:",
	"In a message dated 3/3/2026 10:12:33 AM, lexsarah@kommun.example writes:",
	"In a message dated 2026-03-03 10:12:33 Central European Time, lexsarah@kommun.example writes: ",
	"On Tue, Mar 3, 2026 at 10:12 AM Lex Sarah <lexsarah@kommun.example> wrote:",
	"On Tuesday, March 3, 2026 at 10:12:33 AM GMT+1, Lex Sarah <lexsarah@kommun.example> wrote:",
	"On 3 Mar 2026, at 10:12, Lex Sarah <lexsarah@kommun.example> wrote:",
	"On 3 Mar 2026 at 10:12 +0100, Lex Sarah <lexsarah@kommun.example>, wrote:",
	"On Tue, Mar 03, 2026 at 10:12:33AM +0100, Lex Sarah wrote:",
	"On 03/03/2026 10:12, Lex Sarah wrote:",
	"On 03.03.2026 10:12, Lex Sarah via lista wrote:",
	"On Tuesday, March 3rd, 2026 at 10:12 AM, Lex Sarah <lexsarah@kommun.example> wrote:",
	"On Tuesday, March 3rd, 2026 at 10:12, Lex Sarah <lexsarah@kommun.example> wrote:",
	"Tisdag den 3 mars 2026 kl. 10:12 skrev Lex Sarah <lexsarah@kommun.example>:",
	"tisdagen den 3 mars 2026 kl. 10:12 skrev Lex Sarah:",
	"Den tisdag 3 mars 2026 10:12:33 CET skrev Lex Sarah <lexsarah@kommun.example>:",
	"Den tisdag 3 mars 2026 kl. 10:12:33 CET, Lex Sarah <lexsarah@kommun.example> skrev:",
	"Den tis 3 mars 2026 kl 10:12 skrev Lex Sarah <lexsarah@kommun.example>:",
	"Den 2026-03-03 kl. 10:12, skrev Lex Sarah:",
	"Den 2026-03-03 10:12, Lex Sarah skrev:",
	"Den 3 mars 2026 10:12 skrev \"Lex Sarah\" <lexsarah@kommun.example>:",
	"Den 2026-03-03 skrev Lex Sarah:",
	"3 mars 2026 kl. 10:12 skrev Lex Sarah <lexsarah@kommun.example>:",
	"3 mars 2026 kl. 10:12 skrev Lex Sarah:",
	"2026-03-03 10:12 skrev Lex Sarah:",
	"2026-03-03 10:12 GMT+01:00 Lex Sarah <lexsarah@kommun.example>:",
	"På tis, 3 mars 2026 10:12 skrev Lex Sarah <lexsarah@kommun.example>:",
	"På 3 mars 2026 10:12 +0100, Lex Sarah <lexsarah@kommun.example>, skrev:",
	"På tisdag den 3 mars 2026 kl. 10:12, Lex Sarah <lexsarah@kommun.example> skrev:",
	"Lex Sarah skrev den 2026-03-03 kl. 10:12:",
	"Lex Sarah skrev den 3 mars 2026 kl. 10:12:",
	"Lex Sarah <lexsarah@kommun.example> skrev den 2026-03-03 10:12:",
	"Lex Sarah skrev (2026-03-03 10:12):",
	"Lex Sarah <lexsarah@kommun.example> skrev (3 mars 2026 kl. 10:12):",
	"lexsarah@kommun.example skrev den 2026-03-03 10:12:",
	"lexsarah@kommun.example skrev 2026-03-03 10:12:",
	"Lex Sarah wrote on 03/03/2026 10:12:",
	"Lex Sarah wrote on 3/3/26 10:12 AM:",
	"Lex Sarah <lexsarah@kommun.example> wrote on 2026-03-03 10:12:",
	"\"Lex Sarah\" <lexsarah@kommun.example> schrieb am 03.03.2026 um 10:12:",
	"Am 03.03.2026 um 10:12 schrieb Lex Sarah:",
	"Le 3 mars 2026 à 10:12, Lex Sarah <lexsarah@kommun.example> a écrit :",
	"Den 3. mars 2026 kl. 10.12 skrev Lex Sarah <lexsarah@kommun.example>:",
	"tir. 3. mar. 2026 kl. 10:12 skrev Lex Sarah <lexsarah@kommun.example>:",
	"ti 3. maalisk. 2026 klo 10.12 Lex Sarah <lexsarah@kommun.example> kirjoitti:",
	"-------- Originalmeddelande --------",
	"-----Ursprungligt meddelande-----",
	"----- Ursprungligt meddelande -----",
	"------ Ursprungligt meddelande ------",
	"------ Original Message ------",
	"-----Original Message-----",
	"-------- Original message --------",
	"-------- Vidarebefordrat meddelande --------",
	"---------- Forwarded message ---------",
	"---------- Vidarebefordrat meddelande ---------",
	"Inledning av vidarebefordrat meddelande:",
	"Början på vidarebefordrat meddelande:",
	"Vidarebefordrat meddelande:",
	"Begin forwarded message:",
	"_____________________________",
	"Från: Lex Sarah <lexsarah@kommun.example>\nSkickat: den 3 mars 2026 10:12\nTill: Karin\nÄmne: SV",
	"Från: Lex Sarah <lexsarah@kommun.example>\nDatum: tisdag, 3 mars 2026 10:12\nTill: Karin\nÄmne: SV",
	"From: Lex Sarah <lexsarah@kommun.example>\nSent: Tuesday, March 3, 2026 10:12 AM\nTo: Karin\nSubject: RE",
	"From: Lex Sarah <lexsarah@kommun.example>\nDate: Tuesday, 3 March 2026 at 10:12\nTo: Karin\nSubject: RE",
	"From: \"Lex Sarah\" <lexsarah@kommun.example>\nTo: \"Karin\" <k@kommun.example>\nSent: 2026-03-03 10:12:33\nSubject: Re: Hej",
	"Från: \"Lex Sarah\" <lexsarah@kommun.example>\nTill: \"Karin\" <k@kommun.example>\nSkickat: 2026-03-03 10:12:33\nÄmne: Re: Hej",
	"Från: \"Lex Sarah\" <lexsarah@kommun.example>\nTill: \"Karin\" <k@kommun.example>\nDatum: 2026-03-03 10:12:33\nÄmne: Re: Hej",
	"Från: Lex Sarah\nSkickat: den 3 mars 2026\nTill: Karin\nÄmne: SV",
	"Från : Lex Sarah\nSkickat : den 3 mars 2026\nTill : Karin\nÄmne : SV",
	"Avsändare: Lex Sarah <lexsarah@kommun.example>\nDatum: 2026-03-03 10:12\nMottagare: Karin\nÄmne: SV",
	"Ämne: SV: LS\nFrån: Lex Sarah\nDatum: 2026-03-03 10:12\nTill: Karin",
	"Ämne: SV: LS\nDatum: 2026-03-03 10:12\nFrån: Lex Sarah\nTill: Karin",
	"Date: Tue, 3 Mar 2026 10:12:33 +0100\nFrom: Lex Sarah <lexsarah@kommun.example>\nTo: Karin\nSubject: LS",
	"Subject: LS\nDate: 2026-03-03 10:12\nFrom: Lex Sarah\nTo: Karin",
	"Från: Lex Sarah Skickat: den 3 mars 2026 10:12 Till: Karin Ämne: SV",
	"From: Lex Sarah Sent: Tuesday, March 3, 2026 To: Karin Subject: RE",
	"Från: Lex Sarah <lexsarah@kommun.example>",
	"Lex Sarah <lexsarah@kommun.example> skrev:",
	"Lex Sarah <lexsarah@kommun.example> wrote:",
	"Lex Sarah skrev:",
	"Citerar Lex Sarah <lexsarah@kommun.example>:",
	"Quoting Lex Sarah <lexsarah@kommun.example>:",
	"\"Lex Sarah\" <lexsarah@kommun.example> skriver:",
	"* Lex Sarah <lexsarah@kommun.example> [2026-03-03 10:12]:",
	">>> Lex Sarah <lexsarah@kommun.example> 2026-03-03 10:12 >>>",
	">>> On 3/3/2026 at 10:12 AM, Lex Sarah <lexsarah@kommun.example> wrote:",
	"---- On Tue, 03 Mar 2026 10:12:33 +0100 Lex Sarah <lexsarah@kommun.example> wrote ----",
	"---- På tis, 03 mars 2026 10:12:33 +0100 Lex Sarah <lexsarah@kommun.example> skrev ----",
	" På tis, 03 mars 2026 10:12:33 +0100 Lex Sarah <lexsarah@kommun.example> skrev ---",
	"------- Original Message -------",
	"------- Ursprungligt meddelande -------\nPå tisdag den 3 mars 2026 kl. 10:12, Lex Sarah <lexsarah@kommun.example> skrev:",
	"-------- Meddelande i original --------",
	"-------- Svarsmeddelande --------",
	"-------- Ursprungsmeddelande --------",
	"--- Original ---",
	"*** Ursprungligt meddelande ***",
	"=== Ursprungligt meddelande ===",
	"________________________________________",
	"Ons 3 mars 2026 kl. 10:12 Lex Sarah <lexsarah@kommun.example>:",
	"El mar, 3 mar 2026 a las 10:12, Lex Sarah (<lexsarah@kommun.example>) escribió:",
	"Op di 3 mrt 2026 om 10:12 schreef Lex Sarah <lexsarah@kommun.example>:",
	"-------- Originalmeddelande --------Från: Lex Sarah <lexsarah@kommun.example> Datum: 2026-03-03  10:12  (GMT+01:00) Till: Karin Holm <karin.holm@kommun.example> Ämne: SV: LS-2026-0041",
	"-------- Original message --------From: Lex Sarah <lexsarah@kommun.example> Date: 03/03/2026  10:12  (GMT+01:00) To: Karin Holm <karin.holm@kommun.example> Subject: RE: LS-2026-0041",
	"Från: Lex Sarah Skickat: den 3 mars 2026 10:12 Till: " FOUR_PEOPLE FOUR_PEOPLE FOUR_PEOPLE
		FOUR_PEOPLE "Ämne: SV",
	"Arbetsmarknadsnämnden och socialnämnden i den lilla kommunen vid sjön, lex Sarah <lexsarah@kommun.example> skrev:",
	"Lex Sarah skrev den 3 mars kl. 10:12:",
	"Lex Sarah wrote on Tuesday, March 3, at 10:12:",
	"Fra: Lex Sarah <lexsarah@kommun.example>\nSendt: 3. mars 2026 10:12\nTil: Karin\nEmne: SV",
	"Fra: Lex Sarah\nSendt: 3. mars 2026 10:12\nTil: Karin\nEmne: SV",
	"Emne: SV: LS\nDato: 2026-03-03 10:12\nFra: Lex Sarah\nTil: Karin",
	"tirsdag 3. mars 2026 kl. 10:12 skrev Lex Sarah:",
	"Fra: Lex Sarah Sendt: 3. mars 2026 10:12 Til: Karin Emne: SV",
};

static void
test_leads(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(leads); i++) {
		g_autofree char *text =
			g_strconcat("utred\n\n", leads[i], "\n\nstäng ärendet\n", NULL);
		g_autoptr(Answer) answer = answer_of_body(text, FALSE);
		g_autofree char *lines = answer_show_lines(answer);

		g_test_message("%s", leads[i]);
		g_assert_cmpstr(lines, ==, "1 utred");
		g_assert_cmpuint(answer->end_line, ==, 3);
	}
}

/* What people write themselves, and go on below. */
static const char *const own[] = {
	"notera: chefen skrev den 3 mars:",
	"notera 2026-03-03 10:12: larmet var av",
	"Den 3 mars kl 10:15 ringde chefen:",
	"Jag skickade det till anna@kommun.example:",
	"I ett samtal sade chefen:",
	"Från: chefen",
	"Ämne: larmet",
	"Am Beispiel:",
	"Den 20 november 2026 skrev jag till enhetschefen:",
	"On Monday I wrote:",
	"As I wrote on March 3, 2026 at 10:12 AM:",
	"Som jag skrev:",
	"Som jag skriver:",
	"Den 3 mars 2026 kl. 10:12 skrev vi:",
	"Sonen skrev den 3 mars 2026:",
	"Fredrik skrev 2026-03-03:",
	"Tora skrev 2026-03-03:",
	"Lorens skrev den 3 mars 2026:",
	"notera: chefen skrev den 3 mars kl. 10:12:",
};

static void
test_own(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(own); i++) {
		g_autofree char *text = g_strconcat(own[i], "\nutred\n", NULL);
		g_autofree char *expected = g_strdup_printf("1 %s | 2 utred", own[i]);
		g_autoptr(Answer) answer = answer_of_body(text, FALSE);
		g_autofree char *lines = answer_show_lines(answer);

		g_assert_cmpstr(lines, ==, expected);
	}
}

/* What only looks like a quotation is told, and what is one is not. */
static const struct {
	const char *text;
	gboolean presumed;
	const char *under;
} ends[] = {
	{ "Chefen skrev:\nutred", TRUE, "" },
	{ "Notering – enhetschefen skriver:\nutred", TRUE, "" },
	{ "Den 3 mars 2026 skrev chefen:\n\nutred", TRUE, "" },
	{ "Från: Anna <anna@kommun.example>\nutred", TRUE, "" },
	{ "Chefen skrev:\n", FALSE, "" },
	{ "Chefen skrev:\n> utred", FALSE, "" },
	{ "> Chefen skrev:\nutred", FALSE, "2 utred" },
	{ "Chefen skrev:\nutred\nSvarskod: " CODE, FALSE, "" },
	{ "Från: Anna <anna@kommun.example>\nutred\nSvarskod: " CODE, FALSE, "" },
	{ "-----Ursprungligt meddelande-----\nutred", FALSE, "" },
	{ "ja\n\n> rad 2\nnej\n> rad 3\n\nutred", FALSE, "4 nej | 7 utred" },
	{ "utred\nSkickat från min iPhone\n\nstarta", FALSE, "4 starta" },
	{ "ja\n> a\n\nMvh\nKarin", FALSE, "" },
};

static void
test_ends(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autoptr(Answer) answer = answer_of_body(ends[i].text, FALSE);
		g_autofree char *under = answer_show(answer->under);

		g_test_message("%s", ends[i].text);
		g_assert_cmpint(answer->presumed, ==, ends[i].presumed);
		g_assert_cmpstr(under, ==, *ends[i].under ? ends[i].under : "-");
		g_assert_cmpint(answer->below, ==, *ends[i].under != '\0');
	}
}

/* Where the page says what is quoted, the text need not. */
static void
test_ends_of_both(void)
{
	g_autoptr(Mail) mail = mail_new();

	answer_add_body(mail, "utred\n\nLex Sarah skrev:\nstäng\n", FALSE, 1);
	answer_add_body(mail,
		"<p>utred</p><p>Lex Sarah skrev:</p><blockquote>st&auml;ng</blockquote>", TRUE, 1);
	g_autoptr(Answer) answer = answer_find(mail);
	g_assert_true(answer->page);
	g_assert_false(answer->presumed);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	g_test_add_func("/answer-leads/quoted", test_leads);
	g_test_add_func("/answer-leads/own", test_own);
	g_test_add_func("/answer-leads/ends", test_ends);
	g_test_add_func("/answer-leads/ends-of-both", test_ends_of_both);
	return g_test_run();
}
