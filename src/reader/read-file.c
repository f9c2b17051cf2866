/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a file to readings: format, text, grammar, flags; for files that hold
 * files, the same for each. A broken attachment must never hide the others.
 */
#include "reader/read-file.h"

#include <string.h>

#include "core/form/consistency.h"
#include "core/error.h"
#include "core/form/form.h"
#include "core/text.h"
#include "reader/format.h"
#include "reader/unread.h"

#define DEPTH_MAX   4             /* files within files */
#define MEMBERS_MAX 1000          /* of all archives within the file */
#define CONTENT_MAX (128ul << 20) /* bytes of all their files */

/* The reading of one file with all that is in it. */
typedef struct {
	const FormVocabulary *vocabulary;
	Unread unread;
	GPtrArray *macros; /* char *: what is to be said of files that have them */
	GError *last;      /* of a file that is broken */
	guint members;     /* within archives so far */
	guint64 content;   /* bytes of them */
} Job;

static gboolean read_into(Job *job, const char *name, GBytes *content, guint depth,
	GPtrArray *readings, GError **error);

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

/*
 * What text has beyond the words that account begins with, white space apart:
 * winmail.dat says again what its mail says. All of it if they begin otherwise.
 */
static const char *
beyond(const char *account, const char *text)
{
	const char *p = text;

	for (const char *q = account;; p++, q++) {
		while (g_ascii_isspace(*p))
			p++;
		while (g_ascii_isspace(*q))
			q++;
		if (!*p || !*q)
			return p;
		if (*p != *q)
			return text;
	}
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
		const char *rest = beyond(account->raw, other->raw);
		if (!*rest)
			continue;
		g_autofree char *text = g_strconcat(account->raw, "\n\n", rest, NULL);
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

/* Notes why a file was not read; what its sender has to mend is no error of the mail. */
static void
note_error(Job *job, const char *name, GError *wrong)
{
	gboolean ask = g_error_matches(wrong, LEX_ERROR, LEX_ERROR_WAIT);

	unread_note(&job->unread, name, ask ? wrong->message : UNREAD_BROKEN);
	if (!ask) {
		g_clear_error(&job->last);
		job->last = g_error_copy(wrong);
	}
}

static void
read_member(Job *job, const FormatMember *member, guint depth, GPtrArray *readings)
{
	const Format *format = member->ask ? NULL : format_find(member->name, member->content);
	gboolean ornament = !member->ask && unread_is_ornament(member->name, member->content);
	guint before = readings->len;
	g_autoptr(GError) wrong = NULL;

	if (format && format->is_ornament && format->is_ornament(member->content))
		return;
	if (member->ask)
		unread_note(&job->unread, member->name, member->ask);
	else if (!format && !ornament)
		unread_note(&job->unread, member->name, UNREAD_UNKNOWN);
	else if (format && !read_into(job, member->name, member->content, depth, readings, &wrong))
		note_error(job, member->name, wrong);
	else if (format && format->pages && readings->len == before && !ornament)
		unread_note(&job->unread, member->name, UNREAD_EMPTY);
}

/* A broken file hides none of the others: it is noted. */
static void
read_members(Job *job, const GPtrArray *members, guint depth, GPtrArray *readings)
{
	g_autoptr(GPtrArray) attached = readings_new();
	g_autoptr(GPtrArray) written = readings_new();

	for (guint i = 0; i < members->len; i++) {
		const FormatMember *member = members->pdata[i];

		read_member(job, member, depth + 1, member->body ? written : attached);
	}
	choose(written, attached, readings);
}

/* Archives in archives have one limit together: each alone may be within its own. */
static gboolean
is_within_limits(Job *job, const GPtrArray *members, guint depth)
{
	for (guint i = 0; i < members->len && depth > 0; i++) {
		const FormatMember *member = members->pdata[i];

		job->members++;
		job->content += member->ask ? 0 : g_bytes_get_size(member->content);
	}
	return job->members <= MEMBERS_MAX && job->content <= CONTENT_MAX;
}

static const char macros[] = "macros";

static void
add_flag(Reading *reading, const char *code, const char *message)
{
	g_ptr_array_add(reading->flags,
		reading_flag_new(code, consistency_title(code, NULL), message, NULL));
}

/*
 * Programs in a file are not run, but whoever opens it should know of them: each report and each
 * form in it comes out of a file that has some.
 */
static void
flag_macros(Job *job, const char *name, const GPtrArray *readings)
{
	g_autofree char *shown = text_to_line(name, 80);
	char *message = g_strdup_printf(
		"Filen %s innehåller makron. Bara texten är läst. Öppna den inte med makron på.",
		shown);

	g_ptr_array_add(job->macros, message);
	for (guint i = 0; i < readings->len; i++)
		add_flag(readings->pdata[i], macros, message);
}

static gboolean
read_into(Job *job, const char *name, GBytes *content, guint depth, GPtrArray *readings,
	GError **error)
{
	const Format *format = format_find(name, content);

	if (!format)
		return TRUE;
	if (format->ask)
		return format_ask(error, format->ask);
	if (format->unpack) {
		g_autoptr(GPtrArray) members = NULL;

		if (depth >= DEPTH_MAX)
			return format_fail(error, "files within files, deeper than %d", DEPTH_MAX);
		if (!format->unpack(content, &members, error))
			return FALSE;
		if (!is_within_limits(job, members, depth))
			return format_fail(error, "too many or too large files within files");
		read_members(job, members, depth, readings);
		return TRUE;
	}
	g_autoptr(Document) document = document_new();
	if (!format->read(content, document, error))
		return FALSE;
	if (document->cells->len == 0 && !document->macros)
		return TRUE;
	g_autoptr(GPtrArray) found =
		document->cells->len ? form_read(job->vocabulary, document) : readings_new();
	if (document->macros)
		flag_macros(job, name, found);
	move_all(readings, found, FALSE);
	return TRUE;
}

/* The first reading, which carries what is said of files; it is made if there is none. */
static Reading *
bearer(GPtrArray *readings)
{
	if (readings->len == 0)
		g_ptr_array_add(readings, reading_new());
	return readings->pdata[0];
}

/* Files that could not be read are a question to a person, not a silence. */
static void
flag_unread(const Unread *unread, GPtrArray *readings)
{
	g_autofree char *message = unread_message(unread);

	if (message)
		add_flag(bearer(readings), "attachment_unread", message);
}

static gboolean
is_said(const GPtrArray *readings, const char *message)
{
	for (guint i = 0; i < readings->len; i++) {
		const ReadingFlag *flag = reading_find_flag(readings->pdata[i], macros);

		if (flag && g_str_equal(flag->message, message))
			return TRUE;
	}
	return FALSE;
}

/* Also of a file whose words nobody reads, as those of others were preferred. */
static void
keep_macros(const Job *job, GPtrArray *readings)
{
	for (guint i = 0; i < job->macros->len; i++)
		if (!is_said(readings, job->macros->pdata[i]))
			add_flag(bearer(readings), macros, job->macros->pdata[i]);
}

/* FALSE if nothing was read and a file in it is broken. */
static gboolean
read_all(Job *job, ReadingFile *file, const char *name, GBytes *content, GError **error)
{
	if (!read_into(job, name, content, 0, file->documents, error))
		return FALSE;
	if (file->documents->len == 0 && job->last) {
		g_propagate_error(error, g_steal_pointer(&job->last));
		return FALSE;
	}
	flag_unread(&job->unread, file->documents);
	keep_macros(job, file->documents);
	return TRUE;
}

ReadingFile *
read_file(const FormVocabulary *vocabulary, const char *name, GBytes *content, GError **error)
{
	const Format *format = format_find(name, content);
	g_autofree char *shown = g_utf8_make_valid(name, -1);
	g_autoptr(ReadingFile) file = reading_file_new(shown, format ? format->name : "unknown");
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	Job job = { .vocabulary = vocabulary, .macros = found };
	gboolean ok = read_all(&job, file, name, content, error);

	unread_clear(&job.unread);
	g_clear_error(&job.last);
	return ok ? g_steal_pointer(&file) : NULL;
}
