/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 7 through whole lives of cases. Whoever reports and whoever works on the case writes
 * marker words wherever words can be typed; each notice is sent as the daemon sends it, on plain
 * routes, and taken apart as a reader's program would. No marker may be in any of them.
 * test-marker has what a careless caller could say; here is what the program does say.
 */
#include <glib.h>
#include <string.h>

#include "adapters/message/message-gmime.h"
#include "adapters/template/template-renderer.h"
#include "daemon/dispatch.h"
#include "daemon/worker.h"
#include "ports/mail-sender.h"
#include "support/life-case.h"
#include "support/mail-parts.h"
#include "support/reading-desk.h"

#define MARKER "hemligt" /* folded: what every marker begins with */

static const char *const languages[] = { "sv", "en", NULL };

/* A way out that judges what it gets. */
typedef struct {
	MailSender base;
	guint judged;
} Judge;

typedef struct {
	LifeCase life;
	Renderer *renderer;
	Judge judge;
	Dispatch *ways[2]; /* of both boards */
	GBytes *copy;
} Office;

static void
assert_silent(const char *text)
{
	const char *found = strstr(text, MARKER);

	if (found)
		g_test_message("there is: %.60s", found);
	g_assert_null(found);
}

static gboolean
judge_mail(MailSender *self, const char *sender G_GNUC_UNUSED, const char *recipient,
	GBytes *message, char **ret_reply, GError **error G_GNUC_UNUSED)
{
	g_autofree char *headers = NULL;
	g_autofree char *parts = mail_parts_read(message, &headers);

	g_test_message("to %s: %.300s", recipient, headers);
	assert_silent(headers);
	assert_silent(parts);
	/* It is a mail, not an empty page. */
	g_assert_nonnull(strstr(headers, "nämnden"));
	g_assert_cmpuint(strlen(parts), >, 400);
	((Judge *) self)->judged++;
	if (ret_reply)
		*ret_reply = g_strdup("250 2.0.0 taken");
	return TRUE;
}

static void
keep_judge(MailSender *self G_GNUC_UNUSED)
{
}

static void
name_people(Board *board)
{
	Person *const people[] = { &board->responsible, &board->deputy, &board->decision_maker,
		&board->registrar, &board->operator_, &board->dpo };

	for (gsize i = 0; i < G_N_ELEMENTS(people); i++)
		people[i]->name = g_strdup("Åsa Hemligtberg");
	for (guint i = 0; i < board->investigators->len; i++)
		((Person *) board->investigators->pdata[i])->name = g_strdup("Kim Hemligtberg");
}

static void
set_up(Office *office, gconstpointer language)
{
	g_autofree char *dir = g_build_filename(g_getenv("top_srcdir"), "templates", NULL);
	g_autoptr(GError) error = NULL;
	Board *boards[2];

	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	life_case_set_up(&office->life, NULL);
	World *world = office->life.world;
	office->renderer = template_renderer_new(dir, NULL, languages, &error);
	g_assert_no_error(error);
	world->daemon.renderer = office->renderer;
	office->judge.base = (MailSender){ .send = judge_mail, .free = keep_judge };
	boards[0] = world->board;
	boards[1] = world->other;
	world->other->dpo.address = g_strdup("dso@kommun.example");
	world->other->deputy.address = g_strdup("stf@kommun.example");
	world->other->decision_maker.address = g_strdup("direktor@kommun.example");
	for (guint i = 0; i < G_N_ELEMENTS(boards); i++) {
		g_autoptr(GPtrArray) senders = g_ptr_array_new();

		g_free(boards[i]->language);
		boards[i]->language = g_strdup(language);
		name_people(boards[i]);
		g_ptr_array_add(senders, &office->judge.base);
		office->ways[i] = dispatch_new(&world->daemon, boards[i], senders);
	}
	office->copy = g_bytes_new_static("%PDF-1.4\nHemligtord.\n%%EOF\n", 27);
}

static void
tear_down(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(office->ways); i++)
		dispatch_free(office->ways[i]);
	life_case_tear_down(&office->life, NULL);
	renderer_free(office->renderer);
	g_bytes_unref(office->copy);
}

#define FIELD(name, text)                                                                          \
	"\"" name "\":{\"value\":\"" text "\",\"raw\":\"" text                                     \
	"\",\"confidence\":1.0,\"where\":\"1\"}"
#define UNIT    FIELD("unit", "Hemligtenhet")
#define SAID    FIELD("description", "Hemligtskildring.")
#define EFFECT  FIELD("consequences", "Hemligtverkan.")
#define MEASURE FIELD("immediate_measures", "Hemligtskydd.")
#define NAME    FIELD("name", "Ove Hemligtnamn")
#define TITLE   FIELD("title", "Hemligtyrke")

/* What the reader finds in each report. */
static const char reading[] =
	"{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[{\"flags\":[],\"report\":{"
	"\"reporter\":{" NAME "," TITLE "}," UNIT "," SAID "," EFFECT "," MEASURE "}}]}";

/* What is to be read is read, as after a transfer once more, and what is due is sent. */
static void
post(Office *office)
{
	reading_desk_read(office->life.world, reading, -1);
	for (guint i = 0; i < G_N_ELEMENTS(office->ways); i++)
		while (dispatch_step(office->ways[i]) == WORKER_NOW)
			;
}

static void
pass(Office *office, const char *now)
{
	life_case_pass(&office->life, now);
	post(office);
}

static void
report(Office *office, guint number)
{
	World *world = office->life.world;
	g_autofree char *raw = g_strdup_printf(
		"From: Ove Hemligtnamn <ove@kommun.example>\r\nTo: lexsarah@kommun.example\r\n"
		"Subject: Hemligtrubrik\r\nDate: Tue, 17 Mar 2026 12:00:00 +0000\r\n"
		"Message-ID: <rapport%u@kommun.example>\r\n\r\nHemligtord %u.\r\n",
		number, number);

	intake_plan_free(world_take(world, number, raw));
	post(office);
}

/* Every value that is text of somebody's own. */
static const char *const typed[] = { "reason", "text", "title", "delegation", "presenter",
	"participants", "how", "source", "owner", "basis", "file", "despite_conflict", "author",
	"to_board" };

/* extra: more words, as of life_desk_words(). */
static char *
marked_words(const char *extra)
{
	GString *words = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(typed); i++)
		g_string_append_printf(words, "%s=Hemligt%s|", typed[i], typed[i]);
	g_string_append(words, extra ? extra : "");
	if (words->str[words->len - 1] == '|')
		g_string_truncate(words, words->len - 1);
	return g_string_free(words, FALSE);
}

/* A correction says what it corrects, and why. */
static void
act(Office *office, const char *case_id, const char *event, const char *extra)
{
	gboolean corrects = extra && g_str_has_prefix(extra, "correct=");
	g_autofree char *words =
		corrects ? g_strdup_printf("%s|reason=Hemligtreason", extra) : marked_words(extra);
	g_auto(GStrv) pieces = NULL;
	LifeCase *life = &office->life;
	World *world = life->world;
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;

	g_test_message("%s %s", case_id, event);
	life_desk_words(&life->words, words, &pieces);
	life->words.file = office->copy;
	gboolean good = life_words_read(&life->words, world->now.fixed, world->zone, &error);
	g_assert_no_error(error);
	g_assert_true(good);
	life->act = life_desk_act(event);
	world->store->change_case(world->store, case_id, life_case_plan, life, &who, NULL, &error);
	g_assert_no_error(error);
	post(office);
}

typedef struct {
	const char *event, *extra;
} Step;

#define A_DAY           "a day passes"
#define SERIOUS_OUTCOME "outcome=serious_misconduct"
#define AN_HOUR         "date=2026-03-17T10:00:00+01:00"

static const Step serious[] = {
	{ "protected", NULL },
	{ "registered", NULL },
	{ "assessed", NULL },
	{ "investigator_assigned", NULL },
	{ "investigation_started", "law=SoL" },
	{ "noted", NULL },
	{ "board_linked", NULL },
	{ "board_informed_report", NULL },
	{ "serious", NULL },
	{ "not_serious", NULL },
	{ "serious", NULL },
	{ "ivo_notified", NULL },
	{ "board_informed_ivo", NULL },
	{ "copy_released", NULL },
	{ "board_got_copy", NULL },
	{ "breach_aware", AN_HOUR },
	{ "breach_notified", AN_HOUR },
	{ "breach_not_reportable", AN_HOUR },
	{ "clock_extended", "due=2026-08-03|board=" },
	{ "measure_planned", "due=2026-06-01" },
	{ "measure_done", NULL },
	{ "proposed", SERIOUS_OUTCOME },
	{ "decided", SERIOUS_OUTCOME },
	{ A_DAY, "2026-03-19T07:30:00+01:00" },
	{ "decided", "correct=|date=2026-03-18" },
	{ "final_released", NULL },
	{ "board_got_final", NULL },
	{ "investigation_sent", NULL },
	{ "supplement_asked", "due=2026-06-01" },
	{ "supplement_sent", NULL },
	{ "follow_up_set", "due=2026-09-01" },
	{ "followed_up", NULL },
	{ "receipt_given", NULL },
	{ "feedback_given", NULL },
	{ "reported_to_board", NULL },
	{ "report_withdrawn", NULL },
	{ "ivo_closed", NULL },
	{ "closed", NULL },
	{ "reopened", NULL },
};

static const Step declined[] = {
	{ "protection_not_needed", NULL },
	{ "investigator_assigned", NULL },
	{ "linked", "case=LS-2026-0002" },
	{ "declined", NULL },
	{ "reopened", NULL },
};

static const Step handed_over[] = {
	{ "assessed", NULL },
	{ "investigator_assigned", NULL },
	{ "investigation_started", "law=LSS" },
	{ "proposed", NULL },
	{ "transferred_external", NULL },
};

static const Step taken_over[] = {
	{ "breach_aware", AN_HOUR },
	{ "transferred", "to_board=SDN" },
};

static const Step joined[] = {
	{ "assessed", NULL },
	{ "joined", "case=LS-2026-0002" },
	{ "report_withdrawn", NULL },
};

static const Step left_alone[] = { { "noted", NULL } };

static const struct {
	const char *case_id;
	const Step *steps;
	gsize n_steps;
} lives[] = {
	{ "LS-2026-0003", declined, G_N_ELEMENTS(declined) },
	{ "LS-2026-0004", handed_over, G_N_ELEMENTS(handed_over) },
	{ "LS-2026-0005", taken_over, G_N_ELEMENTS(taken_over) },
	{ "LS-2026-0006", joined, G_N_ELEMENTS(joined) },
	{ "LS-2026-0002", serious, G_N_ELEMENTS(serious) },
	{ "LS-2026-0007", left_alone, G_N_ELEMENTS(left_alone) },
};

static void
take_step(Office *office, const char *case_id, const Step *step)
{
	if (strcmp(step->event, A_DAY) == 0)
		pass(office, step->extra);
	else
		act(office, case_id, step->event, step->extra);
}

/* What is no act of a life, and has a text of its own. */
static void
recuse_and_correct(Office *office)
{
	World *world = office->life.world;
	const Recusal recusal = { LIFE_ANSVARIG, "stf@kommun.example", "Hemligtrecusal", 0 };
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	gint64 moved;

	world->store->recuse(world->store, "LS-2026-0007", &recusal, &who, &moved, &error);
	g_assert_no_error(error);
	world->store->set_arrival(world->store, "LS-2026-0007", world->now.fixed - WORLD_DAY,
		"Hemligtarrival", &who, &error);
	g_assert_no_error(error);
	post(office);
}

static void
assert_typed(Office *office, const char *name)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT count(*) FROM event_detail WHERE detail LIKE '%%Hemligt%s%%'", name);

	g_test_message("%s", name);
	g_assert_cmpint(world_number(office->life.world, sql), >, 0);
}

/* Which notices of a life have to have been judged, and how many of each at the least. */
static const struct {
	const char *notice;
	gint64 least;
} expected[] = {
	{ "receipt", 6 },
	{ "new_case", 6 },
	{ "registrar", 7 },
	{ "missing_facts", 6 },
	{ "assignment", 3 },
	{ "proposal", 2 },
	{ "decision", 3 },
	{ "feedback", 1 },
	{ "declined", 2 },
	{ "ivo_due", 4 },
	{ "ivo_notified", 3 },
	{ "commissioning", 3 },
	{ "breach", 6 },
	{ "transferred", 4 },
	{ "changed", 35 },
	{ "reminder", 5 },
	{ "late", 5 },
	{ "digest", 3 },
};

/* The silence is that of mails which were sent, about cases in which all that stands. */
static void
assert_judged(Office *office)
{
	World *world = office->life.world;

	for (gsize i = 0; i < G_N_ELEMENTS(typed); i++)
		assert_typed(office, typed[i]);
	assert_typed(office, "recusal");
	assert_typed(office, "arrival");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM reading WHERE state='done'"
					    " AND json LIKE '%Hemligtskildring%'"),
		>=, G_N_ELEMENTS(lives));
	/* Of some the facts do have them: it is the route that keeps them out of the mail. */
	g_assert_cmpint(world_number(world, "SELECT count(DISTINCT notice) FROM outbox"
					    " WHERE facts LIKE '%Hemligt%'"),
		>=, 3);
	for (gsize i = 0; i < G_N_ELEMENTS(expected); i++) {
		g_autofree char *sql =
			g_strdup_printf("SELECT count(*) FROM outbox WHERE notice='%s'"
					" AND route='plain' AND state='sent'",
				expected[i].notice);
		g_test_message("%s", expected[i].notice);
		g_assert_cmpint(world_number(world, sql), >=, expected[i].least);
	}
	g_assert_cmpint(office->judge.judged, ==,
		world_number(world, "SELECT count(*) FROM outbox WHERE state='sent'"));
	world_assert_text(world,
		"SELECT coalesce(group_concat(notice||' '||state||' '||route,', '),'') FROM outbox"
		" WHERE state NOT IN('sent','cancelled') OR route<>'plain'",
		"");
}

static void
test_lives(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint number = 2; number < 2 + G_N_ELEMENTS(lives); number++)
		report(office, number);
	for (gsize i = 0; i < G_N_ELEMENTS(lives); i++)
		for (gsize s = 0; s < lives[i].n_steps; s++)
			take_step(office, lives[i].case_id, &lives[i].steps[s]);
	recuse_and_correct(office);
	pass(office, "2026-03-18T07:30:00+01:00");
	pass(office, "2026-04-20T07:30:00+02:00");
	pass(office, "2026-06-15T07:30:00+02:00");
	assert_judged(office);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	for (guint i = 0; languages[i]; i++) {
		g_autofree char *path = g_strdup_printf("/life-silent/%s", languages[i]);

		g_test_add(path, Office, languages[i], set_up, test_lives, tear_down);
	}
	return g_test_run();
}
