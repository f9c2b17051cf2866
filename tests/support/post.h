/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/mailbox.h"
#include "support/failing-store.h"
#include "support/fake-mailbox.h"
#include "support/world.h"

/* A world whose first board has a mailbox in memory, and the daemon that polls it. */
typedef struct {
	World *world;
	FailingStore store; /* the world's, which fails when it is told to */
	FakeMailbox *fake;
	Mailbox *mailbox;
	guint count;   /* mails that post_add() made */
	guint handled; /* how often the daemon said that it handled mail or queued an alarm */
} Post;

/* What a poll that went well answers: ms until the next. */
#define POST_POLL 60000

/* For g_test_add(), in place. */
void post_set_up(Post *post, gconstpointer unused);
void post_tear_down(Post *post, gconstpointer unused);

typedef struct {
	const char *path;
	void (*run)(Post *post, gconstpointer unused);
} PostTest;

/* g_test_add() for each; what the daemon logs is no failure of theirs. */
void post_add_tests(const PostTest *tests, gsize n_tests);

/* The daemon ends and begins again; the mailbox and the database stay. */
void post_restart(Post *post);

/* Puts in mails that were never there before, mN@kommun.example with N from 1. */
void post_add(Post *post, guint count);

/* TRUE if the poll went well, and the next may wait. */
gboolean post_poll(Post *post);

/* What a statement answers. */
gint64 post_number(Post *post, const char *sql);
