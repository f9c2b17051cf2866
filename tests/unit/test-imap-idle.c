/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * IDLE against a scripted server: what ends a wait, and that what looks alive
 * and is not is noticed.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/imap-fixture.h"

#define LIST_3    HEAR("x3 UID SEARCH ALL"), SAY("* SEARCH 1 2 3\r\n%T OK\r\n")
#define IDLE(tag) HEAR("x" tag " IDLE"), SAY("+ idling\r\n")
#define LONG      60000

/* How a wait ends. */
static const struct {
	const char *name;
	gint64 ms;
	guint renew_ms; /* 0: as usual */
	MailSourceWait end;
	FakeStep steps[32];
} waits[] = {
	{ "new-mail", LONG, 0, MAIL_SOURCE_CHANGED,
		{ OPEN("IDLE"), LIST_3, IDLE("4"), SAY("* 4 EXISTS\r\n* 1 RECENT\r\n"),
			HEAR("DONE"), SAY("x4 OK done\r\n"), LOGOUT, DO(FAKE_END) } },
	{ "new-mail-with-the-answer", 20, 0, MAIL_SOURCE_CHANGED,
		{ OPEN("IDLE"), LIST_3, IDLE("4"), HEAR("DONE"),
			SAY("* 4 EXISTS\r\nx4 OK done\r\n"), LOGOUT, DO(FAKE_END) } },
	{ "new-mail-before", LONG, 0, MAIL_SOURCE_CHANGED,
		{ OPEN("IDLE"), HEAR("x3 UID SEARCH ALL"),
			SAY("* SEARCH 1 2 3\r\n* 4 EXISTS\r\n%T OK\r\n"), LOGOUT, DO(FAKE_END) } },
	/* a person takes one away and puts another in */
	{ "one-for-one", LONG, 0, MAIL_SOURCE_CHANGED,
		{ OPEN("IDLE"), LIST_3, IDLE("4"), SAY("* 2 EXPUNGE\r\n* 3 EXISTS\r\n"),
			HEAR("DONE"), SAY("x4 OK done\r\n"), LOGOUT, DO(FAKE_END) } },
	/* flags, fewer mails and words that keep the line open are no news */
	{ "no-news", 100, 0, MAIL_SOURCE_WAITED,
		{ OPEN("IDLE"), LIST_3, IDLE("4"),
			SAY("* OK Still here\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* 3 EXPUNGE\r\n"
			    "* 2 EXISTS\r\n* 0 RECENT\r\n"),
			HEAR("DONE"), SAY("x4 OK done\r\n"), LOGOUT, DO(FAKE_END) } },
	{ "renewed", LONG, 20, MAIL_SOURCE_CHANGED,
		{ OPEN("IDLE"), LIST_3, IDLE("4"), HEAR("DONE"), SAY("x4 OK done\r\n"), IDLE("5"),
			SAY("* 4 EXISTS\r\n"), HEAR("DONE"), SAY("x5 OK done\r\n"), LOGOUT,
			DO(FAKE_END) } },
	{ "without-idle", LONG, 0, MAIL_SOURCE_CANNOT_WAIT,
		{ OPEN(""), LIST_3, LOGOUT, DO(FAKE_END) } },
	{ "refused", LONG, 0, MAIL_SOURCE_CANNOT_WAIT,
		{ OPEN("IDLE"), LIST_3, HEAR("x4 IDLE"), SAY("x4 NO not today\r\n"), LOGOUT,
			DO(FAKE_END) } },
	{ "unknown", LONG, 0, MAIL_SOURCE_CANNOT_WAIT,
		{ OPEN("IDLE"), LIST_3, HEAR("x4 IDLE"), SAY("x4 BAD what\r\n"), LOGOUT,
			DO(FAKE_END) } },
	{ "ended-by-the-server", LONG, 0, MAIL_SOURCE_CANNOT_WAIT,
		{ OPEN("IDLE"), LIST_3, IDLE("4"), SAY("x4 OK enough\r\n"), LOGOUT,
			DO(FAKE_END) } },
};

static void
open_and_list(ImapFixture *fixture, const FakeStep *steps, guint timeout)
{
	imap_fixture_start(fixture, steps);
	imap_session_set_timeout(fixture->source, timeout);
	imap_fixture_open_good(fixture);
	imap_fixture_assert_listed(fixture, 3, 1);
}

static void
test_wait(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GError) error = NULL;
	MailSourceWait end;
	ImapFixture fixture;

	open_and_list(&fixture, waits[i].steps, LONG);
	if (waits[i].renew_ms)
		imap_session_set_idle_time(fixture.source, waits[i].renew_ms);
	g_assert_true(fixture.source->wait(fixture.source, waits[i].ms, &end, &error));
	g_assert_no_error(error);
	g_assert_cmpint(end, ==, waits[i].end);
	imap_fixture_stop(&fixture);
}

/* Failures: the class is TEMPORARY, and the source is closed. */
static const struct {
	const char *name, *message;
	FakeStep steps[24];
} deaths[] = {
	{ "no-answer-to-idle", "*silent*",
		{ OPEN("IDLE"), LIST_3, HEAR("x4 IDLE"), DO(FAKE_STALL), DO(FAKE_END) } },
	{ "no-answer-to-done", "*silent*",
		{ OPEN("IDLE"), LIST_3, IDLE("4"), HEAR("DONE"), DO(FAKE_STALL), DO(FAKE_END) } },
	{ "closed", "*closed*", { OPEN("IDLE"), LIST_3, IDLE("4"), DO(FAKE_CLOSE), DO(FAKE_END) } },
	{ "bye", "*restart*",
		{ OPEN("IDLE"), LIST_3, IDLE("4"), SAY("* BYE restart\r\n"), DO(FAKE_END) } },
	{ "renumbered", "*anew*",
		{ OPEN("IDLE"), LIST_3, IDLE("4"), SAY("* OK [UIDVALIDITY 8] new\r\n"),
			DO(FAKE_END) } },
};

static void
test_death(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GError) error = NULL;
	MailSourceWait end;
	ImapFixture fixture;

	open_and_list(&fixture, deaths[i].steps, 200);
	g_assert_false(fixture.source->wait(fixture.source, 300, &end, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	if (!g_pattern_match_simple(deaths[i].message, error->message))
		g_error("%s", error->message);
	/* closed: it waits no more, and does not fail */
	g_assert_true(fixture.source->wait(fixture.source, LONG, &end, NULL));
	g_assert_cmpint(end, ==, MAIL_SOURCE_CANNOT_WAIT);
	imap_fixture_stop(&fixture);
}

static const FakeStep woken[] = {
	OPEN("IDLE"),
	LIST_3,
	IDLE("4"),
	HEAR("DONE"),
	SAY("x4 OK done\r\n"),
	IDLE("5"),
	DO(FAKE_STALL),
	DO(FAKE_END),
};

static gpointer
interrupt_when_stalled(gpointer data)
{
	ImapFixture *fixture = data;

	fake_server_wait_stalled(fixture->server);
	fixture->source->interrupt(fixture->source);
	return NULL;
}

/* Another thread ends it at once: in good form, or with the connection. */
static void
test_woken_and_interrupted(void)
{
	g_autoptr(GError) error = NULL;
	gint64 begun = g_get_monotonic_time();
	MailSourceWait end;
	ImapFixture fixture;

	open_and_list(&fixture, woken, LONG);
	fixture.source->wake(fixture.source);
	g_assert_true(fixture.source->wait(fixture.source, LONG, &end, &error));
	g_assert_cmpint(end, ==, MAIL_SOURCE_WOKEN);
	GThread *thread = g_thread_new("interrupt", interrupt_when_stalled, &fixture);
	g_assert_true(fixture.source->wait(fixture.source, LONG, &end, &error));
	g_assert_cmpint(end, ==, MAIL_SOURCE_WOKEN);
	g_thread_join(thread);
	g_assert_true(fixture.source->wait(fixture.source, LONG, &end, &error));
	g_assert_cmpint(end, ==, MAIL_SOURCE_CANNOT_WAIT);
	g_assert_cmpint(g_get_monotonic_time() - begun, <, 5 * G_USEC_PER_SEC);
	imap_fixture_stop(&fixture);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD_TABLE("/imap-idle/wait", waits, test_wait);
	ADD_TABLE("/imap-idle/dead", deaths, test_death);
	g_test_add_func("/imap-idle/woken", test_woken_and_interrupted);
	return g_test_run();
}
