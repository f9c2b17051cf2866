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

/* Why it is of no use to try; NULL: it is not known yet. */
static const char *
find_hindrance(const ErrandRoom *room, const Errand *errand)
{
	if (errand->damaged)
		return "what is stored of the answer is damaged";
	if (errand->attempts > MAX_ATTEMPTS)
		return "it has failed again and again";
	if (!settings_get_board(room->daemon->settings, errand->board))
		return "the configuration has no such board any more";
	return NULL;
}

/* It is left to a person, who sees it in the case. */
static gboolean
give_up(ErrandRoom *room, const Errand *errand, const char *why, GError **error)
{
	CaseStore *store = room->daemon->store;
	const LogFields fields = { .board = errand->board, .case_id = errand->case_id };
	g_auto(ErrandDesk) desk = desk_of(room->daemon, errand);
	g_autoptr(PlannedNotice) tell = desk.board ? errand_desk_failure(&desk) : NULL;

	log_error(&fields,
		"the commands of mail %" G_GINT64_FORMAT
		" could not be carried out (%s): it is filed as correspondence",
		errand->mail, why);
	desk.who = daemon_actor(room->daemon);
	return store->fail_errand(store, errand, why, tell, &desk.who, error);
}

static gboolean
lapse(ErrandRoom *room, const Errand *errand, GError **error)
{
	CaseStore *store = room->daemon->store;
	const StoreActor who = daemon_actor(room->daemon);
	g_auto(ErrandDesk) desk = desk_of(room->daemon, errand);

	desk.who.actor = who.actor;
	if (!errand_desk_lay_aside(&desk, error))
		return FALSE;
	const ErrandRun run = { .look = errand_desk_look,
		.plan = errand_desk_plan,
		.tell = errand_desk_tell_lapsed,
		.record = errand_desk_record,
		.user = &desk };
	return store->run_errand(store, errand, &run, &desk.who, error);
}

/* Says once of a question whose last day is behind us that nothing was done. */
static gboolean
lapse_next(ErrandRoom *room, gboolean *ret_found, GError **error)
{
	const Daemon *daemon = room->daemon;
	CivilDate today = date_from_instant(daemon_actor(daemon).time, daemon->zone);
	g_auto(Errand) errand = { 0 };

	if (!daemon->store->find_lapsed_errand(
		    daemon->store, date_add_days(today, -GRACE_DAYS), ret_found, &errand, error))
		return FALSE;
	if (!*ret_found)
		return TRUE;
	const char *why = find_hindrance(room, &errand);
	gboolean good = why ? give_up(room, &errand, why, error) : lapse(room, &errand, error);
	if (good)
		room->after_doing(room->user);
	return good;
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
	const char *why = find_hindrance(room, &errand);
	gboolean good = why ? give_up(room, &errand, why, error) : serve(room, &errand, error);
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
