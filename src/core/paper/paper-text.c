/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document as plain text: an item a line, with whatever lines are its own.
 */
#include "core/form/document.h"
#include "core/paper/paper.h"

#define BLANK "______________________________"

static void
append_boxes(GString *out, const PaperItem *item)
{
	if (item->label)
		g_string_append_printf(out, "%s\n", item->label);
	for (guint i = 0; i < item->parts->len; i++) {
		const PaperItem *option = g_ptr_array_index(item->parts, i);

		g_string_append_printf(out, "%s %s\n",
			option->ticked ? DOCUMENT_BOX_TICKED : DOCUMENT_BOX_CLEAR, option->text);
	}
}

static void
append_table(GString *out, const PaperItem *item)
{
	for (guint c = 0; c < item->n_columns; c++)
		g_string_append_printf(out, "%s%s", c ? " | " : "", item->columns[c].heading);
	for (guint i = 0; i < item->parts->len; i++) {
		const PaperItem *cell = g_ptr_array_index(item->parts, i);

		g_string_append_printf(out, "%s%s", i % item->n_columns ? " | " : "\n", cell->text);
	}
	g_string_append_c(out, '\n');
}

static void
append_item(GString *out, const PaperItem *item)
{
	switch (item->kind) {
	case PAPER_BOXES:
		append_boxes(out, item);
		return;
	case PAPER_TABLE:
		append_table(out, item);
		return;
	case PAPER_BLANK:
		g_string_append_printf(out, "%s: %s\n", item->label, BLANK);
		return;
	case PAPER_ANSWER:
		g_string_append_printf(out, "%s\n%s\n", item->label, item->text);
		return;
	case PAPER_ROW:
	case PAPER_CELL:
		g_string_append_printf(out, "%s: %s\n", item->label, item->text);
		return;
	case PAPER_TEXT:
	case PAPER_HEADING:
	case PAPER_NOTE:
		g_string_append_printf(out, "%s\n", item->text);
	}
}

static void
append_sender(GString *out, const Paper *paper)
{
	if (paper->sender)
		g_string_append_printf(out, "\n%s\n", paper->sender);
	if (paper->organisation)
		g_string_append_printf(out, "%s\n", paper->organisation);
	for (guint i = 0; i < paper->contact->len; i++)
		g_string_append_printf(out, "%s\n", (const char *) paper->contact->pdata[i]);
}

char *
paper_to_text(const Paper *paper)
{
	g_autofree char *title = g_utf8_strup(paper->title, -1);
	GString *text = g_string_new(title);

	g_string_append_c(text, '\n');
	if (paper->warning)
		g_string_append_printf(text, "%s\n", paper->warning);
	append_sender(text, paper);
	for (guint s = 0; s < paper->sections->len; s++) {
		const PaperSection *section = g_ptr_array_index(paper->sections, s);

		g_string_append_printf(text, "\n%s\n", section->heading);
		for (guint i = 0; i < section->items->len; i++)
			append_item(text, g_ptr_array_index(section->items, i));
	}
	return g_string_free(text, FALSE);
}
