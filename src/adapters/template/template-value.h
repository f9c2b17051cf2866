/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Facts taken apart, once for all templates that are rendered with them: a name is
 * found without a look at its neighbours. Not changed afterwards; several threads
 * may read one.
 */
typedef struct {
	GVariant *variant;
	const char *text; /* variant's; NULL: it is no text */
	gboolean is_true; /* see template_render() */
	gboolean is_bool;
	GHashTable *members; /* of a group: char * to TemplateValue *; NULL: it is none */
	GPtrArray *elements; /* of a list: TemplateValue *; NULL: it is none */
} TemplateValue;

TemplateValue *template_value_new(GVariant *variant);
void template_value_free(TemplateValue *value);

/* The member of that name. NULL: there is none, or value is no group. Borrowed. */
const TemplateValue *template_value_member(const TemplateValue *value, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateValue, template_value_free)
