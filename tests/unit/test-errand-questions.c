/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions that are answered by another, too late, twice or with something else. */
#include "adapters/store/store.h"
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"
#define TO     "To: lexsarah@kommun.example\r\nSubject: SV: Nytt\r\n"

static void
wait_for_question(ErrandTrial *trial)
{
	trial->world->now.fixed += 8 * WORLD_DAY;
}

static void
use_keys(ErrandTrial *trial, const char *text)
{
	reply_keys_free(trial->keys);
	trial->keys = reply_keys_read(text, NULL);
	store_use_reply_keys(trial->world->store, trial->keys);
}

static void
rotate(ErrandTrial *trial)
{
	use_keys(trial, "2 HxscGxoZGBcWFRQTEhEQDw4NDAsKCQgHBgUEAwIBAAA=");
}

static void
say_no(ErrandTrial *trial)
{
	g_autofree char *id = errand_trial_notice(trial, "confirmation", REGISTRAR);

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "Nej");
}

static void
leave(ErrandTrial *trial)
{
	g_free(trial->world->board->registrar.address);
	trial->world->board->registrar.address = g_strdup("ny.registrator@kommun.example");
}

static void
recuse(ErrandTrial *trial)
{
	world_change(trial->world, "INSERT INTO recusal(case_no,person,stand_in,reason,since)"
				   " VALUES(1,'" REGISTRAR "','" RESPONSIBLE "','jäv',0)");
}

static const Attack attacks[] = {
	{
		.name = "question expired by a day",
		.told = "transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.prepare = wait_for_question,
		.whose = OF_QUESTION,
		.received = RECEIVED "Wed, 25 Mar 2026 13:00:00 +0100\r\n",
	},
	{
		.name = "question of a key taken away",
		.told = "new_case ansvarig, undone registrator",
		.journal = "mail_joined unknown",
		.prepare = rotate,
		.whose = OF_QUESTION,
	},
	{
		.name = "question answered no and then yes",
		.told = "transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.prepare = say_no,
		.whose = OF_QUESTION,
	},
	{
		.name = "question answered by a stranger",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.from = "From: annan@kommun.example\r\n",
		.honest_from = "From: " REGISTRAR "\r\n",
	},
	{
		.name = "question answered by the responsible",
		.told = "transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.from = "From: ansvarig@kommun.example\r\n",
	},
	{
		.name = "question answered by a forger",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.above = FORGED,
		.honest_above = PROVED,
	},
	{
		.name = "question answered by who has no role any more",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.prepare = leave,
		.whose = OF_QUESTION,
	},
	{
		.name = "question answered by who is recused",
		.told = "transcript ansvarig, undone registrator",
		.journal = "mail_joined, answered refused",
		.prepare = recuse,
		.whose = OF_QUESTION,
	},
	{
		.name = "question answered with a command",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_QUESTION,
		.body = NUMBER,
	},
	{
		.name = "yes to a notice",
		.told = "transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.body = "Ja",
		.honest = NUMBER,
	},
	{
		.name = "yes to a question of another case",
		.told = "new_case ansvarig, transcript ansvarig",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.reply = TO "In-Reply-To: <{id}>\r\nReferences: <{other}>\r\n",
		.honest_reply = TO "In-Reply-To: <{id}>\r\nReferences: <{id}>\r\n",
	},
	{
		.name = "two questions at once",
		.told = "transcript registrator, transcript registrator",
		.journal = "mail_joined, mail_joined, answered dropped, answered not_asked",
		.whose = OF_QUESTION,
		.body = "Nej",
		.twice = TRUE,
	},
};

#define ADVICE                                                                                     \
	"SELECT facts->>'$.advice' FROM outbox WHERE notice='confirmation' ORDER BY id DESC"       \
	" LIMIT 1"

/* Whoever is about to end a report without an investigation reads what stands against it. */
static void
test_declining(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	errand_trial_answer(trial, id, RESPONSIBLE, PROVED, "stäng ärendet");
	world_assert_text(trial->world, ADVICE, NULL);
	errand_trial_answer(trial, id, RESPONSIBLE, PROVED,
		"avsluta utan utredning, eftersom det är ett klagomål");
	g_autofree char *advice = world_text(trial->world, ADVICE);
	g_assert_true(g_str_has_prefix(advice, "Varje rapport ska utredas ("));
	g_assert_nonnull(strstr(advice, "27 kap. 5 § socialtjänstlagen (2025:400): genast"));
	g_assert_nonnull(strstr(advice, "IVO"));
	g_assert_null(strstr(advice, "klagomål"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-questions", attacks, G_N_ELEMENTS(attacks));
	g_test_add("/errand-questions/declining", ErrandTrial, NULL, errand_trial_set_up,
		test_declining, errand_trial_tear_down);
	return g_test_run();
}
