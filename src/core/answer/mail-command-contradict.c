/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commands of one answer that contradict each other. Must never choose one of them.
 */
#include "core/answer/mail-command-private.h"

#include <string.h>

/* A group of commands of which only one can be meant. */
typedef struct {
	char *settled;
	gboolean differs;
} Group;

static void
free_group(gpointer group)
{
	g_free(((Group *) group)->settled);
	g_free(group);
}

static void
append_values(GString *out, const MailCommand *command, guint32 values)
{
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		if (values & LIFE_BIT(value))
			g_string_append_printf(
				out, "\n%s", command->values[value] ? command->values[value] : "");
}

/* The group of the command; NULL if it contradicts nothing. g_free() it. */
static char *
group_of(const MailCommand *command)
{
	const MailForm *form = mail_form(command->what);
	gboolean doubted = command->state == MAIL_COMMAND_UNCLEAR;

	if (!form || !form->group || command->state == MAIL_COMMAND_PLAIN)
		return NULL;
	if (doubted && command->doubt != MAIL_DOUBT_DENIED &&
		command->doubt != MAIL_DOUBT_QUESTION && command->doubt != MAIL_DOUBT_MAYBE &&
		command->doubt != MAIL_DOUBT_CONDITION)
		return NULL;
	if (command->missing & form->settles)
		return NULL;
	GString *out = g_string_new(form->group);
	append_values(out, command, form->each);
	return g_string_free(out, FALSE);
}

static char *
settled_by(const MailCommand *command)
{
	GString *out = g_string_new(NULL);

	if (command->state == MAIL_COMMAND_UNCLEAR)
		g_string_append(out, "?");
	g_string_append_printf(
		out, "%u", command->what == MAIL_SAYS_TAKE ? (guint) LIFE_ASSIGN : command->what);
	append_values(out, command, mail_form(command->what)->settles);
	return g_string_free(out, FALSE);
}

static void
compare(GHashTable *groups, const MailCommand *command)
{
	char *key = group_of(command);
	Group *group = key ? g_hash_table_lookup(groups, key) : NULL;

	if (!key)
		return;
	g_autofree char *settled = settled_by(command);
	if (group) {
		group->differs = group->differs || strcmp(group->settled, settled) != 0;
		g_free(key);
		return;
	}
	group = g_new0(Group, 1);
	group->settled = g_steal_pointer(&settled);
	g_hash_table_insert(groups, key, group);
}

void
mail_find_contradictions(GPtrArray *commands)
{
	g_autoptr(GHashTable) groups =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_group);

	for (guint i = 0; i < commands->len; i++)
		compare(groups, commands->pdata[i]);
	for (guint i = 0; i < commands->len; i++) {
		MailCommand *command = commands->pdata[i];
		g_autofree char *key = group_of(command);
		const Group *group = key ? g_hash_table_lookup(groups, key) : NULL;

		if (group && group->differs && command->state != MAIL_COMMAND_UNCLEAR)
			mail_command_doubt(command, MAIL_DOUBT_CONTRADICTION);
	}
}
