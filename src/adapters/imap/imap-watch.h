/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/imap/imap-response.h"

/*
 * What a server may say of the selected mailbox in any answer, asked or not
 * (RFC 3501 section 5.2).
 */
typedef struct {
	guint32 uidvalidity; /* of the selected mailbox; 0: any is right */
	guint32 exists;
	gboolean grown; /* it told of more mails since this was set to FALSE */
} ImapWatch;

/*
 * Notes what the response says. TEMPORARY if it is another UIDVALIDITY (RFC 3501
 * section 2.3.1.1): from there on the UIDs that we know mean other mails, and
 * nothing more may be taken, marked or moved by them.
 */
gboolean imap_watch_note(
	ImapWatch *watch, const ImapResponse *response, GError **error) G_GNUC_WARN_UNUSED_RESULT;
