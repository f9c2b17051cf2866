/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paper says what it was given and nothing that could change how the rest is shown, and
 * finds the name of a person in whatever form it stands.
 */
#include <glib.h>
#include <string.h>

#include "core/name-parts.h"

static const struct {
	const char *given, *shown;
} texts[] = {
	{ "Två\nrader", "Två\nrader" },
	{ "  indragen\t text ", "indragen text" },
	{ "för\xe2\x80\xaetxet\xe2\x80\xac", "förtxet" },
	{ "klocka\x07 \x1b[31mröd\x1b[0m", "klocka [31mröd[0m" },
	{ "bruten \xff\xfe byte", "bruten \xef\xbf\xbd\xef\xbf\xbd byte" },
	{ "<b>fet</b> &amp; %s", "<b>fet</b> &amp; %s" },
	{ "osyn\xe2\x80\x8blig\xc2\xad", "osynlig" },
	{ "", "–" },
	{ " \n \xe2\x80\x8b ", "–" },
	{ NULL, "–" },
};

static void
test_texts(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Paper) paper = paper_new("Titel");

		paper_add_section(paper, "Avsnitt");
		g_assert_cmpstr(paper_add_item(paper, PAPER_CELL, "Fält", texts[i].given)->text, ==,
			texts[i].shown);
	}
}

static const PaperColumn columns[] = { { "Ett", 50 }, { "Två", 50 } };

static void
test_whole(void)
{
	g_autoptr(Paper) paper = paper_new("Titel");

	paper_set_sender(paper, "Exempels kommun", "Nämnden");
	paper_add_contact(paper, "Telefon", "08-1");
	paper_add_contact(paper, "E-post", NULL);
	paper_add_section(paper, "Fält");
	paper_add(paper, "Rad", "värde");
	paper_add(paper, "Utan", NULL);
	paper_add(paper, "Tom", "");
	paper_add_item(paper, PAPER_ANSWER, "Fråga", "ett\ntvå");
	paper_add_blank(paper, "Namn");
	PaperItem *boxes = paper_add_boxes(paper, "Val");
	paper_add_box(boxes, "ja", TRUE);
	paper_add_box(boxes, "nej", FALSE);
	PaperItem *table = paper_add_table(paper, columns, G_N_ELEMENTS(columns));
	paper_append_code(paper_add_cell(table, "a"), "beef");
	paper_add_cell(table, NULL);
	g_autofree char *text = paper_to_text(paper);
	g_assert_cmpstr(text, ==,
		"TITEL\n\nNämnden\nExempels kommun\nTelefon: 08-1\n\nFält\nRad: värde\n"
		"Fråga\nett\ntvå\nNamn: ______________________________\nVal\n"
		"\xe2\x98\x92 ja\n\xe2\x98\x90 nej\nEtt | Två\na\nbeef | –\n");
}

/* What is found stands in brackets. */
static const struct {
	const char *text;
} marked[] = {
	{ "[Cecilia Bröms] ringde." },
	{ "[CECILIA] och [Bröms] s" },
	{ "[Cecilias] och [Brömss] rapport" },
	{ "[Cecilia-Bröms], [Bröms]: [Cecilia]" },
	{ "[Bröms]:s rum och [Bröms]’s" },
	{ "skrivet till [cecilia.broms]@kommun.example" },
	{ "[cebr] loggade in" },
	{ "[ceci\xcc\x80lia]" },
	{ "Ceciliana, Bröm och Brömsas är andra" },
	{ "af och von är inga namn" },
	{ "" },
};

static void
test_names(void)
{
	g_autoptr(NameParts) names = name_parts_new();

	name_parts_add(names, "Cecilia af Bröms");
	name_parts_add(names, NULL);
	name_parts_add_address(names, "cebr@kommun.example");
	name_parts_add_address(names, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(marked); i++) {
		g_auto(GStrv) pieces = g_strsplit_set(marked[i].text, "[]", -1);
		g_autofree char *plain = g_strjoinv("", pieces);
		g_autoptr(GArray) found = name_parts_find(names, plain);
		g_autoptr(GString) shown = g_string_new(plain);

		for (guint n = found->len; n-- > 0;) {
			const PaperSpan *span = &g_array_index(found, PaperSpan, n);

			g_string_insert_c(shown, span->end, ']');
			g_string_insert_c(shown, span->start, '[');
		}
		g_test_message("%s", shown->str);
		g_assert_cmpstr(shown->str, ==, marked[i].text);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/paper/texts", test_texts);
	g_test_add_func("/paper/whole", test_whole);
	g_test_add_func("/paper/names", test_names);
	return g_test_run();
}
