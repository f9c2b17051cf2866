/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How facts are written, in one place: what is unknown is left out, never shown
 * as an empty text.
 */
#include "core/facts.h"

void
facts_put_text(GVariantDict *facts, const char *key, const char *text)
{
	if (text && *text)
		g_variant_dict_insert_value(facts, key, g_variant_new_string(text));
}

void
facts_put_number(GVariantDict *facts, const char *key, gint64 number)
{
	g_variant_dict_insert_value(facts, key,
		g_variant_new_take_string(g_strdup_printf("%" G_GINT64_FORMAT, number)));
}

void
facts_put_boolean(GVariantDict *facts, const char *key, gboolean value)
{
	g_variant_dict_insert_value(facts, key, g_variant_new_boolean(value));
}
