/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of taking back and of what is taken back, near each other. Too much is
 * found rather than too little, because a person is asked.
 */
#include "core/mail/withdrawal.h"

#include <string.h>

#include "core/text.h"

/* Folded as text_fold() does. Verb, at most so much between, what is taken back. */
#define VERBS                                                                                          \
	"(?:aterkalla(?:r|s|t|de)?|atertar?|aterta|(?:tar|ta|drar|dra|tog|drog) (?:harmed )?tillbaka|" \
	"withdraw(?:s|ing)?|retract(?:s|ing)?)"
#define OBJECTS "(?:anmal|rapport|lex sarah|lexsarah|arende|avvikelse|report)"

/* Of each way to say it one of these is part. */
static const char *const stems[] = { "tillbaka", "aterta", "aterkalla", "withdraw", "retract" };

/* Folded, in one line, without what is quoted. g_free() it. */
static char *
own_words(const char *text)
{
	g_autofree char *lines = text_fold_lines(text);
	char *out = lines;

	for (const char *line = lines, *end; *line; line = *end ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		if (*line == '>' || end == line)
			continue;
		if (out > lines)
			*out++ = ' ';
		memmove(out, line, (gsize) (end - line));
		out += end - line;
	}
	*out = '\0';
	return g_steal_pointer(&lines);
}

static gboolean
has_stem(const char *folded)
{
	for (gsize i = 0; i < G_N_ELEMENTS(stems); i++)
		if (strstr(folded, stems[i]))
			return TRUE;
	return FALSE;
}

gboolean
withdrawal_is_meant(const char *text)
{
	static const char *const patterns[] = {
		"\\b" VERBS "\\b[^.!?]{0,40}\\b" OBJECTS,
		"\\b" OBJECTS "[^.!?]{0,40}\\b(?:aterkallas|tas tillbaka|dras tillbaka|"
		"(?:tar|drar) (?:jag|vi) (?:harmed )?tillbaka|aterkallar (?:jag|vi))\\b",
	};
	static const GRegex *slots[G_N_ELEMENTS(patterns)];
	g_autofree char *folded = own_words(text);

	for (gsize i = 0; has_stem(folded) && i < G_N_ELEMENTS(patterns); i++)
		if (g_regex_match(
			    text_pattern(&slots[i], patterns[i], G_REGEX_DEFAULT), folded, 0, NULL))
			return TRUE;
	return FALSE;
}
