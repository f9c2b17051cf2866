/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ports/now.h"

/* The system's wall clock. */
Now now_system(void);

/* A clock that stands still at instant_ms. */
Now now_fixed(gint64 instant_ms);

/*
 * Europe/Stockholm from the system's zone files; CONFIG, naming the package
 * that is missing, if they do not have it. g_time_zone_unref() it.
 */
GTimeZone *now_zone(GError **error);
