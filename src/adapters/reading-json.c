/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Readings to JSON and back, by the tables of core/form/reading.h. Must never drop
 * a member that a table names.
 */
#include "adapters/reading-json.h"

#include <jansson.h>
#include <string.h>

#include "core/error.h"
#include "core/form/consistency.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static json_t *
string_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

/* The object that holds the last name of path, made on the way; ret_key: that name. */
static json_t *
make_parent(json_t *object, const char *path, const char **ret_key)
{
	const char *dot;

	while ((dot = strchr(path, '.'))) {
		g_autofree char *key = g_strndup(path, (gsize) (dot - path));
		json_t *child = json_object_get(object, key);

		if (!child) {
			child = json_object();
			json_object_set_new(object, key, child);
		}
		object = child;
		path = dot + 1;
	}
	*ret_key = path;
	return object;
}

static json_t *
find_member(json_t *object, const char *path)
{
	g_auto(GStrv) keys = g_strsplit(path, ".", -1);

	for (guint i = 0; keys[i] && object; i++)
		object = json_object_get(object, keys[i]);
	return object;
}

static json_t *
write_field(const ReadingField *field)
{
	if (!reading_field_is_written(field))
		return json_null();
	json_t *object = json_object();
	json_object_set_new(object, "value", string_or_null(field->value));
	json_object_set_new(object, "raw", json_string(field->raw));
	json_object_set_new(object, "confidence", json_real(field->confidence));
	json_object_set_new(object, "where", string_or_null(field->where));
	return object;
}

static json_t *
write_member(ReadingRecord record, const ReadingMember *member)
{
	if (member->kind == READING_CHOICE)
		return string_or_null(*reading_get_choice(record, member));
	if (member->kind != READING_CHOICES)
		return write_field(reading_get_field(record, member));
	const GPtrArray *choices = reading_get_choices(record, member);
	json_t *array = json_array();
	for (guint i = 0; i < choices->len; i++)
		json_array_append_new(array, json_string(choices->pdata[i]));
	return array;
}

static json_t *
write_record(ReadingRecord record)
{
	json_t *object = json_object();

	for (gsize m = 0; m < record.part->n_members; m++) {
		const char *key = NULL;
		json_t *parent = make_parent(object, record.part->members[m].name, &key);

		json_object_set_new(parent, key, write_member(record, &record.part->members[m]));
	}
	return object;
}

static json_t *
write_part(Reading *reading, const ReadingPart *part)
{
	guint n = reading_count(reading, part);

	if (part->shape != READING_LIST)
		return n ? write_record(reading_get_record(reading, part, 0)) : json_null();
	json_t *array = json_array();
	for (guint i = 0; i < n; i++)
		json_array_append_new(array, write_record(reading_get_record(reading, part, i)));
	return array;
}

static json_t *
write_flag(const ReadingFlag *flag)
{
	json_t *object = json_object();
	json_t *fields = json_array();

	for (guint i = 0; flag->fields[i]; i++)
		json_array_append_new(fields, json_string(flag->fields[i]));
	json_object_set_new(object, "code", json_string(flag->code));
	json_object_set_new(object, "title", json_string(flag->title));
	json_object_set_new(object, "message", json_string(flag->message));
	json_object_set_new(object, "fields", fields);
	return object;
}

static json_t *
write_document(Reading *reading)
{
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);
	json_t *document = json_object();
	json_t *flags = json_array();

	for (gsize p = 0; p < n_parts; p++)
		json_object_set_new(document, parts[p].name, write_part(reading, &parts[p]));
	for (guint i = 0; i < reading->flags->len; i++)
		json_array_append_new(flags, write_flag(reading->flags->pdata[i]));
	json_object_set_new(document, "flags", flags);
	json_object_set_new(document, "has_form", json_boolean(reading->has_form));
	return document;
}

char *
reading_json_write(ReadingFile *file)
{
	g_autoptr(json_t) root = json_object();
	json_t *documents = json_array();

	json_object_set_new(root, "file", json_string(file->file));
	json_object_set_new(root, "format", json_string(file->format));
	for (guint i = 0; i < file->documents->len; i++)
		json_array_append_new(documents, write_document(file->documents->pdata[i]));
	json_object_set_new(root, "documents", documents);
	/* jansson's memory is malloc's; GLib's g_free() is free() since 2.46. */
	return json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(4));
}

static gboolean
wrong(const char *what, GError **error)
{
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "the reading is not as expected: %s", what);
	return FALSE;
}

static gboolean
read_field(json_t *json, const char *name, ReadingField *field, GError **error)
{
	const char *raw = json_string_value(json_object_get(json, "raw"));

	if (!json || json_is_null(json))
		return TRUE;
	if (!raw)
		return wrong(name, error);
	reading_field_set(field, json_string_value(json_object_get(json, "value")), raw,
		json_number_value(json_object_get(json, "confidence")),
		json_string_value(json_object_get(json, "where")));
	return TRUE;
}

static gboolean
read_choices(json_t *json, const char *name, GPtrArray *choices, GError **error)
{
	gsize i;
	json_t *item;

	json_array_foreach(json, i, item) {
		if (!json_is_string(item))
			return wrong(name, error);
		g_ptr_array_add(choices, g_strdup(json_string_value(item)));
	}
	return TRUE;
}

static gboolean
read_member(ReadingRecord record, const ReadingMember *member, json_t *json, GError **error)
{
	if (member->kind == READING_CHOICE) {
		*reading_get_choice(record, member) = g_strdup(json_string_value(json));
		return TRUE;
	}
	if (member->kind == READING_CHOICES)
		return read_choices(json, member->name, reading_get_choices(record, member), error);
	return read_field(json, member->name, reading_get_field(record, member), error);
}

static gboolean
read_record(ReadingRecord record, json_t *json, GError **error)
{
	for (gsize m = 0; m < record.part->n_members; m++) {
		const ReadingMember *member = &record.part->members[m];

		if (!read_member(record, member, find_member(json, member->name), error))
			return FALSE;
	}
	return TRUE;
}

/* Absent and null are the same: nothing of that part was read. */
static gboolean
read_part(Reading *reading, const ReadingPart *part, json_t *json, GError **error)
{
	gsize i;
	json_t *item;

	if (!json || json_is_null(json))
		return TRUE;
	if (!(part->shape == READING_LIST ? json_is_array(json) : json_is_object(json)))
		return wrong(part->name, error);
	if (part->shape != READING_LIST)
		return read_record(reading_add_record(reading, part), json, error);
	json_array_foreach(json, i, item) {
		if (!json_is_object(item))
			return wrong(part->name, error);
		if (!read_record(reading_add_record(reading, part), item, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
read_flag(Reading *reading, json_t *json, GError **error)
{
	const char *code = json_string_value(json_object_get(json, "code"));
	const char *title = code ? consistency_title(code, NULL) : NULL;
	const char *message = json_string_value(json_object_get(json, "message"));
	g_autoptr(GPtrArray) fields = g_ptr_array_new();
	gsize i;
	json_t *item;

	/* A title may go on any route: no text of who wrote the JSON. */
	if (!title || !message)
		return wrong("flags", error);
	json_array_foreach(json_object_get(json, "fields"), i, item) {
		if (!json_is_string(item))
			return wrong("flags.fields", error);
		g_ptr_array_add(fields, (gpointer) json_string_value(item));
	}
	g_ptr_array_add(fields, NULL);
	g_ptr_array_add(reading->flags,
		reading_flag_new(code, title, message, (const char *const *) fields->pdata));
	return TRUE;
}

static gboolean
read_document(ReadingFile *file, json_t *json, GError **error)
{
	gsize n_parts, i;
	const ReadingPart *parts = reading_parts(&n_parts);
	Reading *reading = reading_new();
	json_t *flag;

	g_ptr_array_add(file->documents, reading);
	for (gsize p = 0; p < n_parts; p++)
		if (!read_part(reading, &parts[p], json_object_get(json, parts[p].name), error))
			return FALSE;
	json_array_foreach(json_object_get(json, "flags"), i, flag)
		if (!read_flag(reading, flag, error))
			return FALSE;
	reading->has_form = json_is_true(json_object_get(json, "has_form"));
	return TRUE;
}

ReadingFile *
reading_json_read(const char *json, GError **error)
{
	g_autoptr(json_t) root = json_loads(json, 0, NULL);
	const char *name = json_string_value(json_object_get(root, "file"));
	const char *format = json_string_value(json_object_get(root, "format"));
	json_t *documents = json_object_get(root, "documents"), *document;
	g_autoptr(ReadingFile) file = NULL;
	gsize i;

	if (!name || !format || !json_is_array(documents)) {
		(void) wrong(root ? "file, format or documents is missing" : "no JSON", error);
		return NULL;
	}
	file = reading_file_new(name, format);
	json_array_foreach(documents, i, document)
		if (!read_document(file, document, error))
			return NULL;
	return g_steal_pointer(&file);
}
