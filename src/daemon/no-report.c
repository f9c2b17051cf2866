/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case of which a person says that it is no report, with what its board is configured to be.
 */
#include "daemon/no-report.h"

#include "daemon/clock-room.h"

LifePlan *
no_report_plan(CaseFile *file, gpointer user, GError **error G_GNUC_UNUSED)
{
	NoReport *end = user;

	end->office = (LifeOffice){ end->settings, settings_get_board(end->settings, file->board),
		end->actor,
		.clocks = clock_room_office(end->settings, end->rules, end->now, end->zone) };
	return life_plan_no_report(file, &end->office);
}
