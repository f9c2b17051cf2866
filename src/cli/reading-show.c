/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reading for people, in the order of the form. Must never show text from a
 * file on a terminal as it came.
 */
#include "cli/reading-show.h"

#include "cli/table.h"
#include "core/text.h"

static void
show_field(const CliContext *context, const char *name, const ReadingField *field, gboolean where)
{
	if (!reading_field_is_written(field))
		return;
	g_autofree char *text = text_to_lines(field->value ? field->value : field->raw);
	g_autofree char *line = text_to_line(field->where, 40);
	g_autofree char *place =
		where ? g_strdup_printf("  (%s, %.0f %%)", line, field->confidence * 100)
		      : g_strdup("");
	g_autofree char *whole =
		g_strdup_printf("%s%s%s", g_strchomp(text), field->value ? "" : " [?]", place);

	table_print_field(context, name, whole);
}

static void
show_member(const CliContext *context, ReadingRecord record, const ReadingMember *member,
	gboolean where)
{
	if (reading_kind_is_field(member->kind)) {
		show_field(context, member->name, reading_get_field(record, member), where);
	} else if (member->kind == READING_CHOICE) {
		table_print_field(context, member->name, *reading_get_choice(record, member));
	} else {
		const GPtrArray *choices = reading_get_choices(record, member);

		for (guint i = 0; i < choices->len; i++)
			table_print_field(context, member->name, choices->pdata[i]);
	}
}

/* The report is what a file is taken for; the other parts are named. */
static void
show_part(const CliContext *context, Reading *reading, const ReadingPart *part, gboolean where)
{
	for (guint i = 0; i < reading_count(reading, part); i++) {
		ReadingRecord record = reading_get_record(reading, part, i);

		if (part->shape != READING_ALWAYS)
			fprintf(context->out, " %s\n", part->name);
		for (gsize m = 0; m < part->n_members; m++)
			show_member(context, record, &part->members[m], where);
	}
}

void
reading_show(const CliContext *context, Reading *reading, gboolean with_where)
{
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);

	for (gsize p = 0; p < n_parts; p++)
		show_part(context, reading, &parts[p], with_where);
}

void
reading_show_flags(const CliContext *context, const Reading *reading)
{
	for (guint i = 0; i < reading->flags->len; i++) {
		const ReadingFlag *flag = reading->flags->pdata[i];

		table_print_flag(context, flag->title, flag->message);
	}
}
