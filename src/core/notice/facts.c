/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How facts are written, in one place: what is unknown is left out, never shown
 * as an empty text.
 */
#include "core/notice/facts.h"

#include "core/form/consistency.h"

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

void
facts_put_flags(Record *facts, const GPtrArray *flags, const char *language)
{
	RecordList list;

	record_list_init(&list);
	for (guint i = 0; i < flags->len; i++) {
		const PlannedFlag *flag = g_ptr_array_index(flags, i);
		Record dict;

		record_init(&dict);
		facts_put_text(&dict, "title", consistency_title(flag->code, language));
		facts_put_text(&dict, "message", flag->message);
		record_list_add(&list, &dict);
	}
	record_put_list(facts, "flags", &list);
}
