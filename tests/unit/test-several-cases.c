/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several reports in one mail: each opens a case of its own, by the rules of intake.
 */
#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "adapters/reading-json.h"
#include "support/forms.h"
#include "support/reading-desk.h"
#include "support/reading-tools.h"

#define CASES "SELECT group_concat(label) FROM cases"

#define NOTICES(n)                                                                                 \
	"SELECT group_concat(notice||' '||recipient||' '||state,', ') FROM (SELECT * FROM outbox"  \
	" WHERE case_no=" #n " ORDER BY id)"

static void
test_each_report_has_its_case(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	gint64 came = world->now.fixed;

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	world->now.fixed += WORLD_HOUR;
	forms_read(world, &forms_door, &forms_medicine, &forms_alarm);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002,LS-2026-0003");
	world_assert_text(world,
		"SELECT group_concat(reporter_name||' '||reporter_address||' '||sender_address)"
		" FROM cases",
		"Kim Berg kim.berg@kommun.example alva@kommun.example,"
		"Robin Ek robin.ek@kommun.example alva@kommun.example,"
		"Mika Lund alva@kommun.example alva@kommun.example");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM cases WHERE arrived<>(SELECT arrived"
				    " FROM cases WHERE id=1) OR arrival_source<>"
				    "(SELECT arrival_source FROM cases WHERE id=1)"),
		==, 0);
	g_assert_cmpint(world_number(world, "SELECT arrived FROM cases WHERE id=2"), ==, came);
	/* Each as if it had come alone: the receipt in the thread of the mail. */
	world_assert_text(world, NOTICES(1),
		"receipt alva@kommun.example queued, new_case ansvarig@kommun.example queued, "
		"registrar registrator@kommun.example queued, "
		"missing_facts alva@kommun.example queued");
	world_assert_text(world, NOTICES(2),
		"receipt alva@kommun.example queued, new_case ansvarig@kommun.example queued, "
		"registrar registrator@kommun.example queued, "
		"missing_facts alva@kommun.example queued");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE notice='receipt'"
					    " AND thread LIKE 'LS-2026-000%' AND thread LIKE "
					    "'% a@kommun.example'"),
		==, 3);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE waits_for IS NULL"), ==, 12);
	world_assert_text(world,
		"SELECT facts->>'$.case'||' '||(facts->>'$.split.number')||' '||"
		"(facts->>'$.split.count')||' '||(facts->>'$.split.first')"
		" FROM outbox WHERE notice='receipt' AND case_no=3",
		"LS-2026-0003 3 3 LS-2026-0001");
	world_assert_proved(world);
}

/* What is shown of a case is of that case, and it names the others. */
static void
test_what_is_shown(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *key, *account, *reporter, *same_mail;
	} shown[] = {
		{ "LS-2026-0001", FORMS_DOOR, "Kim Berg", "LS-2026-0002" },
		{ "LS-2026-0002", FORMS_MEDICINE, "Robin Ek", "LS-2026-0001" },
	};

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_door, &forms_medicine);
	for (guint i = 0; i < G_N_ELEMENTS(shown); i++) {
		g_autofree char *text = world_view(world, VIEW_CASE, shown[i].key);
		json_t *json = json_loads(text, 0, NULL), *documents, *same, *mails;
		const char *account = NULL, *mail = NULL, *title = NULL;

		documents = json_object_get(json_object_get(json, "reading"), "documents");
		same = json_object_get(json, "same_mail");
		mails = json_object_get(json, "mails");
		g_assert_cmpuint(json_array_size(documents), ==, 1);
		g_assert_cmpuint(json_array_size(same), ==, 1);
		g_assert_cmpuint(json_array_size(mails), ==, 1);
		g_assert_cmpint(json_unpack(json_array_get(documents, 0), "{s{s{ss}}}", "report",
					"description", "value", &account),
			==, 0);
		g_assert_cmpstr(account, ==, shown[i].account);
		g_assert_cmpstr(json_string_value(json_array_get(same, 0)), ==, shown[i].same_mail);
		g_assert_cmpint(
			json_unpack(json_array_get(mails, 0), "{ss}", "message_id", &mail), ==, 0);
		g_assert_cmpstr(mail, ==, "a@kommun.example");
		g_assert_cmpint(json_unpack(json, "{s{ss}}", "reporter", "name", &title), ==, 0);
		g_assert_cmpstr(title, ==, shown[i].reporter);
		g_assert_nonnull(strstr(text, "varje rapport har fått ett eget"));
		json_decref(json);
	}
	g_autofree char *mail = world_view(world, VIEW_MAIL, "1");
	json_t *json = json_loads(mail, 0, NULL);
	char *cases = json_dumps(json_object_get(json, "cases"), JSON_COMPACT);
	g_assert_cmpstr(cases, ==, "[\"LS-2026-0001\",\"LS-2026-0002\"]");
	free(cases);
	json_decref(json);
}

/* Both journals tell of it, and the counts of a day of mails stay those of mails. */
static void
test_journal_and_counts(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	StoreSummary sum = { 0 };

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	world_take_mail(
		world, 2, "b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Se bilaga.");
	forms_read(world, &forms_door, &forms_medicine, &forms_alarm);
	world_assert_text(world,
		"SELECT group_concat(kind) FROM event WHERE case_id='LS-2026-0001' AND mail=1"
		" AND kind<>'notice_held'",
		"case_opened,report_split,report_split,reading_done");
	world_assert_text(world,
		"SELECT group_concat(kind) FROM event WHERE case_id='LS-2026-0003' AND mail=1",
		"case_opened,reading_done");
	g_assert_true(
		world->store->summary(world->store, "AMN", 0, world->now.fixed + 1, &sum, &error));
	g_assert_no_error(error);
	g_assert_cmpint(sum.received, ==, 2);
	g_assert_cmpint(sum.opened, ==, 1);
	g_assert_cmpint(sum.joined, ==, 1);
	g_assert_cmpint(sum.further, ==, 2);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM cases"), ==, sum.opened + sum.further);
}

/* One report in two formats is one case. */
static void
test_no_case_too_many(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_door, &forms_door);
	world_assert_text(world, CASES, "LS-2026-0001");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM flag WHERE code='several_reports'"), ==,
		0);
}

/* What is taken for one report and perhaps is two is shown to a person. */
static void
test_perhaps_one(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form handwritten = {
		.name = "Kim Berg", .date = "2026-03-02", .unit = "Solgläntan"
	};

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_door, &handwritten);
	world_assert_text(world, CASES, "LS-2026-0001");
	world_assert_text(world, "SELECT message FROM flag WHERE code='several_reports'",
		"Några dokument är lika nog för att vara en och samma rapport, men inte lika. "
		"Kontrollera att de inte handlar om flera händelser.");
	/* Whoever is responsible hears of it at once. */
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE notice='new_case'"
					    " AND facts LIKE '%flera rapporter%'"),
		==, 1);
	/* Beside a second report it stays with both. */
	world_take_mail(world, 2, "b@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_door, &handwritten, &forms_medicine);
	world_assert_text(world,
		"SELECT group_concat(case_no) FROM flag WHERE code='several_reports'", "1,2,3");
}

/* What says almost the same, in this mail or in another, is a question to a person. */
static void
test_alike(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form door_again = { .name = "Kim Berg",
		.email = "kim.berg@kommun.example",
		.date = "2026-03-09",
		.account = FORMS_DOOR };

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_door, &door_again);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	world_assert_text(world,
		"SELECT case_no||' '||message FROM flag WHERE code='possible_duplicate'",
		"2 Texten är nästan densamma som i en annan rapport i samma mejl. Samma rapport "
		"kan ha skickats igen.");
	world_take_mail(world, 2, "b@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_medicine, &forms_alarm);
	world_take_mail(world, 3, "c@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_alarm, &forms_medicine);
	world_assert_text(world,
		"SELECT group_concat(case_no||' '||substr(message,instr(message,'LS-'),12)) FROM flag"
		" WHERE code='possible_duplicate' AND case_no>2",
		"5 LS-2026-0004,6 LS-2026-0003");
}

/* A stamp is that of its own report; the flag stands on its case alone. */
static void
test_stamps(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form stamped = { .name = "Robin Ek",
		.date = "2026-03-04",
		.account = FORMS_MEDICINE,
		.stamped = "2026-03-16" };
	static const Form today = {
		.name = "Mika Lund", .account = FORMS_ALARM, .stamped = "2026-03-17"
	};

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	forms_read(world, &forms_door, &stamped, &today);
	world_assert_text(
		world, "SELECT group_concat(case_no) FROM flag WHERE code='arrival_differs'", "2");
}

/* A file of the corpus, through the whole: grammar, planner, store. */
static void
test_two_dossiers(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *path = g_build_filename(
		g_getenv("top_srcdir"), "tests", "corpus", "reports", "v2-two.txt", NULL);
	g_autofree char *text = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_autoptr(ReadingFile) file = reading_tools_read("v2-two.txt", text);
	g_autofree char *json = reading_json_write(file);
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	reading_desk_read(world, json, -1);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	g_assert_cmpint(
		world_number(world, "SELECT count(DISTINCT reporter_name) FROM cases"), ==, 2);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM flag WHERE code='several_reports'"), ==,
		2);
}

/* A file with more headings than a board has people opens no case without end. */
static void
test_no_end(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(ReadingFile) read = reading_file_new("mail.eml", "mail");

	for (guint i = 0; i < 150; i++) {
		g_autofree char *name = g_strdup_printf("Person%u Sort%u", i * 7, i * 13);
		g_autofree char *text = g_strdup_printf("Larm %u slutade fungera i rum %u.", i, i);
		const Form form = { .name = name, .account = text };

		g_ptr_array_add(read->documents, forms_reading(&form));
	}
	g_autofree char *json = reading_json_write(read);
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	reading_desk_read(world, json, -1);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==, 100);
	/* The rest is in the first, where a person is asked. */
	g_autofree char *shown = world_view(world, VIEW_CASE, "LS-2026-0001");
	g_assert_nonnull(strstr(shown, "i rum 149."));
	g_assert_nonnull(strstr(shown, "ska bli ett eget ärende"));
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/several-cases/each", test_each_report_has_its_case },
		{ "/several-cases/shown", test_what_is_shown },
		{ "/several-cases/journal", test_journal_and_counts },
		{ "/several-cases/not-too-many", test_no_case_too_many },
		{ "/several-cases/perhaps", test_perhaps_one },
		{ "/several-cases/alike", test_alike },
		{ "/several-cases/stamps", test_stamps },
		{ "/several-cases/dossiers", test_two_dossiers },
		{ "/several-cases/no-end", test_no_end },
	};

	g_test_init(&argc, &argv, NULL);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
