/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which person of a board has which role. Two roles are of one person only if
 * address and name are the same.
 */
#include "core/role.h"

#include <stddef.h>
#include <string.h>

#include "core/text.h"

static const struct {
	gsize person; /* place in Board */
} roles[ROLE_COUNT] = {
	[ROLE_RESPONSIBLE] = { offsetof(Board, responsible) },
	[ROLE_DEPUTY] = { offsetof(Board, deputy) },
	[ROLE_DECISION_MAKER] = { offsetof(Board, decision_maker) },
	[ROLE_REGISTRAR] = { offsetof(Board, registrar) },
	[ROLE_DPO] = { offsetof(Board, dpo) },
	[ROLE_CONFLICT_CONTACT] = { offsetof(Board, conflict_contact) },
};

const Person *
role_person(const Board *board, guint role)
{
	g_assert(role < ROLE_COUNT);
	return G_STRUCT_MEMBER_P(board, roles[role].person);
}

guint
role_bits(const Board *board, const char *address)
{
	guint bits = 0;

	for (guint role = 0; role < ROLE_COUNT; role++)
		if (text_is_same_address(role_person(board, role)->address, address))
			bits |= 1u << role;
	return bits;
}

guint
role_first(const Board *board, guint role)
{
	const Person *person = role_person(board, role);

	for (guint i = 0; i < role; i++) {
		const Person *other = role_person(board, i);

		if (g_strcmp0(person->address, other->address) == 0 &&
			g_strcmp0(person->name, other->name) == 0)
			return i;
	}
	return role;
}
