/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/* From so many days before its end on a key is warned of. */
#define KEY_CHECK_DAYS 21

/*
 * Looks at the keys that the settings name, as of now: to problems come sentences (char *)
 * of those that cannot ever work, to warnings of those that have ended, or end soon.
 */
void key_check(const Settings *settings, gint64 now, GPtrArray *problems, GPtrArray *warnings);
