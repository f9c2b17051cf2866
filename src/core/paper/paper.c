/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents as data. Knows nothing of what they are about, and takes no text in that
 * could change how another one is shown.
 */
#include "core/paper/paper.h"

#include <string.h>

#include "core/text.h"

static void
item_free(PaperItem *item)
{
	g_free(item->label);
	g_free(item->text);
	g_array_unref(item->spans);
	g_ptr_array_unref(item->parts);
	g_free(item);
}

static char *
clean(const char *text)
{
	char *lines = text ? text_to_lines(text) : NULL;

	return lines ? g_strchomp(lines) : NULL;
}

static PaperItem *
item_new(PaperKind kind, const char *label, const char *text)
{
	PaperItem *item = g_new0(PaperItem, 1);

	item->kind = kind;
	item->label = clean(label);
	item->text = clean(text);
	item->spans = g_array_new(FALSE, FALSE, sizeof(PaperSpan));
	item->parts = g_ptr_array_new_with_free_func((GDestroyNotify) item_free);
	return item;
}

static void
section_free(PaperSection *section)
{
	g_free(section->heading);
	g_ptr_array_unref(section->items);
	g_free(section);
}

Paper *
paper_new(const char *title)
{
	Paper *paper = g_new0(Paper, 1);

	paper->title = clean(title);
	paper->contact = g_ptr_array_new_with_free_func(g_free);
	paper->sections = g_ptr_array_new_with_free_func((GDestroyNotify) section_free);
	return paper;
}

void
paper_free(Paper *paper)
{
	if (!paper)
		return;
	g_free(paper->title);
	g_free(paper->organisation);
	g_free(paper->sender);
	g_free(paper->foot);
	g_free(paper->warning);
	g_ptr_array_unref(paper->contact);
	g_ptr_array_unref(paper->sections);
	g_free(paper);
}

void
paper_set_sender(Paper *paper, const char *organisation, const char *sender)
{
	paper->organisation = clean(organisation);
	paper->sender = clean(sender);
}

void
paper_add_contact(Paper *paper, const char *label, const char *text)
{
	g_autofree char *line = text ? text_to_line(text, 0) : NULL;

	if (line)
		g_ptr_array_add(paper->contact, g_strdup_printf("%s: %s", label, line));
}

void
paper_set_foot(Paper *paper, const char *foot)
{
	paper->foot = text_to_line(foot, 0);
}

void
paper_set_warning(Paper *paper, const char *warning)
{
	paper->warning = clean(warning);
}

void
paper_add_section(Paper *paper, const char *heading)
{
	PaperSection *section = g_new0(PaperSection, 1);

	section->heading = clean(heading);
	section->items = g_ptr_array_new_with_free_func((GDestroyNotify) item_free);
	g_ptr_array_add(paper->sections, section);
}

static PaperItem *
add(Paper *paper, PaperItem *item)
{
	PaperSection *section = g_ptr_array_index(paper->sections, paper->sections->len - 1);

	g_ptr_array_add(section->items, item);
	return item;
}

static const char *
or_nothing(const char *text)
{
	g_autofree char *written = text_to_line(text, 1);

	return *written ? text : PAPER_NOTHING;
}

PaperItem *
paper_add_item(Paper *paper, PaperKind kind, const char *label, const char *text)
{
	return add(paper, item_new(kind, label, or_nothing(text)));
}

void
paper_add(Paper *paper, const char *label, const char *text)
{
	if (text && or_nothing(text) == text)
		paper_add_item(paper, label ? PAPER_ROW : PAPER_TEXT, label, text);
}

void
paper_add_blank(Paper *paper, const char *label)
{
	add(paper, item_new(PAPER_BLANK, label, NULL));
}

PaperItem *
paper_add_boxes(Paper *paper, const char *label)
{
	return add(paper, item_new(PAPER_BOXES, label, NULL));
}

void
paper_add_box(PaperItem *boxes, const char *text, gboolean ticked)
{
	PaperItem *option = item_new(PAPER_TEXT, NULL, text);

	option->ticked = ticked;
	g_ptr_array_add(boxes->parts, option);
}

PaperItem *
paper_add_table(Paper *paper, const PaperColumn *columns, guint n_columns)
{
	PaperItem *table = add(paper, item_new(PAPER_TABLE, NULL, NULL));

	table->columns = columns;
	table->n_columns = n_columns;
	return table;
}

PaperItem *
paper_add_cell(PaperItem *table, const char *text)
{
	PaperItem *cell = item_new(PAPER_TEXT, NULL, or_nothing(text));

	g_ptr_array_add(table->parts, cell);
	return cell;
}

void
paper_append_code(PaperItem *item, const char *code)
{
	g_autofree char *line = text_to_line(code, 0);
	g_autofree char *before = g_steal_pointer(&item->text);
	gsize length = before ? strlen(before) + 1 : 0;
	PaperSpan span = { (guint) length, (guint) (length + strlen(line)), PAPER_CODE };

	item->text = before ? g_strdup_printf("%s\n%s", before, line) : g_strdup(line);
	g_array_append_val(item->spans, span);
}

static void
look_at_items(const GPtrArray *items, void (*look)(PaperItem *item, gpointer user), gpointer user)
{
	for (guint i = 0; i < items->len; i++) {
		PaperItem *item = g_ptr_array_index(items, i);

		if (item->text)
			look(item, user);
		look_at_items(item->parts, look, user);
	}
}

void
paper_foreach_text(Paper *paper, void (*look)(PaperItem *item, gpointer user), gpointer user)
{
	for (guint s = 0; s < paper->sections->len; s++)
		look_at_items(((PaperSection *) paper->sections->pdata[s])->items, look, user);
}
