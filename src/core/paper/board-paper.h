/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/outcome.h"
#include "core/paper/paper.h"
#include "core/settings.h"

/* What the papers of a board have in common. */

/* The board as who sends it, with how it is reached. */
void board_paper_set_sender(Paper *paper, const Settings *settings, const Board *board);

/* Whoever has that address among the board's people, borrowed; NULL: nobody has. */
const Person *board_paper_person(const Board *board, const char *address);

/* The name that the configuration has for the address, else the address. Borrowed. */
const char *board_paper_name(const Board *board, const char *address);

/* The same with title, or with the one that the configuration has. g_free() it; NULL of NULL. */
char *board_paper_signature(const Board *board, const char *address, const char *title);

/* The five outcomes of the form, one of them ticked or none. */
void board_paper_add_outcomes(Paper *paper, const char *label, Outcome outcome);
