/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * One daemon a database, and a way for the command line to wake it: a lock file
 * and a socket beside the database, "DATABASE.lock" and "DATABASE.sock".
 */
typedef struct Control Control;

/*
 * Takes the lock, or TEMPORARY if another daemon holds it. woken is called in
 * the main context's thread whenever somebody connects; NULL: the lock alone.
 */
Control *control_new(const char *database, void (*woken)(gpointer), gpointer user, GError **error);
void control_free(Control *control);

/* Wakes the daemon of that database, if one runs. For the command line. */
void control_wake(const char *database);

/* The same: TRUE if one runs. */
gboolean control_is_heard(const char *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Control, control_free)
