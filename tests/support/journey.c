/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One run of the daemon's parts, in the order of lexsarahd --once and in one
 * thread but for intake's, so that the same step is the same in every run.
 */
#include "support/journey.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/store/store.h"
#include "daemon/accounting.h"
#include "daemon/anchor-mail.h"
#include "daemon/digest-mail.h"
#include "daemon/dispatch.h"
#include "daemon/errand-room.h"
#include "daemon/fault-ports.h"
#include "daemon/mailbox.h"
#include "daemon/reading-room.h"
#include "daemon/recovery.h"
#include "support/forms.h"
#include "support/life-case.h"

#define RUNS 4
/* Longer than what failed for the first time waits before it is tried again. */
#define MINUTES_BETWEEN 5

#define KEY "1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

static void
furnish(Journey *journey)
{
	World *world = journey->world;

	life_desk_furnish(world->board);
	world->board->decision_maker.address = g_strdup("direktor@kommun.example");
	world->board->deputy.address = g_strdup("stf@kommun.example");
	world->board->dpo.address = g_strdup("dso@kommun.example");
	world->board->conflict_contact.address = g_strdup("stf@kommun.example");
	world->board->mailbox.disposal_decision = g_strdup("KS 2026-0123");
	world->board->mailbox.delete_after_days = 30;
	world->settings->organisation.trust = TRUST_AUTHSERV;
	world->settings->organisation.authserv_id = g_strdup("mx.kommun.example");
	g_free(world->settings->rules);
	world->settings->rules = g_build_filename(g_getenv("top_srcdir"), "conf/rules", NULL);
	world->daemon.rules = journey->rules;
}

Journey *
journey_new(void)
{
	Journey *journey = g_new0(Journey, 1);

	/* Thousands of databases are made and thrown away. */
	if (g_access("/dev/shm", W_OK) == 0)
		g_setenv("TMPDIR", "/dev/shm", TRUE);
	journey->world = world_new();
	case_store_free(g_steal_pointer(&journey->world->store));
	journey->outside = outside_new();
	journey->rules = clock_tools_rules();
	journey->keys = reply_keys_read(KEY, NULL);
	journey->log = g_build_filename(journey->world->folder, "log", NULL);
	furnish(journey);
	return journey;
}

void
journey_free(Journey *journey)
{
	world_restart(journey->world);
	world_free(journey->world);
	g_ptr_array_unref(journey->rules);
	reply_keys_free(journey->keys);
	g_free(journey->log);
	g_free(journey);
}

void
journey_part(Journey *journey, guint number)
{
	World *world = journey->world;
	g_autofree char *name = g_strdup_printf("part-%u", number);
	char *folder = g_build_filename(world->folder, name, NULL);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_free(world->folder);
	g_free(world->path);
	g_free(journey->log);
	world->folder = folder;
	world->path = g_build_filename(folder, "lexsarah.db", NULL);
	journey->log = g_build_filename(folder, "log", NULL);
	journey->outside = outside_new();
}

static void
remove_database(Journey *journey)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *path = g_strconcat(journey->world->path, ends[i], NULL);

		g_unlink(path);
	}
}

void
journey_keep(Journey *journey, JourneyStart *ret_start)
{
	ret_start->outside = *journey->outside;
	if (!g_file_get_contents(journey->world->path, &ret_start->bytes, &ret_start->length, NULL))
		ret_start->bytes = NULL;
}

void
journey_start_clear(JourneyStart *start)
{
	g_free(start->bytes);
}

void
journey_begin(Journey *journey, const JourneyLeg *leg, const JourneyStart *start)
{
	World *world = journey->world;
	g_autoptr(GError) error = NULL;

	*journey->outside = start->outside;
	remove_database(journey);
	if (start->bytes)
		g_file_set_contents_full(world->path, start->bytes, (gssize) start->length,
			G_FILE_SET_CONTENTS_NONE, 0600, &error);
	g_assert_no_error(error);
	world->now.fixed = clock_tools_time(leg->now, world->zone).instant;
	world->board->mailbox.after = leg->after;
	journey->outside->moves = leg->after == AFTER_MOVE;
	journey->event = leg->event;
}

int
journey_fork(Journey *journey, JourneyPart part, gpointer user)
{
	int status;
	pid_t child = fork();

	g_assert_cmpint(child, >=, 0);
	if (child == 0) {
		alarm(JOURNEY_SECONDS);
		g_assert_nonnull(freopen(journey->log, "w", stderr));
		/* What fails here does not say for all of the test that it gives up. */
		g_assert_cmpint(dup2(STDERR_FILENO, STDOUT_FILENO), ==, STDOUT_FILENO);
		part(journey, user);
		_exit(0);
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	return status;
}

/* What a mail says of itself is what the reader finds in it. */
static gboolean
read_mail(DocumentReader *self G_GNUC_UNUSED, const char *name, GBytes *content, char **ret_json,
	GError **error)
{
	gsize length;
	const char *bytes = g_bytes_get_data(content, &length);

	if (g_strstr_len(bytes, (gssize) length, "X-Reader: dies")) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE, "%s: killed", name);
		return FALSE;
	}
	if (g_strstr_len(bytes, (gssize) length, "X-Reader: two"))
		*ret_json = forms_json(&forms_medicine, &forms_alarm);
	else if (g_strstr_len(bytes, (gssize) length, "X-Reader: one"))
		*ret_json = forms_json(&forms_door);
	else
		*ret_json =
			g_strdup("{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[]}");
	return TRUE;
}

static void
reader_free(DocumentReader *self G_GNUC_UNUSED)
{
}

static void
wake(gpointer user G_GNUC_UNUSED)
{
}

/* The parts of the daemon that run over and over, as long as there is something to do. */
static gboolean
poll_all(const Daemon *daemon, Journey *journey)
{
	g_autoptr(Mailbox) mailbox = mailbox_new(daemon, journey->world->board,
		fault_source(outside_source(journey->outside)), wake, NULL);

	mailbox_step(mailbox);
	return !mailbox_is_owing(mailbox);
}

static void
read_all(const Daemon *daemon)
{
	static DocumentReader reader = { .read = read_mail, .free = reader_free };
	g_autoptr(ReadingRoom) room = reading_room_new(daemon, fault_reader(&reader), wake, NULL);
	guint failures = 0;

	/* What cannot be recorded is recorded by the same room later, or by another life. */
	for (gint64 wait = 0; wait != WORKER_IDLE && failures < 3; failures += wait != WORKER_NOW)
		wait = reading_room_step(room);
}

static void
send_all(const Daemon *daemon, Journey *journey)
{
	const Board *boards[] = { journey->world->board, journey->world->other };

	for (guint i = 0; i < G_N_ELEMENTS(boards); i++) {
		g_autoptr(GPtrArray) senders = g_ptr_array_new();

		g_ptr_array_add(senders, fault_sender(outside_sender(journey->outside)));
		g_autoptr(Dispatch) dispatch = dispatch_new(daemon, boards[i], senders);

		while (dispatch_step(dispatch) == WORKER_NOW)
			;
	}
}

/* A person commands again what was not done. */
static gboolean
act(Journey *journey, GError **error)
{
	LifeCase at = { .world = journey->world, .rules = journey->rules };

	return !journey->event || journey->acted || life_case_try(&at, journey->event, NULL, error);
}

static gboolean
run(const Daemon *daemon, Journey *journey, gboolean *ret_owing, GError **error)
{
	CaseStore *store = daemon->store;
	ErrandRoom *errands = errand_room_new(daemon, wake, NULL);
	ClockRoom *clocks = clock_room_new(daemon, wake, NULL);
	guint uncertain = 0;
	gboolean queued;
	gint64 owed = 0;

	if (!recovery_run(daemon, &uncertain, error) || !act(journey, error))
		return FALSE;
	gboolean polled = poll_all(daemon, journey);
	read_all(daemon);
	gboolean told = errand_room_catch_up(errands, error) &&
			clock_room_catch_up(clocks, error) &&
			digest_mail_tell(daemon, journey->world->board, &queued, error);
	send_all(daemon, journey);
	told = told && accounting_daily(daemon, error) && anchor_mail_tell(daemon, error);
	send_all(daemon, journey);
	gboolean good = told && clock_room_catch_up(clocks, error) &&
			store->count_owed(store, now_wall(daemon->now), &owed, error);
	*ret_owing = !polled || owed > 0;
	clock_room_free(clocks);
	errand_room_free(errands);
	return good;
}

static void
look_whether_acted(Journey *journey)
{
	if (!journey->event)
		return;
	g_autofree char *sql =
		g_strdup_printf("SELECT count(*) FROM event WHERE kind='%s'", journey->event);

	journey->acted = world_number(journey->world, sql) > 0;
}

/* Leaves the database open, as world->store. */
static gboolean
run_open(Journey *journey, GError **error)
{
	World *world = journey->world;
	gboolean owing = TRUE;

	case_store_free(g_steal_pointer(&world->store));
	CaseStore *store = store_open(world->path, TRUE, TRUE, world->zone, error);
	if (!store)
		return FALSE;
	store_use_reply_keys(store, journey->keys);
	world->store = world->daemon.store = store;
	return run(&world->daemon, journey, &owing, error) && !owing;
}

gboolean
journey_run(Journey *journey, GError **error)
{
	gboolean good = run_open(journey, error);

	case_store_free(g_steal_pointer(&journey->world->store));
	return good;
}

static gboolean
finish(Journey *journey, GError **error)
{
	for (guint i = 0; i < RUNS; i++) {
		g_clear_error(error);
		look_whether_acted(journey);
		journey->world->now.fixed += i > 0 ? MINUTES_BETWEEN * WORLD_MINUTE : 0;
		if (run_open(journey, error))
			return TRUE;
	}
	return FALSE;
}

/* By the commands of a person who cannot know whether it arrived. */
static void
send_again(Journey *journey)
{
	World *world = journey->world;
	g_autofree char *number =
		world_text(world, "SELECT id FROM outbox WHERE state='uncertain' ORDER BY id");
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	gboolean good = world->store->move_notice(
		world->store, g_ascii_strtoll(number, NULL, 10), OUTBOX_QUEUED, &who, &error);

	g_assert_no_error(error);
	g_assert_true(good);
}

gboolean
journey_finish(Journey *journey, guint *ret_uncertain, GError **error)
{
	if (!finish(journey, error))
		return FALSE;
	*ret_uncertain = journey_count_uncertain(journey);
	for (guint i = 0; i < *ret_uncertain; i++)
		send_again(journey);
	return *ret_uncertain == 0 || finish(journey, error);
}
