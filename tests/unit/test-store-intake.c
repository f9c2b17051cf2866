/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/world.h"

/* An attachment that is large enough to be a document. */
#define DOCUMENT                                                                                   \
	"MIME-Version: 1.0\r\nContent-Type: application/pdf; name=rapport.pdf\r\n"                 \
	"Content-Disposition: attachment; filename=rapport.pdf\r\n"

static char *
document(char letter)
{
	return g_strnfill(2000, letter);
}

/* A mail that is known already, and one that comes then. */
typedef struct {
	const char *id, *headers;
	char letter;
	MailKind kind;
	const char *case_id;
	gboolean duplicate;
} Second;

/* Invariant 4, sentence by sentence. The first is <a@kommun.example> with document 'a'. */
static const Second seconds[] = {
	/* Read once more, whatever the reason; by another path. */
	{ "a@kommun.example", DOCUMENT, 'a', MAIL_KIND_COPY, "LS-2026-0001", FALSE },
	{ "a@kommun.example",
		"Received: from b.example by mx.kommun.example; Tue, 17 Mar 2026 11:00:00 +0000\r\n"
		"Delivered-To: annan@kommun.example\r\n" DOCUMENT,
		'a', MAIL_KIND_COPY, "LS-2026-0001", FALSE },
	/* The same Message-ID with other content. */
	{ "a@kommun.example", DOCUMENT, 'b', MAIL_KIND_REPORT, "LS-2026-0002", TRUE },
	/* The same attachment under another Message-ID. */
	{ "b@kommun.example", DOCUMENT, 'a', MAIL_KIND_REPORT, "LS-2026-0002", TRUE },
	{ "b@kommun.example", DOCUMENT, 'b', MAIL_KIND_REPORT, "LS-2026-0002", FALSE },
	/* An answer to the mail itself joins its case; its attachment is no news there. */
	{ "b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n" DOCUMENT, 'a',
		MAIL_KIND_CORRESPONDENCE, "LS-2026-0001", FALSE },
	{ "b@kommun.example", "References: <x@y.example> <a@kommun.example>\r\n" DOCUMENT, 'b',
		MAIL_KIND_CORRESPONDENCE, "LS-2026-0001", FALSE },
	{ "b@kommun.example", "References: <x@y.example>\r\n" DOCUMENT, 'b', MAIL_KIND_REPORT,
		"LS-2026-0002", FALSE },
};

static gint64
count_flags(World *world, const char *case_id)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT count(*) FROM flag JOIN cases c ON c.id=case_no WHERE c.label='%s'",
		case_id);

	return world_number(world, sql);
}

static void
test_a_mail_is_one_mail_once(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(seconds); i++) {
		g_autoptr(World) world = world_new();
		const Second *second = &seconds[i];
		g_autofree char *first = document('a'), *then = document(second->letter);
		g_autofree char *raw = world_mail("a@kommun.example", DOCUMENT, first);
		g_autofree char *again = world_mail(second->id, second->headers, then);

		intake_plan_free(world_take(world, 1, raw));
		world_restart(world);
		g_autoptr(IntakePlan) plan = world_take(world, 2, again);
		g_test_message("row %u: %s", i, mail_kind_name(plan->kind));
		g_assert_cmpuint(plan->kind, ==, second->kind);
		g_assert_cmpstr(plan->case_id, ==, second->case_id);
		g_assert_cmpint(count_flags(world, second->case_id), ==, second->duplicate);
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==,
			second->kind == MAIL_KIND_REPORT ? 2 : 1);
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM mail"), ==, 2);
		g_autofree char *complaints = world_verify(world);
		g_assert_cmpstr(complaints, ==, "");
	}
}

static void
test_two_boards_have_two_cases(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	intake_plan_free(world_take(world, 1, raw));
	gint64 mail = world_store(world, world->other, 1, raw);
	g_autoptr(IntakePlan) plan = world_apply(world, world->other, mail, raw);
	g_assert_cmpuint(plan->kind, ==, MAIL_KIND_REPORT);
	g_assert_cmpstr(plan->case_id, ==, "LS-2026-0002");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM flag"), ==, 0);
}

/* Instants about a year's end in Stockholm, an hour before that of UTC. */
static const struct {
	gint64 now;
	const char *before; /* statement that sets the series */
	const char *id;
} numbers[] = {
	{ G_GINT64_CONSTANT(1798757999999), NULL, "LS-2026-0001" },
	{ G_GINT64_CONSTANT(1798758000000), NULL, "LS-2027-0001" },
	{ WORLD_BEGIN, "INSERT INTO series VALUES(2026,9998)", "LS-2026-9999" },
	{ WORLD_BEGIN, "INSERT INTO series VALUES(2026,9999)", "LS-2026-10000" },
	{ WORLD_BEGIN, "INSERT INTO series VALUES(2025,77)", "LS-2026-0001" },
};

static void
test_numbers_are_of_the_year_in_stockholm(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

		world->now.fixed = numbers[i].now;
		if (numbers[i].before)
			world_change(world, numbers[i].before);
		g_autoptr(IntakePlan) plan = world_take(world, 1, raw);
		g_assert_cmpstr(plan->case_id, ==, numbers[i].id);
	}
}

static void
test_an_answer_to_a_notice_joins_its_case(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	intake_plan_free(world_take(world, 1, raw));
	g_autofree char *id =
		world_text(world, "SELECT message_id FROM outbox WHERE notice='registrar'");
	g_autofree char *headers = g_strdup_printf("In-Reply-To: <%s>\r\n", id);
	g_autofree char *answer = world_mail("b@kommun.example", headers, "Diariefört.");
	g_autoptr(IntakePlan) plan = world_take(world, 2, answer);
	g_assert_cmpuint(plan->kind, ==, MAIL_KIND_CORRESPONDENCE);
	g_assert_cmpstr(plan->case_id, ==, "LS-2026-0001");

	g_autofree char *automatic = g_strconcat(headers, "Auto-Submitted: auto-replied\r\n", NULL);
	g_autofree char *absent = world_mail("c@kommun.example", automatic, "Jag är ledig.");
	g_autoptr(IntakePlan) filed = world_take(world, 3, absent);
	g_assert_cmpuint(filed->kind, ==, MAIL_KIND_AUTO_ANSWER);
	g_assert_cmpstr(filed->case_id, ==, "LS-2026-0001");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox"), ==, 4);
}

/* The sender chooses how many: the newest are looked at, and only so many. */
static void
test_a_thousand_references(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");
	g_autoptr(GString) headers = g_string_new("References:");

	intake_plan_free(world_take(world, 1, raw));
	for (guint i = 0; i < 1000; i++)
		g_string_append_printf(headers, " <r%u@y.example>\r\n", i);
	g_string_append(headers, " <a@kommun.example>\r\n");
	g_autofree char *answer = world_mail("b@kommun.example", headers->str, "Svar.");
	g_autoptr(IntakePlan) plan = world_take(world, 2, answer);
	g_assert_cmpuint(plan->kind, ==, MAIL_KIND_CORRESPONDENCE);
	g_assert_cmpstr(plan->case_id, ==, "LS-2026-0001");
}

/* Several mails have one Message-ID: an answer is to the first of them that has a case. */
static void
test_an_answer_to_one_of_several(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *answer = world_mail(
		"b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Ett tillägg.");
	g_autofree char *later =
		world_mail("c@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Ett till.");

	for (guint32 uid = 1; uid <= 8; uid++) {
		g_autofree char *text = g_strdup_printf("Rapport %u.", uid);
		g_autofree char *raw = world_mail("a@kommun.example", "", text);

		intake_plan_free(world_take(world, uid, raw));
	}
	g_autoptr(IntakePlan) first = world_take(world, 9, answer);
	g_assert_cmpstr(first->case_id, ==, "LS-2026-0001");
	world_change(world, "UPDATE identity SET case_id=NULL WHERE mail<4");
	g_autoptr(IntakePlan) second = world_take(world, 10, later);
	g_assert_cmpstr(second->case_id, ==, "LS-2026-0004");
}

/* What an outsider can write: a Message-ID of ours on a mail of their own. */
static void
test_a_report_under_our_message_id_is_no_notice_of_ours(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	intake_plan_free(world_take(world, 1, raw));
	g_autofree char *id =
		world_text(world, "SELECT message_id FROM outbox WHERE notice='receipt'");
	g_autofree char *forged = world_mail(id, "", "Ännu en rapport.");
	g_autoptr(IntakePlan) plan = world_take(world, 2, forged);
	g_assert_cmpuint(plan->kind, ==, MAIL_KIND_REPORT);
	g_assert_cmpstr(plan->case_id, ==, "LS-2026-0002");
}

/* In this life an attempt counts once; what comes back with more than two died twice. */
static void
test_attempts_are_counted_by_lives(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");
	gint64 mail = world_store(world, world->board, 1, raw);
	StoreActor who = world_actor(world);

	for (guint life = 1; life <= 3; life++) {
		for (guint again = 0; again < 2; again++) {
			g_auto(PendingMail) pending = { 0 };

			g_assert_true(world->store->next_pending(
				world->store, "AMN", PENDING_LEFT, &who, &pending, NULL));
			g_assert_cmpuint(pending.attempts, ==, life);
			g_assert_cmpint(pending.origin.mail, ==, mail);
			g_assert_cmpint(pending.origin.stored, ==, WORLD_BEGIN);
			g_assert_cmpuint(g_bytes_get_size(pending.raw), ==, strlen(raw));
		}
		/* As a kill leaves it: nobody gave anything back. */
		world_change(world, "UPDATE mail SET run='a life before'");
	}
	g_auto(PendingMail) none = { 0 };
	g_assert_true(
		world->store->next_pending(world->store, "SDN", PENDING_LEFT, &who, &none, NULL));
	g_assert_null(none.raw);
}

/* A disk that is full for days, and the daemon started anew each minute: no quarantine. */
static void
test_an_end_in_good_order_is_no_death(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");
	StoreActor who = world_actor(world);

	world_store(world, world->board, 1, raw);
	for (guint life = 0; life < 5; life++) {
		g_auto(PendingMail) pending = { 0 };

		world_restart(world);
		g_assert_true(world->store->next_pending(
			world->store, "AMN", PENDING_LEFT, &who, &pending, NULL));
		g_assert_cmpuint(pending.attempts, ==, 1);
	}
}

static void
test_no_bytes_at_all_are_a_mail(void)
{
	g_autoptr(World) world = world_new();
	g_autoptr(IntakePlan) plan = world_take(world, 1, "");
	g_autoptr(GBytes) raw = NULL;
	g_autoptr(GError) error = NULL;
	StoreActor who = world_actor(world);

	g_assert_true(plan->opens_case);
	g_assert_true(world->store->raw_mail(world->store, 1, &who, &raw, &error));
	g_assert_cmpuint(g_bytes_get_size(raw), ==, 0);
	g_clear_pointer(&raw, g_bytes_unref);
	g_assert_false(world->store->raw_mail(world->store, 2, &who, &raw, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
	g_assert_null(raw);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/intake/once", test_a_mail_is_one_mail_once);
	g_test_add_func("/store/intake/boards", test_two_boards_have_two_cases);
	g_test_add_func("/store/intake/numbers", test_numbers_are_of_the_year_in_stockholm);
	g_test_add_func("/store/intake/answer", test_an_answer_to_a_notice_joins_its_case);
	g_test_add_func("/store/intake/several", test_an_answer_to_one_of_several);
	g_test_add_func("/store/intake/references", test_a_thousand_references);
	g_test_add_func(
		"/store/intake/own-id", test_a_report_under_our_message_id_is_no_notice_of_ours);
	g_test_add_func("/store/intake/attempts", test_attempts_are_counted_by_lives);
	g_test_add_func("/store/intake/good-order", test_an_end_in_good_order_is_no_death);
	g_test_add_func("/store/intake/empty", test_no_bytes_at_all_are_a_mail);
	return g_test_run();
}
