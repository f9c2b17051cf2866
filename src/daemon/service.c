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

typedef struct {
	Mailbox *mailbox;
	Dispatch *dispatch;
	Worker *mailbox_worker, *dispatch_worker;
} Station;

struct Service {
	const Daemon *daemon; /* &own */
	Daemon own;
	GArray *stations; /* Station, one a board */
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

	for (guint i = 0; i < service->stations->len; i++) {
		Station *station = &g_array_index(service->stations, Station, i);

		if (station->dispatch_worker) {
			worker_wake(station->dispatch_worker);
			dispatch_wake(station->dispatch);
		}
	}
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

static void
station_clear(Station *station)
{
	mailbox_free(station->mailbox);
	dispatch_free(station->dispatch);
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
add_station(Service *service, const Board *board)
{
	MailSource *source = service_open_source(service->logins, board);
	g_autoptr(GPtrArray) senders = open_senders(service, board);
	guint patience = FAULT_PATIENCE();

	if (patience > 0)
		imap_session_set_timeout(source, patience);
	Station station = {
		.mailbox = mailbox_new(
			service->daemon, board, fault_source(source), mail_was_handled, service),
		.dispatch = dispatch_new(service->daemon, board, senders),
	};

	g_array_append_val(service->stations, station);
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
	service->stations = g_array_new(FALSE, TRUE, sizeof(Station));
	g_array_set_clear_func(service->stations, (GDestroyNotify) station_clear);
	for (guint i = 0; i < boards->len; i++)
		add_station(service, g_ptr_array_index(boards, i));
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
	g_array_unref(service->stations);
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

static void
start_sending(Service *service)
{
	for (guint i = 0; i < service->stations->len; i++) {
		Station *station = &g_array_index(service->stations, Station, i);
		station->dispatch_worker =
			worker_start("dispatch", dispatch_step, station->dispatch);
	}
}

static void
start_all(Service *service)
{
	/* Who is woken before who wakes: mailboxes wake reading, and both wake sending. */
	start_sending(service);
	reading_rooms_start(service->rooms);
	for (guint i = 0; i < service->stations->len; i++) {
		Station *station = &g_array_index(service->stations, Station, i);
		station->mailbox_worker =
			worker_start_in("mailbox", mailbox_step, &mailbox_bed, station->mailbox);
	}
}

/* Ends workers of one kind: asks all, then waits for all. */
static void
end_each(Service *service, gsize offset, void (*ask)(Worker *))
{
	for (guint i = 0; i < service->stations->len; i++)
		ask(G_STRUCT_MEMBER(
			Worker *, &g_array_index(service->stations, Station, i), offset));
	for (guint i = 0; i < service->stations->len; i++)
		worker_join(G_STRUCT_MEMBER(
			Worker *, &g_array_index(service->stations, Station, i), offset));
}

static void
end_all(Service *service, void (*ask)(Worker *))
{
	end_each(service, G_STRUCT_OFFSET(Station, mailbox_worker), ask);
	reading_rooms_end(service->rooms, ask);
	ask(service->errand_worker);
	worker_join(g_steal_pointer(&service->errand_worker));
	ask(service->clock_worker);
	worker_join(g_steal_pointer(&service->clock_worker));
	end_each(service, G_STRUCT_OFFSET(Station, dispatch_worker), ask);
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
interrupt(Station *station)
{
	worker_stop(station->mailbox_worker);
	worker_stop(station->dispatch_worker);
	mailbox_interrupt(station->mailbox);
	dispatch_interrupt(station->dispatch);
}

gboolean
service_run(Service *service, GError **error)
{
	/* First, for mailboxes and readers wake it; it wakes those that send. */
	service->clock_worker = worker_start("clocks", clock_room_step, service->clocks);
	service->errand_worker = worker_start("errands", errand_room_step, service->errands);
	start_all(service);
	guint timer = g_timeout_add_seconds(DAILY_CHECK_SECONDS, daily, service);
	g_main_loop_run(service->loop);
	g_source_remove(timer);
	for (guint i = 0; i < service->stations->len; i++)
		interrupt(&g_array_index(service->stations, Station, i));
	end_all(service, worker_stop);
	return worked(service, error);
}

static gboolean
is_owing(Service *service)
{
	for (guint i = 0; i < service->stations->len; i++)
		if (mailbox_is_owing(g_array_index(service->stations, Station, i).mailbox))
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

	start_all(service);
	end_each(service, G_STRUCT_OFFSET(Station, mailbox_worker), worker_stop);
	if (service->doubt) {
		reading_rooms_end(service->rooms, worker_stop);
		end_each(service, G_STRUCT_OFFSET(Station, dispatch_worker), worker_stop);
		return worked(service, error);
	}
	reading_rooms_end(service->rooms, worker_drain);
	gboolean told = errand_room_catch_up(service->errands, error) &&
			clock_room_catch_up(service->clocks, error) && tell_digests(service, error);
	end_each(service, G_STRUCT_OFFSET(Station, dispatch_worker), worker_drain);
	/* Last, for it counts what did not go out, and says what the mail servers showed. */
	gboolean accounted = accounting_daily(daemon, told ? error : NULL) &&
			     anchor_mail_tell(daemon, told ? error : NULL);
	start_sending(service);
	end_each(service, G_STRUCT_OFFSET(Station, dispatch_worker), worker_drain);
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
	for (guint i = 0; i < service->stations->len; i++)
		worker_wake(g_array_index(service->stations, Station, i).mailbox_worker);
	reading_rooms_wake(service->rooms);
	wake_clocks(service);
	wake_dispatch(service);
}
