/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice.h"
#include "core/record.h"
#include "core/settings.h"

/*
 * Who is told of a case: by role, the stand-in in the place of who is away. Who is
 * recused is replaced where notices are queued, or by recipient_recuse() where a
 * mail speaks of several cases.
 */
typedef struct {
	char *address;
	Route route;
	Audience audience;
	const char *stand_in_for; /* the role in whose place it is, or NULL; static */
	gboolean recused;         /* and why: recused, else away */
} Recipient;

/*
 * role: one of clock_recipient_names. investigator: of the case, NULL if nobody is
 * named yet: then it is the responsible. today: by which absence is judged.
 * Recipient is to be cleared.
 */
Recipient recipient_find(
	const Board *board, const char *role, const char *investigator, CivilDate today);

/* What notices say of why this person gets them: stand_in_for, if that is so. */
void recipient_put(Record *record, const Recipient *recipient);

void recipient_clear(Recipient *recipient);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Recipient, recipient_clear)
