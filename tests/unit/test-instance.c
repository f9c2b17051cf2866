/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 10: a copy, a restored backup and a database that answers tell of what it does not
 * know send nothing, take nothing from the mailbox and give no number, until a person says so.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "adapters/place.h"
#include "adapters/store/store.h"
#include "core/error.h"
#include "support/errand-trial.h"

static void
test_places(void)
{
	static char machine[] = "a1", path[] = "/var/lib/lexsarah.db", other[] = "b2", none[] = "";
	static const struct {
		InstancePlace here;
		InstanceDoubt doubt;
	} rows[] = {
		{ { machine, path, 7 }, INSTANCE_SURE },
		{ { none, path, 7 }, INSTANCE_SURE },
		{ { none, path, 8 }, INSTANCE_REPLACED },
		{ { other, path, 7 }, INSTANCE_OTHER_MACHINE },
		{ { other, other, 8 }, INSTANCE_OTHER_MACHINE },
		{ { machine, other, 7 }, INSTANCE_MOVED },
		{ { machine, path, 8 }, INSTANCE_REPLACED },
	};
	const InstancePlace home = { machine, path, 7 };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		InstanceDoubt doubt = instance_compare(&home, &rows[i].here), named;
		g_autoptr(GError) error = NULL;

		g_assert_cmpint(doubt, ==, rows[i].doubt);
		if (doubt == INSTANCE_SURE) {
			g_assert_true(instance_require(doubt, path, NULL));
			continue;
		}
		g_assert_true(instance_doubt_from_name(instance_doubt_name(doubt), &named));
		g_assert_cmpint(named, ==, doubt);
		g_assert_false(instance_require(doubt, path, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
		g_assert_nonnull(strstr(error->message, "instance confirm"));
	}
}

/* Whatever a database is called, its lock has one name. */
static void
test_one_name(void)
{
	g_autofree char *folder = g_dir_make_tmp("lexsarah-place.XXXXXX", NULL);
	g_autofree char *real = g_canonicalize_filename(folder, NULL);
	g_autofree char *file = g_build_filename(real, "lexsarah.db", NULL);
	g_autofree char *link = g_build_filename(folder, "link.db", NULL);
	g_autofree char *second = g_build_filename(folder, "second.db", NULL);
	g_autofree char *inside =
		g_build_filename(folder, "..", strrchr(folder, '/') + 1, "lexsarah.db", NULL);
	const char *const names[] = { file, link, second, inside };

	g_assert_cmpint(symlink("lexsarah.db", link), ==, 0);
	g_assert_cmpint(symlink(link, second), ==, 0);
	for (guint there = 0; there < 2; there++) {
		for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
			g_autofree char *name = place_name(names[i]);

			g_assert_cmpstr(name, ==, file);
		}
		g_assert_true(g_file_set_contents(file, "x", 1, NULL));
	}
	g_autofree char *nowhere = place_name("/nonexistent/folder/lexsarah.db");
	g_assert_cmpstr(nowhere, ==, "/nonexistent/folder/lexsarah.db");
	g_assert_cmpint(g_unlink(file) + g_unlink(link) + g_unlink(second), ==, 0);
	g_assert_cmpint(symlink("link.db", link), ==, 0);
	g_autofree char *circle = place_name(link);
	g_assert_cmpstr(circle, ==, link);
	g_assert_cmpint(g_unlink(link) + g_rmdir(folder), ==, 0);
}

static InstanceDoubt
meet(World *world)
{
	g_auto(InstancePlace) here = { 0 };
	InstanceDoubt doubt;

	g_assert_true(place_find(world->path, &here, NULL));
	g_assert_true(world->store->meet_instance(world->store, &here, &doubt, NULL));
	return doubt;
}

static InstanceAnswer
confirm(World *world, gboolean newest)
{
	g_auto(InstancePlace) here = { 0 };
	InstanceAnswer answer;
	StoreActor who = world_actor(world);

	g_assert_true(place_find(world->path, &here, NULL));
	const InstanceWord word = { &here, "den andra servern är avstängd", newest };
	g_assert_true(world->store->confirm_instance(world->store, &word, &who, &answer, NULL));
	return answer;
}

static gboolean
polls(World *world)
{
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
	const MailSourceState state = { .uidvalidity = WORLD_UIDVALIDITY, .uidnext = 1000 };
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	g_auto(PollWork) work = { 0 };
	gboolean good =
		world->store->begin_poll(world->store, "AMN", &state, uids, &who, &work, &error);

	g_assert_true(good || g_error_matches(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED));
	return good;
}

static gboolean
sends(World *world)
{
	g_auto(OutboxItem) item = { 0 };
	gboolean found;
	gint64 next;

	g_assert_true(world->store->peek(
		world->store, "AMN", world->now.fixed, NULL, &found, &item, &next, NULL));
	g_assert_true(found || next == INSTANT_NONE);
	return found;
}

/* As cp does: the same bytes, another file. */
static void
replace_file(World *world)
{
	g_autofree char *aside = g_strconcat(world->path, ".aside", NULL);
	g_autofree char *bytes = NULL;
	gsize length;

	g_clear_pointer(&world->store, case_store_free);
	g_assert_cmpint(g_rename(world->path, aside), ==, 0);
	g_assert_true(g_file_get_contents(aside, &bytes, &length, NULL));
	g_assert_true(g_file_set_contents_full(
		world->path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	world_restart(world);
	g_assert_cmpint(g_remove(aside), ==, 0);
}

static void
test_copy(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_assert_cmpint(meet(world), ==, INSTANCE_SURE);
	world_take_mail(world, 1, "a@kommun.example", "", "Rapport.");
	world_restart(world);
	g_assert_cmpint(meet(world), ==, INSTANCE_SURE);
	replace_file(world);
	g_assert_cmpint(meet(world), ==, INSTANCE_REPLACED);
	InstanceAnswer answer = confirm(world, FALSE);
	g_assert_cmpint(answer.generation, ==, 2);
	g_assert_cmpint(answer.held, ==, 3);
	g_assert_cmpint(meet(world), ==, INSTANCE_SURE);
	g_assert_false(sends(world));
	world_assert_text(world, "SELECT hold FROM outbox WHERE notice='receipt'", "restored");
	/* The original may have given these numbers. */
	world->now.fixed++;
	world_take_mail(world, 2, "b@kommun.example", "", "En annan rapport.");
	world_assert_text(
		world, "SELECT label FROM cases ORDER BY id DESC LIMIT 1", "LS-2026-0102");
	g_assert_true(sends(world));
	world_assert_proved(world);
}

/* Nothing has worked since: what is queued goes, and no number is left out. */
static void
test_moved(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	(void) meet(world);
	world_take_mail(world, 1, "a@kommun.example", "", "Rapport.");
	world_change(world, "UPDATE instance SET machine='another'");
	g_assert_cmpint(meet(world), ==, INSTANCE_OTHER_MACHINE);
	InstanceAnswer answer = confirm(world, TRUE);
	g_assert_cmpint(answer.held, ==, 0);
	g_assert_true(sends(world));
	world_take_mail(world, 2, "b@kommun.example", "", "En annan rapport.");
	world_assert_text(
		world, "SELECT label FROM cases ORDER BY id DESC LIMIT 1", "LS-2026-0002");
	world_assert_proved(world);
}

/* Who reported while the backup got old has a receipt, with another number. */
static void
test_what_came_in_between(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		gint64 later; /* ms after the confirmation */
		gboolean newest;
		const char *state, *hold;
	} rows[] = {
		{ 0, FALSE, "held", "restored" },
		{ 1, FALSE, "queued", NULL },
		{ 0, TRUE, "queued", NULL },
	};
	StoreActor who = world_actor(world);
	gint64 held;

	(void) meet(world);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", i);
		g_autofree char *text = g_strdup_printf("Rapport %u.", i);

		world->now.fixed += WORLD_HOUR;
		who.time = world->now.fixed;
		g_assert_true(world->store->doubt_instance(
			world->store, INSTANCE_RESTORED, &who, &held, NULL));
		(void) confirm(world, rows[i].newest);
		world->now.fixed += rows[i].later;
		world_take_mail(world, i + 1, id, "", text);
		world_assert_text(world,
			"SELECT group_concat(DISTINCT state) FROM outbox WHERE case_no="
			"(SELECT max(id) FROM cases)",
			rows[i].state);
		world_assert_text(world,
			"SELECT hold FROM outbox WHERE notice='receipt'"
			" ORDER BY id DESC LIMIT 1",
			rows[i].hold);
	}
	world_assert_proved(world);
}

static void
test_restored(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreActor who = world_actor(world);
	gint64 held;

	(void) meet(world);
	world_take_mail(world, 1, "a@kommun.example", "", "Rapport.");
	g_assert_true(polls(world));
	g_assert_true(
		world->store->doubt_instance(world->store, INSTANCE_RESTORED, &who, &held, NULL));
	g_assert_cmpint(held, ==, 3);
	/* What is in doubt already leaves no more numbers out; a copy of it that is restored does.
	 */
	g_assert_true(
		world->store->doubt_instance(world->store, INSTANCE_BEHIND, &who, &held, NULL));
	g_assert_cmpint(meet(world), ==, INSTANCE_RESTORED);
	g_assert_true(
		world->store->doubt_instance(world->store, INSTANCE_RESTORED, &who, &held, NULL));
	g_assert_cmpint(meet(world), ==, INSTANCE_RESTORED);
	g_assert_false(polls(world));
	world_restart(world);
	g_assert_cmpint(meet(world), ==, INSTANCE_RESTORED);
	g_assert_cmpint(confirm(world, TRUE).generation, ==, 2);
	g_assert_true(polls(world));
	world_take_mail(world, 2, "b@kommun.example", "", "En annan rapport.");
	world_assert_text(
		world, "SELECT label FROM cases ORDER BY id DESC LIMIT 1", "LS-2026-0202");
	world_assert_text(world, "SELECT group_concat(kind) FROM event WHERE kind LIKE 'instance%'",
		"instance_doubted,instance_doubted,instance_confirmed");
	world_assert_proved(world);
}

/* The disk of a machine was put back: same place, same file, older. */
static void
test_behind(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	World *world = trial->world;
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	(void) meet(world);
	world_change(world, "DELETE FROM reply");
	world_change(world, "UPDATE outbox SET state='queued'");
	g_assert_true(sends(world));
	errand_trial_take(trial, id, RESPONSIBLE, PROVED, "utred");
	g_assert_cmpint(meet(world), ==, INSTANCE_BEHIND);
	g_assert_false(sends(world));
	g_assert_false(polls(world));
	(void) confirm(world, FALSE);
	g_assert_true(polls(world));
	/* A person has judged what was told until then: the same, or another of that time. */
	errand_trial_take(trial, id, RESPONSIBLE, PROVED, "utred");
	g_assert_cmpint(meet(world), ==, INSTANCE_SURE);
	world_restart(world);
	store_use_reply_keys(world->store, trial->keys);
	g_assert_cmpint(meet(world), ==, INSTANCE_SURE);
	/* What was told later was not by this state. */
	world->now.fixed += WORLD_DAY;
	world_take_mail(world, 900, "ny@kommun.example", "", "En annan rapport.");
	g_autofree char *later = world_text(world,
		"SELECT message_id FROM outbox WHERE notice='new_case' ORDER BY id DESC LIMIT 1");
	g_assert_cmpstr(later, !=, id);
	world_change(world, "DELETE FROM reply");
	errand_trial_take(trial, later, RESPONSIBLE, PROVED, "utred");
	g_assert_cmpint(meet(world), ==, INSTANCE_BEHIND);
	world_assert_proved(world);
}

/* Nobody makes a database stop who cannot make its tokens. */
static void
test_not_behind(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	World *world = trial->world;
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);
	g_autofree char *other = g_strconcat("LS-2026-0999", strchr(id, '.'), NULL);

	(void) meet(world);
	world_change(world, "DELETE FROM reply");
	errand_trial_take(trial, other, RESPONSIBLE, PROVED, "utred"); /* of another case */
	errand_trial_take(trial, id, STRANGER, PROVED, "utred");       /* of somebody else */
	g_assert_cmpint(meet(world), ==, INSTANCE_SURE);
	g_assert_true(polls(world));
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/instance/a-copy", test_copy },
		{ "/instance/moved", test_moved },
		{ "/instance/restored", test_restored },
		{ "/instance/in-between", test_what_came_in_between },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/instance/places", test_places);
	g_test_add_func("/instance/one-name", test_one_name);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	g_test_add("/instance/behind", ErrandTrial, NULL, errand_trial_set_up, test_behind,
		errand_trial_tear_down);
	g_test_add("/instance/not-behind", ErrandTrial, NULL, errand_trial_set_up, test_not_behind,
		errand_trial_tear_down);
	return g_test_run();
}
