/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers with a code that is not theirs, or counts no more. */
#include "adapters/store/store.h"
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"
#define TO     "To: lexsarah@kommun.example\r\nSubject: SV: Nytt\r\n"

/* The other board gets a report of its own, with notices of its own. */
static void
other_board(ErrandTrial *trial)
{
	World *world = trial->world;
	g_autofree char *raw = world_mail("sdn@kommun.example", "", "Hos oss.");

	trial->uid++;
	intake_plan_free(world_apply(
		world, world->other, world_store(world, world->other, trial->uid, raw), raw));
}

static void
hand_over(ErrandTrial *trial)
{
	world_change(trial->world, "UPDATE cases SET board='SDN' WHERE id=1");
	world_change(trial->world, "INSERT INTO former_board(case_no,board) VALUES(1,'AMN')");
	g_free(trial->world->other->registrar.address);
	trial->world->other->registrar.address = g_strdup("registrator.sdn@kommun.example");
}

static void
wait_for_work(ErrandTrial *trial)
{
	trial->world->now.fixed += 181 * WORLD_DAY;
}

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
swap_key(ErrandTrial *trial)
{
	use_keys(trial, "1 HxscGxoZGBcWFRQTEhEQDw4NDAsKCQgHBgUEAwIBAAA=");
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

/* The same person, as mail servers read it. */
static void
recuse_tagged(ErrandTrial *trial)
{
	world_change(trial->world,
		"INSERT INTO recusal(case_no,person,stand_in,reason,since)"
		" VALUES(1,'registrator+lex@kommun.example','" RESPONSIBLE "','jäv',0)");
}

static void
close_case(ErrandTrial *trial)
{
	world_change(trial->world, "UPDATE cases SET state='closed' WHERE id=1");
}

static void
join_case(ErrandTrial *trial)
{
	world_change(trial->world, "UPDATE cases SET state='joined' WHERE id=1");
	world_change(trial->world, "INSERT INTO related(case_no,other) VALUES(1,2),(2,1)");
}

static const Attack attacks[] = {
	{
		.name = "key number",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened unknown",
		.reply = TO "In-Reply-To: <{id-key}>\r\n",
	},
	{
		.name = "last day",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened unknown",
		.reply = TO "In-Reply-To: <{id-day}>\r\n",
	},
	{
		.name = "nonce",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened unknown",
		.reply = TO "In-Reply-To: <{id-nonce}>\r\n",
	},
	{
		.name = "mac",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened unknown",
		.reply = TO "In-Reply-To: <{id-mac}>\r\n",
		.honest_reply = TO "In-Reply-To: <{id}>\r\n",
	},
	{
		.name = "last letter",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened unknown",
		.reply = TO "In-Reply-To: <{id-end}>\r\n",
	},
	{
		.name = "altered beside a real one of another case",
		.told = "new_case ansvarig",
		.journal = "mail_joined unknown",
		.reply = TO "References: <{other}> <{id-mac}>\r\n",
	},
	{
		.name = "altered in the words",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened unknown",
		.reply = TO "In-Reply-To: <{id-mac}>\r\n",
		.body = NUMBER "\r\n\r\n> Svarskod: {token}",
	},
	{
		.name = "of another recipient",
		.told = "new_case ansvarig, confirmation ansvarig",
		.journal = "mail_joined, answered asked",
		.reply = TO "In-Reply-To: <{responsible}>\r\n",
		.honest_reply = TO "In-Reply-To: <{id}>\r\n",
	},
	{
		.name = "of another recipient, stolen by a stranger",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: annan@kommun.example\r\n",
		.honest_from = "From: " REGISTRAR "\r\n",
	},
	{
		.name = "of another case",
		.told = "new_case ansvarig, confirmation ansvarig",
		.journal = "mail_joined, answered asked",
		.reply = TO "In-Reply-To: <{other}>\r\n",
	},
	{
		.name = "of another case in the thread of this",
		.told = "new_case ansvarig, confirmation ansvarig",
		.journal = "mail_joined, answered asked",
		.reply = TO "In-Reply-To: <{id}>\r\nReferences: <{id}> <{other}>\r\n",
		.honest_reply = TO "In-Reply-To: <{id}>\r\nReferences: <{other}> <{id}>\r\n",
	},
	{
		.name = "of this case in the thread of another",
		.told = "new_case ansvarig, confirmation ansvarig",
		.journal = "mail_joined, answered asked",
		.reply = TO "References: <{id}>\r\nIn-Reply-To: <{other}>\r\n",
	},
	{
		.name = "quoted in a mail about another case",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.reply = TO "In-Reply-To: <annan-rapport@kommun.example>\r\n",
		.body = NUMBER "\r\n\r\n> Svarskod: {token}",
	},
	{
		.name = "of another board",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened unknown",
		.prepare = other_board,
		.reply = TO "In-Reply-To: <{board}>\r\n",
	},
	{
		.name = "of a board that had the case",
		.told = "transcript registrator",
		.journal = "mail_joined, answered refused",
		.prepare = hand_over,
	},
	{
		.name = "expired by a day",
		.told = "confirmation registrator",
		.journal = "mail_joined, answered asked",
		.prepare = wait_for_work,
		.received = RECEIVED "Mon, 14 Sep 2026 13:00:00 +0200\r\n",
	},
	{
		.name = "backdated below the gateway",
		.told = "transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.prepare = wait_for_question,
		.whose = OF_QUESTION,
		.received = RECEIVED "Wed, 25 Mar 2026 13:00:00 +0100\r\n",
		.below =
			"Received: from pc.kommun.example by mx.kommun.example; Tue, 17 Mar 2026 13:00:00 +0100\r\n",
	},
	{
		.name = "backdated by a greeting",
		.told = "transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.prepare = wait_for_question,
		.whose = OF_QUESTION,
		.received =
			"Received: from mx.kommun.example (unknown [192.0.2.66]) by mx.kommun.example; Wed, 25 Mar 2026 13:00:00 +0100\r\n",
		.below =
			"Received: from pc.kommun.example by mx.kommun.example; Tue, 17 Mar 2026 13:00:00 +0100\r\n",
	},
	{
		.name = "key taken away",
		.told = "new_case ansvarig, undone registrator",
		.journal = "mail_joined unknown",
		.prepare = rotate,
	},
	{
		.name = "key taken away, and a machine answers",
		.journal = "mail_filed unknown",
		.prepare = rotate,
		.below = "Auto-Submitted: auto-replied\r\n",
	},
	{
		.name = "key taken away, and a forger answers",
		.told = "new_case ansvarig",
		.journal = "mail_joined unknown",
		.prepare = rotate,
		.above = FORGED,
	},
	{
		.name = "another key of that number",
		.told = "new_case ansvarig",
		.journal = "mail_joined unknown",
		.prepare = swap_key,
	},
	{
		.name = "closed case",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered refused",
		.prepare = close_case,
		.whose = OF_RESPONSIBLE,
		.body = "tilldela: kim.berg@kommun.example",
	},
	{
		.name = "joined case",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered refused",
		.prepare = join_case,
		.whose = OF_RESPONSIBLE,
	},
	{
		.name = "former role",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.prepare = leave,
	},
	{
		.name = "recused",
		.told = "transcript ansvarig, undone registrator",
		.journal = "mail_joined, answered refused",
		.prepare = recuse,
	},
	{
		.name = "recused, not proved",
		.told = "new_case ansvarig, transcript ansvarig, undone registrator",
		.journal = "mail_joined, answered forbidden",
		.prepare = recuse,
		.above = "",
	},
	{
		.name = "recused with a tag in the address",
		.told = "transcript registrator",
		.journal = "mail_joined, answered refused",
		.prepare = recuse_tagged,
	},
	{
		.name = "replayed in a new mail",
		.told = "confirmation ansvarig, confirmation ansvarig",
		.journal = "mail_joined, mail_joined, answered asked, answered asked",
		.whose = OF_RESPONSIBLE,
		.body = "stäng ärendet",
		.twice = TRUE,
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-tokens", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}
