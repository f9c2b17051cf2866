/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#define MESSAGE_DECODE_CHUNK 16384

/* Room to decode in, which needs no clearing; one for all parts of a mail. */
typedef struct {
	char in[MESSAGE_DECODE_CHUNK];
	guint8 out[MESSAGE_DECODE_CHUNK];
} MessageDecoder;

/* Called with what comes next; bytes are good until it returns, NULL if length is 0. */
typedef void (*MessageDecodeTake)(gpointer user, const char *bytes, gsize length);

/*
 * Gives take all of content, decoded. FALSE: it calls itself base64 and is not,
 * and was given as it is.
 */
gboolean message_decode(
	MessageDecoder *decoder, GMimeDataWrapper *content, MessageDecodeTake take, gpointer user);
