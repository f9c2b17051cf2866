/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a line looks like, where that is not what it says: characters that cannot be seen,
 * and letters of other alphabets.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

static gboolean
is_invisible(gunichar c)
{
	return g_unichar_type(c) == G_UNICODE_FORMAT || (g_unichar_iscntrl(c) && c != '\t');
}

/* What sets letters in another order than they are read in (UAX 9), or says another thing. */
static gboolean
is_turning(gunichar c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	       (c >= 0xe0000 && c <= 0xe007f);
}

gboolean
mail_hides_something(const char *text)
{
	gboolean some = FALSE, hidden = FALSE;

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (is_turning(c))
			return TRUE;
		if (is_invisible(c))
			hidden = some;
		else if (!g_unichar_isspace(c) && hidden)
			return TRUE;
		else
			some = some || !g_unichar_isspace(c);
	}
	return FALSE;
}

/* Letters of other alphabets that look like ours (Unicode TS 39, the common ones). */
static const struct {
	gunichar other;
	char ours;
} lookalikes[] = { { 0x0430, 'a' }, { 0x0435, 'e' }, { 0x043e, 'o' }, { 0x0440, 'p' },
	{ 0x0441, 'c' }, { 0x0443, 'y' }, { 0x0445, 'x' }, { 0x0456, 'i' }, { 0x0458, 'j' },
	{ 0x0455, 's' }, { 0x0501, 'd' }, { 0x04bb, 'h' }, { 0x0442, 't' }, { 0x043a, 'k' },
	{ 0x0432, 'b' }, { 0x043c, 'm' }, { 0x03bf, 'o' }, { 0x03b1, 'a' }, { 0x03bd, 'v' },
	{ 0x03b9, 'i' }, { 0x03ba, 'k' }, { 0x03c1, 'p' }, { 0x03c4, 't' }, { 0x03c5, 'u' },
	{ 0x0261, 'g' }, { 0x0131, 'i' } };

/* The text as it looks; NULL if it has no letters that look like others. g_free() it. */
char *
mail_look_of(const char *text)
{
	g_autofree char *wide = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
	GString *out = g_string_new(NULL);

	for (const char *at = wide; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at), lower = g_unichar_tolower(c);

		for (guint i = 0; c >= 0x80 && i < G_N_ELEMENTS(lookalikes); i++)
			if (lookalikes[i].other == lower)
				c = (guchar) lookalikes[i].ours;
		g_string_append_unichar(out, c);
	}
	if (strcmp(out->str, text) != 0)
		return g_string_free(out, FALSE);
	g_string_free(out, TRUE);
	return NULL;
}
