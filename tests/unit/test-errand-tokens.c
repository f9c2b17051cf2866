/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers with a code that is not theirs, or counts no more. */
#include "adapters/store.h"
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"
#define MIXED                                                                                      \
	"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"
#define TO "To: lexsarah@kommun.example\r\nSubject: SV: Nytt\r\n"

#define TEN(text) text text text text text text text text text text
#define MANY_REFERENCES                                                                            \
	TO "In-Reply-To: <{id-mac}>\r\nReferences: <{id}>\r\n " TEN(                               \
		TEN("<x{n}@x.example>\r\n ")) "<y@x.example>\r\n"

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
	},
	{
		.name = "of another recipient, stolen by a stranger",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.from = "From: annan@kommun.example\r\n",
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
		.name = "question expired by a day",
		.told = "transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.prepare = wait_for_question,
		.whose = OF_QUESTION,
		.received = RECEIVED "Wed, 25 Mar 2026 13:00:00 +0100\r\n",
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
		.told = "new_case ansvarig",
		.journal = "mail_joined unknown",
		.prepare = rotate,
	},
	{
		.name = "another key of that number",
		.told = "new_case ansvarig",
		.journal = "mail_joined unknown",
		.prepare = swap_key,
	},
	{
		.name = "question of a key taken away",
		.told = "new_case ansvarig",
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
		.told = "transcript ansvarig",
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
	},
	{
		.name = "yes to a question of another case",
		.told = "new_case ansvarig, transcript ansvarig",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.reply = TO "In-Reply-To: <{id}>\r\nReferences: <{other}>\r\n",
	},
	{
		.name = "only in the subject",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = "To: lexsarah@kommun.example\r\nSubject: SV: {id}\r\n",
	},
	{
		.name = "only the number of the case in the subject",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = "To: lexsarah@kommun.example\r\nSubject: SV: LS-2026-0001\r\n",
	},
	{
		.name = "only in a display name",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = "To: \"{id}\" <lexsarah@kommun.example>\r\nSubject: SV: Nytt\r\n",
	},
	{
		.name = "only in the address",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = "To: lexsarah+{token}@kommun.example\r\nSubject: SV: Nytt\r\n",
	},
	{
		.name = "in the address of an answer to something else",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.reply =
			"To: lexsarah+{token}@kommun.example\r\nSubject: SV: Nytt\r\nIn-Reply-To: <annan-rapport@kommun.example>\r\n",
	},
	{
		.name = "in the address of a copy",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply =
			"To: annan@annat.example\r\nCc: Ny <lexsarah+{token}@kommun.example>\r\nSubject: SV: Nytt\r\n",
	},
	{
		.name = "only in the sender's name",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.from = "From: \"{token}\" <registrator@kommun.example>\r\n",
		.reply = TO,
	},
	{
		.name = "only in the mail's own Message-ID",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO "Message-ID: <x.{token}@kommun.example>\r\n",
	},
	{
		.name = "only in the name of a file",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO,
		.body = MIXED NUMBER
		"\r\n--x\r\nContent-Type: application/octet-stream; name=\"{token}.bin\"\r\nContent-Disposition: attachment; filename=\"{token}.bin\"\r\n\r\nabc\r\n--x--",
	},
	{
		.name = "only in an attached text",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO,
		.body = MIXED NUMBER
		"\r\n--x\r\nContent-Type: text/plain; name=\"a.txt\"\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\n\r\nSvarskod: {token}\r\n--x--",
	},
	{
		.name = "only in a mail inside the mail",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO,
		.body = MIXED NUMBER
		"\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: lexsarah@kommun.example\r\nSubject: Nytt\r\nMessage-ID: <{id}>\r\n\r\nSvarskod: {token}\r\n--x--",
	},
	{
		.name = "in a comment of In-Reply-To",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.reply = TO "In-Reply-To: (<{id}>) <annan-rapport@kommun.example>\r\n",
	},
	{
		.name = "in a comment of References",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.reply = TO "References: <annan-rapport@kommun.example> (see <{id}>)\r\n",
	},
	{
		.name = "in a quoted string of In-Reply-To",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.reply = TO "In-Reply-To: \"<{id}>\" <annan-rapport@kommun.example>\r\n",
	},
	{
		.name = "beside other letters",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = TO "In-Reply-To: <x{token}@kommun.example>\r\n",
	},
	{
		.name = "cut in two by a fold",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.reply = TO "In-Reply-To: <LS-2026-0001.registrar.\r\n {token}@kommun.example>\r\n",
	},
	{
		.name = "behind a thousand references",
		.told = "receipt registrator, new_case ansvarig, registrar registrator",
		.journal = "case_opened",
		.reply = MANY_REFERENCES,
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
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered refused",
		.prepare = recuse,
	},
	{
		.name = "recused, not proved",
		.told = "new_case ansvarig, transcript ansvarig",
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
	{
		.name = "two questions at once",
		.told = "transcript registrator, transcript registrator",
		.journal = "mail_joined, mail_joined, answered dropped, answered not_asked",
		.whose = OF_QUESTION,
		.body = "Nej",
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
