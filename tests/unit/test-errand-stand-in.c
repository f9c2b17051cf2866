/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of who was named in the place of somebody who is recused. */
#include "core/life/life-recused.h"
#include "support/errand-trial.h"
#include "support/life-desk.h"

#define VICE       "vice@kommun.example"
#define DECISION   "beslut: missförhållande; delegation: 4.2"
#define START      "starta\r\n\r\nförslag: missförhållande, eftersom larmet var av"
#define STATE      "SELECT state FROM cases WHERE id=1"
#define DOER(kind) "SELECT actor FROM event WHERE kind='" kind "'"
#define TO_VICE(notice)                                                                            \
	"SELECT count(*) FROM outbox WHERE recipient='" VICE "' AND notice='" notice "'"

static void
do_as(ErrandTrial *trial, const char *notice, const char *who, const char *text)
{
	g_autofree char *id = errand_trial_notice(trial, notice, who);

	errand_trial_answer(trial, id, who, PROVED, text);
}

static void
recuse_silently(ErrandTrial *trial, const char *person, const char *stand_in)
{
	g_autofree char *sql = g_strdup_printf("INSERT INTO recusal(case_no,person,stand_in,reason,"
					       "since) VALUES(1,'%s','%s','jäv',0)",
		person, stand_in);

	world_change(trial->world, sql);
}

/* As case recuse does it, with what the stand-in is told. */
typedef struct {
	LifeOffice office;
	const char *person;
} Telling;

static LifePlan *
plan_recused(CaseFile *file, gpointer user, GError **error)
{
	const Telling *telling = user;

	return life_plan_recused(file, telling->person, FALSE, &telling->office, error);
}

static void
recuse(ErrandTrial *trial, const char *person, const char *stand_in)
{
	World *world = trial->world;
	CaseStore *store = world->store;
	const Recusal recusal = { person, stand_in, "jäv", 0 };
	StoreActor who = world_actor(world);
	Telling telling = { { world->settings, world->board, RESPONSIBLE,
				    .clocks = { trial->rules, NULL, world->zone,
					    OFFICE_HOURS_DEFAULT, world->now.fixed } },
		person };
	g_autoptr(GError) error = NULL;
	gint64 moved;

	gboolean good = store->recuse(store, "LS-2026-0001", &recusal, &who, &moved, &error) &&
			store->change_case(
				store, "LS-2026-0001", plan_recused, &telling, &who, NULL, &error);
	g_assert_no_error(error);
	g_assert_true(good);
}

/* Kim is to investigate. */
static void
assign(ErrandTrial *trial)
{
	do_as(trial, "new_case", RESPONSIBLE,
		"skydd: gjort i dag, samtal med den boende\r\n\r\nutred, eftersom det kan vara ett "
		"missförhållande\r\n\r\ntilldela: " LIFE_KIM);
}

static void
propose(ErrandTrial *trial)
{
	assign(trial);
	do_as(trial, "assignment", LIFE_KIM, START);
	world_assert_text(trial->world, STATE, "proposed");
}

/* The assignment asks who stands in for an answer, and the answer counts. */
static void
test_investigator(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	assign(trial);
	recuse(trial, LIFE_KIM, VICE);
	do_as(trial, "assignment", VICE, START);
	world_assert_text(trial->world, STATE, "proposed");
	world_assert_text(trial->world, DOER("investigation_started"), VICE);
	world_assert_text(trial->world, DOER("proposed"), VICE);
	world_assert_text(trial->world, TO_VICE("transcript"), "1");
}

/* Nobody proves that sender: the one whom the notice went to is asked, and says yes. */
static void
test_asked(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	assign(trial);
	recuse(trial, LIFE_KIM, VICE);
	g_autofree char *id = errand_trial_notice(trial, "assignment", VICE);
	errand_trial_answer(trial, id, VICE, SILENT, "starta");
	world_assert_text(trial->world, STATE, "assessing");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", VICE);
	errand_trial_answer(trial, question, VICE, SILENT, "Ja");
	world_assert_text(trial->world, STATE, "investigating");
}

/* A question that nobody answers in time ends for them as for anybody. */
static void
test_lapsed(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	assign(trial);
	recuse(trial, LIFE_KIM, VICE);
	g_autofree char *id = errand_trial_notice(trial, "assignment", VICE);
	errand_trial_answer(trial, id, VICE, SILENT, "starta");
	trial->world->now.fixed += 9 * WORLD_DAY;
	errand_trial_serve(trial);
	world_assert_text(trial->world, STATE, "assessing");
	world_assert_text(trial->world,
		TO_VICE("transcript") " AND facts LIKE '%inte besvarades i tid%'", "1");
}

/* Who decides in another's place is asked once more, too. */
static void
test_decider(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	propose(trial);
	recuse(trial, DECIDER, RESPONSIBLE);
	do_as(trial, "proposal", RESPONSIBLE, DECISION);
	world_assert_text(trial->world, STATE, "proposed");
	do_as(trial, "confirmation", RESPONSIBLE, "Ja");
	world_assert_text(trial->world, STATE, "decided");
	world_assert_text(trial->world, DOER("decided"), RESPONSIBLE);
}

/* Who stood in, and does so no more, is told nothing. */
static void
test_replaced(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	assign(trial);
	recuse(trial, LIFE_KIM, VICE);
	g_autofree char *id = errand_trial_notice(trial, "assignment", VICE);
	world_change(trial->world, "UPDATE recusal SET stand_in='" REGISTRAR "'");
	errand_trial_answer(trial, id, VICE, PROVED, "status\r\nstarta");
	world_assert_text(trial->world, STATE, "assessing");
	world_assert_text(trial->world, TO_VICE("transcript") " AND facts LIKE '%bedöms%'", "0");
	/* The registrar's first notice is older than the assignment. */
	do_as(trial, "registrar", REGISTRAR, "status");
	do_as(trial, "transcript", REGISTRAR, "starta");
	world_assert_text(trial->world, STATE, "investigating");
}

static void
stand_in_twice(ErrandTrial *trial)
{
	assign(trial);
	recuse_silently(trial, LIFE_KIM, VICE);
	recuse_silently(trial, VICE, REGISTRAR);
	do_as(trial, "registrar", REGISTRAR, "status");
}

static void
stand_in_recused(ErrandTrial *trial)
{
	assign(trial);
	recuse_silently(trial, LIFE_KIM, REGISTRAR);
	recuse_silently(trial, REGISTRAR, VICE);
}

static void
stand_in_for_another(ErrandTrial *trial)
{
	assign(trial);
	recuse_silently(trial, LIFE_KIM, VICE);
}

static void
stand_in_at_once(ErrandTrial *trial)
{
	assign(trial);
	recuse_silently(trial, LIFE_KIM, REGISTRAR);
}

static void
stand_in_decides(ErrandTrial *trial)
{
	propose(trial);
	recuse_silently(trial, DECIDER, REGISTRAR);
}

static void
stand_in_reported(ErrandTrial *trial)
{
	stand_in_at_once(trial);
	world_change(trial->world, "UPDATE cases SET reporter_address='" REGISTRAR "' WHERE id=1");
}

/* The receipt's code is for who reported, whoever they stand in for since. */
static void
reporter_stands_in(ErrandTrial *trial)
{
	assign(trial);
	recuse_silently(trial, LIFE_KIM, REPORTER);
}

static void
decide_on_own(ErrandTrial *trial)
{
	assign(trial);
	do_as(trial, "new_case", RESPONSIBLE, START);
	recuse_silently(trial, DECIDER, RESPONSIBLE);
	do_as(trial, "new_case", RESPONSIBLE, DECISION);
}

static void
assert_became(ErrandTrial *trial, const char *state, const char *fates)
{
	world_assert_text(trial->world, STATE, state);
	world_assert_text(trial->world,
		"SELECT group_concat(json_extract(value,'$.fate'),'+') FROM json_each("
		"(SELECT detail FROM event JOIN event_detail USING(seq) WHERE kind='answered'"
		" ORDER BY seq DESC LIMIT 1),'$.commands')",
		fates);
}

/* What comes of a line, and in which state the case is then. */
static const struct {
	const char *name;
	void (*prepare)(ErrandTrial *trial);
	const char *notice, *writer, *text, *state, *fates;
} answers[] = {
	{ "chain", stand_in_twice, "transcript", REGISTRAR, "starta", "investigating", "done" },
	{ "recused too", stand_in_recused, "registrar", REGISTRAR, "starta", "assessing",
		"forbidden" },
	{ "somebody else", stand_in_for_another, "registrar", REGISTRAR, "starta", "assessing",
		"forbidden" },
	{ "recused", stand_in_for_another, "assignment", LIFE_KIM, "starta", "assessing",
		"refused" },
	{ "reported", stand_in_reported, "registrar", REGISTRAR, "starta", "assessing",
		"forbidden" },
	{ "reporter's code", reporter_stands_in, "receipt", REPORTER, "starta", "assessing",
		"forbidden" },
	{ "take", stand_in_at_once, "registrar", REGISTRAR, "jag tar ärendet", "assessing",
		"forbidden" },
	{ "proposed", decide_on_own, "confirmation", RESPONSIBLE, "Ja", "proposed", "refused" },
	{ "decides", stand_in_decides, "registrar", REGISTRAR, DECISION, "proposed", "asked" },
	{ "signs for another", stand_in_decides, "registrar", REGISTRAR, DECISION "; av: " LIFE_KIM,
		"proposed", "forbidden" },
};

static void
test_answer(ErrandTrial *trial, gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);

	answers[i].prepare(trial);
	do_as(trial, answers[i].notice, answers[i].writer, answers[i].text);
	assert_became(trial, answers[i].state, answers[i].fates);
	world_assert_proved(trial->world);
}

#define ADD(path, run)                                                                             \
	g_test_add(path, ErrandTrial, NULL, errand_trial_set_up, run, errand_trial_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/errand-stand-in/investigator", test_investigator);
	ADD("/errand-stand-in/asked", test_asked);
	ADD("/errand-stand-in/lapsed", test_lapsed);
	ADD("/errand-stand-in/decider", test_decider);
	ADD("/errand-stand-in/replaced", test_replaced);
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_autofree char *path = g_strdup_printf("/errand-stand-in/may/%s", answers[i].name);

		g_test_add(path, ErrandTrial, GUINT_TO_POINTER(i), errand_trial_set_up, test_answer,
			errand_trial_tear_down);
	}
	return g_test_run();
}
