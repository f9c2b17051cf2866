/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "core/search-words.h"

/* Each word in brackets, with a * behind it if it may go on. */
static char *
show(const GPtrArray *words)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < words->len; i++) {
		const SearchWord *word = g_ptr_array_index(words, i);

		g_string_append_printf(text, "[%s]%s", word->text, word->prefix ? "*" : "");
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
test_words(void)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{ "fall", "[fall]" },
		{ "fall trappa", "[fall][trappa]" },
		{ " fall\ttrappa\n", "[fall][trappa]" },
		{ "fall* trappa", "[fall]*[trappa]" },
		{ "LS-2026-0042", "[LS-2026-0042]" },
		{ "anna.berg@kommun.example", "[anna.berg@kommun.example]" },
		{ "\"fall i trappa\"", "[fall i trappa]" },
		{ "\"fall i trap*\"", "[fall i trap]*" },
		{ "\"fall i trap\"*", "[fall i trap]*" },
		{ "”fall i trappa”", "[fall i trappa]" },
		{ "„fall i“ trappa", "[fall i][trappa]" },
		{ "\"fall i trappa", "[fall i trappa]" },
		{ "en\"fall i\"trappa", "[en][fall i][trappa]" },
		{ "fall\u00a0i", "[fall][i]" },
		/* decomposed, as a Mac writes it */
		{ "A\u030ala\u0308get", "[Åläget]" },
		{ "A\u030ang*", "[Ång]*" },
		/* What has a meaning in FTS5 has none here. */
		{ "fall AND NOT trappa OR NEAR(x, 2)",
			"[fall][AND][NOT][trappa][OR][NEAR(x,][2)]" },
		{ "text:fall", "[text:fall]" },
		{ "{number person} : fall", "[{number][person}][fall]" },
		{ "^fall + trappa", "[^fall][trappa]" },
		{ "'; DROP TABLE cases; --", "[DROP][TABLE][cases;]" },
		{ "- -- * ** \"\" \" \" fall", "[fall]" },
		{ "*fall", "[*fall]" },
		{ "fa*ll", "[fa*ll]" },
		{ "fall***", "[fall]*" },
		{ "\xff\xfe fall\xc3", "[fall\uFFFD]" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) words = search_words_parse(cases[i].text, &error);

		g_assert_no_error(error);
		g_autofree char *shown = show(words);
		g_assert_cmpstr(shown, ==, cases[i].words);
	}
}

static void
test_nothing_to_look_for(void)
{
	g_autofree char *many = g_strnfill(41, 'a'), *longest = g_strnfill(1001, 'a');

	for (guint i = 1; i < 41; i += 2)
		many[i] = ' ';
	const char *const cases[] = { "", " ", "*", "\"", "\"\"", "- + ( )", "a*", "ål*", "fall-i*",
		"\"fall i\"*", many, longest };

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i]);
		g_assert_null(search_words_parse(cases[i], &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_USAGE);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/search-words/words", test_words);
	g_test_add_func("/search-words/nothing", test_nothing_to_look_for);
	return g_test_run();
}
