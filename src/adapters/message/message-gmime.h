/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/error.h"
#include "core/mail/mail.h"

/*
 * Mail as plain data, read by GMime. Nothing that a sender can write makes
 * this fail: what has no form gives a Mail with what there is.
 */

typedef struct {
	gboolean keep_content;     /* fill MailPart.content */
	guint64 max_content_bytes; /* of all parts together; later parts get no content and
				    * the mail an issue. 0: no limit */
	gboolean parts_only;       /* fill parts but for their digests, limited and issues, and
				    * nothing else: for whoever asks for files, and not whose */
} MessageOptions;

/* Prepares GMime. Call it once, before any thread parses. */
void message_init(void);

/*
 * Reads a mail. options may be NULL: no content is kept. Callable from several
 * threads at once. mail_free() the result.
 *
 * A mail over a limit of message-scan.h is read from its first headers only:
 * limited is set, parts is empty and an issue names the limit; the fingerprint
 * is still of all its bytes. Bytes without headers become one part.
 * A multipart whose parts cannot be told apart becomes one text part.
 *
 * Error: BAD_MESSAGE for a mail of 4 GiB or more.
 */
Mail *message_parse(
	GBytes *raw, const MessageOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
