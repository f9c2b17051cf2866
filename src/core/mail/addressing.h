/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/*
 * text folded, in one line, without what only says whom it is written to: lines
 * that greet people of the board and do nothing else, and the recipients in the
 * header lines of mails that it quotes (core/mail/forward-block.h). text is valid
 * UTF-8, lines is what text_fold_lines() makes of it. g_free() the result.
 */
char *addressing_leave_out(const char *text, const char *lines, const Board *board);

/* The lines of what text_fold_lines() gave in one, as text_fold() has them. g_free() it. */
char *addressing_join(const char *lines);
