/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several reports in one mail: each opens a case of its own, by the rules of intake,
 * once, whatever ends or happens in between.
 */
#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "adapters/reading-json.h"
#include "core/error.h"
#include "core/text.h"
#include "support/reading-desk.h"
#include "support/reading-tools.h"

#define DOOR                                                                                           \
	"Dörren till förrådet stod öppen hela natten och tre personakter låg framme på bordet. " \
	"Nattpersonalen upptäckte det först klockan fem på morgonen och låste då dörren."
#define MEDICINE                                                                                   \
	"En brukare fick grannens medicin vid frukosten. Sjuksköterskan ringdes in och brukaren " \
	"fick ligga under tillsyn till kvällen, utan att må dåligt av det som hade hänt."
#define ALARM                                                                                      \
	"Larmet på plan två gick inte att nå från sängen, så att en boende låg på golvet " \
	"från midnatt till klockan fyra utan att någon av de två som arbetade märkte det."

/* What a form of a mail says. */
typedef struct {
	const char *name, *address, *date, *account, *stamped;
} Form;

static const Form door = { .name = "Kim Berg",
	.address = "kim.berg@kommun.example",
	.date = "2026-03-02",
	.account = DOOR };
static const Form medicine = { .name = "Robin Ek",
	.address = "robin.ek@kommun.example",
	.date = "2026-03-04",
	.account = MEDICINE };
static const Form alarm_form = {
	.name = "Mika Lund", .address = NULL, .date = "2026-03-05", .account = ALARM
};

static void
set(ReadingField *field, const char *value)
{
	if (value)
		reading_field_set(field, value, value, 1, "line 1");
}

static void
add(ReadingFile *file, const Form *form)
{
	Reading *reading = reading_new();
	ReadingReport *report = &reading->report;

	reading->has_form = TRUE;
	set(&report->reporter.name, form->name);
	set(&report->reporter.email, form->address);
	set(&report->observed.date, form->date);
	set(&report->description, form->account);
	set(&report->stamped, form->stamped);
	g_ptr_array_add(file->documents, reading);
}

/* Reads what is to be read; the mail has these forms, which end with NULL. */
static void
read_forms(World *world, const Form *const *forms)
{
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "mail");

	for (; *forms; forms++)
		add(file, *forms);
	g_autofree char *json = reading_json_write(file);
	reading_desk_read(world, json, -1);
}

#define READ(world, ...) read_forms(world, (const Form *const[]){ __VA_ARGS__, NULL })

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
	READ(world, &door, &medicine, &alarm_form);
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
		{ "LS-2026-0001", DOOR, "Kim Berg", "LS-2026-0002" },
		{ "LS-2026-0002", MEDICINE, "Robin Ek", "LS-2026-0001" },
	};

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	READ(world, &door, &medicine);
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
	READ(world, &door, &medicine, &alarm_form);
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

/* One report in two formats is one case; an answer with forms opens none. */
static void
test_no_case_too_many(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	READ(world, &door, &door);
	world_assert_text(world, CASES, "LS-2026-0001");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM flag WHERE code='several_reports'"), ==,
		0);
	world_take_mail(
		world, 2, "b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Se bilaga.");
	READ(world, &medicine, &alarm_form);
	world_assert_text(world, CASES, "LS-2026-0001");
	/* They are there, and a person is asked. */
	g_autofree char *shown = world_view(world, VIEW_CASE, "LS-2026-0001");
	g_assert_nonnull(strstr(shown, "Larmet på plan två"));
	g_assert_nonnull(strstr(shown, "ska bli ett eget ärende"));
}

/* Read again, as it was or by better rules: the same cases, and nobody hears of it again. */
static void
test_read_again(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form otherwise = { .name = "Robin Ek",
		.address = NULL,
		.date = "2026-03-14",
		.account = MEDICINE " Mer." };
	const Form *const seconds[] = { &medicine, &otherwise, &medicine };

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	READ(world, &door, &medicine);
	gint64 notices = world_number(world, "SELECT count(*) FROM outbox");
	for (guint i = 0; i < G_N_ELEMENTS(seconds); i++) {
		world_restart(world);
		world_change(world, "UPDATE reading SET state='pending',attempts=0");
		READ(world, &door, seconds[i]);
		world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox"), ==, notices);
		g_assert_cmpint(world_number(world, "SELECT instr(json,' Mer.')>0 FROM report"), ==,
			i == 1);
	}
	/* The other way round, they are who they were. */
	world_change(world, "UPDATE reading SET state='pending',attempts=0");
	READ(world, &medicine, &door);
	world_assert_text(
		world, "SELECT group_concat(reporter_name) FROM cases", "Kim Berg,Robin Ek");
	/* One more is one more. */
	world_change(world, "UPDATE reading SET state='pending',attempts=0");
	READ(world, &door, &medicine, &alarm_form);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002,LS-2026-0003");
	world_assert_proved(world);
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
		READ(world, &door, &medicine);
		world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	}
}

/* Whoever could read one report of a file could read all: what holds one holds the others. */
static void
test_holds(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form about_boss = {
		.name = "Robin Ek",
		.address = NULL,
		.date = "2026-03-04",
		.account =
			"Åsa Lind-Öberg slog en brukare på morgonen och sa att ingen fick berätta det."
	};

	world->board->responsible.name = g_strdup("Åsa Lind-Öberg");
	world->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
	for (guint first = 0; first < 2; first++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", first);
		g_autofree char *sql = g_strdup_printf(
			"SELECT group_concat(state||' '||hold||' '||notice) FROM outbox"
			" WHERE recipient='ansvarig@kommun.example' AND case_no>%u",
			2 * first);
		g_autofree char *told = g_strdup_printf(
			"SELECT count(*) FROM outbox WHERE notice='sensitive' AND state='queued'"
			" AND recipient='ordforande@kommun.example' AND case_no>%u",
			2 * first);

		world_take_mail(world, first + 1, id, "", "Se bilaga.");
		if (first)
			READ(world, &about_boss, &door);
		else
			READ(world, &medicine, &about_boss);
		world_assert_text(world, sql, "held recused new_case,held recused new_case");
		g_assert_cmpint(world_number(world, told), ==, 2);
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM case_hold"), ==, 2 * first + 2);
		g_assert_cmpint(world_number(world,
					"SELECT count(*) FROM flag WHERE code='possible_conflict'"),
			==, 2 * first + 2);
	}
	/* What is held is asked nobody. */
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE notice='missing_facts'"), ==,
		0);
}

/* Who was recused before the mail was read is so in each of its cases. */
static void
test_recused(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const Recusal recusal = { "ansvarig@kommun.example", "stf@kommun.example", "jäv",
		1u << ROLE_RESPONSIBLE };
	StoreActor who = world_actor(world);
	gint64 moved = 0;

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	g_assert_true(
		world->store->recuse(world->store, "LS-2026-0001", &recusal, &who, &moved, NULL));
	READ(world, &door, &medicine);
	world_assert_text(world,
		"SELECT group_concat(recipient||' '||state||' '||route) FROM outbox"
		" WHERE notice='new_case' AND case_no=2",
		"stf@kommun.example queued plain");
	world_assert_text(world,
		"SELECT group_concat(kind) FROM event WHERE case_id='LS-2026-0002'"
		" AND kind='recusals_inherited'",
		"recusals_inherited");
}

/* An outsider is not told that there are cases, and once is enough; a machine is not answered. */
static void
test_who_is_answered(void)
{
	static const struct {
		const char *from, *headers;
		gint64 receipts;
	} senders[] = {
		{ "alva@kommun.example", "", 2 },
		{ "alva@annan.example", "", 1 },
		{ "alva@kommun.example", "Auto-Submitted: auto-generated\r\n", 0 },
		{ "lexsarah@kommun.example", "", 0 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(senders); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *raw =
			g_strdup_printf("From: %s\r\nTo: lexsarah@kommun.example\r\n"
					"Message-ID: <a@x.example>\r\n%s\r\nText.\r\n",
				senders[i].from, senders[i].headers);

		g_test_message("row %u", i);
		intake_plan_free(world_take(world, 1, raw));
		READ(world, &door, &medicine);
		world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM outbox WHERE notice='receipt'"),
			==, senders[i].receipts);
	}
}

/* What says almost the same, in this mail or in another, is a question to a person. */
static void
test_alike(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form door_again = { .name = "Kim Berg",
		.address = "kim.berg@kommun.example",
		.date = "2026-03-09",
		.account = DOOR };

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	READ(world, &door, &door_again);
	world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
	world_assert_text(world,
		"SELECT case_no||' '||message FROM flag WHERE code='possible_duplicate'",
		"2 Texten är nästan densamma som i en annan rapport i samma brev. Samma rapport "
		"kan ha skickats igen.");
	world_take_mail(world, 2, "b@kommun.example", "", "Se bilaga.");
	READ(world, &medicine, &alarm_form);
	world_take_mail(world, 3, "c@kommun.example", "", "Se bilaga.");
	READ(world, &alarm_form, &medicine);
	world_assert_text(world,
		"SELECT group_concat(case_no||' '||substr(message,instr(message,'LS-'),12)) FROM flag"
		" WHERE code='possible_duplicate' AND case_no>2",
		"5 LS-2026-0004,6 LS-2026-0003");
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
	guint uncertain;

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
		g_assert_true(world->store->recover(world->store, &who, &uncertain, NULL));
		READ(world, &door, &medicine, &alarm_form);
		world_assert_text(world, CASES, "LS-2026-0001");
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM report"), ==, 0);
		world_change(world, "DROP TRIGGER t");
	}
	world_change(world, "UPDATE reading SET state='pending',attempts=0");
	READ(world, &door, &medicine, &alarm_form);
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
	READ(world, &door, &medicine);
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
	READ(world, &door, &medicine);
	world_assert_text(world, STATES, "not_report,not_report,received,received");
	world_assert_proved(world);
}

/* It was said before its reading ended. */
static void
test_filed_while_it_is_read(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	g_assert_true(file(world, MAIL_KIND_SPAM, NULL));
	READ(world, &door, &medicine);
	world_assert_text(world, CASES, "LS-2026-0001");
}

/* A stamp is that of its own report; the flag stands on its case alone. */
static void
test_stamps(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form stamped = { .name = "Robin Ek",
		.date = "2026-03-04",
		.account = MEDICINE,
		.stamped = "2026-03-16" };
	static const Form today = {
		.name = "Mika Lund", .account = ALARM, .stamped = "2026-03-17"
	};

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	READ(world, &door, &stamped, &today);
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

		add(read, &form);
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
		{ "/several-cases/again", test_read_again },
		{ "/several-cases/two-readers", test_two_readers },
		{ "/several-cases/holds", test_holds },
		{ "/several-cases/recused", test_recused },
		{ "/several-cases/alike", test_alike },
		{ "/several-cases/ends", test_ends_in_between },
		{ "/several-cases/filed", test_filed_as_something_else },
		{ "/several-cases/filed-meanwhile", test_filed_while_it_is_read },
		{ "/several-cases/stamps", test_stamps },
		{ "/several-cases/dossiers", test_two_dossiers },
		{ "/several-cases/no-end", test_no_end },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/several-cases/answered", test_who_is_answered);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
