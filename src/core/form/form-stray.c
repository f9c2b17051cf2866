/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What labels find in a form whose controls say better whose words they are. Must not take a
 * line from where somebody wrote it without a control, though a control says the same.
 */
#include "core/form/form-stray.h"

#include <string.h>

/* Each line of text that is not blank. */
static void
count_lines(GHashTable *counts, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i]; i++) {
		const char *line = g_strstrip(lines[i]);
		gint before = GPOINTER_TO_INT(g_hash_table_lookup(counts, line));

		if (*line)
			g_hash_table_insert(counts, g_strdup(line), GINT_TO_POINTER(before + 1));
	}
}

GHashTable *
form_stray_lines(const Document *document)
{
	GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; document->controls && i < document->controls->len; i++) {
		const DocumentControl *control = g_ptr_array_index(document->controls, i);

		if (control->text)
			count_lines(counts, control->text);
	}
	g_autoptr(GHashTable) shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < document->cells->len; i++)
		count_lines(shown, document_cell(document, i)->text);
	GHashTableIter iter;
	gpointer line, count;
	g_hash_table_iter_init(&iter, shown);
	while (g_hash_table_iter_next(&iter, &line, &count)) {
		gint own = GPOINTER_TO_INT(g_hash_table_lookup(counts, line));

		if (own && GPOINTER_TO_INT(count) > own)
			g_hash_table_remove(counts, line);
	}
	return counts;
}

char *
form_stray_leave_out(GHashTable *lines, const char *text)
{
	g_auto(GStrv) all = g_strsplit(text, "\n", -1);
	g_autoptr(GString) left = g_string_new(NULL);
	gboolean found = FALSE;

	for (guint i = 0; all[i]; i++) {
		g_autofree char *line = g_strstrip(g_strdup(all[i]));

		if (*line && g_hash_table_contains(lines, line)) {
			found = TRUE;
			continue;
		}
		g_string_append_printf(left, "%s%s", left->len ? "\n" : "", all[i]);
	}
	return found ? g_strdup(g_strstrip(left->str)) : NULL;
}
