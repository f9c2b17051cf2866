/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cuts mails at the empty line and their headers in two heaps. Reads no value of a
 * header, and never adds one of its own.
 */
#include "core/mail/sealed.h"

#include <string.h>

/* Where a header goes. */
typedef enum { HEAP_NONE, HEAP_ENVELOPE, HEAP_ENTITY } Heap;

typedef Heap (*Sort)(const char *line, gsize length);

static gboolean
begins(const char *line, gsize length, const char *name)
{
	gsize n = strlen(name);

	return length > n && g_ascii_strncasecmp(line, name, n) == 0;
}

static gboolean
is_empty(const char *line, gsize length)
{
	return length == 0 || line[0] == '\n' || (length > 1 && line[0] == '\r' && line[1] == '\n');
}

static Heap
sort_outer(const char *line, gsize length)
{
	return begins(line, length, "Content-") ? HEAP_ENTITY : HEAP_ENVELOPE;
}

static Heap
sort_inner(const char *line, gsize length)
{
	if (begins(line, length, "Subject:"))
		return HEAP_ENVELOPE;
	return begins(line, length, "Content-") ? HEAP_ENTITY : HEAP_NONE;
}

/*
 * Each header with its continuation lines goes to the heap that sort says. Returns the
 * length of the block, without the empty line.
 */
static gsize
sort_headers(const char *data, gsize length, Sort sort, SealedMail *mail)
{
	GString *const heaps[] = { NULL, mail->envelope, mail->entity };
	const char *line = data, *end = data + length;
	Heap heap = HEAP_NONE;

	while (line < end && !is_empty(line, (gsize) (end - line))) {
		const char *line_end = memchr(line, '\n', (gsize) (end - line));
		gsize n = line_end ? (gsize) (line_end + 1 - line) : (gsize) (end - line);

		if (line == data || (*line != ' ' && *line != '\t'))
			heap = sort(line, n);
		if (heaps[heap])
			g_string_append_len(heaps[heap], line, (gssize) n);
		line += n;
	}
	return (gsize) (line - data);
}

/* What was the last header of a mail may have no line end. */
static void
end_line(GString *lines)
{
	if (lines->len && lines->str[lines->len - 1] != '\n')
		g_string_append(lines, "\r\n");
}

static void
begin(SealedMail *mail)
{
	mail->envelope = g_string_new(NULL);
	mail->entity = g_string_new(NULL);
}

static void
take(SealedMail *mail, const char *data, gsize length, Sort sort)
{
	gsize head = sort_headers(data, length, sort, mail);

	end_line(mail->envelope);
	end_line(mail->entity);
	if (head == length)
		g_string_append(mail->entity, "\r\n");
	g_string_append_len(mail->entity, data + head, (gssize) (length - head));
}

void
sealed_split(GBytes *mail, SealedMail *ret_mail)
{
	gsize length;
	const char *data = g_bytes_get_data(mail, &length);

	begin(ret_mail);
	take(ret_mail, length ? data : "", length, sort_outer);
}

GBytes *
sealed_join(const SealedMail *mail)
{
	GString *whole = g_string_sized_new(mail->envelope->len + mail->entity->len);

	g_string_append_len(whole, mail->envelope->str, (gssize) mail->envelope->len);
	g_string_append_len(whole, mail->entity->str, (gssize) mail->entity->len);
	return g_string_free_to_bytes(whole);
}

static Heap
drop_subject(const char *line, gsize length)
{
	return begins(line, length, "Subject:") ? HEAP_NONE : HEAP_ENVELOPE;
}

/* TRUE if the first line is a header: a name without white space, and a colon. */
static gboolean
has_headers(const char *data, gsize length)
{
	const char *colon = length ? memchr(data, ':', length) : NULL;

	if (is_empty(data, length))
		return TRUE;
	if (!colon || colon == data)
		return FALSE;
	for (const char *p = data; p < colon; p++)
		if (*p <= ' ' || *p == 0x7f)
			return FALSE;
	return TRUE;
}

static void
replace_subject(SealedMail *mail, const SealedMail *inside)
{
	SealedMail kept;

	if (!inside->envelope->len)
		return;
	begin(&kept);
	(void) sort_headers(mail->envelope->str, mail->envelope->len, drop_subject, &kept);
	g_string_append_len(kept.envelope, inside->envelope->str, (gssize) inside->envelope->len);
	g_string_assign(mail->envelope, "");
	g_string_append_len(mail->envelope, kept.envelope->str, (gssize) kept.envelope->len);
	sealed_clear(&kept);
}

void
sealed_replace(SealedMail *mail, const char *entity, gsize length)
{
	g_auto(SealedMail) inside = { 0 };

	begin(&inside);
	if (has_headers(entity, length)) {
		take(&inside, entity, length, sort_inner);
	} else {
		g_string_append(inside.entity, "Content-Type: text/plain; charset=utf-8\r\n\r\n");
		g_string_append_len(inside.entity, entity, (gssize) length);
	}
	replace_subject(mail, &inside);
	g_string_free(mail->entity, TRUE);
	mail->entity = g_steal_pointer(&inside.entity);
}

void
sealed_clear(SealedMail *mail)
{
	if (mail->envelope)
		g_string_free(g_steal_pointer(&mail->envelope), TRUE);
	if (mail->entity)
		g_string_free(g_steal_pointer(&mail->entity), TRUE);
}
