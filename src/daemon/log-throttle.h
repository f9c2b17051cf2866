/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/log.h"

/*
 * Says a failure that comes again and again (a server that is down all night)
 * only once, until it changes or an hour has passed; then with how often it was
 * not said. Callable from any thread.
 */
typedef struct LogThrottle LogThrottle;

#define LOG_THROTTLE_MS 3600000

LogThrottle *log_throttle_new(void);
void log_throttle_free(LogThrottle *throttle);

/*
 * TRUE if a failure is to be said at now_ms: the first of its key, another text
 * than last time, or an hour after it was last said. ret_repeats: how many of
 * the same text were not said before it. key: what fails, "AMN poll"; bounded
 * in number by the caller.
 */
gboolean log_throttle_admit(LogThrottle *throttle, gint64 now_ms, const char *key, const char *text,
	guint *ret_repeats) G_GNUC_WARN_UNUSED_RESULT;

/* key works again: its next failure is said. TRUE if a failure of it had been said. */
gboolean log_throttle_forget(LogThrottle *throttle, const char *key);

/*
 * log_failure(), throttled: the key is board and what, so what is a constant
 * phrase ("poll", "send"), the text is class and message.
 */
void log_once(LogThrottle *throttle, gint64 now_ms, const LogFields *fields, const GError *error,
	const char *what);

/* What log_once() said of that board and what is over: says so once, at level info. */
void log_recovered(LogThrottle *throttle, const LogFields *fields, const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(LogThrottle, log_throttle_free)
