/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "core/error.h"
#include "support/world.h"

#define JSON "{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[{\"flags\":[]}]}"

static void
furnish(World *world)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	intake_plan_free(world_take(world, 1, raw));
}

static gboolean
claim(World *world, ReadingJob *job)
{
	StoreActor who = world_actor(world);
	gboolean found = FALSE;

	g_assert_true(world->store->claim_reading(world->store, &who, &found, job, NULL));
	return found;
}

static void
finish(World *world, const ReadingJob *job, ReadingResult result)
{
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;

	result.facts = "{\"reading_pending\":false,\"flags\":[{\"title\":\"Ny\"}]}";
	gboolean good = world->store->finish_reading(world->store, job, &result, &who, &error);
	g_assert_no_error(error);
	g_assert_true(good);
}

static char *
state_of(World *world)
{
	return world_text(world, "SELECT state||' '||attempts FROM reading WHERE id=1");
}

static void
test_what_was_read_goes_out_at_once(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(ReadingJob) job = { 0 }, none = { 0 };

	world_change(world, "INSERT INTO series VALUES(2026,6)");
	furnish(world);
	world_change(world, "UPDATE outbox SET facts='{\"case\":\"x\",\"reading_pending\":true,"
			    "\"flags\":[{\"title\":\"Gammal\"}]}'");
	world->now.fixed += 5000;
	g_assert_true(claim(world, &job));
	g_assert_cmpstr(job.case_id, ==, "LS-2026-0007");
	g_assert_cmpstr(job.board, ==, "AMN");
	g_assert_false(claim(world, &none));
	finish(world, &job, (ReadingResult){ .json = JSON });
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE notice='new_case'");
	g_assert_cmpstr(facts, ==,
		"{\"case\":\"x\",\"flags\":[{\"title\":\"Gammal\"},{\"title\":\"Ny\"}],"
		"\"reading_pending\":false}");
	g_assert_cmpint(world_number(world, "SELECT due FROM outbox WHERE notice='new_case'"), ==,
		world->now.fixed);
	/* The registrar waited too; the receipt did not, and is as it was. */
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE facts LIKE '%Ny%'"), ==, 2);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM event WHERE kind='reading_done'"
					    " AND case_id='LS-2026-0007'"),
		==, 1);
}

#define WAITING                                                                                    \
	"SELECT count(*) FROM outbox WHERE notice='new_case' AND facts NOT LIKE '%\"Ny\"%'"        \
	" AND facts LIKE '%\"reading_pending\":true%' AND waits_for IS NOT NULL"

/* Each mail of a case has its own notice, and that waits for its own reading. */
static void
test_a_notice_waits_for_its_own_mail(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *answer =
		world_mail("b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Svar.");
	g_auto(ReadingJob) first = { 0 }, second = { 0 };

	furnish(world);
	intake_plan_free(world_take(world, 2, answer));
	g_assert_cmpint(world_number(world, WAITING), ==, 2);
	g_assert_true(claim(world, &first));
	finish(world, &first, (ReadingResult){ .json = JSON });
	g_assert_cmpint(world_number(world, WAITING), ==, 1);
	g_assert_true(claim(world, &second));
	g_assert_cmpstr(second.case_id, ==, first.case_id);
	finish(world, &second, (ReadingResult){ .json = JSON });
	g_assert_cmpint(world_number(world, WAITING), ==, 0);
}

/* Who sends a notice fails it when it is damaged; the reading is recorded all the same. */
static void
test_damaged_facts_do_not_stop_a_reading(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(ReadingJob) job = { 0 };

	furnish(world);
	world_change(world, "UPDATE outbox SET facts='{' WHERE notice='new_case'");
	g_assert_true(claim(world, &job));
	finish(world, &job, (ReadingResult){ .json = JSON });
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE notice='new_case'"
					    " AND facts='{' AND due=1773748800000"),
		==, 1);
}

static void
test_a_failed_reading_lets_the_notice_go(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(ReadingJob) job = { 0 };

	furnish(world);
	g_assert_true(claim(world, &job));
	finish(world, &job, (ReadingResult){ .reason = "killed by SIGSYS" });
	g_autofree char *shown = world_view(world, VIEW_CASE, "LS-2026-0001");
	g_assert_nonnull(strstr(shown, "killed by SIGSYS"));
	g_assert_cmpint(world_number(world, "SELECT due FROM outbox WHERE notice='new_case'"), ==,
		WORLD_BEGIN);
}

/* No fault of the mail: any number of times. */
static void
test_what_is_put_back_costs_no_attempt(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	for (guint i = 0; i < 5; i++) {
		g_auto(ReadingJob) job = { 0 };

		g_assert_true(claim(world, &job));
		finish(world, &job, (ReadingResult){ .again = TRUE });
		g_autofree char *state = state_of(world);
		g_assert_cmpstr(state, ==, "pending 0");
	}
}

/* Twice cut off by the end of the program: given up, with an event, and the notice goes. */
static void
test_a_mail_that_ends_the_program_is_read_twice(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const states[] = { "pending 1", "failed 2" };
	StoreActor who = world_actor(world);

	furnish(world);
	for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
		g_auto(ReadingJob) job = { 0 };

		g_assert_true(claim(world, &job));
		world_restart(world);
		g_assert_true(world->store->recover(world->store, &who, NULL));
		g_autofree char *state = state_of(world);
		g_assert_cmpstr(state, ==, states[i]);
	}
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM event WHERE kind='reading_failed'"
					    " AND case_id='LS-2026-0001' AND mail=1"),
		==, 1);
	g_assert_cmpint(
		world_number(world,
			"SELECT count(*) FROM outbox WHERE notice='new_case'"
			" AND facts LIKE '%\"reading_failed\":true%' AND due<=1773748800000"),
		==, 1);
}

/* Invariant 9: who answers in a case does not become its reporter. */
static void
test_the_reporter_is_of_the_report(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *answer =
		world_mail("b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Svar.");
	g_auto(ReadingJob) first = { 0 }, second = { 0 };

	furnish(world);
	intake_plan_free(world_take(world, 2, answer));
	g_assert_true(claim(world, &first));
	finish(world, &first, (ReadingResult){ .json = JSON, .reporter_name = "Cia Exempel" });
	g_assert_true(claim(world, &second));
	finish(world, &second,
		(ReadingResult){ .json = JSON,
			.reporter_name = "Bo Exempel",
			.reporter_address = "bo@kommun.example" });
	g_autofree char *reporter = world_text(
		world, "SELECT reporter_name||' '||reporter_address||' '||sender_name FROM cases");
	g_assert_cmpstr(reporter, ==, "Cia Exempel alva@kommun.example Alva Exempel");
}

/* States of two readings of a case; the least finished is that of the case. */
static const struct {
	const char *first, *second, *state;
} states[] = {
	{ "done", "done", "done" },
	{ "done", "failed", "failed" },
	{ "failed", "done", "failed" },
	{ "pending", "failed", "pending" },
	{ "failed", "pending", "pending" },
	{ "running", "done", "pending" },
	{ "failed", "failed", "failed" },
};

static void
test_the_least_finished_state_shows(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *answer =
		world_mail("b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Svar.");

	furnish(world);
	intake_plan_free(world_take(world, 2, answer));
	for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
		g_autofree char *sql = g_strdup_printf(
			"UPDATE reading SET reason='skäl', state=CASE id WHEN 1 THEN '%s' ELSE '%s' END",
			states[i].first, states[i].second);

		world_change(world, sql);
		g_autofree char *shown = world_view(world, VIEW_CASE, "LS-2026-0001");
		json_t *json = json_loads(shown, 0, NULL);
		json_t *reading = json_object_get(json, "reading");
		g_assert_cmpstr(
			json_string_value(json_object_get(reading, "state")), ==, states[i].state);
		json_decref(json);
	}
}

static gboolean
queue_and_fail(gpointer user, GError **error)
{
	World *world = user;
	StoreActor who = world_actor(world);
	g_auto(ReadingJob) job = { 0 };
	gboolean found = FALSE;

	g_assert_true(world->store->claim_reading(world->store, &who, &found, &job, error));
	g_assert_true(found);
	g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE, "no");
	return FALSE;
}

/* What was done together before something failed has not been done, and the rest can go on. */
static void
test_together_or_not_at_all(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	g_auto(ReadingJob) job = { 0 };

	furnish(world);
	g_assert_false(world->store->together(world->store, queue_and_fail, world, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	g_autofree char *state = state_of(world);
	g_assert_cmpstr(state, ==, "pending 0");
	g_assert_true(claim(world, &job));
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/store/reading/done", test_what_was_read_goes_out_at_once },
		{ "/store/reading/own", test_a_notice_waits_for_its_own_mail },
		{ "/store/reading/damage", test_damaged_facts_do_not_stop_a_reading },
		{ "/store/reading/failed", test_a_failed_reading_lets_the_notice_go },
		{ "/store/reading/again", test_what_is_put_back_costs_no_attempt },
		{ "/store/reading/twice", test_a_mail_that_ends_the_program_is_read_twice },
		{ "/store/reading/reporter", test_the_reporter_is_of_the_report },
		{ "/store/reading/together", test_together_or_not_at_all },
		{ "/store/reading/state", test_the_least_finished_state_shows },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, World, NULL, world_set_up, tests[i].run, world_tear_down);
	return g_test_run();
}
