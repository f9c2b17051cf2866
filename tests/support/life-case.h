/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/clock-room.h"
#include "support/life-desk.h"
#include "support/world.h"

/* A database with one case, and the rules that are shipped. */
typedef struct {
	World *world;
	GPtrArray *rules;
	ClockRoom *room;
	LifeOffice office;
	LifeAct act;
	LifeWords words;
	/* Of the next acts; NULL: LIFE_CASE_ID, and nobody in particular. */
	const char *id, *actor;
	const char *user;        /* who the system knows them as; NULL: the one of every test */
	gint64 knows, unchanged; /* of StoreActor */
} LifeCase;

#define LIFE_CASE_ID "LS-2026-0001"

static inline void
life_case_woken(gpointer user G_GNUC_UNUSED)
{
}

static inline void
life_case_set_up(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	c->world = world_new();
	c->rules = clock_tools_rules();
	life_desk_furnish(c->world->board);
	g_free(c->world->settings->rules);
	c->world->settings->rules = g_build_filename(g_getenv("top_srcdir"), "conf/rules", NULL);
	c->world->daemon.rules = c->rules;
	c->world->board->decision_maker.address = g_strdup("direktor@kommun.example");
	c->world->board->deputy.address = g_strdup("stf@kommun.example");
	c->world->board->dpo.address = g_strdup("dso@kommun.example");
	world_take_mail(c->world, 1, "a@kommun.example", "", "En rapport.");
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
	c->room = clock_room_new(&c->world->daemon, life_case_woken, NULL);
}

static inline void
life_case_tear_down(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	clock_room_free(c->room);
	world_free(c->world);
	g_ptr_array_unref(c->rules);
}

static inline LifePlan *
life_case_plan(CaseFile *file, gpointer user, GError **error)
{
	LifeCase *c = user;
	World *world = c->world;

	c->office =
		(LifeOffice){ world->settings, world->board, c->actor ? c->actor : LIFE_ANSVARIG,
			.clocks = clock_room_office(
				world->settings, c->rules, world->now.fixed, world->zone) };
	return life_plan(file, c->act, &c->words, &c->office, error);
}

static inline gboolean
life_case_try_in(
	LifeCase *c, const char *case_id, const char *event, const char *text, GError **error)
{
	g_auto(GStrv) pieces = NULL;
	StoreActor who = world_actor(c->world);
	CaseStore *store = c->world->store;

	who.actor = c->actor ? c->actor : who.actor;
	who.user = c->user ? c->user : who.user;
	who.knows = c->knows;
	who.unchanged = c->unchanged;
	life_desk_words(&c->words, text, &pieces);
	g_assert_true(life_words_read(&c->words, c->world->now.fixed, c->world->zone, NULL));
	c->act = life_desk_act(event);
	return store->change_case(store, case_id, life_case_plan, c, &who, NULL, error);
}

static inline gboolean
life_case_try(LifeCase *c, const char *event, const char *text, GError **error)
{
	return life_case_try_in(c, c->id ? c->id : LIFE_CASE_ID, event, text, error);
}

static inline void
life_case_act(LifeCase *c, const char *event, const char *text)
{
	g_autoptr(GError) error = NULL;

	life_case_try(c, event, text, &error);
	g_assert_no_error(error);
}

/* All that is due at the hour of that day (UTC+1, from 2026-03-29 UTC+2). */
static inline void
life_case_pass(LifeCase *c, const char *now)
{
	c->world->now.fixed = clock_tools_time(now, c->world->zone).instant;
	clock_room_step(c->room);
}

/* "notice>recipient" of what was queued since the last look. */
static inline char *
life_case_take_told(LifeCase *c)
{
	char *all = world_text(c->world,
		"SELECT coalesce(group_concat(notice||'>'||substr(recipient,1,instr(recipient,'@')-1),"
		"' '),'') FROM (SELECT * FROM outbox WHERE notice<>'receipt' ORDER BY id)");

	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
	return all;
}

static inline void
life_case_assert_told(LifeCase *c, const char *wanted)
{
	g_autofree char *all = life_case_take_told(c);

	g_assert_cmpstr(all, ==, wanted);
}
