/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/errand.h"

/*
 * words, of the mail, without the lines of commands that say who is to deal with the case: whom
 * they name the report does not concern for that. What else such a command says stands behind them.
 * g_free() it.
 */
char *errand_leave_out_names(const Mail *mail, const ErrandOffice *office, const char *words);
