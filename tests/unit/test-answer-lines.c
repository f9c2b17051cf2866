/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers line by line: what people, programs and attackers write, and what none may change. */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "adapters/message/message-gmime.h"
#include "core/answer/answer.h"
#include "support/answer-tools.h"

#define HEADERS                                                                                    \
	"Från: Lex Sarah <lexsarah@kommun.example>\nSkickat: den 19 november 2026 10:11\n"        \
	"Till: Karin Holm\nÄmne: LS-2026-0042\n\nutred\n"
#define WROTE "Den tors 19 nov. 2026 kl 10:11 skrev Lex Sarah <lexsarah@kommun.example>:\n"

/* Text, and "lines; end end_line[ below]". */
static const struct {
	const char *text, *answer;
} texts[] = {
	{ "", "-; mail 0" },
	{ "\n \n\t\n", "-; mail 0" },
	{ "utred", "1 utred; mail 0" },
	/* Numbers count what the person sees; what stands before the first line does not. */
	{ "\n\nett\n\n\nfyra\n", "1 ett | 4 fyra; mail 0" },
	{ "ett\r\ntvå\rtre\nfyra\xe2\x80\xa8"
	  "fem\xe2\x80\xa9sex\xc2\x85sju",
		"1 ett | 2 två | 3 tre | 4 fyra | 5 fem | 6 sex | 7 sju; mail 0" },
	{ "ut\xe2\x80\xaered\x07\x1b[31m \xe2\x80\x8b\xc2\xad!\n\xe2\x80\x8b\n",
		"1 utred[31m !; mail 0" },
	{ "\xef\xbb\xbfutred\n", "1 utred; mail 0" },
	{ "utred\xff\xfe\n", "1 utred��; mail 0" },
	/* Quoted lines, and what stands between and below them. */
	{ "utred\n> avslå\n", "1 utred; quoted 2" },
	{ ">utred", "-; quoted 1" },
	{ " \t> utred\nja", "-; quoted 1 below" },
	{ "> a\n\n-- \nKarin\n", "-; quoted 1" },
	{ "> a\n\nSkickat från min iPhone\n", "-; quoted 1" },
	{ "> a\n\nMvh\nKarin\n\n> b\nJa\n", "-; quoted 1 below" },
	{ "status\n\n" WROTE "> utred\n\nutred\n", "1 status; attribution 3 below" },
	{ "status\n\n" WROTE "utred\n\nutred\n", "1 status; attribution 3" },
	{ "status\n\n" HEADERS, "1 status; headers 3" },
	{ "status\n\n> " WROTE "> Hej\n", "1 status; attribution 3" },
	/* A row directly above an attribution stays the person's, date or not. */
	{ "utred den 3 december 2026\n" WROTE "> x\n",
		"1 utred den 3 december 2026; attribution 2" },
	{ "Den 3 december 2026 kl. 9:00 börjar jag\n" WROTE "> x\n",
		"1 Den 3 december 2026 kl. 9:00 börjar jag; attribution 2" },
	/* Broken where the line was full. */
	{ "utred\n\ntors 19 nov. 2026 kl 10:11 skrev Lex Sarah <\nlexsarah@kommun.example>:\n\n> x",
		"1 utred; attribution 3" },
	{ "utred\n\nOn Thu, Nov 19, 2026 at 10:11 AM Lex Sarah <lexsarah@kommun.example>\nwrote:\n> x",
		"1 utred; attribution 3" },
	{ "utred\n\nDen tors 19 nov. 2026 kl\n10:11 skrev\nLex Sarah\n<lexsarah@kommun.example>:\n> x",
		"1 utred; attribution 3" },
	/* Another language, directly above what is quoted. */
	{ "utred\nAm 19.11.2026 um 10:11 schrieb Lex Sarah <lexsarah@kommun.example>:\n> x",
		"1 utred; attribution 2" },
	/* Not over what has an end, and not from what is no date. */
	{ "Den 3 mars ringde chefen.\nutred\nskydd: gjort 2026-03-03\nAnna skrev:",
		"1 Den 3 mars ringde chefen. | 2 utred | 3 skydd: gjort 2026-03-03; attribution 4" },
	{ "Den 3 mars ringde chefen\nutred 2026-03-03\nAnna skrev:",
		"1 Den 3 mars ringde chefen | 2 utred 2026-03-03; attribution 3" },
	{ "Den 3 mars 2026 ringde chefen.\nutred\nAnna skrev:",
		"1 Den 3 mars 2026 ringde chefen. | 2 utred; attribution 3" },
	/* Labels between which somebody writes. */
	{ "Ärende: LS-2026-0041\nutred\ntilldela: bo@kommun.example\nDatum: 2026-11-20\nFrån: Anna",
		"1 Ärende: LS-2026-0041 | 2 utred | 3 tilldela: bo@kommun.example | 4 Datum: "
		"2026-11-20 | 5 Från: Anna; mail 0" },
	{ "status\nÄmne: SV\nTill: Karin Holm,\nBo Ek\nFrån: Lex Sarah\n\nutred",
		"1 status; headers 2" },
	/* People write such lines too. */
	/* The name in front, between dashes, and of programs that mark no lines. */
	{ "utred\n\nLex Sarah <lex@kommun.example> skrev den 3 mars 2026 kl. 10:12:\nstäng",
		"1 utred; attribution 3" },
	{ "utred\n\nLex Sarah skrev den 2026-03-03 10:12:\nstäng", "1 utred; attribution 3" },
	{ "utred\n\n---- Den tis, 03 mars 2026 10:12:33 +0100 Lex <lex@kommun.example> skrev ----\n"
	  "stäng",
		"1 utred; original 3" },
	{ "utred\n\n---- Lex wrote ----\nstäng", "1 utred; original 3" },
	{ "utred\n\nSkickat från Spark\nstäng", "1 utred; phone 3 below" },
	{ "utred\n\nSkickat med BlueMail", "1 utred; phone 3" },
	{ "notera: chefen skrev den 3 mars:\nutred",
		"1 notera: chefen skrev den 3 mars: | 2 utred; mail 0" },
	{ "-- jag skrev\nutred", "1 -- jag skrev | 2 utred; mail 0" },
	{ "Den 3 november kl 10:15 skrev chefen:\natt hon visste.\nutred",
		"1 Den 3 november kl 10:15 skrev chefen: | 2 att hon visste. | 3 utred; mail 0" },
	{ "notera: jag skrev till anna@kommun.example den 3 november 2026\nutred",
		"1 notera: jag skrev till anna@kommun.example den 3 november 2026 | 2 utred; mail 0" },
	{ "Jag skrev till chefen 2026:\n> utred", "1 Jag skrev till chefen 2026:; quoted 2" },
	{ "Lex Sarah skrev:\n> utred", "-; attribution 1" },
	{ "Från: 10:00\nTill: 11:00\nDatum: 2026-11-19\n",
		"1 Från: 10:00 | 2 Till: 11:00 | 3 Datum: 2026-11-19; mail 0" },
	{ "Jag har vidarebefordrat meddelandet.\nutred",
		"1 Jag har vidarebefordrat meddelandet. | 2 utred; mail 0" },
	{ "Skickat från min chef till nämnden.\nutred",
		"1 Skickat från min chef till nämnden. | 2 utred; mail 0" },
	{ "Hälsningar från tre av fem boende framfördes i dag\nutred",
		"1 Hälsningar från tre av fem boende framfördes i dag | 2 utred; mail 0" },
	{ "ett\n-----\ntvå", "1 ett | 2 ----- | 3 två; mail 0" },
	{ "ursprungligt meddelande\nutred", "1 ursprungligt meddelande | 2 utred; mail 0" },
	/* Header lines: in bold, broken, with a line drawn above, with a blank between. */
	{ "utred\n*Från:* Lex <a@kommun.example>\n*Skickat:* i dag\n*Ämne:* x\n",
		"1 utred; headers 2" },
	{ "utred\n\nFrom: Lex Sarah \n<a@kommun.example> \nSent: today\nTo: K\nSubject: x\n",
		"1 utred; headers 3" },
	{ "utred\n________________________________\n\n" HEADERS, "1 utred; headers 2" },
	{ "utred\n--------------------------------\n" HEADERS, "1 utred; headers 2" },
	{ "utred\nFrån: Lex\n\nSkickat: i dag\n\nÄmne: x\n\nText", "1 utred; headers 2" },
	/* What programs and gateways add. */
	{ "utred\n-- \nstarta\n", "1 utred; signature 2" },
	{ "utred\n--\nstarta\n", "1 utred; signature 2" },
	{ "utred\n--- \nstarta\n", "1 utred | 2 --- | 3 starta; mail 0" },
	{ "utred\nMED VÄNLIG HÄLSNING\nstarta", "1 utred; greeting 2" },
	{ "utred\nMvh Karin Holm, enhetschef\nstarta", "1 utred; greeting 2" },
	{ "utred\nMed vänliga hälsningar / Kind regards,\nstarta", "1 utred; greeting 2" },
	{ "utred\nSkickat från min iPhone\n\nstarta", "1 utred; phone 2 below" },
	{ "utred\nSkickat från min iPhone\n\n" HEADERS, "1 utred; phone 2" },
	{ "utred\nHämta Outlook för Android<https://aka.ms/ghei36>\n", "1 utred; phone 2" },
	{ "utred\n________________________________\nKonfidentiellt.\n", "1 utred; disclaimer 2" },
	{ "utred\n-----Ursprungligt meddelande-----\nstarta\n", "1 utred; original 2" },
	{ "utred\n----- Original Message -----\n> starta\n\nja\n", "1 utred; original 2 below" },
	{ "utred\n\nVidarebefordrat brev:\n\n> starta\n", "1 utred; original 3" },
	{ "utred\nBegin forwarded message:\n\nstarta\n", "1 utred; original 2" },
};

/* Pages. */
static const struct {
	const char *page, *answer;
} pages[] = {
	{ "", "-; mail 0" },
	{ "<", "1 <; mail 0" },
	{ "utred<br>", "1 utred; mail 0" },
	{ "<div>ett</div><div><br></div><div>tre</div>", "1 ett | 3 tre; mail 0" },
	{ "<p>ett</p>\n\n<p>två</p><p>&nbsp;</p><p></p><p>fyra", "1 ett | 2 två | 4 fyra; mail 0" },
	{ "<p>ett<p>två<div>tre<span>3</span></div>fyra",
		"1 ett | 2 två | 3 tre3 | 4 fyra; mail 0" },
	{ "<pre>ett\ntvå\r\n\nfyra</pre>", "1 ett | 2 två | 4 fyra; mail 0" },
	{ "<div style='white-space: pre-wrap'>ett\ntvå</div>", "1 ett | 2 två; mail 0" },
	{ "<table><tr><td>ett</td><td>två</td></tr><tr><td>tre</table>",
		"1 ett två | 2 tre; mail 0" },
	{ "ut<b>r</b>ed  &auml;r\n &lt;b&gt;&#33; & &nope; 1 < 2",
		"1 utred är <b>! & &nope; 1 < 2; mail 0" },
	{ "<prefix>ett\ntvå</prefix>", "1 ett två; mail 0" },
	{ "<ul><li>ett<li>två</ul>", "1 ett | 2 två; mail 0" },
	/* Hidden. */
	{ "<p style='display:none'>x</p>utred", "1 utred; mail 0" },
	{ "<p style='display:none'>x<div>utred</div>", "1 utred; mail 0" },
	{ "<div style='display:none'>x<p>y</p><br><table><tr><td>z</div>utred", "-; mail 0" },
	{ "<div style='display:none'><b></div>utred", "1 utred; mail 0" },
	{ "<span><div style='display:none'></span>x</div>utred", "1 utred; mail 0" },
	{ "<div style='color:red; Display : NONE'>x</div>utred", "1 utred; mail 0" },
	{ "<div style='display:none;display:block'>utred</div>", "1 utred; mail 0" },
	{ "<div style='visibility:hidden'>x<b style='visibility:visible'>utred</b></div>",
		"1 utred; mail 0" },
	{ "<div style='font-size:0.0px'>x<b style='font-size:12pt'>utred</b><i style='font-size:2em'>"
	  "y</i></div>",
		"1 utred; mail 0" },
	{ "<div style='font-size:0.9em'>utred</div>", "1 utred; mail 0" },
	{ "<div style='opacity:0'>x</div><div style='max-height:0;'>y</div>utred",
		"1 utred; mail 0" },
	{ "<div style='mso-hide:all'>x</div><p hidden>y</p><p HIDDEN=''>z</p>utred",
		"1 utred; mail 0" },
	{ "<div class='a preheader'>x</div>utred", "1 utred; mail 0" },
	{ "<style>x</style><script>x</script><title>x</title><template>x</template>utred",
		"1 utred; mail 0" },
	{ "<!-- x -->a<!-->b<!--->c<!-- > x --!>d<!--[if mso]>x<![endif]-->e<![if !mso]>f<![endif]>",
		"1 abcdef; mail 0" },
	{ "<div title='>' style=\"display:none\">x</div>utred", "1 utred; mail 0" },
	{ "utred<div style='", "1 utred; mail 0" },
	/* Quotations. */
	{ "utred<blockquote type=cite>avslå</blockquote>", "1 utred; quoted 2" },
	{ "utred<blockquote type=cite>avslå</blockquote>ja", "1 utred; quoted 2 below" },
	{ "utred<blockquote>avslå</blockquote>", "1 utred; quoted 2" },
	{ "utred<blockquote style='margin:0 0 0 40px'>notera: x</blockquote>",
		"1 utred | 2 notera: x; mail 0" },
	{ "utred<br>Lex skrev:<blockquote style='margin:0'>avslå</blockquote>",
		"1 utred; attribution 2" },
	{ "utred<br>Lex skrev:<blockquote>avslå</blockquote>", "1 utred; attribution 2" },
	{ "utred<div class='gmail_quote'>okänd<blockquote class=\"gmail_quote\">a</blockquote></div>",
		"1 utred; quoted 2" },
	{ "utred<div id=appendonsend></div><hr><div>okänd</div>", "1 utred; quoted 2" },
	{ "utred<div id='x_divRplyFwdMsg'>okänd</div>ja", "1 utred; quoted 2" },
	{ "utred<div style='border:none;border-top:solid #E1E1E1 1.0pt'>okänd</div>ja",
		"1 utred; quoted 2" },
	{ "utred<div style='border-left:solid blue 1.5pt'><div id=divRplyFwdMsg>a</div>b</div>ja",
		"1 utred; quoted 2 below" },
	{ "utred<div class='moz-signature'>starta</div>", "1 utred; signature 2" },
	{ "utred<div id='Signature'>starta</div>ja", "1 utred; signature 2 below" },
	{ "utred<p><a name='_MailAutoSig'>K</a></p><p>starta</p>", "1 utred; signature 2" },
	{ "<div>utred</div><div>&gt; avslå</div>", "1 utred; quoted 2" },
	{ "<div class='my_gmail_quote'>utred</div>", "1 utred; mail 0" },
};

/* "1 utred; mail 0". g_free() it. */
static char *
show(const Answer *answer)
{
	g_autofree char *lines = answer_show_lines(answer);

	return g_strdup_printf("%s; %s %u%s", lines, answer_end_name(answer->end), answer->end_line,
		answer->below ? " below" : "");
}

static void
test_texts(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Answer) answer = answer_of_body(texts[i].text, FALSE);
		g_autofree char *shown = show(answer);

		g_test_message("row %zu", i);
		g_assert_cmpstr(shown, ==, texts[i].answer);
	}
}

static void
test_pages(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
		g_autoptr(Answer) answer = answer_of_body(pages[i].page, TRUE);
		g_autofree char *shown = show(answer);

		g_test_message("row %zu", i);
		g_assert_cmpstr(shown, ==, pages[i].answer);
	}
}

/* What is quoted below an answer changes nothing of it. */
static void
test_any_quote(void)
{
	static const char *const own[] = { "utred", "utred\n\nnotera: x\n", "Den 3 december 2026",
		"Från: chefen", "From: a\nSubject: b",
		"Jag skrev till chefen 2026:", "a@kommun.example", "ett\n---------\ntvå",
		"Den tors 19 nov. 2026 kl 10:11", "On 2026-11-19 at 10:11", "Skickat", "Ämne: x",
		"2026" };
	static const char *const quotes[] = { WROTE "> utred\n", WROTE "\nutred\n", HEADERS,
		"________________________________\n" HEADERS,
		"-----Ursprungligt meddelande-----\n" HEADERS,
		"-------- Originalmeddelande --------\nÄmne: x\nSkickat: i dag\nFrån: a\nTill: b\n\nx\n",
		"tors 19 nov. 2026 kl 10:11 skrev Lex Sarah <\nlexsarah@kommun.example>:\n\n> utred\n",
		"On Thu, Nov 19, 2026 at 10:11 AM Lex <lexsarah@kommun.example>\nwrote:\n\n> utred\n",
		"> " WROTE "> utred\n", "> utred\n", ">\n> utred\n",
		"Lex <a@kommun.example> skrev: (19 november 2026 10:11:12 CET)\n>utred\n",
		"-- \nKarin\n\n" HEADERS, "Skickat från min iPhone\n\n> " WROTE "> utred\n" };

	for (gsize i = 0; i < G_N_ELEMENTS(own); i++) {
		g_autoptr(Answer) alone = answer_of_body(own[i], FALSE);
		g_autofree char *expected = answer_show_lines(alone);

		for (gsize k = 0; k < 2 * G_N_ELEMENTS(quotes); k++) {
			g_autofree char *text =
				g_strconcat(own[i], k % 2 ? "\n" : "\n\n", quotes[k / 2], NULL);
			g_autoptr(Answer) answer = answer_of_body(text, FALSE);
			g_autofree char *lines = answer_show_lines(answer);

			g_test_message("%s", text);
			g_assert_cmpstr(lines, ==, expected);
			g_assert_cmpint(answer->end, !=, ANSWER_END_MAIL);
		}
	}
}

/* Text of times pieces. g_free() it. */
static char *
repeat(const char *piece, gsize times)
{
	GString *out = g_string_sized_new(strlen(piece) * times + 1);

	for (gsize i = 0; i < times; i++)
		g_string_append(out, piece);
	return g_string_free(out, FALSE);
}

/* As much as anybody may send, of what costs most: in time, and no more than is looked at. */
static void
test_large(void)
{
	static const struct {
		const char *piece;
		gsize times;
		gboolean page;
		AnswerEnd end;
	} large[] = {
		{ "utred\n", 5000, FALSE, ANSWER_END_MAIL },
		{ "utred\n", 5001, FALSE, ANSWER_END_LIMIT },
		{ "x", 60 * 1000 * 1000, FALSE, ANSWER_END_LIMIT },
		{ "å", 30 * 1000 * 1000, FALSE, ANSWER_END_LIMIT },
		{ ">", 1000 * 1000, FALSE, ANSWER_END_QUOTED },
		{ "\n", 1000 * 1000, FALSE, ANSWER_END_LIMIT },
		{ "a\n\n", 2500, FALSE, ANSWER_END_MAIL },
		{ "From: a\n", 5000, FALSE, ANSWER_END_MAIL },
		{ "2026 skrev:\n2026 a@b:\n", 2500, FALSE, ANSWER_END_ATTRIBUTION },
		{ "On 2026 a\n", 5000, FALSE, ANSWER_END_MAIL },
		{ "> a\nMvh\n2026 skrev a@b\n", 1600, FALSE, ANSWER_END_QUOTED },
		{ "<b>", 80 * 1000, TRUE, ANSWER_END_MAIL },
		{ "<div>", 50 * 1000, TRUE, ANSWER_END_MAIL },
		{ "<div>x</b>", 4000, TRUE, ANSWER_END_MAIL },
		{ "</b>", 60 * 1000, TRUE, ANSWER_END_MAIL },
		{ "<!--", 60 * 1000, TRUE, ANSWER_END_MAIL },
		{ "<!-- --", 30 * 1000, TRUE, ANSWER_END_MAIL },
		{ "<a b='", 36 * 1000, TRUE, ANSWER_END_MAIL },
		{ "<a style='display:none;font-size:0;opacity:0;' class='a b c d'>", 4000, TRUE,
			ANSWER_END_MAIL },
		{ "<br>", 60 * 1000, TRUE, ANSWER_END_LIMIT },
		{ "&nbsp;", 40 * 1000, TRUE, ANSWER_END_MAIL },
		{ "&", 200 * 1000, TRUE, ANSWER_END_MAIL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(large); i++) {
		g_autofree char *text = repeat(large[i].piece, large[i].times);
		clock_t start = clock();
		g_autoptr(Answer) answer = answer_of_body(text, large[i].page);
		gsize length = 0;

		g_test_message("row %zu", i);
		g_assert_cmpstr(answer_end_name(answer->end), ==, answer_end_name(large[i].end));
		/* of the processor, for others may be at work here; sanitizers take five times */
		g_assert_cmpint(clock() - start, <, 10 * CLOCKS_PER_SEC);
		for (guint k = 0; k < answer->lines->len; k++)
			length += strlen(((AnswerLine *) answer->lines->pdata[k])->text);
		g_assert_cmpuint(length, <=, 256 * 1024);
		g_assert_cmpuint(answer->lines->len, <=, 5000);
	}
}

/* A long mail through the parser: what is not kept is said. */
static void
test_long_mail(void)
{
	g_autofree char *lines = repeat("notera: x\r\n", 10000);
	g_autofree char *text = g_strconcat(
		"From: Karin <karin.holm@kommun.example>\r\nContent-Type: text/plain\r\n\r\n",
		lines, "> utred\r\n", NULL);
	g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
	g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);
	g_autoptr(Answer) answer = answer_find(mail);

	g_assert_cmpint(answer->end, ==, ANSWER_END_LIMIT);
	g_assert_cmpuint(answer->end_line, >, answer->lines->len);
}

/* Text and html that say different things: what is not in both does not count. */
static void
test_two_answers(void)
{
	g_autoptr(Mail) mail = mail_new();

	answer_add_body(mail, "utred *nu*\n", FALSE, 1);
	answer_add_body(mail, "<p>avslå</p>", TRUE, 1);
	g_autoptr(Answer) answer = answer_find(mail);
	g_autofree char *shown = show(answer);
	g_assert_cmpstr(shown, ==, "-; mail 0");
	g_assert_false(answer->page);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	g_test_add_func("/answer/texts", test_texts);
	g_test_add_func("/answer/pages", test_pages);
	g_test_add_func("/answer/any-quote", test_any_quote);
	g_test_add_func("/answer/large", test_large);
	g_test_add_func("/answer/long-mail", test_long_mail);
	g_test_add_func("/answer/two-answers", test_two_answers);
	return g_test_run();
}
