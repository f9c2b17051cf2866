/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case of which the reading has a suspicion, with what its board is configured to be.
 */
#include "daemon/suspicion.h"

#include "core/life/breach.h"
#include "daemon/clock-room.h"

LifePlan *
suspicion_plan(CaseFile *file, gpointer user, GError **error)
{
	Suspicion *suspicion = user;
	const Daemon *daemon = suspicion->daemon;
	StoreActor who = daemon_actor(daemon);
	LifeOffice *office = &suspicion->office;

	*office = (LifeOffice){
		daemon->settings, settings_get_board(daemon->settings, file->board), who.actor,
		.clocks = clock_room_office(daemon->settings, daemon->rules, who.time, daemon->zone)
	};
	/* Of a board that is configured no more nobody is told. */
	return office->board ? breach_plan(file, suspicion->arrived, office, error)
			     : life_plan_clocks(file, &office->clocks, error);
}
