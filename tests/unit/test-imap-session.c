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

/* Failures of fetch(): all TEMPORARY; what came before stays handed over. */
static const struct {
	const char *name;
	FakeStep steps[16];
	const char *mails;
} breaks[] = {
	{ "closed-in-literal",
		{ OPEN(""), HEAR(FETCH_1_3),
			SAY("* 1 FETCH (UID 1 BODY[] {2}\r\nhi)\r\n"
			    "* 2 FETCH (UID 2 BODY[] {200}\r\nhalf"),
			DO(FAKE_CLOSE), DO(FAKE_END) },
		"1:hi;" },
	{ "bye-in-the-middle",
		{ OPEN(""), HEAR(FETCH_1_3),
			SAY("* 1 FETCH (UID 1 BODY[] {2}\r\nhi)\r\n* BYE restart\r\n"),
			DO(FAKE_END) },
		"1:hi;" },
	{ "literal-too-short",
		{ OPEN(""), HEAR(FETCH_1_3), SAY("* 1 FETCH (UID 1 BODY[] {9}\r\nhi)\r\n%T OK\r\n"),
			DO(FAKE_STALL), DO(FAKE_END) },
		"" },
	{ "silent", { OPEN(""), HEAR(FETCH_1_3), DO(FAKE_STALL), DO(FAKE_END) }, "" },
	{ "endless-line",
		{ OPEN(""), HEAR(FETCH_1_3), SAY("* SEARCH"),
			FLOOD(" 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 0 1 2",
				400000),
			DO(FAKE_END) },
		"" },
};

/* Numbered anew in the middle: what follows has the old numbers of other mails. */
static const FakeStep renumbered[] = {
	OPEN(""),
	HEAR(FETCH_1_3),
	SAY("* 1 FETCH (UID 1 BODY[] {2}\r\nhi)\r\n* OK [UIDVALIDITY 7] the same\r\n"
	    "* OK [UIDVALIDITY 8] mailbox was rebuilt\r\n"
	    "* 2 FETCH (UID 2 BODY[] {5}\r\nwrong)\r\n%T OK\r\n"),
	DO(FAKE_STALL),
	OPEN(""),
	HEAR("x* UID STORE 1:3 *"),
	SAY("* OK [UIDVALIDITY 8] mailbox was rebuilt\r\n%T OK\r\n"),
	DO(FAKE_STALL),
	DO(FAKE_END),
};

static void
test_renumbered(void)
{
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;

	imap_fixture_start(&fixture, renumbered);
	imap_fixture_open_good(&fixture);
	error = imap_fixture_fetch_three(&fixture);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_assert_nonnull(strstr(error->message, "numbered the mailbox anew"));
	g_assert_cmpstr(fixture.mails->str, ==, "1:hi;");
	g_clear_error(&error);
	imap_fixture_open_good(&fixture);
	error = imap_fixture_mark_three(&fixture);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	imap_fixture_stop(&fixture);
}

/* A server that says something now and then, and is never done. */
static const FakeStep dripping[] = {
	OPEN(""),
	HEAR(FETCH_1_3),
	SAY("* 1 FETCH (UID 1 BODY[] {2}\r\nhi)\r\n"),
	FLOOD("* OK wait a little\r\n", 100000000),
	DO(FAKE_END),
};

static void
test_dripping(void)
{
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;

	imap_fixture_start(&fixture, dripping);
	imap_session_set_poll_time(fixture.source, 500);
	imap_fixture_open_good(&fixture);
	error = imap_fixture_fetch_three(&fixture);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_assert_nonnull(strstr(error->message, "takes too long"));
	g_assert_cmpstr(fixture.mails->str, ==, "1:hi;");
	imap_fixture_stop(&fixture);
}

static void
test_break(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;

	imap_fixture_start(&fixture, breaks[i].steps);
	imap_session_set_timeout(fixture.source, 200);
	imap_fixture_open_good(&fixture);
	error = imap_fixture_fetch_three(&fixture);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_assert_cmpstr(fixture.mails->str, ==, breaks[i].mails);
	g_clear_error(&error);
	/* it is closed now, and says so */
	error = imap_fixture_fetch_three(&fixture);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	imap_fixture_stop(&fixture);
}

/* A UID that is not returned, returned twice, unasked, NIL or emptied is not reported. */
static const FakeStep missing[] = {
	OPEN(""),
	HEAR(FETCH_1_3),
	SAY("* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n* 1 FETCH (UID 1 BODY[] {1}\r\nb)\r\n"
	    "* 9 FETCH (UID 9 BODY[] {1}\r\nc)\r\n* 2 FETCH (UID 2 BODY[] NIL)\r\n"
	    "* 3 FETCH (UID 3 RFC822.SIZE 999 BODY[] {0}\r\n)\r\n%T OK\r\n"),
	LOGOUT,
	DO(FAKE_END),
};

static void
test_missing(void)
{
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;

	imap_fixture_start(&fixture, missing);
	imap_fixture_open_good(&fixture);
	error = imap_fixture_fetch_three(&fixture);
	g_assert_no_error(error);
	g_assert_cmpstr(fixture.mails->str, ==, "1:a;");
	imap_fixture_stop(&fixture);
}

/* One mail that the server cannot read does not take the others with it. */
static const FakeStep one_refused[] = {
	OPEN(""),
	HEAR(FETCH_1_3),
	SAY("* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n%T NO [SERVERBUG] cannot read\r\n"),
	HEAR("x* UID FETCH 2 (*"),
	SAY("%T NO [SERVERBUG] cannot read\r\n"),
	HEAR("x* UID FETCH 3 (*"),
	SAY("* 3 FETCH (UID 3 BODY[] {1}\r\nc)\r\n%T OK\r\n"),
	LOGOUT,
	DO(FAKE_END),
};

static void
test_one_refused(void)
{
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;

	imap_fixture_start(&fixture, one_refused);
	imap_fixture_open_good(&fixture);
	error = imap_fixture_fetch_three(&fixture);
	g_assert_no_error(error);
	g_assert_cmpstr(fixture.mails->str, ==, "1:a;3:c;");
	imap_fixture_stop(&fixture);
}

/*
 * 500 mails: four commands are on their way before the first answer is needed,
 * the fifth follows when one has ended, in whatever order they end.
 */
static const FakeStep pipelined[] = {
	OPEN(""),
	HEAR("x3 UID FETCH 1:100 *"),
	HEAR("x4 UID FETCH 101:200 *"),
	HEAR("x5 UID FETCH 201:300 *"),
	HEAR("x6 UID FETCH 301:400 *"),
	SAY("* 1 FETCH (UID 101 BODY[] {1}\r\nb)\r\nx4 OK\r\n"),
	HEAR("x7 UID FETCH 401:500 *"),
	SAY("* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\nx3 OK\r\nx5 OK\r\nx6 OK\r\n"),
	SAY("* 1 FETCH (UID 500 BODY[] {1}\r\nc)\r\nx7 OK\r\n"),
	LOGOUT,
	DO(FAKE_END),
};

static gboolean
note_uid(const MailSourceItem *item, gpointer user, GError **error)
{
	(void) error;
	g_string_append_printf(user, "%u;", item->uid);
	return TRUE;
}

static void
test_pipelined(void)
{
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;
	guint32 uids[500];

	for (guint32 i = 0; i < G_N_ELEMENTS(uids); i++)
		uids[i] = i + 1;
	imap_fixture_start(&fixture, pipelined);
	imap_fixture_open_good(&fixture);
	fixture.source->fetch(
		fixture.source, uids, G_N_ELEMENTS(uids), note_uid, fixture.mails, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(fixture.mails->str, ==, "101;1;500;");
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

static const FakeStep exchange[] = {
	OPEN("UIDPLUS MOVE IDLE LITERAL+"),
	HEAR("x* UID SEARCH ALL"),
	SAY("* SEARCH 1 2 3\r\n%T OK SEARCH completed.\r\n"),
	HEAR(FETCH_1_3),
	/* a size that is wrong, in both directions; a UID that is listed and not returned */
	SAY("* 1 FETCH (UID 1 RFC822.SIZE 5000 BODY[] {5}\r\nfirst)\r\n"
	    "* 3 FETCH (UID 3 RFC822.SIZE 1 FLAGS (\\Seen \\Recent) BODY[] {5}\r\nthird)\r\n"
	    "%T OK FETCH completed.\r\n"),
	/* a body that is another at the next fetch is believed as it comes */
	HEAR(FETCH_1_3),
	SAY("* 1 FETCH (UID 1 RFC822.SIZE 5000 BODY[] {7}\r\nanother)\r\n"
	    "* 2 FETCH (UID 2 RFC822.SIZE 10 BODY[] {0}\r\n)\r\n"
	    "* BAD Command Argument Error. 11\r\n"
	    "%T NO The requested message could not be converted to an RFC-822 compatible format."
	    "\r\n"),
	HEAR("x* UID FETCH 2 (*"),
	SAY("%T NO no\r\n"),
	HEAR("x* UID FETCH 3 (*"),
	SAY("* 3 FETCH (UID 3 BODY[] {5}\r\nthird)\r\n%T OK\r\n"),
	LOGOUT,
	DO(FAKE_END),
};

/* What Exchange does: one mail costs itself at most, and what came is what counts. */
static void
test_exchange(void)
{
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;

	imap_fixture_start(&fixture, exchange);
	imap_fixture_open_good(&fixture);
	imap_fixture_assert_listed(&fixture, 3, 1);
	error = imap_fixture_fetch_three(&fixture);
	g_assert_no_error(error);
	error = imap_fixture_fetch_three(&fixture);
	g_assert_no_error(error);
	g_assert_cmpstr(fixture.mails->str, ==, "1:first;3:third;1:another;3:third;");
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

		imap_fixture_open_good(&fixture);
		g_assert_false(fixture.source->list(fixture.source, &uids, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
		g_assert_null(uids);
	}
	/* each connection asks for the password anew */
	g_assert_cmpuint(fixture.asked, ==, 4);
	imap_fixture_stop(&fixture);
}

static gboolean
take_and_fail(const MailSourceItem *item, gpointer user, GError **error)
{
	(void) item;
	(*(int *) user)++;
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_STORE, "disk full");
	return FALSE;
}

static const FakeStep store_fails[] = {
	OPEN(""),
	HEAR(FETCH_1_3),
	SAY("* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n* 2 FETCH (UID 2 BODY[] {1}\r\nb)\r\n"
	    "%T OK\r\n"),
	DO(FAKE_STALL),
	DO(FAKE_END),
};

static void
test_take_fails(void)
{
	static const guint32 uids[] = { 3, 2, 1 };
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;
	int calls = 0;

	imap_fixture_start(&fixture, store_fails);
	imap_fixture_open_good(&fixture);
	g_assert_false(
		fixture.source->fetch(fixture.source, uids, 3, take_and_fail, &calls, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_STORE);
	g_assert_cmpint(calls, ==, 1);
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

/* Servers write the name of what they send in their own way, and may leave mails out. */
static const FakeStep glances[] = {
	OPEN(""),
	HEAR("x* UID FETCH 1:3 (UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"),
	SAY("* 1 FETCH (UID 1 RFC822.SIZE 120 BODY[HEADER.FIELDS (MESSAGE-ID)] {4}\r\nabc:)\r\n"
	    "* 2 FETCH (BODY[header.fields (\"Message-ID\")] \"d:\" RFC822.SIZE 9 UID 2)\r\n"
	    "%T OK\r\n"),
	LOGOUT,
	DO(FAKE_END),
};

static gboolean
note_glance(const MailSourceItem *item, gpointer user, GError **error G_GNUC_UNUSED)
{
	g_string_append_printf(user, "%u %d %.*s;", item->uid, (int) item->told_size,
		(int) g_bytes_get_size(item->raw),
		(const char *) g_bytes_get_data(item->raw, NULL));
	return TRUE;
}

static void
test_glance(void)
{
	static const guint32 uids[] = { 1, 2, 3 };
	g_autoptr(GString) seen = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;

	imap_fixture_start(&fixture, glances);
	imap_fixture_open_good(&fixture);
	gboolean good = fixture.source->glance(
		fixture.source, uids, G_N_ELEMENTS(uids), note_glance, seen, &error);
	g_assert_no_error(error);
	g_assert_true(good);
	g_assert_cmpstr(seen->str, ==, "1 120 abc:;2 9 d:;");
	imap_fixture_stop(&fixture);
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

#define ADD_TABLE(group, table, test)                                                              \
	for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {                                          \
		g_autofree char *path =                                                            \
			g_strdup_printf("/imap-session/" group "/%s", (table)[i].name);            \
                                                                                                   \
		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test);                             \
	}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/imap-session/happy", NULL, test_happy);
	g_test_add_data_func("/imap-session/happy-dribbled", "yes", test_happy);
	ADD_TABLE("refused", refusals, test_refusal)
	ADD_TABLE("broken", breaks, test_break)
	g_test_add_func("/imap-session/renumbered", test_renumbered);
	g_test_add_func("/imap-session/dripping", test_dripping);
	g_test_add_func("/imap-session/missing", test_missing);
	g_test_add_func("/imap-session/one-refused", test_one_refused);
	g_test_add_func("/imap-session/pipelined", test_pipelined);
	g_test_add_func("/imap-session/uidvalidity-changes", test_uidvalidity_changes);
	g_test_add_func("/imap-session/bad-list", test_bad_list);
	g_test_add_func("/imap-session/exchange", test_exchange);
	g_test_add_func("/imap-session/uidnext", test_asked_for_uidnext);
	g_test_add_func("/imap-session/take-fails", test_take_fails);
	g_test_add_func("/imap-session/interrupt", test_interrupt);
	g_test_add_func("/imap-session/interrupt-login", test_interrupt_login);
	g_test_add_func("/imap-session/place", test_place);
	g_test_add_func("/imap-session/glance", test_glance);
	g_test_add_func("/imap-session/dropped", test_dropped);
	g_test_add_func("/imap-session/unusable", test_unusable);
	return g_test_run();
}
