/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The texts of law of a clock as one text. Must leave out none: until it is known
 * which law it is, both stand.
 */
#include "core/clock/clock-sources.h"

#include <string.h>

#define JOINT "; "

char *
clock_sources_text(const ClockSource *const *sources, gsize n)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (gsize i = 0; i < n; i++)
		if (sources[i])
			g_string_append_printf(
				text, "%s%s", text->len ? JOINT : "", sources[i]->section);
	return text->len ? g_strdup(text->str) : NULL;
}

char *
clock_sources(const Clock *clock)
{
	const ClockSource *sources[G_N_ELEMENTS(clock->deadlines)] = { NULL };

	for (guint i = 0; i < clock->n_deadlines; i++)
		sources[i] = clock->deadlines[i].source;
	return clock_sources_text(sources, clock->n_deadlines);
}

/* A section may hold the joint itself, so the text is not cut at it. */
static gboolean
is_named(const char *sources, const char *section)
{
	const char *at = strstr(sources, section);
	gsize joint = strlen(JOINT);

	for (; at; at = strstr(at + 1, section)) {
		const char *end = at + strlen(section);
		gboolean begins = at == sources || ((gsize) (at - sources) >= joint &&
							   g_str_has_prefix(at - joint, JOINT));

		if (begins && (!*end || g_str_has_prefix(end, JOINT)))
			return TRUE;
	}
	return FALSE;
}

char *
clock_wordings(const ClockRule *rule, const char *sources)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new();

	for (guint i = 0; sources && i < rule->sources->len; i++) {
		const ClockSource *source = g_ptr_array_index(rule->sources, i);

		if (source->wording && is_named(sources, source->section) &&
			!g_ptr_array_find_with_equal_func(
				found, source->wording, g_str_equal, NULL))
			g_ptr_array_add(found, source->wording);
	}
	if (!found->len)
		return NULL;
	g_ptr_array_add(found, NULL);
	return g_strjoinv(" / ", (char **) found->pdata);
}
