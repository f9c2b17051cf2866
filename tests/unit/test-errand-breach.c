/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A personal data breach by mail: who may say what of it, and at what hour it was. */
#include "support/errand-trial.h"

#define DPO "dso@kommun.example"

#define NOTIFIED "SELECT count(*) FROM event WHERE kind='breach_notified'"
#define ENDED    "SELECT count(*) FROM event WHERE kind='breach_not_reportable'"

/* The officer has heard of one. */
static void
begin(ErrandTrial *trial)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	trial->world->board->dpo.address = g_strdup(DPO);
	errand_trial_answer(trial, id, RESPONSIBLE, PROVED, "incident upptäckt i dag kl. 10.30");
	world_assert_text(trial->world,
		"SELECT group_concat(recipient,' ') FROM outbox WHERE notice='breach'",
		DPO " " RESPONSIBLE);
}

static void
answer(ErrandTrial *trial, const char *from, const char *authentication, const char *text)
{
	g_autofree char *id = errand_trial_notice(trial, "breach", DPO);

	errand_trial_answer(trial, id, from, authentication, text);
}

static void
confirm(ErrandTrial *trial, const char *text)
{
	g_autofree char *id = errand_trial_notice(trial, "confirmation", DPO);

	errand_trial_answer(trial, id, DPO, PROVED, text);
}

/* What an authority was told is asked about once more; the hour is that of the board. */
static void
test_notified(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	begin(trial);
	answer(trial, DPO, PROVED, "anmält till IMY 2026-03-17 kl. 12.45");
	world_assert_text(trial->world, NOTIFIED, "0");
	confirm(trial, "Ja");
	world_assert_text(trial->world,
		"SELECT json_extract(detail,'$.date') FROM event JOIN event_detail USING(seq)"
		" WHERE kind='breach_notified'",
		"2026-03-17T12:45:00.000+01:00");
}

static void
test_not_reportable(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	begin(trial);
	answer(trial, DPO, PROVED, "incidenten anmäls inte till IMY, eftersom inget kom ut");
	world_assert_text(trial->world, ENDED, "0");
	confirm(trial, "Nej");
	world_assert_text(trial->world, ENDED, "0");
	answer(trial, DPO, PROVED, "incidenten anmäls inte till IMY, eftersom inget kom ut");
	confirm(trial, "Ja");
	world_assert_text(trial->world, ENDED, "1");
}

/* Whoever else says so, or says it otherwise: the hours run on. */
static void
test_attacks(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *from, *authentication, *text;
	} attacks[] = {
		{ STRANGER, PROVED, "incidenten anmäls inte till IMY, eftersom inget kom ut" },
		{ DPO, FORGED, "incidenten anmäls inte till IMY, eftersom inget kom ut" },
		{ DPO, PROVED, "anmält till IMY i dag" },
		{ DPO, PROVED, "anmält till IMY 2027-03-17 kl. 12.45\r\n\r\nJa" },
		{ DPO, PROVED,
			"anmält till IMY i dag kl. 12\r\nincidenten anmäls inte till IMY, eftersom "
			"inget kom ut" },
		{ DPO, PROVED, "stäng ärendet" },
		{ DPO, PROVED, "> anmält till IMY i dag kl. 12.45" },
	};
	g_autofree char *mine = NULL;

	begin(trial);
	mine = errand_trial_notice(trial, "breach", RESPONSIBLE);
	errand_trial_answer(trial, mine, RESPONSIBLE, PROVED,
		"incidenten anmäls inte till IMY, eftersom inget kom ut");
	for (gsize i = 0; i < G_N_ELEMENTS(attacks); i++)
		answer(trial, attacks[i].from, attacks[i].authentication, attacks[i].text);
	world_assert_text(trial->world, NOTIFIED, "0");
	world_assert_text(trial->world, ENDED, "0");
	world_assert_text(trial->world, "SELECT state FROM cases", "assessing");
}

/* A day without an hour says nothing of when 72 hours end. */
static void
test_without_hour(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	begin(trial);
	answer(trial, DPO, PROVED, "incident upptäckt i går");
	g_autofree char *facts = errand_trial_facts(trial, "transcript", DPO);
	g_assert_nonnull(strstr(facts, "Klockslaget behövs"));
	g_assert_nonnull(strstr(facts, "incident upptäckt 2026-11-22 kl. 14.05"));
	world_assert_text(
		trial->world, "SELECT count(*) FROM event WHERE kind='breach_aware'", "1");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
#define ADD(path, function)                                                                        \
	g_test_add(path, ErrandTrial, NULL, errand_trial_set_up, function, errand_trial_tear_down)
	ADD("/errand-breach/notified", test_notified);
	ADD("/errand-breach/not-reportable", test_not_reportable);
	ADD("/errand-breach/attacks", test_attacks);
	ADD("/errand-breach/without-hour", test_without_hour);
#undef ADD
	return g_test_run();
}
