/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "daemon/recovery.h"
#include "support/world.h"

/* Takes one report: notices 1 receipt, 2 new_case (waits for the reading), 3 registrar. */
static void
furnish(World *world)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	intake_plan_free(world_take(world, 1, raw));
	/* As if the reading were done, for the registrar alone. */
	world_change(world, "UPDATE outbox SET waits_for=NULL WHERE notice='registrar'");
}

static gint64
peek(World *world, OutboxItem *item, gint64 *next)
{
	g_autoptr(GError) error = NULL;
	gboolean found = FALSE;
	gboolean good = world->store->peek(
		world->store, "AMN", world->now.fixed, NULL, &found, item, next, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	return found ? item->id : 0;
}

static gint64
next_id(World *world)
{
	g_auto(OutboxItem) item = { 0 };
	gint64 next;

	return peek(world, &item, &next);
}

static gboolean
claim(World *world, gint64 id, GError **error)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static("To: x\r\n\r\nx\r\n", 12);
	StoreActor who = world_actor(world);

	return world->store->claim(world->store, id, bytes, &who, error);
}

static gboolean
finish(World *world, gint64 id, OutboxState state, gint64 due, const PlannedNotice *tell,
	GError **error)
{
	const OutboxResult result = { state, due, "words", tell, "AMN" };
	StoreActor who = world_actor(world);

	return world->store->finish(world->store, id, &result, &who, error);
}

static gboolean
move(World *world, gint64 id, OutboxState to, GError **error)
{
	StoreActor who = world_actor(world);

	return world->store->move_notice(world->store, id, to, &who, error);
}

static gboolean
release(World *world, gint64 id, GError **error)
{
	StoreActor who = world_actor(world);
	const NoticeChoice choice = { .ids = &id, .n_ids = 1 };
	gint64 moved;

	return world->store->move_notices(
		world->store, &choice, OUTBOX_QUEUED, &who, &moved, error);
}

static char *
state_of(World *world, gint64 id)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT state||' '||attempts FROM outbox WHERE id=%d", (int) id);

	return world_text(world, sql);
}

static void
assert_state(World *world, gint64 id, const char *wanted)
{
	g_autofree char *state = state_of(world, id);

	g_assert_cmpstr(state, ==, wanted);
}

static void
test_one_notice_from_first_to_last(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(OutboxItem) item = { 0 };
	gint64 next = 0;

	furnish(world);
	g_assert_cmpint(peek(world, &item, &next), ==, 1);
	g_assert_cmpuint(item.notice, ==, NOTICE_RECEIPT);
	g_assert_cmpuint(item.audience, ==, AUDIENCE_REPORTER);
	g_assert_cmpuint(item.route, ==, ROUTE_PLAIN);
	g_assert_cmpstr(item.board, ==, "AMN");
	g_assert_cmpstr(item.case_id, ==, "LS-2026-0001");
	g_assert_cmpstr(item.recipient, ==, "alva@kommun.example");
	g_assert_true(g_str_has_prefix(item.message_id, "LS-2026-0001.receipt."));
	g_assert_true(g_str_has_suffix(item.message_id, "@kommun.example"));
	g_assert_cmpuint(g_strv_length(item.references), ==, 2);
	g_assert_cmpstr(item.references[1], ==, "a@kommun.example");
	g_assert_cmpuint(item.attempts, ==, 1);
	g_assert_true(claim(world, 1, NULL));
	assert_state(world, 1, "sending 1");
	g_assert_cmpint(next_id(world), ==, 3);
	g_assert_true(finish(world, 1, OUTBOX_SENT, world->now.fixed, NULL, NULL));
	assert_state(world, 1, "sent 1");
	g_autofree char *shown = world_view(world, VIEW_OUTBOX, "1");
	g_assert_nonnull(strstr(shown, "To: x"));
	g_assert_nonnull(strstr(shown, item.message_id));
	g_assert_cmpint(
		world_number(world,
			"SELECT count(*) FROM event WHERE kind IN('notice_sending','notice_sent')"
			" AND case_id='LS-2026-0001'"),
		==, 2);
}

/* The reading may find that the reader must not know of the case: nobody hears of it before. */
static void
test_what_waits_for_a_reading_waits(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");
	g_auto(OutboxItem) item = { 0 };
	gint64 next = 0, owed = 0;

	intake_plan_free(world_take(world, 1, raw));
	world_change(world, "UPDATE outbox SET state='cancelled' WHERE notice='receipt'");
	world->now.fixed += WORLD_DAY;
	g_assert_cmpint(peek(world, &item, &next), ==, 0);
	g_assert_cmpint(next, ==, INSTANT_NONE);
	/* By the reading alone. */
	g_assert_true(world->store->count_owed(world->store, world->now.fixed, &owed, NULL));
	g_assert_cmpint(owed, ==, 1);
}

static void
test_a_cancelled_notice_cannot_be_claimed(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	furnish(world);
	g_assert_cmpint(next_id(world), ==, 1);
	g_assert_true(move(world, 1, OUTBOX_CANCELLED, NULL));
	g_assert_false(claim(world, 1, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	assert_state(world, 1, "cancelled 0");
	g_clear_error(&error);
	g_assert_false(move(world, 1, OUTBOX_QUEUED, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_clear_error(&error);
	g_assert_false(claim(world, 99, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
}

/* Invariant 5: who asks for a retry while it is being given away must not make it go twice. */
static void
test_a_person_leaves_what_is_being_sent(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const OutboxState words[] = { OUTBOX_QUEUED, OUTBOX_CANCELLED, OUTBOX_SENT,
		OUTBOX_FAILED, OUTBOX_UNCERTAIN };

	furnish(world);
	g_assert_true(claim(world, 1, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(move(world, 1, words[i], &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	}
	assert_state(world, 1, "sending 1");
	g_assert_true(finish(world, 1, OUTBOX_SENT, 0, NULL, NULL));
}

static void
test_a_temporary_failure_comes_back_when_due(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(OutboxItem) item = { 0 };
	gint64 next = 0, owed = 0;

	furnish(world);
	g_assert_true(move(world, 2, OUTBOX_CANCELLED, NULL));
	g_assert_true(move(world, 3, OUTBOX_CANCELLED, NULL));
	g_assert_true(claim(world, 1, NULL));
	g_assert_true(finish(world, 1, OUTBOX_QUEUED, world->now.fixed + WORLD_MINUTE, NULL, NULL));
	g_assert_cmpint(peek(world, &item, &next), ==, 0);
	g_assert_cmpint(next, ==, world->now.fixed + WORLD_MINUTE);
	g_assert_true(world->store->count_owed(world->store, world->now.fixed, &owed, NULL));
	g_assert_cmpint(owed, ==, 2); /* the notice, and the reading */
	world->now.fixed += WORLD_MINUTE;
	g_assert_cmpint(peek(world, &item, &next), ==, 1);
	g_assert_cmpuint(item.attempts, ==, 2);
}

static void
test_after_a_kill_it_is_uncertain(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	guint uncertain = 7;

	furnish(world);
	g_assert_true(claim(world, 1, NULL));
	world_restart(world);
	g_assert_true(recovery_run(&world->daemon, &uncertain, NULL));
	g_assert_cmpuint(uncertain, ==, 1);
	assert_state(world, 1, "uncertain 1");
	g_assert_cmpint(next_id(world), ==, 3);
	g_assert_true(recovery_run(&world->daemon, &uncertain, NULL));
	g_assert_cmpuint(uncertain, ==, 0);
	g_assert_true(move(world, 1, OUTBOX_QUEUED, NULL));
	g_assert_cmpint(next_id(world), ==, 1);
}

static PlannedNotice *
notice(const char *once)
{
	PlannedNotice *planned = g_new0(PlannedNotice, 1);

	planned->notice = NOTICE_ACCOUNTING;
	planned->audience = AUDIENCE_OPERATOR;
	planned->recipient = g_strdup("drift@kommun.example");
	planned->domain = g_strdup("kommun.example");
	planned->once = g_strdup(once);
	planned->facts = g_strdup("{}");
	return planned;
}

static void
test_what_is_said_once_is_said_once(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(PlannedNotice) once = notice("alarm AMN 2026-03-17");
	g_autoptr(PlannedNotice) often = notice(NULL);
	StoreActor who = world_actor(world);

	for (guint i = 0; i < 3; i++) {
		g_assert_true(world->store->queue(world->store, "AMN", once, &who, NULL));
		g_assert_true(world->store->queue(world->store, "AMN", often, &who, NULL));
		world_restart(world);
	}
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox"), ==, 4);
}

/* The failure and the notice that tells of it: both or neither. */
/* What is held stands ready and does not go out before a person says so. */
static void
test_a_held_notice_waits_for_a_person(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PlannedNotice) held = planned_notice_new(NOTICE_ACCOUNTING, AUDIENCE_OPERATOR,
		ROUTE_PLAIN, "drift@kommun.example", world->board, world->now.fixed, "{}");
	StoreActor who = world_actor(world);

	held->hold = HOLD_BUDGET;
	g_assert_true(world->store->queue(world->store, "AMN", held, &who, &error));
	g_autofree char *before = state_of(world, 1);
	g_assert_cmpstr(before, ==, "held 0");
	g_assert_cmpint(next_id(world), ==, 0);
	g_autofree char *why = world_text(world, "SELECT hold FROM outbox");
	g_assert_cmpstr(why, ==, "budget");
	g_assert_true(release(world, 1, &error));
	g_assert_cmpint(next_id(world), ==, 1);
}

/* What a retry does to a notice, and what it says to whoever may not. */
static const struct {
	const char *state, *hold;
	const char *says; /* NULL: it is queued */
} retries[] = {
	{ "failed", NULL, NULL },
	{ "uncertain", NULL, NULL },
	{ "bounced", NULL, NULL },
	{ "queued", NULL, NULL },
	/* Why it was held once is no matter: it was released since. */
	{ "failed", "protected", NULL },
	{ "held", "first_contact", "outbox release" },
	{ "held", "import", "outbox release" },
	{ "held", "budget", "outbox release" },
	{ "held", "protected", "conflict_contact" },
	{ "held", "recused", "case recuse" },
	{ "held", "bounced", "takes no mail" },
	{ "sent", NULL, "cannot" },
	{ "sending", NULL, "cannot" },
	{ "cancelled", "protected", "cannot" },
};

/* Holding is a decision, and trying again is none. */
static void
test_a_retry_releases_nothing(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	for (guint i = 0; i < G_N_ELEMENTS(retries); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *sql = g_strdup_printf(
			"UPDATE outbox SET state='%s',hold=nullif('%s','') WHERE id=1",
			retries[i].state, retries[i].hold ? retries[i].hold : "");
		g_autofree char *same = g_strdup_printf("%s 0", retries[i].state);

		world_change(world, sql);
		g_test_message("row %u: %s %s", i, retries[i].state, retries[i].hold);
		g_assert_cmpint(move(world, 1, OUTBOX_QUEUED, &error), ==, retries[i].says == NULL);
		assert_state(world, 1, retries[i].says ? same : "queued 0");
		if (!retries[i].says)
			continue;
		g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
		g_assert_nonnull(strstr(error->message, retries[i].says));
		g_assert_cmpint(strstr(error->message, "outbox release") != NULL, ==,
			strcmp(retries[i].state, "held") == 0);
	}
}

static void
test_a_failure_and_who_is_told(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(PlannedNotice) tell = notice(NULL);
	g_autoptr(GError) error = NULL;

	furnish(world);
	g_assert_false(finish(world, 1, OUTBOX_FAILED, 0, tell, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox"), ==, 3);
	g_assert_true(claim(world, 1, NULL));
	g_assert_true(finish(world, 1, OUTBOX_FAILED, 0, tell, NULL));
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox"), ==, 4);
	assert_state(world, 1, "failed 1");
}

static void
test_summary_counts_each_state(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreSummary sum;

	furnish(world);
	g_assert_true(claim(world, 1, NULL));
	g_assert_true(finish(world, 1, OUTBOX_SENT, 0, NULL, NULL));
	g_assert_true(claim(world, 3, NULL));
	g_assert_true(finish(world, 3, OUTBOX_UNCERTAIN, 0, NULL, NULL));
	g_assert_true(world->store->summary(
		world->store, "AMN", WORLD_BEGIN, WORLD_BEGIN + 1, &sum, NULL));
	g_assert_cmpint(sum.outbox[OUTBOX_QUEUED], ==, 1);
	g_assert_cmpint(sum.outbox[OUTBOX_UNCERTAIN], ==, 1);
	g_assert_cmpint(sum.outbox[OUTBOX_FAILED], ==, 0);
	g_assert_cmpint(sum.opened, ==, 1);
	g_assert_true(world->store->summary(
		world->store, "AMN", WORLD_BEGIN + 1, WORLD_BEGIN + 2, &sum, NULL));
	g_assert_cmpint(sum.received, ==, 0);
}

/* A board's accounting is of that board: what the others owe is told to their own people. */
static void
test_summary_is_of_one_board(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("b@kommun.example", "", "Rapport.");
	StoreSummary own, other;

	furnish(world);
	world_store(world, world->board, 2, raw);
	world->now.fixed += WORLD_MINUTE;
	gint64 mail = world_store(world, world->other, 1, raw);
	g_assert_true(world->store->summary(world->store, "SDN", 0, G_MAXINT64, &other, NULL));
	g_assert_cmpint(other.oldest_owed, ==, WORLD_BEGIN + WORLD_MINUTE);
	g_assert_cmpint(other.received, ==, 1);
	g_assert_cmpint(other.opened, ==, 0);
	g_assert_cmpint(other.outbox[OUTBOX_QUEUED], ==, 0);
	intake_plan_free(world_apply(world, world->other, mail, raw));
	g_assert_true(world->store->summary(world->store, "SDN", 0, G_MAXINT64, &other, NULL));
	g_assert_true(world->store->summary(world->store, "AMN", 0, G_MAXINT64, &own, NULL));
	g_assert_cmpint(other.oldest_owed, ==, INSTANT_NONE);
	g_assert_cmpint(other.opened, ==, 1);
	g_assert_cmpint(other.outbox[OUTBOX_QUEUED], ==, 3);
	g_assert_cmpint(own.oldest_owed, ==, WORLD_BEGIN);
	g_assert_cmpint(own.received, ==, 2);
	g_assert_cmpint(own.opened, ==, 1);
	g_assert_cmpint(own.outbox[OUTBOX_QUEUED], ==, 3);
}

/* The headers say no more than the words: an outsider gets no case number. */
static void
test_headers_keep_the_case_from_outsiders(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char raw[] =
		"From: b@annat.example\r\nMessage-ID: <b@annat.example>\r\n\r\nHej.";

	furnish(world);
	intake_plan_free(world_take(world, 2, raw));
	g_autofree char *inside = world_text(world,
		"SELECT count(*) FROM outbox WHERE audience='reporter' AND message_id LIKE 'LS-%' "
		"AND thread LIKE 'LS-%'");
	g_autofree char *outside =
		world_text(world, "SELECT count(*) FROM outbox WHERE audience='outsider' AND "
				  "message_id||thread NOT LIKE '%LS-%'");

	g_assert_cmpstr(inside, ==, "1");
	g_assert_cmpstr(outside, ==, "1");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/store/outbox/life", test_one_notice_from_first_to_last },
		{ "/store/outbox/cancelled", test_a_cancelled_notice_cannot_be_claimed },
		{ "/store/outbox/person", test_a_person_leaves_what_is_being_sent },
		{ "/store/outbox/again", test_a_temporary_failure_comes_back_when_due },
		{ "/store/outbox/kill", test_after_a_kill_it_is_uncertain },
		{ "/store/outbox/once", test_what_is_said_once_is_said_once },
		{ "/store/outbox/waits", test_what_waits_for_a_reading_waits },
		{ "/store/outbox/held", test_a_held_notice_waits_for_a_person },
		{ "/store/outbox/retry", test_a_retry_releases_nothing },
		{ "/store/outbox/told", test_a_failure_and_who_is_told },
		{ "/store/outbox/outsider", test_headers_keep_the_case_from_outsiders },
		{ "/store/outbox/summary", test_summary_counts_each_state },
		{ "/store/outbox/summary-board", test_summary_is_of_one_board },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, World, NULL, world_set_up, tests[i].run, world_tear_down);
	return g_test_run();
}
