/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text on a terminal: widths and line breaks.
 */
#include <stdlib.h>

#include "cli/layout.h"

static void
test_width(void)
{
	static const struct {
		const char *text;
		guint width;
	} cases[] = {
		{ "", 0 }, { "Solgården", 9 }, { "o\xcc\x88", 1 }, /* o and a combining diaeresis */
		{ "\xe6\xbc\xa2", 2 },                             /* a wide character */
		{ "a\xe2\x80\x8b", 1 },                            /* zero width space */
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpuint(layout_width_of(cases[i].text), ==, cases[i].width);
}

static void
test_wrap(void)
{
	static const struct {
		const char *text;
		guint indent, width;
		const char *wanted;
	} cases[] = {
		{ "", 2, 10, "\n" },
		{ "ett", 0, 3, "ett\n" },
		{ "ett två tre", 0, 7, "ett två\ntre\n" },
		{ "ett två tre", 2, 9, "ett två\n  tre\n" },
		{ "ett två tre", 2, 8, "ett\n  två\n  tre\n" },
		{ "a ordlängreänraden b", 1, 6, "a\n ordlängreänraden\n b\n" },
		{ "rad\n\nrad", 4, 20, "rad\n\n    rad\n" },
		{ "\n", 4, 20, "\n\n" },
		{ "brett", 20, 10, "brett\n" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		char *text = NULL;
		size_t length = 0;
		FILE *out = open_memstream(&text, &length);

		g_assert_nonnull(out);
		layout_print_wrapped(out, cases[i].text, cases[i].indent, cases[i].width);
		g_assert_cmpint(fclose(out), ==, 0);
		g_assert_cmpstr(text, ==, cases[i].wanted);
		free(text);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/layout/width", test_width);
	g_test_add_func("/layout/wrap", test_wrap);
	return g_test_run();
}
