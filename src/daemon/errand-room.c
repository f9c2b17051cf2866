/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers that wait, one after the other. */
#include "daemon/errand-room.h"

#include "core/error.h"
#include "daemon/errand-desk.h"
#include "adapters/fault.h"
#include "daemon/log.h"
#include "daemon/worker.h"

#define RETRY_MS     60000
#define MAX_ATTEMPTS 3
#define LOOK_MS      (60 * RETRY_MS) /* for questions that nobody has answered */
#define GRACE_DAYS   1               /* a yes may come in time and be fetched late */

struct ErrandRoom {
	const Daemon *daemon;
	void (*after_doing)(gpointer);
	gpointer user;
};

ErrandRoom *
errand_room_new(const Daemon *daemon, void (*after_doing)(gpointer), gpointer user)
{
	ErrandRoom *room = g_new0(ErrandRoom, 1);

	room->daemon = daemon;
	room->after_doing = after_doing;
	room->user = user;
	return room;
}

void
errand_room_free(ErrandRoom *room)
{
	g_free(room);
}

static ErrandDesk
desk_of(const Daemon *daemon, const Errand *errand)
{
	ErrandDesk desk = { .daemon = daemon,
		.errand = errand,
		.board = settings_get_board(daemon->settings, errand->board),
		.who = daemon_actor(daemon) };

	desk.who.actor = errand->recipient;
	desk.who.mail = errand->mail;
	desk.who.knows = errand->knows;
	return desk;
}

static gboolean
serve(ErrandRoom *room, const Errand *errand, GError **error)
{
	CaseStore *store = room->daemon->store;
	g_auto(ErrandDesk) desk = desk_of(room->daemon, errand);

	if (!errand_desk_lay_out(&desk, error))
		return FALSE;
	const ErrandRun run = { .look = errand_desk_look,
		.plan = errand_desk_plan,
		.tell = errand_desk_tell,
		.record = errand_desk_record,
		.uses = desk.answered,
		.ends = desk.answered,
		.user = &desk };
	FAULT_POINT("errand: before run");
	return store->run_errand(store, errand, &run, &desk.who, error);
}

/*
 * What ended the program, or failed, again and again is left to a person, who sees it in
 * the case; and what was sent to a board that the configuration has no more.
 */
static gboolean
give_up(ErrandRoom *room, const Errand *errand, GError **error)
{
	CaseStore *store = room->daemon->store;
	const LogFields fields = { .board = errand->board, .case_id = errand->case_id };
	g_auto(ErrandDesk) desk = desk_of(room->daemon, errand);
	g_autoptr(PlannedNotice) tell = desk.board ? errand_desk_failure(&desk) : NULL;

	log_error(&fields,
		"the commands of mail %" G_GINT64_FORMAT
		" could not be carried out: it is filed as correspondence",
		errand->mail);
	desk.who = daemon_actor(room->daemon);
	return store->fail_errand(store, errand, tell, &desk.who, error);
}

/* Says once of a question whose last day is behind us that nothing was done. */
static gboolean
lapse_next(ErrandRoom *room, gboolean *ret_found, GError **error)
{
	const Daemon *daemon = room->daemon;
	const StoreActor who = daemon_actor(daemon);
	CivilDate today = date_from_instant(who.time, daemon->zone);
	g_auto(Errand) errand = { 0 };

	if (!daemon->store->find_lapsed_errand(
		    daemon->store, date_add_days(today, -GRACE_DAYS), ret_found, &errand, error))
		return FALSE;
	if (!*ret_found)
		return TRUE;
	g_auto(ErrandDesk) desk = desk_of(daemon, &errand);
	desk.who.actor = who.actor;
	if (!desk.board)
		return give_up(room, &errand, error);
	if (!errand_desk_lay_aside(&desk, error))
		return FALSE;
	const ErrandRun run = { .look = errand_desk_look,
		.plan = errand_desk_plan,
		.tell = errand_desk_tell_lapsed,
		.record = errand_desk_record,
		.user = &desk };
	if (!daemon->store->run_errand(daemon->store, &errand, &run, &desk.who, error))
		return FALSE;
	room->after_doing(room->user);
	return TRUE;
}

static gboolean
serve_next(ErrandRoom *room, gboolean *ret_found, GError **error)
{
	CaseStore *store = room->daemon->store;
	g_auto(Errand) errand = { 0 };

	if (!store->claim_errand(store, ret_found, &errand, error))
		return FALSE;
	if (!*ret_found)
		return TRUE;
	gboolean hopeless = errand.attempts > MAX_ATTEMPTS ||
			    !settings_get_board(room->daemon->settings, errand.board);
	gboolean good = hopeless ? give_up(room, &errand, error) : serve(room, &errand, error);
	if (good)
		room->after_doing(room->user);
	return good;
}

gint64
errand_room_step(gpointer user)
{
	g_autoptr(GError) error = NULL;
	gboolean found = FALSE;

	if (serve_next(user, &found, &error) && (found || lapse_next(user, &found, &error)))
		return found ? WORKER_NOW : LOOK_MS;
	log_failure(NULL, error, "an answer with commands");
	return RETRY_MS;
}

gboolean
errand_room_catch_up(ErrandRoom *room, GError **error)
{
	gboolean found = TRUE;

	while (found)
		if (!serve_next(room, &found, error) ||
			(!found && !lapse_next(room, &found, error)))
			return FALSE;
	return TRUE;
}
