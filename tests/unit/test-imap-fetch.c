/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mail that is fetched in a session: what the server gives, gives otherwise than
 * it should, or keeps back.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/imap-fixture.h"

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

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD_TABLE("/imap-fetch/broken", breaks, test_break);
	g_test_add_func("/imap-fetch/renumbered", test_renumbered);
	g_test_add_func("/imap-fetch/dripping", test_dripping);
	g_test_add_func("/imap-fetch/missing", test_missing);
	g_test_add_func("/imap-fetch/one-refused", test_one_refused);
	g_test_add_func("/imap-fetch/pipelined", test_pipelined);
	g_test_add_func("/imap-fetch/exchange", test_exchange);
	g_test_add_func("/imap-fetch/take-fails", test_take_fails);
	g_test_add_func("/imap-fetch/glance", test_glance);
	return g_test_run();
}
