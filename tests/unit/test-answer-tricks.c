/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ways to write what its reader does not see, a row each: of them no line is read, or it is in
 * doubt. And what mail programs write that is seen, of which no line may be.
 */
#include <glib.h>
#include <string.h>

#include "core/answer/answer.h"
#include "support/answer-tools.h"

#define STYLE(css)   "<p style='" css "'>utred</p>status"
#define SHEET(rules) "<style>" rules "</style><p class=x>utred</p>status"
#define HIDDEN       "status"
#define DOUBTFUL     "?utred | status"
#define ALL_DOUBTFUL "?utred | ?status"
#define SEEN         "utred | status"

typedef struct {
	const char *page, *answer; /* lines in doubt have "?" in front */
} Row;

static const Row declarations[] = {
	{ STYLE("display:none !important;display:block"), HIDDEN },
	{ STYLE("display:none! important ;display:block"), HIDDEN },
	{ STYLE("display:none;font-family:a\\;display:block"), HIDDEN },
	{ STYLE("display:none;font-family:[;display:block;]"), HIDDEN },
	{ STYLE("display:none;font-family:x(;display:block;)"), HIDDEN },
	{ STYLE("display:none;display:block !importent"), DOUBTFUL },
	{ STYLE("display:none;display:inline x"), DOUBTFUL },
	{ STYLE("d\\isplay:n\\6fne"), DOUBTFUL },
	{ STYLE("dis/**/play:none"), HIDDEN },
	{ STYLE("display:no/**/ne"), HIDDEN },
	{ STYLE("display:n&#111;ne"), HIDDEN },
	{ STYLE("display:n&#111ne"), DOUBTFUL },
	{ STYLE("display:contents"), DOUBTFUL },
	{ STYLE("opacity:.01"), DOUBTFUL },
	{ STYLE("opacity:1%"), DOUBTFUL },
	{ STYLE("opacity:1e-9"), DOUBTFUL },
	{ STYLE("opacity:calc(1 - 1)"), DOUBTFUL },
	{ STYLE("font:0/0 a"), HIDDEN },
	{ STYLE("font:1px a"), HIDDEN },
	{ STYLE("font:var(--a)"), DOUBTFUL },
	{ STYLE("font:4px a"), DOUBTFUL },
	{ STYLE("font-size:3px"), DOUBTFUL },
	{ STYLE("font-size:1%"), DOUBTFUL },
	{ STYLE("font-size:.1em"), DOUBTFUL },
	{ STYLE("font-size:0.01cm"), DOUBTFUL },
	{ STYLE("font-size:1e-3px"), DOUBTFUL },
	{ STYLE("font-size:min(1px,2px)"), DOUBTFUL },
	{ STYLE("font-size:1000px"), DOUBTFUL },
	{ STYLE("font-size-adjust:.001"), DOUBTFUL },
	{ STYLE("line-height:0"), DOUBTFUL },
	{ STYLE("line-height:.1"), DOUBTFUL },
	{ STYLE("letter-spacing:-1em"), DOUBTFUL },
	{ STYLE("word-spacing:999px"), DOUBTFUL },
	{ STYLE("filter:opacity(0)"), DOUBTFUL },
	{ STYLE("-webkit-filter:blur(9px)"), DOUBTFUL },
	{ STYLE("backdrop-filter:none"), DOUBTFUL },
	{ STYLE("mask:url(x)"), DOUBTFUL },
	{ STYLE("clip:rect(0,0,0,0)"), HIDDEN },
	{ STYLE("clip:rect(0 0 1px 1px)"), HIDDEN },
	{ STYLE("clip:rect(9px,9px,9px,9px)"), DOUBTFUL },
	{ STYLE("clip-path:inset(50%)"), HIDDEN },
	{ STYLE("clip-path:polygon(0 0)"), DOUBTFUL },
	{ STYLE("text-indent:-9999px"), HIDDEN },
	{ STYLE("text-indent:-90px"), DOUBTFUL },
	{ STYLE("text-indent:200%"), DOUBTFUL },
	{ STYLE("padding-left:9999px"), DOUBTFUL },
	{ STYLE("margin-left:9999px"), ALL_DOUBTFUL },
	{ STYLE("margin-left:-80px"), ALL_DOUBTFUL },
	{ STYLE("margin-right:calc(-100vw)"), ALL_DOUBTFUL },
	{ STYLE("transform:scale(0)"), "?status" },
	{ STYLE("transform:scaleX(.001)"), ALL_DOUBTFUL },
	{ STYLE("transform:rotateY(90deg)"), ALL_DOUBTFUL },
	{ STYLE("scale:0"), ALL_DOUBTFUL },
	{ STYLE("zoom:.01"), ALL_DOUBTFUL },
	{ STYLE("position:absolute;left:-9999px"), "?status" },
	{ STYLE("position:fixed;top:200vh"), ALL_DOUBTFUL },
	{ STYLE("position:relative;left:2000px"), ALL_DOUBTFUL },
	{ STYLE("position:absolute;z-index:-1"), ALL_DOUBTFUL },
	{ STYLE("visibility:collapse"), HIDDEN },
	{ STYLE("content-visibility:hidden"), DOUBTFUL },
	{ STYLE("content:\"\""), DOUBTFUL },
	{ STYLE("height:0;overflow:hidden"), HIDDEN },
	{ STYLE("max-height:0;overflow:hidden"), HIDDEN },
	{ STYLE("max-height:1px;overflow:hidden"), DOUBTFUL },
	{ STYLE("width:1px;overflow:hidden"), DOUBTFUL },
	{ STYLE("width:calc(0px);overflow:hidden"), DOUBTFUL },
	{ STYLE("height:0;overflow:clip"), DOUBTFUL },
	{ STYLE("height:0;overflow-y:hidden"), DOUBTFUL },
	{ STYLE("mso-hide:all"), HIDDEN },
	{ STYLE("mso-ansi-font-size:1pt"), DOUBTFUL },
	{ STYLE("direction:rtl;unicode-bidi:bidi-override"), DOUBTFUL },
	{ STYLE("writing-mode:vertical-rl"), DOUBTFUL },
	{ STYLE("-webkit-text-fill-color:transparent"), DOUBTFUL },
	{ STYLE("-webkit-text-security:disc"), DOUBTFUL },
	{ STYLE("text-decoration:line-through"), HIDDEN },
	{ STYLE("text-decoration-thickness:3em"), DOUBTFUL },
	{ STYLE("animation:x 1s"), DOUBTFUL },
	{ STYLE("tomorrows-trick:yes"), DOUBTFUL },
	{ STYLE("order:-1"), DOUBTFUL },
	{ STYLE("flex-direction:row-reverse"), DOUBTFUL },
	{ STYLE("color:var(--b)"), DOUBTFUL },
	{ STYLE("color:hsl(0,0%,100%)"), DOUBTFUL },
	{ STYLE("color:rgb(100%,100%,100%)"), DOUBTFUL },
	{ STYLE("color:rgba(0,0,0,.05)"), DOUBTFUL },
	{ STYLE("color:#00000000"), DOUBTFUL },
	{ STYLE("color:#e8e8e8"), DOUBTFUL },
	{ STYLE("color:snow"), DOUBTFUL },
	{ STYLE("color:transparent"), HIDDEN },
	{ STYLE("color:rgb(255 255 255)"), HIDDEN },
	{ STYLE("color:black;background:#000"), DOUBTFUL },
	{ STYLE("color:#333;background-color:#3a3a3a"), DOUBTFUL },
	{ STYLE("background:navy"), DOUBTFUL },
	{ STYLE("color:#fff;background:#eee"), DOUBTFUL },
	{ STYLE("background:url(x)"), DOUBTFUL },
};

static const Row elements[] = {
	{ "<p hidden>utred</p>status", HIDDEN },
	{ "<p hidden=until-found>utred</p>status", HIDDEN },
	{ "<p aria-hidden=true>utred</p>status", SEEN },
	{ "<details><summary>a</summary>utred</details>status", "?a | ?utred | status" },
	{ "<dialog>utred</dialog><p>status", DOUBTFUL },
	{ "<template>utred</template>status", HIDDEN },
	{ "<template><template></template>utred</template>status", HIDDEN },
	{ "<template></div></p>utred</template>status", HIDDEN },
	{ "<table><tr><td><template></td>utred</template>status", HIDDEN },
	{ "<noscript>utred</noscript>status", HIDDEN },
	{ "<select><option>utred</select>status", HIDDEN },
	{ "<div><select></div>utred</select>status", HIDDEN },
	{ "<datalist><option>utred</datalist>status", HIDDEN },
	{ "<input type=hidden value=utred>status", HIDDEN },
	{ "<input value=utred>status", HIDDEN },
	{ "<textarea>utred</textarea>status", HIDDEN },
	{ "<iframe>utred</iframe>status", HIDDEN },
	{ "<img alt=utred title=utred>status", HIDDEN },
	{ "<title>utred</title>status", HIDDEN },
	{ "<object>utred</object><p>status", DOUBTFUL },
	{ "<bdo dir=rtl>utred</bdo><p>status", DOUBTFUL },
	{ "<marquee>utred</marquee><p>status", DOUBTFUL },
	{ "<svg><style><!--</style><p>utred<p>status", ALL_DOUBTFUL },
	{ "<svg></svg><p>utred<p>status", ALL_DOUBTFUL },
	{ "<small><small><small><small>utred</small></small></small></small><p>status", DOUBTFUL },
	{ "<p style='font-size:80%'><b style='font-size:80%'><i style='font-size:80%'>"
	  "<u style='font-size:80%'>utred</u></i></b></p>status",
		DOUBTFUL },
	{ "<p><font color=white>utred</font></p>status", HIDDEN },
	{ "<p><font color=ffffff>utred</font></p>status", DOUBTFUL },
	{ "<table><tr><td bgcolor=black>utred</table>status", DOUBTFUL },
	{ "<table><tr><td background=x.png>utred</table>status", DOUBTFUL },
	{ "<body text=white><p>utred</p>status", "-" },
	{ "<p>utred</p>status<body style='display:none'>", ALL_DOUBTFUL },
	{ "<p>utred</p>status<div style='margin-top:-99px;background:#fff'>x",
		"?utred | ?status | ?x" },
	/* Comments. */
	{ "<!-- utred -->status", HIDDEN },
	{ "<!--[if mso]>utred<![endif]-->status", HIDDEN },
	{ "<!--[if !mso]><!--><p>utred</p><!--<![endif]-->status", SEEN },
	{ "<!-- > utred -->status", HIDDEN },
	{ "<!x utred>status", HIDDEN },
	/* Where an element ends. */
	{ "<style a='</style>'>utred</style>status", HIDDEN },
	{ "<style></stylex>utred</style>status", HIDDEN },
	{ "<style=a><p>utred</p>status", SEEN },
	{ "<!--[if mso]><style=a><![endif]--><p>utred</p>status", SEEN },
	{ "<style", "-" },
	{ "<xmp><!-- </xmp><div hidden><xmp> --></xmp>utred</div>status", HIDDEN },
	{ "<noembed><!-- </noembed><div hidden><noembed> --></noembed>utred</div>status", HIDDEN },
	{ "<p>status<plaintext>utred", HIDDEN },
	{ "<p><b style='display:none'>x</p><p>utred</p>status", ALL_DOUBTFUL },
	{ "<ul><li hidden><ul></li>utred</ul></ul>status", "?utred | ?status" },
	{ "<form hidden><div></form>utred</div>status", ALL_DOUBTFUL },
	{ "<div hidden><object></div>utred</object></div>status", HIDDEN },
};

static const Row sheets[] = {
	{ SHEET("@media all{.x{display:none}}"), DOUBTFUL },
	{ SHEET("[class=x]{display:none}"), DOUBTFUL },
	{ SHEET(".x{tomorrows-trick:yes}"), DOUBTFUL },
	{ SHEET(".x{font:0/0 a}"), HIDDEN },
	{ SHEET(".x{max-height:1px} p{overflow:hidden}"), DOUBTFUL },
	{ SHEET(".y{position:absolute}"), ALL_DOUBTFUL },
	{ SHEET("@media screen{p{background:#111}}"), DOUBTFUL },
	{ SHEET(".x{color:#ddd}"), DOUBTFUL },
};

/* What is seen is the font's. */
static const Row fonts[] = {
	{ STYLE("font-family:Wingdings"), DOUBTFUL },
	{ STYLE("font-family:&quot;Wingdings 3&quot;"), DOUBTFUL },
	{ STYLE("font-family:Nothing,\"webdings\",Arial"), DOUBTFUL },
	{ STYLE("font:12pt Symbol"), DOUBTFUL },
	{ STYLE("font-family:\"Symbol\""), DOUBTFUL },
	{ STYLE("font-family:Arial, Symbol"), DOUBTFUL },
	{ STYLE("mso-ascii-font-family:Wingdings"), DOUBTFUL },
	{ STYLE("font-family:&#87;ingdings"), DOUBTFUL },
	{ STYLE("font-family:\"\\57 ingdings\""), DOUBTFUL },
	{ STYLE("font-family:ZapfDingbats;mso-list:Ignore"), DOUBTFUL },
	{ "<p><font face=Wingdings>utred</font></p>status", DOUBTFUL },
	{ "<p><font face='Arial, Symbol'>ut<b style='font-family:Arial'>red</b></font></p>status",
		DOUBTFUL },
	{ "<p><font face='&#87;ingdings'>utred</font></p>status", DOUBTFUL },
	{ STYLE("&#102;ont-family:&#87;ingdings"), DOUBTFUL },
	{ STYLE("f\\6fnt-family:W\\69ngdings"), DOUBTFUL },
	{ STYLE("font-family:/**/Symbol"), DOUBTFUL },
	{ STYLE("font-family:MT/**/Extra"), DOUBTFUL },
	{ STYLE("font-family:SymbolMT"), DOUBTFUL },
	{ STYLE("font-family:Standard Symbols L"), DOUBTFUL },
	{ STYLE("font-family:Monotype  Sorts"), DOUBTFUL },
	{ STYLE("font-family:D050000L"), DOUBTFUL },
	{ STYLE("font-family:MS Outlook"), DOUBTFUL },
	{ SHEET("p{font-family:\\57 ingdings}"), ALL_DOUBTFUL },
	{ SHEET("p{font-family:/**/Symbol}"), ALL_DOUBTFUL },
	{ SHEET("p{font-family:MT/**/Extra}"), ALL_DOUBTFUL },
	{ SHEET("@list x; p{font-family:Wingdings}"), ALL_DOUBTFUL },
	{ SHEET(":is(p,@list){font-family:Wingdings}"), ALL_DOUBTFUL },
	{ SHEET("p{x:\"}@list {\";font-family:Wingdings}"), ALL_DOUBTFUL },
	{ SHEET("@listed{} p{font-family:Wingdings}"), ALL_DOUBTFUL },
	{ SHEET("p{/*/} @list{*/font-family:Wingdings}"), ALL_DOUBTFUL },
	{ SHEET("/* MS Outlook and Wingdings */ p{margin:0}"), SEEN },
	{ SHEET("/* Fonts */ /* Of all */ p{margin:0}"), SEEN },
	{ SHEET(".x{font-family:Wingdings}"), ALL_DOUBTFUL },
	{ SHEET(".x{font-family:\"Wingdings\"}"), ALL_DOUBTFUL },
	{ SHEET(".x{/*}@list{*/font-family:\"Wingdings\"}"), ALL_DOUBTFUL },
	{ SHEET("@font-face{font-family:a;src:url(http://a.example/a.woff)}"), ALL_DOUBTFUL },
	{ SHEET("@font-face{font-family:a;SRC:local(Wingdings)}"), ALL_DOUBTFUL },
	{ SHEET("@font-face{font-family:a;s\\72 c:url(a)}"), ALL_DOUBTFUL },
	{ SHEET("@font-face{font-family:Wingdings;panose-1:5 0 0 0 0 0 0 0 0 0;}"
		"@list l0:level1{mso-level-number-format:bullet;font-family:Symbol;}"),
		SEEN },
	{ STYLE("font-family:-apple-system,\"Segoe UI\",\"Segoe UI Emoji\",\"Segoe UI Symbol\""),
		SEEN },
	{ STYLE("font-family:&#39;Open Sans&#39;,Arial"), SEEN },
};

/* Of Outlook, Gmail, Apple Mail, phones and others. */
#define WORD                                                                                         \
	"<!--\r\n/* Font Definitions */\r\n@font-face\r\n\t{font-family:\"Cambria Math\";\r\n"       \
	"\tpanose-1:2 4 5 3 5 4 6 3 2 4;}\r\n/* Style Definitions */\r\np.MsoNormal, li.MsoNormal, " \
	"div.MsoNormal\r\n\t{margin:0cm;\r\n\tfont-size:11.0pt;\r\n\tfont-family:\"Aptos\","         \
	"sans-serif;\r\n\tmso-ligatures:standardcontextual;\r\n\tmso-fareast-language:EN-US;}\r\n"   \
	"a:link, span.MsoHyperlink\r\n\t{mso-style-priority:99;\r\n\tcolor:#467886;\r\n"             \
	"\ttext-decoration:underline;}\r\nspan.E-postmall17\r\n\t{mso-style-type:"                   \
	"personal-compose;\r\n\tfont-family:\"Aptos\",sans-serif;\r\n\tcolor:windowtext;}\r\n"       \
	".MsoChpDefault\r\n\t{mso-style-type:export-only;\r\n\tfont-size:10.0pt;\r\n"                \
	"\tmso-ligatures:none;}\r\n@page WordSection1\r\n\t{size:612.0pt 792.0pt;\r\n"               \
	"\tmargin:70.85pt 70.85pt 70.85pt 70.85pt;}\r\ndiv.WordSection1\r\n\t{page:WordSection1;}"   \
	"\r\n@list l0\r\n\t{mso-list-id:1;}\r\n-->"

static const Row seen[] = {
	{ "<style>" WORD "</style><body lang=SV link=\"#467886\" vlink=\"#96607D\" "
	  "style='word-wrap:break-word'><div class=WordSection1><p class=MsoNormal><span "
	  "style='mso-fareast-language:EN-US'>utred<o:p></o:p></span></p>status",
		SEEN },
	{ "<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 "
	  "lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'>"
	  "<span style='mso-list:Ignore'>-<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span>"
	  "</span></span><![endif]>utred</p>status",
		"- utred | status" },
	{ STYLE("margin:0cm;margin-bottom:.0001pt;font-size:11.0pt;font-family:\"Calibri\",sans-serif"),
		SEEN },
	{ STYLE("font-family: Aptos, Aptos_EmbeddedFont, Calibri, Helvetica, sans-serif; font-size: "
		"12pt; color: rgb(0, 0, 0);"),
		SEEN },
	{ STYLE("text-align: left; text-indent: 0px; background-color: rgb(255, 255, 255); margin: 0px"),
		SEEN },
	{ STYLE("caret-color: rgb(0, 0, 0); font-style: normal; font-variant-caps: normal; letter-"
		"spacing: normal; orphans: auto; text-transform: none; white-space: normal; widows: "
		"auto; word-spacing: 0px; -webkit-text-stroke-width: 0px; text-decoration: none; float: "
		"none; display: inline !important;"),
		SEEN },
	{ "<body style='overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: "
	  "after-white-space;'>utred<div>status",
		SEEN },
	{ "<div dir=ltr>utred<div style='font-family:arial,sans-serif;font-size:small;color:#222222'>"
	  "status",
		SEEN },
	{ STYLE("background-image:initial;background-position:initial;background-size:initial;"
		"background-repeat:initial;background-attachment:initial;background-origin:initial;"
		"background-clip:initial"),
		SEEN },
	{ "<div class=elementToProof style='direction:ltr;line-height:1.38;margin-top:0pt'>utred"
	  "<div>status",
		SEEN },
	{ STYLE("color: rgba(0, 0, 0, 0.87); line-height: 1.5; word-break: break-word"), SEEN },
	{ STYLE("text-size-adjust:auto;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%"),
		SEEN },
	{ STYLE("color:#1F497D"), SEEN },
	{ STYLE("color:red"), SEEN },
	{ STYLE("color:black;background:yellow;mso-highlight:yellow"), DOUBTFUL },
	{ STYLE("color:black;background:yellow"), SEEN },
	{ STYLE("color:#ffffff;background:#1d3c5a;padding:2px 10px"), SEEN },
	{ STYLE("font:16px/1.5 Arial,Helvetica,sans-serif;margin:0 0 20px 0"), SEEN },
	{ STYLE("font:bold 16px/1.4 Arial"), SEEN },
	{ "<table style='margin-left:-5.4pt;border-collapse:collapse;width:100%'><tr><td width=100 "
	  "valign=top style='width:75.0pt;padding:0cm 5.4pt 0cm 5.4pt'>utred</table>status",
		SEEN },
	{ STYLE("text-autospace:none;layout-grid-mode:char;mso-pagination:none"), SEEN },
	{ STYLE("font-size:1rem;opacity:1;position:relative;visibility:visible"), SEEN },
	{ "<font face=Arial size=2 color='#000080'>utred</font><div>status", SEEN },
	{ "<div style='display:block;font-size:0'><p style='font:16px/1.5 Arial'>utred</div>status",
		SEEN },
};

static void
check(const Row *rows, gsize n_rows)
{
	for (gsize i = 0; i < n_rows; i++) {
		g_autoptr(Answer) answer = answer_of_body(rows[i].page, TRUE);
		g_autoptr(GString) shown = g_string_new(answer->lines->len ? NULL : "-");

		for (guint j = 0; j < answer->lines->len; j++) {
			const AnswerLine *line = g_ptr_array_index(answer->lines, j);

			g_string_append_printf(shown, "%s%s%s", j ? " | " : "",
				line->hides ? "?" : "", line->text);
		}
		g_test_message("%s", rows[i].page);
		g_assert_cmpstr(shown->str, ==, rows[i].answer);
	}
}

static void
test_fonts(void)
{
	check(fonts, G_N_ELEMENTS(fonts));
}

static void
test_declarations(void)
{
	check(declarations, G_N_ELEMENTS(declarations));
}

static void
test_elements(void)
{
	check(elements, G_N_ELEMENTS(elements));
}

static void
test_sheets(void)
{
	check(sheets, G_N_ELEMENTS(sheets));
}

static void
test_seen(void)
{
	check(seen, G_N_ELEMENTS(seen));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/answer-tricks/declarations", test_declarations);
	g_test_add_func("/answer-tricks/fonts", test_fonts);
	g_test_add_func("/answer-tricks/elements", test_elements);
	g_test_add_func("/answer-tricks/sheets", test_sheets);
	g_test_add_func("/answer-tricks/seen", test_seen);
	return g_test_run();
}
