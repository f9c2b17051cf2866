/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/mail/mail.h"

/*
 * The fingerprint by which a mail is known again (HACKING.md, invariant 4), fed
 * part by part while the parts are decoded.
 *
 * With a Message-ID it is SHA-256 over: "lexsarah mail 1"; for each leaf part
 * its name, length and digest; the number of parts; the From: address; the
 * date. So neither the way of a mail nor a gateway that changes its transfer
 * encodings or boundaries changes it. Text parts are counted with "\n" line
 * ends and without those at their end, because encoders differ there.
 *
 * Without a Message-ID it is SHA-256 over "lexsarah bytes 1" and the raw bytes
 * without the headers that delivery adds.
 */
typedef struct MessageIdentity MessageIdentity;

MessageIdentity *message_identity_new(void);

/* More decoded bytes of the text part that is being read. */
void message_identity_add_text(MessageIdentity *identity, const char *text, gsize length);

/* The part is complete. text: its bytes were given to message_identity_add_text(). */
void message_identity_add_part(MessageIdentity *identity, const MailPart *part, gboolean text);

/* Writes the fingerprint of the parts that were added and of mail's headers. */
void message_identity_finish(
	MessageIdentity *identity, const Mail *mail, guint8 ret_fingerprint[MAIL_DIGEST_BYTES]);

/* The fingerprint of a mail that has no Message-ID or could not be read. */
void message_identity_of_bytes(
	const void *data, gsize length, guint8 ret_fingerprint[MAIL_DIGEST_BYTES]);

void message_identity_free(MessageIdentity *identity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MessageIdentity, message_identity_free)
