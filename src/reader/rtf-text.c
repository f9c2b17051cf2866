/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a rich text as it is gathered: bytes become letters, letters
 * lines and cells. Must never show what stands in a group that is not shown.
 */
#include "reader/rtf-text.h"

#include <string.h>

#include "reader/charset.h"
#include "reader/format.h"
#include "reader/rtf-fonts.h"
#include "reader/symbol.h"

#define GROUPS_MAX    250 /* groups within groups */
#define ITEMS_MAX     100 /* of a list in a form */
#define FONT_NAME_MAX 64  /* bytes of a font's name */

RtfGroup *
rtf_now(Rtf *rtf)
{
	return &g_array_index(rtf->groups, RtfGroup, rtf->groups->len - 1);
}

static gboolean
is_shown(Rtf *rtf)
{
	const RtfGroup *group = rtf_now(rtf);

	return group->into == RTF_INTO_TEXT && !group->hidden && !group->deleted;
}

void
rtf_flush_bytes(Rtf *rtf)
{
	GByteArray *bytes = rtf->pending;
	g_autofree char *text = NULL;

	if (bytes->len == 0)
		return;
	text = charset_decode(bytes->data, bytes->len, rtf->pending_codepage);
	g_string_append(rtf->text, text);
	g_byte_array_set_size(bytes, 0);
	rtf->over = rtf->over || rtf->text->len > FORMAT_TEXT_MAX;
}

void
rtf_flush_lines(Rtf *rtf)
{
	rtf_flush_bytes(rtf);
	g_auto(GStrv) lines = g_strsplit(rtf->text->str, "\n", -1);

	rtf->table = 0;
	for (guint i = 0; lines[i]; i++)
		lines_add(&rtf->lines, lines[i]);
	g_string_truncate(rtf->text, 0);
	rtf->over = rtf->over || rtf->lines.document->length > FORMAT_TEXT_MAX;
}

void
rtf_add_character(Rtf *rtf, gunichar c)
{
	if (!is_shown(rtf))
		return;
	rtf_flush_bytes(rtf);
	g_string_append_unichar(rtf->text, c);
}

static void
add_byte(Rtf *rtf, guint8 byte)
{
	const RtfFont *font = g_hash_table_lookup(rtf->fonts, GINT_TO_POINTER(rtf_now(rtf)->font));
	guint codepage = font && font->codepage ? font->codepage : rtf->codepage;

	if (font && symbol_is_font(font->name->str)) {
		gunichar c = symbol_character(font->name->str, byte);

		rtf_add_character(rtf, c ? c : ' ');
		return;
	}
	if (codepage != rtf->pending_codepage)
		rtf_flush_bytes(rtf);
	rtf->pending_codepage = codepage;
	g_byte_array_append(rtf->pending, &byte, 1);
}

void
rtf_take_byte(Rtf *rtf, guint8 byte)
{
	RtfFont *font;

	if (rtf->skip > 0) {
		rtf->skip--;
		return;
	}
	rtf->high = 0;
	switch (rtf_now(rtf)->into) {
	case RTF_INTO_TEXT:
		if (is_shown(rtf))
			add_byte(rtf, byte);
		break;
	case RTF_INTO_FONTS:
		font = g_hash_table_lookup(rtf->fonts, GINT_TO_POINTER(rtf->defining));
		if (font && byte != ';' && font->name->len < FONT_NAME_MAX)
			g_string_append_c(font->name, (char) byte);
		break;
	case RTF_INTO_ITEM:
		g_byte_array_append(rtf->pending, &byte, 1);
		break;
	case RTF_INTO_NOTHING:
	case RTF_INTO_INSTRUCTION:
	case RTF_INTO_FORM:
		break;
	}
}

void
rtf_end_cell(Rtf *rtf)
{
	Document *document = rtf->lines.document;

	rtf_flush_bytes(rtf);
	if (!rtf->table) {
		rtf->lines.table = 0;
		rtf->table = document_begin_table(document);
		rtf->row = rtf->column = 0;
	}
	/* A tab in a cell is white space. */
	g_strdelimit(rtf->text->str, "\t", ' ');
	g_strchomp(rtf->text->str);
	document_add_cell(document, rtf->table, rtf->row, rtf->column++, rtf->text->str, 1);
	g_string_truncate(rtf->text, 0);
	rtf->over = rtf->over || document->length > FORMAT_TEXT_MAX;
}

void
rtf_init(Rtf *rtf, Document *document)
{
	const RtfGroup outermost = { .uc = 1 };

	*rtf = (Rtf){ .lines = { .document = document }, .codepage = 1252 };
	rtf->fonts = rtf_fonts_new();
	rtf->groups = g_array_new(FALSE, FALSE, sizeof(RtfGroup));
	rtf->text = g_string_new(NULL);
	rtf->pending = g_byte_array_new();
	rtf->items = g_ptr_array_new_with_free_func(g_free);
	g_array_append_val(rtf->groups, outermost);
}

void
rtf_clear(Rtf *rtf)
{
	for (guint i = 0; i < rtf->groups->len; i++) {
		GString *outer = g_array_index(rtf->groups, RtfGroup, i).outer;

		if (outer)
			g_string_free(outer, TRUE);
	}
	g_hash_table_unref(rtf->fonts);
	g_array_unref(rtf->groups);
	g_string_free(rtf->text, TRUE);
	g_byte_array_unref(rtf->pending);
	g_ptr_array_unref(rtf->items);
}

gboolean
rtf_open_group(Rtf *rtf)
{
	RtfGroup group = *rtf_now(rtf);

	group.ending = RTF_ENDS_SIMPLY;
	group.outer = NULL;
	g_array_append_val(rtf->groups, group);
	return rtf->groups->len <= GROUPS_MAX;
}

/* A field of a form: 0 is text, which its result says; 1 a box, 2 a list. */
static void
end_form(Rtf *rtf)
{
	gint32 chosen = rtf->result == RTF_NO_ANSWER ? rtf->first : rtf->result;
	const RtfGroup *group = rtf_now(rtf);

	if (group->into == RTF_INTO_NOTHING || group->hidden || group->deleted)
		return;
	rtf_flush_bytes(rtf);
	if (rtf->form_type == 1)
		g_string_append(rtf->text, chosen ? DOCUMENT_BOX_TICKED : DOCUMENT_BOX_CLEAR);
	rtf->answered = rtf->form_type == 2 && chosen >= 0 && (guint) chosen < rtf->items->len;
	if (rtf->answered)
		g_string_append(rtf->text, rtf->items->pdata[chosen]);
}

static void
end_item(Rtf *rtf)
{
	if (rtf->items->len < ITEMS_MAX)
		g_ptr_array_add(rtf->items,
			charset_decode(rtf->pending->data, rtf->pending->len, rtf->codepage));
	g_byte_array_set_size(rtf->pending, 0);
}

static void
end_apart(Rtf *rtf, GString *outer)
{
	guint table = rtf->table;

	rtf_flush_lines(rtf);
	rtf->table = table;
	g_string_free(rtf->text, TRUE);
	rtf->text = outer;
}

static void
end_note(Rtf *rtf, GString *outer)
{
	rtf_flush_bytes(rtf);
	g_strdelimit(rtf->text->str, "\n\t", ' ');
	g_strstrip(rtf->text->str);
	if (rtf->text->str[0])
		g_string_append_printf(outer, " (%s)", rtf->text->str);
	g_string_free(rtf->text, TRUE);
	rtf->text = outer;
	rtf->notes--;
}

void
rtf_close_group(Rtf *rtf)
{
	RtfGroup group = *rtf_now(rtf);

	if (group.ending == RTF_ENDS_ITEM)
		end_item(rtf);
	if (group.ending == RTF_ENDS_APART)
		end_apart(rtf, group.outer);
	if (group.ending == RTF_ENDS_NOTE)
		end_note(rtf, group.outer);
	g_array_set_size(rtf->groups, rtf->groups->len - 1);
	/* The data stand within an instruction: the box is where the field is. */
	if (group.ending == RTF_ENDS_FORM)
		end_form(rtf);
}
