/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail that a person files while it is being read: what the reader says was read for
 * what the mail is no more, so nothing of it counts, and the mail is read again.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/forms.h"
#include "support/reading-desk.h"

static const Form about_boss = { .name = "Kim Berg", .account = "Åsa Lind-Öberg slog en brukare." };

#define READING "SELECT mail||' '||case_no||' '||state FROM reading ORDER BY mail DESC LIMIT 1"

/* What a person says while the mail is read. */
typedef struct {
	World *world;
	gint64 mail;
	MailKind kind;
	const char *to;
} Word;

static void
say(gpointer user)
{
	const Word *word = user;
	g_autofree char *case_id = NULL;
	g_autoptr(GError) error = NULL;
	gboolean good = world_file(word->world, word->mail, word->kind, word->to, &case_id, &error);

	g_assert_no_error(error);
	g_assert_true(good);
}

/* json is transferred. */
static void
read_while(Word *word, char *json)
{
	reading_desk_read_while(word->world, json, say, word);
	g_free(json);
}

/* An answer with two forms is two reports: each form is in a case of its own in the end. */
static void
test_a_report_after_all(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Word word = { world, 2, MAIL_KIND_REPORT, NULL };

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, NULL);
	world_take_mail(
		world, 2, "b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Se bilaga.");
	read_while(&word, forms_json(&forms_door, &forms_medicine));
	world_assert_text(world,
		"SELECT group_concat(label||' '||coalesce(reporter_name,'-')) FROM cases",
		"LS-2026-0001 Alva Exempel,LS-2026-0002 Kim Berg,LS-2026-0003 Robin Ek");
	world_assert_text(world, READING, "2 2 done");
	/* Nothing of it stands in the case that it is no answer in. */
	world_assert_text(world,
		"SELECT group_concat(case_no) FROM flag WHERE code='several_reports'", "2,3");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE waits_for IS NOT NULL"), ==,
		0);
	world_assert_proved(world);
}

static void
set_people(World *world)
{
	world->board->responsible.name = g_strdup("Åsa Lind-Öberg");
	world->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
}

/* What it says of the responsible holds the case that it is in, and not the one that it was in. */
static void
test_it_joins_another_case(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Word word = { world, 2, MAIL_KIND_CORRESPONDENCE, "LS-2026-0001" };

	set_people(world);
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, NULL);
	world_take_mail(world, 2, "b@kommun.example", "", "Se bilaga.");
	read_while(&word, forms_json(&about_boss));
	world_assert_text(world, "SELECT group_concat(case_no||' '||finding) FROM case_hold",
		"1 responsible");
	world_assert_text(world,
		"SELECT group_concat(case_no||' '||recipient) FROM outbox WHERE notice='sensitive'",
		"1 ordforande@kommun.example");
	world_assert_text(world, READING, "2 1 done");
	world_assert_text(world,
		"SELECT group_concat(DISTINCT case_id) FROM event WHERE mail=2"
		" AND kind='reading_done'",
		"LS-2026-0001");
	world_assert_proved(world);
}

/* What is no report opens no case for what else it says; its reading comes to an end. */
static void
test_it_is_none(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Word word = { world, 1, MAIL_KIND_SPAM, NULL };

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	read_while(&word, forms_json(&forms_door, &forms_medicine));
	world_assert_text(world, "SELECT group_concat(label||' '||state) FROM cases",
		"LS-2026-0001 not_report");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM report"), ==, 0);
	world_assert_text(world, READING, "1 1 done");
	world_assert_proved(world);
}

/* A reader that fails, or that is to try again, says nothing of the new reading either. */
static void
test_the_old_reader_fails(void)
{
	static const int fails[] = { LEX_ERROR_BAD_MESSAGE, LEX_ERROR_STORE };

	for (guint i = 0; i < G_N_ELEMENTS(fails); i++) {
		g_autoptr(World) world = world_new();
		Word word = { world, 2, MAIL_KIND_CORRESPONDENCE, "LS-2026-0001" };
		g_auto(ReadingJob) job = { 0 };
		StoreActor who = world_actor(world);
		const ReadingResult result = {
			.again = fails[i] == LEX_ERROR_STORE, .reason = "old", .facts = "{}"
		};
		gboolean found = FALSE;

		g_test_message("row %u", i);
		world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
		forms_read(world, NULL);
		world_take_mail(world, 2, "b@kommun.example", "", "Se bilaga.");
		g_assert_true(world->store->claim_reading(world->store, &who, &found, &job, NULL));
		g_assert_true(found);
		say(&word);
		/* Filed, and then taken up by another room. */
		for (guint claimed = 0; claimed < 2; claimed++) {
			g_auto(ReadingJob) next = { 0 };

			g_assert_true(world->store->finish_reading(
				world->store, &job, &result, &who, NULL));
			world_assert_text(world,
				"SELECT state||' '||attempts||' '||coalesce(reason,'-')"
				" FROM reading WHERE mail=2",
				claimed ? "running 1 -" : "pending 0 -");
			g_assert_true(world->store->claim_reading(
				world->store, &who, &found, &next, NULL));
			g_assert_cmpint(found, ==, !claimed);
		}
	}
}

/* Filed twice: the answer that was read between the two is as old as the first. */
static void
test_filed_twice(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Word first = { world, 2, MAIL_KIND_CORRESPONDENCE, "LS-2026-0001" };
	Word second = { world, 2, MAIL_KIND_CORRESPONDENCE, "LS-2026-0003" };
	StoreActor who = world_actor(world);
	g_auto(ReadingJob) job = { 0 };
	gboolean found = FALSE;

	set_people(world);
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, NULL);
	world_take_mail(world, 2, "b@kommun.example", "", "Se bilaga.");
	g_assert_true(world->store->claim_reading(world->store, &who, &found, &job, NULL));
	say(&first);
	world_take_mail(world, 3, "c@kommun.example", "", "Se bilaga.");
	read_while(&second, forms_json(&about_boss));
	world_assert_text(world, "SELECT group_concat(DISTINCT case_no) FROM case_hold", "3");
	world_assert_text(world, "SELECT case_no||' '||state FROM reading WHERE mail=2", "3 done");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE waits_for IS NOT NULL"), ==,
		0);
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/filed-meanwhile/report", test_a_report_after_all },
		{ "/filed-meanwhile/joins", test_it_joins_another_case },
		{ "/filed-meanwhile/none", test_it_is_none },
		{ "/filed-meanwhile/twice", test_filed_twice },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/filed-meanwhile/fails", test_the_old_reader_fails);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
