/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/notice/budget.h"
#include "core/error.h"
#include "core/form/reading-facts.h"
#include "daemon/digest-mail.h"
#include "daemon/handler.h"
#include "daemon/held-receipts.h"
#include "support/failing-store.h"
#include "support/world.h"

/* Limits, counts, and whether one more may go. */
static const struct {
	NoticeLimit limit;
	NoticeCount count;
	gboolean allowed;
} cases[] = {
	{ { 0, 0, 0 }, { 9999, 9999, 9999 }, TRUE },
	{ { 5, 5, 200 }, { 4, 0, 199 }, TRUE },
	{ { 5, 5, 200 }, { 5, 0, 0 }, FALSE },
	{ { 5, 5, 200 }, { 0, 5, 0 }, FALSE },
	{ { 5, 5, 200 }, { 0, 0, 200 }, FALSE },
	{ { 1, 0, 0 }, { 0, 77, 77 }, TRUE },
};

static void
test_limits(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpint(
			budget_allows(&cases[i].limit, &cases[i].count), ==, cases[i].allowed);
}

static void
test_only_some_kinds_are_limited(void)
{
	g_autoptr(Settings) settings = settings_new();

	for (guint i = 0; i < NOTICE_COUNT; i++) {
		NoticeLimit limit = budget_limit((Notice) i, settings);
		gboolean limited = limit.to_recipient || limit.of_case || limit.in_all;

		g_assert_cmpint(limited, ==,
			i == NOTICE_RECEIPT || i == NOTICE_MISSING_FACTS ||
				i == NOTICE_CONFIRMATION || i == NOTICE_TRANSCRIPT ||
				budget_fold_of((Notice) i));
	}
	g_assert_cmpuint(budget_limit(NOTICE_RECEIPT, settings).to_recipient, ==, 5);
	g_assert_cmpuint(budget_limit(NOTICE_NEW_CASE, settings).to_recipient, ==, 30);
	g_assert_cmpuint(budget_limit(NOTICE_REGISTRAR, settings).to_recipient, ==, 30);
	g_assert_cmpuint(budget_limit(NOTICE_SENSITIVE, settings).to_recipient, ==, 30);
	g_assert_cmpuint(budget_limit(NOTICE_QUARANTINED, settings).to_recipient, ==, 30);
	settings->limits.notices_per_recipient = 100000;
	g_assert_cmpuint(budget_limit(NOTICE_SENSITIVE, settings).to_recipient, ==, 0);
}

static void
take(World *world, guint from, guint count, const char *sender)
{
	for (guint i = from; i < from + count; i++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", i);
		g_autofree char *headers = g_strdup_printf("From: %s\r\n", sender);
		g_autofree char *raw = world_mail(id, "", id);
		g_autofree char *other = NULL;
		char *at = strstr(raw, "From: ");
		char *end = strstr(at, "\r\n") + 2;

		*at = '\0';
		other = g_strconcat(raw, headers, end, NULL);
		intake_plan_free(world_take(world, i, other));
	}
}

#define RECEIPTS(state) "SELECT count(*) FROM outbox WHERE notice='receipt' AND state='" state "'"
#define TOLD(state)     "SELECT count(*) FROM outbox WHERE notice='new_case' AND state='" state "'"

/* Written as a.b@ or A.B@, it is one sender; every mail has its case. */
static void
test_a_forged_sender_gets_few(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.receipts_per_sender = 3;
	take(world, 1, 3, "victim@kommun.example");
	take(world, 4, 5, "Victim@Kommun.example");
	take(world, 9, 1, "other@kommun.example");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==, 9);
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 4);
	g_assert_cmpint(world_number(world, RECEIPTS("held")), ==, 5);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM event WHERE kind='notice_held'"), ==, 5);
	/* In an hour there is room again: what is held does not count. */
	world->now.fixed += WORLD_HOUR;
	take(world, 10, 4, "victim@kommun.example");
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 7);
	g_assert_cmpint(world_number(world, RECEIPTS("held")), ==, 6);
	g_autofree char *problems = world_verify(world);
	g_assert_cmpstr(problems, ==, "");
}

static void
test_all_receipts_have_a_limit(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.receipts = 4;
	for (guint i = 1; i <= 6; i++) {
		g_autofree char *sender = g_strdup_printf("p%u@kommun.example", i);

		take(world, i, 1, sender);
	}
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 4);
	g_assert_cmpint(world_number(world, RECEIPTS("held")), ==, 2);
}

#define DIGESTS "SELECT count(*) FROM outbox WHERE notice='new_case_digest'"

/* The files of the next mail are read, and nothing is found. */
static void
read_next(World *world)
{
	StoreActor who = world_actor(world);
	g_autofree char *facts = reading_facts_make(NULL, NULL);
	const ReadingResult result = { .json = "{}", .facts = facts };
	g_auto(ReadingJob) job = { 0 };
	gboolean found = FALSE;

	g_assert_true(world->store->claim_reading(world->store, &who, &found, &job, NULL));
	g_assert_true(found);
	g_assert_true(world->store->finish_reading(world->store, &job, &result, &who, NULL));
}

static void
read_all(World *world)
{
	while (world_number(world, "SELECT count(*) FROM reading WHERE state='pending'"))
		read_next(world);
}

static void
tell(World *world)
{
	g_autoptr(GError) error = NULL;
	gboolean queued;
	gboolean good = digest_mail_tell(&world->daemon, world->board, &queued, &error);

	g_assert_no_error(error);
	g_assert_true(good);
}

/* The responsible gets some, then one digest an hour that names the rest. */
static void
test_the_rest_comes_in_a_digest(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.notices_per_recipient = 2;
	take(world, 1, 5, "a@kommun.example");
	read_all(world);
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 3);
	tell(world);
	tell(world);
	g_assert_cmpint(world_number(world, DIGESTS), ==, 1);
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 0);
	g_assert_cmpint(world_number(world, TOLD("cancelled")), ==, 3);
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE notice='new_case_digest'");
	g_assert_nonnull(strstr(facts, "\"count\":\"3\""));
	g_assert_nonnull(strstr(facts, "[\"LS-2026-0003\",\"LS-2026-0004\",\"LS-2026-0005\"]"));
	g_assert_null(strstr(facts, "a@kommun"));
	take(world, 6, 2, "a@kommun.example");
	read_all(world);
	tell(world);
	g_assert_cmpint(world_number(world, DIGESTS), ==, 1);
	world->now.fixed += WORLD_HOUR;
	tell(world);
	g_assert_cmpint(world_number(world, DIGESTS), ==, 2);
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 0);
	/* The registrar's, too. */
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM event WHERE kind='notice_folded'"), ==,
		2 * 5);
}

/* Whether a case must be kept from its reader is known when its files were read. */
static void
test_a_digest_waits_for_the_reading(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.notices_per_recipient = 1;
	take(world, 1, 3, "a@kommun.example");
	read_next(world);
	world->now.fixed += BUDGET_PATIENCE_MS + 1;
	tell(world);
	g_assert_cmpint(world_number(world, DIGESTS), ==, 0);
	read_next(world);
	tell(world);
	g_autofree char *first =
		world_text(world, "SELECT facts FROM outbox WHERE notice='new_case_digest'");
	g_assert_nonnull(strstr(first, "[\"LS-2026-0002\"]"));
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 1);
	read_next(world);
	world->now.fixed += WORLD_HOUR;
	tell(world);
	g_autofree char *second = world_text(world,
		"SELECT facts FROM outbox WHERE notice='new_case_digest' ORDER BY id DESC LIMIT 1");
	g_assert_nonnull(strstr(second, "[\"LS-2026-0003\"]"));
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 0);
}

/* Who was told of two would hear of the others an hour later. */
static void
test_a_digest_names_all_in_one(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.notices_per_recipient = 1;
	take(world, 1, 4, "a@kommun.example");
	for (guint i = 0; i < 3; i++)
		read_next(world);
	tell(world);
	g_assert_cmpint(world_number(world, DIGESTS), ==, 0);
	read_next(world);
	tell(world);
	g_assert_cmpint(world_number(world, DIGESTS), ==, 1);
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 0);
}

/* A later mail of the case says what only one person may know. */
static void
test_a_digest_names_no_held_case(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.notices_per_recipient = 1;
	take(world, 1, 3, "a@kommun.example");
	read_all(world);
	world_change(world, "INSERT INTO case_hold(case_no,finding,hold,since)"
			    " VALUES(3,'protected_identity','protected',1)");
	tell(world);
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE notice='new_case_digest'");
	g_assert_nonnull(strstr(facts, "[\"LS-2026-0002\"]"));
	g_assert_nonnull(strstr(facts, "\"count\":\"1\""));
	world_change(world, "UPDATE case_hold SET lifted=2");
	world->now.fixed += WORLD_HOUR;
	tell(world);
	g_autofree char *later = world_text(world,
		"SELECT facts FROM outbox WHERE notice='new_case_digest' ORDER BY id DESC LIMIT 1");
	g_assert_nonnull(strstr(later, "[\"LS-2026-0003\"]"));
}

#define OF(notice, state)                                                                          \
	"SELECT count(*) FROM outbox WHERE notice='" notice "' AND state='" state "'"

/* What each of them gets of ten: two at once, and one that speaks of the other eight. */
static const struct {
	const char *notice, *digest, *recipient;
} told[] = {
	{ "registrar", "registrar_digest", "registrator@kommun.example" },
	{ "sensitive", "sensitive_digest", "kontakt@kommun.example" },
	{ "quarantined", "quarantined_digest", "ansvarig@kommun.example" },
};

static void
assert_folded(World *world, guint kind, gint64 digests)
{
	g_autofree char *sent = g_strdup_printf(
		OF("%s", "queued") " AND recipient='%s'", told[kind].notice, told[kind].recipient);
	g_autofree char *folded = g_strdup_printf(OF("%s", "cancelled"), told[kind].notice);
	g_autofree char *held = g_strdup_printf(OF("%s", "held"), told[kind].notice);
	g_autofree char *digest = g_strdup_printf(
		OF("%s", "queued") " AND recipient='%s'", told[kind].digest, told[kind].recipient);

	g_test_message("%s", told[kind].notice);
	g_assert_cmpint(world_number(world, sent), ==, 2);
	g_assert_cmpint(world_number(world, folded), ==, 8);
	g_assert_cmpint(world_number(world, held), ==, 0);
	g_assert_cmpint(world_number(world, digest), ==, digests);
}

static void
test_the_registrar_gets_a_digest(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.notices_per_recipient = 2;
	take(world, 1, 10, "a@kommun.example");
	read_all(world);
	tell(world);
	tell(world);
	assert_folded(world, 0, 1);
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE notice='registrar_digest'");
	g_assert_nonnull(strstr(facts, "\"LS-2026-0003\",\"LS-2026-0004\""));
	g_assert_null(strstr(facts, "LS-2026-0002"));
	g_assert_null(strstr(facts, "a@kommun"));
}

/* Who decides about held cases hears of them; nobody else does. */
static void
test_the_contact_gets_a_digest(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.notices_per_recipient = 2;
	world->settings->sensitive = sensitive_words_new();
	g_assert_true(sensitive_words_add(
		world->settings->sensitive, SENSITIVE_PROTECTED_IDENTITY, "skyddad adress"));
	person_clear(&world->board->conflict_contact);
	world->board->conflict_contact.address = g_strdup("kontakt@kommun.example");
	for (guint i = 1; i <= 10; i++) {
		g_autofree char *id = g_strdup_printf("s%u@kommun.example", i);
		g_autofree char *raw = world_mail(id, "", "Hen har skyddad adress.");

		intake_plan_free(world_take(world, i, raw));
	}
	tell(world);
	assert_folded(world, 1, 1);
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE notice='sensitive_digest'");
	g_assert_nonnull(strstr(facts, "\"LS-2026-0003\",\"LS-2026-0004\""));
	g_assert_null(strstr(facts, "alva"));
	read_all(world);
	world->now.fixed += WORLD_HOUR;
	tell(world);
	g_assert_cmpint(world_number(world, OF("new_case_digest", "queued")), ==, 0);
	g_assert_cmpint(world_number(world, OF("registrar_digest", "queued")), ==, 0);
}

/* Four more are given up on: two are told at once, two in a digest. */
static void
give_up_four(World *world, guint from)
{
	for (guint i = from; i < from + 4; i++)
		world_store(world, world->board, i, "x");
	world_change(world, "UPDATE mail SET attempts=2,run='died' WHERE state='stored'");
	guint handled;
	g_assert_true(handler_resume(&world->daemon, world->board, PENDING_LEFT, &handled, NULL));
	tell(world);
}

/* What went out while the machine's clock was ahead is of no hour that comes. */
static void
test_a_clock_that_was_ahead(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.notices_per_recipient = 2;
	world->settings->limits.receipts_per_sender = 3;
	world->settings->limits.receipts = 3;
	world->now.fixed += 365 * WORLD_DAY;
	give_up_four(world, 1);
	take(world, 5, 3, "a@kommun.example");
	world->now.fixed -= 365 * WORLD_DAY;
	give_up_four(world, 8);
	take(world, 12, 3, "a@kommun.example");
	g_assert_cmpint(world_number(world, OF("quarantined", "queued")), ==, 4);
	g_assert_cmpint(world_number(world, OF("quarantined_digest", "queued")), ==, 2);
	g_assert_cmpint(world_number(world, OF("quarantined", "cancelled")), ==, 4);
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 6);
}

static void
test_quarantine_comes_in_a_digest(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	guint handled;

	world->settings->limits.notices_per_recipient = 2;
	for (guint i = 1; i <= 10; i++)
		world_store(world, world->board, i, "x");
	world_change(world, "UPDATE mail SET attempts=2,run='died'");
	g_assert_true(handler_resume(&world->daemon, world->board, PENDING_LEFT, &handled, NULL));
	g_assert_cmpuint(handled, ==, 10);
	tell(world);
	assert_folded(world, 2, 1);
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE notice='quarantined_digest'");
	g_assert_nonnull(strstr(facts, "[\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\"]"));
	g_assert_null(strstr(facts, "reason"));
	g_autofree char *problems = world_verify(world);
	g_assert_cmpstr(problems, ==, "");
}

/* What is said once a case counts once, and is held once. */
static void
test_said_once_is_held_once(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreActor who = world_actor(world);

	for (guint i = 0; i < 4; i++) {
		g_autoptr(PlannedNotice) notice =
			planned_notice_new(NOTICE_SENSITIVE, AUDIENCE_CONTACT, ROUTE_PLAIN,
				"kontakt@kommun.example", world->board, who.time, "{}");

		notice->limit.to_recipient = 1;
		notice->once = g_strdup(i == 0 ? "first" : "second");
		g_assert_true(world->store->queue(world->store, "AMN", notice, &who, NULL));
	}
	g_assert_cmpint(world_number(world, OF("sensitive", "queued")), ==, 1);
	g_assert_cmpint(world_number(world, OF("sensitive", "held")), ==, 1);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM event WHERE kind='notice_held'"), ==, 1);
}

static gboolean
settle(World *world)
{
	g_autoptr(GError) error = NULL;
	gboolean queued = FALSE;
	gboolean good = held_receipts_settle(&world->daemon, world->board, &queued, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	return queued;
}

#define OPERATOR_TOLD "SELECT count(*) FROM outbox WHERE notice='receipts_held'"

/* Nobody waits for ever, no hour sends more than its limit, and the operator knows. */
static void
test_a_later_hour_lets_receipts_go(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.receipts_per_sender = 3;
	take(world, 1, 8, "victim@kommun.example");
	g_assert_true(settle(world));
	settle(world);
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 3);
	g_assert_cmpint(world_number(world, OPERATOR_TOLD), ==, 1);
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE notice='receipts_held'");
	g_assert_nonnull(strstr(facts, "\"notices\":\"5\""));
	g_assert_null(strstr(facts, "victim"));
	world->now.fixed += WORLD_HOUR;
	g_assert_true(settle(world));
	settle(world);
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 6);
	g_assert_cmpint(world_number(world, OPERATOR_TOLD), ==, 1);
	/* What was let go is of this hour: a new report's receipt waits. */
	take(world, 9, 1, "Victim@kommun.example");
	g_assert_cmpint(world_number(world, RECEIPTS("held")), ==, 3);
	settle(world);
	g_assert_cmpint(world_number(world, OPERATOR_TOLD), ==, 2);
	world->now.fixed += WORLD_HOUR;
	settle(world);
	g_assert_cmpint(world_number(world, RECEIPTS("held")), ==, 0);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM event WHERE kind='notice_released'"), ==,
		6);
	g_assert_false(settle(world));
	g_autofree char *problems = world_verify(world);
	g_assert_cmpstr(problems, ==, "");
}

/* Many of one sender keep nobody else waiting; the limit of all is kept. */
static void
test_all_receipts_share_an_hour(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.receipts_per_sender = 1;
	world->settings->limits.receipts = 3;
	take(world, 1, 4, "victim@kommun.example");
	take(world, 5, 1, "a@kommun.example");
	take(world, 6, 1, "b@kommun.example");
	take(world, 7, 1, "c@kommun.example");
	take(world, 8, 1, "d@kommun.example");
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 3);
	world->now.fixed += WORLD_HOUR;
	settle(world);
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 6);
	g_assert_cmpint(
		world_number(world, RECEIPTS("held") " AND recipient<>'victim@kommun.example'"), ==,
		0);
}

/* Every kind that has a limit is let go by a later hour or told in a digest. */
static void
test_each_limit_delays_only(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreActor who = world_actor(world);
	guint alone = 0;

	world->settings->limits.receipts_per_sender = 5;
	world->settings->limits.notices_per_recipient = 5;
	take(world, 1, 1, "a@kommun.example");
	for (guint i = 0; i < NOTICE_COUNT; i++) {
		NoticeLimit limit = budget_limit((Notice) i, world->settings);

		if (i == NOTICE_RECEIPT || budget_fold_of((Notice) i) || !budget_is_limited(&limit))
			continue;
		g_autoptr(PlannedNotice) notice = planned_notice_new((Notice) i, AUDIENCE_REPORTER,
			ROUTE_PLAIN, "a@kommun.example", world->board, who.time, "{}");

		notice->hold = HOLD_BUDGET;
		g_assert_true(world->store->queue(world->store, "AMN", notice, &who, NULL));
		alone++;
	}
	g_assert_cmpuint(alone, ==, 3);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE state='held'"), ==, alone);
	g_assert_true(settle(world));
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE state='held'"), ==, 0);
}

/* What no hour lets go any more is told, whatever it is. */
static void
test_each_old_one_is_told(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const kinds[] = { "missing_facts", "confirmation", "transcript" };

	world->settings->limits.receipts_per_sender = 1;
	take(world, 1, 2, "victim@kommun.example");
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autofree char *sql = g_strdup_printf(
			"UPDATE outbox SET notice='%s' WHERE state='held'", kinds[i]);

		world_change(world, sql);
		world->now.fixed += 8 * WORLD_DAY;
		settle(world);
		g_autofree char *facts = world_text(world,
			"SELECT facts FROM outbox WHERE notice='receipts_held' ORDER BY id DESC");
		g_assert_nonnull(facts);
		g_assert_nonnull(strstr(facts, "\"late\":\"1\""));
		world_change(world, "DELETE FROM outbox WHERE notice='receipts_held'");
	}
}

/* Nobody is asked for facts while a person decides who may know of the report. */
static void
test_no_question_in_a_held_case(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.receipts_per_sender = 1;
	take(world, 1, 2, "victim@kommun.example");
	world_change(world, "UPDATE outbox SET notice='missing_facts' WHERE state='held'");
	world_change(world, "INSERT INTO case_hold(case_no,hold,finding,since)"
			    " VALUES(2,'protected','protected',0)");
	world->now.fixed += 2 * WORLD_HOUR;
	settle(world);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE state='held'"
					    " AND notice='missing_facts'"),
		==, 1);
	world_change(world, "UPDATE case_hold SET lifted=1");
	settle(world);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE state='queued'"
					    " AND notice='missing_facts'"),
		==, 1);
}

/* Whoever reported is not asked for what nobody looks into any more; a receipt is owed still. */
static void
test_no_question_in_an_ended_case(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const ends[] = { "closed", "declined", "joined", "transferred" };

	world->settings->limits.receipts_per_sender = 1;
	take(world, 1, 7, "victim@kommun.example");
	world_change(world, "UPDATE outbox SET notice='missing_facts'"
			    " WHERE state='held' AND case_no<7");
	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *sql =
			g_strdup_printf("UPDATE cases SET state='%s' WHERE id=%u", ends[i], i + 3);

		world_change(world, sql);
	}
	world_change(world, "UPDATE cases SET state='closed' WHERE id=7");
	world->now.fixed += 2 * WORLD_HOUR;
	settle(world);
	world_assert_text(world,
		"SELECT group_concat(case_no||' '||notice||' '||state, ', ') FROM"
		" (SELECT * FROM outbox WHERE notice='missing_facts'"
		"  OR (notice='receipt' AND case_no=7) ORDER BY case_no)",
		"2 missing_facts queued, 3 missing_facts cancelled, 4 missing_facts cancelled,"
		" 5 missing_facts cancelled, 6 missing_facts cancelled, 7 receipt queued");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM event WHERE kind='notice_cancelled'"), ==,
		4);
	g_assert_cmpint(world_number(world, OPERATOR_TOLD), ==, 0);
}

/* After a week, or when it was no report, a person decides. */
static void
test_old_receipts_wait_for_a_person(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.receipts_per_sender = 1;
	take(world, 1, 4, "victim@kommun.example");
	settle(world);
	world_change(world, "UPDATE cases SET state='not_report' WHERE id=2");
	world->now.fixed += WORLD_HOUR;
	settle(world);
	g_assert_cmpint(world_number(world, RECEIPTS("held") " AND case_no=2"), ==, 1);
	world->now.fixed += 7 * WORLD_DAY;
	settle(world);
	g_assert_cmpint(world_number(world, RECEIPTS("held") " AND case_no=4"), ==, 1);
	g_autofree char *facts = world_text(
		world, "SELECT facts FROM outbox WHERE notice='receipts_held' ORDER BY id DESC");
	g_assert_nonnull(strstr(facts, "\"late\":\"1\""));
	g_assert_nonnull(strstr(facts, "\"notices\":\"1\""));
}

static void
test_receipts_and_a_full_disk(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const calls[] = { "release_receipts", "held_receipts", "queue" };
	FailingStore store;
	gboolean queued = FALSE;

	world->settings->limits.receipts_per_sender = 1;
	take(world, 1, 3, "victim@kommun.example");
	failing_store_init(&store, world->store);
	world->daemon.store = &store.base;
	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		failing_store_fail(&store, calls[i], 1, LEX_ERROR_STORE);
		g_assert_false(held_receipts_settle(&world->daemon, world->board, &queued, NULL));
		g_assert_cmpint(world_number(world, OPERATOR_TOLD), ==, 0);
	}
	settle(world);
	g_assert_cmpint(world_number(world, OPERATOR_TOLD), ==, 1);
}

/* On a full disk nothing is taken back that no digest speaks of. */
static void
test_a_full_disk(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	FailingStore store;
	gboolean queued;

	world->settings->limits.notices_per_recipient = 1;
	take(world, 1, 3, "a@kommun.example");
	read_all(world);
	failing_store_init(&store, world->store);
	world->daemon.store = &store.base;
	failing_store_fail(&store, "fold", 1, LEX_ERROR_STORE);
	g_assert_false(digest_mail_tell(&world->daemon, world->board, &queued, NULL));
	g_assert_false(queued);
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 2);
	g_assert_cmpint(world_number(world, DIGESTS), ==, 0);
	g_assert_true(digest_mail_tell(&world->daemon, world->board, &queued, NULL));
	g_assert_true(queued);
	g_assert_cmpint(world_number(world, DIGESTS), ==, 1);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*test)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/budget/sender", test_a_forged_sender_gets_few },
		{ "/budget/all", test_all_receipts_have_a_limit },
		{ "/budget/digest", test_the_rest_comes_in_a_digest },
		{ "/budget/digest-after-reading", test_a_digest_waits_for_the_reading },
		{ "/budget/digest-in-one", test_a_digest_names_all_in_one },
		{ "/budget/digest-held-case", test_a_digest_names_no_held_case },
		{ "/budget/registrar", test_the_registrar_gets_a_digest },
		{ "/budget/contact", test_the_contact_gets_a_digest },
		{ "/budget/quarantined", test_quarantine_comes_in_a_digest },
		{ "/budget/clock-ahead", test_a_clock_that_was_ahead },
		{ "/budget/once", test_said_once_is_held_once },
		{ "/budget/receipts/later", test_a_later_hour_lets_receipts_go },
		{ "/budget/receipts/share", test_all_receipts_share_an_hour },
		{ "/budget/receipts/old", test_old_receipts_wait_for_a_person },
		{ "/budget/each/later", test_each_limit_delays_only },
		{ "/budget/each/told", test_each_old_one_is_told },
		{ "/budget/each/not-in-a-held-case", test_no_question_in_a_held_case },
		{ "/budget/each/not-in-an-ended-case", test_no_question_in_an_ended_case },
		{ "/budget/receipts/full-disk", test_receipts_and_a_full_disk },
		{ "/budget/full-disk", test_a_full_disk },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/budget/limits", test_limits);
	g_test_add_func("/budget/kinds", test_only_some_kinds_are_limited);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(
			tests[i].path, World, NULL, world_set_up, tests[i].test, world_tear_down);
	return g_test_run();
}
