/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looks keys up by address. Opens none.
 */
#include "core/mail/mail-key.h"

#include <string.h>

#include "core/text.h"

typedef void (*Take)(const MailKeyHolder *holder, gpointer user);

gboolean
mail_key_is_set(const MailKey *key)
{
	return key->certificate || key->openpgp_key;
}

static void
give(const Board *board, const char *path, const char *address, const MailKey *key, Take take,
	gpointer user)
{
	const MailKeyHolder holder = { board, path, address, key };

	if (address && mail_key_is_set(key))
		take(&holder, user);
}

static void
each_of(const Board *board, guint number, Take take, gpointer user)
{
	for (gsize r = 0; r < BOARD_PEOPLE; r++) {
		const Person *person = G_STRUCT_MEMBER_P(board, board_people[r].offset);
		g_autofree char *path =
			g_strdup_printf("boards[%u].%s", number, board_people[r].key);

		give(board, path, person->address, &person->key, take, user);
	}
	for (guint i = 0; board->investigators && i < board->investigators->len; i++) {
		const Person *person = g_ptr_array_index(board->investigators, i);
		g_autofree char *path = g_strdup_printf("boards[%u].investigators[%u]", number, i);

		give(board, path, person->address, &person->key, take, user);
	}
	for (guint i = 0; board->commissioning && i < board->commissioning->len; i++) {
		const CommissioningBoard *other = g_ptr_array_index(board->commissioning, i);
		g_autofree char *path = g_strdup_printf("boards[%u].commissioning[%u]", number, i);

		give(board, path, other->address, &other->key, take, user);
	}
}

void
mail_key_each(const Settings *settings, Take take, gpointer user)
{
	for (guint i = 0; i < settings->boards->len; i++)
		each_of(g_ptr_array_index(settings->boards, i), i, take, user);
}

typedef struct {
	const char *address;
	const MailKey *found;
} Search;

static void
compare(const MailKeyHolder *holder, gpointer user)
{
	Search *search = user;

	if (!search->found && text_is_same_address(holder->address, search->address))
		search->found = holder->key;
}

const MailKey *
mail_key_find(const Settings *settings, const char *address)
{
	Search search = { address, NULL };

	mail_key_each(settings, compare, &search);
	return search.found;
}
