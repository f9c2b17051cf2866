/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looks for phrases in folded text, at the beginnings of words. Rather finds
 * one too many: a person looks.
 */
#include "core/notice/sensitive.h"

#include <string.h>

#include "core/text.h"

static const struct {
	const char *name, *flag, *message;
} kinds[SENSITIVE_COUNT] = {
	[SENSITIVE_WHISTLEBLOWER] = { "whistleblower", "possible_whistleblower",
		"Det står ord i mejlet eller dess bilagor som tyder på en visselblåsarrapport. Den hör "
		"till en annan kanal, med annan sekretess." },
	[SENSITIVE_PROTECTED_IDENTITY] = { "protected_identity", "possible_protected_identity",
		"Det står ord i mejlet eller dess bilagor som tyder på skyddade personuppgifter. "
		"Ingen ska få veta av ärendet som inte måste." },
};

SensitiveWords *
sensitive_words_new(void)
{
	SensitiveWords *words = g_new0(SensitiveWords, 1);

	for (guint i = 0; i < SENSITIVE_COUNT; i++)
		words->phrases[i] = g_ptr_array_new_with_free_func(g_free);
	return words;
}

void
sensitive_words_free(SensitiveWords *words)
{
	if (!words)
		return;
	for (guint i = 0; i < SENSITIVE_COUNT; i++)
		g_ptr_array_unref(words->phrases[i]);
	g_free(words);
}

static gboolean
is_letter(gunichar c)
{
	return g_unichar_isalnum(c);
}

gboolean
sensitive_words_add(SensitiveWords *words, Sensitive kind, const char *phrase)
{
	g_autofree char *folded = text_fold(phrase);
	gboolean some = FALSE;

	for (const char *p = folded; *p; p = g_utf8_next_char(p))
		some = some || is_letter(g_utf8_get_char(p));
	if (some)
		g_ptr_array_add(words->phrases[kind], g_steal_pointer(&folded));
	return some;
}

static gboolean
stands_in(const char *text, const char *phrase)
{
	gsize length = strlen(phrase);
	const char *end = text + strlen(text);
	gboolean open = phrase[length - 1] == '*';

	if (open)
		length--;
	for (const char *at = text; (at = memmem(at, (gsize) (end - at), phrase, length)); at++)
		if ((at == text || !is_letter(g_utf8_get_char(g_utf8_prev_char(at)))) &&
			(open || !is_letter(g_utf8_get_char(at + length))))
			return TRUE;
	return FALSE;
}

guint
sensitive_find(const SensitiveWords *words, const char *text)
{
	guint found = 0;

	if (!words || !text || !*text)
		return 0;
	for (guint kind = 0; kind < SENSITIVE_COUNT; kind++)
		for (guint i = 0; i < words->phrases[kind]->len && !(found & 1u << kind); i++)
			if (stands_in(text, g_ptr_array_index(words->phrases[kind], i)))
				found |= 1u << kind;
	return found;
}

const char *
sensitive_flag(Sensitive kind)
{
	g_return_val_if_fail(kind < SENSITIVE_COUNT, NULL);
	return kinds[kind].flag;
}

const char *
sensitive_message(Sensitive kind)
{
	g_return_val_if_fail(kind < SENSITIVE_COUNT, NULL);
	return kinds[kind].message;
}

const char *
sensitive_name(Sensitive kind)
{
	g_return_val_if_fail(kind < SENSITIVE_COUNT, NULL);
	return kinds[kind].name;
}
