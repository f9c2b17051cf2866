/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"
#include "core/role.h"

/*
 * Who may do what by answering mail. At a keyboard the operating system says who may
 * use lexsarah(1), and the journal who did; a mail is nobody's until its sender is
 * proved, and then it does what the sender's roles are there for and nothing else.
 */
#define MAIL_RIGHT_INVESTIGATOR (1u << ROLE_COUNT)       /* the one of the case */
#define MAIL_RIGHT_MAY_TAKE     (1u << (ROLE_COUNT + 1)) /* one whom the board names */

/* Bits 1 << Role, and those above. investigator: of the case, or NULL. */
guint mail_right_roles(const Board *board, const char *investigator, const char *address);

/*
 * The same of the case in file, and who stands in there for somebody who is recused, at the end of
 * the chain as notices go, has that one's roles, too: not what a board's investigators may take,
 * not the decision for who stands in for the investigator, and nothing for who reported. Who is
 * recused has none.
 */
guint mail_right_in_case(const Board *board, const CaseFile *file, const char *address);

/*
 * By which route the person with that address may be answered now: secure only if the
 * notice went by one, and the configuration still says so.
 */
Route mail_right_route(const Board *board, const char *address, Route noticed);

/* Whether somebody with these roles may. */
gboolean mail_right_allows(LifeAct act, guint roles);

/*
 * Those whom one mail may not do, however well its sender is proved: what cannot be
 * undone, or says something to an authority, waits for an answer to a question.
 */
gboolean mail_right_asks_again(LifeAct act);

/* Those that only the one who writes may sign: what a recused person is kept from. */
gboolean mail_right_is_personal(LifeAct act);
