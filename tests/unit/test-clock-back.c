/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clock of the machine was ahead for a while, and goes right again while the daemon runs:
 * each day says what it would have said.
 */
#include <glib.h>

#include "support/life-case.h"

#define TUESDAY   "2026-03-17T13:00:00+01:00" /* WORLD_BEGIN */
#define WEDNESDAY "2026-03-18T07:30:00+01:00"
#define THURSDAY  "2026-03-19T07:30:00+01:00"

/* What that step queued: "notice>recipient", which stays in the outbox. */
static char *
pass(LifeCase *c, const char *now)
{
	gint64 before = world_number(c->world, "SELECT max(id) FROM outbox");
	g_autofree char *sql = g_strdup_printf(
		"SELECT coalesce(group_concat(notice||'>'||substr(recipient,1,instr(recipient,'@')-1),"
		"' '),'') FROM (SELECT * FROM outbox WHERE id>%" G_GINT64_FORMAT " ORDER BY id)",
		before);

	life_case_pass(c, now);
	return world_text(c->world, sql);
}

static void
assert_passes(LifeCase *c, const char *now, const char *wanted)
{
	g_autofree char *told = pass(c, now);

	g_assert_cmpstr(told, ==, wanted);
}

#define ON_WEDNESDAY "reminder>ansvarig reminder>direktor digest>ansvarig digest>registrator"
#define ON_THURSDAY                                                                                \
	"late>ansvarig late>direktor digest>ansvarig digest>drift digest>registrator digest>stf"

/* As it should be; on the machine whose clock was ahead, likewise. */
static void
test_undisturbed(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	assert_passes(c, TUESDAY, "reminder>ansvarig reminder>direktor");
	assert_passes(c, WEDNESDAY, ON_WEDNESDAY);
	assert_passes(c, THURSDAY, ON_THURSDAY);
}

static void
test_ahead(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	assert_passes(c, TUESDAY, "reminder>ansvarig reminder>direktor");
	assert_passes(c, THURSDAY, ON_THURSDAY);
	assert_passes(c, WEDNESDAY, ON_WEDNESDAY);
	assert_passes(c, "2026-03-18T07:31:00+01:00", "");
	assert_passes(c, THURSDAY, ON_THURSDAY);
	assert_passes(c, "2026-03-19T07:31:00+01:00", "");
	world_assert_proved(c->world);
}

/* A restart in between, or none: what had gone on the day itself does not go again. */
static void
test_what_was_said_in_time(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_free(pass(c, TUESDAY));
	assert_passes(c, WEDNESDAY, ON_WEDNESDAY);
	g_free(pass(c, "2027-03-18T07:30:00+01:00"));
	assert_passes(c, "2026-03-18T08:00:00+01:00", "");
	g_free(pass(c, "2027-03-18T07:30:00+01:00"));
	clock_room_free(c->room);
	c->room = clock_room_new(&c->world->daemon, life_case_woken, NULL);
	assert_passes(c, "2026-03-18T09:00:00+01:00", "");
	assert_passes(c, THURSDAY, ON_THURSDAY);
}

static void
assert_nothing_waits(const LifeCase *c)
{
	g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM outbox WHERE state='queued'"
					       " AND due>%" G_GINT64_FORMAT,
		c->world->now.fixed);
	g_assert_cmpint(world_number(c->world, sql), ==, 0);
}

/* What was queued then does not wait for then. */
static void
test_nothing_waits(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_free(pass(c, "2027-03-18T07:30:00+01:00"));
	g_free(pass(c, WEDNESDAY));
	assert_nothing_waits(c);
}

/* Nor what was queued before, and put off then. */
static void
test_nothing_put_off_waits(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_free(pass(c, TUESDAY));
	world_change(c->world, "UPDATE outbox SET attempts=1,due=due+60000");
	g_free(pass(c, "2027-03-18T07:30:00+01:00"));
	g_autofree char *put_off = g_strdup_printf(
		"UPDATE outbox SET attempts=8,due=%" G_GINT64_FORMAT, c->world->now.fixed);
	world_change(c->world, put_off);
	g_free(pass(c, WEDNESDAY));
	assert_nothing_waits(c);
}

/* Mail that could not be fetched then is asked for now, and is late in an hour. */
static void
test_mail_owed_does_not_wait(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_free(pass(c, TUESDAY));
	g_free(pass(c, "2027-03-18T07:30:00+01:00"));
	gint64 ahead = c->world->now.fixed;
	g_autofree char *owed = g_strdup_printf(
		"INSERT INTO ledger(board,uidvalidity,uid,state,first_seen,attempts,next_try)"
		" VALUES('AMN',7,98,'owed',%" G_GINT64_FORMAT ",1,%" G_GINT64_FORMAT "),"
		"('AMN',7,99,'owed',5,1,%" G_GINT64_FORMAT ")",
		ahead, ahead + WORLD_HOUR, ahead + WORLD_HOUR);
	world_change(c->world, owed);
	g_free(pass(c, WEDNESDAY));
	g_autofree char *wanted =
		g_strdup_printf("98 %" G_GINT64_FORMAT " 0,99 5 0", c->world->now.fixed);
	world_assert_text(c->world,
		"SELECT group_concat(uid||' '||first_seen||' '||next_try) FROM"
		" (SELECT * FROM ledger WHERE uid>90 ORDER BY uid)",
		wanted);
}

/* What a mail server put off before waits as long as it did, also over a restart. */
static void
test_what_was_put_off_waits(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_free(pass(c, TUESDAY));
	g_autofree char *put_off =
		g_strdup_printf("UPDATE outbox SET attempts=1,due=%" G_GINT64_FORMAT
				" WHERE id=(SELECT max(id) FROM outbox WHERE state='queued')",
			c->world->now.fixed + WORLD_MINUTE);
	world_change(c->world, put_off);
	clock_room_free(c->room);
	c->room = clock_room_new(&c->world->daemon, life_case_woken, NULL);
	g_free(pass(c, TUESDAY));
	g_assert_cmpint(world_number(c->world, "SELECT due FROM outbox WHERE attempts=1"), ==,
		c->world->now.fixed + WORLD_MINUTE);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(LifeCase *c, gconstpointer unused);
	} tests[] = {
		{ "/clock-back/undisturbed", test_undisturbed },
		{ "/clock-back/ahead", test_ahead },
		{ "/clock-back/said-in-time", test_what_was_said_in_time },
		{ "/clock-back/nothing-waits", test_nothing_waits },
		{ "/clock-back/put-off", test_what_was_put_off_waits },
		{ "/clock-back/put-off-then", test_nothing_put_off_waits },
		{ "/clock-back/owed", test_mail_owed_does_not_wait },
	};

	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	return g_test_run();
}
