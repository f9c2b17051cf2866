/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/markup/markup-sheet.h"
#include "core/markup/markup.h"
#include "core/text.h"

static const struct {
	const char *html, *words;
} texts[] = {
	{ "<p>Jag <b>tar</b> till<span>baka</span> anm&auml;lan</p><p>Hej</p>",
		"Jag tar tillbaka anmälan Hej" },
	{ "<style>p { color: red }</style><STYLE type=x>b</STYLE>Text", "Text" },
	{ "<!-- dolt --><script>if (a < b) x()</script>a &lt; b &#229;&#xE4; &amp;", "a < b åä &" },
	{ "1 < 2 och 3 > 2 & så", "1 < 2 och 3 > 2 & så" },
	{ "&unknown; &#0; &#99999999999; &#x110000; &",
		"&unknown; &#0; &#99999999999; &#x110000; &" },
	{ "utan slut <p", "utan slut" },
	{ "<!-- utan slut", "" },
	{ "<!-->synligt<!-- > dolt --!> ord<template>dolt</template>", "synligt ord" },
	{ "19&nbsp;&sect;&ndash;&hellip;", "19 §–…" },
	{ "<", "<" },
	{ "", "" },
};

static void
test_texts(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *words = markup_to_words(texts[i].html);
		g_autofree char *line = text_squeeze(words);

		g_assert_cmpstr(line, ==, texts[i].words);
	}
}

static GString *
repeat(const char *word, guint times)
{
	GString *all = g_string_new(NULL);

	for (guint i = 0; i < times; i++)
		g_string_append(all, word);
	return all;
}

/* rules: of a style sheet. Whether so many tags can be looked at, or are in doubt at last. */
static gboolean
is_too_much(const char *rules, const char *html, guint tags)
{
	g_autofree char *page = g_strconcat("<style>", rules, "</style>", NULL);
	g_autoptr(MarkupSheet) sheet = markup_sheet_new();
	MarkupStyle known, perhaps = { 0 };
	MarkupTag tag = { 0 };
	gboolean is_tag;

	markup_sheet_add_page(sheet, page, FALSE);
	g_assert_false(markup_sheet_is_odd(sheet));
	(void) markup_tag_read(html, &tag, &is_tag);
	g_assert_true(is_tag);
	for (guint i = 0; i < tags && !perhaps.odd; i++)
		markup_sheet_look(sheet, &tag, &known, &perhaps);
	g_assert_true(markup_sheet_is_odd(sheet) == perhaps.odd);
	return perhaps.odd;
}

/* What nobody writes may not take minutes in which nothing else is done: it is in doubt instead. */
static void
test_sheet_has_an_end(void)
{
	g_autoptr(GString) selector = repeat(".a", 99);
	g_autofree char *rule = g_strconcat(selector->str, "{color:red} ", NULL);
	g_autoptr(GString) rules = repeat(rule, 200), classes = repeat("x ", 990);
	g_autofree char *hostile = g_strconcat("<b class=\"", classes->str, "a\">", NULL);
	g_autoptr(GString) usual = repeat("p.MsoNormal, li.MsoNormal{color:red} ", 200);

	g_assert_true(is_too_much(rules->str, hostile, 20));
	/* A long mail of Outlook's. */
	g_assert_false(is_too_much(usual->str, "<p class=MsoNormal>", 3000));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/markup/texts", test_texts);
	g_test_add_func("/markup/sheet-has-an-end", test_sheet_has_an_end);
	return g_test_run();
}
