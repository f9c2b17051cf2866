/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What this process holds is written to no core file, and no other process of its user may look
 * into it: passwords, tokens and reports. At the start, before anything is read. Programs that it
 * starts begin as others do.
 */
void undumped_begin(void);
