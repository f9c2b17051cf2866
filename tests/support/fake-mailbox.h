/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ports/mail-source.h"

/* A mailbox in memory, with what can go wrong at each of its calls. */
typedef struct {
	guint32 uid;
	char *raw;
	gboolean hidden;    /* listed, and never returned */
	gboolean unlisted;  /* counted and returned, and not listed */
	const char *header; /* what a glance gives, as a server may read it; NULL: what is there */
	gsize told_more;    /* by so much its size is told wrong */
} FakeMail;

typedef struct {
	MailSource base;
	guint32 uidvalidity, uidnext;
	const char *place;   /* which mailbox it says that it is, or NULL */
	GArray *mails;       /* FakeMail, ascending */
	GArray *marked;      /* guint32: every UID that mark() got, in order */
	const char *refusal; /* open() fails with it as WAIT, or NULL */
	gboolean open_fails, list_fails, mark_fails;
	guint breaks_after; /* fetch breaks after so many; G_MAXUINT: never */
	gboolean reversed;  /* fetch returns the last first */
	gboolean wait_fails, remove_fails;
	MailSourceWait wait_end; /* of every wait, at once */
	gint64 waited;           /* what the last wait was asked for */
	gboolean glance_fails;
	guint opened, fetched, glanced, closed, woken;
	gboolean connected;      /* opened and not closed since */
	void (*login)(gpointer); /* called when a connection is made, or NULL */
	void (*asked)(gpointer); /* called with each question to the server, or NULL */
	gpointer user;
} FakeMailbox;

/* The mailbox outlives the MailSource that the daemon frees: free it by itself. */
FakeMailbox *fake_mailbox_new(guint32 uidvalidity);
void fake_mailbox_free(FakeMailbox *mailbox);

/* Puts a mail in and counts UIDNEXT on. raw is copied. */
void fake_mailbox_add(FakeMailbox *mailbox, const char *raw);
void fake_mailbox_remove(FakeMailbox *mailbox, guint32 uid);
FakeMail *fake_mailbox_get(FakeMailbox *mailbox, guint32 uid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FakeMailbox, fake_mailbox_free)
