/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "support/world.h"

/* A case, and the header by which a mail answers the notice of it. g_free() it. */
static char *
open_case(World *world, const char *notice)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");
	g_autofree char *sql =
		g_strdup_printf("SELECT message_id FROM outbox WHERE notice='%s'", notice);

	intake_plan_free(world_take(world, 1, raw));
	g_autofree char *id = world_text(world, sql);
	return g_strdup_printf("In-Reply-To: <%s>\r\n", id);
}

/* When somebody is back stands with the mail and in the journal, and nobody is told. */
static void
test_an_absence_is_kept(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *answers = open_case(world, "new_case");
	g_autofree char *headers = g_strconcat(answers, "Auto-Submitted: auto-replied\r\n",
		"Content-Type: text/html; charset=utf-8\r\n", NULL);
	g_autofree char *raw = world_mail("b@kommun.example", headers,
		"<p>Jag har semester och &auml;r <b>&aring;ter</b> den 12 augusti.</p>");
	g_autoptr(IntakePlan) plan = world_take(world, 2, raw);

	g_assert_cmpuint(plan->kind, ==, MAIL_KIND_AUTO_ANSWER);
	g_assert_cmpstr(plan->case_id, ==, "LS-2026-0001");
	g_assert_cmpuint(plan->notices->len, ==, 0);
	g_autofree char *mail = world_view(world, VIEW_MAIL, "2");
	g_autofree char *of_case = world_view(world, VIEW_CASE, "LS-2026-0001");
	g_assert_nonnull(strstr(mail, "2026-08-12"));
	g_assert_nonnull(strstr(mail, "åter den 12 augusti"));
	g_assert_nonnull(strstr(of_case, "2026-08-12"));
}

static const struct {
	const char *text;
	const char *type; /* header line or "" */
	gboolean thread, flagged;
} withdrawals[] = {
	{ "Jag tar tillbaka min anmälan.", "", TRUE, TRUE },
	{ "<div>Jag <i>återkallar</i> min rapport</div>", "Content-Type: text/html\r\n", TRUE,
		TRUE },
	{ "Jag tar tillbaka min anmälan.", "", FALSE, TRUE },
	{ "Tack för svaret.\r\n> Jag tar tillbaka min anmälan.", "", TRUE, FALSE },
};

/* A question to a person: nothing is closed, nobody's report goes away. */
static void
test_a_withdrawal_is_asked_about(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(withdrawals); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *answers = open_case(world, "receipt");
		g_autofree char *headers = g_strconcat(
			withdrawals[i].thread ? answers : "", withdrawals[i].type, NULL);
		g_autofree char *raw = world_mail("b@kommun.example", headers, withdrawals[i].text);
		g_autoptr(IntakePlan) plan = world_take(world, 2, raw);

		g_test_message("row %u", i);
		g_assert_cmpuint(plan->kind, ==,
			withdrawals[i].thread ? MAIL_KIND_CORRESPONDENCE : MAIL_KIND_REPORT);
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM flag WHERE code='withdrawal'"),
			==, withdrawals[i].flagged);
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM cases WHERE state<>'received'"),
			==, 0);
		/* The responsible hears of the mail, with the flag's title. */
		g_assert_cmpint(world_number(world,
					"SELECT count(*) FROM outbox WHERE notice='new_case' AND"
					" waits_for=2"),
			==, 1);
	}
}

/* From nobody known for sure: taken in, joined, kept with the mail, and said to a person. */
static void
test_an_unverified_sender_joins_with_a_flag(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *answers = open_case(world, "receipt");
	g_autofree char *raw = world_mail("b@kommun.example", answers, "Ett tillägg.");

	g_assert_cmpint(world_number(world, "SELECT count(*) FROM flag"), ==, 0);
	world->settings->organisation.trust = TRUST_AUTHSERV;
	world->settings->organisation.authserv_id = g_strdup("mx.kommun.example");
	g_autoptr(IntakePlan) plan = world_take(world, 2, raw);
	g_assert_cmpuint(plan->kind, ==, MAIL_KIND_CORRESPONDENCE);
	g_autofree char *code = world_text(world, "SELECT code FROM flag");
	g_assert_cmpstr(code, ==, "sender_unverified");
	g_autofree char *told = world_text(
		world, "SELECT facts FROM outbox WHERE notice='new_case' AND waits_for=2");
	g_assert_nonnull(strstr(told, "Det är inte styrkt"));
	g_autofree char *mail = world_view(world, VIEW_MAIL, "2");
	g_autofree char *of_case = world_view(world, VIEW_CASE, "LS-2026-0001");
	g_assert_nonnull(strstr(mail, "\"trust\": \"unknown\""));
	g_assert_nonnull(strstr(of_case, "\"trust\": \"unknown\""));
}

/* The address alone opens nobody's case: only what answers a mail or notice of it joins. */
static void
test_an_address_joins_nothing(void)
{
	g_autoptr(World) world = world_new();
	g_free(open_case(world, "receipt"));
	g_autofree char *raw = world_mail("b@kommun.example", "Subject: SV: LS-2026-0001\r\n",
		"Om LS-2026-0001: ett tillägg.");
	g_autoptr(IntakePlan) plan = world_take(world, 2, raw);

	g_assert_cmpuint(plan->kind, ==, MAIL_KIND_REPORT);
	g_assert_cmpstr(plan->case_id, ==, "LS-2026-0002");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/kinds/absence", test_an_absence_is_kept);
	g_test_add_func("/store/kinds/withdrawal", test_a_withdrawal_is_asked_about);
	g_test_add_func("/store/kinds/unverified", test_an_unverified_sender_joins_with_a_flag);
	g_test_add_func("/store/kinds/address", test_an_address_joins_nothing);
	return g_test_run();
}
