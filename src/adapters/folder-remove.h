/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Removes a folder of ours with all that is in it; a symbolic link in it is removed, and not what
 * it leads to. What could not be removed is said in the log, for a person to do.
 */
void folder_remove(const char *folder);
