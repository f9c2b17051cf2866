/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What style sheets hide of an answer: it does not count, and what they may hide is in doubt.
 */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "core/answer/answer.h"
#include "support/answer-tools.h"

#define SHEET(rules) "<style>" rules "</style>"
#define TEN(text)    text text text text text text text text text text
#define P            "<p>utred</p>"
#define CLASS        "<p class='a X'>utred</p><p>status</p>"

/* A page and its lines, those in doubt with "?" in front. */
static const struct {
	const char *page, *answer;
} pages[] = {
	/* Elements, classes and ids, one or several. */
	{ SHEET("p{display:none}") P "status", "status" },
	{ SHEET(".x{display:none}") CLASS, "status" },
	{ SHEET("p.x { color:red; visibility:hidden }") CLASS, "status" },
	{ SHEET(".a.x{mso-hide:all}") CLASS, "status" },
	{ SHEET("#y{font-size:0}") "<p id=y>utred</p><p>status</p>", "status" },
	{ SHEET("div, .b,\n .x{opacity:0}") CLASS, "status" },
	{ SHEET("*{display:none}") P, "-" },
	{ SHEET(".x{color:#fff}") CLASS, "status" },
	{ SHEET(".x{height:0;overflow:hidden}") CLASS, "status" },
	{ SHEET("<!--\n.x{display:none}\n-->") CLASS, "status" },
	{ SHEET("/* } */ .x{/* y */display:none}") CLASS, "status" },
	{ "<STYLE TYPE='text/css' media=screen>.x{display:none}</STYLE>" CLASS, "status" },
	{ CLASS SHEET(".x{display:none}"), "status" },
	{ SHEET(".x{display:none}") "<div class='x'><p style='display:block'>utred</div>status",
		"status" },
	{ SHEET(".x{display:none}") "<p class='b\tx'>utred</p>status", "status" },
	/* Others. */
	{ SHEET(".b{display:none} div{display:none} p.b.x{display:none} #x{display:none}") CLASS,
		"utred | status" },
	{ SHEET("p{margin:0;font-size:11.0pt;color:black;text-indent:-18.0pt}") CLASS,
		"utred | status" },
	{ SHEET("span.msoDel{text-decoration:line-through;display:none}a:hover{color:#fff}") CLASS,
		"utred | status" },
	{ SHEET("v\\:* {behavior:url(#default#VML);}") CLASS, "utred | status" },
	{ SHEET("@font-face{font-family:\"A;}\";src:url(a)}@page b{size:0}@list c{font-size:0}")
			CLASS,
		"utred | status" },
	{ SHEET("@media print{table{display:none}}") CLASS, "utred | status" },
	{ SHEET("@media screen{p{color:red}}") CLASS, "utred | status" },
	{ SHEET("body{background:#000;color:#fff}") "<table><tr><td bgcolor='#fff'>"
						    "<font color=black>utred",
		"utred" },
	{ "<!-- " SHEET("p{display:none}") " -->" P, "utred" },
	{ "<link rel=File-List href='a'>" P, "utred" },
	/* What goes before is not known. */
	{ SHEET(".x{display:none} p{display:block}") CLASS, "?utred | status" },
	{ SHEET("#x{display:none} .a{display:inline}") "<p id=x class=a>utred", "?utred" },
	{ SHEET(".x{display:none !important}") "<p class=x style='display:block'>utred", "?utred" },
	{ SHEET("p{color:#fff} body{background:black} body{background:#fff}") "<body>" P, "-" },
	{ SHEET("p{color:#fff} div{background:black}") "<div>" P, "?utred" },
	{ SHEET("div{background:#fff !important}") "<div style='background:#000'>"
						   "<p style='color:white'>utred",
		"?utred" },
	{ SHEET(".b{visibility:visible}") "<div style='visibility:hidden'><p class=b>utred",
		"?utred" },
	/* Too long to be looked for at every tag. */
	{ SHEET(TEN(".a.a.a.a.a.a.a.a.a.a.X") "{display:none}") CLASS, "?utred | ?status" },
	{ SHEET(".x{display:none}") "<p class='" TEN(TEN(TEN("a ")))
			TEN("a a a ") "'>utred</p>status",
		"?utred | status" },
	/* Not everywhere. */
	{ SHEET("@media print{.x{display:none}}") CLASS, "?utred | status" },
	{ SHEET("@media screen{@supports (a:b){.x{display:none}}}") CLASS, "?utred | status" },
	{ "<style media=print>.x{display:none}</style>" CLASS, "?utred | status" },
	{ "<!--[if mso]>" SHEET(".x{display:none}") "<![endif]-->" CLASS, "?utred | status" },
	{ "<!--[if !mso]><!-->" SHEET(".x{display:none}") "<!--<![endif]-->" CLASS, "status" },
	/* Selectors that are not read: the element that they end in. */
	{ SHEET("div > .x{display:none}") CLASS, "?utred | status" },
	{ SHEET("body .b{display:none}") CLASS, "utred | status" },
	{ SHEET("p:first-child{display:none}") CLASS, "?utred | ?status" },
	{ SHEET("p::first-line{font-size:0}") P "<div>status", "?utred | status" },
	{ SHEET(":root{display:none}") P, "?utred" },
	{ SHEET("[class]{display:none}") CLASS, "?utred | ?status" },
	{ SHEET("p:not(.b,.c){display:none}") CLASS, "?utred | ?status" },
	{ SHEET(".\\78{display:none}") CLASS, "?utred | ?status" },
	{ SHEET("@import 'a.css';") P, "?utred" },
	{ SHEET("@\\69mport 'a.css';") P, "?utred" },
	{ "<link REL='x StyleSheet' href='a'>" P, "?utred" },
	{ SHEET("@keyframes a{to{opacity:0}}") P, "?utred" },
	{ SHEET("div{& p{display:none}}") P, "?utred" },
	/* Declarations that are not read. */
	{ SHEET(".x{d\\69splay:none}") CLASS, "?utred | status" },
	{ SHEET(".x{display:var(--a)}") CLASS, "?utred | status" },
	{ SHEET(".x{color:hsl(0,0%,100%)}") CLASS, "?utred | status" },
	{ "<p style='d\\69splay:none'>utred</p>status", "?utred | status" },
	{ "<p style='display&#58;none'>utred</p>status", "status" },
	{ "<p style='display&colon;none'>utred</p>status", "?utred | status" },
	{ "<p style='font-size:calc(1px - 1px)'>utred</p>status", "?utred | status" },
	{ "<p style='display:none;a:\";display:block;\"'>utred</p>status", "status" },
	{ "<p style='display:/*;*/none'>utred</p>status", "status" },
	{ "<p style='font-family:&quot;A b&quot;,serif;mso-number-format:\"\\@\"'>utred", "utred" },
	{ "<p style='background:url(a;b)'>utred", "?utred" },
	{ SHEET(".x{display:none}") "<p class='&#120;'>utred</p><p>status", "?utred | status" },
	/* Marks of CSS where a browser sees none, and the other way about. */
	{ SHEET("a{b:\"/*\"} .x{display:none} c{d:\"*/\"}") CLASS, "status" },
	{ SHEET("a{b:url(/*)} .x{display:none} c{d:url(*/)}") CLASS, "status" },
	{ SHEET("a{b:\"}\"} .x{display:none}") CLASS, "status" },
	{ SHEET("@font-face{a:\\{} .x{display:none} {}") CLASS, "status" },
	{ SHEET("@page{a:\"\n} .x{display:none} b{c:\"}") CLASS, "?status" },
	{ SHEET("a{b:url(\"'c)} .x{display:none}") CLASS, "?utred | ?status" },
	{ SHEET("} .x{display:none}") CLASS, "?utred | ?status" },
	{ SHEET("a;.x{display:none}") CLASS, "?utred | ?status" },
	{ SHEET("p{display:none") P, "-" },
	{ SHEET("a{}/* .x{display:none}") CLASS, "?utred | ?status" },
};

/* "?utred | status"; "-": none. g_free() it. */
static char *
show(const Answer *answer)
{
	GString *out = g_string_new(answer->lines->len ? NULL : "-");

	for (guint i = 0; i < answer->lines->len; i++) {
		const AnswerLine *line = g_ptr_array_index(answer->lines, i);

		g_string_append_printf(
			out, "%s%s%s", i ? " | " : "", line->hides ? "?" : "", line->text);
	}
	return g_string_free(out, FALSE);
}

static void
test_pages(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
		g_autoptr(Answer) answer = answer_of_body(pages[i].page, TRUE);
		g_autofree char *shown = show(answer);

		g_test_message("%s", pages[i].page);
		g_assert_cmpstr(shown, ==, pages[i].answer);
	}
}

/* Many programs show the pages of a mail as one. */
static void
test_sheet_of_another_page(void)
{
	g_autoptr(Mail) mail = mail_new();

	answer_add_body(mail, CLASS, TRUE, 0);
	answer_add_body(mail, SHEET(".x{display:none}"), TRUE, 0);
	g_autoptr(Answer) answer = answer_find(mail);
	g_autofree char *shown = show(answer);
	g_assert_cmpstr(shown, ==, "status");
}

/* A program that shows html shows less than the text has. */
static void
test_text_beside(void)
{
	static const struct {
		const char *page, *answer;
	} beside[] = {
		{ SHEET(".x{display:none}") CLASS, "status" },
		{ SHEET("@media screen{.x{display:none}}") CLASS, "?utred | status" },
		{ SHEET("@media screen{.x{display:none}}") CLASS "<p>mer", "?utred | ?status" },
		{ SHEET(".y{display:none}") CLASS, "utred | status" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(beside); i++) {
		g_autoptr(Mail) mail = mail_new();

		answer_add_body(mail, "utred\n\nstatus\n", FALSE, 1);
		answer_add_body(mail, beside[i].page, TRUE, 1);
		g_autoptr(Answer) answer = answer_find(mail);
		g_autofree char *shown = show(answer);
		g_test_message("row %zu", i);
		g_assert_cmpstr(shown, ==, beside[i].answer);
	}
}

/* What stands behind the end that was kept may hide all of it. */
static void
test_cut(void)
{
	g_autoptr(Mail) mail = mail_new();

	answer_add_body(mail, P, TRUE, 0);
	((MailBody *) mail->bodies->pdata[0])->cut = TRUE;
	g_autoptr(Answer) answer = answer_find(mail);
	g_autofree char *shown = show(answer);
	g_assert_cmpstr(shown, ==, "?utred");
}

/* As many rules and elements as a mail can have, in time. */
static void
test_large(void)
{
	static const char *const pieces[] = { "a.b{opacity:0}", "a{", "@media x{", "\"", "/*",
		"url(", ".a,", "\\", "<!--", "}", "@import;" };

	for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
		GString *page = g_string_new("<style>");
		clock_t start = clock();

		while (page->len < 100 * 1000)
			g_string_append(page, pieces[i]);
		g_string_append(page, "</style>");
		while (page->len < 250 * 1000)
			g_string_append(page, "<a class='c d e b'>");
		g_autofree char *html = g_string_free(page, FALSE);
		g_autoptr(Answer) answer = answer_of_body(html, TRUE);
		g_test_message("%s", pieces[i]);
		g_assert_cmpuint(answer->lines->len, ==, 0);
		g_assert_cmpint(clock() - start, <, 10 * CLOCKS_PER_SEC);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/answer-hidden/pages", test_pages);
	g_test_add_func("/answer-hidden/sheet-of-another-page", test_sheet_of_another_page);
	g_test_add_func("/answer-hidden/text-beside", test_text_beside);
	g_test_add_func("/answer-hidden/cut", test_cut);
	g_test_add_func("/answer-hidden/large", test_large);
	return g_test_run();
}
