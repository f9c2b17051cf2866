/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Milliseconds to wait after the attempt-th failure (1 is the first): doubling
 * from base_ms to at most max_ms, then moved by up to a quarter either way by
 * noise (any random number), so that many clients do not come back together.
 */
gint64 retry_delay(guint attempt, gint64 base_ms, gint64 max_ms, guint32 noise);
