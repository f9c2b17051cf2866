/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "daemon/reading-room.h"
#include "daemon/worker.h"
#include "support/failing-store.h"
#include "support/fake-reader.h"
#include "support/world.h"

typedef struct {
	World *world;
	FailingStore store;
	FakeReader reader;
	ReadingRoom *room;
	guint woken;
} Desk;

static void
woken(gpointer user)
{
	((Desk *) user)->woken++;
}

static void
set_up(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	desk->world = world_new();
	intake_plan_free(world_take(desk->world, 1, raw));
	failing_store_init(&desk->store, desk->world->store);
	desk->world->daemon.store = &desk->store.base;
	fake_reader_init(&desk->reader);
	desk->room = reading_room_new(&desk->world->daemon, &desk->reader.base, woken, desk);
}

static void
tear_down(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	reading_room_free(desk->room);
	world_free(desk->world);
}

static void
assert_state(Desk *desk, const char *wanted)
{
	g_autofree char *state =
		world_text(desk->world, "SELECT state||' '||attempts FROM reading");

	g_assert_cmpstr(state, ==, wanted);
}

static gint64
released(Desk *desk)
{
	return world_number(desk->world,
		"SELECT count(*) FROM outbox WHERE notice='new_case' AND waits_for IS NULL");
}

#define READING(documents) "{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":" documents "}"

/* What the reader says, and what becomes of the job; its child is in nobody's hand. */
static const struct {
	const char *json;
	int fails; /* LexError, -1: not */
	const char *state;
} ends[] = {
	{ READING("[{\"flags\":[]}]"), -1, "done 1" },
	{ READING("[]"), -1, "done 1" },
	{ NULL, LEX_ERROR_BAD_MESSAGE, "failed 1" },
	{ "", -1, "failed 1" },
	{ "{}", -1, "failed 1" },
	{ "[1,2", -1, "failed 1" },
	{ READING("[{\"flags\":[{\"code\":null}]}]"), -1, "failed 1" },
	{ READING("[{\"report\":{\"dnr\":{\"value\":1}}}]"), -1, "failed 1" },
};

static void
test_every_answer_ends_the_job(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		Desk desk = { 0 };

		set_up(&desk, NULL);
		desk.reader.json = ends[i].json;
		desk.reader.fails = ends[i].fails;
		g_test_message("row %u", i);
		g_assert_cmpint(reading_room_step(desk.room), ==, WORKER_NOW);
		assert_state(&desk, ends[i].state);
		g_assert_cmpint(released(&desk), ==, 1);
		g_assert_cmpuint(desk.woken, ==, 1);
		g_assert_cmpint(reading_room_step(desk.room), ==, WORKER_IDLE);
		tear_down(&desk, NULL);
	}
}

/* No fault of the mail: the reader could not be started. */
static void
test_a_reader_that_does_not_start(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	desk->reader.fails = LEX_ERROR_TEMPORARY;
	for (guint i = 0; i < 4; i++) {
		g_assert_cmpint(reading_room_step(desk->room), >, 0);
		assert_state(desk, "pending 0");
	}
	desk->reader.fails = -1;
	g_assert_cmpint(reading_room_step(desk->room), ==, WORKER_NOW);
	assert_state(desk, "done 1");
}

/* The database is full for a while: what was read is recorded later, in the same life. */
static void
test_a_reading_that_cannot_be_recorded(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	failing_store_fail(&desk->store, "finish_reading", 3, LEX_ERROR_STORE);
	for (guint i = 0; i < 3; i++)
		g_assert_cmpint(reading_room_step(desk->room), >, 0);
	assert_state(desk, "running 1");
	for (guint i = 0; i < 3; i++)
		reading_room_step(desk->room);
	assert_state(desk, "done 1");
	g_assert_cmpint(released(desk), ==, 1);
}

/* A reading that the database refuses is a failed reading, not one without an end. */
static void
test_a_reading_that_is_refused(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	failing_store_fail(&desk->store, "finish_reading", 1, LEX_ERROR_BAD_MESSAGE);
	for (guint i = 0; i < 3; i++)
		reading_room_step(desk->room);
	assert_state(desk, "failed 1");
	g_assert_cmpint(released(desk), ==, 1);
}

static void
test_no_job_and_no_store(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	failing_store_fail(&desk->store, "claim_reading", 1, LEX_ERROR_STORE);
	g_assert_cmpint(reading_room_step(desk->room), >, 0);
	g_assert_cmpuint(desk->reader.calls, ==, 0);
	assert_state(desk, "pending 0");
}

static void
take_more(Desk *desk, guint count)
{
	for (guint i = 0; i < count; i++) {
		g_autofree char *id = g_strdup_printf("more%u@kommun.example", i);

		world_take_mail(desk->world, i + 2, id, "", "Rapport.");
	}
}

static void
assert_states(Desk *desk, const char *wanted)
{
	g_autofree char *states =
		world_text(desk->world, "SELECT group_concat(state||' '||attempts,',') FROM"
					" (SELECT state,attempts FROM reading ORDER BY id)");

	g_assert_cmpstr(states, ==, wanted);
}

/* The room has read so quickly that it takes four at a time. */
static void
warm_up(Desk *desk)
{
	for (guint i = 0; i < 2; i++) {
		g_assert_cmpint(reading_room_step(desk->room), ==, WORKER_NOW);
		world_change(desk->world, "UPDATE reading SET state='pending', attempts=0");
	}
	desk->reader.calls = desk->woken = 0;
}

/* What it takes nobody else can: few at first, and few again when nothing more waited. */
static void
test_a_room_begins_with_one(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	take_more(desk, 2);
	for (guint i = 1; i <= 2; i++) {
		failing_store_fail(&desk->store, "claim_reading", 0, LEX_ERROR_STORE);
		g_assert_cmpint(reading_room_step(desk->room), ==, WORKER_NOW);
		g_assert_cmpuint(desk->store.seen, ==, i);
	}
	assert_states(desk, "done 1,done 1,done 1");
	g_assert_cmpint(reading_room_step(desk->room), ==, WORKER_IDLE);
	world_change(desk->world, "UPDATE reading SET state='pending', attempts=0");
	reading_room_step(desk->room);
	assert_states(desk, "done 1,pending 0,pending 0");
}

/* What waits together is read one by one and recorded at once. */
static void
test_a_queue_is_one_commit(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	warm_up(desk);
	take_more(desk, 2);
	failing_store_fail(&desk->store, "together", 0, LEX_ERROR_STORE);
	g_assert_cmpint(reading_room_step(desk->room), ==, WORKER_NOW);
	g_assert_cmpuint(desk->store.seen, ==, 2);
	g_assert_cmpuint(desk->reader.calls, ==, 3);
	assert_states(desk, "done 1,done 1,done 1");
	g_assert_cmpint(released(desk), ==, 3);
	g_assert_cmpuint(desk->woken, ==, 3);
}

static void
read_long(gpointer user G_GNUC_UNUSED)
{
	g_usleep(G_USEC_PER_SEC / 5);
}

/* What has been read does not wait for the rest of the queue, which is another's to take. */
static void
test_a_slow_mail_goes_first(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	warm_up(desk);
	take_more(desk, 2);
	desk->reader.meanwhile = read_long;
	g_assert_cmpint(reading_room_step(desk->room), ==, WORKER_NOW);
	assert_states(desk, "done 1,pending 0,pending 0");
	g_assert_cmpint(released(desk), ==, 1);
	/* Others are likely to be slow, too: it takes one. */
	reading_room_step(desk->room);
	assert_states(desk, "done 1,done 1,pending 0");
	reading_room_step(desk->room);
	assert_states(desk, "done 1,done 1,done 1");
}

/* One that the database refuses for good does not take the others with it. */
static void
test_one_of_many_is_refused(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	warm_up(desk);
	take_more(desk, 2);
	world_change(desk->world, "CREATE TRIGGER t BEFORE UPDATE ON reading WHEN NEW.state='done'"
				  " AND NEW.id=2 BEGIN SELECT RAISE(ABORT, 'refused'); END");
	for (guint i = 0; i < 6; i++)
		reading_room_step(desk->room);
	assert_states(desk, "done 1,failed 1,done 1");
	g_assert_cmpuint(desk->reader.calls, ==, 3);
	g_assert_cmpint(released(desk), ==, 3);
}

/* A disk that is full while a queue is recorded: nothing is lost, nor read again. */
static void
test_a_queue_that_cannot_be_recorded(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	warm_up(desk);
	take_more(desk, 2);
	failing_store_fail(&desk->store, "finish_reading", 1, LEX_ERROR_STORE);
	g_assert_cmpint(reading_room_step(desk->room), >, 0);
	assert_states(desk, "running 1,running 1,running 1");
	g_assert_cmpint(reading_room_step(desk->room), ==, WORKER_NOW);
	assert_states(desk, "done 1,done 1,done 1");
	g_assert_cmpuint(desk->reader.calls, ==, 3);
	g_autofree char *problems = world_verify(desk->world);
	g_assert_cmpstr(problems, ==, "");
}

/* Of the mails that ran when the program ended, one may have ended it: each is alone then. */
static void
test_after_an_end_each_is_alone(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	warm_up(desk);
	take_more(desk, 1);
	world_change(desk->world, "UPDATE reading SET attempts=1");
	g_assert_cmpint(reading_room_step(desk->room), ==, WORKER_NOW);
	assert_states(desk, "done 2,pending 1");
	reading_room_step(desk->room);
	assert_states(desk, "done 2,done 2");
}

/* The next mail of a case is looked at when the first has been recorded. */
static void
test_two_of_a_case(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	warm_up(desk);
	world_take_mail(
		desk->world, 2, "b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Mer.");
	g_assert_cmpint(world_number(desk->world, "SELECT count(*) FROM cases"), ==, 1);
	g_assert_cmpint(reading_room_step(desk->room), ==, WORKER_NOW);
	assert_states(desk, "done 1,pending 0");
	reading_room_step(desk->room);
	assert_states(desk, "done 1,done 1");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Desk *desk, gconstpointer unused);
	} tests[] = {
		{ "/reading-room/not-started", test_a_reader_that_does_not_start },
		{ "/reading-room/not-recorded", test_a_reading_that_cannot_be_recorded },
		{ "/reading-room/refused", test_a_reading_that_is_refused },
		{ "/reading-room/no-store", test_no_job_and_no_store },
		{ "/reading-room/begin", test_a_room_begins_with_one },
		{ "/reading-room/queue", test_a_queue_is_one_commit },
		{ "/reading-room/slow", test_a_slow_mail_goes_first },
		{ "/reading-room/one-refused", test_one_of_many_is_refused },
		{ "/reading-room/queue-not-recorded", test_a_queue_that_cannot_be_recorded },
		{ "/reading-room/alone", test_after_an_end_each_is_alone },
		{ "/reading-room/one-case", test_two_of_a_case },
	};

	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	g_test_add_func("/reading-room/ends", test_every_answer_ends_the_job);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Desk, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
