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

#define PROVED                                                                                     \
	"Authentication-Results: mx.kommun.example; dmarc=pass header.from=kommun.example\r\n"
#define FORGED                                                                                     \
	"Authentication-Results: mx.kommun.example; dmarc=fail header.from=kommun.example\r\n"
#define AUTO "Auto-Submitted: auto-replied\r\n"

/* Whose absence counts, and until when: of who got the notice, and was not forged. */
static const struct {
	const char *from, *headers, *text;
	const char *until; /* "" : not at all */
} absences[] = {
	{ "ansvarig@kommun.example", PROVED AUTO, "Jag är åter den 10 april.", "2026-04-09" },
	{ "Ansvarig@Kommun.example", PROVED AUTO, "Jag är åter den 10 april.", "2026-04-09" },
	{ "ansvarig@kommun.example", PROVED AUTO, "Jag är åter den 10 april 2027.", "2026-04-21" },
	{ "ansvarig@kommun.example", AUTO, "Jag är åter den 10 april.", "2026-03-24" },
	{ "ansvarig@kommun.example", FORGED AUTO, "Jag är åter den 10 april.", "" },
	/* Who reads along has the number of the notice, and is not the one it went to. */
	{ "alva@kommun.example", PROVED AUTO, "Jag är åter den 10 april.", "" },
	{ "registrator@kommun.example", PROVED AUTO, "Jag är åter den 10 april.", "" },
	{ "ansvarig@kommun.example", PROVED AUTO, "Jag är borta.", "" },
	/* A person writes. */
	{ "ansvarig@kommun.example", PROVED, "Jag är åter den 10 april.", "" },
};

static char *
answer_from(const char *from, const char *answers, const char *headers, const char *id,
	const char *text)
{
	return g_strdup_printf("%s"
			       "Received: from pc.kommun.example by mx.kommun.example; "
			       "Tue, 17 Mar 2026 13:00:00 +0100\r\n"
			       "From: %s\r\nTo: lexsarah@kommun.example\r\nSubject: SV\r\n"
			       "Date: Tue, 17 Mar 2026 12:00:00 +0000\r\nMessage-ID: <%s>\r\n"
			       "Content-Type: text/plain; charset=utf-8\r\n%s\r\n%s\r\n",
		headers, from, id, answers, text);
}

static World *
world_with_proofs(void)
{
	World *world = world_new();

	world->settings->organisation.trust = TRUST_AUTHSERV;
	world->settings->organisation.authserv_id = g_strdup("mx.kommun.example");
	return world;
}

static void
test_whose_absence_counts(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(absences); i++) {
		g_autoptr(World) world = world_with_proofs();
		g_autofree char *answers = open_case(world, "new_case");
		g_autofree char *raw = answer_from(absences[i].from, answers, absences[i].headers,
			"b@kommun.example", absences[i].text);

		g_test_message("row %u", i);
		intake_plan_free(world_take(world, 2, raw));
		world_assert_text(
			world, "SELECT coalesce(max(until),'') FROM away", absences[i].until);
		world_assert_proved(world);
	}
}

/* The newest answer counts, and an own one that is proved ends it. */
static void
test_an_absence_ends(void)
{
	static const struct {
		const char *headers, *text, *until;
	} then[] = {
		{ PROVED AUTO, "Jag är åter den 10 april.", "2026-04-09" },
		{ PROVED AUTO, "Jag är åter den 1 april.", "2026-03-31" },
		{ "", "Jag tittar på det.", "2026-03-31" },
		{ PROVED, "Jag tittar på det.", "" },
	};
	g_autoptr(World) world = world_with_proofs();
	g_autofree char *answers = open_case(world, "new_case");

	for (guint i = 0; i < G_N_ELEMENTS(then); i++) {
		g_autofree char *id = g_strdup_printf("b%u@kommun.example", i);
		g_autofree char *raw = answer_from(
			"ansvarig@kommun.example", answers, then[i].headers, id, then[i].text);

		intake_plan_free(world_take(world, 2 + i, raw));
		world_assert_text(world, "SELECT coalesce(max(until),'') FROM away", then[i].until);
	}
	world_assert_proved(world);
}

static const struct {
	gboolean recipient; /* who got the notice, not somebody else */
	const char *type;   /* header line or "" */
	const char *text;
	MailKind kind;
} generated[] = {
	{ TRUE, "", "Tack, vi har tagit emot ditt brev.", MAIL_KIND_AUTO_ANSWER },
	{ FALSE, "", "Tack, vi har tagit emot ditt brev.", MAIL_KIND_REPORT },
	{ TRUE, "Content-Type: multipart/mixed; boundary=b\r\n",
		"--b\r\n\r\nSe bilagan.\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n"
		"Content-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF-1.4\r\n--b--\r\n",
		MAIL_KIND_REPORT },
};

/* A mailbox whose system answers each mail would open a case for each notice of a case. */
static void
test_a_machine_answers_what_it_got(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(generated); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *answers = open_case(world, "new_case");
		g_autofree char *headers = g_strconcat(
			answers, "Auto-Submitted: auto-generated\r\n", generated[i].type, NULL);
		g_autofree char *raw = world_mail("b@kommun.example", headers, generated[i].text);

		if (generated[i].recipient)
			world_change(world, "UPDATE outbox SET recipient='Alva@Kommun.Example'"
					    " WHERE notice='new_case'");
		g_autoptr(IntakePlan) plan = world_take(world, 2, raw);

		g_test_message("row %u", i);
		g_assert_cmpuint(plan->kind, ==, generated[i].kind);
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM outbox WHERE notice='new_case'"),
			==, generated[i].kind == MAIL_KIND_REPORT ? 2 : 1);
	}
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

/* What is taken in by the other board, SDN. */
static IntakePlan *
take_at_other(World *world, guint32 uid, const char *raw)
{
	return world_apply(world, world->other, world_store(world, world->other, uid, raw), raw);
}

static char *
message_id(World *world, const char *notice, const char *board)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT message_id FROM outbox WHERE notice='%s' AND board='%s'", notice, board);

	return world_text(world, sql);
}

#define AMNS_NOTICE 1
#define AMNS_MAIL   2
#define SDNS_NOTICE 4
#define SDNS_MAIL   8
#define NOBODYS     16

/* What a mail to SDN references, newest last, and what becomes of it. */
static const struct {
	guint references;
	const char *headers;
	MailKind kind;
	const char *case_id;
	gboolean flagged;
	guint notices;
} across[] = {
	{ AMNS_NOTICE, "", MAIL_KIND_REPORT, "LS-2026-0003", TRUE, 3 },
	{ AMNS_MAIL, "", MAIL_KIND_REPORT, "LS-2026-0003", TRUE, 3 },
	{ AMNS_NOTICE | AMNS_MAIL | NOBODYS, "", MAIL_KIND_REPORT, "LS-2026-0003", TRUE, 3 },
	{ NOBODYS, "", MAIL_KIND_REPORT, "LS-2026-0003", FALSE, 3 },
	/* With one of its own it is at home, whatever else it names. */
	{ SDNS_NOTICE, "", MAIL_KIND_CORRESPONDENCE, "LS-2026-0002", FALSE, 1 },
	{ AMNS_NOTICE | SDNS_MAIL, "", MAIL_KIND_CORRESPONDENCE, "LS-2026-0002", FALSE, 1 },
	{ AMNS_NOTICE | AMNS_MAIL | SDNS_NOTICE | SDNS_MAIL, "", MAIL_KIND_CORRESPONDENCE,
		"LS-2026-0002", FALSE, 1 },
	/* A machine's answer to another board's notice is none to this one's: nobody is
	 * answered, and nothing is filed away unseen. */
	{ AMNS_NOTICE, "Auto-Submitted: auto-replied\r\n", MAIL_KIND_REPORT, "LS-2026-0003", TRUE,
		2 },
	{ AMNS_NOTICE | SDNS_NOTICE, "Auto-Submitted: auto-replied\r\n", MAIL_KIND_AUTO_ANSWER,
		"LS-2026-0002", FALSE, 0 },
};

static void
append_reference(World *world, GString *headers, const char *notice, const char *board)
{
	g_autofree char *id = message_id(world, notice, board);

	g_string_append_printf(headers, " <%s>", id);
}

static char *
references_of(World *world, guint references)
{
	GString *headers = g_string_new("References:");

	if (references & SDNS_MAIL)
		g_string_append(headers, " <s@kommun.example>");
	if (references & SDNS_NOTICE)
		append_reference(world, headers, "receipt", "SDN");
	if (references & AMNS_MAIL)
		g_string_append(headers, " <a@kommun.example>");
	if (references & AMNS_NOTICE)
		append_reference(world, headers, "receipt", "AMN");
	if (references & NOBODYS)
		g_string_append(headers, " <nobody@kommun.example>");
	g_string_append(headers, "\r\n");
	return g_string_free(headers, FALSE);
}

/* Each board is an authority of its own: its copy of a mail belongs to its own case. */
static void
test_each_board_has_its_own_threads(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(across); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *at_amn = world_mail("a@kommun.example", "", "Rapport.");
		g_autofree char *at_sdn = world_mail("s@kommun.example", "", "En annan.");

		intake_plan_free(world_take(world, 1, at_amn));
		intake_plan_free(take_at_other(world, 1, at_sdn));
		g_autofree char *references = references_of(world, across[i].references);
		g_autofree char *headers = g_strconcat(references, across[i].headers, NULL);
		g_autofree char *raw = world_mail("b@kommun.example", headers, "Ett tillägg.");
		g_autoptr(IntakePlan) plan = take_at_other(world, 2, raw);
		g_test_message("row %u: %s", i, mail_kind_name(plan->kind));
		g_assert_cmpuint(plan->kind, ==, across[i].kind);
		g_assert_cmpstr(plan->case_id, ==, across[i].case_id);
		g_assert_cmpuint(plan->notices->len, ==, across[i].notices);
		g_autofree char *flag = world_text(
			world, "SELECT message FROM flag WHERE code='other_boards_case'");
		g_assert_cmpint(flag != NULL, ==, across[i].flagged);
		/* Which one, for a person to link the two; inside only. */
		g_assert_true(!flag || (strstr(flag, "LS-2026-0001") &&
					       strstr(flag, "Arbetsmarknadsnämnden")));
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM mail WHERE case_no=1"), ==, 1);
		/* The same mail to the other address answers there. */
		g_autoptr(IntakePlan) twin = world_take(world, 2, raw);
		g_assert_cmpint(g_strcmp0(twin->case_id, "LS-2026-0001") == 0, ==,
			(across[i].references & (AMNS_NOTICE | AMNS_MAIL)) != 0);
	}
}

/* A notice of ours is known as such in whatever mailbox of ours it turns up. */
static void
test_an_own_notice_is_known_everywhere(void)
{
	g_autoptr(World) world = world_new();

	g_free(open_case(world, "new_case"));
	g_autofree char *id = message_id(world, "new_case", "AMN");
	g_autofree char *mail = world_mail(id, "", "Ett nytt ärende.");
	char *from = strstr(mail, "alva@kommun.example");
	g_autofree char *raw = g_strdup_printf("%.*slexsarah@kommun.example%s", (int) (from - mail),
		mail, from + strlen("alva@kommun.example"));
	g_autoptr(IntakePlan) plan = take_at_other(world, 1, raw);

	g_assert_cmpuint(plan->kind, ==, MAIL_KIND_OWN);
	g_assert_null(plan->case_id);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/kinds/absence", test_an_absence_is_kept);
	g_test_add_func("/store/kinds/absence-counts", test_whose_absence_counts);
	g_test_add_func("/store/kinds/absence-ends", test_an_absence_ends);
	g_test_add_func("/store/kinds/generated", test_a_machine_answers_what_it_got);
	g_test_add_func("/store/kinds/withdrawal", test_a_withdrawal_is_asked_about);
	g_test_add_func("/store/kinds/unverified", test_an_unverified_sender_joins_with_a_flag);
	g_test_add_func("/store/kinds/address", test_an_address_joins_nothing);
	g_test_add_func("/store/kinds/boards", test_each_board_has_its_own_threads);
	g_test_add_func("/store/kinds/own", test_an_own_notice_is_known_everywhere);
	return g_test_run();
}
