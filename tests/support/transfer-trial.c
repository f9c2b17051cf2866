/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/transfer-trial.h"

#include "support/reading-desk.h"

static void
told(gpointer user G_GNUC_UNUSED)
{
}

void
transfer_trial_set_person(Person *person, const char *address, const char *name)
{
	person_clear(person);
	person->address = g_strdup(address);
	person->name = g_strdup(name);
	person->title = g_strdup("handläggare");
}

static void
furnish(World *world)
{
	Board *to = world->other;

	life_desk_furnish(world->board);
	world->board->decision_maker.address = g_strdup("direktor@kommun.example");
	world->board->deputy.address = g_strdup("stf@kommun.example");
	world->board->dpo.address = g_strdup("amn-dso@kommun.example");
	transfer_trial_set_person(&to->responsible, "ny@kommun.example", "Nils Ny");
	transfer_trial_set_person(&to->deputy, "ny-stf@kommun.example", NULL);
	transfer_trial_set_person(&to->decision_maker, "ny-direktor@kommun.example", NULL);
	transfer_trial_set_person(&to->registrar, "ny-registrator@kommun.example", NULL);
	transfer_trial_set_person(&to->dpo, "dso@kommun.example", NULL);
	transfer_trial_set_person(&to->conflict_contact, "ny-ordforande@kommun.example", NULL);
	g_free(world->settings->rules);
	world->settings->rules = g_build_filename(g_getenv("top_srcdir"), "conf/rules", NULL);
}

void
transfer_trial_set_up(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	trial->world = world_new();
	trial->rules = clock_tools_rules();
	trial->actor = "tester@kommun.example";
	furnish(trial->world);
	trial->world->daemon.rules = trial->rules;
	world_take_mail(trial->world, 1, "a@kommun.example", "", "En rapport.");
	reading_desk_read(trial->world, EMPTY, -1);
	trial->room = clock_room_new(&trial->world->daemon, told, NULL);
}

void
transfer_trial_tear_down(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	clock_room_free(trial->room);
	world_free(trial->world);
	g_ptr_array_unref(trial->rules);
}

static LifePlan *
plan(CaseFile *file, gpointer user, GError **error)
{
	TransferTrial *trial = user;
	World *world = trial->world;

	trial->office = (LifeOffice){ world->settings,
		settings_get_board(world->settings, file->board), trial->actor,
		.clocks = clock_room_office(
			world->settings, trial->rules, world->now.fixed, world->zone) };
	return life_plan(file, trial->act, &trial->words, &trial->office, error);
}

gboolean
transfer_trial_try(TransferTrial *trial, const char *event, const char *text, GError **error)
{
	g_auto(GStrv) pieces = NULL;
	StoreActor who = world_actor(trial->world);
	CaseStore *store = trial->world->store;

	life_desk_words(&trial->words, text, &pieces);
	g_assert_true(
		life_words_read(&trial->words, trial->world->now.fixed, trial->world->zone, NULL));
	trial->act = life_desk_act(event);
	return store->change_case(store, CASE, plan, trial, &who, NULL, error);
}

void
transfer_trial_act(TransferTrial *trial, const char *event, const char *text)
{
	g_autoptr(GError) error = NULL;

	transfer_trial_try(trial, event, text, &error);
	g_assert_no_error(error);
}

void
transfer_trial_pass(TransferTrial *trial, const char *now)
{
	trial->world->now.fixed = clock_tools_time(now, trial->world->zone).instant;
	clock_room_step(trial->room);
}

void
transfer_trial_assert_queued(TransferTrial *trial, const char *wanted)
{
	world_assert_text(trial->world,
		"SELECT coalesce(group_concat(board||':'||notice||'>'||"
		"substr(recipient,1,instr(recipient,'@')-1),' '),'') FROM"
		" (SELECT * FROM outbox WHERE state='queued' AND notice<>'receipt' ORDER BY id)",
		wanted);
}

void
transfer_trial_forget_queued(TransferTrial *trial)
{
	world_change(trial->world, "DELETE FROM outbox WHERE notice<>'receipt'");
}
