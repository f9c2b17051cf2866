/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/config/words-libconfig.h"
#include "core/notice/discretion.h"
#include "core/error.h"
#include "support/world.h"

#define CASE      "LS-2026-0001"
#define CONTACT   "ordforande@kommun.example"
#define PROTECTED "Hon har skyddad identitet."
#define WHISTLE   "Jag vill visselblåsa."
#define CONFLICT  "Åsa Lind-Öberg skrek åt henne."
#define NEUTRAL   "Ett tillägg."

static void
furnish(World *world, gconstpointer unused)
{
	g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "conf", "words", NULL);
	g_autoptr(GError) error = NULL;

	world_set_up(world, unused);
	world->settings->sensitive = words_load(folder, &error);
	g_assert_no_error(error);
	world->board->responsible.name = g_strdup("Åsa Lind-Öberg");
	world->board->decision_maker.address = g_strdup("direktor@kommun.example");
	world->board->decision_maker.name = g_strdup("Carl Direktör");
	world->board->conflict_contact.address = g_strdup(CONTACT);
	world->board->conflict_contact.name = g_strdup("Olle Ordförande");
}

/* The mail number uid: the first opens the case, the others answer it. */
static void
take(World *world, guint32 uid, const char *text)
{
	g_autofree char *id = g_strdup_printf("m%u@kommun.example", uid);
	g_autofree char *raw =
		world_mail(id, uid == 1 ? "" : "In-Reply-To: <m1@kommun.example>\r\n", text);

	world->now.fixed += WORLD_MINUTE;
	intake_plan_free(world_take(world, uid, raw));
}

/* What the notice of that mail to the responsible is held for, "-": nothing. */
static char *
hold_of(World *world, guint32 mail)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT coalesce(hold,'-') FROM outbox WHERE notice='new_case' AND waits_for=%u",
		mail);

	return world_text(world, sql);
}

#define assert_hold(world, mail, wanted)                                                           \
	do {                                                                                       \
		g_autofree char *hold = hold_of(world, mail);                                      \
		g_assert_cmpstr(hold, ==, wanted);                                                 \
	} while (0)

/* How many times somebody was told that the case is held. */
static gint64
told(World *world, const char *recipient)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT count(*) FROM outbox WHERE notice='sensitive' AND recipient='%s'",
		recipient);

	return world_number(world, sql);
}

static gint64
move(World *world, const NoticeChoice *choice, OutboxState to)
{
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	gint64 moved = -1;
	gboolean good = world->store->move_notices(world->store, choice, to, &who, &moved, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	return moved;
}

static void
release_one_by_one(World *world)
{
	for (gint64 id;
		(id = world_number(world, "SELECT min(id) FROM outbox WHERE state='held'"));) {
		const NoticeChoice one = { .ids = &id, .n_ids = 1 };

		g_assert_cmpint(move(world, &one, OUTBOX_QUEUED), ==, 1);
	}
}

static void
cancel_all(World *world)
{
	const NoticeChoice all = { .case_id = CASE };

	g_assert_cmpint(move(world, &all, OUTBOX_CANCELLED), >, 0);
}

static void
send_all(World *world)
{
	world_change(world, "UPDATE outbox SET state='sent',hold=NULL WHERE notice<>'sensitive'");
}

static void
release_case(World *world)
{
	const NoticeChoice all = { .case_id = CASE };

	move(world, &all, OUTBOX_QUEUED);
}

static const struct {
	const char *first;
	void (*happens)(World *world);
	const char *hold;
} fates[] = {
	{ PROTECTED, release_one_by_one, "protected" },
	{ PROTECTED, cancel_all, "protected" },
	{ PROTECTED, send_all, "protected" },
	{ PROTECTED, world_restart, "protected" },
	{ WHISTLE, send_all, "protected" },
	{ CONFLICT, release_one_by_one, "recused" },
	{ CONFLICT, cancel_all, "recused" },
	{ CONFLICT, send_all, "recused" },
	/* The one word that lifts it. */
	{ PROTECTED, release_case, "-" },
	{ CONFLICT, release_case, "-" },
	{ NEUTRAL, send_all, "-" },
};

static void
test_the_case_is_held(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(fates); i++) {
		World world = { 0 };

		furnish(&world, NULL);
		g_test_message("row %u", i);
		take(&world, 1, fates[i].first);
		fates[i].happens(&world);
		take(&world, 2, NEUTRAL);
		assert_hold(&world, 2, fates[i].hold);
		g_autofree char *complaints = world_verify(&world);
		g_assert_cmpstr(complaints, ==, "");
		world_tear_down(&world, NULL);
	}
}

static const struct {
	const char *text, *flag, *hold;
} answers[] = {
	{ PROTECTED, "possible_protected_identity", "protected" },
	{ WHISTLE, "possible_whistleblower", "protected" },
	{ CONFLICT, "possible_conflict", "recused" },
	{ "Det var Direktör, Carl som sa det.", "possible_conflict", "recused" },
};

/* What an answer says counts as what the first mail says: also for what waits since then. */
static void
test_an_answer_holds(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		World world = { 0 };

		furnish(&world, NULL);
		g_test_message("row %u", i);
		take(&world, 1, NEUTRAL);
		assert_hold(&world, 1, "-");
		take(&world, 2, answers[i].text);
		assert_hold(&world, 1, answers[i].hold);
		assert_hold(&world, 2, answers[i].hold);
		g_assert_cmpint(told(&world, CONTACT), ==, 1);
		g_autofree char *flag =
			world_text(&world, "SELECT group_concat(code) FROM flag WHERE case_no=1");
		g_assert_cmpstr(flag, ==, answers[i].flag);
		take(&world, 3, NEUTRAL);
		assert_hold(&world, 3, answers[i].hold);
		take(&world, 4, answers[i].text);
		g_assert_cmpint(told(&world, CONTACT), ==, 1);
		g_assert_cmpint(world_number(&world, "SELECT count(*) FROM event WHERE"
						     " kind='case_held' AND case_id='" CASE "'"),
			==, 1);
		world_tear_down(&world, NULL);
	}
}

/* Who looked has decided on what was found; on something else nobody has. */
static void
test_a_decision_stands(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const NoticeChoice recused = { .case_id = CASE, .hold = HOLD_RECUSED };

	take(world, 1, PROTECTED);
	move(world, &recused, OUTBOX_QUEUED);
	take(world, 2, NEUTRAL);
	assert_hold(world, 2, "protected");
	release_case(world);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM event WHERE"
					    " kind='case_hold_lifted' AND case_id='" CASE "'"),
		==, 1);
	take(world, 3, "> " PROTECTED);
	assert_hold(world, 3, "-");
	g_assert_cmpint(told(world, CONTACT), ==, 1);
	take(world, 4, WHISTLE);
	assert_hold(world, 4, "protected");
	g_assert_cmpint(told(world, CONTACT), ==, 2);
	release_case(world);
	take(world, 5, CONFLICT);
	assert_hold(world, 5, "recused");
	g_assert_cmpint(told(world, CONTACT), ==, 3);
}

/* What a person says of all notices decides on none of what only one person may know. */
static void
test_all_is_not_every_case(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Hold of_cases[] = { HOLD_PROTECTED, HOLD_RECUSED };
	const NoticeChoice all = { 0 };
	StoreActor who = world_actor(world);
	gint64 moved = -1;

	take(world, 1, PROTECTED);
	world_change(world, "INSERT INTO outbox(board,notice,audience,route,recipient,state,hold,"
			    "message_id,facts,queued,due) SELECT board,'held',audience,route,"
			    "recipient,'held','budget','b@kommun.example','{}',queued,due"
			    " FROM outbox LIMIT 1");
	for (guint i = 0; i < G_N_ELEMENTS(of_cases); i++) {
		const NoticeChoice reason = { .hold = of_cases[i] };
		g_autoptr(GError) error = NULL;

		g_assert_false(world->store->move_notices(
			world->store, &reason, OUTBOX_QUEUED, &who, &moved, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
		g_assert_nonnull(strstr(error->message, "--case"));
	}
	g_assert_cmpint(move(world, &all, OUTBOX_QUEUED), ==, 1);
	g_assert_cmpint(move(world, &all, OUTBOX_CANCELLED), ==, 0);
	assert_hold(world, 1, "protected");
	take(world, 2, NEUTRAL);
	assert_hold(world, 2, "protected");
	release_one_by_one(world);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE state='held'"), ==, 0);
	take(world, 3, NEUTRAL);
	assert_hold(world, 3, "protected");
}

/* What is held for two reasons and released for one stays held for the other. */
static void
test_one_of_two_reasons(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const NoticeChoice protected = { .case_id = CASE, .hold = HOLD_PROTECTED };

	take(world, 1, PROTECTED " " CONFLICT);
	move(world, &protected, OUTBOX_QUEUED);
	assert_hold(world, 1, "recused");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE state='held'"), ==, 1);
	g_autofree char *complaints = world_verify(world);
	g_assert_cmpstr(complaints, ==, "");
}

/* Whom an earlier mail names is not told of what a later one says. */
static void
test_who_is_concerned_is_not_told(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	take(world, 1, "Det var Olle Ordförande som gjorde det.");
	g_assert_cmpint(told(world, "direktor@kommun.example"), ==, 1);
	take(world, 2, PROTECTED);
	g_assert_cmpint(told(world, CONTACT), ==, 0);
	g_assert_cmpint(told(world, "direktor@kommun.example"), ==, 2);
}

/* Whoever is recused hears nothing; of another whom the case concerns nobody has decided. */
static void
test_a_recusal_lifts_its_own(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const Recusal other = { "direktor@kommun.example", "b@kommun.example", "jäv",
		1u << ROLE_DECISION_MAKER };
	const Recusal own = { "ansvarig@kommun.example", "stf@kommun.example", "jäv",
		1u << ROLE_RESPONSIBLE };
	StoreActor who = world_actor(world);
	gint64 moved;

	take(world, 1, CONFLICT " Direktör, Carl såg det.");
	g_assert_true(world->store->recuse(world->store, CASE, &other, &who, &moved, NULL));
	take(world, 2, NEUTRAL);
	assert_hold(world, 2, "recused");
	g_assert_true(world->store->recuse(world->store, CASE, &own, &who, &moved, NULL));
	take(world, 3, NEUTRAL);
	assert_hold(world, 3, "-");
}

static void
read_mail(World *world, guint sensitive, guint concerned)
{
	StoreActor who = world_actor(world);
	const Discretion found = { sensitive, concerned };
	g_auto(ReadingJob) job = { 0 };
	gboolean claimed = FALSE;

	g_assert_true(world->store->claim_reading(world->store, &who, &claimed, &job, NULL));
	g_assert_true(claimed);
	g_autoptr(PlannedNotice) tell = discretion_plan_notice(&found, &job.recorded,
		world->settings, world->board, CASE, NULL, world->now.fixed, NULL);
	const ReadingResult result = {
		.json = "{}", .facts = "{}", .discretion = &found, .tell = tell
	};
	g_assert_true(world->store->finish_reading(world->store, &job, &result, &who, NULL));
}

/* What a file says is held, and what was decided stays so. */
static void
test_a_reading_holds(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	take(world, 1, NEUTRAL);
	take(world, 2, NEUTRAL);
	read_mail(world, 0, 0);
	read_mail(world, 1u << SENSITIVE_PROTECTED_IDENTITY, 0);
	g_assert_cmpint(told(world, CONTACT), ==, 1);
	take(world, 3, NEUTRAL);
	assert_hold(world, 3, "protected");
	release_case(world);
	read_mail(world, 1u << SENSITIVE_PROTECTED_IDENTITY, 0);
	g_assert_cmpint(told(world, CONTACT), ==, 1);
	take(world, 4, NEUTRAL);
	assert_hold(world, 4, "-");
}

/* A mail that a person puts into a case says what it says there, too. */
static void
test_what_is_filed_there(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("x@kommun.example", "", PROTECTED);
	g_autofree char *case_id = NULL;
	g_autoptr(GError) error = NULL;

	take(world, 1, NEUTRAL);
	intake_plan_free(world_take(world, 2, raw));
	gboolean good = world_file(world, 2, MAIL_KIND_CORRESPONDENCE, CASE, &case_id, &error);
	g_assert_no_error(error);
	g_assert_true(good);
	assert_hold(world, 1, "protected");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM flag WHERE case_no=1"), ==, 1);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE case_no=1 AND"
					    " notice='sensitive' AND state='queued'"),
		==, 1);
	take(world, 3, NEUTRAL);
	assert_hold(world, 3, "protected");
	g_autofree char *complaints = world_verify(world);
	g_assert_cmpstr(complaints, ==, "");
}

/* For what the case is held, who may lift that, and that somebody did. */
static void
test_it_is_shown(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	take(world, 1, PROTECTED);
	g_autofree char *held = world_view(world, VIEW_CASE, CASE);
	g_assert_nonnull(strstr(held, "\"finding\": \"protected_identity\""));
	g_assert_nonnull(strstr(held, "\"lifted\": null"));
	g_assert_nonnull(strstr(held, "hold_told"));
	g_assert_nonnull(strstr(held, "\"" CONTACT "\""));
	g_assert_nonnull(strstr(held, "case_held"));
	release_case(world);
	g_autofree char *free = world_view(world, VIEW_CASE, CASE);
	g_assert_null(strstr(free, "\"lifted\": null"));
	g_assert_nonnull(strstr(free, "case_hold_lifted"));
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*test)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/case-hold/decision", test_a_decision_stands },
		{ "/case-hold/all", test_all_is_not_every_case },
		{ "/case-hold/two-reasons", test_one_of_two_reasons },
		{ "/case-hold/concerned", test_who_is_concerned_is_not_told },
		{ "/case-hold/recusal", test_a_recusal_lifts_its_own },
		{ "/case-hold/reading", test_a_reading_holds },
		{ "/case-hold/filed", test_what_is_filed_there },
		{ "/case-hold/shown", test_it_is_shown },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/case-hold/held", test_the_case_is_held);
	g_test_add_func("/case-hold/answer", test_an_answer_holds);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, World, NULL, furnish, tests[i].test, world_tear_down);
	return g_test_run();
}
