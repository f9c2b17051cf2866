/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cases of several reports in one mail are opened once, whatever ends, is said or is
 * read again in between.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/forms.h"

#define CASES "SELECT group_concat(label) FROM cases"

/* Read again, as it was or by better rules: the same cases, and nobody hears of it again. */
static void
test_read_again(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form otherwise = { .name = "Robin Ek",

		.date = "2026-03-14",
		.account = FORMS_MEDICINE " Mer." };
	const Form *const seconds[] = { &forms_medicine, &otherwise, &forms_medicine };

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_door, &forms_medicine);
	gint64 notices = world_number(world, "SELECT count(*) FROM outbox");
	for (guint i = 0; i < G_N_ELEMENTS(seconds); i++) {
		world_restart(world);
		world_change(world, "UPDATE reading SET state='pending',attempts=0");
		forms_read(world, &forms_door, seconds[i]);
		world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox"), ==, notices);
		g_assert_cmpint(world_number(world, "SELECT instr(json,' Mer.')>0 FROM report"), ==,
			i == 1);
	}
	/* The other way round, they are who they were. */
	world_change(world, "UPDATE reading SET state='pending',attempts=0");
	forms_read(world, &forms_medicine, &forms_door);
	world_assert_text(
		world, "SELECT group_concat(reporter_name) FROM cases", "Kim Berg,Robin Ek");
	/* One more is one more. */
	world_change(world, "UPDATE reading SET state='pending',attempts=0");
	forms_read(world, &forms_door, &forms_medicine, &forms_alarm);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002,LS-2026-0003");
	world_assert_proved(world);
}

/* Alike as two are, by better rules: the mail's own report stays that of its own case. */
static void
test_own_report_first(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form before[] = { { .account = FORMS_DOOR, .dnr = "AMN 2026-0001" },
		{ .account = FORMS_DOOR, .dnr = "AMN 2026-0002" } };
	static const Form now[] = { { .account = FORMS_DOOR, .unit = "Solgläntan" },
		{ .account = FORMS_DOOR, .unit = "Björkhaga" } };

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, &before[0], &before[1]);
	world_change(world, "UPDATE reading SET state='pending',attempts=0");
	forms_read(world, &now[0], &now[1]);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	world_assert_text(world,
		"SELECT r.json->>'$.documents[0].report.unit.value'||' '"
		"||(p.json->>'$.documents[0].report.unit.value') FROM reading r, report p",
		"Solgläntan Björkhaga");
}

static gboolean (*claim)(CaseStore *self, const StoreActor *who, gboolean *ret_found,
	ReadingJob *ret_job, GError **error);

/* What has a case by now had none when the other reader began. */
static gboolean
claim_early(CaseStore *self, const StoreActor *who, gboolean *ret_found, ReadingJob *ret_job,
	GError **error)
{
	if (!claim(self, who, ret_found, ret_job, error))
		return FALSE;
	if (*ret_found)
		g_ptr_array_set_size(ret_job->known, 0);
	return TRUE;
}

/* Two read the same mail: the second to end finds what the first has opened. */
static void
test_two_readers(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	claim = world->store->claim_reading;
	world->store->claim_reading = claim_early;
	for (guint i = 0; i < 2; i++) {
		world_change(world, "UPDATE reading SET state='pending',attempts=0");
		forms_read(world, &forms_door, &forms_medicine);
		world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	}
}

/* The step at which the program ends does not matter: nothing, or everything. */
static void
test_ends_in_between(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const steps[] = {
		"INSERT ON report",
		"INSERT ON cases WHEN NEW.label LIKE '%3'",
		"INSERT ON outbox WHEN NEW.case_no=3",
		"UPDATE ON outbox WHEN NEW.waits_for IS NULL",
		"INSERT ON event WHEN NEW.case_id='LS-2026-0003' AND NEW.kind='reading_done'",
	};
	StoreActor who = world_actor(world);

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *trigger = g_strdup_printf(
			"CREATE TRIGGER t BEFORE %s BEGIN SELECT RAISE(ABORT, 'end'); END",
			steps[i]);

		world_change(world, "UPDATE reading SET state='pending',attempts=0");
		world_change(world, trigger);
		g_test_message("%s", steps[i]);
		/* Once, and the room is gone as the program would be. */
		ReadingJob job = { 0 };
		gboolean found = FALSE;
		g_assert_true(world->store->claim_reading(world->store, &who, &found, &job, NULL));
		g_assert_true(found);
		reading_job_clear(&job);
		world_restart(world);
		g_assert_true(world->store->recover(world->store, &who, NULL));
		forms_read(world, &forms_door, &forms_medicine, &forms_alarm);
		world_assert_text(world, CASES, "LS-2026-0001");
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM report"), ==, 0);
		world_change(world, "DROP TRIGGER t");
	}
	world_change(world, "UPDATE reading SET state='pending',attempts=0");
	forms_read(world, &forms_door, &forms_medicine, &forms_alarm);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002,LS-2026-0003");
	world_assert_proved(world);
}

static gboolean
file(World *world, MailKind kind, GError **error)
{
	g_autofree char *case_id = NULL;

	return world_file(world, 1, kind, NULL, &case_id, error);
}

#define STATES "SELECT group_concat(state) FROM (SELECT state FROM cases ORDER BY id)"

/* What a person says of a mail they say of all of it. */
static void
test_filed_as_something_else(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_door, &forms_medicine);
	world_change(world, "UPDATE cases SET state='investigating' WHERE id=2");
	g_assert_false(file(world, MAIL_KIND_SPAM, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_assert_nonnull(strstr(error->message, "LS-2026-0002"));
	world_assert_text(world, STATES, "received,investigating");
	world_change(world, "UPDATE cases SET state='received' WHERE id=2");
	g_assert_true(file(world, MAIL_KIND_SPAM, NULL));
	world_assert_text(world, STATES, "not_report,not_report");
	/* Reports after all: as the first gets a new case, so does the other. */
	g_assert_true(file(world, MAIL_KIND_REPORT, NULL));
	forms_read(world, &forms_door, &forms_medicine);
	world_assert_text(world, STATES, "not_report,not_report,received,received");
	world_assert_proved(world);
}

/* It was said before its reading ended. */
static void
test_filed_before_it_is_read(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	g_assert_true(file(world, MAIL_KIND_SPAM, NULL));
	forms_read(world, &forms_door, &forms_medicine);
	world_assert_text(world, CASES, "LS-2026-0001");
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/several-again/again", test_read_again },
		{ "/several-again/own", test_own_report_first },
		{ "/several-again/two-readers", test_two_readers },
		{ "/several-again/ends", test_ends_in_between },
		{ "/several-again/filed", test_filed_as_something_else },
		{ "/several-again/filed-before", test_filed_before_it_is_read },
	};

	g_test_init(&argc, &argv, NULL);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
