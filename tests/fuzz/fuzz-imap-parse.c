/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The IMAP parser on any bytes: it must not crash, must keep no more of a
 * literal than it is allowed to, and must see the same responses however the
 * bytes are cut. The first byte says how.
 */
#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#include "adapters/imap/imap-parse.h"
#include "fuzz.h"

static const ImapParseLimits limits = { .line = 2048, .literal = 256, .depth = 8 };

static gboolean
note(const ImapResponse *response, gpointer user, GError **error)
{
	GString *out = user;
	gsize kept = response->fetch.body ? g_bytes_get_size(response->fetch.body) : 0;

	(void) error;
	g_assert_cmpuint(kept, <=, MAX(limits.literal, limits.line));
	g_assert_cmpuint(kept, <=, response->fetch.body_size);
	g_string_append_printf(out, "%d %s %d %d %u %u %u %s %u %" G_GSIZE_FORMAT "\n",
		(int) response->kind, response->tag ? response->tag : "", (int) response->status,
		(int) response->code, response->number, response->words->len, response->ranges->len,
		response->text, response->fetch.uid, kept);
	return TRUE;
}

static char *
feed(const uint8_t *data, size_t size, size_t step)
{
	g_autoptr(ImapParser) parser = imap_parse_new(&limits);
	g_autoptr(GError) error = NULL;
	GString *out = g_string_new(NULL);

	for (size_t at = 0; at < size && !error; at += MIN(step, size - at))
		if (!imap_parse_feed(parser, data + at, MIN(step, size - at), note, out, &error))
			g_string_append(out, error->message);
	return g_string_free(out, FALSE);
}

const char fuzz_corpus[] = "imap";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *whole = NULL;
	g_autofree char *cut = NULL;

	if (size < 2)
		return 0;
	whole = feed(data + 1, size - 1, size);
	cut = feed(data + 1, size - 1, 1 + data[0] % 64);
	g_assert_cmpstr(whole, ==, cut);
	return 0;
}
