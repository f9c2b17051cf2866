/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads a template with the partials that it names into one tree. Where sources
 * come from is the caller's; how large and how deep they may be is said here.
 */
#include <string.h>

#include "adapters/template/template.h"
#include "core/error.h"

/* One load: the files that contain each other, and what is left of the limit. */
typedef struct {
	TemplateForm form;
	TemplateOpen open;
	gpointer user;
	const char *chain[TEMPLATE_MAX_DEPTH]; /* borrowed file names */
	guint depth;
	guint nodes;
} Loader;

static gboolean load_nodes(Loader *loader, const char *file, const char *indent,
	GPtrArray **ret_nodes, GError **error);

/* source with indent before each of its lines. */
static char *
indent_lines(const char *source, gsize *length, const char *indent)
{
	GString *out = g_string_sized_new(*length + 64);
	const char *end = source + *length;

	for (const char *line = source; line < end;) {
		const char *next = memchr(line, '\n', (gsize) (end - line));

		next = next ? next + 1 : end;
		g_string_append(out, indent);
		g_string_append_len(out, line, next - line);
		line = next;
	}
	*length = out->len;
	return g_string_free(out, FALSE);
}

static char *
partial_file(const char *file, const char *name, TemplateForm form)
{
	const char *slash = strrchr(file, '/');
	g_autofree char *folder = slash ? g_strndup(file, (gsize) (slash - file + 1)) : NULL;

	return g_strdup_printf(
		"%s_%s.%s", folder ? folder : "", name, form == TEMPLATE_HTML ? "html" : "txt");
}

static gboolean
load_partial(Loader *loader, const char *file, TemplateNode *node, GError **error)
{
	g_autofree char *partial = partial_file(file, node->text, loader->form);

	for (guint i = 0; i < loader->depth; i++) {
		if (strcmp(loader->chain[i], partial) != 0)
			continue;
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s:%u: the partial '%s' contains itself", file, node->line, node->text);
		return FALSE;
	}
	if (loader->depth == TEMPLATE_MAX_DEPTH) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s:%u: more than %d partials inside each other", file, node->line,
			TEMPLATE_MAX_DEPTH);
		return FALSE;
	}
	if (!load_nodes(loader, partial, node->indent, &node->children, error)) {
		g_prefix_error(error, "%s:%u: partial '%s': ", file, node->line, node->text);
		return FALSE;
	}
	node->file = g_steal_pointer(&partial);
	return TRUE;
}

static gboolean
load_children(Loader *loader, const char *file, GPtrArray *nodes, GError **error)
{
	loader->nodes += nodes->len;
	if (loader->nodes > TEMPLATE_MAX_NODES) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s:1: over %d tags and texts with its partials", file, TEMPLATE_MAX_NODES);
		return FALSE;
	}
	for (guint i = 0; i < nodes->len; i++) {
		TemplateNode *node = g_ptr_array_index(nodes, i);
		gboolean partial = node->type == TEMPLATE_NODE_PARTIAL;

		if (partial && !load_partial(loader, file, node, error))
			return FALSE;
		if (!partial && node->children &&
			!load_children(loader, file, node->children, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
load_nodes(
	Loader *loader, const char *file, const char *indent, GPtrArray **ret_nodes, GError **error)
{
	g_autoptr(GPtrArray) nodes = NULL;
	g_autofree char *source = NULL;
	gsize length = 0;

	if (!loader->open(file, loader->user, &source, &length, error))
		return FALSE;
	if (*indent && length <= TEMPLATE_MAX_BYTES) {
		char *indented = indent_lines(source, &length, indent);
		g_free(source);
		source = indented;
	}
	if (!template_parse(file, source, length, loader->form, &nodes, error))
		return FALSE;
	loader->chain[loader->depth++] = file;
	gboolean good = load_children(loader, file, nodes, error);
	loader->depth--;
	if (good)
		*ret_nodes = g_steal_pointer(&nodes);
	return good;
}

gboolean
template_load(const char *file, TemplateForm form, TemplateOpen opener, gpointer user,
	Template **ret_template, GError **error)
{
	Loader loader = { .form = form, .open = opener, .user = user };
	g_autoptr(GPtrArray) nodes = NULL;

	if (!load_nodes(&loader, file, "", &nodes, error))
		return FALSE;
	Template *template = g_new0(Template, 1);
	template->form = form;
	template->file = g_strdup(file);
	template->nodes = g_steal_pointer(&nodes);
	*ret_template = template;
	return TRUE;
}

void
template_free(Template *template)
{
	if (!template)
		return;
	g_free(template->file);
	g_clear_pointer(&template->nodes, g_ptr_array_unref);
	g_free(template);
}
