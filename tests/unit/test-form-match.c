/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <string.h>

#include "core/form/form-match.h"
#include "core/form/form-prompt.h"

/* Where label is found in text, as words from the start; -1: nowhere. */
static int
find(const char *label, const char *text)
{
	g_autoptr(FormLabel) made = form_label_new(FORM_IGNORE, "report", "");
	g_autoptr(Document) document = document_new();
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	g_assert_true(form_label_add_phrase(made, label));
	for (guint i = 0; lines[i]; i++)
		document_add_line(document, lines[i], 1);
	const FormWords words = form_match_words(document, 0, document->cells->len);
	for (guint i = 0; i < words.n; i++) {
		double likeness = 0;

		if (form_match_phrase(document, made->phrases->pdata[0], &words.at[i], words.n - i,
			    FORM_MATCH_MOST_WORDS, &likeness) > 0)
			return (int) i;
	}
	return -1;
}

/* How many words the prompt in the last paragraph of text has that phrase is in; 0: none. */
static guint
measure(const char *written, const char *text, gboolean prose)
{
	g_autoptr(FormLabel) label = form_label_new(FORM_IGNORE, "report", "");
	g_autoptr(Document) document = document_new();
	const char *paragraph = strstr(text, "\n\n");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	g_assert_true(form_label_add_phrase(label, written));
	if (!paragraph)
		document_add_line(document, "Föregående rad", 1);
	for (guint i = 0; lines[i]; i++)
		document_add_line(document, lines[i], 1);
	const FormWords words = form_match_words(document, 1, document->cells->len);
	guint n = form_prompt_measure(document, words.at, words.n, prose);
	return form_prompt_match(label->phrases->pdata[0], words.at, n) > 0 ? n : 0;
}

static void
test_phrases(void)
{
	static const struct {
		const char *label, *text;
		int at;
	} cases[] = {
		{ "Titel/ funktion", "TITEL / FUNKTION Kurator", 0 },
		{ "uppmärksammats", "har uppmarksammat", 1 },
		{ "Beskriv missförhållandet", "Beskriv missförhållande nu", 0 },
		{ "Dnr", "ansvarigDnr.....", 1 },
		{ "Underskrift", "UnderskriftKarin", 0 },
		{ "Datum", "Datum2019-12-02", 0 },
		{ "lex Sarah-ansvarig", "Till lex\nSarah-ansvarig", 1 },
		{ "Verksamhetsområde", "Verksamhetsomrâde", 0 },
		{ "Telefonnummer", "Te1efonnummer", -1 },
		{ "Telefonnummer", "Telefonnunmer 08", 0 },
		{ "Uppmärksammades datum", "Uppmärksammat datum", 0 },
		{ "Verksamhet", "Verksamhetsområde", -1 },
		{ "Konsekvenser", "Konsekutiva", -1 },
		{ "Namn", "Nämnd", -1 },
		{ "Datum", "Data", -1 },
		{ "Namn", "Namnförtydligande", -1 },
		{ "lex Sarah-ansvarig", "lex\n\n\n\n\n\nSarah-ansvarig", -1 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s in %s", cases[i].label, cases[i].text);
		g_assert_cmpint(find(cases[i].label, cases[i].text), ==, cases[i].at);
	}
}

/* Phrases with a gap, in questions that nobody listed. */
static void
test_prompts(void)
{
	static const struct {
		const char *phrase, *text;
		gboolean prose;
		guint words; /* of the prompt; 0: it is none, or not of the phrase */
	} cases[] = {
		{ "Beskriv … åtgärder", "Beskriv de åtgärder som genast sattes in", TRUE, 7 },
		{ "Beskriv … åtgärder", "Beskriv åtgärderna:", TRUE, 2 },
		{ "Beskriv … åtgärder",
			"Beskriv kort vad ni gjorde och vilka\nåtgärder som återstår. Vi", TRUE,
			10 },
		{ "Beskriv … åtgärder", "Beskriv läget\nÅtgärder saknas", TRUE, 0 },
		{ "Beskriv … åtgärder", "Beskriv åtgärderna Karin ringde", TRUE, 2 },
		{ "Vilka åtgärder …", "Vilka åtgärder Karin vidtog", FALSE, 0 },
		{ "Beskriv … åtgärder", "Beskriv åtgärder inom 24 timmar", TRUE, 0 },
		{ "Vad har … hänt", "Vad är det som har hänt?", FALSE, 0 },
		{ "Vad … hänt", "Vad är det som har hänt?", TRUE, 6 },
		{ "Vad … hänt", "VAD HAR EGENTLIGEN HÄNT", FALSE, 4 },
		{ "Vad … hänt", "Vad hade hänt om Karin inte kommit? Vi vet inte.", TRUE, 0 },
		{ "Vad … hänt", "Vad som har hänt är att larmet tystnade.", FALSE, 0 },
		{ "Vad … hänt", "Vad som har hänt är att larmet tystnade\noch att ingen kom.",
			FALSE, 0 },
		{ "Vilka konsekvenser …", "Vilka konsekvenser fick det", FALSE, 4 },
		{ "Vilka konsekvenser …", "Vilka konsekvenser det får vet\nKarin och Bo", TRUE, 0 },
		{ "Vilka konsekvenser …", "En rad.\n\nVilka konsekvenser fick det", TRUE, 4 },
		{ "Hur … följas upp", "Hur ska detta följas och sedan följas upp?", TRUE, 8 },
		{ "Hur … följas upp", "Hur ska detta följas?", TRUE, 0 },
		{ "Beskriv … enligt lex Sarah", "Beskriv händelsen enligt lex Sarah och LSS", TRUE,
			7 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s in %s", cases[i].phrase, cases[i].text);
		g_assert_cmpuint(measure(cases[i].phrase, cases[i].text, cases[i].prose), ==,
			cases[i].words);
	}
}

/* How many letters two words differ in, at the limits of what is looked at. */
static void
test_words(void)
{
	static const struct {
		const char *a, *b;
		int apart; /* -1: they are two words */
	} cases[] = {
		{ "abcdefghijkl", "abcdefghijkl", 0 },
		{ "abcdefghijkl", "yabcdefghijkl", 1 },
		{ "abcdefghijkl", "yxabcdefghijkl", 2 },
		{ "abcdefghijkl", "zyxabcdefghijkl", -1 },
		{ "abcdefghijkl", "bcdefghijkly", 2 },
		{ "abcdefghijkl", "yabcdefghijk", 2 },
		{ "abcdefghijkl", "cdefghijklyx", -1 },
		{ "abcdefghijkl", "abcdefghiyxz", 3 },
		{ "abcdefghijkl", "abcdefghijklyxz", 3 },
		{ "abcdefghijkl", "abcdefghijklyxzw", -1 },
		{ "abcdefghi", "yxabcdefghi", -1 },
		{ "abcdef", "abcdyf", 1 },
		{ "abcdef", "abydxf", -1 },
		{ "abcde", "abcdy", -1 },
		{ "abcde", "ecadb", -1 },
		{ "abcde", "abcdef", -1 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s and %s", cases[i].a, cases[i].b);
		g_assert_cmpint(form_match_word(cases[i].a, cases[i].b), ==, cases[i].apart);
		g_assert_cmpint(form_match_word(cases[i].b, cases[i].a), ==, cases[i].apart);
	}
}

static void
test_labels(void)
{
	g_autoptr(FormLabel) label = form_label_new(FORM_FIELD, "report", "unit");
	g_autofree char *endless = g_strnfill(300, 'a');

	for (guint i = 1; i < 300; i += 2)
		endless[i] = ' ';
	g_assert_false(form_label_add_phrase(label, ""));
	g_assert_false(form_label_add_phrase(label, " - / "));
	g_assert_false(form_label_add_phrase(label, endless));
	g_assert_true(form_label_add_phrase(label, "Enhet"));
}

static void
test_boxes(void)
{
	static const struct {
		const char *text, *cell;
	} cases[] = {
		{ "[x] ja [ ] nej", "☒ ja ☐ nej" },
		{ "☑ ja", "☒ ja" },
		{ "\357\203\276 ja", "☒ ja" },
		{ "a[]b", "a☐b" },
		{ "  x\x01y ", "x y" },
		{ "  Åsa Ö  ", "Åsa Ö" },
		{ "a\302\240b\302\255c", "a bc" },
		{ "\xff", "\357\277\275" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Document) document = document_new();

		document_add_line(document, cases[i].text, 1);
		g_assert_cmpuint(document->cells->len, ==, 1);
		g_assert_cmpstr(document_cell(document, 0)->text, ==, cases[i].cell);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/form-match/phrases", test_phrases);
	g_test_add_func("/form-match/prompts", test_prompts);
	g_test_add_func("/form-match/words", test_words);
	g_test_add_func("/form-match/labels", test_labels);
	g_test_add_func("/form-match/boxes", test_boxes);
	return g_test_run();
}
