/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/error.h"
#include "support/reading-desk.h"
#include "support/transfer-trial.h"

static void
assert_refused(TransferTrial *trial, const char *text, const char *why)
{
	g_autoptr(GError) error = NULL;

	g_assert_false(transfer_trial_try(trial, "transferred", text, &error));
	g_test_message("%s", error->message);
	g_assert_nonnull(strstr(error->message, why));
	world_assert_text(trial->world, "SELECT board||state FROM cases", "AMNreceived");
}

#define RECEIVED                                                                                   \
	"SDN:transferred>ny SDN:transferred>alva SDN:registrar>ny-registrator "                    \
	"AMN:transferred>registrator"

/* WORLD_BEGIN is Tuesday 2026-03-17, 13:00. */
static void
test_becomes_its_case(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	transfer_trial_act(trial, "registered", NULL);
	transfer_trial_act(trial, "investigator_assigned", NULL);
	transfer_trial_act(trial, "assessed", NULL);
	transfer_trial_act(trial, "investigation_started", "law=SoL");
	transfer_trial_act(trial, "proposed", NULL);
	trial->world->now.fixed += WORLD_DAY;
	transfer_trial_act(trial, "transferred", TO_SDN);
	/*
	 * What had not gone to the former board's people does not go; who investigated hears that
	 * it is over, and whoever has a date of it in the calendar.
	 */
	transfer_trial_assert_queued(trial, RECEIVED " AMN:changed>kim.berg AMN:changed>direktor");
	world_assert_text(trial->world,
		"SELECT board||' '||state||' '||coalesce(dnr,'-')||coalesce(investigator,'-')"
		"||coalesce(proposal,'-')||laws||label FROM cases",
		"SDN received ---0" CASE);
	world_assert_text(trial->world,
		"SELECT (detail->>'$.state_was')||(detail->>'$.to_board') FROM event JOIN event_detail"
		" USING(seq) WHERE kind='transferred'",
		"proposedSDN");
	world_assert_text(trial->world,
		"SELECT (detail->>'$.board')||(detail->>'$.dnr')||(detail->>'$.investigator')"
		" FROM event JOIN event_detail USING(seq) WHERE kind='board_left'",
		"AMNAMN 2026-0123-1.3" LIFE_KIM);
	/* One clock of each, all of the new board. */
	world_assert_text(trial->world,
		"SELECT group_concat(rule||' '||owner||' '||state||' '||substr(start,9,2)||' '||"
		"substr(due,6),', ') FROM (SELECT * FROM clock ORDER BY rule)",
		"acknowledge SDN running 17 03-18, assess SDN running 18 03-23, "
		"decide SDN stopped 17 03-24, investigate SDN running 18 05-18, "
		"protect SDN running 18 03-19, register SDN running 18 03-19, "
		"start SDN running 18 03-25");
	g_autofree char *list = world_view(trial->world, VIEW_CASE_LIST, NULL);
	g_assert_nonnull(strstr(list, "\"SDN\""));
	g_assert_null(strstr(list, "\"AMN\""));
	world_assert_proved(trial->world);
}

/* Each step of every clock, for months, goes to people of the new board. */
static void
test_reminders(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	transfer_trial_pass(trial, "2026-03-17T13:00:00+01:00");
	transfer_trial_act(trial, "investigator_assigned", NULL);
	transfer_trial_act(trial, "transferred", TO_SDN);
	transfer_trial_forget_queued(trial);
	for (guint day = 0; day < 90; day++) {
		trial->world->now.fixed += WORLD_DAY;
		clock_room_step(trial->room);
	}
	g_assert_cmpint(world_number(trial->world, "SELECT count(*) FROM outbox"
						   " WHERE notice<>'receipt'"),
		>, 20);
	world_assert_text(trial->world,
		"SELECT group_concat(DISTINCT board||' '||recipient) FROM (SELECT * FROM outbox"
		" WHERE notice<>'receipt' ORDER BY recipient)",
		"SDN drift@kommun.example,SDN ny-direktor@kommun.example,"
		"SDN ny-registrator@kommun.example,SDN ny-stf@kommun.example,"
		"SDN ny@kommun.example");
}

/* Mail in its thread, at either address, is of the one case, and told to its board. */
static void
test_late_mail(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *receipt =
		world_text(trial->world, "SELECT message_id FROM outbox WHERE notice='receipt'");
	const Board *const boards[] = { trial->world->board, trial->world->other,
		trial->world->board };

	transfer_trial_act(trial, "transferred", TO_SDN);
	reading_desk_read(trial->world, EMPTY, -1);
	g_autofree char *transferred = world_text(trial->world,
		"SELECT message_id FROM outbox WHERE notice='transferred' AND audience='reporter'");
	const char *const answered[] = { receipt, "a@kommun.example", transferred };

	for (guint i = 0; i < G_N_ELEMENTS(boards); i++) {
		g_autofree char *id = g_strdup_printf("late%u@kommun.example", i);
		g_autofree char *header = g_strdup_printf("In-Reply-To: <%s>\r\n", answered[i]);
		g_autofree char *raw = world_mail(id, header, "Mer om det.");

		world_change(trial->world, "UPDATE outbox SET state='sent' WHERE state='queued'");
		gint64 mail = world_store(trial->world, boards[i], 10 + i, raw);
		intake_plan_free(world_apply(trial->world, boards[i], mail, raw));
		reading_desk_read(trial->world, EMPTY, -1);
		transfer_trial_assert_queued(trial, "SDN:new_case>ny");
	}
	world_assert_text(trial->world, "SELECT group_concat(label) FROM cases", CASE);
	g_assert_cmpint(
		world_number(trial->world, "SELECT count(*) FROM mail WHERE case_no=1"), ==, 4);
	world_assert_proved(trial->world);
}

/* Of a case that was not transferred nothing changes: each board is an authority of its own. */
static void
test_other_threads(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw =
		world_mail("b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Mer.");
	gint64 mail = world_store(trial->world, trial->world->other, 10, raw);

	intake_plan_free(world_apply(trial->world, trial->world->other, mail, raw));
	world_assert_text(trial->world, "SELECT group_concat(label||board) FROM cases",
		"LS-2026-0001AMN,LS-2026-0002SDN");
}

/* The form names who would assess it there: that is found before anybody there is told. */
static void
test_read_again(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const char json[] =
		"{\"file\":\"mail.eml\",\"format\":\"eml\",\"documents\":[{\"report\":"
		"{\"description\":{\"value\":\"Nils Ny slog en brukare.\","
		"\"raw\":\"Nils Ny slog en brukare.\",\"confidence\":1.0,\"where\":\"line 1\"}}}]}";

	transfer_trial_act(trial, "transferred", TO_SDN);
	g_assert_cmpint(
		world_number(trial->world, "SELECT count(*) FROM outbox"
					   " WHERE state='queued' AND waits_for IS NOT NULL"),
		==, 2);
	reading_desk_read(trial->world, json, -1);
	world_assert_text(trial->world,
		"SELECT state||' '||hold FROM outbox WHERE recipient='ny@kommun.example'",
		"held recused");
	world_assert_text(trial->world,
		"SELECT board||recipient FROM outbox WHERE notice='sensitive'",
		"SDNny-ordforande@kommun.example");
}

static void
transfer_meanwhile(gpointer user)
{
	transfer_trial_act(user, "transferred", TO_SDN);
}

/* What is being read for the former board is read again: whom of that one it names counts no more.
 */
static void
test_while_read(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const char json[] =
		"{\"file\":\"mail.eml\",\"format\":\"eml\",\"documents\":[{\"report\":"
		"{\"description\":{\"value\":\"Åsa Öberg slog en brukare.\","
		"\"raw\":\"Åsa Öberg slog en brukare.\",\"confidence\":1.0,\"where\":\"line 1\"}}}]}";

	trial->world->board->responsible.name = g_strdup("Åsa Öberg");
	transfer_trial_set_person(
		&trial->world->board->conflict_contact, "ordforande@kommun.example", NULL);
	world_change(trial->world, "UPDATE reading SET state='pending'");
	reading_desk_read_while(trial->world, json, transfer_meanwhile, trial);
	world_assert_text(trial->world, "SELECT state FROM reading", "done");
	g_assert_cmpint(world_number(trial->world, "SELECT count(*) FROM case_hold"), ==, 0);
	transfer_trial_assert_queued(trial, RECEIVED " SDN:missing_facts>alva");
}

/* It is not decided who of the board that has it may know: so nobody else is told either. */
static void
test_held(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(trial->world, "INSERT INTO case_hold(case_no,finding,hold,since)"
				   " VALUES(1,'responsible','recused',0)");
	assert_refused(trial, TO_SDN, "not decided yet who may know");
	/* Decided: the word on the former responsible is none on the new one. */
	world_change(trial->world, "UPDATE case_hold SET lifted=1");
	transfer_trial_act(trial, "transferred", TO_SDN);
	g_assert_cmpint(world_number(trial->world, "SELECT count(*) FROM case_hold"), ==, 0);
}

static void
recuse(TransferTrial *trial, const char *person, const char *to)
{
	CaseStore *store = trial->world->store;
	StoreActor who = world_actor(trial->world);
	const Recusal recusal = { person, to, "Berörs.", 0 };
	gint64 moved;
	g_autoptr(GError) error = NULL;

	g_assert_true(store->recuse(store, CASE, &recusal, &who, &moved, &error));
	g_assert_no_error(error);
}

static void
test_recused_there(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	recuse(trial, "ny@kommun.example", LIFE_KIM);
	assert_refused(trial, TO_SDN, "lexsarah case recuse");
	recuse(trial, "ny@kommun.example", "ny-stf@kommun.example");
	transfer_trial_act(trial, "transferred", TO_SDN);
	world_assert_text(trial->world,
		"SELECT group_concat(recipient) FROM outbox WHERE notice='transferred'"
		" AND audience='responsible'",
		"ny-stf@kommun.example");
	transfer_trial_pass(trial, "2026-03-17T13:00:00+01:00");
	transfer_trial_pass(trial, "2026-03-18T07:30:00+01:00");
	g_assert_cmpint(world_number(trial->world, "SELECT count(*) FROM outbox"
						   " WHERE recipient='ny@kommun.example'"),
		==, 0);
}

static void
test_reported_there(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(trial->world, "UPDATE cases SET reporter_address='Ny@Kommun.example'");
	assert_refused(trial, TO_SDN, "the responsible reported it");
	transfer_trial_act(trial, "transferred", TO_SDN "|despite_conflict=Stf tar över.");
	world_assert_text(trial->world, "SELECT board FROM cases", "SDN");
}

/* Two at once: the second is told that it is theirs no more. */
static void
test_two_at_once(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	trial->actor = LIFE_ANSVARIG;
	transfer_trial_act(trial, "transferred", TO_SDN);
	g_assert_false(transfer_trial_try(trial, "transferred", TO_SDN, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	g_clear_error(&error);
	g_assert_false(transfer_trial_try(trial, "transferred", "to_board=AMN", &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_clear_error(&error);
	g_assert_false(
		transfer_trial_try(trial, "transferred_external", "to_board=Regionen", &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_assert_cmpint(
		world_number(trial->world, "SELECT count(*) FROM event WHERE kind='transferred'"),
		==, 1);
}

/* There and back: as if it came once more, and with nothing of what was done before. */
static void
test_back(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	transfer_trial_act(trial, "assessed", NULL);
	trial->world->now.fixed += WORLD_DAY;
	transfer_trial_act(trial, "transferred", TO_SDN);
	transfer_trial_act(trial, "assessed", "by=ny@kommun.example");
	trial->world->now.fixed += WORLD_DAY;
	trial->actor = "ny@kommun.example";
	transfer_trial_act(trial, "transferred", "to_board=AMN");
	world_assert_text(trial->world,
		"SELECT group_concat(owner||' '||state||' '||substr(start,9,2)) FROM clock"
		" WHERE rule='assess'",
		"AMN running 19");
	transfer_trial_assert_queued(trial,
		"SDN:transferred>alva AMN:transferred>ansvarig AMN:transferred>alva "
		"AMN:registrar>registrator SDN:transferred>ny-registrator");
}

/* What hangs on no board runs on, once, and what was said of it is said to the new people. */
static void
test_ivo_goes_along(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	transfer_trial_act(trial, "serious", NULL);
	transfer_trial_pass(trial, "2026-03-17T13:01:00+01:00");
	transfer_trial_act(trial, "transferred", TO_SDN);
	transfer_trial_forget_queued(trial);
	world_assert_text(trial->world,
		"SELECT group_concat(owner||' '||state||' '||substr(start,9,2)) FROM clock"
		" WHERE rule='ivo_notify'",
		"SDN running 17");
	transfer_trial_pass(trial, "2026-03-18T07:30:00+01:00");
	g_assert_cmpint(world_number(trial->world, "SELECT count(*) FROM outbox"
						   " WHERE board='AMN' AND notice<>'receipt'"),
		==, 0);
}

/* A later day that the former board gave itself is none of the new one's. */
static void
test_extension(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	transfer_trial_act(trial, "clock_extended", "board=|due=2026-06-01");
	world_assert_text(
		trial->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-06-01");
	trial->world->now.fixed += WORLD_DAY;
	transfer_trial_act(trial, "transferred", TO_SDN);
	world_assert_text(
		trial->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-05-18");
	world_change(trial->world, "UPDATE cases SET stale=1");
	clock_room_step(trial->room);
	world_assert_text(
		trial->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-05-18");
	transfer_trial_act(trial, "clock_extended", "board=|due=2026-07-01");
	world_assert_text(
		trial->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-07-01");
	/* That the day of the transfer is another makes it no former board's. */
	transfer_trial_act(trial, "transferred", "correct=|" TO_SDN "|date=2026-03-17");
	world_change(trial->world, "UPDATE cases SET stale=1");
	clock_room_step(trial->room);
	world_assert_text(
		trial->world, "SELECT due FROM clock WHERE rule='investigate'", "2026-07-01");
}

static void
add_commissioning(Board *board, const char *id, const char *address)
{
	CommissioningBoard *one = g_new0(CommissioningBoard, 1);

	one->id = g_strdup(id);
	one->name = g_strdup(id);
	one->address = g_strdup(address);
	one->automatic = TRUE;
	g_ptr_array_add(board->commissioning, one);
}

/* Of the commissioning boards only one that is the same at both stays; the others get nothing. */
static void
test_commissioning(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	add_commissioning(trial->world->board, "FUN", "fun@annan.example");
	add_commissioning(trial->world->board, "BUN", "bun@annan.example");
	add_commissioning(trial->world->other, "FUN", "FUN@annan.example");
	add_commissioning(trial->world->other, "BUN", "another@annan.example");
	transfer_trial_act(trial, "board_linked", "board=SDN");
	transfer_trial_act(trial, "board_linked", "board=FUN");
	transfer_trial_act(trial, "board_linked", "board=BUN");
	transfer_trial_act(trial, "transferred", TO_SDN "|date=2026-03-17");
	world_assert_text(trial->world,
		"SELECT group_concat(recipient||' '||state,', ') FROM (SELECT * FROM outbox"
		" WHERE notice='commissioning' ORDER BY id)",
		"sdn@annan.example cancelled, fun@annan.example queued, bun@annan.example cancelled");
	world_assert_text(trial->world,
		"SELECT group_concat(board||' '||state,', ') FROM (SELECT * FROM clock"
		" WHERE rule='inform_report' ORDER BY board)",
		"BUN stopped, FUN running, SDN stopped");
	world_assert_text(trial->world,
		"SELECT detail->>'$.unlinked' FROM event JOIN event_detail USING(seq)"
		" WHERE kind='board_left'",
		"[\"BUN\",\"SDN\"]");
}

/* What the former board's server could not give away is its new people's trouble. */
static void
test_undelivered(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *receipt =
		world_text(trial->world, "SELECT message_id FROM outbox WHERE notice='receipt'");
	CaseStore *store = trial->world->store;
	g_auto(OutboxItem) item = { 0 };
	gboolean found = FALSE;
	gint64 next;

	transfer_trial_act(trial, "transferred", TO_SDN);
	g_assert_true(store->peek(
		store, "AMN", trial->world->now.fixed, NULL, &found, &item, &next, NULL));
	g_assert_true(found);
	g_assert_nonnull(strstr(item.message_id, receipt));
	g_assert_cmpstr(item.case_board, ==, "SDN");
}

/* The year's statistics have the case once, at the board that has it. */
static void
test_counted_once(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = trial->world->store;
	static const struct {
		const char *board;
		guint n;
	} rows[] = { { "AMN", 0 }, { "SDN", 1 }, { NULL, 1 } };

	transfer_trial_act(trial, "assessed", NULL);
	transfer_trial_act(trial, "investigator_assigned", NULL);
	transfer_trial_act(trial, "investigation_started", NULL);
	trial->world->now.fixed += WORLD_DAY;
	transfer_trial_act(trial, "transferred", TO_SDN);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GArray) cases = NULL;

		g_assert_true(store->statistics(
			store, 2026, rows[i].board, trial->world->now.fixed, &cases, NULL));
		g_assert_cmpuint(cases->len, ==, rows[i].n);
		if (cases->len) /* the new board has not begun */
			g_assert_cmpint(
				g_array_index(cases, StatisticsCase, 0).reached[DAYS_TO_START].year,
				==, 0);
	}
}

/* Nothing of what was typed, nor of who is concerned, is in what is mailed on a plain route. */
static void
test_reason_stays(TransferTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	transfer_trial_act(trial, "transferred", TO_SDN "|reason=Hemligt om Anna");
	g_assert_cmpint(world_number(trial->world, "SELECT count(*) FROM outbox"
						   " WHERE facts LIKE '%Hemligt%'"),
		==, 0);
	world_change(trial->world, "DELETE FROM outbox");
	transfer_trial_act(trial, "transferred_external",
		"to_board=Anna Hemligs bolag|reason=Hemligt om Anna");
	transfer_trial_assert_queued(trial, "SDN:transferred>alva SDN:transferred>ny-registrator");
	g_assert_cmpint(world_number(trial->world, "SELECT count(*) FROM outbox"
						   " WHERE facts LIKE '%Hemlig%'"),
		==, 0);
	world_assert_text(trial->world, "SELECT board||' '||state FROM cases", "SDN transferred");
	world_assert_text(trial->world,
		"SELECT group_concat(rule) FROM clock WHERE stopped IS NULL AND rule<>'register'"
		" AND rule<>'acknowledge'",
		NULL);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(TransferTrial *trial, gconstpointer unused);
	} tests[] = {
		{ "becomes-its-case", test_becomes_its_case },
		{ "reminders", test_reminders },
		{ "late-mail", test_late_mail },
		{ "other-threads", test_other_threads },
		{ "read-again", test_read_again },
		{ "while-read", test_while_read },
		{ "held", test_held },
		{ "recused-there", test_recused_there },
		{ "reported-there", test_reported_there },
		{ "two-at-once", test_two_at_once },
		{ "back", test_back },
		{ "ivo-goes-along", test_ivo_goes_along },
		{ "extension", test_extension },
		{ "commissioning", test_commissioning },
		{ "undelivered", test_undelivered },
		{ "counted-once", test_counted_once },
		{ "reason-stays", test_reason_stays },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/transfer/", tests[i].path, NULL);

		g_test_add(path, TransferTrial, NULL, transfer_trial_set_up, tests[i].run,
			transfer_trial_tear_down);
	}
	return g_test_run();
}
