/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The SMTP sender against a scripted server. The class of a failure decides
 * whether a notice is sent again, given up or left for a person, so each place
 * where a server can fail stands in a table with its class.
 */
#include <glib.h>
#include <string.h>

#include "adapters/smtp/smtp-curl.h"
#include "core/error.h"
#include "support/fake-server.h"

#define GREETED                                                                                    \
	DO(FAKE_ACCEPT), SAY("220 mx.kommun.example\r\n"), HEAR("EHLO lexsarah.kommun.example")
#define HELLO    GREETED, SAY("250-mx\r\n250 8BITMIME\r\n")
#define MAIL     HEAR("MAIL FROM:<lexsarah@kommun.example>"), SAY("250 ok\r\n")
#define RCPT     HEAR("RCPT TO:<anna@kommun.example>"), SAY("250 ok\r\n")
#define DATA     HEAR("DATA"), SAY("354 go\r\n")
#define ENVELOPE MAIL, RCPT, DATA
#define MESSAGE  ENVELOPE, HEAR_UNTIL(".")
#define QUIT     HEAR("QUIT"), SAY("221 bye\r\n")

typedef struct {
	FakeServer *server;
	ServerSettings settings;
	MailSender *sender;
	guint asked; /* for the password */
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
start(Fixture *fixture, const FakeStep *steps, gboolean dribble, const char *user)
{
	*fixture = (Fixture){ .server = fake_server_new(steps, dribble) };
	fixture->settings.url = fake_server_url(fixture->server, "smtp", "");
	fixture->settings.user = g_strdup(user);
	fixture->settings.tls = TLS_NONE;
	fixture->sender = smtp_curl_new(&fixture->settings,
		(SecretGetter){ .get = get_secret, .user = fixture }, "lexsarah.kommun.example");
	smtp_curl_set_timeout(fixture->sender, 1);
}

static void
stop(Fixture *fixture)
{
	fixture->sender->free(fixture->sender);
	fake_server_finish(fixture->server);
	fake_server_free(fixture->server);
	g_free(fixture->settings.url);
	g_free(fixture->settings.user);
}

static gboolean
send_bytes(Fixture *fixture, GBytes *message, char **ret_reply, GError **error)
{
	return fixture->sender->send(fixture->sender, "lexsarah@kommun.example",
		"anna@kommun.example", message, ret_reply, error);
}

static gboolean
send_text(Fixture *fixture, char **ret_reply, GError **error)
{
	static const char text[] = "Subject: LS-2026-0042\r\n\r\nHej\r\n.\r\n..dold\r\n";
	g_autoptr(GBytes) message = g_bytes_new_static(text, sizeof text - 1);

	return send_bytes(fixture, message, ret_reply, error);
}

/* Two messages over one connection; the dots arrive doubled, as they must. */
static const FakeStep happy[] = {
	HELLO,
	ENVELOPE,
	HEAR("Subject: LS-2026-0042"),
	HEAR(""),
	HEAR("Hej"),
	HEAR(".."),
	HEAR("...dold"),
	HEAR("."),
	SAY("250-almost\r\n250 2.0.0 queued as 1\r\n"),
	MESSAGE,
	SAY("250 queued as 2\r\n"),
	QUIT,
	DO(FAKE_END),
};

static void
test_happy(gconstpointer dribble)
{
	Fixture fixture;

	start(&fixture, happy, dribble != NULL, NULL);
	for (int i = 0; i < 2; i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *reply = NULL;

		send_text(&fixture, &reply, &error);
		g_assert_no_error(error);
		g_assert_cmpstr(reply, ==, i ? "250 queued as 2" : "250 2.0.0 queued as 1");
	}
	g_assert_cmpuint(fixture.asked, ==, 0);
	stop(&fixture);
}

static const FakeStep null_sender[] = {
	HELLO,
	HEAR("MAIL FROM:<>"),
	SAY("250 ok\r\n"),
	RCPT,
	DATA,
	HEAR_UNTIL("."),
	SAY("250 ok\r\n"),
	QUIT,
	DO(FAKE_END),
};

static void
test_null_sender(void)
{
	g_autoptr(GBytes) message = g_bytes_new_static("a\r\n", 3);
	g_autoptr(GError) error = NULL;
	Fixture fixture;

	start(&fixture, null_sender, FALSE, NULL);
	fixture.sender->send(fixture.sender, "", "anna@kommun.example", message, NULL, &error);
	g_assert_no_error(error);
	stop(&fixture);
}

/* Each place where it can go wrong. */
static const struct {
	const char *name;
	FakeStep steps[20];
	int error; /* -1: it counts as sent */
	const char *message;
} failures[] = {
	{ "closed-at-once", { DO(FAKE_ACCEPT), DO(FAKE_CLOSE), DO(FAKE_END) }, LEX_ERROR_TEMPORARY,
		"*127.0.0.1*" },
	{ "greeting-4xx", { DO(FAKE_ACCEPT), SAY("421 busy\r\n"), DO(FAKE_STALL), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*421 busy*" },
	{ "greeting-5xx", { DO(FAKE_ACCEPT), SAY("554 no\r\n"), DO(FAKE_STALL), DO(FAKE_END) },
		LEX_ERROR_WAIT, "*this host*554 no*" },
	{ "greeting-nonsense", { DO(FAKE_ACCEPT), SAY("hi\r\n"), DO(FAKE_STALL), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*in time*" },
	{ "silent", { DO(FAKE_ACCEPT), DO(FAKE_STALL), DO(FAKE_END) }, LEX_ERROR_TEMPORARY,
		"*in time*" },
	{ "ehlo-4xx",
		{ GREETED, SAY("450 later\r\n"), HEAR("HELO *"), SAY("450 later\r\n"),
			DO(FAKE_STALL), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*450 later*" },
	{ "ehlo-5xx",
		{ GREETED, SAY("550 no\r\n"), HEAR("HELO *"), SAY("550 no\r\n"), DO(FAKE_STALL),
			DO(FAKE_END) },
		LEX_ERROR_WAIT, "*this host*550 no*" },
	{ "ehlo-lost", { GREETED, DO(FAKE_CLOSE), DO(FAKE_END) }, LEX_ERROR_TEMPORARY, "*" },
	{ "mail-4xx", { HELLO, HEAR("MAIL *"), SAY("451 later\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*451 later*" },
	{ "mail-5xx", { HELLO, HEAR("MAIL *"), SAY("550 sender\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_WAIT, "*our address*550 sender*" },
	{ "mail-too-long",
		{ HELLO, HEAR("MAIL *"), SAY("552 5.3.4 too long\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_REJECTED, "*552 5.3.4 too long*" },
	{ "mail-wants-login",
		{ HELLO, HEAR("MAIL *"), SAY("530 5.7.0 Authentication required\r\n"), QUIT,
			DO(FAKE_END) },
		LEX_ERROR_WAIT, "*login*530*" },
	{ "mail-bad-login", { HELLO, HEAR("MAIL *"), SAY("535 no\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_WAIT, "*login*535*" },
	{ "rcpt-4xx",
		{ HELLO, MAIL, HEAR("RCPT *"), SAY("450 greylisted\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*450 greylisted*" },
	{ "rcpt-5xx",
		{ HELLO, MAIL, HEAR("RCPT *"), SAY("550-no such\x1b[31m\r\n550 user\r\n"), QUIT,
			DO(FAKE_END) },
		LEX_ERROR_REJECTED, "*550-no such[31m 550 user" },
	{ "rcpt-lost", { HELLO, MAIL, HEAR("RCPT *"), DO(FAKE_CLOSE), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*" },
	{ "data-4xx", { HELLO, MAIL, RCPT, HEAR("DATA"), SAY("451 later\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*451 later*" },
	{ "data-5xx", { HELLO, MAIL, RCPT, HEAR("DATA"), SAY("554 no\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_REJECTED, "*554 no*" },
	{ "data-lost", { HELLO, MAIL, RCPT, HEAR("DATA"), DO(FAKE_CLOSE), DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*" },
	{ "dot-4xx", { HELLO, MESSAGE, SAY("452 full\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_TEMPORARY, "*452 full*" },
	{ "dot-5xx", { HELLO, MESSAGE, SAY("554 spam\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_REJECTED, "*554 spam*" },
	{ "dot-other-2xx", { HELLO, MESSAGE, SAY("251 forwarded\r\n"), QUIT, DO(FAKE_END) }, -1,
		NULL },
	{ "dot-3xx", { HELLO, MESSAGE, SAY("354 more\r\n"), QUIT, DO(FAKE_END) },
		LEX_ERROR_UNCERTAIN, "*whether it took it*" },
	{ "dot-closed", { HELLO, MESSAGE, DO(FAKE_CLOSE), DO(FAKE_END) }, LEX_ERROR_UNCERTAIN,
		"*whether it took it*" },
	{ "dot-reset", { HELLO, MESSAGE, DO(FAKE_RESET), DO(FAKE_END) }, LEX_ERROR_UNCERTAIN,
		"*whether it took it*" },
	{ "dot-silent", { HELLO, MESSAGE, DO(FAKE_STALL), DO(FAKE_END) }, LEX_ERROR_UNCERTAIN,
		"*whether it took it*" },
	{ "dot-half-reply", { HELLO, MESSAGE, SAY("25"), DO(FAKE_CLOSE), DO(FAKE_END) },
		LEX_ERROR_UNCERTAIN, "*whether it took it*" },
};

static void
test_failure(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GError) error = NULL;
	g_autofree char *reply = NULL;
	Fixture fixture;

	start(&fixture, failures[i].steps, FALSE, NULL);
	send_text(&fixture, &reply, &error);
	if (failures[i].error < 0) {
		g_assert_no_error(error);
		g_assert_nonnull(reply);
	} else {
		g_assert_error(error, LEX_ERROR, failures[i].error);
		g_assert_null(reply);
		if (!g_pattern_match_simple(failures[i].message, error->message))
			g_error("%s", error->message);
	}
	stop(&fixture);
}

/* Far more than what buffers between us hold, so that the loss is seen while sending. */
static GBytes *
large_message(void)
{
	gsize length = 64 * 1024 * 1024;

	return g_bytes_new_take(g_strnfill(length, 'a'), length);
}

static const FakeStep lost_in_data[] = {
	HELLO,
	ENVELOPE,
	TAKE(100000),
	DO(FAKE_RESET),
	DO(FAKE_END),
};

/* A message of no bytes is not one that was given before anything was said. */
static const FakeStep empty[] = {
	HELLO,
	MAIL,
	HEAR("RCPT *"),
	DO(FAKE_CLOSE),
	HELLO,
	ENVELOPE,
	HEAR_UNTIL("."),
	SAY("250 ok\r\n"),
	QUIT,
	DO(FAKE_END),
};

static void
test_empty(void)
{
	g_autoptr(GBytes) message = g_bytes_new_static("", 0);
	g_autoptr(GError) error = NULL;
	Fixture fixture;

	start(&fixture, empty, FALSE, NULL);
	g_assert_false(send_bytes(&fixture, message, NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_clear_error(&error);
	g_assert_true(send_bytes(&fixture, message, NULL, &error));
	stop(&fixture);
}

static void
test_lost_in_data(void)
{
	g_autoptr(GBytes) message = large_message();
	g_autoptr(GError) error = NULL;
	Fixture fixture;

	start(&fixture, lost_in_data, FALSE, NULL);
	g_assert_false(send_bytes(&fixture, message, NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	stop(&fixture);
}

/* A refusal before the dot: the server answers and leaves while we are sending. */
static const FakeStep early_reply[] = {
	HELLO,
	ENVELOPE,
	TAKE(100000),
	SAY("552 too large\r\n"),
	DO(FAKE_CLOSE),
	DO(FAKE_END),
};

static void
test_early_reply(void)
{
	g_autoptr(GBytes) message = large_message();
	g_autoptr(GError) error = NULL;
	Fixture fixture;

	start(&fixture, early_reply, FALSE, NULL);
	g_assert_false(send_bytes(&fixture, message, NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	stop(&fixture);
}

/* The server leaves between two messages, politely and not: nobody notices. */
static const FakeStep reconnects[] = {
	HELLO,
	MESSAGE,
	SAY("250 one\r\n421 idle\r\n"),
	HELLO,
	MESSAGE,
	SAY("250 two\r\n"),
	DO(FAKE_CLOSE),
	HELLO,
	MESSAGE,
	SAY("250 three\r\n"),
	QUIT,
	DO(FAKE_END),
};

static void
test_reconnects(void)
{
	static const char *const replies[] = { "250 one", "250 two", "250 three" };
	Fixture fixture;

	start(&fixture, reconnects, FALSE, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(replies); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *reply = NULL;

		send_text(&fixture, &reply, &error);
		g_assert_no_error(error);
		g_assert_cmpstr(reply, ==, replies[i]);
	}
	stop(&fixture);
}

/* One refused message does not spoil the next. */
static const FakeStep goes_on[] = {
	HELLO,
	MAIL,
	HEAR("RCPT *"),
	SAY("550 unknown\r\n"),
	QUIT,
	HELLO,
	MESSAGE,
	SAY("250 ok\r\n"),
	QUIT,
	DO(FAKE_END),
};

static void
test_goes_on(void)
{
	g_autoptr(GError) error = NULL;
	Fixture fixture;

	start(&fixture, goes_on, FALSE, NULL);
	g_assert_false(send_text(&fixture, NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_REJECTED);
	g_clear_error(&error);
	g_assert_true(send_text(&fixture, NULL, &error));
	g_assert_no_error(error);
	stop(&fixture);
}

static const FakeStep logins[] = {
	GREETED,
	SAY("250-mx\r\n250 AUTH PLAIN\r\n"),
	HEAR("AUTH PLAIN*"),
	SAY("334 \r\n"),
	HEAR("*"),
	SAY("535 5.7.8 wrong\r\n"),
	GREETED,
	SAY("250-mx\r\n250 AUTH PLAIN\r\n"),
	HEAR("AUTH PLAIN*"),
	SAY("334 \r\n"),
	HEAR("*"),
	SAY("454 4.7.0 directory down\r\n"),
	GREETED,
	SAY("250-mx\r\n250 8BITMIME\r\n"),
	HEAR("MAIL FROM:*"),
	SAY("530 5.7.0 login first\r\n"),
	QUIT,
	DO(FAKE_END),
};

static void
test_login(void)
{
	static const LexError classes[] = { LEX_ERROR_WAIT, LEX_ERROR_TEMPORARY, LEX_ERROR_WAIT };
	Fixture fixture;

	start(&fixture, logins, FALSE, "lexsarah");
	for (gsize i = 0; i < G_N_ELEMENTS(classes); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(send_text(&fixture, NULL, &error));
		g_assert_error(error, LEX_ERROR, (int) classes[i]);
		g_assert_nonnull(strstr(error->message, "user lexsarah"));
		g_assert_null(strstr(error->message, "hemligt"));
	}
	/* asked anew after each refused login */
	g_assert_cmpuint(fixture.asked, ==, 3);
	stop(&fixture);
}

/* tls = "required" and a server that has none: no byte of the message, no password. */
static const FakeStep no_tls[] = {
	HELLO,
	DO(FAKE_STALL),
	DO(FAKE_END),
};

static void
test_no_tls(void)
{
	g_autoptr(GError) error = NULL;
	Fixture fixture;

	start(&fixture, no_tls, FALSE, "lexsarah");
	fixture.settings.tls = TLS_REQUIRED;
	g_assert_false(send_text(&fixture, NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_WAIT);
	g_assert_nonnull(strstr(error->message, "TLS"));
	stop(&fixture);
}

static void
test_refused_connection(void)
{
	static const FakeStep none[] = { DO(FAKE_END) };
	g_autoptr(FakeServer) server = fake_server_new(none, FALSE);
	g_autofree char *url = fake_server_url(server, "smtp", "");
	ServerSettings settings = { .url = url, .tls = TLS_NONE };
	g_autoptr(MailSender) sender = smtp_curl_new(&settings, (SecretGetter){ 0 }, NULL);
	g_autoptr(GBytes) message = g_bytes_new_static("a\r\n", 3);
	g_autoptr(GError) error = NULL;

	/* the port is free again, and nobody listens there */
	g_clear_pointer(&server, fake_server_free);
	g_assert_false(sender->send(sender, "", "anna@kommun.example", message, NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
}

/* What never reaches the wire. */
static void
test_refused_here(void)
{
	static const struct {
		const char *url;
		const char *sender;
		const char *recipient;
		LexError error;
	} cases[] = {
		{ "http://h/", "", "anna@kommun.example", LEX_ERROR_CONFIG },
		{ NULL, "", "anna@kommun.example", LEX_ERROR_CONFIG },
		{ "smtp://127.0.0.1:1", "a\r\nRCPT TO:<b@c.example>", "anna@kommun.example",
			LEX_ERROR_CONFIG },
		{ "smtp://127.0.0.1:1", "", "a@b.example>\r\nDATA", LEX_ERROR_REJECTED },
		{ "smtp://127.0.0.1:1", "", "", LEX_ERROR_REJECTED },
	};
	g_autoptr(GBytes) message = g_bytes_new_static("a\r\n", 3);

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		ServerSettings settings = { .url = (char *) cases[i].url, .tls = TLS_NONE };
		g_autoptr(MailSender) sender = smtp_curl_new(&settings, (SecretGetter){ 0 }, NULL);
		g_autoptr(GError) error = NULL;

		g_assert_false(sender->send(
			sender, cases[i].sender, cases[i].recipient, message, NULL, &error));
		g_assert_error(error, LEX_ERROR, (int) cases[i].error);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/smtp-curl/happy", NULL, test_happy);
	g_test_add_data_func("/smtp-curl/happy-dribbled", "yes", test_happy);
	g_test_add_func("/smtp-curl/null-sender", test_null_sender);
	for (gsize i = 0; i < G_N_ELEMENTS(failures); i++) {
		g_autofree char *path = g_strdup_printf("/smtp-curl/fails/%s", failures[i].name);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_failure);
	}
	g_test_add_func("/smtp-curl/empty", test_empty);
	g_test_add_func("/smtp-curl/lost-in-data", test_lost_in_data);
	g_test_add_func("/smtp-curl/early-reply", test_early_reply);
	g_test_add_func("/smtp-curl/reconnects", test_reconnects);
	g_test_add_func("/smtp-curl/goes-on", test_goes_on);
	g_test_add_func("/smtp-curl/login", test_login);
	g_test_add_func("/smtp-curl/no-tls", test_no_tls);
	g_test_add_func("/smtp-curl/refused-connection", test_refused_connection);
	g_test_add_func("/smtp-curl/refused-here", test_refused_here);
	return g_test_run();
}
