/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mail as it stands in files: an mbox (RFC 4155, mboxrd and mboxo quoting) and
 * a single mail. Lines get the ends that they have on the wire, as IMAP servers
 * give them, so that what was fetched before is known again.
 */
#include "adapters/import-mbox.h"

#include <stdio.h>
#include <string.h>

#include "core/date.h"

gboolean
import_is_mbox(const char *bytes, gsize length)
{
	return length >= 5 && memcmp(bytes, "From ", 5) == 0;
}

/* The line that begins at bytes, with its end; no longer than length. */
static gsize
line_length(const char *bytes, gsize length)
{
	const char *end = memchr(bytes, '\n', length);

	return end ? (gsize) (end - bytes) + 1 : length;
}

/* ">From ", ">>From ", ...: mboxrd puts one > before each. */
static gboolean
is_quoted_from(const char *line, gsize length)
{
	gsize i = 0;

	while (i < length && line[i] == '>')
		i++;
	return i > 0 && length - i >= 5 && memcmp(line + i, "From ", 5) == 0;
}

static void
append_line(GString *mail, const char *line, gsize length)
{
	gboolean bare =
		length > 0 && line[length - 1] == '\n' && (length == 1 || line[length - 2] != '\r');

	g_string_append_len(mail, line, (gssize) (bare ? length - 1 : length));
	if (bare)
		g_string_append(mail, "\r\n");
}

gboolean
import_one(const char *bytes, gsize length, gboolean quoted, gint64 delivered, gsize max_bytes,
	MailSourceTake take, gpointer user, GError **error)
{
	GString *mail = g_string_sized_new(MIN(length, max_bytes) + 1024);
	gsize at = 0;

	while (at < length && mail->len <= max_bytes) {
		gsize line = line_length(bytes + at, length - at);
		gsize skip = quoted && is_quoted_from(bytes + at, line);

		append_line(mail, bytes + at + skip, line - skip);
		at += line;
	}
	gboolean cut = mail->len > max_bytes;
	if (cut)
		g_string_truncate(mail, max_bytes);
	g_autoptr(GBytes) raw = g_string_free_to_bytes(mail);
	const MailSourceItem item = {
		.internaldate = delivered,
		.size = MAX(length, g_bytes_get_size(raw)),
		.raw = raw,
		.truncated = cut,
	};
	return take(&item, user, error);
}

/* "From a@b Thu Jan  1 00:00:00 1970": UTC (RFC 4155 appendix A). */
static gint64
time_of_separator(const char *line, gsize length)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	g_autofree char *text = g_strndup(line, MIN(length, 1000));
	const char *date = strlen(text) > 5 ? strchr(text + 5, ' ') : NULL;
	char month[4];
	int day, hour, minute, second, year;

	if (!date || sscanf(date, " %*3s %3s %d %d:%d:%d %d", month, &day, &hour, &minute, &second,
			     &year) != 6)
		return INSTANT_NONE;
	const char *found = strlen(month) == 3 ? strstr(months, month) : NULL;
	if (!found || (found - months) % 3 != 0)
		return INSTANT_NONE;
	g_autoptr(GDateTime) time = g_date_time_new_utc(
		year, (int) (found - months) / 3 + 1, day, hour, minute, second);
	return time ? g_date_time_to_unix(time) * 1000 : INSTANT_NONE;
}

/* Where the mail that begins at `at` ends: at an empty line before "From ", or at the end. */
static gsize
find_end(const char *bytes, gsize at, gsize length, gsize *ret_next)
{
	gboolean after_empty = FALSE;

	while (at < length) {
		gsize line = line_length(bytes + at, length - at);

		if (after_empty && import_is_mbox(bytes + at, length - at))
			break;
		after_empty = line == 1 || (line == 2 && bytes[at] == '\r');
		at += line;
	}
	*ret_next = at;
	/* The empty line belongs to the mbox. */
	if (!after_empty)
		return at;
	return at >= 2 && bytes[at - 2] == '\r' ? at - 2 : at - 1;
}

gboolean
import_mbox(const char *bytes, gsize length, gsize max_bytes, MailSourceTake take, gpointer user,
	GError **error)
{
	gsize at = 0;

	while (at < length) {
		gsize separator = line_length(bytes + at, length - at), next;
		gint64 delivered = time_of_separator(bytes + at, separator);
		gsize begin = at + separator, end = find_end(bytes, begin, length, &next);

		if (!import_one(bytes + begin, end > begin ? end - begin : 0, TRUE, delivered,
			    max_bytes, take, user, error))
			return FALSE;
		at = next;
	}
	return TRUE;
}
