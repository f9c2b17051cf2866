/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The canonical bytes of an event. Changing a byte here makes every journal
 * ever written unprovable: add a new version line instead.
 */
#include "core/journal/journal.h"

#include <string.h>

#include "core/text.h"

static void
append_text(GString *out, const char *text)
{
	if (!text) {
		g_string_append(out, "-\n");
		return;
	}
	gsize length = strlen(text);

	text_append_number(out, (gint64) length);
	g_string_append_c(out, ':');
	g_string_append_len(out, text, (gssize) length);
	g_string_append_c(out, '\n');
}

static void
append_number(GString *out, gint64 number)
{
	text_append_number(out, number);
	g_string_append_c(out, '\n');
}

static void
append_hash(GString *out, const guint8 hash[JOURNAL_HASH_BYTES])
{
	text_append_hex(out, hash, JOURNAL_HASH_BYTES);
	g_string_append_c(out, '\n');
}

GString *
journal_write(const JournalEvent *event, const guint8 previous[JOURNAL_HASH_BYTES])
{
	GString *bytes = g_string_sized_new(512);

	g_string_append(bytes, "lexsarah-event-1\n");
	append_hash(bytes, previous);
	append_number(bytes, event->seq);
	append_number(bytes, event->time);
	append_text(bytes, event->actor);
	append_text(bytes, event->user);
	append_text(bytes, event->kind);
	append_text(bytes, event->case_id);
	append_number(bytes, event->mail);
	append_hash(bytes, event->mac);
	return bytes;
}
