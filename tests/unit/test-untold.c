/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mail server took and gave back later has told nobody. */
#include <glib.h>

#include "daemon/clock-room.h"
#include "support/life-desk.h"
#include "support/world.h"

/* A database with one case, which one commissioning board is linked to. */
typedef struct {
	World *world;
	GPtrArray *rules;
	ClockRoom *room;
	LifeOffice office;
	LifeAct act;
	LifeWords words;
	guint32 uid;
} Case;

#define CASE  "LS-2026-0001"
#define BOARD "sdn@annan.example"

static void
stay(gpointer user G_GNUC_UNUSED)
{
}

static void
set_up(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	World *world = world_new();

	c->world = world;
	c->rules = clock_tools_rules();
	world->daemon.rules = c->rules;
	life_desk_furnish(world->board);
	g_free(world->settings->rules);
	world->settings->rules = g_build_filename(g_getenv("top_srcdir"), "conf/rules", NULL);
	world->board->decision_maker.address = g_strdup("direktor@kommun.example");
	world->board->deputy.address = g_strdup("stf@kommun.example");
	world->board->dpo.address = g_strdup("dso@kommun.example");
	c->room = clock_room_new(&world->daemon, stay, NULL);
	c->uid = 1;
	world_take_mail(world, c->uid, "a@kommun.example", "", "En rapport.");
}

static void
tear_down(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	clock_room_free(c->room);
	world_free(c->world);
	g_ptr_array_unref(c->rules);
}

static LifePlan *
plan(CaseFile *file, gpointer user, GError **error)
{
	Case *c = user;
	World *world = c->world;

	c->office = (LifeOffice){ world->settings, world->board, LIFE_ANSVARIG,
		.clocks = clock_room_office(
			world->settings, c->rules, world->now.fixed, world->zone) };
	return life_plan(file, c->act, &c->words, &c->office, error);
}

static void
act(Case *c, const char *event, const char *text)
{
	g_auto(GStrv) pieces = NULL;
	g_autoptr(GError) error = NULL;
	StoreActor who = world_actor(c->world);
	CaseStore *store = c->world->store;

	life_desk_words(&c->words, text, &pieces);
	g_assert_true(life_words_read(&c->words, c->world->now.fixed, c->world->zone, &error));
	c->act = life_desk_act(event);
	store->change_case(store, CASE, plan, c, &who, NULL, &error);
	g_assert_no_error(error);
}

/* The newest notice of that kind. */
static gint64
find(Case *c, const char *notice)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT max(id) FROM outbox WHERE notice='%s'", notice);

	return world_number(c->world, sql);
}

static void
send(Case *c, gint64 notice)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
	g_autoptr(GError) error = NULL;
	const OutboxResult sent = { .state = OUTBOX_SENT, .text = "250 OK" };

	g_assert_true(store->claim(store, notice, bytes, &who, &error));
	g_assert_true(store->finish(store, notice, &sent, &who, &error));
	g_assert_no_error(error);
}

/* A notification about that notice comes in; to: NULL: of its recipient. */
static void
give_back(Case *c, gint64 notice, const char *action, const char *to)
{
	g_autofree char *get =
		g_strdup_printf("SELECT message_id FROM outbox WHERE id=%" G_GINT64_FORMAT, notice);
	g_autofree char *whom =
		g_strdup_printf("SELECT recipient FROM outbox WHERE id=%" G_GINT64_FORMAT, notice);
	g_autofree char *about = world_text(c->world, get);
	g_autofree char *recipient = world_text(c->world, whom);
	g_autofree char *raw = g_strdup_printf(
		"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.annan.example\r\n"
		"To: lexsarah@kommun.example\r\nSubject: Undelivered\r\n"
		"Message-ID: <d%u@mx.annan.example>\r\nMIME-Version: 1.0\r\n"
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
		"--b\r\n\r\nUndelivered.\r\n"
		"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
		"Reporting-MTA: dns; mx.annan.example\r\n\r\n"
		"Final-Recipient: rfc822; %s\r\nAction: %s\r\nStatus: 5.1.1\r\n"
		"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <%s>\r\n\r\nx\r\n--b--\r\n",
		++c->uid, to ? to : recipient, action, about);

	intake_plan_free(world_take(c->world, c->uid, raw));
	clock_room_step(c->room);
}

static char *
clock_state(Case *c, const char *rule)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT group_concat(state) FROM clock WHERE rule='%s'", rule);

	clock_room_step(c->room);
	return world_text(c->world, sql);
}

static void
assert_clock(Case *c, const char *rule, const char *wanted)
{
	g_autofree char *state = clock_state(c, rule);

	g_assert_cmpstr(state, ==, wanted);
}

/* The state of the board's date of that kind, as lexsarah case show has it. */
static void
assert_board(Case *c, const char *what, const char *wanted)
{
	g_autofree char *shown = world_view(c->world, VIEW_CASE, CASE);
	g_autofree char *begin = g_strdup_printf("\"%s\": {", what);
	g_autofree char *state = g_strdup_printf("\"state\": \"%s\"", wanted);
	const char *commissioning = strstr(shown, "\"commissioning\": [");

	g_assert_nonnull(commissioning);
	const char *date = strstr(commissioning, begin);
	g_assert_nonnull(date);
	g_autofree char *one = g_strndup(date, strcspn(date, "}"));
	g_assert_nonnull(strstr(one, state));
}

/* Each notice by whose acceptance something is done: how it comes to be, and its clock. */
static const struct {
	const char *notice;
	const char *acts[6];
	const char *rule, *untold;
} tellers[] = {
	{ "receipt", { NULL }, "acknowledge", "\"receipt\":true" },
	{ "commissioning", { "board_linked", NULL }, "inform_report", "\"what\":\"report\"" },
	{ "commissioning", { "serious", "board_linked", "ivo_notified", NULL }, "inform_ivo",
		"\"what\":\"ivo\"" },
	{ "declined", { "protected", "declined", NULL }, "feedback", "\"feedback\":true" },
	{ "feedback",
		{ "assessed", "investigator_assigned", "investigation_started", "proposed",
			"decided", NULL },
		"feedback", "\"feedback\":true" },
};

static void
test_each_teller(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(tellers); i++) {
		Case c = { 0 };

		g_test_message("row %u: %s", i, tellers[i].notice);
		set_up(&c, NULL);
		for (const char *const *event = tellers[i].acts; *event; event++)
			act(&c, *event,
				strcmp(*event, "decided") == 0 ? "by=direktor@kommun.example"
								 "|title=direktör"
							       : NULL);
		g_autofree char *reporter = g_strdup_printf(
			"SELECT max(id) FROM outbox WHERE notice='%s' AND milestone IS NOT NULL",
			tellers[i].notice);
		gint64 notice = world_number(c.world, reporter);
		g_assert_cmpint(notice, >, 0);
		send(&c, notice);
		assert_clock(&c, tellers[i].rule, "met");
		give_back(&c, notice, "failed", NULL);
		assert_clock(&c, tellers[i].rule, "running");
		g_autofree char *facts = world_text(
			c.world, "SELECT facts FROM outbox WHERE notice='undeliverable'");
		g_assert_nonnull(facts);
		g_assert_nonnull(strstr(facts, tellers[i].untold));
		world_assert_proved(c.world);
		tear_down(&c, NULL);
	}
}

/* Who is to do it is told which board, and what to write in. */
static void
test_says_what_to_do(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "board_linked", NULL);
	send(c, find(c, "commissioning"));
	assert_board(c, "report", "sent");
	give_back(c, find(c, "commissioning"), "failed", NULL);
	assert_board(c, "report", "due");
	world_assert_text(c->world, "SELECT recipient FROM outbox WHERE notice='undeliverable'",
		LIFE_ANSVARIG);
	world_assert_text(c->world,
		"SELECT facts->>'$.untold.board_id'||' '||(facts->>'$.untold.of_board')"
		" FROM outbox WHERE notice='undeliverable'",
		"SDN Stadsdelsnämnden");
	/* What was believed stays in the journal, and what took it back. */
	world_assert_text(c->world,
		"SELECT group_concat(kind,' ') FROM event WHERE kind IN('notice_sent',"
		"'notice_bounced','milestone_taken_back')",
		"notice_sent notice_bounced milestone_taken_back");
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM milestone WHERE milestone="
					       "'board_told_of_report'"),
		==, 1);
	act(c, "board_informed_report", "how=brev");
	assert_board(c, "report", "sent");
	assert_clock(c, "inform_report", "met");
	world_assert_proved(c->world);
}

/* A copy that was cleared and did not arrive is to be sent another way. */
static void
test_of_copies(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *milestone, *what;
	} rows[] = {
		{ "board_has_copy", "copy-attached" },
		{ "board_has_final", "copy-final" },
	};

	act(c, "board_linked", NULL);
	send(c, find(c, "commissioning"));
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *copy = g_strdup_printf(
			"UPDATE outbox SET state='sent', milestone='%s' WHERE notice='commissioning'",
			rows[i].milestone);

		world_change(c->world, copy);
		give_back(c, find(c, "commissioning"), "failed", NULL);
		world_assert_text(c->world,
			"SELECT facts->>'$.untold.what' FROM outbox WHERE notice='undeliverable'"
			" ORDER BY id DESC LIMIT 1",
			rows[i].what);
	}
}

/* What says nothing of this notice to this recipient undoes nothing. */
static void
test_undoes_nothing(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "board_linked", NULL);
	gint64 notice = find(c, "commissioning");
	send(c, notice);
	give_back(c, notice, "delayed", NULL);
	give_back(c, notice, "delivered", NULL);
	give_back(c, notice, "relayed", NULL);
	give_back(c, notice, "failed", "annan@annan.example");
	/* That of another notice is taken for that one alone. */
	send(c, find(c, "receipt"));
	give_back(c, find(c, "receipt"), "failed", NULL);
	assert_board(c, "report", "sent");
	assert_clock(c, "inform_report", "met");
	assert_clock(c, "acknowledge", "running");
}

/* What a person recorded stands, whatever comes back. */
static void
test_a_persons_word_stands(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "board_linked", NULL);
	gint64 notice = find(c, "commissioning");
	send(c, notice);
	c->world->now.fixed += WORLD_HOUR;
	act(c, "board_informed_report", "how=brev");
	give_back(c, notice, "failed", NULL);
	assert_board(c, "report", "sent");
	assert_clock(c, "inform_report", "met");
}

/* Nor does a correction of what the notice dated leave the case without its clocks. */
static void
test_a_correction_stands(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "board_linked", NULL);
	gint64 notice = find(c, "commissioning");
	send(c, notice);
	c->world->now.fixed += WORLD_HOUR;
	act(c, "noted", NULL);
	world_change(c->world, "INSERT INTO milestone(case_no,milestone,board,day,corrects,event)"
			       " SELECT 1,'board_told_of_report','SDN','2026-03-17',1,max(seq)"
			       " FROM event");
	give_back(c, notice, "failed", NULL);
	assert_clock(c, "inform_report", "met");
	assert_board(c, "report", "sent");
	world_assert_text(c->world, "SELECT count(*) FROM event WHERE kind='clocks_failed'", "0");
}

/* It goes again to the right address: it is told again, and can come back again. */
static void
test_again(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	g_autoptr(GError) error = NULL;

	act(c, "board_linked", NULL);
	gint64 notice = find(c, "commissioning");
	for (guint i = 0; i < 2; i++) {
		if (i && !store->move_notice(store, notice, OUTBOX_QUEUED, &who, &error))
			g_assert_no_error(error);
		notice = find(c, "commissioning");
		send(c, notice);
		assert_clock(c, "inform_report", "met");
		give_back(c, notice, "failed", NULL);
		give_back(c, notice, "failed", NULL);
		assert_clock(c, "inform_report", "running");
	}
	g_assert_cmpint(
		world_number(c->world, "SELECT count(*) FROM outbox WHERE notice='undeliverable'"),
		==, 2);
	g_assert_cmpint(world_number(c->world,
				"SELECT count(*) FROM event WHERE kind='milestone_taken_back'"),
		==, 2);
	world_assert_proved(c->world);
}

/* A month later: the clock is late since its day, and it is said. */
static void
test_late(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "board_linked", NULL);
	send(c, find(c, "commissioning"));
	world_change(c->world, "UPDATE outbox SET state='cancelled' WHERE state<>'sent'");
	c->world->now.fixed = clock_tools_time("2026-04-16T10:00:00+02:00", c->world->zone).instant;
	give_back(c, find(c, "commissioning"), "failed", NULL);
	c->world->now.fixed = clock_tools_time("2026-04-17T07:30:00+02:00", c->world->zone).instant;
	clock_room_step(c->room);
	g_autofree char *digest = world_text(c->world,
		"SELECT facts FROM outbox WHERE notice='digest' AND recipient='" LIFE_ANSVARIG
		"' ORDER BY id DESC LIMIT 1");
	g_assert_nonnull(digest);
	g_assert_nonnull(strstr(digest, "inform_report"));
}

/* Who reported was told by telephone. */
static void
test_told_another_way(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	send(c, find(c, "receipt"));
	give_back(c, find(c, "receipt"), "failed", NULL);
	assert_clock(c, "acknowledge", "running");
	act(c, "receipt_given", "how=telefon");
	assert_clock(c, "acknowledge", "met");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Case *c, gconstpointer unused);
	} tests[] = {
		{ "/untold/what-to-do", test_says_what_to_do },
		{ "/untold/copies", test_of_copies },
		{ "/untold/nothing", test_undoes_nothing },
		{ "/untold/persons-word", test_a_persons_word_stands },
		{ "/untold/correction", test_a_correction_stands },
		{ "/untold/again", test_again },
		{ "/untold/late", test_late },
		{ "/untold/another-way", test_told_another_way },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/untold/each-teller", test_each_teller);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Case, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
