/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/child.h"

/*
 * A process that holds more libraries than this one, and whose children read
 * the files that need them. It is started at the first such file and kept: the
 * children of this process are forked from one that is smaller.
 */
typedef struct Relay Relay;

/*
 * Becomes that process: its socket is already its standard input and output, where it is to
 * serve(), and it is ended with its parent. user is what relay_new() was given.
 */
typedef void (*RelayRun)(gconstpointer user);

/* Nothing is started yet; user is borrowed. relay_free() ends the process. */
Relay *relay_new(RelayRun run, gconstpointer user);
void relay_free(Relay *relay);

/* As child_read_file(), in a child of that process; one that has died is started anew. */
ReaderStatus relay_read(
	Relay *relay, const char *name, GBytes *content, void (*busy)(void), char **ret_text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Relay, relay_free)
