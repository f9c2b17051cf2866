/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who decides on what others may not hear of: somebody whom the report does not
 * concern, or nobody, which is said.
 */
#include <string.h>

#include "core/notice/discretion.h"
#include "core/notice/facts.h"
#include "core/text.h"

#define BIT(value) (1u << (value))

static gboolean
is_same(const char *a, const char *b, char *(*fold)(const char *) )
{
	g_autofree char *left = fold(a);
	g_autofree char *right = fold(b);

	return *left && strcmp(left, right) == 0;
}

/* By address or by name: one person may stand in several places. */
static gboolean
is_concerned(
	const Discretion *discretion, const Board *board, const char *address, const char *name)
{
	if (discretion->concerned & role_bits(board, address))
		return TRUE;
	for (guint role = 0; role < ROLE_COUNT; role++)
		if (discretion->concerned & BIT(role) &&
			is_same(role_person(board, role)->name, name, text_fold))
			return TRUE;
	return FALSE;
}

static Decider
unless_concerned(const Discretion *discretion, const Board *board, const Person *person)
{
	if (!person->address || is_concerned(discretion, board, person->address, person->name))
		return (Decider){ 0 };
	return (Decider){ person->address, planned_route_to(person) };
}

/* If it concerns everybody else the operator, who gets no word of it, finds somebody. */
static Decider
who_of_board(const Discretion *discretion, const Board *board)
{
	static const Role order[] = { ROLE_CONFLICT_CONTACT, ROLE_DEPUTY, ROLE_DECISION_MAKER,
		ROLE_DPO, ROLE_RESPONSIBLE };
	const char *whistleblower = board->whistleblower;

	if (discretion->sensitive & BIT(SENSITIVE_WHISTLEBLOWER) &&
		text_is_address(whistleblower) &&
		!is_concerned(discretion, board, whistleblower, NULL))
		return (Decider){ whistleblower, ROUTE_PLAIN };
	for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
		Decider decider = unless_concerned(discretion, board, role_person(board, order[i]));

		if (decider.address)
			return decider;
	}
	return unless_concerned(discretion, board, &board->operator_);
}

Decider
discretion_decider(const Discretion *discretion, const GPtrArray *boards, const Board *board)
{
	Decider decider = who_of_board(discretion, board);

	for (guint i = 0; !decider.address && i < boards->len; i++) {
		const Board *other = g_ptr_array_index(boards, i);

		decider = unless_concerned(discretion, board, &other->operator_);
	}
	return decider;
}

gboolean
discretion_has_other(const Settings *settings, const Board *board, Role role)
{
	const Discretion alone = { .concerned =
					   role_bits(board, role_person(board, role)->address) };

	return discretion_decider(&alone, settings->boards, board).address != NULL;
}

#define NOBODY_DECIDES "nobody_decides"

gboolean
discretion_is_undecided(const GPtrArray *flags)
{
	for (guint i = 0; i < flags->len; i++)
		if (strcmp(((const PlannedFlag *) g_ptr_array_index(flags, i))->code,
			    NOBODY_DECIDES) == 0)
			return TRUE;
	return FALSE;
}

PlannedNotice *
discretion_plan_notice(const Discretion *discretion, const Discretion *before,
	const Settings *settings, const Board *board, const char *case_id, const char *arrived,
	gint64 now, GPtrArray *flags)
{
	const Discretion all = { discretion->sensitive | before->sensitive,
		discretion->concerned | before->concerned };
	const char *recipient = discretion_decider(&all, settings->boards, board).address;
	Record record;

	if (!recipient) {
		g_ptr_array_add(flags,
			planned_flag_new(NOBODY_DECIDES,
				g_strdup(
					"Rapporten rör alla som kunde ha avgjort vem som får veta av "
					"den, och ingen har underrättats. Ange en annan "
					"conflict_contact eller operator i konfigurationen och "
					"avgör vem som ska ta hand om ärendet.")));
		return NULL;
	}
	record_init(&record);
	facts_put_text(&record, "case", case_id);
	facts_put_text(&record, "arrived", arrived);
	g_autofree char *facts = record_end(&record);
	PlannedNotice *notice = planned_notice_new(
		NOTICE_SENSITIVE, AUDIENCE_CONTACT, ROUTE_PLAIN, recipient, board, now, facts);
	notice->once = g_strdup_printf("sensitive:%s:%s:%x.%x", case_id, notice->recipient,
		discretion->sensitive, discretion->concerned);
	return notice;
}
