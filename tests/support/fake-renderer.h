/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/error.h"
#include "ports/renderer.h"

/* A renderer that writes the case number, and fails when told. */
typedef struct {
	Renderer base;
	gboolean broken; /* every template is broken */
} FakeRenderer;

static inline gboolean
fake_renderer_render(const Renderer *self, Notice notice, Audience audience G_GNUC_UNUSED,
	Route route G_GNUC_UNUSED, const char *language G_GNUC_UNUSED, GVariant *facts,
	RenderedNotice *ret, GError **error)
{
	const char *id = "-";

	if (((const FakeRenderer *) self)->broken) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s.txt:1: no field \"x\"",
			notice_name(notice));
		return FALSE;
	}
	g_variant_lookup(facts, "case", "&s", &id);
	ret->subject = g_strdup_printf("%s %s", notice_name(notice), id);
	ret->text = g_strdup_printf("%s\n", id);
	ret->html = g_strdup_printf("<p>%s</p>\n", id);
	return TRUE;
}

static inline gboolean
fake_renderer_render_entry(const Renderer *self G_GNUC_UNUSED, const char *language G_GNUC_UNUSED,
	const char *case_id, const CalendarEntry *entry, RenderedEntry *ret,
	GError **error G_GNUC_UNUSED)
{
	ret->summary = g_strdup_printf("%s %s", entry->step, case_id);
	ret->description = g_strdup(case_id);
	return TRUE;
}

static inline gboolean
fake_renderer_fill_form(const Renderer *self G_GNUC_UNUSED, Audience audience G_GNUC_UNUSED,
	Route route G_GNUC_UNUSED, const char *language G_GNUC_UNUSED,
	GVariant *facts G_GNUC_UNUSED, GBytes **ret_form, GError **error G_GNUC_UNUSED)
{
	*ret_form = g_bytes_new_static("PK", 2);
	return TRUE;
}

static inline void
fake_renderer_free(Renderer *self G_GNUC_UNUSED)
{
}

static inline void
fake_renderer_init(FakeRenderer *renderer)
{
	*renderer = (FakeRenderer){ .base = { .render = fake_renderer_render,
					    .render_entry = fake_renderer_render_entry,
					    .fill_form = fake_renderer_fill_form,
					    .free = fake_renderer_free } };
}
