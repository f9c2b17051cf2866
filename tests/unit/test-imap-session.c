/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The IMAP mail source against a scripted server: what it says on the wire, and
 * what it makes of each way in which a server fails.
 */
#include <glib.h>
#include <string.h>

#include "adapters/imap-name.h"
#include "adapters/imap-session.h"
#include "adapters/imap-set.h"
#include "core/date.h"
#include "core/error.h"
#include "support/fake-server.h"

#define LOGIN                                                                                      \
	DO(FAKE_ACCEPT), SAY("* OK [CAPABILITY IMAP4rev1] ready\r\n"), HEAR("A001 CAPABILITY"),    \
		SAY("* CAPABILITY IMAP4rev1\r\n%T OK\r\n"), HEAR("A002 LOGIN lexsarah hemligt"),   \
		SAY("%T OK in\r\n")

#define CAPABILITY(words)                                                                          \
	HEAR("x* CAPABILITY"), SAY("* CAPABILITY IMAP4rev1 " words "\r\n%T OK\r\n")

#define SELECTED(validity, exists)                                                                 \
	SAY("* " exists " EXISTS\r\n* OK [UIDVALIDITY " validity "] x\r\n"                         \
	    "* OK [UIDNEXT 100] x\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] x\r\n"                     \
	    "%T OK [READ-WRITE] selected\r\n")

#define OPEN(words) LOGIN, CAPABILITY(words), HEAR("x* SELECT \"INBOX\""), SELECTED("7", "3")

#define LOGOUT HEAR("x* LOGOUT"), SAY("* BYE bye\r\n%T OK\r\n")

#define FETCH "x* UID FETCH 1:3 (UID INTERNALDATE RFC822.SIZE BODY.PEEK[])"

typedef struct {
	FakeServer *server;
	MailboxSettings settings;
	MailSource *source;
	guint asked;    /* for the password */
	GString *mails; /* "uid:text;" of each that came */
	MailSourceState state;
} Fixture;

static char *
get_secret(gpointer user, GError **error)
{
	Fixture *fixture = user;

	(void) error;
	fixture->asked++;
	return g_strdup("hemligt");
}

static void
start_full(Fixture *fixture, const FakeStep *steps, gboolean dribble, const char *path,
	AfterPolicy after, const char *folder)
{
	*fixture = (Fixture){ .server = fake_server_new(steps, dribble) };
	fixture->settings.server.url = fake_server_url(fixture->server, "imap", path);
	fixture->settings.server.user = g_strdup("lexsarah");
	fixture->settings.server.tls = TLS_NONE;
	fixture->settings.after = after;
	fixture->settings.after_folder = g_strdup(folder);
	fixture->mails = g_string_new(NULL);
	fixture->source =
		imap_session_new(&fixture->settings, (SecretGetter){ get_secret, fixture }, 16);
}

static void
start(Fixture *fixture, const FakeStep *steps)
{
	start_full(fixture, steps, FALSE, "INBOX", AFTER_FLAG, NULL);
}

static void
stop(Fixture *fixture)
{
	fixture->source->close(fixture->source);
	fixture->source->free(fixture->source);
	fake_server_finish(fixture->server);
	fake_server_free(fixture->server);
	g_string_free(fixture->mails, TRUE);
	g_free(fixture->settings.server.url);
	g_free(fixture->settings.server.user);
	g_free(fixture->settings.after_folder);
}

static void
open_good(Fixture *fixture)
{
	g_autoptr(GError) error = NULL;

	fixture->source->open(fixture->source, &fixture->state, &error);
	g_assert_no_error(error);
}

static gboolean
take(const MailSourceItem *item, gpointer user, GError **error)
{
	Fixture *fixture = user;
	gsize length;
	const char *bytes = g_bytes_get_data(item->raw, &length);

	(void) error;
	g_string_append_printf(fixture->mails, "%u:%.*s%s;", item->uid, (int) length, bytes,
		item->truncated ? "..." : "");
	return TRUE;
}

/* Fetches 1 to 3; returns the error, if any. */
static GError *
fetch_three(Fixture *fixture)
{
	static const guint32 uids[] = { 1, 2, 3 };
	GError *error = NULL;

	fixture->source->fetch(fixture->source, uids, G_N_ELEMENTS(uids), take, fixture, &error);
	return error;
}

static GError *
mark_three(Fixture *fixture)
{
	static const guint32 uids[] = { 1, 2, 3 };
	GError *error = NULL;

	fixture->source->mark(fixture->source, uids, G_N_ELEMENTS(uids), &error);
	return error;
}

static void
assert_listed(Fixture *fixture, guint n, guint32 first)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) uids = NULL;

	fixture->source->list(fixture->source, &uids, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(uids->len, ==, n);
	if (n)
		g_assert_cmpuint(g_array_index(uids, guint32, 0), ==, first);
}

static const FakeStep happy[] = {
	OPEN("ESEARCH UIDPLUS"),
	HEAR("x* UID SEARCH RETURN (ALL) ALL"),
	SAY("* ESEARCH (TAG \"%T\") UID ALL 1:3\r\n%T OK\r\n"),
	HEAR(FETCH),
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
	Fixture fixture;
	g_autoptr(GError) error = NULL;

	start_full(&fixture, happy, dribble != NULL, "INBOX", AFTER_FLAG, NULL);
	open_good(&fixture);
	g_assert_cmpuint(fixture.state.uidvalidity, ==, 7);
	g_assert_cmpuint(fixture.state.uidnext, ==, 100);
	g_assert_cmpuint(fixture.state.exists, ==, 3);
	g_assert_true(fixture.state.can_flag);
	assert_listed(&fixture, 3, 1);
	error = fetch_three(&fixture);
	g_assert_no_error(error);
	g_assert_cmpstr(fixture.mails->str, ==, "1:hi;2:x5 OK done\r\n;3:0123456789012345...;");
	error = mark_three(&fixture);
	g_assert_no_error(error);
	g_assert_cmpuint(fixture.asked, ==, 1);
	stop(&fixture);
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
	Fixture fixture;

	start(&fixture, refusals[i].steps);
	imap_session_set_timeout(fixture.source, 200);
	g_assert_false(fixture.source->open(fixture.source, &state, &error));
	g_assert_error(error, LEX_ERROR, (int) refusals[i].error);
	if (!g_pattern_match_simple(refusals[i].message, error->message))
		g_error("%s", error->message);
	g_assert_null(strstr(error->message, "hemligt"));
	g_assert_cmpuint(state.uidnext, ==, 4711);
	stop(&fixture);
}

/* Failures of fetch(): all TEMPORARY; what came before stays handed over. */
static const struct {
	const char *name;
	FakeStep steps[16];
	const char *mails;
} breaks[] = {
	{ "closed-in-literal",
		{ OPEN(""), HEAR(FETCH),
			SAY("* 1 FETCH (UID 1 BODY[] {2}\r\nhi)\r\n"
			    "* 2 FETCH (UID 2 BODY[] {200}\r\nhalf"),
			DO(FAKE_CLOSE), DO(FAKE_END) },
		"1:hi;" },
	{ "bye-in-the-middle",
		{ OPEN(""), HEAR(FETCH),
			SAY("* 1 FETCH (UID 1 BODY[] {2}\r\nhi)\r\n* BYE restart\r\n"),
			DO(FAKE_END) },
		"1:hi;" },
	{ "literal-too-short",
		{ OPEN(""), HEAR(FETCH), SAY("* 1 FETCH (UID 1 BODY[] {9}\r\nhi)\r\n%T OK\r\n"),
			DO(FAKE_STALL), DO(FAKE_END) },
		"" },
	{ "silent", { OPEN(""), HEAR(FETCH), DO(FAKE_STALL), DO(FAKE_END) }, "" },
	{ "endless-line",
		{ OPEN(""), HEAR(FETCH), SAY("* SEARCH"),
			FLOOD(" 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 0 1 2",
				400000),
			DO(FAKE_END) },
		"" },
};

static void
test_break(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GError) error = NULL;
	Fixture fixture;

	start(&fixture, breaks[i].steps);
	imap_session_set_timeout(fixture.source, 200);
	open_good(&fixture);
	error = fetch_three(&fixture);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_assert_cmpstr(fixture.mails->str, ==, breaks[i].mails);
	g_clear_error(&error);
	/* it is closed now, and says so */
	error = fetch_three(&fixture);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	stop(&fixture);
}

/* A UID that is not returned, returned twice, unasked, NIL or emptied is not reported. */
static const FakeStep missing[] = {
	OPEN(""),
	HEAR(FETCH),
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
	Fixture fixture;

	start(&fixture, missing);
	open_good(&fixture);
	error = fetch_three(&fixture);
	g_assert_no_error(error);
	g_assert_cmpstr(fixture.mails->str, ==, "1:a;");
	stop(&fixture);
}

/* One mail that the server cannot read does not take the others with it. */
static const FakeStep one_refused[] = {
	OPEN(""),
	HEAR(FETCH),
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
	Fixture fixture;

	start(&fixture, one_refused);
	open_good(&fixture);
	error = fetch_three(&fixture);
	g_assert_no_error(error);
	g_assert_cmpstr(fixture.mails->str, ==, "1:a;3:c;");
	stop(&fixture);
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
	Fixture fixture;

	start(&fixture, changed);
	open_good(&fixture);
	open_good(&fixture);
	g_assert_cmpuint(fixture.state.uidvalidity, ==, 8);
	assert_listed(&fixture, 0, 0);
	open_good(&fixture);
	assert_listed(&fixture, 2, 4);
	g_assert_cmpuint(fixture.asked, ==, 1);
	stop(&fixture);
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
	DO(FAKE_END),
};

static void
test_bad_list(void)
{
	Fixture fixture;

	start(&fixture, no_list);
	for (int i = 0; i < 3; i++) {
		g_autoptr(GError) error = NULL;
		GArray *uids = NULL;

		open_good(&fixture);
		g_assert_false(fixture.source->list(fixture.source, &uids, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
		g_assert_null(uids);
	}
	/* each connection asks for the password anew */
	g_assert_cmpuint(fixture.asked, ==, 3);
	stop(&fixture);
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
	HEAR(FETCH),
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
	Fixture fixture;
	int calls = 0;

	start(&fixture, store_fails);
	open_good(&fixture);
	g_assert_false(
		fixture.source->fetch(fixture.source, uids, 3, take_and_fail, &calls, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_STORE);
	g_assert_cmpint(calls, ==, 1);
	stop(&fixture);
}

static gpointer
interrupt_when_stalled(gpointer data)
{
	Fixture *fixture = data;

	fake_server_wait_stalled(fixture->server);
	fixture->source->interrupt(fixture->source);
	return NULL;
}

static const FakeStep stalled[] = {
	OPEN(""),
	HEAR(FETCH),
	DO(FAKE_STALL),
	DO(FAKE_END),
};

static void
test_interrupt(void)
{
	g_autoptr(GError) error = NULL;
	gint64 begun = g_get_monotonic_time();
	Fixture fixture;
	GThread *thread;

	start(&fixture, stalled);
	thread = g_thread_new("interrupt", interrupt_when_stalled, &fixture);
	open_good(&fixture);
	error = fetch_three(&fixture);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_assert_nonnull(strstr(error->message, "interrupted"));
	g_assert_cmpint(g_get_monotonic_time() - begun, <, 5 * G_USEC_PER_SEC);
	g_thread_join(thread);
	stop(&fixture);
}

/* An interrupt that comes while nothing blocks ends the next call, also a connection attempt. */
static const FakeStep stalled_login[] = { DO(FAKE_ACCEPT), DO(FAKE_STALL), DO(FAKE_END) };

static void
test_interrupt_login(void)
{
	MailSourceState state;
	g_autoptr(GError) error = NULL;
	Fixture fixture;
	GThread *thread;

	start(&fixture, stalled_login);
	thread = g_thread_new("interrupt", interrupt_when_stalled, &fixture);
	g_assert_false(fixture.source->open(fixture.source, &state, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_thread_join(thread);
	stop(&fixture);
}

/* What mark() does by policy and capability. */
static const struct {
	const char *name;
	FakeStep steps[20];
	AfterPolicy after;
	int error; /* -1: none */
} marks[] = {
	{ "keep-is-read-only",
		{ LOGIN, CAPABILITY("MOVE"), HEAR("x* EXAMINE \"INBOX\""), SELECTED("7", "3"),
			LOGOUT, DO(FAKE_END) },
		AFTER_KEEP, -1 },
	{ "no-keywords",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"),
			SAY("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n"
			    "* OK [PERMANENTFLAGS (\\Seen)] x\r\n%T OK\r\n"),
			LOGOUT, DO(FAKE_END) },
		AFTER_FLAG, -1 },
	{ "read-only",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"),
			SAY("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n"
			    "* OK [PERMANENTFLAGS (\\*)] x\r\n%T OK [READ-ONLY]\r\n"),
			LOGOUT, DO(FAKE_END) },
		AFTER_FLAG, -1 },
	{ "our-keyword",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"),
			SAY("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n"
			    "* OK [PERMANENTFLAGS ($lexsarah)] x\r\n%T OK\r\n"),
			HEAR("x* UID STORE 1:3 +FLAGS.SILENT ($LexSarah)"), SAY("%T OK\r\n"),
			LOGOUT, DO(FAKE_END) },
		AFTER_FLAG, -1 },
	{ "flag-refused", { OPEN(""), HEAR("x* UID STORE *"), SAY("%T NO acl\r\n"), DO(FAKE_END) },
		AFTER_FLAG, LEX_ERROR_WAIT },
	{ "delete-only-flags",
		{ OPEN("UIDPLUS"), HEAR("x* UID STORE 1:3 +FLAGS.SILENT ($LexSarah)"),
			SAY("%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		AFTER_DELETE, -1 },
	{ "move",
		{ OPEN("MOVE UIDPLUS"), HEAR("x* UID MOVE 1:3 \"H&AOQ-\\\"\""),
			SAY("* OK [COPYUID 5 1:3 1:3] x\r\n%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		AFTER_MOVE, -1 },
	{ "move-creates",
		{ OPEN("MOVE"), HEAR("x* UID MOVE 1:3 *"), SAY("%T NO [TRYCREATE] none\r\n"),
			HEAR("x* CREATE \"H&AOQ-\\\"\""), SAY("%T OK\r\n"),
			HEAR("x* UID MOVE 1:3 *"), SAY("%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		AFTER_MOVE, -1 },
	{ "move-cannot-create",
		{ OPEN("MOVE"), HEAR("x* UID MOVE 1:3 *"), SAY("%T NO [TRYCREATE] none\r\n"),
			HEAR("x* CREATE *"), SAY("%T NO denied\r\n"), DO(FAKE_END) },
		AFTER_MOVE, LEX_ERROR_WAIT },
	{ "copy-and-expunge",
		{ OPEN("UIDPLUS"), HEAR("x* UID COPY 1:3 *"), SAY("%T OK [COPYUID 5 1:3 1:3]\r\n"),
			HEAR("x* UID STORE 1:3 +FLAGS.SILENT (\\Deleted)"), SAY("%T OK\r\n"),
			HEAR("x* UID EXPUNGE 1:3"), SAY("* 1 EXPUNGE\r\n%T OK\r\n"), LOGOUT,
			DO(FAKE_END) },
		AFTER_MOVE, -1 },
	{ "copy-refused",
		{ OPEN("UIDPLUS"), HEAR("x* UID COPY 1:3 *"), SAY("%T NO [OVERQUOTA] full\r\n"),
			DO(FAKE_END) },
		AFTER_MOVE, LEX_ERROR_WAIT },
	{ "never-plain-expunge", { OPEN(""), DO(FAKE_END) }, AFTER_MOVE, LEX_ERROR_CONFIG },
};

static void
test_mark(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GError) error = NULL;
	Fixture fixture;

	start_full(&fixture, marks[i].steps, FALSE, "", marks[i].after, "Hä\"");
	open_good(&fixture);
	error = mark_three(&fixture);
	if (marks[i].error < 0)
		g_assert_no_error(error);
	else
		g_assert_error(error, LEX_ERROR, marks[i].error);
	stop(&fixture);
}

static void
test_name(void)
{
	static const struct {
		const char *name;
		const char *quoted; /* NULL: refused */
	} cases[] = {
		{ "INBOX", "\"INBOX\"" },
		{ "a\\b\"c", "\"a\\\\b\\\"c\"" },
		{ "Q&A", "\"Q&-A\"" },
		{ "Åtgärdat", "\"&AMU-tg&AOQ-rdat\"" },
		{ "~peter/mail/台北/日本語", "\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\"" },
		{ "😀", "\"&2D3eAA-\"" },
		{ "a\r\nx1 DELETE b", NULL },
		{ "\xff", NULL },
		{ "", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *quoted = NULL;

		g_assert_cmpint(imap_name_quote(cases[i].name, &quoted, &error), ==,
			cases[i].quoted != NULL);
		g_assert_cmpstr(quoted, ==, cases[i].quoted);
	}
}

static void
test_url(void)
{
	static const struct {
		const char *url;
		const char *server; /* NULL: refused */
		const char *folder;
	} cases[] = {
		{ "imaps://imap.kommun.example/INBOX", "imaps://imap.kommun.example/", "INBOX" },
		{ "imap://h:143", "imap://h:143/", "INBOX" },
		{ "imap://[::1]:143/Lex%20Sarah/In", "imap://[::1]:143/", "Lex Sarah/In" },
		{ "imap://h/%C3%85", "imap://h/", "Å" },
		{ "http://h/INBOX", NULL, NULL },
		{ "imap:///INBOX", NULL, NULL },
		{ "INBOX", NULL, NULL },
		{ "imap://h/a?b", NULL, NULL },
		{ "imap://h/%zz", NULL, NULL },
		{ NULL, NULL, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *server = NULL;
		g_autofree char *host = NULL;
		g_autofree char *folder = NULL;

		g_assert_cmpint(imap_name_split_url(cases[i].url, &server, &host, &folder, &error),
			==, cases[i].server != NULL);
		g_assert_cmpstr(server, ==, cases[i].server);
		g_assert_cmpstr(folder, ==, cases[i].folder);
		if (!cases[i].server)
			g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	}
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

static void
test_set(void)
{
	static const guint32 uids[] = { 1, 2, 3, 5, 7, 8, G_MAXUINT32 };
	gsize position = 0;
	g_autofree char *first = imap_set_next(uids, 7, 4, 100, &position);
	g_autofree char *second = imap_set_next(uids, 7, 100, 1, &position);
	g_autofree char *third = imap_set_next(uids, 7, 100, 100, &position);

	g_assert_cmpstr(first, ==, "1:3,5");
	g_assert_cmpstr(second, ==, "7:8");
	g_assert_cmpstr(third, ==, "4294967295");
	g_assert_cmpuint(position, ==, 7);
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
	ADD_TABLE("mark", marks, test_mark)
	g_test_add_func("/imap-session/missing", test_missing);
	g_test_add_func("/imap-session/one-refused", test_one_refused);
	g_test_add_func("/imap-session/uidvalidity-changes", test_uidvalidity_changes);
	g_test_add_func("/imap-session/bad-list", test_bad_list);
	g_test_add_func("/imap-session/take-fails", test_take_fails);
	g_test_add_func("/imap-session/interrupt", test_interrupt);
	g_test_add_func("/imap-session/interrupt-login", test_interrupt_login);
	g_test_add_func("/imap-session/name", test_name);
	g_test_add_func("/imap-session/url", test_url);
	g_test_add_func("/imap-session/unusable", test_unusable);
	g_test_add_func("/imap-session/set", test_set);
	return g_test_run();
}
