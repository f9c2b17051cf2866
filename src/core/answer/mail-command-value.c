/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People, boards and numbers as they are written in an answer. Must never choose between
 * two that could be meant.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

#include "core/form/form-date.h"
#include "core/form/form-number.h"
#include "core/role.h"
#include "core/text.h"

#define NUMBER_BYTES 60

/* The words of text, folded. g_strfreev() it. */
static char **
words_of(const char *text)
{
	g_autofree char *folded = text_fold(text);
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();

	for (const char *at = folded; *at;) {
		const char *end = mail_skip_word(at);

		if (g_unichar_isalnum(g_utf8_get_char(at))) {
			g_autofree char *word = g_strndup(at, (gsize) (end - at));
			g_strv_builder_add(words, word);
		}
		at = end;
	}
	return g_strv_builder_end(words);
}

/* TRUE if words are some of those of name, and there is one. */
static gboolean
are_of_name(char **words, const char *name)
{
	g_auto(GStrv) whole = words_of(name ? name : "");

	for (guint i = 0; words[i]; i++)
		if (!g_strv_contains((const char *const *) whole, words[i]))
			return FALSE;
	return words[0] != NULL;
}

/* Adds person to those found, whom two names can be. */
static void
find_person(const Person *person, char **words, const char **found, gboolean *several)
{
	if (!person->address || !are_of_name(words, person->name))
		return;
	if (*found && !text_is_same_address(person->address, *found))
		*several = TRUE;
	*found = person->address;
}

/* The address of the only one with such a name; NULL if there is none, or several. */
static const char *
find_name(const char *text, const Board *board, gboolean investigators, gboolean *ret_several)
{
	g_auto(GStrv) words = words_of(text);
	const char *found = NULL;

	*ret_several = FALSE;
	for (guint i = 0; board && board->investigators && i < board->investigators->len; i++)
		find_person(g_ptr_array_index(board->investigators, i), words, &found, ret_several);
	for (guint role = 0; board && !investigators && role < ROLE_COUNT; role++)
		find_person(role_person(board, role), words, &found, ret_several);
	return *ret_several ? NULL : found;
}

/* TRUE if each word begins with a capital. */
static gboolean
looks_like_name(const char *text)
{
	for (const char *at = text; *at; at = mail_skip_word(at)) {
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_isalnum(c) && !g_unichar_isupper(c))
			return FALSE;
	}
	return TRUE;
}

/* A name beside an address must not be somebody else's. */
static char *
read_address(const char *text, const Board *board, gboolean investigators)
{
	gsize start, end;
	gboolean several;
	g_autofree char *address = form_number_find_email(text, &start, &end);

	if (!address || strchr(strchr(text, '@') + 1, '@'))
		return NULL;
	g_autofree char *beside = g_strdup_printf("%.*s %s", (int) start, text, text + end);
	const char *other = find_name(beside, board, investigators, &several);
	g_autofree char *look = mail_look_of(address);
	if (several || look || !looks_like_name(beside) || mail_match_doubt(beside) ||
		(other && !text_is_same_address(other, address)))
		return NULL;
	return g_steal_pointer(&address);
}

char *
mail_read_person(const char *text, const MailCommandContext *context, gboolean investigators)
{
	gboolean several;
	const char *self = mail_match(text, "(mig|mig sjalv|me|myself)", NULL);

	if (self && !*self)
		return context->writer ? text_fold_address(context->writer) : NULL;
	if (strchr(text, '@'))
		return read_address(text, context->board, investigators);
	const char *address = find_name(text, context->board, investigators, &several);
	return address ? text_fold_address(address) : NULL;
}

const char *
mail_read_board(const char *text, const MailCommandContext *context)
{
	const GPtrArray *boards = context->board ? context->board->commissioning : NULL;
	g_auto(GStrv) words = words_of(text);
	const char *found = NULL;

	for (guint i = 0; boards && i < boards->len; i++) {
		const CommissioningBoard *board = boards->pdata[i];

		if (g_ascii_strcasecmp(board->id, text) == 0)
			return board->id;
		if (!are_of_name(words, board->name))
			continue;
		if (found)
			return NULL;
		found = board->id;
	}
	return found;
}

/* Where name, however it is folded, ends at at; NULL if it does not stand there. */
static const char *
match_name(const char *at, const char *name)
{
	g_auto(GStrv) words = words_of(name ? name : "");
	const char *end = NULL;

	for (guint i = 0; words[i]; i++) {
		if (i > 0)
			at = end + strspn(end, " -");
		end = strpbrk(words[i], "[]()|#") ? NULL : mail_match(at, words[i], NULL);
		if (!end)
			return NULL;
	}
	return end;
}

const char *
mail_match_board(const char *at, const MailCommandContext *context, const char **ret_end)
{
	const GPtrArray *boards = context->board ? context->board->commissioning : NULL;
	const char *found = NULL, *furthest = NULL;

	for (guint i = 0; boards && i < boards->len; i++) {
		const CommissioningBoard *board = boards->pdata[i];
		const char *by_name = match_name(at, board->name), *end = match_name(at, board->id);

		if (!end || (by_name && by_name > end))
			end = by_name;
		if (!end || (furthest && end < furthest))
			continue;
		found = end == furthest ? NULL : board->id;
		furthest = *ret_end = end;
	}
	return found;
}

gboolean
mail_is_number(const char *text)
{
	static const GRegex *slot;
	gsize start, end;
	const GRegex *regex = text_pattern(&slot,
		"\\A(?=.*\\d)(?:\\p{Lu}{1,6}|[\\p{L}.:/-]{0,6}\\d[\\p{L}\\d.:/-]*)"
		"(?: (?:\\p{Lu}{1,6}|[\\p{L}.:/-]{0,6}\\d[\\p{L}\\d.:/-]*))*\\z",
		G_REGEX_DEFAULT);

	if (strlen(text) > NUMBER_BYTES || !g_regex_match(regex, text, 0, NULL))
		return FALSE;
	g_autofree char *first = form_number_find_dnr(text, &start, &end);
	if (!first)
		return form_date_find(text).kind == FORM_DATE_NONE;
	/* Two of them are none. */
	g_autofree char *second = form_number_find_dnr(text + end, &start, &end);
	return !second;
}

gboolean
mail_is_name(const char *line, const MailCommandContext *context)
{
	g_auto(GStrv) words = words_of(line);
	gboolean several;

	if (strpbrk(line, ":;@?0123456789") || !words[0] || g_strv_length(words) > 4)
		return FALSE;
	if (find_name(line, context->board, FALSE, &several) || several)
		return TRUE;
	g_autofree char *local = g_strdup(context->writer ? context->writer : "");
	local[strcspn(local, "@")] = '\0';
	return are_of_name(words, local);
}
