/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The decision: its date and reference stand close together, and trade places
 * where a form is scanned. Must never take a reference for a date.
 */
#include "core/form/form-rules.h"

#include "core/form/form-date.h"
#include "core/form/form-normal.h"

void
form_decision_mend(const FormPart *part)
{
	ReadingField *reference = reading_find_field(part->record, "delegation_reference");
	ReadingField *date = reading_find_field(part->record, "date");

	if (!reference->raw || reading_field_is_written(date))
		return;
	FormDate found = form_date_find(reference->raw);
	gboolean whole = found.kind != FORM_DATE_NONE && found.start == 0 &&
			 reference->raw[found.end] == '\0';
	if (!whole && !form_date_looks_illegible(reference->raw))
		return;
	*date = *reference;
	*reference = (ReadingField){ 0 };
	g_free(date->value);
	date->value = form_normal_value(READING_DATE, date->raw);
	if (!date->value)
		date->confidence = MIN(date->confidence, CERTAIN_UNREAD);
}
