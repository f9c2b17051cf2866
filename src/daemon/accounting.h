/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/* How long mail may be owed, or a mailbox out of reach, before a person is told. */
#define ACCOUNTING_PATIENCE_MS (60 * 60 * 1000)

/*
 * The accounting mail to a board's operator (invariant 1): once a day, and at
 * once when something is wrong. The same alarm is said once a day.
 */

/* Queues an alarm if the numbers of a poll call for one. */
gboolean accounting_alarm(const Daemon *daemon, const Board *board, const Accounting *sum,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Queues the alarm that a mailbox cannot be read. */
gboolean accounting_unreachable(const Daemon *daemon, const Board *board, const GError *cause,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Queues the daily mail of every board that has not had today's. */
gboolean accounting_daily(const Daemon *daemon, GError **error) G_GNUC_WARN_UNUSED_RESULT;
