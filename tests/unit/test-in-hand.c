/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command takes mail in while the daemon runs: each handles its own, and nobody
 * takes for a death that the other one lives.
 */
#include <glib.h>
#include <string.h>

#include "adapters/store/store.h"
#include "daemon/handler.h"
#include "support/world.h"

#define COUNT(state) "SELECT count(*) FROM mail WHERE state='" state "'"

/* The same database, as a command opens it beside the daemon. */
static Daemon
open_beside(const World *world)
{
	Daemon command = world->daemon;
	g_autoptr(GError) error = NULL;

	command.store = store_open(world->path, FALSE, TRUE, world->zone, &error);
	g_assert_no_error(error);
	return command;
}

static void
store_imported(const Daemon *command, guint n)
{
	StoreActor who = daemon_actor(command);

	for (guint i = 0; i < n; i++) {
		g_autofree char *id = g_strdup_printf("imported-%u@kommun.example", i);
		g_autofree char *raw = world_mail(id, "", "Rapport.");
		g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
		FetchedMail mail = world_fetched(0, INSTANT_NONE, bytes);
		g_autoptr(GArray) mails = NULL;

		mail.way = MAIL_WAY_IMPORTED;
		g_assert_true(command->store->store_mails(
			command->store, "AMN", 0, &mail, 1, &who, &mails, NULL));
	}
}

static void
resume(const World *world, const Daemon *of, PendingOf whose)
{
	g_autoptr(GError) error = NULL;
	guint handled = 0;

	(void) !handler_resume(of, world->board, whose, &handled, &error);
	g_assert_no_error(error);
}

static void
assert_states(World *world, gint64 stored, gint64 handled)
{
	g_assert_cmpint(world_number(world, COUNT("stored")), ==, stored);
	g_assert_cmpint(world_number(world, COUNT("handled")), ==, handled);
	g_assert_cmpint(world_number(world, COUNT("quarantined")), ==, 0);
}

static void
test_each_handles_its_own(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Daemon command = open_beside(world);
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	store_imported(&command, 2);
	world_store(world, world->board, 1, raw);
	resume(world, &world->daemon, PENDING_LEFT);
	assert_states(world, 2, 1);
	g_assert_cmpint(world_number(world,
				"SELECT count(*) FROM mail WHERE state='stored' AND attempts=1"),
		==, 2);
	g_autofree char *later = world_mail("b@kommun.example", "", "Ännu en.");
	world_store(world, world->board, 2, later);
	resume(world, &command, PENDING_OWN);
	assert_states(world, 1, 3);
	case_store_free(command.store);
}

/* A poll begins although the command took its time: both have it in hand. */
static void
test_two_lives_are_no_two_deaths(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Daemon command = open_beside(world);
	StoreActor who = world_actor(world);
	g_auto(PendingMail) claimed = { 0 };

	store_imported(&command, 3);
	who.time = world->now.fixed += 2 * WORLD_MINUTE;
	g_assert_true(world->store->next_pending(
		world->store, "AMN", PENDING_LEFT, &who, &claimed, NULL));
	g_assert_cmpuint(claimed.attempts, ==, 2);
	resume(world, &command, PENDING_OWN);
	assert_states(world, 1, 2);
	resume(world, &world->daemon, PENDING_LEFT);
	assert_states(world, 0, 3);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==, 3);
	case_store_free(command.store);
}

/* What a command died of, or left in good order. */
static void
test_what_is_left_is_handled(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Daemon command = open_beside(world);

	store_imported(&command, 1);
	/* As a kill leaves it. */
	world->now.fixed += 2 * WORLD_MINUTE;
	resume(world, &world->daemon, PENDING_LEFT);
	assert_states(world, 0, 1);
	case_store_free(command.store);

	command = open_beside(world);
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");
	g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
	FetchedMail mail = world_fetched(0, INSTANT_NONE, bytes);
	g_autoptr(GArray) mails = NULL;
	StoreActor who = daemon_actor(&command);
	mail.way = MAIL_WAY_ENTERED;
	g_assert_true(
		command.store->store_mails(command.store, "AMN", 0, &mail, 1, &who, &mails, NULL));
	resume(world, &world->daemon, PENDING_LEFT);
	assert_states(world, 1, 1);
	case_store_free(command.store);
	resume(world, &world->daemon, PENDING_LEFT);
	assert_states(world, 0, 2);
}

/* A mail stored by a clock that was ahead is in nobody's hand. */
static void
test_a_clock_that_went_back(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Daemon command = open_beside(world);

	world->now.fixed += WORLD_DAY;
	store_imported(&command, 1);
	world->now.fixed -= WORLD_DAY;
	resume(world, &world->daemon, PENDING_LEFT);
	assert_states(world, 0, 1);
	case_store_free(command.store);
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/in-hand/each-its-own", test_each_handles_its_own },
		{ "/in-hand/two-lives", test_two_lives_are_no_two_deaths },
		{ "/in-hand/left", test_what_is_left_is_handled },
		{ "/in-hand/clock-back", test_a_clock_that_went_back },
	};

	g_test_init(&argc, &argv, NULL);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
