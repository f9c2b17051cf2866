/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The body of an OpenDocument text: paragraphs, lists, tables, form controls.
 * Tracked deletions, comments and prompts must never be read as an answer.
 */
#include "reader/odt-body.h"

#include "reader/format.h"

#define REPEAT_MAX 100 /* spaces or columns that one element may stand for */

static guint
count_of(const XmlNode *node, const char *name)
{
	const char *value = xml_attribute(node, name);

	return value ? (guint) CLAMP(g_ascii_strtoll(value, NULL, 10), 1, REPEAT_MAX) : 1;
}

static gboolean
attribute_is(const XmlNode *node, const char *name, const char *value)
{
	const char *text = xml_attribute(node, name);

	return text && g_ascii_strcasecmp(text, value) == 0;
}

void
odt_add_text(Flow *flow, const char *text)
{
	const OdtBody *body = flow->format;

	if (body->paragraphs == 0)
		return;
	for (const char *p = text; *p; p++) {
		char last = flow->text->len ? flow->text->str[flow->text->len - 1] : '\n';

		if (!g_ascii_isspace(*p))
			g_string_append_c(flow->text, *p);
		else if (!g_ascii_isspace(last))
			g_string_append_c(flow->text, ' ');
	}
	flow->over = flow->over || flow->text->len > FORMAT_TEXT_MAX;
}

static void
open_paragraph(Flow *flow, const XmlNode *node, guint depth)
{
	OdtBody *body = flow->format;

	body->paragraphs++;
	flow_paragraph(flow, node, depth);
	body->paragraphs--;
}

static void
open_spaces(Flow *flow, const XmlNode *node, guint depth)
{
	g_autofree char *spaces = g_strnfill(count_of(node, "c"), ' ');

	(void) depth;
	flow_add_text(flow, spaces);
}

static void
open_box_of_text(Flow *flow, const XmlNode *node, guint depth)
{
	OdtBody *body = flow->format;
	guint outer = body->paragraphs;

	body->paragraphs = 0;
	flow_apart(flow, node, depth);
	body->paragraphs = outer;
}

static void
open_note(Flow *flow, const XmlNode *node, guint depth)
{
	const XmlNode *note = xml_child(node, "note-body");

	if (note)
		flow_note(flow, note, depth);
}

static void
open_section(Flow *flow, const XmlNode *node, guint depth)
{
	if (!attribute_is(node, "display", "none") && !attribute_is(node, "display", "false"))
		flow_children(flow, node, depth);
}

/* What a control of a form shows: its first attribute of these that is there. */
static void
add_value(Flow *flow, const XmlNode *control, guint depth)
{
	static const char *const values[] = { "current-value", "value" };

	for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
		const char *value = xml_attribute(control, values[i]);

		if (!value)
			continue;
		flow_add_text(flow, value);
		return;
	}
	flow_children(flow, control, depth);
}

static void
add_chosen(Flow *flow, const XmlNode *list)
{
	for (const XmlNode *option = list->children; option; option = option->next) {
		const char *label =
			xml_is(option, "option") && attribute_is(option, "current-selected", "true")
				? xml_attribute(option, "label")
				: NULL;
		if (label)
			flow_add_text(flow, label);
	}
}

/* A box of a form with the label that it carries, by its present or its first state. */
static void
add_form_box(Flow *flow, const XmlNode *control)
{
	static const struct {
		const char *name, *ticked;
	} states[] = { { "current-state", "checked" }, { "current-selected", "true" },
		{ "state", "checked" }, { "selected", "true" } };
	const char *label = xml_attribute(control, "label");
	gboolean ticked = FALSE, known = FALSE;

	for (gsize i = 0; i < G_N_ELEMENTS(states) && !known; i++) {
		const char *state = xml_attribute(control, states[i].name);

		known = state != NULL;
		ticked = known && g_str_equal(state, states[i].ticked);
	}
	flow_add_box(flow, ticked);
	if (label) {
		flow_add_text(flow, " ");
		flow_add_text(flow, label);
	}
}

static void
open_control(Flow *flow, const XmlNode *node, guint depth)
{
	const OdtBody *body = flow->format;
	const char *id = xml_attribute(node, "control");
	const XmlNode *control = id ? g_hash_table_lookup(body->controls, id) : NULL;

	if (!control)
		return;
	if (xml_is(control, "checkbox") || xml_is(control, "radio"))
		add_form_box(flow, control);
	else if (xml_is(control, "listbox"))
		add_chosen(flow, control);
	else if (!xml_is(control, "button") && !xml_is(control, "hidden"))
		add_value(flow, control, depth);
}

/* A content control, as in Word: its box by state, its prompt not at all. */
static void
open_content_control(Flow *flow, const XmlNode *node, guint depth)
{
	if (attribute_is(node, "checkbox", "true"))
		flow_add_box(flow, attribute_is(node, "checked", "true"));
	else if (!attribute_is(node, "showing-place-holder", "true"))
		flow_children(flow, node, depth);
}

/* A form field that came from Word: its state is in parameters. */
static void
open_field_mark(Flow *flow, const XmlNode *node, guint depth)
{
	const char *type = xml_attribute(node, "type");
	const char *chosen = NULL;
	gint64 index = -1, at = 0;
	gboolean ticked = FALSE;

	(void) depth;
	for (const XmlNode *param = node->children; param; param = param->next) {
		const char *value = xml_is(param, "param") ? xml_attribute(param, "value") : NULL;

		if (!value)
			continue;
		if (attribute_is(param, "name", "Checkbox_Checked"))
			ticked = g_str_equal(value, "true");
		else if (attribute_is(param, "name", "Dropdown_Selected"))
			index = g_ascii_strtoll(value, NULL, 10);
	}
	for (const XmlNode *param = node->children; param && !chosen; param = param->next)
		if (xml_is(param, "param") && attribute_is(param, "name", "Dropdown_ListEntry") &&
			at++ == index)
			chosen = xml_attribute(param, "value");
	if (type && g_str_has_suffix(type, "FORMCHECKBOX"))
		flow_add_box(flow, ticked);
	else if (chosen)
		flow_add_text(flow, chosen);
}

static void
read_row(Flow *flow, const XmlNode *row_node, guint table, guint row, guint depth)
{
	guint column = 0;

	for (const XmlNode *node = row_node->children; node && !flow->over; node = node->next) {
		if (xml_is(node, "table-cell"))
			flow_cell(flow, node, table, row, column, depth + 1);
		if (xml_is(node, "table-cell") || xml_is(node, "covered-table-cell"))
			column += count_of(node, "number-columns-repeated");
	}
	document_end_row(flow->document);
}

/* Rows, with the groups around them. */
static guint
read_rows(Flow *flow, const XmlNode *parent, guint table, guint row, guint depth)
{
	static const char *const groups[] = { "table-header-rows", "table-rows",
		"table-row-group" };

	for (const XmlNode *node = parent->children; node && !flow->over && depth < XML_DEPTH_MAX;
		node = node->next) {
		for (gsize i = 0; i < G_N_ELEMENTS(groups); i++)
			if (xml_is(node, groups[i]))
				row = read_rows(flow, node, table, row, depth + 1);
		if (xml_is(node, "table-row"))
			read_row(flow, node, table, row++, depth + 1);
	}
	return row;
}

static void
open_table(Flow *flow, const XmlNode *node, guint depth)
{
	if (flow->in_cell || flow_holds(node, "table", depth))
		flow_children(flow, node, depth);
	else
		read_rows(flow, node, flow_begin_table(flow), 0, depth + 1);
}

const FlowElement odt_elements[] = {
	{ "p", open_paragraph },
	{ "h", open_paragraph },
	{ "s", open_spaces },
	{ "tab", flow_tab },
	{ "line-break", flow_break },
	{ "note", open_note },
	{ "section", open_section },
	{ "header", open_section },
	{ "footer", open_section },
	{ "header-left", open_section },
	{ "footer-left", open_section },
	{ "header-first", open_section },
	{ "footer-first", open_section },
	{ "table", open_table },
	{ "control", open_control },
	{ "content-control", open_content_control },
	{ "fieldmark", open_field_mark },
	{ "text-box", open_box_of_text },
	{ "custom-shape", open_box_of_text },
	{ "rect", open_box_of_text },
	{ "title", flow_nothing }, /* of a picture */
	{ "desc", flow_nothing },
	{ "covered-table-cell", flow_nothing },
	{ "tracked-changes", flow_nothing }, /* what was deleted */
	{ "annotation", flow_nothing },
	{ "placeholder", flow_nothing },
	{ "hidden-text", flow_nothing },
	{ "ruby-text", flow_nothing },
	{ "forms", flow_nothing }, /* read where their controls stand */
	{ NULL, NULL },
};

static void
find_controls(GHashTable *controls, const XmlNode *node, guint depth)
{
	static const char *const ids[] = { "id", "control-id" };

	for (const XmlNode *child = node->children; child && depth < XML_DEPTH_MAX;
		child = child->next) {
		if (!child->name)
			continue;
		for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
			const char *id = xml_attribute(child, ids[i]);

			if (id)
				g_hash_table_replace(controls, (gpointer) id, (gpointer) child);
		}
		find_controls(controls, child, depth + 1);
	}
}

static const XmlNode *
find_forms(const XmlNode *node, guint depth)
{
	const XmlNode *found = xml_child(node, "forms");

	for (const XmlNode *child = node->children; child && !found && depth < 4;
		child = child->next)
		found = find_forms(child, depth + 1);
	return found;
}

void
odt_body_init(OdtBody *body, const XmlNode *root)
{
	const XmlNode *forms = find_forms(root, 0);

	*body = (OdtBody){ .controls = g_hash_table_new(g_str_hash, g_str_equal) };
	if (forms)
		find_controls(body->controls, forms, 0);
}

void
odt_body_clear(OdtBody *body)
{
	g_hash_table_unref(body->controls);
}
