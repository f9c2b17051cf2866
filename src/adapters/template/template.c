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
	GPtrArray *contexts; /* GVariant *, borrowed */
	guint steps;
} Rendering;

static gboolean render_nodes(Rendering *rendering, const GPtrArray *nodes, GError **error);

/* The value of a name, a new reference, or NULL. Only the first part of a dotted
 * name is looked for outwards. */
static GVariant *
look_up(const Rendering *rendering, const char *name)
{
	const GPtrArray *contexts = rendering->contexts;

	if (strcmp(name, ".") == 0)
		return g_variant_ref(g_ptr_array_index(contexts, contexts->len - 1));
	g_auto(GStrv) parts = g_strsplit(name, ".", 0);
	g_autoptr(GVariant) value = NULL;
	for (guint i = contexts->len; i > 0 && !value; i--) {
		GVariant *context = g_ptr_array_index(contexts, i - 1);
		if (g_variant_is_of_type(context, G_VARIANT_TYPE_VARDICT))
			value = g_variant_lookup_value(context, parts[0], NULL);
	}
	for (guint i = 1; value && parts[i]; i++) {
		g_autoptr(GVariant) outer = g_steal_pointer(&value);
		if (g_variant_is_of_type(outer, G_VARIANT_TYPE_VARDICT))
			value = g_variant_lookup_value(outer, parts[i], NULL);
	}
	return g_steal_pointer(&value);
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
append_variable(Rendering *rendering, GVariant *value)
{
	if (!value || !g_variant_is_of_type(value, G_VARIANT_TYPE_STRING))
		return;
	const char *text = g_variant_get_string(value, NULL);
	g_autofree char *clean = rendering->template->form == TEMPLATE_SUBJECT
					 ? text_to_line(text, 0)
					 : text_to_lines(text);
	if (rendering->template->form == TEMPLATE_HTML)
		append_escaped(rendering->out, clean);
	else
		g_string_append(rendering->out, clean);
}

static gboolean
is_list(GVariant *value)
{
	return g_variant_is_of_type(value, G_VARIANT_TYPE_ARRAY) &&
	       !g_variant_is_of_type(value, G_VARIANT_TYPE_VARDICT);
}

static gboolean
is_true(GVariant *value)
{
	if (!value)
		return FALSE;
	if (g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN))
		return g_variant_get_boolean(value);
	if (g_variant_is_of_type(value, G_VARIANT_TYPE_STRING))
		return *g_variant_get_string(value, NULL) != '\0';
	return g_variant_is_container(value) && g_variant_n_children(value) > 0;
}

static gboolean
render_in(Rendering *rendering, const TemplateNode *node, GVariant *context, GError **error)
{
	g_ptr_array_add(rendering->contexts, context);
	gboolean good = render_nodes(rendering, node->children, error);
	g_ptr_array_set_size(rendering->contexts, (int) rendering->contexts->len - 1);
	return good;
}

static gboolean
render_section(Rendering *rendering, const TemplateNode *node, GVariant *value, GError **error)
{
	if (!is_true(value))
		return TRUE;
	if (g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN))
		return render_nodes(rendering, node->children, error);
	if (!is_list(value))
		return render_in(rendering, node, value, error);
	for (gsize i = 0; i < g_variant_n_children(value); i++) {
		g_autoptr(GVariant) element = g_variant_get_child_value(value, i);
		if (!render_in(rendering, node, element, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
render_node(Rendering *rendering, const TemplateNode *node, GError **error)
{
	g_autoptr(GVariant) value = NULL;

	switch (node->type) {
	case TEMPLATE_NODE_LITERAL:
		g_string_append(rendering->out, node->text);
		return TRUE;
	case TEMPLATE_NODE_PARTIAL:
		return render_nodes(rendering, node->children, error);
	case TEMPLATE_NODE_VARIABLE:
		value = look_up(rendering, node->text);
		append_variable(rendering, value);
		return TRUE;
	case TEMPLATE_NODE_SECTION:
		value = look_up(rendering, node->text);
		return render_section(rendering, node, value, error);
	case TEMPLATE_NODE_INVERTED:
		value = look_up(rendering, node->text);
		return is_true(value) || render_nodes(rendering, node->children, error);
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
template_render(const Template *template, GVariant *facts, char **ret_text, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GPtrArray) contexts = g_ptr_array_new();
	Rendering rendering = { .template = template, .out = out, .contexts = contexts };

	g_return_val_if_fail(g_variant_is_of_type(facts, G_VARIANT_TYPE_VARDICT), FALSE);
	g_ptr_array_add(contexts, facts);
	if (!render_nodes(&rendering, template->nodes, error))
		return FALSE;
	*ret_text = template->form == TEMPLATE_SUBJECT ? text_to_line(out->str, SUBJECT_CHARS)
						       : g_strdup(out->str);
	return TRUE;
}
