/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "support/world.h"

/* "1,2,5-7" */
static GArray *
uids_of(const char *text)
{
	g_auto(GStrv) words = g_strsplit(text, ",", 0);
	GArray *uids = g_array_new(FALSE, FALSE, sizeof(guint32));

	for (guint i = 0; words[i] && *words[i]; i++) {
		char *stop;
		guint32 first = (guint32) g_ascii_strtoull(words[i], &stop, 10);
		guint32 last = *stop ? (guint32) g_ascii_strtoull(stop + 1, NULL, 10) : first;

		for (guint64 next = first; next <= last; next++) {
			guint32 uid = (guint32) next;
			g_array_append_val(uids, uid);
		}
	}
	return uids;
}

static char *
text_of(const GArray *uids)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < uids->len; i++)
		g_string_append_printf(text, "%s%u", i ? "," : "", g_array_index(uids, guint32, i));
	return g_string_free(text, FALSE);
}

typedef struct {
	guint32 uidvalidity, uidnext;
	const char *uids;
	guint32 unlisted;
} Look;

static void
assert_poll(World *world, Look look, const char *fetch, const char *mark)
{
	const MailSourceState state = {
		.uidvalidity = look.uidvalidity, .uidnext = look.uidnext, .unlisted = look.unlisted
	};
	g_autoptr(GArray) uids = uids_of(look.uids);
	g_autoptr(GError) error = NULL;
	g_auto(PollWork) work = { 0 };
	StoreActor who = world_actor(world);
	gboolean good =
		world->store->begin_poll(world->store, "AMN", &state, uids, &who, &work, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	g_autofree char *fetches = text_of(work.fetch);
	g_autofree char *marks = text_of(work.mark);
	g_assert_cmpstr(fetches, ==, fetch);
	g_assert_cmpstr(marks, ==, mark);
}

/* present, handled, owed, quarantined, vanished, newly vanished, overdue */
static void
assert_sum(World *world, Look look, const char *wanted)
{
	const MailSourceState state = {
		.uidvalidity = look.uidvalidity, .uidnext = look.uidnext, .unlisted = look.unlisted
	};
	g_autoptr(GArray) uids = uids_of(look.uids);
	g_autoptr(GError) error = NULL;
	Accounting sum = { 0 }, last = { 0 };
	StoreActor who = world_actor(world);
	gboolean found = FALSE;
	gboolean good =
		world->store->end_poll(world->store, "AMN", &state, uids, &who, &sum, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	g_autofree char *got = g_strdup_printf("%d %d %d %d %d %d %d", (int) sum.present,
		(int) sum.handled, (int) sum.owed, (int) sum.quarantined, (int) sum.vanished,
		(int) sum.newly_vanished, (int) sum.overdue);
	g_assert_cmpstr(got, ==, wanted);
	g_assert_cmpint(sum.difference, ==, sum.present - sum.handled - sum.owed - sum.quarantined);
	g_assert_true(world->store->last_accounting(world->store, "AMN", &found, &last, &error));
	g_assert_true(found);
	g_assert_cmpint(last.present, ==, sum.present);
	g_assert_cmpint(last.difference, ==, sum.difference);
	g_assert_cmpint(last.time, ==, world->now.fixed);
}

/* Stores a mail, and handles it or puts it in quarantine. */
static void
take(World *world, guint32 uid, gboolean quarantine)
{
	g_autofree char *id = g_strdup_printf("m%u@kommun.example", uid);
	g_autofree char *raw = world_mail(id, "", id);
	g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
	const FetchedMail fetched = world_fetched(uid, INSTANT_NONE, bytes);
	g_autoptr(GArray) mails = NULL;
	StoreActor who = world_actor(world);

	g_assert_true(world->store->store_mails(
		world->store, "AMN", WORLD_UIDVALIDITY, &fetched, 1, &who, &mails, NULL));
	gint64 mail = g_array_index(mails, gint64, 0);
	if (quarantine)
		g_assert_true(world->store->quarantine(
			world->store, "AMN", mail, "trasigt", NULL, &who, NULL, NULL));
	else
		intake_plan_free(world_apply(world, world->board, mail, raw));
}

static void
defer(World *world, const char *text)
{
	g_autoptr(GArray) uids = uids_of(text);
	StoreActor who = world_actor(world);

	g_assert_true(world->store->defer(
		world->store, "AMN", WORLD_UIDVALIDITY, uids, &who, "test", NULL));
}

#define LOOK(next, uids) SHORT_LOOK(next, uids, 0)

/* The server has so many more mails than it lists. */
#define SHORT_LOOK(next, uids, more)                                                               \
	(Look)                                                                                     \
	{                                                                                          \
		WORLD_UIDVALIDITY, (next), (uids), (more)                                          \
	}

static void
test_every_uid_is_one_of_three(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, LOOK(4, "1,2,3"), "1,2,3", "");
	assert_sum(world, LOOK(4, "1,2,3"), "3 0 3 0 0 0 0");
	take(world, 1, FALSE);
	take(world, 2, TRUE);
	assert_sum(world, LOOK(4, "1,2,3"), "3 1 1 1 0 0 0");
	assert_poll(world, LOOK(4, "1,2,3"), "3", "1");
	/* Gone from the mailbox: handled and quarantined may, we hold them. */
	assert_poll(world, LOOK(4, "3"), "3", "");
	assert_sum(world, LOOK(4, "3"), "1 0 1 0 0 0 0");
}

/* A UID that nobody ever looked at is none of the three: that is the alarm. */
static void
test_a_difference_shows(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, LOOK(3, "1,2"), "1,2", "");
	assert_sum(world, LOOK(4, "1,2,3"), "3 0 2 0 0 0 0");
}

static void
test_owed_mail_that_goes_has_vanished(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, LOOK(4, "1,2,3"), "1,2,3", "");
	take(world, 1, FALSE);
	assert_poll(world, LOOK(4, "3"), "3", "");
	assert_sum(world, LOOK(4, "3"), "1 0 1 0 1 1 0");
	assert_sum(world, LOOK(4, "3"), "1 0 1 0 1 0 0");
	/* It is there again: it is fetched, and was not lost. */
	assert_poll(world, LOOK(4, "2,3"), "2,3", "");
	assert_sum(world, LOOK(4, "2,3"), "2 0 2 0 0 -1 0");
}

static void
test_what_came_and_went_between_two_polls(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, LOOK(10, "5"), "5", "");
	assert_sum(world, LOOK(10, "5"), "1 0 1 0 0 0 0");
	assert_poll(world, LOOK(14, "5,11"), "5,11", "");
	assert_sum(world, LOOK(14, "5,11"), "2 0 2 0 3 3 0");
	/* A server that does not say UIDNEXT tells of no gaps. */
	assert_poll(world, LOOK(0, "5,11,20"), "5,11,20", "");
	assert_sum(world, LOOK(0, "5,11,20"), "3 0 3 0 3 0 0");
	/* UIDNEXT goes back: nothing is invented. */
	assert_poll(world, LOOK(12, "5,11,20"), "5,11,20", "");
	assert_sum(world, LOOK(12, "5,11,20"), "3 0 3 0 3 0 0");
}

/* UIDNEXT is said before the list: 11 came between the two, and 10 came and went. */
static void
test_what_came_and_went_within_a_poll(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, LOOK(10, "5"), "5", "");
	assert_sum(world, LOOK(10, "5"), "1 0 1 0 0 0 0");
	assert_poll(world, LOOK(10, "5,11"), "5,11", "");
	assert_sum(world, LOOK(10, "5,11"), "2 0 2 0 1 1 0");
	/* A number out of nowhere invents no mails before it. */
	assert_poll(world, LOOK(12, "5,11,4000000000"), "5,11,4000000000", "");
	assert_sum(world, LOOK(12, "5,11,4000000000"), "3 0 3 0 1 0 0");
}

/* Which of those that are not listed are gone nobody can say: none of them is, for now. */
static void
test_what_is_kept_back_has_not_vanished(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, LOOK(4, "1,2,3"), "1,2,3", "");
	take(world, 1, FALSE);
	/* 2 is known and owed; 4 and 5 came since, and only one of them is still there. */
	assert_poll(world, SHORT_LOOK(6, "1,3", 2), "2,3,4,5", "1");
	assert_sum(world, SHORT_LOOK(6, "1,3", 2), "4 1 3 0 0 0 0");
	defer(world, "2,4,5");
	assert_poll(world, SHORT_LOOK(6, "1,3", 2), "3", "1");
	world->now.fixed += WORLD_HOUR + 1;
	assert_poll(world, SHORT_LOOK(6, "1,3", 2), "2,3,4,5", "1");
	assert_sum(world, SHORT_LOOK(6, "1,3", 2), "4 1 3 0 0 0 3");
	/* Now it lists what it has, and what is not among that is gone. */
	assert_poll(world, LOOK(6, "1,2,3,5"), "2,3,5", "1");
	assert_sum(world, LOOK(6, "1,2,3,5"), "4 1 3 0 1 1 3");
}

/* What it keeps back and nothing is owed of may be anything: that is the alarm. */
static void
test_what_is_kept_back_unknown_is_a_difference(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, SHORT_LOOK(4, "1,3", 1), "1,3", "");
	assert_sum(world, SHORT_LOOK(4, "1,3", 1), "3 0 2 0 0 0 0");
	assert_poll(world, LOOK(4, "1,2,3"), "1,2,3", "");
	assert_sum(world, LOOK(4, "1,2,3"), "3 0 3 0 0 0 0");
}

static void
test_numbers_to_the_end_of_their_range(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, LOOK(2, "1"), "1", "");
	assert_poll(world, LOOK(G_MAXUINT32, "1,4294967294"), "1,4294967294", "");
	assert_poll(world, LOOK(0, "1,4294967295"), "1,4294967295", "");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM ledger"), <, 20000);
}

static void
test_a_new_uidvalidity_begins_anew(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, LOOK(3, "1,2"), "1,2", "");
	take(world, 1, FALSE);
	assert_sum(world, LOOK(3, "1,2"), "2 1 1 0 0 0 0");
	/* UID 2 of before was never stored, and nobody can ask for it any more. */
	assert_poll(world, (Look){ 8, 3, "1,2", 0 }, "1,2", "");
	assert_sum(world, (Look){ 8, 3, "1,2", 0 }, "2 0 2 0 1 1 0");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM ledger"), ==, 4);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM ledger WHERE state='handled'"), ==, 1);
	/* The old numbers come back: what is known is known, what vanished is owed. */
	assert_poll(world, LOOK(3, "1,2"), "2", "1");
}

static void
test_two_boards_share_nothing(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const MailSourceState state = { .uidvalidity = WORLD_UIDVALIDITY, .uidnext = 2 };
	g_autoptr(GArray) uids = uids_of("1");
	g_auto(PollWork) work = { 0 };
	StoreActor who = world_actor(world);

	assert_poll(world, LOOK(2, "1"), "1", "");
	take(world, 1, FALSE);
	g_assert_true(
		world->store->begin_poll(world->store, "SDN", &state, uids, &who, &work, NULL));
	g_assert_cmpuint(work.fetch->len, ==, 1);
	assert_sum(world, LOOK(2, "1"), "1 1 0 0 0 0 0");
}

/* Minutes after each failure in a row; then an hour for ever. */
static const gint64 waits[] = { 1, 2, 4, 8, 16, 32, 60, 60, 60 };

static void
test_what_is_not_returned_waits_longer_each_time(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	assert_poll(world, LOOK(3, "1,2"), "1,2", "");
	for (guint i = 0; i < G_N_ELEMENTS(waits); i++) {
		defer(world, "2");
		world->now.fixed += waits[i] * WORLD_MINUTE - 1;
		assert_poll(world, LOOK(3, "1,2"), "1", "");
		world->now.fixed++;
		assert_poll(world, LOOK(3, "1,2"), "1,2", "");
	}
	assert_sum(world, LOOK(3, "1,2"), "2 0 2 0 0 0 2");
}

static void
test_an_hour_owed_is_overdue(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreSummary sum;

	assert_poll(world, LOOK(3, "1,2"), "1,2", "");
	take(world, 1, FALSE);
	world->now.fixed += WORLD_HOUR;
	assert_sum(world, LOOK(3, "1,2"), "2 1 1 0 0 0 0");
	world->now.fixed++;
	assert_sum(world, LOOK(3, "1,2"), "2 1 1 0 0 0 1");
	g_assert_true(world->store->summary(world->store, "AMN", 0, G_MAXINT64, &sum, NULL));
	g_assert_cmpint(sum.oldest_owed, ==, WORLD_BEGIN);
	take(world, 2, FALSE);
	g_assert_true(world->store->summary(world->store, "AMN", 0, G_MAXINT64, &sum, NULL));
	g_assert_cmpint(sum.oldest_owed, ==, INSTANT_NONE);
	g_assert_cmpint(sum.received, ==, 2);
	g_assert_cmpint(sum.opened, ==, 2);
}

/* Responsible and registrar hear of a mail when it was read: somebody is to know that it is not. */
static void
test_ten_minutes_unread(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *state;
		gint64 more; /* ms beyond ten minutes */
		int unread;
	} rows[] = {
		{ "pending", 0, 0 },
		{ "pending", 1, 1 },
		{ "running", 1, 1 },
		{ "done", 1, 0 },
		{ "failed", 1, 0 },
	};
	const MailSourceState state = { .uidvalidity = WORLD_UIDVALIDITY, .uidnext = 2 };
	g_autoptr(GArray) uids = uids_of("1");

	assert_poll(world, LOOK(2, "1"), "1", "");
	take(world, 1, FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *sql =
			g_strdup_printf("UPDATE reading SET state='%s'", rows[i].state);
		Accounting sum = { 0 };

		world_change(world, sql);
		world->now.fixed = WORLD_BEGIN + 10 * WORLD_MINUTE + rows[i].more;
		StoreActor who = world_actor(world);
		g_assert_true(world->store->end_poll(
			world->store, "AMN", &state, uids, &who, &sum, NULL));
		g_assert_cmpint(sum.unread, ==, rows[i].unread);
	}
}

static void
test_marks_are_asked_for_until_they_took(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GArray) done = uids_of("1");

	assert_poll(world, LOOK(3, "1,2"), "1,2", "");
	take(world, 1, FALSE);
	take(world, 2, FALSE);
	assert_poll(world, LOOK(3, "1,2"), "", "1,2");
	g_assert_true(world->store->marked(world->store, "AMN", WORLD_UIDVALIDITY, done, NULL));
	assert_poll(world, LOOK(3, "1,2"), "", "2");
	world_restart(world);
	assert_poll(world, LOOK(3, "1,2"), "", "2");
}

/* A walk of the ledger for each UID would not end while somebody waits. */
static void
test_a_large_mailbox_is_one_walk(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *all = NULL;

	assert_poll(world, LOOK(1, ""), "", "");
	g_autoptr(GArray) uids = uids_of("1-100000");
	all = text_of(uids);
	assert_poll(world, LOOK(100001, "1-100000"), all, "");
	assert_poll(world, LOOK(100001, "1-100000"), all, "");
	assert_sum(world, LOOK(100001, "1-100000"), "100000 0 100000 0 0 0 0");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/ledger/one-of-three", test_every_uid_is_one_of_three },
		{ "/ledger/difference", test_a_difference_shows },
		{ "/ledger/vanished", test_owed_mail_that_goes_has_vanished },
		{ "/ledger/gaps", test_what_came_and_went_between_two_polls },
		{ "/ledger/came-and-went-within", test_what_came_and_went_within_a_poll },
		{ "/ledger/kept-back", test_what_is_kept_back_has_not_vanished },
		{ "/ledger/kept-back-unknown", test_what_is_kept_back_unknown_is_a_difference },
		{ "/ledger/range", test_numbers_to_the_end_of_their_range },
		{ "/ledger/uidvalidity", test_a_new_uidvalidity_begins_anew },
		{ "/ledger/boards", test_two_boards_share_nothing },
		{ "/ledger/defer", test_what_is_not_returned_waits_longer_each_time },
		{ "/ledger/overdue", test_an_hour_owed_is_overdue },
		{ "/ledger/unread", test_ten_minutes_unread },
		{ "/ledger/marks", test_marks_are_asked_for_until_they_took },
		{ "/ledger/large", test_a_large_mailbox_is_one_walk },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, World, NULL, world_set_up, tests[i].run, world_tear_down);
	return g_test_run();
}
