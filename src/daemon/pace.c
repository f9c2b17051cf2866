/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A server in trouble is not hammered, one that is well is given more at once,
 * and who looks after it hears when nothing goes out. A limit that it sets to
 * connections shows as trouble, too: so each time it is longer until more are tried.
 */
#include "daemon/pace.h"

#include "core/notice/retry.h"
#include "core/text.h"
#include "daemon/accounting.h"
#include "daemon/log-throttle.h"

/* After so many failures in a row the server is left alone for a while. */
#define PATIENCE      2
#define PAUSE_BASE_MS (5 * 1000)
#define PAUSE_MAX_MS  (10 * 60 * 1000)
/* Notices taken in a row before another connection is tried; twice as many after each trouble. */
#define WIDEN_AFTER 16
#define WIDEN_MAX   4096

struct Pace {
	const Daemon *daemon;
	const Board *board;
	LogThrottle *throttle;
	guint failures;       /* that may be the server's, in a row */
	gint64 failing_since; /* instant of the first of them, INSTANT_NONE if none */
	const Board *told_by; /* by whose server the operator was told of them, or NULL */
	guint width, most;    /* connections */
	guint streak;         /* taken in a row since width changed */
	guint widen_after;    /* so many make it wider */
};

Pace *
pace_new(const Daemon *daemon, const Board *board, guint most)
{
	Pace *pace = g_new0(Pace, 1);

	pace->daemon = daemon;
	pace->board = board;
	pace->throttle = log_throttle_new();
	pace->failing_since = INSTANT_NONE;
	pace->width = 1;
	pace->most = most;
	pace->widen_after = WIDEN_AFTER;
	return pace;
}

void
pace_free(Pace *pace)
{
	log_throttle_free(pace->throttle);
	g_free(pace);
}

guint
pace_width(const Pace *pace)
{
	return pace->width;
}

gboolean
pace_is_well(const Pace *pace)
{
	return pace->failing_since == INSTANT_NONE;
}

/* A server's reply names the recipient, who may be a reporter; the outbox keeps it whole. */
void
pace_log(Pace *pace, const LogFields *fields, const GError *fault)
{
	g_autofree char *text = text_mask_addresses(fault->message);
	g_autoptr(GError) masked = g_error_new_literal(fault->domain, fault->code, text);

	log_once(pace->throttle, now_wall(pace->daemon->now), fields, masked, "send");
}

/*
 * Nothing can be said by the server that fails: it is said by another board's.
 * If that one fails too, another is looked for.
 */
static void
tell_trouble(Pace *pace, const LogFields *fields, const GError *cause)
{
	const Daemon *daemon = pace->daemon;
	gint64 now = now_wall(daemon->now);
	g_autoptr(GError) error = NULL;

	routes_set(daemon->routes, pace->board, FALSE);
	if (pace->failing_since == INSTANT_NONE)
		pace->failing_since = now;
	if (!accounting_is_urgent(cause, pace->failing_since, now) ||
		(pace->told_by && routes_may_work(daemon->routes, pace->told_by)))
		return;
	const Board *by = routes_around(daemon->routes, pace->board);
	if (!by) /* the log has it, with what to do */
		return;
	if (!accounting_unsendable(daemon, pace->board, by, cause, &error)) {
		pace_log(pace, fields, error);
		return;
	}
	pace->told_by = by;
	routes_wake(daemon->routes);
}

static void
end_trouble(Pace *pace)
{
	pace->failures = 0;
	pace->failing_since = INSTANT_NONE;
	pace->told_by = NULL;
	routes_set(pace->daemon->routes, pace->board, TRUE);
}

static void
narrow(Pace *pace)
{
	if (pace->width > 1)
		pace->widen_after = MIN(2 * pace->widen_after, WIDEN_MAX);
	pace->width = 1;
	pace->streak = 0;
}

void
pace_taken(Pace *pace, const LogFields *fields)
{
	end_trouble(pace);
	log_recovered(pace->throttle, fields, "send");
	if (++pace->streak < pace->widen_after || pace->width >= pace->most)
		return;
	pace->streak = 0;
	pace->width++;
}

void
pace_refused(Pace *pace)
{
	pace->failures = 0;
}

gint64
pace_trouble(Pace *pace, const LogFields *fields, const Parcel *parcel, gboolean anew)
{
	/* One connection alone may fare better. */
	if (!parcel->crowded)
		tell_trouble(pace, fields, parcel->fault);
	narrow(pace);
	pace->failures += anew;
	if (pace->failures < PATIENCE)
		return 0;
	return retry_delay(
		pace->failures - PATIENCE + 1, PAUSE_BASE_MS, PAUSE_MAX_MS, g_random_int());
}
