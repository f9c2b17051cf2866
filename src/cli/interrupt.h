/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * SIGINT, SIGTERM and SIGHUP end the program no more until interrupt_end(): what has begun looks
 * at interrupt_check() and cleans up. One that was ignored stays so (nohup(1)). Not nested.
 */
void interrupt_begin(void);

void interrupt_end(void);

/* FALSE since one of them came, until interrupt_end(). Errors: TEMPORARY. */
gboolean interrupt_check(GError **error) G_GNUC_WARN_UNUSED_RESULT;
