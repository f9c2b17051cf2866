/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a file to readings: format, text, grammar, flags; for files that hold
 * files, the same for each. A broken attachment must never hide the others.
 */
#include "reader/read-file.h"

#include <string.h>

#include "core/consistency.h"
#include "core/error.h"
#include "core/form.h"
#include "core/text.h"
#include "reader/format.h"

#define UNREAD_CHARS 300
#define DEPTH_MAX    4 /* files within files */

static gboolean read_into(const FormVocabulary *vocabulary, const char *name, GBytes *content,
	guint depth, GPtrArray *readings, GError **error);

static gboolean
has_form(const GPtrArray *readings)
{
	for (guint i = 0; i < readings->len; i++)
		if (((const Reading *) readings->pdata[i])->has_form)
			return TRUE;
	return FALSE;
}

static void
move_all(GPtrArray *to, GPtrArray *from, gboolean forms_only)
{
	for (guint i = 0; i < from->len; i++) {
		Reading *reading = from->pdata[i];

		if (forms_only && !reading->has_form)
			continue;
		from->pdata[i] = NULL;
		g_ptr_array_add(to, reading);
	}
}

static GPtrArray *
readings_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);
}

/* One account of several texts without a form: what was mailed, then what was attached to it. */
static void
join_plain(GPtrArray *readings, const GPtrArray *more)
{
	ReadingField *account = &((Reading *) readings->pdata[0])->report.description;

	for (guint i = 0; i < more->len; i++) {
		const Reading *reading = more->pdata[i];
		const ReadingField *other = &reading->report.description;

		if (!reading_field_is_written(other) || !reading_field_is_written(account))
			continue;
		g_autofree char *text = g_strconcat(account->raw, "\n\n", other->raw, NULL);
		g_autofree char *where = g_strdup(account->where);
		reading_field_set(
			account, text, text, MIN(account->confidence, other->confidence), where);
	}
}

/* Forms in attachments win, then a form in the mail, then the words of both. */
static void
choose(GPtrArray *written, GPtrArray *attached, GPtrArray *readings)
{
	if (has_form(attached)) {
		move_all(readings, attached, TRUE);
		return;
	}
	if (written->len > 0 && !has_form(written))
		join_plain(written, attached);
	move_all(readings, written->len > 0 ? written : attached, FALSE);
}

/* Files that could not be read are a question to a person, not a silence. */
static void
flag_unread(const GString *unread, GPtrArray *readings)
{
	static const char code[] = "attachment_unread";

	if (unread->len == 0)
		return;
	g_autofree char *names = text_to_line(unread->str, UNREAD_CHARS);
	g_autofree char *message = g_strdup_printf(
		"Det gick inte att läsa %s. En person behöver öppna originalet.", names);
	g_ptr_array_add(((Reading *) readings->pdata[0])->flags,
		reading_flag_new(code, consistency_title(code), message, NULL));
}

/* What nobody writes a report in: to name it as unread would hide what is. */
static gboolean
is_ornament(const FormatMember *member)
{
	static const char *const names[] = { ".p7s", ".asc", ".vcf", ".ics" };
	static const char *const magics[] = { "\x89PNG", "\xff\xd8\xff", "GIF8" };
	gsize length;
	const char *data = g_bytes_get_data(member->content, &length);

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (format_name_ends(member->name, names[i]))
			return TRUE;
	/* RFC 1740: beside a file, what only a Macintosh knows of it. */
	if (length > 4 && memcmp(data, "\x00\x05\x16\x07", 4) == 0)
		return TRUE;
	for (gsize i = 0; length < FORMAT_ORNAMENT_BYTES && i < G_N_ELEMENTS(magics); i++)
		if (length > strlen(magics[i]) && memcmp(data, magics[i], strlen(magics[i])) == 0)
			return TRUE;
	return length == 0;
}

/* why: NULL if it says nothing to a user. */
static void
note_unread(GString *unread, const FormatMember *member, const char *why)
{
	g_string_append_printf(unread, "%s”%s”", unread->len ? ", " : "", member->name);
	if (why)
		g_string_append_printf(unread, " (%s)", why);
}

/*
 * The last error is given only if nothing was read. What to ask a sender for is
 * no error of the mail: it is said on the case.
 */
static gboolean
read_members(const FormVocabulary *vocabulary, const GPtrArray *members, guint depth,
	GPtrArray *readings, GError **error)
{
	g_autoptr(GPtrArray) attached = readings_new();
	g_autoptr(GPtrArray) written = readings_new();
	g_autoptr(GString) unread = g_string_new(NULL);
	g_autoptr(GError) last = NULL;

	for (guint i = 0; i < members->len; i++) {
		const FormatMember *member = members->pdata[i];
		g_autoptr(GError) wrong = NULL;

		const Format *format = format_find(member->name, member->content);

		if (format && format->is_ornament && format->is_ornament(member->content))
			continue;
		if (!format && !is_ornament(member))
			note_unread(unread, member, NULL);
		if (read_into(vocabulary, member->name, member->content, depth + 1,
			    member->body ? written : attached, &wrong))
			continue;
		gboolean ask = g_error_matches(wrong, LEX_ERROR, LEX_ERROR_WAIT);
		note_unread(unread, member, ask ? wrong->message : NULL);
		if (ask)
			continue;
		g_clear_error(&last);
		last = g_steal_pointer(&wrong);
	}
	choose(written, attached, readings);
	if (readings->len == 0 && !last && unread->len > 0)
		g_ptr_array_add(readings, reading_new()); /* carries the flag */
	if (readings->len > 0)
		flag_unread(unread, readings);
	if (readings->len > 0 || !last)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&last));
	return FALSE;
}

static gboolean
read_into(const FormVocabulary *vocabulary, const char *name, GBytes *content, guint depth,
	GPtrArray *readings, GError **error)
{
	const Format *format = format_find(name, content);

	if (!format)
		return TRUE;
	if (format->unpack) {
		g_autoptr(GPtrArray) members = NULL;

		if (depth >= DEPTH_MAX)
			return format_fail(error, "files within files, deeper than %d", DEPTH_MAX);
		return format->unpack(content, &members, error) &&
		       read_members(vocabulary, members, depth, readings, error);
	}
	g_autoptr(Document) document = document_new();
	if (!format->read(content, document, error))
		return FALSE;
	if (document->cells->len == 0)
		return TRUE;
	g_autoptr(GPtrArray) found = form_read(vocabulary, document);
	move_all(readings, found, FALSE);
	return TRUE;
}

ReadingFile *
read_file(const FormVocabulary *vocabulary, const char *name, GBytes *content, GError **error)
{
	const Format *format = format_find(name, content);
	g_autofree char *shown = g_utf8_make_valid(name, -1);
	g_autoptr(ReadingFile) file = reading_file_new(shown, format ? format->name : "unknown");

	if (!read_into(vocabulary, name, content, 0, file->documents, error))
		return NULL;
	return g_steal_pointer(&file);
}
