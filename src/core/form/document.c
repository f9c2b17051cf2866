/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text model between formats and grammar. Makes every way of writing a
 * check box one of two characters; must never drop a word that was written.
 */
#include "core/form/document.h"

#include "core/text.h"

#include <string.h>

/* How people and programs write a box, and which of the two it is. */
static const struct {
	const char *mark;
	const char *box;
} marks[] = {
	{ "[x]", DOCUMENT_BOX_TICKED }, { "[X]", DOCUMENT_BOX_TICKED },
	{ "[ x ]", DOCUMENT_BOX_TICKED }, { "[ X ]", DOCUMENT_BOX_TICKED },
	{ "(x)", DOCUMENT_BOX_TICKED }, { "(X)", DOCUMENT_BOX_TICKED },
	{ "[ ]", DOCUMENT_BOX_CLEAR }, { "[]", DOCUMENT_BOX_CLEAR }, { "( )", DOCUMENT_BOX_CLEAR },
	{ "\342\230\221", DOCUMENT_BOX_TICKED }, /* U+2611 */
	{ "\342\234\223", DOCUMENT_BOX_TICKED }, /* U+2713 */
	{ "\342\234\224", DOCUMENT_BOX_TICKED }, /* U+2714 */
	{ "\342\234\227", DOCUMENT_BOX_TICKED }, /* U+2717 */
	{ "\342\234\230", DOCUMENT_BOX_TICKED }, /* U+2718 */
	{ "\342\226\240", DOCUMENT_BOX_TICKED }, /* U+25A0 */
	{ "\342\226\241", DOCUMENT_BOX_CLEAR },  /* U+25A1 */
	{ "\342\235\217", DOCUMENT_BOX_CLEAR },  /* U+274F */
	{ "\342\235\221", DOCUMENT_BOX_CLEAR },  /* U+2751 */
	{ "\357\202\250", DOCUMENT_BOX_CLEAR },  /* U+F0A8, Wingdings */
	{ "\357\203\276", DOCUMENT_BOX_TICKED }, /* U+F0FE, Wingdings */
	{ "\357\203\275", DOCUMENT_BOX_TICKED }, /* U+F0FD, Wingdings */
};

static void
cell_free(gpointer data)
{
	DocumentCell *cell = data;

	g_free(cell->text);
	g_free(cell);
}

static void
control_free(gpointer data)
{
	DocumentControl *control = data;

	g_free(control->text);
	g_free(control);
}

Document *
document_new(void)
{
	Document *document = g_new0(Document, 1);

	document->cells = g_ptr_array_new_with_free_func(cell_free);
	document->line = 1;
	return document;
}

void
document_free(Document *document)
{
	if (!document)
		return;
	document_forget(document);
	g_ptr_array_unref(document->cells);
	g_clear_pointer(&document->controls, g_ptr_array_unref);
	g_free(document);
}

void
document_forget(const Document *document)
{
	/* What is kept says nothing that the cells do not. */
	g_clear_pointer(&((Document *) document)->words, g_array_unref);
}

/* TRUE for most characters: no mark begins with them. */
static inline gboolean
is_no_mark(const char *p)
{
	return *p != '[' && *p != '(' && (guchar) *p < (guchar) '\342';
}

/* The length of the box mark at p, 0 if there is none. */
static gsize
mark_at(const char *p, const char **ret_box)
{
	if (is_no_mark(p))
		return 0;
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		if (g_str_has_prefix(p, marks[i].mark)) {
			*ret_box = marks[i].box;
			return strlen(marks[i].mark);
		}
	return 0;
}

const char *
document_box_of(const char *text)
{
	const char *box = NULL;

	if (is_no_mark(text))
		return NULL;
	if (g_str_equal(text, DOCUMENT_BOX_TICKED))
		return DOCUMENT_BOX_TICKED;
	if (g_str_equal(text, DOCUMENT_BOX_CLEAR))
		return DOCUMENT_BOX_CLEAR;
	return mark_at(text, &box) == strlen(text) ? box : NULL;
}

/* How many bytes from p on stay as they are: of ASCII, and U+00C0 to U+00FF. */
static gsize
count_plain(const char *p)
{
	const char *begin = p;

	while (((*p >= ' ' && *p <= '~') || *p == '\xc3') && is_no_mark(p))
		p += *p == '\xc3' ? 2 : 1;
	return (gsize) (p - begin);
}

/* Valid text with boxes made alike; control characters become spaces. */
static char *
make_alike(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 1);

	for (const char *p = text; *p;) {
		gsize plain = count_plain(p);
		const char *box = NULL;

		if (plain) {
			g_string_append_len(out, p, (gssize) plain);
			p += plain;
			continue;
		}
		gunichar c = g_utf8_get_char(p);
		gsize length = g_unichar_isalnum(c) ? 0 : mark_at(p, &box);

		if (length)
			g_string_append(out, box);
		else if (g_unichar_isspace(c) || c < ' ')
			g_string_append_c(out, ' ');
		else if (g_unichar_type(c) != G_UNICODE_FORMAT)
			g_string_append_unichar(out, c);
		p = length ? p + length : g_utf8_next_char(p);
	}
	return g_string_free(out, FALSE);
}

/* Valid, trimmed text as make_alike() gives it: most needs nothing of that. */
static char *
clean(const char *text)
{
	gboolean fit = !strstr(text, "\xc2") && g_utf8_validate(text, -1, NULL);
	g_autofree char *mended = fit ? NULL : text_take_mended(g_utf8_make_valid(text, -1));
	const char *valid = fit ? text : mended;
	gsize plain = count_plain(valid);

	return g_strstrip(valid[plain] ? make_alike(valid) : g_strndup(valid, plain));
}

static void
add(Document *document, const DocumentCell *like, const char *text)
{
	g_autofree char *cleaned = clean(text);

	if (!cleaned[0])
		return;
	DocumentCell *cell = g_memdup2(like, sizeof *like);
	document_forget(document);
	document->length += strlen(cleaned);
	cell->text = g_steal_pointer(&cleaned);
	cell->line = document->line;
	cell->page = document->page;
	g_ptr_array_add(document->cells, cell);
}

void
document_add_line(Document *document, const char *text, double confidence)
{
	add(document, &(DocumentCell){ .confidence = confidence }, text);
	document->line++;
}

guint
document_begin_table(Document *document)
{
	return ++document->tables;
}

void
document_add_cell(Document *document, guint table, guint row, guint column, const char *text,
	double confidence)
{
	DocumentCell like = {
		.table = table, .row = row, .column = column, .confidence = confidence
	};

	if (!strchr(text, '\n')) {
		add(document, &like, text);
		return;
	}
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i]; i++) {
		if (i > 0)
			document->line++;
		add(document, &like, lines[i]);
	}
}

void
document_end_row(Document *document)
{
	document->line++;
}

void
document_add_copy(Document *document, const DocumentCell *cell)
{
	DocumentCell *copy = g_memdup2(cell, sizeof *cell);

	document_forget(document);
	copy->text = g_strdup(cell->text);
	document->length += strlen(copy->text);
	document->line = cell->line + 1;
	g_ptr_array_add(document->cells, copy);
}

char *
document_cell_where(const DocumentCell *cell)
{
	return cell->page ? g_strdup_printf("page %u line %u", cell->page, cell->line)
			  : g_strdup_printf("line %u", cell->line);
}

/* Each line as a cell would have it; blank ones at the ends are left out. */
static char *
clean_lines(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i]; i++) {
		char *cleaned = clean(lines[i]);

		g_free(lines[i]);
		lines[i] = cleaned;
	}
	return g_strstrip(g_strjoinv("\n", lines));
}

void
document_add_control(Document *document, const DocumentControl *like, const char *text)
{
	DocumentControl *control = g_memdup2(like, sizeof *like);

	control->text = text ? clean_lines(text) : NULL;
	if (control->text)
		document->controlled += strlen(control->text);
	if (!document->controls)
		document->controls = g_ptr_array_new_with_free_func(control_free);
	g_ptr_array_add(document->controls, control);
}
