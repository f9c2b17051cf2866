/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/error.h"
#include "daemon/clock-room.h"
#include "support/life-desk.h"
#include "support/reading-desk.h"

/* A case that goes from one board of ours (AMN) to another (SDN), with people of its own. */
typedef struct {
	World *world;
	GPtrArray *rules;
	ClockRoom *room;
	LifeOffice office;
	LifeAct act;
	LifeWords words;
	const char *actor;
} Case;

#define CASE   "LS-2026-0001"
#define EMPTY  "{\"file\":\"mail.eml\",\"format\":\"eml\",\"documents\":[]}"
#define TO_SDN "to_board=SDN"

static void
told(gpointer user G_GNUC_UNUSED)
{
}

static void
set_person(Person *person, const char *address, const char *name)
{
	person_clear(person);
	person->address = g_strdup(address);
	person->name = g_strdup(name);
	person->title = g_strdup("handläggare");
}

static void
furnish(World *world)
{
	Board *to = world->other;

	life_desk_furnish(world->board);
	world->board->decision_maker.address = g_strdup("direktor@kommun.example");
	world->board->deputy.address = g_strdup("stf@kommun.example");
	set_person(&to->responsible, "ny@kommun.example", "Nils Ny");
	set_person(&to->deputy, "ny-stf@kommun.example", NULL);
	set_person(&to->decision_maker, "ny-direktor@kommun.example", NULL);
	set_person(&to->registrar, "ny-registrator@kommun.example", NULL);
	set_person(&to->dpo, "dso@kommun.example", NULL);
	set_person(&to->conflict_contact, "ny-ordforande@kommun.example", NULL);
	g_free(world->settings->rules);
	world->settings->rules = g_build_filename(g_getenv("top_srcdir"), "conf/rules", NULL);
}

static void
set_up(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	c->world = world_new();
	c->rules = clock_tools_rules();
	c->actor = "tester@kommun.example";
	furnish(c->world);
	c->world->daemon.rules = c->rules;
	world_take_mail(c->world, 1, "a@kommun.example", "", "En rapport.");
	reading_desk_read(c->world, EMPTY, -1);
	c->room = clock_room_new(&c->world->daemon, told, NULL);
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

	c->office = (LifeOffice){ world->settings, settings_get_board(world->settings, file->board),
		c->actor,
		.clocks = clock_room_office(
			world->settings, c->rules, world->now.fixed, world->zone) };
	return life_plan(file, c->act, &c->words, &c->office, error);
}

static gboolean
try_act(Case *c, const char *event, const char *text, GError **error)
{
	g_auto(GStrv) pieces = NULL;
	StoreActor who = world_actor(c->world);
	CaseStore *store = c->world->store;

	life_desk_words(&c->words, text, &pieces);
	g_assert_true(life_words_read(&c->words, c->world->now.fixed, c->world->zone, NULL));
	c->act = life_desk_act(event);
	return store->change_case(store, CASE, plan, c, &who, NULL, error);
}

static void
act(Case *c, const char *event, const char *text)
{
	g_autoptr(GError) error = NULL;

	try_act(c, event, text, &error);
	g_assert_no_error(error);
}

static void
assert_refused(Case *c, const char *text, const char *why)
{
	g_autoptr(GError) error = NULL;

	g_assert_false(try_act(c, "transferred", text, &error));
	g_test_message("%s", error->message);
	g_assert_nonnull(strstr(error->message, why));
	world_assert_text(c->world, "SELECT board||state FROM cases", "AMNreceived");
}

static void
pass(Case *c, const char *now)
{
	c->world->now.fixed = clock_tools_time(now, c->world->zone).instant;
	clock_room_step(c->room);
}

/* What is on its way: "board:notice>recipient". */
static void
assert_queued(Case *c, const char *wanted)
{
	world_assert_text(c->world,
		"SELECT coalesce(group_concat(board||':'||notice||'>'||"
		"substr(recipient,1,instr(recipient,'@')-1),' '),'') FROM"
		" (SELECT * FROM outbox WHERE state='queued' AND notice<>'receipt' ORDER BY id)",
		wanted);
}

static void
forget_queued(Case *c)
{
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
}

#define RECEIVED                                                                                   \
	"SDN:transferred>ny SDN:transferred>alva SDN:registrar>ny-registrator "                    \
	"AMN:transferred>registrator"

/* WORLD_BEGIN is Tuesday 2026-03-17, 13:00. */
static void
test_becomes_its_case(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "registered", NULL);
	act(c, "investigator_assigned", NULL);
	act(c, "assessed", NULL);
	act(c, "investigation_started", "law=SoL");
	act(c, "proposed", NULL);
	c->world->now.fixed += WORLD_DAY;
	act(c, "transferred", TO_SDN);
	/*
	 * What had not gone to the former board's people does not go; who investigated hears that
	 * it is over, and whoever has a date of it in the calendar.
	 */
	assert_queued(c, RECEIVED " AMN:changed>kim.berg AMN:changed>direktor");
	world_assert_text(c->world,
		"SELECT board||' '||state||' '||coalesce(dnr,'-')||coalesce(investigator,'-')"
		"||coalesce(proposal,'-')||laws||label FROM cases",
		"SDN received ---0" CASE);
	world_assert_text(c->world,
		"SELECT (detail->>'$.state_was')||(detail->>'$.to_board') FROM event JOIN event_detail"
		" USING(seq) WHERE kind='transferred'",
		"proposedSDN");
	world_assert_text(c->world,
		"SELECT (detail->>'$.board')||(detail->>'$.dnr')||(detail->>'$.investigator')"
		" FROM event JOIN event_detail USING(seq) WHERE kind='board_left'",
		"AMNAMN 2026-0123-1.3" LIFE_KIM);
	/* One clock of each, all of the new board. */
	world_assert_text(c->world,
		"SELECT group_concat(rule||' '||owner||' '||state||' '||substr(start,9,2)||' '||"
		"substr(due,6),', ') FROM (SELECT * FROM clock ORDER BY rule)",
		"acknowledge SDN running 17 03-18, assess SDN running 18 03-23, "
		"decide SDN stopped 17 03-24, investigate SDN running 18 05-18, "
		"protect SDN running 18 03-19, register SDN running 18 03-19, "
		"start SDN running 18 03-25");
	g_autofree char *list = world_view(c->world, VIEW_CASE_LIST, NULL);
	g_assert_nonnull(strstr(list, "\"SDN\""));
	g_assert_null(strstr(list, "\"AMN\""));
	world_assert_proved(c->world);
}

/* Each step of every clock, for months, goes to people of the new board. */
static void
test_reminders(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	pass(c, "2026-03-17T13:00:00+01:00");
	act(c, "investigator_assigned", NULL);
	act(c, "transferred", TO_SDN);
	forget_queued(c);
	for (guint day = 0; day < 90; day++) {
		c->world->now.fixed += WORLD_DAY;
		clock_room_step(c->room);
	}
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM outbox"
					       " WHERE notice<>'receipt'"),
		>, 20);
	world_assert_text(c->world,
		"SELECT group_concat(DISTINCT board||' '||recipient) FROM (SELECT * FROM outbox"
		" WHERE notice<>'receipt' ORDER BY recipient)",
		"SDN drift@kommun.example,SDN ny-direktor@kommun.example,"
		"SDN ny-registrator@kommun.example,SDN ny-stf@kommun.example,"
		"SDN ny@kommun.example");
}

/* Mail in its thread, at either address, is of the one case, and told to its board. */
static void
test_late_mail(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *receipt =
		world_text(c->world, "SELECT message_id FROM outbox WHERE notice='receipt'");
	const Board *const boards[] = { c->world->board, c->world->other, c->world->board };

	act(c, "transferred", TO_SDN);
	reading_desk_read(c->world, EMPTY, -1);
	g_autofree char *transferred = world_text(c->world,
		"SELECT message_id FROM outbox WHERE notice='transferred' AND audience='reporter'");
	const char *const answered[] = { receipt, "a@kommun.example", transferred };

	for (guint i = 0; i < G_N_ELEMENTS(boards); i++) {
		g_autofree char *id = g_strdup_printf("late%u@kommun.example", i);
		g_autofree char *header = g_strdup_printf("In-Reply-To: <%s>\r\n", answered[i]);
		g_autofree char *raw = world_mail(id, header, "Mer om det.");

		world_change(c->world, "UPDATE outbox SET state='sent' WHERE state='queued'");
		gint64 mail = world_store(c->world, boards[i], 10 + i, raw);
		intake_plan_free(world_apply(c->world, boards[i], mail, raw));
		reading_desk_read(c->world, EMPTY, -1);
		assert_queued(c, "SDN:new_case>ny");
	}
	world_assert_text(c->world, "SELECT group_concat(label) FROM cases", CASE);
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM mail WHERE case_no=1"), ==, 4);
	world_assert_proved(c->world);
}

/* Of a case that was not transferred nothing changes: each board is an authority of its own. */
static void
test_other_threads(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw =
		world_mail("b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Mer.");
	gint64 mail = world_store(c->world, c->world->other, 10, raw);

	intake_plan_free(world_apply(c->world, c->world->other, mail, raw));
	world_assert_text(c->world, "SELECT group_concat(label||board) FROM cases",
		"LS-2026-0001AMN,LS-2026-0002SDN");
}

/* The form names who would assess it there: that is found before anybody there is told. */
static void
test_read_again(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char json[] =
		"{\"file\":\"mail.eml\",\"format\":\"eml\",\"documents\":[{\"report\":"
		"{\"description\":{\"value\":\"Nils Ny slog en brukare.\","
		"\"raw\":\"Nils Ny slog en brukare.\",\"confidence\":1.0,\"where\":\"line 1\"}}}]}";

	act(c, "transferred", TO_SDN);
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM outbox"
					       " WHERE state='queued' AND waits_for IS NOT NULL"),
		==, 2);
	reading_desk_read(c->world, json, -1);
	world_assert_text(c->world,
		"SELECT state||' '||hold FROM outbox WHERE recipient='ny@kommun.example'",
		"held recused");
	world_assert_text(c->world, "SELECT board||recipient FROM outbox WHERE notice='sensitive'",
		"SDNny-ordforande@kommun.example");
}

static void
transfer_meanwhile(gpointer user)
{
	act(user, "transferred", TO_SDN);
}

/* What is being read for the former board is read again: whom of that one it names counts no more.
 */
static void
test_while_read(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char json[] =
		"{\"file\":\"mail.eml\",\"format\":\"eml\",\"documents\":[{\"report\":"
		"{\"description\":{\"value\":\"Åsa Öberg slog en brukare.\","
		"\"raw\":\"Åsa Öberg slog en brukare.\",\"confidence\":1.0,\"where\":\"line 1\"}}}]}";

	c->world->board->responsible.name = g_strdup("Åsa Öberg");
	set_person(&c->world->board->conflict_contact, "ordforande@kommun.example", NULL);
	world_change(c->world, "UPDATE reading SET state='pending'");
	reading_desk_read_while(c->world, json, transfer_meanwhile, c);
	world_assert_text(c->world, "SELECT state FROM reading", "done");
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM case_hold"), ==, 0);
	assert_queued(c, RECEIVED " SDN:missing_facts>alva");
}

/* It is not decided who of the board that has it may know: so nobody else is told either. */
static void
test_held(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "INSERT INTO case_hold(case_no,finding,hold,since)"
			       " VALUES(1,'responsible','recused',0)");
	assert_refused(c, TO_SDN, "not decided yet who may know");
	/* Decided: the word on the former responsible is none on the new one. */
	world_change(c->world, "UPDATE case_hold SET lifted=1");
	act(c, "transferred", TO_SDN);
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM case_hold"), ==, 0);
}

static void
recuse(Case *c, const char *person, const char *to)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	const Recusal recusal = { person, to, "Berörs.", 0 };
	gint64 moved;
	g_autoptr(GError) error = NULL;

	g_assert_true(store->recuse(store, CASE, &recusal, &who, &moved, &error));
	g_assert_no_error(error);
}

static void
test_recused_there(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	recuse(c, "ny@kommun.example", LIFE_KIM);
	assert_refused(c, TO_SDN, "lexsarah case recuse");
	recuse(c, "ny@kommun.example", "ny-stf@kommun.example");
	act(c, "transferred", TO_SDN);
	world_assert_text(c->world,
		"SELECT group_concat(recipient) FROM outbox WHERE notice='transferred'"
		" AND audience='responsible'",
		"ny-stf@kommun.example");
	pass(c, "2026-03-17T13:00:00+01:00");
	pass(c, "2026-03-18T07:30:00+01:00");
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM outbox"
					       " WHERE recipient='ny@kommun.example'"),
		==, 0);
}

static void
test_reported_there(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "UPDATE cases SET reporter_address='Ny@Kommun.example'");
	assert_refused(c, TO_SDN, "the responsible reported it");
	act(c, "transferred", TO_SDN "|despite_conflict=Stf tar över.");
	world_assert_text(c->world, "SELECT board FROM cases", "SDN");
}

/* Two at once: the second is told that it is theirs no more. */
static void
test_two_at_once(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	c->actor = LIFE_ANSVARIG;
	act(c, "transferred", TO_SDN);
	g_assert_false(try_act(c, "transferred", TO_SDN, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	g_clear_error(&error);
	g_assert_false(try_act(c, "transferred", "to_board=AMN", &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_clear_error(&error);
	g_assert_false(try_act(c, "transferred_external", "to_board=Regionen", &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_assert_cmpint(
		world_number(c->world, "SELECT count(*) FROM event WHERE kind='transferred'"), ==,
		1);
}

/* There and back: as if it came once more, and with nothing of what was done before. */
static void
test_back(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "assessed", NULL);
	c->world->now.fixed += WORLD_DAY;
	act(c, "transferred", TO_SDN);
	act(c, "assessed", "by=ny@kommun.example");
	c->world->now.fixed += WORLD_DAY;
	c->actor = "ny@kommun.example";
	act(c, "transferred", "to_board=AMN");
	world_assert_text(c->world,
		"SELECT group_concat(owner||' '||state||' '||substr(start,9,2)) FROM clock"
		" WHERE rule='assess'",
		"AMN running 19");
	assert_queued(c, "SDN:transferred>alva AMN:transferred>ansvarig AMN:transferred>alva "
			 "AMN:registrar>registrator SDN:transferred>ny-registrator");
}

/* What hangs on no board runs on, once, and what was said of it is said to the new people. */
static void
test_ivo_goes_along(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "serious", NULL);
	pass(c, "2026-03-17T13:01:00+01:00");
	act(c, "transferred", TO_SDN);
	forget_queued(c);
	world_assert_text(c->world,
		"SELECT group_concat(owner||' '||state||' '||substr(start,9,2)) FROM clock"
		" WHERE rule='ivo_notify'",
		"SDN running 17");
	pass(c, "2026-03-18T07:30:00+01:00");
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM outbox"
					       " WHERE board='AMN' AND notice<>'receipt'"),
		==, 0);
}

/* A later day that the former board gave itself is none of the new one's. */
static void
test_extension(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "clock_extended", "board=|due=2026-06-01");
	world_assert_text(c->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-06-01");
	c->world->now.fixed += WORLD_DAY;
	act(c, "transferred", TO_SDN);
	world_assert_text(c->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-05-18");
	world_change(c->world, "UPDATE cases SET stale=1");
	clock_room_step(c->room);
	world_assert_text(c->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-05-18");
	act(c, "clock_extended", "board=|due=2026-07-01");
	world_assert_text(c->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-07-01");
	/* That the day of the transfer is another makes it no former board's. */
	act(c, "transferred", "correct=|" TO_SDN "|date=2026-03-17");
	world_change(c->world, "UPDATE cases SET stale=1");
	clock_room_step(c->room);
	world_assert_text(c->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-07-01");
}

static void
add_commissioning(Board *board, const char *id, const char *address)
{
	CommissioningBoard *one = g_new0(CommissioningBoard, 1);

	one->id = g_strdup(id);
	one->name = g_strdup(id);
	one->address = g_strdup(address);
	one->automatic = TRUE;
	g_ptr_array_add(board->commissioning, one);
}

/* Of the commissioning boards only one that is the same at both stays; the others get nothing. */
static void
test_commissioning(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	add_commissioning(c->world->board, "FUN", "fun@annan.example");
	add_commissioning(c->world->board, "BUN", "bun@annan.example");
	add_commissioning(c->world->other, "FUN", "FUN@annan.example");
	add_commissioning(c->world->other, "BUN", "another@annan.example");
	act(c, "board_linked", "board=SDN");
	act(c, "board_linked", "board=FUN");
	act(c, "board_linked", "board=BUN");
	act(c, "transferred", TO_SDN "|date=2026-03-17");
	world_assert_text(c->world,
		"SELECT group_concat(recipient||' '||state,', ') FROM (SELECT * FROM outbox"
		" WHERE notice='commissioning' ORDER BY id)",
		"sdn@annan.example cancelled, fun@annan.example queued, bun@annan.example cancelled");
	world_assert_text(c->world,
		"SELECT group_concat(board||' '||state,', ') FROM (SELECT * FROM clock"
		" WHERE rule='inform_report' ORDER BY board)",
		"BUN stopped, FUN running, SDN stopped");
	world_assert_text(c->world,
		"SELECT detail->>'$.unlinked' FROM event JOIN event_detail USING(seq)"
		" WHERE kind='board_left'",
		"[\"BUN\",\"SDN\"]");
}

/* What the former board's server could not give away is its new people's trouble. */
static void
test_undelivered(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *receipt =
		world_text(c->world, "SELECT message_id FROM outbox WHERE notice='receipt'");
	CaseStore *store = c->world->store;
	g_auto(OutboxItem) item = { 0 };
	gboolean found = FALSE;
	gint64 next;

	act(c, "transferred", TO_SDN);
	g_assert_true(
		store->peek(store, "AMN", c->world->now.fixed, NULL, &found, &item, &next, NULL));
	g_assert_true(found);
	g_assert_nonnull(strstr(item.message_id, receipt));
	g_assert_cmpstr(item.case_board, ==, "SDN");
}

/* The year's statistics have the case once, at the board that has it. */
static void
test_counted_once(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = c->world->store;
	static const struct {
		const char *board;
		guint n;
	} rows[] = { { "AMN", 0 }, { "SDN", 1 }, { NULL, 1 } };

	act(c, "assessed", NULL);
	act(c, "investigator_assigned", NULL);
	act(c, "investigation_started", NULL);
	c->world->now.fixed += WORLD_DAY;
	act(c, "transferred", TO_SDN);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GArray) cases = NULL;

		g_assert_true(store->statistics(
			store, 2026, rows[i].board, c->world->now.fixed, &cases, NULL));
		g_assert_cmpuint(cases->len, ==, rows[i].n);
		if (cases->len) /* the new board has not begun */
			g_assert_cmpint(
				g_array_index(cases, StatisticsCase, 0).reached[DAYS_TO_START].year,
				==, 0);
	}
}

/* Nothing of what was typed, nor of who is concerned, is in what is mailed on a plain route. */
static void
test_reason_stays(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	act(c, "transferred", TO_SDN "|reason=Hemligt om Anna");
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM outbox"
					       " WHERE facts LIKE '%Hemligt%'"),
		==, 0);
	world_change(c->world, "DELETE FROM outbox");
	act(c, "transferred_external", "to_board=Anna Hemligs bolag|reason=Hemligt om Anna");
	assert_queued(c, "SDN:transferred>alva SDN:transferred>ny-registrator");
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM outbox"
					       " WHERE facts LIKE '%Hemlig%'"),
		==, 0);
	world_assert_text(c->world, "SELECT board||' '||state FROM cases", "SDN transferred");
	world_assert_text(c->world,
		"SELECT group_concat(rule) FROM clock WHERE stopped IS NULL AND rule<>'register'"
		" AND rule<>'acknowledge'",
		NULL);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Case *c, gconstpointer unused);
	} tests[] = {
		{ "becomes-its-case", test_becomes_its_case },
		{ "reminders", test_reminders },
		{ "late-mail", test_late_mail },
		{ "other-threads", test_other_threads },
		{ "read-again", test_read_again },
		{ "while-read", test_while_read },
		{ "held", test_held },
		{ "recused-there", test_recused_there },
		{ "reported-there", test_reported_there },
		{ "two-at-once", test_two_at_once },
		{ "back", test_back },
		{ "ivo-goes-along", test_ivo_goes_along },
		{ "extension", test_extension },
		{ "commissioning", test_commissioning },
		{ "undelivered", test_undelivered },
		{ "counted-once", test_counted_once },
		{ "reason-stays", test_reason_stays },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/transfer/", tests[i].path, NULL);

		g_test_add(path, Case, NULL, set_up, tests[i].run, tear_down);
	}
	return g_test_run();
}
