/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/notice.h"

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

struct Renderer {
	/*
	 * facts: a{sv}, borrowed; filtered by privacy_filter() before it is used.
	 * language: "sv" or "en". ret is untouched on failure (CONFIG).
	 */
	gboolean (*render)(const Renderer *self, Notice notice, Audience audience, Route route,
		const char *language, GVariant *facts, RenderedNotice *ret, GError **error);

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
renderer_free(Renderer *renderer)
{
	if (renderer)
		renderer->free(renderer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RenderedNotice, rendered_notice_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Renderer, renderer_free)
