/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/mail-command.h"

/*
 * Sunday 22 November 2026. An answer, its lines parted by "\n", and what it says: for
 * each command or plain line its state if it is not understood, why, what, the values,
 * and "?value" for one that is missing.
 */
typedef struct {
	const char *answer, *said;
} MailAnswer;

/* A board with four investigators, two of them called Kim, and two commissioning boards. */
Board *mail_answer_board(void);

/* The commands of an answer that the responsible wrote. */
GPtrArray *mail_answer_read(const char *answer, const Board *board);

/* What a command, or an answer, says. g_free() it. */
char *mail_answer_say_command(const MailCommand *command);
char *mail_answer_say(const char *answer, const Board *board);

/* Fails the test for each row that says something else. */
void mail_answer_assert_rows(const MailAnswer *rows, gsize n);

/* Fails the test unless what is understood can be written back and says the same. */
void mail_answer_assert_written_back(const char *answer, const Board *board);
