/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * SHA-256 (FIPS 180-4) of bytes that come in pieces. One object is used by one
 * thread; any number of threads may each have their own.
 */
#define DIGEST_BYTES 32

typedef struct Digest Digest;

/* A digest of nothing yet. digest_free() it. */
Digest *digest_new(void);

/* Adds length bytes; data may be NULL if length is 0. */
void digest_update(Digest *digest, const void *data, gsize length);

/* Adds a number as eight bytes, most significant first. */
void digest_update_number(Digest *digest, guint64 number);

/*
 * Adds text after its length, so that no two lists of texts give the same
 * bytes; NULL and "" differ.
 */
void digest_update_text(Digest *digest, const char *text);

/* Writes the digest of what was added, and begins anew with nothing. */
void digest_finish(Digest *digest, guint8 ret_digest[DIGEST_BYTES]);

void digest_free(Digest *digest);

/*
 * HMAC-SHA-256 (RFC 2104) of length bytes under a key of at most 64 bytes. digest has nothing
 * added to it, before as after: it is lent because a new one costs more than a short text.
 */
void digest_hmac(Digest *digest, const void *key, gsize key_length, const void *data, gsize length,
	guint8 ret_mac[DIGEST_BYTES]);

/* The digest of one piece. */
void digest_bytes(const void *data, gsize length, guint8 ret_digest[DIGEST_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Digest, digest_free)
