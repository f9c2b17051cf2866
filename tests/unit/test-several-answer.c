/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Filled forms that come as answers in a case: what is another report opens a case, what is the
 * case's own stays in it.
 */
#include <glib.h>
#include <string.h>

#include "adapters/reading-json.h"
#include "support/forms.h"

#define CASES "SELECT group_concat(label) FROM cases"
#define FLAGS "SELECT count(*) FROM flag WHERE code='several_reports'"

static void
take_report(World *world, const Form *form)
{
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, form);
}

static void
take_answer(World *world, gint64 uid)
{
	g_autofree char *id = g_strdup_printf("answer-%d@kommun.example", (int) uid);

	world_take_mail(world, uid, id, "In-Reply-To: <a@kommun.example>\r\n", "Se bilaga.");
}

/* TRUE if what is shown of the case has those words. */
static gboolean
shows(World *world, const char *case_id, const char *words)
{
	g_autofree char *shown = world_view(world, VIEW_CASE, case_id);

	return strstr(shown, words) != NULL;
}

/* Its number, reporter, arrival and notices are those of a report that came alone. */
static void
test_new_report(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	take_report(world, &forms_door);
	world->now.fixed += 30 * WORLD_HOUR;
	gint64 came = world->now.fixed;
	take_answer(world, 2);
	world->now.fixed += WORLD_HOUR;
	forms_read(world, &forms_medicine);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	world_assert_text(world,
		"SELECT reporter_name||' '||reporter_address||' '||sender_address"
		" FROM cases WHERE id=2",
		"Robin Ek robin.ek@kommun.example alva@kommun.example");
	g_assert_cmpint(world_number(world, "SELECT arrived FROM cases WHERE id=2"), ==, came);
	world_assert_text(world,
		"SELECT group_concat(notice||' '||recipient||' '||state,', ') FROM (SELECT *"
		" FROM outbox WHERE case_no=2 AND notice<>'missing_facts' ORDER BY id)",
		"receipt alva@kommun.example queued, new_case ansvarig@kommun.example queued, "
		"registrar registrator@kommun.example queued");
	/* Its clocks are to be computed, as those of each new case. */
	g_assert_cmpint(world_number(world, "SELECT stale FROM cases WHERE id=2"), ==, 1);
	/* Neither is shown in the other, and each names the other. */
	g_assert_true(shows(world, "LS-2026-0002", FORMS_MEDICINE));
	g_assert_false(shows(world, "LS-2026-0001", FORMS_MEDICINE));
	g_assert_false(shows(world, "LS-2026-0002", FORMS_DOOR));
	g_assert_true(shows(world, "LS-2026-0001", "LS-2026-0002"));
	g_assert_true(shows(world, "LS-2026-0002", "LS-2026-0001"));
	world_assert_text(world, "SELECT reporter_name FROM cases WHERE id=1", "Kim Berg");
	world_assert_proved(world);
}

/* Its receipt says that the answer opened a case, and not that the mail had several reports. */
static void
test_what_is_told(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	take_report(world, &forms_door);
	take_answer(world, 2);
	forms_read(world, &forms_medicine);
	world_assert_text(world,
		"SELECT facts->>'$.split.first' FROM outbox WHERE notice='receipt' AND case_no=2",
		"LS-2026-0001");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE case_no=2 AND"
					    " facts->>'$.split.count' IS NOT NULL"),
		==, 0);
}

/* The same report, or what perhaps is the same, joins. */
static void
test_the_same(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form handwritten = {
		.name = "Kim Berg", .date = "2026-03-02", .unit = "Solgläntan"
	};

	take_report(world, &forms_door);
	take_answer(world, 2);
	forms_read(world, &forms_door);
	world_assert_text(world, CASES, "LS-2026-0001");
	g_assert_cmpint(world_number(world, FLAGS), ==, 0);
	take_answer(world, 3);
	forms_read(world, &handwritten);
	world_assert_text(world, CASES, "LS-2026-0001");
	g_assert_true(shows(world, "LS-2026-0001", "Svaret innehåller en rapport som"));
	g_assert_cmpint(world_number(world, FLAGS), ==, 1);
}

/* One that the case has and two that it has not: two cases, and the first keeps its own. */
static void
test_mixed(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	take_report(world, &forms_door);
	take_answer(world, 2);
	forms_read(world, &forms_medicine, &forms_door, &forms_alarm);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002,LS-2026-0003");
	world_assert_text(world, "SELECT group_concat(reporter_name) FROM cases",
		"Kim Berg,Robin Ek,Mika Lund");
	g_assert_true(shows(world, "LS-2026-0001", "varje ny rapport har fått ett eget"));
	g_assert_false(shows(world, "LS-2026-0001", FORMS_ALARM));
}

/* What came once and has a case by an answer, or beside the case, gets no second one. */
static void
test_sent_again(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_door, &forms_medicine);
	take_answer(world, 2);
	forms_read(world, &forms_door, &forms_medicine);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	for (guint uid = 3; uid < 5; uid++) {
		take_answer(world, uid);
		forms_read(world, &forms_alarm);
		world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002,LS-2026-0003");
	}
}

/* Whoever told it in words and then fills in the form that was asked for has one case. */
static void
test_form_for_words(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form words = { .words = TRUE, .account = FORMS_DOOR };
	static const Form otherwise = {
		.words = TRUE, .account = FORMS_ALARM, .date = "2026-03-11"
	};

	take_report(world, &words);
	take_answer(world, 2);
	forms_read(world, &forms_door);
	world_assert_text(world, CASES, "LS-2026-0001");
	g_assert_cmpint(world_number(world, FLAGS), ==, 0);
	/* The next form is measured by that one. */
	take_answer(world, 3);
	forms_read(world, &forms_medicine);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	/* What has nothing of the words is a question. */
	world_take_mail(world, 4, "b@kommun.example", "", "Larmet.");
	forms_read(world, &otherwise);
	world_take_mail(world, 5, "c@kommun.example", "In-Reply-To: <b@kommun.example>\r\n", "Se.");
	forms_read(world, &forms_medicine);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002,LS-2026-0003");
	g_assert_true(shows(world, "LS-2026-0003", "Svaret innehåller en rapport som"));
}

/* What works on the case, empty forms and words open nothing. */
static void
test_no_report(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form others[] = {
		{ .words = TRUE, .account = FORMS_MEDICINE },
		{ .name = "Robin Ek" },
		{ .name = "Robin Ek",
			.date = "2026-03-04",
			.account = FORMS_MEDICINE,
			.investigation = "AMN 2026-0042" },
	};

	take_report(world, &forms_door);
	for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
		take_answer(world, 2 + i);
		forms_read(world, &others[i]);
		world_assert_text(world, CASES, "LS-2026-0001");
	}
}

/* What a person says belongs to a case stays there. */
static void
test_filed(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *case_id = NULL;

	take_report(world, &forms_door);
	world_take_mail(world, 2, "b@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_medicine);
	gboolean good =
		world_file(world, 2, MAIL_KIND_CORRESPONDENCE, "LS-2026-0001", &case_id, &error);
	g_assert_no_error(error);
	g_assert_true(good);
	forms_read(world, &forms_medicine);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	g_assert_true(shows(world, "LS-2026-0001", FORMS_MEDICINE));
}

/* Read again, as it was or by other rules: the same cases, and nobody hears of it again. */
static void
test_read_again(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	take_report(world, &forms_door);
	take_answer(world, 2);
	forms_read(world, &forms_medicine);
	gint64 notices = world_number(world, "SELECT count(*) FROM outbox");
	const Form *const seconds[] = { &forms_medicine, &forms_door, &forms_medicine };

	for (guint i = 0; i < G_N_ELEMENTS(seconds); i++) {
		world_restart(world);
		world_change(world, "UPDATE reading SET state='pending',attempts=0 WHERE mail=2");
		forms_read(world, seconds[i]);
		world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox"), ==, notices);
	}
	world_assert_proved(world);
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/several-answer/new", test_new_report },
		{ "/several-answer/told", test_what_is_told },
		{ "/several-answer/same", test_the_same },
		{ "/several-answer/mixed", test_mixed },
		{ "/several-answer/sent-again", test_sent_again },
		{ "/several-answer/words", test_form_for_words },
		{ "/several-answer/none", test_no_report },
		{ "/several-answer/filed", test_filed },
		{ "/several-answer/again", test_read_again },
	};

	g_test_init(&argc, &argv, NULL);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
