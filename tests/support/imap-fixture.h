/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "adapters/imap/imap-session.h"
#include "support/fake-server.h"

/* What every IMAP play begins and ends with. */
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

#define FETCH_1_3 "x* UID FETCH 1:3 (UID INTERNALDATE RFC822.SIZE BODY.PEEK[])"

/* g_test_add_data_func() for each row of a table with names, under path. */
#define ADD_TABLE(path, table, test)                                                               \
	do {                                                                                       \
		for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {                                  \
			g_autofree char *name = g_strconcat(path "/", (table)[i].name, NULL);      \
                                                                                                   \
			g_test_add_data_func(name, GSIZE_TO_POINTER(i), test);                     \
		}                                                                                  \
	} while (0)

typedef struct {
	FakeServer *server;
	MailboxSettings settings;
	MailSource *source;
	guint asked;    /* for the password */
	GString *mails; /* "uid:text;" of each that came */
	MailSourceState state;
} ImapFixture;

/*
 * Starts the server and a source for path on it. Fetched mail is cut after 16
 * bytes; the password is "hemligt". fixture must stay where it is until
 * imap_fixture_stop().
 */
void imap_fixture_start_full(ImapFixture *fixture, const FakeStep *steps, gboolean dribble,
	const char *path, AfterPolicy after, const char *folder);

/* The same for INBOX and AFTER_FLAG. */
void imap_fixture_start(ImapFixture *fixture, const FakeStep *steps);

/* Closes, frees, and fails the test if the server's play did not go as written. */
void imap_fixture_stop(ImapFixture *fixture);

/* Opens, which has to succeed. */
void imap_fixture_open_good(ImapFixture *fixture);

/* Lists, which has to give n UIDs of which first is the first. */
void imap_fixture_assert_listed(ImapFixture *fixture, guint n, guint32 first);

/* Fetches or marks UIDs 1 to 3; returns the error or NULL. */
GError *imap_fixture_fetch_three(ImapFixture *fixture);
GError *imap_fixture_mark_three(ImapFixture *fixture);
