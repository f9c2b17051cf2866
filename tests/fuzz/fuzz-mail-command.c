/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any answer to the reader of commands: what is understood can be written back and read again. */
#include <string.h>

#include "core/answer/mail-command.h"
#include "fuzz.h"

const char fuzz_corpus[] = "mail-command";

static GPtrArray *
read_text(const char *text)
{
	Person investigator = { .address = (char *) "bo@kommun.example",
		.name = (char *) "Bo Exempel" };
	CommissioningBoard commissioning = { .id = (char *) "SDN",
		.name = (char *) "Stadsdelsnämnden" };
	g_autoptr(GPtrArray) investigators = g_ptr_array_new();
	g_autoptr(GPtrArray) boards = g_ptr_array_new();
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	g_ptr_array_add(investigators, &investigator);
	g_ptr_array_add(boards, &commissioning);
	Board board = { .investigators = investigators, .commissioning = boards };
	MailCommandContext context = { { 2026, 11, 22 }, "rut@kommun.example", &board, NULL, NULL };
	return mail_commands_read((const char *const *) lines, &context);
}

static void
check_same(const MailCommand *command, gboolean english)
{
	g_autofree char *line = mail_command_canonical(command, english);
	g_autoptr(GPtrArray) again = read_text(line);
	const MailCommand *other = again->pdata[0];

	g_assert_cmpuint(again->len, ==, 1);
	g_assert_cmpint(other->state, ==, MAIL_COMMAND_UNDERSTOOD);
	g_assert_cmpuint(other->what, ==, command->what);
	for (guint i = 0; i < LIFE_VALUE_COUNT; i++)
		g_assert_cmpstr(other->values[i], ==, command->values[i]);
}

static void
check(const MailCommand *command)
{
	gboolean nothing =
		command->state == MAIL_COMMAND_PLAIN || command->state == MAIL_COMMAND_UNCLEAR;

	g_assert_cmpuint(command->n_lines, >=, 1);
	g_assert_true(g_utf8_validate(command->text, -1, NULL));
	for (guint i = 0; i < LIFE_VALUE_COUNT; i++)
		g_assert_true(!command->values[i] ||
			      (!nothing && g_utf8_validate(command->values[i], -1, NULL)));
	if (command->state != MAIL_COMMAND_UNDERSTOOD)
		return;
	check_same(command, FALSE);
	check_same(command, TRUE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup(size ? (const char *) data : "", size);
	g_autoptr(GPtrArray) commands = read_text(text);

	for (guint i = 0; i < commands->len; i++)
		check(commands->pdata[i]);
	return 0;
}
