/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Of a notice that a mail server could not take: after the first failure, at most, and with noise.
 */
#define RETRY_NOTICE_BASE_MS    (60 * 1000)
#define RETRY_NOTICE_MAX_MS     (60 * 60 * 1000)
#define RETRY_NOTICE_LONGEST_MS (RETRY_NOTICE_MAX_MS / 4 * 5)

/*
 * Milliseconds to wait after the attempt-th failure (1 is the first): doubling
 * from base_ms to at most max_ms, then moved by up to a quarter either way by
 * noise (any random number), so that many clients do not come back together.
 */
gint64 retry_delay(guint attempt, gint64 base_ms, gint64 max_ms, guint32 noise);
