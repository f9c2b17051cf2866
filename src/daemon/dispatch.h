/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * One board's way out: what is due in the outbox is sent over connections that are kept. It begins
 * with one; while thousands wait, and the server takes them, there are as many as it was given
 * senders. Notices of one case go one after the other. Used by one thread.
 */
typedef struct Dispatch Dispatch;

/* Takes the senders (MailSender *), at least one, and not the array. */
Dispatch *dispatch_new(const Daemon *daemon, const Board *board, const GPtrArray *senders);
void dispatch_free(Dispatch *dispatch);

/* From any thread: nothing more is sent, and a send that waits ends soon. */
void dispatch_interrupt(Dispatch *dispatch);

/* From any thread: something may be due. Where a send waits, another can begin beside it. */
void dispatch_wake(Dispatch *dispatch);

/* A WorkerStep: what is due, until dispatch_interrupt(). When it returns nothing is on its way. */
gint64 dispatch_step(gpointer dispatch);

/*
 * When its thread has ended: what went, and the database did not record, is tried once more, as it
 * is uncertain at the next start. Sends nothing.
 */
void dispatch_settle(Dispatch *dispatch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dispatch, dispatch_free)
