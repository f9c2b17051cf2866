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
show_member(const CliContext *context, Reading *reading, const ReadingPart *part,
	const ReadingMember *member, gboolean where)
{
	if (reading_kind_is_field(member->kind)) {
		show_field(context, member->name, reading_get_field(reading, part, member), where);
	} else if (member->kind == READING_CHOICE) {
		table_print_field(
			context, member->name, *reading_get_choice(reading, part, member));
	} else {
		const GPtrArray *choices = reading_get_choices(reading, part, member);

		for (guint i = 0; i < choices->len; i++)
			table_print_field(context, member->name, choices->pdata[i]);
	}
}

void
reading_show(const CliContext *context, Reading *reading, gboolean with_where)
{
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);

	for (gsize p = 0; p < n_parts; p++)
		for (gsize m = 0; m < parts[p].n_members; m++)
			show_member(context, reading, &parts[p], &parts[p].members[m], with_where);
}

void
reading_show_flags(const CliContext *context, const Reading *reading)
{
	for (guint i = 0; i < reading->flags->len; i++) {
		const ReadingFlag *flag = reading->flags->pdata[i];

		table_print_flag(context, flag->title, flag->message);
	}
}
