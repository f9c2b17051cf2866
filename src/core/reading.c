/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reading as plain data and the tables that name its members. Whatever
 * handles a reading member by member walks these tables and nothing else.
 */
#include "core/reading.h"

#define MEMBER(json, path, member_kind)                                                            \
	{                                                                                          \
		.name = json, .offset = offsetof(ReadingReport, path), .kind = member_kind         \
	}

static const ReadingMember report_members[] = {
	MEMBER("type", type, READING_CHOICE),
	MEMBER("dnr", dnr, READING_DNR),
	MEMBER("stamped", stamped, READING_DATE),
	MEMBER("reporter.name", reporter.name, READING_NAME),
	MEMBER("reporter.title", reporter.title, READING_LINE),
	MEMBER("reporter.workplace", reporter.workplace, READING_LINE),
	MEMBER("reporter.phone", reporter.phone, READING_PHONE),
	MEMBER("reporter.email", reporter.email, READING_EMAIL),
	MEMBER("unit", unit, READING_LINE),
	MEMBER("areas", areas, READING_CHOICES),
	MEMBER("area_detail", area_detail, READING_LINE),
	MEMBER("cited_law", cited_law, READING_LINE),
	MEMBER("observed.date", observed.date, READING_DATE),
	MEMBER("observed.weekday", observed.weekday, READING_WEEKDAY),
	MEMBER("observed.time", observed.time, READING_TIME),
	MEMBER("occurred", occurred, READING_DATE),
	MEMBER("description", description, READING_TEXT),
	MEMBER("consequences", consequences, READING_TEXT),
	MEMBER("immediate_measures", immediate_measures, READING_TEXT),
	MEMBER("signed.date", signature.date, READING_DATE),
	MEMBER("signed.name", signature.name, READING_NAME),
	MEMBER("not_opened.date", not_opened.date, READING_DATE),
	MEMBER("not_opened.signer", not_opened.signer, READING_NAME),
	MEMBER("other_information", other_information, READING_TEXT),
};

static const ReadingPart parts[] = {
	{ .name = "report",
		.offset = offsetof(Reading, report),
		.members = report_members,
		.n_members = G_N_ELEMENTS(report_members) },
};

const ReadingPart *
reading_parts(gsize *ret_count)
{
	*ret_count = G_N_ELEMENTS(parts);
	return parts;
}

const ReadingPart *
reading_find_part(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
		if (g_str_equal(parts[i].name, name))
			return &parts[i];
	return NULL;
}

const ReadingMember *
reading_find_member(const ReadingPart *part, const char *name)
{
	for (gsize i = 0; i < part->n_members; i++)
		if (g_str_equal(part->members[i].name, name))
			return &part->members[i];
	return NULL;
}

gboolean
reading_kind_is_field(ReadingKind kind)
{
	return kind != READING_CHOICE && kind != READING_CHOICES;
}

static gpointer
place(Reading *reading, const ReadingPart *part, const ReadingMember *member)
{
	return (char *) reading + part->offset + member->offset;
}

ReadingField *
reading_get_field(Reading *reading, const ReadingPart *part, const ReadingMember *member)
{
	g_assert(reading_kind_is_field(member->kind));
	return place(reading, part, member);
}

char **
reading_get_choice(Reading *reading, const ReadingPart *part, const ReadingMember *member)
{
	g_assert(member->kind == READING_CHOICE);
	return place(reading, part, member);
}

GPtrArray *
reading_get_choices(Reading *reading, const ReadingPart *part, const ReadingMember *member)
{
	GPtrArray **choices = place(reading, part, member);

	g_assert(member->kind == READING_CHOICES);
	if (!*choices)
		*choices = g_ptr_array_new_with_free_func(g_free);
	return *choices;
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

gboolean
reading_field_equal(const ReadingField *a, const ReadingField *b)
{
	return g_strcmp0(a->value, b->value) == 0 && g_strcmp0(a->raw, b->raw) == 0 &&
	       g_strcmp0(a->where, b->where) == 0 && ABS(a->confidence - b->confidence) < 0.001;
}

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
member_equal(Reading *a, Reading *b, const ReadingPart *part, const ReadingMember *member)
{
	if (member->kind == READING_CHOICE)
		return g_strcmp0(*reading_get_choice(a, part, member),
			       *reading_get_choice(b, part, member)) == 0;
	if (member->kind == READING_CHOICES)
		return choices_equal(
			reading_get_choices(a, part, member), reading_get_choices(b, part, member));
	return reading_field_equal(
		reading_get_field(a, part, member), reading_get_field(b, part, member));
}

static gboolean
flag_equal(const ReadingFlag *a, const ReadingFlag *b)
{
	return g_str_equal(a->code, b->code) && g_str_equal(a->title, b->title) &&
	       g_str_equal(a->message, b->message) &&
	       g_strv_equal((const char *const *) a->fields, (const char *const *) b->fields);
}

gboolean
reading_equal(Reading *a, Reading *b)
{
	for (gsize p = 0; p < G_N_ELEMENTS(parts); p++)
		for (gsize m = 0; m < parts[p].n_members; m++)
			if (!member_equal(a, b, &parts[p], &parts[p].members[m]))
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
	reading->flags = g_ptr_array_new_with_free_func((GDestroyNotify) reading_flag_free);
	return reading;
}

static void
member_clear(Reading *reading, const ReadingPart *part, const ReadingMember *member)
{
	if (member->kind == READING_CHOICE)
		g_free(*reading_get_choice(reading, part, member));
	else if (member->kind == READING_CHOICES)
		g_ptr_array_unref(reading_get_choices(reading, part, member));
	else
		reading_field_clear(reading_get_field(reading, part, member));
}

void
reading_free(Reading *reading)
{
	if (!reading)
		return;
	for (gsize p = 0; p < G_N_ELEMENTS(parts); p++)
		for (gsize m = 0; m < parts[p].n_members; m++)
			member_clear(reading, &parts[p], &parts[p].members[m]);
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
