/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Where a part of the program stands: what the environment variable says if it
 * is set and not empty; else path, as installed; else, if that does not exist,
 * name in the folder of the running program, which is how the program runs from
 * its build folder. Absolute; g_free() it. variable may be NULL.
 */
char *installed_find(const char *variable, const char *path, const char *name);
