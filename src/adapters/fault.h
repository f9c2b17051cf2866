/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/error.h"

/*
 * Named steps at which tests stop the program hard, or have it fail. Compiled
 * to nothing unless configured with --enable-fault-points. With them
 *
 *	LEXSARAH_FAULT_AT=N|NAME   the Nth step that is reached, or the first of the name
 *	LEXSARAH_FAULT_MODE=error  it fails, once, as it may fail by itself; a step that
 *	                           cannot fail goes on. Else the process ends there, as by a
 *	                           power cut: exit 100, nothing flushed
 *	LEXSARAH_FAULT_LOG=FILE    gets a line a step: its number and name, and if a test in
 *	                           this process set fault_mark() what that says, and "fails"
 *	                           if the step can
 *
 * FAULT_POINT() is a step that cannot fail. FAULT_FAILS() is one before something
 * that can: TRUE with error, of that class, if it is to fail now.
 *
 * LEXSARAH_FAULT_PATIENCE=MS is how long a server may be silent, or a new database
 * be locked, where a test cannot wait for minutes: FAULT_PATIENCE() is 0 without it.
 */
#ifdef ENABLE_FAULT_POINTS
extern guint (*fault_mark)(void);
extern gboolean fault_happened; /* the step that was asked for failed */
guint fault_patience(void);
void fault_point(const char *name);
gboolean fault_fails(const char *name, LexError class, GError **error) G_GNUC_WARN_UNUSED_RESULT;
#define FAULT_PATIENCE()                fault_patience()
#define FAULT_POINT(name)               fault_point(name)
#define FAULT_FAILS(name, class, error) fault_fails((name), (class), (error))
#else
#define FAULT_PATIENCE()                0u
#define FAULT_POINT(name)               ((void) 0)
#define FAULT_FAILS(name, class, error) FALSE
#endif
