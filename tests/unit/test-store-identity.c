/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/store/store.h"
#include "support/world.h"

/*
 * Invariant 4 beyond two mails in one mailbox (test-store-intake.c): what happens
 * to a mailbox, to the database and on the way.
 */

/* The mail as the mailbox gives it under that UIDVALIDITY. */
static IntakePlan *
take_under(World *world, guint32 uidvalidity, guint32 uid, const char *raw)
{
	const MailSourceState state = { .uidvalidity = uidvalidity };
	g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
	const FetchedMail fetched = world_fetched(uid, world->now.fixed, bytes);
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_autoptr(GArray) mails = NULL;
	g_auto(PollWork) work = { 0 };
	StoreActor who = world_actor(world);
	CaseStore *store = world->store;

	g_array_append_val(uids, uid);
	g_assert_true(store->begin_poll(store, "AMN", &state, uids, &who, &work, NULL));
	g_assert_true(
		store->store_mails(store, "AMN", uidvalidity, &fetched, 1, &who, &mails, NULL));
	return world_apply(world, world->board, g_array_index(mails, gint64, 0), raw);
}

static void
assert_taken(World *world, guint32 uidvalidity, guint32 uid, const char *raw, MailKind kind,
	const char *case_id)
{
	g_autoptr(IntakePlan) plan = take_under(world, uidvalidity, uid, raw);

	g_assert_cmpuint(plan->kind, ==, kind);
	g_assert_cmpstr(plan->case_id, ==, case_id);
	if (kind == MAIL_KIND_COPY)
		g_assert_cmpuint(plan->notices->len, ==, 0);
}

/* The mailbox made anew: other numbers, in another order. */
static void
test_another_uidvalidity(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *a = world_mail("a@kommun.example", "", "Rapport.");
	g_autofree char *b = world_mail("b@kommun.example", "", "En till.");

	assert_taken(world, 7, 1, a, MAIL_KIND_REPORT, "LS-2026-0001");
	assert_taken(world, 7, 2, b, MAIL_KIND_REPORT, "LS-2026-0002");
	gint64 queued = world_number(world, "SELECT count(*) FROM outbox");
	assert_taken(world, 8, 1, b, MAIL_KIND_COPY, "LS-2026-0002");
	assert_taken(world, 8, 2, a, MAIL_KIND_COPY, "LS-2026-0001");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox"), ==, queued);
}

/* The database of yesterday, and the mailbox of today: what it knows it knows again. */
static void
test_a_restored_backup(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *a = world_mail("a@kommun.example", "", "Rapport.");
	g_autofree char *b = world_mail("b@kommun.example", "", "En till.");
	g_autofree char *backup = g_build_filename(world->folder, "backup.db", NULL);
	g_autofree char *wal = g_strconcat(world->path, "-wal", NULL);
	g_autofree char *shm = g_strconcat(world->path, "-shm", NULL);
	g_autofree char *sql = g_strdup_printf("VACUUM INTO '%s'", backup);
	g_autoptr(GError) error = NULL;

	assert_taken(world, 7, 1, a, MAIL_KIND_REPORT, "LS-2026-0001");
	world_change(world, sql);
	assert_taken(world, 7, 2, b, MAIL_KIND_REPORT, "LS-2026-0002");
	case_store_free(world->store);
	g_remove(wal);
	g_remove(shm);
	g_assert_cmpint(g_rename(backup, world->path), ==, 0);
	g_assert_cmpint(g_chmod(world->path, 0600), ==, 0);
	world->store = store_open(world->path, TRUE, TRUE, world->zone, &error);
	g_assert_no_error(error);
	world->daemon.store = world->store;
	assert_taken(world, 8, 1, a, MAIL_KIND_COPY, "LS-2026-0001");
	assert_taken(world, 8, 2, b, MAIL_KIND_REPORT, "LS-2026-0002");
	assert_taken(world, 8, 3, b, MAIL_KIND_COPY, "LS-2026-0002");
	g_autofree char *complaints = world_verify(world);
	g_assert_cmpstr(complaints, ==, "");
}

/* Colleagues answer all before a receipt has come: the board's address is among them. */
static void
test_a_reply_to_all(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *a = world_mail(
		"a@kommun.example", "Cc: bo@kommun.example, cai@kommun.example\r\n", "Rapport.");
	g_autofree char *first = world_mail("b@kommun.example",
		"Cc: lexsarah@kommun.example\r\nIn-Reply-To: <a@kommun.example>\r\n", "Bra.");
	g_autofree char *second = world_mail("c@kommun.example",
		"Cc: lexsarah@kommun.example, bo@kommun.example\r\n"
		"In-Reply-To: <b@kommun.example>\r\n"
		"References: <a@kommun.example> <b@kommun.example>\r\n",
		"Jag med.");

	assert_taken(world, 7, 1, a, MAIL_KIND_REPORT, "LS-2026-0001");
	assert_taken(world, 7, 2, first, MAIL_KIND_CORRESPONDENCE, "LS-2026-0001");
	assert_taken(world, 7, 3, second, MAIL_KIND_CORRESPONDENCE, "LS-2026-0001");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE notice='receipt'"), ==, 1);
}

/* To both boards' addresses: each has its case, and in each a second path is a copy. */
static void
test_one_mail_to_two_boards(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *raw =
		world_mail("a@kommun.example", "Cc: sdn@kommun.example\r\n", "Rapport.");
	g_autofree char *path = g_strconcat("Delivered-To: sdn@kommun.example\r\n", raw, NULL);

	assert_taken(world, 7, 1, raw, MAIL_KIND_REPORT, "LS-2026-0001");
	for (guint32 uid = 1; uid <= 2; uid++) {
		gint64 mail = world_store(world, world->other, uid, path);
		g_autoptr(IntakePlan) plan = world_apply(world, world->other, mail, path);

		g_assert_cmpuint(plan->kind, ==, uid == 1 ? MAIL_KIND_REPORT : MAIL_KIND_COPY);
		g_assert_cmpstr(plan->case_id, ==, "LS-2026-0002");
	}
}

/* One word is another report, and somebody is asked about the two. */
static void
test_one_word_changed(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *a = world_mail("a@kommun.example", "", "Det hände i går.");
	g_autofree char *changed = world_mail("a@kommun.example", "", "Det hände i dag.");

	assert_taken(world, 7, 1, a, MAIL_KIND_REPORT, "LS-2026-0001");
	assert_taken(world, 7, 2, changed, MAIL_KIND_REPORT, "LS-2026-0002");
	g_autofree char *code = world_text(world, "SELECT code FROM flag");
	g_assert_cmpstr(code, ==, "possible_duplicate");
	/* Each is known again as itself. */
	assert_taken(world, 7, 3, changed, MAIL_KIND_COPY, "LS-2026-0002");
	assert_taken(world, 7, 4, a, MAIL_KIND_COPY, "LS-2026-0001");
}

#define BARE "From: alva@kommun.example\r\nSubject: Rapport\r\n\r\n"

/* Without a Message-ID the bytes count, less what the way adds. */
static void
test_no_message_id(void)
{
	g_autoptr(World) world = world_new();

	assert_taken(world, 7, 1, BARE "Rapport.\r\n", MAIL_KIND_REPORT, "LS-2026-0001");
	assert_taken(world, 7, 2,
		"Received: from b.example by mx.kommun.example; Tue, 17 Mar 2026 11:00:00 +0000\r\n"
		"Delivered-To: x@kommun.example\r\nX-Spam-Score: 1\r\n" BARE "Rapport.\r\n",
		MAIL_KIND_COPY, "LS-2026-0001");
	assert_taken(world, 7, 3, BARE "Rapport!\r\n", MAIL_KIND_REPORT, "LS-2026-0002");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM flag"), ==, 0);
}

/* What is erased of a mail does not make it new when its mailbox is read again. */
static void
test_an_identity_outlives_its_mail(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *a = world_mail("a@kommun.example", "", "Rapport.");

	assert_taken(world, 7, 1, a, MAIL_KIND_REPORT, "LS-2026-0001");
	world_change(world, "DELETE FROM raw");
	world_change(world, "DELETE FROM part");
	world_change(world, "UPDATE mail SET message_id=NULL,subject=NULL,from_name=NULL,"
			    "from_address=NULL,sha256=x''");
	world_change(world, "DELETE FROM event_detail");
	assert_taken(world, 8, 1, a, MAIL_KIND_COPY, "LS-2026-0001");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/identity/uidvalidity", test_another_uidvalidity);
	g_test_add_func("/store/identity/backup", test_a_restored_backup);
	g_test_add_func("/store/identity/reply-all", test_a_reply_to_all);
	g_test_add_func("/store/identity/two-boards", test_one_mail_to_two_boards);
	g_test_add_func("/store/identity/one-word", test_one_word_changed);
	g_test_add_func("/store/identity/no-id", test_no_message_id);
	g_test_add_func("/store/identity/erased", test_an_identity_outlives_its_mail);
	return g_test_run();
}
