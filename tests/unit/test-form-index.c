/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/form/form-match.h"
#include "support/reading-tools.h"

/* TRUE if a label can count in part, as form_vocabulary_index() says it. */
static gboolean
is_of(const FormLabel *label, const char *part)
{
	return !part || label->role == FORM_PART || g_str_equal(label->part, part);
}

/* All ways to print a label of part whose first word may be the folded one, found one by one. */
static GPtrArray *
find_slowly(const FormVocabulary *vocabulary, const char *part, const char *folded)
{
	const GPtrArray *labels = form_vocabulary_labels(vocabulary);
	GPtrArray *found = g_ptr_array_new();

	for (guint i = 0; i < labels->len; i++) {
		const FormLabel *label = labels->pdata[i];

		for (guint p = 0; is_of(label, part) && p < label->phrases->len; p++) {
			const FormPhrase *phrase = label->phrases->pdata[p];

			/* A label may lack a letter of a word, but not its first. */
			if (phrase->words[0][0] == folded[0] &&
				form_match_word(folded, phrase->words[0]) >= 0)
				g_ptr_array_add(found, (gpointer) phrase);
		}
	}
	return found;
}

/* The same by the index, and in the same order. */
static void
check(const FormVocabulary *vocabulary, const char *part, const char *folded)
{
	const GArray *printed = form_index_find(
		form_vocabulary_index(vocabulary, part), folded, form_match_shape(folded));
	g_autoptr(GPtrArray) wanted = find_slowly(vocabulary, part, folded);
	guint next = 0;

	for (guint i = 0; i < printed->len; i++) {
		const FormPrinted *found = &g_array_index(printed, FormPrinted, i);

		g_assert_true(is_of(found->label, part));
		next += next < wanted->len && found->phrase == wanted->pdata[next];
	}
	if (next != wanted->len)
		g_test_message("%s in %s", folded, part ? part : "all");
	g_assert_cmpuint(next, ==, wanted->len);
}

/* The word as it is, without a letter of it, with another, with another ending. */
static void
check_like(const FormVocabulary *vocabulary, const char *part, const char *word)
{
	static const char *const endings[] = { "", "s", "en", "nas", "erna" };

	for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *longer = g_strconcat(word, endings[i], NULL);
		check(vocabulary, part, longer);
	}
	for (gsize i = 1; word[i]; i++) {
		g_autofree char *less = g_strdup(word);
		g_autofree char *other = g_strdup(word);

		memmove(less + i, less + i + 1, strlen(word) - i);
		other[i] = 'x';
		check(vocabulary, part, less);
		check(vocabulary, part, other);
	}
}

static void
test_labels(void)
{
	static const char *const parts[] = { NULL, "", "report", "investigation", "decision", "log",
		"no such part" };
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
	const GPtrArray *labels = form_vocabulary_labels(vocabulary);

	for (guint i = 0; i < labels->len; i++) {
		const FormLabel *label = labels->pdata[i];
		const FormPhrase *phrase = label->phrases->pdata[0];

		for (gsize p = 0; p < G_N_ELEMENTS(parts); p++)
			check_like(vocabulary, parts[p], phrase->words[0]);
	}
}

/* Words that no label begins with. */
static void
test_nothing(void)
{
	static const char *const words[] = { "q", "xyzzy", "7", "\xce\xb1",
		"aaaaaaaaaaaaaaaaaaaa" };
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		g_assert_cmpuint(form_index_find(form_vocabulary_index(vocabulary, "report"),
					 words[i], form_match_shape(words[i]))
					 ->len,
			==, 0);
}

/* What is told at a glance is what a look at each letter says. */
static void
test_words(void)
{
	static const struct {
		const char *a, *b;
		int apart;
	} cases[] = {
		{ "namn", "namn", 0 },
		{ "namn", "namd", -1 },
		{ "datum", "datun", -1 },
		{ "enheten", "enhetem", 1 },
		{ "enheten", "ehneten", -1 },
		{ "enheten", "enhet", -1 },
		{ "verksamhet", "verksamheten", 2 },
		{ "verksamhet", "verksarnhet", 2 },
		{ "verksamhet", "verksarnhed", -1 },
		{ "konsekvenser", "konsekvenserna", 2 },
		{ "konsekvensen", "konsekvenserna", 3 },
		{ "abcdefgh", "hgfedcba", -1 },
		{ "aaaaaaaa", "aaaaaaab", 1 },
		{ "aaaaaaaa", "aaaaaaaabcd", -1 },
		{ "", "", 0 },
		{ "", "a", -1 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s and %s", cases[i].a, cases[i].b);
		g_assert_cmpint(form_match_word(cases[i].a, cases[i].b), ==, cases[i].apart);
		g_assert_cmpint(form_match_word(cases[i].b, cases[i].a), ==, cases[i].apart);
	}
}

/* Words are folded whether their letters are of Latin-1 or not, and glued ones apart. */
static void
test_folding(void)
{
	static const char text[] = "Årsta \xef\xac\x81nns 7C Datum2019 \xce\x91\xce\xb8 e\xcc\x81n "
				   "\xe2\x98\x92Ja \xc3\x86ra";
	static const char *const wanted[] = { "arsta", "finns", "7", "c", "datum", "2019",
		"\xce\xb1\xce\xb8", "e", "n", "ja", "\xc3\xa6ra" };
	g_auto(GStrv) words = form_match_split(text);
	g_autoptr(Document) document = document_new();

	document_add_line(document, text, 1);
	document_add_line(document, text, 1);
	const FormWords found = form_match_words(document, 0, 2);
	g_assert_cmpuint(g_strv_length(words), ==, G_N_ELEMENTS(wanted));
	g_assert_cmpuint(found.n, ==, 2 * G_N_ELEMENTS(wanted));
	for (guint i = 0; i < found.n; i++) {
		const FormWord *word = &found.at[i];
		FormShape shape = form_match_shape(word->folded);

		g_assert_cmpstr(word->folded, ==, wanted[i % G_N_ELEMENTS(wanted)]);
		g_assert_cmpstr(word->folded, ==, words[i % G_N_ELEMENTS(wanted)]);
		g_assert_cmpuint(word->shape.length, ==, shape.length);
		g_assert_cmpuint(word->shape.letters, ==, shape.letters);
	}
	document_add_line(document, "Ja", 1);
	g_assert_cmpstr(form_match_words(document, 2, 3).at[0].folded, ==, "ja");
	g_assert_cmpuint(form_match_words(document, 1, 3).n, ==, G_N_ELEMENTS(wanted) + 1);
	g_assert_cmpuint(form_match_words(document, 3, 3).n, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/form-index/labels", test_labels);
	g_test_add_func("/form-index/nothing", test_nothing);
	g_test_add_func("/form-index/words", test_words);
	g_test_add_func("/form-index/folding", test_folding);
	return g_test_run();
}
