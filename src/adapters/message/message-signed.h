/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A mail that is multipart/signed, and nothing around that. Clear it. */
typedef struct {
	gboolean openpgp;  /* else S/MIME */
	GBytes *text;      /* the bytes that are signed: the first part with its headers, CRLF */
	GBytes *signature; /* decoded */
} MessageSigned;

/* FALSE if raw is no such mail. */
gboolean message_signed_read(GBytes *raw, MessageSigned *ret_signed) G_GNUC_WARN_UNUSED_RESULT;

void message_signed_clear(MessageSigned *message);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MessageSigned, message_signed_clear)
