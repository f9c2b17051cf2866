/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The items of a FETCH response. An item that is not in the table is stepped
 * over, whatever it holds; the body is taken as bytes and never looked into.
 */
#include "adapters/imap/imap-item.h"

#include <string.h>

static gboolean
read_internaldate(ImapCursor *cursor, ImapFetch *fetch)
{
	g_auto(ImapString) string = { 0 };
	gint64 instant;

	if (!imap_token_read_string(cursor, &string))
		return FALSE;
	/* a date that cannot be read is no date; the mail itself still counts */
	if (string.bytes && imap_token_date(g_bytes_get_data(string.bytes, NULL),
				    g_bytes_get_size(string.bytes), &instant))
		fetch->internaldate = instant;
	return TRUE;
}

static gboolean
read_uid(ImapCursor *cursor, ImapFetch *fetch)
{
	guint64 number;

	if (!imap_token_read_number(cursor, G_MAXUINT32, &number))
		return FALSE;
	fetch->uid = (guint32) number;
	return TRUE;
}

static gboolean
read_size(ImapCursor *cursor, ImapFetch *fetch)
{
	return imap_token_read_number(cursor, G_MAXUINT64, &fetch->rfc822_size);
}

static gboolean
read_flags(ImapCursor *cursor, ImapFetch *fetch)
{
	if (!fetch->flags)
		fetch->flags = g_ptr_array_new_with_free_func(g_free);
	return imap_token_read_flags(cursor, fetch->flags);
}

static gboolean
read_body(ImapCursor *cursor, ImapFetch *fetch)
{
	ImapString string = { 0 };

	if (!imap_token_read_string(cursor, &string))
		return FALSE;
	g_clear_pointer(&fetch->body, g_bytes_unref);
	fetch->body = string.bytes;
	fetch->body_size = string.size;
	return TRUE;
}

static const struct {
	const char *name;
	gboolean (*read)(ImapCursor *cursor, ImapFetch *fetch);
} items[] = {
	{ "UID", read_uid },
	{ "INTERNALDATE", read_internaldate },
	{ "RFC822.SIZE", read_size },
	{ "FLAGS", read_flags },
	{ "BODY[]", read_body },
};

static gboolean
read_header(ImapCursor *cursor, ImapFetch *fetch)
{
	ImapString string = { 0 };

	if (!imap_token_read_string(cursor, &string))
		return FALSE;
	g_clear_pointer(&fetch->header, g_bytes_unref);
	fetch->header = string.bytes;
	return TRUE;
}

/* Servers write the list of fields in their own way: what was asked for is all that comes. */
static gboolean
is_header_fields(ImapWord name)
{
	static const char begin[] = "BODY[HEADER.FIELDS";

	return name.length >= strlen(begin) &&
	       g_ascii_strncasecmp(name.start, begin, strlen(begin)) == 0;
}

static gboolean
read_item(ImapCursor *cursor, ImapFetch *fetch)
{
	ImapWord name;

	if (!imap_token_read_item_name(cursor, &name))
		return FALSE;
	imap_token_skip_space(cursor);
	for (gsize i = 0; i < G_N_ELEMENTS(items); i++)
		if (imap_token_is(name, items[i].name))
			return items[i].read(cursor, fetch);
	if (is_header_fields(name))
		return read_header(cursor, fetch);
	return imap_token_skip_value(cursor);
}

gboolean
imap_item_read_list(ImapCursor *cursor, ImapFetch *fetch)
{
	if (!imap_token_take(cursor, '('))
		return FALSE;
	for (;;) {
		imap_token_skip_space(cursor);
		if (imap_token_take(cursor, ')'))
			return TRUE;
		if (!read_item(cursor, fetch))
			return FALSE;
	}
}

void
imap_item_clear(ImapFetch *fetch)
{
	g_clear_pointer(&fetch->flags, g_ptr_array_unref);
	g_clear_pointer(&fetch->body, g_bytes_unref);
	g_clear_pointer(&fetch->header, g_bytes_unref);
}
