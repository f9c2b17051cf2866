/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The clock. Core is given instants; who needs to know what time it is asks
 * this port, so that a test can hold the time still.
 */
typedef struct Now Now;
struct Now {
	/* Milliseconds since 1970-01-01 UTC, wall clock. Callable from any thread. */
	gint64 (*wall)(const Now *now);
	gint64 fixed; /* what a fixed clock answers */
};

static inline gint64
now_wall(const Now *now)
{
	return now->wall(now);
}
