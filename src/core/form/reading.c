/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reading as plain data. Everything here goes by the tables of
 * reading-members.c and must never know a member by name.
 */
#include "core/form/reading.h"

#include <string.h>

static gpointer *
slot_of(const Reading *reading, const ReadingPart *part)
{
	return (gpointer *) (gpointer) ((char *) reading + part->offset);
}

guint
reading_count(const Reading *reading, const ReadingPart *part)
{
	if (part->shape == READING_ALWAYS)
		return 1;
	gpointer held = *slot_of(reading, part);
	if (part->shape == READING_OPTIONAL)
		return held != NULL;
	return ((const GPtrArray *) held)->len;
}

ReadingRecord
reading_get_record(Reading *reading, const ReadingPart *part, guint index)
{
	gpointer *slot = slot_of(reading, part);

	g_assert(index < reading_count(reading, part));
	if (part->shape == READING_ALWAYS)
		return (ReadingRecord){ part, slot };
	if (part->shape == READING_OPTIONAL)
		return (ReadingRecord){ part, *slot };
	return (ReadingRecord){ part, ((GPtrArray *) *slot)->pdata[index] };
}

ReadingRecord
reading_add_record(Reading *reading, const ReadingPart *part)
{
	gpointer *slot = slot_of(reading, part);
	guint n = reading_count(reading, part);

	if (part->shape == READING_LIST) {
		g_ptr_array_add(*slot, g_malloc0(part->size));
		return reading_get_record(reading, part, n);
	}
	if (n == 0)
		*slot = g_malloc0(part->size);
	return reading_get_record(reading, part, 0);
}

static gpointer
place(ReadingRecord record, const ReadingMember *member)
{
	return (char *) record.data + member->offset;
}

ReadingField *
reading_get_field(ReadingRecord record, const ReadingMember *member)
{
	g_assert(reading_kind_is_field(member->kind));
	return place(record, member);
}

char **
reading_get_choice(ReadingRecord record, const ReadingMember *member)
{
	g_assert(member->kind == READING_CHOICE);
	return place(record, member);
}

GPtrArray *
reading_get_choices(ReadingRecord record, const ReadingMember *member)
{
	GPtrArray **choices = place(record, member);

	g_assert(member->kind == READING_CHOICES);
	if (!*choices)
		*choices = g_ptr_array_new_with_free_func(g_free);
	return *choices;
}

ReadingField *
reading_find_field(ReadingRecord record, const char *name)
{
	const ReadingMember *member = reading_find_member(record.part, name);

	g_assert(member);
	return reading_get_field(record, member);
}

gboolean
reading_field_is_written(const ReadingField *field)
{
	return field->raw != NULL;
}

void
reading_field_set(ReadingField *field, const char *value, const char *raw, double confidence,
	const char *where)
{
	reading_field_clear(field);
	field->value = g_strdup(value);
	field->raw = g_strdup(raw);
	field->confidence = confidence;
	field->where = g_strdup(where);
}

void
reading_field_clear(ReadingField *field)
{
	g_clear_pointer(&field->value, g_free);
	g_clear_pointer(&field->raw, g_free);
	g_clear_pointer(&field->where, g_free);
	field->confidence = 0;
}

static gboolean
words_equal(const ReadingField *a, const ReadingField *b)
{
	return g_strcmp0(a->value, b->value) == 0 && g_strcmp0(a->raw, b->raw) == 0;
}

gboolean
reading_field_equal(const ReadingField *a, const ReadingField *b)
{
	return words_equal(a, b) && g_strcmp0(a->where, b->where) == 0 &&
	       ABS(a->confidence - b->confidence) < 0.001;
}

/* When two fields are the same. */
typedef gboolean (*FieldsEqual)(const ReadingField *a, const ReadingField *b);

static gboolean
choices_equal(const GPtrArray *a, const GPtrArray *b)
{
	if (a->len != b->len)
		return FALSE;
	for (guint i = 0; i < a->len; i++)
		if (g_strcmp0(a->pdata[i], b->pdata[i]) != 0)
			return FALSE;
	return TRUE;
}

static gboolean
member_equal(ReadingRecord a, ReadingRecord b, const ReadingMember *member, FieldsEqual equal)
{
	if (member->kind == READING_CHOICE)
		return g_strcmp0(*reading_get_choice(a, member), *reading_get_choice(b, member)) ==
		       0;
	if (member->kind == READING_CHOICES)
		return choices_equal(
			reading_get_choices(a, member), reading_get_choices(b, member));
	return equal(reading_get_field(a, member), reading_get_field(b, member));
}

static gboolean
part_equal(Reading *a, Reading *b, const ReadingPart *part, FieldsEqual equal)
{
	guint n = reading_count(a, part);

	if (reading_count(b, part) != n)
		return FALSE;
	for (guint i = 0; i < n; i++)
		for (gsize m = 0; m < part->n_members; m++)
			if (!member_equal(reading_get_record(a, part, i),
				    reading_get_record(b, part, i), &part->members[m], equal))
				return FALSE;
	return TRUE;
}

static gboolean
flag_equal(const ReadingFlag *a, const ReadingFlag *b)
{
	return g_str_equal(a->code, b->code) && g_str_equal(a->title, b->title) &&
	       g_str_equal(a->message, b->message) &&
	       g_strv_equal((const char *const *) a->fields, (const char *const *) b->fields);
}

static gboolean
parts_equal(Reading *a, Reading *b, FieldsEqual equal)
{
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);

	for (gsize p = 0; p < n_parts; p++)
		if (!part_equal(a, b, &parts[p], equal))
			return FALSE;
	return TRUE;
}

gboolean
reading_says_same(Reading *a, Reading *b)
{
	return parts_equal(a, b, words_equal);
}

gboolean
reading_equal(Reading *a, Reading *b)
{
	if (!parts_equal(a, b, reading_field_equal))
		return FALSE;
	if (a->flags->len != b->flags->len)
		return FALSE;
	for (guint i = 0; i < a->flags->len; i++)
		if (!flag_equal(a->flags->pdata[i], b->flags->pdata[i]))
			return FALSE;
	return TRUE;
}

Reading *
reading_new(void)
{
	Reading *reading = g_new0(Reading, 1);

	reading->report.areas = g_ptr_array_new_with_free_func(g_free);
	reading->log = g_ptr_array_new();
	reading->flags = g_ptr_array_new_with_free_func((GDestroyNotify) reading_flag_free);
	return reading;
}

static void
member_clear(ReadingRecord record, const ReadingMember *member)
{
	if (member->kind == READING_CHOICE)
		g_free(*reading_get_choice(record, member));
	else if (member->kind == READING_CHOICES)
		g_ptr_array_unref(reading_get_choices(record, member));
	else
		reading_field_clear(reading_get_field(record, member));
}

static void
part_clear(Reading *reading, const ReadingPart *part)
{
	for (guint i = 0; i < reading_count(reading, part); i++) {
		ReadingRecord record = reading_get_record(reading, part, i);

		for (gsize m = 0; m < part->n_members; m++)
			member_clear(record, &part->members[m]);
		if (part->shape != READING_ALWAYS)
			g_free(record.data);
	}
}

void
reading_remove(Reading *reading, const ReadingPart *part)
{
	gpointer *slot = slot_of(reading, part);

	part_clear(reading, part);
	if (part->shape == READING_ALWAYS)
		memset(slot, 0, part->size);
	else if (part->shape == READING_OPTIONAL)
		*slot = NULL;
	else
		g_ptr_array_set_size(*slot, 0);
}

void
reading_free(Reading *reading)
{
	if (!reading)
		return;
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);
	for (gsize p = 0; p < n_parts; p++)
		part_clear(reading, &parts[p]);
	g_ptr_array_unref(reading->log);
	g_ptr_array_unref(reading->flags);
	g_free(reading);
}

ReadingFlag *
reading_flag_new(
	const char *code, const char *title, const char *message, const char *const *fields)
{
	static const char *const none[] = { NULL };
	ReadingFlag *flag = g_new0(ReadingFlag, 1);

	flag->code = g_strdup(code);
	flag->title = g_strdup(title);
	flag->message = g_strdup(message);
	flag->fields = g_strdupv((char **) (fields ? fields : none));
	return flag;
}

void
reading_flag_free(ReadingFlag *flag)
{
	if (!flag)
		return;
	g_free(flag->code);
	g_free(flag->title);
	g_free(flag->message);
	g_strfreev(flag->fields);
	g_free(flag);
}

const ReadingFlag *
reading_find_flag(const Reading *reading, const char *code)
{
	for (guint i = 0; i < reading->flags->len; i++) {
		const ReadingFlag *flag = reading->flags->pdata[i];

		if (g_str_equal(flag->code, code))
			return flag;
	}
	return NULL;
}

ReadingFile *
reading_file_new(const char *file, const char *format)
{
	ReadingFile *reading = g_new0(ReadingFile, 1);

	reading->file = g_strdup(file);
	reading->format = g_strdup(format);
	reading->documents = g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);
	return reading;
}

void
reading_file_free(ReadingFile *file)
{
	if (!file)
		return;
	g_free(file->file);
	g_free(file->format);
	g_ptr_array_unref(file->documents);
	g_free(file);
}
