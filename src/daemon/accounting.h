/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/disposal.h"
#include "daemon/daemon.h"

/* How long mail may be owed, or a mailbox out of reach, before a person is told. */
#define ACCOUNTING_PATIENCE_MS (60 * 60 * 1000)

/*
 * The accounting mail to a board's operator (invariant 1): on each working day, and at
 * once when something is wrong. The same alarm is said once a day; that mail vanished, each time.
 */

/* Queues an alarm if the numbers of a poll call for one: ret_wrong. */
gboolean accounting_alarm(const Daemon *daemon, const Board *board, const Accounting *sum,
	gboolean *ret_wrong, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * TRUE if the operator is to be told of a failure that lasts since then: at once
 * when a person has to act (a refused login), else when patience ends.
 */
gboolean accounting_is_urgent(const GError *cause, gint64 failing_since, gint64 now);

/* Queues, once, that a new ledger began for the board's mailbox, if one did. */
gboolean accounting_new_ledger(const Daemon *daemon, const Board *board, guint32 uidvalidity,
	const PollWork *work, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Queues, once a day, that the board's mailbox goes back and forth, if it does. */
gboolean accounting_swinging(const Daemon *daemon, const Board *board, const PollWork *work,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Queues, once, that handled mail is not deleted though it was to be. */
gboolean accounting_not_deleted(const Daemon *daemon, const Board *board, Disposal disposal,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Queues the alarm that a mailbox cannot be read, with what to do where that is known. */
gboolean accounting_unreachable(const Daemon *daemon, const Board *board, const GError *cause,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of a board's mail server; it goes by that of another board. */
gboolean accounting_unsendable(const Daemon *daemon, const Board *board, const Board *by,
	const GError *cause, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Queues the mail of a working day for every board that has not had it; on other days alarms only.
 */
gboolean accounting_daily(const Daemon *daemon, GError **error) G_GNUC_WARN_UNUSED_RESULT;
