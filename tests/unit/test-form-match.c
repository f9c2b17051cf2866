/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/form-match.h"

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
	g_autoptr(GArray) words = form_match_words(document, 0, document->cells->len);
	for (guint i = 0; i < words->len; i++) {
		double likeness = 0;

		if (form_match_phrase(document, made->phrases->pdata[0],
			    &g_array_index(words, FormWord, i), words->len - i,
			    FORM_MATCH_MOST_WORDS, &likeness) > 0)
			return (int) i;
	}
	return -1;
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
	g_test_add_func("/form-match/labels", test_labels);
	g_test_add_func("/form-match/boxes", test_boxes);
	return g_test_run();
}
