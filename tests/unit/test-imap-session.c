/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The IMAP mail source against a scripted server: what it says on the wire, and
 * what it makes of each way in which a server fails.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/imap-fixture.h"

static const FakeStep happy[] = {
	OPEN("ESEARCH UIDPLUS"),
	HEAR("x* UID SEARCH RETURN (ALL) ALL"),
	SAY("* ESEARCH (TAG \"%T\") UID ALL 1:3\r\n%T OK\r\n"),
	HEAR(FETCH_1_3),
	SAY("* 1 FETCH (UID 1 INTERNALDATE \"01-Jan-1970 00:00:00 +0000\" RFC822.SIZE 2 "
	    "BODY[] {2}\r\nhi)\r\n* 1 FETCH (FLAGS (\\Seen))\r\n"),
	SAY("* 2 FETCH (BODY[] {12}\r\nx5 OK done\r\n UID 2)\r\n"),
	SAY("* 3 FETCH (UID 3 BODY[] {20}\r\n01234567890123456789)\r\n%T OK\r\n"),
	HEAR("x* UID STORE 1:3 +FLAGS.SILENT ($LexSarah)"),
	SAY("%T OK\r\n"),
	LOGOUT,
	DO(FAKE_END),
};

static void
test_happy(gconstpointer dribble)
{
	ImapFixture fixture;
	g_autoptr(GError) error = NULL;

	imap_fixture_start_full(&fixture, happy, dribble != NULL, "INBOX", AFTER_FLAG, NULL);
	imap_fixture_open_good(&fixture);
	g_assert_cmpuint(fixture.state.uidvalidity, ==, 7);
	g_assert_cmpuint(fixture.state.uidnext, ==, 100);
	g_assert_cmpuint(fixture.state.exists, ==, 3);
	g_assert_true(fixture.state.can_flag);
	imap_fixture_assert_listed(&fixture, 3, 1);
	error = imap_fixture_fetch_three(&fixture);
	g_assert_no_error(error);
	g_assert_cmpstr(fixture.mails->str, ==, "1:hi;2:x5 OK done\r\n;3:0123456789012345...;");
	error = imap_fixture_mark_three(&fixture);
	g_assert_no_error(error);
	g_assert_cmpuint(fixture.asked, ==, 1);
	imap_fixture_stop(&fixture);
}

/* Failures of open(): the class, and a word that the operator needs. */
static const struct {
	const char *name;
	FakeStep steps[16];
	LexError error;
	const char *message;
} refusals[] = {
	{ "login-refused",
		{ DO(FAKE_ACCEPT), SAY("* OK hi\r\n"), HEAR("A001 *"),
			SAY("* CAPABILITY IMAP4rev1\r\n%T OK\r\n"), HEAR("A002 LOGIN *"),
			SAY("%T NO [AUTHENTICATIONFAILED] wrong\r\n"), DO(FAKE_END) },
		LEX_ERROR_WAIT, "*127.0.0.1*lexsarah*refused the login*AUTHENTICATIONFAILED*" },
	{ "login-unavailable",
		{ DO(FAKE_ACCEPT), SAY("* OK hi\r\n"), HEAR("A001 *"),
			SAY("* CAPABILITY IMAP4rev1\r\n%T OK\r\n"), HEAR("A002 LOGIN *"),
			SAY("%T NO [UNAVAILABLE] directory down\r\n"), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*directory down*" },
	{ "greeting-bye",
		{ DO(FAKE_ACCEPT), SAY("* BYE too many\r\n"), DO(FAKE_CLOSE), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*127.0.0.1*" },
	{ "closed-at-once", { DO(FAKE_ACCEPT), DO(FAKE_CLOSE), DO(FAKE_END) }, LEX_ERROR_TEMPORARY,
		"*127.0.0.1*" },
	{ "no-such-mailbox",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"), SAY("%T NO [NONEXISTENT] none\r\n"),
			DO(FAKE_END) },
		LEX_ERROR_WAIT, "*mailbox.url*none*" },
	{ "mailbox-busy",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"), SAY("%T NO [INUSE] locked\r\n"),
			DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*locked*" },
	{ "no-uidvalidity",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"), SAY("* 3 EXISTS\r\n%T OK\r\n"),
			DO(FAKE_END) },
		LEX_ERROR_WAIT, "*UIDVALIDITY*" },
	{ "bye-at-select",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"),
			SAY("* BYE shutting \x1b[31mdown\r\n"), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*shutting [31mdown" },
	{ "reset-at-select",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"), DO(FAKE_RESET), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*127.0.0.1*" },
	{ "silent-at-select",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"), DO(FAKE_STALL), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*silent*" },
	{ "no-imap", { LOGIN, HEAR("x* CAPABILITY"), FLOOD("HTTP/1.1 400\r\n", 200), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*IMAP server does" },
};

static void
test_refusal(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	MailSourceState state = { .uidnext = 4711 };
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;

	imap_fixture_start(&fixture, refusals[i].steps);
	imap_session_set_timeout(fixture.source, 200);
	g_assert_false(fixture.source->open(fixture.source, &state, &error));
	g_assert_error(error, LEX_ERROR, (int) refusals[i].error);
	if (!g_pattern_match_simple(refusals[i].message, error->message))
		g_error("%s", error->message);
	g_assert_null(strstr(error->message, "hemligt"));
	g_assert_cmpuint(state.uidnext, ==, 4711);
	imap_fixture_stop(&fixture);
}

static const FakeStep changed[] = {
	OPEN(""),
	HEAR("x* SELECT \"INBOX\""),
	SELECTED("8", "0"),
	HEAR("x* UID SEARCH ALL"),
	SAY("%T OK nothing there\r\n"),
	HEAR("x* SELECT \"INBOX\""),
	SELECTED("8", "2"),
	HEAR("x* UID SEARCH ALL"),
	SAY("* SEARCH 9 4 9\r\n%T OK\r\n"),
	LOGOUT,
	DO(FAKE_END),
};

static void
test_uidvalidity_changes(void)
{
	ImapFixture fixture;

	imap_fixture_start(&fixture, changed);
	imap_fixture_open_good(&fixture);
	imap_fixture_open_good(&fixture);
	g_assert_cmpuint(fixture.state.uidvalidity, ==, 8);
	imap_fixture_assert_listed(&fixture, 0, 0);
	imap_fixture_open_good(&fixture);
	imap_fixture_assert_listed(&fixture, 2, 4);
	g_assert_cmpuint(fixture.asked, ==, 1);
	imap_fixture_stop(&fixture);
}

/* A server that says UIDNEXT only when asked. */
static const FakeStep asked_for_uidnext[] = {
	LOGIN,
	CAPABILITY(""),
	HEAR("x* SELECT \"INBOX\""),
	SAY("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n%T OK\r\n"),
	HEAR("x* STATUS \"INBOX\" (UIDNEXT)"),
	SAY("* STATUS INBOX (MESSAGES 3 UIDNEXT 12)\r\n%T OK\r\n"),
	HEAR("x* SELECT \"INBOX\""),
	SAY("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n%T OK\r\n"),
	LOGOUT,
	DO(FAKE_END),
};

static void
test_asked_for_uidnext(void)
{
	ImapFixture fixture;

	imap_fixture_start(&fixture, asked_for_uidnext);
	imap_fixture_open_good(&fixture);
	g_assert_cmpuint(fixture.state.uidnext, ==, 12);
	g_assert_cmpuint(fixture.state.exists, ==, 3);
	imap_fixture_stop(&fixture);
}

/* Lists that must not be believed: none where there are mails, and one that fills the memory. */
static const FakeStep no_list[] = {
	OPEN(""),
	HEAR("x* UID SEARCH ALL"),
	SAY("%T OK\r\n"),
	OPEN("ESEARCH"),
	HEAR("x* UID SEARCH RETURN (ALL) ALL"),
	SAY("* ESEARCH UID ALL 1:4294967295\r\n%T OK\r\n"),
	OPEN(""),
	HEAR("x* UID SEARCH ALL"),
	SAY("%T NO not now\r\n"),
	OPEN("ESEARCH"),
	HEAR("x* UID SEARCH RETURN (ALL) ALL"),
	SAY("* 4294967295 EXISTS\r\n* ESEARCH UID ALL 1:4294967295\r\n%T OK\r\n"),
	DO(FAKE_END),
};

static void
test_bad_list(void)
{
	ImapFixture fixture;

	imap_fixture_start(&fixture, no_list);
	for (int i = 0; i < 4; i++) {
		g_autoptr(GError) error = NULL;
		GArray *uids = NULL;
		guint32 unlisted;

		imap_fixture_open_good(&fixture);
		g_assert_false(fixture.source->list(fixture.source, &uids, &unlisted, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
		g_assert_null(uids);
	}
	/* each connection asks for the password anew */
	g_assert_cmpuint(fixture.asked, ==, 4);
	imap_fixture_stop(&fixture);
}

/* What it keeps back counts when it still does after it was asked what went. */
static const struct {
	const char *name;
	FakeStep steps[24];
	guint listed;
	guint32 unlisted;
} short_lists[] = {
	{ "kept-back",
		{ OPEN(""), HEAR("x* UID SEARCH ALL"), SAY("* SEARCH 1 3\r\n%T OK\r\n"),
			HEAR("x* NOOP"), SAY("%T OK\r\n"), HEAR("x* UID SEARCH ALL"),
			SAY("* SEARCH 1 3\r\n%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		2, 1 },
	{ "went",
		{ OPEN(""), HEAR("x* UID SEARCH ALL"), SAY("* SEARCH 1 3\r\n%T OK\r\n"),
			HEAR("x* NOOP"), SAY("* 2 EXPUNGE\r\n%T OK\r\n"), HEAR("x* UID SEARCH ALL"),
			SAY("* SEARCH 1 3\r\n%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		2, 0 },
	{ "goes-while-it-lists",
		{ OPEN(""), HEAR("x* UID SEARCH ALL"),
			SAY("* 2 EXPUNGE\r\n* SEARCH 1 3\r\n%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		2, 0 },
	{ "comes-while-it-lists",
		{ OPEN(""), HEAR("x* UID SEARCH ALL"),
			SAY("* SEARCH 1 2 3\r\n* 4 EXISTS\r\n%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		3, 0 },
};

static void
test_short_list(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	ImapFixture fixture;

	imap_fixture_start(&fixture, short_lists[i].steps);
	imap_fixture_open_good(&fixture);
	imap_fixture_assert_listed(&fixture, short_lists[i].listed, 1);
	g_assert_cmpuint(fixture.state.unlisted, ==, short_lists[i].unlisted);
	imap_fixture_stop(&fixture);
}

static gpointer
interrupt_when_stalled(gpointer data)
{
	ImapFixture *fixture = data;

	fake_server_wait_stalled(fixture->server);
	fixture->source->interrupt(fixture->source);
	return NULL;
}

static const FakeStep stalled[] = {
	OPEN(""),
	HEAR(FETCH_1_3),
	DO(FAKE_STALL),
	DO(FAKE_END),
};

static void
test_interrupt(void)
{
	g_autoptr(GError) error = NULL;
	gint64 begun = g_get_monotonic_time();
	ImapFixture fixture;
	GThread *thread;

	imap_fixture_start(&fixture, stalled);
	thread = g_thread_new("interrupt", interrupt_when_stalled, &fixture);
	imap_fixture_open_good(&fixture);
	error = imap_fixture_fetch_three(&fixture);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_assert_nonnull(strstr(error->message, "interrupted"));
	g_assert_cmpint(g_get_monotonic_time() - begun, <, 5 * G_USEC_PER_SEC);
	g_thread_join(thread);
	imap_fixture_stop(&fixture);
}

/* An interrupt that comes while nothing blocks ends the next call, also a connection attempt. */
static const FakeStep stalled_login[] = { DO(FAKE_ACCEPT), DO(FAKE_STALL), DO(FAKE_END) };

static void
test_interrupt_login(void)
{
	MailSourceState state;
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;
	GThread *thread;

	imap_fixture_start(&fixture, stalled_login);
	thread = g_thread_new("interrupt", interrupt_when_stalled, &fixture);
	g_assert_false(fixture.source->open(fixture.source, &state, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_thread_join(thread);
	imap_fixture_stop(&fixture);
}

static const FakeStep any_folder[] = { LOGIN, CAPABILITY(""), HEAR("x* SELECT *"),
	SELECTED("7", "3"), LOGOUT, DO(FAKE_END) };

/* The folder in the URL, and the place: port and TLS make no other mailbox. */
static const struct {
	const char *path, *place;
} places[] = {
	{ "INBOX", "127.0.0.1 INBOX lexsarah" },
	{ "", "127.0.0.1 INBOX lexsarah" },
	{ "Lex%20Sarah", "127.0.0.1 Lex Sarah lexsarah" },
};

static void
test_place(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		ImapFixture fixture;

		imap_fixture_start_full(
			&fixture, any_folder, FALSE, places[i].path, AFTER_FLAG, NULL);
		imap_fixture_open_good(&fixture);
		g_assert_cmpstr(fixture.state.place, ==, places[i].place);
		imap_fixture_stop(&fixture);
	}
}

/* A connection that was dropped while nobody looked is made again without a word. */
static const FakeStep dropped[] = {
	OPEN(""),
	DO(FAKE_CLOSE),
	OPEN(""),
	LOGOUT,
	DO(FAKE_END),
};

static void
test_dropped(void)
{
	ImapFixture fixture;

	imap_fixture_start(&fixture, dropped);
	imap_fixture_open_good(&fixture);
	imap_fixture_open_good(&fixture);
	g_assert_cmpuint(fixture.asked, ==, 2);
	imap_fixture_stop(&fixture);
}

/* A URL that cannot be is told, and every other call is safe. */
static void
test_unusable(void)
{
	MailboxSettings settings = { .server = { .url = (char *) "imap://h/%0d%0a" } };
	g_autoptr(MailSource) source = imap_session_new(&settings, (SecretGetter){ 0 }, 16);
	g_autoptr(GError) error = NULL;
	MailSourceState state;

	imap_session_set_timeout(source, 1);
	source->interrupt(source);
	g_assert_false(source->open(source, &state, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_clear_error(&error);
	g_assert_false(source->mark(source, NULL, 0, &error));
	source->close(source);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/imap-session/happy", NULL, test_happy);
	g_test_add_data_func("/imap-session/happy-dribbled", "yes", test_happy);
	ADD_TABLE("/imap-session/refused", refusals, test_refusal);
	g_test_add_func("/imap-session/uidvalidity-changes", test_uidvalidity_changes);
	g_test_add_func("/imap-session/bad-list", test_bad_list);
	for (gsize i = 0; i < G_N_ELEMENTS(short_lists); i++) {
		g_autofree char *path =
			g_strconcat("/imap-session/short-list/", short_lists[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_short_list);
	}
	g_test_add_func("/imap-session/uidnext", test_asked_for_uidnext);
	g_test_add_func("/imap-session/interrupt", test_interrupt);
	g_test_add_func("/imap-session/interrupt-login", test_interrupt_login);
	g_test_add_func("/imap-session/place", test_place);
	g_test_add_func("/imap-session/dropped", test_dropped);
	g_test_add_func("/imap-session/unusable", test_unusable);
	return g_test_run();
}
