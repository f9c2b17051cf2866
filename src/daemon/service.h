/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "daemon/logins.h"
#include "ports/mail-source.h"

/*
 * The running daemon: a thread a mailbox, a thread a board for sending, one for
 * reading.
 */
typedef struct Service Service;

/* Makes all workers' parts; starts nothing. daemon is borrowed. */
Service *service_new(const Daemon *daemon);
void service_free(Service *service);

/* The mailbox of a board, not connected yet; logins is borrowed for its life. */
MailSource *service_open_source(Logins *logins, const Board *board);

/*
 * Starts, and runs until service_quit(), or until the database turns out to be an older state of
 * itself: NOT_ALLOWED.
 */
gboolean service_run(Service *service, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Polls every mailbox once, handles all mail, finishes readings, flushes the
 * outbox. ret_owing: something is left to do (lexsarah(1), exit 75). NOT_ALLOWED as above.
 */
gboolean service_run_once(
	Service *service, gboolean *ret_owing, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends service_run(): from the main context. */
void service_quit(Service *service);

/* Somebody changed something: look now. Any thread. */
void service_wake(Service *service);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Service, service_free)
