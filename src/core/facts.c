/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How facts are written, in one place: what is unknown is left out, never shown
 * as an empty text.
 */
#include "core/facts.h"

void
facts_put_text(Record *facts, const char *key, const char *text)
{
	if (text && *text)
		record_put_text(facts, key, text);
}

void
facts_put_number(Record *facts, const char *key, gint64 number)
{
	char digits[24];

	g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, number);
	record_put_text(facts, key, digits);
}
