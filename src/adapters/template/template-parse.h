/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Reads a template into a tree. The syntax is that of Mustache
 * (https://github.com/mustache/spec, v1.2) without lambdas, set delimiters and
 * inheritance: {{name}} {{#section}} {{^inverted}} {{/end}} {{! comment }}
 * {{> partial}}, with its rules for tags that stand alone on a line.
 */

#define TEMPLATE_MAX_BYTES 65536 /* of one file */
#define TEMPLATE_MAX_DEPTH 16    /* of sections, and of partials */

/* What a template is for, and so how values are written into it. */
typedef enum {
	TEMPLATE_SUBJECT, /* one line without control characters */
	TEMPLATE_TEXT,    /* lines without control characters */
	TEMPLATE_HTML,    /* the same, escaped; unescaped tags are refused */
	TEMPLATE_FORM_COUNT
} TemplateForm;

typedef enum {
	TEMPLATE_NODE_LITERAL,
	TEMPLATE_NODE_VARIABLE,
	TEMPLATE_NODE_SECTION,
	TEMPLATE_NODE_INVERTED,
	TEMPLATE_NODE_PARTIAL,
	TEMPLATE_NODE_COUNT
} TemplateNodeType;

typedef struct {
	TemplateNodeType type;
	guint line;   /* where its tag starts, from 1 */
	char *text;   /* the literal, or the name as written without spaces */
	char **path;  /* the parts of the name of a value; NULL: there is none, or it is "." */
	char *indent; /* partial: white space before a tag that stands alone, or "" */
	char *file;   /* partial: for messages, set when it is loaded */
	GPtrArray *children; /* TemplateNode *: of a section, and of a loaded partial */
} TemplateNode;

/*
 * source is any bytes; it is refused unless it is UTF-8 without NUL and at most
 * TEMPLATE_MAX_BYTES. file is for messages only ("sv/receipt.txt"). ret_nodes:
 * TemplateNode *, transferred. Errors: CONFIG, "FILE:LINE: what is wrong".
 */
gboolean template_parse(const char *file, const char *source, gsize length, TemplateForm form,
	GPtrArray **ret_nodes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void template_node_free(TemplateNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateNode, template_node_free)
