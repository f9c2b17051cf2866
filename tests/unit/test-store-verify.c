/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "support/world.h"

/*
 * What somebody who can write to the file may do to it, one statement a step,
 * and what verify must say of it. Mails 1 and 2; events 1 to 4: mail_stored,
 * case_opened, mail_stored, case_opened.
 *
 * The end of the journal cut off together with what it tells of is not found
 * without an anchor: no byte that is left is wrong.
 */
static const struct {
	const char *steps[4];
	const char *found; /* NULL: nothing can be found */
} harms[] = {
	{ { "UPDATE event SET kind='case_closed' WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event SET time=time+1 WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event SET actor='annan@kommun.example' WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event SET user='root' WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event SET case_id='LS-2026-0002' WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event SET case_id=NULL WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event SET mail=2 WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event SET hash=zeroblob(32) WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event SET hash=x'00' WHERE seq=4" }, "event 4:" },
	{ { "UPDATE event SET mac=zeroblob(32) WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event SET mac=x'' WHERE seq=2" }, "event 2:" },
	{ { "UPDATE event_detail SET detail=replace(detail,'alva','bo') WHERE seq=2" },
		"event 2: its detail" },
	{ { "UPDATE event_detail SET detail='' WHERE seq=2" }, "event 2: its detail" },
	{ { "UPDATE event_detail SET salt=zeroblob(16) WHERE seq=2" }, "event 2: its detail" },
	{ { "DELETE FROM event_detail WHERE seq=2" }, "event 2: its detail is gone" },
	{ { "DELETE FROM event_detail WHERE seq=2", "DELETE FROM event WHERE seq=2" },
		"event 2 is missing" },
	{ { "DELETE FROM event_detail WHERE seq=1", "DELETE FROM event WHERE seq=1" },
		"event 1 is missing" },
	{ { "UPDATE raw SET bytes=CAST(bytes||' ' AS BLOB) WHERE mail=1" },
		"mail 1: its raw bytes were changed" },
	{ { "UPDATE raw SET bytes=CAST(replace(CAST(bytes AS TEXT),'Rapport','Rapporx') AS BLOB)"
	    " WHERE mail=2" },
		"mail 2: its raw bytes were changed" },
	{ { "DELETE FROM raw WHERE mail=1" }, "mail 1: its raw bytes are gone" },
	{ { "UPDATE mail SET sha256=zeroblob(32) WHERE id=1" },
		"mail 1: its recorded digest was changed" },
	{ { "UPDATE mail SET sha256=x'01' WHERE id=1" },
		"mail 1: its recorded digest was changed" },
	{ { "UPDATE raw SET bytes=(SELECT bytes FROM raw WHERE mail=2) WHERE mail=1" },
		"mail 1: its raw bytes were changed" },
	{ { "INSERT INTO mail(board,stored,size,truncated,sha256,attempts,run,state)"
	    " VALUES('AMN',0,0,0,zeroblob(32),1,'','handled')",
		  "INSERT INTO raw VALUES(3,x'')" },
		"mail 3: no event of the journal knows it" },
	{ { "DELETE FROM event_detail WHERE seq=4", "DELETE FROM event WHERE seq=4" }, NULL },
};

/* Deleting a mail means all that hangs on it. */
static const char *const delete_mail[] = { "DELETE FROM raw WHERE mail=2",
	"DELETE FROM part WHERE mail=2", "DELETE FROM reading WHERE mail=2",
	"UPDATE outbox SET waits_for=NULL WHERE waits_for=2", "DELETE FROM ledger WHERE mail=2",
	"DELETE FROM mail WHERE id=2" };

static World *
furnish(void)
{
	World *world = world_new();
	g_autofree char *first = world_mail("a@kommun.example", "", "Rapport.");
	g_autofree char *second = world_mail("b@kommun.example", "", "Rapport igen.");

	intake_plan_free(world_take(world, 1, first));
	intake_plan_free(world_take(world, 2, second));
	return world;
}

static void
test_every_change_is_named(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(harms); i++) {
		g_autoptr(World) world = furnish();
		g_autofree char *before = world_verify(world);

		g_assert_cmpstr(before, ==, "");
		for (guint s = 0; s < G_N_ELEMENTS(harms[i].steps) && harms[i].steps[s]; s++)
			world_change(world, harms[i].steps[s]);
		g_autofree char *after = world_verify(world);
		g_test_message("row %u: %s", i, after);
		if (harms[i].found)
			g_assert_nonnull(strstr(after, harms[i].found));
		else
			g_assert_cmpstr(after, ==, "");
	}
}

static void
test_a_deleted_mail_is_missed(void)
{
	g_autoptr(World) world = furnish();

	for (guint i = 0; i < G_N_ELEMENTS(delete_mail); i++)
		world_change(world, delete_mail[i]);
	g_autofree char *after = world_verify(world);
	g_assert_cmpstr(after, ==, "mail 2 is gone");
}

static void
test_what_was_counted(void)
{
	g_autoptr(World) world = furnish();
	g_auto(Verification) found = { 0 };
	g_autofree char *shown = world_view(world, VIEW_CASE, "LS-2026-0001");

	g_assert_nonnull(strstr(shown, "LS-2026-0001"));
	g_assert_true(world->store->verify(world->store, &found, NULL));
	g_assert_cmpint(found.events, ==, 5);
	g_assert_cmpint(found.mails, ==, 2);
	g_assert_cmpint(found.erased, ==, 0);
}

/* Salts are random: the same detail twice has two hashes, and tells nothing when it is erased. */
static void
test_no_two_salts_are_alike(void)
{
	g_autoptr(World) world = furnish();

	g_assert_cmpint(
		world_number(world, "SELECT count(DISTINCT salt) FROM event_detail"), ==, 4);
	g_assert_cmpint(
		world_number(world,
			"SELECT count(*) FROM event_detail WHERE length(salt)<>16 OR salt=zeroblob(16)"),
		==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/verify/changes", test_every_change_is_named);
	g_test_add_func("/store/verify/deleted-mail", test_a_deleted_mail_is_missed);
	g_test_add_func("/store/verify/counts", test_what_was_counted);
	g_test_add_func("/store/verify/salts", test_no_two_salts_are_alike);
	return g_test_run();
}
