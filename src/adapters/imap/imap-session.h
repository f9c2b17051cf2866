/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/login/secret-getter.h"
#include "core/settings.h"
#include "ports/mail-source.h"

/*
 * An IMAP mailbox (RFC 3501, with ESEARCH, MOVE and UIDPLUS where the server
 * has them). settings and secret.user are borrowed for its life. Of a larger
 * mail the first max_mail_bytes are kept and the item is marked truncated. A
 * URL that cannot be is told by open().
 */
MailSource *imap_session_new(
	const MailboxSettings *settings, SecretGetter secret, guint64 max_mail_bytes);

/*
 * How long a poll may take from open() on, in ms; half an hour unless set. Then what goes on fails
 * with TEMPORARY. For an imap_session only.
 */
void imap_session_set_poll_time(MailSource *source, guint milliseconds);

/* How long one IDLE may last, in ms; 28 minutes unless set. For an imap_session only. */
void imap_session_set_idle_time(MailSource *source, guint milliseconds);

/* How long the server may be silent, in ms; a minute unless set. For an imap_session only. */
void imap_session_set_timeout(MailSource *source, guint milliseconds);
