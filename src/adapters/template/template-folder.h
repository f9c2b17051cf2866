/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "adapters/template/template.h"

/*
 * All templates of some languages, read, checked for each reader and route, and
 * tried. What is wrong with them is in problems.
 */
typedef struct {
	Template *forms[TEMPLATE_FORM_COUNT]; /* NULL if it could not be loaded */
} TemplateSet;

typedef struct {
	GHashTable *sets;      /* "sv/receipt" -> TemplateSet; calendar's has no html */
	GHashTable *steps;     /* "sv" -> GHashTable of template_steps_parse() */
	GHashTable *documents; /* "sv" -> GBytes: the form of an investigation */
	GHashTable *used;      /* set of "sv/receipt.txt": the files that were asked for */
	GPtrArray *problems;   /* char *: "FILE:LINE: ..." */
} TemplateFolder;

/* A file is taken from dir, or from fallback (may be NULL) if dir has none of that name. */
TemplateFolder *template_folder_load(
	const char *dir, const char *fallback, const char *const *languages);

void template_folder_free(TemplateFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateFolder, template_folder_free)
