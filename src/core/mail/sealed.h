/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A mail as an envelope and what lies in it. What lies in it is a MIME entity (RFC 2045
 * section 2.4): the headers that begin with "Content-", an empty line, the body. The
 * envelope is all other headers. Encrypting a mail puts another entity into the same
 * envelope (RFC 3156 section 4, RFC 8551 section 3.3), and opening one does so again.
 * Works on bytes, with any line ends; nothing a mail holds can fail.
 */
typedef struct {
	GString *envelope; /* whole lines; the empty line is not among them */
	GString *entity;
} SealedMail;

/* Takes a mail apart. mail: the bytes of it. Clear what it fills. */
void sealed_split(GBytes *mail, SealedMail *ret_mail);

/* A mail of the lines of an envelope and an entity. */
GBytes *sealed_join(const SealedMail *mail);

/*
 * Puts another entity into the envelope: what an encrypted mail held. Only its "Content-"
 * headers count, so that nothing inside can say who mailed what to whom; its Subject:
 * replaces the outer one, which mail programs blank when they encrypt (protected headers,
 * RFC 9788). Is the entity none (no headers), it is kept as text.
 */
void sealed_replace(SealedMail *mail, const char *entity, gsize length);

void sealed_clear(SealedMail *mail);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SealedMail, sealed_clear)
