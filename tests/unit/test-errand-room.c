/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that command: what is done, asked, refused, and told. */
#include <string.h>

#include "core/error.h"
#include "support/errand-trial.h"
#include "support/life-desk.h"

static void
assert_says(ErrandTrial *trial, const char *sql, const char *expected)
{
	g_autofree char *found = world_text(trial->world, sql);

	g_assert_cmpstr(found, ==, expected);
}

#define STATE  "SELECT state FROM cases"
#define ERRAND "SELECT group_concat(state) FROM errand"
#define TOLD                                                                                       \
	"SELECT group_concat(notice||' '||recipient, ', ') FROM outbox"                            \
	" WHERE notice IN('transcript','confirmation','undone')"

/* Who is proved does what the role is there for, and is told so, line by line. */
static void
test_proved(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	errand_trial_answer(trial, id, RESPONSIBLE, PROVED,
		"skydd: gjort i dag, samtal med den boende\r\n"
		"utred, eftersom det kan vara ett missförhållande\r\n"
		"tilldela: " LIFE_KIM "\r\n\r\nHälsningar\r\nBo\r\n\r\n"
		"Den tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n> stäng ärendet\r\n");
	assert_says(trial, "SELECT investigator FROM cases", LIFE_KIM);
	assert_says(trial, TOLD, "transcript " RESPONSIBLE);
	assert_says(trial, ERRAND, "done");
	assert_says(trial,
		"SELECT group_concat(DISTINCT actor||' '||mail) FROM event"
		" WHERE kind='investigator_assigned'",
		RESPONSIBLE " 2");
	/* What somebody does is not news to the one who did it. */
	assert_says(trial,
		"SELECT count(*) FROM outbox WHERE notice='new_case' AND recipient='" RESPONSIBLE
		"'",
		"1");
	g_assert_cmpuint(trial->done, ==, 1);
}

/* Where nobody proves the sender the one who got the notice is asked, and says yes. */
static void
test_asked(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-0123");
	assert_says(trial, "SELECT dnr FROM cases", NULL);
	assert_says(trial, TOLD, "confirmation " REGISTRAR);
	assert_says(trial, ERRAND, "asked");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", REGISTRAR);
	errand_trial_answer(trial, question, REGISTRAR, SILENT, "Ja");
	assert_says(trial, "SELECT dnr FROM cases", "AMN 2026-0123");
	assert_says(trial, TOLD, "confirmation " REGISTRAR ", transcript " REGISTRAR);
	assert_says(trial, ERRAND, "done,done");
	/* A yes has one line: the number would be that of another mail's. */
	g_autofree char *asked = errand_trial_facts(trial, "confirmation", REGISTRAR);
	g_assert_nonnull(strstr(asked, "\"line\""));
	g_autofree char *done = errand_trial_facts(trial, "transcript", REGISTRAR);
	g_assert_null(strstr(done, "\"line\""));
	/* And once only. */
	errand_trial_answer(trial, question, REGISTRAR, SILENT, "Ja");
	assert_says(trial, "SELECT count(*) FROM event WHERE kind='registered'", "1");
}

static void
test_no(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-0123");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", REGISTRAR);
	errand_trial_answer(trial, question, REGISTRAR, SILENT, "Nej!");
	errand_trial_answer(trial, question, REGISTRAR, SILENT, "Ja");
	assert_says(trial, "SELECT dnr FROM cases", NULL);
}

/* Whoever sends it: nothing is done, and if anybody is asked it is the one who got the notice. */
static const struct {
	const char *name, *from, *authentication, *text;
	const char *told; /* NULL: nobody */
} attacks[] = {
	{ "forged", REGISTRAR, FORGED, "dnr AMN 2026-6666", "confirmation " REGISTRAR },
	{ "another's token", STRANGER, PROVED, "dnr AMN 2026-6666", "confirmation " REGISTRAR },
	{ "another role", REGISTRAR, PROVED, "stäng ärendet", "transcript " REGISTRAR },
	{ "decide", REGISTRAR, PROVED, "beslut: missförhållande; delegation: 4.2",
		"transcript " REGISTRAR },
	{ "quoted", REGISTRAR, PROVED, "> dnr AMN 2026-6666", NULL },
	{ "below the quotation", REGISTRAR, PROVED,
		"Tack.\r\n\r\nDen tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n"
		"> hej\r\n\r\ndnr AMN 2026-6666",
		"transcript " REGISTRAR },
	{ "two numbers", REGISTRAR, PROVED, "dnr AMN 2026-6666\r\ndnr AMN 2026-6667",
		"transcript " REGISTRAR },
	{ "yes to nothing", REGISTRAR, PROVED, "ja", "transcript " REGISTRAR },
	{ "confirmed by another", STRANGER, SILENT, "ja", "transcript " REGISTRAR },
};

static void
forget_what_was_told(ErrandTrial *trial)
{
	static const char told[] = "SELECT id FROM outbox WHERE notice='confirmation'"
				   " OR notice='transcript'";
	g_autofree char *replies = g_strdup_printf("DELETE FROM reply WHERE outbox IN (%s)", told);
	g_autofree char *notices = g_strdup_printf("DELETE FROM outbox WHERE id IN (%s)", told);

	world_change(trial->world, "DELETE FROM errand");
	world_change(trial->world, replies);
	world_change(trial->world, notices);
}

static void
test_attacks(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	for (gsize i = 0; i < G_N_ELEMENTS(attacks); i++) {
		g_test_message("%s", attacks[i].name);
		forget_what_was_told(trial);
		errand_trial_answer(
			trial, id, attacks[i].from, attacks[i].authentication, attacks[i].text);
		assert_says(trial, STATE, "received");
		assert_says(trial, "SELECT dnr FROM cases", NULL);
		assert_says(trial, TOLD, attacks[i].told);
	}
	assert_says(trial, "SELECT count(*) FROM cases", "1");
}

/* A letter of the token changed: it is a mail like any other. */
static void
test_altered(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);
	char *at = strchr(id, '@');

	at[-1] = at[-1] == 'a' ? 'b' : 'a';
	errand_trial_answer(trial, id, REGISTRAR, PROVED, "dnr AMN 2026-6666");
	assert_says(trial, "SELECT dnr FROM cases", NULL);
	assert_says(trial, TOLD, NULL);
	assert_says(trial, ERRAND, NULL);
}

/* Who reported may ask how it stands, and no more; nothing of the case is told but that. */
#define NEWS_OF_CASE                                                                               \
	"SELECT count(*) FROM outbox WHERE notice='new_case' AND recipient='" RESPONSIBLE "'"

static void
test_reporter(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "receipt", REPORTER);

	errand_trial_answer(trial, id, REPORTER, PROVED, "status");
	g_autofree char *status = errand_trial_facts(trial, "transcript", REPORTER);
	g_assert_nonnull(strstr(status, "Rapporten är mottagen"));
	g_assert_null(strstr(status, "Nästa steg"));
	assert_says(trial, NEWS_OF_CASE, "1");
	errand_trial_answer(trial, id, REPORTER, PROVED, "utred, eftersom jag vill det");
	g_autofree char *refused = errand_trial_facts(trial, "transcript", REPORTER);
	g_assert_nonnull(strstr(refused, "Det här får du inte göra"));
	assert_says(trial, STATE, "received");
	/* What they tell beside a question is read by a person. */
	assert_says(trial, NEWS_OF_CASE, "2");
	errand_trial_answer(
		trial, id, REPORTER, PROVED, "Larmet var av redan i måndags.\r\n\r\nstatus");
	assert_says(trial, NEWS_OF_CASE, "3");
}

/* What a line lacks is said in the program's words; the line itself is on no plain route. */
static void
test_refused(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	errand_trial_answer(trial, id, RESPONSIBLE, PROVED,
		"förslag: missförhållande, eftersom Greta Hemlig föll");
	g_autofree char *facts = errand_trial_facts(trial, "transcript", RESPONSIBLE);
	g_test_message("%s", facts);
	g_assert_nonnull(strstr(facts, "Det går inte att göra när ärendet är där det är nu."));
	/* It is written right. */
	g_assert_null(strstr(facts, "\"how\""));
	assert_says(trial, STATE, "received");
	errand_trial_answer(trial, id, RESPONSIBLE, PROVED, "åtgärd 12 klar 2026-03-17");
	g_autofree char *measure = errand_trial_facts(trial, "transcript", RESPONSIBLE);
	g_assert_nonnull(strstr(measure, "åtgärd 12 klar"));
	errand_trial_answer(trial, id, RESPONSIBLE, PROVED, "hjälp");
	g_autofree char *help = errand_trial_facts(trial, "transcript", RESPONSIBLE);
	g_assert_nonnull(strstr(help, "åtgärd klar"));
}

/* What nobody may is tried for the journal all the same, without a word of it. */
static void
test_journalled(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, REGISTRAR, PROVED, "stäng ärendet\r\n\r\ndnr AMN 2026-0123");
	assert_says(trial,
		"SELECT actor||' '||mail||' '||detail FROM event JOIN event_detail USING(seq)"
		" WHERE kind='answered'",
		REGISTRAR
		" 2 {\"commands\":[{\"command\":\"close the case\",\"fate\":\"forbidden\","
		"\"line\":1},{\"command\":\"registration number\",\"fate\":\"done\","
		"\"line\":3}],\"for\":\"work\",\"from\":\"" REGISTRAR "\",\"trust\":\"verified\"}");
}

/* Who has nothing to do with the case any more does nothing in it and hears nothing of it. */
static void
assert_shut_out(ErrandTrial *trial, const char *id, const char *from, const char *command)
{
	g_autofree char *text = g_strdup_printf("status\r\n%s", command);

	errand_trial_answer(trial, id, from, PROVED, text);
	g_autofree char *facts = errand_trial_facts(trial, "transcript", from);
	g_assert_null(strstr(facts, "Rapporten är mottagen"));
	g_assert_null(strstr(facts, "\"done\":true"));
	assert_says(trial, "SELECT dnr FROM cases", NULL);
}

static void
test_recused(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	world_change(trial->world, "INSERT INTO recusal(case_no,person,stand_in,reason,since)"
				   " VALUES(1,'" REGISTRAR "','" RESPONSIBLE "','jäv',0)");
	errand_trial_answer(trial, id, REGISTRAR, PROVED, "status\r\ndnr AMN 2026-6666");
	assert_says(trial, "SELECT dnr FROM cases", NULL);
	/* Who stands in for that person hears of the attempt, who made it only that it was none. */
	assert_says(trial, TOLD, "transcript " RESPONSIBLE ", undone " REGISTRAR);
	world_assert_text(trial->world,
		"SELECT facts||' '||audience||' '||route||' '||(thread NOT LIKE '%LS-%')||' '||"
		"(message_id NOT LIKE '%LS-%') FROM outbox WHERE notice='undone'",
		"{} outsider plain 1 1");
	errand_trial_answer(trial, id, REGISTRAR, PROVED, "dnr AMN 2026-6666");
	errand_trial_answer(trial, id, REGISTRAR, FORGED, "dnr AMN 2026-6666");
	world_assert_text(trial->world, "SELECT count(*) FROM outbox WHERE notice='undone'", "1");
	g_autofree char *facts = errand_trial_facts(trial, "transcript", RESPONSIBLE);
	g_assert_null(strstr(facts, "Rapporten är mottagen"));
}

static void
test_former(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	g_free(trial->world->board->registrar.address);
	trial->world->board->registrar.address = g_strdup("ny.registrator@kommun.example");
	assert_shut_out(trial, id, REGISTRAR, "dnr AMN 2026-6666");
}

/* A program that answers by itself says no yes. */
static void
test_automatic(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, REGISTRAR, PROVED "Auto-Submitted: auto-replied\r\n",
		"dnr AMN 2026-6666");
	assert_says(trial, "SELECT dnr FROM cases", NULL);
	assert_says(trial, TOLD, NULL);
}

static void
test_crowd(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < 5000; i++)
		g_string_append(text, "notering (källa: samtal; fakta): Larmet var av.\r\n\r\n");
	errand_trial_answer(trial, id, RESPONSIBLE, PROVED, text->str);
	assert_says(trial, "SELECT count(*) FROM event WHERE kind='noted'", "0");
	g_autofree char *facts = errand_trial_facts(trial, "transcript", RESPONSIBLE);
	g_assert_nonnull(strstr(facts, "fler än 50 rader"));
	g_assert_cmpuint(strlen(facts), <, 1000);
}

/* A route that was secure when the notice went out may be plain now. */
static void
test_route(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	world_change(
		trial->world, "UPDATE outbox SET route='secure' WHERE recipient='" REGISTRAR "'");
	errand_trial_answer(trial, id, REGISTRAR, PROVED, "status");
	assert_says(trial, "SELECT route FROM outbox WHERE notice='transcript'", "plain");
	trial->world->board->registrar.secure = TRUE;
	errand_trial_answer(trial, id, REGISTRAR, PROVED, "status");
	assert_says(trial,
		"SELECT route FROM outbox WHERE notice='transcript' ORDER BY id DESC LIMIT 1",
		"secure");
}

/* What cannot be done stands in nobody's way for ever. */
static void
test_hopeless(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	world_change(trial->world, "CREATE TRIGGER broken BEFORE UPDATE OF dnr ON cases BEGIN"
				   " SELECT raise(ABORT,'broken'); END");
	for (guint i = 0; i < 4; i++) {
		g_autoptr(GError) error = NULL;

		if (i == 0)
			errand_trial_take(trial, id, REGISTRAR, PROVED, "dnr AMN 2026-6666");
		gboolean good = errand_room_catch_up(trial->room, &error);
		g_test_message("%u: %s", i, error ? error->message : "done");
		g_assert_cmpint(good, ==, i == 3);
	}
	assert_says(trial, ERRAND, "failed");
	assert_says(trial, "SELECT count(*) FROM event WHERE kind='errand_failed'", "1");
	g_autofree char *facts = errand_trial_facts(trial, "transcript", REGISTRAR);
	g_assert_nonnull(strstr(facts, "Inget har ändrats"));
}

/* What the database fails says nothing of the answer, however often: it is carried out then. */
static void
test_full_disk(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	world_change(trial->world, "CREATE TRIGGER full BEFORE UPDATE OF dnr ON cases BEGIN"
				   " INSERT INTO no_table VALUES(1); END");
	errand_trial_take(trial, id, REGISTRAR, PROVED, "dnr AMN 2026-0123");
	for (guint i = 0; i < 6; i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(errand_room_catch_up(trial->room, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_STORE);
		assert_says(trial, ERRAND, "pending");
	}
	world_change(trial->world, "DROP TRIGGER full");
	errand_trial_serve(trial);
	assert_says(trial, ERRAND, "done");
	assert_says(trial, "SELECT attempts FROM errand", "1");
	assert_says(trial, "SELECT dnr FROM cases", "AMN 2026-0123");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
	g_test_add(path, ErrandTrial, NULL, errand_trial_set_up, function, errand_trial_tear_down)
	ADD("/errand-room/proved", test_proved);
	ADD("/errand-room/asked", test_asked);
	ADD("/errand-room/no", test_no);
	ADD("/errand-room/attacks", test_attacks);
	ADD("/errand-room/altered", test_altered);
	ADD("/errand-room/reporter", test_reporter);
	ADD("/errand-room/refused", test_refused);
	ADD("/errand-room/journalled", test_journalled);
	ADD("/errand-room/recused", test_recused);
	ADD("/errand-room/former", test_former);
	ADD("/errand-room/automatic", test_automatic);
	ADD("/errand-room/crowd", test_crowd);
	ADD("/errand-room/route", test_route);
	ADD("/errand-room/hopeless", test_hopeless);
	ADD("/errand-room/full-disk", test_full_disk);
#undef ADD
	return g_test_run();
}
