/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What WordPad, Word and Outlook write, and what a reader of the page would see. */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/office.h"

#define RTF(text) "{\\rtf1\\ansi\\ansicpg1252\\deff0" text "}"
#define FONTS                                                                                      \
	"{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f3\\fnil\\fcharset2 Wingdings;}"             \
	"{\\f4\\fcharset238 Arial CE;}}"
#define FORM(data, kind, result)                                                                   \
	"{\\field{\\*\\fldinst {\\f0 " kind " {\\*\\formfield{" data "}}}}{\\fldrslt " result "}}"

static void
test_reads(void)
{
	static const struct {
		const char *about, *bytes, *shown;
	} cases[] = {
		{ "paragraphs", RTF("\\pard Ett\\par Tv\\'e5\\par}"), "Ett\nTvå" },
		{ "line ends of the file are none", RTF("a\r\nb\\par c"), "ab\nc" },
		{ "line and tab", RTF("a\\line b\\par Namn\\tab Ada\\par"), "a\nb\n| Namn | Ada" },
		{ "escapes", RTF("\\{a\\\\b\\}\\~c\\_d\\-e"), "{a\\b} c-de" },
		{ "quotes", RTF("\\ldblquote nej\\rdblquote  \\endash  a\\rquote s"),
			"“nej” – a’s" },
		{ "code page of Macintoshes", "{\\rtf1\\mac f\\'9ar}", "för" },
		{ "code page of DOS", "{\\rtf1\\pc f\\'94r}", "för" },
		{ "code page named", "{\\rtf1\\ansi\\ansicpg1250 \\'f8}", "ř" },
		{ "code page of UTF-8", "{\\rtf1\\ansi\\ansicpg65001 f\\'c3\\'b6r}", "för" },
		{ "code page nobody knows", "{\\rtf1\\ansi\\ansicpg31337 f\\'f6r}", "för" },
		{ "code page of a font", RTF(FONTS "\\f4 \\'f8\\f0 \\'f8"), "řø" },
		{ "letters as they are", RTF("f\xf6r"), "för" },
		{ "Unicode and its substitute", RTF("\\u228 ?r \\u8364\\'80"), "är €" },
		{ "Unicode without one", RTF("\\uc0\\u228 r\\u-10179 \\u-8704 "),
			"är\xf0\x9f\x98\x80" },
		{ "Unicode with two", RTF("\\uc2\\u228\\'61\\'62r{\\uc1\\u229 ?}\\u246 aa"),
			"äråö" },
		{ "half a character", RTF("a\\u-10179 ?b\\u-8704 ?c"), "abc" },
		{ "a group ends substitutes", RTF("{\\uc5\\u228 a}bc"), "äbc" },
		/* Not on the page. */
		{ "tables of fonts, colours and styles",
			RTF(FONTS "{\\colortbl;\\red0;}{\\stylesheet{\\s0 Normal;}}"
				  "{\\info{\\author Ada}}{\\*\\generator Msftedit;}a"),
			"a" },
		{ "picture", RTF("a{\\pict\\wmetafile8 0100090000}b{\\*\\shppict{\\pict 00}}"),
			"ab" },
		{ "picture in bytes", RTF("a{\\pict\\bin5 }}}}}}b"), "ab" },
		{ "object", RTF("a{\\object\\objemb{\\*\\objdata 0105}{\\result b}}c"), "ac" },
		{ "hidden and deleted",
			RTF("a{\\v dolt}\\v dolt\\v0 b{\\deleted struket}{\\revised c}"), "abc" },
		{ "hidden until plain", RTF("\\v dolt\\plain a"), "a" },
		{ "unknown destination", RTF("{\\*\\hemligt{\\b x}\\u228 y}a"), "a" },
		{ "unknown word", RTF("{\\okand a}"), "a" },
		{ "comment", RTF("a{\\*\\annotation Obs}"), "a" },
		{ "bullet of a list", RTF("{\\listtext\\f3\\'b7\\tab}Ett\\par"), "Ett" },
		{ "after the end", RTF("a") "\r\n\0 skräp }}", "a" },
		/* Tables. */
		{ "table",
			RTF("Ovan\\par\\trowd\\cellx1\\cellx2\\intbl Namn\\cell Ada\\cell\\row"
			    "\\intbl Titel\\par och mer\\cell\\cell\\row\\pard Under\\par"),
			"Ovan\n| Namn | Ada\n| Titel / och mer\nUnder" },
		{ "table without its mark", RTF("\\trowd a\\cell b\\cell\\row\\pard c"),
			"| a | b\nc" },
		{ "tab in a cell", RTF("\\intbl a\\tab b\\cell\\row"), "| a b" },
		{ "table in a table",
			RTF("\\intbl\\itap2 Namn\\nestcell Ada\\nestcell{\\*\\nesttableprops\\nestrow}"
			    "{\\nonesttables\\par}\\itap1 x\\cell\\row"),
			"| Namn / Ada / x" },
		{ "cells merged downwards",
			RTF("\\trowd\\clvmgf\\cellx1\\cellx2\\intbl a\\cell b\\cell\\row"
			    "\\trowd\\clvmrg\\cellx1\\cellx2\\intbl\\cell c\\cell\\row"),
			"| a | b\n|  | c" },
		{ "row without a table", RTF("\\row a\\par"), "a" },
		/* Fields and signs. */
		{ "field",
			RTF("{\\field{\\*\\fldinst HYPERLINK \"mailto:x\"}{\\fldrslt ada@kommun.example}}"),
			"ada@kommun.example" },
		{ "ticked box",
			RTF(FORM("\\fftype1\\ffres1{\\*\\ffname K1}", "FORMCHECKBOX", "") " SoL"),
			"☒ SoL" },
		{ "empty box", RTF(FORM("\\fftype1\\ffres0\\ffdefres1", "FORMCHECKBOX", "") " LSS"),
			"☐ LSS" },
		{ "box by its default",
			RTF(FORM("\\fftype1\\ffres25\\ffdefres1", "FORMCHECKBOX", "") " LSS"),
			"☒ LSS" },
		{ "field for text",
			RTF(FORM("\\fftype0{\\*\\ffdeftext Namn}", "FORMTEXT", "Ada") "."),
			"Ada." },
		{ "list",
			RTF(FORM("\\fftype2\\ffres1{\\*\\ffl Ja}{\\*\\ffl Nej}", "FORMDROPDOWN",
				"Nej") " tack"),
			"Nej tack" },
		{ "list beyond its end",
			RTF(FORM("\\fftype2\\ffres7{\\*\\ffl Ja}", "FORMDROPDOWN", "Ja") " tack"),
			"Ja tack" },
		{ "Wingdings", RTF(FONTS "{\\f3\\'fe} a {\\f3\\'a8} b"), "☒ a ☐ b" },
		{ "header, footer, text box",
			RTF("{\\header Dnr 1\\par}{\\footer Sidfot}Rad{\\shp{\\*\\shpinst\\shpleft1"
			    "{\\sp{\\sn x}{\\sv 1}}{\\shptxt Inkom\\par}}{\\shprslt{\\*\\do Inkom}}}\\par"),
			"Dnr 1\nSidfot\nInkom\nRad" },
		{ "footnote",
			RTF("Hon f\\'f6ll{\\footnote \\pard Tv\\'e5\\par g\\'e5nger.\\par} igen.\\par"),
			"Hon föll (Två gånger.) igen." },
		{ "a page of Outlook",
			"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 "
			"Hej{\\*\\htmltag116 <br>}\\htmlrtf \\line\\htmlrtf0 d\\'e5\\htmlrtf\\par}"
			"\\htmlrtf0}",
			"Hej\ndå" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content = g_bytes_new(cases[i].bytes, strlen(cases[i].bytes));

		g_test_message("%s", cases[i].about);
		g_assert_true(format_find("namnlös", content) == &format_rtf);
		office_assert_reads(&format_rtf, content, cases[i].shown);
	}
}

static void
assert_refused(const char *bytes, gsize length, const char *why)
{
	g_autoptr(GBytes) content = g_bytes_new(bytes, length);
	g_autoptr(Document) document = document_new();
	g_autoptr(GError) error = NULL;

	g_assert_false(format_rtf.read(content, document, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	g_assert_nonnull(strstr(error->message, why));
}

/* Nobody is to believe that half of a text is all of it. */
static void
test_refuses(void)
{
	static const char *const cut[] = { "{\\rtf1 a", "{\\rtf1 {a}", "{\\rtf1 a\\", "{\\rtf1 \\'",
		"{\\rtf1 \\'e", "{\\rtf1{\\pict\\bin2000000000 }}}", "{\\rtf1{\\footnote a",
		"{\\rtf1 {\\header{\\footnote{\\shptxt a" };
	g_autofree char *deep = g_strnfill(100000, '{');
	g_autofree char *filler = g_strnfill(60, 'a');
	g_autoptr(GString) many = g_string_new("{\\rtf1");
	g_autoptr(GString) cells = g_string_new("{\\rtf1\\intbl ");

	for (gsize i = 0; i < G_N_ELEMENTS(cut); i++) {
		g_test_message("%s", cut[i]);
		assert_refused(cut[i], strlen(cut[i]), "ends too early");
	}
	memcpy(deep, "{\\rtf1", 6);
	assert_refused(deep, strlen(deep), "groups within groups");
	for (guint i = 0; i < 100000; i++)
		g_string_append(many, filler);
	g_string_append(many, "\\par");
	assert_refused(many->str, many->len, "longer than");
	for (guint i = 0; i < 100000; i++)
		g_string_append_printf(cells, "%s\\cell ", filler);
	assert_refused(cells->str, cells->len, "longer than");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/rtf/reads", test_reads);
	g_test_add_func("/rtf/refuses", test_refuses);
	return g_test_run();
}
