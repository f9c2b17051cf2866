/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

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

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/markup/texts", test_texts);
	return g_test_run();
}
