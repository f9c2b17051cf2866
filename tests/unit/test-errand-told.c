/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What those hear whom an answer, or a thousand of them, is about. */
#include <string.h>

#include "daemon/held-receipts.h"
#include "support/errand-trial.h"
#include "support/life-desk.h"

static void
assert_holds(ErrandTrial *trial, const char *sql, const char *expected)
{
	world_assert_text(trial->world, sql, expected);
}

/* Whoever is asked can see that the answer was not theirs. */
static void
test_question(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, STRANGER, PROVED, "dnr AMN 2026-6666");
	g_autofree char *forged = errand_trial_facts(trial, "confirmation", REGISTRAR);
	g_assert_nonnull(strstr(forged, "\"other_sender\":true"));
	g_assert_nonnull(strstr(forged, "\"answered\":\"2026-03-17 13:00\""));
	g_assert_null(strstr(forged, STRANGER));
	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-6666");
	g_autofree char *own = errand_trial_facts(trial, "confirmation", REGISTRAR);
	g_assert_nonnull(strstr(own, "\"other_sender\":false"));
}

/* What somebody sends over and over fills no mailbox at once, and is not lost. */
static void
test_flood(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);
	g_autoptr(GError) error = NULL;
	gboolean queued;

	trial->world->settings->limits.notices_per_recipient = 3;
	for (guint i = 0; i < 5; i++)
		errand_trial_answer(trial, id, STRANGER, PROVED, "dnr AMN 2026-6666");
	assert_holds(trial,
		"SELECT group_concat(state,' ') FROM outbox WHERE notice='confirmation'",
		"queued queued queued held held");
	trial->world->now.fixed += WORLD_HOUR + WORLD_MINUTE;
	gboolean good =
		held_receipts_settle(&trial->world->daemon, trial->world->board, &queued, &error);
	g_assert_no_error(error);
	g_assert_true(good && queued);
	assert_holds(trial,
		"SELECT count(*) FROM outbox WHERE notice='confirmation' AND state='queued'", "5");
}

#define TOLD "SELECT count(*) FROM outbox WHERE notice='new_case'"

/* A question alone is nobody's business; what who reported adds to it is. */
static void
test_reporter(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "receipt", REPORTER);

	errand_trial_answer(trial, id, REPORTER, PROVED, "status");
	assert_holds(trial, TOLD, "1");
	errand_trial_answer(trial, id, REPORTER, PROVED, "status\r\n\r\nHon har fallit igen.");
	assert_holds(trial, TOLD, "2");
	errand_trial_answer(trial, id, REPORTER, PROVED,
		"Hur går det?\r\n\r\n> Vilken dag?\r\nDet hände igen i natt, en boende föll.");
	assert_holds(trial, TOLD, "3");
	errand_trial_answer(trial, id, REPORTER, PROVED,
		"Hur går det?\r\n\r\nChefen skrev:\r\nDet hände igen i natt.");
	assert_holds(trial, TOLD, "4");
}

/* A yes that came twice does it once, however close one came behind the other. */
static void
test_twice(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-0123");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", REGISTRAR);
	errand_trial_take(trial, question, REGISTRAR, SILENT, "Ja");
	errand_trial_take(trial, question, REGISTRAR, SILENT, "Ja");
	errand_trial_serve(trial);
	assert_holds(trial, "SELECT count(*) FROM event WHERE kind='registered'", "1");
	assert_holds(trial, "SELECT count(*) FROM outbox WHERE notice='transcript'", "2");
}

/* The same mail by another path, or in a mailbox that is read anew, commands nothing. */
static void
test_copy(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);
	g_autofree char *raw = g_strdup_printf(PROVED RECEIVED ON_DAY
		"From: " RESPONSIBLE "\r\nTo: lexsarah@kommun.example\r\n"
		"Message-ID: <en@kommun.example>\r\nIn-Reply-To: <%s>\r\nDate: " ON_DAY
		"\r\nnotering (källa: samtal; fakta): Larmet var av.\r\n",
		id);
	g_autofree char *other = g_strconcat("Delivered-To: annan@kommun.example\r\n", raw, NULL);

	intake_plan_free(world_take(trial->world, ++trial->uid, raw));
	errand_trial_serve(trial);
	intake_plan_free(world_take(trial->world, ++trial->uid, other));
	errand_trial_serve(trial);
	assert_holds(trial, "SELECT count(*) FROM event WHERE kind='noted'", "1");
	assert_holds(trial, "SELECT count(*) FROM errand", "1");
}

/* What one mail would change waits for one answer: another one's question is not its. */
static void
test_silenced(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-0123");
	world_change(trial->world, "INSERT INTO recusal(case_no,person,stand_in,reason,since)"
				   " VALUES(1,'" REGISTRAR "','" RESPONSIBLE "','jäv',0)");
	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-6666");
	assert_holds(trial, "SELECT group_concat(state) FROM errand", "asked,done");
}

#define HELD "SELECT count(*) FROM case_hold"

/* Whom a command names deals with the case; of whom something is told beside it may concern. */
static void
test_named(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *from, *text, *held;
	} rows[] = {
		{ RESPONSIBLE, "tilldela: Dag Direktör", "0" },
		{ RESPONSIBLE, "tilldela ärendet till Dag Direktör, tack", "0" },
		{ RESPONSIBLE, "tilldela: kim.berg@kommun.example", "0" },
		{ RESPONSIBLE, "notering (källa: samtal med Dag Direktör; fakta): Larmet var av.",
			"0" },
		{ STRANGER, "tilldela: Dag Direktör", "1" },
		{ RESPONSIBLE, "notering (källa: samtal; fakta): Dag Direktör slog henne.", "1" },
		{ RESPONSIBLE, "notering (källa: Dag Direktör; fakta): Dag Direktör slog henne.",
			"1" },
		{ RESPONSIBLE, "tilldela: Dag Direktör\r\n\r\nDet var Dag Direktör som slog.",
			"1" },
		{ RESPONSIBLE, "tilldela den till någon för Dag Direktör var den som slog", "1" },
	};
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	trial->world->board->decision_maker.name = g_strdup("Dag Direktör");
	g_ptr_array_add(trial->world->board->investigators, life_desk_person(DECIDER, "direktör"));
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_test_message("%s", rows[i].text);
		world_change(trial->world, "DELETE FROM case_hold");
		errand_trial_answer(trial, id, rows[i].from, PROVED, rows[i].text);
		assert_holds(trial, HELD, rows[i].held);
	}
}

#define SERIOUS "skydd: gjort i dag, lås\r\nallvarligt sedan i dag, eftersom hon föll\r\n"
#define OF_IVO                                                                                     \
	"SELECT group_concat(DISTINCT notice) FROM outbox WHERE notice IN ('ivo_due','ivo_notified')"

/* Nobody is told to do what the same answer says is done; if it is not, they are. */
static void
test_overtaken(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	errand_trial_answer(trial, id, RESPONSIBLE, PROVED,
		SERIOUS "anmält till IVO i dag, nummer: 8.1.2-1/2026");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", RESPONSIBLE);
	errand_trial_answer(trial, question, RESPONSIBLE, PROVED, "Ja");
	assert_holds(trial, OF_IVO, "ivo_notified");
}

static void
test_not_overtaken(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	errand_trial_answer(trial, id, RESPONSIBLE, PROVED,
		SERIOUS "anmält till IVO 2026-03-10, nummer: 8.1.2-1/2026");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", RESPONSIBLE);
	errand_trial_answer(trial, question, RESPONSIBLE, PROVED, "Ja");
	assert_holds(trial, OF_IVO, "ivo_due");
	assert_holds(trial, "SELECT count(*) FROM outbox WHERE notice='ivo_due'", "2");
}

#define STATES "SELECT group_concat(state) FROM errand"
#define TRANSCRIPTS                                                                                \
	"SELECT count(*) FROM outbox WHERE notice='transcript' AND recipient='" REGISTRAR "'"

/* A question whose days are over: the one who asked hears it once, and a late yes does nothing. */
static void
test_lapsed(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "\r\ndnr AMN 2026-0123");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", REGISTRAR);
	trial->world->now.fixed += 8 * WORLD_DAY;
	errand_trial_serve(trial);
	assert_holds(trial, STATES, "asked");
	trial->world->now.fixed += WORLD_DAY;
	errand_trial_serve(trial);
	errand_trial_serve(trial);
	assert_holds(trial, STATES, "done");
	assert_holds(trial, TRANSCRIPTS, "1");
	g_autofree char *facts = errand_trial_facts(trial, "transcript", REGISTRAR);
	g_assert_nonnull(strstr(facts, "inte besvarades i tid"));
	g_assert_nonnull(strstr(facts, "\"done\":false"));
	g_assert_nonnull(strstr(facts, "\"line\""));
	errand_trial_answer(trial, question, REGISTRAR, PROVED, "Ja");
	assert_holds(trial, "SELECT dnr FROM cases", NULL);
	world_assert_proved(trial->world);
}

/* In whose name another asked, who has nothing to do with the case, and whose board has it no more.
 */
static void
test_lapsed_in_silence(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, STRANGER, PROVED, "dnr AMN 2026-0123");
	errand_trial_answer(trial, id, REGISTRAR, FORGED, "dnr AMN 2026-0123");
	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-0123");
	assert_holds(trial, STATES, "asked,asked,asked");
	world_change(trial->world, "INSERT INTO recusal(case_no,person,stand_in,reason,since)"
				   " VALUES(1,'" REGISTRAR "','" RESPONSIBLE "','jäv',0)");
	trial->world->now.fixed += 9 * WORLD_DAY;
	errand_trial_serve(trial);
	assert_holds(trial, STATES, "done,done,done");
	assert_holds(trial, "SELECT count(*) FROM outbox WHERE notice='transcript'", "0");
	assert_holds(trial,
		"SELECT group_concat(json_extract(detail,'$.commands[0].fate')) FROM event"
		" JOIN event_detail USING(seq) WHERE kind='answered'",
		"asked,asked,asked,lapsed,lapsed,lapsed");
}

#define NUMBER "SELECT dnr FROM cases WHERE id=1"
#define TOLD_OF(person)                                                                            \
	"SELECT count(*) FROM outbox WHERE notice='transcript' AND recipient='" person "'"         \
	" AND facts LIKE '%Någon annan har gjort det sedan%'"

/* Two answer one after the other: the second could not know of the first, and is told. */
static void
test_second(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *early = errand_trial_notice(trial, "registrar", REGISTRAR);
	g_autofree char *other = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	errand_trial_answer(trial, other, RESPONSIBLE, PROVED, "dnr AMN 2026-1");
	errand_trial_answer(trial, early, REGISTRAR, PROVED, "dnr AMN 2026-2");
	assert_holds(trial, NUMBER, "AMN 2026-1");
	assert_holds(trial, TOLD_OF(REGISTRAR), "1");
	/* Who it was stands in no mail. */
	assert_holds(trial,
		"SELECT count(*) FROM outbox WHERE facts LIKE '%" RESPONSIBLE "%'"
		" AND recipient='" REGISTRAR "' AND notice='transcript'",
		"0");
	/* Who answers what told them so does it all the same. */
	g_autofree char *told = errand_trial_notice(trial, "transcript", REGISTRAR);
	errand_trial_answer(trial, told, REGISTRAR, PROVED, "dnr AMN 2026-2");
	assert_holds(trial, NUMBER, "AMN 2026-2");
	errand_trial_answer(trial, told, REGISTRAR, PROVED, "dnr AMN 2026-3");
	assert_holds(trial, NUMBER, "AMN 2026-3");
	world_assert_proved(trial->world);
}

/* A yes is one to what was so when it was asked. */
static void
test_second_says_yes(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);
	g_autofree char *other = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-2");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", REGISTRAR);
	errand_trial_answer(trial, other, RESPONSIBLE, PROVED, "dnr AMN 2026-1");
	errand_trial_answer(trial, question, REGISTRAR, SILENT, "Ja");
	assert_holds(trial, NUMBER, "AMN 2026-1");
	assert_holds(trial, TOLD_OF(REGISTRAR), "1");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
#define ADD(path, function)                                                                        \
	g_test_add(path, ErrandTrial, NULL, errand_trial_set_up, function, errand_trial_tear_down)
	ADD("/errand-told/question", test_question);
	ADD("/errand-told/flood", test_flood);
	ADD("/errand-told/reporter", test_reporter);
	ADD("/errand-told/twice", test_twice);
	ADD("/errand-told/copy", test_copy);
	ADD("/errand-told/silenced", test_silenced);
	ADD("/errand-told/named", test_named);
	ADD("/errand-told/lapsed", test_lapsed);
	ADD("/errand-told/lapsed-in-silence", test_lapsed_in_silence);
	ADD("/errand-told/overtaken", test_overtaken);
	ADD("/errand-told/not-overtaken", test_not_overtaken);
	ADD("/errand-told/second", test_second);
	ADD("/errand-told/second-says-yes", test_second_says_yes);
#undef ADD
	return g_test_run();
}
