/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms of a mail that never were files: what a reader says of them.
 */
#include "support/forms.h"

#include "adapters/reading-json.h"
#include "support/reading-desk.h"

const Form forms_door = { .name = "Kim Berg",
	.email = "kim.berg@kommun.example",
	.date = "2026-03-02",
	.account = FORMS_DOOR };
const Form forms_medicine = { .name = "Robin Ek",
	.email = "robin.ek@kommun.example",
	.date = "2026-03-04",
	.account = FORMS_MEDICINE };
const Form forms_alarm = { .name = "Mika Lund", .date = "2026-03-05", .account = FORMS_ALARM };

static void
set(ReadingField *field, const char *value, double confidence)
{
	if (value)
		reading_field_set(field, value, value, confidence, "line 1");
}

Reading *
forms_reading(const Form *form)
{
	Reading *reading = reading_new();
	double confidence = form->confidence > 0 ? form->confidence : 1;
	ReadingReport *report = &reading->report;

	reading->has_form = !form->words;
	set(&report->reporter.name, form->name, confidence);
	set(&report->reporter.email, form->email, confidence);
	set(&report->observed.date, form->date, confidence);
	set(&report->observed.time, form->time, confidence);
	set(&report->unit, form->unit, confidence);
	set(&report->description, form->account, confidence);
	set(&report->dnr, form->dnr, confidence);
	set(&report->stamped, form->stamped, confidence);
	if (form->investigation) {
		ReadingRecord record =
			reading_add_record(reading, reading_find_part("investigation"));

		set(reading_find_field(record, "dnr"), form->investigation, confidence);
	}
	return reading;
}

char *
forms_json_all(const Form *const *forms)
{
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "mail");

	for (; *forms; forms++)
		g_ptr_array_add(file->documents, forms_reading(*forms));
	return reading_json_write(file);
}

void
forms_read_all(World *world, const Form *const *forms)
{
	g_autofree char *json = forms_json_all(forms);

	reading_desk_read(world, json, -1);
}
