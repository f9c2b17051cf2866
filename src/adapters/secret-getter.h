/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Asks for a password when a login needs it. It is asked again for each new
 * login, so that a changed file or command is seen after a refusal. get returns
 * a string that is wiped and freed by the caller, or NULL with an error that is
 * handed up as it is.
 */
typedef struct {
	char *(*get)(gpointer user, GError **error);
	gpointer user;
} SecretGetter;
