/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/reading-desk.h"
#include "support/world.h"

static char *
state_of(World *world, const char *case_id)
{
	g_autofree char *sql = g_strdup_printf("SELECT state FROM cases WHERE label='%s'", case_id);

	return world_text(world, sql);
}

/* What was taken for a reply, or for a machine's answer, and is a report of own staff. */
static void
test_a_report_after_all(void)
{
	static const char *const headers[] = { "In-Reply-To: <a@kommun.example>\r\n",
		"Auto-Submitted: auto-replied\r\nIn-Reply-To: <NOTICE>\r\n" };

	for (guint i = 0; i < G_N_ELEMENTS(headers); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *case_id = NULL;

		world_take_mail(world, 1, "a@kommun.example", "", "Rapport.");
		g_autofree char *id =
			world_text(world, "SELECT message_id FROM outbox WHERE notice='receipt'");
		g_auto(GStrv) pieces = g_strsplit(headers[i], "NOTICE", 2);
		g_autofree char *mine = g_strjoinv(id, pieces);
		world_take_mail(world, 2, "b@kommun.example", mine, "En annan händelse.");
		world_change(world, "UPDATE outbox SET state='sent'");
		gint64 came = world->now.fixed;
		world->now.fixed += 3 * WORLD_DAY;
		g_test_message("row %u", i);
		g_assert_true(world_file(world, 2, MAIL_KIND_REPORT, NULL, &case_id, NULL));
		g_assert_cmpstr(case_id, ==, "LS-2026-0002");
		/* As of when it came, not of today. */
		g_assert_cmpint(
			world_number(world, "SELECT arrived FROM cases WHERE id=2"), ==, came);
		g_autofree char *made = world_text(world,
			"SELECT group_concat(notice||' '||recipient) FROM outbox WHERE case_no=2");
		/* A machine is not answered, whoever filed its mail. */
		g_assert_cmpstr(made, ==,
			i == 0 ? "receipt alva@kommun.example,new_case ansvarig@kommun.example,"
				 "registrar registrator@kommun.example"
			       : "new_case ansvarig@kommun.example,registrar "
				 "registrator@kommun.example");
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM reading WHERE mail=2 AND"
						    " case_no=2 AND state='pending'"),
			==, 1);
		g_autofree char *first = state_of(world, "LS-2026-0001");
		g_assert_cmpstr(first, ==, "received");
		/* The same mail once more is a copy in its case. */
		g_autofree char *again = world_mail("b@kommun.example", mine, "En annan händelse.");
		g_autoptr(IntakePlan) copy = world_take(world, 3, again);
		g_assert_cmpuint(copy->kind, ==, MAIL_KIND_COPY);
		g_assert_cmpstr(copy->case_id, ==, "LS-2026-0002");
		g_autofree char *complaints = world_verify(world);
		g_assert_cmpstr(complaints, ==, "");
	}
}

/* An outsider's mail that a person calls a report gets no receipt by itself. */
static void
test_an_outsider_gets_no_receipt(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *case_id = NULL;

	world_take_mail(world, 1, "a@kommun.example", "", "Rapport.");
	intake_plan_free(world_take(world, 2,
		"From: bo@annat.example\r\nMessage-ID: <b@annat.example>\r\n"
		"In-Reply-To: <a@kommun.example>\r\n\r\nOm en annan sak.\r\n"));
	g_assert_true(world_file(world, 2, MAIL_KIND_REPORT, NULL, &case_id, NULL));
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE case_no=2 AND"
					    " notice='receipt'"),
		==, 0);
}

static const struct {
	MailKind kind;
	const char *to;
	const char *case_id; /* of the mail then */
	const char *state;   /* of the case that it had opened */
} rows[] = {
	{ MAIL_KIND_SPAM, NULL, "LS-2026-0002", "not_report" },
	{ MAIL_KIND_COMPLAINT, NULL, "LS-2026-0002", "not_report" },
	{ MAIL_KIND_PROVIDER_REPORT, NULL, "LS-2026-0002", "not_report" },
	{ MAIL_KIND_CORRESPONDENCE, "LS-2026-0001", "LS-2026-0001", "not_report" },
};

static void
test_no_report_after_all(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *case_id = NULL;

		world_take_mail(world, 1, "a@kommun.example", "", "Rapport.");
		world_take_mail(world, 2, "b@kommun.example", "", "Nyhetsbrev.");
		gint64 queued = world_number(world, "SELECT count(*) FROM outbox");
		g_test_message("row %u", i);
		g_assert_true(world_file(world, 2, rows[i].kind, rows[i].to, &case_id, NULL));
		g_assert_cmpstr(case_id, ==, rows[i].case_id);
		g_autofree char *state = state_of(world, "LS-2026-0002");
		g_assert_cmpstr(state, ==, rows[i].state);
		g_autofree char *shown = world_view(world, VIEW_CASE, "LS-2026-0002");
		g_assert_nonnull(strstr(shown, "mail_filed_as"));
		g_assert_nonnull(strstr(shown, "case_state"));
		/* Nothing goes out for it, and nothing is lost. */
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox"), ==, queued);
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM raw"), ==, 2);
		/* And back. */
		g_clear_pointer(&case_id, g_free);
		g_assert_true(world_file(world, 2, MAIL_KIND_REPORT, NULL, &case_id, NULL));
		g_assert_cmpstr(case_id, ==, "LS-2026-0003");
		g_autofree char *complaints = world_verify(world);
		g_assert_cmpstr(complaints, ==, "");
	}
}

static void
test_refusals(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		gint64 mail;
		MailKind kind;
		const char *to;
		int code;
	} refusals[] = {
		{ 1, MAIL_KIND_REPORT, NULL, LEX_ERROR_NOT_ALLOWED },
		{ 2, MAIL_KIND_SPAM, NULL, LEX_ERROR_NOT_ALLOWED }, /* a copy */
		{ 3, MAIL_KIND_SPAM, NULL, LEX_ERROR_NOT_ALLOWED }, /* not handled */
		{ 4, MAIL_KIND_SPAM, NULL, LEX_ERROR_NOT_ALLOWED }, /* investigated */
		{ 99, MAIL_KIND_SPAM, NULL, LEX_ERROR_NOT_FOUND },
		{ 1, MAIL_KIND_CORRESPONDENCE, "LS-2026-0099", LEX_ERROR_NOT_FOUND },
	};

	world_take_mail(world, 1, "a@kommun.example", "", "Rapport.");
	world_take_mail(world, 2, "a@kommun.example", "", "Rapport.");
	world_store(world, world->board, 3, "From: x\r\n\r\nx");
	world_take_mail(world, 4, "d@kommun.example", "", "En till.");
	world_change(world, "UPDATE cases SET state='investigating' WHERE label='LS-2026-0002'");
	gint64 events = world_number(world, "SELECT count(*) FROM event");
	for (guint i = 0; i < G_N_ELEMENTS(refusals); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *case_id = NULL;

		g_test_message("row %u", i);
		g_assert_false(world_file(world, refusals[i].mail, refusals[i].kind, refusals[i].to,
			&case_id, &error));
		g_assert_error(error, LEX_ERROR, refusals[i].code);
	}
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM event"), ==, events);
}

#define ABOUT_BOSS                                                                                        \
	"{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[{\"report\":{\"description\":"         \
	"{\"value\":\"Åsa Lind-Öberg slog en brukare.\",\"raw\":\"Åsa Lind-Öberg slog en brukare.\"," \
	"\"confidence\":1,\"where\":\"line 1\"}},\"flags\":[]}]}"
#define NOTHING "{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[{\"flags\":[]}]}"

/* Its files hold the case that it joins, as they would had it come into that case by itself. */
static void
test_read_for_the_case_that_it_joins(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *case_id = NULL;

	world->board->responsible.name = g_strdup("Åsa Lind-Öberg");
	world->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
	world_take_mail(world, 1, "a@kommun.example", "", "Rapport.");
	reading_desk_read(world, NOTHING, -1);
	world_take_mail(world, 2, "b@kommun.example", "", "Se bilaga.");
	reading_desk_read(world, ABOUT_BOSS, -1);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM case_hold WHERE case_no=1"), ==, 0);
	g_assert_true(
		world_file(world, 2, MAIL_KIND_CORRESPONDENCE, "LS-2026-0001", &case_id, NULL));
	reading_desk_read(world, ABOUT_BOSS, -1);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM case_hold WHERE case_no=1"), ==, 1);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE case_no=1"
					    " AND notice='sensitive'"),
		==, 1);
	g_autofree char *complaints = world_verify(world);
	g_assert_cmpstr(complaints, ==, "");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/file/read-again", test_read_for_the_case_that_it_joins);
	g_test_add_func("/store/file/report", test_a_report_after_all);
	g_test_add_func("/store/file/outsider", test_an_outsider_gets_no_receipt);
	g_test_add_func("/store/file/no-report", test_no_report_after_all);
	g_test_add(
		"/store/file/refusals", World, NULL, world_set_up, test_refusals, world_tear_down);
	return g_test_run();
}
