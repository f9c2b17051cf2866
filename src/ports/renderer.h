/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/clock/calendar.h"
#include "core/notice/notice.h"

/*
 * Turns facts into words. Loaded and checked once; afterwards callable from
 * any thread.
 */
typedef struct Renderer Renderer;

typedef struct {
	char *subject; /* one line, UTF-8 */
	char *text;    /* UTF-8, "\n" line ends */
	char *html;
} RenderedNotice;

/* The words of a date in a calendar. */
typedef struct {
	char *summary;     /* one line, UTF-8 */
	char *description; /* UTF-8, "\n" line ends */
} RenderedEntry;

struct Renderer {
	/*
	 * facts: a{sv}, borrowed; filtered by privacy_filter() before it is used.
	 * language: "sv" or "en". ret is untouched on failure (CONFIG).
	 */
	gboolean (*render)(const Renderer *self, Notice notice, Audience audience, Route route,
		const char *language, GVariant *facts, RenderedNotice *ret, GError **error);

	/*
	 * The words of entry, a date of that case: what AUDIENCE_CALENDAR may see. A step
	 * that has no words of its own gets those for any. Otherwise as render().
	 */
	gboolean (*render_entry)(const Renderer *self, const char *language, const char *case_id,
		const CalendarEntry *entry, RenderedEntry *ret, GError **error);

	/*
	 * The form of an investigation as a Word document, with what that reader may see of
	 * facts in it: on a plain route numbers and dates. ret_form: transferred. Otherwise as
	 * render().
	 */
	gboolean (*fill_form)(const Renderer *self, Audience audience, Route route,
		const char *language, GVariant *facts, GBytes **ret_form, GError **error);

	void (*free)(Renderer *self);
};

static inline void
rendered_notice_clear(RenderedNotice *notice)
{
	g_clear_pointer(&notice->subject, g_free);
	g_clear_pointer(&notice->text, g_free);
	g_clear_pointer(&notice->html, g_free);
}

static inline void
rendered_entry_clear(RenderedEntry *entry)
{
	g_clear_pointer(&entry->summary, g_free);
	g_clear_pointer(&entry->description, g_free);
}

static inline void
renderer_free(Renderer *renderer)
{
	if (renderer)
		renderer->free(renderer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RenderedNotice, rendered_notice_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RenderedEntry, rendered_entry_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Renderer, renderer_free)
