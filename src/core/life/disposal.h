/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/* Why handled mail of a mailbox with after = "delete" is left where it is. */
typedef enum {
	DISPOSAL_ALLOWED,
	DISPOSAL_UNDECIDED, /* there is no decision, or no time */
	DISPOSAL_NO_BACKUP, /* none that was verified */
	DISPOSAL_OLD_BACKUP,
	DISPOSAL_COUNT
} Disposal;

/*
 * What may be deleted at now (instants in ms): mail that was stored before
 * ret_before. last_backup is the newest verified backup's, INSTANT_NONE without
 * one: it has to be younger than delete_after_days, so that it holds every mail
 * that is older than that.
 */
Disposal disposal_check(
	const MailboxSettings *mailbox, gint64 last_backup, gint64 now, gint64 *ret_before);

/* A sentence for the log, in English, and one for the operator's mail, in that language. Static. */
const char *disposal_reason(Disposal disposal);
const char *disposal_notice(Disposal disposal, const char *language);
