/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rich text as WordPad, Outlook and old Word write it. Destinations that no
 * reader of the page sees (pictures, objects, styles, deleted and hidden text)
 * must never be read as text.
 */
#include "reader/format.h"

#include <string.h>

#include "reader/rtf-fonts.h"
#include "reader/rtf-text.h"

enum {
	CODEPAGE_MAC = 10000,
	CODEPAGE_PC = 437,
	CODEPAGE_PS2 = 850,
};

typedef struct {
	const char *name;
	void (*run)(Rtf *rtf, const RtfToken *token, guint argument);
	guint argument;
} Word;

static void
on_paragraph(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) token;
	(void) argument;
	if (rtf_now(rtf)->into != RTF_INTO_TEXT)
		return;
	if (rtf_now(rtf)->in_table)
		rtf_add_character(rtf, '\n');
	else
		rtf_flush_lines(rtf);
}

static void
on_character(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) token;
	rtf_add_character(rtf, argument);
}

static void
on_cell(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) token;
	(void) argument;
	if (rtf_now(rtf)->into == RTF_INTO_TEXT)
		rtf_end_cell(rtf);
}

static void
on_row(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) token;
	(void) argument;
	if (rtf_now(rtf)->into != RTF_INTO_TEXT || !rtf->table)
		return;
	document_end_row(rtf->lines.document);
	rtf->row++;
	rtf->column = 0;
}

static void
on_destination(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) token;
	rtf_now(rtf)->into = argument;
}

/* A header or a text box stands on lines of its own, a note in brackets. */
static void
on_apart(Rtf *rtf, const RtfToken *token, guint argument)
{
	RtfGroup *group = rtf_now(rtf);

	(void) token;
	if (group->into != RTF_INTO_TEXT || group->ending != RTF_ENDS_SIMPLY)
		return;
	rtf_flush_bytes(rtf);
	group->outer = rtf->text;
	group->ending = argument;
	group->in_table = argument == RTF_ENDS_NOTE;
	rtf->notes += argument == RTF_ENDS_NOTE;
	rtf->text = g_string_new(NULL);
}

static void
on_form(Rtf *rtf, const RtfToken *token, guint argument)
{
	RtfGroup *group = rtf_now(rtf);

	(void) token;
	group->into = argument == RTF_ENDS_FORM ? RTF_INTO_FORM : RTF_INTO_ITEM;
	group->ending = argument;
	rtf_flush_bytes(rtf);
	if (argument == RTF_ENDS_FORM) {
		rtf->form_type = rtf->first = 0;
		rtf->result = RTF_NO_ANSWER;
		g_ptr_array_set_size(rtf->items, 0);
	}
}

/* What a list chose is read from its data, and not again from the result. */
static void
on_result(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) token;
	(void) argument;
	if (rtf->answered)
		rtf_now(rtf)->into = RTF_INTO_NOTHING;
	rtf->answered = FALSE;
}

static void
on_form_number(Rtf *rtf, const RtfToken *token, guint argument)
{
	gint32 *const numbers[] = { &rtf->form_type, &rtf->result, &rtf->first };

	if (rtf_now(rtf)->into == RTF_INTO_FORM)
		*numbers[argument] = token->number;
}

static void
on_codepage(Rtf *rtf, const RtfToken *token, guint argument)
{
	rtf->codepage = argument ? argument : (guint) MAX(token->number, 0);
}

static void
on_font(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) argument;
	if (rtf_now(rtf)->into != RTF_INTO_FONTS) {
		rtf_now(rtf)->font = token->number;
		return;
	}
	rtf->defining = token->number;
	(void) rtf_fonts_add(rtf->fonts, token->number);
}

static void
on_font_charset(Rtf *rtf, const RtfToken *token, guint argument)
{
	RtfFont *font = g_hash_table_lookup(rtf->fonts, GINT_TO_POINTER(rtf->defining));

	(void) argument;
	if (font && rtf_now(rtf)->into == RTF_INTO_FONTS)
		rtf_font_set_charset(font, token->number);
}

static void
on_default_font(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) argument;
	rtf->default_font = rtf_now(rtf)->font = token->number;
}

static void
on_hidden(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) argument;
	rtf_now(rtf)->hidden = !token->has_number || token->number != 0;
}

static void
on_deleted(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) argument;
	rtf_now(rtf)->deleted = !token->has_number || token->number != 0;
}

static void
on_in_table(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) token;
	/* The paragraphs of a note are one text, as those of a cell. */
	rtf_now(rtf)->in_table = argument || rtf->notes > 0;
}

static void
on_plain(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) token;
	(void) argument;
	rtf_now(rtf)->hidden = rtf_now(rtf)->deleted = FALSE;
	rtf_now(rtf)->font = rtf->default_font;
}

static void
on_nothing(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) rtf;
	(void) token;
	(void) argument;
}

static void
on_substitutes(Rtf *rtf, const RtfToken *token, guint argument)
{
	(void) argument;
	rtf_now(rtf)->uc = CLAMP(token->number, 0, 16);
}

/* A character of Unicode as one or two signed numbers of 16 bits. */
static void
on_unicode(Rtf *rtf, const RtfToken *token, guint argument)
{
	gunichar c = (guint16) token->number;

	(void) argument;
	rtf->skip = rtf_now(rtf)->uc;
	if (c >> 10 == 0xd800 >> 10) {
		rtf->high = c;
		return;
	}
	if (c >> 10 == 0xdc00 >> 10 && rtf->high)
		c = 0x10000 + ((rtf->high & 0x3ff) << 10) + (c & 0x3ff);
	rtf->high = 0;
	if (c >= ' ' && g_unichar_validate(c))
		rtf_add_character(rtf, c);
}

static const Word words[] = {
	{ "par", on_paragraph, 0 },
	{ "sect", on_paragraph, 0 },
	{ "page", on_paragraph, 0 },
	{ "line", on_character, '\n' },
	{ "tab", on_character, '\t' },
	{ "emdash", on_character, 0x2014 },
	{ "endash", on_character, 0x2013 },
	{ "bullet", on_character, 0x2022 },
	{ "lquote", on_character, 0x2018 },
	{ "rquote", on_character, 0x2019 },
	{ "ldblquote", on_character, 0x201c },
	{ "rdblquote", on_character, 0x201d },
	{ "emspace", on_character, ' ' },
	{ "enspace", on_character, ' ' },
	{ "qmspace", on_character, ' ' },
	/* Tables. A table in a cell is lines of the cell. */
	{ "cell", on_cell, 0 },
	{ "row", on_row, 0 },
	{ "nestcell", on_character, '\n' },
	{ "intbl", on_in_table, TRUE },
	{ "pard", on_in_table, FALSE },
	/* Letters. */
	{ "u", on_unicode, 0 },
	{ "uc", on_substitutes, 0 },
	{ "f", on_font, 0 },
	{ "fcharset", on_font_charset, 0 },
	{ "deff", on_default_font, 0 },
	{ "plain", on_plain, 0 },
	{ "v", on_hidden, 0 },
	{ "deleted", on_deleted, 0 },
	{ "ansicpg", on_codepage, 0 },
	{ "mac", on_codepage, CODEPAGE_MAC },
	{ "pc", on_codepage, CODEPAGE_PC },
	{ "pca", on_codepage, CODEPAGE_PS2 },
	/* Fields. */
	{ "fldinst", on_destination, RTF_INTO_INSTRUCTION },
	{ "fldrslt", on_result, 0 },
	{ "formfield", on_form, RTF_ENDS_FORM },
	{ "ffl", on_form, RTF_ENDS_ITEM },
	{ "fftype", on_form_number, 0 },
	{ "ffres", on_form_number, 1 },
	{ "ffdefres", on_form_number, 2 },
	/* What stands apart. */
	{ "header", on_apart, RTF_ENDS_APART },
	{ "headerl", on_apart, RTF_ENDS_APART },
	{ "headerr", on_apart, RTF_ENDS_APART },
	{ "headerf", on_apart, RTF_ENDS_APART },
	{ "footer", on_apart, RTF_ENDS_APART },
	{ "footerl", on_apart, RTF_ENDS_APART },
	{ "footerr", on_apart, RTF_ENDS_APART },
	{ "footerf", on_apart, RTF_ENDS_APART },
	{ "shptxt", on_apart, RTF_ENDS_APART },
	{ "dptxbxtext", on_apart, RTF_ENDS_APART },
	{ "footnote", on_apart, RTF_ENDS_NOTE },
	/* Around text, though old programs skip it. */
	{ "shpinst", on_nothing, 0 },
	{ "shpgrp", on_nothing, 0 },
	{ "do", on_nothing, 0 },
	/* Not on the page. */
	{ "fonttbl", on_destination, RTF_INTO_FONTS },
	{ "colortbl", on_destination, RTF_INTO_NOTHING },
	{ "stylesheet", on_destination, RTF_INTO_NOTHING },
	{ "info", on_destination, RTF_INTO_NOTHING },
	{ "pict", on_destination, RTF_INTO_NOTHING },
	{ "object", on_destination, RTF_INTO_NOTHING },
	{ "sp", on_destination, RTF_INTO_NOTHING },
	{ "shprslt", on_destination, RTF_INTO_NOTHING }, /* the same for old programs */
	{ "listtext", on_destination, RTF_INTO_NOTHING },
	{ "pntext", on_destination, RTF_INTO_NOTHING },
	{ "nonesttables", on_destination, RTF_INTO_NOTHING },
	{ "xe", on_destination, RTF_INTO_NOTHING },
	{ "tc", on_destination, RTF_INTO_NOTHING },
	{ "template", on_destination, RTF_INTO_NOTHING },
};

/* A destination that this table does not know, and that says so, is skipped. */
static void
run_word(Rtf *rtf, const RtfToken *token)
{
	gboolean star = rtf->star;

	rtf->star = FALSE;
	if (rtf_now(rtf)->into == RTF_INTO_NOTHING)
		return;
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(token->word, words[i].name) == 0) {
			words[i].run(rtf, token, words[i].argument);
			return;
		}
	if (star)
		rtf_now(rtf)->into = RTF_INTO_NOTHING;
}

static void
run_sign(Rtf *rtf, guint8 sign)
{
	static const struct {
		guint8 sign;
		gunichar c;
	} signs[] = { { '~', ' ' }, { '_', '-' } };

	if (strchr("{}\\", sign) && sign)
		rtf_take_byte(rtf, sign);
	else if (sign == '\r' || sign == '\n')
		on_paragraph(rtf, NULL, 0);
	else if (sign == '\t')
		rtf_add_character(rtf, '\t');
	rtf->star = sign == '*';
	for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
		if (signs[i].sign == sign)
			rtf_add_character(rtf, signs[i].c);
}

/* A word or sign in the place of a substitute counts as one. */
static gboolean
is_substitute(Rtf *rtf, RtfKind kind)
{
	if (kind == RTF_OPEN || kind == RTF_CLOSE)
		rtf->skip = 0;
	if ((kind != RTF_WORD && kind != RTF_SIGN) || rtf->skip == 0)
		return FALSE;
	rtf->skip--;
	return TRUE;
}

/* FALSE if the text is not one. */
static gboolean
run(Rtf *rtf, const RtfToken *token, GError **error)
{
	if (is_substitute(rtf, token->kind))
		return TRUE;
	if (token->kind == RTF_OPEN && !rtf_open_group(rtf))
		return format_fail(error, "the rich text has too many groups within groups");
	if (token->kind == RTF_CLOSE)
		rtf_close_group(rtf);
	if (token->kind == RTF_WORD)
		run_word(rtf, token);
	if (token->kind == RTF_SIGN)
		run_sign(rtf, token->byte);
	if (token->kind == RTF_BYTE)
		rtf_take_byte(rtf, token->byte);
	return !rtf->over ||
	       format_fail(error, "the text is longer than %u bytes", FORMAT_TEXT_MAX);
}

/* What follows the first group is none of the text. */
static gboolean
run_all(Rtf *rtf, GBytes *content, GError **error)
{
	RtfScan scan = { 0 };
	RtfToken token;

	scan.data = g_bytes_get_data(content, &scan.length);
	do {
		rtf_scan_next(&scan, &token);
		if (!run(rtf, &token, error))
			return FALSE;
	} while (token.kind != RTF_END && rtf->groups->len > 1);
	if (rtf->groups->len > 1)
		return format_fail(error, "the rich text ends too early");
	rtf_flush_lines(rtf);
	return TRUE;
}

static gboolean
rtf_read(GBytes *content, Document *document, GError **error)
{
	Rtf rtf;

	rtf_init(&rtf, document);
	gboolean ok = run_all(&rtf, content, error);
	rtf_clear(&rtf);
	return ok;
}

static gboolean
sniff(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	return length > 5 && memcmp(data, "{\\rtf", 5) == 0;
}

const Format format_rtf = { .name = "rtf", .sniff = sniff, .read = rtf_read, .pages = TRUE };
