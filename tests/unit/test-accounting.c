/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "core/notice/privacy.h"
#include "daemon/accounting.h"
#include "support/failing-store.h"
#include "support/world.h"

#define COUNT "SELECT count(*) FROM outbox WHERE notice='accounting'"
#define FACTS "SELECT facts FROM outbox WHERE notice='accounting' ORDER BY id DESC"
#define FACTS_OF(board)                                                                            \
	"SELECT facts FROM outbox WHERE notice='accounting' AND board='" board "'"                 \
	" ORDER BY id DESC"

static void
test_nothing_wrong_is_no_alarm(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	gboolean wrong;
	const Accounting good = { .present = 9, .handled = 7, .owed = 1, .quarantined = 1 };

	g_assert_true(accounting_alarm(&world->daemon, world->board, &good, &wrong, NULL));
	g_assert_false(wrong);
	g_assert_cmpint(world_number(world, COUNT), ==, 0);
}

/* What is wrong, and words of the alarm. */
static const struct {
	Accounting sum;
	const char *words;
} alarms[] = {
	{ { .difference = 2 }, "AMN: 2 mejl i brevlådan är varken" },
	{ { .difference = -2 }, "AMN: -2 mejl i brevlådan är varken" },
	{ { .newly_vanished = 3, .vanished = 5 }, "AMN: 3 mejl försvann" },
	{ { .overdue = 4 }, "AMN: 4 mejl har inte kunnat hämtas" },
	{ { .unread = 5 }, "AMN: mejl väntar sedan över tio minuter på att bli lästa" },
};

static void
test_each_alarm_is_said_once_a_day(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	gboolean wrong;

	for (guint i = 0; i < G_N_ELEMENTS(alarms); i++) {
		gint64 before = world_number(world, COUNT);

		for (guint again = 0; again < 3; again++)
			g_assert_true(accounting_alarm(
				&world->daemon, world->board, &alarms[i].sum, &wrong, NULL));
		g_assert_true(wrong);
		g_assert_cmpint(world_number(world, COUNT), ==, before + 1);
		g_autofree char *facts = world_text(world, FACTS);
		g_assert_nonnull(strstr(facts, alarms[i].words));
		g_assert_nonnull(strstr(facts, "\"alarm\":true"));
		world->now.fixed += WORLD_DAY;
		g_assert_true(accounting_alarm(
			&world->daemon, world->board, &alarms[i].sum, &wrong, NULL));
		g_assert_cmpint(world_number(world, COUNT), ==, before + 2);
	}
}

/* One a board and a civil day, whatever happens in between. */
static void
test_the_daily_mail(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	world->now.fixed -= WORLD_DAY;
	intake_plan_free(world_take(world, 1, raw));
	world->now.fixed += WORLD_DAY;
	for (guint i = 0; i < 3; i++) {
		g_assert_true(accounting_daily(&world->daemon, NULL));
		world_restart(world);
	}
	g_assert_cmpint(world_number(world, COUNT), ==, 2);
	g_autofree char *others = world_text(world, FACTS_OF("SDN"));
	g_assert_nonnull(strstr(others, "\"received\":\"0\""));
	g_assert_nonnull(strstr(others, "\"queued\":\"0\""));
	g_autofree char *facts = world_text(world, FACTS_OF("AMN"));
	g_assert_nonnull(strstr(facts, "\"received\":\"1\""));
	g_assert_nonnull(strstr(facts, "\"opened\":\"1\""));
	g_assert_nonnull(strstr(facts, "\"other\":\"0\""));
	g_assert_nonnull(strstr(facts, "\"oldest\":\"–\""));
	/* 23:59:59.999 in Stockholm, and midnight. */
	world->now.fixed = WORLD_BEGIN + 11 * WORLD_HOUR - 1;
	g_assert_true(accounting_daily(&world->daemon, NULL));
	g_assert_cmpint(world_number(world, COUNT), ==, 2);
	world->now.fixed++;
	g_assert_true(accounting_daily(&world->daemon, NULL));
	g_assert_cmpint(world_number(world, COUNT), ==, 4);
}

/* Days are counted to the operator; what ends soon is marked, and at the end an alarm. */
static void
test_what_ends(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *expires;
		const char *words[2];
		gboolean alarm;
	} cases[] = {
		{ "2027-03-17", { "\"days\":\"365\"", "\"soon\":false" }, FALSE },
		{ "2026-04-16", { "\"days\":\"30\"", "\"soon\":false" }, FALSE },
		{ "2026-04-15", { "\"days\":\"29\"", "\"soon\":true" }, FALSE },
		{ "2026-03-23", { "AMN: client_secret_file /s går ut om 6 dagar", NULL }, TRUE },
		{ "2026-03-14", { "AMN: client_secret_file /s gick ut för 3 dagar sedan", NULL },
			TRUE },
	};
	OAuth2Settings *oauth2 = &world->board->mailbox.server.oauth2;

	oauth2->client_secret_file = g_strdup("/s");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_free(oauth2->client_secret_expires);
		oauth2->client_secret_expires = g_strdup(cases[i].expires);
		world_change(world, "UPDATE outbox SET once=NULL");
		g_assert_true(accounting_daily(&world->daemon, NULL));
		g_autofree char *facts = world_text(world, FACTS_OF("AMN"));
		g_test_message("%s: %s", cases[i].expires, facts);
		g_assert_nonnull(strstr(facts, cases[i].words[0]));
		if (!cases[i].alarm)
			g_assert_nonnull(strstr(facts, cases[i].words[1]));
		g_assert_cmpint(strstr(facts, "\"alarm\":true") != NULL, ==, cases[i].alarm);
	}
	g_autofree char *others = world_text(world, FACTS_OF("SDN"));
	g_assert_null(strstr(others, "client_secret_file"));
}

/* Days that the servers' certificates have left at 2026-03-17, 12:00 UTC; NULL: none was seen. */
static void
test_certificates(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *mailbox, *smtp;
		const char *words;
		gboolean alarm;
		guint listed;
	} cases[] = {
		{ NULL, NULL, "\"certificates\":[]", FALSE, 0 },
		{ "2026-04-07T10:00:00Z", NULL,
			"\"days\":\"21\",\"host\":\"imap.kommun.example\",\"soon\":false", FALSE,
			1 },
		{ "2026-04-06T10:00:00Z", NULL,
			"\"days\":\"20\",\"host\":\"imap.kommun.example\",\"soon\":true", FALSE,
			1 },
		{ "2027-04-06T10:00:00Z", "2026-03-24T23:30:00Z",
			"\"date\":\"2026-03-25\",\"days\":\"8\"", FALSE, 2 },
		{ "2027-04-06T10:00:00Z", "2026-03-23T10:00:00Z",
			"AMN: certifikatet för smtp.kommun.example gäller till 2026-03-23.", TRUE,
			2 },
		{ "2026-03-16T10:00:00Z", NULL,
			"AMN: certifikatet för imap.kommun.example gäller till 2026-03-16.", TRUE,
			1 },
	};

	world->board->mailbox.server.url = g_strdup("imaps://imap.kommun.example/INBOX");
	world->board->smtp.url = g_strdup("smtp://smtp.kommun.example:587");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Logins) logins = logins_new(&world->now);
		SecretGetter mailbox = logins_get(logins, &world->board->mailbox.server);
		SecretGetter smtp = logins_get(logins, &world->board->smtp);
		gint64 end;

		world->daemon.logins = logins;
		if (cases[i].mailbox && instant_from_string(cases[i].mailbox, &end))
			mailbox.certificate(mailbox.user, end);
		if (cases[i].smtp && instant_from_string(cases[i].smtp, &end))
			smtp.certificate(smtp.user, end);
		world_change(world, "UPDATE outbox SET once=NULL");
		g_assert_true(accounting_daily(&world->daemon, NULL));
		g_autofree char *facts = world_text(world, FACTS_OF("AMN"));
		g_auto(GStrv) hosts = g_strsplit(facts, "\"host\":", -1);
		g_test_message("row %u: %s", i, facts);
		g_assert_nonnull(strstr(facts, cases[i].words));
		g_assert_cmpuint(g_strv_length(hosts) - 1, ==, cases[i].listed);
		g_assert_cmpint(strstr(facts, "\"alarm\":true") != NULL, ==, cases[i].alarm);
		g_autofree char *others = world_text(world, FACTS_OF("SDN"));
		g_assert_nonnull(strstr(others, "\"certificates\":[]"));
	}
}

/* One server of both kinds shows one certificate. */
static void
test_a_certificate_is_listed_once(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(Logins) logins = logins_new(&world->now);
	SecretGetter mailbox = logins_get(logins, &world->board->mailbox.server);
	SecretGetter smtp = logins_get(logins, &world->board->smtp);

	world->board->mailbox.server.url = g_strdup("imaps://mail.kommun.example/INBOX");
	world->board->smtp.url = g_strdup("smtp://mail.kommun.example:587");
	world->daemon.logins = logins;
	mailbox.certificate(mailbox.user, WORLD_BEGIN + 9 * WORLD_DAY);
	smtp.certificate(smtp.user, WORLD_BEGIN + 9 * WORLD_DAY);
	g_assert_true(accounting_daily(&world->daemon, NULL));
	g_autofree char *facts = world_text(world, FACTS_OF("AMN"));
	g_auto(GStrv) hosts = g_strsplit(facts, "\"host\":", -1);
	g_assert_cmpuint(g_strv_length(hosts), ==, 2);
	/* Renewed meanwhile. */
	smtp.certificate(smtp.user, WORLD_BEGIN + 99 * WORLD_DAY);
	g_assert_cmpint(logins_certificate_end(logins, &world->board->smtp), ==,
		WORLD_BEGIN + 99 * WORLD_DAY);
	g_assert_cmpint(logins_certificate_end(logins, &world->other->smtp), ==, INSTANT_NONE);
}

/* A working day's mail speaks of all days since the one before; closed days have none. */
static void
test_closed_days(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");
	StoreActor who = world_actor(world);

	world->now.fixed += 4 * WORLD_DAY; /* a Saturday */
	intake_plan_free(world_take(world, 1, raw));
	g_assert_true(accounting_daily(&world->daemon, NULL));
	world->now.fixed += WORLD_DAY;
	g_assert_true(accounting_daily(&world->daemon, NULL));
	g_assert_cmpint(world_number(world, COUNT), ==, 0);
	who.time = world->now.fixed;
	/* What came while it was proved is not in it. */
	g_assert_true(world->store->note_backup(
		world->store, "/backup", who.time - WORLD_HOUR, &who, NULL));
	world->now.fixed += WORLD_DAY;
	g_assert_true(accounting_daily(&world->daemon, NULL));
	g_assert_cmpint(world_number(world, COUNT), ==, 2);
	g_autofree char *facts = world_text(world, FACTS_OF("AMN"));
	g_assert_nonnull(strstr(facts, "\"received\":\"1\""));
	g_assert_nonnull(strstr(facts, "\"backup\":\"2026-03-22 12:00\""));
}

static void
take_at(World *world, gint64 time)
{
	g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT "@kommun.example", time);
	g_autofree char *raw = world_mail(id, "", id);

	world->now.fixed = time;
	intake_plan_free(world_take(world, (guint32) (time / WORLD_MINUTE % 100000), raw));
}

static void
tell_at(World *world, gint64 time)
{
	world->now.fixed = time;
	g_assert_true(accounting_daily(&world->daemon, NULL));
}

/* Each that came is in one mail and in no other, whenever in the day that is written. */
static void
test_each_is_counted_once(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	/* Wednesday to Friday, and Monday; a mail comes at eight minutes past midnight and at noon.
	 */
	static const struct {
		guint day, minute;
	} days[] = { { 1, 9 }, { 2, 7 }, { 3, 9 }, { 6, 7 } };

	for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
		gint64 midnight = WORLD_BEGIN - 13 * WORLD_HOUR + days[i].day * WORLD_DAY;
		gint64 told = midnight + days[i].minute * WORLD_MINUTE;
		gint64 came = midnight + 8 * WORLD_MINUTE;

		if (told < came)
			tell_at(world, told);
		take_at(world, came);
		if (told > came)
			tell_at(world, told);
		take_at(world, midnight + 12 * WORLD_HOUR);
	}
	world_assert_text(world,
		"SELECT group_concat(facts->>'$.day.received') FROM"
		" (SELECT facts FROM outbox WHERE notice='accounting' AND board='AMN' ORDER BY id)",
		"0,2,2,2");
	world_assert_text(world,
		"SELECT facts->>'$.day.counted' FROM outbox WHERE notice='accounting' AND board='AMN'"
		" ORDER BY id DESC LIMIT 1",
		"2026-03-20–2026-03-22");
}

/* What did not go is named by number, case, kind and state; no word of whom it was for. */
static void
test_unsent(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char list[] =
		"SELECT (SELECT group_concat(e.value->>'$.case'||' '||(e.value->>'$.notice')||' '||"
		"(e.value->>'$.state'),', ') FROM json_each(facts,'$.unsent') e)"
		" FROM outbox WHERE notice='accounting' AND board='AMN' ORDER BY id DESC LIMIT 1";

	world_take_mail(world, 1, "a@kommun.example", "", "En rapport.");
	world_change(world, "UPDATE outbox SET state='failed' WHERE notice='new_case'");
	world_change(world, "UPDATE outbox SET state='held',hold='protected'"
			    " WHERE notice='receipt'");
	g_assert_true(accounting_daily(&world->daemon, NULL));
	world_assert_text(world, list, "LS-2026-0001 new_case failed");
	g_autofree char *facts = world_text(
		world, "SELECT facts FROM outbox WHERE notice='accounting' AND board='AMN'");
	g_assert_null(strstr(facts, "ansvarig@"));
}

/* All that it says may be said to an operator over a plain route. */
static void
test_all_of_it_may_be_said(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	gboolean wrong;
	const MailSourceState state = { .uidvalidity = 1 };
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_autoptr(GError) cause = g_error_new(LEX_ERROR, LEX_ERROR_WAIT, "login of %s", "x");
	Accounting sum = { 0 };
	StoreActor who = world_actor(world);

	g_assert_true(world->store->end_poll(world->store, "AMN", &state, uids, &who, &sum, NULL));
	sum.overdue = 1;
	g_assert_true(accounting_alarm(&world->daemon, world->board, &sum, &wrong, NULL));
	g_assert_true(accounting_unreachable(&world->daemon, world->board, cause, NULL));
	g_assert_true(accounting_unreachable(&world->daemon, world->board, cause, NULL));
	g_assert_true(accounting_daily(&world->daemon, NULL));
	g_assert_cmpint(world_number(world, COUNT), ==, 4);
	for (;;) {
		g_auto(OutboxItem) item = { 0 };
		gboolean found = FALSE;
		gint64 next;

		g_assert_true(world->store->peek(
			world->store, "AMN", world->now.fixed, NULL, &found, &item, &next, NULL));
		if (!found)
			break;
		g_autofree char *all = g_variant_print(item.facts, FALSE);
		g_autoptr(GVariant) filtered =
			privacy_filter(item.facts, item.audience, item.route);
		g_autofree char *said = g_variant_print(filtered, FALSE);

		g_assert_cmpuint(strlen(said), >=, strlen("{'day': {}}"));
		g_assert_null(strstr(all, "login of"));
		g_assert_cmpstr(item.recipient, ==, "drift@kommun.example");
		g_assert_null(item.case_id);
		g_assert_nonnull(strstr(said, "'received'"));
		g_assert_nonnull(strstr(said, "'uncertain'"));
		g_assert_true(world->store->move_notice(
			world->store, item.id, OUTBOX_CANCELLED, &who, NULL));
	}
}

/* An alarm that could not be queued is a failed poll, and is queued by the next. */
static void
test_a_full_disk_is_an_error(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	gboolean wrong;
	static const char *const calls[] = { "summary", "queue" };
	const Accounting bad = { .overdue = 1 };
	FailingStore store;

	failing_store_init(&store, world->store);
	world->daemon.store = &store.base;
	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		g_autoptr(GError) error = NULL;

		failing_store_fail(&store, calls[i], 1, LEX_ERROR_STORE);
		g_assert_false(
			accounting_alarm(&world->daemon, world->board, &bad, &wrong, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_STORE);
	}
	g_assert_true(accounting_alarm(&world->daemon, world->board, &bad, &wrong, NULL));
	g_assert_cmpint(world_number(world, COUNT), ==, 1);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/accounting/no-alarm", test_nothing_wrong_is_no_alarm },
		{ "/accounting/alarms", test_each_alarm_is_said_once_a_day },
		{ "/accounting/daily", test_the_daily_mail },
		{ "/accounting/closed-days", test_closed_days },
		{ "/accounting/counted-once", test_each_is_counted_once },
		{ "/accounting/ends", test_what_ends },
		{ "/accounting/certificates", test_certificates },
		{ "/accounting/certificate-once", test_a_certificate_is_listed_once },
		{ "/accounting/unsent", test_unsent },
		{ "/accounting/privacy", test_all_of_it_may_be_said },
		{ "/accounting/full-disk", test_a_full_disk_is_an_error },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, World, NULL, world_set_up, tests[i].run, world_tear_down);
	return g_test_run();
}
