/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents as data. Knows nothing of what they are about.
 */
#include "core/paper.h"

static void
section_free(PaperSection *section)
{
	g_free(section->heading);
	g_ptr_array_unref(section->lines);
	g_free(section);
}

Paper *
paper_new(const char *title)
{
	Paper *paper = g_new0(Paper, 1);

	paper->title = g_strdup(title);
	paper->sections = g_ptr_array_new_with_free_func((GDestroyNotify) section_free);
	return paper;
}

void
paper_free(Paper *paper)
{
	if (!paper)
		return;
	g_free(paper->title);
	g_ptr_array_unref(paper->sections);
	g_free(paper);
}

void
paper_add_section(Paper *paper, const char *heading)
{
	PaperSection *section = g_new0(PaperSection, 1);

	section->heading = g_strdup(heading);
	section->lines = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(paper->sections, section);
}

void
paper_add(Paper *paper, const char *label, const char *text)
{
	PaperSection *section = g_ptr_array_index(paper->sections, paper->sections->len - 1);

	if (text)
		g_ptr_array_add(section->lines,
			label ? g_strdup_printf("%s: %s", label, text) : g_strdup(text));
}

char *
paper_to_text(const Paper *paper)
{
	g_autofree char *title = g_utf8_strup(paper->title, -1);
	GString *text = g_string_new(title);

	g_string_append_c(text, '\n');
	for (guint s = 0; s < paper->sections->len; s++) {
		const PaperSection *section = g_ptr_array_index(paper->sections, s);

		g_string_append_printf(text, "\n%s\n", section->heading);
		for (guint i = 0; i < section->lines->len; i++)
			g_string_append_printf(
				text, "%s\n", (const char *) section->lines->pdata[i]);
	}
	return g_string_free(text, FALSE);
}
