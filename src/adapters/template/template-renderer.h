/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "ports/renderer.h"

/*
 * The renderer of templates in files: LANGUAGE/BASE.subject, BASE.txt and
 * BASE.html, BASE from notice_template(), with partials LANGUAGE/_NAME.txt and
 * _NAME.html. See lexsarah-templates(5).
 */

/*
 * Loads every notice in every language (a NULL-terminated list of "sv", "en"),
 * checks each name for each reader and route, and renders all once. A file is
 * taken from dir, or from fallback if dir has none of that name; fallback may
 * be NULL. NULL on failure; errors: CONFIG, with the first problem.
 */
Renderer *template_renderer_new(const char *dir, const char *fallback, const char *const *languages,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The same checks for a person who edits templates: all problems, not just the
 * first, and files in dir that no notice uses. ret_problems: char *, empty if
 * all is well; transferred. Errors: CONFIG if dir is not a folder.
 */
gboolean template_renderer_check_all(const char *dir, const char *fallback,
	const char *const *languages, GPtrArray **ret_problems,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
