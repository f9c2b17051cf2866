/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was filled in on a page, where it stands. Scripts, actions, hidden
 * notes and files inside are not looked at.
 */
#include "reader/pdf/pdf.h"

#include <string.h>

#define CERTAIN      1.0
#define LINE_HEIGHT  12.0 /* points: of a text in a field that is higher than its text */
#define LETTER_WIDTH 0.5  /* of its height, about */

/* From the bottom of the page to its top. */
static PageArea
turn(const PopplerRectangle *area, double height)
{
	return (PageArea){ area->x1, height - area->y2, area->x2, height - area->y1 };
}

/* Lines of a text in their place: one in the middle, several from the top. */
static void
add_lines(Page *page, const char *text, PageArea area)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	g_strdelimit(valid, "\r", '\n');
	g_auto(GStrv) lines = g_strsplit(g_strchomp(valid), "\n", -1);
	guint n = g_strv_length(lines);
	double room = area.y2 - area.y1, height = MIN(LINE_HEIGHT, room / MAX(n, 1));
	double top = n == 1 && room < 2 * LINE_HEIGHT ? area.y1 + (room - height) / 2 : area.y1;

	for (guint i = 0; i < n; i++) {
		/* What is right of a short text is not right beside it. */
		double width = (double) g_utf8_strlen(lines[i], -1) * LETTER_WIDTH * height;
		PageArea line = { area.x1, top + height * i, MIN(area.x2, area.x1 + width),
			top + height * (i + 1) };

		page_add(page, lines[i], -1, line, CERTAIN);
	}
}

static void
add_button(Page *page, PopplerFormField *field, PageArea area)
{
	PopplerFormButtonType type = poppler_form_field_button_get_button_type(field);

	if (type == POPPLER_FORM_BUTTON_PUSH)
		return;
	page_add(page,
		poppler_form_field_button_get_state(field) ? DOCUMENT_BOX_TICKED
							   : DOCUMENT_BOX_CLEAR,
		-1, area, CERTAIN);
}

static void
add_text(Page *page, PopplerFormField *field, PageArea area)
{
	g_autofree char *text = poppler_form_field_text_is_password(field)
					? NULL
					: poppler_form_field_text_get_text(field);

	if (text)
		add_lines(page, text, area);
}

static void
add_choice(Page *page, PopplerFormField *field, PageArea area)
{
	g_autoptr(GString) chosen = g_string_new(NULL);
	g_autofree char *typed = poppler_form_field_choice_is_editable(field)
					 ? poppler_form_field_choice_get_text(field)
					 : NULL;

	if (typed && *typed)
		g_string_append(chosen, typed);
	for (int i = 0; chosen->len == 0 && i < poppler_form_field_choice_get_n_items(field); i++) {
		g_autofree char *item = poppler_form_field_choice_is_item_selected(field, i)
						? poppler_form_field_choice_get_item(field, i)
						: NULL;

		if (item)
			g_string_append_printf(chosen, "%s\n", item);
	}
	add_lines(page, chosen->str, area);
}

static const struct {
	PopplerFormFieldType type;
	void (*add)(Page *page, PopplerFormField *field, PageArea area);
} kinds[] = {
	{ POPPLER_FORM_FIELD_BUTTON, add_button },
	{ POPPLER_FORM_FIELD_TEXT, add_text },
	{ POPPLER_FORM_FIELD_CHOICE, add_choice },
};

static void
add_fields(PopplerPage *source, Page *page, double height)
{
	GList *fields = poppler_page_get_form_field_mapping(source);

	for (GList *entry = fields; entry; entry = entry->next) {
		const PopplerFormFieldMapping *mapping = entry->data;
		PopplerFormFieldType type = poppler_form_field_get_field_type(mapping->field);

		for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++)
			if (kinds[k].type == type)
				kinds[k].add(page, mapping->field, turn(&mapping->area, height));
	}
	poppler_page_free_form_field_mapping(fields);
}

static gboolean
is_shown(PopplerAnnot *annot)
{
	const int unseen = POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW;

	return (poppler_annot_get_flags(annot) & unseen) == 0;
}

/* Texts typed over the page; notes that open when pointed at are not on it. */
static void
add_typed(PopplerPage *source, Page *page, double height)
{
	GList *annots = poppler_page_get_annot_mapping(source);

	for (GList *entry = annots; entry; entry = entry->next) {
		const PopplerAnnotMapping *mapping = entry->data;
		g_autofree char *text = NULL;

		if (poppler_annot_get_annot_type(mapping->annot) != POPPLER_ANNOT_FREE_TEXT ||
			!is_shown(mapping->annot))
			continue;
		text = poppler_annot_get_contents(mapping->annot);
		if (text)
			add_lines(page, text, turn(&mapping->area, height));
	}
	poppler_page_free_annot_mapping(annots);
}

void
pdf_form_add(PopplerPage *source, Page *page)
{
	double width = 0, height = 0;

	poppler_page_get_size(source, &width, &height);
	add_fields(source, page, height);
	add_typed(source, page, height);
}
