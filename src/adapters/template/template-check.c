/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeps invariant 7 where it is cheapest to keep: a template that names a field
 * which its reader may not see never gets as far as a mail. Walks the tree as
 * the renderer will, with names of sections in place of values.
 */
#include "adapters/template/template-check.h"

#include <string.h>

#include "core/notice/privacy.h"

typedef struct {
	Audience audience;
	Route route;
	GPtrArray *scopes; /* const PrivacyField *, innermost last; of the sections around */
	GPtrArray *problems;
} Checking;

static void check_nodes(Checking *checking, const char *file, const GPtrArray *nodes);

void
template_check_add_problem(GPtrArray *problems, char *problem)
{
	if (g_ptr_array_find_with_equal_func(problems, problem, g_str_equal, NULL))
		g_free(problem);
	else
		g_ptr_array_add(problems, problem);
}

static void report(Checking *checking, const char *file, const TemplateNode *node,
	const char *format, ...) G_GNUC_PRINTF(4, 5);

static void
report(Checking *checking, const char *file, const TemplateNode *node, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_autofree char *what = g_strdup_vprintf(format, args);
	va_end(args);
	template_check_add_problem(
		checking->problems, g_strdup_printf("%s:%u: %s", file, node->line, what));
}

/*
 * The whole name of a field: its first part is looked for in the sections from
 * the inside outwards, as the renderer does.
 */
static char *
full_name(const Checking *checking, const char *name)
{
	g_autofree char *first = g_strndup(name, strcspn(name, "."));
	const GPtrArray *scopes = checking->scopes;

	if (strcmp(name, ".") == 0) {
		const PrivacyField *scope =
			scopes->len ? g_ptr_array_index(scopes, scopes->len - 1) : NULL;
		return scope ? g_strdup(scope->name) : g_strdup(name);
	}
	for (guint i = scopes->len; i > 0; i--) {
		const PrivacyField *scope = g_ptr_array_index(scopes, i - 1);
		g_autofree char *inner = g_strconcat(scope->name, ".", first, NULL);

		if (privacy_knows(inner))
			return g_strconcat(scope->name, ".", name, NULL);
	}
	return g_strdup(name);
}

/* The row that a node names, or NULL after saying what is wrong. */
static const PrivacyField *
check_name(Checking *checking, const char *file, const TemplateNode *node)
{
	g_autofree char *name = full_name(checking, node->text);
	const PrivacyField *field = privacy_find_field(name);

	if (field && privacy_allows(name, checking->audience, checking->route))
		return field;
	g_autofree char *allowed = privacy_list_allowed(checking->audience, checking->route);
	report(checking, file, node, "the field '%s' %s; allowed for the %s on a %s route: %s",
		name, field ? "may not be shown" : "does not exist",
		audience_name(checking->audience), route_name(checking->route), allowed);
	return NULL;
}

static void
check_variable(Checking *checking, const char *file, const TemplateNode *node)
{
	const PrivacyField *field = check_name(checking, file, node);
	gboolean element = strcmp(node->text, ".") == 0;

	if (!field || field->kind == PRIVACY_TEXT || (field->kind == PRIVACY_TEXTS && element))
		return;
	report(checking, file, node,
		"the field '%s' is not a text; use it as a section: {{#%s}}...{{/%s}}", field->name,
		field->name, field->name);
}

static void
check_section(Checking *checking, const char *file, const TemplateNode *node)
{
	const PrivacyField *field = check_name(checking, file, node);
	gboolean inside =
		field && node->type == TEMPLATE_NODE_SECTION && field->kind != PRIVACY_BOOLEAN;

	/* Below a refused section every name would be wrong; one message is enough. */
	if (!field)
		return;
	if (inside)
		g_ptr_array_add(checking->scopes, (gpointer) field);
	check_nodes(checking, file, node->children);
	if (inside)
		g_ptr_array_set_size(checking->scopes, (int) checking->scopes->len - 1);
}

static void
check_nodes(Checking *checking, const char *file, const GPtrArray *nodes)
{
	for (guint i = 0; i < nodes->len; i++) {
		const TemplateNode *node = g_ptr_array_index(nodes, i);

		switch (node->type) {
		case TEMPLATE_NODE_LITERAL:
		case TEMPLATE_NODE_COUNT:
			break;
		case TEMPLATE_NODE_VARIABLE:
			check_variable(checking, file, node);
			break;
		case TEMPLATE_NODE_SECTION:
		case TEMPLATE_NODE_INVERTED:
			check_section(checking, file, node);
			break;
		case TEMPLATE_NODE_PARTIAL:
			check_nodes(checking, node->file, node->children);
			break;
		}
	}
}

void
template_check_names(const Template *template, Audience audience, Route route, GPtrArray *problems)
{
	g_autoptr(GPtrArray) scopes = g_ptr_array_new();
	Checking checking = {
		.audience = audience,
		.route = route,
		.scopes = scopes,
		.problems = problems,
	};

	check_nodes(&checking, template->file, template->nodes);
}
