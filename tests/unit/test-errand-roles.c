/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of people who may not do what they ask for. */
#include "support/errand-trial.h"

#define KIM      "kim.berg@kommun.example"
#define DECISION "beslut: missförhållande; delegation: 4.2"

static void
do_as(ErrandTrial *trial, const char *notice, const char *who, const char *text)
{
	g_autofree char *id = errand_trial_notice(trial, notice, who);

	errand_trial_answer(trial, id, who, PROVED, text);
}

/* The case is investigated, and to be decided. */
static void
propose(ErrandTrial *trial)
{
	do_as(trial, "new_case", RESPONSIBLE,
		"skydd: gjort i dag, samtal med den boende\r\n\r\nutred, eftersom det kan vara ett "
		"missförhållande\r\n\r\ntilldela: " KIM);
	do_as(trial, "assignment", KIM,
		"starta\r\n\r\nförslag: missförhållande, eftersom larmet var av");
}

static void
propose_to_reporter(ErrandTrial *trial)
{
	propose(trial);
	world_change(trial->world, "UPDATE cases SET reporter_address='" DECIDER "' WHERE id=1");
}

static void
ask_to_decide(ErrandTrial *trial, const char *text)
{
	do_as(trial, "proposal", DECIDER, text);
}

static void
report_by_decider(ErrandTrial *trial)
{
	propose_to_reporter(trial);
	ask_to_decide(trial, DECISION);
}

static void
investigate_by_decider(ErrandTrial *trial)
{
	propose(trial);
	world_change(trial->world, "UPDATE cases SET investigator='" DECIDER "' WHERE id=1");
	ask_to_decide(trial, DECISION);
}

static void
report_by_kim(ErrandTrial *trial)
{
	do_as(trial, "new_case", RESPONSIBLE,
		"skydd: gjort i dag, samtal med den boende\r\n\r\nutred, eftersom det kan vara ett "
		"missförhållande");
	world_change(trial->world, "UPDATE cases SET reporter_address='" KIM "' WHERE id=1");
}

/* The case is another board's, where nobody investigates it yet. */
static void
hand_over(ErrandTrial *trial)
{
	Board *other = trial->world->other;

	world_change(trial->world, "UPDATE cases SET board='SDN' WHERE id=1");
	world_change(trial->world, "INSERT INTO former_board(case_no,board) VALUES(1,'AMN')");
	g_free(other->responsible.address);
	other->responsible.address = g_strdup("ansvarig.sdn@kommun.example");
}

static void
replace_kim(ErrandTrial *trial)
{
	propose(trial);
	world_change(trial->world, "UPDATE cases SET investigator='" RESPONSIBLE "' WHERE id=1");
}

static const Attack attacks[] = {
	{
		.name = "reporter commands",
		.told = "new_case ansvarig, transcript alva",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_REPORTER,
	},
	{
		.name = "reporter closes",
		.told = "new_case ansvarig, transcript alva",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_REPORTER,
		.body = "stäng ärendet",
	},
	{
		.name = "reporter decides",
		.told = "new_case ansvarig, transcript alva",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_REPORTER,
		.body = "beslut: missförhållande; delegation: 4.2",
	},
	{
		.name = "reporter says yes",
		.told = "new_case ansvarig, transcript alva",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_REPORTER,
		.body = "Ja",
	},
	{
		.name = "registrar decides",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.body = "beslut: missförhållande; delegation: 4.2",
		.honest = "dnr AMN 2026-6666",
	},
	{
		.name = "registrar closes",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.body = "stäng ärendet",
	},
	{
		.name = "registrar assigns",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.body = "tilldela: kim.berg@kommun.example",
	},
	{
		.name = "registrar takes it",
		.told = "transcript registrator",
		.journal = "mail_joined, answered forbidden",
		.body = "jag tar ärendet",
	},
	{
		.name = "responsible of the board that had it takes it",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered refused",
		.prepare = hand_over,
		.whose = OF_RESPONSIBLE,
		.body = "jag tar ärendet",
	},
	{
		.name = "replaced investigator asks how it stands",
		.told = "transcript kim.berg",
		.journal = "mail_joined, answered forbidden",
		.prepare = replace_kim,
		.whose = OF_ASSIGNMENT,
	},
	{
		.name = "replaced investigator says that somebody is safe",
		.told = "transcript kim.berg",
		.journal = "mail_joined, answered forbidden",
		.prepare = replace_kim,
		.whose = OF_ASSIGNMENT,
		.body = "skydd: gjort i dag, samtal med den boende",
	},
	{
		.name = "responsible decides",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered forbidden",
		.whose = OF_RESPONSIBLE,
		.body = "beslut: missförhållande; delegation: 4.2",
	},
	{
		.name = "responsible declines",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered unclear",
		.whose = OF_RESPONSIBLE,
		.body = "avskriv, eftersom det inte är något",
	},
	{
		.name = "responsible assigns the reporter",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered refused",
		.prepare = report_by_kim,
		.whose = OF_RESPONSIBLE,
		.body = "tilldela: kim.berg@kommun.example",
		.honest = "tilldela: eva.exempel@kommun.example",
	},
	{
		.name = "decider reported",
		.told = "transcript direktor",
		.journal = "mail_joined, answered refused",
		.prepare = report_by_decider,
		.whose = OF_DECISION,
		.body = "Ja",
	},
	{
		.name = "decider investigates",
		.told = "transcript direktor",
		.journal = "mail_joined, answered refused",
		.prepare = investigate_by_decider,
		.whose = OF_DECISION,
		.body = "Ja",
	},
	{
		.name = "decider reported and lets another sign",
		.told = "transcript direktor",
		.journal = "mail_joined, answered forbidden",
		.prepare = propose_to_reporter,
		.whose = OF_PROPOSAL,
		.body = "beslut: missförhållande; delegation: 4.2; av: kim.berg@kommun.example",
	},
	{
		.name = "strangers in copy of a yes",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.above = FORGED,
		.reply =
			"To: lexsarah@kommun.example, annan@annat.example\r\nCc: tidningen@annat.example\r\nSubject: SV: Nytt\r\nIn-Reply-To: <{id}>\r\n",
		.honest_above = PROVED,
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-roles", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}
