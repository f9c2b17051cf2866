/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads calendar.steps. What is not a line of the two kinds is a mistake that is
 * shown: words that are silently left out would be missed in a calendar only.
 */
#include "adapters/template/template-steps.h"

#include <string.h>

#include "core/clock/calendar.h"
#include "core/text.h"

#define WORDS_CHARS 100

/* NULL: it is right. */
static const char *
fault_of(GHashTable *steps, const char *name, const char *words)
{
	g_autofree char *shown = text_to_line(words, 0);

	if (!words || !calendar_is_step(name))
		return "write NAME: words, the name with letters, digits, - and _";
	if (g_hash_table_contains(steps, name))
		return "this step has its words already";
	if (!*words || g_utf8_strlen(words, -1) > WORDS_CHARS)
		return "a step has 1 to 100 characters of words";
	if (strcmp(words, shown) != 0)
		return "there are characters that cannot be shown";
	if (strstr(words, "{{"))
		return "fields stand in calendar.subject and calendar.txt only";
	return NULL;
}

static void
take_line(GHashTable *steps, const char *file, guint number, char *line, GPtrArray *problems)
{
	g_strstrip(line);
	if (!*line || *line == '#')
		return;
	char *colon = strchr(line, ':');
	if (colon)
		*colon = '\0';
	const char *name = g_strchomp(line);
	const char *words = colon ? g_strstrip(colon + 1) : NULL;
	const char *fault = fault_of(steps, name, words);
	if (fault)
		g_ptr_array_add(problems, g_strdup_printf("%s:%u: %s", file, number, fault));
	else
		g_hash_table_insert(steps, g_strdup(name), g_strdup(words));
}

GHashTable *
template_steps_parse(const char *file, const char *source, gsize length, GPtrArray *problems)
{
	GHashTable *steps = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	if (!g_utf8_validate_len(source, length, NULL)) {
		g_ptr_array_add(problems,
			g_strdup_printf(
				"%s:1: the text is not UTF-8; save the file as UTF-8", file));
		return steps;
	}
	g_auto(GStrv) lines = g_strsplit(source, "\n", -1);
	for (guint i = 0; lines[i]; i++)
		take_line(steps, file, i + 1, lines[i], problems);
	return steps;
}
