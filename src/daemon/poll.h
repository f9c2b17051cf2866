/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "daemon/log-throttle.h"
#include "ports/mail-source.h"

/* Polls of one mailbox, and what has to be remembered from one to the next. Used by one thread. */
typedef struct Poll Poll;

typedef struct {
	gboolean looked; /* the server said what the mailbox holds */
	gboolean again;  /* another ledger was begun: poll again at once */
	guint taken;     /* mails that came and were stored */
} PollResult;

/* Notices were queued, which somebody may send. */
typedef void (*PollTell)(gpointer user);

/* source and throttle are borrowed, and must live longer. poll_free() it. */
Poll *poll_new(const Daemon *daemon, const Board *board, MailSource *source, LogThrottle *throttle,
	PollTell tell, gpointer user);
void poll_free(Poll *poll);

/* What breaks from now on is our own end, and no fault of a mail or a server. From any thread. */
void poll_interrupt(Poll *poll);

/* TRUE if that was said, and such a failure may come of it. */
gboolean poll_was_interrupted(const Poll *poll, const GError *error);

/*
 * Fetches what is new, handles what is stored, marks what was handled, and
 * counts. ret is set in any case. Errors: those of source and store; what was
 * stored before stays so, and the next poll goes on with it.
 */
gboolean poll_run(Poll *poll, PollResult *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE unless the last poll ended well and found that nothing is owed; FALSE before the first. */
gboolean poll_is_owing(const Poll *poll);
