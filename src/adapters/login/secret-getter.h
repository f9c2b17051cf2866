/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Asks for a password or a token when a login needs it. It is asked again for each new
 * login, so that a changed file or command is seen after a refusal. get returns
 * a string that is wiped and freed by the caller, or NULL with an error that is
 * handed up as it is. refused, which may be NULL, is told that a server did not
 * accept what get gave: if it is there, the login is tried once more with what
 * get gives next. certificate, which may be NULL, is told at each new connection
 * with TLS until when the server's certificate is valid (an instant in ms).
 */
typedef struct {
	char *(*get)(gpointer user, GError **error);
	gpointer user;
	void (*refused)(gpointer user);
	void (*certificate)(gpointer user, gint64 end);
} SecretGetter;
