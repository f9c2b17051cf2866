/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sentences of an alarm, in the language of the board. Must never hold a word
 * that a server said.
 */
#include "daemon/alarm-words.h"

#include "core/error.h"
#include "core/mail/refusal.h"
#include "core/text.h"

void
alarm_add_words(GPtrArray *alarms, const Board *board, const char *words)
{
	g_ptr_array_add(alarms, g_strdup_printf("%s: %s", board->id, words));
}

void
alarm_add_count(GPtrArray *alarms, const Board *board, gint64 count, const char *swedish,
	const char *english)
{
	g_ptr_array_add(alarms, g_strdup_printf("%s: %" G_GINT64_FORMAT " %s", board->id, count,
					text_in_language(board->language, swedish, english)));
}

char *
alarm_with_cause(const Board *board, const char *what, const GError *cause)
{
	const Refusal *refusal = refusal_in_message(cause->message);
	gboolean english = text_is_english(board->language);

	if (refusal && english)
		return g_strdup_printf(
			"%s Cause: %s. What to do: %s.", what, refusal->cause, refusal->fix);
	if (refusal)
		return g_strdup_printf("%s %s.", what, refusal->told);
	return g_strdup_printf(english ? "%s Kind: %s; the cause is in the log."
				       : "%s Slag: %s; orsaken står i loggen.",
		what, error_class_name((LexError) cause->code));
}

void
alarm_add_ending(GPtrArray *alarms, const Board *board, const Credential *credential)
{
	gboolean over = credential->days < 0;
	int days = ABS(credential->days);
	const char *name = credential->name;

	if (text_is_english(board->language))
		g_ptr_array_add(
			alarms, g_strdup_printf(over ? "%s: %s ended %d days ago. Renew it now"
						     : "%s: %s ends in %d days. Renew it now",
					board->id, name, days));
	else
		g_ptr_array_add(alarms,
			g_strdup_printf(over ? "%s: %s gick ut för %d dagar sedan. Förnya det nu"
					     : "%s: %s går ut om %d dagar. Förnya det nu",
				board->id, name, days));
}
