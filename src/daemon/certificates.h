/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/date.h"
#include "core/record.h"
#include "daemon/daemon.h"

/*
 * The days that the certificates of a board's servers have left, as they showed at the last
 * connection. In the life of this process: before it has talked to a server nothing is known.
 * They are counted when they are told of; a mailbox logs in anew while they are few.
 */

/* From so few days on the operator is asked to renew one, and from so few on it is an alarm. */
#define CERTIFICATES_SOON_DAYS  21
#define CERTIFICATES_ALARM_DAYS 7

/* TRUE if the certificate that server showed last ends so soon that the operator is asked. */
gboolean certificates_is_ending(const Daemon *daemon, const ServerSettings *server, gint64 now);

/* Puts them into the facts of the accounting mail. */
void certificates_put(Record *facts, const Daemon *daemon, const Board *board, CivilDate today);

/* Adds a sentence (char *) for each that ends within days. */
void certificates_add_alarms(
	const Daemon *daemon, const Board *board, CivilDate today, GPtrArray *alarms);
