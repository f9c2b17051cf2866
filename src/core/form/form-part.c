/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From labels and their values to a record, by the kinds of its members. Must
 * never fill a field from anything but what was written for it.
 */
#include "core/form/form-part.h"

#include <string.h>

#include "core/form/form-boxes.h"
#include "core/form/form-choice.h"
#include "core/form/form-normal.h"
#include "core/form/form-scan.h"

void
form_part_scan(FormPart *part, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range, ReadingRecord record)
{
	*part = (FormPart){
		.vocabulary = vocabulary,
		.document = document,
		.range = range,
		.record = record,
		.hits = form_scan(vocabulary, document, range->part, range->first, range->end),
	};
}

void
form_part_clear(FormPart *part)
{
	g_clear_pointer(&part->hits, g_array_unref);
	g_clear_pointer(&part->values, g_ptr_array_unref);
	g_clear_pointer(&part->rest, form_value_free);
}

static void
add_choice(GPtrArray *choices, const char *code)
{
	if (!g_ptr_array_find_with_equal_func(choices, code, g_str_equal, NULL))
		g_ptr_array_add(choices, g_strdup(code));
}

/* Sets what one of the choices of member says in words, unless a tick has said it. */
static void
set_choice(const FormPart *part, const ReadingMember *member, const char *text)
{
	const char *paragraph_end = strstr(text, "\n\n");
	g_autofree char *said =
		paragraph_end ? g_strndup(text, (gsize) (paragraph_end - text)) : g_strdup(text);
	g_autoptr(GPtrArray) codes =
		form_choice_find(part->vocabulary, part->record.part->name, member->name, said);

	if (member->kind == READING_CHOICES) {
		for (guint i = 0; i < codes->len; i++)
			add_choice(reading_get_choices(part->record, member), codes->pdata[i]);
		return;
	}
	char **choice = reading_get_choice(part->record, member);
	if (!*choice && codes->len == 1)
		*choice = g_strdup(codes->pdata[0]);
}

/* What a second question for the same asks is told after what the first was. */
static void
add_text(ReadingField *field, const char *text, const FormValue *from)
{
	g_autofree char *both = g_strdup_printf("%s\n\n%s", field->raw, text);
	g_autofree char *where = g_strdup(field->where);

	reading_field_set(field, both, both, MIN(field->confidence, from->confidence), where);
}

static void
set_field(
	const FormPart *part, const ReadingMember *member, const char *text, const FormValue *from)
{
	ReadingField *field = reading_get_field(part->record, member);
	g_autofree char *value = form_normal_value(member->kind, text);

	if (reading_field_is_written(field)) {
		if (member->kind == READING_TEXT && from->label && !from->label->weak)
			add_text(field, value, from);
		return;
	}
	reading_field_set(field, value, text,
		value ? from->confidence : MIN(from->confidence, CERTAIN_UNREAD), from->where);
}

void
form_part_set(const FormPart *part, const char *name, const char *text, const FormValue *from)
{
	const ReadingMember *member = reading_find_member(part->record.part, name);

	if (reading_kind_is_field(member->kind))
		set_field(part, member, text, from);
	else
		set_choice(part, member, text);
}

/* Several members share one text: each takes what is its kind. */
static void
set_shared(const FormPart *part, char **names, const FormValue *from)
{
	g_autoptr(GString) rest = g_string_new(from->text);

	for (int any = 0; any <= 1; any++)
		for (guint i = 0; names[i]; i++) {
			const ReadingMember *member =
				reading_find_member(part->record.part, names[i]);

			if (form_normal_takes_any(member->kind) != any)
				continue;
			g_autofree char *taken = form_normal_take(member->kind, rest);
			if (taken)
				form_part_set(part, names[i], taken, from);
		}
	/* What nobody could take is the first one's, unread. */
	if (rest->len && g_str_equal(rest->str, from->text))
		form_part_set(part, names[0], from->text, from);
}

void
form_part_set_value(const FormPart *part, const FormValue *value)
{
	if (!value->text)
		return;
	g_auto(GStrv) names = g_strsplit(value->members, "+", -1);
	if (names[1])
		set_shared(part, names, value);
	else
		form_part_set(part, names[0], value->text, value);
}

static void
set_values(const FormPart *part)
{
	for (int weak = 0; weak <= 1; weak++)
		for (guint i = 0; i < part->values->len; i++) {
			const FormValue *value = part->values->pdata[i];

			if (value->label->weak == weak)
				form_part_set_value(part, value);
		}
}

/* Two ticks where one is asked for say nothing. */
static void
tick_choice(const FormPart *part, const ReadingMember *member, const char *code)
{
	char **choice = reading_get_choice(part->record, member);
	g_autofree char *before = g_steal_pointer(choice);

	if (!before || g_str_equal(before, code))
		*choice = g_strdup(code);
}

static void
set_options(const FormPart *part)
{
	for (guint h = 0; h < part->hits->len; h++) {
		const FormHit *hit = &g_array_index(part->hits, FormHit, h);

		if (hit->label->role != FORM_OPTION || !hit->ticked)
			continue;
		const ReadingMember *member =
			reading_find_member(part->record.part, hit->label->id);
		if (member->kind == READING_CHOICES)
			add_choice(reading_get_choices(part->record, member), hit->label->value);
		else
			tick_choice(part, member, hit->label->value);
	}
}

void
form_part_fill(FormPart *part)
{
	const FormRange *range = part->range;

	form_boxes_pair(part->document, part->hits, range->first, range->end);
	part->values = form_value_find(part->document, part->hits, part->record.part, range->label,
		range->first, range->end, &part->rest);
	set_options(part);
	set_values(part);
}

guint
form_part_count_labels(const FormPart *part, const char *prefix)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint h = 0; h < part->hits->len; h++) {
		const FormLabel *label = g_array_index(part->hits, FormHit, h).label;

		if (label->role == FORM_FIELD && g_str_has_prefix(label->id, prefix))
			g_hash_table_add(seen, label->id);
	}
	return g_hash_table_size(seen);
}

gboolean
form_part_asks(const FormPart *part, const char *member)
{
	for (guint i = 0; i < part->values->len; i++)
		if (g_str_equal(((const FormValue *) part->values->pdata[i])->members, member))
			return TRUE;
	return FALSE;
}
