/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/mail-answer.h"

#include <string.h>

static Person *
person(const char *address, const char *name)
{
	Person *made = g_new0(Person, 1);

	made->address = g_strdup(address);
	made->name = g_strdup(name);
	return made;
}

static CommissioningBoard *
commissioning(const char *id, const char *name)
{
	CommissioningBoard *made = g_new0(CommissioningBoard, 1);

	made->id = g_strdup(id);
	made->name = g_strdup(name);
	return made;
}

Board *
mail_answer_board(void)
{
	Board *board = g_new0(Board, 1);
	Person *responsible = person("ansvarig@kommun.example", "Rut Ansvarig");

	person_copy(&board->responsible, responsible);
	person_free(responsible);
	board->investigators = g_ptr_array_new_with_free_func((GDestroyNotify) person_free);
	g_ptr_array_add(board->investigators, person("bo@kommun.example", "Bo Exempel"));
	g_ptr_array_add(board->investigators, person("Asa@kommun.example", "Åsa Ek"));
	g_ptr_array_add(board->investigators, person("kim@kommun.example", "Kim Berg"));
	g_ptr_array_add(board->investigators, person("kim.dal@kommun.example", "Kim Dal"));
	board->commissioning =
		g_ptr_array_new_with_free_func((GDestroyNotify) commissioning_board_free);
	g_ptr_array_add(board->commissioning, commissioning("SDN", "Stadsdelsnämnden"));
	g_ptr_array_add(board->commissioning, commissioning("KDN", "Kommundelsnämnden"));
	return board;
}

static const char *const clocks[] = { "investigate", "egen_frist", NULL };

static MailCommandContext
context_of(const Board *board)
{
	static GTimeZone *zone;

	if (!zone)
		zone = g_time_zone_new_identifier("Europe/Stockholm");
	return (MailCommandContext){ { 2026, 11, 22 }, "Ansvarig@kommun.example", board, clocks,
		zone };
}

static const char *
name_of(guint what)
{
	static const char *const names[] = { "take", "status", "help", "yes", "no" };

	return what < LIFE_ACT_COUNT ? life_act_event((LifeAct) what)
				     : names[what - LIFE_ACT_COUNT];
}

static void
append_values(GString *out, const MailCommand *command)
{
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		if (command->values[value] && value != LIFE_BY)
			g_string_append_printf(
				out, " %s=%s", life_value_key(value), command->values[value]);
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		if (command->missing & LIFE_BIT(value))
			g_string_append_printf(
				out, " ?%s", value == LIFE_KIND ? "fact" : life_value_key(value));
	if (command->values[LIFE_BY])
		g_string_append_printf(out, " by=%s", command->values[LIFE_BY]);
}

char *
mail_answer_say_command(const MailCommand *command)
{
	static const char *const states[] = { "plain", "", "incomplete", "unclear" };
	static const char *const doubts[] = { "", ":denied", ":question", ":maybe", ":condition",
		":sentence", ":several", ":more", ":twice", ":two", ":contra", ":runs_on",
		":hidden", ":quoted", ":below", ":long", ":beside", ":below_quote", ":presumed",
		":date", ":hour", ":who", ":board", ":outcome", ":which" };
	GString *out = g_string_new(states[command->state]);

	g_string_append(out, doubts[command->doubt]);
	if (command->what != MAIL_SAYS_NOTHING)
		g_string_append_printf(out, "%s%s", out->len ? " " : "", name_of(command->what));
	append_values(out, command);
	if (command->n_lines > 1)
		g_string_append_printf(out, " +%u", command->n_lines - 1);
	return g_string_free(out, FALSE);
}

GPtrArray *
mail_answer_read(const char *answer, const Board *board)
{
	MailCommandContext context = context_of(board);
	g_auto(GStrv) lines = g_strsplit(answer, "\n", -1);

	return mail_commands_read((const char *const *) lines, &context);
}

char *
mail_answer_say(const char *answer, const Board *board)
{
	g_autoptr(GPtrArray) commands = mail_answer_read(answer, board);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < commands->len; i++) {
		g_autofree char *said = mail_answer_say_command(commands->pdata[i]);
		g_string_append_printf(out, "%s%s", i ? " | " : "", said);
	}
	return g_string_free(out, FALSE);
}

static void
assert_row(const MailAnswer *row, const Board *board)
{
	g_autofree char *said = mail_answer_say(row->answer, board);

	if (strcmp(said, row->said) != 0) {
		g_test_message("%s", row->answer);
		g_test_message("expected: %s", row->said);
		g_test_message("got:      %s", said);
		g_test_fail();
	}
}

void
mail_answer_assert_rows(const MailAnswer *rows, gsize n)
{
	g_autoptr(Board) board = mail_answer_board();

	for (gsize i = 0; i < n; i++)
		assert_row(&rows[i], board);
}

/* What is understood can be written back, in both languages, and says the same. */
void
mail_answer_assert_written_back(const char *answer, const Board *board)
{
	g_autoptr(GPtrArray) commands = mail_answer_read(answer, board);

	for (guint i = 0; i < commands->len; i++)
		for (int english = 0; english < 2; english++) {
			MailCommand *command = commands->pdata[i];
			g_autofree char *line = mail_command_canonical(command, english);

			g_assert_cmpint(
				line != NULL, ==, command->state == MAIL_COMMAND_UNDERSTOOD);
			if (!line)
				continue;
			command->n_lines = 1;
			g_autofree char *said = mail_answer_say_command(command);
			g_autofree char *again = mail_answer_say(line, board);
			if (strcmp(again, said) != 0)
				g_test_message("%s", line);
			g_assert_cmpstr(again, ==, said);
		}
}
