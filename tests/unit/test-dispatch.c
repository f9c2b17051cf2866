/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "daemon/dispatch.h"
#include "daemon/recovery.h"
#include "daemon/worker.h"
#include "support/failing-store.h"
#include "support/fake-sender.h"
#include "support/world.h"

typedef struct {
	World *world;
	FailingStore store;
	FakeSender sender;
	Dispatch *dispatch;
} Out;

/* One report, with its receipt only. */
static void
set_up(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	out->world = world_new();
	intake_plan_free(world_take(out->world, 1, raw));
	world_change(out->world, "UPDATE outbox SET state='cancelled' WHERE notice<>'receipt'");
	failing_store_init(&out->store, out->world->store);
	out->world->daemon.store = &out->store.base;
	fake_sender_init(&out->sender);
	g_autoptr(GPtrArray) senders = g_ptr_array_new();
	g_ptr_array_add(senders, &out->sender.base);
	out->dispatch = dispatch_new(&out->world->daemon, out->world->board, senders);
}

static void
tear_down(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	dispatch_free(out->dispatch);
	fake_sender_clear(&out->sender);
	world_free(out->world);
}

/* Steps until there is nothing to do now. */
static gint64
drain(Out *out)
{
	for (guint i = 0; i < 100; i++) {
		gint64 wait = dispatch_step(out->dispatch);

		if (wait != WORKER_NOW)
			return wait;
	}
	g_assert_not_reached();
}

/* "recipient notice state" of every notice but the cancelled ones. */
static char *
outbox(Out *out)
{
	return world_text(out->world,
		"SELECT group_concat(recipient||' '||notice||' '||state, ', ') FROM"
		" (SELECT * FROM outbox WHERE state<>'cancelled' ORDER BY id)");
}

static void
assert_outbox(Out *out, const char *wanted)
{
	g_autofree char *got = outbox(out);

	g_assert_cmpstr(got, ==, wanted);
}

#define RECEIPT     "alva@kommun.example receipt "
#define RESPONSIBLE "ansvarig@kommun.example undeliverable "
#define OPERATOR    "drift@kommun.example undeliverable "
#define TAKEN       (-1)

static const struct {
	int answers[3]; /* to the receipt, to what tells of it, and to what tells of that */
	const char *outbox;
	guint calls;
} ends[] = {
	{ { TAKEN }, RECEIPT "sent", 1 },
	{ { LEX_ERROR_TEMPORARY }, RECEIPT "queued", 1 },
	{ { LEX_ERROR_WAIT }, RECEIPT "queued", 1 },
	{ { LEX_ERROR_REJECTED, TAKEN }, RECEIPT "failed, " RESPONSIBLE "sent", 2 },
	{ { LEX_ERROR_UNCERTAIN, TAKEN }, RECEIPT "uncertain, " RESPONSIBLE "sent", 2 },
	{ { LEX_ERROR_CONFIG, TAKEN }, RECEIPT "failed, " RESPONSIBLE "sent", 2 },
	/* What tells of a failure and fails is told to the operator, and there it ends. */
	{ { LEX_ERROR_REJECTED, LEX_ERROR_REJECTED, TAKEN },
		RECEIPT "failed, " RESPONSIBLE "failed, " OPERATOR "sent", 3 },
	{ { LEX_ERROR_UNCERTAIN, LEX_ERROR_UNCERTAIN, TAKEN },
		RECEIPT "uncertain, " RESPONSIBLE "uncertain, " OPERATOR "sent", 3 },
	{ { LEX_ERROR_REJECTED, LEX_ERROR_REJECTED, LEX_ERROR_REJECTED },
		RECEIPT "failed, " RESPONSIBLE "failed, " OPERATOR "failed", 3 },
	{ { LEX_ERROR_REJECTED, LEX_ERROR_TEMPORARY }, RECEIPT "failed, " RESPONSIBLE "queued", 2 },
};

static void
test_what_becomes_of_a_notice(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		Out out = { 0 };

		set_up(&out, NULL);
		out.sender.answers = ends[i].answers;
		out.sender.n_answers = 3;
		g_test_message("row %u", i);
		drain(&out);
		drain(&out);
		drain(&out);
		assert_outbox(&out, ends[i].outbox);
		g_assert_cmpuint(out.sender.calls, ==, ends[i].calls);
		tear_down(&out, NULL);
	}
}

/* To whom the notice goes, and who hears when it does not arrive. */
static const struct {
	const char *recipient, *teller; /* NULL: nobody */
} hearers[] = {
	{ "alva@kommun.example", "ansvarig@kommun.example" },
	{ "Ansvarig@Kommun.example", "drift@kommun.example" },
	{ "drift@kommun.example", "ansvarig@kommun.example" },
};

static void
test_who_hears_of_a_failure(void)
{
	static const int answers[] = { LEX_ERROR_REJECTED };

	for (guint i = 0; i < G_N_ELEMENTS(hearers); i++) {
		Out out = { 0 };
		g_autofree char *sql = g_strdup_printf(
			"UPDATE outbox SET recipient='%s' WHERE id=1", hearers[i].recipient);

		set_up(&out, NULL);
		world_change(out.world, sql);
		out.sender.answers = answers;
		out.sender.n_answers = 1;
		drain(&out);
		g_autofree char *told = world_text(
			out.world, "SELECT recipient FROM outbox WHERE notice='undeliverable'");
		g_assert_cmpstr(told, ==, hearers[i].teller);
		/* Neither the address nor the server's words, which may quote it. */
		g_autofree char *facts = world_text(
			out.world, "SELECT facts FROM outbox WHERE notice='undeliverable'");
		g_assert_null(strstr(facts, "5.1.1"));
		tear_down(&out, NULL);
	}
}

/* The notice of a failure has no return path: nothing comes back for it. */
static void
test_envelopes(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	static const int answers[] = { LEX_ERROR_REJECTED };

	out->sender.answers = answers;
	out->sender.n_answers = 1;
	drain(out);
	g_assert_cmpuint(out->sender.sent->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(out->sender.sent, 0), ==,
		"lexsarah@kommun.example>alva@kommun.example");
	g_assert_cmpstr(g_ptr_array_index(out->sender.sent, 1), ==, ">ansvarig@kommun.example");
}

static void
test_a_temporary_failure_waits_longer_each_time(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	static const int answers[] = { LEX_ERROR_TEMPORARY, LEX_ERROR_WAIT, LEX_ERROR_TEMPORARY,
		LEX_ERROR_TEMPORARY };
	gint64 middle = WORLD_MINUTE;

	out->sender.answers = answers;
	out->sender.n_answers = G_N_ELEMENTS(answers);
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++, middle *= 2) {
		dispatch_step(out->dispatch);
		g_assert_cmpuint(out->sender.calls, ==, i + 1);
		gint64 wait = world_number(out->world, "SELECT due FROM outbox WHERE id=1") -
			      out->world->now.fixed;
		g_assert_cmpint(wait, >=, middle * 3 / 4);
		g_assert_cmpint(wait, <=, middle * 5 / 4);
		out->world->now.fixed += wait - 1;
		g_assert_cmpint(dispatch_step(out->dispatch), ==, 1);
		out->world->now.fixed++;
	}
	dispatch_step(out->dispatch);
	assert_outbox(out, RECEIPT "sent");
	g_assert_cmpint(world_number(out->world, "SELECT attempts FROM outbox WHERE id=1"), ==, 5);
}

static void
stop_dispatch(gpointer user)
{
	dispatch_interrupt(user);
}

/* What our own end broke off is no failure of the server's: the next start goes on with it. */
static void
test_what_the_end_breaks_off_waits_for_nothing(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	static const int answers[] = { LEX_ERROR_TEMPORARY };

	out->sender.answers = answers;
	out->sender.n_answers = 1;
	out->sender.before = stop_dispatch;
	out->sender.user = out->dispatch;
	dispatch_step(out->dispatch);
	assert_outbox(out, RECEIPT "queued");
	g_assert_cmpint(world_number(out->world, "SELECT due FROM outbox WHERE id=1"), <=,
		out->world->now.fixed);
	g_assert_cmpint(dispatch_step(out->dispatch), ==, WORKER_IDLE);
	g_assert_cmpuint(out->sender.calls, ==, 1);
}

static void
queue_more(Out *out, guint count)
{
	for (guint i = 0; i < count; i++)
		world_change(out->world,
			"INSERT INTO outbox(board,notice,audience,route,recipient,state,message_id,"
			"facts,queued,due) SELECT board,notice,audience,route,"
			"recipient,'queued',hex(randomblob(8))||'@kommun.example',facts,queued,queued"
			" FROM outbox WHERE id=1");
}

/* A server that is down, or cuts every connection after the data, is left alone for a while. */
static void
test_a_server_in_trouble_is_not_hammered(void)
{
	static const int codes[] = { LEX_ERROR_TEMPORARY, LEX_ERROR_WAIT, LEX_ERROR_UNCERTAIN };

	for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
		const int answers[] = { codes[i], codes[i], codes[i], codes[i] };
		Out out = { 0 };

		set_up(&out, NULL);
		queue_more(&out, 10);
		out.sender.answers = answers;
		out.sender.n_answers = G_N_ELEMENTS(answers);
		g_assert_cmpint(dispatch_step(out.dispatch), ==, WORKER_NOW);
		g_assert_cmpint(dispatch_step(out.dispatch), >=, 3000);
		g_assert_cmpint(dispatch_step(out.dispatch), >=, 7000);
		tear_down(&out, NULL);
	}
}

#define ALARM "SELECT count(*) FROM outbox WHERE notice='accounting'"

static void
count_wake(gpointer user)
{
	(*(guint *) user)++;
}

/* What cannot be said by this server is said by another board's, once, to our operator. */
static void
test_trouble_is_told_by_another_route(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	static const int answers[] = { LEX_ERROR_WAIT, LEX_ERROR_WAIT, LEX_ERROR_WAIT };
	World *world = out->world;
	guint woken = 0;

	world->daemon.routes = routes_new(world->settings, count_wake, &woken);
	g_free(world->other->operator_.address);
	world->other->operator_.address = g_strdup("annan@kommun.example");
	queue_more(out, 5);
	out->sender.answers = answers;
	out->sender.n_answers = G_N_ELEMENTS(answers);
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++)
		(void) dispatch_step(out->dispatch);
	g_assert_cmpint(world_number(world, ALARM), ==, 1);
	g_assert_cmpuint(woken, ==, 1);
	g_autofree char *told = world_text(world,
		"SELECT board||' '||recipient||' '||(facts LIKE '%AMN: mejl kan inte skickas%')"
		" FROM outbox WHERE notice='accounting'");
	g_assert_cmpstr(told, ==, "SDN drift@kommun.example 1");
	/* It works again, and fails again while nobody else works either. */
	drain(out);
	routes_set(world->daemon.routes, world->other, FALSE);
	out->sender.calls = 0;
	queue_more(out, 1);
	(void) dispatch_step(out->dispatch);
	g_assert_cmpint(world_number(world, ALARM), ==, 1);
	routes_free(world->daemon.routes);
}

static void
test_trouble_that_may_pass_is_told_after_an_hour(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	static const int answers[] = { LEX_ERROR_TEMPORARY, LEX_ERROR_TEMPORARY };
	World *world = out->world;
	guint woken = 0;

	world->daemon.routes = routes_new(world->settings, count_wake, &woken);
	queue_more(out, 2);
	out->sender.answers = answers;
	out->sender.n_answers = G_N_ELEMENTS(answers);
	(void) dispatch_step(out->dispatch);
	g_assert_cmpint(world_number(world, ALARM), ==, 0);
	world->now.fixed += WORLD_HOUR;
	(void) dispatch_step(out->dispatch);
	g_assert_cmpint(world_number(world, ALARM), ==, 1);
	routes_free(world->daemon.routes);
}

/* That a server cannot take it now, for days, while it takes others: told once, and it is tried. */
static void
test_what_is_never_taken_is_told(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	static const int now_and_then[] = { LEX_ERROR_TEMPORARY };
	World *world = out->world;

	out->sender.answers = now_and_then;
	out->sender.n_answers = 1;
	for (guint hour = 0; hour < 60; hour++) {
		out->sender.calls = 0;
		world->now.fixed += WORLD_HOUR;
		world_change(world, "UPDATE outbox SET due=0 WHERE id=1");
		(void) dispatch_step(out->dispatch);
		if (hour == 22)
			assert_outbox(out, RECEIPT "queued");
		/* Somebody else's. */
		queue_more(out, 1);
		drain(out);
		world_change(world, "UPDATE outbox SET state='cancelled' WHERE state='sent'"
				    " AND notice<>'undeliverable'");
	}
	assert_outbox(out, RECEIPT "queued, " RESPONSIBLE "sent");
	g_assert_cmpint(world_number(world, "SELECT facts->>'$.delivery.late' FROM outbox"
					    " WHERE notice='undeliverable'"),
		==, 1);
}

/* What a server that takes nothing owes to each is not said of each. */
static void
test_what_a_silent_server_owes_is_not_told(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	static const int never[] = { LEX_ERROR_TEMPORARY, LEX_ERROR_TEMPORARY };
	World *world = out->world;

	queue_more(out, 1);
	out->sender.answers = never;
	out->sender.n_answers = G_N_ELEMENTS(never);
	for (guint hour = 0; hour < 60; hour++) {
		out->sender.calls = 0;
		world->now.fixed += WORLD_HOUR;
		world_change(world, "UPDATE outbox SET due=0 WHERE state='queued'");
		(void) dispatch_step(out->dispatch);
		(void) dispatch_step(out->dispatch);
	}
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE notice='undeliverable'"), ==,
		0);
}

/* A broken template stops its notice only; nothing is given to the server for it. */
static void
test_a_broken_template(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	out->world->renderer.broken = TRUE;
	drain(out);
	assert_outbox(out, RECEIPT "failed, " RESPONSIBLE "failed, " OPERATOR "failed");
	g_assert_cmpuint(out->sender.calls, ==, 0);
	out->world->renderer.broken = FALSE;
	queue_more(out, 1);
	drain(out);
	g_assert_cmpuint(out->sender.calls, ==, 1);
}

static void
cancel(gpointer user)
{
	world_change(user, "UPDATE outbox SET state='cancelled' WHERE id=1");
}

/* Invariant 5: in doubt never twice. The end of a sent notice cannot be recorded. */
static void
test_what_was_sent_and_not_recorded(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	guint uncertain = 0;

	failing_store_fail(&out->store, "finish", G_MAXUINT, LEX_ERROR_STORE);
	for (guint i = 0; i < 3; i++)
		g_assert_cmpint(dispatch_step(out->dispatch), >, 0);
	assert_outbox(out, RECEIPT "sending");
	g_assert_cmpuint(out->sender.calls, ==, 1);
	world_restart(out->world);
	g_assert_true(recovery_run(&out->world->daemon, &uncertain, NULL));
	assert_outbox(out, RECEIPT "uncertain, " RESPONSIBLE "queued");
	g_autofree char *told = world_text(out->world,
		"SELECT facts->>'$.case'||' '||(facts->>'$.delivery.error')||' '"
		"||(facts->>'$.delivery.attempts') FROM outbox WHERE notice='undeliverable'");
	g_assert_cmpstr(told, ==, "LS-2026-0001 uncertain 1");
}

/* It is known how it ended, and is recorded when the database can: no person has to ask. */
static void
test_what_was_sent_is_recorded_later(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	failing_store_fail(&out->store, "finish", 3, LEX_ERROR_STORE);
	for (guint i = 0; i < 3; i++) {
		g_assert_cmpint(dispatch_step(out->dispatch), >, 0);
		assert_outbox(out, RECEIPT "sending");
	}
	g_assert_cmpint(drain(out), ==, WORKER_IDLE);
	assert_outbox(out, RECEIPT "sent");
	g_assert_cmpuint(out->sender.calls, ==, 1);
}

/* A database that cannot record what was sent is given nothing more to do. */
static void
test_what_comes_after_an_end_that_is_not_recorded(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	queue_more(out, 1);
	failing_store_fail(&out->store, "finish", 2, LEX_ERROR_STORE);
	g_assert_cmpint(dispatch_step(out->dispatch), >, 0);
	assert_outbox(out, RECEIPT "sending, " RECEIPT "queued");
	g_assert_cmpuint(out->sender.calls, ==, 1);
	g_assert_cmpint(drain(out), ==, WORKER_IDLE);
	assert_outbox(out, RECEIPT "sent, " RECEIPT "sent");
}

/* What the server has taken is not in doubt because the program ended while the disk was full. */
static void
test_a_stop_records_what_is_owed(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	guint uncertain = 0;

	queue_more(out, 1);
	failing_store_fail(&out->store, "finish", 2, LEX_ERROR_STORE);
	g_assert_cmpint(dispatch_step(out->dispatch), >, 0);
	assert_outbox(out, RECEIPT "sending, " RECEIPT "queued");
	dispatch_interrupt(out->dispatch);
	dispatch_settle(out->dispatch);
	dispatch_settle(out->dispatch);
	assert_outbox(out, RECEIPT "sent, " RECEIPT "queued");
	g_assert_cmpuint(out->sender.calls, ==, 1);
	world_restart(out->world);
	g_assert_true(recovery_run(&out->world->daemon, &uncertain, NULL));
	g_assert_cmpuint(uncertain, ==, 0);
}

/* A disk that is full still stops no stop. */
static void
test_a_stop_leaves_what_cannot_be_recorded(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	failing_store_fail(&out->store, "finish", G_MAXUINT, LEX_ERROR_STORE);
	g_assert_cmpint(dispatch_step(out->dispatch), >, 0);
	dispatch_interrupt(out->dispatch);
	dispatch_settle(out->dispatch);
	assert_outbox(out, RECEIPT "sending");
	g_assert_cmpuint(out->sender.calls, ==, 1);
}

static void
test_nothing_goes_before_it_is_claimed(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const calls[] = { "peek", "claim" };

	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		failing_store_fail(&out->store, calls[i], 2, LEX_ERROR_STORE);
		g_assert_cmpint(dispatch_step(out->dispatch), >, 0);
		g_assert_cmpint(dispatch_step(out->dispatch), >, 0);
		g_assert_cmpuint(out->sender.calls, ==, 0);
		assert_outbox(out, RECEIPT "queued");
	}
	/* Cancelled between looking and claiming: on to the next at once. */
	failing_store_fail(&out->store, "claim", 1, LEX_ERROR_NOT_ALLOWED);
	g_assert_cmpint(dispatch_step(out->dispatch), ==, WORKER_NOW);
	g_assert_cmpuint(out->sender.calls, ==, 0);
	cancel(out->world);
	g_assert_cmpint(drain(out), ==, WORKER_IDLE);
	g_assert_cmpuint(out->sender.calls, ==, 0);
}

/* What was done to the row of a notice from outside, before the one that waits behind it. */
static const char *const damages[] = {
	"UPDATE outbox SET notice='nonsense' WHERE id=1",
	"UPDATE outbox SET audience='' WHERE id=1",
	"UPDATE outbox SET facts='{\"case\":' WHERE id=1",
	"UPDATE outbox SET facts='[]' WHERE id=1",
};

static void
test_a_damaged_notice_stops_no_other(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(damages); i++) {
		Out out = { 0 };

		set_up(&out, NULL);
		queue_more(&out, 1);
		world_change(out.world, damages[i]);
		drain(&out);
		g_assert_cmpuint(out.sender.calls, ==, 1);
		g_assert_cmpint(world_number(out.world,
					"SELECT count(*) FROM outbox WHERE id=1 AND state='failed'"
					" AND error LIKE '%its row%'"),
			==, 1);
		g_assert_cmpint(
			world_number(out.world, "SELECT count(*) FROM outbox WHERE state='sent'"),
			==, 1);
		tear_down(&out, NULL);
	}
}

#define WAYS 3

/* Several connections, which hold what they are given until so many of them have something. */
typedef struct {
	MailSender base;
	struct Ways *ways;
} Way;

typedef struct Ways {
	Way each[WAYS];
	GMutex mutex;
	GCond cond;
	guint wanted, inside, most; /* at once */
	GString *order;             /* recipients, as they were given */
	LexError fault;             /* LEX_ERROR_COUNT: none; what all but the first way answer */
	void (*before)(gpointer user);
	gpointer user;
} Ways;

static gboolean
way_send(MailSender *self, const char *sender G_GNUC_UNUSED, const char *recipient,
	GBytes *message G_GNUC_UNUSED, char **ret_reply, GError **error)
{
	Ways *ways = ((Way *) self)->ways;
	gint64 end = g_get_monotonic_time() + G_TIME_SPAN_SECOND / 10;

	g_mutex_lock(&ways->mutex);
	ways->inside++;
	ways->most = MAX(ways->most, ways->inside);
	g_string_append_printf(ways->order, "%s ", recipient);
	g_cond_broadcast(&ways->cond);
	if (ways->before)
		ways->before(ways->user);
	while (ways->most < ways->wanted && g_cond_wait_until(&ways->cond, &ways->mutex, end))
		;
	ways->inside--;
	g_mutex_unlock(&ways->mutex);
	if (ways->fault != LEX_ERROR_COUNT && self != &ways->each[0].base) {
		g_set_error(error, LEX_ERROR, ways->fault, "421 4.7.0 too many connections");
		return FALSE;
	}
	*ret_reply = g_strdup("250 2.0.0 taken");
	return TRUE;
}

static void
way_free(MailSender *self G_GNUC_UNUSED)
{
}

static Dispatch *
dispatch_by(Out *out, Ways *ways)
{
	g_autoptr(GPtrArray) senders = g_ptr_array_new();

	*ways = (Ways){ .order = g_string_new(NULL), .fault = LEX_ERROR_COUNT };
	g_mutex_init(&ways->mutex);
	g_cond_init(&ways->cond);
	for (guint i = 0; i < WAYS; i++) {
		ways->each[i] = (Way){ { .send = way_send, .free = way_free }, ways };
		g_ptr_array_add(senders, &ways->each[i].base);
	}
	dispatch_free(out->dispatch);
	return dispatch_new(&out->world->daemon, out->world->board, senders);
}

static void
ways_clear(Out *out, Ways *ways)
{
	g_clear_pointer(&out->dispatch, dispatch_free);
	g_string_free(ways->order, TRUE);
	g_mutex_clear(&ways->mutex);
	g_cond_clear(&ways->cond);
}

/* Of no case, each to somebody else. */
static void
queue_to_others(Out *out, guint count)
{
	queue_more(out, count);
	world_change(out->world,
		"UPDATE outbox SET recipient='p'||id||'@kommun.example' WHERE state='queued'");
}

#define IN_STATE(state) "SELECT count(*) FROM outbox WHERE state='" state "'"

static guint
count_threads(void)
{
	g_autoptr(GDir) tasks = g_dir_open("/proc/self/task", 0, NULL);
	guint count = 0;

	g_assert_nonnull(tasks);
	while (g_dir_read_name(tasks))
		count++;
	return count;
}

/* What is claimed has a thread to send it: one that cannot be made then would leave it `sending`.
 */
static void
test_threads_are_made_before_anything_is_claimed(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	Ways ways;

	out->dispatch = dispatch_by(out, &ways);
	g_assert_cmpuint(count_threads(), >=, 1 + WAYS);
	ways_clear(out, &ways);
}

/* A server that has taken some is given more at once; before, it is given one at a time. */
static void
test_a_good_server_is_given_several_at_once(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	Ways ways;

	out->dispatch = dispatch_by(out, &ways);
	queue_to_others(out, 9);
	drain(out);
	g_assert_cmpuint(ways.most, ==, 1);
	queue_to_others(out, 60);
	drain(out);
	ways.wanted = WAYS;
	queue_to_others(out, 20);
	drain(out);
	g_assert_cmpuint(ways.most, ==, WAYS);
	g_assert_cmpint(world_number(out->world, IN_STATE("sent")), ==, 90);
	g_assert_cmpint(world_number(out->world, "SELECT max(attempts) FROM outbox"), ==, 1);
	ways_clear(out, &ways);
}

/* What follows in a case, or for somebody, goes when what was first has gone. */
static void
test_notices_of_a_case_keep_their_order(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	Ways ways;

	out->dispatch = dispatch_by(out, &ways);
	queue_to_others(out, 60);
	drain(out);
	ways.most = 0;
	ways.wanted = 2;
	queue_to_others(out, 6);
	world_change(out->world,
		"UPDATE outbox SET case_no=(SELECT min(id) FROM cases) WHERE state='queued'");
	g_string_truncate(ways.order, 0);
	drain(out);
	g_assert_cmpuint(ways.most, ==, 1);
	g_assert_cmpstr(ways.order->str, ==,
		"p64@kommun.example p65@kommun.example p66@kommun.example p67@kommun.example"
		" p68@kommun.example p69@kommun.example ");
	queue_more(out, 4);
	ways.most = 0;
	drain(out);
	g_assert_cmpuint(ways.most, ==, 1);
	ways_clear(out, &ways);
}

/*
 * RFC 5321 section 3.8: 421, also to who comes with too many connections; others refuse the login.
 * What the first connection takes goes at once, and nobody is told of trouble.
 */
static void
test_a_server_that_wants_fewer_is_given_one(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	static const LexError faults[] = { LEX_ERROR_TEMPORARY, LEX_ERROR_WAIT };
	World *world = out->world;
	guint woken = 0;

	world->daemon.routes = routes_new(world->settings, count_wake, &woken);
	for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
		Ways ways;

		out->dispatch = dispatch_by(out, &ways);
		queue_to_others(out, 40);
		ways.fault = faults[i];
		drain(out);
		drain(out);
		g_assert_cmpint(world_number(world, IN_STATE("queued")), ==, 0);
		g_assert_cmpint(world_number(world, IN_STATE("sent")), ==, 1 + 40 * (i + 1));
		/* One was tried beside the first, and after twice as many it is not tried again. */
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE attempts>1"),
			==, i + 1);
		g_assert_cmpint(world_number(world, ALARM), ==, 0);
		g_assert_cmpuint(woken, ==, 0);
		ways_clear(out, &ways);
	}
	routes_free(world->daemon.routes);
}

typedef struct {
	World *world;
	gint64 failed;
} Watch;

static void
wait_until_one_failed(gpointer user)
{
	Watch *watch = user;
	gint64 end = g_get_monotonic_time() + 5 * G_TIME_SPAN_SECOND;

	while (!watch->failed && g_get_monotonic_time() < end) {
		watch->failed = world_number(watch->world, IN_STATE("failed"));
		g_usleep(1000);
	}
}

/* A server may be silent for minutes: who hears of another notice does not wait for it. */
static void
test_a_broken_one_waits_for_no_other(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	Watch watch = { .world = out->world };
	Ways ways;

	out->dispatch = dispatch_by(out, &ways);
	queue_to_others(out, 20);
	drain(out);
	queue_to_others(out, 2);
	world_change(
		out->world, "UPDATE outbox SET facts='[]' WHERE id=(SELECT max(id) FROM outbox)");
	ways.before = wait_until_one_failed;
	ways.user = &watch;
	drain(out);
	g_assert_cmpint(watch.failed, ==, 1);
	g_assert_cmpint(world_number(out->world, IN_STATE("sent")), ==, 22);
	ways_clear(out, &ways);
}

static void
fail_together(gpointer user)
{
	failing_store_fail(user, "together", 1, LEX_ERROR_STORE);
}

/* What cannot be recorded with others is recorded alone. */
static void
test_what_was_sent_is_recorded_alone(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	queue_more(out, 1);
	out->sender.before = fail_together;
	out->sender.user = &out->store;
	drain(out);
	assert_outbox(out, RECEIPT "sent, " RECEIPT "sent");
	g_assert_cmpuint(out->sender.calls, ==, 2);
}

static void
cancel_others(gpointer user)
{
	world_change(user, "UPDATE outbox SET state='cancelled' WHERE state='queued'");
}

/* One that was written, and cancelled before it was claimed, does not go, and the other is sent. */
static void
test_a_cancelled_one_undoes_no_other(Out *out, gconstpointer unused G_GNUC_UNUSED)
{
	Ways ways;

	out->dispatch = dispatch_by(out, &ways);
	queue_to_others(out, 18);
	drain(out);
	queue_to_others(out, 9);
	ways.before = cancel_others;
	ways.user = out->world;
	drain(out);
	g_assert_cmpint(world_number(out->world, IN_STATE("sending")), ==, 0);
	g_assert_cmpint(world_number(out->world, IN_STATE("sent")), ==, 19 + 2);
	g_assert_cmpint(world_number(out->world, IN_STATE("queued")), ==, 0);
	ways_clear(out, &ways);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Out *out, gconstpointer unused);
	} tests[] = {
		{ "/dispatch/envelopes", test_envelopes },
		{ "/dispatch/back-off", test_a_temporary_failure_waits_longer_each_time },
		{ "/dispatch/broken-off", test_what_the_end_breaks_off_waits_for_nothing },
		{ "/dispatch/other-route", test_trouble_is_told_by_another_route },
		{ "/dispatch/other-route-later", test_trouble_that_may_pass_is_told_after_an_hour },
		{ "/dispatch/template", test_a_broken_template },
		{ "/dispatch/never-taken", test_what_is_never_taken_is_told },
		{ "/dispatch/silent-server", test_what_a_silent_server_owes_is_not_told },
		{ "/dispatch/not-recorded", test_what_was_sent_and_not_recorded },
		{ "/dispatch/recorded-later", test_what_was_sent_is_recorded_later },
		{ "/dispatch/after-not-recorded",
			test_what_comes_after_an_end_that_is_not_recorded },
		{ "/dispatch/stop", test_a_stop_records_what_is_owed },
		{ "/dispatch/stop-in-vain", test_a_stop_leaves_what_cannot_be_recorded },
		{ "/dispatch/recorded-alone", test_what_was_sent_is_recorded_alone },
		{ "/dispatch/cancelled", test_a_cancelled_one_undoes_no_other },
		{ "/dispatch/threads", test_threads_are_made_before_anything_is_claimed },
		{ "/dispatch/several", test_a_good_server_is_given_several_at_once },
		{ "/dispatch/order", test_notices_of_a_case_keep_their_order },
		{ "/dispatch/broken", test_a_broken_one_waits_for_no_other },
		{ "/dispatch/fewer", test_a_server_that_wants_fewer_is_given_one },
		{ "/dispatch/claim", test_nothing_goes_before_it_is_claimed },
	};

	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	g_test_add_func("/dispatch/ends", test_what_becomes_of_a_notice);
	g_test_add_func("/dispatch/hearers", test_who_hears_of_a_failure);
	g_test_add_func("/dispatch/damage", test_a_damaged_notice_stops_no_other);
	g_test_add_func("/dispatch/trouble", test_a_server_in_trouble_is_not_hammered);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Out, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
