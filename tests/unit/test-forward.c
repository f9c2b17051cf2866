/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "adapters/message/message-gmime.h"
#include "core/mail/forward-block.h"
#include "core/mail/forward.h"

#define KARIN "From: Karin Holm <karin.holm@kommun.example>\r\n"
#define PLAIN "\r\n"
#define MIXED "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSe bilagan.\r\n"
#define INNER                                                                                      \
	"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: Anna Lind <anna.lind@kommun.example>\r\n"
#define ANNA  "Anna Lind, anna.lind@kommun.example"
#define BLOCK "Från: Anna Lind <anna.lind@kommun.example>\r\nSkickat: den 16 mars 2026 08:12\r\n"
#define REST  "Till: Karin Holm\r\nÄmne: Rapport\r\n\r\nText.\r\n"

/* A mail behind "Subject: ", and who wrote what it passes on; NULL: it passes nothing on. */
static const struct {
	const char *mail, *author;
} mails[] = {
	/* Outlook: the lines alone, which answers have too. */
	{ "VB: Rapport\r\n" PLAIN "Se nedan.\r\n\r\n" BLOCK REST, ANNA },
	{ "Vb: Rapport\r\n" PLAIN BLOCK REST, ANNA },
	{ "FW: Rapport\r\n" PLAIN BLOCK REST, ANNA },
	{ "[EXTERN] VB: Rapport\r\n" PLAIN BLOCK REST, ANNA },
	{ "SV: Rapport\r\n" PLAIN "Hej!\r\n\r\n" BLOCK REST, NULL },
	{ "RE: VB: Rapport\r\n" PLAIN "Hej!\r\n\r\n" BLOCK REST, NULL },
	{ "Rapport\r\n" PLAIN "Hej!\r\n\r\n" BLOCK REST, NULL },
	{ "Fw: Report\r\n" PLAIN "-----Original Message-----\r\nFrom: Anna Lind "
	  "[mailto:anna.lind@kommun.example]\r\nSent: Monday, March 16, 2026 8:12 AM\r\n"
	  "To: Karin Holm\r\nCc: Bo Ek;\r\n\tEva Dahl\r\nSubject: Report\r\n\r\nText.\r\n",
		ANNA },
	{ "Re: Report\r\n" PLAIN "-----Original Message-----\r\nFrom: Anna Lind "
	  "<anna.lind@kommun.example>\r\nSent: Monday\r\nTo: K\r\nSubject: Report\r\n\r\nText.\r\n",
		NULL },
	{ "VB: Rapport\r\n" PLAIN "*Från:* Anna Lind <anna.lind@kommun.example"
	  "<mailto:anna.lind@kommun.example>>\r\n*Skickat:* i dag\r\n*Ämne:* Rapport\r\n\r\nText.\r\n",
		ANNA },
	/* Within an organisation Outlook names no address. */
	{ "VB: Rapport\r\n" PLAIN "Från: Anna Lind\r\nSkickat: i dag\r\nTill: Karin\r\n"
	  "Ämne: Rapport\r\n\r\nText.\r\n",
		"Anna Lind, " },
	{ "VB: Rapport\r\n" PLAIN "Från: \"Lind, Anna\" <anna.lind@kommun.example>\r\n"
	  "Skickat: i dag\r\nTill: Karin\r\nÄmne: Rapport\r\n\r\nText.\r\n",
		"Lind, Anna, anna.lind@kommun.example" },
	/* Apple Mail, which quotes or not; Gmail; Thunderbird; Notes: the words say it. */
	{ "Rapport\r\n" PLAIN "Vidarebefordrat brev:\r\n\r\n> Från: Anna Lind "
	  "<anna.lind@kommun.example>\r\n> Ämne: Rapport\r\n> Datum: 16 mars 2026\r\n"
	  "> Till: Karin\r\n>\r\n> Text.\r\n",
		ANNA },
	{ "Rapport\r\n" PLAIN "Begin forwarded message:\r\n\r\nFrom: Anna Lind "
	  "<anna.lind@kommun.example>\r\nSubject: Rapport\r\nDate: 16 March 2026\r\n\r\nText.\r\n",
		ANNA },
	{ "Rapport\r\n" PLAIN "---------- Forwarded message ---------\r\nFrån: Anna Lind "
	  "<anna.lind@kommun.example>\r\nDate: mån 16 mars 2026 kl 08:12\r\nSubject: Rapport\r\n"
	  "To: Karin\r\n\r\n\r\nText.\r\n",
		ANNA },
	{ "Rapport\r\n" PLAIN "-------- Vidarebefordrat meddelande --------\r\nÄmne: \tRapport\r\n"
	  "Datum: \tMon, 16 Mar 2026\r\nFrån: \tAnna Lind <anna.lind@kommun.example>\r\n"
	  "Till: \tKarin\r\n\r\nText.\r\n",
		ANNA },
	{ "Rapport\r\n" PLAIN
	  "----- Vidarebefordrat av Karin Holm/SOC/Kommun 2026-03-16 -----\r\n\r\n"
	  "Från:\tAnna Lind/SOC/Kommun@Kommun\r\nTill:\tKarin Holm/SOC/Kommun@Kommun\r\n"
	  "Datum:\t2026-03-16\r\nÄrende:\tRapport\r\n\r\nText.\r\n",
		"Anna Lind/SOC/Kommun@Kommun, " },
	/* Words that say it of something else, and lines of a form. */
	{ "SV: Rapport\r\n" PLAIN "Vidarebefordrat meddelande\r\n" BLOCK REST, NULL },
	{ "Rapport\r\n" PLAIN "Jag har vidarebefordrat meddelandet.\r\n\r\nEtt.\r\n\r\nTvå.\r\n\r\n"
	  "Tre.\r\n\r\nFyra.\r\n\r\n" BLOCK REST,
		NULL },
	{ "VB: Blankett\r\n" PLAIN
	  "Händelsen\r\nFrån: 10:00\r\nTill: 11:00\r\nDatum: 2026-03-16\r\n",
		NULL },
	{ "VB: Rapport\r\n" PLAIN "Inget nedan.\r\n", NULL },
	{ "VB: Rapport\r\n" PLAIN "Från: \r\nSkickat: \r\nÄmne: \r\n", NULL },
	/* Passed on twice: the first author. An answer that was passed on is its writer's. */
	{ "VB: VB: Rapport\r\n" PLAIN
	  "Från: Eva Dahl <eva.dahl@kommun.example>\r\nSkickat: i dag\r\n"
	  "Till: Karin\r\nÄmne: VB: Rapport\r\n\r\nHej!\r\n\r\n" BLOCK REST,
		ANNA },
	{ "VB: SV: Rapport\r\n" PLAIN BLOCK "Ämne: SV: Rapport\r\n\r\nHej!\r\n\r\n"
	  "Från: Eva Dahl <eva.dahl@kommun.example>\r\nSkickat: i dag\r\nÄmne: Rapport\r\n\r\nx\r\n",
		ANNA },
	/* A page. */
	{ "VB: Rapport\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n"
	  "<html><head><style>p {x}</style></head><body><p>Se nedan</p><hr>\r\n"
	  "<p><b>Fr\xe5n:</b> Anna Lind &lt;anna.lind@kommun.example&gt;<br><b>Skickat:</b> i dag<br>\r\n"
	  "<b>Till:</b> Karin<br><b>&Auml;mne:</b> Rapport</p><p>Text.</p></body></html>\r\n",
		ANNA },
	{ "Rapport\r\nContent-Type: text/html\r\n\r\n<div>---------- Forwarded message ----------</div>"
	  "<div>From: <b>Anna Lind</b> <span>&lt;<a href=\"mailto:x\">anna.lind@kommun.example</a>&gt;"
	  "</span></div><div>Date: x</div><div>Subject: y</div>",
		ANNA },
	/* Attached. */
	{ "Rapport\r\n" MIXED INNER "Subject: Rapport\r\n\r\nText.\r\n--b--\r\n", ANNA },
	{ "VB: Rapport\r\n" MIXED INNER "Subject: VB: Rapport\r\n\r\nFrån: Bo Ek "
	  "<bo.ek@kommun.example>\r\nSkickat: i dag\r\nTill: Anna\r\nÄmne: Rapport\r\n\r\nx\r\n--b--\r\n",
		"Bo Ek, bo.ek@kommun.example" },
	{ "VB: Rapport\r\n" MIXED INNER
	  "Subject: VB: Rapport\r\nContent-Type: message/rfc822\r\n\r\n"
	  "From: Bo Ek <bo.ek@kommun.example>\r\nSubject: Rapport\r\n\r\nx\r\n--b--\r\n",
		"Bo Ek, bo.ek@kommun.example" },
	{ "VB: Rapport\r\n" MIXED INNER "Subject: Rapport\r\nContent-Type: message/rfc822\r\n\r\n"
	  "From: Bo Ek <bo.ek@kommun.example>\r\nSubject: Bevis\r\n\r\nx\r\n--b--\r\n",
		ANNA },
	{ "Rapport\r\n" MIXED "--b\r\nContent-Type: application/octet-stream; name=Rapport.EML\r\n"
	  "Content-Transfer-Encoding: base64\r\n\r\n"
	  "RnJvbTogQW5uYSBMaW5kIDxhbm5hLmxpbmRAa29tbXVuLmV4YW1wbGU+ClN1YmplY3Q6IHgKCnkK\r\n--b--\r\n",
		ANNA },
	{ "Rapport\r\n" MIXED
	  "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--b--\r\n",
		NULL },
	/* Windows-1252 without a label, and flowed. */
	{ "VB: Rapport\r\n" PLAIN
	  "Fr\xe5n: \xc5sa \xd6st <asa.ost@kommun.example>\r\nSkickat: i dag\r\n"
	  "\xc4mne: Rapport\r\n\r\nText.\r\n",
		"Åsa Öst, asa.ost@kommun.example" },
	{ "VB: Rapport\r\nContent-Type: text/plain; format=flowed\r\n\r\nFrån: Anna Lind \r\n"
	  "<anna.lind@kommun.example>\r\nSkickat: i dag\r\nÄmne: Rapport\r\n\r\nText.\r\n",
		ANNA },
	{ "", NULL },
};

static void
test_authors(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autofree char *text = g_strconcat(KARIN "Subject: ", mails[i].mail, NULL);
		g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
		g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);
		g_auto(ForwardAuthor) author = { 0 };
		gboolean found = forward_find(mail, &author);

		g_test_message("row %zu: %s", i, mail->subject);
		g_assert_cmpint(found, ==, mails[i].author != NULL);
		if (!found)
			continue;
		g_autofree char *shown =
			g_strconcat(author.name ? author.name : "", ", ", author.address, NULL);
		g_assert_cmpstr(shown, ==, mails[i].author);
	}
}

/* A text of nothing but blocks: gone through once, and not once for each. */
static void
test_many_blocks(void)
{
	static const char one[] = "From: a\nTo: b\nSubject: VB: c\n";
	g_autoptr(GString) text = g_string_new(NULL);
	clock_t start = clock();

	for (guint i = 0; i < 3000; i++)
		g_string_append(text, one);
	g_autofree char *left = forward_block_leave_out(text->str);
	g_assert_nonnull(left);
	g_assert_null(strstr(left, "To: b"));
	/* 12 s when it is; of the processor, for others may be at work here */
	g_assert_cmpint(clock() - start, <, 4 * CLOCKS_PER_SEC);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	g_test_add_func("/forward/authors", test_authors);
	g_test_add_func("/forward/many-blocks", test_many_blocks);
	return g_test_run();
}
