/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest of a working day: to whom it goes, what it counts, and whose mail it is. */
#include <glib.h>

#include "support/life-case.h"

/* "recipient" of each digest since the last look, in order. */
static void
assert_digests(LifeCase *c, const char *wanted)
{
	world_assert_text(c->world,
		"SELECT coalesce(group_concat(substr(recipient,1,instr(recipient,'@')-1),' '),'')"
		" FROM (SELECT * FROM outbox WHERE notice='digest' ORDER BY recipient)",
		wanted);
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
}

/* A case that is protected and registered, with a receipt: what is left is to be assessed. */
static void
begin(LifeCase *c)
{
	world_change(c->world, "INSERT INTO milestone(case_no,milestone,day,event)"
			       " VALUES(1,'receipt_accepted','2026-03-17',1)");
	life_case_pass(c, "2026-03-17T07:30:00+01:00");
	life_case_act(c, "protected", NULL);
	life_case_act(c, "registered", NULL);
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
}

/* Each working day while it is that person's turn, once, and nobody else's before the reminder. */
static void
test_waits(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	begin(c);
	life_case_pass(c, "2026-03-18T07:29:00+01:00");
	assert_digests(c, "");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	world_assert_text(c->world,
		"SELECT facts->>'$.digest.waiting'||' '||(facts->>'$.digest.coming')||' '||"
		"(facts->>'$.agenda[0].rule')||' '||(facts->>'$.agenda[0].waiting')||' '||"
		"(facts->>'$.agenda[1].waiting') FROM outbox WHERE notice='digest'",
		"1 2 assess 1 0");
	assert_digests(c, "ansvarig");
	life_case_pass(c, "2026-03-18T16:00:00+01:00");
	assert_digests(c, "");
	/* The reminder of the day before the last one is the deputy's, too. */
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	assert_digests(c, "ansvarig stf");
	/* Saturday, then a Monday on which two days are late: said once. */
	life_case_pass(c, "2026-03-21T10:00:00+01:00");
	assert_digests(c, "");
	life_case_pass(c, "2026-03-23T09:00:00+01:00");
	assert_digests(c, "ansvarig stf");
}

/* What goes on and is not due soon is no reason for a mail. */
static void
test_goes_on(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	begin(c);
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	assert_digests(c, "kim.berg"); /* to begin */
	life_case_act(c, "investigation_started", "law=SoL");
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	assert_digests(c, "");
	life_case_pass(c, "2026-05-13T07:30:00+02:00");
	assert_digests(c, "ansvarig kim.berg");
	/* Two working days before Sunday 17 May, the 14th being Kristi himmelsfärdsdag. */
	life_case_pass(c, "2026-05-15T07:30:00+02:00");
	assert_digests(c, "ansvarig kim.berg");
}

/* Who decides about a case that is held hears of its dates, unless recused: then who stands in. */
static void
test_held(LifeCase *c, gconstpointer recused)
{
	g_free(c->world->board->conflict_contact.address);
	c->world->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
	begin(c);
	world_change(c->world, "INSERT INTO case_hold(case_no,finding,hold,since)"
			       " VALUES(1,'protected_identity','protected',0)");
	if (recused)
		world_change(c->world,
			"INSERT INTO recusal(case_no,person,stand_in,reason,since)"
			" VALUES(1,'ordforande@kommun.example','vice@kommun.example','jäv',0)");
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	assert_digests(c, recused ? "vice" : "ordforande");
}

/* Whoever is told that a case is held hears of its dates, and nobody else whom that would name. */
static const struct {
	const char *path, *whistleblower;
	const char *holds; /* of which each is (finding, hold, since, lifted) */
	const char *told;
} held[] = {
	{ "/agenda/held-for/whistleblower", "vissla@kommun.example",
		"(1,'whistleblower','protected',0,NULL)", "vissla" },
	{ "/agenda/held-for/no-such-function", NULL, "(1,'whistleblower','protected',0,NULL)",
		"ordforande" },
	{ "/agenda/held-for/conflict-contact", NULL,
		"(1,'protected_identity','protected',0,NULL),"
		"(1,'conflict_contact','recused',0,NULL)",
		"stf" },
	{ "/agenda/held-for/both", NULL,
		"(1,'protected_identity','protected',0,NULL),"
		"(1,'conflict_contact','recused',0,NULL),(1,'deputy','recused',0,NULL)",
		"direktor" },
	/* Who took that decision was told of the case; nobody else was meanwhile. */
	{ "/agenda/held-for/lifted", "vissla@kommun.example",
		"(1,'whistleblower','protected',0,1),(1,'protected_identity','protected',0,NULL)",
		"vissla" },
};

static void
test_held_for(LifeCase *c, gconstpointer number)
{
	const guint i = GPOINTER_TO_UINT(number);
	g_autofree char *holds =
		g_strconcat("INSERT INTO case_hold(case_no,finding,hold,since,lifted) VALUES",
			held[i].holds, NULL);

	g_free(c->world->board->conflict_contact.address);
	c->world->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
	c->world->board->whistleblower = g_strdup(held[i].whistleblower);
	begin(c);
	world_change(c->world, holds);
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	assert_digests(c, held[i].told);
}

/* The same people at both boards; the case of the other is the second one. */
static void
share(LifeCase *c)
{
	Board *other = c->world->other;

	person_clear(&other->responsible);
	other->responsible.address = g_strdup("Ansvarig@kommun.example");
	other->deputy.address = g_strdup("stf@kommun.example");
	other->decision_maker.address = g_strdup("direktor@kommun.example");
	world_take_mail(c->world, 2, "b@kommun.example", "", "En annan rapport.");
	begin(c);
	world_change(c->world, "UPDATE cases SET board='SDN',stale=1 WHERE id=2");
	life_case_pass(c, "2026-03-17T13:01:00+01:00");
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
}

static void
assert_one(LifeCase *c, const char *wanted)
{
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	world_assert_text(c->world,
		"SELECT group_concat(board||' '||recipient||' '||route||' '||"
		"(facts->>'$.digest.several')||' '||(SELECT group_concat(x.value->>'$.at_board')"
		" FROM (SELECT DISTINCT value->>'$.at_board' AS b,value FROM json_each(facts,'$.agenda')"
		" GROUP BY b) x)) FROM outbox WHERE notice='digest' AND recipient LIKE 'ansvarig@%'",
		wanted);
}

static void
test_two_boards(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wanted = NULL;

	share(c);
	wanted = g_strdup_printf("AMN ansvarig@kommun.example plain 1 %s,%s", c->world->board->name,
		c->world->other->name);
	assert_one(c, wanted);
}

/* The mail goes by the safer way, and says what the other may carry. */
static void
test_strictest(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wanted = NULL;

	share(c);
	c->world->other->responsible.secure = TRUE;
	wanted = g_strdup_printf("SDN Ansvarig@kommun.example plain 1 %s,%s", c->world->board->name,
		c->world->other->name);
	assert_one(c, wanted);
}

/* What only mail ends says how a person ends it; and then it presses no more. */
static void
test_ends_by_hand(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const said =
		"SELECT group_concat(substr(recipient,1,instr(recipient,'@')-1)||' '||"
		"(i.value->>'$.receipt')||(i.value->>'$.feedback'),', ')"
		" FROM outbox, json_each(facts,'$.agenda') i"
		" WHERE notice='digest' AND i.value->>'$.rule' IN('acknowledge','feedback')";

	world_change(c->world, "UPDATE outbox SET state='failed'");
	life_case_act(c, "protected", NULL);
	life_case_act(c, "registered", NULL);
	life_case_act(c, "declined", NULL);
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
	/* The receipt by Wednesday, the feedback by Tuesday the 24th. */
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	world_assert_text(c->world, said, "drift 10");
	assert_digests(c, "drift");
	life_case_act(c, "receipt_given", "how=har ingen adress");
	for (guint day = 20; day < 24; day++) {
		g_autofree char *time = g_strdup_printf("2026-03-%uT07:30:00+01:00", day);

		life_case_pass(c, time);
		assert_digests(c, "");
	}
	life_case_pass(c, "2026-03-24T07:30:00+01:00");
	world_assert_text(c->world, said, "ansvarig 01");
	assert_digests(c, "ansvarig");
	life_case_pass(c, "2026-03-25T07:30:00+01:00");
	assert_digests(c, "ansvarig");
	life_case_act(c, "feedback_given", "how=anonym");
	life_case_pass(c, "2026-03-26T07:30:00+01:00");
	assert_digests(c, "");
}

#define STATES                                                                                     \
	"SELECT group_concat(substr(recipient,1,instr(recipient,'@')-1)||' '||state,', ')"         \
	" FROM (SELECT * FROM outbox WHERE notice='digest' ORDER BY id)"

/* The attempt with the notice of that state could not be made. */
static void
come_back(LifeCase *c)
{
	const OutboxResult result = { .state = OUTBOX_QUEUED, .text = "451 later" };
	const StoreActor who = daemon_actor(&c->world->daemon);
	GError *error = NULL;
	gint64 id = world_number(c->world, "SELECT id FROM outbox WHERE state='sending'");

	g_assert_true(c->world->store->finish(c->world->store, id, &result, &who, &error));
	g_assert_no_error(error);
}

/* Nobody gets two of them when a mail server is there again; but what nothing says again goes. */
static void
test_overtaken(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	begin(c);
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	world_assert_text(c->world, STATES, "ansvarig cancelled, ansvarig queued, stf queued");
	world_change(c->world, "INSERT INTO calendar_entry(uid,recipient,case_no,rule,board,due,"
			       "sequence,cancelled,owed,notice) SELECT 'x',recipient,1,'start','',"
			       "'2026-03-20',1,1,0,id FROM outbox WHERE recipient LIKE 'stf@%'");
	world_change(c->world,
		"UPDATE outbox SET state='sending'"
		" WHERE notice='digest' AND state='queued' AND recipient LIKE 'ans%'");
	life_case_pass(c, "2026-03-23T09:00:00+01:00");
	world_assert_text(c->world, STATES,
		"ansvarig cancelled, ansvarig sending, stf queued, ansvarig queued, stf queued");
	come_back(c);
	world_assert_text(c->world, STATES,
		"ansvarig cancelled, ansvarig cancelled, stf queued, ansvarig queued, stf queued");
	g_assert_cmpint(
		world_number(c->world, "SELECT count(*) FROM event WHERE kind='notice_overtaken'"),
		==, 2);
}

/* What should have overtaken it could not be queued. */
static void
test_overtaken_in_vain(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	begin(c);
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	world_change(c->world,
		"UPDATE outbox SET state='sending'"
		" WHERE notice='digest' AND state='queued' AND recipient LIKE 'ans%'");
	world_change(c->world, "CREATE TRIGGER full BEFORE INSERT ON outbox WHEN new.recipient"
			       " LIKE 'stf@%' BEGIN SELECT raise(ABORT,'full'); END");
	life_case_pass(c, "2026-03-23T09:00:00+01:00");
	world_assert_text(c->world, STATES, "ansvarig cancelled, ansvarig sending, stf queued");
	come_back(c);
	world_assert_text(c->world, STATES, "ansvarig cancelled, ansvarig queued, stf queued");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(LifeCase *c, gconstpointer unused);
	} tests[] = {
		{ "/agenda/waits", test_waits },
		{ "/agenda/goes-on", test_goes_on },
		{ "/agenda/two-boards", test_two_boards },
		{ "/agenda/strictest", test_strictest },
		{ "/agenda/ends-by-hand", test_ends_by_hand },
		{ "/agenda/overtaken", test_overtaken },
		{ "/agenda/overtaken-in-vain", test_overtaken_in_vain },
	};

	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	g_test_add(
		"/agenda/held", LifeCase, NULL, life_case_set_up, test_held, life_case_tear_down);
	g_test_add("/agenda/held-recused", LifeCase, "recused", life_case_set_up, test_held,
		life_case_tear_down);
	for (guint i = 0; i < G_N_ELEMENTS(held); i++)
		g_test_add(held[i].path, LifeCase, GUINT_TO_POINTER(i), life_case_set_up,
			test_held_for, life_case_tear_down);
	return g_test_run();
}
