/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "adapters/template/template-parse.h"
#include "adapters/template/template-value.h"

/*
 * A template with its partials, ready to be rendered. Read once; a Template is
 * not changed afterwards and may be used by several threads.
 */

#define TEMPLATE_MAX_NODES  20000   /* with partials */
#define TEMPLATE_MAX_STEPS  1000000 /* nodes visited while rendering */
#define TEMPLATE_MAX_OUTPUT 1048576 /* bytes */

typedef struct {
	TemplateForm form;
	char *file;       /* for messages: "sv/receipt.txt" */
	GPtrArray *nodes; /* TemplateNode * */
} Template;

/*
 * Finds the source of a file. ret_source: its text, g_free() it; ret_length:
 * its bytes. Errors: CONFIG.
 */
typedef gboolean (*TemplateOpen)(
	const char *file, gpointer user, char **ret_source, gsize *ret_length, GError **error);

/*
 * Reads file and the partials that it names. Partial NAME of "sv/receipt.txt"
 * is "sv/_NAME.txt"; html parts use ".html", subjects ".txt". White space
 * before a partial that stands alone on its line is put before each of its
 * lines. Errors: CONFIG with file and line: syntax, no such file, a partial
 * that contains itself, limits.
 */
gboolean template_load(const char *file, TemplateForm form, TemplateOpen opener, gpointer user,
	Template **ret_template, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Writes the template with facts (of a{sv}, see notice.h). A name that is not
 * there writes nothing. False are FALSE, "", an empty list, an empty dictionary
 * and what is not there. A subject comes as one line of at most 200 characters.
 * ret_text: valid UTF-8 without control characters in the values; g_free() it.
 * Errors: CONFIG when a limit is passed.
 */
gboolean template_render(const Template *template, const TemplateValue *facts, char **ret_text,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

void template_free(Template *template);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)
