/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who runs beside whom. A mailbox that hangs stalls its own thread, a mail
 * server that hangs stalls one board's sending, a scan that takes a minute
 * stalls one reader; nothing stalls intake but the database itself.
 */
#include "daemon/service.h"

#include "adapters/fault.h"
#include "adapters/imap/imap-session.h"
#include "adapters/reader-process.h"
#include "adapters/smtp/smtp-curl.h"
#include "core/text.h"
#include "daemon/accounting.h"
#include "daemon/anchor-mail.h"
#include "daemon/clock-room.h"
#include "daemon/digest-mail.h"
#include "daemon/dispatch.h"
#include "daemon/errand-room.h"
#include "daemon/fault-ports.h"
#include "daemon/log.h"
#include "daemon/mailbox.h"
#include "daemon/reading-rooms.h"
#include "daemon/worker.h"

/* No database value is larger (sqlite.org/limits.html), and a mail's row has other columns. */
#define MAIL_BYTES_MAX 999000000

#define DAILY_CHECK_SECONDS 600

struct Service {
	const Daemon *daemon; /* &own */
	Daemon own;
	GPtrArray *mailboxes, *dispatches;             /* Mailbox *, Dispatch *: one a board */
	GPtrArray *mailbox_workers, *dispatch_workers; /* Worker *: theirs, while they run */
	ReadingRooms *rooms;
	ClockRoom *clocks;
	ErrandRoom *errands;
	Worker *clock_worker, *errand_worker; /* NULL: not running */
	GMainLoop *loop;
	Logins *logins;
	GMutex lock;
	GError *doubt; /* locked: why nothing may be done any more, or NULL */
};

static void
wake_dispatch(gpointer user)
{
	Service *service = user;

	worker_wake_all(service->dispatch_workers);
	for (guint i = 0; i < service->dispatches->len; i++)
		dispatch_wake(g_ptr_array_index(service->dispatches, i));
}

/* Whoever changes a case changes its clocks. */
static void
wake_clocks(Service *service)
{
	clock_room_stir(service->clocks);
	if (service->clock_worker)
		worker_wake(service->clock_worker);
}

static void
case_was_changed(gpointer user)
{
	wake_clocks(user);
	wake_dispatch(user);
}

/* A form that was among the files is an errand from now on. */
static void
mail_was_read(gpointer user)
{
	Service *service = user;

	if (service->errand_worker)
		worker_wake(service->errand_worker);
	case_was_changed(service);
}

static gboolean
on_doubt(gpointer service)
{
	service_quit(service);
	return G_SOURCE_REMOVE;
}

/* Of any mailbox's thread. The loop may not run yet. */
static gboolean
may_work(Service *service)
{
	g_autoptr(GError) doubt = NULL;

	if (daemon_may_work(service->daemon, &doubt))
		return TRUE;
	g_mutex_lock(&service->lock);
	gboolean first = service->doubt == NULL;
	if (first)
		service->doubt = g_steal_pointer(&doubt);
	g_mutex_unlock(&service->lock);
	if (first)
		g_idle_add(on_doubt, service);
	return FALSE;
}

/* TRUE unless may_work() was FALSE: then that error. After the mailboxes' threads have ended. */
static gboolean
worked(Service *service, GError **error)
{
	if (!service->doubt)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&service->doubt));
	return FALSE;
}

static void
mail_was_handled(gpointer user)
{
	Service *service = user;

	if (!may_work(service))
		return;
	reading_rooms_wake(service->rooms);
	if (service->errand_worker)
		worker_wake(service->errand_worker);
	wake_clocks(service);
	wake_dispatch(service);
}

MailSource *
service_open_source(Logins *logins, const Board *board)
{
	return imap_session_new(&board->mailbox, logins_get(logins, &board->mailbox.server),
		MIN(board->mailbox.max_mail_bytes, MAIL_BYTES_MAX));
}

/* One a connection. */
static GPtrArray *
open_senders(Service *service, const Board *board)
{
	g_autofree char *domain = text_address_domain(board->address);
	GPtrArray *senders = g_ptr_array_new();
	guint patience = FAULT_PATIENCE();

	for (guint i = 0; i < board->smtp.connections; i++) {
		MailSender *sender = smtp_curl_new(
			&board->smtp, logins_get(service->logins, &board->smtp), domain);

		if (patience > 0)
			smtp_curl_set_timeout(sender, (patience + 999) / 1000);
		g_ptr_array_add(senders, fault_sender(sender));
	}
	return senders;
}

static void
add_board(Service *service, const Board *board)
{
	MailSource *source = service_open_source(service->logins, board);
	g_autoptr(GPtrArray) senders = open_senders(service, board);
	guint patience = FAULT_PATIENCE();

	if (patience > 0)
		imap_session_set_timeout(source, patience);
	g_ptr_array_add(
		service->mailboxes, mailbox_new(service->daemon, board, fault_source(source),
					    mail_was_handled, service));
	g_ptr_array_add(service->dispatches, dispatch_new(service->daemon, board, senders));
}

static ReadingRooms *
furnish_rooms(Service *service)
{
	const Settings *settings = service->daemon->settings;
	g_autoptr(GPtrArray) readers = g_ptr_array_new();

	for (guint i = 0; i < reading_rooms_count(settings); i++)
		g_ptr_array_add(readers, fault_reader(reader_process_new(NULL, settings->forms)));
	return reading_rooms_new(service->daemon, readers, mail_was_read, service);
}

Service *
service_new(const Daemon *daemon)
{
	Service *service = g_new0(Service, 1);
	GPtrArray *boards = daemon->settings->boards;

	service->own = *daemon;
	service->own.routes = routes_new(daemon->settings, wake_dispatch, service);
	service->daemon = &service->own;
	service->loop = g_main_loop_new(NULL, FALSE);
	g_mutex_init(&service->lock);
	service->logins = service->own.logins = logins_new(daemon->now);
	service->mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify) mailbox_free);
	service->dispatches = g_ptr_array_new_with_free_func((GDestroyNotify) dispatch_free);
	service->mailbox_workers = g_ptr_array_new();
	service->dispatch_workers = g_ptr_array_new();
	for (guint i = 0; i < boards->len; i++)
		add_board(service, g_ptr_array_index(boards, i));
	service->rooms = furnish_rooms(service);
	service->clocks = clock_room_new(service->daemon, wake_dispatch, service);
	service->errands = errand_room_new(service->daemon, case_was_changed, service);
	return service;
}

void
service_free(Service *service)
{
	if (!service)
		return;
	g_ptr_array_unref(service->mailboxes);
	g_ptr_array_unref(service->dispatches);
	g_ptr_array_unref(service->mailbox_workers);
	g_ptr_array_unref(service->dispatch_workers);
	reading_rooms_free(service->rooms);
	clock_room_free(service->clocks);
	errand_room_free(service->errands);
	logins_free(service->logins);
	routes_free(service->own.routes);
	g_main_loop_unref(service->loop);
	g_mutex_clear(&service->lock);
	g_clear_error(&service->doubt);
	g_free(service);
}

/* Who is woken is started before who wakes: everybody wakes those that send. */
static void
start_sending(Service *service)
{
	worker_start_all(
		service->dispatch_workers, "dispatch", dispatch_step, NULL, service->dispatches);
}

static void
start_taking_in(Service *service)
{
	reading_rooms_start(service->rooms);
	worker_start_all(service->mailbox_workers, "mailbox", mailbox_step, &mailbox_bed,
		service->mailboxes);
}

static void
end_sending(Service *service, void (*ask)(Worker *))
{
	worker_end_all(service->dispatch_workers, ask);
	for (guint i = 0; i < service->dispatches->len; i++)
		dispatch_settle(g_ptr_array_index(service->dispatches, i));
}

static void
end_all(Service *service, void (*ask)(Worker *))
{
	worker_end_all(service->mailbox_workers, ask);
	reading_rooms_end(service->rooms, ask);
	ask(service->errand_worker);
	worker_join(g_steal_pointer(&service->errand_worker));
	ask(service->clock_worker);
	worker_join(g_steal_pointer(&service->clock_worker));
	end_sending(service, ask);
}

static gboolean
daily(gpointer user)
{
	Service *service = user;
	g_autoptr(GError) error = NULL;

	if (accounting_daily(service->daemon, &error) && anchor_mail_tell(service->daemon, &error))
		wake_dispatch(service);
	else
		log_failure(NULL, error, "accounting");
	return G_SOURCE_CONTINUE;
}

/* The stop first, so that nothing is begun after what was interrupted. */
static void
interrupt(Service *service)
{
	for (guint i = 0; i < service->mailboxes->len; i++) {
		worker_stop(g_ptr_array_index(service->mailbox_workers, i));
		worker_stop(g_ptr_array_index(service->dispatch_workers, i));
		mailbox_interrupt(g_ptr_array_index(service->mailboxes, i));
		dispatch_interrupt(g_ptr_array_index(service->dispatches, i));
	}
}

gboolean
service_run(Service *service, GError **error)
{
	start_sending(service);
	service->clock_worker = worker_start("clocks", clock_room_step, service->clocks);
	service->errand_worker = worker_start("errands", errand_room_step, service->errands);
	start_taking_in(service);
	guint timer = g_timeout_add_seconds(DAILY_CHECK_SECONDS, daily, service);
	g_main_loop_run(service->loop);
	g_source_remove(timer);
	interrupt(service);
	end_all(service, worker_stop);
	return worked(service, error);
}

static gboolean
is_owing(Service *service)
{
	for (guint i = 0; i < service->mailboxes->len; i++)
		if (mailbox_is_owing(g_ptr_array_index(service->mailboxes, i)))
			return TRUE;
	return FALSE;
}

/* What the polls had to leave out because its files were not read yet. */
static gboolean
tell_digests(Service *service, GError **error)
{
	GPtrArray *boards = service->daemon->settings->boards;
	gboolean queued; /* what sends is started afterwards */

	for (guint i = 0; i < boards->len; i++)
		if (!digest_mail_tell(
			    service->daemon, g_ptr_array_index(boards, i), &queued, error))
			return FALSE;
	return TRUE;
}

gboolean
service_run_once(Service *service, gboolean *ret_owing, GError **error)
{
	const Daemon *daemon = service->daemon;
	gint64 owed = 0;

	start_sending(service);
	start_taking_in(service);
	worker_end_all(service->mailbox_workers, worker_stop);
	if (service->doubt) {
		reading_rooms_end(service->rooms, worker_stop);
		end_sending(service, worker_stop);
		return worked(service, error);
	}
	reading_rooms_end(service->rooms, worker_drain);
	gboolean told = errand_room_catch_up(service->errands, error) &&
			clock_room_catch_up(service->clocks, error) && tell_digests(service, error);
	end_sending(service, worker_drain);
	/* Last, for it counts what did not go out, and says what the mail servers showed. */
	gboolean accounted = accounting_daily(daemon, told ? error : NULL) &&
			     anchor_mail_tell(daemon, told ? error : NULL);
	start_sending(service);
	end_sending(service, worker_drain);
	if (!accounted || !told ||
		/* What was sent has stopped clocks. */
		!clock_room_catch_up(service->clocks, error) ||
		!daemon->store->count_owed(daemon->store, now_wall(daemon->now), &owed, error))
		return FALSE;
	*ret_owing = owed > 0 || is_owing(service);
	return TRUE;
}

void
service_quit(Service *service)
{
	g_main_loop_quit(service->loop);
}

void
service_wake(Service *service)
{
	worker_wake_all(service->mailbox_workers);
	reading_rooms_wake(service->rooms);
	wake_clocks(service);
	wake_dispatch(service);
}
