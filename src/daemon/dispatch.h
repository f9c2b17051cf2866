/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "ports/mail-sender.h"

/*
 * One board's way out: what is due in the outbox is sent, one at a time, over a
 * connection that is kept. Used by one thread.
 */
typedef struct Dispatch Dispatch;

/* Takes sender. */
Dispatch *dispatch_new(const Daemon *daemon, const Board *board, MailSender *sender);
void dispatch_free(Dispatch *dispatch);

/* From any thread: nothing more is sent, and a send that waits ends soon. */
void dispatch_interrupt(Dispatch *dispatch);

/* A WorkerStep: at most one notice. */
gint64 dispatch_step(gpointer dispatch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dispatch, dispatch_free)
