/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The body of a Word document: paragraphs, tables, content controls and form
 * fields. Deleted text, hidden text and the prompts of empty controls are
 * nobody's answer and must never be read as one.
 */
#include "reader/docx-body.h"

#include "core/form/return-form.h"
#include "reader/format.h"
#include "reader/symbol.h"

#define SPAN_MAX 100 /* columns that one cell may cover */

/* A setting of node: the element name in the element properties, NULL if there is none. */
static const XmlNode *
setting(const XmlNode *node, const char *properties, const char *name)
{
	const XmlNode *group = xml_child(node, properties);

	return group ? xml_child(group, name) : NULL;
}

static guint
number_of(const XmlNode *node, guint otherwise)
{
	const char *value = node ? xml_attribute(node, "val") : NULL;

	return value ? (guint) CLAMP(g_ascii_strtoll(value, NULL, 10), 0, SPAN_MAX) : otherwise;
}

static void
add_characters(Flow *flow, const char *text)
{
	DocxBody *body = flow->format;

	if (body->answered)
		return;
	if (!body->font) {
		flow_add_text(flow, text);
		return;
	}
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = symbol_character(body->font, g_utf8_get_char(p));

		g_string_append_unichar(flow->text, c ? c : ' ');
	}
	flow->over = flow->over || flow->text->len > FORMAT_TEXT_MAX;
}

static void
open_text(Flow *flow, const XmlNode *node, guint depth)
{
	(void) depth;
	for (const XmlNode *child = node->children; child && !flow->over; child = child->next)
		if (child->text)
			add_characters(flow, child->text);
}

/* A run has one font; hidden text is not on the page. */
static void
open_run(Flow *flow, const XmlNode *node, guint depth)
{
	DocxBody *body = flow->format;
	const XmlNode *fonts = setting(node, "rPr", "rFonts");
	const char *outer = body->font;
	const char *font = fonts ? xml_attribute(fonts, "ascii") : NULL;

	if (xml_is_on(setting(node, "rPr", "vanish")))
		return;
	body->font = symbol_is_font(font) ? font : NULL;
	flow_children(flow, node, depth);
	body->font = outer;
}

/* The answer of a list ends with its paragraph, if not before. */
static void
open_paragraph(Flow *flow, const XmlNode *node, guint depth)
{
	DocxBody *body = flow->format;

	flow_paragraph(flow, node, depth);
	body->answered = 0;
}

static void
open_tab(Flow *flow, const XmlNode *node, guint depth)
{
	/* In paragraph properties it is a stop, not a character. */
	if (node->parent && xml_is(node->parent, "r"))
		flow_tab(flow, node, depth);
}

static void
open_hyphen(Flow *flow, const XmlNode *node, guint depth)
{
	(void) node;
	(void) depth;
	flow_add_text(flow, "-");
}

static void
open_symbol(Flow *flow, const XmlNode *node, guint depth)
{
	const char *code = xml_attribute(node, "char");
	const char *font = xml_attribute(node, "font");
	gunichar c = code ? symbol_character(
				    font, (gunichar) MIN(g_ascii_strtoull(code, NULL, 16), 0xffff))
			  : 0;

	(void) depth;
	if (c)
		g_string_append_unichar(flow->text, c);
}

/* A check box of the old kind stands in the properties of a form field. */
static void
open_legacy_box(Flow *flow, const XmlNode *node, guint depth)
{
	const XmlNode *checked = xml_child(node, "checked");

	(void) depth;
	flow_add_box(flow, xml_is_on(checked ? checked : xml_child(node, "default")));
}

/* So does the choice of a list of the old kind: it is written nowhere else. */
static void
open_legacy_list(Flow *flow, const XmlNode *node, guint depth)
{
	DocxBody *body = flow->format;
	const XmlNode *result = xml_child(node, "result");
	guint index = number_of(result ? result : xml_child(node, "default"), 0);

	(void) depth;
	for (const XmlNode *child = node->children; child; child = child->next) {
		if (!xml_is(child, "listEntry") || index-- > 0)
			continue;
		const char *entry = xml_attribute(child, "val");
		flow_add_text(flow, entry ? entry : "");
		break;
	}
	body->answered = body->fields;
}

static void
open_field_mark(Flow *flow, const XmlNode *node, guint depth)
{
	DocxBody *body = flow->format;
	const char *type = xml_attribute(node, "fldCharType");

	if (type && g_str_equal(type, "begin"))
		body->fields++;
	flow_children(flow, node, depth);
	if (!type || !g_str_equal(type, "end") || body->fields == 0)
		return;
	if (body->answered >= body->fields)
		body->answered = 0;
	body->fields--;
}

static gboolean
shows_prompt(const XmlNode *control)
{
	return xml_is_on(setting(control, "sdtPr", "showingPlcHdr"));
}

/* The field of our form that the control is, NULL if it is none. */
static const ReturnFormField *
field_of(const XmlNode *control)
{
	const XmlNode *tag = setting(control, "sdtPr", "tag");
	const char *value = tag ? xml_attribute(tag, "val") : NULL;

	return value ? return_form_find(value) : NULL;
}

/* What a list means by the words that were chosen from it; else these. */
static const char *
meaning_of(const XmlNode *control, const char *words)
{
	static const char *const kinds[] = { "dropDownList", "comboBox" };

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		const XmlNode *list = setting(control, "sdtPr", kinds[i]);

		for (const XmlNode *item = list ? list->children : NULL; item; item = item->next) {
			const char *shown = item->name ? xml_attribute(item, "displayText") : NULL;
			const char *value = shown ? xml_attribute(item, "value") : NULL;

			if (value && g_str_equal(shown, words))
				return value;
		}
	}
	return words;
}

/* text: NULL of a box. */
static void
add_control(Flow *flow, const ReturnFormField *field, const char *text, gboolean ticked)
{
	const DocxBody *body = flow->format;
	const DocumentControl control = { .tag = field->tag,
		.ticked = ticked,
		.table = body->table,
		.row = body->row,
		.column = body->column };

	document_add_control(flow->document, &control, text);
	flow->over = flow->over || flow->document->controlled > FORMAT_TEXT_MAX;
}

static void
read_field(Flow *flow, const XmlNode *node, const XmlNode *content, const ReturnFormField *field,
	guint depth)
{
	gboolean prompt = !content || shows_prompt(node);
	g_autofree char *said = prompt ? NULL : flow_capture(flow, content, depth);

	add_control(flow, field, said ? meaning_of(node, g_strstrip(said)) : "", FALSE);
}

/* A content control: its box by state, its prompt not at all. */
static void
open_control(Flow *flow, const XmlNode *node, guint depth)
{
	const XmlNode *box = setting(node, "sdtPr", "checkbox");
	const XmlNode *content = xml_child(node, "sdtContent");
	const ReturnFormField *field = field_of(node);
	gboolean ticked = box && xml_is_on(xml_child(box, "checked"));

	if (box)
		flow_add_box(flow, ticked);
	if (box && field)
		add_control(flow, field, NULL, ticked);
	else if (field)
		read_field(flow, node, content, field, depth);
	else if (!box && content && !shows_prompt(node))
		flow_children(flow, content, depth);
}

/* TRUE if a cell to the left or above covers this one: what it holds is not shown. */
static gboolean
is_covered(const XmlNode *cell)
{
	static const char *const merges[] = { "vMerge", "hMerge" };

	for (gsize i = 0; i < G_N_ELEMENTS(merges); i++) {
		const XmlNode *merge = setting(cell, "tcPr", merges[i]);
		const char *value = merge ? xml_attribute(merge, "val") : NULL;

		if (merge && !(value && g_str_equal(value, "restart")))
			return TRUE;
	}
	return setting(cell, "tcPr", "cellDel") != NULL;
}

typedef struct {
	guint table, row, column;
	gboolean prompt;              /* within a control that shows its prompt */
	const ReturnFormField *field; /* that is around cells, not within one; or NULL */
} Place;

/* What the cells from number first on say, which are one cell of the page. g_free() it. */
static char *
say_cells(const Document *document, guint first)
{
	GString *text = g_string_new(NULL);

	for (guint i = first; i < document->cells->len; i++)
		g_string_append_printf(text, "%s\n", document_cell(document, i)->text);
	return g_string_free(text, FALSE);
}

static void
read_cell(Flow *flow, const XmlNode *cell, const Place *place, guint depth)
{
	DocxBody *body = flow->format;
	guint first = flow->document->cells->len;

	body->table = place->table;
	body->row = place->row;
	body->column = place->column;
	if (!place->prompt && !is_covered(cell))
		flow_cell(flow, cell, place->table, place->row, place->column, depth);
	if (place->field) {
		g_autofree char *said = say_cells(flow->document, first);

		add_control(flow, place->field, said, FALSE);
	}
	body->table = 0;
}

/* Cells of a row; controls and markup may stand around cells. */
static void
read_cells(Flow *flow, const XmlNode *parent, Place *place, guint depth)
{
	for (const XmlNode *node = parent->children; node && !flow->over && depth < XML_DEPTH_MAX;
		node = node->next) {
		const Place outer = *place;

		if (!node->name || xml_is(node, "trPr") || xml_is(node, "del"))
			continue;
		if (!xml_is(node, "tc")) {
			place->prompt = outer.prompt || shows_prompt(node);
			place->field = xml_is(node, "sdt") ? field_of(node) : outer.field;
			read_cells(flow, node, place, depth + 1);
			place->prompt = outer.prompt;
			place->field = outer.field;
			continue;
		}
		read_cell(flow, node, place, depth + 1);
		place->column += MAX(number_of(setting(node, "tcPr", "gridSpan"), 1), 1);
	}
}

/* Rows of a table, with the controls of repeated rows around them. */
static void
read_rows(Flow *flow, const XmlNode *parent, Place *place, guint depth)
{
	for (const XmlNode *node = parent->children; node && !flow->over && depth < XML_DEPTH_MAX;
		node = node->next) {
		if (xml_is(node, "sdt") || xml_is(node, "sdtContent") || xml_is(node, "customXml"))
			read_rows(flow, node, place, depth + 1);
		if (!xml_is(node, "tr") || setting(node, "trPr", "del"))
			continue;
		place->column = number_of(setting(node, "trPr", "gridBefore"), 0);
		read_cells(flow, node, place, depth + 1);
		place->row++;
		document_end_row(flow->document);
	}
}

/* A table that lays out other tables is no table: its cells are read one by one. */
static void
open_table(Flow *flow, const XmlNode *node, guint depth)
{
	if (flow->in_cell || flow_holds(node, "tbl", depth)) {
		flow_children(flow, node, depth);
		return;
	}
	Place place = { .table = flow_begin_table(flow) };
	read_rows(flow, node, &place, depth + 1);
}

/* In a table that is no table: what is merged away or deleted is not there either. */
static void
open_cell(Flow *flow, const XmlNode *node, guint depth)
{
	if (!is_covered(node))
		flow_children(flow, node, depth);
}

static void
open_row(Flow *flow, const XmlNode *node, guint depth)
{
	if (!setting(node, "trPr", "del"))
		flow_children(flow, node, depth);
}

/* The same thing for new and for old programs: one of them. */
static void
open_alternatives(Flow *flow, const XmlNode *node, guint depth)
{
	const XmlNode *choice = xml_child(node, "Choice");

	if (!choice)
		choice = xml_child(node, "Fallback");
	if (choice)
		flow_children(flow, choice, depth);
}

static void
open_note_mark(Flow *flow, const XmlNode *node, guint depth)
{
	const DocxBody *body = flow->format;
	GHashTable *notes = xml_is(node, "footnoteReference") ? body->footnotes : body->endnotes;
	const char *id = xml_attribute(node, "id");
	const XmlNode *note = notes && id ? g_hash_table_lookup(notes, id) : NULL;

	if (note)
		flow_note(flow, note, depth);
}

const FlowElement docx_elements[] = {
	{ "p", open_paragraph },
	{ "r", open_run },
	{ "t", open_text },
	{ "rPr", flow_nothing },
	{ "pPr", flow_nothing },
	{ "tcPr", flow_nothing },
	{ "tblPr", flow_nothing },
	{ "tab", open_tab },
	{ "ptab", open_tab },
	{ "br", flow_break },
	{ "cr", flow_break },
	{ "noBreakHyphen", open_hyphen },
	{ "sym", open_symbol },
	{ "fldChar", open_field_mark },
	{ "checkBox", open_legacy_box },
	{ "ddList", open_legacy_list },
	{ "sdt", open_control },
	{ "tbl", open_table },
	{ "tr", open_row },
	{ "tc", open_cell },
	{ "txbxContent", flow_apart },
	{ "AlternateContent", open_alternatives },
	{ "footnoteReference", open_note_mark },
	{ "endnoteReference", open_note_mark },
	{ "del", flow_nothing },       /* deleted */
	{ "moveFrom", flow_nothing },  /* moved away */
	{ "instrText", flow_nothing }, /* what a field computes */
	{ NULL, NULL },
};
