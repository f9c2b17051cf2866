/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of taking back and of what is taken back, near each other. Too much is
 * found rather than too little, because a person is asked.
 */
#include "core/withdrawal.h"

#include <string.h>

#include "core/text.h"

/* Folded as text_fold() does. Verb, at most so much between, what is taken back. */
#define VERBS                                                                                          \
	"(?:aterkalla(?:r|s|t|de)?|atertar?|aterta|(?:tar|ta|drar|dra|tog|drog) (?:harmed )?tillbaka|" \
	"withdraw(?:s|ing)?|retract(?:s|ing)?)"
#define OBJECTS "(?:anmal|rapport|lex sarah|lexsarah|arende|avvikelse|report)"

static char *
own_words(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);
	GString *own = g_string_new(NULL);

	for (guint i = 0; lines[i]; i++)
		if (*g_strchug(lines[i]) != '>')
			g_string_append_printf(own, "%s\n", lines[i]);
	return g_string_free(own, FALSE);
}

gboolean
withdrawal_is_meant(const char *text)
{
	g_autofree char *own = own_words(text);
	g_autofree char *folded = text_fold(own);

	return g_regex_match_simple("\\b" VERBS "\\b[^.!?]{0,40}\\b" OBJECTS, folded, 0, 0) ||
	       g_regex_match_simple(
		       "\\b" OBJECTS "[^.!?]{0,40}\\b(?:aterkallas|tas tillbaka|dras tillbaka|"
		       "(?:tar|drar) (?:jag|vi) (?:harmed )?tillbaka|aterkallar (?:jag|vi))\\b",
		       folded, 0, 0);
}
