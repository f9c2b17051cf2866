/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeps the clocks. What fails is logged and tried again: a date that is not
 * computed is a date that is missed.
 */
#include "daemon/clock-room.h"

#include "adapters/config/rules-libconfig.h"
#include "adapters/fault.h"
#include "daemon/log.h"
#include "daemon/worker.h"

#define AT_ONCE     50    /* cases in one transaction: others wait for it */
#define RETRY_MS    60000 /* after a failure */
#define QUIET_MS    200   /* without a change, before the clocks are looked at */
#define PATIENCE_MS 2000  /* and how long that is waited for */
#define LONGEST_MS  60000 /* sleep: a mail that was sent stops clocks, and wakes nobody */

struct ClockRoom {
	const Daemon *daemon;
	void (*after_telling)(gpointer);
	gpointer user;
	gboolean settled;   /* the rules are those by which the clocks were computed */
	ClockOffice office; /* of the step that runs */
	gint stirred;       /* atomic: something changed since the last look */
	gint64 waiting;     /* monotonic instant (us) since when it is waited; 0: it is not */
};

ClockRoom *
clock_room_new(const Daemon *daemon, void (*after_telling)(gpointer), gpointer user)
{
	ClockRoom *room = g_new0(ClockRoom, 1);

	room->daemon = daemon;
	room->after_telling = after_telling;
	room->user = user;
	return room;
}

void
clock_room_free(ClockRoom *room)
{
	g_free(room);
}

ClockOffice
clock_room_office(const Settings *settings, const GPtrArray *rules, gint64 now, GTimeZone *zone)
{
	return (ClockOffice){ .rules = rules,
		.closed = settings->organisation.closed_days,
		.zone = zone,
		.hours = settings->organisation.hours,
		.now = now };
}

static LifePlan *
compute(CaseFile *file, gpointer user, GError **error)
{
	ClockRoom *room = user;

	return life_plan_clocks(file, &room->office, error);
}

static RemindPlan *
remind(const GPtrArray *open, CivilDate last_digest, const GArray *owed, const GArray *away,
	gpointer user)
{
	ClockRoom *room = user;
	const RemindOffice office = { room->daemon->settings->boards, room->office, last_digest,
		owed, away };

	return remind_plan(open, &office);
}

static void
open_office(ClockRoom *room)
{
	const Daemon *daemon = room->daemon;

	room->office = clock_room_office(
		daemon->settings, daemon->rules, now_wall(daemon->now), daemon->zone);
}

/* Of the rules and the closed days: another one, and every clock that runs is computed anew. */
static char *
fingerprint_of(const Daemon *daemon, GError **error)
{
	g_autofree char *rules = rules_fingerprint(daemon->settings->rules, error);
	const GPtrArray *closed = daemon->settings->organisation.closed_days;
	g_autoptr(GString) text = g_string_new(rules);

	if (!rules)
		return NULL;
	for (guint i = 0; closed && i < closed->len; i++) {
		const ClosedDay *day = g_ptr_array_index(closed, i);
		g_autofree char *date = date_to_string(day->date);

		g_string_append_printf(text, " %s", date);
	}
	return g_strdup(text->str);
}

static gboolean
settle(ClockRoom *room, GError **error)
{
	CaseStore *store = room->daemon->store;

	if (room->settled)
		return TRUE;
	g_autofree char *fingerprint = fingerprint_of(room->daemon, error);
	room->settled = fingerprint &&
			store->settle_rules(store, fingerprint, now_wall(room->daemon->now), error);
	return room->settled;
}

static gboolean
refresh_some(ClockRoom *room, guint *ret_done, GError **error)
{
	CaseStore *store = room->daemon->store;
	StoreActor who = daemon_actor(room->daemon);
	guint failed = 0;

	open_office(room);
	if (!settle(room, error) || !store->refresh_clocks(store, AT_ONCE, compute, room, &who,
					    ret_done, &failed, error))
		return FALSE;
	if (failed)
		log_error(NULL,
			"the clocks of %u cases cannot be computed: their journal says why "
			"(clocks_failed in lexsarah case show)",
			failed);
	return TRUE;
}

/* The ids of all boards, ended by NULL. g_free() the array alone. */
static const char **
board_ids(const Settings *settings)
{
	const char **ids = g_new0(const char *, settings->boards->len + 1);

	for (guint i = 0; i < settings->boards->len; i++)
		ids[i] = ((const Board *) g_ptr_array_index(settings->boards, i))->id;
	return ids;
}

/* Of all boards; ret_wake: when there may be something again. */
static gboolean
remind_all(ClockRoom *room, gint64 *ret_wake, GError **error)
{
	const RemindOffice office = { .boards = room->daemon->settings->boards,
		.clocks = room->office };
	g_autofree const char **boards = board_ids(room->daemon->settings);
	CaseStore *store = room->daemon->store;
	StoreActor who = daemon_actor(room->daemon);
	gint64 next;
	guint told;

	if (!store->remind(store, boards, remind_digest_day(&room->office), remind, room, &who,
		    &told, &next, error))
		return FALSE;
	*ret_wake = remind_wake(next, &office);
	FAULT_POINT("clocks: reminded");
	if (told)
		room->after_telling(room->user);
	return TRUE;
}

gboolean
clock_room_catch_up(ClockRoom *room, GError **error)
{
	gint64 wake;
	guint done;

	do {
		if (!refresh_some(room, &done, error))
			return FALSE;
	} while (done == AT_ONCE);
	return remind_all(room, &wake, error);
}

void
clock_room_stir(ClockRoom *room)
{
	g_atomic_int_set(&room->stirred, TRUE);
}

/* TRUE while changes still come in, but not for long. */
static gboolean
is_restless(ClockRoom *room)
{
	gint64 now = g_get_monotonic_time();

	if (!g_atomic_int_get(&room->stirred)) {
		room->waiting = 0;
		return FALSE;
	}
	g_atomic_int_set(&room->stirred, FALSE);
	if (!room->waiting)
		room->waiting = now;
	if (now - room->waiting < PATIENCE_MS * 1000)
		return TRUE;
	room->waiting = 0;
	return FALSE;
}

gint64
clock_room_step(gpointer user)
{
	ClockRoom *room = user;
	g_autoptr(GError) error = NULL;
	gint64 wake = INSTANT_NONE;
	guint done = 0;

	if (is_restless(room))
		return QUIET_MS;
	if (!refresh_some(room, &done, &error) ||
		(done < AT_ONCE && !remind_all(room, &wake, &error))) {
		log_failure(NULL, error, "clocks");
		return RETRY_MS;
	}
	if (done == AT_ONCE)
		return WORKER_NOW;
	if (wake == INSTANT_NONE)
		return LONGEST_MS;
	return CLAMP(wake - room->office.now, 1, LONGEST_MS);
}
