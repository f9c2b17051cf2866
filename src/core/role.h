/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/* A person of a board whom a report may concern. */
typedef enum {
	ROLE_RESPONSIBLE,
	ROLE_DEPUTY,
	ROLE_DECISION_MAKER,
	ROLE_REGISTRAR,
	ROLE_DPO,
	ROLE_CONFLICT_CONTACT,
	ROLE_COUNT
} Role;

/* Who has that role; address and name may be NULL. */
const Person *role_person(const Board *board, guint role);

/* Bits, 1 << Role, of the roles that have that address; address may be NULL. */
guint role_bits(const Board *board, const char *address);

/* The first role of that person, which may be role itself: by default one person has them all. */
guint role_first(const Board *board, guint role);
