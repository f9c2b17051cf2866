/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "daemon/worker.h"
#include "ports/mail-source.h"

/*
 * One board's mailbox: polling, accounting, marking, and what to do when it
 * cannot be reached. Used by one thread, but for mailbox_interrupt().
 */
typedef struct Mailbox Mailbox;

/*
 * after_handled: called when mail was handled or an alarm queued, to wake who works on, and when
 * nothing may be done with the database any more (daemon_may_work()). Takes source.
 */
Mailbox *mailbox_new(const Daemon *daemon, const Board *board, MailSource *source,
	void (*after_handled)(gpointer), gpointer user);
void mailbox_free(Mailbox *mailbox);

/* A WorkerStep: one poll. Answers how long to wait for the next. */
gint64 mailbox_step(gpointer mailbox);

/*
 * How a mailbox's worker sleeps: the server may say before the time that there is
 * more mail. Where that works the time is stretched; polling never stops.
 */
extern const WorkerBed mailbox_bed;

/* Ends a poll that hangs; from any thread. */
void mailbox_interrupt(Mailbox *mailbox);

/* TRUE if the last poll failed, or left mail owed. */
gboolean mailbox_is_owing(const Mailbox *mailbox);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mailbox, mailbox_free)
