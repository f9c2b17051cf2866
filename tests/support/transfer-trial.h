/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/clock-room.h"
#include "support/life-desk.h"
#include "support/world.h"

/* A case that goes from one board of ours (AMN) to another (SDN), with people of its own. */
typedef struct {
	World *world;
	GPtrArray *rules;
	ClockRoom *room;
	LifeOffice office;
	LifeAct act;
	LifeWords words;
	const char *actor;
} TransferTrial;

#define CASE   "LS-2026-0001"
#define EMPTY  "{\"file\":\"mail.eml\",\"format\":\"eml\",\"documents\":[]}"
#define TO_SDN "to_board=SDN"

void transfer_trial_set_up(TransferTrial *trial, gconstpointer unused);
void transfer_trial_tear_down(TransferTrial *trial, gconstpointer unused);

/* Gives that person an address, a name (or NULL) and a title. */
void transfer_trial_set_person(Person *person, const char *address, const char *name);

/* Does what that event is of, with words as life_desk_words() takes them. */
gboolean transfer_trial_try(
	TransferTrial *trial, const char *event, const char *text, GError **error);

/* The same, which is allowed. */
void transfer_trial_act(TransferTrial *trial, const char *event, const char *text);

/* It is then, and the clocks have been looked at. */
void transfer_trial_pass(TransferTrial *trial, const char *now);

/* What is on its way: "board:notice>recipient", without receipts. */
void transfer_trial_assert_queued(TransferTrial *trial, const char *wanted);

void transfer_trial_forget_queued(TransferTrial *trial);

/* Adds a test that has a trial of its own. */
#define transfer_trial_add(path, function)                                                         \
	g_test_add(path, TransferTrial, NULL, transfer_trial_set_up, function,                     \
		transfer_trial_tear_down)
