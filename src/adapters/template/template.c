/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Renders templates. Values are always cleaned and, in html, escaped: there is
 * no way to write one raw. It decides nothing on who may see what:
 * template-check.c does, before.
 */
#include "adapters/template/template.h"

#include <string.h>

#include "core/error.h"
#include "core/text.h"

#define SUBJECT_CHARS 200

/* One rendering: the values that names are looked up in, innermost last. */
typedef struct {
	const Template *template;
	GString *out;
	GPtrArray *contexts; /* const TemplateValue * */
	guint steps;
} Rendering;

static gboolean render_nodes(Rendering *rendering, const GPtrArray *nodes, GError **error);

/*
 * The value of a name, or NULL. Only the first part of a dotted name is looked for outwards.
 */
static const TemplateValue *
look_up(const Rendering *rendering, const TemplateNode *node)
{
	const GPtrArray *contexts = rendering->contexts;
	const TemplateValue *value = NULL;

	if (!node->path)
		return g_ptr_array_index(contexts, contexts->len - 1);
	for (guint i = contexts->len; i > 0 && !value; i--)
		value = template_value_member(g_ptr_array_index(contexts, i - 1), node->path[0]);
	for (guint i = 1; value && node->path[i]; i++)
		value = template_value_member(value, node->path[i]);
	return value;
}

/* Numeric, because mail programs of HTML 4 do not know &apos;. */
static void
append_escaped(GString *out, const char *text)
{
	static const char *const entities[128] = {
		['&'] = "&amp;",
		['<'] = "&lt;",
		['>'] = "&gt;",
		['"'] = "&quot;",
		['\''] = "&#39;",
	};

	for (const char *p = text; *p; p++) {
		guchar c = (guchar) *p;

		if (c < G_N_ELEMENTS(entities) && entities[c])
			g_string_append(out, entities[c]);
		else
			g_string_append_c(out, *p);
	}
}

static void
append_variable(Rendering *rendering, const TemplateValue *value)
{
	if (!value || !value->text)
		return;
	g_autofree char *clean = rendering->template->form == TEMPLATE_SUBJECT
					 ? text_to_line(value->text, 0)
					 : text_to_lines(value->text);
	if (rendering->template->form == TEMPLATE_HTML)
		append_escaped(rendering->out, clean);
	else
		g_string_append(rendering->out, clean);
}

static gboolean
render_in(Rendering *rendering, const TemplateNode *node, const TemplateValue *context,
	GError **error)
{
	g_ptr_array_add(rendering->contexts, (gpointer) context);
	gboolean good = render_nodes(rendering, node->children, error);
	g_ptr_array_set_size(rendering->contexts, (int) rendering->contexts->len - 1);
	return good;
}

static gboolean
render_section(
	Rendering *rendering, const TemplateNode *node, const TemplateValue *value, GError **error)
{
	if (!value || !value->is_true)
		return TRUE;
	if (value->is_bool)
		return render_nodes(rendering, node->children, error);
	if (!value->elements)
		return render_in(rendering, node, value, error);
	for (guint i = 0; i < value->elements->len; i++)
		if (!render_in(rendering, node, g_ptr_array_index(value->elements, i), error))
			return FALSE;
	return TRUE;
}

static gboolean
render_node(Rendering *rendering, const TemplateNode *node, GError **error)
{
	const TemplateValue *value;

	switch (node->type) {
	case TEMPLATE_NODE_LITERAL:
		g_string_append(rendering->out, node->text);
		return TRUE;
	case TEMPLATE_NODE_PARTIAL:
		return render_nodes(rendering, node->children, error);
	case TEMPLATE_NODE_VARIABLE:
		append_variable(rendering, look_up(rendering, node));
		return TRUE;
	case TEMPLATE_NODE_SECTION:
		return render_section(rendering, node, look_up(rendering, node), error);
	case TEMPLATE_NODE_INVERTED:
		value = look_up(rendering, node);
		return (value && value->is_true) || render_nodes(rendering, node->children, error);
	case TEMPLATE_NODE_COUNT:
		break;
	}
	g_assert_not_reached();
}

static gboolean
render_nodes(Rendering *rendering, const GPtrArray *nodes, GError **error)
{
	for (guint i = 0; i < nodes->len; i++) {
		if (!render_node(rendering, g_ptr_array_index(nodes, i), error))
			return FALSE;
		if (++rendering->steps <= TEMPLATE_MAX_STEPS &&
			rendering->out->len <= TEMPLATE_MAX_OUTPUT)
			continue;
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: the mail would be too long; say less in the template",
			rendering->template->file);
		return FALSE;
	}
	return TRUE;
}

gboolean
template_render(
	const Template *template, const TemplateValue *facts, char **ret_text, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GPtrArray) contexts = g_ptr_array_new();
	Rendering rendering = { .template = template, .out = out, .contexts = contexts };

	g_return_val_if_fail(facts->members, FALSE);
	g_ptr_array_add(contexts, (gpointer) facts);
	if (!render_nodes(&rendering, template->nodes, error))
		return FALSE;
	*ret_text = template->form == TEMPLATE_SUBJECT ? text_to_line(out->str, SUBJECT_CHARS)
						       : g_strdup(out->str);
	return TRUE;
}
