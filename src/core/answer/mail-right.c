/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of who may do what by mail. An act without a row is done at a keyboard
 * only: what joins, moves or corrects whole cases, and what a person must look at
 * several cases for.
 */
#include "core/answer/mail-right.h"

#include "core/life/life-bias.h"
#include "core/life/life-guard.h"
#include "core/notice/recipient.h"
#include "core/text.h"

#include <string.h>

#define RESPONSIBLE  (1u << ROLE_RESPONSIBLE | 1u << ROLE_DEPUTY)
#define DECIDES      (1u << ROLE_DECISION_MAKER)
#define REGISTRAR    (1u << ROLE_REGISTRAR)
#define DPO          (1u << ROLE_DPO)
#define INVESTIGATES MAIL_RIGHT_INVESTIGATOR
#define HANDLES      (RESPONSIBLE | INVESTIGATES)

static const struct {
	guint roles;
	gboolean asks_again;
	gboolean personal;
} rights[LIFE_ACT_COUNT] = {
	[LIFE_PROTECT] = { .roles = HANDLES },
	[LIFE_PROTECTION_NOT_NEEDED] = { .roles = HANDLES },
	[LIFE_ASSESS] = { .roles = RESPONSIBLE, .personal = TRUE },
	[LIFE_DECLINE] = { .roles = RESPONSIBLE, .asks_again = TRUE, .personal = TRUE },
	[LIFE_ASSIGN] = { .roles = RESPONSIBLE },
	[LIFE_START] = { .roles = HANDLES },
	[LIFE_NOTE] = { .roles = HANDLES | DECIDES | REGISTRAR },
	[LIFE_PROPOSE] = { .roles = HANDLES },
	[LIFE_DECIDE] = { .roles = DECIDES, .asks_again = TRUE, .personal = TRUE },
	[LIFE_SERIOUS] = { .roles = HANDLES | DECIDES, .asks_again = TRUE },
	[LIFE_IVO_NOTIFIED] = { .roles = HANDLES | DECIDES, .asks_again = TRUE },
	[LIFE_IVO_NOTIFIED_WHOLE] = { .roles = HANDLES | DECIDES, .asks_again = TRUE },
	[LIFE_INVESTIGATION_SENT] = { .roles = HANDLES | DECIDES, .asks_again = TRUE },
	[LIFE_SUPPLEMENT_ASKED] = { .roles = HANDLES | DECIDES, .asks_again = TRUE },
	[LIFE_SUPPLEMENT_SENT] = { .roles = HANDLES | DECIDES, .asks_again = TRUE },
	[LIFE_IVO_CLOSED] = { .roles = HANDLES | DECIDES, .asks_again = TRUE },
	[LIFE_LINK_BOARD] = { .roles = HANDLES },
	[LIFE_UNLINK_BOARD] = { .roles = HANDLES },
	[LIFE_INFORM_REPORT] = { .roles = HANDLES },
	[LIFE_INFORM_IVO] = { .roles = HANDLES },
	[LIFE_INFORM_COPY] = { .roles = HANDLES },
	[LIFE_INFORM_FINAL] = { .roles = HANDLES },
	[LIFE_REGISTER] = { .roles = HANDLES | REGISTRAR },
	[LIFE_BREACH] = { .roles = RESPONSIBLE | DPO },
	[LIFE_BREACH_NOTIFIED] = { .roles = RESPONSIBLE | DPO, .asks_again = TRUE },
	[LIFE_BREACH_NOT_REPORTABLE] = { .roles = DPO, .asks_again = TRUE },
	[LIFE_EXTEND] = { .roles = RESPONSIBLE },
	[LIFE_MEASURE_PLANNED] = { .roles = HANDLES },
	[LIFE_MEASURE_DONE] = { .roles = HANDLES },
	[LIFE_SET_FOLLOW_UP] = { .roles = HANDLES },
	[LIFE_FOLLOWED_UP] = { .roles = HANDLES },
	[LIFE_FEEDBACK_GIVEN] = { .roles = HANDLES },
	[LIFE_REPORTED] = { .roles = HANDLES | REGISTRAR },
	[LIFE_CLOSE] = { .roles = RESPONSIBLE, .asks_again = TRUE },
	[LIFE_REOPEN] = { .roles = RESPONSIBLE, .asks_again = TRUE },
};

guint
mail_right_roles(const Board *board, const char *investigator, const char *address)
{
	guint roles = role_bits(board, address);

	if (text_is_same_address(investigator, address))
		roles |= MAIL_RIGHT_INVESTIGATOR;
	for (guint i = 0; i < board->investigators->len; i++) {
		const Person *person = g_ptr_array_index(board->investigators, i);

		if (text_is_same_address(person->address, address))
			roles |= MAIL_RIGHT_MAY_TAKE;
	}
	return roles;
}

static gboolean
stands_in_for(const GPtrArray *recusals, const char *person, const char *address)
{
	g_auto(Recipient) end = { .address = g_strdup(person) };

	recipient_recuse(&end, NULL, recusals);
	return text_is_same_address(end.address, address);
}

/* What is an office's in the case passes on; that a board names somebody is their own. */
static guint
lent_roles(const Board *board, const CaseFile *file, const char *address)
{
	g_autoptr(GPtrArray) recusals = life_recusals(file, NULL);
	guint roles = 0;

	for (guint i = 0; i < file->recused->len; i++)
		if (stands_in_for(recusals, file->recused->pdata[i], address))
			roles |= mail_right_roles(
				board, file->investigator, file->recused->pdata[i]);
	/* Who investigates does not decide, and no guard knows of who does it in another's place.
	 */
	if (roles & MAIL_RIGHT_INVESTIGATOR)
		roles &= ~DECIDES;
	return roles & ~MAIL_RIGHT_MAY_TAKE;
}

guint
mail_right_in_case(const Board *board, const CaseFile *file, const char *address)
{
	guint roles = mail_right_roles(board, file->investigator, address);

	if (life_is_recused(file, address))
		return 0;
	/* As nobody who reported is named to investigate. */
	g_autofree char *conflict = life_bias_find(file, address, BIAS_REPORTED);
	return conflict ? roles : roles | lent_roles(board, file, address);
}

static gboolean
is_secure(const Person *person, const char *address)
{
	return person->secure && text_is_same_address(person->address, address);
}

Route
mail_right_route(const Board *board, const char *address, Route noticed)
{
	gboolean secure = FALSE;

	for (guint role = 0; role < ROLE_COUNT; role++)
		secure = secure || is_secure(role_person(board, role), address);
	for (guint i = 0; i < board->investigators->len; i++)
		secure = secure || is_secure(g_ptr_array_index(board->investigators, i), address);
	return secure ? noticed : ROUTE_PLAIN;
}

gboolean
mail_right_allows(LifeAct act, guint roles)
{
	g_return_val_if_fail(act < LIFE_ACT_COUNT, FALSE);
	return (rights[act].roles & roles) != 0;
}

gboolean
mail_right_is_personal(LifeAct act)
{
	g_return_val_if_fail(act < LIFE_ACT_COUNT, TRUE);
	return rights[act].personal;
}

gboolean
mail_right_asks_again(LifeAct act)
{
	g_return_val_if_fail(act < LIFE_ACT_COUNT, TRUE);
	return rights[act].asks_again;
}
