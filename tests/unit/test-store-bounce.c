/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "support/world.h"

/* A notification about the notice with that Message-ID. g_free() it. */
static char *
notification(const char *own_id, const char *about, const char *to, const char *action)
{
	return g_strdup_printf(
		"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.kommun.example\r\n"
		"To: lexsarah@kommun.example\r\nSubject: Undelivered\r\n"
		"Date: Tue, 17 Mar 2026 12:00:00 +0000\r\nMessage-ID: <%s>\r\n"
		"MIME-Version: 1.0\r\nAuto-Submitted: auto-replied\r\n"
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
		"--b\r\n\r\nDet gick inte.\r\n"
		"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
		"Reporting-MTA: dns; mx.kommun.example\r\n\r\n"
		"Final-Recipient: rfc822; %s\r\nAction: %s\r\nStatus: 5.1.1\r\n"
		"--b\r\nContent-Type: message/rfc822\r\n\r\n"
		"Message-ID: <%s>\r\nSubject: Ditt ärende\r\n\r\nx\r\n--b--\r\n",
		own_id, to, action, about);
}

/* The receipt and the others are sent; the Message-ID of one of them. g_free() it. */
static char *
send_all(World *world, const char *notice)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");
	g_autofree char *sql =
		g_strdup_printf("SELECT message_id FROM outbox WHERE notice='%s'", notice);

	intake_plan_free(world_take(world, 1, raw));
	world_change(world, "UPDATE outbox SET state='sent',attempts=1");
	return world_text(world, sql);
}

#define RECEIPT   "alva@kommun.example"
#define NEW_CASE  "ansvarig@kommun.example"
#define REGISTRAR "registrator@kommun.example"

static const struct {
	const char *notice, *to, *action;
	const char *before; /* state of the notice */
	const char *after;
	const char *told; /* NULL: nobody */
} bounces[] = {
	{ "receipt", RECEIPT, "failed", "sent", "bounced", NEW_CASE },
	{ "receipt", "Alva@KOMMUN.example", "failed", "uncertain", "bounced", NEW_CASE },
	{ "registrar", REGISTRAR, "failed", "sent", "bounced", NEW_CASE },
	/* Of the responsible's own, the operator. */
	{ "new_case", NEW_CASE, "failed", "sent", "bounced", "drift@kommun.example" },
	{ "receipt", RECEIPT, "delayed", "sent", "sent", NULL },
	{ "receipt", RECEIPT, "delivered", "sent", "sent", NULL },
	{ "receipt", RECEIPT, "relayed", "sent", "sent", NULL },
	{ "receipt", "bo@annat.example", "failed", "sent", "sent", NULL },
	/* Servers are quick: it is back before we know that it went. */
	{ "receipt", RECEIPT, "failed", "sending", "bounced", NEW_CASE },
	{ "new_case", NEW_CASE, "failed", "sending", "bounced", "drift@kommun.example" },
	{ "receipt", RECEIPT, "delayed", "sending", "sending", NULL },
	/* What has not gone out cannot have come back. */
	{ "receipt", RECEIPT, "failed", "queued", "queued", NULL },
	{ "receipt", RECEIPT, "failed", "cancelled", "cancelled", NULL },
	{ "receipt", RECEIPT, "failed", "bounced", "bounced", NULL },
};

static void
test_what_comes_back(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(bounces); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *id = send_all(world, bounces[i].notice);
		g_autofree char *raw =
			notification("d1@mx.example", id, bounces[i].to, bounces[i].action);
		g_autofree char *set =
			g_strdup_printf("UPDATE outbox SET state='%s' WHERE notice='%s'",
				bounces[i].before, bounces[i].notice);
		g_autofree char *get = g_strdup_printf(
			"SELECT state FROM outbox WHERE notice='%s'", bounces[i].notice);

		world_change(world, set);
		g_autoptr(IntakePlan) plan = world_take(world, 2, raw);
		g_test_message("row %u", i);
		g_assert_cmpuint(plan->kind, ==, MAIL_KIND_DSN);
		g_assert_cmpstr(plan->case_id, ==, "LS-2026-0001");
		g_autofree char *state = world_text(world, get);
		g_assert_cmpstr(state, ==, bounces[i].after);
		g_autofree char *told = world_text(
			world, "SELECT recipient FROM outbox WHERE notice='undeliverable'");
		g_assert_cmpstr(told, ==, bounces[i].told);
		g_autofree char *complaints = world_verify(world);
		g_assert_cmpstr(complaints, ==, "");
	}
}

/* Servers bounce twice, and mailboxes are read again: one word of it is enough. */
static void
test_said_once(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *id = send_all(world, "receipt");
	g_autofree char *first = notification("d1@mx.example", id, RECEIPT, "failed");
	g_autofree char *second = notification("d2@mx.example", id, RECEIPT, "failed");

	intake_plan_free(world_take(world, 2, first));
	intake_plan_free(world_take(world, 3, first));
	intake_plan_free(world_take(world, 4, second));
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE notice='undeliverable'"), ==,
		1);
	/* The responsible hears neither address nor server's words. */
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE notice='undeliverable'");
	g_assert_null(strstr(facts, "alva"));
	g_assert_nonnull(strstr(facts, "bounced"));
	g_autofree char *shown = world_view(world, VIEW_CASE, "LS-2026-0001");
	g_assert_nonnull(strstr(shown, "notice_bounced"));
	g_assert_nonnull(strstr(shown, "failed 5.1.1 alva@kommun.example"));
}

static gint64
told(World *world, const char *whom)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT count(*) FROM outbox WHERE notice='undeliverable' AND recipient='%s'",
		whom);

	return world_number(world, sql);
}

/* How the attempt ends that is still under way when its bounce is here. */
static const OutboxState ends[] = { OUTBOX_SENT, OUTBOX_QUEUED, OUTBOX_FAILED, OUTBOX_UNCERTAIN };

static void
test_back_before_it_went(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *id = send_all(world, "receipt");
		g_autofree char *raw = notification("d1@mx.example", id, RECEIPT, "failed");
		g_autoptr(PlannedNotice) again = planned_notice_new(NOTICE_UNDELIVERABLE,
			AUDIENCE_RESPONSIBLE, ROUTE_PLAIN, NEW_CASE, world->board, 0, "{}");
		const OutboxResult result = { .state = ends[i],
			.due = world->now.fixed,
			.text = "words",
			.tell = ends[i] == OUTBOX_FAILED ? again : NULL,
			.tell_board = "AMN" };
		StoreActor who = world_actor(world);

		world_change(world, "UPDATE outbox SET state='sending' WHERE notice='receipt'");
		intake_plan_free(world_take(world, 2, raw));
		g_assert_true(world->store->finish(world->store, 1, &result, &who, NULL));
		g_autofree char *state =
			world_text(world, "SELECT state FROM outbox WHERE notice='receipt'");
		g_assert_cmpstr(state, ==, "bounced");
		/* It says why it came back, not what the server said when it took it. */
		g_autofree char *error =
			world_text(world, "SELECT error FROM outbox WHERE notice='receipt'");
		g_assert_nonnull(strstr(error, "failed 5.1.1"));
		g_assert_cmpint(world_number(world, "SELECT sent IS NOT NULL FROM outbox WHERE"
						    " notice='receipt'"),
			==, ends[i] == OUTBOX_SENT);
		g_assert_cmpint(told(world, NEW_CASE), ==, 1);
		g_autofree char *complaints = world_verify(world);
		g_assert_cmpstr(complaints, ==, "");
	}
}

#define STAND_IN "stf@kommun.example"
#define OPERATOR "drift@kommun.example"

static void
bounce_newest(World *world, guint32 uid, const char *to)
{
	g_autofree char *id = world_text(world,
		"SELECT message_id FROM outbox WHERE notice='undeliverable' ORDER BY id DESC LIMIT 1");
	g_autofree char *own = g_strdup_printf("d%u@mx.example", uid);
	g_autofree char *raw = notification(own, id, to, "failed");

	world_change(world, "UPDATE outbox SET state='sent' WHERE state='queued'");
	intake_plan_free(world_take(world, uid, raw));
}

/* A stand-in's mailbox that does not work: the operator hears, and there it ends. */
static void
test_a_stand_ins_own_bounce(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *id = send_all(world, "receipt");
	g_autofree char *raw = notification("d1@mx.example", id, RECEIPT, "failed");
	const Recusal recusal = { NEW_CASE, STAND_IN, "jäv", 0 };
	StoreActor who = world_actor(world);
	gint64 moved;

	g_assert_true(
		world->store->recuse(world->store, "LS-2026-0001", &recusal, &who, &moved, NULL));
	intake_plan_free(world_take(world, 2, raw));
	g_assert_cmpint(told(world, STAND_IN), ==, 1);
	bounce_newest(world, 3, STAND_IN);
	g_assert_cmpint(told(world, STAND_IN), ==, 1);
	g_assert_cmpint(told(world, NEW_CASE), ==, 0);
	g_assert_cmpint(told(world, OPERATOR), ==, 1);
	bounce_newest(world, 4, OPERATOR);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE notice='undeliverable'"), ==,
		2);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE state='bounced'"), ==, 3);
}

/* What is about nothing of ours, or of another board's, is filed and changes nothing. */
static void
test_about_nothing_of_ours(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *id = send_all(world, "receipt");
	g_autofree char *other =
		notification("d1@mx.example", "x@kommun.example", RECEIPT, "failed");
	g_autofree char *elsewhere = notification("d2@mx.example", id, RECEIPT, "failed");
	g_autoptr(IntakePlan) filed = world_take(world, 2, other);
	gint64 mail = world_store(world, world->other, 1, elsewhere);
	g_autoptr(IntakePlan) at_sdn = world_apply(world, world->other, mail, elsewhere);

	g_assert_cmpuint(filed->kind, ==, MAIL_KIND_DSN);
	g_assert_null(filed->case_id);
	g_assert_cmpuint(at_sdn->kind, ==, MAIL_KIND_DSN);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE state='bounced'"), ==, 0);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM event WHERE kind='mail_filed'"), ==, 2);
}

#define STATES                                                                                     \
	"SELECT group_concat(state||coalesce(' '||hold,''),', ') FROM outbox WHERE notice='receipt'"

static void
assert_receipts(World *world, const char *expected)
{
	g_autofree char *states = world_text(world, STATES);

	g_assert_cmpstr(states, ==, expected);
}

/* The first receipt comes back with that status. */
static void
bounce_receipt(World *world, const char *status)
{
	g_autofree char *id = send_all(world, "receipt");
	g_autofree char *raw = notification("d1@mx.example", id, RECEIPT, "failed");
	g_auto(GStrv) parts = g_strsplit(raw, "5.1.1", 2);
	g_autofree char *other = g_strjoinv(status, parts);

	intake_plan_free(world_take(world, 2, other));
}

static void
report_again(World *world, guint32 uid)
{
	g_autofree char *id = g_strdup_printf("again%u@kommun.example", uid);
	g_autofree char *words = g_strdup_printf("Rapport nummer %u, om något annat.", uid);
	g_autofree char *raw = world_mail(id, "", words);

	intake_plan_free(world_take(world, uid, raw));
}

/* An address that takes no mail gets none, visibly, until a person says that it does. */
static void
test_next_is_held(void)
{
	g_autoptr(World) world = world_new();
	const NoticeChoice choice = { .hold = HOLD_BOUNCED };
	StoreActor who = world_actor(world);
	gint64 moved = 0;

	bounce_receipt(world, "5.1.1");
	report_again(world, 3);
	report_again(world, 4);
	assert_receipts(world, "bounced, held bounced, held bounced");
	world_assert_text(world,
		"SELECT group_concat(case_id||' '||(detail->>'$.notice')||' '||(detail->>'$.hold'),"
		"', ') FROM event JOIN event_detail USING(seq) WHERE kind='notice_held'",
		"LS-2026-0002 receipt bounced, LS-2026-0003 receipt bounced");
	/* The operator's daily mail names them. */
	StoreSummary summary = { 0 };
	g_assert_true(world->store->summary(world->store, "AMN", 0, G_MAXINT64, &summary, NULL));
	g_assert_cmpuint(summary.outbox[OUTBOX_HELD], ==, 2);
	g_assert_cmpuint(summary.n_unsent, ==, 3);
	g_assert_true(world->store->move_notices(
		world->store, &choice, OUTBOX_QUEUED, &who, &moved, NULL));
	g_assert_cmpint(moved, ==, 2);
	report_again(world, 5);
	assert_receipts(world, "bounced, queued bounced, queued bounced, queued");
}

/* It comes back once more: that one holds the next. */
static void
test_released_in_vain(void)
{
	g_autoptr(World) world = world_new();

	bounce_receipt(world, "5.2.1");
	report_again(world, 3);
	world_change(world, "UPDATE outbox SET state='bounced',stops=1 WHERE hold='bounced'");
	report_again(world, 4);
	assert_receipts(world, "bounced, bounced bounced, held bounced");
}

/* Trying the one that came back again says the same as letting a later one go. */
static void
test_retried(void)
{
	g_autoptr(World) world = world_new();

	bounce_receipt(world, "5.1.1");
	world_change(world, "UPDATE outbox SET state='queued' WHERE state='bounced'");
	report_again(world, 3);
	assert_receipts(world, "queued, queued");
}

/* Of several behind an address one is gone; or it comes when no server tries any more. */
static void
test_stops_nobody_else(void)
{
	g_autoptr(World) group = world_new();
	g_autofree char *id = send_all(group, "receipt");
	g_autofree char *gone = notification("d1@mx.example", id,
		"borta@kommun.example\r\nOriginal-Recipient: rfc822; " RECEIPT, "failed");

	intake_plan_free(world_take(group, 2, gone));
	report_again(group, 3);
	assert_receipts(group, "bounced, queued");

	g_autoptr(World) late = world_new();
	g_autofree char *old = send_all(late, "receipt");
	g_autofree char *raw = notification("d1@mx.example", old, RECEIPT, "failed");

	late->now.fixed += 6 * WORLD_DAY;
	intake_plan_free(world_take(late, 2, raw));
	report_again(late, 3);
	assert_receipts(late, "bounced, queued");
}

/* Full today is no word of tomorrow; and others hear what they would. */
static void
test_not_held(void)
{
	g_autoptr(World) world = world_new();

	bounce_receipt(world, "5.2.2");
	report_again(world, 3);
	assert_receipts(world, "bounced, queued");
}

/* Who is told of failures is told, whatever came back from them. */
static void
test_word_of_it_goes(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *id = send_all(world, "new_case");
	g_autofree char *raw = notification("d1@mx.example", id, NEW_CASE, "failed");

	intake_plan_free(world_take(world, 2, raw));
	report_again(world, 3);
	world_assert_text(world, "SELECT group_concat(state) FROM outbox WHERE notice='new_case'",
		"bounced,held");
	world_change(world, "UPDATE outbox SET state='sent' WHERE notice='receipt'");
	g_autofree char *receipt = world_text(world,
		"SELECT message_id FROM outbox WHERE notice='receipt' ORDER BY id DESC LIMIT 1");
	g_autofree char *back = notification("d2@mx.example", receipt, RECEIPT, "failed");
	intake_plan_free(world_take(world, 4, back));
	world_assert_text(world,
		"SELECT group_concat(recipient||' '||state) FROM outbox WHERE notice='undeliverable'",
		"drift@kommun.example queued," NEW_CASE " queued");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/bounce/comes-back", test_what_comes_back);
	g_test_add_func("/store/bounce/once", test_said_once);
	g_test_add_func("/store/bounce/early", test_back_before_it_went);
	g_test_add_func("/store/bounce/stand-in", test_a_stand_ins_own_bounce);
	g_test_add_func("/store/bounce/nothing-of-ours", test_about_nothing_of_ours);
	g_test_add_func("/store/bounce/next", test_next_is_held);
	g_test_add_func("/store/bounce/in-vain", test_released_in_vain);
	g_test_add_func("/store/bounce/retried", test_retried);
	g_test_add_func("/store/bounce/full", test_not_held);
	g_test_add_func("/store/bounce/nobody-else", test_stops_nobody_else);
	g_test_add_func("/store/bounce/word-of-it", test_word_of_it_goes);
	return g_test_run();
}
