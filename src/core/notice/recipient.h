/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/mail/absence.h"
#include "core/notice/notice.h"
#include "core/record.h"
#include "core/settings.h"

/*
 * Who is told of a case: by role, the stand-in in the place of who is recused or away. Who
 * was named in somebody's place for that case goes before who stands in for absence.
 */
typedef struct {
	char *address;
	Route route;
	Audience audience;
	const char *stand_in_for; /* the role in whose place it is, or NULL; static */
	gboolean recused;         /* and why: recused, else away */
	gboolean by_answer;       /* away as an automatic answer says, not the configuration */
} Recipient;

/*
 * role: one of clock_recipient_names. investigator: of the case, NULL if nobody is
 * named yet: then it is the responsible. today: by which absence is judged, that of the
 * configuration and that of away: Away, who says so by an automatic answer; or NULL.
 * recusals: as recipient_recuse() takes them. Recipient is to be cleared.
 */
Recipient recipient_find(const Board *board, const char *role, const char *investigator,
	CivilDate today, const GArray *away, const GPtrArray *recusals);

/* What notices say of why this person gets them: stand_in_for, if that is so. */
void recipient_put(Record *record, const Recipient *recipient);

/*
 * The stand-in of who is recused; what a recused stand-in would get goes on. recusals: char *,
 * pairs of person, folded, and stand-in; NULL: none. role: as recipient_find() has it.
 */
void recipient_recuse(Recipient *recipient, const char *role, const GPtrArray *recusals);

/* Whoever investigates by that address, there or not. */
Recipient recipient_of_investigator(const Board *board, const char *address);

/* TRUE if that is who has the role, there or not. */
gboolean recipient_has_role(
	const Board *board, const char *role, const char *investigator, const char *address);

/* TRUE if the configuration has a secure route to that address, whoever has it there. */
gboolean recipient_is_secure(const Settings *settings, const char *address);

void recipient_clear(Recipient *recipient);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Recipient, recipient_clear)
