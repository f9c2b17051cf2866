/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ground of the tests of intake plans.
 */
#include "support/desk.h"

#include <string.h>

#include "adapters/now-system.h"

void
desk_set_up(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	desk->zone = now_zone(NULL);
	desk->settings = settings_new();
	g_ptr_array_add(desk->settings->organisation.domains, g_strdup("kommun.example"));
	g_ptr_array_add(desk->settings->organisation.gateways, g_strdup("mx.kommun.example"));
	desk->board = g_new0(Board, 1);
	desk->board->id = g_strdup("AMN");
	desk->board->address = g_strdup("lexsarah@kommun.example");
	desk->board->responsible.address = g_strdup("ansvarig@kommun.example");
	desk->board->registrar.address = g_strdup("registrator@kommun.example");
	g_ptr_array_add(desk->settings->boards, desk->board);
	desk->mail = mail_new();
	desk->mail->message_id = g_strdup("a@kommun.example");
	desk->mail->from_address = g_strdup(DESK_STAFF);
	desk->origin = (IntakeOrigin){ .mail = 17, .stored = DESK_NOW, .internaldate = DESK_NOW };
	desk->known = (IntakeKnown){ .next_case = "LS-2026-0042" };
}

void
desk_tear_down(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_time_zone_unref(desk->zone);
	settings_free(desk->settings);
	mail_free(desk->mail);
}

IntakePlan *
desk_plan(Desk *desk)
{
	return intake_plan(desk->mail, &desk->origin, &desk->known, desk->settings, desk->board,
		DESK_NOW, desk->zone);
}

const PlannedNotice *
desk_find_notice(const IntakePlan *plan, Notice notice)
{
	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *planned = g_ptr_array_index(plan->notices, i);

		if (planned->notice == notice)
			return planned;
	}
	return NULL;
}

gboolean
desk_has_flag(const IntakePlan *plan, const char *code)
{
	for (guint i = 0; i < plan->flags->len; i++)
		if (strcmp(((const PlannedFlag *) g_ptr_array_index(plan->flags, i))->code, code) ==
			0)
			return TRUE;
	return FALSE;
}
