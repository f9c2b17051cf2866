/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a mailbox is polled: by the clock, when its server says that mail came,
 * and later and later while polls fail, of which a person is told in time.
 */
#include "daemon/mailbox.h"

#include "core/notice/retry.h"
#include "daemon/accounting.h"
#include "daemon/certificates.h"
#include "daemon/log-throttle.h"
#include "daemon/log.h"
#include "daemon/poll.h"

#define RETRY_BASE_MS (5 * 1000)
#define RETRY_MAX_MS  (10 * 60 * 1000)
/* So much rarer are polls while the server tells of new mail by itself. */
#define WAIT_FACTOR 5
/* How old the news of a certificate may be that is about to end. */
#define CERTIFICATE_LOOK_MS (60 * 60 * 1000)

struct Mailbox {
	const Daemon *daemon;
	const Board *board;
	MailSource *source;
	Poll *poll;
	void (*after_handled)(gpointer);
	gpointer user;
	guint failures;
	gint64 failing_since; /* instant of the first failure in a row, INSTANT_NONE if none */
	gboolean failing_told;
	guint wait_failures;   /* in a row */
	gboolean unannounced;  /* the last wait ended without a word */
	gboolean deaf;         /* mail came that the server said nothing of */
	gint64 logged_in_anew; /* instant, for the sake of the certificate */
	LogThrottle *throttle;
};

Mailbox *
mailbox_new(const Daemon *daemon, const Board *board, MailSource *source,
	void (*after_handled)(gpointer), gpointer user)
{
	Mailbox *mailbox = g_new0(Mailbox, 1);

	mailbox->daemon = daemon;
	mailbox->board = board;
	mailbox->source = source;
	mailbox->after_handled = after_handled;
	mailbox->user = user;
	mailbox->failing_since = INSTANT_NONE;
	mailbox->logged_in_anew = now_wall(daemon->now);
	mailbox->throttle = log_throttle_new();
	mailbox->poll = poll_new(daemon, board, source, mailbox->throttle, after_handled, user);
	return mailbox;
}

void
mailbox_free(Mailbox *mailbox)
{
	if (!mailbox)
		return;
	poll_free(mailbox->poll);
	mailbox->source->close(mailbox->source);
	mail_source_free(mailbox->source);
	log_throttle_free(mailbox->throttle);
	g_free(mailbox);
}

void
mailbox_interrupt(Mailbox *mailbox)
{
	poll_interrupt(mailbox->poll);
	mailbox->source->interrupt(mailbox->source);
}

gboolean
mailbox_is_owing(const Mailbox *mailbox)
{
	return poll_is_owing(mailbox->poll);
}

/* A mailbox that cannot be read for an hour, or refuses the login, is a person's business. */
static void
tell_failure(Mailbox *mailbox, const GError *error)
{
	const Daemon *daemon = mailbox->daemon;
	gint64 now = now_wall(daemon->now);
	LogFields fields = { .board = mailbox->board->id, .attempt = mailbox->failures };

	log_once(mailbox->throttle, now, &fields, error, "poll");
	if (mailbox->failing_since == INSTANT_NONE)
		mailbox->failing_since = now;
	if (mailbox->failing_told || !accounting_is_urgent(error, mailbox->failing_since, now))
		return;
	g_autoptr(GError) fault = NULL;
	if (!accounting_unreachable(daemon, mailbox->board, error, &fault)) {
		log_once(mailbox->throttle, now, &fields, fault, "alarm");
		return;
	}
	mailbox->failing_told = TRUE;
	mailbox->after_handled(mailbox->user);
}

/* Not longer than until a person is to be told. */
static gint64
wait_after_failure(const Mailbox *mailbox)
{
	gint64 delay = retry_delay(mailbox->failures, RETRY_BASE_MS, RETRY_MAX_MS, g_random_int());
	gint64 left =
		mailbox->failing_since + ACCOUNTING_PATIENCE_MS - now_wall(mailbox->daemon->now);

	return left > 0 ? MIN(delay, left) : delay;
}

/* What a poll brought may be much, and now there is time for it. */
static void
tidy(Mailbox *mailbox)
{
	const Daemon *daemon = mailbox->daemon;
	LogFields fields = { .board = mailbox->board->id };
	g_autoptr(GError) error = NULL;

	if (daemon->store->tidy(daemon->store, &error))
		log_recovered(mailbox->throttle, &fields, "checkpoint");
	else
		log_once(mailbox->throttle, now_wall(daemon->now), &fields, error, "checkpoint");
}

/*
 * A server shows its certificate when a connection begins, and one may live for
 * months: a renewed one is not seen before the next login.
 */
static void
look_at_certificate(Mailbox *mailbox)
{
	const Daemon *daemon = mailbox->daemon;
	gint64 now = now_wall(daemon->now);

	if (now - mailbox->logged_in_anew < CERTIFICATE_LOOK_MS ||
		!certificates_is_ending(daemon, &mailbox->board->mailbox.server, now))
		return;
	mailbox->source->close(mailbox->source);
	mailbox->logged_in_anew = now;
}

gint64
mailbox_step(gpointer user)
{
	Mailbox *mailbox = user;
	g_autoptr(GError) error = NULL;
	PollResult result;

	look_at_certificate(mailbox);
	gboolean good = poll_run(mailbox->poll, &result, &error);

	if (result.taken > 0)
		mailbox->deaf |= mailbox->unannounced;
	if (result.looked)
		mailbox->unannounced = FALSE;
	tidy(mailbox);
	if (good) {
		LogFields fields = { .board = mailbox->board->id };

		log_recovered(mailbox->throttle, &fields, "poll");
		mailbox->failures = 0;
		mailbox->failing_since = INSTANT_NONE;
		mailbox->failing_told = FALSE;
		return result.again ? WORKER_NOW
				    : (gint64) mailbox->board->mailbox.poll_seconds * 1000;
	}
	mailbox->failures++;
	mailbox->source->close(mailbox->source);
	if (poll_was_interrupted(mailbox->poll, error))
		return WORKER_IDLE;
	/* Whoever runs this ends, and says why. */
	if (!daemon_may_work(mailbox->daemon, NULL)) {
		mailbox->after_handled(mailbox->user);
		return WORKER_IDLE;
	}
	tell_failure(mailbox, error);
	return wait_after_failure(mailbox);
}

/* A wait that breaks is followed by a poll soon, but by no storm of them. */
static gint64
wait_broke(Mailbox *mailbox, gint64 ms, const GError *error)
{
	LogFields fields = { .board = mailbox->board->id };

	log_once(mailbox->throttle, now_wall(mailbox->daemon->now), &fields, error, "idle");
	mailbox->source->close(mailbox->source);
	mailbox->wait_failures++;
	return MIN(ms,
		retry_delay(mailbox->wait_failures, RETRY_BASE_MS, RETRY_MAX_MS, g_random_int()));
}

static gint64
doze(gpointer user, gint64 ms)
{
	Mailbox *mailbox = user;
	LogFields fields = { .board = mailbox->board->id };
	/* A server that went deaf, and mail that is owed, are looked after by the clock. */
	gint64 factor = mailbox->deaf || mailbox_is_owing(mailbox) ? 1 : WAIT_FACTOR;
	g_autoptr(GError) error = NULL;
	MailSourceWait end;

	if (!mailbox->source->wait(mailbox->source, ms * factor, &end, &error))
		return wait_broke(mailbox, ms, error);
	if (end == MAIL_SOURCE_CANNOT_WAIT)
		return ms;
	log_recovered(mailbox->throttle, &fields, "idle");
	mailbox->wait_failures = 0;
	mailbox->unannounced = end == MAIL_SOURCE_WAITED;
	if (end == MAIL_SOURCE_CHANGED)
		mailbox->deaf = FALSE;
	return 0;
}

static void
rouse(gpointer user)
{
	Mailbox *mailbox = user;

	mailbox->source->wake(mailbox->source);
}

const WorkerBed mailbox_bed = { doze, rouse };
