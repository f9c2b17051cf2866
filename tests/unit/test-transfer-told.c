/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the dates of a case is told when another board takes it over, and to whom. */
#include <glib.h>

#include "support/forms.h"
#include "support/reading-desk.h"
#include "support/transfer-trial.h"

#define DPO "dso@kommun.example"

/* What the mails of a breach say of when: WORLD_BEGIN is 2026-03-17, 13:00. */
static void
assert_told(TransferTrial *trial, const char *wanted)
{
	world_assert_text(trial->world,
		"SELECT group_concat(recipient||' '||(facts->>'$.breach.aware')||' '||"
		"coalesce(facts->>'$.breach.aware_time','-')||' '||"
		"coalesce(facts->>'$.breach.provisional','-'),', ') FROM"
		" (SELECT * FROM outbox WHERE notice='breach' AND state='queued' ORDER BY id)",
		wanted);
}

static void
pass_on_a_day_later(TransferTrial *trial)
{
	trial->world->now.fixed += WORLD_DAY;
	transfer_trial_act(trial, "transferred", TO_SDN);
}

/* What the program alone has taken for a breach is told to the next board as no more than that. */
static void
test_suspected(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(trial->world, "UPDATE reading SET state='pending',attempts=0");
	forms_read(trial->world, &forms_door);
	pass_on_a_day_later(trial);
	assert_told(trial, DPO " tisdag 17 mars 2026 13:00 1, "
			       "ny@kommun.example tisdag 17 mars 2026 13:00 1");
}

/* Whoever says when it was takes it for one, whatever the program thought. */
static void
test_believed(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(trial->world, "UPDATE reading SET state='pending',attempts=0");
	forms_read(trial->world, &forms_door);
	transfer_trial_act(trial, "breach_aware", "date=2026-03-17T12:15:00+01:00");
	pass_on_a_day_later(trial);
	assert_told(trial, DPO " tisdag 17 mars 2026 12:15 0, "
			       "ny@kommun.example tisdag 17 mars 2026 12:15 0");
}

/* Of the new board nobody is told before it is known whom of them the files name. */
static void
test_breach_waits(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	transfer_trial_act(trial, "breach_aware", "date=2026-03-17T12:15:00+01:00");
	transfer_trial_act(trial, "transferred", TO_SDN);
	world_assert_text(trial->world,
		"SELECT count(*)||' '||count(waits_for) FROM outbox"
		" WHERE notice='breach' AND board='SDN'",
		"2 2");
	reading_desk_read(trial->world, EMPTY, -1);
	world_assert_text(trial->world,
		"SELECT count(*)||' '||count(waits_for) FROM outbox"
		" WHERE notice='breach' AND board='SDN'",
		"2 0");
}

/* The hours are those of the breach also where no rule counts them. */
static void
test_without_clock(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = trial->rules->len; i > 0; i--)
		if (strcmp(((ClockRule *) trial->rules->pdata[i - 1])->id, "breach_imy") == 0)
			g_ptr_array_remove_index(trial->rules, i - 1);
	transfer_trial_act(trial, "breach_aware", "date=2026-03-17T12:15:00+01:00");
	pass_on_a_day_later(trial);
	assert_told(trial, DPO " tisdag 17 mars 2026 12:15 0, "
			       "ny@kommun.example tisdag 17 mars 2026 12:15 0");
}

/* Where only the day is known no hour is made up. */
static void
test_without_hour(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	transfer_trial_act(trial, "breach_aware", "date=2026-03-17T12:15:00+01:00");
	world_change(
		trial->world, "UPDATE milestone SET instant=NULL WHERE milestone='breach_aware'");
	pass_on_a_day_later(trial);
	assert_told(trial, DPO " tisdag 17 mars 2026 - 0, "
			       "ny@kommun.example tisdag 17 mars 2026 - 0");
}

/* The registrar whose diary says when it left hears of the right day, by that board, and no more.
 */
static void
test_corrected(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	transfer_trial_act(trial, "registered", NULL);
	trial->world->now.fixed += WORLD_DAY;
	transfer_trial_act(trial, "transferred", TO_SDN);
	transfer_trial_act(trial, "registered", "number=SDN 2026-7");
	transfer_trial_forget_queued(trial);
	transfer_trial_act(trial, "transferred", "correct=|" TO_SDN "|date=2026-03-17");
	transfer_trial_assert_queued(
		trial, "SDN:changed>ny SDN:changed>ny-registrator AMN:changed>registrator");
	world_assert_text(trial->world,
		"SELECT (facts->>'$.dnr')||' '||(facts->>'$.change.date')||"
		"coalesce(facts->>'$.agenda','') FROM outbox"
		" WHERE recipient='registrator@kommun.example' AND notice='changed'",
		"AMN 2026-0123-1.3 tisdag 17 mars 2026");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	transfer_trial_add("/transfer-told/suspected", test_suspected);
	transfer_trial_add("/transfer-told/believed", test_believed);
	transfer_trial_add("/transfer-told/breach-waits", test_breach_waits);
	transfer_trial_add("/transfer-told/without-clock", test_without_clock);
	transfer_trial_add("/transfer-told/without-hour", test_without_hour);
	transfer_trial_add("/transfer-told/corrected", test_corrected);
	return g_test_run();
}
