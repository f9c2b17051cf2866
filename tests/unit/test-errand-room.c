/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "adapters/store.h"
#include "daemon/errand-room.h"
#include "support/clock-tools.h"
#include "support/life-desk.h"
#include "support/world.h"

#define KEYS "1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
#define CASE "LS-2026-0001"

#define RESPONSIBLE "ansvarig@kommun.example"
#define REGISTRAR   "registrator@kommun.example"
#define REPORTER    "alva@kommun.example"
#define STRANGER    "annan@kommun.example"

/* One case, whose notices may be answered, and a gateway that proves senders. */
typedef struct {
	World *world;
	GPtrArray *rules;
	ReplyKeys *keys;
	ErrandRoom *room;
	guint32 uid;
	guint done;
} Office;

static void
count(gpointer user)
{
	Office *office = user;

	office->done++;
}

static void
set_up(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	World *world = office->world = world_new();

	office->rules = clock_tools_rules();
	office->keys = reply_keys_read(KEYS, NULL);
	life_desk_furnish(world->board);
	world->board->decision_maker.address = g_strdup("direktor@kommun.example");
	world->settings->organisation.trust = TRUST_AUTHSERV;
	world->settings->organisation.authserv_id = g_strdup("mx.kommun.example");
	world->daemon.rules = office->rules;
	store_use_reply_keys(world->store, office->keys);
	office->room = errand_room_new(&world->daemon, count, office);
	world_take_mail(world, ++office->uid, "rapport@kommun.example", "", "En rapport.");
}

static void
tear_down(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	errand_room_free(office->room);
	world_free(office->world);
	reply_keys_free(office->keys);
	g_ptr_array_unref(office->rules);
}

/* The Message-ID of the newest notice of that name to that address. */
static char *
notice_to(Office *office, const char *notice, const char *recipient)
{
	g_autofree char *sql = g_strdup_printf("SELECT message_id FROM outbox WHERE notice='%s'"
					       " AND recipient='%s' ORDER BY id DESC LIMIT 1",
		notice, recipient);
	char *id = world_text(office->world, sql);

	g_assert_nonnull(id);
	return id;
}

static void
take_answer(Office *office, const char *message_id, const char *from, const char *authentication,
	const char *text)
{
	g_autofree char *raw = g_strdup_printf(
		"%s"
		"Received: from pc.kommun.example by mx.kommun.example; Tue, 17 Mar 2026 13:00:00 "
		"+0100\r\n"
		"From: %s\r\nTo: lexsarah@kommun.example\r\nSubject: SV: Nytt\r\n"
		"Message-ID: <svar-%u@kommun.example>\r\nIn-Reply-To: <%s>\r\n"
		"Date: Tue, 17 Mar 2026 13:00:00 +0100\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n",
		authentication, from, office->uid, message_id, text);

	intake_plan_free(world_take(office->world, ++office->uid, raw));
}

/* Somebody answers the notice, and what they ask for is done. */
static void
answer(Office *office, const char *message_id, const char *from, const char *authentication,
	const char *text)
{
	g_autoptr(GError) error = NULL;

	take_answer(office, message_id, from, authentication, text);
	gboolean good = errand_room_catch_up(office->room, &error);
	g_assert_no_error(error);
	g_assert_true(good);
}

#define PROVED                                                                                     \
	"Authentication-Results: mx.kommun.example; dmarc=pass header.from=kommun.example\r\n"
#define FORGED                                                                                     \
	"Authentication-Results: mx.kommun.example; dmarc=fail header.from=kommun.example\r\n"
#define SILENT ""

static void
assert_says(Office *office, const char *sql, const char *expected)
{
	g_autofree char *found = world_text(office->world, sql);

	g_assert_cmpstr(found, ==, expected);
}

static char *
facts_of(Office *office, const char *notice, const char *recipient)
{
	g_autofree char *sql = g_strdup_printf("SELECT facts FROM outbox WHERE notice='%s'"
					       " AND recipient='%s' ORDER BY id DESC LIMIT 1",
		notice, recipient);

	return world_text(office->world, sql);
}

#define STATE  "SELECT state FROM cases"
#define ERRAND "SELECT group_concat(state) FROM errand"
#define TOLD                                                                                       \
	"SELECT group_concat(notice||' '||recipient, ', ') FROM outbox"                            \
	" WHERE notice='transcript' OR notice='confirmation'"

/* Who is proved does what the role is there for, and is told so, line by line. */
static void
test_proved(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "new_case", RESPONSIBLE);

	answer(office, id, RESPONSIBLE, PROVED,
		"skydd: gjort i dag, samtal med den boende\r\n"
		"utred, eftersom det kan vara ett missförhållande\r\n"
		"tilldela: " LIFE_KIM "\r\n\r\nHälsningar\r\nBo\r\n\r\n"
		"Den tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n> stäng ärendet\r\n");
	assert_says(office, "SELECT investigator FROM cases", LIFE_KIM);
	assert_says(office, TOLD, "transcript " RESPONSIBLE);
	assert_says(office, ERRAND, "done");
	assert_says(office,
		"SELECT group_concat(DISTINCT actor||' '||mail) FROM event"
		" WHERE kind='investigator_assigned'",
		RESPONSIBLE " 2");
	/* What somebody does is not news to the one who did it. */
	assert_says(office,
		"SELECT count(*) FROM outbox WHERE notice='new_case' AND recipient='" RESPONSIBLE
		"'",
		"1");
	g_assert_cmpuint(office->done, ==, 1);
}

/* Where nobody proves the sender the one who got the notice is asked, and says yes. */
static void
test_asked(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);

	answer(office, id, REGISTRAR, SILENT, "dnr AMN 2026-0123");
	assert_says(office, "SELECT dnr FROM cases", NULL);
	assert_says(office, TOLD, "confirmation " REGISTRAR);
	assert_says(office, ERRAND, "asked");
	g_autofree char *question = notice_to(office, "confirmation", REGISTRAR);
	answer(office, question, REGISTRAR, SILENT, "Ja");
	assert_says(office, "SELECT dnr FROM cases", "AMN 2026-0123");
	assert_says(office, TOLD, "confirmation " REGISTRAR ", transcript " REGISTRAR);
	assert_says(office, ERRAND, "done,done");
	/* A yes has one line: the number would be that of another mail's. */
	g_autofree char *asked = facts_of(office, "confirmation", REGISTRAR);
	g_assert_nonnull(strstr(asked, "\"line\""));
	g_autofree char *done = facts_of(office, "transcript", REGISTRAR);
	g_assert_null(strstr(done, "\"line\""));
	/* And once only. */
	answer(office, question, REGISTRAR, SILENT, "Ja");
	assert_says(office, "SELECT count(*) FROM event WHERE kind='registered'", "1");
}

static void
test_no(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);

	answer(office, id, REGISTRAR, SILENT, "dnr AMN 2026-0123");
	g_autofree char *question = notice_to(office, "confirmation", REGISTRAR);
	answer(office, question, REGISTRAR, SILENT, "Nej!");
	answer(office, question, REGISTRAR, SILENT, "Ja");
	assert_says(office, "SELECT dnr FROM cases", NULL);
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
		NULL },
	{ "two numbers", REGISTRAR, PROVED, "dnr AMN 2026-6666\r\ndnr AMN 2026-6667",
		"transcript " REGISTRAR },
	{ "yes to nothing", REGISTRAR, PROVED, "ja", "transcript " REGISTRAR },
	{ "confirmed by another", STRANGER, SILENT, "ja", "transcript " REGISTRAR },
};

static void
forget_what_was_told(Office *office)
{
	static const char told[] = "SELECT id FROM outbox WHERE notice='confirmation'"
				   " OR notice='transcript'";
	g_autofree char *replies = g_strdup_printf("DELETE FROM reply WHERE outbox IN (%s)", told);
	g_autofree char *notices = g_strdup_printf("DELETE FROM outbox WHERE id IN (%s)", told);

	world_change(office->world, "DELETE FROM errand");
	world_change(office->world, replies);
	world_change(office->world, notices);
}

static void
test_attacks(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);

	for (gsize i = 0; i < G_N_ELEMENTS(attacks); i++) {
		g_test_message("%s", attacks[i].name);
		forget_what_was_told(office);
		answer(office, id, attacks[i].from, attacks[i].authentication, attacks[i].text);
		assert_says(office, STATE, "received");
		assert_says(office, "SELECT dnr FROM cases", NULL);
		assert_says(office, TOLD, attacks[i].told);
	}
	assert_says(office, "SELECT count(*) FROM cases", "1");
}

/* A letter of the token changed: it is a mail like any other. */
static void
test_altered(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);
	char *at = strchr(id, '@');

	at[-1] = at[-1] == 'a' ? 'b' : 'a';
	answer(office, id, REGISTRAR, PROVED, "dnr AMN 2026-6666");
	assert_says(office, "SELECT dnr FROM cases", NULL);
	assert_says(office, TOLD, NULL);
	assert_says(office, ERRAND, NULL);
}

/* Who reported may ask how it stands, and no more; nothing of the case is told but that. */
#define NEWS_OF_CASE                                                                               \
	"SELECT count(*) FROM outbox WHERE notice='new_case' AND recipient='" RESPONSIBLE "'"

static void
test_reporter(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "receipt", REPORTER);

	answer(office, id, REPORTER, PROVED, "status");
	g_autofree char *status = facts_of(office, "transcript", REPORTER);
	g_assert_nonnull(strstr(status, "Rapporten är mottagen"));
	g_assert_null(strstr(status, "Nästa steg"));
	assert_says(office, NEWS_OF_CASE, "1");
	answer(office, id, REPORTER, PROVED, "utred, eftersom jag vill det");
	g_autofree char *refused = facts_of(office, "transcript", REPORTER);
	g_assert_nonnull(strstr(refused, "Det här får du inte göra"));
	assert_says(office, STATE, "received");
	/* What they tell beside a question is read by a person. */
	assert_says(office, NEWS_OF_CASE, "2");
	answer(office, id, REPORTER, PROVED, "Larmet var av redan i måndags.\r\n\r\nstatus");
	assert_says(office, NEWS_OF_CASE, "3");
}

/* What a line lacks is said in the program's words; the line itself is on no plain route. */
static void
test_refused(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "new_case", RESPONSIBLE);

	answer(office, id, RESPONSIBLE, PROVED,
		"förslag: missförhållande, eftersom Greta Hemlig föll");
	g_autofree char *facts = facts_of(office, "transcript", RESPONSIBLE);
	g_test_message("%s", facts);
	g_assert_nonnull(strstr(facts, "Det går inte att göra när ärendet är där det är nu."));
	/* It is written right. */
	g_assert_null(strstr(facts, "\"how\""));
	assert_says(office, STATE, "received");
	answer(office, id, RESPONSIBLE, PROVED, "åtgärd 12 klar 2026-03-17");
	g_autofree char *measure = facts_of(office, "transcript", RESPONSIBLE);
	g_assert_nonnull(strstr(measure, "åtgärd 12 klar"));
	answer(office, id, RESPONSIBLE, PROVED, "hjälp");
	g_autofree char *help = facts_of(office, "transcript", RESPONSIBLE);
	g_assert_nonnull(strstr(help, "åtgärd klar"));
}

/* What nobody may is tried for the journal all the same, without a word of it. */
static void
test_journalled(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);

	answer(office, id, REGISTRAR, PROVED, "stäng ärendet\r\n\r\ndnr AMN 2026-0123");
	assert_says(office,
		"SELECT actor||' '||mail||' '||detail FROM event JOIN event_detail USING(seq)"
		" WHERE kind='answered'",
		REGISTRAR
		" 2 {\"commands\":[{\"command\":\"close the case\",\"fate\":\"forbidden\","
		"\"line\":1},{\"command\":\"registration number\",\"fate\":\"done\","
		"\"line\":3}],\"for\":\"work\",\"from\":\"" REGISTRAR "\",\"trust\":\"verified\"}");
}

/* Who has nothing to do with the case any more does nothing in it and hears nothing of it. */
static void
assert_shut_out(Office *office, const char *id, const char *from, const char *command)
{
	g_autofree char *text = g_strdup_printf("status\r\n%s", command);

	answer(office, id, from, PROVED, text);
	g_autofree char *facts = facts_of(office, "transcript", from);
	g_assert_null(strstr(facts, "Rapporten är mottagen"));
	g_assert_null(strstr(facts, "\"done\":true"));
	assert_says(office, "SELECT dnr FROM cases", NULL);
}

static void
test_recused(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);

	world_change(office->world, "INSERT INTO recusal(case_no,person,stand_in,reason,since)"
				    " VALUES(1,'" REGISTRAR "','" RESPONSIBLE "','jäv',0)");
	answer(office, id, REGISTRAR, PROVED, "status\r\ndnr AMN 2026-6666");
	assert_says(office, "SELECT dnr FROM cases", NULL);
	/* Who stands in for that person hears of the attempt instead. */
	assert_says(office, TOLD, "transcript " RESPONSIBLE);
	g_autofree char *facts = facts_of(office, "transcript", RESPONSIBLE);
	g_assert_null(strstr(facts, "Rapporten är mottagen"));
}

static void
test_former(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);

	g_free(office->world->board->registrar.address);
	office->world->board->registrar.address = g_strdup("ny.registrator@kommun.example");
	assert_shut_out(office, id, REGISTRAR, "dnr AMN 2026-6666");
}

/* A program that answers by itself says no yes. */
static void
test_automatic(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);

	answer(office, id, REGISTRAR, PROVED "Auto-Submitted: auto-replied\r\n",
		"dnr AMN 2026-6666");
	assert_says(office, "SELECT dnr FROM cases", NULL);
	assert_says(office, TOLD, NULL);
}

static void
test_crowd(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "new_case", RESPONSIBLE);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < 5000; i++)
		g_string_append(text, "notering (källa: samtal; fakta): Larmet var av.\r\n\r\n");
	answer(office, id, RESPONSIBLE, PROVED, text->str);
	assert_says(office, "SELECT count(*) FROM event WHERE kind='noted'", "0");
	g_autofree char *facts = facts_of(office, "transcript", RESPONSIBLE);
	g_assert_nonnull(strstr(facts, "fler än 50 rader"));
	g_assert_cmpuint(strlen(facts), <, 1000);
}

/* A route that was secure when the notice went out may be plain now. */
static void
test_route(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);

	world_change(
		office->world, "UPDATE outbox SET route='secure' WHERE recipient='" REGISTRAR "'");
	answer(office, id, REGISTRAR, PROVED, "status");
	assert_says(office, "SELECT route FROM outbox WHERE notice='transcript'", "plain");
	office->world->board->registrar.secure = TRUE;
	answer(office, id, REGISTRAR, PROVED, "status");
	assert_says(office,
		"SELECT route FROM outbox WHERE notice='transcript' ORDER BY id DESC LIMIT 1",
		"secure");
}

/* What cannot be done stands in nobody's way for ever. */
static void
test_hopeless(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = notice_to(office, "registrar", REGISTRAR);

	world_change(office->world, "CREATE TRIGGER broken BEFORE UPDATE OF dnr ON cases BEGIN"
				    " SELECT raise(ABORT,'broken'); END");
	for (guint i = 0; i < 4; i++) {
		g_autoptr(GError) error = NULL;

		if (i == 0)
			take_answer(office, id, REGISTRAR, PROVED, "dnr AMN 2026-6666");
		gboolean good = errand_room_catch_up(office->room, &error);
		g_test_message("%u: %s", i, error ? error->message : "done");
		g_assert_cmpint(good, ==, i == 3);
	}
	assert_says(office, ERRAND, "failed");
	assert_says(office, "SELECT count(*) FROM event WHERE kind='errand_failed'", "1");
	g_autofree char *facts = facts_of(office, "transcript", REGISTRAR);
	g_assert_nonnull(strstr(facts, "Inget har ändrats"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(path, function) g_test_add(path, Office, NULL, set_up, function, tear_down)
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
#undef ADD
	return g_test_run();
}
